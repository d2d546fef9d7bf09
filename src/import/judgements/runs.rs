//! How far names go on from each cell of a sheet, told in one pass.

use std::collections::BTreeMap;

use super::block::MOST_NAMES;
use crate::import::{CellAt, Sheet, Value};

/// A matrix can only begin where names go on both to the right and down, and not for too long. Large
/// tables have few such cells, so it is cheap to look closer at those.
pub(super) struct Runs(Vec<Run>);

/// How many names follow a cell without a gap.
#[derive(Clone, Copy, Default)]
struct Run {
    is_name: bool,
    right: u32,
    down: u32,
}

impl Runs {
    pub(super) fn of(sheet: &Sheet, is_name: impl Fn(&Value) -> bool) -> Self {
        let mut runs = vec![Run::default(); sheet.cells.len()];
        let mut right: Option<(CellAt, Run)> = None;
        let mut below: BTreeMap<u32, (u32, Run)> = BTreeMap::new();
        for (cell, run) in sheet.cells.iter().zip(&mut runs).rev() {
            let CellAt { row, column } = cell.at;
            run.is_name = is_name(&cell.value);
            if let Some((at, next)) = right
                && next.is_name
                && at.row == row
                && at.column.checked_sub(1) == Some(column)
            {
                run.right = next.right + 1;
            }
            if let Some((at, next)) = below.insert(column, (row, *run))
                && next.is_name
                && at.checked_sub(1) == Some(row)
            {
                run.down = next.down + 1;
                below.insert(column, (row, *run));
            }
            right = Some((cell.at, *run));
        }
        Self(runs)
    }

    /// Whether a matrix may have its corner in the cell of this number.
    pub(super) fn can_head(&self, cell: usize) -> bool {
        let fits = |names: u32| (1..=MOST_NAMES).contains(&names);
        self.0
            .get(cell)
            .is_some_and(|it| it.is_name && fits(it.right) && fits(it.down))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Cell;

    #[test]
    fn corners_have_names_right_and_below() {
        let picture = ["abc.", "d.e.", "f.gg", "...."];
        let cells = (0..).zip(picture).flat_map(|(row, line)| {
            let letters = (0..).zip(line.chars()).filter(|it| it.1 != '.');
            letters.map(move |(column, letter)| Cell {
                at: CellAt { row, column },
                value: Value::Text(letter.to_string()),
            })
        });
        let mut sheet = Sheet {
            cells: cells.collect(),
            ..Sheet::default()
        };
        let heads = |sheet: &Sheet| {
            let runs = Runs::of(sheet, |it| it.text() != "g");
            let cells = sheet.cells.iter().enumerate();
            let heads = cells.filter(|(number, _)| runs.can_head(*number));
            heads.map(|(_, it)| it.at.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(heads(&sheet), ["A1"]);
        // As many names as there may be, and one more.
        for (more, expected) in [(98, vec!["A1"]), (99, vec![])] {
            let below = (3..3 + more).map(|row| Cell {
                at: CellAt { row, column: 0 },
                value: Value::Text("h".to_owned()),
            });
            let mut long = sheet.clone();
            long.cells.extend(below);
            assert_eq!(heads(&long), expected);
        }
        sheet.cells.clear();
        assert!(heads(&sheet).is_empty());
    }
}
