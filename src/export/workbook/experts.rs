//! The sheet of experts: the weights that each gives, their mean, and how much they differ.

use super::view::View;
use crate::{
    engine::{
        Node, NodeKind,
        weight::{Disagreement, disagreement},
    },
    export::{
        cell_formula::{Function, Spot, Term},
        sheet_plan::{Area, Cell, Look, SheetPlan},
    },
};

/// The column of the first expert, after names and figures.
const FIRST: usize = 6;

/// What the experts gave an aggregate's children.
struct Panel<'a> {
    node: &'a Node,
    /// Where each of its experts stands among all.
    columns: Vec<usize>,
    told: Disagreement,
}

/// A row a node that experts weighed; none where none did.
pub(super) fn experts(view: &View<'_>, follows: bool, name: String) -> Option<SheetPlan> {
    let (panels, names) = panels(view);
    if panels.is_empty() {
        return None;
    }
    let mut plan = SheetPlan::new(name);
    let header = view.texts.expert_columns().map(str::to_owned);
    let header = header
        .into_iter()
        .chain(names.iter().map(|it| (*it).to_owned()));
    plan.push(Look::Header, header.map(Cell::Text).collect());
    for panel in &panels {
        rows(view, (panel, names.len(), follows), &mut plan);
    }
    plan.header_rows = 1;
    plan.frozen_columns = 2;
    plan.filter = plan.table();
    plan.fit();
    words(view, (&panels, &names), &mut plan);
    plan.fit_heights();
    Some(plan)
}

/// The aggregates that experts gave weights for, and the names of all experts.
fn panels<'a>(view: &View<'a>) -> (Vec<Panel<'a>>, Vec<&'a str>) {
    let (mut panels, mut names): (Vec<Panel<'a>>, Vec<&str>) = (Vec::new(), Vec::new());
    for node in view.framework.nodes() {
        let NodeKind::Aggregate(own) = &node.kind else {
            continue;
        };
        let opinions: Vec<Vec<Option<f64>>> = (own.opinions.iter())
            .map(|it| {
                children(node)
                    .map(|child| it.weights.get(&child.id).copied())
                    .collect()
            })
            .collect();
        let Some(told) = disagreement(&opinions)
            .ok()
            .filter(|it| !it.spreads.is_empty())
        else {
            continue;
        };
        let columns = own.opinions.iter().map(|it| {
            let known = names.iter().position(|name| *name == it.expert);
            known.unwrap_or_else(|| {
                names.push(&it.expert);
                names.len() - 1
            })
        });
        let columns = columns.collect();
        panels.push(Panel {
            node,
            columns,
            told,
        });
    }
    (panels, names)
}

fn children(node: &Node) -> impl Iterator<Item = &Node> {
    node.children().iter().filter(|it| it.enabled)
}

/// A row a child, and how far each expert is from the mean.
fn rows(
    view: &View<'_>,
    (panel, experts, follows): (&Panel<'_>, usize, bool),
    plan: &mut SheetPlan,
) {
    let first = plan.rows.len();
    for (at, (child, spread)) in children(panel.node).zip(&panel.told.spreads).enumerate() {
        let mut cells = vec![
            Cell::Text(panel.node.name.clone()),
            Cell::Text(child.name.clone()),
            Cell::Share(spread.mean),
            Cell::Share(spread.min),
            Cell::Share(spread.max),
            spread.sd.map_or(Cell::Blank, Cell::Share),
        ];
        cells.resize(FIRST + experts, Cell::Blank);
        for (column, shares) in panel.columns.iter().zip(&panel.told.shares) {
            let share = shares.as_ref().and_then(|it| it.get(at));
            if let (Some(cell), Some(share)) = (cells.get_mut(FIRST + column), share) {
                *cell = Cell::Share(*share);
            }
        }
        let row = plan.rows.len();
        plan.push(Look::Body, cells);
        if follows {
            let all = || Spot::new(row, FIRST).to(Spot::new(row, FIRST + experts - 1));
            let many = Function::Count.of([all()]).above(Term::number(1.0));
            for (column, by) in (2..).zip([
                Function::Average.of([all()]),
                Function::Min.of([all()]),
                Function::Max.of([all()]),
                Function::Stdev.of([all()]).when(many),
            ]) {
                plan.made_by(row, column, &by);
            }
        }
    }
    let (row, last) = (plan.rows.len(), plan.rows.len().saturating_sub(1));
    let mut cells = vec![
        Cell::Text(panel.node.name.clone()),
        Cell::Text(view.texts.expert_distance().to_owned()),
    ];
    cells.resize(FIRST + experts, Cell::Blank);
    for (column, distance) in panel.columns.iter().zip(&panel.told.distances) {
        let (Some(cell), Some(distance)) = (cells.get_mut(FIRST + column), distance) else {
            continue;
        };
        *cell = Cell::Share(*distance);
        if follows {
            let of = |column| Spot::new(first, column).to(Spot::new(last, column));
            let apart = Function::Abs.of([of(FIRST + column) - of(2)]);
            let by = Function::SumProduct.of([apart]) / Term::number(2.0);
            plan.made_by(row, FIRST + column, &by);
        }
    }
    plan.push(Look::Aside, cells);
}

/// Below the table: who differs most, and about what.
fn words(view: &View<'_>, (panels, names): (&[Panel<'_>], &[&str]), plan: &mut SheetPlan) {
    let last = plan.columns().saturating_sub(1);
    plan.push(Look::Words, Vec::new());
    for panel in panels {
        let who = panel.told.farthest.and_then(|at| panel.columns.get(at));
        let who = who.and_then(|at| names.get(*at).copied());
        let what = panel
            .told
            .most_disputed
            .and_then(|at| children(panel.node).nth(at));
        let what = what.map(|it| it.name.as_str());
        let told = view.texts.disagreement(&panel.node.name, who, what);
        let row = plan.rows.len();
        let mut cells = vec![Cell::Text(told)];
        cells.resize(last + 1, Cell::Blank);
        plan.push(Look::Words, cells);
        plan.merges.push(Area {
            first_row: row,
            first_column: 0,
            last_row: row,
            last_column: last,
        });
    }
}
