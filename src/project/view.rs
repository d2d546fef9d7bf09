//! Views (视图): ways of looking at the results that a person wants to come back to.
//!
//! A view holds choices and no numbers: what it shows is computed from the document as it is.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Dataset, Document, RankingSortBy, RankingView, ScenarioId};
use crate::engine::{NodeId, Period, UnitId};

/// A view of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ViewId(pub u32);

/// A way of looking at the results, under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Survives renaming.
    pub id: ViewId,
    /// What people call it.
    pub name: String,
    /// What is looked at.
    #[serde(flatten)]
    pub sight: Arc<Sight>,
}

/// What is looked at: results of a scenario and a period, in a table or a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// Which scenario; none is the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<ScenarioId>,
    /// When; none is the last period there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The unit that is followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// In which form.
    pub form: Form,
}

/// The forms in which results are looked at, each with its choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Form {
    /// The ranking (排名).
    Ranking(RankingView),
    /// Units one by one or side by side (对象画像).
    Units(UnitsChoice),
    /// The ranking in sentences (文字摘要).
    Summary,
    /// Scenarios side by side (方案对比).
    Scenarios(ScenariosChoice),
    /// A chart (图表).
    Chart(ChartView),
}

/// The choices of units side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitsChoice {
    /// Those beside the unit that is followed.
    pub beside: Vec<UnitId>,
}

/// The choices of scenarios side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScenariosChoice {
    /// Those that are not compared; none is the base.
    pub left_out: Vec<Option<ScenarioId>>,
    /// The one that others are held against; none is the base.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<ScenarioId>,
    /// What is compared; none is the index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// How the rows are sorted.
    pub sort: ScenarioSort,
    /// Whether only those are shown that another scenario moves.
    pub moved_only: bool,
}

/// The choices of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartView {
    /// What it shows; none is the index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// How many units, from the best; 0 is all.
    pub first: usize,
}

/// By what scenarios side by side are sorted; columns by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScenarioSortBy {
    /// The unit's name.
    Unit,
    /// The rank under a scenario.
    Rank(usize),
    /// The score under a scenario.
    Score(usize),
    /// By how many places a scenario moves it.
    Shift(usize),
    /// By how many places it is moved at most.
    Moved,
}

/// How scenarios side by side are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioSort {
    /// By what.
    pub by: ScenarioSortBy,
    /// Worst or last first.
    pub reversed: bool,
}

impl Default for ScenarioSort {
    fn default() -> Self {
        Self {
            by: ScenarioSortBy::Rank(0),
            reversed: false,
        }
    }
}

impl Sight {
    /// The same without what the dataset does not have: what is gone counts as not chosen, so that
    /// the base stands for a scenario and the index for a node.
    #[must_use]
    pub fn in_dataset(&self, dataset: &Dataset) -> Self {
        let scenario = |id: &ScenarioId| dataset.scenario(*id).is_some();
        let node = |id: &NodeId| has_node(dataset, *id);
        let form = match &self.form {
            Form::Ranking(ranking) => Form::Ranking(ranking.in_dataset(dataset)),
            Form::Units(choice) => Form::Units(UnitsChoice {
                beside: choice
                    .beside
                    .iter()
                    .filter(|id| dataset.unit(**id).is_some())
                    .copied()
                    .collect(),
            }),
            Form::Summary => Form::Summary,
            Form::Scenarios(choice) => Form::Scenarios(ScenariosChoice {
                left_out: choice
                    .left_out
                    .iter()
                    .filter(|it| it.is_none_or(|id| scenario(&id)))
                    .copied()
                    .collect(),
                against: choice.against.filter(scenario),
                node: choice.node.filter(node),
                ..choice.clone()
            }),
            Form::Chart(chart) => Form::Chart(ChartView {
                node: chart.node.filter(node),
                ..*chart
            }),
        };
        Self {
            scenario: self.scenario.filter(scenario),
            period: self.period.clone(),
            unit: self.unit.filter(|&id| dataset.unit(id).is_some()),
            form,
        }
    }

    /// The scenarios it names.
    pub fn scenarios(&self) -> Vec<ScenarioId> {
        let mut named: Vec<ScenarioId> = self.scenario.into_iter().collect();
        match &self.form {
            Form::Ranking(ranking) => named.extend(ranking.against),
            Form::Scenarios(choice) => {
                named.extend(choice.left_out.iter().flatten());
                named.extend(choice.against);
            }
            Form::Units(_) | Form::Summary | Form::Chart(_) => {}
        }
        named
    }

    /// The nodes it names.
    pub fn nodes(&self) -> Vec<NodeId> {
        match &self.form {
            Form::Ranking(ranking) => ranking.nodes(),
            Form::Scenarios(choice) => choice.node.into_iter().collect(),
            Form::Chart(chart) => chart.node.into_iter().collect(),
            Form::Units(_) | Form::Summary => Vec::new(),
        }
    }

    /// The units it names.
    pub fn units(&self) -> Vec<UnitId> {
        let mut named: Vec<UnitId> = self.unit.into_iter().collect();
        match &self.form {
            Form::Ranking(ranking) => named.extend(&ranking.pinned),
            Form::Units(choice) => named.extend(&choice.beside),
            Form::Summary | Form::Scenarios(_) | Form::Chart(_) => {}
        }
        named
    }

    /// The node by which it is called: what it shows, or what its rows are ordered by.
    pub fn node(&self) -> Option<NodeId> {
        match &self.form {
            Form::Ranking(ranking) => match ranking.sort.by {
                RankingSortBy::Score(node) => node,
                RankingSortBy::Column(column) => column.node(),
                RankingSortBy::Unit => None,
            },
            Form::Scenarios(choice) => choice.node,
            Form::Chart(chart) => chart.node,
            Form::Units(_) | Form::Summary => None,
        }
    }
}

pub(super) fn has_node(dataset: &Dataset, id: NodeId) -> bool {
    let framework = dataset.framework.as_ref();
    framework.is_some_and(|it| it.node(id).is_some())
}

/// Takes from views what an edit has taken from the document.
pub(super) fn follow(document: &mut Document) {
    for dataset in &mut document.datasets {
        let stays = |view: &SavedView| view.sight.in_dataset(dataset) == *view.sight;
        if dataset.views.iter().all(stays) {
            continue;
        }
        let mended = dataset.views.iter().map(|view| SavedView {
            sight: Arc::new(view.sight.in_dataset(dataset)),
            ..view.clone()
        });
        let views = Arc::new(mended.collect());
        Arc::make_mut(dataset).views = views;
    }
}
