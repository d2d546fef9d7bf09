//! What recognition makes of a sheet: all plain data.

use serde::{Deserialize, Serialize};

use super::{Role, TableLayout};
use crate::{
    engine::Period,
    import::{CellAt, Finding, Lines},
};

/// A sheet as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetMap {
    /// The tables on it, from the top, then from the left.
    pub tables: Vec<MappedTable>,
    /// What each cell is for: one entry for every cell that is not empty, sorted by address.
    pub roles: Vec<CellRole>,
    /// What was assumed, repaired, left out or looks odd.
    pub findings: Vec<Finding>,
}

/// What one cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellRole {
    /// The cell.
    pub at: CellAt,
    /// What it is for.
    pub role: Role,
    /// How sure that is, from 0 to 1; what a person said is 1.
    pub confidence: f32,
}

/// Something found out, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess<T> {
    /// What it is.
    pub value: T,
    /// Where it comes from.
    pub from: Evidence,
    /// The cell that says so, if one does.
    pub at: Option<CellAt>,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
}

impl<T> Guess<T> {
    /// From a cell.
    pub(super) fn at(value: T, from: Evidence, at: CellAt, confidence: f32) -> Self {
        Self {
            value,
            from,
            at: Some(at),
            confidence,
        }
    }

    /// From no cell.
    pub(in crate::import) fn off(value: T, from: Evidence, confidence: f32) -> Self {
        Self {
            value,
            from,
            at: None,
            confidence,
        }
    }

    /// Whether a person should be asked.
    pub fn asked(&self) -> bool {
        self.confidence < 0.5
    }
}

/// Where a guess comes from, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// A person said so.
    Said,
    /// The label or a column of the row.
    Row,
    /// The column's own header.
    Header,
    /// A header above several columns.
    Parent,
    /// The line of measures.
    MeasureLine,
    /// Lines such as `指标：…` above the header.
    Preamble,
    /// The title.
    Title,
    /// The name of the sheet.
    SheetName,
    /// The name of the file.
    FileName,
    /// A yearbook shows the year before its own.
    Yearbook,
    /// The numbers themselves, such as a % behind each.
    Values,
    /// The shape of the table.
    Shape,
}

/// A table on a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedTable {
    /// How it lies.
    pub layout: Guess<TableLayout>,
    /// The rows of the sheet it takes, from its title to its last note.
    pub rows_taken: Lines,
    /// Its title, lines joined by a blank; empty where none.
    pub title: String,
    /// The measure of all of it, in so far as columns and rows have none of their own.
    pub measure: Option<Guess<String>>,
    /// The period of all of it, likewise. One with little confidence is a proposal to ask about.
    pub period: Option<Guess<Period>>,
    /// Every period that was hinted at outside the header.
    pub period_hints: Vec<Guess<Period>>,
    /// The unit, where there is only one.
    pub unit: Option<Guess<String>>,
    /// The indicator, where there is only one.
    pub indicator: Option<Guess<String>>,
    /// 全市, 市辖区 and the like.
    pub scope: Option<String>,
    /// The notes below it, in order.
    pub notes: Vec<String>,
    /// Where its figures come from.
    pub sources: Vec<String>,
    /// Its columns of values, from the left.
    pub columns: Vec<MappedColumn>,
    /// Its rows of values.
    pub rows: Vec<MappedRow>,
    /// The values, row by row.
    pub values: Vec<Option<f64>>,
    /// Cells whose text is not simply the number, by row and column of the table.
    pub texts: Vec<CellText>,
    /// How sure the header is, from 0 to 1.
    pub header_confidence: f32,
}

/// What stood in a cell of values, where it was no plain number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CellText {
    /// The place in [`MappedTable::rows`].
    pub row: u32,
    /// The place in [`MappedTable::columns`].
    pub column: u32,
    /// As it stood.
    pub raw: String,
    /// The text was read as a number that it does not plainly show.
    pub repaired: bool,
}

/// A column of values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// Where its values stand: one column of the sheet for each block side by side.
    pub places: Vec<u32>,
    /// The header from the top, without periods and measures.
    pub levels: Vec<HeaderLevel>,
    /// The levels joined by ` / `; empty where the column has only a period.
    pub name: String,
    /// The English name.
    pub english: Option<String>,
    /// Its measure; the nearest hint.
    pub measure: Option<Guess<String>>,
    /// Other hints that say something else.
    pub other_measures: Vec<Guess<String>>,
    /// Its period.
    pub period: Option<Guess<Period>>,
    /// 全市, 市辖区 and the like, which is also part of the name.
    pub scope: Option<String>,
    /// What its numbers are.
    pub kind: ColumnKind,
}

/// What the numbers of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Values of an indicator.
    #[default]
    Value,
    /// Published ranks.
    Rank,
    /// Published scores of an index.
    Score,
    /// Standard errors and bounds of an estimate.
    Uncertainty,
}

/// One level of a header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeaderLevel {
    /// Cleaned and joined.
    pub text: String,
    /// The cells its pieces stand in.
    pub cells: Vec<CellAt>,
    /// The pieces as they stand.
    pub raw: String,
}

/// A row of values.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MappedRow {
    /// The row of the sheet.
    pub row: u32,
    /// Which of the blocks side by side, from 0.
    pub block: u32,
    /// Where its label stands.
    pub cell: Option<CellAt>,
    /// The cleaned label; empty where periods alone tell rows apart.
    pub label: String,
    /// The label as it stands.
    pub raw: String,
    /// The English label.
    pub english: Option<String>,
    /// Leading blanks, dots or 其中 put it below another row: the place of that one.
    pub parent: Option<u32>,
    /// How deep below, from 0.
    pub indent: u32,
    /// The heading it stands under, or the columns that group it.
    pub group: Option<String>,
    /// It is a total or an aggregate.
    pub total: bool,
    /// The indicator it says in a column of its own.
    pub indicator: Option<String>,
    /// Its period, if it says one.
    pub period: Option<Period>,
    /// Its measure, if it says one.
    pub measure: Option<String>,
}

impl MappedTable {
    /// The cell of a value, by the places of its row and column.
    pub fn cell(&self, row: usize, column: usize) -> Option<CellAt> {
        let row = self.rows.get(row)?;
        let places = &self.columns.get(column)?.places;
        let block = usize::try_from(row.block).ok()?;
        Some(CellAt {
            row: row.row,
            column: *places.get(block)?,
        })
    }

    /// A value, by the places of its row and column.
    pub fn value(&self, row: usize, column: usize) -> Option<f64> {
        *self.values.get(row * self.columns.len() + column)?
    }

    /// How sure the whole is: as sure as its least sure decision.
    pub fn confidence(&self) -> f32 {
        let period = self.period.as_ref().map_or(1.0, |it| it.confidence);
        self.layout
            .confidence
            .min(self.header_confidence)
            .min(period)
    }
}
