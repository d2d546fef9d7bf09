//! How the grid of the data is looked at: sorted, filtered, and found out once, not once a frame.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    format::NumberFormat,
    selection::{Selection, Spot},
};
use crate::{
    engine::{Framework, Marked, Period, Results, UnitId, VariableId},
    project::{
        CellMark, CellRange, CellState, Dataset, Grid, GridChoice, GridColumn, Provenance, Unit,
        Variable,
    },
};

/// What the grid was found out from. Corrections are no part of it: a row that is being typed in
/// stays where it is until it is sorted anew.
#[derive(Clone, Debug)]
struct Of {
    choice: GridChoice,
    format: NumberFormat,
    period: Period,
    units: Arc<Vec<Unit>>,
    variables: Arc<Vec<Variable>>,
    provenance: Arc<Provenance>,
    /// Whether there were computed values.
    computed: bool,
}

impl Of {
    fn same_data(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.units, &other.units) && Arc::ptr_eq(&self.variables, &other.variables)
    }

    fn same(&self, other: &Self) -> bool {
        self.same_data(other)
            && Arc::ptr_eq(&self.provenance, &other.provenance)
            && (&self.choice, self.format, &self.period, self.computed)
                == (&other.choice, other.format, &other.period, other.computed)
    }
}

/// The grid of the data as it is looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct GridView {
    /// What is shown, and in which order.
    pub choice: GridChoice,
    /// How numbers are written.
    pub format: NumberFormat,
    /// The column that is being dragged elsewhere.
    pub dragged: Option<VariableId>,
    /// The column whose filter is being chosen.
    pub filtering: Option<GridColumn>,
    /// The filter that is being chosen is to get the keyboard.
    pub focus: bool,
    /// The selected cells are to be cut in the next frame.
    pub cut_asked: bool,
    /// The rectangle that the selected cells are being dragged to fill.
    pub filling: Option<CellRange>,
    /// The cell of it to be brought into view.
    pub fill_sought: Option<Spot>,
    /// The variable to be brought into view.
    pub sought: Option<VariableId>,
    /// The unit to be brought into view.
    pub sought_unit: Option<UnitId>,
    /// What the method did to values.
    pub marks: Marks,
    shown: Arc<Grid>,
    /// Another number whenever the grid shows something else.
    version: u64,
    of: Option<Of>,
}

impl GridView {
    /// The rows and columns.
    pub(super) fn shown(&self) -> Arc<Grid> {
        Arc::clone(&self.shown)
    }

    /// Another number whenever the grid shows something else.
    pub(super) const fn version(&self) -> u64 {
        self.version
    }

    /// Sorts and filters anew.
    pub(super) fn again(&mut self) {
        self.of = None;
    }

    /// Whether something else is to be shown than is.
    pub(super) fn is_stale(&self) -> bool {
        let now = (&self.choice, self.format);
        self.of
            .as_ref()
            .is_none_or(|it| (&it.choice, it.format) != now)
    }

    /// Finds out what is shown if anything has changed, and where the selected cell is then. True if
    /// columns were moved and nothing else.
    ///
    /// `computed`: whether there are computed values; `state`: what is known of a value.
    pub(super) fn keep(
        &mut self,
        dataset: &Dataset,
        (period, computed): (&Period, bool),
        cells: &mut Option<Selection>,
        state: impl Fn(&Unit, &Variable) -> CellState,
    ) -> bool {
        let of = Of {
            choice: self.choice.clone(),
            format: self.format,
            period: period.clone(),
            units: Arc::clone(&dataset.units),
            variables: Arc::clone(&dataset.variables),
            provenance: Arc::clone(&dataset.provenance),
            computed,
        };
        if self.of.as_ref().is_some_and(|it| it.same(&of)) {
            return false;
        }
        let grid = Arc::new(Grid::of(dataset, &of.choice, state));
        let same_data = self.of.as_ref().is_none_or(|it| it.same_data(&of));
        if same_data && *grid != *self.shown {
            *cells = cells.and_then(|it| Some(Selection::one(moved(&self.shown, &grid, it.at)?)));
        }
        let before = std::mem::replace(&mut self.shown, grid);
        self.version += 1;
        self.of = Some(of);
        same_data && before.units == self.shown.units && before.variables != self.shown.variables
    }
}

/// Where a cell of one grid is in another.
fn moved(from: &Grid, to: &Grid, (row, column): Spot) -> Option<Spot> {
    let (unit, variable) = (from.units.get(row)?, from.variables.get(column)?);
    let row = to.units.iter().position(|it| it == unit)?;
    let column = to.variables.iter().position(|it| it == variable)?;
    Some((row, column))
}

/// What the method did to the values of a period, found out once for each results.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    of: Option<(u64, Period)>,
    known: BTreeMap<(VariableId, UnitId), Marked>,
}

impl Marks {
    /// Takes the marks of the indicators that read variables as they stand in the period.
    pub(super) fn keep(
        &mut self,
        (generation, period): (u64, &Period),
        results: &Results,
        framework: Option<&Framework>,
    ) {
        let is_kept = |(at, of): &(u64, Period)| *at == generation && of == period;
        if self.of.as_ref().is_some_and(is_kept) {
            return;
        }
        self.of = Some((generation, period.clone()));
        self.known.clear();
        let Some((framework, at)) = framework.zip(results.period_at(period)) else {
            return;
        };
        for node in framework.nodes() {
            let Some(indicator) = node.indicator().filter(|it| it.lag == 0) else {
                continue;
            };
            let result = results.node(node.id).and_then(|it| it.periods.get(at));
            let stages = result.and_then(|it| it.stages.as_ref());
            for mark in stages.iter().flat_map(|it| &it.marks) {
                let Some(unit) = results.units.get(mark.unit) else {
                    continue;
                };
                let place = (indicator.variable, unit.id);
                self.known.entry(place).or_insert_with(|| mark.what.clone());
            }
        }
    }

    /// What was done to a value.
    pub(super) fn of(&self, variable: VariableId, unit: UnitId) -> Option<&Marked> {
        self.known.get(&(variable, unit))
    }

    /// The same, as a grid filters by it.
    pub(super) fn kind(&self, variable: VariableId, unit: UnitId) -> Option<CellMark> {
        self.of(variable, unit).map(|it| match it {
            Marked::Imputed(_) => CellMark::Imputed,
            Marked::Clipped => CellMark::Outlier,
        })
    }
}
