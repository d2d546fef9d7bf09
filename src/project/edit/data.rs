//! Tables taken in, groups, and corrections by hand.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{EditError, dataset_mut, finite, name_of};
use crate::{
    engine::{Column, Period, Severity, UnitId, VariableId},
    import::{Finding, Table, TableColumn},
    project::{
        Block, Correction, Dataset, DatasetId, Document, Group, Ids, Origin, Role, Unit, Variable,
    },
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

/// Takes a table in. Units are known by key, label or alias, variables by code or name.
pub(super) fn take_table(
    document: &mut Document,
    dataset: DatasetId,
    table: &Table,
) -> Result<(), EditError> {
    refuse_errors(&table.findings)?;
    let mut ids = document.ids;
    let dataset = dataset_mut(document, dataset)?;
    let periods = row_periods(dataset, table)?;
    let units = take_units(dataset, table, &mut ids);
    dataset.panel.add_rows(units.iter().copied());

    let provenance = Arc::make_mut(&mut dataset.provenance);
    let source = provenance.source_of(&table.file, &table.sha256);
    let mut blocks: BTreeMap<&Period, usize> = BTreeMap::new();
    for period in periods.iter().collect::<BTreeSet<_>>() {
        let rows = table.rows.iter().zip(&units).zip(&periods);
        let rows = rows
            .filter(|(_, it)| *it == period)
            .map(|((row, unit), _)| (*unit, row.row))
            .collect();
        provenance.blocks.push(Block {
            source,
            sheet: table.sheet.clone(),
            rows,
        });
        blocks.insert(period, provenance.blocks.len() - 1);
    }
    for column in &table.columns {
        let variable = take_variable(dataset, column, &mut ids)?;
        for (&period, &block) in &blocks {
            let values = values_of(dataset, column, &units, &periods, period);
            dataset.panel.set_column(variable, period.clone(), values);
            let origins = &mut Arc::make_mut(&mut dataset.provenance).origins;
            let origin = Origin {
                block,
                column: column.column,
            };
            origins
                .entry(variable)
                .or_default()
                .insert(period.clone(), origin);
        }
    }
    Arc::make_mut(&mut dataset.provenance).tidy();
    document.ids = ids;
    Ok(())
}

/// The period of each row. Rows that tell of none take the one period the dataset knows.
fn row_periods(dataset: &Dataset, table: &Table) -> Result<Vec<Period>, EditError> {
    let told: BTreeSet<&Period> = table
        .rows
        .iter()
        .filter_map(|row| row.period.as_ref())
        .collect();
    let known = dataset.periods();
    let default = match (told.len(), known.as_slice()) {
        (0, []) => Period::Undated,
        (0, [only]) => only.clone(),
        (0, _) => {
            return Err(EditError::PeriodUnknown {
                file: table.file.clone(),
                sheet: table.sheet.clone(),
            });
        }
        _ => Period::Undated,
    };
    Ok(table
        .rows
        .iter()
        .map(|row| row.period.clone().unwrap_or_else(|| default.clone()))
        .collect())
}

/// The unit of each row, added where it is new.
fn take_units(dataset: &mut Dataset, table: &Table, ids: &mut Ids) -> Vec<UnitId> {
    let other_names = dataset.units.iter().flat_map(|unit| {
        let names = unit.aliases.iter().chain([&unit.label]);
        names.map(|name| (name.clone(), unit.id))
    });
    // Keys come last: where one unit's key is another one's label, the key holds.
    let keys = dataset.units.iter().map(|unit| (unit.key.clone(), unit.id));
    let mut known: BTreeMap<String, UnitId> = other_names.chain(keys).collect();
    let mut taken = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let id = *known.entry(row.unit.clone()).or_insert_with(|| {
            let id = UnitId(ids.give());
            let (key, label) = (row.unit.clone(), row.label.clone());
            let unit = Unit {
                id,
                key,
                label,
                aliases: Vec::new(),
                role: Role::Ranked,
            };
            Arc::make_mut(&mut dataset.units).push(unit);
            id
        });
        taken.push(id);
    }
    taken
}

/// The variable of a column, added if it is new.
fn take_variable(
    dataset: &mut Dataset,
    column: &TableColumn,
    ids: &mut Ids,
) -> Result<VariableId, EditError> {
    let variables = Arc::make_mut(&mut dataset.variables);
    let known: Vec<usize> = variables
        .iter()
        .enumerate()
        .filter(|(_, it)| it.code == column.name || it.name == column.name)
        .map(|(at, _)| at)
        .collect();
    if known.len() > 1 {
        return Err(EditError::AmbiguousVariable {
            name: column.name.clone(),
        });
    }
    if let Some(variable) = known.first().and_then(|&at| variables.get_mut(at)) {
        if column.measure.is_some() {
            variable.measure.clone_from(&column.measure);
        }
        return Ok(variable.id);
    }
    let id = VariableId(ids.give());
    let name = column.name.clone();
    variables.push(Variable {
        id,
        code: name.clone(),
        name,
        measure: column.measure.clone(),
    });
    Ok(id)
}

/// One period of a column, in the order of the panel's rows.
fn values_of(
    dataset: &Dataset,
    column: &TableColumn,
    units: &[UnitId],
    periods: &[Period],
    period: &Period,
) -> Column {
    let mut values = vec![None; dataset.panel.rows().len()];
    for ((value, unit), _) in column
        .values
        .iter()
        .zip(units)
        .zip(periods)
        .filter(|(_, it)| *it == period)
    {
        if let Some(slot) = dataset
            .panel
            .row_of(*unit)
            .and_then(|row| values.get_mut(row))
        {
            *slot = *value;
        }
    }
    values.into()
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
fn remove_correction(dataset: &mut Dataset, variable: VariableId, period: &Period, unit: UnitId) {
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

pub(super) fn rename_unit(
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
