//! What comes out: every stage of every node, so that any number can be explained by the one before it.

use std::sync::Arc;

use super::{
    Column, Finding, NodeId, Period, PlanUnit, Ranks, Scale, impute::Source, normalise::Statistics,
    screen::Screened, treat::Record,
};

/// Scores and ranks of every node, unit and period, with what was noticed on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The units, in the order of every column.
    pub units: Vec<PlanUnit>,
    /// The periods, in order.
    pub periods: Vec<Period>,
    /// The nodes: the root first, parents before children, siblings in order.
    pub nodes: Vec<NodeResult>,
    /// How much of each unit was observed, and who is left out for it: one entry a period; empty
    /// without a screening.
    pub screened: Arc<Vec<Screened>>,
    /// What was noticed, in the order of stages.
    pub findings: Vec<Finding>,
}

/// One node's results.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeResult {
    /// Which node.
    pub id: NodeId,
    /// Where its parent stands in [`Results::nodes`].
    pub parent: Option<usize>,
    /// Where its children stand in [`Results::nodes`].
    pub children: Vec<usize>,
    /// 1 for an indicator, else one more than the highest child.
    pub level: usize,
    /// What range its scores can take.
    pub scale: Scale,
    /// One entry a period, in the order of [`Results::periods`].
    pub periods: Vec<NodePeriod>,
}

/// One node in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct NodePeriod {
    /// The score of each unit; of an indicator, its normalised value.
    pub scores: Column,
    /// The rank of each ranked unit that has a score; 1 is best.
    pub ranks: Ranks,
    /// Its weight among its siblings, 0 to 1; 1 for the root; none where no weights could be made.
    pub weight: Option<f64>,
    /// The product of weights up to the root.
    pub effective: Option<f64>,
    /// What went before the score of an indicator; none for an aggregate.
    pub stages: Option<Arc<Stages>>,
}

/// The values of an indicator before normalising.
#[derive(Clone, Debug, PartialEq)]
pub struct Stages {
    /// As imported and corrected, in the variable's measure.
    pub raw: Column,
    /// Divided by the denominator; shares the raw numbers where there is none.
    pub divided: Column,
    /// With gaps filled; shares the divided numbers where none are.
    pub imputed: Column,
    /// What is normalised. Shares the raw numbers while no step changes them.
    pub value: Column,
    /// The cells that were filled or clipped on the way, by unit.
    pub marks: Vec<Mark>,
    /// What the treatment of outliers did; none where there was nothing to treat.
    pub treated: Option<Record>,
    /// What it was measured against; none where it could not be normalised.
    pub statistics: Option<Statistics>,
}

/// A cell that did not come through as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where the unit stands in [`Results::units`].
    pub unit: usize,
    /// What happened.
    pub what: Marked,
}

/// What happened to a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Marked {
    /// It was missing and filled.
    Imputed(Source),
    /// It was far out and moved to the bound.
    Clipped,
}

impl Results {
    /// Where a period stands.
    pub fn period_at(&self, period: &Period) -> Option<usize> {
        self.periods.iter().position(|it| it == period)
    }

    /// A node's results.
    pub fn node(&self, id: NodeId) -> Option<&NodeResult> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// The index itself.
    pub fn root(&self) -> Option<&NodeResult> {
        self.nodes.first()
    }

    /// The units that have a place in a period, best first; ties in the order of units.
    ///
    /// - `node`, `period`: where they stand in [`Self::nodes`] and [`Self::periods`].
    /// - Answers where each unit stands in [`Self::units`].
    pub fn order(&self, node: usize, period: usize) -> Vec<usize> {
        let Some(ranks) = self
            .nodes
            .get(node)
            .and_then(|node| node.periods.get(period))
            .map(|it| &it.ranks)
        else {
            return Vec::new();
        };
        let mut places: Vec<(u32, usize)> = ranks
            .iter()
            .enumerate()
            .filter_map(|(unit, rank)| Some((rank?, unit)))
            .collect();
        places.sort_unstable();
        places.into_iter().map(|(_, unit)| unit).collect()
    }
}
