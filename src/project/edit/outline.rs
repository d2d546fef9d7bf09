//! Whole trees: from an outline, or from all variables.

use std::sync::Arc;

use super::{
    EditError,
    data::refuse_errors,
    dataset_mut, finite,
    framework::{DEEPEST, aggregate_node, forget_gone, free_code, indicator_node, put},
    name_of,
};
use crate::{
    engine::{Aggregate, Denominator, Framework, Indicator, Node, NodeId, NodeKind, VariableId},
    import::{Outline, OutlineKind, OutlineNode},
    project::{Dataset, DatasetId, Document, Ids, Variable, find_variable},
};

/// Refuses an outline with errors in it, with numbers that are none, or with too many levels.
pub(super) fn check(outline: &Outline) -> Result<(), EditError> {
    refuse_errors(&outline.findings)?;
    for number in outline
        .nodes
        .iter()
        .flat_map(|it| [it.weight, it.lo, it.hi, it.target, it.per])
    {
        finite(number)?;
    }
    let mut depths: Vec<usize> = Vec::with_capacity(outline.nodes.len());
    for node in &outline.nodes {
        depths.push(
            1 + node
                .parent
                .and_then(|at| depths.get(at))
                .copied()
                .unwrap_or(1),
        );
    }
    if depths.iter().any(|&depth| depth > DEEPEST) {
        return Err(EditError::TooDeep);
    }
    Ok(())
}

pub(super) fn take_outline(
    document: &mut Document,
    dataset: DatasetId,
    outline: &Outline,
    index_name: &str,
) -> Result<(), EditError> {
    check(outline)?;
    let mut garden = Garden {
        ids: document.ids,
        known: Vec::new(),
    };
    let dataset = dataset_mut(document, dataset)?;
    let before = dataset.framework.clone();
    garden.known = before.iter().flat_map(|it| it.nodes()).map(known).collect();
    let mut tops: Vec<Node> = Vec::new();
    for (at, node) in outline.nodes.iter().enumerate() {
        if node.parent.is_none() {
            tops.push(planted(outline, at, dataset, &mut garden));
        }
    }
    let alone = matches!(
        tops.as_slice(),
        [Node {
            kind: NodeKind::Aggregate(_),
            ..
        }]
    );
    let root = match tops.pop() {
        Some(root) if alone => root,
        last => {
            tops.extend(last);
            let name = name_of(index_name)?;
            aggregate_node(garden.id(name, false), name, name, tops)
        }
    };
    put(dataset, Framework { root })?;
    forget_gone(dataset);
    document.ids = garden.ids;
    Ok(())
}

/// Gives ids to nodes: those of the tree before to nodes of the same code and kind, so that what
/// scenarios say of them holds on.
struct Garden {
    ids: Ids,
    /// Code, whether an indicator, and id of nodes that are not planted yet.
    known: Vec<(String, bool, NodeId)>,
}

fn known(node: &Node) -> (String, bool, NodeId) {
    (node.code.clone(), node.indicator().is_some(), node.id)
}

impl Garden {
    fn id(&mut self, code: &str, indicator: bool) -> NodeId {
        let same = |known: &(String, bool, NodeId)| known.0 == code && known.1 == indicator;
        match self.known.iter().position(same) {
            Some(at) => self.known.swap_remove(at).2,
            None => NodeId(self.ids.give()),
        }
    }
}

pub(super) fn from_variables(
    document: &mut Document,
    dataset: DatasetId,
    index_name: &str,
) -> Result<(), EditError> {
    let mut garden = Garden {
        ids: document.ids,
        known: Vec::new(),
    };
    let dataset = dataset_mut(document, dataset)?;
    if dataset.variables.is_empty() {
        return Err(EditError::NoVariables);
    }
    let name = name_of(index_name)?;
    let before = dataset.framework.clone();
    garden.known = before.iter().flat_map(|it| it.nodes()).map(known).collect();
    let codes: Vec<&str> = dataset
        .variables
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    let code = free_code(&codes, name);
    let leaves = dataset
        .variables
        .iter()
        .map(|it| indicator_node(garden.id(&it.code, true), it))
        .collect();
    let root = aggregate_node(garden.id(&code, false), &code, name, leaves);
    put(dataset, Framework { root })?;
    forget_gone(dataset);
    document.ids = garden.ids;
    Ok(())
}

/// A node of an outline with all below it.
fn planted(outline: &Outline, at: usize, dataset: &mut Dataset, garden: &mut Garden) -> Node {
    let Some(from) = outline.nodes.get(at) else {
        return aggregate_node(garden.id("", false), "", "", Vec::new());
    };
    let id = garden.id(&from.code, from.kind == OutlineKind::Indicator);
    let kind = match from.kind {
        OutlineKind::Indicator => NodeKind::Indicator(indicator(dataset, from, &mut garden.ids)),
        OutlineKind::Aggregate => {
            let children = (at + 1..outline.nodes.len())
                .filter(|&child| {
                    outline
                        .nodes
                        .get(child)
                        .is_some_and(|it| it.parent == Some(at))
                })
                .collect::<Vec<_>>();
            let children = children
                .into_iter()
                .map(|child| planted(outline, child, dataset, garden))
                .collect();
            NodeKind::Aggregate(Aggregate {
                children,
                direction: from.direction.unwrap_or_default(),
                ..Aggregate::default()
            })
        }
    };
    Node {
        id,
        code: from.code.clone(),
        name: from.name.clone(),
        weight: from.weight,
        enabled: true,
        locked: false,
        source: from.source.clone().unwrap_or_default(),
        kind,
    }
}

/// What a row says of an indicator, tied to its variables.
pub(super) fn indicator(dataset: &mut Dataset, from: &OutlineNode, ids: &mut Ids) -> Indicator {
    Indicator {
        lag: from.lag,
        denominator: divided(dataset, from, ids),
        direction: from.direction.unwrap_or_default(),
        lo: from.lo,
        hi: from.hi,
        target: from.target,
        ..Indicator::new(tied(dataset, from, ids))
    }
}

/// The variable an indicator reads: by code, else by name, else a new one that has no data yet.
/// It takes the indicator's name for people and its measure where it has none.
fn tied(dataset: &mut Dataset, from: &OutlineNode, ids: &mut Ids) -> VariableId {
    let id = tied_by_name(dataset, from, ids);
    let variables = Arc::make_mut(&mut dataset.variables);
    if let Some(formula) = &from.formula
        && let Some(variable) = variables.iter_mut().find(|it| it.id == id)
    {
        // Whether it can be computed shows with the results: what it names may come later.
        variable.formula = Some(formula.clone());
    }
    id
}

/// What an indicator is divided by; a variable that has no data yet is added.
pub(super) fn divided(
    dataset: &mut Dataset,
    from: &OutlineNode,
    ids: &mut Ids,
) -> Option<Denominator> {
    let name = from.denominator.as_ref()?;
    let known = find_variable(dataset, name).map(|it| it.id).ok();
    let variable = known.unwrap_or_else(|| {
        let named = OutlineNode {
            code: name.clone(),
            name: name.clone(),
            ..OutlineNode::default()
        };
        tied_by_name(dataset, &named, ids)
    });
    let per = from.per.filter(|per| *per > 0.0).unwrap_or(1.0);
    Some(Denominator { variable, per })
}

fn tied_by_name(dataset: &mut Dataset, from: &OutlineNode, ids: &mut Ids) -> VariableId {
    let variables = Arc::make_mut(&mut dataset.variables);
    let by_code = variables.iter().position(|it| it.code == from.code);
    let found = by_code.or_else(|| {
        variables
            .iter()
            .position(|it| it.name == from.name || it.code == from.name)
    });
    if let Some(variable) = found.and_then(|at| variables.get_mut(at)) {
        variable.name.clone_from(&from.name);
        if variable.measure.is_none() {
            variable.measure.clone_from(&from.measure);
        }
        return variable.id;
    }
    let id = VariableId(ids.give());
    let (code, name, measure) = (from.code.clone(), from.name.clone(), from.measure.clone());
    variables.push(Variable {
        id,
        code,
        name,
        measure,
        formula: None,
        pooling: None,
    });
    id
}
