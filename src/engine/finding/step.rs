//! What was noticed on the way from raw values to those that are normalised.

use super::Severity;
use crate::engine::{
    NodeId, Period, UnitId, VariableId,
    formula::{FormulaError, Trouble},
    treat::TreatTrouble,
};

/// Something about pooling, deriving, denominating, screening, imputing or treating.
#[derive(Clone, Debug, PartialEq)]
pub enum StepFinding {
    /// A pooled value is missing, or a mean over those members only that have one.
    PoolIncomplete {
        /// The pooled unit.
        unit: UnitId,
        /// The variable.
        variable: VariableId,
        /// The period.
        period: Period,
        /// The members without a value.
        absent: Vec<UnitId>,
    },
    /// A formula cannot be read: the variable has no values.
    FormulaBroken {
        /// The variable.
        variable: VariableId,
        /// What is wrong, and where.
        error: FormulaError,
    },
    /// A formula has no value for units that have all it takes.
    FormulaUndefined {
        /// The variable.
        variable: VariableId,
        /// Where this is so.
        period: Period,
        /// How many characters of the formula stand before the operator.
        position: usize,
        /// Why.
        trouble: Trouble,
        /// How many units.
        units: usize,
    },
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
    /// A ranked unit does not pass the screening and is left out.
    ScreenedOut {
        /// The unit.
        unit: UnitId,
        /// Where it is out.
        period: Period,
        /// Why.
        reason: OutReason,
    },
    /// Gaps are to be filled within a grouping that is not there.
    GroupingAbsent {
        /// The indicator.
        node: NodeId,
        /// What the grouping is called.
        group: String,
    },
    /// Gaps of ranked units could not be filled: they stay missing.
    NotImputed {
        /// The indicator.
        node: NodeId,
        /// Where they are.
        period: Period,
        /// How many.
        units: usize,
    },
    /// The treatment of outliers cannot be carried out.
    Untreatable {
        /// The indicator.
        node: NodeId,
        /// Where; undated if the settings alone say so.
        period: Period,
        /// Why.
        trouble: TreatTrouble,
    },
    /// After winsorising, the values are still skewed.
    StillSkewed {
        /// The indicator.
        node: NodeId,
        /// Where.
        period: Period,
    },
    /// Values, limits or targets have no place on the treated scale: they count as missing.
    OffScale {
        /// The indicator.
        node: NodeId,
        /// Where.
        period: Period,
        /// How many values of units.
        units: usize,
    },
    /// Periods are measured together, and their values are treated to different scales.
    ScalesDiffer {
        /// The indicator.
        node: NodeId,
    },
}

/// Why a unit is screened out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OutReason {
    /// It was said to be.
    Forced,
    /// Too few indicators are observed.
    Availability {
        /// The share (0 to 1) that is.
        share: f64,
    },
    /// Too few indicators of a branch are observed.
    Branch {
        /// The branch.
        node: NodeId,
        /// The share (0 to 1) that is.
        share: f64,
    },
    /// Too many of the observed values are zero.
    Zeros {
        /// The share (0 to 1) that is not.
        share: f64,
    },
}

impl StepFinding {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::StillSkewed { .. } => Severity::Note,
            Self::PoolIncomplete { .. }
            | Self::FormulaUndefined { .. }
            | Self::DenominatorUnusable { .. }
            | Self::ScreenedOut { .. }
            | Self::NotImputed { .. }
            | Self::OffScale { .. }
            | Self::ScalesDiffer { .. } => Severity::Warning,
            Self::FormulaBroken { .. } | Self::GroupingAbsent { .. } | Self::Untreatable { .. } => {
                Severity::Error
            }
        }
    }

    /// The node where the cause was chosen or lies, if it is a node.
    pub fn node(&self) -> Option<NodeId> {
        match self {
            Self::DenominatorUnusable { node, .. }
            | Self::GroupingAbsent { node, .. }
            | Self::NotImputed { node, .. }
            | Self::Untreatable { node, .. }
            | Self::StillSkewed { node, .. }
            | Self::OffScale { node, .. }
            | Self::ScalesDiffer { node } => Some(*node),
            Self::PoolIncomplete { .. }
            | Self::FormulaBroken { .. }
            | Self::FormulaUndefined { .. }
            | Self::ScreenedOut { .. } => None,
        }
    }
}
