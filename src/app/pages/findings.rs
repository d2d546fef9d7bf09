//! A finding with the button that mends it.

use egui::{Label, RichText, Role as WidgetRole, Ui};

use super::Cx;
use crate::{
    app::{action::Action, widgets},
    engine::{Finding, Severity},
    project::remedy,
};

/// The sentence in the colour of its severity, and the remedy where there is one.
pub(super) fn finding_ui(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, actions: &mut Vec<Action>) {
    let color = match finding.severity() {
        Severity::Error => ui.visuals().error_fg_color,
        Severity::Warning => ui.visuals().warn_fg_color,
        Severity::Note => ui.visuals().text_color(),
    };
    let sentence = cx.texts.engine_finding(finding, cx.dataset);
    let remedy = remedy(cx.dataset, cx.scene.scenario, finding);
    ui.horizontal(|ui| {
        let room = ui.available_width() - if remedy.is_some() { 190.0 } else { 0.0 };
        let told = RichText::new(&sentence).color(color);
        ui.allocate_ui(egui::vec2(room, 0.0), |ui| ui.add(Label::new(told).wrap()));
        if let Some(edit) = remedy {
            let words = cx.texts.remedy(&edit);
            let button = ui.button(words);
            let spoken = cx.texts.remedy_of(words, &sentence);
            let button = widgets::named(button, WidgetRole::Button, &spoken);
            if button.clicked() {
                actions.push(Action::from(edit));
            }
        }
    });
}
