//! What recognition noticed, with the facts to say it.

use serde::{Deserialize, Serialize};

use super::{Evidence, Role, TableLayout};
use crate::{
    engine::{Period, Severity},
    import::CellAt,
};

/// Something noticed while a sheet was understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "map", rename_all = "kebab-case")]
pub enum MapProblem {
    /// Texts of a column were read as numbers.
    TextNumbers {
        /// The column's name.
        column: String,
        /// How many.
        count: usize,
        /// The first ones.
        first: Vec<CellAt>,
        /// Whether any of them was more than plain digits.
        repaired: bool,
    },
    /// A column of numbers holds texts that are none; they are read as missing.
    NotNumbers {
        /// The column's name.
        column: String,
        /// How many.
        count: usize,
        /// The first of them.
        found: String,
    },
    /// A line was left out.
    LineDropped {
        /// What it is.
        role: Role,
        /// What it begins with.
        text: String,
    },
    /// The period does not stand in the header; this one was taken or is proposed.
    PeriodAssumed {
        /// Which; none where nothing hints at one.
        period: Option<Period>,
        /// Where it comes from.
        from: Evidence,
    },
    /// The layout is not certain.
    LayoutAssumed {
        /// Which was taken.
        layout: TableLayout,
    },
    /// Two hints say different measures for a column.
    TwoMeasures {
        /// The column's name.
        column: String,
        /// The one taken.
        used: String,
        /// The other.
        other: String,
        /// Where the other stands.
        other_at: Option<CellAt>,
    },
    /// Several measures are said for the table, and the column's name does not tell which.
    MeasureUnclear {
        /// The column's name.
        column: String,
        /// What is said.
        said: String,
    },
    /// Hidden rows lie in the table; they are read like the others.
    HiddenRows {
        /// How many.
        count: u32,
    },
    /// Hidden columns lie in the table; they are read like the others.
    HiddenColumns {
        /// How many.
        count: u32,
    },
    /// The same unit stands twice in the table.
    RepeatedName {
        /// The name.
        name: String,
        /// Where it stood first.
        first: CellAt,
    },
    /// Two columns of the table have the same name and period.
    RepeatedHeading {
        /// The name.
        name: String,
        /// Where it stood first.
        first: CellAt,
    },
    /// Values outside 0 to 100 under a measure of per cent.
    OutsidePercent {
        /// The column's name.
        column: String,
        /// How many.
        count: usize,
        /// The first of them.
        value: f64,
    },
    /// All values under % are so small that they may be parts of one.
    MaybeParts {
        /// The column's name.
        column: String,
    },
    /// A total is not the sum of the rows that follow it.
    NotTheSum {
        /// The row's label.
        label: String,
        /// The column's name.
        column: String,
        /// As it stands.
        total: f64,
        /// What the parts add up to.
        sum: f64,
    },
}

impl MapProblem {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NotNumbers { .. }
            | Self::PeriodAssumed { .. }
            | Self::LayoutAssumed { .. }
            | Self::TwoMeasures { .. }
            | Self::MeasureUnclear { .. }
            | Self::RepeatedName { .. }
            | Self::RepeatedHeading { .. } => Severity::Warning,
            Self::TextNumbers { .. }
            | Self::LineDropped { .. }
            | Self::HiddenRows { .. }
            | Self::HiddenColumns { .. }
            | Self::OutsidePercent { .. }
            | Self::MaybeParts { .. }
            | Self::NotTheSum { .. } => Severity::Note,
        }
    }
}
