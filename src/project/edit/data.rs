//! Groups, and corrections by hand.

use std::{collections::BTreeSet, sync::Arc};

use super::{EditError, dataset_mut, finite, name_of};
use crate::{
    engine::{Period, Severity, UnitId, VariableId},
    import::Finding,
    project::{Correction, Dataset, DatasetId, Document, Group, NewUnit, NewValue, Unit},
};

/// The errors among findings, if there are any.
pub(super) fn refuse_errors(findings: &[Finding]) -> Result<(), EditError> {
    let errors: Vec<Finding> = findings
        .iter()
        .filter(|it| it.problem.severity() == Severity::Error)
        .cloned()
        .collect();
    if errors.is_empty() {
        Ok(())
    } else {
        Err(EditError::HasErrors { findings: errors })
    }
}

/// Groups of one kind, in the order in which their first members stand.
pub(super) fn take_groups(
    document: &mut Document,
    dataset: DatasetId,
    kind: &str,
    words: &[(UnitId, String)],
) -> Result<(), EditError> {
    let kind = name_of(kind)?;
    let dataset = dataset_mut(document, dataset)?;
    let known: BTreeSet<UnitId> = dataset.units.iter().map(|unit| unit.id).collect();
    if words.iter().any(|(unit, _)| !known.contains(unit)) {
        return Err(EditError::NoUnit);
    }
    let groups = Arc::make_mut(&mut dataset.groups);
    groups.retain(|group| group.kind != kind);
    let first = groups.len();
    for (unit, word) in words.iter().filter(|(_, word)| !word.trim().is_empty()) {
        let name = word.trim();
        let at = groups
            .iter()
            .skip(first)
            .position(|group| group.name == name)
            .map(|at| at + first);
        match at.and_then(|at| groups.get_mut(at)) {
            Some(group) if group.members.contains(unit) => {}
            Some(group) => group.members.push(*unit),
            None => groups.push(Group {
                kind: kind.to_owned(),
                name: name.to_owned(),
                members: vec![*unit],
            }),
        }
    }
    Ok(())
}

pub(super) fn correct(
    document: &mut Document,
    dataset: DatasetId,
    variable: VariableId,
    period: &Period,
    unit: UnitId,
    (value, note): (Option<f64>, &str),
) -> Result<(), EditError> {
    let new = finite(value)?;
    let dataset = dataset_mut(document, dataset)?;
    dataset.variable(variable).ok_or(EditError::NoVariable)?;
    dataset.unit(unit).ok_or(EditError::NoUnit)?;
    let old = dataset.panel.get(variable, period, unit);
    if old == new && note.is_empty() {
        remove_correction(dataset, variable, period, unit);
        return Ok(());
    }
    let by_period = Arc::make_mut(&mut dataset.corrections)
        .entry(variable)
        .or_default();
    let by_unit = by_period.entry(period.clone()).or_default();
    by_unit.insert(
        unit,
        Correction {
            old,
            new,
            note: note.to_owned(),
        },
    );
    Ok(())
}

/// Corrects several values; those that have a note keep it.
pub(super) fn correct_many(
    document: &mut Document,
    dataset: DatasetId,
    period: &Period,
    values: &[NewValue],
) -> Result<(), EditError> {
    for it in values {
        let of = dataset_mut(document, dataset)?;
        let note = of.note(it.variable, period, it.unit).to_owned();
        let new = (it.value, note.as_str());
        correct(document, dataset, it.variable, period, it.unit, new)?;
    }
    Ok(())
}

/// Adds units with values, and corrects values of others.
pub(super) fn add_units(
    document: &mut Document,
    dataset: DatasetId,
    period: &Period,
    (units, values): (&[NewUnit], &[NewValue]),
) -> Result<(), EditError> {
    let mut all = values.to_vec();
    for new in units {
        let id = UnitId(document.ids.give());
        let unit = Unit::of_row(id, &new.row);
        let name = name_of(&unit.key)?.to_owned();
        let dataset = dataset_mut(document, dataset)?;
        if dataset.units.iter().any(|it| it.answers_to(&name)) {
            return Err(EditError::NameTaken { name });
        }
        Arc::make_mut(&mut dataset.units).push(unit);
        dataset.panel.add_rows([id]);
        all.extend(new.values.iter().map(|&(variable, value)| NewValue {
            variable,
            unit: id,
            value: Some(value),
        }));
    }
    correct_many(document, dataset, period, &all)
}

pub(super) fn drop_correction(
    document: &mut Document,
    dataset: DatasetId,
    variable: VariableId,
    period: &Period,
    unit: UnitId,
) -> Result<(), EditError> {
    remove_correction(dataset_mut(document, dataset)?, variable, period, unit);
    Ok(())
}

/// Takes a correction out, and the empty maps it would leave behind.
pub(super) fn remove_correction(
    dataset: &mut Dataset,
    variable: VariableId,
    period: &Period,
    unit: UnitId,
) {
    if dataset.correction(variable, period, unit).is_none() {
        return;
    }
    let corrections = Arc::make_mut(&mut dataset.corrections);
    let Some(by_period) = corrections.get_mut(&variable) else {
        return;
    };
    if let Some(by_unit) = by_period.get_mut(period) {
        by_unit.remove(&unit);
        if by_unit.is_empty() {
            by_period.remove(period);
        }
    }
    if by_period.is_empty() {
        corrections.remove(&variable);
    }
}
