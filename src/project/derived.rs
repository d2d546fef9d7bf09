//! What a dataset adds to its imported values: computed variables, pooled units, groupings.

use std::collections::BTreeMap;

use super::{Dataset, LookupError, Variable, find_unit, find_variable};
use crate::engine::{
    Finding, Panel, PlanData, PlanUnit, Pool, Pooling, StepFinding, UnitId, VariableId,
    formula::{BoundFormula, Formula, FormulaError, NameProblem, derive},
    pool::pool,
};

/// The formula of a text, its names tied to the variables and units of a dataset.
pub fn bind(dataset: &Dataset, text: &str) -> Result<BoundFormula, FormulaError> {
    let problem = |error: LookupError| match error {
        LookupError::Unknown { .. } => NameProblem::Unknown,
        LookupError::Ambiguous { .. } => NameProblem::Ambiguous,
    };
    Formula::parse(text)?.bind(
        |name| match find_variable(dataset, name.trim()) {
            Ok(variable) => Ok(variable.id),
            Err(error) => Err(problem(error)),
        },
        |name| match find_unit(dataset, name.trim()) {
            Ok(unit) => Ok(unit.id),
            Err(error) => Err(problem(error)),
        },
    )
}

/// All that the engine starts from, with those units that take part.
pub(super) fn plan_data(dataset: &Dataset, units: Vec<PlanUnit>) -> PlanData {
    let mut data = PlanData {
        panel: dataset.corrected_panel(),
        pools: pools(dataset),
        pooling: pooling(dataset),
        groups: groups(dataset, &units),
        units,
        ..PlanData::default()
    };
    for variable in dataset.variables.iter() {
        let Some(formula) = &variable.formula else {
            continue;
        };
        match bind(dataset, formula) {
            Ok(bound) => data.derived.push((variable.id, bound)),
            Err(error) => {
                // What was imported under that name before must not pass for the result.
                data.panel.remove_variable(variable.id);
                data.findings
                    .push(Finding::Step(StepFinding::FormulaBroken {
                        variable: variable.id,
                        error,
                    }));
            }
        }
    }
    data
}

/// All values, those of pools and formulas among them, where just these units are ranked.
pub(super) fn computed_panel(dataset: &Dataset, ranked: &[UnitId]) -> Panel {
    let units = dataset.units.iter().map(|unit| PlanUnit {
        id: unit.id,
        ranked: ranked.contains(&unit.id),
    });
    let data = plan_data(dataset, units.collect());
    let (panel, _) = pool(&data.panel, &data.pools, &data.pooling);
    // A circle of formulas is told with the results.
    derive(&panel, &data.units, &data.derived).map_or(panel, |(derived, _)| derived)
}

fn pools(dataset: &Dataset) -> Vec<Pool> {
    let pooled = dataset.units.iter().filter(|unit| !unit.members.is_empty());
    let pools = pooled.map(|unit| Pool {
        unit: unit.id,
        members: unit.members.clone(),
    });
    pools.collect()
}

fn pooling(dataset: &Dataset) -> BTreeMap<VariableId, Pooling> {
    let variables = dataset.variables.iter();
    variables.map(|it| (it.id, it.pooling())).collect()
}

impl Variable {
    /// How its values are pooled: as chosen, else by its measure. Shares and other ratios are
    /// averaged, all else adds up.
    pub fn pooling(&self) -> Pooling {
        let measure = self.measure.as_deref().unwrap_or_default();
        let ratio = measure.contains(['%', '％', '‰', '/', '／']) || is_percent(measure);
        let usual = if ratio {
            Pooling::Mean { by: None }
        } else {
            Pooling::Sum
        };
        self.pooling.unwrap_or(usual)
    }
}

/// Whether a measure is spelt out as a percentage: 百分比, 百分点.
fn is_percent(measure: &str) -> bool {
    let mut pairs = measure.chars().zip(measure.chars().skip(1));
    pairs.any(|pair| pair == ('百', '分'))
}

/// By the name of the grouping, the group of each unit that takes part. A unit in two groups of a
/// kind counts in the first.
fn groups(dataset: &Dataset, units: &[PlanUnit]) -> BTreeMap<String, Vec<Option<usize>>> {
    let mut kinds: BTreeMap<String, Vec<&[UnitId]>> = BTreeMap::new();
    for group in dataset.groups.iter() {
        let of_kind = kinds.entry(group.kind.clone()).or_default();
        of_kind.push(&group.members);
    }
    let place = |members: &[&[UnitId]], unit: &PlanUnit| {
        members
            .iter()
            .position(|members| members.contains(&unit.id))
    };
    let kinds = kinds.into_iter();
    kinds
        .map(|(kind, members)| {
            let places = units.iter().map(|unit| place(&members, unit));
            (kind, places.collect())
        })
        .collect()
}
