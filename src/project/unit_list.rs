//! Lists of units as people write them, and the places that units are.

use std::collections::BTreeMap;

use super::Dataset;
use crate::{
    engine::UnitId,
    import::names::{Context, NameRow, PlaceId, Registry},
};

/// What a list of names says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedUnits {
    /// Each once, in the order of the list.
    pub units: Vec<UnitId>,
    /// Names that mean no unit, or several.
    pub unknown: Vec<String>,
}

/// The units that a list names, one a line or several with 、 or commas between them: by key, label
/// or alias, else by the place they are, so that 北京市 means 北京.
///
/// ```
/// use heng::project::{Document, named_units};
/// let document = Document::new("");
/// let named = named_units(document.main().unwrap(), "甲、乙\n甲");
/// assert_eq!((named.units.len(), named.unknown), (0, vec!["甲".to_owned(), "乙".to_owned()]));
/// ```
pub fn named_units(dataset: &Dataset, list: &str) -> NamedUnits {
    let mut named = NamedUnits::default();
    let mut places = None;
    let known = Known::of(dataset);
    let mut find = |name: &str| -> Option<UnitId> {
        if known.has(name) {
            return known.unit(name);
        }
        let places = places.get_or_insert_with(|| by_place(dataset));
        let context = Context::default();
        let resolved = Registry::bundled().resolve(name, &context);
        resolved.place().and_then(|it| places.get(it)).copied()
    };
    for line in list.lines().map(str::trim) {
        // A name may hold a comma of its own.
        let parts: Vec<&str> = if known.has(line) {
            vec![line]
        } else {
            line.split(['、', ',', '，', ';', '；', '\t']).collect()
        };
        for name in parts.into_iter().map(str::trim).filter(|it| !it.is_empty()) {
            match find(name) {
                Some(unit) if named.units.contains(&unit) => {}
                Some(unit) => named.units.push(unit),
                None if named.unknown.iter().any(|it| it == name) => {}
                None => named.unknown.push(name.to_owned()),
            }
        }
    }
    named
}

/// What units are called; none where several are called so.
struct Known<'a> {
    keys: BTreeMap<&'a str, Option<UnitId>>,
    names: BTreeMap<&'a str, Option<UnitId>>,
}

impl<'a> Known<'a> {
    fn of(dataset: &'a Dataset) -> Self {
        let (mut keys, mut names) = (BTreeMap::new(), BTreeMap::new());
        let call = |of: &mut BTreeMap<&'a str, Option<UnitId>>, name: &'a str, unit: UnitId| {
            let known = of.entry(name).or_insert(Some(unit));
            *known = known.filter(|it| *it == unit);
        };
        for unit in dataset.units.iter() {
            call(&mut keys, &unit.key, unit.id);
            for name in unit.aliases.iter().chain([&unit.key, &unit.label]) {
                call(&mut names, name, unit.id);
            }
        }
        Self { keys, names }
    }

    fn has(&self, name: &str) -> bool {
        self.keys.contains_key(name) || self.names.contains_key(name)
    }

    /// The unit of a name, by key before label and alias; none where there are several.
    fn unit(&self, name: &str) -> Option<UnitId> {
        let by_key = self.keys.get(name);
        by_key.or_else(|| self.names.get(name)).copied().flatten()
    }
}

fn by_place(dataset: &Dataset) -> BTreeMap<PlaceId, UnitId> {
    let places = places(dataset).into_iter();
    // Where two units are one place, the first is meant.
    places.rev().map(|(unit, place)| (place, unit)).collect()
}

/// The place that each unit is, where that is known or its name tells; units made of others are none.
///
/// ```
/// use heng::project::{Document, unit_places};
/// assert!(unit_places(Document::new("").main().unwrap()).is_empty());
/// ```
pub fn unit_places(dataset: &Dataset) -> BTreeMap<UnitId, PlaceId> {
    places(dataset).into_iter().collect()
}

/// The places that units are: as known from their files, else by their names read together.
pub(super) fn places(dataset: &Dataset) -> Vec<(UnitId, PlaceId)> {
    let rows = dataset.units.iter().map(|unit| NameRow {
        text: &unit.label,
        has_data: true,
    });
    let rows: Vec<NameRow<'_>> = rows.collect();
    let column = Registry::bundled().resolve_column(&rows, &Context::default());
    let units = dataset.units.iter().zip(column.rows);
    let plain = units.filter(|(unit, _)| unit.members.is_empty());
    let placed = plain.filter_map(|(unit, row)| {
        let place = unit
            .place
            .clone()
            .or_else(|| row.resolution.place().cloned());
        Some((unit.id, place?))
    });
    placed.collect()
}
