//! Weights of siblings changed together.

use super::{At, EditError, dataset_mut, finite, framework::set_weight};
use crate::{
    engine::{
        Framework, Node, NodeId,
        weight::{share_out, to_hundred},
    },
    project::Document,
};

/// The weights of siblings as they count: blank ones are equals among blanks, and nothing among
/// typed ones.
fn counted(siblings: &[Node]) -> Vec<f64> {
    let blank = siblings.iter().all(|it| it.weight.is_none());
    let weight = |it: &Node| it.weight.unwrap_or(if blank { 1.0 } else { 0.0 });
    siblings.iter().map(weight).collect()
}

/// Sets a weight and lets the siblings give way, so that their sum stays. Those that are locked or
/// switched off stay as they are.
pub(super) fn share(
    document: &mut Document,
    at: At,
    node: NodeId,
    weight: f64,
) -> Result<(), EditError> {
    finite(Some(weight))?;
    if weight < 0.0 {
        return Err(EditError::WeightNegative { weight });
    }
    change(document, at, |framework| {
        let parent = framework.parent_of(node).ok_or(EditError::NoNode)?;
        let siblings = parent.children();
        let place = siblings.iter().position(|it| it.id == node);
        let stays: Vec<bool> = siblings.iter().map(|it| it.locked || !it.enabled).collect();
        let shared = place.and_then(|place| share_out(&counted(siblings), &stays, (place, weight)));
        let parent = parent.id;
        shared
            .map(|weights| (parent, weights))
            .ok_or(EditError::NobodyGivesWay)
    })
}

/// Brings the weights of an aggregate's children to a sum of 100 in the same proportions.
pub(super) fn hundred(document: &mut Document, at: At, parent: NodeId) -> Result<(), EditError> {
    change(document, at, |framework| {
        let parent = framework.node(parent).ok_or(EditError::NoNode)?;
        if parent.children().is_empty() {
            return Err(EditError::NoNode);
        }
        let weights = to_hundred(&counted(parent.children()));
        let weights = weights.ok_or_else(|| EditError::WeightsAllZero {
            parent: parent.name.clone(),
        })?;
        Ok((parent.id, weights))
    })
}

/// Gives the children of an aggregate the weights that follow from the tree as it is.
fn change(
    document: &mut Document,
    at: At,
    weights: impl FnOnce(&Framework) -> Result<(NodeId, Vec<f64>), EditError>,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, at.dataset)?;
    let framework = dataset
        .framework_in(at.scenario)
        .ok_or(EditError::NoFramework)?;
    let (parent, weights) = weights(&framework)?;
    let parent = framework.node(parent).ok_or(EditError::NoNode)?;
    if weights.iter().all(|it| *it == 0.0) {
        return Err(EditError::WeightsAllZero {
            parent: parent.name.clone(),
        });
    }
    for (child, weight) in parent.children().iter().zip(weights) {
        set_weight(dataset, at, child.id, Some(weight))?;
    }
    Ok(())
}
