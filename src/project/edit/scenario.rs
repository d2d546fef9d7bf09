//! Scenarios: added, copied, renamed, annotated, taken out; and back to the base in one thing.

use std::sync::Arc;

use super::{ChoiceError, EditError, dataset_mut, name_of, setup::patch_mut};
use crate::project::{Aspect, Dataset, DatasetId, Document, Patch, Scenario, ScenarioId};

fn scenario_mut(dataset: &mut Dataset, id: ScenarioId) -> Result<&mut Scenario, EditError> {
    let mut scenarios = Arc::make_mut(&mut dataset.scenarios).iter_mut();
    scenarios
        .find(|it| it.id == id)
        .ok_or(EditError::NoScenario)
}

fn free_name<'a>(
    dataset: &Dataset,
    name: &'a str,
    but: Option<ScenarioId>,
) -> Result<&'a str, EditError> {
    let name = name_of(name)?;
    let taken = dataset
        .scenarios
        .iter()
        .any(|scenario| scenario.name == name && Some(scenario.id) != but);
    if taken {
        Err(EditError::NameTaken {
            name: name.to_owned(),
        })
    } else {
        Ok(name)
    }
}

pub(super) fn add(
    document: &mut Document,
    dataset: DatasetId,
    name: &str,
) -> Result<(), EditError> {
    let id = ScenarioId(document.ids.give());
    let dataset = dataset_mut(document, dataset)?;
    let name = free_name(dataset, name, None)?.to_owned();
    let scenario = Scenario {
        id,
        name,
        note: String::new(),
        patch: Patch::default(),
    };
    Arc::make_mut(&mut dataset.scenarios).push(scenario);
    Ok(())
}

pub(super) fn rename(
    document: &mut Document,
    dataset: DatasetId,
    id: ScenarioId,
    name: &str,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let name = free_name(dataset, name, Some(id))?.to_owned();
    scenario_mut(dataset, id)?.name = name;
    Ok(())
}

pub(super) fn remove(
    document: &mut Document,
    dataset: DatasetId,
    id: ScenarioId,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    if dataset.scenario(id).is_none() {
        return Err(EditError::NoScenario);
    }
    Arc::make_mut(&mut dataset.scenarios).retain(|scenario| scenario.id != id);
    Ok(())
}

pub(super) fn duplicate(
    document: &mut Document,
    dataset: DatasetId,
    id: ScenarioId,
    name: &str,
) -> Result<(), EditError> {
    let new = ScenarioId(document.ids.give());
    let dataset = dataset_mut(document, dataset)?;
    let name = free_name(dataset, name, None)?.to_owned();
    let scenarios = Arc::make_mut(&mut dataset.scenarios);
    let at = scenarios.iter().position(|it| it.id == id);
    let at = at.ok_or(EditError::NoScenario)?;
    let copied = scenarios.get(at).cloned().ok_or(EditError::NoScenario)?;
    let copy = Scenario {
        id: new,
        name,
        ..copied
    };
    scenarios.insert(at + 1, copy);
    Ok(())
}

pub(super) fn annotate(
    document: &mut Document,
    dataset: DatasetId,
    id: ScenarioId,
    note: &str,
) -> Result<(), EditError> {
    let scenario = scenario_mut(dataset_mut(document, dataset)?, id)?;
    note.clone_into(&mut scenario.note);
    Ok(())
}

pub(super) fn clear(
    document: &mut Document,
    dataset: DatasetId,
    id: ScenarioId,
    aspect: Aspect,
) -> Result<(), EditError> {
    let patch = patch_mut(dataset_mut(document, dataset)?, id)?;
    let cleared = patch.clear(aspect);
    cleared
        .then_some(())
        .ok_or(ChoiceError::NoDifference.into())
}
