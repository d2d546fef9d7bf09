//! A wide table with one header row: units down, indicators across.

use serde::{Deserialize, Serialize};

use super::{Book, CellAt, Finding, TableError};
use crate::engine::Period;

/// What is already known of a table's layout; what is not, is recognised.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// The sheet to read; else the first that holds a table.
    pub sheet: Option<String>,
    /// The row of the header as people count, from 1; else the first row that has a header's look.
    pub header_row: Option<u32>,
    /// The header of the column that names the units.
    pub unit_column: Option<String>,
    /// The header of the column that holds periods.
    pub period_column: Option<String>,
    /// The period of all rows, where no column holds it.
    pub period: Option<Period>,
    /// The measure of all columns that state none.
    pub measure: Option<String>,
}

/// A table as recognised: units and their numbers, each with its cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// Where the header of the unit column stands.
    pub header: CellAt,
    /// The columns of numbers.
    pub columns: Vec<TableColumn>,
    /// The columns of words, such as a province or a group.
    pub texts: Vec<TextColumn>,
    /// The rows, each a unit in a period.
    pub rows: Vec<TableRow>,
    /// What was noticed; nothing of [`Severity::Error`](crate::engine::Severity) in a table fit to be taken.
    pub findings: Vec<Finding>,
}

/// A column of numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableColumn {
    /// Counted from 0.
    pub column: u32,
    /// The header without its measure: `GDP（亿元）` gives `GDP`.
    pub name: String,
    /// The measure, where the header or the layout states one.
    pub measure: Option<String>,
    /// One entry a row.
    pub values: Vec<Option<f64>>,
}

/// A column of words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TextColumn {
    /// Counted from 0.
    pub column: u32,
    /// The header.
    pub name: String,
    /// One entry a row; empty where the cell is.
    pub values: Vec<String>,
}

/// A unit in a period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// Counted from 0.
    pub row: u32,
    /// The source's own key of the unit: uCode where there is one, else the name.
    pub unit: String,
    /// What people read: uName where there is one, else the key.
    pub label: String,
    /// The period; none where the table tells of none.
    pub period: Option<Period>,
}

/// Recognises a wide table.
pub fn recognise(_book: &Book, _layout: &Layout) -> Result<Table, TableError> {
    todo!()
}
