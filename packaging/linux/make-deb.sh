#!/usr/bin/env bash
# Build heng_VERSION_ARCH.deb in target/ from target/release/heng (cargo build --release --locked).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

binary=target/release/heng
[[ -x $binary ]] || { echo "$binary is missing: run cargo build --release --locked first" >&2; exit 1; }

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
arch=$(dpkg --print-architecture)
# The newest symbol version of the C library that the program asks for.
glibc=$(grep -ao 'GLIBC_2\.[0-9.]*' "$binary" | sed 's/GLIBC_//' | sort -Vu | tail -n 1)

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"

install -D -m 755 "$binary" "$tree/usr/bin/heng"
install -D -m 644 packaging/linux/heng.desktop "$tree/usr/share/applications/heng.desktop"
install -D -m 644 packaging/linux/heng.xml "$tree/usr/share/mime/packages/heng.xml"
install -D -m 644 assets/icon/heng.svg "$tree/usr/share/icons/hicolor/scalable/apps/heng.svg"
for side in 32 256; do
    install -D -m 644 "assets/icon/heng-$side.png" "$tree/usr/share/icons/hicolor/${side}x${side}/apps/heng.png"
done
doc=$tree/usr/share/doc/heng
install -D -m 644 -t "$doc" NOTICE.md LICENSE-MIT LICENSE-APACHE deny.toml assets/fonts/OFL.txt
install -m 644 LICENSE-MIT "$doc/copyright"

# The program links only the C library. Windows, OpenGL and Vulkan are opened at run time, so no tool
# can find them in the binary: they are listed by hand.
mkdir "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: heng
Version: $version
Architecture: $arch
Maintainer: The Heng developers <heng@localhost>
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Section: science
Priority: optional
Depends: libc6${glibc:+ (>= $glibc)}, libgcc-s1, libx11-6, libx11-xcb1, libxcb1, libxcursor1, libxi6, libxrandr2, libxkbcommon0, libxkbcommon-x11-0, libwayland-client0, libwayland-egl1, libegl1, libgl1
Recommends: libvulkan1, mesa-vulkan-drivers, libgl1-mesa-dri, xdg-desktop-portal | zenity, fonts-noto-cjk
Description: workbench for composite indices
 Heng reads yearbook tables, checks and weighs indicators, computes an index
 with its ranks, shows how sure they are and why they moved, and writes a
 workbook that recalculates in a spreadsheet program.
CONTROL

package=target/heng_${version}_$arch.deb
dpkg-deb --root-owner-group --build "$tree" "$package"
