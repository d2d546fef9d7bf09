//! In what a scenario differs from the base, one fact at a time.

use serde::{Deserialize, Serialize};

use super::{Dataset, MethodPatch, Patch, Role, ScenarioId, UnitRule};
use crate::engine::{
    Aggregation, Imputation, NodeId, Normalisation, Screen, Treatment, UnitId, Weighting,
};

/// One thing that a scenario can have of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "aspect", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "fields repeat what the variant says")]
pub enum Aspect {
    /// The typed weight of a node.
    Weight { node: NodeId },
    /// Whether a node is switched on.
    Enabled { node: NodeId },
    /// How a unit takes part.
    Role { unit: UnitId },
    /// The rule of who is ranked.
    UnitRule,
    /// Whether indicators are divided by their denominators.
    Denominate,
    /// Who has enough data.
    Screen,
    /// How gaps are filled.
    Imputation,
    /// What is done about outliers.
    Treatment,
    /// How values become scores.
    Normalisation,
    /// Where weights come from.
    Weighting,
    /// How children become their parent's score.
    Aggregations,
    /// How much of a node's weight must be available.
    MinAvailability,
}

/// A difference between a scenario and the base.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the base's choice and the scenario's own")]
pub enum Difference {
    /// The typed weight of a node.
    Weight {
        node: NodeId,
        base: Option<f64>,
        here: Option<f64>,
    },
    /// Whether a node is switched on.
    Enabled { node: NodeId, here: bool },
    /// How a unit takes part.
    Role {
        unit: UnitId,
        base: Role,
        here: Role,
    },
    /// The rule of who is ranked.
    UnitRule {
        base: Option<UnitRule>,
        here: UnitRule,
    },
    /// Whether indicators are divided by their denominators.
    Denominate { here: bool },
    /// Who has enough data; none asks for nothing.
    Screen {
        base: Option<Screen>,
        here: Option<Screen>,
    },
    /// How gaps are filled.
    Imputation { base: Imputation, here: Imputation },
    /// What is done about outliers.
    Treatment { base: Treatment, here: Treatment },
    /// How values become scores.
    Normalisation {
        base: Normalisation,
        here: Normalisation,
    },
    /// Where weights come from.
    Weighting { base: Weighting, here: Weighting },
    /// How children become their parent's score.
    Aggregations {
        base: Vec<Aggregation>,
        here: Vec<Aggregation>,
    },
    /// How much of a node's weight must be available.
    MinAvailability { base: f64, here: f64 },
}

impl Difference {
    /// What it is about, to be cleared by.
    pub const fn aspect(&self) -> Aspect {
        match self {
            Self::Weight { node, .. } => Aspect::Weight { node: *node },
            Self::Enabled { node, .. } => Aspect::Enabled { node: *node },
            Self::Role { unit, .. } => Aspect::Role { unit: *unit },
            Self::UnitRule { .. } => Aspect::UnitRule,
            Self::Denominate { .. } => Aspect::Denominate,
            Self::Screen { .. } => Aspect::Screen,
            Self::Imputation { .. } => Aspect::Imputation,
            Self::Treatment { .. } => Aspect::Treatment,
            Self::Normalisation { .. } => Aspect::Normalisation,
            Self::Weighting { .. } => Aspect::Weighting,
            Self::Aggregations { .. } => Aspect::Aggregations,
            Self::MinAvailability { .. } => Aspect::MinAvailability,
        }
    }
}

/// In what a scenario differs; what it states as the base does is no difference. Weights and
/// switches come in the order of the tree, then units, then the steps of the method.
pub fn differences(dataset: &Dataset, scenario: ScenarioId) -> Vec<Difference> {
    let Some(patch) = dataset.scenario(scenario).map(|it| &it.patch) else {
        return Vec::new();
    };
    let mut all = of_nodes(dataset, patch);
    for unit in dataset.units.iter() {
        let here = patch.roles.get(&unit.id).copied();
        let (base, unit) = (unit.role, unit.id);
        let differs = here.filter(|&here| here != base);
        all.extend(differs.map(|here| Difference::Role { unit, base, here }));
    }
    let base = dataset.unit_rule.as_deref().cloned();
    let here = patch.unit_rule.clone();
    let differs = here.filter(|here| *here != base.clone().unwrap_or_default());
    all.extend(differs.map(|here| Difference::UnitRule { base, here }));
    all.extend(of_method(dataset, patch));
    all
}

fn of_nodes(dataset: &Dataset, patch: &Patch) -> Vec<Difference> {
    let mut all = Vec::new();
    let nodes = dataset.framework.iter().flat_map(|it| it.nodes());
    for it in nodes {
        let (node, base) = (it.id, it.weight);
        if let Some(&here) = patch.weights.get(&node).filter(|here| **here != base) {
            all.push(Difference::Weight { node, base, here });
        }
        if let Some(&here) = patch.enabled.get(&node).filter(|on| **on != it.enabled) {
            all.push(Difference::Enabled { node, here });
        }
    }
    all
}

/// What a choice was, and what it is, if it is another one.
fn other<T: Clone + PartialEq>(base: &T, here: Option<&T>) -> Option<(T, T)> {
    let here = here.filter(|here| *here != base)?;
    Some((base.clone(), here.clone()))
}

fn of_method(dataset: &Dataset, patch: &Patch) -> Vec<Difference> {
    let (method, own) = (&dataset.method, &patch.method);
    let screen = own.screen.clone();
    let screen = screen.map(|it| Some(it).filter(|it| *it != Screen::default()));
    let found = [
        other(&method.denominate, own.denominate.as_ref())
            .map(|(_, here)| Difference::Denominate { here }),
        other(&method.screen, screen.as_ref())
            .map(|(base, here)| Difference::Screen { base, here }),
        other(&method.imputation, own.imputation.as_ref())
            .map(|(base, here)| Difference::Imputation { base, here }),
        other(&method.treatment, own.treatment.as_ref())
            .map(|(base, here)| Difference::Treatment { base, here }),
        other(&method.normalisation, own.normalisation.as_ref())
            .map(|(base, here)| Difference::Normalisation { base, here }),
        other(&method.weighting, own.weighting.as_ref())
            .map(|(base, here)| Difference::Weighting { base, here }),
        other(&method.aggregations, own.aggregations.as_ref())
            .map(|(base, here)| Difference::Aggregations { base, here }),
        other(&method.min_availability, own.min_availability.as_ref())
            .map(|(base, here)| Difference::MinAvailability { base, here }),
    ];
    found.into_iter().flatten().collect()
}

impl Patch {
    /// Goes back to the base in one thing; false where that is as there already.
    pub fn clear(&mut self, aspect: Aspect) -> bool {
        match aspect {
            Aspect::Weight { node } => self.weights.remove(&node).is_some(),
            Aspect::Enabled { node } => self.enabled.remove(&node).is_some(),
            Aspect::Role { unit } => self.roles.remove(&unit).is_some(),
            Aspect::UnitRule => self.unit_rule.take().is_some(),
            _ => self.method.clear(aspect),
        }
    }
}

impl MethodPatch {
    fn clear(&mut self, aspect: Aspect) -> bool {
        match aspect {
            Aspect::Denominate => self.denominate.take().is_some(),
            Aspect::Screen => self.screen.take().is_some(),
            Aspect::Imputation => self.imputation.take().is_some(),
            Aspect::Treatment => self.treatment.take().is_some(),
            Aspect::Normalisation => self.normalisation.take().is_some(),
            Aspect::Weighting => self.weighting.take().is_some(),
            Aspect::Aggregations => self.aggregations.take().is_some(),
            Aspect::MinAvailability => self.min_availability.take().is_some(),
            _ => false,
        }
    }
}
