//! Data taken in anew, with an eye on corrections by hand; and recipes kept with the data.

use std::{collections::BTreeSet, sync::Arc};

use super::{EditError, data::remove_correction, dataset_mut, name_of, table};
use crate::{
    engine::Period,
    import::{Table, recipe::ReadingRecipe},
    project::{
        Dataset, DatasetId, Document, Ids, Origin,
        refresh::{CorrectionAnswer, CorrectionChoice, Place, by_place},
    },
};

/// Takes tables in. A correction that was made over the value that the file still has stays as it is.
/// Of the others, those that are answered count on over the new value, or go; the rest stay as they
/// are, to be looked at.
pub(super) fn refresh(
    document: &mut Document,
    dataset: DatasetId,
    tables: &[&Table],
    answers: &[CorrectionAnswer],
) -> Result<(), EditError> {
    table::take_tables(document, dataset, tables)?;
    let dataset = dataset_mut(document, dataset)?;
    for (place, choice) in by_place(answers) {
        let (variable, period, unit) = (place.variable, &place.period, place.unit);
        dataset
            .correction(variable, period, unit)
            .ok_or(EditError::NoCorrection)?;
        match choice {
            CorrectionChoice::TakeFile => remove_correction(dataset, variable, period, unit),
            CorrectionChoice::Keep => {
                let imported = dataset.panel.get(variable, period, unit);
                let found = Arc::make_mut(&mut dataset.corrections)
                    .get_mut(&variable)
                    .and_then(|it| it.get_mut(period))
                    .and_then(|it| it.get_mut(&unit));
                if let Some(correction) = found {
                    correction.old = imported;
                }
            }
        }
    }
    Ok(())
}

/// A dataset as it would be with tables taken in, and all values they name.
pub(in crate::project) fn taken_into(
    dataset: &Dataset,
    tables: &[&Table],
) -> Result<(Dataset, BTreeSet<Place>), EditError> {
    let mut after = dataset.clone();
    // Numbers for what is new, above all that are there; they are thrown away with the copy.
    let units = dataset.units.iter().map(|it| it.id.0);
    let variables = dataset.variables.iter().map(|it| it.id.0);
    let mut ids = Ids::above(units.chain(variables).max().unwrap_or(0));
    table::take_into(&mut after, tables, &mut ids)?;
    let mut named = BTreeSet::new();
    for (&variable, periods) in &after.provenance.origins {
        for (period, origins) in periods {
            let new = origins.iter().filter(|it| is_of(&after, it, tables));
            for origin in new {
                named.extend(places(&after, variable, period, origin));
            }
        }
    }
    Ok((after, named))
}

/// Whether values came from one of these tables.
fn is_of(dataset: &Dataset, origin: &Origin, tables: &[&Table]) -> bool {
    let block = dataset.provenance.blocks.get(origin.block);
    let source = block.and_then(|it| dataset.provenance.sources.get(it.source));
    block.zip(source).is_some_and(|(block, source)| {
        tables.iter().any(|it| {
            (&it.file, &it.sha256, &it.sheet) == (&source.file, &source.sha256, &block.sheet)
                && it.columns.iter().any(|it| it.column == origin.column)
        })
    })
}

fn places(
    dataset: &Dataset,
    variable: crate::engine::VariableId,
    period: &Period,
    origin: &Origin,
) -> Vec<Place> {
    let block = dataset.provenance.blocks.get(origin.block);
    let units = block.into_iter().flat_map(|it| it.rows.keys());
    units
        .map(|unit| Place {
            variable,
            period: period.clone(),
            unit: *unit,
        })
        .collect()
}

/// Keeps a recipe, in place of the one of its name.
pub(super) fn keep_recipe(
    document: &mut Document,
    dataset: DatasetId,
    recipe: &ReadingRecipe,
) -> Result<(), EditError> {
    let name = name_of(&recipe.name)?;
    let recipes = Arc::make_mut(&mut dataset_mut(document, dataset)?.recipes);
    let mut kept = recipe.clone();
    name.clone_into(&mut kept.name);
    match recipes.iter_mut().find(|it| it.name == name) {
        Some(known) => *known = kept,
        None => recipes.push(kept),
    }
    Ok(())
}

/// Forgets the recipe of a name.
pub(super) fn forget_recipe(
    document: &mut Document,
    dataset: DatasetId,
    name: &str,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    if !dataset.recipes.iter().any(|it| it.name == name) {
        return Err(EditError::NoRecipe {
            name: name.to_owned(),
        });
    }
    Arc::make_mut(&mut dataset.recipes).retain(|it| it.name != name);
    Ok(())
}
