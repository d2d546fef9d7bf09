//! What a place is.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};

/// The lasting code of a place: `420600`, `FRA`, `cluster:京津冀`. A place that was abolished and whose code is not
/// known is its province and its name, `510000/万县市`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceId(pub(super) Cow<'static, str>);

impl PlaceId {
    pub(super) const fn fixed(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for PlaceId {
    fn from(code: &str) -> Self {
        Self(Cow::Owned(code.to_owned()))
    }
}

impl fmt::Display for PlaceId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Which kind of place, from the largest down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A country or economy of ISO 3166-1.
    Country,
    /// A province, municipality, autonomous region or special administrative region.
    Province,
    /// A city, region, league or autonomous prefecture.
    Prefecture,
    /// A county or county-level city directly under a province: 济源市.
    DirectCounty,
    /// A county, county-level city, district or banner.
    County,
    /// Several cities named together in a plan: 京津冀. A pool to compare with, not a unit.
    Cluster,
}

/// Years in which something held, both ends included; an open end is not limited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Years {
    /// The first.
    pub first: Option<i32>,
    /// The last.
    pub last: Option<i32>,
}

impl Years {
    /// Whether a year is among them.
    pub fn contains(self, year: i32) -> bool {
        self.first.is_none_or(|first| year >= first) && self.last.is_none_or(|last| year <= last)
    }
}

/// A place of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its code.
    pub id: PlaceId,
    /// Its full Chinese name: 襄阳市.
    pub name_zh: &'static str,
    /// Its short Chinese name: 襄阳. A district has none of its own.
    pub short_zh: &'static str,
    /// Its English name; empty where there is none in the lists, as for counties.
    pub name_en: &'static str,
    /// Its level.
    pub level: Level,
    /// What it belongs to.
    pub parent: Option<PlaceId>,
    /// The region of the National Bureau of Statistics: 东部, 中部, 西部, 东北; else empty.
    pub region: &'static str,
    /// 直辖市, 省会, 副省级, 计划单列, …
    pub ranks: Vec<&'static str>,
    /// When it existed, as far as the lists know.
    pub valid: Years,
    /// What took its place when it was abolished.
    pub successors: Vec<PlaceId>,
    /// What happened then, in the words of the list.
    pub what_happened: &'static str,
    /// Hong Kong, Macao and Taiwan are among the provinces and among the economies.
    pub same_as: Option<PlaceId>,
}

impl Place {
    /// Whether it is a municipality: a province and a city in one.
    pub fn is_municipality(&self) -> bool {
        self.ranks.contains(&"直辖市")
    }

    /// Whether a table of that level may list it.
    pub fn is_of(&self, level: Level) -> bool {
        self.level == level
            || match level {
                Level::Prefecture => self.is_municipality() || self.level == Level::DirectCounty,
                Level::County => self.level == Level::DirectCounty,
                Level::Country | Level::Province | Level::DirectCounty | Level::Cluster => false,
            }
    }
}

/// A member of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The city or province.
    pub place: PlaceId,
    /// All of it; else the plan names only some of its counties.
    pub whole: bool,
}
