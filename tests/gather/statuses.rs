//! What a file says of how final its values are.

use std::sync::Arc;

use heng::{
    engine::Period,
    import::{
        Status, Table,
        names::Registry,
        sheet_map::{Corrections, observations, taken},
    },
    project::{Document, Edit, find_unit, find_variable},
};

use super::{book, plain_tables, sheet, understood};

const MARKED: &str = "城市|GDP|人口（预计）
北京|1.5（初步）|2
上海|3 r|4
天津|5|6";

fn marked(table: &Table) -> Vec<String> {
    let all = table.statuses.iter();
    all.map(|it| {
        let unit = &table.rows[it.row as usize].unit;
        let variable = &table.columns[it.column as usize].name;
        format!("{unit} {variable} {:?}", it.status)
    })
    .collect()
}

#[test]
fn marks_behind_values_and_in_headers_are_kept_with_the_values() {
    let books = [book("a.xlsx", vec![sheet("S", MARKED)])];
    let table = plain_tables(&books).remove(0);
    assert_eq!(table.columns[0].values, [Some(1.5), Some(3.0), Some(5.0)]);
    assert_eq!(
        marked(&table),
        [
            "北京 GDP Preliminary",
            "北京 人口（预计） Forecast",
            "上海 GDP Revised",
            "上海 人口（预计） Forecast",
            "天津 人口（预计） Forecast",
        ]
    );
}

#[test]
fn a_year_marked_in_the_header_marks_its_values() {
    let text = "指标：GDP（亿元）\n地区|2021年|2022年（初步）\n北京|1|2\n上海|3|4";
    let book = book("a.xlsx", vec![sheet("S", text)]);
    let map = understood(&book, &book.sheets[0], &Corrections::default());
    assert!(observations(&map.tables[0]).count() > 0);
    let tables = taken(&map.tables[0], &book, "S", Registry::bundled());
    let statuses: Vec<(String, usize)> = tables
        .iter()
        .map(|it| {
            let period = it.rows[0].period.clone().unwrap_or(Period::Undated);
            let preliminary = it.statuses.iter();
            let count = preliminary
                .filter(|it| it.status == Status::Preliminary)
                .count();
            (period.to_string(), count)
        })
        .collect();
    assert_eq!(statuses, [("2021".to_owned(), 0), ("2022".to_owned(), 2)]);
}

#[test]
fn provenance_tells_the_status_of_a_value() {
    let books = [book("a.xlsx", vec![sheet("S", MARKED)])];
    let table = Arc::new(plain_tables(&books).remove(0));
    let document = Document::new("T");
    let dataset = document.main().unwrap().id;
    let document = Edit::TakeTable { dataset, table }.apply(&document).unwrap();
    let dataset = document.main().unwrap();
    let variable = find_variable(dataset, "GDP").unwrap().id;
    let of = |unit: &str| {
        let unit = find_unit(dataset, unit).unwrap().id;
        let origin = dataset.provenance.cell(variable, &Period::Undated, unit);
        origin.unwrap().status
    };
    assert_eq!(of("北京"), Some(Status::Preliminary));
    assert_eq!(of("上海"), Some(Status::Revised));
    assert_eq!(of("天津"), None);
}

const TEXTS: &str = "城市|GDP（亿元）|人口
北京|41,610.9 ①|2
上海|3|…
天津|5|6";

#[test]
fn provenance_tells_what_stood_where_the_number_was_read() {
    let books = [book("a.xlsx", vec![sheet("S", TEXTS)])];
    let plain = plain_tables(&books).remove(0);
    let map = understood(&books[0], &books[0].sheets[0], &Corrections::default());
    let mapped = taken(&map.tables[0], &books[0], "S", Registry::bundled()).remove(0);
    for mut table in [plain, mapped] {
        table.read_on = Some("2026-05-17".to_owned());
        let document = Document::new("T");
        let dataset = document.main().unwrap().id;
        let table = Arc::new(table);
        let document = Edit::TakeTable { dataset, table }.apply(&document).unwrap();
        let dataset = document.main().unwrap();
        let of = |variable: &str, unit: &str| {
            let variable = find_variable(dataset, variable).unwrap().id;
            let unit = find_unit(dataset, unit).unwrap().id;
            let origin = dataset.provenance.cell(variable, &Period::Undated, unit);
            let origin = origin.unwrap();
            assert_eq!(origin.source.read_on.as_deref(), Some("2026-05-17"));
            origin.raw
        };
        assert_eq!(of("GDP", "北京"), Some("41,610.9 ①"));
        assert_eq!(of("人口", "上海"), Some("…"));
        assert_eq!((of("GDP", "上海"), of("人口", "天津")), (None, None));
    }
}

#[test]
fn marks_stay_with_their_values_when_rows_and_columns_are_left_out() {
    let books = [book("a.xlsx", vec![sheet("S", MARKED)])];
    let mut table = plain_tables(&books).remove(0);
    table.keep_rows(&[false, true, true]);
    assert_eq!(
        marked(&table),
        [
            "上海 GDP Revised",
            "上海 人口（预计） Forecast",
            "天津 人口（预计） Forecast"
        ]
    );
    assert_eq!(table.raws[0].text, "3 r");
    table.keep_columns(&[false, true]);
    assert_eq!(
        marked(&table),
        ["上海 人口（预计） Forecast", "天津 人口（预计） Forecast"]
    );
    assert_eq!((table.columns[0].values.len(), table.raws.len()), (2, 0));
}
