//! What is ranked, and how it takes part.

use serde::{Deserialize, Serialize};

use crate::{
    engine::UnitId,
    import::{KnownUnit, names::PlaceId},
};

/// A unit (评价对象): city, province, country, firm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Survives renaming.
    pub id: UnitId,
    /// The source's own key, by which files refer to it.
    pub key: String,
    /// What people read.
    pub label: String,
    /// Further names under which files may know it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The place it is, where that is known: files may call it by any of the place's names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// Of a unit made of others (合并对象): those; empty for all other units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<UnitId>,
    /// How it takes part, unless a scenario says otherwise.
    #[serde(default)]
    pub role: Role,
}

/// How a unit takes part (角色).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Ranked, and part of all statistics.
    #[default]
    Ranked,
    /// Shown and never ranked, such as 全国.
    Reference,
    /// Left out.
    Excluded,
}

impl Role {
    /// Every role, in the order menus list them.
    pub const ALL: [Self; 3] = [Self::Ranked, Self::Reference, Self::Excluded];
}

impl From<&Unit> for KnownUnit {
    fn from(unit: &Unit) -> Self {
        Self {
            key: unit.key.clone(),
            label: unit.label.clone(),
            aliases: unit.aliases.clone(),
            place: unit.place.clone(),
        }
    }
}

impl Unit {
    /// Whether a file that says `name` means this unit.
    pub fn answers_to(&self, name: &str) -> bool {
        self.key == name || self.label == name || self.aliases.iter().any(|alias| alias == name)
    }
}
