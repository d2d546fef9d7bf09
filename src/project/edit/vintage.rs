//! Vintages: frozen, taken in, renamed, annotated, taken out.

use std::sync::Arc;

use super::{ChoiceError, EditError, dataset_mut, name_of};
use crate::{
    engine::Period,
    project::{Dataset, DatasetId, Document, Figures, Vintage, VintageId, VintageSource},
};

/// Adds a vintage. The units and nodes it names have to be there.
pub(super) fn add(
    document: &mut Document,
    dataset: DatasetId,
    (name, note): (&str, &str),
    source: &VintageSource,
    figures: &Arc<Figures>,
) -> Result<(), EditError> {
    let id = VintageId(document.ids.give());
    let dataset = dataset_mut(document, dataset)?;
    let name = free_name(dataset, name, None)?.to_owned();
    if !figures.is_whole() {
        return Err(ChoiceError::NoFigures.into());
    }
    let mut units = figures.units.iter().filter_map(|it| it.unit);
    if units.any(|unit| dataset.unit(unit).is_none()) {
        return Err(EditError::NoUnit);
    }
    let known = |node| {
        let framework = dataset.framework.as_ref();
        framework.is_some_and(|it| it.node(node).is_some())
    };
    let mut nodes = figures.columns.iter().filter_map(|it| it.node);
    if nodes.any(|node| !known(node)) {
        return Err(EditError::NoNode);
    }
    Arc::make_mut(&mut dataset.vintages).push(Vintage {
        id,
        name,
        note: note.to_owned(),
        source: source.clone(),
        figures: Arc::clone(figures),
    });
    Ok(())
}

fn free_name<'a>(
    dataset: &Dataset,
    name: &'a str,
    but: Option<VintageId>,
) -> Result<&'a str, EditError> {
    let name = name_of(name)?;
    let mut others = dataset.vintages.iter().filter(|it| Some(it.id) != but);
    if others.any(|it| it.name == name) {
        let name = name.to_owned();
        return Err(EditError::NameTaken { name });
    }
    Ok(name)
}

fn vintage_mut(dataset: &mut Dataset, id: VintageId) -> Result<&mut Vintage, EditError> {
    let mut vintages = Arc::make_mut(&mut dataset.vintages).iter_mut();
    vintages.find(|it| it.id == id).ok_or(EditError::NoVintage)
}

pub(super) fn rename(
    document: &mut Document,
    dataset: DatasetId,
    id: VintageId,
    name: &str,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let name = free_name(dataset, name, Some(id))?.to_owned();
    vintage_mut(dataset, id)?.name = name;
    Ok(())
}

pub(super) fn annotate(
    document: &mut Document,
    dataset: DatasetId,
    id: VintageId,
    (note, date): (&str, &str),
) -> Result<(), EditError> {
    let vintage = vintage_mut(dataset_mut(document, dataset)?, id)?;
    note.clone_into(&mut vintage.note);
    date.trim().clone_into(&mut vintage.source.date);
    Ok(())
}

pub(super) fn remove(
    document: &mut Document,
    dataset: DatasetId,
    id: VintageId,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    dataset.vintage(id).ok_or(EditError::NoVintage)?;
    Arc::make_mut(&mut dataset.vintages).retain(|it| it.id != id);
    Ok(())
}

/// Gives a period to what vintages hold without one.
pub(super) fn date(dataset: &mut Dataset, period: &Period) {
    let undated = |it: &Vintage| {
        let mut columns = it.figures.columns.iter();
        columns.any(|column| column.period == Period::Undated)
    };
    if !dataset.vintages.iter().any(undated) {
        return;
    }
    for vintage in Arc::make_mut(&mut dataset.vintages) {
        for column in &mut Arc::make_mut(&mut vintage.figures).columns {
            if column.period == Period::Undated {
                column.period = period.clone();
            }
        }
    }
}
