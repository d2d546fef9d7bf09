//! Relation sheets: what a recipe knows of them, and how it reads the next one.

mod answer;
mod difference;
mod fit;
mod heads;
mod lay;
mod learn;
mod period;
mod replay;
mod unlike;

use serde::{Deserialize, Serialize};

pub use difference::RelationDifference;
pub use heads::header_of;
pub use learn::RelationLesson;
pub use replay::ReplayedRelation;

use crate::import::relations::{RelationForm, RelationRole};

/// Names of more nodes than these are not kept.
const MOST_NODES: usize = 20_000;

/// How a relation sheet is read, and what the last one held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KnownRelation {
    /// What the relation is called.
    pub name: String,
    /// Whether its edges have a direction.
    pub directed: bool,
    /// What the sheet tells of that by itself; none where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<bool>,
    /// How it lies.
    pub form: RelationForm,
    /// A person said where the names of a matrix stand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
    /// The row of the header of a list or of the names across a matrix, from 0.
    pub header_row: u32,
    /// The columns of a list, from the left; of a matrix none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<KnownColumn>,
    /// The measure of the weights, where one is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The median of the weights without their signs, in the last period that has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<f64>,
    /// The nodes; none where there were too many to keep.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<String>,
}

/// A column of a list of edges as it was last time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownColumn {
    /// Its header without the measure; empty where it had none.
    pub name: String,
    /// Counted from 0.
    pub column: u32,
    /// What it tells.
    pub role: RelationRole,
    /// Its header is a period, so that the next sheet has others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dated: bool,
}

/// Whether nothing can be read without knowing which column tells this.
fn matters(role: RelationRole) -> bool {
    !matches!(role, RelationRole::Attribute | RelationRole::Running)
}
