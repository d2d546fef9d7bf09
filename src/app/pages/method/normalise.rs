//! The score range of a normalisation, and from which periods its bounds come.

use egui::Ui;

use super::fields;
use crate::{
    app::{pages::Cx, widgets},
    engine::Normalisation,
};

/// The ends of the score range, where there is one to choose.
pub(super) fn range_ui(ui: &mut Ui, cx: &Cx<'_>, normalisation: &mut Normalisation) {
    let Some([mut lower, mut upper]) = normalisation.range() else {
        return;
    };
    let field = |value: &mut f64, name: &str, ui: &mut Ui| {
        let response = ui.add(widgets::number_field(value));
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(name));
        response.changed()
    };
    let row = ui.horizontal(|ui| {
        ui.label(cx.texts.range());
        let below = field(&mut lower, cx.texts.range_from(), ui);
        ui.label("–");
        field(&mut upper, cx.texts.range_to(), ui) || below
    });
    if row.inner {
        *normalisation = normalisation.clone().with_range([lower, upper]);
    }
}

/// From which periods bounds come.
pub(super) fn over_ui(ui: &mut Ui, cx: &Cx<'_>, normalisation: &mut Normalisation) {
    let Some(mut over) = normalisation.over() else {
        return;
    };
    let before = over.clone();
    let name = cx.texts.bounds_from(normalisation);
    fields::over_ui(ui, cx, &name, &mut over);
    if over != before {
        *normalisation = normalisation.clone().with_over(over);
    }
}
