//! Weights of siblings that change together, and nodes duplicated, grouped, locked, freed.

use heng::{engine::ExpertWeights, project::NodeChoice};

use super::*;

/// An index of three indicators that weigh 50, 30 and 20, and a scenario in which gdp weighs 10.
fn weighed() -> Document {
    let start = document([
        take("city | a | b | c\nA | 1 | 2 | 3\nB | 3 | 2 | 1"),
        outline(&[("a", "a", None), ("b", "b", None), ("c", "c", None)]),
        Edit::AddScenario {
            dataset: MAIN,
            name: "what if".to_owned(),
        },
    ]);
    let edits = [
        weight(BASE, node(&start, "a"), 50.0),
        weight(BASE, node(&start, "b"), 30.0),
        weight(BASE, node(&start, "c"), 20.0),
        weight(scenario_of(&start), node(&start, "a"), 10.0),
    ];
    after(&start, &edits)
}

fn after(document: &Document, edits: &[Edit]) -> Document {
    let done = edits
        .iter()
        .try_fold(document.clone(), |it, edit| edit.apply(&it));
    done.unwrap()
}

fn share(document: &Document, at: At, name: &str, weight: f64) -> Edit {
    let node = node(document, name);
    Edit::ShareWeight { at, node, weight }
}

fn lock(document: &Document, name: &str, locked: bool) -> Edit {
    Edit::SetLocked {
        dataset: MAIN,
        node: node(document, name),
        locked,
    }
}

fn weights(document: &Document, scenario: Option<ScenarioId>) -> Vec<Option<f64>> {
    let framework = main_of(document).framework_in(scenario).unwrap();
    let children = framework.root.children().iter();
    children.map(|it| it.weight).collect()
}

#[test]
fn a_drag_to_the_end_and_back_leaves_siblings_in_their_proportions() {
    let start = weighed();
    let some = |all: [f64; 3]| all.map(Some).to_vec();
    let mut history = History::new(start.clone());
    for moment in [75.0, 100.0, 50.0, 75.0] {
        let edit = share(&start, BASE, "a", moment);
        history.commit(edit).unwrap();
    }
    assert_eq!(weights(history.document(), None), some([75.0, 15.0, 10.0]));
    assert_eq!(history.behind(), 1, "one drag, one step");
    // The next drag begins where this one ended.
    history.seal();
    history.commit(share(&start, BASE, "b", 40.0)).unwrap();
    assert_eq!(history.behind(), 2);
    assert_eq!(
        weights(history.document(), None),
        some([75.0 * (60.0 / 85.0), 40.0, 10.0 * (60.0 / 85.0)])
    );
    assert!(history.undo() && history.undo());
    assert_eq!(*history.document(), start);
}

#[test]
fn siblings_give_way_unless_they_are_locked() {
    let start = weighed();
    let some = |all: [f64; 3]| all.map(Some).to_vec();
    let shared = after(&start, &[share(&start, BASE, "a", 75.0)]);
    assert_eq!(weights(&shared, None), some([75.0, 15.0, 10.0]));
    let locked = after(&start, &[lock(&start, "b", true)]);
    let shared = after(&locked, &[share(&start, BASE, "a", 60.0)]);
    assert_eq!(weights(&shared, None), some([60.0, 30.0, 10.0]));
    // No more than there is to share out.
    let shared = after(&locked, &[share(&start, BASE, "a", 1000.0)]);
    assert_eq!(weights(&shared, None), some([70.0, 30.0, 0.0]));
    // The lock goes with the tree, the weights with the scenario: 10, 30, 20 there.
    let scenario = scenario_of(&start);
    let shared = after(&locked, &[share(&start, scenario, "a", 20.0)]);
    assert_eq!(
        weights(&shared, scenario.scenario),
        some([20.0, 30.0, 10.0])
    );
    assert_eq!(weights(&shared, None), some([50.0, 30.0, 20.0]));
    assert_eq!(again_from_file(&locked), locked);

    let all = after(&locked, &[lock(&start, "c", true)]);
    refuses(
        &all,
        &share(&start, BASE, "a", 60.0),
        &EditError::NobodyGivesWay,
    );
    let unlocked = after(&all, &[lock(&start, "c", false)]);
    assert_eq!(unlocked, locked);
    refuses(
        &start,
        &share(&start, BASE, "a", -1.0),
        &EditError::WeightNegative { weight: -1.0 },
    );
    refuses(&start, &lock(&start, "Index", true), &EditError::RootStays);
}

#[test]
fn one_drag_is_one_step_also_where_siblings_give_way() {
    let start = weighed();
    let mut history = History::new(start.clone());
    for weight in [51.0, 60.0, 75.0] {
        history.commit(share(&start, BASE, "a", weight)).unwrap();
    }
    assert!(history.undo());
    assert_eq!(history.document(), &start);
}

#[test]
fn weights_are_brought_to_a_hundred() {
    let start = weighed();
    let hundred = |at| Edit::WeightsToHundred {
        at,
        parent: node(&start, "Index"),
    };
    let scenario = scenario_of(&start);
    let done = after(&start, &[hundred(scenario)]);
    let expected = [10.0 / 0.6, 50.0, 20.0 / 0.6];
    for (weight, expected) in weights(&done, scenario.scenario).into_iter().zip(expected) {
        assert!((weight.unwrap() - expected).abs() < 1e-12, "{weight:?}");
    }
    assert_eq!(weights(&done, None), weights(&start, None));
    let leaf = Edit::WeightsToHundred {
        at: BASE,
        parent: node(&start, "a"),
    };
    refuses(&start, &leaf, &EditError::NoNode);
}

/// A dimension of two indicators beside a third, and a scenario.
fn nested() -> Document {
    document([
        take("city | a | b | c\nA | 1 | 2 | 3\nB | 3 | 2 | 1"),
        outline(&[
            ("D", "D", None),
            ("a", "a", Some(0)),
            ("b", "b", Some(0)),
            ("c", "c", None),
        ]),
        Edit::AddScenario {
            dataset: MAIN,
            name: "what if".to_owned(),
        },
    ])
}

#[test]
fn a_dimension_is_duplicated_with_all_that_is_said_of_it() {
    let start = nested();
    let (top, a) = (node(&start, "D"), node(&start, "a"));
    let opinions = vec![ExpertWeights {
        expert: "one".to_owned(),
        weights: [(a, 3.0)].into(),
    }];
    let copy = Edit::DuplicateNode {
        dataset: MAIN,
        node: top,
        name: " D again ".to_owned(),
    };
    let edits = [
        weight(scenario_of(&start), a, 7.0),
        Edit::Choose {
            dataset: MAIN,
            node: top,
            choice: NodeChoice::Opinions(opinions),
        },
        copy.clone(),
    ];
    let done = after(&start, &edits);
    let lines = tree(&done, None);
    assert_eq!(
        lines,
        [
            "Index Index —",
            "  D D —",
            "    a a —",
            "    b b —",
            "  D 2 D again —",
            "    a 2 a —",
            "    b 2 b —",
            "  c c —",
        ]
    );
    let framework = main_of(&done).framework.as_ref().unwrap();
    let copied = &framework.root.children()[1];
    let copied_a = &copied.children()[0];
    assert_ne!(copied_a.id, a);
    let heng::engine::NodeKind::Aggregate(aggregate) = &copied.kind else {
        panic!("{copied:?}");
    };
    assert_eq!(aggregate.opinions[0].weights, [(copied_a.id, 3.0)].into());
    let patch = &main_of(&done).scenarios[0].patch;
    assert_eq!(patch.weights.get(&copied_a.id), Some(&Some(7.0)));
    assert_eq!(again_from_file(&done), done);
    let root = Edit::DuplicateNode {
        dataset: MAIN,
        node: node(&start, "Index"),
        name: "x".to_owned(),
    };
    refuses(&start, &root, &EditError::RootStays);
}

#[test]
fn a_new_dimension_takes_the_place_and_weight_of_its_first_member() {
    let start = weighed();
    let group = Edit::GroupNode {
        dataset: MAIN,
        node: node(&start, "b"),
        name: "group".to_owned(),
    };
    let done = after(&start, &[group]);
    assert_eq!(
        tree(&done, None),
        [
            "Index Index —",
            "  a a 50",
            "  group group 30",
            "    b b —",
            "  c c 20"
        ]
    );
    let scores = |document: &Document| {
        let results = compute(&resolve(main_of(document), None).unwrap());
        let root = results.root().unwrap().clone();
        root.periods[0].scores.iter().collect::<Vec<_>>()
    };
    assert_eq!(scores(&done), scores(&start));
}

#[test]
fn own_choices_are_taken_back_at_once() {
    let start = weighed();
    let a = node(&start, "a");
    let own = Edit::SetNormalisation {
        dataset: MAIN,
        node: a,
        normalisation: Some(Normalisation::None),
    };
    let lag = Edit::Choose {
        dataset: MAIN,
        node: a,
        choice: NodeChoice::Lag(1),
    };
    let forget = Edit::ForgetChoices {
        dataset: MAIN,
        node: a,
    };
    let lagged = after(&start, std::slice::from_ref(&lag));
    let done = after(&start, &[lag, own, forget]);
    assert_eq!(done, lagged, "what is no choice of method stays");
}
