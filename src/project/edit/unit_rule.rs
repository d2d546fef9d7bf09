//! The rule of who is ranked.

use std::{collections::BTreeSet, sync::Arc};

use super::{At, ChoiceError, EditError, dataset_mut, setup::patch_mut};
use crate::{
    engine::{Period, UnitId, VariableId},
    project::{Dataset, Document, UnitRule},
};

pub(super) fn set(
    document: &mut Document,
    at: At,
    rule: Option<&UnitRule>,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, at.dataset)?;
    let rule = rule.map(tidy);
    if let Some(rule) = &rule {
        if rule.units().any(|unit| dataset.unit(unit).is_none()) {
            return Err(EditError::NoUnit);
        }
        if let Some(top) = &rule.top {
            dataset
                .variable(top.variable)
                .ok_or(EditError::NoVariable)?;
            if top.count == 0 {
                return Err(ChoiceError::NotPositive { number: 0.0 }.into());
            }
        }
    }
    match at.scenario {
        Some(scenario) => patch_mut(dataset, scenario)?.unit_rule = rule,
        None => dataset.unit_rule = rule.filter(|it| !it.is_idle()).map(Arc::new),
    }
    Ok(())
}

/// The rule with each unit once in a list.
fn tidy(rule: &UnitRule) -> UnitRule {
    let once = |units: &[UnitId]| -> Vec<UnitId> {
        let mut known = BTreeSet::new();
        let new = units.iter().filter(|unit| known.insert(**unit));
        new.copied().collect()
    };
    UnitRule {
        only: once(&rule.only),
        top: rule.top.clone(),
        also: once(&rule.also),
        exclude: once(&rule.exclude),
    }
}

/// All rules of a dataset: the base's and those of scenarios.
fn rules(dataset: &Dataset) -> impl Iterator<Item = &UnitRule> {
    let scenarios = dataset.scenarios.iter();
    let own = scenarios.filter_map(|it| it.patch.unit_rule.as_ref());
    dataset.unit_rule.as_deref().into_iter().chain(own)
}

/// Whether a rule goes by a variable.
pub(super) fn goes_by(dataset: &Dataset, variable: VariableId) -> bool {
    let mut tops = rules(dataset).filter_map(|it| it.top.as_ref());
    tops.any(|top| top.variable == variable)
}

/// Whether a rule ranks a unit by name.
pub(super) fn names(dataset: &Dataset, unit: UnitId) -> bool {
    rules(dataset).any(|rule| rule.only.contains(&unit) || rule.also.contains(&unit))
}

fn each(dataset: &mut Dataset, change: impl Fn(&mut UnitRule)) {
    if rules(dataset).next().is_none() {
        return;
    }
    if let Some(rule) = &mut dataset.unit_rule {
        change(Arc::make_mut(rule));
    }
    for scenario in Arc::make_mut(&mut dataset.scenarios) {
        scenario.patch.unit_rule.iter_mut().for_each(&change);
    }
    // One that only left this unit out asks for nothing any more.
    dataset.unit_rule.take_if(|rule| rule.is_idle());
}

/// Forgets a unit that is taken out.
pub(super) fn forget(dataset: &mut Dataset, unit: UnitId) {
    each(dataset, |rule| rule.exclude.retain(|&it| it != unit));
}

/// Gives a period to what rules say without one.
pub(super) fn date(dataset: &mut Dataset, period: &Period) {
    each(dataset, |rule| {
        if let Some(top) = &mut rule.top
            && top.period == Some(Period::Undated)
        {
            top.period = Some(period.clone());
        }
    });
}
