//! A sheet that is filled here and there rather than row by row.

use super::live::Made;
use crate::export::sheet_plan::{Cell, Look, SheetPlan};

/// Puts a cell where it belongs, with what is before it left empty.
pub(super) fn put(plan: &mut SheetPlan, (row, column): (usize, usize), made: Made) {
    while plan.rows.len() <= row {
        plan.push(Look::Card, Vec::new());
    }
    if let Some(by) = &made.by {
        plan.made_by(row, column, by);
    }
    let Some(cells) = plan.rows.get_mut(row).map(|it| &mut it.cells) else {
        return;
    };
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Blank);
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = made.cell;
    }
}

/// Puts a text that names what stands beside or below it.
pub(super) fn label(plan: &mut SheetPlan, at: (usize, usize), text: &str) {
    put(plan, at, Made::value(Cell::Label(text.to_owned())));
}
