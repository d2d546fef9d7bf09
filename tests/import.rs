//! Small real files, read from end to end, and properties of reading whatever comes.
//! `tests/fixtures/import/make.py` makes the files.

#![expect(clippy::unwrap_used, reason = "a helper of tests may end the test")]

use std::{ops::ControlFlow, path::Path};

use heng::{
    engine::{Direction, Severity},
    import::{
        Book, Cell, CellAt, FileKind, Finding, Layout, OtherKind, ReadError, ReadOptions, Reader,
        Sheet, Table, Value, outline, read_bytes, recognise,
    },
};
use proptest::prelude::*;

fn try_file(name: &str) -> Result<Book, ReadError> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let go_on = &mut |_| ControlFlow::Continue(());
    Reader::program(env!("CARGO_BIN_EXE_heng")).read(
        &folder.join(name),
        &ReadOptions::default(),
        go_on,
    )
}

fn file(name: &str) -> Book {
    try_file(name).unwrap()
}

fn table(name: &str) -> Table {
    recognise(&file(name), &Layout::default()).unwrap()
}

fn told(findings: &[Finding]) -> Vec<String> {
    let text = |it: &Finding| {
        let at = it.at.map_or("-".to_owned(), |at| at.to_string());
        format!("{at} {:?}", it.problem)
    };
    findings.iter().map(text).collect()
}

fn units(table: &Table) -> Vec<&str> {
    table.rows.iter().map(|row| row.unit.as_str()).collect()
}

#[test]
fn a_workbook_with_title_date_error_and_text_number() {
    let book = file("cities.xlsx");
    assert_eq!(told(&book.findings), ["C5 NotCalculated"]);
    assert!(book.sheets[0].hidden && !book.sheets[1].hidden);
    let table = recognise(&book, &Layout::default()).unwrap();
    assert_eq!(
        (table.sheet.as_str(), table.file.as_str()),
        ("数据", "cities.xlsx")
    );
    assert_eq!(units(&table), ["北京", "上海", "天津"]);
    assert_eq!(table.rows[0].period, Some("2020".to_owned().into()));
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|it| (it.name.as_str(), it.measure.as_deref(), it.values.clone()))
        .collect();
    assert_eq!(
        columns,
        [
            ("GDP", Some("亿元"), vec![Some(36102.6), None, None]),
            (
                "人口",
                Some("万人"),
                vec![Some(2189.0), Some(2487.0), Some(1387.0)]
            ),
        ]
    );
    assert_eq!(
        told(&table.findings),
        [
            r#"D3 Repaired { found: "2,189", number: 2189.0 }"#,
            r##"C4 ErrorCell { found: "#N/A" }"##,
            r#"- SheetLeftOut { name: "数据库", hidden: true }"#,
        ]
    );
}

#[test]
fn the_last_corner_costs_one_cell() {
    let book = file("far.xlsx");
    let places: Vec<String> = book.sheets[0]
        .cells
        .iter()
        .map(|it| it.at.to_string())
        .collect();
    assert_eq!(places, ["A1", "XFD1048576"]);
}

#[test]
fn text_in_the_usual_encodings() {
    for (name, findings) in [
        (
            "gbk.csv",
            vec![r#"- EncodingAssumed { encoding: "gb18030" }"#],
        ),
        ("utf16.csv", vec![]),
    ] {
        let book = file(name);
        assert_eq!(told(&book.findings), findings, "{name}");
        let table = recognise(&book, &Layout::default()).unwrap();
        assert_eq!(units(&table), ["北京", "上海"], "{name}");
        assert_eq!(
            table.columns[0].values,
            [Some(36102.0), Some(38700.0)],
            "{name}"
        );
        assert_eq!(table.findings, [], "{name}");
    }
}

#[test]
fn separators_and_decimal_commas() {
    let semicolon = table("semicolon.csv");
    assert_eq!(semicolon.columns[0].values, [Some(28.801), Some(1.5)]);
    assert_eq!(semicolon.columns[1].values, [Some(3.5), Some(4.0)]);
    assert_eq!(semicolon.findings, []);
    let bureau = table("bureau.csv");
    assert_eq!(bureau.columns[1].name, "2021年人口");
    assert_eq!(bureau.columns[1].values, [Some(2.0), Some(4.0)]);
}

#[test]
fn mistakes_are_told_with_their_cells() {
    let table = table("twice.csv");
    assert_eq!(
        told(&table.findings),
        [
            r#"B3 NotANumber { found: "many", column: "v" }"#,
            r#"A4 RepeatedUnit { unit: "A", first: CellAt { row: 1, column: 0 } }"#,
        ]
    );
    let errors = table.findings.iter().map(|it| it.problem.severity());
    assert!(errors.into_iter().all(|it| it == Severity::Error));
}

#[test]
fn a_pair_of_coinr() {
    let book = file("coinr.xlsx");
    let data = recognise(&book, &Layout::default()).unwrap();
    assert_eq!(units(&data), ["AAA", "BBB"]);
    assert_eq!(data.rows[1].label, "Borland");
    let meta = outline(&book, None).unwrap();
    let codes: Vec<_> = meta
        .nodes
        .iter()
        .map(|it| (it.code.as_str(), it.parent))
        .collect();
    assert_eq!(
        codes,
        [("Index", None), ("Speed", Some(0)), ("Waste", Some(0))]
    );
    assert_eq!(meta.nodes[2].direction, Some(Direction::Negative));
    let others: Vec<_> = meta
        .others
        .iter()
        .map(|it| (it.code.as_str(), it.kind))
        .collect();
    assert_eq!(
        others,
        [("Area", OtherKind::Denominator), ("Size", OtherKind::Group)]
    );
    assert_eq!(meta.findings, []);
}

#[test]
fn files_that_are_no_tables_say_what_they_are() {
    let kind = |name| match try_file(name) {
        Err(ReadError::NotATable { found, file }) => (file, found),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        kind("picture.csv"),
        ("picture.csv".to_owned(), FileKind::Image)
    );
    assert!(matches!(
        try_file("old.xls"),
        Err(ReadError::Damaged { .. })
    ));
    assert!(matches!(
        try_file("empty.csv"),
        Err(ReadError::Empty { .. })
    ));
    let Err(ReadError::Unreadable { file, .. }) = try_file("absent.csv") else {
        panic!("read a file that is not there");
    };
    assert!(file.ends_with("import/absent.csv"), "{file}");
}

fn read_any(bytes: &[u8]) -> Result<Book, ReadError> {
    read_bytes("any", bytes, &ReadOptions::default(), &mut |_| {
        ControlFlow::Continue(())
    })
}

/// Words that mean something to the readers, and some that do not.
fn word() -> impl Strategy<Value = Value> {
    let words = [
        "城市",
        "年份",
        "GDP（亿元）",
        "序号",
        "uCode",
        "权重",
        "上级",
        "代码",
        "名称",
        "方向",
        "一级指标",
        "二级指标",
        "Type",
        "Group",
        "-",
        "1,234",
        "12%",
        "注：",
        "A",
        "B",
        "A/B",
        "2020年",
        "（",
        "",
    ];
    prop_oneof![
        prop::sample::select(words.to_vec()).prop_map(|it| Value::Text(it.to_owned())),
        any::<f64>().prop_map(Value::Number),
        Just(Value::Error("#N/A".to_owned())),
        any::<bool>().prop_map(Value::Bool),
        ".{0,12}".prop_map(|iso| Value::Date { serial: 1.0, iso }),
    ]
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let places = (0..6_u32, 0..6_u32);
    prop::collection::btree_map(places, word(), 0..36).prop_map(|cells| {
        let cells = cells.into_iter().map(|((row, column), value)| {
            let at = CellAt { row, column };
            Cell { at, value }
        });
        Sheet {
            name: "S".to_owned(),
            cells: cells.collect(),
            ..Sheet::default()
        }
    })
}

proptest! {
    #[test]
    fn any_bytes_give_a_book_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(book) = read_any(&bytes) {
            prop_assert!(book.sheets[0].cells.is_sorted_by(|a, b| a.at < b.at));
        }
    }

    #[test]
    fn a_broken_workbook_gives_a_book_or_an_error(at in 0..5000_usize, byte in any::<u8>()) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/cities.xlsx");
        let mut bytes = std::fs::read(path).unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(book) = read_any(&bytes) {
            prop_assert!(book.sheets.len() <= 2);
        }
    }

    #[test]
    fn any_sheet_gives_a_whole_table_or_an_error(sheet in sheet()) {
        let book = Book { sheets: vec![sheet], ..Book::default() };
        if let Ok(table) = recognise(&book, &Layout::default()) {
            for column in &table.columns {
                prop_assert_eq!(column.values.len(), table.rows.len());
                prop_assert!(column.values.iter().flatten().all(|it| it.is_finite()));
            }
        }
    }

    #[test]
    fn any_sheet_gives_a_tree_or_an_error(sheet in sheet()) {
        let book = Book { sheets: vec![sheet], ..Book::default() };
        if let Ok(outline) = outline(&book, None) {
            let mut codes: Vec<_> = outline.nodes.iter().map(|it| &it.code).collect();
            codes.sort();
            codes.dedup();
            prop_assert_eq!(codes.len(), outline.nodes.len());
            for (place, node) in outline.nodes.iter().enumerate() {
                prop_assert!(node.parent.is_none_or(|parent| parent < place));
            }
        }
    }
}
