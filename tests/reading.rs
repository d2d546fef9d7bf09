//! Files that would end the process that reads them: the reading worker ends, or gives up, and the
//! program goes on with a typed error that both languages can tell.

#![expect(clippy::unwrap_used, reason = "a helper of tests may end the test")]

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use heng::{
    import::{Book, Job, Limits, ReadError, ReadOptions, Reader, Value},
    texts::{Language, Texts},
};
use tempfile::TempDir;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const HENG: &str = env!("CARGO_BIN_EXE_heng");

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(name)
}

fn within(limits: Limits) -> Reader {
    Reader::Worker {
        program: HENG.into(),
        limits,
    }
}

fn read(reader: &Reader, path: &Path) -> Result<Book, ReadError> {
    reader.read(path, &ReadOptions::default(), &mut |_| {
        ControlFlow::Continue(())
    })
}

/// What both languages say of an error. It names the file, and says more than that.
fn told(error: &ReadError, file: &str) -> [String; 2] {
    Language::ALL.map(|language| {
        let said = Texts::new(language).read_error(error);
        assert!(said.contains(file), "{said}");
        assert!(said.chars().count() > file.len() + 12, "{said}");
        let chinese = said.contains(['。', '，', '：']);
        assert_eq!(chinese, language == Language::Chinese, "{said}");
        said
    })
}

/// A workbook of one sheet from its XML and that of the shared strings.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ] {
        let options = SimpleFileOptions::default();
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The XML of a sheet with these rows.
fn sheet(rows: impl Iterator<Item = String>) -> String {
    let rows: String = rows.collect();
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#
    )
}

/// The XML of shared strings with one of so many letters.
fn one_string(letters: usize) -> String {
    format!(
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="1"><si><t>{}</t></si></sst>"#,
        "x".repeat(letters)
    )
}

fn saved(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// 300 units by 60 indicators.
fn usual_table() -> Vec<u8> {
    let rows = (1..=300).map(|row| {
        let cells: Vec<String> = (1..=60)
            .map(|column| format!("<c><v>{}</v></c>", f64::from(row * column) / 7.0))
            .collect();
        let cells = cells.concat();
        format!("<row>{cells}</row>")
    });
    workbook(&sheet(rows), &one_string(1))
}

#[test]
fn a_worker_gives_the_same_book_as_reading_here() {
    let worker = Reader::program(HENG);
    for name in ["cities.xlsx", "coinr.xlsx", "far.xlsx", "gbk.csv"] {
        let path = fixture(name);
        let there = read(&worker, &path).unwrap();
        assert_eq!(there, read(&Reader::Here, &path).unwrap(), "{name}");
        assert!(!there.sheets[0].cells.is_empty(), "{name}");
    }
    let (_folder, path) = saved("300.xlsx", &usual_table());
    let there = read(&worker, &path).unwrap();
    assert_eq!(there.sheets[0].cells.len(), 18_000);
    assert_eq!(there, read(&Reader::Here, &path).unwrap());
}

#[test]
fn a_file_that_is_not_there_is_named_as_asked() {
    for path in ["absent.xlsx", "absent.csv", "-"] {
        let error = read(&Reader::program(HENG), Path::new(path)).unwrap_err();
        assert!(
            matches!(&error, ReadError::Unreadable { file, .. } if file == path),
            "{error:?}"
        );
    }
}

#[test]
fn memory_beyond_the_ceiling_ends_the_worker_alone() {
    // As much text as a cell may have, wanted by two thousand.
    let rows = (1..=2000).map(|row| format!(r#"<row r="{row}"><c t="s"><v>0</v></c></row>"#));
    let bytes = workbook(&sheet(rows), &one_string(1 << 20));
    assert!(bytes.len() < 200_000, "{} bytes", bytes.len());
    let (_folder, path) = saved("giant.xlsx", &bytes);
    let error = read(&Reader::program(HENG), &path).unwrap_err();
    let expected = ReadError::OutOfMemory {
        file: "giant.xlsx".to_owned(),
        most: 1536 << 20,
    };
    assert_eq!(error, expected);
    for said in told(&error, "giant.xlsx") {
        assert!(said.contains("1536 MB"), "{said}");
    }
}

#[test]
fn an_answer_has_an_end() {
    let (_folder, path) = saved("300.xlsx", &usual_table());
    let reader = within(Limits {
        answer: 200_000,
        ..Limits::default()
    });
    let error = read(&reader, &path).unwrap_err();
    assert!(
        matches!(&error, ReadError::TooLarge { file, most: 200_000, .. } if file == "300.xlsx"),
        "{error:?}"
    );
    told(&error, "300.xlsx");
}

#[test]
fn time_has_an_end() {
    let rows = (1..=200_000).map(|row| format!(r#"<row r="{row}"><c><v>1</v></c></row>"#));
    let (_folder, path) = saved("long.xlsx", &workbook(&sheet(rows), &one_string(1)));
    let reader = within(Limits {
        time: Duration::from_millis(30),
        ..Limits::default()
    });
    let error = read(&reader, &path).unwrap_err();
    assert!(matches!(error, ReadError::OutOfTime { .. }), "{error:?}");
    told(&error, "long.xlsx");
}

#[test]
fn reading_is_cancelled_and_the_worker_goes() {
    let (_folder, path) = saved("300.xlsx", &usual_table());
    let mut asked = 0;
    let error = Reader::program(HENG).read(&path, &ReadOptions::default(), &mut |_| {
        asked += 1;
        ControlFlow::Break(())
    });
    let file = "300.xlsx".to_owned();
    assert_eq!((error, asked), (Err(ReadError::Cancelled { file }), 1));
}

#[test]
fn a_dropped_job_stops_its_worker() {
    let rows = (1..=200_000).map(|row| format!(r#"<row r="{row}"><c><v>1</v></c></row>"#));
    let (_folder, path) = saved("long.xlsx", &workbook(&sheet(rows), &one_string(1)));
    let (tell, hear) = std::sync::mpsc::channel();
    let job = Job::start(
        "read",
        || {},
        move |reporter| {
            let read = Reader::program(HENG).read(&path, &ReadOptions::default(), &mut |it| {
                reporter.report(it.done, it.total)
            });
            tell.send(read).ok();
        },
    );
    drop(job);
    let file = "long.xlsx".to_owned();
    assert_eq!(hear.recv().unwrap(), Err(ReadError::Cancelled { file }));
}

#[test]
fn a_worker_that_is_none_is_told_of() {
    let path = fixture("cities.xlsx");
    for program in [PathBuf::new(), fixture("no such program")] {
        let error = read(&Reader::program(program), &path).unwrap_err();
        assert!(matches!(error, ReadError::NoReader { .. }), "{error:?}");
        told(&error, "cities.xlsx");
    }
    // This test program knows nothing of workers.
    let other = std::env::current_exe().unwrap();
    let error = read(&Reader::program(other), &path).unwrap_err();
    assert!(matches!(error, ReadError::ReaderDied { .. }), "{error:?}");
    told(&error, "cities.xlsx");
}

#[test]
fn the_usual_table_is_quick() {
    let (_folder, path) = saved("300.xlsx", &usual_table());
    let reader = Reader::program(HENG);
    read(&reader, &path).unwrap();
    let best = (0..5).map(|_| {
        let start = Instant::now();
        read(&reader, &path).unwrap();
        start.elapsed()
    });
    let best = best.min().unwrap();
    // 60 ms as shipped; without optimisation, and beside other tests, many times that.
    let most = if cfg!(debug_assertions) { 2000 } else { 60 };
    assert!(best < Duration::from_millis(most), "{best:?}");
}

/// One table in every format, as several programs write it.
const FORMATS: [&str; 6] = [
    "book.xlsx",
    "book.xlsb",
    "book.ods",
    "biff8.xls",
    "xml2003.xls",
    "page.xls",
];

fn format(name: &str) -> PathBuf {
    fixture("formats").join(name)
}

/// Cells as `A1=text`; dates as days, whether they are stored so or not.
fn shown(book: &Book, sheet: usize) -> Vec<String> {
    let cells = book.sheets[sheet].cells.iter();
    let text = |value: &Value| match value {
        Value::Number(number) if *number == 43831.0 => "2020-01-01".to_owned(),
        other => other.text(),
    };
    let cells = cells.map(|it| format!("{}={}", it.at, text(&it.value)));
    cells.collect()
}

#[test]
fn every_format_gives_the_same_table() {
    let worker = Reader::program(HENG);
    let expected = "A1=表1 主要指标 A2=城市 B2=年份 C2=GDP（亿元） E2=达标 C3=总量 D3=人均 \
        A4=北京 B4=2020-01-01 C4=36102.6 D4=2,189 E4=TRUE A5=上海 B5=2020-01-01 C5=#DIV/0! D5=2487 E5=FALSE \
        A6=天津 B6=2020-01-01 C6=72205.2 D6=0.25 A7=空 D7=3";
    for name in FORMATS {
        let book = read(&worker, &format(name)).unwrap();
        let cells = shown(&book, 0).join(" ");
        // The writer of this one leaves errors out.
        let expected = match name {
            "book.xlsb" => expected.replace("C5=#DIV/0! ", ""),
            _ => expected.to_owned(),
        };
        assert_eq!(cells, expected, "{name}");
        assert_eq!(book.findings, [], "{name}");
        let mut merged: Vec<_> = book.sheets[0].merged.clone();
        merged.sort_unstable();
        let merged: Vec<_> = merged
            .iter()
            .map(|it| format!("{}:{}", it.from, it.to))
            .collect();
        assert_eq!(merged, ["A1:E1", "A2:A3", "C2:D2"], "{name}");
        if name != "page.xls" {
            let sheets: Vec<_> = book
                .sheets
                .iter()
                .map(|it| (it.name.as_str(), it.hidden))
                .collect();
            assert_eq!(sheets, [("数据", false), ("隐藏", true)], "{name}");
            assert_eq!(shown(&book, 1), ["A1=城市", "B1=旧值", "A2=北京", "B2=1"]);
        }
    }
}

#[test]
fn the_ending_of_a_name_means_nothing() {
    for name in FORMATS {
        let (_folder, path) = saved("表.et", &fs::read(format(name)).unwrap());
        let book = read(&Reader::program(HENG), &path).unwrap();
        let cells = if name == "book.xlsb" { 22 } else { 23 };
        assert_eq!(book.sheets[0].cells.len(), cells, "{name}");
        assert_eq!(book.file, "表.et");
    }
    let tabs = read(&Reader::program(HENG), &format("tabs.xls")).unwrap();
    assert_eq!(
        shown(&tabs, 0),
        ["A1=城市", "B1=GDP", "A2=北京", "B2=36102.6"]
    );
    let old = read(&Reader::program(HENG), &format("biff5.xls")).unwrap();
    assert_eq!(shown(&old, 0), ["A1=城", "B1=值", "A2=京", "B2=1.5"]);
}

#[test]
fn cells_in_the_short_form_are_read() {
    let book = read(&Reader::program(HENG), &format("short.xlsb")).unwrap();
    let long = read(&Reader::program(HENG), &format("book.xlsb")).unwrap();
    // Its writer does not leave errors out.
    let mut cells = shown(&book, 0);
    cells.retain(|cell| cell != "C5=#DIV/0!");
    assert_eq!(cells, shown(&long, 0));
    assert_eq!(book.sheets[0].merged, long.sheets[0].merged);
    assert_eq!(shown(&book, 1), shown(&long, 1));
}

/// An archive with one of its parts changed.
fn with_part(bytes: &[u8], part: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut change = Some(change);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut from = archive.by_index(index).unwrap();
        let name = from.name().unwrap().into_owned();
        let mut content = Vec::new();
        from.read_to_end(&mut content).unwrap();
        if name == part {
            content = change.take().unwrap()(content);
        }
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&content).unwrap();
    }
    assert!(change.is_none(), "no part {part}");
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_formula_of_xlsb_whose_result_is_an_error_is_an_error() {
    let bytes = fs::read(format("book.xlsb")).unwrap();
    let bytes = with_part(&bytes, "xl/worksheets/sheet1.bin", |sheet| {
        // 72205.2 in C6, a record of kind 5, becomes one of kind 11 with the error 7 and no tokens.
        let number = 72205.2_f64.to_le_bytes();
        let at = sheet.windows(8).position(|it| it == number).unwrap();
        assert_eq!(sheet[at - 10..at - 8], [5, 16]);
        let record = [&[11, 19], &sheet[at - 8..at], &[7], &[0; 10]].concat();
        [&sheet[..at - 10], &record, &sheet[at + 8..]].concat()
    });
    let (_folder, path) = saved("error.xlsb", &bytes);
    let book = read(&Reader::program(HENG), &path).unwrap();
    assert!(
        shown(&book, 0).contains(&"C6=#DIV/0!".to_owned()),
        "{book:?}"
    );
}

#[test]
fn far_cells_cost_a_message_at_most() {
    let worker = Reader::program(HENG);
    for name in ["far.xls", "far.ods"] {
        match read(&worker, &format(name)) {
            Ok(book) => {
                let corner = if name == "far.ods" {
                    "XFD1048576=7"
                } else {
                    "IV65536=7"
                };
                assert_eq!(shown(&book, 0), ["A1=a", corner], "{name}");
            }
            Err(error) => {
                let typed = matches!(
                    error,
                    ReadError::OutOfMemory { .. } | ReadError::TooManyCells { .. }
                );
                assert!(typed, "{error:?}");
                told(&error, name);
            }
        }
    }
    let small = within(Limits {
        memory: 100 << 20,
        ..Limits::default()
    });
    let error = read(&small, &format("far.xls")).unwrap_err();
    assert!(matches!(error, ReadError::OutOfMemory { .. }), "{error:?}");
}

#[test]
fn a_part_too_large_is_refused_before_it_is_unpacked() {
    let strings = one_string(257 << 20);
    let (_folder, path) = saved("bomb.xlsx", &workbook(&sheet(std::iter::empty()), &strings));
    let error = read(&Reader::program(HENG), &path).unwrap_err();
    assert!(
        matches!(&error, ReadError::TooLarge { part: Some(part), .. } if part == "xl/sharedStrings.xml"),
        "{error:?}"
    );
    told(&error, "bomb.xlsx");
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }

    /// Changes some bytes, all to values that tend to be read as lengths or places.
    fn damage(&mut self, mut bytes: Vec<u8>) -> Vec<u8> {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            bytes[at] = match self.below(4) {
                0 => 0,
                1 => 255,
                2 => bytes[at] ^ (1 << self.below(8)),
                _ => u8::try_from(self.below(256)).unwrap(),
            };
        }
        if self.below(6) == 0 {
            bytes.truncate(self.below(bytes.len()) + 1);
        }
        bytes
    }
}

/// Reads a damaged file; whatever comes of it must be a book in order or an error with a name.
fn survive(name: &str, bytes: &[u8]) -> bool {
    let limits = Limits {
        memory: 300 << 20,
        time: Duration::from_secs(10),
        ..Limits::default()
    };
    let (_folder, path) = saved(name, bytes);
    match read(&within(limits), &path) {
        Ok(book) => {
            let in_order = |it: &heng::import::Sheet| it.cells.is_sorted_by(|a, b| a.at < b.at);
            assert!(book.sheets.iter().all(in_order), "{name}");
            true
        }
        Err(error) => {
            told(&error, name);
            false
        }
    }
}

/// The part of an archive that holds the first sheet.
fn first_sheet(name: &str) -> Option<&'static str> {
    match name {
        "book.xlsx" => Some("xl/worksheets/sheet1.xml"),
        "book.xlsb" => Some("xl/worksheets/sheet1.bin"),
        "book.ods" => Some("content.xml"),
        _ => None,
    }
}

#[test]
fn hundreds_of_damaged_files_cost_a_message_each() {
    let mut dice = Dice(20_260_101);
    let (mut books, mut errors) = (0, 0);
    for name in FORMATS.into_iter().chain(["biff5.xls"]) {
        let whole = fs::read(format(name)).unwrap();
        for turn in 0..60 {
            // Archives notice changed bytes by themselves, so half of them are changed inside.
            let bytes = match first_sheet(name) {
                Some(part) if turn % 2 == 0 => with_part(&whole, part, |it| dice.damage(it)),
                _ => dice.damage(whole.clone()),
            };
            if survive(name, &bytes) {
                books += 1;
            } else {
                errors += 1;
            }
        }
        for tenth in 1..10 {
            survive(name, &whole[..whole.len() * tenth / 10]);
        }
    }
    // Both happen, or the damage is of the wrong kind.
    assert!(books > 50 && errors > 50, "{books} books, {errors} errors");
}
