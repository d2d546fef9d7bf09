//! Groupings from a file: a row a unit, a column a grouping.

use crate::import::{Book, Cell, CellAt, Sheet, TableError};

/// A grouping as its file tells it.
pub(super) struct Grouping {
    /// What kind of groups: the column's header.
    pub(super) kind: String,
    /// The unit and its group, in the order of rows.
    pub(super) words: Vec<(String, String)>,
}

/// The groupings of a file: its first visible sheet whose first row names more than one column.
/// The first column names the units; a group may be a word or a number, blank is none.
pub(super) fn groupings(book: &Book) -> Result<Vec<Grouping>, TableError> {
    let visible = book.sheets.iter().filter(|sheet| !sheet.hidden);
    let mut tables = visible.filter_map(|sheet| {
        let (row, header) = sheet.rows().next()?;
        (header.len() > 1).then_some((sheet, row, header))
    });
    let no_table = || TableError::NoTable {
        file: book.file.clone(),
    };
    let (sheet, first, header) = tables.next().ok_or_else(no_table)?;
    let (units, columns) = header.split_first().ok_or_else(no_table)?;
    let rows: Vec<u32> = sheet.rows().map(|(row, _)| row).collect();
    let below = || rows.iter().copied().filter(|&row| row > first);
    let grouping = |column: &Cell| Grouping {
        kind: clean(&column.value.text()),
        words: below()
            .map(|row| {
                (
                    text(sheet, row, units.at.column),
                    text(sheet, row, column.at.column),
                )
            })
            .filter(|(unit, word)| !unit.is_empty() && !word.is_empty())
            .collect(),
    };
    let named = columns
        .iter()
        .filter(|column| !clean(&column.value.text()).is_empty());
    Ok(named.map(grouping).collect())
}

fn text(sheet: &Sheet, row: u32, column: u32) -> String {
    let value = sheet.get(CellAt { row, column });
    value.map_or_else(String::new, |value| clean(&value.text()))
}

fn clean(text: &str) -> String {
    text.trim().to_owned()
}
