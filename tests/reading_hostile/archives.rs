//! Workbooks in archives that unpack to too much, lie about themselves, or name places outside.

use std::io::{Cursor, Read as _, Write as _};

use heng::import::{Book, ReadError};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{fixture, read_as, shown};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

type Parts = Vec<(String, Vec<u8>)>;

/// An archive of these parts.
fn packed(parts: &Parts, method: CompressionMethod) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(method);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of a workbook of one sheet.
fn parts(rows: &str, strings: &str) -> Parts {
    let relationship = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relationships =
        |all: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>");
    let inner = relationship("r1", "worksheet", "worksheets/sheet1.xml")
        + &relationship("r2", "sharedStrings", "sharedStrings.xml");
    let part = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    vec![
        part(
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        part(
            "_rels/.rels",
            relationships(&relationship("r0", "officeDocument", "xl/workbook.xml")),
        ),
        part("xl/_rels/workbook.xml.rels", relationships(&inner)),
        part(
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        part(
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
        part("xl/sharedStrings.xml", strings.to_owned()),
    ]
}

fn strings(all: &str) -> String {
    format!("<sst xmlns=\"{MAIN}\">{all}</sst>")
}

/// One cell with the first string.
const CELL: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";

fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    packed(&parts(rows, strings), CompressionMethod::Deflated)
}

/// The parts of a workbook that another program wrote, with one of them changed.
fn changed(name: &str, part: &str, change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let bytes = fixture(name);
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut parts = Parts::new();
    for index in 0..archive.len() {
        let mut from = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        from.read_to_end(&mut content).unwrap();
        let found = from.name().unwrap().into_owned();
        if found == part {
            content = change(&content);
        }
        parts.push((found, content));
    }
    assert!(parts.iter().any(|(name, _)| name == part));
    packed(&parts, CompressionMethod::Deflated)
}

/// The places where the directory of an archive describes its parts, and those of their own headers.
fn entries(bytes: &[u8]) -> Vec<(usize, usize)> {
    let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let end = bytes
        .windows(4)
        .rposition(|it| it == b"PK\x05\x06")
        .unwrap();
    let mut at = word(end + 16);
    let mut found = Vec::new();
    while bytes[at..].starts_with(b"PK\x01\x02") {
        found.push((at, word(at + 42)));
        let length =
            |place: usize| usize::from(u16::from_le_bytes([bytes[place], bytes[place + 1]]));
        at += 46 + length(at + 28) + length(at + 30) + length(at + 32);
    }
    found
}

fn too_large(read: Result<Book, ReadError>, part: Option<&str>) {
    match read {
        Err(ReadError::TooLarge { part: found, .. }) => assert_eq!(found.as_deref(), part),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_cell_in_the_last_corner_costs_a_cell() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let book = read_as("far.xlsx", &workbook(rows, &strings(""))).unwrap();
    assert_eq!(shown(&book), ["A1=1", "XFD1048576=2"]);
    for at in [
        "XFE1",
        "A1048577",
        "ZZZ4294967295",
        "A99999999999999999999",
        "1A",
        "",
    ] {
        let rows = format!("<row r=\"1\"><c r=\"{at}\"><v>1</v></c></row>");
        read_as("beyond.xlsx", &workbook(&rows, &strings(""))).ok();
    }
    let bytes = changed("book.xlsb", "xl/worksheets/sheet1.bin", |sheet| {
        let mut sheet = sheet.to_vec();
        let row = *records(&sheet, 0).last().unwrap();
        sheet[row..row + 4].copy_from_slice(&1_048_575_u32.to_le_bytes());
        sheet
    });
    let book = read_as("far.xlsb", &bytes).unwrap();
    assert!(shown(&book).contains(&"D1048576=3".to_owned()), "{book:?}");
}

/// Where the contents of an .xlsb part's records of a kind begin.
fn records(part: &[u8], wanted: u16) -> Vec<usize> {
    let (mut at, mut found) = (0, Vec::new());
    while at < part.len() {
        let mut kind = u16::from(part[at]);
        at += 1;
        if kind > 127 {
            kind = (kind & 127) | (u16::from(part[at]) << 7);
            at += 1;
        }
        let (mut length, mut shift) = (0, 0);
        loop {
            length |= usize::from(part[at] & 127) << shift;
            shift += 7;
            at += 1;
            if part[at - 1] < 128 {
                break;
            }
        }
        if kind == wanted {
            found.push(at);
        }
        at += length;
    }
    found
}

#[cfg_attr(debug_assertions, ignore = "takes a minute without optimisation")]
#[test]
fn sizes_are_counted_and_not_believed() {
    let name = "xl/worksheets/sheet1.xml";
    let mut parts = parts("", &strings(""));
    parts[4].1.resize(257 << 20, b' ');
    let mut bytes = packed(&parts, CompressionMethod::Deflated);
    too_large(read_as("bomb.xlsx", &bytes), Some(name));
    // The same, said to be ten bytes long.
    let (entry, own) = entries(&bytes)[4];
    bytes[entry + 24..entry + 28].copy_from_slice(&[10, 0, 0, 0]);
    bytes[own + 22..own + 26].copy_from_slice(&[10, 0, 0, 0]);
    match read_as("liar.xlsx", &bytes) {
        Err(ReadError::Damaged { reason, .. }) => {
            let expected = format!("{name}: File is larger than its declared uncompressed size");
            assert_eq!(reason, expected);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn parts_that_share_their_bytes_count_each() {
    let mut parts = parts("", &strings(""));
    for number in 0..9 {
        parts.push((format!("xl/{number}.xml"), Vec::new()));
    }
    parts[6].1.resize(60 << 20, b' ');
    let mut bytes = packed(&parts, CompressionMethod::Deflated);
    let all = entries(&bytes);
    let (first, _) = all[6];
    for (entry, _) in &all[7..] {
        // Checksum, sizes and place of the first.
        bytes.copy_within(first + 16..first + 28, entry + 16);
        bytes.copy_within(first + 42..first + 46, entry + 42);
    }
    match read_as("overlap.xlsx", &bytes) {
        Err(ReadError::TooLarge { part: None, .. } | ReadError::Damaged { .. }) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_hundred_thousand_parts() {
    let mut parts = parts(CELL, &strings("<si><t>a</t></si>"));
    for number in 0..100_000 {
        parts.push((format!("xl/p{number}.xml"), vec![b'x']));
    }
    let bytes = packed(&parts, CompressionMethod::Stored);
    assert_eq!(shown(&read_as("parts.xlsx", &bytes).unwrap()), ["A1=a"]);
}

#[test]
fn counts_that_promise_too_much() {
    let strings =
        format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"4000000000\"><si><t>a</t></si></sst>");
    let book = read_as("count.xlsx", &workbook(CELL, &strings)).unwrap();
    assert_eq!(shown(&book), ["A1=a"]);
    // The same under another name.
    let mut odd = parts(CELL, &strings);
    odd[5].0 = "xl/s.xml".to_owned();
    odd[2].1 = String::from_utf8(odd[2].1.clone())
        .unwrap()
        .replace("sharedStrings.xml", "s.xml")
        .into_bytes();
    let book = read_as("odd.xlsx", &packed(&odd, CompressionMethod::Deflated)).unwrap();
    assert_eq!(shown(&book), ["A1=a"]);
}

#[test]
fn one_giant_string_is_named_with_its_cell() {
    let giant = strings(&format!("<si><t>{}</t></si>", "x".repeat(100 << 20)));
    let error = read_as("giant.xlsx", &workbook(CELL, &giant)).unwrap_err();
    let expected = ReadError::LongText {
        file: "giant.xlsx".to_owned(),
        sheet: "S".to_owned(),
        at: "A1".parse().unwrap(),
        most: 1 << 20,
    };
    assert_eq!(error, expected);
}

#[cfg_attr(debug_assertions, ignore = "takes a minute without optimisation")]
#[test]
fn more_cells_than_a_sheet_may_have() {
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1000));
    let bytes = packed(
        &parts(&row.repeat(5001), &strings("")),
        CompressionMethod::Stored,
    );
    let read = read_as("many.xlsx", &bytes);
    assert!(
        matches!(&read, Err(ReadError::TooManyCells { sheet, .. }) if sheet == "S"),
        "{:?}",
        read.map(|book| book.sheets.len())
    );
}

const LAUGHS: &str = "<!DOCTYPE x [<!ENTITY a \"hahahahaha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
    <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";

#[test]
fn entities_are_not_expanded_and_no_other_file_is_read() {
    let strings = LAUGHS.to_owned() + &strings("<si><t>1&c;&f;</t></si>");
    let xlsx = read_as("laughs.xlsx", &workbook(CELL, &strings));
    let content = |part: &[u8]| {
        let text = String::from_utf8(part.to_vec()).unwrap();
        let text = text.replacen("?>", &format!("?>{LAUGHS}"), 1);
        assert!(text.contains("北京"));
        text.replace("北京", "1&c;&f;").into_bytes()
    };
    let ods = read_as("laughs.ods", &changed("book.ods", "content.xml", content));
    for read in [xlsx, ods] {
        match read {
            Ok(book) => {
                let all = shown(&book).concat();
                assert!(!all.contains("haha") && !all.contains("root:"), "{all}");
            }
            Err(error) => assert!(matches!(error, ReadError::Damaged { .. }), "{error:?}"),
        }
    }
}

#[test]
fn a_million_elements_inside_each_other() {
    let deep = "<a>".repeat(1_000_000);
    let rows = CELL.to_owned() + &deep;
    let xlsx = read_as("deep.xlsx", &workbook(&rows, &strings("<si><t>a</t></si>")));
    let rich = strings(&format!("<si>{deep}</si>"));
    let rich = read_as("rich.xlsx", &workbook(CELL, &rich));
    let content = |part: &[u8]| {
        let text = String::from_utf8(part.to_vec()).unwrap();
        text.replacen("<table:table ", &format!("{deep}<table:table "), 1)
            .into_bytes()
    };
    let ods = read_as("deep.ods", &changed("book.ods", "content.xml", content));
    for read in [xlsx, rich, ods] {
        assert!(
            matches!(read, Ok(_) | Err(ReadError::Damaged { .. })),
            "{read:?}"
        );
    }
}

#[test]
fn names_that_lead_outside_are_never_followed() {
    let sound = parts(CELL, &strings("<si><t>a</t></si>"));
    let mut bytes = packed(&sound, CompressionMethod::Deflated);
    let mut writer = ZipWriter::new_append(Cursor::new(&mut bytes)).unwrap();
    let options = SimpleFileOptions::default();
    for name in [
        "../../x",
        "/etc/heng-test",
        "C:\\heng-test\\x",
        "..\\..\\x",
        "xl/../../../x",
    ] {
        writer.start_file(name, options).unwrap();
        writer.write_all(b"outside").unwrap();
    }
    writer
        .add_symlink("xl/link.xml", "/etc/passwd", options)
        .unwrap();
    writer.finish().unwrap();
    assert_eq!(shown(&read_as("names.xlsx", &bytes).unwrap()), ["A1=a"]);
    for target in [
        "../../../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "C:\\x",
        "link.xml",
    ] {
        let mut parts = sound.clone();
        let text = String::from_utf8(parts[2].1.clone()).unwrap();
        parts[2].1 = text.replace("worksheets/sheet1.xml", target).into_bytes();
        let read = read_as("target.xlsx", &packed(&parts, CompressionMethod::Deflated));
        let nothing = match &read {
            Ok(book) => shown(book).is_empty(),
            Err(error) => matches!(error, ReadError::Damaged { .. }),
        };
        assert!(nothing, "{read:?}");
    }
}

#[test]
fn two_parts_of_one_name() {
    let mut parts = parts(CELL, &strings("<si><t>a</t></si>"));
    let mut other = parts[4].clone();
    other.0 = "xl/worksheets/sheet2.xml".to_owned();
    parts.push(other);
    let mut bytes = packed(&parts, CompressionMethod::Stored);
    let name = b"worksheets/sheet2.xml";
    while let Some(at) = bytes.windows(name.len()).position(|it| it == name) {
        bytes[at + 16] = b'1';
    }
    match read_as("twice.xlsx", &bytes) {
        Ok(book) => assert_eq!(shown(&book), ["A1=a"]),
        Err(error) => assert!(matches!(error, ReadError::Damaged { .. }), "{error:?}"),
    }
}
