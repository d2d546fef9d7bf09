//! What was noticed on the way from raw values to those that are normalised.

use serde::{Deserialize, Serialize};

use super::Severity;
use crate::engine::{NodeId, Period};

/// Something about deriving, denominating, screening, imputing or treating.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum StepFinding {
    /// Units have a value and nothing to divide it by: it counts as missing.
    DenominatorUnusable {
        /// The indicator.
        node: NodeId,
        /// Where this is so.
        period: Period,
        /// How many units have a denominator of zero.
        zero: usize,
        /// How many have none.
        absent: usize,
    },
}

impl StepFinding {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::DenominatorUnusable { .. } => Severity::Warning,
        }
    }

    /// The node where the cause was chosen or lies, if it is a node.
    pub fn node(&self) -> Option<NodeId> {
        match self {
            Self::DenominatorUnusable { node, .. } => Some(*node),
        }
    }
}
