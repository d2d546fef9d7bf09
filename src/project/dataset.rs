//! One set of units with its variables, values, framework and method.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    DatasetId, Provenance, Relation, RelationId, Role, SavedView, Scenario, ScenarioId, Unit,
    UnitRule, ViewId, Vintage, VintageId,
};
use crate::{
    engine::{Framework, Method, NodeId, Panel, Period, Pooling, Tiering, UnitId, VariableId},
    import::recipe::ReadingRecipe,
};

/// A dataset (数据集). A clone shares its parts, so a snapshot is cheap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dataset {
    /// Survives renaming.
    pub id: DatasetId,
    /// What people call it.
    pub name: String,
    /// In the order of the data.
    pub units: Arc<Vec<Unit>>,
    /// In the order of the data.
    pub variables: Arc<Vec<Variable>>,
    /// The values as imported; kept in parts of their own in a project file.
    #[serde(skip)]
    pub panel: Panel,
    /// What was corrected by hand, over the imported values.
    #[serde(default)]
    pub corrections: Arc<Corrections>,
    /// Where the imported values stand.
    #[serde(default)]
    pub provenance: Arc<Provenance>,
    /// Who is ranked, where a rule says so; roles set by hand come before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_rule: Option<Arc<UnitRule>>,
    /// Named sets of units.
    #[serde(default)]
    pub groups: Arc<Vec<Group>>,
    /// The tree, if this set has an index.
    pub framework: Option<Arc<Framework>>,
    /// How ranked units are divided into tiers (梯队), if they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiers: Option<Tiering>,
    /// The choices from raw values to ranks.
    #[serde(default)]
    pub method: Arc<Method>,
    /// How its files were read, by name.
    #[serde(default, skip_serializing_if = "no_recipes")]
    pub recipes: Arc<Vec<ReadingRecipe>>,
    /// Named variants of weights, method and units.
    #[serde(default)]
    pub scenarios: Arc<Vec<Scenario>>,
    /// Published or frozen results to compare against.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub vintages: Arc<Vec<Vintage>>,
    /// Ways of looking at the results, by name.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub views: Arc<Vec<SavedView>>,
    /// Who is tied to whom.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub relations: Arc<Vec<Relation>>,
}

fn is_empty<T>(list: &Arc<Vec<T>>) -> bool {
    list.is_empty()
}

/// A variable (变量): a column of the panel with one measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Survives renaming.
    pub id: VariableId,
    /// How files refer to it; the name where they have no codes.
    pub code: String,
    /// What people read.
    pub name: String,
    /// 计量单位: 万人, 亿元, %.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Computes it from others, in place of imported values; names stand in square brackets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
    /// How the values of several units become one; none goes by the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pooling: Option<Pooling>,
}

/// A named set of units (分组).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What kinds of group these are: 地区, 人口规模.
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// In the order of the data.
    pub members: Vec<UnitId>,
}

/// Corrections by variable, period and unit.
pub type Corrections = BTreeMap<VariableId, BTreeMap<Period, BTreeMap<UnitId, Correction>>>;

/// A value corrected by hand (更正).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// What the file said when the correction was made; a refresh that brings another number asks again.
    pub old: Option<f64>,
    /// What counts instead.
    pub new: Option<f64>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

fn no_recipes(recipes: &Arc<Vec<ReadingRecipe>>) -> bool {
    recipes.is_empty()
}

impl Dataset {
    /// A set without units.
    pub fn new(id: DatasetId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            units: Arc::default(),
            variables: Arc::default(),
            panel: Panel::default(),
            corrections: Arc::default(),
            provenance: Arc::default(),
            unit_rule: None,
            groups: Arc::default(),
            recipes: Arc::default(),
            framework: None,
            tiers: None,
            method: Arc::default(),
            scenarios: Arc::default(),
            vintages: Arc::default(),
            views: Arc::default(),
            relations: Arc::default(),
        }
    }

    /// Whether two datasets are equal, told quickly where they share their parts.
    pub fn same(&self, other: &Self) -> bool {
        fn shared<T: PartialEq>(a: &Arc<T>, b: &Arc<T>) -> bool {
            Arc::ptr_eq(a, b) || a == b
        }
        let trees = match (&self.framework, &other.framework) {
            (Some(a), Some(b)) => shared(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        (self.id, &self.name) == (other.id, &other.name)
            && trees
            && self.tiers == other.tiers
            && self.unit_rule == other.unit_rule
            && shared(&self.method, &other.method)
            && shared(&self.scenarios, &other.scenarios)
            && shared(&self.vintages, &other.vintages)
            && shared(&self.views, &other.views)
            && shared(&self.relations, &other.relations)
            && shared(&self.units, &other.units)
            && shared(&self.variables, &other.variables)
            && shared(&self.corrections, &other.corrections)
            && shared(&self.groups, &other.groups)
            && shared(&self.recipes, &other.recipes)
            && shared(&self.provenance, &other.provenance)
            && self.panel == other.panel
    }

    /// A unit by its id.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// A variable by its id.
    pub fn variable(&self, id: VariableId) -> Option<&Variable> {
        self.variables.iter().find(|variable| variable.id == id)
    }

    /// A scenario by its id.
    pub fn scenario(&self, id: ScenarioId) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.id == id)
    }

    /// A vintage by its id.
    pub fn vintage(&self, id: VintageId) -> Option<&Vintage> {
        self.vintages.iter().find(|vintage| vintage.id == id)
    }

    /// A view by its id.
    pub fn view(&self, id: ViewId) -> Option<&SavedView> {
        self.views.iter().find(|view| view.id == id)
    }

    /// A relation by its id.
    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.id == id)
    }

    /// The correction of an observation, if it was corrected.
    pub fn correction(
        &self,
        variable: VariableId,
        period: &Period,
        unit: UnitId,
    ) -> Option<&Correction> {
        self.corrections.get(&variable)?.get(period)?.get(&unit)
    }

    /// Why an observation was corrected; empty if it was not, or nobody said.
    pub fn note(&self, variable: VariableId, period: &Period, unit: UnitId) -> &str {
        let correction = self.correction(variable, period, unit);
        correction.map_or("", |it| it.note.as_str())
    }

    /// An observation as it counts: corrected if it was, else as imported.
    pub fn value(&self, variable: VariableId, period: &Period, unit: UnitId) -> Option<f64> {
        match self.correction(variable, period, unit) {
            Some(correction) => correction.new,
            None => self.panel.get(variable, period, unit),
        }
    }

    /// The values as they count: the imported panel with the corrections over it.
    pub fn corrected_panel(&self) -> Panel {
        let mut panel = self.panel.clone();
        for (&variable, by_period) in self.corrections.iter() {
            for (period, by_unit) in by_period {
                for (&unit, correction) in by_unit {
                    panel.set(variable, period, unit, correction.new);
                }
            }
        }
        panel
    }

    /// Every period of the data, in order.
    pub fn periods(&self) -> Vec<Period> {
        self.panel.periods()
    }

    /// How a unit takes part under a scenario as set by hand; see [`Self::roles`] for what a rule
    /// makes of it.
    pub fn role(&self, scenario: Option<ScenarioId>, unit: &Unit) -> Role {
        let patched = scenario
            .and_then(|id| self.scenario(id))
            .and_then(|it| it.patch.roles.get(&unit.id));
        patched.copied().unwrap_or(unit.role)
    }

    /// The tree under a scenario: shared as it stands, or with the scenario's weights and switches.
    pub fn framework_in(&self, scenario: Option<ScenarioId>) -> Option<Arc<Framework>> {
        let base = self.framework.clone()?;
        match scenario.and_then(|id| self.scenario(id)) {
            Some(scenario) => Some(scenario.patch.framework(base)),
            None => Some(base),
        }
    }

    /// The method under a scenario.
    pub fn method_in(&self, scenario: Option<ScenarioId>) -> Method {
        let mut method = self.method.as_ref().clone();
        if let Some(scenario) = scenario.and_then(|id| self.scenario(id)) {
            scenario.patch.method.apply(&mut method);
        }
        method
    }

    /// The indicators that read a variable.
    pub fn readers(&self, variable: VariableId) -> Vec<NodeId> {
        let nodes = self
            .framework
            .iter()
            .flat_map(|framework| framework.nodes());
        nodes
            .filter(|node| node.indicator().is_some_and(|it| it.variable == variable))
            .map(|node| node.id)
            .collect()
    }
}
