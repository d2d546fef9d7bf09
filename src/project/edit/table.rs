//! A table taken in: units and variables are known or added, values put in their cells.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{EditError, data::refuse_errors, dataset_mut};
use crate::{
    engine::{Column, Period, UnitId, VariableId},
    import::{CellAt, Finding, Problem, Scale, Status, Table, TableColumn, TableRow},
    project::{
        Block, Dataset, DatasetId, Document, Ids, Origin, Unit, Variable, unit_names::UnitNames,
    },
};

/// Takes tables in, one after the other. Units are known by key, label, alias or place, variables by
/// code or name. Values of a table take the place of what was there; units it does not name keep theirs.
pub(super) fn take_tables(
    document: &mut Document,
    dataset: DatasetId,
    tables: &[&Table],
) -> Result<(), EditError> {
    let mut ids = document.ids;
    take_into(dataset_mut(document, dataset)?, tables, &mut ids)?;
    document.ids = ids;
    Ok(())
}

/// The same for a dataset by itself.
pub(super) fn take_into(
    dataset: &mut Dataset,
    tables: &[&Table],
    ids: &mut Ids,
) -> Result<(), EditError> {
    for table in tables {
        refuse_errors(&table.findings)?;
    }
    let told: BTreeSet<&Period> = tables
        .iter()
        .flat_map(|table| &table.rows)
        .filter_map(|row| row.period.as_ref())
        .collect();
    for table in tables {
        let periods = row_periods(dataset, table, &told)?;
        let units = take_units(dataset, table, ids);
        refuse_repeats(table, &units, &periods)?;
        dataset.panel.add_rows(units.iter().copied());
        let parts = parts(dataset, table, &units, &periods);
        for (column, marks) in table.columns.iter().zip(Marks::of_columns(table)) {
            let taken = take_variable(dataset, column, table, ids)?;
            for part in &parts {
                put(dataset, &taken, column, (part, &marks));
            }
        }
    }
    Arc::make_mut(&mut dataset.provenance).tidy();
    Ok(())
}

/// The period of each row.
///
/// Data without a period and data of a single period belong together, whichever came first: rows
/// that tell of none take the one period the dataset knows, and a table of one period gives it to
/// what the dataset holds without one. `told` are the periods of all tables taken together.
fn row_periods(
    dataset: &mut Dataset,
    table: &Table,
    told: &BTreeSet<&Period>,
) -> Result<Vec<Period>, EditError> {
    let known = dataset.periods();
    let mut default = Period::Undated;
    match (told.iter().next(), told.len(), known.as_slice()) {
        (None, _, [only]) => default = only.clone(),
        (None, _, [_, ..]) => {
            return Err(EditError::PeriodUnknown {
                file: table.file.clone(),
                sheet: table.sheet.clone(),
            });
        }
        (Some(only), 1, [Period::Undated]) => {
            default = (*only).clone();
            date(dataset, only);
        }
        (Some(only), 1, _) => default = (*only).clone(),
        _ => {}
    }
    let periods = table
        .rows
        .iter()
        .map(|row| row.period.clone().unwrap_or_else(|| default.clone()));
    Ok(periods.collect())
}

/// Gives a period to everything the dataset holds without one.
fn date(dataset: &mut Dataset, period: &Period) {
    let variables: Vec<VariableId> = dataset.panel.variables().collect();
    for variable in variables {
        if let Some(column) = dataset.panel.column(variable, &Period::Undated).cloned() {
            dataset.panel.remove_variable(variable);
            dataset.panel.set_column(variable, period.clone(), column);
        }
    }
    for origins in Arc::make_mut(&mut dataset.provenance).origins.values_mut() {
        if let Some(undated) = origins.remove(&Period::Undated) {
            origins.insert(period.clone(), undated);
        }
    }
    for corrections in Arc::make_mut(&mut dataset.corrections).values_mut() {
        if let Some(undated) = corrections.remove(&Period::Undated) {
            corrections.insert(period.clone(), undated);
        }
    }
    super::vintage::date(dataset, period);
    super::unit_rule::date(dataset, period);
}

/// The unit of each row, added where it is new.
fn take_units(dataset: &mut Dataset, table: &Table, ids: &mut Ids) -> Vec<UnitId> {
    let mut known = UnitNames::of(&dataset.units);
    let mut new = Vec::new();
    let mut also = Vec::new();
    let mut of_rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let id = known.unit(row).unwrap_or_else(|| {
            let id = UnitId(ids.give());
            new.push(Unit::of_row(id, row));
            id
        });
        known.add(row, id);
        also.push((id, row));
        of_rows.push(id);
    }
    if !new.is_empty() {
        Arc::make_mut(&mut dataset.units).extend(new);
    }
    learn(dataset, &also);
    of_rows
}

/// Keeps further names of units, and the places they are.
fn learn(dataset: &mut Dataset, rows: &[(UnitId, &TableRow)]) {
    let at: HashMap<UnitId, usize> = (0..)
        .zip(dataset.units.iter())
        .map(|(at, unit)| (unit.id, at))
        .collect();
    for (id, row) in rows {
        let Some(&at) = at.get(id) else { continue };
        let news = dataset.units.get(at).is_some_and(|unit| {
            !unit.answers_to(&row.unit) || (unit.place.is_none() && row.place.is_some())
        });
        if !news {
            continue;
        }
        let Some(unit) = Arc::make_mut(&mut dataset.units).get_mut(at) else {
            continue;
        };
        if !unit.answers_to(&row.unit) {
            unit.aliases.push(row.unit.clone());
        }
        unit.place = unit.place.take().or_else(|| row.place.clone());
    }
}

/// Two rows can mean one unit by different names, which reading alone cannot see.
fn refuse_repeats(table: &Table, units: &[UnitId], periods: &[Period]) -> Result<(), EditError> {
    let mut first: HashMap<(UnitId, &Period), CellAt> = HashMap::new();
    let mut findings = Vec::new();
    for ((row, &unit), period) in table.rows.iter().zip(units).zip(periods) {
        let at = table.label_of(row);
        let before = *first.entry((unit, period)).or_insert(at);
        if before != at {
            findings.push(Finding {
                file: table.file.clone(),
                sheet: table.sheet.clone(),
                at: Some(at),
                problem: Problem::RepeatedUnit {
                    unit: row.unit.clone(),
                    first: before,
                },
            });
        }
    }
    refuse_errors(&findings)
}

/// The rows of a table in one period.
struct Part {
    period: Period,
    /// Where the block of these rows stands in the provenance.
    block: usize,
    /// Row of the table, row of the panel.
    rows: Vec<(usize, usize)>,
}

/// The rows by period, each with a block of its own in the provenance.
fn parts(dataset: &mut Dataset, table: &Table, units: &[UnitId], periods: &[Period]) -> Vec<Part> {
    let mut by_period: BTreeMap<&Period, Vec<usize>> = BTreeMap::new();
    for (at, period) in periods.iter().enumerate() {
        by_period.entry(period).or_default().push(at);
    }
    let panel = &dataset.panel;
    let provenance = Arc::make_mut(&mut dataset.provenance);
    let source = provenance.source_of(&table.file, &table.sha256, table.read_on.as_deref());
    let mut parts = Vec::with_capacity(by_period.len());
    for (period, at) in by_period {
        let named = at
            .iter()
            .filter_map(|&at| Some((*units.get(at)?, table.rows.get(at)?.row)));
        let rows = named.collect();
        let sheet = table.sheet.clone();
        provenance.blocks.push(Block {
            source,
            sheet,
            rows,
            across: table.across,
        });
        let rows = at
            .iter()
            .filter_map(|&at| Some((at, panel.row_of(*units.get(at)?)?)))
            .collect();
        let block = provenance.blocks.len() - 1;
        parts.push(Part {
            period: period.clone(),
            block,
            rows,
        });
    }
    parts
}

/// Where a column goes.
struct Taken {
    variable: VariableId,
    /// From the measure of the file to that of the variable, where they differ.
    scale: Option<Scale>,
}

/// The variable of a column, added if it is new.
///
/// A variable has one measure: values in another one are converted where that is exact, such as 万元
/// into 亿元, else refused.
fn take_variable(
    dataset: &mut Dataset,
    column: &TableColumn,
    table: &Table,
    ids: &mut Ids,
) -> Result<Taken, EditError> {
    let variables = Arc::make_mut(&mut dataset.variables);
    let mut known = variables
        .iter_mut()
        .filter(|it| it.code == column.name || it.name == column.name);
    match (known.next(), known.next()) {
        (Some(_), Some(_)) => Err(EditError::AmbiguousVariable {
            name: column.name.clone(),
        }),
        (Some(variable), None) => {
            let scale = match (&variable.measure, &column.measure) {
                (Some(has), Some(found)) => {
                    let scale = Scale::between(found, has);
                    Some(scale.ok_or_else(|| EditError::MeasureDiffers {
                        file: table.file.as_str().into(),
                        sheet: table.sheet.as_str().into(),
                        variable: variable.name.as_str().into(),
                        has: has.as_str().into(),
                        found: found.as_str().into(),
                    })?)
                }
                (None, Some(found)) => {
                    variable.measure = Some(found.clone());
                    None
                }
                _ => None,
            };
            Ok(Taken {
                variable: variable.id,
                scale: scale.filter(|it| !it.is_one()),
            })
        }
        (None, _) => {
            let id = VariableId(ids.give());
            let (code, name) = (column.name.clone(), column.name.clone());
            variables.push(Variable {
                id,
                code,
                name,
                measure: column.measure.clone(),
                formula: None,
                pooling: None,
            });
            Ok(Taken {
                variable: id,
                scale: None,
            })
        }
    }
}

/// What a column tells of its values beyond the numbers, by the place of the row.
#[derive(Default)]
struct Marks<'a> {
    statuses: BTreeMap<usize, Status>,
    raws: BTreeMap<usize, &'a str>,
}

impl<'a> Marks<'a> {
    /// Those of each column.
    fn of_columns(table: &'a Table) -> Vec<Self> {
        let mut all: Vec<Self> = table.columns.iter().map(|_| Self::default()).collect();
        for it in &table.statuses {
            if let Some(marks) = all.get_mut(it.column as usize) {
                marks.statuses.insert(it.row as usize, it.status);
            }
        }
        for it in &table.raws {
            if let Some(marks) = all.get_mut(it.column as usize) {
                marks.raws.insert(it.row as usize, &it.text);
            }
        }
        all
    }
}

/// Puts one period of a column in its place, with where it came from.
fn put(
    dataset: &mut Dataset,
    taken: &Taken,
    column: &TableColumn,
    (part, marks): (&Part, &Marks<'_>),
) {
    let variable = taken.variable;
    let before = dataset.panel.column(variable, &part.period);
    let rows = dataset.panel.rows().len();
    let mut values: Vec<Option<f64>> = (0..rows)
        .map(|row| before.and_then(|it| it.get(row)))
        .collect();
    for &(from, to) in &part.rows {
        if let (Some(slot), Some(value)) = (values.get_mut(to), column.values.get(from)) {
            *slot = value.map(|value| taken.scale.map_or(value, |it| it.apply(value)));
        }
    }
    dataset
        .panel
        .set_column(variable, part.period.clone(), Column::from(values));
    let units = dataset.panel.rows();
    let named = || {
        let rows = part.rows.iter();
        rows.filter_map(|&(from, to)| Some((from, *units.get(to)?)))
    };
    let status = |(from, unit)| Some((unit, *marks.statuses.get(&from)?));
    let raw = |(from, unit)| Some((unit, Box::from(*marks.raws.get(&from)?)));
    let origin = Origin {
        block: part.block,
        column: column.column,
        measure: taken.scale.and(column.measure.clone()),
        statuses: named().filter_map(status).collect(),
        raws: named().filter_map(raw).collect(),
    };
    Arc::make_mut(&mut dataset.provenance).add_origin(variable, &part.period, origin);
}
