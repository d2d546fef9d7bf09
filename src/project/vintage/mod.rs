//! Vintages (发布版本): frozen scores and ranks to compare against.
//!
//! A vintage holds numbers only. It names units and nodes by id and by name, so that it can still be
//! read where one of them is gone, and holds what it could tie to nothing.

mod make;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Dataset, find_node, find_unit};
use crate::engine::{Column, NodeId, Period, UnitId};

pub use make::{freeze, tie};

/// A vintage of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VintageId(pub u32);

/// Frozen scores and ranks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Vintage {
    /// Survives renaming.
    pub id: VintageId,
    /// What people call it.
    pub name: String,
    /// Free words about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: VintageSource,
    /// The numbers.
    pub figures: Arc<Figures>,
}

/// Where a vintage comes from; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VintageSource {
    /// The file's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// The sheet's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// SHA-256 of the file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sha256: String,
    /// When it was published or frozen, in free words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
}

/// The numbers of a vintage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Who has scores or ranks.
    pub units: Vec<FigureUnit>,
    /// One an index or sub-index and period.
    pub columns: Vec<FigureColumn>,
}

/// A unit of a vintage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureUnit {
    /// The unit of the dataset, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// As it was called.
    pub name: String,
}

/// The scores and ranks of an index or sub-index in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureColumn {
    /// The node of the framework, where one fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<NodeId>,
    /// As it was called.
    pub name: String,
    /// When it holds.
    pub period: Period,
    /// With how many decimals the scores are printed; none where they are not rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// In the order of units.
    pub scores: Column,
    /// In the order of units; 1 is best.
    pub ranks: Vec<Option<u32>>,
}

impl Figures {
    /// Whether every column has a score and a rank, or none, for each unit, and there is any.
    pub fn is_whole(&self) -> bool {
        let fits = |column: &FigureColumn| {
            column.scores.len() == self.units.len() && column.ranks.len() == self.units.len()
        };
        let told = |column: &FigureColumn| {
            column.scores.observed().next().is_some() || column.ranks.iter().any(Option::is_some)
        };
        self.columns.iter().all(fits) && self.columns.iter().any(told)
    }

    /// The unit of the dataset that each unit means now: by its id, else by its name.
    pub fn units_in(&self, dataset: &Dataset) -> Vec<Option<UnitId>> {
        let known = |it: &FigureUnit| {
            let by_id = it.unit.filter(|&id| dataset.unit(id).is_some());
            by_id.or_else(|| find_unit(dataset, &it.name).ok().map(|unit| unit.id))
        };
        self.units.iter().map(known).collect()
    }
}

impl FigureColumn {
    /// The node that the column means now: by its id, else by its name.
    pub fn node_in(&self, dataset: &Dataset) -> Option<NodeId> {
        let framework = dataset.framework.as_ref()?;
        let by_id = self.node.filter(|&id| framework.node(id).is_some());
        by_id.or_else(|| find_node(framework, &self.name).ok())
    }
}
