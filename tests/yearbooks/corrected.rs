//! What a person says is followed, and the rest is found again.

use heng::engine::Period;
use heng::import::sheet_map::{Area, Correction, Corrections, Role, Says, TableLayout};

use crate::pictures::{map_of, role, sheet, told};

fn said(all: &[(Area, Says)]) -> Corrections {
    let said = all.iter().map(|(area, says)| Correction {
        area: *area,
        says: says.clone(),
    });
    Corrections {
        said: said.collect(),
    }
}

const PLAIN: &str = "
城市 | 人口 | 面积
北京市 | 1359 | 16
天津市 | 1050 | 12
石家庄市 | 973 | 14";

#[test]
fn periods_measures_and_units_can_be_said() {
    let map = map_of(
        &sheet(PLAIN),
        &said(&[
            (Area::default(), Says::Period(Period::Year(2017))),
            (Area::column(1), Says::Measure("万人".into())),
        ]),
    );
    assert_eq!(
        told(&map)[..2],
        [
            "北京市; 人口; 万人; 2017 = 1359",
            "北京市; 面积; ?; 2017 = 16"
        ]
    );
}

#[test]
fn a_dropped_row_and_a_footnote_column_are_no_data() {
    let map = map_of(
        &sheet(PLAIN),
        &said(&[
            (Area::row(2), Says::Role(Role::Dropped)),
            (Area::column(2), Says::Role(Role::Footnote)),
        ]),
    );
    assert_eq!(
        told(&map),
        ["北京市; 人口; ?;  = 1359", "石家庄市; 人口; ?;  = 973"]
    );
    assert_eq!(role(&map, "B3"), Role::Dropped);
    assert_eq!(role(&map, "C2"), Role::Footnote);
    assert!(
        map.roles
            .iter()
            .filter(|it| it.role == Role::Dropped)
            .all(|it| it.confidence == 1.0)
    );
}

#[test]
fn a_row_of_numbers_can_be_the_header_and_a_header_row_can_be_a_title() {
    let map = map_of(
        &sheet(
            "
城市 | 总量 | 总量
名称 | 101 | 102
北京市 | 1 | 2
天津市 | 3 | 4",
        ),
        &said(&[
            (Area::row(1), Says::Role(Role::Header)),
            (Area::row(0), Says::Role(Role::Title)),
        ]),
    );
    assert_eq!(
        told(&map)[..2],
        ["北京市; 101; ?;  = 1", "北京市; 102; ?;  = 2"]
    );
    assert_eq!(map.tables[0].title, "城市 总量 总量");
}

#[test]
fn the_layout_and_the_depth_of_the_header_can_be_said() {
    let turned = map_of(
        &sheet(PLAIN),
        &said(&[(Area::default(), Says::Layout(TableLayout::UnitsAcross))]),
    );
    assert_eq!(told(&turned)[0], "人口; 北京市; ?;  = 1359");
    let deep = sheet(
        "
人口 | 情况
城市 | 总数
北京市 | 1
天津市 | 2",
    );
    let map = map_of(&deep, &said(&[(Area::default(), Says::HeaderDepth(1))]));
    assert_eq!(told(&map)[0], "北京市; 总数; ?;  = 1");
    assert_eq!(role(&map, "B1"), Role::Title);
}

#[test]
fn totals_and_headings_can_be_said() {
    let map = map_of(
        &sheet(PLAIN),
        &said(&[(
            Area::cell("A3".parse().ok().unwrap()),
            Says::Role(Role::Total),
        )]),
    );
    let totals: Vec<bool> = map.tables[0].rows.iter().map(|it| it.total).collect();
    assert_eq!(totals, [false, true, false]);
}

#[test]
fn what_was_said_survives_being_stored() {
    let all = said(&[
        (Area::row(3), Says::Role(Role::Note)),
        (Area::default(), Says::HeaderDepth(2)),
    ]);
    let stored = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Corrections>(&stored).unwrap(), all);
    let map = map_of(&sheet(PLAIN), &all);
    let stored = serde_json::to_string(&map).unwrap();
    assert_eq!(
        serde_json::from_str::<heng::import::sheet_map::SheetMap>(&stored).unwrap(),
        map
    );
}
