//! The things that results only know by id.

use std::collections::BTreeMap;

use crate::{
    engine::{Framework, Node, NodeId, UnitId},
    project::{Dataset, Unit},
};

/// Every node of a tree.
pub(super) fn nodes_by_id(framework: Option<&Framework>) -> BTreeMap<NodeId, &Node> {
    let nodes = framework.into_iter().flat_map(Framework::nodes);
    nodes.map(|node| (node.id, node)).collect()
}

/// Every unit of a dataset.
pub(super) fn units_by_id(dataset: &Dataset) -> BTreeMap<UnitId, &Unit> {
    dataset.units.iter().map(|unit| (unit.id, unit)).collect()
}
