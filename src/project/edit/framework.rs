//! The tree: built, weighed, moved about.

use std::{collections::BTreeSet, sync::Arc};

use super::{At, EditError, dataset_mut, finite, name_of, setup};
use crate::{
    engine::{Aggregate, Framework, Indicator, Node, NodeId, NodeKind, VariableId},
    project::{Dataset, DatasetId, Document, Variable},
};

/// How many levels a tree may have. Far above any index in use, and low enough that a tree can
/// always be walked and read back.
pub const DEEPEST: usize = 24;

/// The framework of a dataset, made its own to be changed.
pub(super) fn framework_mut(dataset: &mut Dataset) -> Result<&mut Framework, EditError> {
    dataset
        .framework
        .as_mut()
        .map(Arc::make_mut)
        .ok_or(EditError::NoFramework)
}

pub(super) fn node_mut(dataset: &mut Dataset, node: NodeId) -> Result<&mut Node, EditError> {
    framework_mut(dataset)?
        .node_mut(node)
        .ok_or(EditError::NoNode)
}

pub(super) fn aggregate_mut(
    dataset: &mut Dataset,
    node: NodeId,
) -> Result<&mut Aggregate, EditError> {
    match &mut node_mut(dataset, node)?.kind {
        NodeKind::Aggregate(aggregate) => Ok(aggregate),
        NodeKind::Indicator(_) => Err(EditError::NoNode),
    }
}

pub(super) fn with_indicator(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
    change: impl FnOnce(&mut Indicator),
) -> Result<(), EditError> {
    match &mut node_mut(dataset_mut(document, dataset)?, node)?.kind {
        NodeKind::Indicator(indicator) => change(indicator),
        NodeKind::Aggregate(_) => return Err(EditError::NoNode),
    }
    Ok(())
}

pub(super) fn with_aggregate(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
    change: impl FnOnce(&mut Aggregate),
) -> Result<(), EditError> {
    change(aggregate_mut(dataset_mut(document, dataset)?, node)?);
    Ok(())
}

/// Puts a new tree in place, if it is not too deep.
pub(super) fn put(dataset: &mut Dataset, framework: Framework) -> Result<(), EditError> {
    if framework.root.level() > DEEPEST {
        return Err(EditError::TooDeep);
    }
    dataset.framework = Some(Arc::new(framework));
    Ok(())
}

/// Takes out of the scenarios what they say of nodes that are no more.
pub(super) fn forget_gone(dataset: &mut Dataset) {
    let Some(framework) = dataset.framework.clone() else {
        return;
    };
    let there: BTreeSet<NodeId> = framework.nodes().into_iter().map(|node| node.id).collect();
    for scenario in Arc::make_mut(&mut dataset.scenarios) {
        scenario
            .patch
            .weights
            .retain(|node, _| there.contains(node));
        scenario
            .patch
            .enabled
            .retain(|node, _| there.contains(node));
    }
    let names_gone = |node: &&Node| match &node.kind {
        NodeKind::Aggregate(aggregate) => !judged(aggregate).all(|it| there.contains(&it)),
        NodeKind::Indicator(_) => false,
    };
    let nodes = framework.nodes();
    let stale: Vec<NodeId> = nodes
        .into_iter()
        .filter(names_gone)
        .map(|it| it.id)
        .collect();
    for node in stale {
        if let Ok(aggregate) = aggregate_mut(dataset, node) {
            forget_judged(aggregate, &there);
        }
    }
}

/// The nodes that experts judge or give weights.
fn judged(aggregate: &Aggregate) -> impl Iterator<Item = NodeId> {
    let pairs = aggregate.judgements.iter().flat_map(|it| &it.pairs);
    let judged = pairs.flat_map(|it| [it.node, it.than]);
    let weighed = aggregate.opinions.iter().flat_map(|it| it.weights.keys());
    judged.chain(weighed.copied())
}

/// Forgets what experts said of nodes that are gone, and experts who said nothing else.
fn forget_judged(aggregate: &mut Aggregate, there: &BTreeSet<NodeId>) {
    let known = |node: &NodeId| there.contains(node);
    aggregate.judgements.retain_mut(|it| {
        it.pairs
            .retain(|pair| known(&pair.node) && known(&pair.than));
        !it.pairs.is_empty()
    });
    aggregate.opinions.retain_mut(|it| {
        it.weights.retain(|node, _| known(node));
        !it.weights.is_empty()
    });
}

pub(super) fn aggregate_node(id: NodeId, code: &str, name: &str, children: Vec<Node>) -> Node {
    Node {
        id,
        code: code.to_owned(),
        name: name.to_owned(),
        weight: None,
        enabled: true,
        locked: false,
        source: String::new(),
        kind: NodeKind::Aggregate(Aggregate {
            children,
            ..Aggregate::default()
        }),
    }
}

pub(super) fn indicator_node(id: NodeId, variable: &Variable) -> Node {
    Node {
        id,
        code: variable.code.clone(),
        name: variable.name.clone(),
        weight: None,
        enabled: true,
        locked: false,
        source: String::new(),
        kind: NodeKind::Indicator(Indicator::new(variable.id)),
    }
}

/// `wanted`, or the first of `wanted 2`, `wanted 3` … that is not taken.
pub(super) fn free_code(taken: &[&str], wanted: &str) -> String {
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    let mut candidates = std::iter::once(wanted.to_owned()).chain(numbered);
    candidates
        .find(|code| !taken.contains(&code.as_str()))
        .unwrap_or_default()
}

pub(super) fn codes(framework: &Framework) -> Vec<&str> {
    framework
        .nodes()
        .into_iter()
        .map(|node| node.code.as_str())
        .collect()
}

/// The weight a node has where the edit goes.
pub(super) fn set_weight(
    dataset: &mut Dataset,
    at: At,
    node: NodeId,
    weight: Option<f64>,
) -> Result<(), EditError> {
    match at.scenario {
        Some(scenario) => {
            setup::patch_mut(dataset, scenario)?
                .weights
                .insert(node, weight);
        }
        None => node_mut(dataset, node)?.weight = weight,
    }
    Ok(())
}

pub(super) fn weight(
    document: &mut Document,
    at: At,
    node: NodeId,
    weight: Option<f64>,
) -> Result<(), EditError> {
    if let Some(weight) = finite(weight)?
        && weight < 0.0
    {
        return Err(EditError::WeightNegative { weight });
    }
    let dataset = dataset_mut(document, at.dataset)?;
    let framework = dataset
        .framework_in(at.scenario)
        .ok_or(EditError::NoFramework)?;
    framework.node(node).ok_or(EditError::NoNode)?;
    if let Some(parent) = framework.parent_of(node) {
        let after = |it: &Node| if it.id == node { weight } else { it.weight };
        // A blank among typed numbers counts for nothing until it is typed.
        let nothing = parent.children().iter().all(|it| after(it) == Some(0.0));
        if nothing {
            return Err(EditError::WeightsAllZero {
                parent: parent.name.clone(),
            });
        }
        // Blank siblings of a typed weight take the weight they had, which is that of equals.
        if weight.is_some() && parent.children().iter().all(|it| it.weight.is_none()) {
            for sibling in parent.children().iter().filter(|it| it.id != node) {
                set_weight(dataset, at, sibling.id, Some(1.0))?;
            }
        }
    }
    set_weight(dataset, at, node, weight)
}

pub(super) fn equal_weights(
    document: &mut Document,
    at: At,
    parent: NodeId,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, at.dataset)?;
    let framework = dataset
        .framework_in(at.scenario)
        .ok_or(EditError::NoFramework)?;
    let parent = framework.node(parent).ok_or(EditError::NoNode)?;
    if parent.indicator().is_some() {
        return Err(EditError::NoNode);
    }
    for child in parent.children() {
        set_weight(dataset, at, child.id, Some(1.0))?;
    }
    Ok(())
}

pub(super) fn enabled(
    document: &mut Document,
    at: At,
    node: NodeId,
    enabled: bool,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, at.dataset)?;
    let framework = dataset
        .framework_in(at.scenario)
        .ok_or(EditError::NoFramework)?;
    framework.node(node).ok_or(EditError::NoNode)?;
    if framework.root.id == node {
        return Err(EditError::RootStays);
    }
    match at.scenario {
        Some(scenario) => {
            setup::patch_mut(dataset, scenario)?
                .enabled
                .insert(node, enabled);
        }
        None => node_mut(dataset, node)?.enabled = enabled,
    }
    Ok(())
}

pub(super) fn goalposts(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
    lo: Option<f64>,
    hi: Option<f64>,
) -> Result<(), EditError> {
    setup::check_goalposts(lo, hi)?;
    with_indicator(document, dataset, node, |indicator| {
        indicator.lo = lo;
        indicator.hi = hi;
    })
}

pub(super) fn rename(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
    name: &str,
) -> Result<(), EditError> {
    let name = name_of(name)?;
    name.clone_into(&mut node_mut(dataset_mut(document, dataset)?, node)?.name);
    Ok(())
}

/// The weight of a newcomer beside those of its siblings: a blank one among typed ones becomes
/// their mean, a typed one among blank ones is blanked. Mixed, they could not be used.
fn fitted(newcomer: Option<f64>, siblings: &[Option<f64>]) -> Option<f64> {
    let typed: Vec<f64> = siblings.iter().copied().flatten().collect();
    if !typed.is_empty() {
        let mean = typed.iter().sum::<f64>() / typed.len() as f64;
        newcomer.or(Some(mean))
    } else if siblings.is_empty() {
        newcomer
    } else {
        None
    }
}

/// Puts a node among the children of an aggregate, with a weight that goes with theirs in the base
/// and in every scenario.
pub(super) fn insert(
    dataset: &mut Dataset,
    parent: NodeId,
    place: usize,
    mut node: Node,
) -> Result<(), EditError> {
    let id = node.id;
    let children = &mut aggregate_mut(dataset, parent)?.children;
    let siblings: Vec<Option<f64>> = children.iter().map(|it| it.weight).collect();
    node.weight = fitted(node.weight, &siblings);
    children.insert(place.min(children.len()), node);
    let framework = framework_mut(dataset)?.clone();
    put(dataset, framework)?;
    fit_in_scenarios(dataset, parent, id)
}

/// Says in scenarios that weigh the siblings otherwise what the newcomer weighs there.
fn fit_in_scenarios(
    dataset: &mut Dataset,
    parent: NodeId,
    newcomer: NodeId,
) -> Result<(), EditError> {
    let scenarios: Vec<_> = dataset.scenarios.iter().map(|it| it.id).collect();
    for scenario in scenarios {
        let framework = dataset
            .framework_in(Some(scenario))
            .ok_or(EditError::NoFramework)?;
        let children = framework.node(parent).ok_or(EditError::NoNode)?.children();
        let others = children.iter().filter(|it| it.id != newcomer);
        let siblings: Vec<Option<f64>> = others.map(|it| it.weight).collect();
        let own = children.iter().find(|it| it.id == newcomer);
        let own = own.and_then(|it| it.weight);
        let fitted = fitted(own, &siblings);
        if fitted != own {
            let patch = setup::patch_mut(dataset, scenario)?;
            patch.weights.insert(newcomer, fitted);
        }
    }
    Ok(())
}

pub(super) fn add_aggregate(
    document: &mut Document,
    dataset: DatasetId,
    parent: NodeId,
    name: &str,
) -> Result<(), EditError> {
    let name = name_of(name)?;
    let id = NodeId(document.ids.give());
    let dataset = dataset_mut(document, dataset)?;
    let code = free_code(&codes(framework_mut(dataset)?), name);
    let node = aggregate_node(id, &code, name, Vec::new());
    insert(dataset, parent, usize::MAX, node)
}

pub(super) fn add_indicator(
    document: &mut Document,
    dataset: DatasetId,
    parent: NodeId,
    variable: VariableId,
) -> Result<(), EditError> {
    let id = NodeId(document.ids.give());
    let dataset = dataset_mut(document, dataset)?;
    let mut node = indicator_node(id, dataset.variable(variable).ok_or(EditError::NoVariable)?);
    node.code = free_code(&codes(framework_mut(dataset)?), &node.code);
    insert(dataset, parent, usize::MAX, node)
}

/// Takes a node out of its parent's children.
pub(super) fn detach(dataset: &mut Dataset, node: NodeId) -> Result<Node, EditError> {
    let framework = framework_mut(dataset)?;
    if framework.root.id == node {
        return Err(EditError::RootStays);
    }
    let parent = framework.parent_of(node).ok_or(EditError::NoNode)?.id;
    let children = &mut aggregate_mut(dataset, parent)?.children;
    let at = children
        .iter()
        .position(|child| child.id == node)
        .ok_or(EditError::NoNode)?;
    Ok(children.remove(at))
}

pub(super) fn remove(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    detach(dataset, node)?;
    forget_gone(dataset);
    Ok(())
}
