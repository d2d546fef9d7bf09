//! Which of two contradicting values counts, and the tables that are left then.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{
    GatherProblem,
    conflict::{Numbers, Of, cell},
};
use crate::import::{CellAt, Finding, Problem, Table, words};

/// Which of two contradicting places counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one that the finding is about.
    Here,
    /// The other one.
    There,
    /// None of them.
    Neither,
}

/// What a person decided of a contradiction that [`conflicts`](super::conflicts) told.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The contradiction.
    pub finding: Finding,
    /// What counts.
    pub side: Side,
}

/// Cells of a table that do not count, by column, each with the rows.
type Dropped = BTreeMap<usize, BTreeSet<usize>>;

/// The tables without the values that were decided against, and without blanks where another of them has
/// a value: what is taken later would wipe out what was taken before. A table whose columns lack
/// different rows then becomes several; one of which nothing is left becomes none.
pub fn decided(tables: &[&Table], decisions: &[Decision]) -> Vec<Vec<Table>> {
    let mut dropped = vec![Dropped::new(); tables.len()];
    for decision in decisions {
        drop_side(tables, decision, &mut dropped);
    }
    if tables.len() > 1 {
        drop_blanks(tables, &mut dropped);
    }
    let both = tables.iter().zip(&dropped);
    both.map(|(table, cells)| without(table, cells)).collect()
}

/// A place: its file, its sheet, and a cell or the column of a variable.
type Place<'a> = (&'a str, &'a str, What<'a>);

#[derive(Clone, Copy)]
enum What<'a> {
    Cell(CellAt),
    Variable(&'a str),
}

fn drop_side(tables: &[&Table], decision: &Decision, dropped: &mut [Dropped]) {
    let finding = &decision.finding;
    let (here, there): (Place<'_>, Place<'_>) = match (&finding.problem, finding.at) {
        (
            Problem::Gather(GatherProblem::TwoValues {
                other_file,
                other_sheet,
                other_at,
                ..
            }),
            Some(at),
        ) => (
            (&finding.file, &finding.sheet, What::Cell(at)),
            (other_file, other_sheet, What::Cell(*other_at)),
        ),
        (
            Problem::Gather(GatherProblem::OtherMeasure {
                variable,
                other_file,
                other_sheet,
                ..
            }),
            _,
        ) => (
            (&finding.file, &finding.sheet, What::Variable(variable)),
            (other_file, other_sheet, What::Variable(variable)),
        ),
        _ => return,
    };
    let losers: &[Place<'_>] = match decision.side {
        Side::Here => &[there],
        Side::There => &[here],
        Side::Neither => &[here, there],
    };
    for (table, cells) in tables.iter().zip(dropped) {
        for (file, sheet, what) in losers {
            if table.file == *file && table.sheet == *sheet {
                drop_place(table, *what, cells);
            }
        }
    }
}

fn drop_place(table: &Table, what: What<'_>, cells: &mut Dropped) {
    for (place, column) in table.columns.iter().enumerate() {
        let rows = table.rows.iter().enumerate();
        let rows: Vec<usize> = match what {
            What::Cell(at) => rows
                .filter(|(_, row)| cell(table, row, column) == at)
                .map(|(row, _)| row)
                .collect(),
            What::Variable(name) if words::key(name) == words::key(&column.name) => {
                rows.map(|(row, _)| row).collect()
            }
            What::Variable(_) => continue,
        };
        if !rows.is_empty() {
            cells.entry(place).or_default().extend(rows);
        }
    }
}

fn drop_blanks(tables: &[&Table], dropped: &mut [Dropped]) {
    let mut blank: BTreeMap<(usize, usize, usize), Of> = BTreeMap::new();
    each(tables, |at, of, value| {
        if value.is_none() {
            blank.insert(at, of);
        }
    });
    let wanted: HashSet<&Of> = blank.values().collect();
    let mut known: HashSet<Of> = HashSet::new();
    each(tables, |(table, column, row), of, value| {
        let out = dropped.get(table).and_then(|it| it.get(&column));
        let counts = value.is_some() && !out.is_some_and(|it| it.contains(&row));
        if counts && wanted.contains(&of) {
            known.insert(of);
        }
    });
    for ((table, column, row), of) in &blank {
        if let Some(cells) = dropped.get_mut(*table).filter(|_| known.contains(of)) {
            cells.entry(*column).or_default().insert(*row);
        }
    }
}

/// Every value with its place by table, column and row, and what it is of.
fn each(tables: &[&Table], mut visit: impl FnMut((usize, usize, usize), Of, Option<f64>)) {
    let mut numbers = Numbers::default();
    for (at, table) in tables.iter().enumerate() {
        let rows = numbers.rows(table);
        for (column, of_column) in table.columns.iter().enumerate() {
            let variable = numbers.variable(of_column);
            let values = rows.iter().zip(&of_column.values);
            for (row, (number, value)) in values.enumerate() {
                visit((at, column, row), (*number, variable), *value);
            }
        }
    }
}

/// The table without some cells: one for the columns that lack the same rows.
fn without(table: &Table, cells: &Dropped) -> Vec<Table> {
    if cells.is_empty() {
        return vec![table.clone()];
    }
    let none = BTreeSet::new();
    let mut columns: BTreeMap<&BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
    for column in 0..table.columns.len() {
        let rows = cells.get(&column).unwrap_or(&none);
        columns.entry(rows).or_default().push(column);
    }
    let parts = columns.iter();
    parts
        .filter(|(rows, _)| rows.len() < table.rows.len())
        .map(|(rows, columns)| part(table, columns, rows))
        .collect()
}

/// Some columns of a table without some rows; every cell keeps its address.
fn part(table: &Table, columns: &[usize], gone: &BTreeSet<usize>) -> Table {
    let kept: Vec<usize> = (0..table.rows.len())
        .filter(|it| !gone.contains(it))
        .collect();
    let of_kept = |values: &[Option<f64>]| -> Vec<Option<f64>> {
        let values = kept.iter().map(|it| values.get(*it).copied().flatten());
        values.collect()
    };
    let taken = columns.iter().filter_map(|it| table.columns.get(*it));
    let place_of = |all: &[usize], it: u32| {
        let place = all
            .iter()
            .position(|other| u32::try_from(*other) == Ok(it))?;
        u32::try_from(place).ok()
    };
    let statuses = table.statuses.iter().filter_map(|it| {
        Some(crate::import::ValueStatus {
            row: place_of(&kept, it.row)?,
            column: place_of(columns, it.column)?,
            status: it.status,
        })
    });
    Table {
        columns: taken
            .map(|column| crate::import::TableColumn {
                values: of_kept(&column.values),
                ..column.clone()
            })
            .collect(),
        rows: kept
            .iter()
            .filter_map(|it| table.rows.get(*it).cloned())
            .collect(),
        statuses: statuses.collect(),
        texts: Vec::new(),
        ..table.clone()
    }
}
