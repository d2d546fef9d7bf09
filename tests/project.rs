//! Edits, history, scenarios and the project file.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

mod support;

use std::{fs, path::Path, sync::Arc};

use heng::{
    engine::{
        Aggregation, Column, Direction, NodeId, Normalisation, Over, Period, UnitId, VariableId,
        Weighting, compute,
    },
    import::{self, CellAt, Outline, OutlineKind, OutlineNode, Problem},
    project::{
        At, Dataset, Document, Edit, EditError, History, MethodPatch, Role, ScenarioId,
        edit::DEEPEST,
        file::{OpenError, SaveStage, open, read_parts, save, write_parts},
        find_node, find_unit, find_variable, resolve,
    },
};
use proptest::{prelude::*, test_runner::RngSeed};
use support::{MAIN, document, picture, take};

const CITIES: &str = "
    city | period | gdp | people
    A    | 2019   | 10  | 1
    B    | 2019   | 20  | 2
    A    | 2020   | 15  | —
    B    | 2020   | 25  | 4";

const BASE: At = At {
    dataset: MAIN,
    scenario: None,
};

fn main_of(document: &Document) -> &Dataset {
    &document.datasets[0]
}

fn year(number: i32) -> Period {
    Period::Year(number)
}

fn unit(document: &Document, name: &str) -> UnitId {
    find_unit(main_of(document), name).unwrap().id
}

fn variable(document: &Document, name: &str) -> VariableId {
    find_variable(main_of(document), name).unwrap().id
}

fn node(document: &Document, name: &str) -> NodeId {
    find_node(main_of(document).framework.as_ref().unwrap(), name).unwrap()
}

/// A node's line: `code name weight`, indented under its parent, `off` if it is.
fn tree(document: &Document, scenario: Option<ScenarioId>) -> Vec<String> {
    let framework = main_of(document).framework_in(scenario).unwrap();
    let depth = |mut id| {
        let mut depth = 0;
        while let Some(parent) = framework.parent_of(id) {
            depth += 1;
            id = parent.id;
        }
        depth
    };
    let nodes = framework.nodes();
    nodes
        .into_iter()
        .map(|it| {
            let weight = it.weight.map_or("—".to_owned(), |it| it.to_string());
            let off = if it.enabled { "" } else { " off" };
            format!(
                "{}{} {} {weight}{off}",
                "  ".repeat(depth(it.id)),
                it.code,
                it.name
            )
        })
        .collect()
}

fn outline(lines: &[(&str, &str, Option<usize>)]) -> Edit {
    let parents: Vec<usize> = lines.iter().filter_map(|(_, _, parent)| *parent).collect();
    let nodes = lines
        .iter()
        .enumerate()
        .map(|(at, (code, name, parent))| OutlineNode {
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            parent: *parent,
            kind: if parents.contains(&at) {
                OutlineKind::Aggregate
            } else {
                OutlineKind::Indicator
            },
            ..OutlineNode::default()
        });
    Edit::TakeOutline {
        dataset: MAIN,
        outline: Arc::new(Outline {
            nodes: nodes.collect(),
            ..Outline::default()
        }),
        index_name: "Index".to_owned(),
    }
}

/// Two cities in two years, an index of two indicators, and a scenario.
fn start() -> Document {
    document([
        take(CITIES),
        outline(&[("gdp", "GDP", None), ("people", "People", None)]),
        Edit::AddScenario {
            dataset: MAIN,
            name: "what if".to_owned(),
        },
    ])
}

fn scenario_of(document: &Document) -> At {
    At {
        dataset: MAIN,
        scenario: Some(main_of(document).scenarios[0].id),
    }
}

fn weight(at: At, node: NodeId, weight: f64) -> Edit {
    Edit::SetWeight {
        at,
        node,
        weight: Some(weight),
    }
}

fn method(choices: MethodPatch) -> Edit {
    Edit::SetMethod { at: BASE, choices }
}

/// Refused with this error, and nothing has changed.
fn refuses(document: &Document, edit: &Edit, expected: &EditError) {
    let before = document.clone();
    assert_eq!(edit.apply(document).as_ref(), Err(expected), "{edit:?}");
    let mut history = History::new(document.clone());
    assert!(history.commit(edit.clone()).is_err());
    assert_eq!((history.document(), history.revision()), (&before, 0));
    assert!(history.undoable().is_none());
}

// ---- edits ----

#[test]
fn a_table_adds_units_variables_periods_and_where_they_stand() {
    let document = document([take(CITIES)]);
    let dataset = main_of(&document);
    let keys: Vec<&str> = dataset.units.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["A", "B"]);
    assert_eq!(dataset.periods(), [year(2019), year(2020)]);
    let (people, b) = (variable(&document, "people"), unit(&document, "B"));
    assert_eq!(dataset.value(people, &year(2020), b), Some(4.0));
    assert_eq!(
        dataset.value(people, &year(2020), unit(&document, "A")),
        None
    );
    let cell = dataset.provenance.cell(people, &year(2020), b).unwrap();
    assert_eq!(
        (cell.source.file.as_str(), cell.at),
        ("cities.csv", CellAt { row: 4, column: 3 })
    );
    assert!(dataset.provenance.cell(people, &year(1999), b).is_none());
}

#[test]
fn a_second_table_goes_into_known_units_and_variables() {
    let document = document([
        take(CITIES),
        take("city | period | gdp | area\nC | 2020 | 7 | 1\nA | 2020 | 16 | 2"),
    ]);
    let dataset = main_of(&document);
    assert_eq!((dataset.units.len(), dataset.variables.len()), (3, 3));
    let gdp = variable(&document, "gdp");
    let value = |name, period| dataset.value(gdp, &year(period), unit(&document, name));
    // Units the table names get its values; B, which it does not name, keeps its own.
    assert_eq!(
        [value("A", 2020), value("B", 2020), value("C", 2020)],
        [Some(16.0), Some(25.0), Some(7.0)]
    );
    let cell = |name| {
        dataset
            .provenance
            .cell(gdp, &year(2020), unit(&document, name))
    };
    assert_eq!(cell("A").unwrap().at, CellAt { row: 2, column: 2 });
    assert_eq!(cell("B").unwrap().at, CellAt { row: 4, column: 2 });
    assert_eq!(
        [value("A", 2019), value("B", 2019), value("C", 2019)],
        [Some(10.0), Some(20.0), None]
    );
    let cell = dataset
        .provenance
        .cell(gdp, &year(2020), unit(&document, "A"))
        .unwrap();
    assert_eq!(cell.at, CellAt { row: 2, column: 2 });
    assert_eq!(dataset.provenance.sources.len(), 1);
}

#[test]
fn a_renamed_unit_is_known_by_key_and_by_label() {
    let first = document([take("city | gdp\nA | 1")]);
    let rename = Edit::RenameUnit {
        dataset: MAIN,
        unit: unit(&first, "A"),
        label: " Alpha ".to_owned(),
    };
    let renamed = rename.apply(&first).unwrap();
    let again = take("city | area\nAlpha | 3").apply(&renamed).unwrap();
    let dataset = main_of(&again);
    assert_eq!(dataset.units.len(), 1);
    assert_eq!(
        (
            dataset.units[0].key.as_str(),
            dataset.units[0].label.as_str()
        ),
        ("A", "Alpha")
    );
    assert_eq!(
        find_unit(dataset, "A").unwrap(),
        find_unit(dataset, "Alpha").unwrap()
    );
}

#[test]
fn a_table_without_periods_joins_the_only_one_there_is() {
    let undated = "city | area\nA | 5";
    let alone = document([take(undated)]);
    assert_eq!(main_of(&alone).periods(), [Period::Undated]);
    let joined = document([take("city | period | gdp\nA | 2020 | 1"), take(undated)]);
    assert_eq!(main_of(&joined).periods(), [year(2020)]);
    let unclear = EditError::PeriodUnknown {
        file: "cities.csv".to_owned(),
        sheet: String::new(),
    };
    refuses(&document([take(CITIES)]), &take(undated), &unclear);
}

#[test]
fn what_was_read_with_errors_is_refused() {
    let finding = |problem| import::Finding {
        file: "cities.csv".to_owned(),
        sheet: String::new(),
        at: None,
        problem,
    };
    let error = finding(Problem::NotANumber {
        found: "x".to_owned(),
        column: "gdp".to_owned(),
    });
    let mut table = picture::table("cities.csv", CITIES);
    table.findings = vec![finding(Problem::NoUnitName), error.clone()];
    let edit = Edit::TakeTable {
        dataset: MAIN,
        table: Arc::new(table),
    };
    refuses(
        &start(),
        &edit,
        &EditError::HasErrors {
            findings: vec![error.clone()],
        },
    );
    let outline = Arc::new(Outline {
        findings: vec![error.clone()],
        ..Outline::default()
    });
    let edit = Edit::TakeOutline {
        dataset: MAIN,
        outline,
        index_name: "I".to_owned(),
    };
    refuses(
        &start(),
        &edit,
        &EditError::HasErrors {
            findings: vec![error],
        },
    );
}

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
#[expect(clippy::too_many_lines, reason = "one table of all refusals")]
fn impossible_edits_are_refused_and_change_nothing() {
    let document = start();
    let (gdp, people, root) = (
        node(&document, "gdp"),
        node(&document, "people"),
        node(&document, "Index"),
    );
    let a = unit(&document, "A");
    let x = variable(&document, "gdp");
    let at = scenario_of(&document);
    let (no_node, no_unit, no_variable) = (NodeId(900), UnitId(900), VariableId(900));
    let elsewhere = heng::project::DatasetId(900);
    let dataset = MAIN;
    let name = || "N".to_owned();
    let correct = |variable, unit, value| Edit::Correct {
        dataset,
        variable,
        period: year(2020),
        unit,
        value,
        note: String::new(),
    };
    let goalposts = |lo, hi| Normalisation::Goalposts {
        range: [0.0, 100.0],
        lo,
        hi,
    };
    let own = |normalisation| Edit::SetNormalisation {
        dataset,
        node: gdp,
        normalisation: Some(normalisation),
    };
    let reversed = EditError::GoalpostsReversed { lo: 2.0, hi: 1.0 };
    let zero = weight(BASE, people, 0.0).apply(&document).unwrap();
    let taken = Edit::AddScenario {
        dataset,
        name: name(),
    }
    .apply(&document)
    .unwrap();
    let nothing = support::document([]);
    let cases: Vec<(&Document, Edit, EditError)> = vec![
        (
            &document,
            Edit::SetTitle {
                title: " ".to_owned(),
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::AddScenario {
                dataset: elsewhere,
                name: name(),
            },
            EditError::NoDataset,
        ),
        (
            &document,
            correct(x, a, Some(f64::NAN)),
            EditError::NotFinite,
        ),
        (
            &document,
            correct(no_variable, a, None),
            EditError::NoVariable,
        ),
        (&document, correct(x, no_unit, None), EditError::NoUnit),
        (
            &document,
            Edit::RenameUnit {
                dataset,
                unit: no_unit,
                label: name(),
            },
            EditError::NoUnit,
        ),
        (
            &document,
            Edit::RenameUnit {
                dataset,
                unit: a,
                label: String::new(),
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::SetRole {
                at,
                units: vec![a, no_unit],
                role: Role::Excluded,
            },
            EditError::NoUnit,
        ),
        (
            &document,
            Edit::TakeGroups {
                dataset,
                kind: " ".to_owned(),
                words: vec![],
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::TakeGroups {
                dataset,
                kind: name(),
                words: vec![(no_unit, name())],
            },
            EditError::NoUnit,
        ),
        (
            &document,
            weight(BASE, gdp, -1.0),
            EditError::WeightNegative { weight: -1.0 },
        ),
        (
            &document,
            weight(at, gdp, f64::INFINITY),
            EditError::NotFinite,
        ),
        (&document, weight(BASE, no_node, 1.0), EditError::NoNode),
        (
            &zero,
            weight(BASE, gdp, 0.0),
            EditError::WeightsAllZero {
                parent: "Index".to_owned(),
            },
        ),
        (
            &document,
            weight(
                At {
                    scenario: Some(ScenarioId(900)),
                    ..at
                },
                gdp,
                1.0,
            ),
            EditError::NoScenario,
        ),
        (&nothing, weight(BASE, gdp, 1.0), EditError::NoFramework),
        (
            &nothing,
            Edit::OutlineFromVariables {
                dataset,
                index_name: name(),
            },
            EditError::NoVariables,
        ),
        (
            &document,
            Edit::OutlineFromVariables {
                dataset,
                index_name: String::new(),
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::EqualWeights {
                at,
                parent: no_node,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::EqualWeights { at, parent: gdp },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetEnabled {
                at: BASE,
                node: root,
                enabled: false,
            },
            EditError::RootStays,
        ),
        (
            &document,
            Edit::SetEnabled {
                at,
                node: no_node,
                enabled: false,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetDirection {
                dataset,
                node: root,
                direction: Direction::Negative,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetGoalposts {
                dataset,
                node: gdp,
                lo: Some(2.0),
                hi: Some(1.0),
            },
            reversed.clone(),
        ),
        (
            &document,
            Edit::SetGoalposts {
                dataset,
                node: root,
                lo: None,
                hi: None,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::RenameNode {
                dataset,
                node: gdp,
                name: " ".to_owned(),
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::AddAggregate {
                dataset,
                parent: gdp,
                name: name(),
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::AddIndicator {
                dataset,
                parent: root,
                variable: no_variable,
            },
            EditError::NoVariable,
        ),
        (
            &document,
            Edit::RemoveNode {
                dataset,
                node: root,
            },
            EditError::RootStays,
        ),
        (
            &document,
            Edit::RemoveNode {
                dataset,
                node: no_node,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::MoveNode {
                dataset,
                node: gdp,
                parent: gdp,
                place: 0,
            },
            EditError::IntoItself,
        ),
        (
            &document,
            Edit::MoveNode {
                dataset,
                node: gdp,
                parent: people,
                place: 0,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::MoveNode {
                dataset,
                node: root,
                parent: root,
                place: 0,
            },
            EditError::RootStays,
        ),
        (&document, own(goalposts(Some(2.0), Some(1.0))), reversed),
        (
            &document,
            own(Normalisation::DistanceUnit {
                range: [0.0, 100.0],
                unit: Some(UnitId(999)),
                cap: false,
                over: Over::Period,
            }),
            EditError::NoUnit,
        ),
        (
            &document,
            Edit::SetTarget {
                dataset,
                node: gdp,
                target: Some(f64::INFINITY),
            },
            EditError::NotFinite,
        ),
        (
            &document,
            own(Normalisation::default().with_range([3.0, 3.0])),
            EditError::RangeEmpty {
                lower: 3.0,
                upper: 3.0,
            },
        ),
        (
            &document,
            own(Normalisation::default().with_range([f64::MIN, f64::MAX])),
            EditError::NotFinite,
        ),
        (
            &document,
            Edit::SetNormalisation {
                dataset,
                node: root,
                normalisation: None,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetWeighting {
                dataset,
                node: gdp,
                weighting: None,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetAggregation {
                dataset,
                node: gdp,
                aggregation: None,
            },
            EditError::NoNode,
        ),
        (
            &document,
            method(MethodPatch {
                min_availability: Some(1.5),
                ..MethodPatch::default()
            }),
            EditError::NotAShare { share: 1.5 },
        ),
        (
            &document,
            Edit::AddScenario {
                dataset,
                name: " what if ".to_owned(),
            },
            EditError::NameTaken {
                name: "what if".to_owned(),
            },
        ),
        (
            &document,
            Edit::RenameScenario {
                dataset,
                scenario: ScenarioId(900),
                name: name(),
            },
            EditError::NoScenario,
        ),
        (
            &taken,
            Edit::RenameScenario {
                dataset,
                scenario: at.scenario.unwrap(),
                name: name(),
            },
            EditError::NameTaken { name: name() },
        ),
        (
            &document,
            Edit::RemoveScenario {
                dataset,
                scenario: ScenarioId(900),
            },
            EditError::NoScenario,
        ),
    ];
    for (document, edit, expected) in &cases {
        refuses(document, edit, expected);
    }
    let crossed = take("city | gdp | GDP").apply(&nothing);
    let mut crossed = crossed.unwrap();
    Arc::make_mut(&mut Arc::make_mut(&mut crossed.datasets[0]).variables)[1].name =
        "gdp".to_owned();
    refuses(
        &crossed,
        &take("city | gdp\nA | 1"),
        &EditError::AmbiguousVariable {
            name: "gdp".to_owned(),
        },
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
fn corrections_survive_a_refresh_and_can_be_dropped() {
    let document = start();
    let (gdp, a) = (variable(&document, "gdp"), unit(&document, "A"));
    let correct = |value, note: &str| Edit::Correct {
        dataset: MAIN,
        variable: gdp,
        period: year(2019),
        unit: a,
        value,
        note: note.to_owned(),
    };
    let corrected = correct(Some(11.0), "typo").apply(&document).unwrap();
    let value = |document: &Document| main_of(document).value(gdp, &year(2019), a);
    assert_eq!(
        (value(&document), value(&corrected)),
        (Some(10.0), Some(11.0))
    );
    assert_eq!(main_of(&corrected).panel, main_of(&document).panel);
    let refreshed = take("city | period | gdp\nB | 2019 | 21\nA | 2019 | 12")
        .apply(&corrected)
        .unwrap();
    assert_eq!(value(&refreshed), Some(11.0));
    assert_eq!(
        main_of(&refreshed)
            .corrected_panel()
            .get(gdp, &year(2019), a),
        Some(11.0)
    );
    let kept = main_of(&refreshed).correction(gdp, &year(2019), a).unwrap();
    assert_eq!(
        (kept.old, kept.new, kept.note.as_str()),
        (Some(10.0), Some(11.0), "typo")
    );
    assert_eq!(
        main_of(&refreshed).panel.get(gdp, &year(2019), a),
        Some(12.0)
    );
    let drop = Edit::DropCorrection {
        dataset: MAIN,
        variable: gdp,
        period: year(2019),
        unit: a,
    };
    assert_eq!(drop.apply(&corrected).unwrap(), document);
    // Typing the imported number again is no correction; taking a number out is one.
    assert_eq!(correct(Some(10.0), "").apply(&corrected).unwrap(), document);
    assert_eq!(value(&correct(None, "").apply(&document).unwrap()), None);
}

#[test]
fn groups_of_one_kind_are_made_anew() {
    let document = start();
    let (a, b) = (unit(&document, "A"), unit(&document, "B"));
    let groups = |kind: &str, words: &[(UnitId, &str)]| Edit::TakeGroups {
        dataset: MAIN,
        kind: kind.to_owned(),
        words: words
            .iter()
            .map(|(unit, word)| (*unit, (*word).to_owned()))
            .collect(),
    };
    let edits = [
        groups("region", &[(a, "east"), (b, "west")]),
        groups(
            "size",
            &[(a, "large"), (b, " large "), (a, "large"), (b, "")],
        ),
        groups("region", &[(b, "north")]),
    ];
    let made = edits
        .iter()
        .fold(document, |document, edit| edit.apply(&document).unwrap());
    let shown: Vec<String> = main_of(&made)
        .groups
        .iter()
        .map(|it| format!("{} {} {}", it.kind, it.name, it.members.len()))
        .collect();
    assert_eq!(shown, ["size large 2", "region north 1"]);
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

// ---- scenarios ----

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

// ---- history ----

#[test]
fn one_drag_is_one_step() {
    let document = start();
    let (gdp, people) = (node(&document, "gdp"), node(&document, "people"));
    let mut history = History::new(document.clone());
    for moment in [1.1, 1.2, 1.3] {
        history.commit(weight(BASE, gdp, moment)).unwrap();
    }
    let dragged = history.document().clone();
    history.seal();
    history.commit(weight(BASE, gdp, 2.0)).unwrap();
    history.commit(weight(BASE, people, 2.0)).unwrap();
    assert!(history.undo());
    assert!(history.undo());
    assert_eq!(history.document(), &dragged);
    assert!(history.undo());
    assert_eq!(history.document(), &document);
    assert!(!history.undo());
}

#[test]
fn undo_and_redo_end_where_there_is_nothing_more() {
    let mut history = History::new(start());
    assert!(!history.undo() && !history.redo());
    assert_eq!(history.revision(), 0);
    let title = |title: &str| Edit::SetTitle {
        title: title.to_owned(),
    };
    history.commit(title("one")).unwrap();
    history.seal();
    history.commit(title("two")).unwrap();
    assert_eq!(history.undoable(), Some(&title("two")));
    assert!(history.undo());
    assert_eq!(history.redoable(), Some(&title("two")));
    // A refused or empty edit leaves redo as it is; a new one clears it.
    assert!(history.commit(title("")).is_err());
    history.commit(title("one")).unwrap();
    assert_eq!(history.redoable(), Some(&title("two")));
    history.commit(title("three")).unwrap();
    assert!(history.redoable().is_none() && !history.redo());
    assert!(history.undo());
    assert_eq!(history.document().title, "one");
}

#[derive(Clone, Debug)]
enum Act {
    Edit(Edit),
    Seal,
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let document = start();
    let (gdp, people) = (node(&document, "gdp"), node(&document, "people"));
    let scenario = scenario_of(&document);
    let (a, x) = (unit(&document, "A"), variable(&document, "gdp"));
    let place = prop::sample::select(vec![BASE, scenario]);
    let leaf = prop::sample::select(vec![gdp, people, NodeId(900)]);
    let edit = prop_oneof![
        (place.clone(), leaf.clone(), prop::option::of(-1.0..5.0))
            .prop_map(|(at, node, weight)| Edit::SetWeight { at, node, weight }),
        (place, leaf.clone(), any::<bool>()).prop_map(|(at, node, enabled)| Edit::SetEnabled {
            at,
            node,
            enabled
        }),
        "[ a-c]{0,2}".prop_map(|title| Edit::SetTitle { title }),
        (-2.0..2.0).prop_map(move |value| Edit::Correct {
            dataset: MAIN,
            variable: x,
            period: year(2019),
            unit: a,
            value: Some(value),
            note: String::new(),
        }),
        leaf.prop_map(|node| Edit::RemoveNode {
            dataset: MAIN,
            node
        }),
        Just(take("city | period | gdp\nC | 2019 | 3\nA | 2020 | 4")),
    ];
    let act = prop_oneof![
        4 => edit.prop_map(Act::Edit),
        1 => Just(Act::Seal),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    /// Held against the plainest history: the edits still standing, replayed on a fresh document.
    #[test]
    fn any_sequence_of_acts_equals_a_fresh_replay(acts in acts()) {
        let mut history = History::new(start());
        let replay = |steps: &[Vec<Edit>]| {
            steps.iter().flatten().fold(start(), |document, edit| edit.apply(&document).unwrap())
        };
        let (mut past, mut future): (Vec<Vec<Edit>>, Vec<Vec<Edit>>) = (Vec::new(), Vec::new());
        let mut open = false;
        for act in acts {
            match act {
                Act::Edit(edit) => {
                    let before = history.document().clone();
                    let changes = edit.apply(&before).is_ok_and(|next| next != before);
                    let refused = history.commit(edit.clone()).is_err();
                    prop_assert_eq!(refused, edit.apply(&before).is_err());
                    if changes {
                        future.clear();
                        let joins = open && past.last().and_then(|it| it.last()).is_some_and(|it| it.continues(&edit));
                        match past.last_mut() {
                            Some(step) if joins => step.push(edit),
                            _ => past.push(vec![edit]),
                        }
                        open = true;
                    }
                }
                Act::Seal => {
                    history.seal();
                    open = false;
                }
                Act::Undo => {
                    prop_assert_eq!(history.undo(), !past.is_empty());
                    if let Some(step) = past.pop() {
                        future.push(step);
                        open = false;
                    }
                }
                Act::Redo => {
                    prop_assert_eq!(history.redo(), !future.is_empty());
                    if let Some(step) = future.pop() {
                        past.push(step);
                        open = false;
                    }
                }
            }
            prop_assert_eq!(history.document(), &replay(&past));
        }
        let bytes = write_parts(history.document()).unwrap();
        prop_assert_eq!(&read_parts("f", &bytes).unwrap(), history.document());
    }

    #[test]
    fn a_cut_file_is_told_as_such(cut in any::<prop::sample::Index>()) {
        let bytes = write_parts(&rich()).unwrap();
        let cut = &bytes[..cut.index(bytes.len())];
        prop_assert!(read_parts("f", cut).is_err());
    }

    /// Whatever bytes change: an error, or a change that touches nothing that is read.
    #[test]
    fn a_changed_file_never_opens_as_something_else(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let document = rich();
        let mut bytes = write_parts(&document).unwrap();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(read) = read_parts("f", &bytes) {
            prop_assert_eq!(read, document);
        }
    }

    #[test]
    fn any_bytes_are_no_project(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let not = matches!(read_parts("f", &bytes), Err(OpenError::NotAProject { .. }));
        prop_assert!(not);
    }
}

// ---- the project file ----

const EXTREMES: [f64; 8] = [
    0.1 + 0.2,
    5e-324,
    f64::MAX,
    f64::MIN,
    -0.0,
    1e-7,
    123_456_789.123_456_78,
    1.0 / 3.0,
];

/// A document with something of everything, among it numbers that are hard to write down.
fn rich() -> Document {
    let document = start();
    let at = scenario_of(&document);
    let (a, gdp) = (unit(&document, "A"), variable(&document, "gdp"));
    let edits = [
        Edit::SetNotes {
            notes: "说明 \"quoted\"\n\tline".to_owned(),
        },
        weight(BASE, node(&document, "gdp"), 0.1 + 0.2),
        weight(at, node(&document, "gdp"), 5e-324),
        Edit::SetGoalposts {
            dataset: MAIN,
            node: node(&document, "gdp"),
            lo: Some(-0.0),
            hi: Some(f64::MAX),
        },
        Edit::SetTarget {
            dataset: MAIN,
            node: node(&document, "gdp"),
            target: Some(0.1 + 0.2),
        },
        Edit::Correct {
            dataset: MAIN,
            variable: gdp,
            period: year(2019),
            unit: a,
            value: Some(1.0 / 3.0),
            note: "注".to_owned(),
        },
        Edit::TakeGroups {
            dataset: MAIN,
            kind: "region".to_owned(),
            words: vec![(a, "east".to_owned())],
        },
        Edit::SetRole {
            at,
            units: vec![a],
            role: Role::Reference,
        },
        take(
            "city | period | a quoted \"name\" | other\nA | 2020Q1 | 1 | 2\n城市 | 第一期 \"x\" | 3 | —",
        ),
    ];
    let mut document = edits
        .iter()
        .fold(document, |document, edit| edit.apply(&document).unwrap());
    let dataset = Arc::make_mut(&mut document.datasets[0]);
    let rows = dataset.panel.rows().len();
    for (number, extreme) in (1990..).zip(EXTREMES) {
        let column: Column = vec![Some(extreme); rows].into();
        dataset.panel.set_column(gdp, year(number), column);
    }
    document
}

fn bits(document: &Document) -> Vec<Option<u64>> {
    let panel = &main_of(document).panel;
    let columns = panel
        .variables()
        .flat_map(|it| panel.series(it).unwrap().values());
    columns
        .flat_map(|it| it.iter().map(|it| it.map(f64::to_bits)).collect::<Vec<_>>())
        .collect()
}

#[test]
fn a_saved_file_opens_as_the_same_document() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("指数 index.heng");
    let document = rich();
    save(&document, &path).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(opened, document);
    let dataset = main_of(&opened);
    let gdp = variable(&opened, "gdp");
    for (number, extreme) in (1990..).zip(EXTREMES) {
        let read = dataset
            .panel
            .get(gdp, &year(number), unit(&opened, "A"))
            .unwrap();
        assert_eq!(read.to_bits(), extreme.to_bits());
    }
    assert_eq!(fs::read(&path).unwrap(), write_parts(&opened).unwrap());
    for scenario in [None, scenario_of(&document).scenario] {
        let results = |document| compute(&resolve(main_of(document), scenario).unwrap());
        let (before, after) = (results(&document), results(&opened));
        let score_bits = |it: &heng::engine::Results| -> Vec<Option<u64>> {
            let columns = it.nodes.iter().flat_map(|node| &node.periods);
            columns
                .flat_map(|it| {
                    it.scores
                        .iter()
                        .map(|x| x.map(f64::to_bits))
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        assert_eq!(score_bits(&before), score_bits(&after));
        assert_eq!(before, after);
    }
}

#[test]
fn new_units_in_a_later_table_do_not_keep_a_project_from_being_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let document = document([
        take(CITIES),
        take("city | period | gdp\nA | 2021 | 1\nC | 2021 | 2"),
    ]);
    save(&document, &path).unwrap();
    let opened = open(&path).unwrap();
    assert_eq!(opened, document);
    // The numbers are the same; a column from before C is only written out to its length.
    let some = |document| bits(document).into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(some(&opened), some(&document));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write_parts(&rich()).unwrap(), write_parts(&rich()).unwrap());
    assert_ne!(
        write_parts(&rich()).unwrap(),
        write_parts(&start()).unwrap()
    );
}

/// The parts of a saved file, to be packed again.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(name.as_str(), zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn damage_in_any_part_is_found() {
    let parts = unpacked(&write_parts(&rich()).unwrap());
    assert!(parts.len() >= 5);
    assert_eq!(read_parts("f", &packed(&parts)).unwrap(), rich());
    for at in 0..parts.len() {
        let name = parts[at].0.clone();
        let told = |parts: &[(String, Vec<u8>)]| match read_parts("f", &packed(parts)).unwrap_err()
        {
            OpenError::Damaged { part, .. } => part,
            OpenError::NotAProject { .. } => "manifest.json is gone".to_owned(),
            other => panic!("{other:?}"),
        };
        let mut missing = parts.clone();
        missing.remove(at);
        let expected = if at == 0 {
            "manifest.json is gone"
        } else {
            name.as_str()
        };
        assert_eq!(told(&missing), expected);
        if at > 0 {
            let mut flipped = parts.clone();
            let middle = flipped[at].1.len() / 2;
            flipped[at].1[middle] ^= 1;
            assert_eq!(told(&flipped), name);
            let mut cut = parts.clone();
            cut[at].1.pop();
            assert_eq!(told(&cut), name);
        }
    }
    let mut broken = parts.clone();
    broken[0].1.truncate(20);
    assert!(
        matches!(read_parts("f", &packed(&broken)), Err(OpenError::Damaged { part, .. }) if part == "manifest.json")
    );
}

#[test]
fn a_newer_format_and_other_files_are_told_apart() {
    let mut parts = unpacked(&write_parts(&start()).unwrap());
    let manifest = String::from_utf8(parts[0].1.clone()).unwrap();
    let newer = manifest
        .replace("\"format\": 0", "\"format\": 99")
        .replace("\"minimum_reader\": 0", "\"minimum_reader\": 99");
    assert_ne!(newer, manifest);
    parts[0].1 = newer.into_bytes();
    assert!(matches!(
        read_parts("f", &packed(&parts)),
        Err(OpenError::Newer { format: 99, .. })
    ));
    let other = packed(&[("xl/workbook.xml".to_owned(), b"<a/>".to_vec())]);
    assert!(matches!(
        read_parts("f", &other),
        Err(OpenError::NotAProject { .. })
    ));
    assert!(matches!(
        read_parts("f", b""),
        Err(OpenError::NotAProject { .. })
    ));
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("none.heng"), folder.path().to_path_buf()] {
        assert!(matches!(open(&path), Err(OpenError::Unreadable { .. })));
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_target_that_cannot_be_written_is_told_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    save(&start(), &path).unwrap();
    let before = fs::read(&path).unwrap();

    let nowhere = save(&rich(), &folder.path().join("none/a.heng")).unwrap_err();
    assert_eq!(nowhere.stage, SaveStage::Create);
    let through_a_file = save(&rich(), &path.join("b.heng")).unwrap_err();
    assert_eq!(through_a_file.stage, SaveStage::Create);
    let target = folder.path().join("folder.heng");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("kept"), "x").unwrap();
    let a_folder = save(&rich(), &target).unwrap_err();
    assert_eq!(
        (a_folder.stage, a_folder.file),
        (SaveStage::Replace, target.display().to_string())
    );

    // A document that would not read back as it is does not get as far as the file.
    let mut broken = start();
    Arc::make_mut(&mut broken.datasets[0]).method = Arc::new(heng::engine::Method {
        min_availability: f64::NAN,
        ..heng::engine::Method::default()
    });
    assert_eq!(save(&broken, &path).unwrap_err().stage, SaveStage::Pack);

    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names_in(folder.path()), ["a.heng", "folder.heng"]);
    assert_eq!(names_in(&target), ["kept"]);

    save(&rich(), &path).unwrap();
    assert_eq!(open(&path).unwrap(), rich());
    assert_eq!(names_in(folder.path()), ["a.heng", "folder.heng"]);
}

#[cfg(unix)]
#[test]
fn permissions_are_those_of_the_old_file_or_of_any_new_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    save(&start(), &path).unwrap();
    let plain = folder.path().join("plain");
    fs::write(&plain, "x").unwrap();
    assert_eq!(mode(&path), mode(&plain));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    save(&rich(), &path).unwrap();
    assert_eq!(mode(&path), 0o640);
}

#[test]
fn data_without_a_period_join_the_only_period_whichever_came_first() {
    let dated = "city | period | gdp\nA | 2020 | 1\nB | 2020 | 2";
    let undated = "city | area\nA | 7\nB | 8";
    for order in [[dated, undated], [undated, dated]] {
        let document = document(order.map(take));
        let dataset = main_of(&document);
        assert_eq!(dataset.periods(), [year(2020)]);
        let (area, a) = (variable(&document, "area"), unit(&document, "A"));
        assert_eq!(dataset.value(area, &year(2020), a), Some(7.0));
        assert!(dataset.provenance.cell(area, &year(2020), a).is_some());
    }
}

#[test]
fn two_names_of_one_unit_in_one_period_are_refused() {
    let document = document([take("city | gdp\nA | 1")]);
    let id = main_of(&document).id;
    let a = unit(&document, "A");
    let label = "Alpha".to_owned();
    let renamed = Edit::RenameUnit {
        dataset: id,
        unit: a,
        label,
    }
    .apply(&document)
    .unwrap();
    let twice = take("city | gdp\nA | 1\nAlpha | 2").apply(&renamed);
    assert!(matches!(twice, Err(EditError::HasErrors { findings }) if findings.len() == 1));
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
