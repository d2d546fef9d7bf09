use super::*;
use crate::import::{TableColumn, names::Level};

/// A table with these names in one period each.
fn table(names: &[&str], year: i32) -> Table {
    let row = |(row, name): (u32, &&str)| TableRow {
        row,
        unit: (*name).to_owned(),
        label: (*name).to_owned(),
        period: Some(Period::Year(year)),
        ..TableRow::default()
    };
    Table {
        file: "a.csv".to_owned(),
        rows: (1..).zip(names).map(row).collect(),
        columns: vec![TableColumn {
            values: vec![Some(1.0); names.len()],
            ..TableColumn::default()
        }],
        ..Table::default()
    }
}

fn place(id: &str) -> AliasTarget {
    AliasTarget::Place(PlaceId::from(id))
}

fn asked(tables: &mut [Table]) -> Settled {
    settle(tables, &[], &Aliases::default(), Registry::bundled())
}

fn place_of<'a>(table: &'a Table, name: &str) -> Option<&'a str> {
    let row = table.rows.iter().find(|it| it.unit == name).unwrap();
    row.place.as_ref().map(PlaceId::as_str)
}

#[test]
fn a_misprint_is_offered_and_not_taken_until_said() {
    let names = ["北京", "天津", "石加庄", "太原"];
    let mut tables = [table(&names, 2020)];
    let settled = asked(&mut tables);
    assert_eq!(place_of(&tables[0], "石加庄"), None);
    assert_eq!(place_of(&tables[0], "太原"), Some("140100"));
    let [question] = settled.questions.as_slice() else {
        panic!("{settled:?}");
    };
    assert_eq!(question.name, "石加庄");
    assert_eq!(question.at, CellAt { row: 3, column: 0 });
    assert_eq!(question.offered().first(), Some(&place("130100")));
    let mut said = Aliases::default();
    said.set("石加庄", place("130100"));
    let mut tables = [table(&names, 2020)];
    let settled = settle(&mut tables, &[], &said, Registry::bundled());
    assert!(settled.questions.is_empty());
    assert_eq!(place_of(&tables[0], "石加庄"), Some("130100"));
    assert_eq!(tables[0].rows[2].label, "石家庄市");
    // Its own name is an answer too.
    said.set("石加庄", question.own());
    let mut tables = [table(&names, 2020)];
    let settled = settle(&mut tables, &[], &said, Registry::bundled());
    assert!(settled.questions.is_empty());
    assert_eq!(place_of(&tables[0], "石加庄"), None);
    assert_eq!(tables[0].rows[2].is, None);
}

#[test]
fn names_that_are_no_places_are_let_alone() {
    let mut tables = [table(&["甲公司", "乙公司", "石加庄厂", "北京"], 2020)];
    let settled = asked(&mut tables);
    assert!(settled.questions.is_empty(), "{settled:?}");
}

#[test]
fn a_name_of_two_places_is_asked() {
    let mut tables = [table(&["朝阳区", "海淀区", "北京", "天津"], 2020)];
    let settled = asked(&mut tables);
    let question = settled.questions.iter().find(|it| it.name == "朝阳区");
    let offered = question.unwrap().offered();
    assert!(offered.len() >= 2, "{offered:?}");
    assert_eq!(place_of(&tables[0], "朝阳区"), None);
}

#[test]
fn two_names_of_one_place_are_asked_unless_they_are_of_different_years() {
    let mut tables = [table(&["襄樊", "武汉", "襄阳"], 2010)];
    let settled = asked(&mut tables);
    let same: Vec<_> = settled
        .questions
        .iter()
        .map(|it| (it.name.as_str(), &it.doubt))
        .collect();
    let [("襄阳", NameDoubt::SamePlace { first, .. })] = same.as_slice() else {
        panic!("{same:?}");
    };
    assert_eq!(first, "襄樊");
    assert_eq!(place_of(&tables[0], "襄樊"), None);

    let mut tables = [
        table(&["襄樊", "武汉"], 2009),
        table(&["襄阳", "武汉"], 2012),
    ];
    let settled = asked(&mut tables);
    assert!(settled.questions.is_empty(), "{settled:?}");
    assert_eq!(place_of(&tables[0], "襄樊"), Some("420600"));
    assert_eq!(place_of(&tables[1], "襄阳"), Some("420600"));
}

#[test]
fn totals_and_several_places_are_never_ranked() {
    let mut tables = [table(&["全国", "北京", "天津", "江苏、浙江", "河北"], 2020)];
    let settled = asked(&mut tables);
    let total = |name: &str| {
        tables[0]
            .rows
            .iter()
            .find(|it| it.unit == name)
            .unwrap()
            .total
    };
    assert!(total("全国") && total("江苏、浙江") && !total("北京"));
    assert!(matches!(
        settled.questions.as_slice(),
        [NameQuestion {
            doubt: NameDoubt::Several { .. },
            ..
        }]
    ));
}

#[test]
fn a_part_of_a_place_is_not_the_place() {
    let mut tables = [table(&["福建（不含厦门）", "浙江", "江苏"], 2020)];
    let settled = asked(&mut tables);
    assert_eq!(place_of(&tables[0], "福建（不含厦门）"), None);
    let [question] = settled.questions.as_slice() else {
        panic!("{settled:?}");
    };
    assert_eq!(question.offered(), [place("350000")]);
}

#[test]
fn units_of_the_project_are_known_by_every_name_and_told_when_new_or_absent() {
    let unit = |key: &str, aliases: &[&str], place: Option<&str>| KnownUnit {
        key: key.to_owned(),
        label: key.to_owned(),
        aliases: aliases.iter().map(|it| (*it).to_owned()).collect(),
        place: place.map(PlaceId::from),
    };
    let known = [
        unit("北京", &["首都"], Some("110000")),
        unit("某某实验室", &[], None),
        unit("天津", &[], Some("120000")),
    ];
    let mut tables = [table(&["首都", "某某试验室", "河北省", "北京市"], 2020)];
    let settled = settle(
        &mut tables,
        &known,
        &Aliases::default(),
        Registry::bundled(),
    );
    assert_eq!(settled.new, ["某某试验室", "河北省"]);
    assert_eq!(settled.absent, ["某某实验室", "天津"]);
    let near = settled.questions.iter().find(|it| it.name == "某某试验室");
    assert_eq!(
        near.unwrap().offered(),
        [AliasTarget::Unit("某某实验室".to_owned())]
    );
    let mut said = Aliases::default();
    said.set("某某试验室", AliasTarget::Unit("某某实验室".to_owned()));
    let settled = settle(&mut tables, &known, &said, Registry::bundled());
    assert_eq!(tables[0].rows[1].is.as_deref(), Some("某某实验室"));
    assert_eq!(settled.absent, ["天津"]);
}

#[test]
fn thousands_of_strange_names_are_no_burden() {
    let names: Vec<String> = (0..3000)
        .map(|it| format!("企业{it}号股份有限公司"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let known: Vec<KnownUnit> = (0..3000)
        .map(|it| KnownUnit {
            key: format!("单位{it}号股份有限公司"),
            ..KnownUnit::default()
        })
        .collect();
    let mut tables = [table(&names, 2020)];
    let settled = settle(
        &mut tables,
        &known,
        &Aliases::default(),
        Registry::bundled(),
    );
    assert_eq!((settled.new.len(), settled.questions.len()), (3000, 0));
}

#[test]
fn settling_twice_is_settling_once() {
    let mut tables = [table(&["全国", "北京", "石加庄", "河北"], 2020)];
    let once = asked(&mut tables);
    let taken = tables.clone();
    assert_eq!(asked(&mut tables), once);
    assert_eq!(tables, taken);
    assert_eq!(
        Registry::bundled()
            .place(&PlaceId::from("130000"))
            .unwrap()
            .level,
        Level::Province
    );
}
