//! What a person should know of a table: assumptions, repairs, and what looks odd.

use std::collections::BTreeMap;

use super::{
    Evidence, Guess, MapProblem, MappedTable, Role, TableLayout, blocks::Block, build::Built,
    grid::Grid,
};
use crate::import::{CellAt, Finding, Lines, Problem, words::key};

/// How far a total may be from the sum of its parts.
const SUM_TOLERANCE: f64 = 0.005;

struct Teller<'a> {
    file: &'a str,
    sheet: &'a str,
    findings: &'a mut Vec<Finding>,
}

impl Teller<'_> {
    fn tell(&mut self, at: Option<CellAt>, problem: MapProblem) {
        self.findings.push(Finding {
            file: self.file.to_owned(),
            sheet: self.sheet.to_owned(),
            at,
            problem: Problem::Map(problem),
        });
    }
}

/// Tells what was noticed of one table.
pub(super) fn check(grid: &Grid<'_>, file: &str, built: &Built, findings: &mut Vec<Finding>) {
    let mut teller = Teller {
        file,
        sheet: &grid.sheet.name,
        findings,
    };
    let table = &built.table;
    assumptions(built, &mut teller);
    repairs(built, &mut teller);
    hidden(grid, built, &mut teller);
    repeated(table, &mut teller);
    for place in 0..table.columns.len() {
        per_cent(table, place, &mut teller);
        if !table.layout.value.rows_are_indicators() && table.layout.value != TableLayout::Long {
            sums(table, place, &mut teller);
        }
    }
    for at in &built.nameless {
        teller.findings.push(Finding {
            file: file.to_owned(),
            sheet: grid.sheet.name.clone(),
            at: Some(*at),
            problem: Problem::NoUnitName,
        });
    }
}

/// Tells which lines inside tables were left out.
pub(super) fn dropped(grid: &Grid<'_>, file: &str, found: &[Block], findings: &mut Vec<Finding>) {
    let mut teller = Teller {
        file,
        sheet: &grid.sheet.name,
        findings,
    };
    for (line, role) in found.iter().flat_map(|it| &it.dropped) {
        let Some((cell, _)) = grid.used(*line).next() else {
            continue;
        };
        teller.tell(
            Some(cell.at),
            MapProblem::LineDropped {
                role: *role,
                text: super::super::words::clean(&cell.value.text()),
            },
        );
    }
    let tails = found.iter().flat_map(|it| it.tail.clone());
    for line in tails {
        let text = grid.first_text(line);
        if super::blocks::role_below(&text) == Some(Role::Advertisement) {
            let at = grid.used(line).next().map(|(cell, _)| cell.at);
            let role = Role::Advertisement;
            let text = super::super::words::clean(&text);
            teller.tell(at, MapProblem::LineDropped { role, text });
        }
    }
}

fn assumptions(built: &Built, teller: &mut Teller<'_>) {
    let table = &built.table;
    let dated = !table.columns.is_empty() && table.columns.iter().all(|it| it.period.is_some())
        || !table.rows.is_empty() && table.rows.iter().all(|it| it.period.is_some());
    let sure = table.period.as_ref().is_some_and(|it| {
        matches!(
            it.from,
            Evidence::Said | Evidence::Title | Evidence::Preamble
        )
    });
    if !dated && !sure {
        let period = table.period.as_ref().map(|it| it.value.clone());
        let from = table.period.as_ref().map_or(Evidence::Shape, |it| it.from);
        teller.tell(Some(built.at), MapProblem::PeriodAssumed { period, from });
    }
    if table.layout.asked() || table.layout.confidence <= 0.6 {
        let layout = table.layout.value;
        teller.tell(Some(built.at), MapProblem::LayoutAssumed { layout });
    }
    for column in &table.columns {
        let at = column.levels.last().and_then(|it| it.cells.last()).copied();
        if let (Some(Guess { value: used, .. }), Some(other)) =
            (&column.measure, column.other_measures.first())
        {
            teller.tell(
                at,
                MapProblem::TwoMeasures {
                    column: column.name.clone(),
                    used: used.clone(),
                    other: other.value.clone(),
                    other_at: other.at,
                },
            );
        }
    }
    for (place, said) in &built.unclear {
        let Some(column) = table.columns.get(*place) else {
            continue;
        };
        let at = column.levels.last().and_then(|it| it.cells.last()).copied();
        if column.measure.is_none() {
            let (column, said) = (column.name.clone(), said.clone());
            teller.tell(at, MapProblem::MeasureUnclear { column, said });
        }
    }
}

/// What to call a column.
fn called(table: &MappedTable, place: usize) -> String {
    let Some(column) = table.columns.get(place) else {
        return String::new();
    };
    let period = column.period.as_ref().map(|it| it.value.to_string());
    match period {
        Some(period) if column.name.is_empty() => period,
        Some(period) => format!("{} {period}", column.name),
        None => column.name.clone(),
    }
}

fn repairs(built: &Built, teller: &mut Teller<'_>) {
    for (place, (count, first, repaired)) in built.text_numbers.iter().enumerate() {
        // In a text file numbers cannot be anything but text.
        let usual = teller.sheet.is_empty() && !*repaired;
        if *count > 0 && !usual {
            teller.tell(
                first.first().copied(),
                MapProblem::TextNumbers {
                    column: called(&built.table, place),
                    count: *count,
                    first: first.clone(),
                    repaired: *repaired,
                },
            );
        }
    }
    for (place, (count, first)) in built.no_numbers.iter().enumerate() {
        if let Some((at, found)) = first {
            teller.tell(
                Some(*at),
                MapProblem::NotNumbers {
                    column: called(&built.table, place),
                    count: *count,
                    found: found.clone(),
                },
            );
        }
    }
}

fn hidden(grid: &Grid<'_>, built: &Built, teller: &mut Teller<'_>) {
    let table = &built.table;
    let overlap = |lines: &[Lines], first: u32, last: u32| -> u32 {
        let common = |it: &Lines| (it.last.min(last) + 1).saturating_sub(it.first.max(first));
        lines
            .iter()
            .filter(|it| it.last < u32::MAX)
            .map(common)
            .sum()
    };
    let count = overlap(
        &grid.sheet.hidden_rows,
        table.rows_taken.first,
        table.rows_taken.last,
    );
    if count > 0 {
        teller.tell(Some(built.at), MapProblem::HiddenRows { count });
    }
    let places = || {
        table
            .columns
            .iter()
            .flat_map(|it| it.places.iter().copied())
    };
    if let (Some(first), Some(last)) = (places().min(), places().max()) {
        let count = overlap(&grid.sheet.hidden_columns, first, last);
        if count > 0 {
            teller.tell(Some(built.at), MapProblem::HiddenColumns { count });
        }
    }
}

/// What tells rows apart.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct RowKey<'a> {
    label: String,
    group: Option<&'a str>,
    indicator: Option<&'a str>,
    period: Option<&'a crate::engine::Period>,
}

/// The same unit twice, or the same column twice.
fn repeated(table: &MappedTable, teller: &mut Teller<'_>) {
    let mut names: BTreeMap<RowKey<'_>, CellAt> = BTreeMap::new();
    for row in &table.rows {
        let Some(at) = row.cell.filter(|_| row.parent.is_none()) else {
            continue;
        };
        let name = RowKey {
            label: key(&row.label),
            group: row.group.as_deref(),
            indicator: row.indicator.as_deref(),
            period: row.period.as_ref(),
        };
        match names.get(&name) {
            Some(first) if *first != at => {
                let name = row.label.clone();
                let first = *first;
                teller.tell(Some(at), MapProblem::RepeatedName { name, first });
            }
            Some(_) => {}
            None => {
                names.insert(name, at);
            }
        }
    }
    let mut headings: BTreeMap<(String, String, Option<String>), CellAt> = BTreeMap::new();
    for (place, column) in table.columns.iter().enumerate() {
        let Some(at) = table.cell(0, place) else {
            continue;
        };
        let cell = column.levels.last().and_then(|it| it.cells.last()).copied();
        let period = column
            .period
            .as_ref()
            .map_or_else(String::new, |it| it.value.to_string());
        let measure = column.measure.as_ref().map(|it| key(&it.value));
        let here = cell.unwrap_or(at);
        match headings.get(&(key(&column.name), period.clone(), measure.clone())) {
            Some(first) => {
                let name = called(table, place);
                teller.tell(
                    Some(here),
                    MapProblem::RepeatedHeading {
                        name,
                        first: *first,
                    },
                );
            }
            None => {
                headings.insert((key(&column.name), period, measure), here);
            }
        }
    }
}

/// Values under % that are outside 0 to 100, or all so small that they may be parts of one.
fn per_cent(table: &MappedTable, place: usize, teller: &mut Teller<'_>) {
    let Some(column) = table.columns.get(place) else {
        return;
    };
    let measure = column.measure.as_ref().or(table.measure.as_ref());
    if measure.is_none_or(|it| it.value != "%" && it.value != "％") {
        return;
    }
    let values = (0..table.rows.len())
        .filter_map(|row| Some((table.cell(row, place)?, table.value(row, place)?)));
    let all: Vec<(CellAt, f64)> = values.collect();
    let outside: Vec<_> = all
        .iter()
        .filter(|(_, it)| !(0.0..=100.0).contains(it))
        .collect();
    // Rates of growth are negative in many lines and mean nothing odd.
    let growth = ["增", "growth", "change", "rate"]
        .iter()
        .any(|it| column.name.to_lowercase().contains(it));
    if let (Some((at, value)), false) = (outside.first(), growth) {
        let (column, count) = (called(table, place), outside.len());
        let value = *value;
        teller.tell(
            Some(*at),
            MapProblem::OutsidePercent {
                column,
                count,
                value,
            },
        );
    }
    let small = all.len() >= 5 && !growth && all.iter().all(|(_, it)| it.abs() < 1.5);
    if let (true, Some((at, _))) = (small && all.iter().any(|(_, it)| *it != 0.0), all.first()) {
        let column = called(table, place);
        teller.tell(Some(*at), MapProblem::MaybeParts { column });
    }
}

/// The first total against the rows that are none, where there is only one total.
fn sums(table: &MappedTable, place: usize, teller: &mut Teller<'_>) {
    let additive = |it: &str| {
        ![
            "%", "‰", "率", "人均", "平均", "per", "指数", "index", "密度",
        ]
        .iter()
        .any(|word| it.to_lowercase().contains(word))
    };
    let Some(column) = table.columns.get(place) else {
        return;
    };
    let measure = column.measure.as_ref().or(table.measure.as_ref());
    if !additive(&column.name)
        || !additive(&table.title)
        || measure.is_some_and(|it| !additive(&it.value) || it.value.contains('/'))
    {
        return;
    }
    let mut totals = table.rows.iter().enumerate().filter(|(_, it)| it.total);
    let (Some((total_row, row)), None) = (totals.next(), totals.next()) else {
        return;
    };
    let averages = ["平均", "average", "mean"];
    if averages
        .iter()
        .any(|it| row.label.to_lowercase().contains(it))
    {
        return;
    }
    let parts: Vec<usize> = table
        .rows
        .iter()
        .enumerate()
        .filter(|(at, it)| *at != total_row && it.parent.is_none_or(|it| it as usize == total_row))
        .map(|(at, _)| at)
        .collect();
    let values: Option<Vec<f64>> = parts.iter().map(|row| table.value(*row, place)).collect();
    let (Some(total), Some(values), true) =
        (table.value(total_row, place), values, parts.len() >= 3)
    else {
        return;
    };
    let sum: f64 = values.iter().sum();
    let far = (sum - total).abs() > SUM_TOLERANCE * total.abs();
    // Means and medians lie among the parts; only sums that are nearly right are told.
    let near = (sum - total).abs() <= 0.2 * total.abs();
    if far && near {
        let (label, column) = (row.label.clone(), called(table, place));
        teller.tell(
            table.cell(total_row, place),
            MapProblem::NotTheSum {
                label,
                column,
                total,
                sum,
            },
        );
    }
}
