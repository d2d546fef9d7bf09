//! The data as a grid shows them: which units and variables, in which order. A way of looking at a
//! document, never a change of it.

use std::{cmp::Ordering, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::{Dataset, Unit, Variable};
use crate::{
    engine::{Period, VariableId},
    import::Sound,
};

/// A column of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GridColumn {
    /// The names of units.
    Unit,
    /// The values of a variable.
    Variable(VariableId),
}

/// How the rows of a grid are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridSort {
    /// By what.
    pub by: GridColumn,
    /// From the largest to the smallest.
    pub descending: bool,
}

/// What a value must be for its unit to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// At least the one and at most the other, whichever comes first.
    Between(f64, f64),
    /// Missing.
    Missing,
    /// Not missing.
    Present,
    /// Corrected by hand.
    Corrected,
    /// Filled in by the method.
    Imputed,
    /// Far out, and moved by the method.
    Outlier,
}

/// What a grid shows of the data, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GridChoice {
    /// How the rows are sorted; none is the order of the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<GridSort>,
    /// What the names of units hold; empty is anything.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What values must be.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub conditions: BTreeMap<VariableId, Condition>,
    /// The order of variables; those that are not among them come after them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<VariableId>,
}

/// What is known of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CellState {
    /// The value as it counts; none is missing.
    pub value: Option<f64>,
    /// What was done to it by hand.
    pub corrected: bool,
    /// What the method did to it.
    pub marked: Option<CellMark>,
}

/// What the method did to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellMark {
    /// It was missing and filled.
    Imputed,
    /// It was far out and moved.
    Outlier,
}

/// The rows and columns of a grid: places among the units and the variables of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Which units, from the top down.
    pub units: Vec<usize>,
    /// Which variables, from the left.
    pub variables: Vec<usize>,
}

/// The data of a period as a grid shows them.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The data.
    pub dataset: &'a Dataset,
    /// When.
    pub period: &'a Period,
    /// Which rows and columns.
    pub grid: &'a Grid,
}

impl<'a> Shown<'a> {
    /// What a cell is about.
    pub fn cell(&self, row: usize, column: usize) -> Option<(&'a Unit, &'a Variable)> {
        self.grid.cell(self.dataset, (row, column))
    }

    /// A value as it counts, imported or corrected.
    pub fn value(&self, (unit, variable): (&Unit, &Variable)) -> Option<f64> {
        self.dataset.value(variable.id, self.period, unit.id)
    }
}

impl GridChoice {
    /// Whether some units may be left out.
    pub fn filters(&self) -> bool {
        !self.name.trim().is_empty() || !self.conditions.is_empty()
    }

    /// Shows all units.
    pub fn clear_filters(&mut self) {
        self.name.clear();
        self.conditions.clear();
    }

    /// Moves a column of a grid, counted as shown, in front of another one or to the end.
    pub fn move_column(&mut self, (dataset, grid): (&Dataset, &Grid), from: usize, to: usize) {
        let variables = (0..grid.variables.len()).filter_map(|at| grid.variable(dataset, at));
        let mut columns: Vec<VariableId> = variables.map(|it| it.id).collect();
        if from >= columns.len() || to > columns.len() {
            return;
        }
        let moved = columns.remove(from);
        let to = if to > from { to - 1 } else { to };
        columns.insert(to, moved);
        if from != to {
            self.columns = columns;
        }
    }

    /// Sorts by a column: from the smallest, then from the largest, then as the data stand.
    pub fn turn(&mut self, by: GridColumn) {
        self.sort = match self.sort.filter(|it| it.by == by) {
            None => Some(GridSort {
                by,
                descending: false,
            }),
            Some(sort) if !sort.descending => Some(GridSort {
                by,
                descending: true,
            }),
            Some(_) => None,
        };
    }
}

impl Condition {
    /// Whether a value is so.
    pub fn holds(self, state: CellState) -> bool {
        let within = |low: f64, high: f64| state.value.is_some_and(|it| low <= it && it <= high);
        match self {
            Self::AtLeast(low) => within(low, f64::INFINITY),
            Self::AtMost(high) => within(f64::NEG_INFINITY, high),
            Self::Between(a, b) => within(a.min(b), a.max(b)),
            Self::Missing => state.value.is_none(),
            Self::Present => state.value.is_some(),
            Self::Corrected => state.corrected,
            Self::Imputed => state.marked == Some(CellMark::Imputed),
            Self::Outlier => state.marked == Some(CellMark::Outlier),
        }
    }
}

impl Grid {
    /// All units and variables in the order of the data.
    pub fn whole(dataset: &Dataset) -> Self {
        Self {
            units: (0..dataset.units.len()).collect(),
            variables: (0..dataset.variables.len()).collect(),
        }
    }

    /// What a choice shows of the data; `state` tells what is known of a value.
    ///
    /// Missing values come last either way. Units that are alike stay in the order of the data.
    /// What a choice says of variables that are there no more does not count.
    pub fn of(
        dataset: &Dataset,
        choice: &GridChoice,
        state: impl Fn(&Unit, &Variable) -> CellState,
    ) -> Self {
        let mut grid = Self::whole(dataset);
        let name = choice.name.trim().to_lowercase();
        let conditions = choice.conditions.iter();
        let conditions: Vec<(&Variable, Condition)> = conditions
            .filter_map(|(id, condition)| Some((dataset.variable(*id)?, *condition)))
            .collect();
        let mut units: Vec<(usize, &Unit)> = dataset.units.iter().enumerate().collect();
        units.retain(|(_, unit)| {
            let mut conditions = conditions.iter();
            unit.label.to_lowercase().contains(&name)
                && conditions.all(|(variable, it)| it.holds(state(unit, variable)))
        });
        let sort_by = choice.sort.map(|it| (it.by, it.descending));
        match sort_by {
            Some((GridColumn::Unit, descending)) => {
                let key = |unit: &Unit| Some((Sound::of(&unit.label), unit.label.clone()));
                sort(&mut units, descending, key, Ord::cmp);
            }
            Some((GridColumn::Variable(id), descending)) => {
                if let Some(variable) = dataset.variable(id) {
                    let key = |unit: &Unit| state(unit, variable).value;
                    sort(&mut units, descending, key, f64::total_cmp);
                }
            }
            None => {}
        }
        grid.units = units.into_iter().map(|(at, _)| at).collect();
        let places: BTreeMap<VariableId, usize> = (0..)
            .zip(&choice.columns)
            .map(|(at, id)| (*id, at))
            .collect();
        grid.variables.sort_by_key(|at| {
            let place = dataset.variables.get(*at).and_then(|it| places.get(&it.id));
            place.copied().unwrap_or(usize::MAX)
        });
        grid
    }

    /// What a cell is about: its row and column as shown.
    pub fn cell<'a>(
        &self,
        dataset: &'a Dataset,
        (row, column): (usize, usize),
    ) -> Option<(&'a Unit, &'a Variable)> {
        Some((self.unit(dataset, row)?, self.variable(dataset, column)?))
    }

    /// The unit of a row.
    pub fn unit<'a>(&self, dataset: &'a Dataset, row: usize) -> Option<&'a Unit> {
        dataset.units.get(*self.units.get(row)?)
    }

    /// The variable of a column.
    pub fn variable<'a>(&self, dataset: &'a Dataset, column: usize) -> Option<&'a Variable> {
        dataset.variables.get(*self.variables.get(column)?)
    }
}

/// Sorts units by what is known of them; those of which nothing is known come last either way.
fn sort<K>(
    units: &mut [(usize, &Unit)],
    descending: bool,
    key: impl Fn(&Unit) -> Option<K>,
    compare: impl Fn(&K, &K) -> Ordering,
) {
    let mut keyed: Vec<_> = units.iter().map(|it| (key(it.1), *it)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if descending => compare(b, a),
        (Some(a), Some(b)) => compare(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    for (place, (_, unit)) in units.iter_mut().zip(keyed) {
        *place = unit;
    }
}
