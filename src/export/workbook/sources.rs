//! The sheet of sources: which file and column every variable in use was read from.

use std::collections::{BTreeMap, BTreeSet};

use super::view::View;
use crate::{
    engine::{Period, VariableId},
    export::sheet_plan::{Cell, Look, SheetPlan},
    import::{Status, column_letters},
};

/// How wide the columns of long words may get: names, periods, statuses, checksums.
const WORDY: [(usize, f64); 4] = [(0, 30.0), (2, 26.0), (8, 24.0), (9, 34.0)];

/// What one column of a file brought.
#[derive(Default)]
struct Taken {
    periods: Vec<Period>,
    statuses: BTreeMap<Status, usize>,
}

/// One row a variable and column of a file; none where nothing was read from a file.
pub(super) fn sources(view: &View<'_>, name: String) -> Option<SheetPlan> {
    let used = used(view);
    let mut plan = SheetPlan::new(name);
    let header = view.texts.source_columns();
    plan.push(
        Look::Header,
        header.map(|it| Cell::Text(it.to_owned())).to_vec(),
    );
    for variable in view.dataset.variables.iter() {
        if !used.contains(&variable.id) {
            continue;
        }
        if variable.formula.is_some() {
            let mut cells = vec![Cell::Text(variable.name.clone())];
            cells.push(text(variable.measure.as_deref().unwrap_or_default()));
            cells.push(Cell::Blank);
            cells.push(Cell::Text(view.texts.computed_by_formula().to_owned()));
            cells.resize(header.len(), Cell::Blank);
            plan.push(Look::Aside, cells);
            continue;
        }
        for (place, taken) in taken(view, variable.id) {
            let Some(cells) = row(view, &place, &taken) else {
                continue;
            };
            let mut all = vec![
                Cell::Text(variable.name.clone()),
                text(variable.measure.as_deref().unwrap_or_default()),
            ];
            all.extend(cells);
            plan.push(Look::Body, all);
        }
    }
    if plan.rows.iter().all(|row| row.look != Look::Body) {
        return None;
    }
    plan.header_rows = 1;
    plan.frozen_columns = 1;
    plan.filter = plan.table();
    plan.fit();
    for (column, most) in WORDY {
        plan.narrow(column, most);
    }
    Some(plan)
}

fn text(text: &str) -> Cell {
    match text {
        "" => Cell::Blank,
        text => Cell::Text(text.to_owned()),
    }
}

/// The variables that the tree reads or divides by.
fn used(view: &View<'_>) -> BTreeSet<VariableId> {
    let nodes = view.framework.nodes();
    let indicators = nodes.iter().filter_map(|node| node.indicator());
    indicators
        .flat_map(|it| std::iter::once(it.variable).chain(it.denominator.map(|by| by.variable)))
        .collect()
}

/// A column of a file, or a row where units stand across. Tables that were taken from the same sheet
/// period by period are one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place<'a> {
    source: usize,
    sheet: &'a str,
    across: bool,
    column: u32,
    /// The measure there, where values were converted.
    measure: &'a str,
}

/// What each column of a file brought of a variable, in the order of files.
fn taken<'a>(view: &View<'a>, variable: VariableId) -> BTreeMap<Place<'a>, Taken> {
    let provenance = &view.dataset.provenance;
    let mut all: BTreeMap<Place<'a>, Taken> = BTreeMap::new();
    let periods = provenance.origins.get(&variable);
    for (period, origins) in periods.into_iter().flatten() {
        for origin in origins {
            let Some(block) = provenance.blocks.get(origin.block) else {
                continue;
            };
            let place = Place {
                source: block.source,
                sheet: &block.sheet,
                across: block.across,
                column: origin.column,
                measure: origin.measure.as_deref().unwrap_or_default(),
            };
            let taken = all.entry(place).or_default();
            taken.periods.push(period.clone());
            for status in origin.statuses.values() {
                *taken.statuses.entry(*status).or_default() += 1;
            }
        }
    }
    all
}

/// The cells after name and measure: periods, file, day, sheet, place, measure there, statuses, checksum.
fn row(view: &View<'_>, place: &Place<'_>, taken: &Taken) -> Option<Vec<Cell>> {
    let source = view.dataset.provenance.sources.get(place.source)?;
    let periods: Vec<String> = taken
        .periods
        .iter()
        .map(|it| view.texts.period(it))
        .filter(|it| !it.is_empty())
        .collect();
    let where_there = if place.across {
        view.texts.row_number(place.column.saturating_add(1))
    } else {
        view.texts.column_called(&column_letters(place.column))
    };
    let statuses: Vec<String> = (taken.statuses.iter())
        .map(|(status, count)| format!("{} {count}", view.texts.status(*status)))
        .collect();
    Some(vec![
        text(&view.texts.listing(&periods)),
        text(&source.file),
        source.read_on.clone().map_or(Cell::Blank, Cell::Label),
        text(place.sheet),
        Cell::Label(where_there),
        text(place.measure),
        text(&view.texts.listing(&statuses)),
        text(&source.sha256),
    ])
}
