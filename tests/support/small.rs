//! Small plans put together in code: a node reads the variable of its own number, units count
//! from 1, and a gap is [`X`].

#![allow(dead_code, reason = "not every test needs all of it")]

use heng::engine::{
    Aggregate, Finding, Framework, Indicator, Method, Node, NodeId, NodeKind, NodePeriod,
    Normalisation, Period, Plan, PlanData, PlanUnit, Results, UnitId, VariableId, compute,
};

/// No value.
pub(crate) const X: f64 = f64::NAN;

pub(crate) fn node(id: u32, kind: NodeKind) -> Node {
    Node {
        id: NodeId(id),
        code: format!("n{id}"),
        name: format!("n{id}"),
        weight: None,
        enabled: true,
        locked: false,
        source: String::new(),
        kind,
    }
}

pub(crate) fn indicator(id: u32, change: impl FnOnce(&mut Indicator)) -> Node {
    let mut indicator = Indicator::new(VariableId(id));
    change(&mut indicator);
    node(id, NodeKind::Indicator(indicator))
}

pub(crate) fn leaf(id: u32) -> Node {
    indicator(id, |_| {})
}

pub(crate) fn leaves<const N: usize>(ids: [u32; N]) -> Vec<Node> {
    ids.into_iter().map(leaf).collect()
}

pub(crate) fn parent(id: u32, children: Vec<Node>) -> Node {
    parent_with(id, children, |_| {})
}

pub(crate) fn parent_with(
    id: u32,
    children: Vec<Node>,
    change: impl FnOnce(&mut Aggregate),
) -> Node {
    let mut aggregate = Aggregate {
        children,
        ..Aggregate::default()
    };
    change(&mut aggregate);
    node(id, NodeKind::Aggregate(aggregate))
}

/// Data of variable, year and the values of units; as many units as the longest row.
pub(crate) fn data(rows: &[(u32, i32, &[f64])]) -> PlanData {
    let mut data = PlanData::default();
    for &(variable, year, values) in rows {
        for (unit, &value) in (1..).map(UnitId).zip(values) {
            let value = Some(value).filter(|it| it.is_finite());
            let period = Period::Year(year);
            data.panel.set(VariableId(variable), &period, unit, value);
            if data.units.iter().all(|it| it.id != unit) {
                data.units.push(PlanUnit {
                    id: unit,
                    ranked: true,
                });
            }
        }
    }
    data
}

/// Values as they are, averaged.
pub(crate) fn plain() -> Method {
    Method {
        normalisation: Normalisation::None,
        ..Method::default()
    }
}

pub(crate) fn run(data: &PlanData, root: Node, method: &Method) -> Results {
    compute(&Plan::with(data.clone(), &Framework { root }, method))
}

pub(crate) fn at(results: &Results, id: u32, year: i32) -> &NodePeriod {
    let period = results.period_at(&Period::Year(year)).unwrap();
    &results.node(NodeId(id)).unwrap().periods[period]
}

/// The numbers are those expected, to nine digits; gaps where gaps are expected.
pub(crate) fn assert_close(told: impl IntoIterator<Item = Option<f64>>, expected: &[f64]) {
    let told: Vec<Option<f64>> = told.into_iter().collect();
    let same = told.len() == expected.len()
        && told.iter().zip(expected).all(|(a, &b)| match a {
            Some(a) => (a - b).abs() <= 1e-9 * b.abs().max(1.0),
            None => b.is_nan(),
        });
    assert!(same, "{told:?} is not {expected:?}");
}

pub(crate) fn assert_scores(results: &Results, id: u32, year: i32, expected: &[f64]) {
    assert_close(at(results, id, year).scores.iter(), expected);
}

pub(crate) fn assert_ranks(results: &Results, id: u32, year: i32, expected: &[Option<u32>]) {
    let ranks: Vec<Option<u32>> = at(results, id, year).ranks.iter().collect();
    assert_eq!(ranks, expected);
}

pub(crate) fn assert_found(results: &Results, finding: &Finding) {
    let found = results.findings.contains(finding);
    assert!(found, "{finding:?} is not in {:#?}", results.findings);
}
