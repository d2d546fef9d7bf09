//! The project as a whole.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Dataset, HouseStyle, Originals};

/// A dataset of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DatasetId(pub u32);

/// A project. A clone shares its datasets, so a snapshot is cheap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What the index is called.
    pub title: String,
    /// Free words of its makers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// The sets of units; the first holds the index.
    pub datasets: Vec<Arc<Dataset>>,
    /// The files that data came from, those that are kept.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub originals: Arc<Originals>,
    /// How its workbooks look.
    #[serde(default, skip_serializing_if = "is_plain")]
    pub style: Arc<HouseStyle>,
    /// Gives ids out.
    pub ids: Ids,
}

fn is_plain(style: &Arc<HouseStyle>) -> bool {
    style.is_plain()
}

fn is_empty(originals: &Arc<Originals>) -> bool {
    originals.is_empty()
}

/// Gives every thing of the document a number that no other thing ever had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ids {
    next: u32,
}

impl Ids {
    /// Numbers above one.
    pub(in crate::project) fn above(id: u32) -> Self {
        Self {
            next: id.saturating_add(1),
        }
    }

    /// Whether this number was given already, or could have been.
    pub fn is_above(self, id: u32) -> bool {
        self.next > id
    }

    /// A number never given before.
    pub fn give(&mut self) -> u32 {
        let given = self.next;
        self.next = self.next.saturating_add(1);
        given
    }
}

impl Document {
    /// A project with one empty dataset.
    pub fn new(title: impl Into<String>) -> Self {
        let mut ids = Ids { next: 1 };
        let dataset = Dataset::new(DatasetId(ids.give()), "main");
        Self {
            title: title.into(),
            notes: String::new(),
            datasets: vec![Arc::new(dataset)],
            originals: Arc::default(),
            style: Arc::default(),
            ids,
        }
    }

    /// Whether two documents are equal, told quickly where they share their parts.
    pub fn same(&self, other: &Self) -> bool {
        let apart = (&self.title, &self.notes, self.ids) == (&other.title, &other.notes, other.ids);
        let pairs = || self.datasets.iter().zip(&other.datasets);
        let same_originals =
            Arc::ptr_eq(&self.originals, &other.originals) || self.originals == other.originals;
        apart
            && same_originals
            && (Arc::ptr_eq(&self.style, &other.style) || self.style == other.style)
            && self.datasets.len() == other.datasets.len()
            && pairs().all(|(a, b)| Arc::ptr_eq(a, b) || a.same(b))
    }

    /// A dataset by its id.
    pub fn dataset(&self, id: DatasetId) -> Option<&Arc<Dataset>> {
        self.datasets.iter().find(|dataset| dataset.id == id)
    }

    /// The dataset that holds the index.
    pub fn main(&self) -> Option<&Arc<Dataset>> {
        self.datasets.first()
    }
}
