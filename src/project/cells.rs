//! Cells of the data as a rectangle, as in a spreadsheet: what they come to, and how all of them
//! are corrected in one step.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{Dataset, Unit, Variable};
use crate::{
    engine::{Period, UnitId, VariableId, moments},
    import::number::{Reading, parse},
};

/// A rectangle of the data of a period: places among the units and the variables, ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRange {
    /// Which units.
    pub units: RangeInclusive<usize>,
    /// Which variables.
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
}

/// What numbers come to; none where there are no numbers or their sum is too large.
///
/// ```
/// use heng::project::totals;
/// let told = totals([Some(1.0), None, Some(5.0)]).unwrap();
/// assert_eq!((told.count, told.mean, told.sum), (2, 3.0, 6.0));
/// assert_eq!(totals([None]), None);
/// ```
pub fn totals(values: impl IntoIterator<Item = Option<f64>>) -> Option<Totals> {
    let numbers: Vec<f64> = values.into_iter().flatten().collect();
    let sum: f64 = numbers.iter().sum();
    Some(Totals {
        count: numbers.len(),
        mean: moments::mean(&numbers)?,
        sum: Some(sum).filter(|it| it.is_finite())?,
    })
}

/// The values that cells of the clipboard would change, in their order: a single one goes to the whole
/// rectangle, a block begins at its first cell.
pub fn pasted(
    dataset: &Dataset,
    period: &Period,
    range: &CellRange,
    cells: &[Vec<String>],
) -> Result<Vec<NewValue>, CellsError> {
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let single = (cells.len(), columns) == (1, 1);
    let range = if single {
        range.clone()
    } else {
        room(dataset, range, (cells.len(), columns))?
    };
    let (mut values, mut strange) = (Vec::new(), Vec::new());
    for (down, row) in range.units.enumerate() {
        for (right, column) in range.variables.clone().enumerate() {
            let from = if single { (0, 0) } else { (down, right) };
            let text = cells.get(from.0).and_then(|it| it.get(from.1));
            let Some((text, (unit, variable))) = text.zip(cell(dataset, row, column)) else {
                continue;
            };
            match read_cell((unit, variable), text) {
                Ok(value) => values.extend(changed(dataset, period, (unit, variable), value)?),
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

/// The values that change where the first row of a rectangle goes to the rows below; where it is the
/// only one, it takes the row above.
pub fn filled_down(
    dataset: &Dataset,
    period: &Period,
    range: &CellRange,
) -> Result<Vec<NewValue>, CellsError> {
    let first = *range.units.start();
    let source = if range.units.end() > &first {
        first
    } else {
        let Some(above) = first.checked_sub(1) else {
            return Ok(Vec::new());
        };
        above
    };
    let mut values = Vec::new();
    for row in source + 1..=*range.units.end() {
        for column in range.variables.clone() {
            let from = cell(dataset, source, column);
            let Some((from, (unit, variable))) = from.zip(cell(dataset, row, column)) else {
                continue;
            };
            refuse_computed(from)?;
            let value = dataset.value(variable.id, period, from.0.id);
            values.extend(changed(dataset, period, (unit, variable), value)?);
        }
    }
    Ok(values)
}

/// The values that change where a rectangle is made missing.
pub fn cleared(
    dataset: &Dataset,
    period: &Period,
    range: &CellRange,
) -> Result<Vec<NewValue>, CellsError> {
    let mut values = Vec::new();
    for row in range.units.clone() {
        for column in range.variables.clone() {
            if let Some(place) = cell(dataset, row, column) {
                values.extend(changed(dataset, period, place, None)?);
            }
        }
    }
    Ok(values)
}

/// A rectangle of so many rows and columns that begins where another one does.
fn room(
    dataset: &Dataset,
    range: &CellRange,
    (rows, columns): (usize, usize),
) -> Result<CellRange, CellsError> {
    let (top, left) = (*range.units.start(), *range.variables.start());
    let free_rows = dataset.units.len().saturating_sub(top);
    let free_columns = dataset.variables.len().saturating_sub(left);
    if rows > free_rows || columns > free_columns {
        return Err(CellsError::NoRoom {
            rows,
            columns,
            free_rows,
            free_columns,
        });
    }
    Ok(CellRange {
        units: top..=(top + rows).saturating_sub(1),
        variables: left..=(left + columns).saturating_sub(1),
    })
}

fn cell(dataset: &Dataset, row: usize, column: usize) -> Option<(&Unit, &Variable)> {
    Some((dataset.units.get(row)?, dataset.variables.get(column)?))
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
    dataset: &Dataset,
    period: &Period,
    (unit, variable): (&Unit, &Variable),
    value: Option<f64>,
) -> Result<Option<NewValue>, CellsError> {
    refuse_computed((unit, variable))?;
    let before = dataset.value(variable.id, period, unit.id);
    Ok((before != value).then_some(NewValue {
        variable: variable.id,
        unit: unit.id,
        value,
    }))
}

fn refuse_computed((unit, variable): (&Unit, &Variable)) -> Result<(), CellsError> {
    if variable.formula.is_none() && unit.members.is_empty() {
        return Ok(());
    }
    Err(CellsError::Computed {
        unit: unit.label.clone(),
        variable: variable.name.clone(),
    })
}
