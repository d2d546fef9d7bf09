//! From the tree to a list, with every default and override settled.

use super::{PlanAggregate, PlanBody, PlanIndicator, PlanNode};
use crate::engine::{Aggregate, Framework, Indicator, Method, Node, NodeId, NodeKind, Weighting};

/// The nodes that take part, the root first, parents before children, siblings in order; and the
/// highest aggregates that are switched on for nothing.
pub(super) fn flat(framework: &Framework, method: &Method) -> (Vec<PlanNode>, Vec<NodeId>) {
    let mut layer = Layer {
        method,
        nodes: Vec::new(),
        idle: Vec::new(),
    };
    let weighting = &method.weighting;
    let from_root = Inherited {
        weighting,
        flat: weighting.is_flat().then_some(0),
    };
    layer.lay(&framework.root, None, from_root);
    (layer.nodes, layer.idle)
}

struct Layer<'a> {
    method: &'a Method,
    nodes: Vec<PlanNode>,
    idle: Vec<NodeId>,
}

/// The weighting of aggregates without one of their own: that of the nearest branch above that
/// shares out its weight over all its indicators, as these then weigh the same at any depth; else
/// the one of the index.
#[derive(Clone, Copy)]
struct Inherited<'a> {
    weighting: &'a Weighting,
    /// The top of that branch.
    flat: Option<usize>,
}

impl<'a> Inherited<'a> {
    /// What an aggregate goes by.
    fn at(self, own: &'a Aggregate, at: usize) -> Self {
        let own = own.weighting.as_ref();
        own.map_or(self, |weighting| Self {
            weighting,
            flat: weighting.is_flat().then_some(at),
        })
    }
}

impl Layer<'_> {
    /// Appends a node and all below it that takes part; answers where it stands and its level.
    fn lay<'a>(
        &mut self,
        node: &'a Node,
        parent: Option<usize>,
        inherited: Inherited<'a>,
    ) -> (usize, usize) {
        let at = self.nodes.len();
        let (body, below) = match &node.kind {
            NodeKind::Aggregate(aggregate) => {
                let own = inherited.at(aggregate, at);
                let below = if own.flat.is_some() { own } else { inherited };
                (PlanBody::Aggregate(self.aggregate(aggregate, own)), below)
            }
            NodeKind::Indicator(indicator) => {
                (PlanBody::Indicator(self.indicator(indicator)), inherited)
            }
        };
        self.nodes.push(PlanNode {
            id: node.id,
            parent,
            children: Vec::new(),
            level: 1,
            weight: node.weight,
            body,
        });
        let mut children = Vec::new();
        let mut highest = 0;
        for child in node.children().iter().filter(|child| child.enabled) {
            if takes_part(child) {
                let (child_at, level) = self.lay(child, Some(at), below);
                children.push(child_at);
                highest = highest.max(level);
            } else {
                self.idle.push(child.id);
            }
        }
        let level = match &node.kind {
            NodeKind::Indicator(_) => 1,
            NodeKind::Aggregate(_) => (highest + 1).max(2),
        };
        if let Some(laid) = self.nodes.get_mut(at) {
            laid.children = children;
            laid.level = level;
            if let (PlanBody::Aggregate(choices), NodeKind::Aggregate(aggregate)) =
                (&mut laid.body, &node.kind)
            {
                // Known only now: the index-wide aggregation depends on the level.
                choices.aggregation = aggregate
                    .aggregation
                    .unwrap_or(self.method.aggregation_at(level));
            }
        }
        (at, level)
    }

    fn aggregate(&self, own: &Aggregate, inherited: Inherited<'_>) -> PlanAggregate {
        let Inherited { weighting, flat } = inherited;
        PlanAggregate {
            weighting: weighting.clone(),
            aggregation: self.method.aggregation_at(2),
            judgements: own.judgements.clone(),
            opinions: own.opinions.clone(),
            min_availability: own.min_availability.unwrap_or(self.method.min_availability),
            direction: own.direction,
            flat,
        }
    }

    fn indicator(&self, own: &Indicator) -> PlanIndicator {
        let normalisation = own.normalisation.as_ref();
        let normalisation = normalisation.unwrap_or(&self.method.normalisation).clone();
        PlanIndicator {
            variable: own.variable,
            lag: own.lag,
            denominator: own.denominator.filter(|_| self.method.denominate),
            direction: own.direction,
            imputation: own
                .imputation
                .as_ref()
                .unwrap_or(&self.method.imputation)
                .clone(),
            treatment: own
                .treatment
                .as_ref()
                .unwrap_or(&self.method.treatment)
                .clone(),
            normalisation: normalisation.stating([own.lo, own.hi], own.target),
        }
    }
}

/// Whether a node is switched on and has an indicator that is.
fn takes_part(node: &Node) -> bool {
    node.enabled && (node.indicator().is_some() || node.children().iter().any(takes_part))
}
