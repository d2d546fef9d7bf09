//! What a text in a column of names turned out to be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Aliases, Level, PlaceId, Years};

/// What is known of a text beside its letters.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    /// The levels the table lists; empty where not known.
    pub levels: Vec<Level>,
    /// The province or city the text stands under: a heading, or a column of its own.
    pub within: Option<PlaceId>,
    /// The year of the data.
    pub year: Option<i32>,
    /// The user's own names.
    pub aliases: Option<&'a Aliases>,
}

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "resolution", rename_all = "kebab-case")]
pub enum Resolution {
    /// One place.
    Found(Match),
    /// A unit that the user has given this name; no place of the registry.
    Unit {
        /// Its name.
        name: String,
    },
    /// A total, a region or a group of countries: recognised, and not to be ranked.
    Total(Total),
    /// Several places in one row, `江苏、浙江`: recognised, and not to be ranked without a word.
    Several {
        /// The places.
        places: Vec<PlaceId>,
    },
    /// More than one place has this name, and the context does not tell which is meant.
    Ambiguous {
        /// The places.
        places: Vec<PlaceId>,
    },
    /// No place has this name; these come near. Offered, never applied.
    Near {
        /// Likeliest first.
        suggestions: Vec<Suggestion>,
    },
    /// No place has this name, and none comes near.
    Unknown,
}

impl Resolution {
    /// The place, if there is exactly one.
    pub fn place(&self) -> Option<&PlaceId> {
        match self {
            Self::Found(found) => Some(&found.place),
            _ => None,
        }
    }
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The place.
    pub place: PlaceId,
    /// By which kind of name.
    pub how: How,
    /// What stood beside the name: a bracket or a footnote mark.
    pub remark: Option<String>,
    /// What the remark does to the place's extent.
    pub extent: Extent,
}

/// Whether a row is the place as it is known, or more or less than it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// As it is known.
    #[default]
    Usual,
    /// With something more: `深圳（含深汕）`.
    More,
    /// Without a part: `福建（不含厦门）`.
    Less,
    /// Only the districts of a city: `南京（市辖区）`.
    Districts,
}

/// By which kind of name a place was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum How {
    /// Its full Chinese name.
    FullName,
    /// Its short Chinese name, 襄阳 or 京.
    ShortName,
    /// Its English name or pinyin, which no other place in question shares.
    English,
    /// Its code.
    Code,
    /// Another usual name, 恩施州.
    OtherName,
    /// A name the user gave it.
    UserAlias,
    /// A name it had before.
    FormerName {
        /// The years in which it had that name.
        years: Years,
        /// Whether the data are from those years; none where the year is not known.
        in_force: Option<bool>,
    },
    /// A name it had not yet in the year of the data.
    LaterName {
        /// The first year of the name.
        since: i32,
    },
    /// A place that no longer exists, or not in the year of the data.
    Abolished {
        /// Its last year.
        last: i32,
    },
    /// A misprint that is known from yearbooks.
    Misprint,
    /// The same name in traditional characters.
    Traditional,
}

/// A row that is no unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// Of which kind.
    pub kind: TotalKind,
    /// The same for every way to write it: 全国, EMU.
    pub key: String,
}

/// Kinds of rows that are no units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TotalKind {
    /// 全国
    Nation,
    /// 合计
    Total,
    /// 平均
    Average,
    /// 市辖区, 全市: a part or the whole of the city above.
    Scope,
    /// 东部地区
    Region,
    /// 省会城市, 新疆兵团, 其他: a part or a class of what the table lists.
    Part,
    /// World
    World,
    /// Euro area
    CountryGroup,
    /// Africa
    Continent,
    /// High income
    IncomeGroup,
    /// Very high human development
    HdiGroup,
}

/// A place that comes near.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The place.
    pub place: PlaceId,
    /// Why it is offered.
    pub why: Why,
}

/// Why a place is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The name fits, and the place lies outside the province the row stands under.
    Elsewhere,
    /// The Chinese and the English name in the cell are of two places.
    NamesDisagree,
    /// Only the English name in the cell fits.
    EnglishOnly,
    /// The same name with another ending: 北京省, or 海淀 for 海淀区.
    Ending,
    /// One character looks alike.
    Lookalike,
    /// The characters sound alike.
    SameSound,
    /// Two neighbours are swapped.
    Swapped,
    /// One character differs, is missing or too many.
    OneCharacter,
    /// The name without what stands in brackets.
    WithoutBrackets,
    /// One or two letters differ.
    Spelling,
}

/// A row of a column of names.
#[derive(Clone, Copy, Debug)]
pub struct NameRow<'a> {
    /// As it stands.
    pub text: &'a str,
    /// Whether the row has any value.
    pub has_data: bool,
}

/// A column of names, read as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The levels the column is made of, the most frequent first.
    pub levels: Vec<Level>,
    /// One a row.
    pub rows: Vec<RowName>,
}

/// What a row's name turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowName {
    /// What it is.
    pub resolution: Resolution,
    /// The heading it stands under.
    pub within: Option<PlaceId>,
    /// A place without data over its parts.
    pub heading: bool,
    /// The first row of the same place under the same heading, counted from 0.
    pub repeats: Option<usize>,
}

impl Column {
    /// How many rows each place takes that has data and is no heading.
    pub fn counts(&self) -> BTreeMap<&PlaceId, usize> {
        let mut counts = BTreeMap::new();
        for row in self.rows.iter().filter(|row| !row.heading) {
            if let Some(place) = row.resolution.place() {
                *counts.entry(place).or_insert(0) += 1;
            }
        }
        counts
    }
}
