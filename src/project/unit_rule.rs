//! Who is ranked by a rule, found again whenever the data change.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Dataset, Role, ScenarioId, Unit, derived::computed_panel};
use crate::engine::{Panel, Period, UnitId, VariableId};

/// Who is ranked: only these or all, then the top of them, plus also, minus exclude.
///
/// Roles set by hand come first: who is left out by hand is not in the running, and who is shown
/// for reference stays so unless the rule leaves it out by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitRule {
    /// None but these; empty is all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<UnitId>,
    /// The first of them by a variable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<TopRule>,
    /// Ranked whatever their place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<UnitId>,
    /// Left out, also where they were among the top or only shown for reference.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<UnitId>,
}

/// The first units by a variable, greatest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopRule {
    /// By which.
    pub variable: VariableId,
    /// How many; where several share the last place, all of them.
    pub count: usize,
    /// In which period; else the latest in which a unit in the running has a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// What a rule does with the data as they are. Units are in the order of the dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleEffect {
    /// Who is ranked.
    pub ranked: Vec<UnitId>,
    /// Ranked by name, without being among the first.
    pub entered: Vec<UnitId>,
    /// Would be ranked without the rule.
    pub left: Vec<UnitId>,
    /// In the running, but without a value to tell their place by.
    pub missing: Vec<UnitId>,
    /// Share the last place, so that there are more than asked for.
    pub tied: Vec<UnitId>,
    /// Of the values that tell places.
    pub period: Option<Period>,
}

/// How the list of ranked units differs between two moments of a dataset, or two scenarios.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListChange {
    /// Ranked now, and not before.
    pub entered: Vec<UnitId>,
    /// Ranked before, and not now.
    pub left: Vec<UnitId>,
}

/// What the rule of a scenario, or of the base, does; none where there is no rule.
pub fn rule_effect(dataset: &Dataset, scenario: Option<ScenarioId>) -> Option<RuleEffect> {
    let rule = dataset.rule_in(scenario)?;
    Some(effect(dataset, scenario, rule))
}

/// Who entered and who left the ranked units from `before` to `after`.
pub fn list_change(
    before: (&Dataset, Option<ScenarioId>),
    after: (&Dataset, Option<ScenarioId>),
) -> ListChange {
    let ranked = |(dataset, scenario): (&Dataset, Option<ScenarioId>)| -> Vec<UnitId> {
        let roles = dataset.roles(scenario);
        let units = dataset.units.iter().zip(roles);
        let ranked = units.filter(|(unit, role)| *role == Role::Ranked && unit.members.is_empty());
        ranked.map(|(unit, _)| unit.id).collect()
    };
    let (before, after) = (ranked(before), ranked(after));
    let without = |these: &[UnitId], those: &[UnitId]| -> Vec<UnitId> {
        let those: BTreeSet<&UnitId> = those.iter().collect();
        let left = these.iter().filter(|it| !those.contains(it));
        left.copied().collect()
    };
    ListChange {
        entered: without(&after, &before),
        left: without(&before, &after),
    }
}

impl UnitRule {
    /// Whether everyone is ranked whom nobody leaves out by hand.
    pub fn is_idle(&self) -> bool {
        *self == Self::default()
    }

    /// All units it names.
    pub fn units(&self) -> impl Iterator<Item = UnitId> + '_ {
        let lists = [&self.only, &self.also, &self.exclude];
        lists.into_iter().flatten().copied()
    }
}

impl Dataset {
    /// The rule of who is ranked under a scenario.
    pub fn rule_in(&self, scenario: Option<ScenarioId>) -> Option<&UnitRule> {
        let own = scenario.and_then(|id| self.scenario(id));
        let own = own.and_then(|it| it.patch.unit_rule.as_ref());
        own.or(self.unit_rule.as_deref()).filter(|it| !it.is_idle())
    }

    /// How every unit takes part under a scenario, in the order of units: as set by hand, then by
    /// the rule.
    pub fn roles(&self, scenario: Option<ScenarioId>) -> Vec<Role> {
        let by_hand = self.units.iter().map(|unit| self.role(scenario, unit));
        let Some(rule) = self.rule_in(scenario) else {
            return by_hand.collect();
        };
        let effect = effect(self, scenario, rule);
        let ranked: BTreeSet<UnitId> = effect.ranked.into_iter().collect();
        let roles = self.units.iter().zip(by_hand).map(|(unit, by_hand)| {
            let pooled = !unit.members.is_empty();
            match by_hand {
                // Who is left out by name is not shown for reference either.
                _ if rule.exclude.contains(&unit.id) => Role::Excluded,
                // Units made of others are shown and never ranked.
                Role::Ranked if !pooled && !ranked.contains(&unit.id) => Role::Excluded,
                as_set => as_set,
            }
        });
        roles.collect()
    }
}

fn effect(dataset: &Dataset, scenario: Option<ScenarioId>, rule: &UnitRule) -> RuleEffect {
    let runs =
        |unit: &&Unit| dataset.role(scenario, unit) == Role::Ranked && unit.members.is_empty();
    let all: Vec<UnitId> = dataset.units.iter().filter(runs).map(|it| it.id).collect();
    let only: BTreeSet<&UnitId> = rule.only.iter().collect();
    let running = all.iter().copied();
    let running: Vec<UnitId> = running
        .filter(|unit| only.is_empty() || only.contains(unit))
        .collect();
    let mut effect = RuleEffect::default();
    let first: BTreeSet<UnitId> = match &rule.top {
        Some(top) => first(dataset, top, &running, &mut effect),
        None => running.into_iter().collect(),
    };
    let also: BTreeSet<&UnitId> = rule.also.iter().collect();
    let exclude: BTreeSet<&UnitId> = rule.exclude.iter().collect();
    for unit in all {
        let by_name = also.contains(&unit) && !first.contains(&unit);
        if (by_name || first.contains(&unit)) && !exclude.contains(&unit) {
            effect.ranked.push(unit);
            effect.entered.extend(by_name.then_some(unit));
        } else {
            effect.left.push(unit);
        }
    }
    effect
}

/// The first of those in the running.
fn first(
    dataset: &Dataset,
    top: &TopRule,
    running: &[UnitId],
    effect: &mut RuleEffect,
) -> BTreeSet<UnitId> {
    let computed = dataset
        .variable(top.variable)
        .is_some_and(|it| it.formula.is_some());
    let values = if computed {
        computed_panel(dataset, running)
    } else {
        dataset.corrected_panel()
    };
    let period = top.period.clone();
    effect.period = period.or_else(|| latest(&values, top.variable, running));
    let period = effect.period.clone().unwrap_or(Period::Undated);
    let mut by_value: Vec<(f64, UnitId)> = Vec::new();
    for &unit in running {
        match values.get(top.variable, &period, unit) {
            Some(value) => by_value.push((value, unit)),
            None => effect.missing.push(unit),
        }
    }
    by_value.sort_by(|a, b| b.0.total_cmp(&a.0));
    let last = top.count.checked_sub(1).and_then(|at| by_value.get(at));
    let Some(edge) = last.map(|(value, _)| *value) else {
        let all = if top.count == 0 { &[][..] } else { &by_value };
        return all.iter().map(|(_, unit)| *unit).collect();
    };
    let first: BTreeSet<UnitId> = by_value
        .iter()
        .filter(|(value, _)| *value >= edge)
        .map(|(_, unit)| *unit)
        .collect();
    if first.len() > top.count {
        let tied = by_value.iter().filter(|(value, _)| *value == edge);
        let tied: BTreeSet<UnitId> = tied.map(|(_, unit)| *unit).collect();
        let in_order = running.iter().filter(|unit| tied.contains(unit));
        effect.tied = in_order.copied().collect();
    }
    first
}

/// The latest period in which one of these units has a value.
fn latest(values: &Panel, variable: VariableId, running: &[UnitId]) -> Option<Period> {
    let mut periods = values.series(variable)?.keys().rev();
    let told = |period: &&Period| {
        let mut running = running.iter();
        running.any(|&unit| values.get(variable, period, unit).is_some())
    };
    periods.find(told).cloned()
}
