//! What gathering noticed, with the facts to say it.

use serde::{Deserialize, Serialize};

use crate::{
    engine::{Period, Severity},
    import::{CellAt, sheet_map::Evidence},
};

/// Something noticed while sheets were put together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "gather", rename_all = "kebab-case")]
pub enum GatherProblem {
    /// Another sheet tells another value of the same unit, variable and period.
    TwoValues {
        /// The unit.
        unit: Box<str>,
        /// The variable.
        variable: Box<str>,
        /// The period.
        period: Option<Period>,
        /// The value here.
        value: f64,
        /// The other file.
        other_file: Box<str>,
        /// The other sheet.
        other_sheet: Box<str>,
        /// The other cell.
        other_at: CellAt,
        /// The value there, in the measure that is used here.
        other_value: f64,
    },
    /// Another sheet tells the same values of the same units, variables and periods.
    SameValues {
        /// How many.
        count: usize,
        /// The other file.
        other_file: String,
        /// The other sheet.
        other_sheet: String,
        /// The first of them there.
        other_at: CellAt,
    },
    /// Another sheet tells the same variable in a measure that is no power of ten of this one.
    OtherMeasure {
        /// The variable.
        variable: Box<str>,
        /// The measure here.
        measure: Box<str>,
        /// The other file.
        other_file: Box<str>,
        /// The other sheet.
        other_sheet: Box<str>,
        /// The measure there.
        other_measure: Box<str>,
    },
    /// The sheet lacks variables of the first one, or has more.
    ColumnsDiffer {
        /// Those it lacks.
        missing: Vec<String>,
        /// Those it has beside.
        extra: Vec<String>,
        /// The file of the first one.
        other_file: String,
        /// Its sheet.
        other_sheet: String,
    },
    /// Neither the sheet nor its name, title or file says its period or unit.
    NothingTold {
        /// A unit is wanted; else a period.
        unit: bool,
    },
    /// Two hints say different periods.
    HintsDisagree {
        /// The one proposed.
        used: Period,
        /// Where it comes from.
        from: Evidence,
        /// The other.
        other: Period,
        /// Where that comes from.
        other_from: Evidence,
    },
    /// Two sheets say the same period or unit.
    SaidTwice {
        /// Which.
        said: String,
        /// The file of the first one.
        other_file: String,
        /// Its sheet.
        other_sheet: String,
    },
}

impl GatherProblem {
    /// How much it matters: two values for one thing keep the sheets from being taken together.
    pub fn severity(&self) -> Severity {
        match self {
            Self::TwoValues { .. } | Self::OtherMeasure { .. } => Severity::Error,
            Self::ColumnsDiffer { .. }
            | Self::NothingTold { .. }
            | Self::HintsDisagree { .. }
            | Self::SaidTwice { .. } => Severity::Warning,
            Self::SameValues { .. } => Severity::Note,
        }
    }
}
