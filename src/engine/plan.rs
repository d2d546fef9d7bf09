//! All the engine sees: who takes part, the tree laid flat, and every choice settled.

use super::{
    Aggregation, Direction, Framework, Method, Node, NodeId, NodeKind, Normalisation, Panel,
    Period, UnitId, VariableId, Weighting,
};

/// What is to be computed. Made from a dataset and a scenario; defaults and overrides are settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The values, corrections applied.
    pub panel: Panel,
    /// The units that take part, in their order.
    pub units: Vec<PlanUnit>,
    /// The periods to compute, in order.
    pub periods: Vec<Period>,
    /// The tree laid flat: the root first, parents before children, siblings in order. The walk
    /// through the stages relies on this shape, so only [`Plan::new`] makes it.
    pub(in crate::engine) nodes: Vec<PlanNode>,
    /// Aggregates without any indicator that takes part; they are left out like those switched off.
    pub(in crate::engine) idle: Vec<NodeId>,
    /// See [`Method::min_availability`].
    pub min_availability: f64,
}

/// A unit that takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanUnit {
    /// Which one.
    pub id: UnitId,
    /// Ranked, or only shown for reference.
    pub ranked: bool,
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanNode {
    /// Which one.
    pub id: NodeId,
    /// Where its parent stands in [`Plan::nodes`]; none for the root.
    pub parent: Option<usize>,
    /// Where its children stand in [`Plan::nodes`].
    pub children: Vec<usize>,
    /// 1 for an indicator, else one more than the highest child.
    pub level: usize,
    /// The typed weight.
    pub weight: Option<f64>,
    /// Aggregate or indicator.
    pub body: PlanBody,
}

/// What a node does.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanBody {
    /// Makes its score from its children's.
    Aggregate(PlanAggregate),
    /// Reads and normalises a variable.
    Indicator(PlanIndicator),
}

/// The choices of an aggregate.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanAggregate {
    /// Where its children's weights come from.
    pub weighting: Weighting,
    /// How its score is made.
    pub aggregation: Aggregation,
}

/// The choices of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanIndicator {
    /// The column it reads.
    pub variable: VariableId,
    /// Whether more is better.
    pub direction: Direction,
    /// How its values become scores; what the indicator itself states is in it.
    pub normalisation: Normalisation,
}

impl Plan {
    /// Lays a framework flat under a method. Nodes that are switched off are left out with all
    /// below them, and so are aggregates without any indicator. The periods are those in which a variable of the framework has a column.
    pub fn new(panel: Panel, units: Vec<PlanUnit>, framework: &Framework, method: &Method) -> Self {
        let mut idle = Vec::new();
        let mut nodes = Vec::new();
        lay_flat(&framework.root, None, method, &mut nodes);
        find_idle(&framework.root, &mut idle);
        let used: Vec<VariableId> = nodes.iter().filter_map(PlanNode::variable).collect();
        let mut periods: Vec<Period> = used
            .iter()
            .filter_map(|&variable| panel.series(variable))
            .flat_map(|series| series.keys().cloned())
            .collect();
        periods.sort();
        periods.dedup();
        Self {
            panel,
            units,
            periods,
            nodes,
            idle,
            min_availability: method.min_availability,
        }
    }

    /// The tree laid flat: the root first, parents before children, siblings in order.
    pub fn nodes(&self) -> &[PlanNode] {
        &self.nodes
    }

    /// Whether each unit is ranked, in the order of units.
    pub fn ranked(&self) -> Vec<bool> {
        self.units.iter().map(|unit| unit.ranked).collect()
    }
}

impl PlanNode {
    /// The variable of an indicator.
    pub fn variable(&self) -> Option<VariableId> {
        match &self.body {
            PlanBody::Indicator(indicator) => Some(indicator.variable),
            PlanBody::Aggregate(_) => None,
        }
    }
}

/// Appends a node and all enabled nodes below it; answers where it stands and its level.
fn lay_flat(
    node: &Node,
    parent: Option<usize>,
    method: &Method,
    nodes: &mut Vec<PlanNode>,
) -> (usize, usize) {
    let at = nodes.len();
    nodes.push(PlanNode {
        id: node.id,
        parent,
        children: Vec::new(),
        level: 1,
        weight: node.weight,
        body: body(node, method),
    });
    let mut children = Vec::new();
    let mut highest = 0;
    for child in node.children().iter().filter(|child| takes_part(child)) {
        let (child_at, level) = lay_flat(child, Some(at), method, nodes);
        children.push(child_at);
        highest = highest.max(level);
    }
    let level = match &node.kind {
        NodeKind::Indicator(_) => 1,
        NodeKind::Aggregate(_) => (highest + 1).max(2),
    };
    if let Some(flat) = nodes.get_mut(at) {
        flat.children = children;
        flat.level = level;
        if let (PlanBody::Aggregate(choices), NodeKind::Aggregate(aggregate)) =
            (&mut flat.body, &node.kind)
        {
            choices.aggregation = aggregate
                .aggregation
                .unwrap_or(method.aggregation_at(level));
        }
    }
    (at, level)
}

/// Whether a node is switched on and has an indicator that is.
fn takes_part(node: &Node) -> bool {
    node.enabled && (node.indicator().is_some() || node.children().iter().any(takes_part))
}

/// Collects the highest aggregates below a node that are switched on for nothing.
fn find_idle(node: &Node, idle: &mut Vec<NodeId>) {
    for child in node.children().iter().filter(|child| child.enabled) {
        if takes_part(child) {
            find_idle(child, idle);
        } else {
            idle.push(child.id);
        }
    }
}

/// A node's own choices; the aggregation follows once its level is known.
fn body(node: &Node, method: &Method) -> PlanBody {
    match &node.kind {
        NodeKind::Aggregate(aggregate) => PlanBody::Aggregate(PlanAggregate {
            weighting: aggregate
                .weighting
                .as_ref()
                .unwrap_or(&method.weighting)
                .clone(),
            aggregation: Aggregation::default(),
        }),
        NodeKind::Indicator(indicator) => {
            let own = indicator.normalisation.as_ref();
            let normalisation = own.unwrap_or(&method.normalisation).clone();
            PlanBody::Indicator(PlanIndicator {
                variable: indicator.variable,
                direction: indicator.direction,
                normalisation: normalisation
                    .stating([indicator.lo, indicator.hi], indicator.target),
            })
        }
    }
}
