use super::*;
use crate::import::picture::{book, sheet, told};

/// The table as lines: the header, then a line a row; `_` is missing.
fn lines(table: &Table) -> Vec<String> {
    let measure = |it: &TableColumn| {
        it.measure
            .as_ref()
            .map_or(String::new(), |it| format!("[{it}]"))
    };
    let columns = table
        .columns
        .iter()
        .map(|it| it.name.clone() + &measure(it));
    let texts = table.texts.iter().map(|it| format!("'{}", it.name));
    let mut lines = vec![columns.chain(texts).collect::<Vec<_>>().join(" ")];
    for (index, row) in table.rows.iter().enumerate() {
        let mut parts = vec![row.unit.clone()];
        if row.label != row.unit {
            parts.push(format!("={}", row.label));
        }
        parts.extend(row.period.as_ref().map(|it| format!("@{it}")));
        let number =
            |it: &TableColumn| it.values[index].map_or("_".to_owned(), |it| it.to_string());
        parts.extend(table.columns.iter().map(number));
        parts.extend(
            table
                .texts
                .iter()
                .map(|it| format!("'{}", it.values[index])),
        );
        lines.push(parts.join(" "));
    }
    lines
}

#[track_caller]
fn check(picture: &str, layout: &Layout, expected: &[&str], findings: &[&str]) {
    let table = recognise(&book(picture), layout).unwrap();
    assert_eq!(lines(&table), expected);
    assert_eq!(told(&table.findings), findings);
}

#[test]
fn a_title_is_passed_over_and_notes_end_the_table() {
    check(
        "
        表1 主要指标 |             | 单位：亿元
        地  区       | GDP（亿元） | 人口 (万人) | 备注
        北  京       | 36102       | 2189        | 首都
        上海         | 38700       | —           |
        三沙         |             |             |
        注：不含港澳台
        本表数据为初步核算数，后续可能调整",
        &Layout::default(),
        &[
            "GDP[亿元] 人口[万人] '备注",
            "北京 36102 2189 '首都",
            "上海 38700 _ '",
            "三沙 _ _ '",
        ],
        &[],
    );
}

#[test]
fn units_without_data_stay() {
    check(
        "
        地区 | 分区 | GDP | 人口
        三沙 | 华南 |     |
        北京 | 华北 | 1   | 2
        东部 |      |     |
        海口 | 华南 | ..  | —",
        &Layout::default(),
        &[
            "GDP 人口 '分区",
            "三沙 _ _ '华南",
            "北京 1 2 '华北",
            "东部 _ _ '",
            "海口 _ _ '华南",
        ],
        &[],
    );
}

#[test]
fn a_bad_cell_is_told_and_the_rest_is_kept() {
    check(
        "
        序号 | 城市 | 专利 | 天数   |
        1    | 北京 | 1200 | '1,234 |
        2    | 上海 | many | !#N/A  | 5
        3    | 北京 | 1    | 1      |
        4    |      | 7    | 2      |
        5    | 天津 | 3    | 2      |",
        &Layout::default(),
        &["专利 天数", "北京 1200 1234", "上海 _ _", "天津 3 2"],
        &[
            r#"A1 OrderColumn { column: "序号" }"#,
            "E1 NoColumnName",
            r#"D2 Repaired { found: "1,234", number: 1234.0 }"#,
            r#"C3 NotANumber { found: "many", column: "专利" }"#,
            r##"D3 ErrorCell { found: "#N/A" }"##,
            r#"B4 RepeatedUnit { unit: "北京", first: CellAt { row: 1, column: 1 } }"#,
            "B5 NoUnitName",
        ],
    );
}

#[test]
fn text_files_hold_text_numbers_and_only_repairs_are_told() {
    let mut book =
        book("city | gdp | share\nA | '1,5 | '12,5%\nB | '28,801 | '3,5%\nC | '1.000 | '4%");
    for sheet in &mut book.sheets {
        sheet.name.clear();
        sheet.decimal_comma = true;
    }
    let table = recognise(&book, &Layout::default()).unwrap();
    assert_eq!(
        lines(&table),
        ["gdp share[%]", "A 1.5 12.5", "B 28.801 3.5", "C 1000 4"]
    );
    let repairs = table.findings.iter().map(|it| it.at.unwrap().to_string());
    assert_eq!(repairs.collect::<Vec<_>>(), ["C2", "C3", "B4", "C4"]);
}

#[test]
fn coinr_data_are_understood() {
    check(
        "
        uCode | uName   | Time | LPI | Flights
        AUT   | Austria | 2018 | 4.1 | 29
        BEL   | Belgium | 2018 | 4.1 | 31
        AUT   | Austria | 2019 | 4.2 | 30",
        &Layout::default(),
        &[
            "LPI Flights",
            "AUT =Austria @2018 4.1 29",
            "BEL =Belgium @2018 4.1 31",
            "AUT =Austria @2019 4.2 30",
        ],
        &[],
    );
}

#[test]
fn periods_are_read_in_all_spellings() {
    check(
        "
        城市 | 年份        | 值
        甲   | 2020        | 1
        甲   | 2021年      | 2
        甲   | @2022-01-01 | 3
        甲   | @2022-07-01 | 4
        甲   | 一期        | 5
        甲   |             | 6",
        &Layout::default(),
        &[
            "值",
            "甲 @2020 1",
            "甲 @2021 2",
            "甲 @2022 3",
            "甲 @2022-07 4",
            "甲 @一期 5",
            "甲 6",
        ],
        &[
            r#"B6 PeriodUnclear { period: Label("一期") }"#,
            "B7 PeriodUnclear { period: Undated }",
        ],
    );
}

#[test]
fn the_unit_column_tells_rows_apart() {
    for (picture, unit) in [
        (
            "地区 | 省份 | v\n东部 | 北京 | 1\n东部 | 上海 | 2\n东部 | 天津 | 3",
            "B1",
        ),
        (
            "代码 | 名称 | v\n110000 | 北京 | 1\n310000 | 上海 | 2",
            "B1",
        ),
        ("排名 | 对象甲 | v\n1 | 北京 | 1\n2 | 上海 | 2", "B1"),
        ("code | v | w\n110000 | 3 | 1\n310000 | 4 | 2", "A1"),
        (" | v | w\n北京 | 3 | 1\n上海 | 4 | 2", "A1"),
        ("v | w | 城 市\n3 | 1 | 北京\n4 | 2 | 上海", "C1"),
    ] {
        let table = recognise(&book(picture), &Layout::default()).unwrap();
        assert_eq!(table.header.to_string(), unit, "{picture}");
        let names: Vec<_> = table.columns.iter().map(|it| it.name.as_str()).collect();
        assert!(names == ["v"] || names == ["v", "w"], "{names:?}");
    }
}

#[test]
fn the_layout_goes_before_recognition() {
    let picture = "
        甲 | 乙  | 丙
        城市 | 国 | GDP（亿元） | 人口
        北京 | 中 | 1 | 2
        上海 | 日 | 3 | 4";
    let layout = Layout {
        header_row: Some(2),
        unit_column: Some(" 国".to_owned()),
        period: Some(Period::Year(2020)),
        measure: Some("万人".to_owned()),
        ..Layout::default()
    };
    check(
        picture,
        &layout,
        &[
            "GDP[亿元] 人口[万人] '城市",
            "中 @2020 1 2 '北京",
            "日 @2020 3 4 '上海",
        ],
        &[],
    );

    let by = |layout| recognise(&book(picture), &layout).unwrap_err();
    let layout = Layout {
        unit_column: Some("县".to_owned()),
        ..Layout::default()
    };
    let TableError::NoColumn { name, present, .. } = by(layout) else {
        panic!()
    };
    assert_eq!((name.as_str(), present.len()), ("县", 4));
    let layout = Layout {
        header_row: Some(9),
        ..Layout::default()
    };
    assert!(matches!(by(layout), TableError::NoHeaderRow { row: 9, .. }));
    let layout = Layout {
        sheet: Some("T".to_owned()),
        ..Layout::default()
    };
    let TableError::NoSheet { present, .. } = by(layout) else {
        panic!()
    };
    assert_eq!(present, ["S"]);
}

#[test]
fn columns_of_one_name_are_told_unless_their_measure_differs() {
    check(
        "
        城市 | GDP（亿元） | GDP（%） | 人口（万人） | 人 口(万人)
        北京 | 1 | 2 | 3 | 4",
        &Layout::default(),
        &["GDP（亿元）[亿元] GDP（%）[%] 人口[万人]", "北京 1 2 3"],
        &[r#"E1 RepeatedColumn { column: "人口", first: CellAt { row: 0, column: 3 } }"#],
    );
}

#[test]
fn the_first_visible_sheet_with_a_table_is_taken() {
    let table = "city | v\nA | 1";
    let mut book = Book {
        sheets: vec![
            sheet("旧", table),
            sheet("说明", "只有文字 | 没有数\n甲 | 乙"),
            sheet("数据", table),
        ],
        ..Book::default()
    };
    book.sheets[0].hidden = true;
    let read = recognise(&book, &Layout::default()).unwrap();
    assert_eq!(read.sheet, "数据");
    assert_eq!(
        told(&read.findings),
        [
            r#"- SheetLeftOut { name: "旧", hidden: true }"#,
            r#"- SheetLeftOut { name: "说明", hidden: false }"#
        ]
    );
    let layout = Layout {
        sheet: Some("旧".to_owned()),
        ..Layout::default()
    };
    assert_eq!(recognise(&book, &layout).unwrap().sheet, "旧");

    book.sheets.truncate(2);
    let told = recognise(&book, &Layout::default());
    assert!(matches!(told, Err(TableError::NoTable { .. })));
}
