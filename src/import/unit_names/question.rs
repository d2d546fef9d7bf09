//! What a person is asked about a name.

use serde::{Deserialize, Serialize};

use crate::import::{
    CellAt, Finding, Problem,
    names::{AliasTarget, Extent, PlaceId},
};

/// A name in a table that may mean something else than it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameQuestion {
    /// The file's name.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
    /// Where it stands first.
    pub at: CellAt,
    /// The name.
    pub name: String,
    /// Why it is asked about.
    pub doubt: NameDoubt,
}

/// Why a name is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "doubt", rename_all = "kebab-case")]
pub enum NameDoubt {
    /// Nothing has this name; these come near.
    Near {
        /// Likeliest first.
        offered: Vec<AliasTarget>,
    },
    /// Several places have this name.
    Ambiguous {
        /// Those.
        places: Vec<PlaceId>,
    },
    /// The name holds several places; it is not ranked unless a person says so.
    Several {
        /// Those.
        places: Vec<PlaceId>,
    },
    /// The name says that it is more or less than the place.
    Part {
        /// The place.
        place: PlaceId,
        /// More or less.
        extent: Extent,
    },
    /// Another name of the same period means the same place.
    SamePlace {
        /// The place.
        place: PlaceId,
        /// The name that came first.
        first: String,
    },
}

impl NameDoubt {
    /// What the name can be, beside a unit of its own.
    pub fn offered(&self) -> Vec<AliasTarget> {
        match self {
            Self::Near { offered } => offered.clone(),
            Self::Ambiguous { places } => places.iter().cloned().map(AliasTarget::Place).collect(),
            Self::Part { place, .. } => vec![AliasTarget::Place(place.clone())],
            Self::Several { .. } | Self::SamePlace { .. } => Vec::new(),
        }
    }
}

impl NameQuestion {
    /// What it can be, beside a unit of its own.
    pub fn offered(&self) -> Vec<AliasTarget> {
        self.doubt.offered()
    }

    /// The same as a finding, where nobody is there to be asked.
    pub fn finding(&self) -> Finding {
        Finding {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            at: Some(self.at),
            problem: Problem::Name {
                name: self.name.clone(),
                doubt: self.doubt.clone(),
            },
        }
    }

    /// That it is a unit of its own.
    pub fn own(&self) -> AliasTarget {
        AliasTarget::Unit(self.name.clone())
    }
}
