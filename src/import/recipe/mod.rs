//! Reading recipes (导入方案): how a file was read is kept, and next year's file is read the same way.
//!
//! A [`ReadingRecipe`] is [learnt](ReadingRecipe::learn) from a sheet and the tables taken from it. It
//! tells how surely another sheet is of the same kind ([`ReadingRecipe::fit`]), and it is
//! [replayed](ReadingRecipe::replay) on a book: what a person said is put where the same thing stands
//! now, and what is unlike last time is told as [`Difference`]s, of which only those that
//! [ask](Difference::asks) need an answer.
//!
//! **Invariant:** no number of a row or a column alone decides where a correction goes as long as there
//! is a text to go by; where that text is gone, a person is asked.

mod anchor;
mod answer;
mod compare;
mod difference;
mod facts;
mod files;
mod learn;
mod periods;
mod relation;
mod replay;
mod shape;
mod units;
mod words;

use serde::{Deserialize, Serialize};

use super::{Layout, names::PlaceId};

pub use anchor::{Anchor, Anchored, AnchoredLines};
pub use answer::Answer;
pub use difference::Difference;
pub use files::{FileMatch, Matches, match_files};
pub use learn::Lesson;
pub use periods::{PeriodBy, PeriodTold};
pub use relation::{
    KnownColumn, KnownRelation, RelationDifference, RelationLesson, ReplayedRelation, header_of,
};
pub use replay::{ReplayError, Replayed};
pub use shape::{Fit, Shape};
pub use units::{UnitBy, UnitTold};

/// The version of the form in which recipes are written.
pub const RECIPE_VERSION: u32 = 1;

/// How sheets of one kind are read, and what the last one held. Plain data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadingRecipe {
    /// Of the form; [`RECIPE_VERSION`] when it was made here.
    pub version: u32,
    /// What people call it; no two of a dataset have the same.
    pub name: String,
    /// The file it was learnt from.
    pub file: String,
    /// SHA-256 of that file.
    pub sha256: String,
    /// How a sheet of this kind is known again.
    pub shape: Shape,
    /// As a plain list, as a sheet of a yearbook, or as a relation sheet.
    pub read_as: ReadAs,
    /// The header row of a plain list, where a person said which it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Anchor>,
    /// What a person said, by what stands there; of a relation sheet the parts left out.
    #[serde(default)]
    pub said: Vec<Anchored>,
    /// What the periods were told by.
    pub period: PeriodTold,
    /// What the unit was told by, where the sheet is about one and does not say which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitTold>,
    /// The indicators, in the order of the sheet.
    pub indicators: Vec<KnownIndicator>,
    /// The units, in the order of the sheet.
    pub units: Vec<KnownUnit>,
}

/// How a sheet is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadAs {
    /// A plain list with one header row.
    List(Layout),
    /// A sheet of a yearbook, with what a person said of it.
    Sheet,
    /// A relation sheet. Nodes are no units, and columns no indicators, so that a recipe of one has neither.
    Relations(Box<KnownRelation>),
}

/// An indicator as it was last time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KnownIndicator {
    /// As the file calls it.
    pub name: String,
    /// The variable it went into, where that is called otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
    /// Its measure in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The median of its values without their signs, in the last period that has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<f64>,
    /// Its column, or its row where units stand across; none where it stood in several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// It was not taken.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
    /// It was not in the file last time, and nobody misses it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missing: bool,
}

/// A unit as it was last time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KnownUnit {
    /// As the file calls it.
    pub name: String,
    /// The key of the unit it went into, where that is another word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
    /// The place it is, where that was certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// A total, which is never ranked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub total: bool,
    /// Its row, or its column where units stand across; none where it stood in several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// It was not taken.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
    /// It was not in the file last time, and nobody misses it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missing: bool,
}

/// Why a text is no recipe.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipeError {
    /// It is no JSON, or breaks off.
    #[error("no JSON at line {line}, column {column}")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The letter of the line, from 1.
        column: usize,
    },
    /// It is JSON and no reading recipe.
    #[error("no reading recipe: {reason}")]
    NotARecipe {
        /// What the reader of the form says; no sentence for people.
        reason: String,
    },
    /// A newer program wrote it.
    #[error("version {version} is newer than {RECIPE_VERSION}")]
    Newer {
        /// Its version.
        version: u64,
    },
}

impl ReadingRecipe {
    /// The recipe as a text for a file of its own.
    pub fn to_text(&self) -> String {
        // Plain data with texts as keys: nothing of it can fail to be written.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The recipe of such a text.
    pub fn from_text(text: &str) -> Result<Self, RecipeError> {
        let text = text.trim_start_matches('\u{feff}');
        let json: serde_json::Value =
            serde_json::from_str(text).map_err(|error| RecipeError::NotJson {
                line: error.line(),
                column: error.column(),
            })?;
        let version = json.get("version").and_then(serde_json::Value::as_u64);
        if let Some(version) = version
            && version > u64::from(RECIPE_VERSION)
        {
            return Err(RecipeError::Newer { version });
        }
        serde_json::from_value(json).map_err(|error| RecipeError::NotARecipe {
            reason: error.to_string(),
        })
    }
}
