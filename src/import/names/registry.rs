//! The registry: places, their names, and the names of totals.

use std::sync::OnceLock;

use super::{
    Member, Place, PlaceId, Years,
    build::{Build, years},
    data,
    near::NearIndex,
    total::{TotalName, total_names},
};

/// Which kind of name a name is. The order is the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    /// 襄阳市
    Full,
    /// 襄阳, 京
    Short,
    /// 恩施州
    Other,
    /// Xiangyang
    English,
    /// 襄樊
    Former,
    /// xingan
    Pinyin,
    /// 毫州
    Misprint,
    /// 昆山 for 昆山市
    CountyShort,
    /// 海淀 for 海淀区
    DistrictShort,
}

/// A name of a place.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// As [`key`] writes it.
    pub(super) key: Box<str>,
    /// The place's position.
    pub(super) place: usize,
    /// Of which kind.
    pub(super) kind: NameKind,
    /// When it was in force.
    pub(super) years: Years,
}

/// All places with their names.
#[derive(Debug)]
pub struct Registry {
    places: Vec<Place>,
    by_id: Vec<(PlaceId, usize)>,
    names: Vec<Name>,
    clusters: Vec<(usize, Vec<Member>)>,
    pub(super) totals: Vec<TotalName>,
    traditional: Vec<(char, char)>,
    near: OnceLock<NearIndex>,
}

impl Registry {
    /// The registry that is built into the program; read when it is first asked for.
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Registry> = OnceLock::new();
        BUNDLED.get_or_init(Self::read)
    }

    /// Reads the lists. [`Registry::bundled`] keeps the result.
    pub fn read() -> Self {
        let mut build = Build::of_all();
        build
            .names
            .sort_by(|a, b| (&*a.key, a.kind, a.place).cmp(&(&*b.key, b.kind, b.place)));
        build
            .names
            .dedup_by(|a, b| a.key == b.key && a.place == b.place && a.years == b.years);
        build.by_id.sort();
        let mut traditional: Vec<(char, char)> = data::traditional()
            .filter_map(|[from, to]| Some((from.chars().next()?, to.chars().next()?)))
            .collect();
        traditional.sort_unstable();
        Self {
            places: build.places,
            by_id: build.by_id,
            names: build.names,
            clusters: build.clusters,
            totals: total_names(),
            traditional,
            near: OnceLock::new(),
        }
    }

    /// Every place: divisions of China from the top, counties, abolished prefectures, countries, clusters.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place with a code of the registry.
    pub fn place(&self, id: &PlaceId) -> Option<&Place> {
        self.position(id).and_then(|at| self.places.get(at))
    }

    /// The members of a cluster; none for any other place.
    pub fn members(&self, cluster: &PlaceId) -> Option<&[Member]> {
        let at = self.position(cluster)?;
        let found = self.clusters.iter().find(|(place, _)| *place == at)?;
        Some(&found.1)
    }

    /// The clusters that can be offered as pools to compare with.
    pub fn clusters(&self) -> impl Iterator<Item = &Place> {
        self.clusters
            .iter()
            .filter_map(|(at, _)| self.places.get(*at))
    }

    /// Whether a place lies inside another, at any depth.
    pub fn is_inside(&self, place: &PlaceId, outer: &PlaceId) -> bool {
        let mut at = self.place(place).and_then(|place| place.parent.as_ref());
        // A place has at most a prefecture, a province and a country above it.
        for _ in 0..4 {
            match at {
                Some(parent) if parent == outer => return true,
                Some(parent) => at = self.place(parent).and_then(|place| place.parent.as_ref()),
                None => return false,
            }
        }
        false
    }

    /// The name a place had in a year, where the lists know another than today's.
    pub fn name_in(&self, place: &PlaceId, year: i32) -> Option<&'static str> {
        let place = self.place(place)?;
        let former = data::aliases().find(|[_, code, kind, first, last]| {
            *code == place.id.as_str() && *kind == "former" && years(first, last).contains(year)
        });
        Some(former.map_or(place.name_zh, |[name, ..]| name))
    }

    pub(super) fn position(&self, id: &PlaceId) -> Option<usize> {
        let at = self
            .by_id
            .binary_search_by(|(known, _)| known.cmp(id))
            .ok()?;
        self.by_id.get(at).map(|(_, place)| *place)
    }

    pub(super) fn at(&self, position: usize) -> Option<&Place> {
        self.places.get(position)
    }

    /// The names with a key.
    pub(super) fn named(&self, key: &str) -> &[Name] {
        let start = self.names.partition_point(|name| &*name.key < key);
        let rest = self.names.get(start..).unwrap_or_default();
        let end = rest.partition_point(|name| &*name.key == key);
        rest.get(..end).unwrap_or_default()
    }

    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }

    /// A key with its traditional characters as simplified ones; none if it has none.
    pub(super) fn simplified(&self, key: &str) -> Option<String> {
        let mut changed = false;
        let simple: String = key
            .chars()
            .map(|letter| {
                let Ok(at) = self
                    .traditional
                    .binary_search_by(|pair| pair.0.cmp(&letter))
                else {
                    return letter;
                };
                changed = true;
                self.traditional.get(at).map_or(letter, |pair| pair.1)
            })
            .collect();
        changed.then_some(simple)
    }

    pub(super) fn near_index(&self) -> &NearIndex {
        self.near.get_or_init(|| NearIndex::of(self))
    }
}
