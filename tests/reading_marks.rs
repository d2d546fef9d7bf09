//! What a file says beyond values: hidden lines and sheets, merged cells, number formats, dates.

#![expect(clippy::unwrap_used, reason = "a helper of tests may end the test")]

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use heng::import::{Book, Lines, ReadError, ReadOptions, Reader, Value, read_bytes};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import/formats")
        .join(name)
}

fn there(path: &Path) -> Book {
    let worker = Reader::program(env!("CARGO_BIN_EXE_heng"));
    let go_on = &mut |_| ControlFlow::Continue(());
    worker.read(path, &ReadOptions::default(), go_on).unwrap()
}

fn here(name: &str, bytes: &[u8]) -> Result<Book, ReadError> {
    let go_on = &mut |_| ControlFlow::Continue(());
    read_bytes(name, bytes, &ReadOptions::default(), go_on)
}

fn shown(book: &Book, sheet: usize) -> String {
    let cells = book.sheets[sheet].cells.iter();
    let cells: Vec<_> = cells
        .map(|it| format!("{}={}", it.at, it.value.text()))
        .collect();
    cells.join(" ")
}

/// All that the workbook of marks must tell, whatever its format.
fn check(name: &str, book: &Book) {
    let expected = "A1=城市 C1=日期 D1=占比 E1=备注 F1=产值 A2=北京 B2=1 C2=2020-07-01 D2=0.25 E2=旧 F2=1234.5 \
        A3=上海 B3=2 C3=2021-07-01 D3=0.5 E3=旧 F3=2 A4=天津 B4=3 C4=2022-07-01 D4=0.75 E4=旧 F4=3";
    assert_eq!(shown(book, 0), expected, "{name}");
    let sheet = &book.sheets[0];
    assert_eq!(sheet.hidden_rows, [Lines { first: 2, last: 2 }], "{name}");
    assert_eq!(
        sheet.hidden_columns,
        [Lines { first: 4, last: 4 }],
        "{name}"
    );
    let merged: Vec<_> = sheet
        .merged
        .iter()
        .map(|it| format!("{}:{}", it.from, it.to))
        .collect();
    assert_eq!(merged, ["A1:B1"], "{name}");
    let format = |at: &str| sheet.formats.get(at.parse().unwrap());
    let told = ["D2", "D4", "F2", "B2", "F3"].map(format);
    let expected = [Some("0.00%"), Some("0.00%"), Some("#,##0.0"), None, None];
    assert_eq!(told, expected, "{name}");
    assert!(
        format("C3").is_some_and(|it| it.to_lowercase().starts_with("yyyy")),
        "{name}"
    );
    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|it| (it.name.as_str(), it.hidden))
        .collect();
    assert_eq!(sheets, [("数据", false), ("隐藏", true)], "{name}");
}

#[test]
fn every_format_tells_its_marks() {
    for name in ["marks.xlsx", "marks1904.xlsx", "marks.xls", "marks.ods"] {
        let book = there(&fixture(name));
        check(name, &book);
        assert_eq!(book, here(name, &fs::read(fixture(name)).unwrap()).unwrap());
    }
    // WPS calls its .xls .et.
    let book = here("表.et", &fs::read(fixture("marks.xls")).unwrap()).unwrap();
    check("表.et", &book);
}

#[test]
fn days_are_counted_from_1904_where_the_file_says_so() {
    let serial = |name| match there(&fixture(name)).sheets[0].get("C2".parse().unwrap()) {
        Some(Value::Date { serial, .. }) => *serial,
        other => panic!("{other:?}"),
    };
    assert_eq!(serial("marks.xlsx") - serial("marks1904.xlsx"), 1462.0);
}

#[test]
fn strict_workbooks_tell_the_same() {
    let bytes = fs::read(fixture("marks.xlsx")).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let strict = text
            .replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            .replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            );
        changed += usize::from(strict != text);
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(strict.as_bytes()).unwrap();
    }
    assert!(changed > 4, "{changed}");
    let strict = writer.finish().unwrap().into_inner();
    check("strict.xlsx", &here("strict.xlsx", &strict).unwrap());
}

#[test]
fn a_web_archive_is_a_workbook() {
    let archive = "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=\"----=_B\"\r\n\r\n\
        ------=_B\r\nContent-Location: file:///C:/a.htm\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\
        <html><xml><x:ExcelWorksheet><x:Name>数据</x:Name><x:WorksheetSource HRef=\"a.files/sheet001.htm\"/></x:ExcelWorksheet>\
        <x:ExcelWorksheet><x:Name>旧</x:Name><x:WorksheetSource HRef=\"a.files/sheet002.htm\"/><x:WorksheetOptions>\
        <x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></x:ExcelWorksheet></xml><frameset><frame></frameset></html>\r\n\
        ------=_B\r\nContent-Location: file:///C:/a.files/sheet001.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Type: text/html; charset=\"gb2312\"\r\n\r\n<table><tr><td>=B1=B1=BE=A9<td x:num=3D\"1.5\">1=\r\n.5</table>\r\n\
        ------=_B\r\nContent-Location: file:///C:/a.files/sheet002.htm\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Type: text/html; charset=\"utf-8\"\r\n\r\nPHRhYmxlPjx0cj48dGQ+YTwvdGFibGU+\r\n------=_B--\r\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xls");
    fs::write(&path, archive).unwrap();
    let book = there(&path);
    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|it| (it.name.as_str(), it.hidden))
        .collect();
    assert_eq!(sheets, [("数据", false), ("旧", true)]);
    assert_eq!(
        (shown(&book, 0), shown(&book, 1)),
        ("A1=北京 B1=1.5".to_owned(), "A1=a".to_owned())
    );
}
