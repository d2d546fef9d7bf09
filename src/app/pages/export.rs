//! Files for others.

use egui::{Frame, Margin, RichText, Ui};

use super::{Cx, empty_ui};
use crate::app::{
    action::{Action, Product},
    fonts, theme,
};

/// The export screen.
pub(super) fn export_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    if cx.derived.ranking.rows.is_empty() {
        empty_ui(ui, texts.no_results(), texts.no_results_line(), |_| {});
        return;
    }
    if let Some(scenario) = cx.scenario() {
        let told = texts.exported_under(&scenario.name);
        let color = theme::scenario(ui.visuals());
        ui.label(fonts::bold(told).color(color));
        ui.add_space(theme::NEAR);
    }
    for product in Product::ALL {
        let (button, line) = match product {
            Product::Workbook => (texts.export_workbook(), texts.export_workbook_line()),
            Product::Scores => (texts.export_scores(), texts.export_scores_line()),
            Product::Normalised => (texts.export_normalised(), texts.export_normalised_line()),
            Product::Weights => (texts.export_weights(), texts.export_weights_line()),
        };
        let card = Frame::NONE
            .fill(theme::side_ground(ui.visuals()))
            .corner_radius(8)
            .inner_margin(Margin::same(14));
        card.show(ui, |ui| {
            ui.set_width(ui.available_width().min(640.0));
            if ui.button(button).clicked() {
                actions.push(Action::Export(product));
            }
            ui.label(RichText::new(line).weak());
        });
        ui.add_space(theme::NEAR);
    }
}
