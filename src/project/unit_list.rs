//! Lists of units as people write them, and the places that units are.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dataset, Unit, find_unit};
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
    let mut find = |name: &str| -> Option<UnitId> {
        if let Ok(unit) = find_unit(dataset, name) {
            return Some(unit.id);
        }
        let places = places.get_or_insert_with(|| by_place(dataset));
        let context = Context::default();
        let resolved = Registry::bundled().resolve(name, &context);
        resolved.place().and_then(|it| places.get(it)).copied()
    };
    let known: BTreeSet<&str> = dataset.units.iter().flat_map(names).collect();
    for line in list.lines().map(str::trim) {
        // A name may hold a comma of its own.
        let parts: Vec<&str> = if known.contains(line) {
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

fn names(unit: &Unit) -> impl Iterator<Item = &str> {
    let own = [unit.key.as_str(), unit.label.as_str()];
    let aliases = unit.aliases.iter().map(String::as_str);
    own.into_iter().chain(aliases)
}

fn by_place(dataset: &Dataset) -> BTreeMap<PlaceId, UnitId> {
    let places = places(dataset).into_iter();
    // Where two units are one place, the first is meant.
    places.rev().map(|(unit, place)| (place, unit)).collect()
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
