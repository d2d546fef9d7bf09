//! Lists of things that are not ranked themselves: laboratories, firms, papers, patents.
//!
//! Each row is a thing; the index needs a number per unit. [`list()`] recognises such a sheet: its header,
//! what each column holds, and which column tells the unit, the period and the name. [`tally`] counts,
//! sums or averages the rows by unit and period into a [`Table`](crate::import::Table).
//!
//! **Invariant:** a row counts for a place only if its cell names that place for certain. Every row that
//! was not counted is told with its cell.

mod choice;
mod done;
mod kinds;
mod measures;
mod problem;
mod rows;
mod tally;
mod units;

use serde::{Deserialize, Serialize};

pub use choice::{Absent, By, Every, Only, Several, Tallied, Tally, TallyPeriod, Twice};
pub use measures::{Measure, Split, What};
pub use problem::{ListProblem, TallyError};
pub use tally::tally;
pub(in crate::import) use {
    kinds::{number, period},
    rows::{at, likely_header, under_with},
};

use super::{
    Book, Finding, Sheet, TableError, Value,
    names::{Level, Registry},
    table::named,
};
use crate::engine::Period;

/// A sheet is a list of things beyond this confidence.
pub const SURELY_A_LIST: f32 = 0.6;

/// What is already known of how a list lies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListLayout {
    /// The sheet to read; else the visible one that is most surely a list.
    pub sheet: Option<String>,
    /// The row of the header as people count, from 1.
    pub header_row: Option<u32>,
}

/// A list as it was recognised.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListTable {
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// What stands above the header, lines joined by a blank.
    pub title: String,
    /// The row of the header, counted from 0.
    pub header_row: u32,
    /// Texts write numbers with a decimal comma.
    pub decimal_comma: bool,
    /// The columns that have a name, from the left.
    pub columns: Vec<ListColumn>,
    /// The things, from the top.
    pub rows: Vec<ListRow>,
    /// What was left out or looks odd.
    pub findings: Vec<Finding>,
    /// What the columns are proposed for.
    pub proposal: ListProposal,
    /// How sure it is that this is a list rather than a table of units, from 0 to 1.
    pub confidence: f32,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListColumn {
    /// Counted from 0.
    pub column: u32,
    /// The header without its measure.
    pub name: String,
    /// The measure, where the header states one.
    pub measure: Option<String>,
    /// What it holds.
    pub kind: ListKind,
    /// How many rows have something in it.
    pub filled: usize,
    /// How many different texts there are.
    pub distinct: usize,
    /// The classes of a category with the number of rows, in the order of the sheet.
    pub classes: Vec<(String, usize)>,
}

/// What a column of a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// Texts, mostly different.
    Text,
    /// Numbers to be summed or averaged.
    Number,
    /// Few texts that repeat: a kind, a field, a grade.
    Category,
    /// Years or days.
    Date,
    /// Names of places of one level.
    Place(Level),
    /// Texts that name a place among other things.
    Address,
    /// Running numbers.
    Running,
    /// Nothing.
    Empty,
}

/// A thing of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListRow {
    /// The row of the sheet, counted from 0.
    pub row: u32,
    /// One entry a column; none where the cell is empty.
    pub cells: Vec<Option<Value>>,
}

/// Which columns of a list seem to tell what; all by their headers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListProposal {
    /// The column that tells the unit.
    pub by: Option<String>,
    /// The level of the places in it.
    pub level: Option<Level>,
    /// The column that tells the period.
    pub period_column: Option<String>,
    /// The period of the whole list as its title, sheet or file says it.
    pub period: Option<Period>,
    /// The column that names the thing.
    pub name: Option<String>,
}

impl ListTable {
    /// A column by its header; blanks, width and case do not matter.
    pub fn column(&self, name: &str) -> Option<usize> {
        let key = super::words::key(name);
        let mut columns = self.columns.iter();
        columns.position(|it| super::words::key(&it.name) == key)
    }

    /// The level of the places a column names, the most specific that most of its texts tell; none where
    /// it holds no places.
    pub fn level_of(&self, name: &str, registry: &Registry) -> Option<Level> {
        let column = self.columns.get(self.column(name)?)?;
        kinds::level(self, column, registry)
    }
}

/// Recognises a list.
///
/// ```
/// use heng::import::{Book, Cell, CellAt, Sheet, Value, list::{ListLayout, list}, names::Registry};
/// let texts = [["实验室名称", "省份"], ["甲实验室", "北京"], ["乙实验室", "北京"], ["丙实验室", "河北"]];
/// let cells = (0..).zip(texts).flat_map(|(row, texts)| {
///     (0..).zip(texts).map(move |(column, text)| Cell {
///         at: CellAt { row, column },
///         value: Value::Text(text.to_owned()),
///     })
/// });
/// let sheet = Sheet { cells: cells.collect(), ..Sheet::default() };
/// let book = Book { sheets: vec![sheet], ..Book::default() };
/// let found = list(&book, &ListLayout::default(), Registry::bundled()).unwrap();
/// assert_eq!(found.rows.len(), 3);
/// assert_eq!(found.proposal.by.as_deref(), Some("省份"));
/// ```
pub fn list(
    book: &Book,
    layout: &ListLayout,
    registry: &Registry,
) -> Result<ListTable, TableError> {
    if let Some(name) = &layout.sheet {
        return one(book, named(book, name)?, layout, registry);
    }
    let visible = book.sheets.iter().filter(|sheet| !sheet.hidden);
    let mut best: Option<ListTable> = None;
    let mut first_error = None;
    for sheet in visible {
        match one(book, sheet, layout, registry) {
            Ok(found) => {
                if best
                    .as_ref()
                    .is_none_or(|it| found.confidence > it.confidence)
                {
                    best = Some(found);
                }
            }
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    best.ok_or_else(|| first_error.unwrap_or_else(|| no_list(book)))
}

fn no_list(book: &Book) -> TableError {
    TableError::NoList {
        file: book.file.clone(),
    }
}

fn one(
    book: &Book,
    sheet: &Sheet,
    layout: &ListLayout,
    registry: &Registry,
) -> Result<ListTable, TableError> {
    let mut table = match layout.header_row {
        Some(row) => rows::under(book, sheet, row).ok_or_else(|| TableError::NoHeaderRow {
            file: book.file.clone(),
            sheet: sheet.name.clone(),
            row,
        })?,
        None => rows::recognised(book, sheet).ok_or_else(|| no_list(book))?,
    };
    if table.rows.is_empty() || table.columns.is_empty() {
        return Err(no_list(book));
    }
    kinds::tell(&mut table, registry);
    kinds::propose(&mut table, registry);
    for finding in &mut table.findings {
        finding.file.clone_from(&book.file);
        finding.sheet.clone_from(&sheet.name);
    }
    Ok(table)
}
