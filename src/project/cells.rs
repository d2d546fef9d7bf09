//! Cells of the data as a rectangle, as in a spreadsheet: what they come to, and how all of them
//! are corrected in one step.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{Shown, Unit, Variable};
use crate::{
    engine::{Bounds, UnitId, VariableId, moments},
    import::{
        NameQuestion,
        number::{Reading, parse},
    },
};

/// A rectangle of a grid: rows and columns as shown, ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRange {
    /// Rows.
    pub units: RangeInclusive<usize>,
    /// Columns.
    pub variables: RangeInclusive<usize>,
}

/// What a value becomes; none is missing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewValue {
    /// Of what.
    pub variable: VariableId,
    /// Whose.
    pub unit: UnitId,
    /// The value.
    pub value: Option<f64>,
}

/// What numbers come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    /// How many there are.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// Their sum.
    pub sum: f64,
    /// The least and the greatest of them.
    pub bounds: Bounds,
}

/// A cell of the clipboard that is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrangeCell {
    /// The name of the unit it would go to.
    pub unit: String,
    /// The name of the variable.
    pub variable: String,
    /// What it says.
    pub text: String,
}

/// Why cells cannot be changed together. Nothing is changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CellsError {
    /// Some of the clipboard's cells are neither numbers nor marks of missing ones.
    #[error("{} cells are no numbers", .0.len())]
    NotNumbers(Vec<StrangeCell>),
    /// Some texts would be neither numbers nor marks of missing ones after something is replaced.
    #[error("{} cells would be no numbers", .0.len())]
    ReplacedNotNumbers(Vec<StrangeCell>),
    /// A cell follows from others.
    #[error("{variable:?} of {unit:?} is computed")]
    Computed {
        /// The name of its unit.
        unit: String,
        /// The name of its variable.
        variable: String,
    },
    /// The clipboard has more rows or columns than there are from that cell on.
    #[error("{rows} × {columns} cells into {free_rows} × {free_columns}")]
    NoRoom {
        /// Rows of the clipboard.
        rows: usize,
        /// Columns of the clipboard.
        columns: usize,
        /// Rows there are.
        free_rows: usize,
        /// Columns there are.
        free_columns: usize,
    },
    /// It is not certain which units names mean.
    #[error("{} names are not clear", .0.len())]
    UnclearNames(Vec<NameQuestion>),
    /// Two rows are one unit.
    #[error("{first:?} and {second:?} are one unit")]
    SameUnit {
        /// The name that comes first.
        first: String,
        /// The other name, which may be the same.
        second: String,
    },
}

/// What numbers come to; none where there are no numbers or their sum is too large.
///
/// ```
/// use heng::project::totals;
/// let told = totals([Some(1.0), None, Some(5.0)]).unwrap();
/// assert_eq!((told.count, told.mean, told.sum), (2, 3.0, 6.0));
/// assert_eq!((told.bounds.lower, told.bounds.upper), (1.0, 5.0));
/// assert_eq!(totals([None]), None);
/// ```
pub fn totals(values: impl IntoIterator<Item = Option<f64>>) -> Option<Totals> {
    let numbers: Vec<f64> = values.into_iter().flatten().collect();
    let sum: f64 = numbers.iter().sum();
    Some(Totals {
        count: numbers.len(),
        mean: moments::mean(&numbers)?,
        sum: Some(sum).filter(|it| it.is_finite())?,
        bounds: Bounds::of(numbers)?,
    })
}

/// Where cells of the clipboard go: once from the first cell of a rectangle on, or as often as they
/// fill it where each of its sides is a multiple of theirs.
pub fn landing(range: &CellRange, cells: &[Vec<String>]) -> CellRange {
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let selected = (range.units.clone().count(), range.variables.clone().count());
    let fills =
        |selected: usize, copied: usize| selected == 1 || selected.checked_rem(copied) == Some(0);
    let tiles = fills(selected.0, cells.len()) && fills(selected.1, columns);
    let end = |start: usize, selected: usize, copied: usize| {
        let len = if tiles { selected.max(copied) } else { copied };
        start..=(start + len).saturating_sub(1)
    };
    CellRange {
        units: end(*range.units.start(), selected.0, cells.len()),
        variables: end(*range.variables.start(), selected.1, columns),
    }
}

/// The values that cells of the clipboard would change, in their order, where they go by
/// [`landing`].
pub fn pasted(
    shown: &Shown<'_>,
    range: &CellRange,
    cells: &[Vec<String>],
) -> Result<Vec<NewValue>, CellsError> {
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let landing = landing(range, cells);
    check_room(shown, &landing, (cells.len(), columns))?;
    let (mut values, mut strange) = (Vec::new(), Vec::new());
    for (down, row) in landing.units.enumerate() {
        for (right, column) in landing.variables.clone().enumerate() {
            let from = down
                .checked_rem(cells.len())
                .zip(right.checked_rem(columns));
            let text = from.and_then(|(down, right)| cells.get(down)?.get(right));
            let Some((text, (unit, variable))) = text.zip(shown.cell(row, column)) else {
                continue;
            };
            match read_cell((unit, variable), text) {
                Ok(value) => values.extend(changed(shown, (unit, variable), value)?),
                Err(cell) => strange.push(cell),
            }
        }
    }
    if strange.is_empty() {
        Ok(values)
    } else {
        Err(CellsError::NotNumbers(strange))
    }
}

/// The values that change where a rectangle is made missing.
pub fn cleared(shown: &Shown<'_>, range: &CellRange) -> Result<Vec<NewValue>, CellsError> {
    let mut values = Vec::new();
    for row in range.units.clone() {
        for column in range.variables.clone() {
            if let Some(place) = shown.cell(row, column) {
                values.extend(changed(shown, place, None)?);
            }
        }
    }
    Ok(values)
}

/// Whether there are the rows and columns where cells of the clipboard go.
fn check_room(
    shown: &Shown<'_>,
    landing: &CellRange,
    (rows, columns): (usize, usize),
) -> Result<(), CellsError> {
    let (units, variables) = (shown.grid.units.len(), shown.grid.variables.len());
    if *landing.units.end() < units && *landing.variables.end() < variables {
        return Ok(());
    }
    Err(CellsError::NoRoom {
        rows,
        columns,
        free_rows: units.saturating_sub(*landing.units.start()),
        free_columns: variables.saturating_sub(*landing.variables.start()),
    })
}

/// Whether there are the columns where rows with names go, wherever their units are.
pub(super) fn check_columns(
    shown: &Shown<'_>,
    column: usize,
    (rows, columns): (usize, usize),
) -> Result<(), CellsError> {
    let free_columns = shown.grid.variables.len().saturating_sub(column);
    if columns <= free_columns {
        return Ok(());
    }
    Err(CellsError::NoRoom {
        rows,
        columns,
        free_rows: rows,
        free_columns,
    })
}

/// The value that the text of a cell says; none is missing.
pub(super) fn read_cell(
    (unit, variable): (&Unit, &Variable),
    text: &str,
) -> Result<Option<f64>, StrangeCell> {
    match parse(text, false) {
        Reading::Missing => Ok(None),
        Reading::Number { value, .. } => Ok(Some(value)),
        Reading::NotANumber => Err(StrangeCell {
            unit: unit.label.clone(),
            variable: variable.name.clone(),
            text: text.trim().to_owned(),
        }),
    }
}

/// A value where it is another than before.
pub(super) fn changed(
    shown: &Shown<'_>,
    (unit, variable): (&Unit, &Variable),
    value: Option<f64>,
) -> Result<Option<NewValue>, CellsError> {
    refuse_computed((unit, variable))?;
    let before = shown.value((unit, variable));
    Ok((before != value).then_some(NewValue {
        variable: variable.id,
        unit: unit.id,
        value,
    }))
}

pub(super) fn refuse_computed((unit, variable): (&Unit, &Variable)) -> Result<(), CellsError> {
    if variable.formula.is_none() && unit.members.is_empty() {
        return Ok(());
    }
    Err(CellsError::Computed {
        unit: unit.label.clone(),
        variable: variable.name.clone(),
    })
}
