//! What a list and its tally noticed, with the facts to say it.

use serde::{Deserialize, Serialize};

use super::Several;
use crate::{
    engine::{Period, Severity},
    import::{CellAt, names::Level},
};

/// Something noticed while a list was read or tallied. Where several cells say the same, the finding
/// stands at the first of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "list", rename_all = "kebab-case")]
pub enum ListProblem {
    /// Rows whose cell that should tell the unit is empty.
    NoUnit {
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// A text names no place for certain; its rows are not counted.
    NoPlace {
        /// The text.
        text: String,
        /// The cells that hold it.
        cells: Vec<CellAt>,
    },
    /// A text fits several places; its rows are not counted.
    AmbiguousPlace {
        /// The text.
        text: String,
        /// The places.
        places: Vec<String>,
        /// The cells that hold it.
        cells: Vec<CellAt>,
    },
    /// A text names a place above the level that is wanted; its rows are not counted.
    TooWide {
        /// The text.
        text: String,
        /// The place.
        place: String,
        /// The level wanted.
        level: Level,
        /// The cells that hold it.
        cells: Vec<CellAt>,
    },
    /// A text names a total, such as 全国; its rows are not counted.
    NamesTotal {
        /// The text.
        text: String,
        /// The cells that hold it.
        cells: Vec<CellAt>,
    },
    /// A text names several units.
    SeveralUnits {
        /// The text.
        text: String,
        /// The units.
        units: Vec<String>,
        /// How its rows were counted.
        counted: Several,
        /// The cells that hold it.
        cells: Vec<CellAt>,
    },
    /// The cell of the period says none; its rows are not counted.
    NoPeriod {
        /// What stands there; empty for an empty cell.
        text: String,
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// The same thing stands twice for a unit and period.
    TwiceInList {
        /// Its name.
        name: String,
        /// The unit.
        unit: String,
        /// Where it stood first.
        first: CellAt,
        /// It was counted again.
        counted: bool,
    },
    /// Rows whose class or value of a band is missing; they count in none.
    NoClass {
        /// The column.
        column: String,
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// Rows without a number in a column that is summed or averaged.
    NoNumber {
        /// The column.
        column: String,
        /// The cells.
        cells: Vec<CellAt>,
    },
    /// Units that other periods have, or that were asked for, are in no row of a period.
    UnitsWithout {
        /// The period.
        period: Option<Period>,
        /// The units.
        units: Vec<String>,
        /// They count as nothing rather than as not known.
        zero: bool,
    },
    /// Rows that the choice of a class left out.
    LeftOutByChoice {
        /// The column.
        column: String,
        /// How many.
        count: usize,
    },
}

impl ListProblem {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::SeveralUnits { counted, .. } if *counted != Several::Ask => Severity::Note,
            Self::UnitsWithout { .. } | Self::LeftOutByChoice { .. } => Severity::Note,
            Self::NoUnit { .. }
            | Self::NoPlace { .. }
            | Self::AmbiguousPlace { .. }
            | Self::TooWide { .. }
            | Self::NamesTotal { .. }
            | Self::SeveralUnits { .. }
            | Self::NoPeriod { .. }
            | Self::TwiceInList { .. }
            | Self::NoClass { .. }
            | Self::NoNumber { .. } => Severity::Warning,
        }
    }
}

/// Why a list cannot be tallied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum TallyError {
    /// A column asked for is not there.
    #[error("{file}: no column {name:?}")]
    NoColumn {
        /// The file's name.
        file: String,
        /// The sheet's name.
        sheet: String,
        /// The header asked for.
        name: String,
        /// The headers that are there.
        present: Vec<String>,
    },
    /// Nothing is to be counted.
    #[error("nothing to count")]
    NoMeasure,
    /// Two results would have the same name.
    #[error("two results are called {name:?}")]
    SameName {
        /// The name.
        name: String,
    },
    /// The edges of bands do not rise.
    #[error("the edges of {name:?} do not rise")]
    Edges {
        /// The name of the measure.
        name: String,
    },
    /// No row names a unit for certain.
    #[error("{file}: no row names a unit in {column:?}")]
    NothingPlaced {
        /// The file's name.
        file: String,
        /// The sheet's name.
        sheet: String,
        /// The column that should tell it.
        column: String,
        /// How many rows there are.
        rows: usize,
    },
}
