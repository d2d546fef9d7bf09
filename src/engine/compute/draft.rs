//! What a walk knows of a node, in parts that an unchanged node shares with the next walk.

use std::sync::Arc;

use super::{prepare::Prepared, weigh::Weighed};
use crate::engine::{Column, Finding, Ranks, Scale, Stages, competition_ranks};

#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) observed: Arc<Observed>,
    pub(super) prepared: Arc<Prepared>,
    pub(super) outcome: Arc<Outcome>,
    /// Of an aggregate: the weights of its children.
    pub(super) weighed: Arc<Weighed>,
}

/// The values of an indicator as they come from the data, one column a period.
#[derive(Debug, Default)]
pub(super) struct Observed {
    /// As imported, corrected or derived.
    pub(super) raw: Vec<Column>,
    /// Divided by the denominator; shares the raw numbers without one.
    pub(super) value: Vec<Column>,
    pub(super) findings: Vec<Finding>,
}

/// What a node came to.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) scale: Scale,
    pub(super) periods: Vec<Scored>,
    pub(super) findings: Vec<Finding>,
}

impl Default for Outcome {
    fn default() -> Self {
        Self {
            scale: Scale::Open,
            periods: Vec::new(),
            findings: Vec::new(),
        }
    }
}

/// A node in one period.
#[derive(Debug)]
pub(super) struct Scored {
    pub(super) scores: Column,
    /// The scores as the parent takes them: turned round where the node counts negatively.
    pub(super) counted: Column,
    pub(super) ranks: Ranks,
    /// Whether an error keeps the node, and so all above it, empty.
    pub(super) blocked: bool,
    pub(super) stages: Option<Arc<Stages>>,
}

impl Scored {
    /// Ranks the scores of the ranked units.
    pub(super) fn new(scores: Column, ranked: &[bool]) -> Self {
        let cells = scores.iter().zip(ranked);
        let of_ranked: Vec<Option<f64>> = cells
            .map(|(score, &ranked)| score.filter(|_| ranked))
            .collect();
        Self {
            ranks: competition_ranks(&of_ranked).into_iter().collect(),
            counted: scores.clone(),
            scores,
            blocked: false,
            stages: None,
        }
    }

    /// No score for anyone, because of an error.
    pub(super) fn blocked(units: usize) -> Self {
        let scores = Column::missing(units);
        Self {
            counted: scores.clone(),
            scores,
            ranks: vec![None; units].into_iter().collect(),
            blocked: true,
            stages: None,
        }
    }
}
