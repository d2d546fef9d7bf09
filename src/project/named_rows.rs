//! Copied rows that begin with names of units: values of those that are known, and more units.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    CellsError, NewValue, Shown, StrangeCell, Unit,
    cells::{changed, check_columns, read_cell},
    unit_names::UnitNames,
};
use crate::{
    engine::{UnitId, VariableId},
    import::{
        KnownUnit, Table, TableRow,
        names::{Aliases, Registry},
        settle,
    },
};

/// A unit that is added with values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewUnit {
    /// What a row tells of it.
    pub row: TableRow,
    /// Its values.
    pub values: Vec<(VariableId, f64)>,
}

/// What copied rows change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedRows {
    /// Values of known units.
    pub values: Vec<NewValue>,
    /// Units to be added, in the order of the rows.
    pub units: Vec<NewUnit>,
}

/// What copied rows change: a name each, then values of the variables from a column on.
///
/// Names mean what they mean in a table that is taken in: a known unit by key, label, alias or place,
/// else a new one. A name that is doubtful, such as one that comes near to another, is refused.
pub fn named_rows(
    shown: &Shown<'_>,
    column: usize,
    cells: &[Vec<String>],
) -> Result<NamedRows, CellsError> {
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let width = width.saturating_sub(1);
    check_columns(shown, column, (cells.len(), width))?;
    let rows = settled(shown, cells)?;
    let names = UnitNames::with_places(shown.dataset);
    let known: Vec<Option<UnitId>> = rows.iter().map(|row| names.unit(row)).collect();
    refuse_repeats(&rows, &known)?;
    let (mut taken, mut strange) = (NamedRows::default(), Vec::new());
    for ((row, known), cells) in rows.into_iter().zip(known).zip(cells) {
        // A unit that is not there yet has no values to be replaced.
        let new = Unit::of_row(UnitId(u32::MAX), &row);
        let unit = known.and_then(|it| shown.dataset.unit(it)).unwrap_or(&new);
        let texts = cells.get(1..).unwrap_or_default();
        let values = read_row(shown, (unit, column), texts, &mut strange)?;
        if known.is_some() {
            taken.values.extend(values);
        } else {
            let values = values.into_iter();
            let values = values.filter_map(|it| Some((it.variable, it.value?)));
            taken.units.push(NewUnit {
                row,
                values: values.collect(),
            });
        }
    }
    if strange.is_empty() {
        Ok(taken)
    } else {
        Err(CellsError::NotNumbers(strange))
    }
}

/// The values of a unit that texts change, from a column on; texts that are no numbers are put aside.
fn read_row(
    shown: &Shown<'_>,
    (unit, column): (&Unit, usize),
    texts: &[String],
    strange: &mut Vec<StrangeCell>,
) -> Result<Vec<NewValue>, CellsError> {
    let variables = (column..).map_while(|at| shown.grid.variable(shown.dataset, at));
    let mut values = Vec::with_capacity(texts.len());
    for (text, variable) in texts.iter().zip(variables) {
        match read_cell((unit, variable), text) {
            Ok(value) => values.extend(changed(shown, (unit, variable), value)?),
            Err(cell) => strange.push(cell),
        }
    }
    Ok(values)
}

/// Two names can be one unit, which reading them alone cannot see.
fn refuse_repeats(rows: &[TableRow], known: &[Option<UnitId>]) -> Result<(), CellsError> {
    let mut first: BTreeMap<UnitId, &str> = BTreeMap::new();
    for (row, known) in rows.iter().zip(known) {
        if let Some(before) = known.and_then(|it| first.insert(it, &row.unit)) {
            return Err(CellsError::SameUnit {
                first: before.to_owned(),
                second: row.unit.clone(),
            });
        }
    }
    Ok(())
}

/// The rows with what their names mean.
fn settled(shown: &Shown<'_>, cells: &[Vec<String>]) -> Result<Vec<TableRow>, CellsError> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let mut rows = Vec::with_capacity(cells.len());
    for (at, cells) in (0..).zip(cells) {
        let name = cells.first().map_or("", |it| it.trim());
        if !names.insert(name) {
            return Err(CellsError::SameUnit {
                first: name.to_owned(),
                second: name.to_owned(),
            });
        }
        rows.push(TableRow {
            row: at,
            unit: name.to_owned(),
            label: name.to_owned(),
            ..TableRow::default()
        });
    }
    let known: Vec<KnownUnit> = shown.dataset.units.iter().map(Into::into).collect();
    let mut tables = [Table {
        rows,
        ..Table::default()
    }];
    let settled = settle(
        &mut tables,
        &known,
        &Aliases::default(),
        Registry::bundled(),
    );
    let [table] = tables;
    if settled.questions.is_empty() {
        Ok(table.rows)
    } else {
        Err(CellsError::UnclearNames(settled.questions))
    }
}
