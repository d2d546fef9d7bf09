//! The panel (数据表): values by variable × period × unit, some missing.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Column, Period, UnitId, VariableId};

/// Values by variable × period × unit.
///
/// A clone shares every column, so a snapshot is cheap and a change copies one column. Rows stand
/// for units and keep their order; a column shorter than the rows is missing below its end.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    rows: Arc<Rows>,
    series: BTreeMap<VariableId, Arc<Series>>,
}

/// The columns of one variable by period.
pub type Series = BTreeMap<Period, Column>;

#[derive(Clone, Debug, Default, PartialEq)]
struct Rows {
    order: Vec<UnitId>,
    index: BTreeMap<UnitId, usize>,
}

impl Panel {
    /// The units in the order of rows.
    pub fn rows(&self) -> &[UnitId] {
        &self.rows.order
    }

    /// The row of a unit.
    pub fn row_of(&self, unit: UnitId) -> Option<usize> {
        self.rows.index.get(&unit).copied()
    }

    /// Adds rows for units that have none yet, in the order given.
    pub fn add_rows(&mut self, units: impl IntoIterator<Item = UnitId>) {
        let rows = Arc::make_mut(&mut self.rows);
        for unit in units {
            let next = rows.order.len();
            if *rows.index.entry(unit).or_insert(next) == next {
                rows.order.push(unit);
            }
        }
    }

    /// Takes a unit's row out with all its values.
    pub fn remove_row(&mut self, unit: UnitId) {
        if self.row_of(unit).is_some() {
            let others = self.rows().iter().copied().filter(|&it| it != unit);
            *self = self.with_rows(&others.collect::<Vec<_>>());
        }
    }

    /// The rows of these units in this order, each with its values; a unit without a row has none
    /// afterwards either.
    #[must_use]
    pub fn with_rows(&self, units: &[UnitId]) -> Self {
        let known = units.iter().filter_map(|&it| Some((it, self.row_of(it)?)));
        let (units, rows): (Vec<UnitId>, Vec<usize>) = known.unzip();
        let mut panel = Self::default();
        panel.add_rows(units);
        for variable in self.variables() {
            for (period, column) in self.series(variable).into_iter().flatten() {
                panel.set_column(variable, period.clone(), column.gather(&rows));
            }
        }
        panel
    }

    /// The variables that have any column, in order of their ids.
    pub fn variables(&self) -> impl Iterator<Item = VariableId> + '_ {
        self.series.keys().copied()
    }

    /// The columns of a variable by period.
    pub fn series(&self, variable: VariableId) -> Option<&Series> {
        self.series.get(&variable).map(AsRef::as_ref)
    }

    /// The column of a variable in a period; its rows are those of [`Self::rows`].
    pub fn column(&self, variable: VariableId, period: &Period) -> Option<&Column> {
        self.series(variable)?.get(period)
    }

    /// One observation.
    pub fn get(&self, variable: VariableId, period: &Period, unit: UnitId) -> Option<f64> {
        self.column(variable, period)?.get(self.row_of(unit)?)
    }

    /// Puts a whole column in place of what was there.
    pub fn set_column(&mut self, variable: VariableId, period: Period, column: Column) {
        let series = self.series.entry(variable).or_default();
        Arc::make_mut(series).insert(period, column);
    }

    /// Changes one observation; the unit gets a row if it has none.
    pub fn set(&mut self, variable: VariableId, period: &Period, unit: UnitId, value: Option<f64>) {
        self.add_rows([unit]);
        let Some(row) = self.row_of(unit) else { return };
        let before = self.column(variable, period).cloned();
        let column = before.unwrap_or_else(|| Column::missing(self.rows().len()));
        self.set_column(variable, period.clone(), column.with(row, value));
    }

    /// Takes a variable out with all its columns.
    pub fn remove_variable(&mut self, variable: VariableId) {
        self.series.remove(&variable);
    }

    /// Every period in which any variable has a column, in order.
    pub fn periods(&self) -> Vec<Period> {
        let all: BTreeSet<&Period> = self
            .series
            .values()
            .flat_map(|series| series.keys())
            .collect();
        all.into_iter().cloned().collect()
    }
}

impl PartialEq for Panel {
    /// The same rows, variables and periods, and the same value in every row; a column that ends
    /// early equals one that is missing from there on.
    fn eq(&self, other: &Self) -> bool {
        let same_column = |a: &Column, b: &Column| {
            a == b || (0..a.len().max(b.len())).all(|row| a.get(row) == b.get(row))
        };
        let same_series = |a: &Series, b: &Series| {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|((p, a), (q, b))| p == q && same_column(a, b))
        };
        (Arc::ptr_eq(&self.rows, &other.rows) || self.rows == other.rows)
            && self.series.len() == other.series.len()
            && self
                .series
                .iter()
                .zip(&other.series)
                .all(|((v, a), (w, b))| v == w && (Arc::ptr_eq(a, b) || same_series(a, b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_keeps_its_values_when_the_original_changes() {
        let (variable, period) = (VariableId(1), Period::Year(2020));
        let mut panel = Panel::default();
        panel.set(variable, &period, UnitId(7), Some(1.0));
        let before = panel.clone();
        panel.set(variable, &period, UnitId(8), Some(2.0));
        panel.set(variable, &period, UnitId(7), None);
        assert_eq!(before.get(variable, &period, UnitId(7)), Some(1.0));
        assert_eq!(before.rows(), [UnitId(7)]);
        assert_eq!(panel.get(variable, &period, UnitId(7)), None);
        assert_eq!(panel.get(variable, &period, UnitId(8)), Some(2.0));
        assert_eq!(panel.periods(), [period]);
    }
}
