//! The places that units are, and which units the Units screen lists.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    engine::UnitId,
    import::names::PlaceId,
    project::{Dataset, Unit, unit_places},
};

/// The places of units, found out anew only when there are other units or they are called otherwise.
#[derive(Debug, Default)]
pub(super) struct Codes {
    of: Option<Arc<Vec<Unit>>>,
    places: BTreeMap<UnitId, PlaceId>,
}

impl Codes {
    /// Brings what is known up to the units; most edits leave them as they are.
    pub(super) fn prepare(&mut self, dataset: &Dataset) {
        let units = &dataset.units;
        if self.of.as_ref().is_some_and(|it| Arc::ptr_eq(it, units)) {
            return;
        }
        self.of = Some(Arc::clone(units));
        self.places = unit_places(dataset);
    }

    /// The places of all units that are places.
    pub(super) const fn places(&self) -> &BTreeMap<UnitId, PlaceId> {
        &self.places
    }

    /// The units that fit what is looked for: a part of one of their names, or how their codes begin.
    pub(super) fn listed<'a>(&self, dataset: &'a Dataset, sought: &str) -> Vec<&'a Unit> {
        let sought = sought.trim().to_lowercase();
        let units = dataset.units.iter();
        let fitting = units.filter(|unit| sought.is_empty() || self.fits(unit, &sought));
        fitting.collect()
    }

    fn fits(&self, unit: &Unit, sought: &str) -> bool {
        let mut names = unit.aliases.iter().chain([&unit.key, &unit.label]);
        let code = self.places.get(&unit.id).map(PlaceId::as_str);
        names.any(|name| name.to_lowercase().contains(sought))
            || code.is_some_and(|code| code.to_lowercase().starts_with(sought))
    }
}
