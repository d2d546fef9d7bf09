//! Two sheets that say different things of the same.

use std::collections::{BTreeMap, HashMap};

use super::GatherProblem;
use crate::{
    engine::Period,
    import::{CellAt, Finding, Problem, Scale, Table, TableColumn, TableRow, words},
};

/// What a value is of: the unit, the variable and the period.
pub(super) type Of = (String, String, Option<Period>);

/// Where a value stands.
#[derive(Clone, Copy)]
struct Stands {
    table: usize,
    column: usize,
    at: CellAt,
    value: f64,
}

/// Tells where tables say different values of the same unit, variable and period. Both cells and both
/// values are named; where they are equal, a note says how many are.
///
/// Units are the same by place or by name. Values in measures that differ by a power of ten are compared
/// as one measure.
pub fn conflicts(tables: &[&Table]) -> Vec<Finding> {
    let mut work = Work {
        tables,
        first: HashMap::new(),
        same: BTreeMap::new(),
        findings: Vec::new(),
    };
    for table in 0..tables.len() {
        work.table(table);
    }
    work.told()
}

struct Work<'a> {
    tables: &'a [&'a Table],
    first: HashMap<Of, Stands>,
    /// By table and other table: how many are equal, and the first there and here.
    same: BTreeMap<(usize, usize), (usize, CellAt, CellAt)>,
    findings: Vec<Finding>,
}

impl Work<'_> {
    fn table(&mut self, place: usize) {
        let Some(table) = self.tables.get(place).copied() else {
            return;
        };
        let mut measures: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
        for (at, column) in table.columns.iter().enumerate() {
            let variable = words::key(&column.name);
            for (row, value) in table.rows.iter().zip(&column.values) {
                let Some(value) = *value else {
                    continue;
                };
                let here = Stands {
                    table: place,
                    column: at,
                    at: cell(table, row, column),
                    value,
                };
                let of = (unit(row), variable.clone(), row.period.clone());
                match self.first.get(&of).copied() {
                    None => {
                        self.first.insert(of, here);
                    }
                    Some(first) => {
                        if let Some(pair) = self.compare(first, here, row) {
                            measures.entry((at, first.table)).or_insert(pair);
                        }
                    }
                }
            }
        }
        for ((column, other), (_, other_column)) in measures {
            self.other_measure(place, column, other, other_column);
        }
    }

    /// Compares two values of the same; answers the columns where their measures cannot be compared.
    fn compare(&mut self, first: Stands, here: Stands, row: &TableRow) -> Option<(usize, usize)> {
        let (table, other) = (self.tables.get(here.table)?, self.tables.get(first.table)?);
        if table.file == other.file && table.sheet == other.sheet && first.at == here.at {
            return None;
        }
        let column = table.columns.get(here.column)?;
        let there = other.columns.get(first.column)?;
        let other_value = match (&there.measure, &column.measure) {
            (Some(from), Some(to)) => match Scale::between(from, to) {
                Some(scale) => scale.apply(first.value),
                None => return Some((here.column, first.column)),
            },
            _ => first.value,
        };
        if equal(other_value, here.value) {
            let entry = self.same.entry((here.table, first.table));
            entry.or_insert((0, first.at, here.at)).0 += 1;
            return None;
        }
        let problem = GatherProblem::TwoValues {
            unit: row.label.as_str().into(),
            variable: column.name.as_str().into(),
            period: row.period.clone(),
            value: here.value,
            other_file: other.file.as_str().into(),
            other_sheet: other.sheet.as_str().into(),
            other_at: first.at,
            other_value,
        };
        self.find(here.table, here.at, problem);
        None
    }

    fn other_measure(&mut self, place: usize, column: usize, other: usize, other_column: usize) {
        let (Some(table), Some(there)) = (self.tables.get(place), self.tables.get(other)) else {
            return;
        };
        let (Some(here), Some(first)) =
            (table.columns.get(column), there.columns.get(other_column))
        else {
            return;
        };
        let problem = GatherProblem::OtherMeasure {
            variable: here.name.as_str().into(),
            measure: here.measure.as_deref().unwrap_or_default().into(),
            other_file: there.file.as_str().into(),
            other_sheet: there.sheet.as_str().into(),
            other_measure: first.measure.as_deref().unwrap_or_default().into(),
        };
        let header = TableRow {
            row: if table.across {
                table.header.column
            } else {
                table.header.row
            },
            ..TableRow::default()
        };
        let at = cell(table, &header, here);
        self.find(place, at, problem);
    }

    fn find(&mut self, place: usize, at: CellAt, problem: GatherProblem) {
        let table = self.tables.get(place);
        self.findings.push(Finding {
            file: table.map(|it| it.file.clone()).unwrap_or_default(),
            sheet: table.map(|it| it.sheet.clone()).unwrap_or_default(),
            at: Some(at),
            problem: Problem::Gather(problem),
        });
    }

    fn told(mut self) -> Vec<Finding> {
        for ((place, other), (count, other_at, at)) in std::mem::take(&mut self.same) {
            let there = self.tables.get(other);
            let problem = GatherProblem::SameValues {
                count,
                other_file: there.map(|it| it.file.clone()).unwrap_or_default(),
                other_sheet: there.map(|it| it.sheet.clone()).unwrap_or_default(),
                other_at,
            };
            self.find(place, at, problem);
        }
        self.findings
    }
}

/// The same for every way a unit is written.
pub(super) fn unit(row: &TableRow) -> String {
    match (&row.is, &row.place) {
        (Some(is), _) => words::key(is),
        (None, Some(place)) => format!("@{place}"),
        (None, None) => words::key(&row.unit),
    }
}

pub(super) fn cell(table: &Table, row: &TableRow, column: &TableColumn) -> CellAt {
    if table.across {
        CellAt {
            row: column.column,
            column: row.row,
        }
    } else {
        CellAt {
            row: row.row,
            column: column.column,
        }
    }
}

/// Equal but for the last bits, which a change of measure may round.
fn equal(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}
