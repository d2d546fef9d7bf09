//! What `heng inspect` tells of tables that were understood.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{FindingSeen, finding_seen};
use crate::{
    engine::Period,
    import::{
        CellAt, Finding,
        sheet_map::{Evidence, Guess, MappedColumn, MappedTable, Role, SheetMap, TableLayout},
    },
    texts::Texts,
};

/// A table that was understood.
#[derive(Serialize)]
pub(super) struct MappedSeen<'a> {
    /// Its number on the sheet, from 1.
    table: usize,
    /// Its cells with title and notes, `A1:D35`.
    range: String,
    /// How it lies.
    layout: GuessSeen<TableLayout>,
    /// Its title; empty where none.
    title: &'a str,
    /// The measure of all of it, in so far as columns and rows have none of their own.
    measure: Option<GuessSeen<&'a str>>,
    /// The period of all of it, likewise.
    period: Option<GuessSeen<String>>,
    /// The unit, where there is only one.
    unit: Option<GuessSeen<&'a str>>,
    /// The indicator, where there is only one.
    indicator: Option<GuessSeen<&'a str>>,
    /// 全市, 市辖区 and the like.
    scope: Option<&'a str>,
    /// Its columns of values.
    columns: Vec<ColumnSeen<'a>>,
    /// How many rows of values it has.
    rows: usize,
    /// The labels of totals and aggregates, which are never ranked.
    totals: Vec<&'a str>,
    /// The groups its rows stand in, each once.
    groups: Vec<&'a str>,
    /// How many of its cells hold no number.
    missing: usize,
    /// The notes at it.
    notes: &'a [String],
    /// Where its figures come from.
    sources: &'a [String],
    /// How sure the least sure decision is, from 0 to 1.
    confidence: f64,
    /// What was noticed in its rows; also among the findings of the file.
    findings: Vec<FindingSeen<'a>>,
}

/// Something found out, and how.
#[derive(Serialize)]
struct GuessSeen<T> {
    value: T,
    from: Evidence,
    cell: Option<String>,
    confidence: f64,
}

/// A column of values.
#[derive(Serialize)]
struct ColumnSeen<'a> {
    /// The letters of its columns: one for each block side by side.
    columns: Vec<String>,
    /// The levels of its header joined by ` / `; empty where it has only a period.
    name: &'a str,
    english: Option<&'a str>,
    measure: Option<&'a str>,
    period: Option<String>,
    scope: Option<&'a str>,
}

fn seen<'a, T, S>(guess: &'a Guess<T>, value: impl Fn(&'a T) -> S) -> GuessSeen<S> {
    GuessSeen {
        value: value(&guess.value),
        from: guess.from,
        cell: guess.at.map(|at| at.to_string()),
        confidence: plain(guess.confidence),
    }
}

/// As people write it: 0.9 rather than 0.8999999761581421.
fn plain(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

/// The tables of a sheet for programs.
pub(super) fn mapped_seen<'a>(
    map: &'a SheetMap,
    findings: &'a [Finding],
    texts: Texts,
) -> Vec<MappedSeen<'a>> {
    let text = |it: &'a Option<Guess<String>>| it.as_ref().map(|it| seen(it, String::as_str));
    let one = |(place, table): (usize, &'a MappedTable)| MappedSeen {
        table: place + 1,
        range: range(map, table),
        layout: seen(&table.layout, |it| *it),
        title: &table.title,
        measure: text(&table.measure),
        period: table.period.as_ref().map(|it| seen(it, Period::to_string)),
        unit: text(&table.unit),
        indicator: text(&table.indicator),
        scope: table.scope.as_deref(),
        columns: table.columns.iter().map(column_seen).collect(),
        rows: table.rows.len(),
        totals: totals(table),
        groups: groups(table),
        missing: table.values.iter().filter(|it| it.is_none()).count(),
        notes: &table.notes,
        sources: &table.sources,
        confidence: plain(table.confidence()),
        findings: findings
            .iter()
            .filter(|it| it.at.is_some_and(|at| is_within(at, table)))
            .map(|it| finding_seen(it, texts))
            .collect(),
    };
    map.tables.iter().enumerate().map(one).collect()
}

fn is_within(at: CellAt, table: &MappedTable) -> bool {
    (table.rows_taken.first..=table.rows_taken.last).contains(&at.row)
}

fn column_seen(column: &MappedColumn) -> ColumnSeen<'_> {
    ColumnSeen {
        columns: letters(column),
        name: &column.name,
        english: column.english.as_deref(),
        measure: column.measure.as_ref().map(|it| it.value.as_str()),
        period: column.period.as_ref().map(|it| it.value.to_string()),
        scope: column.scope.as_deref(),
    }
}

fn letters(column: &MappedColumn) -> Vec<String> {
    let letters = column.places.iter();
    letters
        .map(|it| crate::import::column_letters(*it))
        .collect()
}

fn totals(table: &MappedTable) -> Vec<&str> {
    let rows = table.rows.iter().filter(|it| it.total);
    rows.map(|it| it.label.as_str()).collect()
}

fn groups(table: &MappedTable) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let groups = table.rows.iter().filter_map(|it| it.group.as_deref());
    groups.filter(|it| seen.insert(*it)).collect()
}

/// From the first to the last of its cells. Where several tables share their rows, only the cells of
/// labels, names and values tell which are its own.
fn range(map: &SheetMap, table: &MappedTable) -> String {
    let alone = map
        .tables
        .iter()
        .filter(|it| it.rows_taken == table.rows_taken)
        .count()
        == 1;
    let all = map.roles.iter().filter(|it| {
        alone && is_within(it.at, table) && !matches!(it.role, Role::Blank | Role::Dropped)
    });
    let levels = table.columns.iter().flat_map(|it| &it.levels);
    let names = levels.flat_map(|it| &it.cells).map(|it| it.column);
    let labels = table.rows.iter().filter_map(|it| it.cell);
    let columns: BTreeSet<u32> = all
        .map(|it| it.at.column)
        .chain(names)
        .chain(labels.map(|it| it.column))
        .chain(
            table
                .columns
                .iter()
                .flat_map(|it| it.places.iter().copied()),
        )
        .collect();
    let at = |row, column: Option<&u32>| CellAt {
        row,
        column: column.copied().unwrap_or_default(),
    };
    let from = at(table.rows_taken.first, columns.first());
    let to = at(table.rows_taken.last, columns.last());
    format!("{from}:{to}")
}

/// The tables of a sheet for people, in lines.
pub(super) fn mapped_words(map: &SheetMap, texts: Texts) -> Vec<String> {
    let mut lines = Vec::new();
    for (place, table) in map.tables.iter().enumerate() {
        let head = texts.mapped_table(place + 1, &range(map, table), table);
        lines.extend(head.into_iter().map(|line| format!("  {line}")));
        for column in &table.columns {
            let letters = letters(column).join("+");
            lines.push(format!("    {letters} {}", texts.mapped_column(column)));
        }
    }
    lines
}
