//! Sheets of scores and ranks: the index, its dimensions, its periods.

use super::view::View;
use crate::{
    engine::Scale,
    export::sheet_plan::{Area, Bars, Cell, Look, SheetPlan},
    project::Role,
};

/// The index with its dimensions, best first, in the period shown.
pub(super) fn ranking(view: &View<'_>, name: String) -> SheetPlan {
    let mut plan = scores(view, name, 0, view.top_level());
    add_tiers(view, &mut plan);
    plan.bars = bars(view, &plan, 0);
    plan
}

/// The tier of each unit as the last column, if there are tiers.
fn add_tiers(view: &View<'_>, plan: &mut SheetPlan) {
    let (Some(tiering), Some(index)) = (&view.dataset.tiers, view.now(0)) else {
        return;
    };
    let scores: Vec<Option<f64>> = index.scores.iter().collect();
    let units = 0..view.units.len();
    let ranked: Vec<bool> = units.map(|unit| view.is_ranked(unit)).collect();
    let tiers = tiering.tiers(&scores, &ranked);
    let header = Cell::Text(view.texts.column_tier().to_owned());
    let listed = view.listing(0).into_iter().map(|unit| {
        let tier = tiers.get(unit).copied().flatten();
        tier.map_or(Cell::Blank, |tier| Cell::Label(view.texts.tier_label(tier)))
    });
    let cells = std::iter::once(header).chain(listed);
    for (row, cell) in plan.rows.iter_mut().zip(cells) {
        row.cells.push(cell);
    }
    finish(plan, 2);
}

/// A dimension with all below it, best first.
pub(super) fn dimension(view: &View<'_>, at: usize, name: String) -> SheetPlan {
    let below = view.below(at);
    let below: Vec<usize> = below.into_iter().filter(|&node| node != at).collect();
    let mut plan = scores(view, name, at, &below);
    plan.bars = bars(view, &plan, at);
    plan
}

/// The index in every period, in the order of the period shown.
pub(super) fn history(view: &View<'_>, name: String) -> SheetPlan {
    let texts = view.texts;
    let mut plan = SheetPlan::new(name);
    let mut header = vec![texts.column_unit().to_owned()];
    for period in &view.results.periods {
        let period = texts.period(period);
        header.push(texts.column_score_in(&period));
        header.push(texts.column_rank_of(&period));
    }
    plan.push(Look::Header, header.into_iter().map(Cell::Text).collect());
    let periods = view.results.periods.len();
    for unit in view.listing(0) {
        let mut cells = vec![view.label(unit)];
        for period in 0..periods {
            cells.extend(view.score_and_rank_in(0, period, unit));
        }
        plan.push(view.look(unit), cells);
    }
    finish(&mut plan, 1);
    plan
}

/// Rank, unit and score of a node, then score and rank of others.
fn scores(view: &View<'_>, name: String, at: usize, others: &[usize]) -> SheetPlan {
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
    finish(&mut plan, 2);
    plan
}

fn finish(plan: &mut SheetPlan, frozen_columns: usize) {
    plan.header_rows = 1;
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
