//! Which cells of which step the result comes from: trouble elsewhere does not matter.
//!
//! A step back from the result to what it is made of. `if` asks each branch only for the cells in
//! which it is taken, `lag` asks only for the periods before, and so on.

use super::{
    BoundFormula, Function, Op,
    evaluate::Evaluated,
    over_time::window,
    table::{Space, Trouble},
};
use crate::engine::Panel;

/// For each cell whether it is asked for.
type Asked = Vec<bool>;

/// A trouble that the result shows: at which position, in which cell, what.
pub(super) type Shown = (usize, usize, Trouble);

/// The troubles in cells from which the result comes.
pub(super) fn shown(
    formula: &BoundFormula,
    evaluated: &Evaluated,
    panel: &Panel,
    space: &Space,
) -> Vec<Shown> {
    if evaluated.troubles.is_empty() {
        return Vec::new();
    }
    let mut stack = vec![vec![true; space.len()]];
    let mut shown = Vec::new();
    for (at, step) in formula.steps.iter().enumerate().rev() {
        let asked = stack.pop().unwrap_or_default();
        let troubles = evaluated.troubles.get(&at).into_iter().flatten();
        for &(cell, trouble) in troubles {
            if asked.get(cell) == Some(&true) {
                shown.push((step.position, cell, trouble));
            }
        }
        let way = |wanted: bool| -> Asked {
            let ways = evaluated.ways.get(&at).map_or(&[][..], Vec::as_slice);
            let taken = asked.iter().zip(ways);
            taken
                .map(|(asked, way)| *asked && *way == Some(wanted))
                .collect()
        };
        match &step.op {
            Op::Number(_) | Op::Variable(_) => {}
            Op::Negate | Op::Map(_) => stack.push(asked),
            Op::If => {
                let branches = [way(true), way(false)];
                stack.push(asked);
                stack.extend(branches);
            }
            Op::Fold(Function::Coalesce) => {
                let other = way(false);
                stack.extend([asked, other]);
            }
            Op::Binary(_) | Op::Fold(_) => stack.extend([asked.clone(), asked]),
            Op::Back(..) | Op::Cum | Op::Base100(_) => stack.push(in_time(&step.op, &asked, space)),
            Op::Units(function) => stack.push(of_units(*function, &asked, space)),
            Op::TopSum(..) => stack.push(of_units(Function::Sum, &asked, space)),
            Op::Of(unit) => stack.push(of_row(panel.row_of(*unit), &asked, space)),
            Op::Total(unit) => {
                let own = of_row(panel.row_of(*unit), &asked, space);
                let rest = of_units(Function::Sum, &way(false), space);
                stack.push(own.iter().zip(rest).map(|(a, b)| *a || b).collect());
            }
        }
    }
    shown
}

/// What a function over time asks of its argument.
fn in_time<V, U>(op: &Op<V, U>, asked: &[bool], space: &Space) -> Asked {
    let mut inner = vec![false; asked.len()];
    for (at, rows) in space.each(asked).enumerate() {
        let places: Vec<usize> = match op {
            Op::Back(Function::Lag, steps) => space.back(at, *steps).into_iter().collect(),
            Op::Back(Function::Slope, steps) => {
                let window = window(at, *steps, space);
                window.into_iter().map(|(_, place)| place).collect()
            }
            Op::Back(_, steps) => space.back(at, *steps).into_iter().chain([at]).collect(),
            Op::Base100(base) => space.place(base).into_iter().chain([at]).collect(),
            _ => std::iter::successors(Some(at), |&it| space.back(it, 1)).collect(),
        };
        for place in places {
            let start = place * space.rows;
            let cells = inner.iter_mut().skip(start);
            for (cell, asked) in cells.zip(rows) {
                *cell |= asked;
            }
        }
    }
    inner
}

/// What a function over units asks of its argument: all ranked units of a period in which it is
/// asked for itself, and the unit's own value where that is part of the result.
fn of_units(function: Function, asked: &[bool], space: &Space) -> Asked {
    let alike = matches!(
        function,
        Function::Sum | Function::Mean | Function::Rank | Function::Next
    );
    let mut inner = Vec::with_capacity(asked.len());
    for rows in space.each(asked) {
        let any = rows.contains(&true);
        let cells = rows.iter().zip(&space.is_ranked);
        inner.extend(cells.map(|(own, ranked)| (any && *ranked) || (*own && !alike)));
    }
    inner
}

/// What asking for one row in place of all comes to.
fn of_row(row: Option<usize>, asked: &[bool], space: &Space) -> Asked {
    let mut inner = Vec::with_capacity(asked.len());
    for rows in space.each(asked) {
        let any = rows.contains(&true);
        inner.extend((0..rows.len()).map(|at| any && Some(at) == row));
    }
    inner
}
