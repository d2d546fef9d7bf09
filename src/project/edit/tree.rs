//! Nodes moved, duplicated, grouped, and freed of what they chose for themselves.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    EditError, dataset_mut,
    framework::{
        aggregate_mut, aggregate_node, codes, detach, framework_mut, free_code, insert, node_mut,
        put,
    },
    name_of,
};
use crate::{
    engine::{Aggregate, Framework, Node, NodeId, NodeKind},
    project::{Dataset, DatasetId, Document},
};

/// Puts a copy of a node with all below it right behind it; scenarios treat it as they do the
/// original.
pub(super) fn duplicate(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
    name: &str,
) -> Result<(), EditError> {
    let name = name_of(name)?;
    let mut ids = document.ids;
    let dataset = dataset_mut(document, dataset)?;
    let framework = framework_mut(dataset)?;
    if framework.root.id == node {
        return Err(EditError::RootStays);
    }
    let mut copy = framework.node(node).ok_or(EditError::NoNode)?.clone();
    let parent = framework.parent_of(node).ok_or(EditError::NoNode)?.id;
    let mut taken: BTreeSet<String> = codes(framework).into_iter().map(str::to_owned).collect();
    let mut copies = BTreeMap::new();
    renew(&mut copy, &mut taken, &mut |old| {
        let new = NodeId(ids.give());
        copies.insert(old, new);
        new
    });
    rejudge(&mut copy, &copies);
    name.clone_into(&mut copy.name);
    let children = &mut aggregate_mut(dataset, parent)?.children;
    let behind = children.iter().position(|it| it.id == node);
    let behind = behind.map_or(children.len(), |at| at + 1);
    children.insert(behind, copy);
    patch_alike(dataset, &copies);
    let framework = framework_mut(dataset)?.clone();
    put(dataset, framework)?;
    document.ids = ids;
    Ok(())
}

/// Gives a node and all below it ids and codes of their own.
fn renew(node: &mut Node, taken: &mut BTreeSet<String>, id: &mut impl FnMut(NodeId) -> NodeId) {
    node.id = id(node.id);
    let known: Vec<&str> = taken.iter().map(String::as_str).collect();
    node.code = free_code(&known, &node.code);
    taken.insert(node.code.clone());
    if let NodeKind::Aggregate(aggregate) = &mut node.kind {
        for child in &mut aggregate.children {
            renew(child, taken, id);
        }
    }
}

/// Lets experts judge the copies as they judged the originals.
fn rejudge(node: &mut Node, copies: &BTreeMap<NodeId, NodeId>) {
    if let NodeKind::Aggregate(aggregate) = &mut node.kind {
        rename_judged(aggregate, copies);
        for child in &mut aggregate.children {
            rejudge(child, copies);
        }
    }
}

/// Lets what experts say of some nodes be said of others.
fn rename_judged(aggregate: &mut Aggregate, renamed: &BTreeMap<NodeId, NodeId>) {
    let new = |old: NodeId| renamed.get(&old).copied().unwrap_or(old);
    for pair in aggregate.judgements.iter_mut().flat_map(|it| &mut it.pairs) {
        pair.node = new(pair.node);
        pair.than = new(pair.than);
    }
    for opinion in &mut aggregate.opinions {
        let weights = std::mem::take(&mut opinion.weights).into_iter();
        opinion.weights = weights.map(|(node, weight)| (new(node), weight)).collect();
    }
}

/// Gives the copies the weights and switches that scenarios give the originals.
fn patch_alike(dataset: &mut Dataset, copies: &BTreeMap<NodeId, NodeId>) {
    for scenario in Arc::make_mut(&mut dataset.scenarios) {
        for (old, new) in copies {
            if let Some(weight) = scenario.patch.weights.get(old).copied() {
                scenario.patch.weights.insert(*new, weight);
            }
            if let Some(enabled) = scenario.patch.enabled.get(old).copied() {
                scenario.patch.enabled.insert(*new, enabled);
            }
        }
    }
}

/// Puts a new aggregate in a node's place, with the node as its child; it takes over the node's
/// weight, so that nothing changes in the index.
pub(super) fn group(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
    name: &str,
) -> Result<(), EditError> {
    let name = name_of(name)?;
    let id = NodeId(document.ids.give());
    let dataset = dataset_mut(document, dataset)?;
    let framework = framework_mut(dataset)?;
    if framework.root.id == node {
        return Err(EditError::RootStays);
    }
    let code = free_code(&codes(framework), name);
    let parent = framework.parent_of(node).ok_or(EditError::NoNode)?.id;
    let children = &mut aggregate_mut(dataset, parent)?.children;
    let place = children.iter_mut().find(|it| it.id == node);
    let place = place.ok_or(EditError::NoNode)?;
    let mut grouped = std::mem::replace(place, aggregate_node(id, &code, name, Vec::new()));
    place.weight = grouped.weight.take();
    place.locked = std::mem::take(&mut grouped.locked);
    if let NodeKind::Aggregate(aggregate) = &mut place.kind {
        aggregate.children.push(grouped);
    }
    // What scenarios and experts say of the weight is said of the new node.
    for scenario in Arc::make_mut(&mut dataset.scenarios) {
        if let Some(weight) = scenario.patch.weights.remove(&node) {
            scenario.patch.weights.insert(id, weight);
        }
    }
    let renamed = BTreeMap::from([(node, id)]);
    rename_judged(aggregate_mut(dataset, parent)?, &renamed);
    let framework = framework_mut(dataset)?.clone();
    put(dataset, framework)
}

/// Keeps a node's weight where it is while siblings give way, or no longer.
pub(super) fn lock(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
    locked: bool,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    if framework_mut(dataset)?.root.id == node {
        return Err(EditError::RootStays);
    }
    node_mut(dataset, node)?.locked = locked;
    Ok(())
}

/// Takes back what a node chose in place of the choices for the whole index.
pub(super) fn forget_choices(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
) -> Result<(), EditError> {
    match &mut node_mut(dataset_mut(document, dataset)?, node)?.kind {
        NodeKind::Indicator(indicator) => {
            indicator.imputation = None;
            indicator.treatment = None;
            indicator.normalisation = None;
        }
        NodeKind::Aggregate(Aggregate {
            weighting,
            aggregation,
            min_availability,
            ..
        }) => {
            *weighting = None;
            *aggregation = None;
            *min_availability = None;
        }
    }
    Ok(())
}

/// Moves a node with all below it to a place among the children of an aggregate. It keeps its weight,
/// unless the weights of other siblings leave no use for it.
pub(super) fn move_node(
    document: &mut Document,
    dataset: DatasetId,
    node: NodeId,
    parent: NodeId,
    place: usize,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let framework = framework_mut(dataset)?;
    if framework.root.id == node {
        return Err(EditError::RootStays);
    }
    let moving = framework.node(node).ok_or(EditError::NoNode)?;
    if (Framework {
        root: moving.clone(),
    })
    .node(parent)
    .is_some()
    {
        return Err(EditError::IntoItself);
    }
    let stays = framework.parent_of(node).map(|it| it.id) == Some(parent);
    let moved = detach(dataset, node)?;
    if stays {
        let children = &mut aggregate_mut(dataset, parent)?.children;
        children.insert(place.min(children.len()), moved);
        return Ok(());
    }
    insert(dataset, parent, place, moved)
}
