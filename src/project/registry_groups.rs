//! Groups that the registry of places knows of the units of a dataset.

use std::collections::BTreeSet;

use super::{Dataset, unit_list::places};
use crate::{
    engine::UnitId,
    import::names::{Level, PlaceId, Registry},
};

/// A cluster of cities that several units of a dataset lie in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedCluster {
    /// 京津冀.
    pub name: &'static str,
    /// In the order of the dataset.
    pub members: Vec<UnitId>,
}

/// What the registry offers for the units of a dataset; empty where they are no places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferedGroups {
    /// Each unit with its region, 东部 and so on, where there are two regions or more.
    pub regions: Vec<(UnitId, String)>,
    /// Each unit below a province with its province, where there are two provinces or more.
    pub provinces: Vec<(UnitId, String)>,
    /// Clusters with two units or more. A unit may lie in several.
    pub clusters: Vec<OfferedCluster>,
}

impl OfferedGroups {
    /// Whether nothing is offered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The regions, provinces and clusters of the units that are places.
pub fn registry_groups(dataset: &Dataset) -> OfferedGroups {
    let registry = Registry::bundled();
    let places = places(dataset);
    let regions = places.iter().filter_map(|(unit, place)| {
        let region = registry.place(place)?.region;
        (!region.is_empty()).then(|| (*unit, region.to_owned()))
    });
    let below = |place: &PlaceId| {
        let level = registry.place(place).map(|it| it.level);
        level.is_some_and(|it| it > Level::Province)
    };
    let some_below = places.iter().any(|(_, place)| below(place));
    let provinces = places
        .iter()
        .filter(|_| some_below)
        .filter_map(|(unit, place)| Some((*unit, province(registry, place)?.to_owned())));
    let clusters = registry.clusters().filter_map(|cluster| {
        let inside = whole_members(registry, &cluster.id);
        let members = places.iter().filter(|(_, place)| inside.contains(place));
        let members: Vec<UnitId> = members.map(|(unit, _)| *unit).collect();
        let name = cluster.name_zh;
        (members.len() > 1).then_some(OfferedCluster { name, members })
    });
    OfferedGroups {
        regions: told_apart(regions.collect()),
        provinces: told_apart(provinces.collect()),
        clusters: clusters.collect(),
    }
}

/// Words that tell units apart; none where all have the same.
fn told_apart(words: Vec<(UnitId, String)>) -> Vec<(UnitId, String)> {
    let different: BTreeSet<&String> = words.iter().map(|(_, word)| word).collect();
    if different.len() > 1 {
        words
    } else {
        Vec::new()
    }
}

/// The province that a city or county lies in. A municipality is a province of its own.
fn province(registry: &Registry, place: &PlaceId) -> Option<&'static str> {
    let mut at = registry.place(place)?;
    if at.level == Level::Province && !at.is_municipality() {
        return None;
    }
    // A county has a prefecture and a province above it.
    for _ in 0..3 {
        if at.level == Level::Province {
            return Some(at.short_zh);
        }
        at = registry.place(at.parent.as_ref()?)?;
    }
    None
}

/// The cities that lie in a cluster as a whole, and the provinces all of whose cities do.
fn whole_members(registry: &Registry, cluster: &PlaceId) -> BTreeSet<PlaceId> {
    let members = registry.members(cluster).unwrap_or_default();
    let whole = members.iter().filter(|it| it.whole);
    let mut inside: BTreeSet<PlaceId> = whole.map(|it| it.place.clone()).collect();
    let cities = |province: &PlaceId| {
        let places = registry.places().iter();
        let province = province.clone();
        places.filter(move |it| {
            it.level == Level::Prefecture
                && it.parent.as_ref() == Some(&province)
                && it.valid.last.is_none()
        })
    };
    let parents = inside
        .iter()
        .filter_map(|it| registry.place(it)?.parent.clone());
    let parents: BTreeSet<PlaceId> = parents.collect();
    for province in parents {
        let mut all = cities(&province).peekable();
        if all.peek().is_some() && all.all(|it| inside.contains(&it.id)) {
            inside.insert(province);
        }
    }
    inside
}
