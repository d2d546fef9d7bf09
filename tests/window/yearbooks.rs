//! Sheets of yearbooks on their way in: shown in colour, corrected, taken.

use std::path::{Path, PathBuf};

use egui::Key;
use heng::{engine::Period, import::CellAt, project::Role};

use crate::desk::{Desk, in_both_languages};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/yearbooks")
        .join(name)
}

/// A value of the project, by the names of its unit and variable.
fn value(desk: &Desk, unit: &str, variable: &str, year: i32) -> Option<f64> {
    let dataset = desk.dataset();
    let unit = dataset.units.iter().find(|it| it.key == unit)?;
    let variable = dataset.variables.iter().find(|it| it.name == variable)?;
    let column = dataset.panel.column(variable.id, &Period::Year(year))?;
    column.get(dataset.panel.row_of(unit.id)?)
}

#[test]
fn years_across_become_periods_and_every_value_knows_its_cell() {
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &fixture("nbs-gdp-by-province-gbk.csv"));
        let texts = desk.texts;
        assert!(desk.shows(&texts.table_counts(31, 1, 0)));
        assert!(
            desk.shows("北京市") && desk.shows("49670.2"),
            "the sheet as it is"
        );
        desk.click(texts.what_is_taken());
        let first = texts.period(&Period::Year(2006));
        let first = texts.table_in_short(&first, "地区生产总值", 1, 31);
        let shown = desk.control(texts.table_to_show()).value();
        assert_eq!(shown.as_deref(), Some(first.as_str()));
        desk.click(texts.take());
        assert_eq!(desk.dataset().periods().len(), 19);
        assert_eq!(value(&desk, "北京市", "地区生产总值", 2024), Some(49670.2));
        assert_eq!(value(&desk, "北京市", "地区生产总值", 2006), Some(8618.9));
        let dataset = desk.dataset();
        let (unit, variable) = (&dataset.units[0], &dataset.variables[0]);
        assert_eq!(
            unit.place
                .as_ref()
                .map(heng::import::names::PlaceId::as_str),
            Some("110000")
        );
        assert_eq!(variable.measure.as_deref(), Some("亿元"));
        let origin = dataset
            .provenance
            .cell(variable.id, &Period::Year(2006), unit.id);
        assert_eq!(origin.map(|it| it.at.to_string()).as_deref(), Some("T5"));
    });
}

#[test]
fn a_correction_is_followed_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("主要指标 2021.csv");
    let rows = "表1 主要指标,,\n单位：亿元,,\n地  区,总产值,增加值\n全国,60,30\n北  京,10,5\n天  津,20,10\n河  北,30,15\n";
    std::fs::write(&path, rows).unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &path);
        let texts = desk.texts;
        assert!(desk.shows(&texts.table_counts(4, 2, 0)));
        // 天津's row is none of ours.
        desk.click(&texts.whole_row("6"));
        desk.choose(
            texts.cells_are(),
            texts.cell_role(heng::import::sheet_map::Role::Dropped),
        );
        assert!(desk.shows(&texts.table_counts(3, 2, 0)));
        assert!(desk.shows(&texts.said_so_often(1)));
        desk.click(texts.unsay());
        assert!(desk.shows(&texts.table_counts(4, 2, 0)));
        desk.click(texts.take());
        let roles: Vec<(&str, Role)> = desk
            .dataset()
            .units
            .iter()
            .map(|it| (it.key.as_str(), it.role))
            .collect();
        assert_eq!(
            roles[0],
            ("全国", Role::Reference),
            "a total is never ranked"
        );
        assert_eq!(roles[1], ("北京", Role::Ranked));
        assert_eq!(value(&desk, "河北", "增加值", 2021), Some(15.0));
    });
}

#[test]
fn arrows_move_over_the_sheet() {
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &fixture("provincial-budget-2005-2024.xls"));
        let texts = desk.texts;
        let spoken = |at: CellAt, text: &str, role: heng::import::sheet_map::Role| {
            texts.cell_spoken(&at.to_string(), text, texts.cell_role(role))
        };
        let name = heng::import::sheet_map::Role::UnitName;
        desk.click(&spoken(CellAt { row: 1, column: 3 }, "北京", name));
        assert!(desk.shows(&texts.picked_is("D2", Some(texts.cell_role(name)))));
        desk.press(Key::ArrowDown);
        desk.press(Key::ArrowDown);
        assert!(desk.shows(&texts.picked_is("D4", Some(texts.cell_role(name)))));
    });
}
