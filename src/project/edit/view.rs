//! Views: saved, changed, renamed, taken out.

use std::sync::Arc;

use super::{EditError, dataset_mut, name_of};
use crate::project::{Dataset, DatasetId, Document, SavedView, Sight, ViewId};

/// Saves a view. What it names has to be there.
pub(super) fn save(
    document: &mut Document,
    dataset: DatasetId,
    name: &str,
    sight: &Arc<Sight>,
) -> Result<(), EditError> {
    let id = ViewId(document.ids.give());
    let dataset = dataset_mut(document, dataset)?;
    let name = free_name(dataset, name, None)?.to_owned();
    check(dataset, sight)?;
    let sight = Arc::clone(sight);
    Arc::make_mut(&mut dataset.views).push(SavedView { id, name, sight });
    Ok(())
}

/// Lets a view show something else.
pub(super) fn change(
    document: &mut Document,
    dataset: DatasetId,
    id: ViewId,
    sight: &Arc<Sight>,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    check(dataset, sight)?;
    view_mut(dataset, id)?.sight = Arc::clone(sight);
    Ok(())
}

pub(super) fn rename(
    document: &mut Document,
    dataset: DatasetId,
    id: ViewId,
    name: &str,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let name = free_name(dataset, name, Some(id))?.to_owned();
    view_mut(dataset, id)?.name = name;
    Ok(())
}

pub(super) fn remove(
    document: &mut Document,
    dataset: DatasetId,
    id: ViewId,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    dataset.view(id).ok_or(EditError::NoView)?;
    Arc::make_mut(&mut dataset.views).retain(|it| it.id != id);
    Ok(())
}

fn check(dataset: &Dataset, sight: &Sight) -> Result<(), EditError> {
    let sound = sight.in_dataset(dataset);
    if sound.scenarios() != sight.scenarios() {
        return Err(EditError::NoScenario);
    }
    if sound.nodes() != sight.nodes() {
        return Err(EditError::NoNode);
    }
    if sound.units() != sight.units() {
        return Err(EditError::NoUnit);
    }
    Ok(())
}

fn free_name<'a>(
    dataset: &Dataset,
    name: &'a str,
    but: Option<ViewId>,
) -> Result<&'a str, EditError> {
    let name = name_of(name)?;
    let mut others = dataset.views.iter().filter(|it| Some(it.id) != but);
    if others.any(|it| it.name == name) {
        let name = name.to_owned();
        return Err(EditError::NameTaken { name });
    }
    Ok(name)
}

fn view_mut(dataset: &mut Dataset, id: ViewId) -> Result<&mut SavedView, EditError> {
    let mut views = Arc::make_mut(&mut dataset.views).iter_mut();
    views.find(|it| it.id == id).ok_or(EditError::NoView)
}
