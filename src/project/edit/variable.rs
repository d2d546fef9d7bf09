//! Variables that are computed, and units made of others.

use std::{collections::BTreeSet, sync::Arc};

use super::{ChoiceError, EditError, dataset_mut, name_of, unit_rule};
use crate::{
    engine::{
        Normalisation, Pooling, Screen, UnitId, VariableId,
        formula::{Formula, FormulaError, FormulaProblem, order},
    },
    project::{Dataset, DatasetId, Document, Role, Unit, Variable, derived::bind, find_unit},
};

/// Adds a variable with a formula.
pub(super) fn add(
    document: &mut Document,
    dataset: DatasetId,
    (name, measure): (&str, Option<&str>),
    formula: &str,
) -> Result<(), EditError> {
    let name = name_of(name)?.to_owned();
    let id = VariableId(document.ids.give());
    let dataset = dataset_mut(document, dataset)?;
    let taken = |it: &Variable| it.code == name || it.name == name;
    if dataset.variables.iter().any(taken) {
        return Err(EditError::NameTaken { name });
    }
    Arc::make_mut(&mut dataset.variables).push(Variable {
        id,
        code: name.clone(),
        name,
        measure: measure.map(str::to_owned),
        formula: Some(formula.trim().to_owned()),
        pooling: None,
    });
    check(dataset, id)
}

/// Gives a variable a formula in place of its imported values, or takes it back.
pub(super) fn formula(
    document: &mut Document,
    dataset: DatasetId,
    variable: VariableId,
    formula: Option<&str>,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let formula = formula.map(str::trim).filter(|it| !it.is_empty());
    variable_mut(dataset, variable)?.formula = formula.map(str::to_owned);
    if formula.is_some() {
        check(dataset, variable)
    } else {
        Ok(())
    }
}

/// Refuses a formula that cannot be read, or that comes from itself.
fn check(dataset: &Dataset, variable: VariableId) -> Result<(), EditError> {
    let text = dataset.variable(variable).and_then(|it| it.formula.clone());
    let text = text.unwrap_or_default();
    bind(dataset, &text).map_err(ChoiceError::Formula)?;
    let all = dataset.variables.iter().filter_map(|it| {
        let bound = bind(dataset, it.formula.as_ref()?).ok()?;
        Some((it.id, bound))
    });
    let all: Vec<_> = all.collect();
    let Err(cycle) = order(&all) else {
        return Ok(());
    };
    let names = cycle.variables.iter();
    let names = names.filter_map(|&id| Some(dataset.variable(id)?.name.clone()));
    let error = FormulaError {
        position: cycle.position,
        problem: FormulaProblem::Cycle {
            names: names.collect(),
        },
    };
    Err(ChoiceError::Formula(error).into())
}

pub(super) fn pooling(
    document: &mut Document,
    dataset: DatasetId,
    variable: VariableId,
    pooling: Option<Pooling>,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    if let Some(Pooling::Mean { by: Some(by) }) = pooling
        && dataset.variable(by).is_none()
    {
        return Err(EditError::NoVariable);
    }
    variable_mut(dataset, variable)?.pooling = pooling;
    Ok(())
}

/// Takes a computed variable out that no indicator reads and no formula names.
pub(super) fn remove(
    document: &mut Document,
    dataset: DatasetId,
    variable: VariableId,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let gone = dataset.variable(variable).ok_or(EditError::NoVariable)?;
    let name = gone.name.clone();
    let named = dataset.variables.iter().any(|it| {
        let formula = it.formula.as_ref().filter(|_| it.id != variable);
        let formula = formula.and_then(|text| Formula::parse(text).ok());
        formula.is_some_and(|formula| {
            formula
                .names()
                .any(|(it, _)| it.trim() == name || it.trim() == gone.code)
        })
    });
    let below = |it: &crate::engine::Node| {
        let denominator = it.indicator().and_then(|it| it.denominator);
        denominator.is_some_and(|it| it.variable == variable)
    };
    let framework = dataset.framework.iter();
    let divides = framework.flat_map(|it| it.nodes()).any(below);
    let weighs = dataset.variables.iter().any(|it| {
        let by = Some(Pooling::Mean { by: Some(variable) });
        it.id != variable && it.pooling == by
    });
    if named
        || divides
        || weighs
        || unit_rule::goes_by(dataset, variable)
        || !dataset.readers(variable).is_empty()
    {
        return Err(ChoiceError::InUse { name }.into());
    }
    Arc::make_mut(&mut dataset.variables).retain(|it| it.id != variable);
    dataset.panel.remove_variable(variable);
    Arc::make_mut(&mut dataset.corrections).remove(&variable);
    Arc::make_mut(&mut dataset.provenance).forget_variable(variable);
    Ok(())
}

fn variable_mut(dataset: &mut Dataset, id: VariableId) -> Result<&mut Variable, EditError> {
    let mut variables = Arc::make_mut(&mut dataset.variables).iter_mut();
    variables
        .find(|it| it.id == id)
        .ok_or(EditError::NoVariable)
}

/// Adds a unit made of others, shown and never ranked.
pub(super) fn add_pool(
    document: &mut Document,
    dataset: DatasetId,
    name: &str,
    members: &[UnitId],
) -> Result<(), EditError> {
    let name = name_of(name)?.to_owned();
    let id = UnitId(document.ids.give());
    let dataset = dataset_mut(document, dataset)?;
    if dataset.units.iter().any(|unit| unit.answers_to(&name)) {
        return Err(EditError::NameTaken { name });
    }
    Arc::make_mut(&mut dataset.units).push(Unit {
        place: None,
        id,
        key: name.clone(),
        label: name,
        aliases: Vec::new(),
        role: Role::Reference,
        members: Vec::new(),
    });
    // Every unit has a row, as it will have once the project is saved and opened again.
    dataset.panel.add_rows([id]);
    set_members(dataset, id, members)
}

/// Says of which others a pooled unit is made.
pub(super) fn members(
    document: &mut Document,
    dataset: DatasetId,
    unit: UnitId,
    members: &[UnitId],
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let pooled = dataset.unit(unit).is_some_and(|it| !it.members.is_empty());
    if !pooled {
        return Err(EditError::NoUnit);
    }
    set_members(dataset, unit, members)
}

fn set_members(dataset: &mut Dataset, unit: UnitId, members: &[UnitId]) -> Result<(), EditError> {
    let members: BTreeSet<UnitId> = members.iter().copied().collect();
    let plain = |id: &UnitId| {
        dataset
            .unit(*id)
            .is_some_and(|it| it.members.is_empty() && it.id != unit)
    };
    if !members.iter().all(plain) {
        return Err(EditError::NoUnit);
    }
    if members.is_empty() {
        return Err(ChoiceError::NoMembers.into());
    }
    let mut units = Arc::make_mut(&mut dataset.units).iter_mut();
    let pooled = units.find(|it| it.id == unit).ok_or(EditError::NoUnit)?;
    pooled.members = members.into_iter().collect();
    Ok(())
}

/// Takes a pooled unit out.
pub(super) fn remove_pool(
    document: &mut Document,
    dataset: DatasetId,
    unit: UnitId,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let pooled = dataset.unit(unit).is_some_and(|it| !it.members.is_empty());
    if !pooled {
        return Err(EditError::NoUnit);
    }
    if measured_against(dataset, unit) || unit_rule::names(dataset, unit) {
        let name = dataset.unit(unit).map(|it| it.label.clone());
        let name = name.unwrap_or_default();
        return Err(ChoiceError::InUse { name }.into());
    }
    Arc::make_mut(&mut dataset.units).retain(|it| it.id != unit);
    dataset.panel.remove_row(unit);
    for by_period in Arc::make_mut(&mut dataset.corrections).values_mut() {
        for by_unit in by_period.values_mut() {
            by_unit.remove(&unit);
        }
        by_period.retain(|_, by_unit| !by_unit.is_empty());
    }
    Arc::make_mut(&mut dataset.corrections).retain(|_, by_period| !by_period.is_empty());
    let forget = |screen: &mut Option<Screen>| {
        if let Some(screen) = screen {
            screen.force_in.retain(|&it| it != unit);
            screen.force_out.retain(|&it| it != unit);
        }
    };
    unit_rule::forget(dataset, unit);
    Arc::make_mut(&mut dataset.provenance).forget_unit(unit);
    forget(&mut Arc::make_mut(&mut dataset.method).screen);
    for group in Arc::make_mut(&mut dataset.groups) {
        group.members.retain(|&it| it != unit);
    }
    for scenario in Arc::make_mut(&mut dataset.scenarios) {
        scenario.patch.roles.remove(&unit);
        forget(&mut scenario.patch.method.screen);
    }
    Ok(())
}

/// Whether others are measured against a unit: by a normalisation or a formula.
fn measured_against(dataset: &Dataset, unit: UnitId) -> bool {
    let nodes = dataset.framework.iter().flat_map(|it| it.nodes());
    let own = nodes.filter_map(|it| it.indicator()?.normalisation.as_ref());
    let scenarios = dataset.scenarios.iter();
    let patched = scenarios.filter_map(|it| it.patch.method.normalisation.as_ref());
    let mut normalisations = own
        .chain(patched)
        .chain(std::iter::once(&dataset.method.normalisation));
    let by_distance = normalisations
        .any(|it| matches!(it, Normalisation::DistanceUnit { unit: Some(of), .. } if *of == unit));
    let named = |formula: &String| {
        let formula = Formula::parse(formula).ok();
        formula.is_some_and(|it| {
            it.units()
                .any(|(name, _)| find_unit(dataset, name.trim()).is_ok_and(|it| it.id == unit))
        })
    };
    let mut formulas = dataset
        .variables
        .iter()
        .filter_map(|it| it.formula.as_ref());
    by_distance || formulas.any(named)
}
