//! Eight real files against cells of them that were read by hand.

use std::{ops::ControlFlow, path::Path};

use heng::import::{
    Book, ReadOptions, Reader,
    sheet_map::{Corrections, Observation, Role, SheetMap, map_sheet, observations},
};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yearbooks")
}

fn read(file: &str) -> Book {
    let go_on = &mut |_| ControlFlow::Continue(());
    Reader::Here
        .read(&folder().join(file), &ReadOptions::default(), go_on)
        .unwrap()
}

fn map(book: &Book, sheet: &str) -> SheetMap {
    let sheet = book.sheets.iter().find(|it| it.name == sheet).unwrap();
    let map = map_sheet(sheet, &book.file, &Corrections::default());
    assert_eq!(map.roles.len(), sheet.cells.len(), "every cell has a role");
    map
}

fn observed(map: &SheetMap, cell: &str) -> Observation {
    let cell = cell.parse().unwrap();
    let mut all = map
        .tables
        .iter()
        .flat_map(observations)
        .filter(|it| it.cell == cell);
    let found = all
        .next()
        .unwrap_or_else(|| panic!("{cell}: no observation"));
    assert!(all.next().is_none(), "{cell}: two observations");
    found
}

/// Compares one line of the list; the words in brackets there are not in the file.
fn check(line: &csv::StringRecord) -> Result<(), String> {
    let at = |place: usize| line.get(place).unwrap_or_default();
    let (file, sheet, cell) = (at(0), at(1), at(2));
    let map = map(&read(file), sheet);
    if at(9) == "group heading" {
        let role = map
            .roles
            .iter()
            .find(|it| it.at.to_string() == cell)
            .unwrap();
        return if role.role == Role::GroupHeading {
            Ok(())
        } else {
            Err(format!("{file} {cell}: {role:?}"))
        };
    }
    let found = observed(&map, cell);
    let unit = at(3).trim_matches(['(', ')']);
    let unit = if at(3).starts_with('(') { unit } else { at(3) };
    let value = match at(6) {
        "" => None,
        text => Some(text.replace(',', ".").parse::<f64>().unwrap()),
    };
    let measure = at(8);
    let year = at(5)
        .trim_matches(['(', ')'])
        .split('-')
        .next()
        .unwrap_or_default();
    let named = found.indicator == at(4)
        || found.indicator.starts_with(&format!("{} (", at(4)))
        || format!("{} ({measure})", found.indicator) == at(4);
    let measured = match file {
        // The measure stands only in the title or nowhere.
        "gapminder-semicolon-decimal-comma.csv" | "us-census-states-2010-2019.xlsx" => true,
        _ if measure.starts_with('(') || measure == "-" => found.measure.is_none(),
        _ => found.measure.as_deref() == Some(measure),
    };
    let right = found.unit == unit
        && named
        && measured
        && found.value == value
        && found.period.to_string() == year;
    if right {
        Ok(())
    } else {
        Err(format!("{file} {cell}: {found:?}"))
    }
}

#[test]
fn cells_read_by_hand_arrive_with_their_meaning() {
    let path = folder().join("expected.csv");
    let mut list = csv::Reader::from_path(path).unwrap();
    let lines: Vec<_> = list.records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), 25);
    let wrong: Vec<String> = lines.iter().filter_map(|it| check(it).err()).collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_sample_is_one_table_of_the_right_size() {
    for (file, sheet, rows, columns) in [
        ("nbs-gdp-by-province-gbk.csv", "", 31, 19),
        ("provincial-budget-2005-2024.xls", "Sheet1", 62, 20),
        ("nbs-major-cities-gdp.xls", "主要城市年度数据", 36, 20),
        ("major-cities-2017-gbk.csv", "", 35, 12),
        ("undp-hdi-2021-table1.xlsx", "Table 1", 210, 7),
        ("worldbank-gdp-api.csv", "", 266, 63),
        ("us-census-states-2010-2019.xlsx", "NST01", 57, 12),
        ("gapminder-semicolon-decimal-comma.csv", "", 1704, 3),
    ] {
        let map = map(&read(file), sheet);
        let sizes: Vec<_> = map
            .tables
            .iter()
            .map(|it| (it.rows.len(), it.columns.len()))
            .collect();
        assert_eq!(sizes, [(rows, columns)], "{file}");
    }
}

#[test]
fn groups_totals_notes_and_footnotes_are_set_aside() {
    let map = map(&read("undp-hdi-2021-table1.xlsx"), "Table 1");
    let role = |cell: &str| {
        let at = cell.parse().unwrap();
        map.roles.iter().find(|it| it.at == at).unwrap().role
    };
    for (cell, expected) in [
        ("B1", Role::Title),
        ("E3", Role::HeaderAside),
        ("E5", Role::Header),
        ("E6", Role::HeaderMeasure),
        ("E7", Role::HeaderPeriod),
        ("B8", Role::GroupHeading),
        ("A9", Role::RunningNumber),
        ("B9", Role::UnitName),
        ("C9", Role::Value),
        ("F12", Role::Footnote),
        ("C204", Role::Missing),
        ("B210", Role::Total),
        ("B230", Role::Total),
        ("B233", Role::Note),
    ] {
        assert_eq!(role(cell), expected, "{cell}");
    }
    let switzerland = &map.tables[0].rows[0];
    assert_eq!(
        switzerland.group.as_deref(),
        Some("VERY HIGH HUMAN DEVELOPMENT")
    );
    assert!(!map.tables[0].notes.is_empty());
}
