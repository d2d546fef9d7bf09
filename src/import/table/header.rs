//! Which row is the header.

use std::collections::BTreeMap;

use super::grid::{Grid, Row, Says};

/// The row asked for, counted from 1, as its place among the rows that have cells.
pub(super) fn asked(grid: &Grid<'_>, row: u32) -> Option<usize> {
    let row = row.checked_sub(1)?;
    grid.rows.iter().position(|it| it.row == row)
}

/// The first row that names most of the columns with numbers below.
///
/// A title line with 单位：亿元 in its corner may stand above some number too, so among the rows down
/// to the first numbers the one that names most wins; of equals, one directly above numbers.
pub(super) fn recognised(grid: &Grid<'_>) -> Option<usize> {
    let last_number = last_numbers(grid);
    let mut best: Option<((usize, bool), usize)> = None;
    for (index, row) in grid.rows.iter().enumerate() {
        if best.is_some() && row.has_numbers() {
            break;
        }
        let words = row.fields.iter().filter(|it| it.says == Says::Word);
        let above = words
            .clone()
            .filter(|it| last_number.get(&it.at.column).is_some_and(|it| *it > index));
        let named = above.count();
        if named == 0 || words.count() < 2 {
            continue;
        }
        let next = grid.rows.get(index + 1).is_some_and(continues);
        if best.is_none_or(|(score, _)| (named, next) > score) {
            best = Some(((named, next), index));
        }
    }
    best.map(|(_, index)| index)
}

/// The last row of each column that has a number.
fn last_numbers(grid: &Grid<'_>) -> BTreeMap<u32, usize> {
    let mut last = BTreeMap::new();
    for (index, row) in grid.rows.iter().enumerate() {
        for field in &row.fields {
            if matches!(field.says, Says::Number { .. }) {
                last.insert(field.at.column, index);
            }
        }
    }
    last
}

/// Whether a row looks like data.
fn continues(row: &Row<'_>) -> bool {
    row.has_numbers() || row.fields.iter().any(|field| field.says == Says::Missing)
}
