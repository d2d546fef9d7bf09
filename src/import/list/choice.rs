//! What to make of a list, and what became of it.

use serde::{Deserialize, Serialize};

use super::Measure;
use crate::{
    engine::Period,
    import::{Table, names::Level},
};

/// What to make of a list. Columns are named by their headers, so that next year's list is tallied alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// What tells the unit.
    pub by: By,
    /// What tells the period.
    #[serde(default)]
    pub period: TallyPeriod,
    /// The results.
    pub measures: Vec<Measure>,
    /// Only the rows of some classes.
    #[serde(default)]
    pub only: Option<Only>,
    /// Cells that name several units.
    #[serde(default)]
    pub several: Several,
    /// The column that names the things, to find those that stand twice.
    #[serde(default)]
    pub name: Option<String>,
    /// What of things that stand twice.
    #[serde(default)]
    pub twice: Twice,
    /// What of units without a row in a period.
    #[serde(default)]
    pub absent: Absent,
    /// Units that are expected, beside those the list names.
    #[serde(default)]
    pub units: Vec<String>,
}

/// The column that tells the unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct By {
    /// Its header.
    pub column: String,
    /// The level of places wanted; none where the units are named as they stand.
    #[serde(default)]
    pub level: Option<Level>,
}

/// What tells the period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TallyPeriod {
    /// Nothing.
    #[default]
    None,
    /// The same for all.
    Fixed(Period),
    /// A column of years or days.
    Column(String, Every),
}

/// How long the periods of a tally are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// A year, also where days are told.
    #[default]
    Year,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
}

/// A choice of rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Only {
    /// The column.
    pub column: String,
    /// Its texts that count.
    pub values: Vec<String>,
}

/// How a row counts whose cell names several units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Several {
    /// Not at all, until someone decides.
    #[default]
    Ask,
    /// Once for each.
    Each,
    /// In equal parts.
    Share,
    /// The cell is one name.
    Whole,
}

/// How a thing counts that stands twice for a unit and period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Twice {
    /// Each row counts.
    #[default]
    All,
    /// Only the first row counts.
    Once,
}

/// What units without a row in a period are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Absent {
    /// Not known.
    #[default]
    Missing,
    /// Without any: counts and sums are 0, means stay missing.
    Zero,
}

/// A tally: the table, and where its numbers come from.
///
/// Every row of the list is in exactly one of `placed`, `unplaced`, `left_out` and `doubles`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tallied {
    /// One row a unit and period. Its row is the first row of the list that was counted for it, or the
    /// header where none was; its columns stand where what was counted stands.
    pub table: Table,
    /// For each row of the table, the rows of the sheet that were counted for it.
    pub from: Vec<Vec<u32>>,
    /// Rows that count.
    pub placed: usize,
    /// Rows that name no unit or period for certain.
    pub unplaced: usize,
    /// Rows of classes that were not chosen.
    pub left_out: usize,
    /// Rows of things that stood before, where they count once.
    pub doubles: usize,
}
