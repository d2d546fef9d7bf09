//! From scores to ranks, and to the order in which sheets list the units.

use super::{
    Live, Made, NODES_TOP,
    scores::{finish, ordered, put, sheet},
};
use crate::{
    engine::rank::ranking_decimals,
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::{Cell, SheetPlan},
        workbook::view::View,
    },
};

/// The scores of ranked units rounded to the digits that ranks look at.
pub(in crate::export::workbook) fn rounded(view: &View<'_>, live: &Live) -> SheetPlan {
    let label = view.texts.row_decimals();
    let (mut plan, nodes) = sheet(view, live, &live.rounded, label);
    let zero = || Term::number(0.0);
    for &at in &nodes {
        let column = live.node_column(at);
        let area = || live.node_area(&live.scores, column, false);
        let extreme = [
            Function::Max.of([area()]),
            Function::Min.of([area()]).negative(),
        ];
        let size = Function::Max.of(extreme);
        let eleven = || Term::count(11);
        let digits = eleven() - Function::Int.of([Function::Log10.of([size.clone()])]);
        let by = Function::If.of([size.above(zero()), digits, eleven()]);
        let decimals = decimals(live, view, at);
        put(
            &mut plan,
            1,
            Made::formula(Cell::Number(f64::from(decimals), Some(0)), by),
        );
        for row in 0..live.ranked {
            let spot = Spot::new(NODES_TOP + row, column);
            let score = live.scores.sheet.cell(spot);
            let digits = Spot::in_row(1, column).here();
            let by = Function::Round
                .of([score.clone(), digits])
                .when(score.is_number());
            let unit = view.rows.get(row).copied().unwrap_or(usize::MAX);
            let [cell, _] = view.score_and_rank(at, unit);
            put(&mut plan, NODES_TOP + row, Made::formula(cell, by));
        }
    }
    finish(&mut plan);
    plan
}

fn decimals(live: &Live, view: &View<'_>, at: usize) -> i32 {
    let ranked = view.rows.iter().take(live.ranked);
    ranking_decimals(ranked.map(|&unit| view.now(at)?.scores.get(unit)))
}

/// The ranks of ranked units at every node, then the order in which the sheets list all units,
/// then their tiers.
pub(in crate::export::workbook) fn ranks(view: &View<'_>, live: &Live) -> SheetPlan {
    let (mut plan, nodes) = sheet(view, live, &live.ranks, view.texts.row_ranked());
    for &at in &nodes {
        let column = live.node_column(at);
        let keys = live.node_area(&live.rounded, column, false);
        let count = view
            .now(at)
            .map_or(0, |node| node.ranks.iter().flatten().count());
        let counted = Function::Count.of([keys.clone()]);
        put(
            &mut plan,
            1,
            Made::formula(Cell::Number(count as f64, Some(0)), counted),
        );
        for row in 0..live.units {
            let unit = view.rows.get(row).copied().unwrap_or(usize::MAX);
            let [_, cell] = view.score_and_rank(at, unit);
            let key = live.rounded.sheet.cell(Spot::new(NODES_TOP + row, column));
            let rank = Function::Rank.of([key.clone(), keys.clone(), Term::number(0.0)]);
            let made = if row < live.ranked {
                Made::formula(cell, rank.when(key.is_number()))
            } else {
                Made::value(cell)
            };
            put(&mut plan, NODES_TOP + row, made);
        }
    }
    for at in ordered(view) {
        order(live, view, at, &mut plan);
    }
    if let Some(tiers) = super::super::ranking::tiers(view) {
        put(
            &mut plan,
            0,
            Made::value(Cell::Text(view.texts.column_tier().to_owned())),
        );
        put(
            &mut plan,
            1,
            Made::value(Cell::Label(view.texts.made_as_value().to_owned())),
        );
        for (row, &unit) in view.rows.iter().enumerate() {
            let tier = tiers.get(unit).copied().flatten();
            let label = tier.map_or_else(String::new, |it| view.texts.tier_label(it));
            let made = if label.is_empty() {
                Made::formula(Cell::Blank, Term::nothing())
            } else {
                Made::value(Cell::Label(label))
            };
            put(&mut plan, NODES_TOP + row, made);
        }
    }
    for kind in 0..view.groupings.len() {
        within(live, view, kind, &mut plan);
    }
    finish(&mut plan);
    plan
}

/// The group of each unit, which is a value, and its rank within: one more than there are better
/// ranks in the group. Compared letter by letter: names of groups are no patterns.
fn within(live: &Live, view: &View<'_>, kind: usize, plan: &mut SheetPlan) {
    let Some(grouping) = view.groupings.get(kind) else {
        return;
    };
    let texts = view.texts;
    let heads = [
        Cell::Text(grouping.kind.clone()),
        Cell::Label(texts.made_as_value().to_owned()),
    ];
    for (row, cell) in heads.into_iter().enumerate() {
        put(plan, row, Made::value(cell));
    }
    for (row, &unit) in view.rows.iter().enumerate() {
        put(
            plan,
            NODES_TOP + row,
            match grouping.cell(unit) {
                // What is empty would be looked up as 0.
                Cell::Blank => Made::formula(Cell::Blank, Term::nothing()),
                named => Made::value(named),
            },
        );
    }
    let heads = [
        Cell::Text(texts.column_rank_within(&grouping.kind)),
        Cell::Blank,
    ];
    for (row, cell) in heads.into_iter().enumerate() {
        put(plan, row, Made::value(cell));
    }
    let (groups, index) = (live.group_column(view, kind), live.node_column(0));
    let all = |column: usize| {
        let last = NODES_TOP + live.ranked.max(1) - 1;
        Spot::fixed(NODES_TOP, column).to(Spot::fixed(last, column))
    };
    let ranks = grouping.ranks(view);
    for (row, &unit) in view.rows.iter().enumerate() {
        let cell = ranks.get(unit).copied().flatten();
        let cell = cell.map_or(Cell::Blank, Cell::Rank);
        if row >= live.ranked {
            put(plan, NODES_TOP + row, Made::value(cell));
            continue;
        }
        let [group, rank] =
            [groups, index].map(|column| Spot::in_column(NODES_TOP + row, column).here());
        let same = Function::Exact.of([all(groups), group.clone()]);
        let better = Function::SumProduct.of([same * all(index).below(rank.clone())]);
        let there = [rank.is_number(), group.differs(Term::nothing())];
        let by = (better + Term::number(1.0)).when(Function::And.of(there));
        put(plan, NODES_TOP + row, Made::formula(cell, by));
    }
}

/// Where each unit stands in the list of a node: by rank, ties in the order of rows, then those
/// without a rank.
fn order(live: &Live, view: &View<'_>, at: usize, plan: &mut SheetPlan) {
    put(
        plan,
        0,
        Made::value(Cell::Text(view.texts.column_order_of(view.name(at)))),
    );
    put(plan, 1, Made::value(Cell::Blank));
    let column = live.node_column(at);
    let listing = view.listing(at);
    for (row, &unit) in view.rows.iter().enumerate() {
        let place = listing.iter().position(|&it| it == unit).unwrap_or(row) + 1;
        let cell = Cell::Number(place as f64, Some(0));
        if row >= live.ranked {
            put(plan, NODES_TOP + row, Made::value(cell));
            continue;
        }
        let here = Spot::in_column(NODES_TOP + row, column);
        let from = |first: usize, last: usize| {
            Spot::fixed(first, column).to(Spot::in_column(last, column))
        };
        let first = NODES_TOP;
        let all = Spot::fixed(first, column).to(Spot::fixed(first + live.ranked - 1, column));
        // The row above the first holds a count of its own, which is no rank of anyone: the row of
        // names above it is asked instead.
        let before = if row == 0 {
            Term::number(0.0)
        } else {
            Function::CountIf.of([from(first, first + row - 1), here.here()])
        };
        let upto = from(first, first + row);
        let without = Function::Rows.of([upto.clone()]) - Function::Count.of([upto]);
        let by = Function::If.of([
            here.here().is_number(),
            here.here() + before,
            Function::Count.of([all]) + without,
        ]);
        put(plan, NODES_TOP + row, Made::formula(cell, by));
    }
}
