//! Named variants that hold only what differs from the base.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Role, UnitRule};
use crate::engine::{
    Aggregation, Framework, Imputation, Method, NodeId, Normalisation, Screen, Treatment, UnitId,
    Weighting,
};

/// A scenario of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScenarioId(pub u32);

/// A named variant (方案) over the same data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Survives renaming.
    pub id: ScenarioId,
    /// What people call it.
    pub name: String,
    /// Why it is there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What differs from the base.
    #[serde(default)]
    pub patch: Patch,
}

/// What differs from the base; everything absent is as there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Patch {
    /// Typed weights; none in place of a number is blank.
    pub weights: BTreeMap<NodeId, Option<f64>>,
    /// Nodes switched on or off.
    pub enabled: BTreeMap<NodeId, bool>,
    /// How units take part.
    pub roles: BTreeMap<UnitId, Role>,
    /// Who is ranked, in place of the base's rule; one that asks for nothing ranks all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_rule: Option<UnitRule>,
    /// Choices of method.
    pub method: MethodPatch,
}

/// The choices of method that differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MethodPatch {
    /// In place of [`Method::denominate`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominate: Option<bool>,
    /// In place of [`Method::screen`]; one that asks for nothing is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screen: Option<Screen>,
    /// In place of [`Method::imputation`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imputation: Option<Imputation>,
    /// In place of [`Method::treatment`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment: Option<Treatment>,
    /// In place of [`Method::normalisation`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normalisation: Option<Normalisation>,
    /// In place of [`Method::weighting`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighting: Option<Weighting>,
    /// In place of [`Method::aggregations`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregations: Option<Vec<Aggregation>>,
    /// In place of [`Method::min_availability`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_availability: Option<f64>,
}

impl MethodPatch {
    /// Puts the choices into a method.
    pub fn apply(&self, method: &mut Method) {
        let Self {
            denominate,
            screen,
            imputation,
            treatment,
            normalisation,
            weighting,
            aggregations,
            min_availability,
        } = self.clone();
        if let Some(denominate) = denominate {
            method.denominate = denominate;
        }
        if let Some(screen) = screen {
            method.screen = Some(screen).filter(|screen| *screen != Screen::default());
        }
        if let Some(imputation) = imputation {
            method.imputation = imputation;
        }
        if let Some(treatment) = treatment {
            method.treatment = treatment;
        }
        if let Some(normalisation) = normalisation {
            method.normalisation = normalisation;
        }
        if let Some(weighting) = weighting {
            method.weighting = weighting;
        }
        if let Some(aggregations) = aggregations {
            method.aggregations = aggregations;
        }
        if let Some(min_availability) = min_availability {
            method.min_availability = min_availability;
        }
    }

    /// Takes over every choice that `newer` makes.
    pub fn absorb(&mut self, newer: &Self) {
        let newer = newer.clone();
        self.denominate = newer.denominate.or(self.denominate.take());
        self.screen = newer.screen.or(self.screen.take());
        self.imputation = newer.imputation.or(self.imputation.take());
        self.treatment = newer.treatment.or(self.treatment.take());
        self.normalisation = newer.normalisation.or(self.normalisation.take());
        self.weighting = newer.weighting.or(self.weighting.take());
        self.aggregations = newer.aggregations.or(self.aggregations.take());
        self.min_availability = newer.min_availability.or(self.min_availability.take());
    }
}

impl Patch {
    /// The tree with the patch's weights and switches; shared as it stands where there are none.
    pub fn framework(&self, base: Arc<Framework>) -> Arc<Framework> {
        if self.weights.is_empty() && self.enabled.is_empty() {
            return base;
        }
        let mut framework = base.as_ref().clone();
        for (&node, &weight) in &self.weights {
            if let Some(node) = framework.node_mut(node) {
                node.weight = weight;
            }
        }
        for (&node, &enabled) in &self.enabled {
            if let Some(node) = framework.node_mut(node) {
                node.enabled = enabled;
            }
        }
        Arc::new(framework)
    }
}
