//! Groups by hand and from the registry of places, and lists of units.

use heng::{
    engine::{Imputation, Over},
    project::{ChoiceError, named_units, registry_groups},
};

use super::*;

const PLACES: &str = "
    city   | period | gdp
    北京   | 2020   | 3
    天津市 | 2020   | 2
    石家庄 | 2020   | 1
    上海   | 2020   | 3
    武汉   | 2020   | 2
    甲     | 2020   | 1";

fn places() -> Document {
    document([take(PLACES), outline(&[("gdp", "GDP", None)])])
}

fn grouped(document: &Document) -> Vec<String> {
    let label = |id: &UnitId| main_of(document).unit(*id).unwrap().label.clone();
    let groups = main_of(document).groups.iter();
    let told = groups.map(|it| {
        let members: Vec<String> = it.members.iter().map(label).collect();
        format!("{} {}: {}", it.kind, it.name, members.join(" "))
    });
    told.collect()
}

fn group(kind: &str, name: &str, members: &[UnitId]) -> Edit {
    Edit::SetGroup {
        dataset: MAIN,
        kind: kind.to_owned(),
        name: name.to_owned(),
        members: members.to_vec(),
    }
}

fn remove(kind: &str, name: &str) -> Edit {
    Edit::RemoveGroup {
        dataset: MAIN,
        kind: kind.to_owned(),
        name: name.to_owned(),
    }
}

#[test]
fn groups_are_made_changed_renamed_and_removed() {
    let start = places();
    let [beijing, wuhan, shanghai] = ["北京", "武汉", "上海"].map(|it| unit(&start, it));
    let one = group("k", " a ", &[wuhan, beijing]).apply(&start).unwrap();
    assert_eq!(
        grouped(&one),
        ["k a: 北京 武汉"],
        "in the order of the data"
    );
    let other = group("l", "a", &[shanghai]).apply(&one).unwrap();
    let two = group("k", "b", &[shanghai]).apply(&other).unwrap();
    assert_eq!(
        grouped(&two),
        ["k a: 北京 武汉", "k b: 上海", "l a: 上海"],
        "those of a kind together"
    );
    let smaller = group("k", "a", &[wuhan]).apply(&two).unwrap();
    assert_eq!(grouped(&smaller)[0], "k a: 武汉");
    let rename = |to: &str| Edit::RenameGroup {
        dataset: MAIN,
        kind: "k".to_owned(),
        name: "a".to_owned(),
        to: to.to_owned(),
    };
    let renamed = rename("c").apply(&smaller).unwrap();
    assert_eq!(grouped(&renamed)[0], "k c: 武汉");
    let name = "b".to_owned();
    assert_eq!(rename("b").apply(&two), Err(EditError::NameTaken { name }));
    assert_eq!(rename(" ").apply(&two), Err(EditError::EmptyName));
    assert_eq!(grouped(&remove("k", "c").apply(&renamed).unwrap()).len(), 2);
    let empty = EditError::from(ChoiceError::NoMembers);
    assert_eq!(group("k", "a", &[]).apply(&two), Err(empty));
    let nobody = group("k", "a", &[UnitId(9999)]).apply(&two);
    assert_eq!(nobody, Err(EditError::NoUnit));
    assert!(remove("k", "nothing").apply(&two).is_err());
}

#[test]
fn the_last_group_that_gaps_are_filled_by_stays() {
    let start = places();
    let members = [unit(&start, "北京")];
    let two = group("k", "a", &members).apply(&start).unwrap();
    let two = group("k", "b", &members).apply(&two).unwrap();
    let imputation = Imputation::GroupMean {
        group: "k".to_owned(),
        over: Over::default(),
    };
    let choices = MethodPatch {
        imputation: Some(imputation),
        ..MethodPatch::default()
    };
    let filled = Edit::SetMethod { at: BASE, choices }.apply(&two).unwrap();
    let one = remove("k", "a").apply(&filled).unwrap();
    let name = "k".to_owned();
    let in_use = EditError::from(ChoiceError::InUse { name });
    assert_eq!(remove("k", "b").apply(&one), Err(in_use));
}

#[test]
fn the_registry_offers_the_groups_of_places() {
    let document = places();
    let offered = registry_groups(main_of(&document));
    let labels = |ids: &[UnitId]| -> Vec<String> {
        let units = ids.iter().map(|id| main_of(&document).unit(*id).unwrap());
        units.map(|it| it.label.clone()).collect()
    };
    let cluster = |name: &str| {
        let found = offered.clusters.iter().find(|it| it.name == name);
        found.map(|it| labels(&it.members))
    };
    let expected = ["北京", "天津市", "石家庄"].map(str::to_owned);
    assert_eq!(cluster("京津冀"), Some(expected.to_vec()));
    assert_eq!(cluster("长江中游"), None, "one of them is no group");
    let words = |all: &[(UnitId, String)]| -> Vec<String> {
        let told = all.iter();
        told.map(|(id, word)| format!("{} {word}", labels(&[*id])[0]))
            .collect()
    };
    assert_eq!(
        words(&offered.regions),
        [
            "北京 东部",
            "天津市 东部",
            "石家庄 东部",
            "上海 东部",
            "武汉 中部"
        ]
    );
    assert!(words(&offered.provinces).contains(&"石家庄 河北".to_owned()));
    let none = self::document([take(CITIES)]);
    assert!(registry_groups(main_of(&none)).is_empty());
}

#[test]
fn provinces_lie_in_a_cluster_that_holds_all_their_cities() {
    let table = "
        city   | period | gdp
        北京   | 2020   | 3
        天津   | 2020   | 2
        河北省 | 2020   | 1
        江苏省 | 2020   | 1";
    let document = document([take(table)]);
    let offered = registry_groups(main_of(&document));
    let found = offered.clusters.iter().find(|it| it.name == "京津冀");
    let names = ["北京", "天津", "河北省"].map(|it| unit(&document, it));
    assert_eq!(found.map(|it| it.members.clone()), Some(names.to_vec()));
    assert!(offered.provinces.is_empty(), "they are provinces");
}

#[test]
fn a_list_of_names_is_understood_as_people_write_it() {
    let document = places();
    let named = |list: &str| named_units(main_of(&document), list);
    let [beijing, tianjin, first] = ["北京", "天津市", "甲"].map(|it| unit(&document, it));
    for (list, units, unknown) in [
        ("", vec![], vec![]),
        ("北京", vec![beijing], vec![]),
        ("北京市\r\n天津，甲", vec![beijing, tianjin, first], vec![]),
        ("甲;甲\t北京、无此城", vec![first, beijing], vec!["无此城"]),
        (" 、\n、 ", vec![], vec![]),
    ] {
        let found = named(list);
        assert_eq!(
            (found.units, found.unknown),
            (units, unknown.iter().map(|it| (*it).to_owned()).collect()),
            "{list}"
        );
    }
}
