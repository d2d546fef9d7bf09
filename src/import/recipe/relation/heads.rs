//! Where the columns of last time stand now, by their headers.

use std::collections::BTreeSet;

use super::{KnownColumn, matters};
use crate::import::{
    Sheet,
    recipe::words,
    sheet_map::read_period,
    words::{clean, split_measure},
};

/// The header is looked for in so many rows.
const ROWS: usize = 60;
/// Rows with more cells are no header of a list of edges.
const MOST_CELLS: usize = 500;

/// A cell that heads a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    pub column: u32,
    /// Without the measure.
    pub name: String,
}

impl Head {
    /// Whether it is a period by itself.
    pub(super) fn is_dated(&self) -> bool {
        read_period(&self.name).is_some()
    }
}

/// The headers of a row, from the left.
pub(super) fn heads(sheet: &Sheet, row: u32) -> Vec<Head> {
    let mut rows = sheet.rows();
    let cells = rows.find(|(at, _)| *at == row).map(|it| it.1);
    let cells = cells.unwrap_or_default().iter().take(MOST_CELLS);
    let heads = cells.map(|it| Head {
        column: it.at.column,
        name: split_measure(&clean(&it.value.text())).0,
    });
    heads.filter(|it| !it.name.is_empty()).collect()
}

/// What a column of a list is headed by, without the measure, as recipes know it.
pub fn header_of(sheet: &Sheet, row: u32, column: u32) -> Option<String> {
    let mut heads = heads(sheet, row).into_iter();
    heads.find(|it| it.column == column).map(|it| it.name)
}

/// The row that has most of the known headers; none where no row has half of them.
pub(super) fn header_row(sheet: &Sheet, known: &[KnownColumn]) -> Option<u32> {
    let named = known.iter().filter(|it| !it.name.is_empty() && !it.dated);
    let least = named.count().div_ceil(2).max(1);
    let mut best: Option<(usize, u32)> = None;
    for (row, _) in sheet.rows().take(ROWS) {
        let heads = heads(sheet, row);
        let placed = places(known, &heads);
        let met = known
            .iter()
            .zip(&placed)
            .filter(|(it, place)| !it.name.is_empty() && place.is_some());
        let met = met.count();
        if met >= least && best.is_none_or(|(most, _)| met > most) {
            best = Some((met, row));
        }
    }
    best.map(|(_, row)| row)
}

/// The column of each known one; none where it is gone. Headers count first as they are, then without
/// their years; a column without a header stands where it stood. Columns headed by periods are not looked
/// for.
pub(super) fn places(known: &[KnownColumn], heads: &[Head]) -> Vec<Option<u32>> {
    let mut placed: Vec<Option<u32>> = vec![None; known.len()];
    let mut used: BTreeSet<u32> = BTreeSet::new();
    let spellings: [fn(&str) -> String; 2] = [words::plain, words::without_year];
    for spelt in spellings {
        let spelt_heads: Vec<(u32, String)> = heads
            .iter()
            .map(|it| (it.column, spelt(&it.name)))
            .collect();
        for (slot, column) in placed.iter_mut().zip(known) {
            if slot.is_some() || column.name.is_empty() || column.dated {
                continue;
            }
            let wanted = spelt(&column.name);
            let mut same = spelt_heads.iter();
            let found = same.find(|(at, name)| *name == wanted && !used.contains(at));
            if let Some((at, _)) = found {
                *slot = Some(*at);
                used.insert(*at);
            }
        }
    }
    for (slot, column) in placed.iter_mut().zip(known) {
        let headed = || heads.iter().any(|it| it.column == column.column);
        if column.name.is_empty() && !headed() {
            *slot = Some(column.column);
        }
    }
    placed
}

/// The new header that a column which is gone goes by now: the nearest one, or the only one where only
/// one column that matters is gone.
pub(super) fn renamed<'a>(
    gone: &KnownColumn,
    others: usize,
    free: &[&'a Head],
) -> Option<&'a Head> {
    let near = words::nearest(&gone.name, free.iter().map(|it| it.name.as_str()));
    if let Some(near) = near {
        return free.iter().find(|it| it.name == near).copied();
    }
    match free {
        [only] if others == 0 && matters(gone.role) => Some(only),
        _ => None,
    }
}
