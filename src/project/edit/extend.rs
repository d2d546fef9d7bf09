//! An outline that adds to the tree there is.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    EditError, dataset_mut,
    framework::{aggregate_node, codes, framework_mut, free_code, insert, node_mut},
    outline::{check, indicator},
};
use crate::{
    engine::{Framework, Node, NodeId, NodeKind, VariableId},
    import::{Outline, OutlineKind, OutlineNode},
    project::{Dataset, DatasetId, Document, Ids},
};

pub(super) fn extend(
    document: &mut Document,
    dataset: DatasetId,
    outline: &Outline,
    keep: bool,
) -> Result<(), EditError> {
    let mut ids = document.ids;
    extend_by(dataset_mut(document, dataset)?, outline, keep, &mut ids)?;
    document.ids = ids;
    Ok(())
}

/// A dataset as it would be with an outline added, and which node each of the outline's became.
pub(in crate::project) fn extended(
    dataset: &Dataset,
    outline: &Outline,
    keep: bool,
) -> Result<(Dataset, Vec<NodeId>), EditError> {
    let mut after = dataset.clone();
    // Numbers for what is new, above all that are there; they are thrown away with the copy.
    let nodes = dataset.framework.iter().flat_map(|it| it.nodes());
    let nodes = nodes.map(|it| it.id.0);
    let variables = dataset.variables.iter().map(|it| it.id.0);
    let mut ids = Ids::above(nodes.chain(variables).max().unwrap_or(0));
    let became = extend_by(&mut after, outline, keep, &mut ids)?;
    Ok((after, became))
}

/// Adds what is new, and takes what the outline says of known nodes unless that is to stay as it is.
fn extend_by(
    dataset: &mut Dataset,
    outline: &Outline,
    keep: bool,
    ids: &mut Ids,
) -> Result<Vec<NodeId>, EditError> {
    check(outline)?;
    let framework = dataset.framework.clone().ok_or(EditError::NoFramework)?;
    let mut became = matched(&framework, outline);
    if !keep {
        let known = outline.nodes.iter().zip(&became);
        for (from, node) in known.filter_map(|(from, node)| Some((from, (*node)?))) {
            state(dataset, node, from, ids)?;
        }
        fill_blanks(dataset, &became)?;
    }
    let root = framework.root.id;
    for at in 0..outline.nodes.len() {
        if became.get(at).copied().flatten().is_some() {
            continue;
        }
        let Some(from) = outline.nodes.get(at) else {
            continue;
        };
        let above = from.parent.and_then(|it| became.get(it).copied().flatten());
        let parent = above.unwrap_or(root);
        let place = place(dataset, outline, &became, (at, parent))?;
        let node = newcomer(dataset, from, ids)?;
        if let Some(became) = became.get_mut(at) {
            *became = Some(node.id);
        }
        insert(dataset, parent, place, node)?;
    }
    Ok(became.into_iter().flatten().collect())
}

/// Which node of the tree each node of an outline is: by its code, else by its name under the same
/// parent, else by a name that only one has. An outline's only top may be the index under another name.
fn matched(framework: &Framework, outline: &Outline) -> Vec<Option<NodeId>> {
    let mut matching = Matching {
        framework,
        outline,
        became: vec![None; outline.nodes.len()],
        taken: BTreeSet::new(),
    };
    matching.by_code();
    matching.index();
    matching.by_path();
    matching.by_name();
    matching.became
}

struct Matching<'a> {
    framework: &'a Framework,
    outline: &'a Outline,
    became: Vec<Option<NodeId>>,
    taken: BTreeSet<NodeId>,
}

impl Matching<'_> {
    fn tie(&mut self, at: usize, node: NodeId) {
        if let Some(became) = self.became.get_mut(at)
            && became.is_none()
            && self.taken.insert(node)
        {
            *became = Some(node);
        }
    }

    fn is_open(&self, at: usize) -> bool {
        self.became.get(at).is_some_and(Option::is_none)
    }

    /// Whether a node of the tree can be what a row says: a row without rows below it may name a
    /// dimension.
    fn fits(&self, from: &OutlineNode, node: &Node) -> bool {
        let leaf = node.indicator().is_some();
        !self.taken.contains(&node.id) && (from.kind == OutlineKind::Indicator || !leaf)
    }

    fn by_code(&mut self) {
        let outline = self.outline;
        for (at, from) in outline.nodes.iter().enumerate() {
            // A name that stands in for a code is looked for where it belongs first.
            if !has_code(from) && from.kind == OutlineKind::Aggregate {
                continue;
            }
            let nodes = self.framework.nodes();
            let mut fitting = nodes.into_iter().filter(|it| self.fits(from, it));
            if let Some(node) = fitting.find(|it| it.code == from.code) {
                self.tie(at, node.id);
            }
        }
    }

    /// Whether the outline's only top is the index: it is called so, or what is below it is below the
    /// index.
    fn index(&mut self) {
        let outline = self.outline;
        let mut tops = outline.nodes.iter().enumerate();
        let mut tops = tops.by_ref().filter(|(_, it)| it.parent.is_none());
        let (Some((top, from)), None) = (tops.next(), tops.next()) else {
            return;
        };
        if from.kind == OutlineKind::Indicator || !self.is_open(top) {
            return;
        }
        let root = &self.framework.root;
        let is_dimension = |node: &Node| node.id != root.id && node.name == from.name;
        if self.framework.nodes().into_iter().any(is_dimension) {
            return;
        }
        let below = || {
            let rows = outline.nodes.iter();
            rows.filter(|it| it.parent == Some(top))
        };
        let known = |row: &OutlineNode| {
            let mut children = root.children().iter();
            children.any(|it| it.name == row.name || it.code == row.code)
        };
        let called = root.name == from.name || root.code == from.code;
        if called || below().any(known) {
            self.tie(top, root.id);
        }
    }

    fn by_path(&mut self) {
        let outline = self.outline;
        for (at, from) in outline.nodes.iter().enumerate() {
            if !self.is_open(at) {
                continue;
            }
            let parent = match from.parent {
                Some(above) => self.became.get(above).copied().flatten(),
                None => Some(self.framework.root.id),
            };
            let Some(parent) = parent.and_then(|it| self.framework.node(it)) else {
                continue;
            };
            let mut fitting = parent.children().iter().filter(|it| self.fits(from, it));
            if let Some(node) = fitting.find(|it| it.name == from.name) {
                self.tie(at, node.id);
            }
        }
    }

    /// Indicators by a name that no other has; dimensions only where the outline does not say what
    /// they stand under.
    fn by_name(&mut self) {
        let outline = self.outline;
        for (at, from) in outline.nodes.iter().enumerate() {
            let leaf = from.kind == OutlineKind::Indicator;
            if !self.is_open(at) || !(leaf || from.parent.is_none()) {
                continue;
            }
            let nodes = self.framework.nodes();
            let mut named = nodes
                .into_iter()
                .filter(|it| self.fits(from, it) && it.name == from.name);
            let same = outline.nodes.iter().filter(|it| it.name == from.name);
            if let (Some(node), None, 1) = (named.next(), named.next(), same.count()) {
                self.tie(at, node.id);
            }
        }
        // What stands under a dimension that was found only now.
        self.by_path();
    }
}

/// Whether a row has a code of its own; a name stands in for one that is missing.
fn has_code(from: &OutlineNode) -> bool {
    from.code != from.name
}

/// Has a known node be what a row says of it; what the row is silent of stays.
fn state(
    dataset: &mut Dataset,
    node: NodeId,
    from: &OutlineNode,
    ids: &mut Ids,
) -> Result<(), EditError> {
    let known = node_mut(dataset, node)?;
    if has_code(from) {
        known.name.clone_from(&from.name);
    }
    known.weight = from.weight.or(known.weight);
    if let Some(source) = &from.source {
        known.source.clone_from(source);
    }
    let stated = match &mut known.kind {
        NodeKind::Aggregate(aggregate) => {
            aggregate.direction = from.direction.unwrap_or(aggregate.direction);
            return Ok(());
        }
        NodeKind::Indicator(indicator) => {
            indicator.direction = from.direction.unwrap_or(indicator.direction);
            indicator.lo = from.lo.or(indicator.lo);
            indicator.hi = from.hi.or(indicator.hi);
            indicator.target = from.target.or(indicator.target);
            if from.lag > 0 {
                indicator.lag = from.lag;
            }
            indicator.variable
        }
    };
    if let Some(denominator) = super::outline::divided(dataset, from, ids) {
        let known = node_mut(dataset, node)?;
        if let NodeKind::Indicator(indicator) = &mut known.kind {
            indicator.denominator = Some(denominator);
        }
    }
    state_variable(dataset, stated, from);
    Ok(())
}

/// The measure of values that are there stays: they would mean something else under another one.
fn state_variable(dataset: &mut Dataset, id: VariableId, from: &OutlineNode) {
    let has_values = dataset.panel.series(id).is_some();
    let variables = Arc::make_mut(&mut dataset.variables);
    let Some(variable) = variables.iter_mut().find(|it| it.id == id) else {
        return;
    };
    if let Some(formula) = &from.formula {
        variable.formula = Some(formula.clone());
    }
    if let Some(measure) = &from.measure
        && (variable.measure.is_none() || !has_values)
    {
        variable.measure = Some(measure.clone());
    }
}

/// Where rows stated the weights of some siblings only, the others get their mean: weights cannot be
/// typed in part.
fn fill_blanks(dataset: &mut Dataset, became: &[Option<NodeId>]) -> Result<(), EditError> {
    let framework = framework_mut(dataset)?.clone();
    let parents = became.iter().flatten();
    let parents = parents.filter_map(|it| framework.parent_of(*it));
    let parents: BTreeMap<NodeId, &Node> = parents.map(|it| (it.id, it)).collect();
    for parent in parents.values() {
        let typed: Vec<f64> = parent
            .children()
            .iter()
            .filter_map(|it| it.weight)
            .collect();
        if typed.is_empty() {
            continue;
        }
        let mean = typed.iter().sum::<f64>() / typed.len() as f64;
        for child in parent.children().iter().filter(|it| it.weight.is_none()) {
            node_mut(dataset, child.id)?.weight = Some(mean);
        }
    }
    Ok(())
}

/// How many children of the parent come before a new one: it stands behind the row above it, else
/// before the one below it, else at the end.
fn place(
    dataset: &mut Dataset,
    outline: &Outline,
    became: &[Option<NodeId>],
    (at, parent): (usize, NodeId),
) -> Result<usize, EditError> {
    let children = node_mut(dataset, parent)?.children();
    let stands = |row: usize| {
        let node = became.get(row).copied().flatten()?;
        children.iter().position(|it| it.id == node)
    };
    let rows = outline.nodes.iter().enumerate();
    let above = outline.nodes.get(at).and_then(|it| it.parent);
    let siblings = rows.filter(|(row, it)| *row != at && it.parent == above);
    let siblings: Vec<usize> = siblings.map(|(row, _)| row).collect();
    let before = siblings.iter().rev().filter(|row| **row < at);
    let behind = siblings.iter().filter(|row| **row > at);
    let place = before.copied().find_map(stands).map(|it| it + 1);
    let place = place.or_else(|| behind.copied().find_map(stands));
    Ok(place.unwrap_or(children.len()))
}

/// A node for a row, without what stands below it.
fn newcomer(dataset: &mut Dataset, from: &OutlineNode, ids: &mut Ids) -> Result<Node, EditError> {
    let id = NodeId(ids.give());
    let code = free_code(&codes(framework_mut(dataset)?), &from.code);
    let mut node = aggregate_node(id, &code, &from.name, Vec::new());
    node.weight = from.weight;
    node.source = from.source.clone().unwrap_or_default();
    match (&mut node.kind, from.kind) {
        (NodeKind::Aggregate(aggregate), OutlineKind::Aggregate) => {
            aggregate.direction = from.direction.unwrap_or_default();
        }
        (kind, _) => *kind = NodeKind::Indicator(indicator(dataset, from, ids)),
    }
    Ok(node)
}
