//! The sheet of the tree: what counts how much, in which direction, by which method, from where.

use super::{
    live::{FIRST_EXTRA, Live, extra_cells},
    values::location,
    view::View,
};
use crate::{
    engine::{Direction, Node, NodeKind, NodeResult},
    export::sheet_plan::{Cell, Look, SheetPlan},
};

/// Columns of long words, and how wide they may get, so that the sheet fits on a page.
const WORDY: [(usize, f64); 5] = [(1, 16.0), (11, 20.0), (12, 30.0), (13, 24.0), (14, 34.0)];

/// The column of the weight among siblings, before that of the weight in the whole.
const FIRST_WEIGHT: usize = 5;

/// The tree, indented, with every node's weights and choices. Nodes that are switched off are
/// shown and take no part.
pub(super) fn framework(view: &View<'_>, live: Option<&Live>, name: String) -> SheetPlan {
    let mut plan = SheetPlan::new(name);
    let header = view.texts.framework_columns();
    let more = live.map_or(&[][..], |_| view.texts.live_columns());
    let header = header.iter().chain(more);
    plan.push(
        Look::Header,
        header.map(|text| Cell::Text((*text).to_owned())).collect(),
    );
    branch(view, live, (&view.framework.root, 0), &mut plan);
    plan.header_rows = 1;
    plan.frozen_columns = 3;
    plan.filter = plan.table();
    plan.fit();
    for (column, most) in WORDY {
        plan.narrow(column, most);
    }
    plan
}

fn branch(view: &View<'_>, live: Option<&Live>, (node, depth): (&Node, u8), plan: &mut SheetPlan) {
    let result = view.result_of(node.id);
    let look = if result.is_some() {
        Look::Body
    } else {
        Look::Aside
    };
    let mut cells = row(view, node, result, depth);
    if let Some(live) = live {
        let at = plan.rows.len();
        let (extra, weights) = extra_cells(live, view, node);
        let weights = (FIRST_WEIGHT..).zip(weights.into_iter().flatten());
        let all = weights.chain((FIRST_EXTRA..).zip(extra));
        for (column, made) in all {
            if let Some(by) = &made.by {
                plan.made_by(at, column, by);
            }
            match cells.get_mut(column) {
                Some(cell) => *cell = made.cell,
                None => cells.push(made.cell),
            }
        }
    }
    plan.push(look, cells);
    for child in node.children() {
        branch(view, live, (child, depth.saturating_add(1)), plan);
    }
}

/// How a node is made from what it is made of.
fn method_of(view: &View<'_>, node: &Node, level: usize) -> String {
    match &node.kind {
        NodeKind::Indicator(own) => {
            let normalisation = own.normalisation.as_ref();
            let normalisation = normalisation.unwrap_or(&view.method.normalisation);
            view.texts.normalisation_name(normalisation).to_owned()
        }
        NodeKind::Aggregate(own) => {
            let aggregation = own.aggregation.unwrap_or(view.method.aggregation_at(level));
            view.texts.aggregation_in_full(aggregation)
        }
    }
}

fn row(view: &View<'_>, node: &Node, result: Option<&NodeResult>, depth: u8) -> Vec<Cell> {
    let texts = view.texts;
    let now = result.and_then(|result| result.periods.get(view.period_at));
    let share = |weight: Option<f64>| weight.map_or(Cell::Blank, Cell::Share);
    let text = |text: &str| {
        if text.is_empty() {
            Cell::Blank
        } else {
            Cell::Text(text.to_owned())
        }
    };
    let number =
        |number: Option<f64>| number.map_or(Cell::Blank, |number| Cell::Number(number, None));
    let level = result.map_or_else(|| node.level(), |result| result.level);
    let indicator = node.indicator();
    // An aggregate counts positively unless said otherwise, which then has to be seen.
    let direction = match &node.kind {
        NodeKind::Indicator(own) => Some(own.direction),
        NodeKind::Aggregate(own) => Some(own.direction).filter(|it| *it == Direction::Negative),
    };
    let variable = indicator.and_then(|it| view.dataset.variable(it.variable));
    let denominator = indicator.and_then(|it| it.denominator).and_then(|it| {
        let name = &view.dataset.variable(it.variable)?.name;
        Some(view.texts.with_per(name, it.per))
    });
    let method = match result {
        Some(_) => method_of(view, node, level),
        None => texts.switched_off().to_owned(),
    };
    vec![
        u32::try_from(level).map_or(Cell::Blank, Cell::Rank),
        text(&node.code),
        Cell::Step(node.name.clone(), depth),
        direction.map_or(Cell::Blank, |it| {
            Cell::Label(texts.direction_name(it).to_owned())
        }),
        number(node.weight),
        share(now.and_then(|now| now.weight)),
        share(now.and_then(|now| now.effective)),
        text(
            variable
                .and_then(|variable| variable.measure.as_deref())
                .unwrap_or_default(),
        ),
        number(indicator.and_then(|it| it.lo)),
        number(indicator.and_then(|it| it.hi)),
        number(indicator.and_then(|it| it.target)),
        text(&denominator.unwrap_or_default()),
        text(&method),
        text(&node.source),
        text(
            &indicator
                .and_then(|it| location(view, it))
                .unwrap_or_default(),
        ),
    ]
}
