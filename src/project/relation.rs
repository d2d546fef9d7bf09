//! Relations (关系): who is tied to whom, beside the units and their values.
//!
//! Nodes are known by name and need be no units. What networks make of them is computed elsewhere.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::import::relations::{EdgeList, RelationPart, RelationTable};

/// A relation of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RelationId(pub u32);

/// A relation. A clone shares its edges.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Survives renaming, and being read anew.
    pub id: RelationId,
    /// What people call it.
    pub name: String,
    /// Whether edges have a direction.
    pub directed: bool,
    /// The measure of the weights, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    pub source: RelationSource,
    /// The sheets it was joined of, in order; none where it is of one, which `source` names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<RelationPart>,
    /// The edges; kept in a part of their own in a project file.
    #[serde(skip)]
    pub list: Arc<EdgeList>,
}

/// Where a relation comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RelationSource {
    /// The file's name.
    pub file: String,
    /// The sheet's name; empty for a text file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

impl From<&RelationTable> for RelationSource {
    fn from(table: &RelationTable) -> Self {
        Self {
            file: table.file.clone(),
            sheet: table.sheet.clone(),
            sha256: table.sha256.clone(),
        }
    }
}
