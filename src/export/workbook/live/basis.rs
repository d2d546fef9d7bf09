//! From raw values to those that are normalised: divided, filled, treated.

use super::{Beside, Live, Made, What, stages};
use crate::{
    engine::{Computed, Marked, Statistics, treat::Map},
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::{Cell, decimals},
        workbook::{values, view::View},
    },
};

/// The columns that stand beside the raw values.
pub(super) fn beside(live: &Live, view: &View<'_>) -> Vec<Beside> {
    let mut columns: Vec<Beside> = Vec::new();
    let mut computed = None;
    for at in view.indicators() {
        let Some(indicator) = live.indicator(at) else {
            continue;
        };
        if let Some(below) = indicator.denominator.filter(|_| live.divided.is_some()) {
            let what = What::Denominator(below.variable, indicator.lag);
            if columns.iter().all(|it| it.what != what) {
                let computed = computed.get_or_insert_with(|| Computed::new(live.plan.clone()));
                let of = view.period.back(indicator.lag);
                let value = |&unit: &usize| {
                    let unit = view.results.units.get(unit)?.id;
                    computed.panel().get(below.variable, of.as_ref()?, unit)
                };
                let values = view.rows.iter().map(value).collect();
                columns.push(Beside { what, values });
            }
        }
        if let Some(Statistics::Base(base)) = stages(view, at).and_then(|it| it.statistics.as_ref())
        {
            let values = view.rows.iter().map(|&unit| base.get(unit)).collect();
            let what = What::Base(at);
            columns.push(Beside { what, values });
        }
    }
    columns
}

impl Live {
    /// Where a column beside the raw values stands.
    pub(super) fn beside_column(&self, what: What) -> Option<usize> {
        let place = self.beside.iter().position(|it| it.what == what)?;
        Some(1 + self.leaf_columns.len() + place)
    }

    /// What makes a cell of a column beside the raw values: a denominator that is an indicator too
    /// stands on the same sheet already.
    pub(in crate::export::workbook) fn beside_term(&self, what: What, row: usize) -> Option<Term> {
        let What::Denominator(variable, lag) = what else {
            return None;
        };
        let mut leaves = self.leaf_columns.iter();
        let (_, &column) = leaves.find(|(at, _)| {
            let indicator = self.indicator(**at);
            indicator.is_some_and(|it| (it.variable, it.lag) == (variable, lag))
        })?;
        let cell = Spot::new(self.top + row, column).here();
        Some(cell.clone().when(cell.is_number()))
    }

    /// The cell of an indicator on the sheet of raw values.
    fn raw_cell(&self, at: usize, row: usize) -> Term {
        let spot = Spot::new(self.top + row, self.leaf_column(at));
        self.raw.sheet.cell(spot)
    }

    /// A value of an indicator after it was divided.
    fn divided_value(&self, view: &View<'_>, at: usize, row: usize) -> Option<f64> {
        let &unit = view.rows.get(row)?;
        let raw = stages(view, at)?.raw.get(unit)?;
        let Some(below) = self
            .indicator(at)?
            .denominator
            .filter(|_| self.divided.is_some())
        else {
            return Some(raw);
        };
        let what = What::Denominator(below.variable, self.indicator(at)?.lag);
        let column = self.beside.iter().find(|it| it.what == what)?;
        let by = column.values.get(row).copied().flatten();
        by.filter(|it| *it != 0.0).map(|by| raw / by * below.per)
    }

    /// What makes a divided value.
    fn divided_term(&self, at: usize, row: usize) -> Term {
        let raw = self.raw_cell(at, row);
        let divided = self.indicator(at).and_then(|indicator| {
            let below = indicator.denominator?;
            let what = What::Denominator(below.variable, indicator.lag);
            let spot = Spot::new(self.top + row, self.beside_column(what)?);
            Some((self.raw.sheet.cell(spot), below.per))
        });
        let Some((by, per)) = divided else {
            return raw.clone().when(raw.is_number());
        };
        let share = raw.clone() / by.clone() * Term::number(per);
        let there = Function::And.of([raw.is_number(), by.clone().is_number()]);
        share.when(by.differs(Term::number(0.0))).when(there)
    }

    /// What makes a treated value; none where it is a value: filled in or moved, or where the
    /// formula would not come to it.
    pub(in crate::export::workbook) fn prepared_term(
        &self,
        view: &View<'_>,
        at: usize,
        row: usize,
    ) -> Option<Term> {
        let stages = stages(view, at)?;
        let &unit = view.rows.get(row)?;
        if stages.marks.iter().any(|mark| mark.unit == unit) {
            return None;
        }
        let map = Self::map(view, at);
        let spot = Spot::new(self.top + row, self.leaf_column(at));
        let before = self.before_treatment().sheet.cell(spot);
        let is_number = before.clone().is_number();
        let expected = self
            .divided_value(view, at, row)
            .and_then(|value| map.apply(value));
        let near = match (expected, stages.value.get(unit)) {
            (Some(expected), Some(value)) => {
                (expected - value).abs() <= 1e-12 * value.abs().max(1.0)
            }
            (None, None) => true,
            _ => false,
        };
        let term = match map {
            _ if !near => return None,
            Map::Identity => before,
            Map::Log { min, shift } => {
                let [min, shift] = self.log_terms(view, at, [min, shift]);
                let argument = before - min + shift;
                let zero = Term::number(0.0);
                Function::Ln
                    .of([argument.clone()])
                    .when(argument.above(zero))
            }
            Map::BoxCox { lambda } => box_cox(before, lambda)?,
        };
        Some(term.when(is_number))
    }

    /// The least value and a hundredth of the range: asked of the values where these are all there
    /// is to ask, else as they were.
    fn log_terms(&self, view: &View<'_>, at: usize, [min, shift]: [f64; 2]) -> [Term; 2] {
        let own: Vec<f64> = (0..self.ranked)
            .filter_map(|row| self.divided_value(view, at, row))
            .collect();
        let filled = stages(view, at).is_some_and(|stages| {
            let mut marks = stages.marks.iter();
            marks.any(|mark| matches!(mark.what, Marked::Imputed(_)))
        });
        let least = own.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = own.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if filled || least != min || (0.01 * (greatest - least) - shift).abs() > 1e-12 * shift {
            return [min, shift].map(Term::number);
        }
        let area = self.ranked_area(self.before_treatment(), at);
        let [low, high] = [Function::Min, Function::Max].map(|it| it.of([area.clone()]));
        [low.clone(), Term::number(0.01) * (high - low)]
    }
}

/// The transformation of a value above zero; none where a spreadsheet would lose its digits.
fn box_cox(x: Term, lambda: f64) -> Option<Term> {
    let zero = Term::number(0.0);
    let mapped = if lambda == 0.0 {
        Function::Ln.of([x.clone()])
    } else if (0.01..=20.0).contains(&lambda.abs()) {
        let power = Term::number(lambda);
        (x.clone().to_the(power.clone()) - Term::number(1.0)) / power
    } else {
        return None;
    };
    Some(mapped.when(x.above(zero)))
}

/// The sheet of values after they were divided.
pub(in crate::export::workbook) fn divided(
    view: &View<'_>,
    live: &Live,
    name: String,
) -> crate::export::sheet_plan::SheetPlan {
    let indicators = view.indicators();
    values::table(view, name, &indicators, |at, row| {
        let value = live.divided_value(view, at, row);
        let column = (0..live.units).filter_map(|row| live.divided_value(view, at, row));
        let shown = decimals(column);
        let cell = value.map_or(Cell::Missing, |it| Cell::Number(it, shown));
        Made::formula(cell, live.divided_term(at, row))
    })
}
