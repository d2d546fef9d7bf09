//! From a mapped table to what a document takes: plain tables whose values share their lines.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{ColumnKind, MappedTable, Observation, TableLayout, observe};
use crate::{
    engine::Period,
    import::{
        Book, CellAt, Finding, Problem, Status, Table, TableColumn, TableRow, ValueStatus,
        ValueText,
        names::{Context, NameRow, Registry},
    },
};

/// What stands on one line of a sheet for one variable and period.
#[derive(Default)]
struct Line {
    rows: Vec<(u32, String)>,
    values: Vec<Option<f64>>,
    statuses: Vec<Option<Status>>,
    raws: Vec<Option<String>>,
    measure: Option<String>,
}

/// What a line is known by: its period, where it stands, and its variable.
type LineKey = (Period, u32, String);

/// Tables of one period each, with the values of a mapped table.
///
/// Published ranks and bounds of estimates are left out. Units are tied to places by `registry`, where
/// a name is certain; totals are marked. A unit twice in one line is an error among the findings, for
/// no one can tell which of the two is meant.
pub fn taken(table: &MappedTable, book: &Book, sheet: &str, registry: &Registry) -> Vec<Table> {
    let kinds = [ColumnKind::Value, ColumnKind::Score];
    taken_of(table, book, sheet, registry, &kinds)
}

/// The same with published ranks among the values, as [`Published::of`](crate::import::Published::of)
/// takes them.
pub fn taken_with_ranks(
    table: &MappedTable,
    book: &Book,
    sheet: &str,
    registry: &Registry,
) -> Vec<Table> {
    let kinds = [ColumnKind::Value, ColumnKind::Score, ColumnKind::Rank];
    taken_of(table, book, sheet, registry, &kinds)
}

fn taken_of(
    table: &MappedTable,
    book: &Book,
    sheet: &str,
    registry: &Registry,
    kinds: &[ColumnKind],
) -> Vec<Table> {
    let across = matches!(
        table.layout.value,
        TableLayout::UnitsAcross | TableLayout::OneUnit
    );
    let names = Names::new(table);
    let statuses = status_of(table, book, sheet);
    let mut lines: BTreeMap<LineKey, Line> = BTreeMap::new();
    let mut totals = BTreeSet::new();
    for (row, column, seen) in observe::placed(table) {
        let kind = table.columns.get(column).map(|it| it.kind);
        let value = kind.is_some_and(|kind| kinds.contains(&kind));
        if !value || seen.unit.is_empty() || seen.indicator.is_empty() {
            continue;
        }
        let unit = names.of(&seen, row);
        let (of_unit, of_line) = if across {
            (seen.cell.column, seen.cell.row)
        } else {
            (seen.cell.row, seen.cell.column)
        };
        if seen.total {
            totals.insert(unit.clone());
        }
        let status = statuses(&seen, column);
        let line = lines
            .entry((seen.period, of_line, seen.indicator))
            .or_default();
        line.rows.push((of_unit, unit));
        line.statuses.push(status);
        line.raws.push(seen.raw);
        line.values.push(seen.value);
        line.measure = line.measure.take().or(seen.measure);
    }
    let mut tables = together(lines);
    let places = Places::new(table, &tables, registry);
    for made in &mut tables {
        made.file.clone_from(&book.file);
        made.sha256.clone_from(&book.sha256);
        sheet.clone_into(&mut made.sheet);
        made.across = across;
        made.header = label_line(table, across);
        for row in &mut made.rows {
            row.total = totals.contains(&row.unit);
            row.place = places.of(&row.unit).filter(|_| !row.total);
        }
        made.statuses.sort_unstable();
        made.raws.sort_unstable();
        made.findings = repeated(made);
    }
    tables
}

/// What a value's own mark or its header says of it. A header that says only a period is read in the sheet:
/// `2023p` leaves no name.
fn status_of<'a>(
    table: &'a MappedTable,
    book: &'a Book,
    sheet: &str,
) -> impl Fn(&Observation, usize) -> Option<Status> + 'a {
    let sheet = book.sheets.iter().find(|it| it.name == sheet);
    let dated = move |column: &super::MappedColumn| {
        let at = column.period.as_ref()?.at?;
        Status::in_header(&sheet?.get(at)?.text())
    };
    let headers: Vec<Option<Status>> = table.columns.iter().map(dated).collect();
    move |seen, column| {
        let header = || headers.get(column).copied().flatten();
        seen.status.or_else(header).filter(|_| seen.value.is_some())
    }
}

/// Puts lines with the same units in the same places of one period into one table.
fn together(lines: BTreeMap<LineKey, Line>) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut known: HashMap<(Period, Vec<(u32, String)>), usize> = HashMap::new();
    for ((period, at, name), line) in lines {
        let told = (period != Period::Undated).then(|| period.clone());
        let place = *known
            .entry((period, line.rows))
            .or_insert_with_key(|(_, units)| {
                let row = |(row, unit): &(u32, String)| TableRow {
                    row: *row,
                    unit: unit.clone(),
                    label: unit.clone(),
                    period: told.clone(),
                    ..TableRow::default()
                };
                tables.push(Table {
                    rows: units.iter().map(row).collect(),
                    ..Table::default()
                });
                tables.len() - 1
            });
        if let Some(table) = tables.get_mut(place) {
            let column = u32::try_from(table.columns.len()).unwrap_or(u32::MAX);
            let marked = (0..).zip(&line.statuses);
            let marked = marked.filter_map(|(row, status)| {
                Some(ValueStatus {
                    row,
                    column,
                    status: (*status)?,
                })
            });
            table.statuses.extend(marked);
            let texts = (0..).zip(line.raws);
            table.raws.extend(texts.filter_map(|(row, text)| {
                let text = text?;
                Some(ValueText { row, column, text })
            }));
            table.columns.push(TableColumn {
                column: at,
                name,
                measure: line.measure,
                values: line.values,
            });
        }
    }
    tables
}

/// Where the labels of units stand, for findings about them.
fn label_line(table: &MappedTable, across: bool) -> CellAt {
    let of_rows = table.rows.iter().find_map(|row| row.cell);
    let levels = table.columns.iter().flat_map(|it| &it.levels);
    let of_columns = levels.flat_map(|it| &it.cells).next().copied();
    let found = if across { of_columns } else { of_rows };
    found.unwrap_or(CellAt {
        row: table.rows_taken.first,
        column: 0,
    })
}

/// A unit that stands twice on the lines of a table.
fn repeated(table: &Table) -> Vec<Finding> {
    let mut first: HashMap<&str, CellAt> = HashMap::new();
    let mut findings = Vec::new();
    for row in &table.rows {
        let at = table.label_of(row);
        let before = *first.entry(&row.unit).or_insert(at);
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
    findings
}

/// Names of units, with what they stand under where the label alone is not unique.
pub(super) struct Names<'a> {
    table: &'a MappedTable,
    /// Labels that more than one row has.
    shared: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(table: &'a MappedTable) -> Self {
        let mut seen: BTreeMap<&str, (Option<&str>, Option<u32>)> = BTreeMap::new();
        let mut shared = BTreeSet::new();
        for row in &table.rows {
            let above = (row.group.as_deref(), row.parent);
            let before = seen.entry(&row.label).or_insert(above);
            if *before != above {
                shared.insert(row.label.as_str());
            }
        }
        Self { table, shared }
    }

    pub(super) fn of(&self, seen: &Observation, row: usize) -> String {
        if !self.shared.contains(seen.unit.as_str()) {
            return seen.unit.clone();
        }
        let row = self.table.rows.get(row);
        let parent = row.and_then(|row| row.parent);
        let parent = parent.and_then(|it| self.table.rows.get(it as usize));
        let above = parent
            .map(|it| it.label.as_str())
            .or(row.and_then(|row| row.group.as_deref()))
            .filter(|above| *above != seen.unit);
        above.map_or_else(
            || seen.unit.clone(),
            |above| format!("{above} {}", seen.unit),
        )
    }
}

/// The places that names of a table mean for certain.
struct Places(HashMap<String, crate::import::names::PlaceId>);

impl Places {
    fn new(table: &MappedTable, tables: &[Table], registry: &Registry) -> Self {
        let mut seen = BTreeSet::new();
        let units = tables.iter().flat_map(|it| &it.rows);
        let names: Vec<&str> = units
            .map(|row| row.unit.as_str())
            .filter(|name| seen.insert(*name))
            .collect();
        let rows: Vec<NameRow<'_>> = names
            .iter()
            .map(|text| NameRow {
                text,
                has_data: true,
            })
            .collect();
        let last = tables
            .iter()
            .filter_map(|it| it.rows.first()?.period.as_ref());
        let context = Context {
            year: last
                .filter_map(Period::last_year)
                .max()
                .or(table.period.as_ref().and_then(|it| it.value.last_year())),
            ..Context::default()
        };
        let column = registry.resolve_column(&rows, &context);
        let counts = column.counts();
        // Two names for one place are for a person to decide on.
        let sure = names.iter().zip(&column.rows).filter_map(|(name, row)| {
            let place = row.resolution.place()?;
            (counts.get(place) == Some(&1)).then(|| ((*name).to_owned(), place.clone()))
        });
        Self(sure.collect())
    }

    fn of(&self, name: &str) -> Option<crate::import::names::PlaceId> {
        self.0.get(name).cloned()
    }
}
