//! Why a choice is refused.

use crate::{
    engine::{formula::FormulaError, treat::TreatTrouble},
    project::LookupError,
};

/// What is wrong with a choice of method, a formula, judgements, tiers or a pooled unit.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ChoiceError {
    /// A logo is no picture in PNG or JPEG.
    #[error("the logo is no PNG or JPEG")]
    LogoUnreadable,
    /// A logo is too large.
    #[error("the logo takes {size} bytes, {most} at most")]
    LogoTooLarge {
        /// How many bytes it has.
        size: usize,
        /// How many it may have.
        most: usize,
    },
    /// The name of a font is blank or too long.
    #[error("the name of a font has 1 to {most} letters")]
    FontName {
        /// How many letters it may have.
        most: usize,
    },
    /// Something has to be above zero.
    #[error("{number} is not above zero")]
    NotPositive {
        /// What was given.
        number: f64,
    },
    /// A name in what was read means no node, or several.
    #[error(transparent)]
    NodeName(LookupError),
    /// What was read judges something that is no child of the aggregate.
    #[error("{name:?} is no child of {parent:?}")]
    NotAChild {
        /// The aggregate.
        parent: String,
        /// The name.
        name: String,
    },
    /// A formula cannot be read or used.
    #[error("formula: {0:?}")]
    Formula(FormulaError),
    /// The settings of a treatment contradict one another.
    #[error("treatment: {0:?}")]
    Treatment(TreatTrouble),
    /// There is no such grouping.
    #[error("no grouping {kind:?}")]
    NoGrouping {
        /// What was asked for.
        kind: String,
    },
    /// The settings of a weighting contradict one another.
    #[error("two or more plain weightings have to be combined, and just two blended")]
    Combination,
    /// There are 2 to 10 tiers, and the boundaries between them are numbers.
    #[error("tiers cannot be made so")]
    Tiers,
    /// A unit has to be made of at least one other.
    #[error("no members")]
    NoMembers,
    /// Something is still used.
    #[error("{name:?} is in use")]
    InUse {
        /// What it is called.
        name: String,
    },
    /// The scenario is as the base there already.
    #[error("no such difference")]
    NoDifference,
    /// A file is too large to be kept, or all those kept would be.
    #[error("{file}: {size} bytes, {most} at most")]
    OriginalTooLarge {
        /// Its name.
        file: String,
        /// Of the file, or of all together.
        size: u64,
        /// The most there may be.
        most: u64,
    },
    /// A vintage has no scores and no ranks, or not one place for each unit.
    #[error("no whole figures")]
    NoFigures,
}
