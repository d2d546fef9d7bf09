//! The tree, methods and scenarios: each edit, and each refusal.

use super::*;

#[test]
fn an_outline_ties_indicators_by_code_then_name_and_adds_what_is_missing() {
    let edits = [
        take(CITIES),
        outline(&[
            ("D", "Dimension", None),
            ("gdp", "Product", Some(0)),
            ("p1", "people", Some(0)),
            ("x", "Extra", None),
        ]),
    ];
    let made = document(edits);
    assert_eq!(
        tree(&made, None),
        [
            "Index Index —",
            "  D Dimension —",
            "    gdp Product —",
            "    p1 people —",
            "  x Extra —"
        ]
    );
    let variables: Vec<String> = main_of(&made)
        .variables
        .iter()
        .map(|it| format!("{} {}", it.code, it.name))
        .collect();
    assert_eq!(variables, ["gdp Product", "people people", "x Extra"]);
    // One aggregate at the top is the index itself.
    let single = document([
        take(CITIES),
        outline(&[("I", "My index", None), ("gdp", "GDP", Some(0))]),
    ]);
    assert_eq!(tree(&single, None), ["I My index —", "  gdp GDP —"]);
    // By code before name, where they point at different variables.
    let crossed = document([take("c | a | b\nU | 1 | 2"), outline(&[("b", "a", None)])]);
    let leaf = main_of(&crossed).readers(find_variable(main_of(&crossed), "b").unwrap().id);
    assert_eq!(leaf, [node(&crossed, "b")]);
}

#[test]
fn a_tree_that_is_too_deep_is_refused() {
    let codes: Vec<String> = (0..=DEEPEST).map(|at| format!("n{at}")).collect();
    let lines: Vec<(&str, &str, Option<usize>)> = codes
        .iter()
        .enumerate()
        .map(|(at, code)| (code.as_str(), code.as_str(), at.checked_sub(1)))
        .collect();
    refuses(&start(), &outline(&lines), &EditError::TooDeep);

    let mut deep = start();
    let mut parent = node(&deep, "Index");
    let refused = loop {
        let edit = Edit::AddAggregate {
            dataset: MAIN,
            parent,
            name: "D".to_owned(),
        };
        match edit.apply(&deep) {
            Ok(next) => deep = next,
            Err(error) => break error,
        }
        let framework = main_of(&deep).framework.clone().unwrap();
        parent = framework
            .node(parent)
            .unwrap()
            .children()
            .last()
            .unwrap()
            .id;
    };
    assert_eq!(refused, EditError::TooDeep);
    assert_eq!(
        main_of(&deep).framework.as_ref().unwrap().root.level(),
        DEEPEST
    );
    // The deepest tree there can be still goes through a file.
    assert_eq!(read_parts("f", &write_parts(&deep).unwrap()).unwrap(), deep);
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "every edit of a tree, one after the other"
)]
fn the_tree_is_built_by_hand() {
    let mut document = document([
        take(CITIES),
        Edit::OutlineFromVariables {
            dataset: MAIN,
            index_name: "gdp".to_owned(),
        },
    ]);
    assert_eq!(
        tree(&document, None),
        ["gdp 2 gdp —", "  gdp gdp —", "  people people —"]
    );
    let root = main_of(&document).framework.as_ref().unwrap().root.id;
    let mut edit = |edit: Edit| document = edit.apply(&document).unwrap();
    edit(Edit::AddAggregate {
        dataset: MAIN,
        parent: root,
        name: "people".to_owned(),
    });
    let made = document.clone();
    let (people, group) = (node(&made, "people"), node(&made, "people 2"));
    let mut edit = |edit: Edit| document = edit.apply(&document).unwrap();
    edit(Edit::MoveNode {
        dataset: MAIN,
        node: people,
        parent: group,
        place: 9,
    });
    edit(Edit::MoveNode {
        dataset: MAIN,
        node: group,
        parent: root,
        place: 0,
    });
    edit(Edit::AddIndicator {
        dataset: MAIN,
        parent: group,
        variable: variable(&made, "gdp"),
    });
    edit(Edit::RenameNode {
        dataset: MAIN,
        node: group,
        name: "P".to_owned(),
    });
    edit(Edit::SetDirection {
        dataset: MAIN,
        node: people,
        direction: Direction::Negative,
    });
    edit(Edit::SetGoalposts {
        dataset: MAIN,
        node: people,
        lo: Some(1.0),
        hi: None,
    });
    edit(Edit::SetTarget {
        dataset: MAIN,
        node: people,
        target: Some(7.0),
    });
    edit(Edit::SetNormalisation {
        dataset: MAIN,
        node: people,
        normalisation: Some(Normalisation::default()),
    });
    edit(Edit::SetWeighting {
        dataset: MAIN,
        node: group,
        weighting: Some(Weighting::Equal),
    });
    edit(Edit::SetAggregation {
        dataset: MAIN,
        node: group,
        aggregation: Some(Aggregation::Geometric),
    });
    edit(Edit::EqualWeights {
        at: BASE,
        parent: group,
    });
    edit(Edit::SetEnabled {
        at: BASE,
        node: people,
        enabled: false,
    });
    assert_eq!(
        tree(&document, None),
        [
            "gdp 2 gdp —",
            "  people 2 P —",
            "    people people 1 off",
            "    gdp 3 gdp 1",
            "  gdp gdp —"
        ]
    );
    let framework = main_of(&document).framework.clone().unwrap();
    let leaf = framework.node(people).unwrap().indicator().unwrap();
    assert_eq!(
        (leaf.direction, leaf.lo, leaf.hi, leaf.target),
        (Direction::Negative, Some(1.0), None, Some(7.0))
    );
    assert_eq!(leaf.normalisation, Some(Normalisation::default()));
    let removed = Edit::RemoveNode {
        dataset: MAIN,
        node: group,
    }
    .apply(&document)
    .unwrap();
    assert_eq!(tree(&removed, None), ["gdp 2 gdp —", "  gdp gdp —"]);
    assert_eq!(main_of(&removed).variables.len(), 2);
}

#[test]
fn a_first_typed_weight_makes_its_siblings_those_of_equals() {
    let document = start();
    let gdp = node(&document, "gdp");
    let typed = weight(BASE, gdp, 3.0).apply(&document).unwrap();
    assert_eq!(
        tree(&typed, None),
        ["Index Index —", "  gdp GDP 3", "  people People 1"]
    );
    let blank = Edit::SetWeight {
        at: BASE,
        node: gdp,
        weight: None,
    }
    .apply(&typed)
    .unwrap();
    assert_eq!(
        tree(&blank, None),
        ["Index Index —", "  gdp GDP —", "  people People 1"]
    );
}

#[test]
fn an_outline_holds_finite_numbers_only() {
    for spoil in [
        (|it| it.weight = Some(f64::INFINITY)) as fn(&mut OutlineNode),
        |it| it.lo = Some(f64::NAN),
        |it| it.hi = Some(f64::NEG_INFINITY),
    ] {
        let mut leaf = OutlineNode {
            code: "gdp".to_owned(),
            name: "gdp".to_owned(),
            ..OutlineNode::default()
        };
        spoil(&mut leaf);
        let outline = Arc::new(Outline {
            nodes: vec![leaf],
            ..Outline::default()
        });
        let edit = Edit::TakeOutline {
            dataset: MAIN,
            outline,
            index_name: "I".to_owned(),
        };
        refuses(&start(), &edit, &EditError::NotFinite);
    }
}

#[test]
fn edits_read_back_from_their_text() {
    let document = start();
    let node = node(&document, "gdp");
    for edit in [
        take(CITIES),
        outline(&[("a", "A", None)]),
        weight(scenario_of(&document), node, 0.1 + 0.2),
        Edit::SetWeight {
            at: BASE,
            node,
            weight: None,
        },
        method(MethodPatch {
            normalisation: Some(Normalisation::MinMax {
                range: [0.0, 1.0],
                over: Over::Base(year(2019)),
            }),
            aggregations: Some(vec![Aggregation::Geometric]),
            ..MethodPatch::default()
        }),
        Edit::Correct {
            dataset: MAIN,
            variable: VariableId(1),
            period: Period::Undated,
            unit: UnitId(1),
            value: None,
            note: "n".to_owned(),
        },
        Edit::SetRole {
            at: BASE,
            units: vec![UnitId(1)],
            role: Role::Reference,
        },
    ] {
        let text = serde_json::to_string(&edit).unwrap();
        assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), edit, "{text}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one scenario from beginning to end")]
fn a_scenario_holds_only_what_differs() {
    let document = start();
    let at = scenario_of(&document);
    let choices = MethodPatch {
        aggregations: Some(vec![Aggregation::Geometric]),
        ..MethodPatch::default()
    };
    let range = MethodPatch {
        normalisation: Some(Normalisation::default().with_range([1.0, 100.0])),
        ..MethodPatch::default()
    };
    let edits = [
        weight(at, node(&document, "gdp"), 3.0),
        Edit::SetEnabled {
            at,
            node: node(&document, "people"),
            enabled: false,
        },
        Edit::SetRole {
            at,
            units: vec![unit(&document, "B")],
            role: Role::Excluded,
        },
        Edit::SetMethod { at, choices },
        Edit::SetMethod { at, choices: range },
    ];
    let made = edits.iter().fold(document.clone(), |document, edit| {
        edit.apply(&document).unwrap()
    });
    assert_eq!(
        tree(&made, at.scenario),
        ["Index Index —", "  gdp GDP 3", "  people People 1 off"]
    );
    assert_eq!(tree(&made, None), tree(&document, None));
    let plan = |scenario| resolve(main_of(&made), scenario).unwrap();
    assert_eq!(plan(None), resolve(main_of(&document), None).unwrap());
    let patched = plan(at.scenario);
    assert_eq!((patched.units.len(), patched.nodes().len()), (1, 2));
    let method = main_of(&made).method_in(at.scenario);
    assert_eq!(method.aggregations, [Aggregation::Geometric]);
    assert_eq!(method.normalisation.range(), Some([1.0, 100.0]));

    // A base weight that the scenario does not touch shines through.
    let other = weight(BASE, node(&made, "people"), 5.0)
        .apply(&made)
        .unwrap();
    assert_eq!(
        tree(&other, None),
        ["Index Index —", "  gdp GDP 1", "  people People 5"]
    );
    // What is removed is forgotten, and so is a scenario, and its number is never given again.
    let gone = Edit::RemoveNode {
        dataset: MAIN,
        node: node(&made, "gdp"),
    }
    .apply(&made)
    .unwrap();
    assert!(main_of(&gone).scenarios[0].patch.weights.len() < 2);
    let scenario = at.scenario.unwrap();
    let removed = Edit::RemoveScenario {
        dataset: MAIN,
        scenario,
    }
    .apply(&made)
    .unwrap();
    let again = Edit::AddScenario {
        dataset: MAIN,
        name: "what if".to_owned(),
    }
    .apply(&removed)
    .unwrap();
    assert_ne!(main_of(&again).scenarios[0].id, scenario);
    assert!(resolve(main_of(&removed), at.scenario).is_err());
}

#[test]
fn an_excluded_unit_changes_nothing() {
    let plain = start();
    let more = take(
        "city | period | gdp | people\nA | 2019 | 10 | 1\nB | 2019 | 20 | 2\nZ | 2019 | 999 | 9",
    )
    .apply(&plain)
    .unwrap();
    let without = Edit::SetRole {
        at: BASE,
        units: vec![unit(&more, "Z")],
        role: Role::Excluded,
    }
    .apply(&more)
    .unwrap();
    let results = |document: &Document| compute(&resolve(main_of(document), None).unwrap());
    assert_ne!(results(&more), results(&plain));
    assert_eq!(results(&without), results(&plain));
}

#[test]
fn a_framework_taken_again_keeps_the_ids_that_scenarios_speak_of() {
    let flat =
        |names: [&'static str; 2]| outline(&[("gdp", names[0], None), (names[1], names[1], None)]);
    let mut document = document([take(CITIES), flat(["gdp", "people"])]);
    document = Edit::AddScenario {
        dataset: MAIN,
        name: "S".to_owned(),
    }
    .apply(&document)
    .unwrap();
    let at = scenario_of(&document);
    for name in ["gdp", "people"] {
        let node = node(&document, name);
        document = Edit::SetEnabled {
            at,
            node,
            enabled: false,
        }
        .apply(&document)
        .unwrap();
    }
    let gdp = node(&document, "gdp");
    document = flat(["Product", "area"]).apply(&document).unwrap();
    assert_eq!(node(&document, "Product"), gdp);
    let patch = &main_of(&document)
        .scenario(at.scenario.unwrap())
        .unwrap()
        .patch;
    assert_eq!(patch.enabled.keys().collect::<Vec<_>>(), [&gdp]);
}
