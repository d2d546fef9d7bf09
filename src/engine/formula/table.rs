//! Values of one expression in every period and row.

use std::collections::BTreeMap;

use crate::engine::{Panel, Period, PlanUnit};

/// Why a value cannot be computed from those that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// A division by zero, also zero to a negative power and the growth from zero.
    DivisionByZero,
    /// The logarithm, or the compound growth, of a number not above zero.
    NotPositive,
    /// The square root, or a broken power, of a negative number.
    Negative,
    /// The result is beyond what a double holds.
    Overflow,
}

/// A value, none where an argument is missing, or trouble.
pub(super) type Cell = Result<Option<f64>, Trouble>;

/// The values of an expression: the rows of the first period, then those of the next.
pub(super) type Cells = Vec<Option<f64>>;

/// The periods and rows over which a formula is evaluated.
pub(super) struct Space {
    /// In order.
    pub(super) periods: Vec<Period>,
    /// How many rows a period has.
    pub(super) rows: usize,
    /// The rows of ranked units, in the order of units.
    pub(super) ranked: Vec<usize>,
    /// For each row whether its unit is ranked.
    pub(super) is_ranked: Vec<bool>,
    places: BTreeMap<Period, usize>,
}

impl Space {
    pub(super) fn new(panel: &Panel, units: &[PlanUnit], periods: Vec<Period>) -> Self {
        let rows = panel.rows().len();
        let mut is_ranked = vec![false; rows];
        let mut ranked = Vec::new();
        for unit in units.iter().filter(|unit| unit.ranked) {
            let Some(row) = panel.row_of(unit.id) else {
                continue;
            };
            if let Some(seen) = is_ranked.get_mut(row).filter(|seen| !**seen) {
                *seen = true;
                ranked.push(row);
            }
        }
        let places = (0..).zip(&periods);
        let places = places.map(|(at, period)| (period.clone(), at)).collect();
        Self {
            periods,
            rows,
            ranked,
            is_ranked,
            places,
        }
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.periods.len() * self.rows
    }

    /// Where a period stands.
    pub(super) fn place(&self, period: &Period) -> Option<usize> {
        self.places.get(period).copied()
    }

    /// Where the period so many steps before the one at a place stands.
    pub(super) fn back(&self, at: usize, steps: u32) -> Option<usize> {
        self.place(&self.periods.get(at)?.back(steps)?)
    }

    /// The rows of a period.
    pub(super) fn of<'a, T>(&self, at: usize, cells: &'a [T]) -> &'a [T] {
        let start = at * self.rows;
        cells.get(start..start + self.rows).unwrap_or_default()
    }

    /// The rows of each period in order.
    pub(super) fn each<'a, T>(&self, cells: &'a [T]) -> impl Iterator<Item = &'a [T]> {
        cells.chunks(self.rows.max(1))
    }
}

/// The values of a step and the cells in which there was trouble.
#[derive(Default)]
pub(super) struct Made {
    pub(super) cells: Cells,
    pub(super) troubles: Vec<(usize, Trouble)>,
}

impl Made {
    /// Puts in the next cell. Nothing infinite gets past.
    pub(super) fn push(&mut self, cell: Cell) {
        let value = match cell {
            Ok(value) if value.is_none_or(f64::is_finite) => value,
            Ok(_) => self.note(Trouble::Overflow),
            Err(trouble) => self.note(trouble),
        };
        self.cells.push(value);
    }

    fn note(&mut self, trouble: Trouble) -> Option<f64> {
        self.troubles.push((self.cells.len(), trouble));
        None
    }
}

impl FromIterator<Cell> for Made {
    fn from_iter<I: IntoIterator<Item = Cell>>(cells: I) -> Self {
        let cells = cells.into_iter();
        let mut made = Self {
            cells: Vec::with_capacity(cells.size_hint().0),
            troubles: Vec::new(),
        };
        cells.for_each(|cell| made.push(cell));
        made
    }
}

impl From<Cells> for Made {
    fn from(cells: Cells) -> Self {
        Self {
            cells,
            troubles: Vec::new(),
        }
    }
}
