//! How long 3,000 units × 500 indicators × 30 periods take: the period in view, and what a weight
//! change costs once all is there.
//!
//! Budget: the period in view under 0.2 s. Memory, under 2 GB, is read from the process: on Linux
//! `VmHWM` of `/proc/self/status` is printed at the end.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and a helper that cannot go on is a failed bench"
)]

use std::{fs, hint::black_box};

use criterion::Criterion;
use heng::engine::{
    Aggregate, Column, Computed, Framework, Indicator, Method, Node, NodeId, NodeKind, Panel,
    Period, Plan, PlanUnit, Screen, Treatment, UnitId, VariableId, compute,
};

const UNITS: u32 = 3_000;
const INDICATORS: u32 = 500;
const FIRST: i32 = 1995;
const LAST: i32 = 2024;

fn panel() -> Panel {
    let mut panel = Panel::default();
    panel.add_rows((0..UNITS).map(UnitId));
    let mut state = 1_u32;
    for indicator in 0..INDICATORS {
        for year in FIRST..=LAST {
            let cells = (0..UNITS).map(|unit| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let there = !(unit + indicator).is_multiple_of(13);
                there.then(|| f64::from(state) / f64::from(u32::MAX))
            });
            let column: Column = cells.collect();
            panel.set_column(VariableId(indicator), Period::Year(year), column);
        }
    }
    panel
}

fn node(id: u32, weight: f64, kind: NodeKind) -> Node {
    Node {
        id: NodeId(id),
        code: id.to_string(),
        name: id.to_string(),
        weight: Some(weight),
        enabled: true,
        locked: false,
        source: String::new(),
        kind,
    }
}

fn parent(id: u32, children: Vec<Node>) -> Node {
    let aggregate = Aggregate {
        children,
        ..Aggregate::default()
    };
    node(id, 1.0, NodeKind::Aggregate(aggregate))
}

/// Twenty dimensions of 25 indicators; the first indicator has the weight given.
fn plan(panel: &Panel, weight: f64) -> Plan {
    let leaf = |at: u32| {
        let weight = if at == 0 { weight } else { 1.0 };
        let indicator = Indicator::new(VariableId(at));
        node(1_000 + at, weight, NodeKind::Indicator(indicator))
    };
    let dimension = |at: u32| {
        let leaves = (0..INDICATORS).filter(|leaf| leaf % 20 == at);
        parent(1 + at, leaves.map(leaf).collect())
    };
    let root = parent(0, (0..20).map(dimension).collect());
    let units = (0..UNITS).map(|id| PlanUnit {
        id: UnitId(id),
        ranked: true,
    });
    let method = Method {
        screen: Some(Screen::usual()),
        treatment: Treatment::from_key("winsorise").unwrap(),
        ..Method::default()
    };
    Plan::new(panel.clone(), units.collect(), &Framework { root }, &method)
}

fn main() {
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    let panel = panel();
    let first = plan(&panel, 1.0);
    let alone = first.alone(&Period::Year(LAST)).unwrap();
    criterion.bench_function("period in view 3,000 × 500 × 30", |bencher| {
        bencher.iter(|| compute(black_box(&alone)));
    });
    let mut before = Computed::new(first);
    let mut weight = 1.0;
    criterion.bench_function("after a weight change 3,000 × 500 × 30", |bencher| {
        bencher.iter(|| {
            weight += 0.125;
            before = Computed::after(plan(&panel, weight), &before);
            black_box(before.results());
        });
    });
    criterion.final_summary();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| line.starts_with("VmHWM")) {
        println!("{line}");
    }
}
