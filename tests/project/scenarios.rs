//! Scenarios: copied, annotated, held against one another, and brought back in one thing.

use heng::{
    engine::{Imputation, Results, Screen, Treatment},
    project::{Aspect, ChoiceError, Difference, UnitRule, compare::compare_scenarios, differences},
    texts::{Language, Texts},
};

use super::*;

const FOUR: &str = "
    city | period | gdp | air
    A    | 2020   | 10  | 9
    B    | 2020   | 8   | 3
    C    | 2020   | 5   | 8
    D    | 2020   | 1   | 1";

fn four() -> Document {
    document([
        take(FOUR),
        outline(&[("gdp", "GDP", None), ("air", "Air", None)]),
        Edit::AddScenario {
            dataset: MAIN,
            name: "air first".to_owned(),
        },
    ])
}

fn id_of(document: &Document, name: &str) -> ScenarioId {
    let scenarios = main_of(document).scenarios.iter();
    scenarios
        .filter(|it| it.name == name)
        .map(|it| it.id)
        .next()
        .unwrap()
}

/// A scenario that differs in everything.
fn rich() -> Document {
    let document = four();
    let at = scenario_of(&document);
    let units = vec![unit(&document, "D")];
    let choices = MethodPatch {
        denominate: Some(true),
        screen: Some(Screen {
            units: Some(0.5),
            ..Screen::default()
        }),
        imputation: Some(Imputation::Mean { over: Over::Period }),
        treatment: Some(Treatment::BoxCox { lambda: 0.5 }),
        normalisation: Some(Normalisation::Rank),
        weighting: Some(Weighting::Equal),
        aggregations: Some(vec![Aggregation::Geometric]),
        min_availability: Some(0.25),
    };
    let edits = [
        weight(at, node(&document, "air"), 5.0),
        Edit::SetEnabled {
            at,
            node: node(&document, "gdp"),
            enabled: false,
        },
        Edit::SetRole {
            at,
            units: units.clone(),
            role: Role::Reference,
        },
        Edit::SetUnitRule {
            at,
            rule: Some(UnitRule {
                exclude: units,
                ..UnitRule::default()
            }),
        },
        Edit::SetMethod { at, choices },
    ];
    edits
        .iter()
        .fold(document, |it, edit| edit.apply(&it).unwrap())
}

#[test]
fn every_difference_is_told_and_can_be_taken_back_by_itself() {
    let document = rich();
    let id = id_of(&document, "air first");
    let all = differences(main_of(&document), id);
    // Both weights: a first typed weight makes those of its siblings those of equals.
    assert_eq!(all.len(), 13, "{all:#?}");
    let air = node(&document, "air");
    assert!(all.contains(&Difference::Weight {
        node: air,
        base: None,
        here: Some(5.0)
    }));
    for difference in &all {
        for language in [Language::Chinese, Language::English] {
            let said = Texts::new(language).difference(difference, main_of(&document));
            let (what, values) = said.split_once([':', '：']).unwrap();
            let (base, here) = values.split_once(" → ").unwrap();
            assert!(
                !what.is_empty() && base.trim() != here && !here.is_empty(),
                "{said}"
            );
            assert!(!said.contains('?'), "{said}");
        }
        let clear = Edit::ClearDifference {
            dataset: MAIN,
            scenario: id,
            aspect: difference.aspect(),
        };
        let cleared = clear.apply(&document).unwrap();
        let mut expected = all.clone();
        expected.retain(|it| it != difference);
        assert_eq!(differences(main_of(&cleared), id), expected);
        refuses(
            &cleared,
            &clear,
            &EditError::Choice(ChoiceError::NoDifference),
        );
        let text = serde_json::to_string(&clear).unwrap();
        assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), clear);
    }
    let nowhere = Edit::ClearDifference {
        dataset: MAIN,
        scenario: ScenarioId(900),
        aspect: Aspect::UnitRule,
    };
    refuses(&document, &nowhere, &EditError::NoScenario);
    assert_eq!(again_from_file(&document), document);
    assert_eq!(again_from_folder(&document), document);
}

#[test]
fn what_a_scenario_states_as_the_base_does_is_no_difference() {
    let document = four();
    let at = scenario_of(&document);
    let same = Edit::SetEnabled {
        at,
        node: node(&document, "gdp"),
        enabled: true,
    };
    let same = same.apply(&document).unwrap();
    assert_eq!(differences(main_of(&same), id_of(&same, "air first")), []);
    assert_eq!(differences(main_of(&same), ScenarioId(900)), []);
}

#[test]
fn a_copy_differs_as_its_original_does_and_goes_its_own_way() {
    let document = rich();
    let id = id_of(&document, "air first");
    let copy = |name: &str, scenario| Edit::DuplicateScenario {
        dataset: MAIN,
        scenario,
        name: name.to_owned(),
    };
    let note = |scenario, note: &str| Edit::SetScenarioNote {
        dataset: MAIN,
        scenario,
        note: note.to_owned(),
    };
    let noted = note(id, "for the board").apply(&document).unwrap();
    let copied = copy(" second ", id).apply(&noted).unwrap();
    let second = id_of(&copied, "second");
    assert_ne!(second, id);
    assert_eq!(
        main_of(&copied).scenario(second).unwrap().note,
        "for the board"
    );
    assert_eq!(
        differences(main_of(&copied), second),
        differences(main_of(&copied), id)
    );
    let clear = Edit::ClearDifference {
        dataset: MAIN,
        scenario: second,
        aspect: Aspect::Normalisation,
    };
    let apart = clear.apply(&copied).unwrap();
    assert_eq!(differences(main_of(&apart), id).len(), 13);
    assert_eq!(differences(main_of(&apart), second).len(), 12);
    let taken = EditError::NameTaken {
        name: "air first".to_owned(),
    };
    refuses(&document, &copy("air first", id), &taken);
    refuses(&document, &copy("", id), &EditError::EmptyName);
    refuses(
        &document,
        &copy("x", ScenarioId(900)),
        &EditError::NoScenario,
    );
    refuses(
        &document,
        &note(ScenarioId(900), ""),
        &EditError::NoScenario,
    );
    for language in [Language::Chinese, Language::English] {
        let texts = Texts::new(language);
        let names = [
            texts.edit(&copy("x", id)),
            texts.edit(&note(id, "")),
            texts.edit(&clear),
        ];
        assert!(names.iter().all(|it| !it.is_empty()) && names[0] != names[1]);
        let as_base = EditError::Choice(ChoiceError::NoDifference);
        assert!(!texts.edit_error(&as_base).is_empty());
    }
}

fn results(document: &Document, scenario: Option<ScenarioId>) -> Results {
    compute(&resolve(main_of(document), scenario).unwrap())
}

#[test]
fn scenarios_side_by_side_show_scores_ranks_and_shifts() {
    let document = four();
    let at = scenario_of(&document);
    let edits = [
        weight(at, node(&document, "air"), 9.0),
        Edit::SetRole {
            at,
            units: vec![unit(&document, "D")],
            role: Role::Excluded,
        },
    ];
    let document = edits
        .iter()
        .fold(document, |it, edit| edit.apply(&it).unwrap());
    let (base, other) = (results(&document, None), results(&document, at.scenario));
    let index = node(&document, "Index");
    let held = compare_scenarios(&[&base, &other], index, &year(2020));
    let of = |name: &str| {
        let id = unit(&document, name);
        held.rows
            .iter()
            .find(|it| it.unit == id)
            .unwrap()
            .places
            .clone()
    };
    let ranks = |name: &str| (of(name)[0].rank, of(name)[1].rank, of(name)[1].rank_change);
    assert_eq!(ranks("A"), (Some(1), Some(1), Some(0)));
    assert_eq!(ranks("B"), (Some(3), Some(3), Some(0)));
    assert_eq!(ranks("C"), (Some(2), Some(2), Some(0)));
    assert_eq!(ranks("D"), (Some(4), None, None));
    let c = of("C");
    assert_eq!(c[0].score_change, Some(0.0));
    assert_eq!(
        c[1].score_change,
        Some(c[1].score.unwrap() - c[0].score.unwrap())
    );
    let shift = &held.shifts[1];
    assert_eq!(
        (shift.compared, shift.moved, shift.left.clone()),
        (3, 0, vec![unit(&document, "D")])
    );
    assert!(held.shifts[0].moved == 0 && held.shifts[0].entered.is_empty());
}

#[test]
fn shifts_are_counted_measured_and_told() {
    let document = four();
    let (base, index) = (results(&document, None), node(&document, "Index"));
    let turned = Edit::SetDirection {
        dataset: MAIN,
        node: node(&document, "gdp"),
        direction: Direction::Negative,
    };
    let turned = results(&turned.apply(&document).unwrap(), None);
    let held = compare_scenarios(&[&base, &turned], index, &year(2020));
    let shift = &held.shifts[1];
    let moves: Vec<i64> = held
        .rows
        .iter()
        .filter_map(|it| it.places[1].rank_change)
        .collect();
    assert_eq!(moves.iter().filter(|it| **it != 0).count(), shift.moved);
    assert_eq!(
        moves.iter().map(|it| it.unsigned_abs()).max(),
        Some(shift.largest)
    );
    assert!(shift.moved > 0 && shift.mean > 0.0);
    for (language, word) in [
        (Language::Chinese, "名次变动"),
        (Language::English, "change their rank"),
    ] {
        assert!(
            Texts::new(language)
                .scenario_shift(shift, main_of(&document))
                .contains(word)
        );
    }
    assert_eq!(compare_scenarios(&[], index, &year(2020)).rows, []);
    let nowhere = compare_scenarios(&[&base], NodeId(900), &year(2020));
    assert!(nowhere.rows.iter().all(|it| it.places[0].score.is_none()));
}
