; The Windows installer, for one user, without administrator rights.
; From this folder, after building heng.exe for Windows:
;   makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DEXE=path\to\heng.exe heng.nsi
Unicode true
Target amd64-unicode
!include "MUI2.nsh"
SetCompressor /SOLID lzma

!ifndef VERSION
  !error "State the version: -DVERSION=0.1.0"
!endif
!ifndef EXE
  !define EXE "..\..\target\release\heng.exe"
!endif
!define PRODUCT "衡 Heng"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Heng"

Name "${PRODUCT}"
OutFile "Heng-${VERSION}-x64.exe"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Heng"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"

!define MUI_ICON "..\..\assets\icon\heng.ico"
!define MUI_UNICON "..\..\assets\icon\heng.ico"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

Section
  SetOutPath "$INSTDIR"
  File "/oname=heng.exe" "${EXE}"
  File "..\..\LICENSE-MIT"
  File "..\..\LICENSE-APACHE"
  File "..\..\NOTICE.md"
  File "..\..\deny.toml"
  File "..\..\assets\fonts\OFL.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\heng.exe"

  ; A double click on a project opens it.
  WriteRegStr HKCU "Software\Classes\.heng" "" "Heng.Project"
  WriteRegStr HKCU "Software\Classes\Heng.Project" "" "${PRODUCT}"
  WriteRegStr HKCU "Software\Classes\Heng.Project\DefaultIcon" "" "$INSTDIR\heng.exe,0"
  WriteRegStr HKCU "Software\Classes\Heng.Project\shell\open\command" "" '"$INSTDIR\heng.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\heng.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Heng developers"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Projects and settings of the user stay.
Section "Uninstall"
  Delete "$INSTDIR\heng.exe"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\NOTICE.md"
  Delete "$INSTDIR\deny.toml"
  Delete "$INSTDIR\OFL.txt"
  Delete "$INSTDIR\uninstall.exe"
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  RMDir "$INSTDIR"
  ; Unless another program has taken the projects over.
  ReadRegStr $0 HKCU "Software\Classes\.heng" ""
  StrCmp $0 "Heng.Project" 0 +2
  DeleteRegValue HKCU "Software\Classes\.heng" ""
  DeleteRegKey /ifempty HKCU "Software\Classes\.heng"
  DeleteRegKey HKCU "Software\Classes\Heng.Project"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
