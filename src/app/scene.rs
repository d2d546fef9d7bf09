//! The scenario in view, and what of the document follows from it without computing.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    engine::{Framework, Method, UnitId},
    project::{
        Aspect, Dataset, Difference, Role, RuleEffect, ScenarioId, differences, rule_effect,
    },
};

/// The document as the scenario in view has it; made anew only when one of the two has changed.
#[derive(Debug, Default)]
pub(super) struct Scene {
    of: Option<Which>,
    /// Which scenario; none is the base.
    pub scenario: Option<ScenarioId>,
    /// The tree with the scenario's weights and switches.
    pub framework: Option<Arc<Framework>>,
    /// The scenario's method.
    pub method: Method,
    /// What the rule of who is ranked does; none where there is no rule.
    pub effect: Option<RuleEffect>,
    /// In what the scenario differs from the base.
    pub differences: Vec<Difference>,
    roles: BTreeMap<UnitId, Role>,
}

/// Which state of the document, under which scenario.
type Which = (u64, Option<ScenarioId>);

impl Scene {
    /// Brings what is known up to the document.
    pub(super) fn refresh(&mut self, dataset: &Dataset, which: Which) {
        if self.of == Some(which) {
            return;
        }
        let (_, scenario) = which;
        let units = dataset.units.iter().map(|unit| unit.id);
        *self = Self {
            of: Some(which),
            scenario,
            framework: dataset.framework_in(scenario),
            method: dataset.method_in(scenario),
            effect: rule_effect(dataset, scenario),
            differences: scenario.map_or_else(Vec::new, |id| differences(dataset, id)),
            roles: units.zip(dataset.roles(scenario)).collect(),
        };
    }

    /// How a unit takes part, whether set by hand or by the rule.
    pub(super) fn role(&self, unit: UnitId) -> Role {
        self.roles.get(&unit).copied().unwrap_or_default()
    }

    /// How many units are ranked.
    pub(super) fn ranked(&self) -> usize {
        let roles = self.roles.values();
        roles.filter(|role| **role == Role::Ranked).count()
    }

    /// The difference from the base in one thing.
    pub(super) fn difference(&self, aspect: Aspect) -> Option<&Difference> {
        let mut all = self.differences.iter();
        all.find(|it| it.aspect() == aspect)
    }
}
