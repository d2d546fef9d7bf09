//! Changes of a dataset that may explain differences, each tried by itself.

use std::{collections::BTreeSet, sync::Arc};

use super::Cause;
use crate::{
    engine::{
        Aggregation, Direction, Framework, Node, NodeId, NodeKind, Normalisation, Over, UnitId,
        Weighting,
    },
    project::{Dataset, Role, ScenarioId},
};

/// The scales that published scores are mostly on.
const RANGES: [[f64; 2]; 5] = [
    [0.0, 1.0],
    [0.0, 100.0],
    [1.0, 100.0],
    [60.0, 100.0],
    [0.0, 10.0],
];

/// Of how many single units and indicators each is tried.
const MOST_SINGLE: usize = 150;

/// A dataset as it is under a scenario, with that as its base.
pub(super) fn settled(dataset: &Dataset, scenario: Option<ScenarioId>) -> Dataset {
    let mut base = dataset.clone();
    base.framework = dataset.framework_in(scenario);
    base.method = Arc::new(dataset.method_in(scenario));
    let mut units = dataset.units.as_ref().clone();
    for (unit, role) in units.iter_mut().zip(dataset.roles(scenario)) {
        unit.role = role;
    }
    base.unit_rule = None;
    base.units = Arc::new(units);
    base.scenarios = Arc::default();
    base
}

/// All that may be the cause, the general ones first; only what would change something.
pub(super) fn candidates(dataset: &Dataset, published: &BTreeSet<UnitId>) -> Vec<Cause> {
    let mut causes = general(dataset);
    causes.extend(of_units(dataset, published));
    let nodes = dataset.framework.iter().flat_map(|it| it.nodes());
    let leaves = nodes.filter(|node| node.indicator().is_some() && node.enabled);
    let flips = leaves.map(|node| Cause::Direction { node: node.id });
    causes.extend(flips.take(MOST_SINGLE));
    causes.retain(|cause| applied(dataset, cause).is_some());
    causes
}

fn general(dataset: &Dataset) -> Vec<Cause> {
    let mut causes = vec![Cause::Denominators {
        used: !dataset.method.denominate,
    }];
    let overs = [Over::Period, Over::Pooled].map(|over| Cause::Bounds { over });
    let several = dataset.periods().len() > 1;
    causes.extend(overs.into_iter().filter(|_| several));
    causes.extend(RANGES.map(|range| Cause::Range { range }));
    causes.extend([
        Cause::EqualWeights,
        Cause::WeightsIgnored,
        Cause::GivenWeights,
    ]);
    let means = [Aggregation::Geometric, Aggregation::Arithmetic];
    causes.extend(means.map(|aggregation| Cause::Mean { aggregation }));
    causes
}

/// The list as published, and units one by one.
fn of_units(dataset: &Dataset, published: &BTreeSet<UnitId>) -> Vec<Cause> {
    let units = || dataset.units.iter().filter(|it| it.members.is_empty());
    let ids = |role: &dyn Fn(Role) -> bool| -> Vec<UnitId> {
        let found = units().filter(|unit| role(unit.role));
        found.map(|unit| unit.id).collect()
    };
    let mut out = ids(&|role| role == Role::Ranked);
    out.retain(|unit| !published.contains(unit));
    let unranked = ids(&|role| role != Role::Ranked);
    let (into, others): (Vec<UnitId>, Vec<UnitId>) =
        unranked.into_iter().partition(|it| published.contains(it));
    let mut causes = Vec::new();
    if out.len() + into.len() > 1 {
        causes.push(Cause::UnitList {
            out: out.clone(),
            into: into.clone(),
        });
    }
    let left_out = out.into_iter().map(|unit| Cause::UnitOut { unit });
    causes.extend(left_out.take(MOST_SINGLE));
    let included = into.into_iter().chain(others);
    let included = included.map(|unit| Cause::UnitIn { unit });
    causes.extend(included.take(MOST_SINGLE));
    causes
}

/// The dataset after a change; none where that changes nothing.
pub(super) fn applied(dataset: &Dataset, cause: &Cause) -> Option<Dataset> {
    let mut changed = dataset.clone();
    match cause {
        Cause::Rounding => return None,
        Cause::Direction { node } => flip(&mut changed, *node),
        Cause::Denominators { used } => {
            Arc::make_mut(&mut changed.method).denominate = *used;
            let nodes = dataset.framework.iter().flat_map(|it| it.nodes());
            let divided = |node: &Node| node.indicator().is_some_and(|it| it.denominator.is_some());
            if !nodes.into_iter().any(divided) {
                return None;
            }
        }
        Cause::Bounds { over } => renormalise(&mut changed, |it| it.with_over(over.clone())),
        Cause::Range { range } => renormalise(&mut changed, |it| it.with_range(*range)),
        Cause::EqualWeights => reweigh(&mut changed, &Weighting::Equal, |_| {}),
        Cause::WeightsIgnored => reweigh(&mut changed, &Weighting::Given, |node| {
            node.weight = Some(leaves(node) as f64);
        }),
        Cause::GivenWeights => reweigh(&mut changed, &Weighting::Given, |_| {}),
        Cause::Mean { aggregation } => {
            Arc::make_mut(&mut changed.method).aggregations = vec![*aggregation];
            each_node(&mut changed, &mut |node| {
                if let NodeKind::Aggregate(own) = &mut node.kind {
                    own.aggregation = None;
                }
            });
        }
        Cause::UnitList { out, into } => {
            set_role(&mut changed, out, Role::Excluded);
            set_role(&mut changed, into, Role::Ranked);
        }
        Cause::UnitOut { unit } => set_role(&mut changed, &[*unit], Role::Excluded),
        Cause::UnitIn { unit } => set_role(&mut changed, &[*unit], Role::Ranked),
    }
    (!changed.same(dataset)).then_some(changed)
}

fn set_role(dataset: &mut Dataset, units: &[UnitId], role: Role) {
    for unit in Arc::make_mut(&mut dataset.units) {
        if units.contains(&unit.id) {
            unit.role = role;
        }
    }
}

fn flip(dataset: &mut Dataset, id: NodeId) {
    each_node(dataset, &mut |node| {
        if let NodeKind::Indicator(indicator) = &mut node.kind
            && node.id == id
        {
            indicator.direction = match indicator.direction {
                Direction::Positive => Direction::Negative,
                Direction::Negative => Direction::Positive,
            };
        }
    });
}

fn renormalise(dataset: &mut Dataset, change: impl Fn(Normalisation) -> Normalisation) {
    let method = Arc::make_mut(&mut dataset.method);
    method.normalisation = change(method.normalisation.clone());
    each_node(dataset, &mut |node| {
        if let NodeKind::Indicator(indicator) = &mut node.kind {
            indicator.normalisation = indicator.normalisation.take().map(&change);
        }
    });
}

/// Gives all aggregates one weighting.
fn reweigh(dataset: &mut Dataset, weighting: &Weighting, change: impl Fn(&mut Node)) {
    weighting.clone_into(&mut Arc::make_mut(&mut dataset.method).weighting);
    each_node(dataset, &mut |node| {
        if let NodeKind::Aggregate(own) = &mut node.kind {
            own.weighting = None;
        }
        change(node);
    });
}

/// How many indicators below a node take part.
fn leaves(node: &Node) -> usize {
    match &node.kind {
        NodeKind::Indicator(_) => usize::from(node.enabled),
        NodeKind::Aggregate(_) if !node.enabled => 0,
        NodeKind::Aggregate(own) => own.children.iter().map(leaves).sum(),
    }
}

fn each_node(dataset: &mut Dataset, change: &mut dyn FnMut(&mut Node)) {
    if let Some(framework) = &mut dataset.framework {
        let Framework { root } = Arc::make_mut(framework);
        walk(root, change);
    }
}

fn walk(node: &mut Node, change: &mut dyn FnMut(&mut Node)) {
    change(node);
    if let NodeKind::Aggregate(own) = &mut node.kind {
        for child in &mut own.children {
            walk(child, change);
        }
    }
}
