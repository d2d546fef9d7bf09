//! Edits, history, scenarios and the project file.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

mod aliases;
mod cells;
mod choices;
mod edits;
mod extending;
mod file;
mod grid;
mod groups;
mod history;
mod moving;
mod originals;
mod refusals;
mod relations;
mod remedy;
mod scenarios;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod unit_orders;
mod unit_rules;
mod views;
mod vintages;
mod weights;

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
        file::{
            OpenError, SaveStage,
            folder::{from_folder, open_folder, to_folder},
            open, read_parts, save, write_parts,
        },
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

/// The document after a journey through the bytes of a project file.
fn again_from_file(document: &Document) -> Document {
    let bytes = write_parts(document).unwrap();
    assert_eq!(write_parts(document).unwrap(), bytes);
    read_parts("f", &bytes).unwrap()
}

/// The document after a journey through a plain folder and back.
fn again_from_folder(document: &Document) -> Document {
    let place = tempfile::tempdir().unwrap();
    let [file, folder, back] = ["a.heng", "plain", "b.heng"].map(|it| place.path().join(it));
    save(document, &file).unwrap();
    to_folder(&file, &folder).unwrap();
    assert_eq!(&open_folder(&folder).unwrap(), document);
    from_folder(&folder, &back).unwrap();
    open(&back).unwrap()
}
