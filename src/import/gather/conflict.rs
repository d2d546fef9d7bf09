//! Two sheets that say different things of the same.

use std::collections::{BTreeMap, HashMap};

use super::GatherProblem;
use crate::{
    engine::Period,
    import::{CellAt, Finding, Problem, Scale, Table, TableColumn, TableRow, words},
};

/// What a value is of: its unit in its period, and its variable, by their [`Numbers`].
pub(super) type Of = (usize, usize);

/// Numbers that stand for units in their periods and for variables, the same ones in all tables: millions of
/// values are told apart by them faster than by names.
#[derive(Default)]
pub(super) struct Numbers {
    rows: HashMap<(String, Option<Period>), usize>,
    variables: HashMap<String, usize>,
}

impl Numbers {
    /// One a row of the table.
    pub(super) fn rows(&mut self, table: &Table) -> Vec<usize> {
        let mut number = |row: &TableRow| {
            let next = self.rows.len();
            let of = (unit(row), row.period.clone());
            *self.rows.entry(of).or_insert(next)
        };
        table.rows.iter().map(&mut number).collect()
    }

    /// The one of a variable.
    pub(super) fn variable(&mut self, column: &TableColumn) -> usize {
        let next = self.variables.len();
        let key = words::key(&column.name);
        *self.variables.entry(key).or_insert(next)
    }
}

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
    let mut numbers = Numbers::default();
    let rows: Vec<Vec<usize>> = tables.iter().map(|it| numbers.rows(it)).collect();
    let mut met: HashMap<usize, usize> = HashMap::new();
    for number in rows.iter().flatten() {
        *met.entry(*number).or_default() += 1;
    }
    let mut work = Work {
        tables,
        numbers,
        rows,
        met,
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
    numbers: Numbers,
    /// The numbers of each table's rows.
    rows: Vec<Vec<usize>>,
    /// How many rows of all tables have a number.
    met: HashMap<usize, usize>,
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
        let rows = self.rows.get_mut(place).map(std::mem::take);
        let rows = rows.unwrap_or_default();
        let several = |number: &usize| self.met.get(number).is_some_and(|it| *it > 1);
        let several: Vec<bool> = rows.iter().map(several).collect();
        let variables: Vec<usize> = table
            .columns
            .iter()
            .map(|it| self.numbers.variable(it))
            .collect();
        let columns = table.columns.iter().zip(&variables);
        for (at, (column, variable)) in columns.enumerate() {
            let twice = variables.iter().filter(|it| *it == variable).count() > 1;
            let numbered = table.rows.iter().zip(&rows).zip(&several);
            for (((row, number), several), value) in numbered.zip(&column.values) {
                // What stands once contradicts nothing: of a table a year, that is nearly all.
                let Some(value) = value.filter(|_| twice || *several) else {
                    continue;
                };
                let here = Stands {
                    table: place,
                    column: at,
                    at: cell(table, row, column),
                    value,
                };
                let of = (*number, *variable);
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
fn unit(row: &TableRow) -> String {
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
