//! Cells of the data filled from those beside them, as with the fill handle of a spreadsheet.

use std::ops::RangeInclusive;

use super::{
    CellRange, CellsError, NewValue, Shown,
    cells::{changed, refuse_computed},
};

impl CellRange {
    /// The rectangle widened to a cell outside of it: down or up, or to a side where that is farther.
    ///
    /// ```
    /// use heng::project::CellRange;
    /// let range = CellRange { units: 2..=3, variables: 1..=1 };
    /// let widened = range.widened((6, 2));
    /// assert_eq!((widened.units, widened.variables), (2..=6, 1..=1));
    /// ```
    #[must_use]
    pub fn widened(&self, (row, column): (usize, usize)) -> Self {
        let away = |range: &RangeInclusive<usize>, at: usize| {
            let before = range.start().saturating_sub(at);
            before.max(at.saturating_sub(*range.end()))
        };
        let with = |range: &RangeInclusive<usize>, at: usize| {
            *range.start().min(&at)..=*range.end().max(&at)
        };
        let mut widened = self.clone();
        if away(&self.units, row) >= away(&self.variables, column) {
            widened.units = with(&self.units, row);
        } else {
            widened.variables = with(&self.variables, column);
        }
        widened
    }

    /// Whether a cell is in it.
    pub fn holds(&self, (row, column): (usize, usize)) -> bool {
        self.units.contains(&row) && self.variables.contains(&column)
    }
}

/// The values that change where a rectangle goes, as often as there is room, to the cells around it in
/// another one. Values are repeated and never continued as a series: below one unit stands another one,
/// not the next of a row.
pub fn filled(
    shown: &Shown<'_>,
    from: &CellRange,
    to: &CellRange,
) -> Result<Vec<NewValue>, CellsError> {
    let mut values = Vec::new();
    for row in to.units.clone() {
        for column in to.variables.clone() {
            if from.holds((row, column)) {
                continue;
            }
            let (above, before) = (source(&from.units, row), source(&from.variables, column));
            let source = shown.cell(above, before);
            let Some((source, place)) = source.zip(shown.cell(row, column)) else {
                continue;
            };
            refuse_computed(source)?;
            values.extend(changed(shown, place, shown.value(source))?);
        }
    }
    Ok(values)
}

/// Which of the places of a range stands at a place, where the range is repeated both ways.
fn source(range: &RangeInclusive<usize>, at: usize) -> usize {
    let (start, len) = (*range.start(), range.clone().count().max(1));
    start + (at + len - start % len) % len
}

/// The values that change where the first row of a rectangle goes to the rows below; where it is the
/// only one, it takes the row above.
pub fn filled_down(shown: &Shown<'_>, range: &CellRange) -> Result<Vec<NewValue>, CellsError> {
    let Some(row) = first_or_before(&range.units) else {
        return Ok(Vec::new());
    };
    let from = CellRange {
        units: row..=row,
        variables: range.variables.clone(),
    };
    filled(shown, &from, range)
}

/// The values that change where the first column of a rectangle goes to those at its right; where it is
/// the only one, it takes the column before.
pub fn filled_right(shown: &Shown<'_>, range: &CellRange) -> Result<Vec<NewValue>, CellsError> {
    let Some(column) = first_or_before(&range.variables) else {
        return Ok(Vec::new());
    };
    let from = CellRange {
        units: range.units.clone(),
        variables: column..=column,
    };
    filled(shown, &from, range)
}

/// The first place of a range, or the one before where it is the only one.
fn first_or_before(range: &RangeInclusive<usize>) -> Option<usize> {
    let first = *range.start();
    if *range.end() > first {
        Some(first)
    } else {
        first.checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_repeated_both_ways() {
        let at = |range: RangeInclusive<usize>| -> Vec<usize> {
            (0..9).map(|at| source(&range, at)).collect()
        };
        assert_eq!(at(4..=4), [4; 9]);
        assert_eq!(at(3..=4), [4, 3, 4, 3, 4, 3, 4, 3, 4]);
        assert_eq!(at(0..=2), [0, 1, 2, 0, 1, 2, 0, 1, 2]);
        assert_eq!(at(4..=6), [6, 4, 5, 6, 4, 5, 6, 4, 5]);
    }

    #[test]
    fn it_widens_along_one_side_only() {
        let range = CellRange {
            units: 2..=3,
            variables: 4..=5,
        };
        let widened = |at| {
            let it = range.widened(at);
            (it.units, it.variables)
        };
        assert_eq!(widened((3, 5)), (2..=3, 4..=5));
        assert_eq!(widened((7, 6)), (2..=7, 4..=5));
        assert_eq!(widened((0, 4)), (0..=3, 4..=5));
        assert_eq!(widened((4, 9)), (2..=3, 4..=9));
        assert_eq!(widened((3, 0)), (2..=3, 0..=5));
    }
}
