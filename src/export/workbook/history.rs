//! The sheets of periods: the index and its dimensions in every period, and who moved.

use super::{
    live::{Live, NODES_TOP},
    view::View,
};
use crate::export::{
    cell_formula::{Function, Spot, Term},
    sheet_plan::{Cell, Look, SheetPlan},
};

/// The index in every period, in the order of the period shown: score and rank, from the second
/// period on also how many places were gained.
pub(super) fn history(view: &View<'_>, live: Option<&Live>, name: String) -> SheetPlan {
    let texts = view.texts;
    let mut plan = SheetPlan::new(name);
    let mut header = vec![texts.column_unit().to_owned()];
    for (at, period) in view.results.periods.iter().enumerate() {
        let period = texts.period(period);
        header.push(texts.column_score_in(&period));
        header.push(texts.column_rank_of(&period));
        if at > 0 {
            header.push(texts.column_gained_in(&period));
        }
    }
    plan.push(Look::Header, header.into_iter().map(Cell::Text).collect());
    for unit in view.listing(0) {
        let row = plan.rows.len();
        let mut cells = vec![view.label(unit)];
        let mut before: Option<(usize, Cell)> = None;
        for period in 0..view.results.periods.len() {
            let [score, rank] = view.score_and_rank_in(0, period, unit);
            let column = cells.len() + 1;
            cells.extend([score, rank.clone()]);
            if let Some((earlier, old)) = before {
                if live.is_some() {
                    plan.made_by(row, cells.len(), &gained((row, earlier), (row, column)));
                }
                cells.push(gain(&old, &rank));
            }
            before = Some((column, rank));
        }
        plan.push(view.look(unit), cells);
        if let Some(live) = live {
            now(view, live, (unit, row), &mut plan);
        }
    }
    plan.header_rows = 1;
    plan.frozen_columns = 1;
    plan.filter = plan.table();
    plan.fit();
    plan
}

/// The ranks of every dimension in every period, in the order of the period shown, and how many
/// places were gained since the period before; none where the index has no dimensions.
pub(super) fn dimensions(view: &View<'_>, live: Option<&Live>, name: String) -> Option<SheetPlan> {
    let texts = view.texts;
    let (dimensions, periods) = (view.top_level(), view.results.periods.len());
    if dimensions.is_empty() {
        return None;
    }
    let mut plan = SheetPlan::new(name);
    let mut header = vec![texts.column_unit().to_owned()];
    for &node in dimensions {
        for period in &view.results.periods {
            let named = texts.name_in_period(view.name(node), &texts.period(period));
            header.push(texts.column_rank_of(&named));
        }
        if view.period_at > 0 {
            header.push(texts.column_gained_by(view.name(node)));
        }
    }
    plan.push(Look::Header, header.into_iter().map(Cell::Text).collect());
    for unit in view.listing(0) {
        let row = plan.rows.len();
        let mut cells = vec![view.label(unit)];
        for &node in dimensions {
            let first = cells.len();
            for period in 0..periods {
                let [_, rank] = view.score_and_rank_in(node, period, unit);
                cells.push(rank);
            }
            let shown = first + view.period_at;
            let by = live.and_then(|live| {
                let [_, rank] = followed(view, live, (node, unit));
                rank
            });
            if let Some(by) = by {
                plan.made_by(row, shown, &by);
            }
            let Some(before) = view.period_at.checked_sub(1).map(|it| first + it) else {
                continue;
            };
            if live.is_some() {
                plan.made_by(row, cells.len(), &gained((row, before), (row, shown)));
            }
            let moved = match (cells.get(before), cells.get(shown)) {
                (Some(old), Some(new)) => gain(old, new),
                _ => Cell::Blank,
            };
            cells.push(moved);
        }
        plan.push(view.look(unit), cells);
    }
    plan.header_rows = 1;
    plan.frozen_columns = 1;
    plan.filter = plan.table();
    plan.fit();
    Some(plan)
}

/// The column of the score of the first of several things side by side, or a later one: the rank
/// follows, and in later ones the places gained.
pub(super) const fn first_column(at: usize) -> usize {
    match at {
        0 => 1,
        later => 3 * later,
    }
}

/// The places gained from one rank to another, where there are both.
pub(super) fn gain(before: &Cell, after: &Cell) -> Cell {
    match (before, after) {
        (Cell::Rank(before), Cell::Rank(after)) => {
            Cell::Moved(i64::from(*before) - i64::from(*after))
        }
        _ => Cell::Blank,
    }
}

/// The same, asked of two cells of the sheet.
pub(super) fn gained(before: (usize, usize), after: (usize, usize)) -> Term {
    let [before, after] = [before, after].map(|it| Spot::new(it.0, it.1).here());
    let both = [before.clone().is_number(), after.clone().is_number()];
    (before - after).when(Function::And.of(both))
}

/// What makes the score and the rank of a unit at a node now; none where neither follows a change,
/// or only the score does.
pub(super) fn followed(
    view: &View<'_>,
    live: &Live,
    (node, unit): (usize, usize),
) -> [Option<Term>; 2] {
    let row = view.rows.iter().position(|&it| it == unit);
    let Some(row) = row.filter(|_| !view.is_left_out(unit)) else {
        return [None, None];
    };
    let spot = Spot::new(NODES_TOP + row, live.node_column(node));
    let places = [
        Some(&live.scores),
        (row < live.ranked).then_some(&live.ranks),
    ];
    places.map(|place| {
        let cell = place?.sheet.cell(spot);
        Some(cell.clone().when(cell.is_number()))
    })
}

/// The period shown follows what is changed in the workbook.
fn now(view: &View<'_>, live: &Live, (unit, row): (usize, usize), plan: &mut SheetPlan) {
    let column = first_column(view.period_at);
    for (by, column) in followed(view, live, (0, unit)).iter().zip(column..) {
        if let Some(by) = by {
            plan.made_by(row, column, by);
        }
    }
}
