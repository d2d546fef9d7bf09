//! Derived variables into a panel.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    BoundFormula, Cycle, Trouble,
    demand::{Shown, shown},
    evaluate::evaluate,
    order,
    table::Space,
};
use crate::engine::{Column, Panel, Period, PlanUnit, UnitId, VariableId};

/// Values of a derived variable that cannot be computed, though all they come from is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeriveProblem {
    /// The derived variable.
    pub variable: VariableId,
    /// The period in which the operator failed.
    pub period: Period,
    /// How many characters of the formula stand before the operator or function.
    pub position: usize,
    /// Why.
    pub trouble: Trouble,
    /// The units for which it failed, in the order of rows.
    pub units: Vec<UnitId>,
}

/// Adds the derived variables to a copy of the panel and tells what could not be computed.
///
/// * Each is computed after those it comes from, so the order of the list does not matter. It
///   takes the place of an imported variable of the same id; of several formulas for one variable
///   the last counts. A variable that comes from itself is a [`Cycle`], and nothing is computed.
/// * It gets a column in every period in which a variable of its formula has one; without any
///   variable in the formula, in every period of the panel. Beyond these periods the formula and
///   all its parts are missing.
/// * Every row of the panel gets values; statistics come from the ranked ones of `units` only.
/// * A problem is told only where the result comes from it: not in a branch of `if` or `coalesce`
///   that is not taken. Problems are in order of variable, period and position.
pub fn derive(
    panel: &Panel,
    units: &[PlanUnit],
    formulas: &[(VariableId, BoundFormula)],
) -> Result<(Panel, Vec<DeriveProblem>), Cycle> {
    let order = order(formulas)?;
    let mut derived = panel.clone();
    for (variable, _) in formulas {
        derived.remove_variable(*variable);
    }
    let mut problems = Vec::new();
    for (variable, formula) in order.into_iter().filter_map(|at| formulas.get(at)) {
        let periods = match formula.variables() {
            none if none.is_empty() => panel.periods(),
            some => periods(&derived, &some),
        };
        let space = Space::new(&derived, units, periods);
        let evaluated = evaluate(formula, &derived, &space);
        let shown = shown(formula, &evaluated, &derived, &space);
        problems.extend(grouped(*variable, shown, derived.rows(), &space));
        for (at, period) in space.periods.iter().enumerate() {
            let column: Column = space.of(at, &evaluated.cells).iter().copied().collect();
            derived.set_column(*variable, period.clone(), column);
        }
    }
    let key = |it: &DeriveProblem| (it.variable, it.period.clone(), it.position, it.trouble);
    problems.sort_by_cached_key(key);
    Ok((derived, problems))
}

/// The periods in which any of the variables has a column.
fn periods(panel: &Panel, variables: &BTreeSet<VariableId>) -> Vec<Period> {
    let all: BTreeSet<&Period> = variables
        .iter()
        .filter_map(|&variable| panel.series(variable))
        .flat_map(|series| series.keys())
        .collect();
    all.into_iter().cloned().collect()
}

/// The troubles of the same place, period and kind together.
fn grouped(
    variable: VariableId,
    shown: Vec<Shown>,
    rows: &[UnitId],
    space: &Space,
) -> Vec<DeriveProblem> {
    let mut groups: BTreeMap<(usize, usize, Trouble), BTreeSet<usize>> = BTreeMap::new();
    for (position, cell, trouble) in shown {
        let (at, row) = (cell / space.rows.max(1), cell % space.rows.max(1));
        let group = groups.entry((at, position, trouble)).or_default();
        group.insert(row);
    }
    groups
        .into_iter()
        .filter_map(|((at, position, trouble), group)| {
            Some(DeriveProblem {
                variable,
                period: space.periods.get(at)?.clone(),
                position,
                trouble,
                units: group
                    .iter()
                    .filter_map(|&row| rows.get(row).copied())
                    .collect(),
            })
        })
        .collect()
}
