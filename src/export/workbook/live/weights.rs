//! The weights of the framework: those that were typed are shared out among siblings by formulas,
//! those that follow from data or judgements are values.

use super::{Live, Made, node::Column};
use crate::{
    engine::Weighting,
    export::{
        cell_formula::{Function, Term},
        sheet_plan::Cell,
        workbook::view::View,
    },
};

/// How many separate runs of cells one function is asked for at most.
pub(super) const RUNS: usize = 200;

/// How the children of a node are weighed; none of an indicator.
fn weighting(live: &Live, at: usize) -> Option<&Weighting> {
    Some(&live.aggregate(at)?.weighting)
}

/// Whether the typed weights of a node's children are shared out by formulas.
fn is_typed(live: &Live, at: usize) -> bool {
    matches!(weighting(live, at), Some(Weighting::Given))
        && live.own_of_all(live.children(at), 0).len() <= RUNS
}

/// Whether the weights of a node's children are values.
pub(super) fn are_values(live: &Live, _view: &View<'_>, at: usize) -> bool {
    let children = live.children(at).len();
    children > 1 && !is_typed(live, at) && !matches!(weighting(live, at), Some(Weighting::Equal))
}

/// The sum of the typed weights below a node: 0 if all are blank, −1 if they cannot be weights.
pub(super) fn typed_below(live: &Live, at: usize) -> Option<Made> {
    if !is_typed(live, at) {
        return None;
    }
    let children = live.children(at);
    let typed = || live.own_of_all(children, Column::Typed.number());
    let of = |function: Function| function.of(typed());
    let zero = || Term::number(0.0);
    let all = of(Function::Count).equals(Term::count(children.len()));
    let none_below = of(Function::Min).at_least(zero());
    let some_above = of(Function::Sum).above(zero());
    let holds = Function::And.of([all, none_below, some_above]);
    let sum = Function::If.of([holds, of(Function::Sum), Term::number(-1.0)]);
    let by = Function::If.of([of(Function::Count).equals(zero()), zero(), sum]);
    let weights: Vec<Option<f64>> = children
        .iter()
        .map(|&it| live.plan.nodes().get(it).and_then(|node| node.weight))
        .collect();
    let there: Vec<f64> = weights.iter().copied().flatten().collect();
    let total: f64 = there.iter().sum();
    let now = if there.is_empty() {
        0.0
    } else if there.len() == weights.len() && there.iter().all(|it| *it >= 0.0) && total > 0.0 {
        total
    } else {
        -1.0
    };
    Some(Made::formula(Cell::Number(now, None), by))
}

/// Whether there are weights for a node's children at all, as a condition on their row.
pub(super) fn are_there(live: &Live, at: usize) -> Option<Term> {
    let sum = live.own(at, Column::TypedBelow.number());
    is_typed(live, at).then(|| sum.at_least(Term::number(0.0)))
}

/// The weight of a node among its siblings.
pub(super) fn share(live: &Live, view: &View<'_>, at: usize) -> Made {
    let now = view.now(at).and_then(|it| it.weight);
    let cell = now.map_or(Cell::Blank, Cell::Share);
    let parent = live.plan.nodes().get(at).and_then(|it| it.parent);
    let Some(parent) = parent else {
        return Made::value(cell);
    };
    let siblings = Term::count(live.children(parent).len());
    let one = Term::number(1.0);
    if is_typed(live, parent) {
        let sum = || live.own(parent, Column::TypedBelow.number());
        let own = live.own(at, Column::Typed.number()) / sum();
        let zero = || Term::number(0.0);
        let equal = (one / siblings).when(sum().equals(zero()));
        let by = Function::If.of([sum().above(zero()), own, equal]);
        return Made::formula(cell, by);
    }
    if matches!(weighting(live, parent), Some(Weighting::Equal)) {
        return Made::formula(cell, one / siblings);
    }
    Made::value(now.map_or(Cell::Blank, Cell::FixedShare))
}

/// The product of weights up to the index.
pub(super) fn effective(live: &Live, view: &View<'_>, at: usize) -> Made {
    let now = view.now(at).and_then(|it| it.effective);
    let cell = now.map_or(Cell::Blank, Cell::Share);
    let own = live.own(at, Column::Share.number());
    let parent = live.plan.nodes().get(at).and_then(|it| it.parent);
    let by = match parent {
        None => own,
        Some(parent) => {
            let above = live.own(parent, Column::Effective.number());
            let there = [&own, &above].map(|it| it.clone().is_number());
            (own * above).when(Function::And.of(there))
        }
    };
    Made::formula(cell, by)
}
