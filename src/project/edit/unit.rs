//! What units are called, and the order they stand in.

use std::{collections::BTreeMap, sync::Arc};

use super::{EditError, dataset_mut, name_of};
use crate::{
    engine::UnitId,
    project::{DatasetId, Document},
};

/// Renames a unit for people.
pub(super) fn rename(
    document: &mut Document,
    dataset: DatasetId,
    unit: UnitId,
    label: &str,
) -> Result<(), EditError> {
    let label = name_of(label)?;
    let dataset = dataset_mut(document, dataset)?;
    let units = Arc::make_mut(&mut dataset.units);
    let unit = units
        .iter_mut()
        .find(|it| it.id == unit)
        .ok_or(EditError::NoUnit)?;
    label.clone_into(&mut unit.label);
    Ok(())
}

/// Brings the units into an order that names each of them once. Rows of values and members of groups
/// follow, because they stand in the order of units.
pub(super) fn order(
    document: &mut Document,
    dataset: DatasetId,
    order: &[UnitId],
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let places: BTreeMap<UnitId, usize> = order.iter().copied().zip(0..).collect();
    // As many names as units, and each unit among them: then none is named twice.
    let names_all = dataset.units.iter().all(|it| places.contains_key(&it.id));
    if order.len() != dataset.units.len() || !names_all {
        return Err(EditError::NoUnit);
    }
    let place = |unit: UnitId| places.get(&unit).copied().unwrap_or(usize::MAX);
    Arc::make_mut(&mut dataset.units).sort_by_key(|it| place(it.id));
    for group in Arc::make_mut(&mut dataset.groups) {
        group.members.sort_by_key(|it| place(*it));
    }
    dataset.panel = dataset.panel.with_rows(order);
    Ok(())
}
