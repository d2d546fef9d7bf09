//! Units in another order: all that belongs to them goes with them.

use std::collections::BTreeMap;

use heng::{
    import::names::PlaceId,
    project::{UnitSort, ordered, unit_places},
};

use super::*;

const PLACES: &str = "
    city   | period | gdp | people
    上海   | 2019   | 3   | 1
    北京   | 2019   | 2   | 2
    甲     | 2019   | —   | 3
    广州   | 2020   | 1   | 4
    上海   | 2020   | 8   | 5
    北京   | 2020   | 6   | 7
    甲     | 2020   | 5   | —";

/// Places with a correction, a group, a unit made of others and a framework.
fn places() -> Document {
    let plain = document([
        take(PLACES),
        outline(&[("gdp", "GDP", None), ("people", "People", None)]),
    ]);
    let dataset = MAIN;
    let [beijing, shanghai, other] = ["北京", "上海", "甲"].map(|it| unit(&plain, it));
    let edits = [
        Edit::Correct {
            dataset,
            variable: variable(&plain, "gdp"),
            period: year(2019),
            unit: beijing,
            value: Some(9.0),
            note: "typing error".to_owned(),
        },
        Edit::SetGroup {
            dataset,
            kind: "k".to_owned(),
            name: "g".to_owned(),
            members: vec![shanghai, beijing],
        },
        Edit::AddPool {
            dataset,
            name: "合".to_owned(),
            members: vec![shanghai, beijing],
        },
        Edit::SetRole {
            at: BASE,
            units: vec![other],
            role: Role::Excluded,
        },
    ];
    let after = |document: Document, edit: Edit| edit.apply(&document).unwrap();
    edits.into_iter().fold(plain, after)
}

fn labels(document: &Document) -> Vec<&str> {
    let units = main_of(document).units.iter();
    units.map(|it| it.label.as_str()).collect()
}

fn order_of(document: &Document) -> Vec<UnitId> {
    main_of(document).units.iter().map(|it| it.id).collect()
}

fn order(order: Vec<UnitId>) -> Edit {
    let dataset = MAIN;
    Edit::OrderUnits { dataset, order }
}

fn turned(document: &Document) -> Document {
    let turned = order_of(document).into_iter().rev().collect();
    order(turned).apply(document).unwrap()
}

/// What is known of every value, whatever the order.
fn values(document: &Document) -> Vec<String> {
    let dataset = main_of(document);
    let mut all = Vec::new();
    for unit in dataset.units.iter() {
        for variable in dataset.variables.iter() {
            for period in dataset.periods() {
                let value = dataset.value(variable.id, &period, unit.id);
                let note = dataset.note(variable.id, &period, unit.id);
                let cell = dataset.provenance.cell(variable.id, &period, unit.id);
                let cell = cell.map(|it| it.at);
                let (unit, name) = (&unit.label, &variable.name);
                all.push(format!(
                    "{unit} {name} {period:?} {value:?} {note} {cell:?}"
                ));
            }
        }
    }
    all.sort();
    all
}

/// Score and rank of each unit in each node and period, with scores as far as rounding allows.
fn standings(document: &Document) -> BTreeMap<String, String> {
    let dataset = main_of(document);
    let results = compute(&resolve(dataset, None).unwrap());
    let mut all = BTreeMap::new();
    for node in &results.nodes {
        for (period, of) in results.periods.iter().zip(&node.periods) {
            for (at, of_unit) in results.units.iter().enumerate() {
                let unit = &dataset.unit(of_unit.id).unwrap().label;
                let score = of.scores.get(at).map(|it| format!("{it:.9}"));
                let told = format!("{score:?} {:?}", of.ranks.get(at));
                all.insert(format!("{:?} {period:?} {unit}", node.id), told);
            }
        }
    }
    all
}

#[test]
fn values_corrections_and_sources_go_with_their_units() {
    let before = places();
    let after = turned(&before);
    let mut expected = labels(&before);
    expected.reverse();
    assert_eq!(labels(&after), expected);
    assert_eq!(values(&after), values(&before));
    let members = |document: &Document| main_of(document).groups[0].members.clone();
    let turned_members: Vec<UnitId> = members(&before).into_iter().rev().collect();
    assert_eq!(members(&after), turned_members, "in the order of the data");
    assert_eq!(again_from_file(&after), after);
    assert_eq!(again_from_folder(&after), after);
    assert_eq!(turned(&after), before);
}

#[test]
fn scores_and_ranks_do_not_depend_on_the_order() {
    let before = places();
    let known = standings(&before);
    assert!(known.len() > 12, "{known:?}");
    assert_eq!(standings(&turned(&before)), known);
    let results = compute(&resolve(main_of(&turned(&before)), None).unwrap());
    let listed = results.units.iter().map(|it| it.id);
    let part = order_of(&turned(&before)).into_iter();
    let excluded = unit(&before, "甲");
    assert!(listed.eq(part.filter(|it| *it != excluded)));
}

#[test]
fn an_order_names_every_unit_once() {
    let document = places();
    let all = order_of(&document);
    let mut twice = all.clone();
    twice[0] = twice[1];
    let mut more = all.clone();
    more.push(all[0]);
    let mut other = all.clone();
    other[0] = UnitId(900);
    for impossible in [Vec::new(), all[1..].to_vec(), twice, more, other] {
        refuses(&document, &order(impossible), &EditError::NoUnit);
    }
    assert_eq!(order(all).apply(&document).unwrap(), document);
}

#[test]
fn an_order_is_one_step_to_undo() {
    let before = places();
    let mut history = History::new(before.clone());
    let turned: Vec<UnitId> = order_of(&before).into_iter().rev().collect();
    history.commit(order(turned.clone())).unwrap();
    history.commit(order(order_of(&before))).unwrap();
    assert!(history.undo());
    assert_eq!(order_of(history.document()), turned);
    assert!(history.undo());
    assert!(history.document().same(&before));
    assert!(!history.undo());
    assert!(history.redo());
    assert_eq!(values(history.document()), values(&before));
}

#[test]
fn later_tables_find_their_units_in_any_order() {
    let after = turned(&places());
    let more = take("city | period | gdp\n北京 | 2021 | 4\n成都 | 2021 | 1\n上海 | 2021 | 2");
    let after = more.apply(&after).unwrap();
    let dataset = main_of(&after);
    let gdp = variable(&after, "gdp");
    let value = |name| dataset.value(gdp, &year(2021), unit(&after, name));
    let all = ["北京", "上海", "成都", "广州"].map(value);
    assert_eq!(all, [Some(4.0), Some(2.0), Some(1.0), None]);
    assert_eq!(labels(&after).last(), Some(&"成都"), "newcomers come last");
    assert_eq!(again_from_file(&after), after);
}

#[test]
fn units_are_sorted_by_the_codes_of_the_places_they_are() {
    let document = places();
    let places = unit_places(main_of(&document));
    let code = |name| places.get(&unit(&document, name)).map(PlaceId::as_str);
    let codes = ["北京", "上海", "广州", "甲", "合"].map(code);
    let [beijing, shanghai, guangzhou] = ["110000", "310000", "440100"].map(Some);
    assert_eq!(codes, [beijing, shanghai, guangzhou, None, None]);
    let sorted = UnitSort::Code(&places).order(&main_of(&document).units);
    let edit = ordered(main_of(&document), sorted.clone()).unwrap();
    let after = edit.apply(&document).unwrap();
    assert_eq!(labels(&after), ["北京", "上海", "广州", "甲", "合"]);
    assert_eq!(ordered(main_of(&after), sorted), None, "no step");
}
