//! What adding an outline to the framework would change, before it is done.

use std::collections::BTreeSet;

use super::{Dataset, EditError, edit::extended};
use crate::{
    engine::{Direction, Indicator, Node, NodeId, NodeKind},
    import::Outline,
};

/// What [`super::Edit::ExtendOutline`] would come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// Of each node of the outline, whether it is new.
    pub new: Vec<bool>,
    /// What known nodes would have otherwise, in the order of the tree.
    pub changes: Vec<Turned>,
    /// Measures of values that are there and are called otherwise in the outline. They stay.
    pub measures: Vec<Turned>,
    /// How many nodes would stay as they are, the index apart.
    pub unchanged: usize,
}

/// A trait of a node that would turn from one thing into another.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    /// What the node is called now.
    pub node: String,
    /// Which trait.
    pub what: NodeTrait,
    /// What it is.
    pub from: TraitValue,
    /// What it would be.
    pub to: TraitValue,
}

/// What an outline can say of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeTrait {
    /// 名称.
    Name,
    /// 权重.
    Weight,
    /// 方向.
    Direction,
    /// 单位.
    Measure,
    /// 来源.
    Source,
    /// 下限.
    Lo,
    /// 上限.
    Hi,
    /// 目标.
    Target,
    /// 滞后.
    Lag,
    /// 分母.
    Denominator,
    /// 每.
    Per,
    /// 公式.
    Formula,
}

/// What a trait is.
#[derive(Clone, Debug, PartialEq)]
pub enum TraitValue {
    /// It is blank.
    Blank,
    /// A number.
    Number(f64),
    /// Words.
    Words(String),
    /// Whether more is better.
    Direction(Direction),
}

impl Growth {
    /// How many nodes would be added.
    pub fn added(&self) -> usize {
        self.new.iter().filter(|new| **new).count()
    }

    /// How many known nodes would change.
    pub fn changed(&self) -> usize {
        let names: BTreeSet<&str> = self.changes.iter().map(|it| it.node.as_str()).collect();
        names.len()
    }
}

/// What adding an outline would change; `keep` leaves known nodes as they are.
///
/// # Errors
/// Those of the edit.
pub fn growth(dataset: &Dataset, outline: &Outline, keep: bool) -> Result<Growth, EditError> {
    let (after, became) = extended(dataset, outline, keep)?;
    let before = dataset.framework.as_ref().ok_or(EditError::NoFramework)?;
    let known: BTreeSet<NodeId> = before.nodes().iter().map(|it| it.id).collect();
    let mut changes = Vec::new();
    let mut touched = 0;
    for node in before.nodes() {
        let grown = after.framework.as_ref().and_then(|it| it.node(node.id));
        let grown = grown.ok_or(EditError::NoNode)?;
        let turned = turned((dataset, node), (&after, grown));
        touched += usize::from(!turned.is_empty() && node.id != before.root.id);
        changes.extend(turned);
    }
    Ok(Growth {
        new: became.iter().map(|it| !known.contains(it)).collect(),
        changes,
        measures: measures(&after, outline, &became),
        unchanged: known.len() - 1 - touched,
    })
}

/// What a node has otherwise in a later state of its dataset.
fn turned(before: (&Dataset, &Node), after: (&Dataset, &Node)) -> Vec<Turned> {
    let pairs = traits(before.0, before.1)
        .into_iter()
        .zip(traits(after.0, after.1));
    let turned = pairs.filter(|(from, to)| from != to);
    let turned = turned.map(|((what, from), (_, to))| Turned {
        node: before.1.name.clone(),
        what,
        from,
        to,
    });
    turned.collect()
}

/// All that an outline can say of a node, in the order of the columns of a sheet.
fn traits(dataset: &Dataset, node: &Node) -> Vec<(NodeTrait, TraitValue)> {
    let mut traits = vec![
        (NodeTrait::Name, words(Some(&node.name))),
        (NodeTrait::Weight, number(node.weight)),
        (NodeTrait::Source, words(Some(&node.source))),
    ];
    match &node.kind {
        NodeKind::Aggregate(aggregate) => {
            let direction = TraitValue::Direction(aggregate.direction);
            traits.push((NodeTrait::Direction, direction));
        }
        NodeKind::Indicator(indicator) => traits.extend(traits_of_leaf(dataset, indicator)),
    }
    traits
}

fn traits_of_leaf(dataset: &Dataset, leaf: &Indicator) -> [(NodeTrait, TraitValue); 9] {
    let variable = dataset.variable(leaf.variable);
    let divided = leaf.denominator;
    let denominator = divided.and_then(|it| dataset.variable(it.variable));
    [
        (NodeTrait::Direction, TraitValue::Direction(leaf.direction)),
        (
            NodeTrait::Measure,
            words(variable.and_then(|it| it.measure.as_ref())),
        ),
        (NodeTrait::Lo, number(leaf.lo)),
        (NodeTrait::Hi, number(leaf.hi)),
        (NodeTrait::Target, number(leaf.target)),
        (NodeTrait::Lag, number(Some(f64::from(leaf.lag)))),
        (
            NodeTrait::Denominator,
            words(denominator.map(|it| &it.name)),
        ),
        (NodeTrait::Per, number(divided.map(|it| it.per))),
        (
            NodeTrait::Formula,
            words(variable.and_then(|it| it.formula.as_ref())),
        ),
    ]
}

fn number(number: Option<f64>) -> TraitValue {
    number.map_or(TraitValue::Blank, TraitValue::Number)
}

fn words(words: Option<&String>) -> TraitValue {
    match words {
        Some(words) if !words.is_empty() => TraitValue::Words(words.clone()),
        _ => TraitValue::Blank,
    }
}

/// The measures that an outline states and that do not hold.
fn measures(after: &Dataset, outline: &Outline, became: &[NodeId]) -> Vec<Turned> {
    let rows = outline.nodes.iter().zip(became);
    let stated = rows.filter_map(|(row, id)| {
        let node = after.framework.as_ref()?.node(*id)?;
        let variable = after.variable(node.indicator()?.variable)?;
        let (has, states) = (variable.measure.as_ref(), row.measure.as_ref()?);
        (has != Some(states)).then(|| Turned {
            node: node.name.clone(),
            what: NodeTrait::Measure,
            from: words(has),
            to: words(Some(states)),
        })
    });
    stated.collect()
}
