//! Sheets of scores and ranks: the index and its dimensions.

use super::{
    live::{Column, Live},
    view::View,
};
use crate::{
    engine::Scale,
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::{Area, Bars, Cell, Look, SheetPlan},
    },
    project::Role,
};

/// The index with its dimensions, best first, in the period shown.
pub(super) fn ranking(view: &View<'_>, live: Option<&Live>, name: String) -> SheetPlan {
    let mut plan = scores(view, live, name, (0, view.top_level()), false);
    add_tiers(view, live, &mut plan);
    add_groups(view, live, &mut plan);
    add_rows(view, live, 0, &mut plan);
    finish(&mut plan, 2);
    plan.bars = bars(view, &plan, 0);
    plan
}

/// The tier of each unit, if there are tiers.
pub(super) fn tiers(view: &View<'_>) -> Option<Vec<Option<usize>>> {
    let (tiering, index) = (view.dataset.tiers.as_ref()?, view.now(0)?);
    let scores: Vec<Option<f64>> = index.scores.iter().collect();
    let units = 0..view.units.len();
    let ranked: Vec<bool> = units.map(|unit| view.is_ranked(unit)).collect();
    Some(tiering.tiers(&scores, &ranked))
}

/// The tier of each unit as one more column, if there are tiers.
fn add_tiers(view: &View<'_>, live: Option<&Live>, plan: &mut SheetPlan) {
    let Some(tiers) = tiers(view) else {
        return;
    };
    let column = plan.columns();
    let header = Cell::Text(view.texts.column_tier().to_owned());
    let listed = view.listing(0).into_iter().map(|unit| {
        let tier = tiers.get(unit).copied().flatten();
        tier.map_or(Cell::Blank, |tier| Cell::Label(view.texts.tier_label(tier)))
    });
    let cells = std::iter::once(header).chain(listed);
    for (row, cell) in plan.rows.iter_mut().zip(cells) {
        row.cells.push(cell);
    }
    let rows = row_column(view, 0, view.top_level().len());
    if let Some(live) = live {
        let tiers = live.node_area(&live.ranks, live.tier_column(view), true);
        for row in 0..live.ranked {
            let looked_up = Function::Index.of([tiers.clone(), row_cell(rows, 1 + row)]);
            plan.made_by(1 + row, column, &looked_up);
        }
    }
}

/// The group of each unit and its rank within, as two more columns a grouping.
fn add_groups(view: &View<'_>, live: Option<&Live>, plan: &mut SheetPlan) {
    let listing = view.listing(0);
    let rows = row_column(view, 0, view.top_level().len());
    for (kind, grouping) in view.groupings.iter().enumerate() {
        let column = plan.columns();
        let header = [
            grouping.kind.clone(),
            view.texts.column_rank_within(&grouping.kind),
        ];
        let ranks = grouping.ranks(view);
        let listed = listing.iter().map(|&unit| {
            let rank = ranks.get(unit).copied().flatten();
            [grouping.cell(unit), rank.map_or(Cell::Blank, Cell::Rank)]
        });
        let cells = std::iter::once(header.map(Cell::Text)).chain(listed);
        for (row, pair) in plan.rows.iter_mut().zip(cells) {
            row.cells.extend(pair);
        }
        let Some(live) = live else {
            continue;
        };
        let from = live.group_column(view, kind);
        for row in 1..=live.ranked {
            for (column, from) in [(column, from), (column + 1, from + 1)] {
                let area = live.node_area(&live.ranks, from, true);
                let by = Function::Index.of([area, row_cell(rows, row)]);
                plan.made_by(row, column, &by);
            }
        }
    }
}

/// The column that says in which row a unit stands: the last, after `others` scores and ranks and
/// on the ranking also tiers and groups.
fn row_column(view: &View<'_>, at: usize, others: usize) -> usize {
    let more = match at {
        0 => usize::from(tiers(view).is_some()) + 2 * view.groupings.len(),
        _ => 0,
    };
    3 + 2 * others + more
}

/// The cell that says in which row the unit of a row stands on the sheets of nodes.
fn row_cell(column: usize, row: usize) -> Term {
    Spot::in_column(row, column).here()
}

/// In which row each unit stands on the sheets of nodes, as the last column.
fn add_rows(view: &View<'_>, live: Option<&Live>, at: usize, plan: &mut SheetPlan) {
    let Some((live, order)) = live.and_then(|it| Some((it, it.order_column(view, at)?))) else {
        return;
    };
    let column = plan.columns();
    plan.hidden.push(column);
    let head = plan.header_rows;
    let names = [view.texts.column_row(), ""];
    for (row, text) in plan.rows.iter_mut().take(head).zip(names) {
        row.cells.push(if text.is_empty() {
            Cell::Blank
        } else {
            Cell::Text(text.to_owned())
        });
    }
    let order = live.node_area(&live.ranks, order, true);
    for (place, unit) in view.listing(at).into_iter().enumerate() {
        let row = view.rows.iter().position(|&it| it == unit).unwrap_or(0);
        if let Some(cells) = plan.rows.get_mut(head + place).map(|it| &mut it.cells) {
            cells.push(Cell::Number((row + 1) as f64, Some(0)));
        }
        let arguments = [Term::count(place + 1), order.clone(), Term::number(0.0)];
        plan.made_by(head + place, column, &Function::Match.of(arguments));
    }
}

/// A dimension with all below it, best first.
pub(super) fn dimension(
    view: &View<'_>,
    live: Option<&Live>,
    at: usize,
    name: String,
) -> SheetPlan {
    let below = view.below(at);
    let below: Vec<usize> = below.into_iter().filter(|&node| node != at).collect();
    let mut plan = scores(view, live, name, (at, &below), true);
    add_rows(view, live, at, &mut plan);
    finish(&mut plan, 2);
    plan.bars = bars(view, &plan, at);
    plan
}

/// Rank, unit and score of a node, then score and rank of others; with their weights among
/// siblings above them if wished.
fn scores(
    view: &View<'_>,
    live: Option<&Live>,
    name: String,
    (at, others): (usize, &[usize]),
    weights: bool,
) -> SheetPlan {
    let texts = view.texts;
    let mut plan = SheetPlan::new(name);
    let mut header = [texts.column_rank(), texts.column_unit(), view.name(at)]
        .map(str::to_owned)
        .to_vec();
    for &other in others {
        header.push(view.name(other).to_owned());
        header.push(texts.column_rank_of(view.name(other)));
    }
    plan.push(Look::Header, header.into_iter().map(Cell::Text).collect());
    if weights {
        weigh(view, live, (at, others), &mut plan);
    }
    plan.header_rows = plan.rows.len();
    for unit in view.listing(at) {
        let [score, rank] = view.score_and_rank(at, unit);
        let rank = match rank {
            Cell::Blank if !view.is_ranked(unit) => {
                Cell::Label(texts.role_name(Role::Reference).to_owned())
            }
            rank => rank,
        };
        let mut cells = vec![rank, view.label(unit), score];
        for &other in others {
            cells.extend(view.score_and_rank(other, unit));
        }
        plan.push(view.look(unit), cells);
    }
    if let Some(live) = live {
        look_up(view, live, (at, others), &mut plan);
    }
    plan
}

/// The row of weights.
fn weigh(
    view: &View<'_>,
    live: Option<&Live>,
    (at, others): (usize, &[usize]),
    plan: &mut SheetPlan,
) {
    let weight = view.texts.row_weight().to_owned();
    let mut cells = vec![Cell::Blank, Cell::Text(weight)];
    for (place, &node) in std::iter::once(&at).chain(others).enumerate() {
        if let Some(live) = live {
            let share = live.of_node(node, Column::Share.number());
            let by = share.clone().when(share.is_number());
            plan.made_by(1, cells.len(), &by);
        }
        let now = view.now(node).and_then(|it| it.weight);
        cells.push(now.map_or(Cell::Blank, Cell::Share));
        if place > 0 {
            cells.push(Cell::Blank);
        }
    }
    plan.push(Look::Header, cells);
}

/// Lets every row ask for the unit that stands there by rank.
fn look_up(view: &View<'_>, live: &Live, (at, others): (usize, &[usize]), plan: &mut SheetPlan) {
    let head = plan.header_rows;
    let rows = row_column(view, at, others.len());
    let nodes = others.to_vec();
    for (place, unit) in view.listing(at).into_iter().enumerate() {
        let row = head + place;
        if view.is_left_out(unit) {
            continue;
        }
        let mut ask = |column: usize, area: Term| {
            let by = Function::Index.of([area, row_cell(rows, row)]);
            plan.made_by(row, column, &by);
        };
        let is_ranked = place < live.ranked;
        let mut both = |node: usize, score: usize, rank: usize| {
            let column = live.node_column(node);
            ask(score, live.node_area(&live.scores, column, true));
            if is_ranked {
                ask(rank, live.node_area(&live.ranks, column, true));
            }
        };
        both(at, 2, 0);
        for (&node, score) in nodes.iter().zip((3..).step_by(2)) {
            both(node, score, score + 1);
        }
        if is_ranked {
            ask(1, live.unit_names());
        }
    }
}

fn finish(plan: &mut SheetPlan, frozen_columns: usize) {
    plan.frozen_columns = frozen_columns;
    plan.filter = plan.table();
    plan.fit();
}

/// Bars behind the scores of ranked units in the third column. On a bounded scale they are drawn
/// between its ends, so that a long bar is a high score and not merely the best of a weak lot.
fn bars(view: &View<'_>, plan: &SheetPlan, at: usize) -> Option<Bars> {
    const SCORE: usize = 2;
    let ranked = plan
        .rows
        .iter()
        .filter(|row| row.look == Look::Body)
        .count();
    let ends = match view.results.nodes.get(at)?.scale {
        Scale::Bounded(lower, upper) => Some([lower, upper]),
        Scale::Centred(_) | Scale::Open => None,
    };
    (ranked > 0).then_some(Bars {
        area: Area {
            first_row: plan.header_rows,
            first_column: SCORE,
            last_row: plan.header_rows + ranked - 1,
            last_column: SCORE,
        },
        ends,
    })
}
