//! A wide table with one header row: units down, indicators across.

mod columns;
mod grid;
mod header;
mod rows;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{
    Book, CellAt, Finding, Problem, Sheet, Status, TableError, is_contents, names::PlaceId,
};
use crate::engine::Period;
use columns::Columns;
use grid::Grid;

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
    /// Units stand across and variables down: the row of a [`TableRow`] is then a column of the sheet,
    /// and the column of a [`TableColumn`] a row.
    #[serde(default)]
    pub across: bool,
    /// The columns of numbers.
    pub columns: Vec<TableColumn>,
    /// The columns of words, such as a province or a group.
    pub texts: Vec<TextColumn>,
    /// The rows, each a unit in a period.
    pub rows: Vec<TableRow>,
    /// Values that are said to be preliminary, revised and the like, sorted by row and column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<ValueStatus>,
    /// What stood where a value was read from a text that is not simply the number, or where a text
    /// says that it is missing; sorted by row and column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raws: Vec<ValueText>,
    /// The day on which the file was read, as 2026-05-17; none where nobody says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_on: Option<String>,
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

/// How final a value of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ValueStatus {
    /// The place of its row in [`Table::rows`].
    pub row: u32,
    /// The place of its column in [`Table::columns`].
    pub column: u32,
    /// What is said of it.
    pub status: Status,
}

/// What stood in the cell of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ValueText {
    /// The place of its row in [`Table::rows`].
    pub row: u32,
    /// The place of its column in [`Table::columns`].
    pub column: u32,
    /// As it stood.
    pub text: String,
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
    /// A total or an aggregate, such as 全国, which is never ranked.
    #[serde(default)]
    pub total: bool,
    /// The place the name means, where it is known for certain: 北京 and 北京市 are one.
    #[serde(default)]
    pub place: Option<PlaceId>,
    /// The key of the unit it is by a person's word, where the name is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
}

impl Table {
    /// Where the name of a row stands.
    pub fn label_of(&self, row: &TableRow) -> CellAt {
        let (row, column) = if self.across {
            (self.header.row, row.row)
        } else {
            (row.row, self.header.column)
        };
        CellAt { row, column }
    }

    /// Leaves out the rows that are not to be kept, with all that is said of their values.
    pub fn keep_rows(&mut self, kept: &[bool]) {
        let Some(places) = places(kept) else { return };
        keep(&mut self.rows, kept);
        for column in &mut self.columns {
            keep(&mut column.values, kept);
        }
        for column in &mut self.texts {
            keep(&mut column.values, kept);
        }
        self.statuses.retain_mut(|it| moved(&mut it.row, &places));
        self.raws.retain_mut(|it| moved(&mut it.row, &places));
    }

    /// The same for columns of numbers.
    pub fn keep_columns(&mut self, kept: &[bool]) {
        let Some(places) = places(kept) else { return };
        keep(&mut self.columns, kept);
        self.statuses
            .retain_mut(|it| moved(&mut it.column, &places));
        self.raws.retain_mut(|it| moved(&mut it.column, &places));
    }
}

/// Where each of those that are kept stands afterwards; none if all are.
fn places(kept: &[bool]) -> Option<Vec<Option<u32>>> {
    let mut next = 0;
    let mut place = |kept: &bool| {
        let place = kept.then_some(next);
        next += u32::from(*kept);
        place
    };
    let places = kept.iter().map(&mut place).collect();
    kept.contains(&false).then_some(places)
}

/// Gives a place its new number; false if it is no more.
fn moved(place: &mut u32, places: &[Option<u32>]) -> bool {
    let new = places.get(*place as usize).copied().flatten();
    new.map(|new| *place = new).is_some()
}

fn keep<T>(all: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    all.retain(|_| kept.next().copied().unwrap_or(true));
}

/// Recognises a wide table.
///
/// The sheet is the one the layout names, else the first visible one that holds a table and no contents; the
/// others are noted as left out.
pub fn recognise(book: &Book, layout: &Layout) -> Result<Table, TableError> {
    if let Some(name) = &layout.sheet {
        let sheet = named(book, name)?;
        return table(book, sheet, layout);
    }
    let mut first_error = None;
    let visible = book.sheets.iter().filter(|sheet| !sheet.hidden);
    for sheet in visible.filter(|sheet| !is_contents(sheet)) {
        match table(book, sheet, layout) {
            Ok(table) => return Ok(table),
            // That a column asked for is absent says more than that there is no table.
            Err(TableError::NoTable { .. }) => {}
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_else(|| no_table(book)))
}

/// The sheet of a name, blanks around it ignored.
pub(super) fn named<'a>(book: &'a Book, name: &str) -> Result<&'a Sheet, TableError> {
    let exact = book.sheets.iter().find(|sheet| sheet.name == name);
    let near = || book.sheets.iter().find(|it| it.name.trim() == name.trim());
    exact.or_else(near).ok_or_else(|| TableError::NoSheet {
        file: book.file.clone(),
        name: name.to_owned(),
        present: book.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
    })
}

fn no_table(book: &Book) -> TableError {
    TableError::NoTable {
        file: book.file.clone(),
    }
}

/// Recognises the table of one sheet.
fn table(book: &Book, sheet: &Sheet, layout: &Layout) -> Result<Table, TableError> {
    let grid = Grid::of(sheet);
    let header = match layout.header_row {
        Some(row) => header::asked(&grid, row).ok_or_else(|| TableError::NoHeaderRow {
            file: book.file.clone(),
            sheet: sheet.name.clone(),
            row,
        })?,
        None => header::recognised(&grid).ok_or_else(|| no_table(book))?,
    };
    let body = grid.body(header);
    let columns = Columns::of(&grid, header, &body);
    let roles = columns
        .roles(layout, &body)
        .map_err(|name| TableError::NoColumn {
            file: book.file.clone(),
            sheet: sheet.name.clone(),
            name,
            present: columns.names(),
        })?
        .ok_or_else(|| no_table(book))?;
    let mut read = rows::read(&columns, &roles, &body, layout);
    if read.columns.is_empty() {
        return Err(no_table(book));
    }
    read.file.clone_from(&book.file);
    read.sha256.clone_from(&book.sha256);
    read.sheet.clone_from(&sheet.name);
    for finding in &mut read.findings {
        finding.file.clone_from(&book.file);
        finding.sheet.clone_from(&sheet.name);
    }
    read.findings.extend(left_out(book, sheet));
    Ok(read)
}

/// A note for each sheet but the one taken.
pub(super) fn left_out(book: &Book, taken: &Sheet) -> impl Iterator<Item = Finding> {
    let others = book.sheets.iter().filter(|it| it.name != taken.name);
    others.map(|sheet| Finding {
        file: book.file.clone(),
        sheet: sheet.name.clone(),
        at: None,
        problem: Problem::SheetLeftOut {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
        },
    })
}
