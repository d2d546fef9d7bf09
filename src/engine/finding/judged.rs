//! What was noticed about the judgements of experts.

use super::Severity;
use crate::engine::{NodeId, Period, weight::JudgementError};

/// Something about judged, given or combined weights.
#[derive(Clone, Debug, PartialEq)]
pub enum JudgedFinding {
    /// Weights are to come from judgements, and there are none.
    Missing {
        /// The aggregate.
        node: NodeId,
    },
    /// An expert's judgements are no judgement matrix.
    Invalid {
        /// The aggregate.
        node: NodeId,
        /// Who judged.
        expert: String,
        /// Its children, in the order in which the error counts them.
        children: Vec<NodeId>,
        /// What is wrong.
        error: JudgementError,
    },
    /// Judgements contradict one another more than is usually accepted.
    Inconsistent {
        /// The aggregate.
        node: NodeId,
        /// Who judged; none for all experts together.
        expert: Option<String>,
        /// CR.
        ratio: f64,
        /// The judgement that fits the others least: the one child and the other.
        pair: Option<(NodeId, NodeId)>,
        /// How it was judged, and how it would be if all agreed; 0 without a pair.
        judged: f64,
        /// See there.
        consistent: f64,
    },
    /// Weights are to be the mean of what experts give, and nobody gave any.
    OpinionsMissing {
        /// The aggregate.
        node: NodeId,
    },
    /// An expert gave some of the children a weight and others none, or one below zero.
    OpinionUnusable {
        /// The aggregate.
        node: NodeId,
        /// Who.
        expert: String,
    },
    /// The weights to be combined leave nothing, or are not of the number that is combined.
    CombinationEmpty {
        /// The aggregate.
        node: NodeId,
        /// Where this is so; undated in all periods.
        period: Period,
    },
}

impl JudgedFinding {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Inconsistent { .. } => Severity::Warning,
            Self::Missing { .. }
            | Self::Invalid { .. }
            | Self::OpinionsMissing { .. }
            | Self::OpinionUnusable { .. }
            | Self::CombinationEmpty { .. } => Severity::Error,
        }
    }

    /// The aggregate.
    pub fn node(&self) -> NodeId {
        match self {
            Self::Missing { node }
            | Self::Invalid { node, .. }
            | Self::Inconsistent { node, .. }
            | Self::OpinionsMissing { node }
            | Self::OpinionUnusable { node, .. }
            | Self::CombinationEmpty { node, .. } => *node,
        }
    }
}
