//! Several cells of the data: what their numbers come to.

use egui::Ui;

use super::facts::{fact_ui, head_ui};
use crate::app::{format, pages::Cx, selection::Selection, view::View};

/// The same figures as in the bar below, and the ends.
pub(super) fn cells_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, selection: Selection) {
    let texts = cx.texts;
    let range = selection.range();
    let cells = range.units.count() * range.variables.count();
    head_ui(ui, texts.page_data(), &texts.several_cells(cells));
    let Some(totals) = view.told.totals() else {
        ui.weak(texts.no_numbers());
        return;
    };
    fact_ui(ui, texts.numbers_count(), &totals.count.to_string());
    for (name, value) in [
        (texts.mean_value(), totals.mean),
        (texts.sum_value(), totals.sum),
        (texts.least_value(), totals.bounds.lower),
        (texts.greatest_value(), totals.bounds.upper),
    ] {
        fact_ui(ui, name, &format::value(value));
    }
}
