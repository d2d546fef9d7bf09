//! How long a recomputation takes: 300 units × 100 indicators × 10 periods; screening by two
//! thirds, winsorising or logarithm, min–max, arithmetic.
//!
//! Budget: under 25 ms for everything, under 1 ms after a weight change, on a two-core machine.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed bench"
)]

use std::{hint::black_box, sync::Arc};

use criterion::Criterion;
use heng::{
    engine::{Computed, NodeId, Screen, Treatment, competition_ranks, compute},
    import::{Outline, OutlineKind, OutlineNode, Table, TableColumn, TableRow},
    project::{At, Dataset, Document, Edit, History, MethodPatch, resolve},
};

const UNITS: u32 = 300;
const INDICATORS: u32 = 100;
const PERIODS: u32 = 10;
const DIMENSIONS: u32 = 10;

/// Numbers from 0 to 1 without a pattern, the same in every run.
fn numbers(count: u32) -> Vec<f64> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state) / f64::from(u32::MAX)
    };
    (0..count).map(|_| next()).collect()
}

fn table(units: u32, indicators: u32, periods: u32) -> Table {
    let rows = (0..units * periods).map(|row| {
        let unit = format!("unit {}", row % units);
        TableRow {
            row: row + 1,
            label: unit.clone(),
            unit,
            period: Some((2011 + row / units).to_string().into()),
            ..TableRow::default()
        }
    });
    let columns = (0..indicators).map(|at| TableColumn {
        column: at + 1,
        name: format!("indicator {at}"),
        measure: None,
        // Every thirteenth cell is empty, as in a yearbook.
        values: numbers(units * periods)
            .into_iter()
            .zip(at..)
            .map(|(number, cell)| (cell % 13 != 0).then_some(number))
            .collect(),
    });
    Table {
        file: "bench.csv".to_owned(),
        columns: columns.collect(),
        rows: rows.collect(),
        ..Table::default()
    }
}

fn outline(indicators: u32) -> Outline {
    let dimension = |name: String| OutlineNode {
        code: name.clone(),
        name,
        kind: OutlineKind::Aggregate,
        ..OutlineNode::default()
    };
    let indicator = |at: u32| OutlineNode {
        code: format!("indicator {at}"),
        name: format!("indicator {at}"),
        parent: Some((at % DIMENSIONS) as usize),
        weight: Some(1.0),
        ..OutlineNode::default()
    };
    let dimensions = (0..DIMENSIONS).map(|at| dimension(format!("dimension {at}")));
    Outline {
        nodes: dimensions.chain((0..indicators).map(indicator)).collect(),
        ..Outline::default()
    }
}

fn document(units: u32, indicators: u32, periods: u32) -> Document {
    let document = Document::new("bench");
    let dataset = document.datasets[0].id;
    let edits = [
        Edit::TakeTable {
            dataset,
            table: Arc::new(table(units, indicators, periods)),
        },
        Edit::TakeOutline {
            dataset,
            outline: Arc::new(outline(indicators)),
            index_name: "index".to_owned(),
        },
        Edit::SetMethod {
            at: At {
                dataset,
                scenario: None,
            },
            choices: MethodPatch {
                screen: Some(Screen::usual()),
                treatment: Treatment::from_key("winsorise"),
                ..MethodPatch::default()
            },
        },
    ];
    edits
        .iter()
        .fold(document, |document, edit| edit.apply(&document).unwrap())
}

fn first_leaf(dataset: &Dataset) -> NodeId {
    let framework = dataset.framework.as_ref().unwrap();
    let leaf = framework
        .nodes()
        .into_iter()
        .find(|node| node.indicator().is_some());
    leaf.unwrap().id
}

/// What is done after a weight change.
#[derive(Clone, Copy)]
enum Then {
    Nothing,
    Everything,
    WhatDepends,
}

fn weight_change(criterion: &mut Criterion, name: &str, document: Document, then: Then) {
    let dataset = document.datasets[0].id;
    let node = first_leaf(&document.datasets[0]);
    let at = At {
        dataset,
        scenario: None,
    };
    let mut before = Computed::new(resolve(&document.datasets[0], None).unwrap());
    let mut history = History::new(document);
    let mut weight = 1.0;
    criterion.bench_function(name, |bencher| {
        bencher.iter(|| {
            weight += 0.125;
            let edit = Edit::SetWeight {
                at,
                node,
                weight: Some(weight),
            };
            history.commit(edit).unwrap();
            let plan = || resolve(&history.document().datasets[0], None).unwrap();
            match then {
                Then::Nothing => {}
                Then::Everything => drop(black_box(compute(&plan()))),
                Then::WhatDepends => {
                    before = Computed::after(plan(), &before);
                    black_box(before.results());
                }
            }
        });
    });
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();

    let document = document(UNITS, INDICATORS, PERIODS);
    let plan = resolve(&document.datasets[0], None).unwrap();
    criterion.bench_function("compute 300 × 100 × 10", |bencher| {
        bencher.iter(|| compute(black_box(&plan)));
    });
    weight_change(
        &mut criterion,
        "commit, resolve and compute everything after a weight change 300 × 100 × 10",
        document.clone(),
        Then::Everything,
    );
    weight_change(
        &mut criterion,
        "commit, resolve and compute what depends on it after a weight change 300 × 100 × 10",
        document.clone(),
        Then::WhatDepends,
    );
    weight_change(
        &mut criterion,
        "commit a weight change 300 × 100 × 10",
        document,
        Then::Nothing,
    );

    let scores: Vec<Option<f64>> = numbers(3_000).into_iter().map(Some).collect();
    criterion.bench_function("rank 3,000 units", |bencher| {
        bencher.iter(|| competition_ranks(black_box(&scores)));
    });

    criterion.final_summary();
}
