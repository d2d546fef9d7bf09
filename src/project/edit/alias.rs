//! Further names of units.

use std::sync::Arc;

use super::{EditError, dataset_mut, name_of};
use crate::engine::UnitId;
use crate::project::{DatasetId, Document, NewAlias, Unit, aliases::owner};

/// Gives units further names and places. One that another unit has is refused.
pub(super) fn take(
    document: &mut Document,
    dataset: DatasetId,
    aliases: &[NewAlias],
) -> Result<(), EditError> {
    let units = Arc::make_mut(&mut dataset_mut(document, dataset)?.units);
    for alias in aliases {
        let unit = units.iter().find(|it| it.id == alias.unit());
        if is_taken(units, unit.ok_or(EditError::NoUnit)?, alias)? {
            let name = match alias {
                NewAlias::Name { name, .. } => name.clone(),
                NewAlias::Place { place, .. } => place.to_string(),
            };
            return Err(EditError::NameTaken { name });
        }
        alias.give(units);
    }
    Ok(())
}

/// Takes a further name from a unit; nothing happens if it is none of its names.
pub(super) fn forget(
    document: &mut Document,
    dataset: DatasetId,
    unit: UnitId,
    name: &str,
) -> Result<(), EditError> {
    let units = Arc::make_mut(&mut dataset_mut(document, dataset)?.units);
    let unit = units.iter_mut().find(|it| it.id == unit);
    unit.ok_or(EditError::NoUnit)?
        .aliases
        .retain(|it| it != name);
    Ok(())
}

fn is_taken(units: &[Unit], unit: &Unit, alias: &NewAlias) -> Result<bool, EditError> {
    Ok(match alias {
        NewAlias::Name { name, .. } => {
            name_of(name)?;
            owner(units, name).is_some_and(|it| it.id != unit.id)
        }
        NewAlias::Place { place, .. } => {
            let other = |it: &Unit| it.id != unit.id && it.place.as_ref() == Some(place);
            unit.place.as_ref().is_some_and(|it| it != place) || units.iter().any(other)
        }
    })
}
