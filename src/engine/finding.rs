//! What the engine noticed about the data and the choices.

mod judged;
mod step;

use super::{Aggregation, NodeId, Period, UnitId, aggregate::AggregateTrouble};

pub use judged::JudgedFinding;
pub use step::{OutReason, StepFinding};

/// Something a person should know about the results, with the facts to say it. The room `texts`
/// makes the sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// On the way from raw values to those that are normalised.
    Step(StepFinding),
    /// About judged, given or combined weights.
    Judged(JudgedFinding),
    /// All ranked units have the same value: the indicator cannot tell them apart and is missing.
    Constant {
        /// The indicator.
        node: NodeId,
        /// Where it is constant.
        period: Period,
        /// The value all have.
        value: f64,
    },
    /// No ranked unit has a value.
    NoData {
        /// The indicator.
        node: NodeId,
        /// Where it is empty.
        period: Period,
    },
    /// Goalposts are asked for and not given.
    GoalpostsMissing {
        /// The indicator.
        node: NodeId,
    },
    /// The upper goalpost is not above the lower one.
    GoalpostsReversed {
        /// The indicator.
        node: NodeId,
        /// 下限.
        lo: f64,
        /// 上限.
        hi: f64,
    },
    /// The statistics are to come from a period in which the indicator has no value.
    BasePeriodAbsent {
        /// The indicator.
        node: NodeId,
        /// The period asked for.
        base: Period,
    },
    /// The output range has no width, or none that is a number.
    RangeEmpty {
        /// The indicator.
        node: NodeId,
        /// Lower end of the range.
        lower: f64,
        /// Upper end of the range.
        upper: f64,
    },
    /// The distance to a target is asked for and no target given.
    TargetMissing {
        /// The indicator.
        node: NodeId,
    },
    /// The distance to a unit is asked for and no unit named.
    ReferenceUnitMissing {
        /// The indicator.
        node: NodeId,
    },
    /// The unit that others are measured against has no value: the indicator is missing.
    ReferenceAbsent {
        /// The indicator.
        node: NodeId,
        /// The unit.
        unit: UnitId,
        /// Where it has none.
        period: Period,
    },
    /// A target, or the unit others are measured against, is no better than the worst ranked unit.
    ReferenceNotBetter {
        /// The indicator.
        node: NodeId,
        /// Where this is so.
        period: Period,
        /// The target, or the unit's value.
        reference: f64,
        /// The worst ranked value.
        worst: f64,
    },
    /// Less is better, and the normalisation of the indicator, or the open scale of the aggregate,
    /// cannot be turned round.
    DirectionInfeasible {
        /// The indicator or aggregate.
        node: NodeId,
    },
    /// Too few ranked units have a value to tell them apart: the indicator is missing.
    TooFewValues {
        /// The indicator.
        node: NodeId,
        /// Where there are too few.
        period: Period,
        /// How many there are.
        values: usize,
    },
    /// A share of the best needs values above zero.
    ValuesNotPositive {
        /// The indicator.
        node: NodeId,
        /// Where they are.
        period: Period,
        /// How many are not.
        units: usize,
    },
    /// Ranked units have no index, as their value or that of the base period is not above zero.
    BaseNotPositive {
        /// The indicator.
        node: NodeId,
        /// Where they have none.
        period: Period,
        /// How many.
        units: usize,
    },
    /// A share of the sum needs a sum above zero.
    SumNotPositive {
        /// The indicator.
        node: NodeId,
        /// Where it is not.
        period: Period,
    },
    /// Some children have a typed weight and others a blank one.
    WeightsPartlyBlank {
        /// The aggregate.
        node: NodeId,
    },
    /// The weights of all children are zero.
    WeightsAllZero {
        /// The aggregate.
        node: NodeId,
    },
    /// A child's weight is negative.
    WeightNegative {
        /// The child.
        node: NodeId,
        /// Its weight.
        weight: f64,
    },
    /// Weights are to come from scores, and too few ranked units have one for every child.
    WeightsTooFewUnits {
        /// The aggregate.
        node: NodeId,
        /// Where the scores come from; undated for all periods together.
        period: Period,
        /// How many units have.
        units: usize,
        /// How many it takes.
        least: usize,
    },
    /// Weights are to come from scores, which do not tell the children apart.
    WeightsUndetermined {
        /// The aggregate.
        node: NodeId,
        /// Where the scores come from; undated for all periods together.
        period: Period,
    },
    /// The shift of an entropy weighting is negative.
    WeightShiftNegative {
        /// The aggregate.
        node: NodeId,
        /// The shift.
        shift: f64,
    },
    /// Weights come from scores, and this child's are all the same or absent: it weighs nothing.
    WeightlessByData {
        /// The child.
        node: NodeId,
        /// Where the scores come from; undated for all periods together.
        period: Period,
    },
    /// A child runs against the first principal component that makes the weights.
    LoadingNegative {
        /// The child.
        node: NodeId,
        /// Where the scores come from; undated for all periods together.
        period: Period,
        /// Its loading.
        loading: f64,
    },
    /// An aggregate below the index has no indicator that takes part, and is left out.
    Idle {
        /// The aggregate.
        node: NodeId,
    },
    /// The index has no indicator that takes part.
    NoChildren {
        /// The aggregate.
        node: NodeId,
    },
    /// An aggregation met scores it cannot take, zero or below; the node is left empty.
    NotPositive {
        /// The aggregate.
        node: NodeId,
        /// The first child with such scores.
        child: NodeId,
        /// How many children have such scores.
        children: usize,
        /// The aggregation.
        aggregation: Aggregation,
        /// Where they are.
        period: Period,
        /// How many ranked units have one.
        units: usize,
    },
    /// An aggregation cannot take what its children are, or all they are in a period.
    AggregateInfeasible {
        /// The aggregate.
        node: NodeId,
        /// The child that stands in the way, if it is one.
        child: Option<NodeId>,
        /// The aggregation.
        aggregation: Aggregation,
        /// Where; undated if the settings alone say so.
        period: Period,
        /// What stands in the way.
        trouble: AggregateTrouble,
    },
    /// A growth chain takes values as they are, and this child's are normalised.
    GrowthNormalised {
        /// The aggregate.
        node: NodeId,
        /// The indicator.
        child: NodeId,
    },
    /// The growth of a child has no end, from zero, and does not count.
    GrowthEndless {
        /// The child.
        node: NodeId,
        /// The period that ends it.
        period: Period,
        /// How many ranked units.
        units: usize,
    },
    /// A growth chain of ranked units is broken: no index from there on.
    GrowthBroken {
        /// The aggregate.
        node: NodeId,
        /// The first period without an index.
        period: Period,
        /// How many ranked units.
        units: usize,
    },
    /// Ranked units have no score here, and what stands above is made without it.
    NodeUnscored {
        /// The aggregate.
        node: NodeId,
        /// Where.
        period: Period,
        /// How many ranked units.
        units: usize,
    },
    /// A ranked unit has no score at the root: nothing of it was available.
    NoScore {
        /// The unit.
        unit: UnitId,
        /// Where it has none.
        period: Period,
    },
    /// Fewer than three units are ranked: ranks say next to nothing.
    TooFewUnits {
        /// How many are ranked.
        ranked: usize,
    },
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Results stand, but a reader should look.
    Warning,
    /// Something could not be computed.
    Error,
}

impl Finding {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Step(finding) => finding.severity(),
            Self::Judged(finding) => finding.severity(),
            Self::AggregateInfeasible {
                trouble: AggregateTrouble::TooFewUnits { .. } | AggregateTrouble::AllEqual,
                ..
            }
            | Self::Constant { .. }
            | Self::NoData { .. }
            | Self::ReferenceAbsent { .. }
            | Self::TooFewValues { .. }
            | Self::BaseNotPositive { .. }
            | Self::Idle { .. }
            | Self::GrowthEndless { .. }
            | Self::GrowthBroken { .. }
            | Self::NodeUnscored { .. }
            | Self::NoScore { .. }
            | Self::WeightlessByData { .. }
            | Self::LoadingNegative { .. }
            | Self::TooFewUnits { ranked: 0 | 1 } => Severity::Warning,
            Self::TooFewUnits { .. } => Severity::Note,
            Self::GoalpostsMissing { .. }
            | Self::GoalpostsReversed { .. }
            | Self::BasePeriodAbsent { .. }
            | Self::RangeEmpty { .. }
            | Self::TargetMissing { .. }
            | Self::ReferenceUnitMissing { .. }
            | Self::ReferenceNotBetter { .. }
            | Self::DirectionInfeasible { .. }
            | Self::ValuesNotPositive { .. }
            | Self::SumNotPositive { .. }
            | Self::WeightsPartlyBlank { .. }
            | Self::WeightsAllZero { .. }
            | Self::WeightNegative { .. }
            | Self::WeightsTooFewUnits { .. }
            | Self::WeightsUndetermined { .. }
            | Self::WeightShiftNegative { .. }
            | Self::NoChildren { .. }
            | Self::AggregateInfeasible { .. }
            | Self::GrowthNormalised { .. }
            | Self::NotPositive { .. } => Severity::Error,
        }
    }

    /// The node where the cause was chosen or lies, if it is a node.
    pub fn node(&self) -> Option<NodeId> {
        match self {
            Self::Step(finding) => finding.node(),
            Self::Judged(finding) => Some(finding.node()),
            Self::Constant { node, .. }
            | Self::NoData { node, .. }
            | Self::GoalpostsMissing { node }
            | Self::GoalpostsReversed { node, .. }
            | Self::BasePeriodAbsent { node, .. }
            | Self::RangeEmpty { node, .. }
            | Self::TargetMissing { node }
            | Self::ReferenceUnitMissing { node }
            | Self::ReferenceAbsent { node, .. }
            | Self::ReferenceNotBetter { node, .. }
            | Self::DirectionInfeasible { node }
            | Self::TooFewValues { node, .. }
            | Self::ValuesNotPositive { node, .. }
            | Self::BaseNotPositive { node, .. }
            | Self::SumNotPositive { node, .. }
            | Self::WeightsPartlyBlank { node }
            | Self::WeightsAllZero { node }
            | Self::WeightNegative { node, .. }
            | Self::WeightsTooFewUnits { node, .. }
            | Self::WeightsUndetermined { node, .. }
            | Self::WeightShiftNegative { node, .. }
            | Self::WeightlessByData { node, .. }
            | Self::LoadingNegative { node, .. }
            | Self::Idle { node }
            | Self::NoChildren { node }
            | Self::AggregateInfeasible { node, .. }
            | Self::GrowthNormalised { node, .. }
            | Self::GrowthEndless { node, .. }
            | Self::GrowthBroken { node, .. }
            | Self::NodeUnscored { node, .. }
            | Self::NotPositive { node, .. } => Some(*node),
            Self::NoScore { .. } | Self::TooFewUnits { .. } => None,
        }
    }
}
