//! Why an edit is refused.

use super::{ChoiceError, framework::DEEPEST};
use crate::import::Finding;

/// Why an edit is refused. The document stays as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// There is no such dataset.
    #[error("no such dataset")]
    NoDataset,
    /// There is no such scenario.
    #[error("no such scenario")]
    NoScenario,
    /// There is no such vintage.
    #[error("no such vintage")]
    NoVintage,
    /// There is no such view.
    #[error("no such view")]
    NoView,
    /// There is no such relation.
    #[error("no such relation")]
    NoRelation,
    /// A relation has no edges, or they do not fit together.
    #[error("no edges")]
    NoEdges,
    /// There is no such original.
    #[error("no such original")]
    NoOriginal,
    /// The dataset has no framework.
    #[error("no framework")]
    NoFramework,
    /// There is no such node, or it is of the other kind.
    #[error("no such node")]
    NoNode,
    /// There is no such unit.
    #[error("no such unit")]
    NoUnit,
    /// There is no such variable.
    #[error("no such variable")]
    NoVariable,
    /// A name must not be empty.
    #[error("empty name")]
    EmptyName,
    /// A number is infinite or not a number.
    #[error("not a finite number")]
    NotFinite,
    /// A weight is below zero.
    #[error("negative weight {weight}")]
    WeightNegative {
        /// The weight.
        weight: f64,
    },
    /// All children of an aggregate would weigh nothing.
    #[error("all weights below {parent:?} would be zero")]
    WeightsAllZero {
        /// The aggregate's name.
        parent: String,
    },
    /// All siblings are locked or switched off, or there are none.
    #[error("no sibling gives way")]
    NobodyGivesWay,
    /// Upper goalpost not above the lower one.
    #[error("goalposts reversed: {lo} and {hi}")]
    GoalpostsReversed {
        /// 下限.
        lo: f64,
        /// 上限.
        hi: f64,
    },
    /// The share is not within 0 to 1.
    #[error("availability {share} is not within 0 to 1")]
    NotAShare {
        /// What was given.
        share: f64,
    },
    /// The range has no width.
    #[error("empty range {lower} to {upper}")]
    RangeEmpty {
        /// Lower end.
        lower: f64,
        /// Upper end.
        upper: f64,
    },
    /// The index itself cannot be moved, removed, or switched off.
    #[error("the index itself stays")]
    RootStays,
    /// A node cannot go below itself.
    #[error("a node cannot go below itself")]
    IntoItself,
    /// The tree would be deeper than [`DEEPEST`] levels.
    #[error("deeper than {DEEPEST} levels")]
    TooDeep,
    /// What was read has errors.
    #[error("{} errors in what was read", findings.len())]
    HasErrors {
        /// The errors.
        findings: Vec<Finding>,
    },
    /// A column has another measure than its variable, and the two are not a power of ten apart.
    #[error("{file}: {variable:?} is in {has:?} and in {found:?}")]
    MeasureDiffers {
        /// The file's name.
        file: Box<str>,
        /// The sheet's name; empty for a text file.
        sheet: Box<str>,
        /// The variable's name.
        variable: Box<str>,
        /// Its measure.
        has: Box<str>,
        /// The measure in the file.
        found: Box<str>,
    },
    /// A table has no period while others of the dataset have several.
    #[error("{file}: period unknown")]
    PeriodUnknown {
        /// The file's name.
        file: String,
        /// The sheet's name.
        sheet: String,
    },
    /// A word of a table is the code of one variable and the name of another.
    #[error("{name:?} means more than one variable")]
    AmbiguousVariable {
        /// The word.
        name: String,
    },
    /// Another scenario, or another unit, has that name.
    #[error("the name {name:?} is taken")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// A choice of method, a formula, judgements, tiers or a pooled unit cannot be so.
    #[error(transparent)]
    Choice(#[from] ChoiceError),
    /// A value that an answer is about was not corrected.
    #[error("no such correction")]
    NoCorrection,
    /// No reading recipe has that name.
    #[error("no recipe {name:?}")]
    NoRecipe {
        /// The name.
        name: String,
    },
    /// There is nothing to make a framework from.
    #[error("no variables")]
    NoVariables,
}
