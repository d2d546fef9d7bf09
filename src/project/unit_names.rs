//! Which units the rows of a table are: by key, label or alias, else by the place they are.

use std::collections::HashMap;

use super::{Dataset, Role, Unit, unit_list::places};
use crate::{
    engine::UnitId,
    import::{TableRow, names::PlaceId},
};

/// What units are called, and where they are.
pub(super) struct UnitNames {
    names: HashMap<String, UnitId>,
    places: HashMap<PlaceId, UnitId>,
}

impl UnitNames {
    pub(super) fn of(units: &[Unit]) -> Self {
        let other_names = units.iter().flat_map(|unit| {
            let names = unit.aliases.iter().chain([&unit.label]);
            names.map(|name| (name.clone(), unit.id))
        });
        // Keys come last: where one unit's key is another one's label, the key holds.
        let keys = units.iter().map(|unit| (unit.key.clone(), unit.id));
        let places = units.iter();
        let places = places.filter_map(|unit| Some((unit.place.clone()?, unit.id)));
        Self {
            names: other_names.chain(keys).collect(),
            places: places.collect(),
        }
    }

    /// The same, and the places that units are by their names where their files said nothing of them.
    pub(super) fn with_places(dataset: &Dataset) -> Self {
        let mut names = Self::of(&dataset.units);
        for (unit, place) in places(dataset) {
            names.places.entry(place).or_insert(unit);
        }
        names
    }

    /// The unit that a row is, if it is known.
    pub(super) fn unit(&self, row: &TableRow) -> Option<UnitId> {
        let by_name = self.names.get(name(row));
        let by_place = || self.places.get(row.place.as_ref()?);
        by_name.or_else(by_place).copied()
    }

    /// Knows the name and the place of a row from now on.
    pub(super) fn add(&mut self, row: &TableRow, unit: UnitId) {
        if !self.names.contains_key(name(row)) {
            self.names.insert(name(row).to_owned(), unit);
        }
        if let Some(place) = &row.place {
            self.places.entry(place.clone()).or_insert(unit);
        }
    }
}

/// What a row calls its unit, or a person does.
fn name(row: &TableRow) -> &str {
    row.is.as_ref().unwrap_or(&row.unit)
}

impl Unit {
    /// The unit that a row adds.
    pub(super) fn of_row(id: UnitId, row: &TableRow) -> Self {
        Self {
            id,
            key: name(row).to_owned(),
            label: row.is.as_ref().unwrap_or(&row.label).clone(),
            aliases: Vec::new(),
            place: row.place.clone(),
            role: if row.total {
                Role::Reference
            } else {
                Role::Ranked
            },
            members: Vec::new(),
        }
    }
}
