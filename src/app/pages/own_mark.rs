//! Marks beside what a scenario has otherwise than the base; a click goes back to the base.

use egui::{Button, Label, Response, RichText, Role as WidgetRole, Ui};

use super::Cx;
use crate::{
    app::{action::Action, theme, widgets},
    project::{Aspect, Difference, Edit},
};

/// The mark of one thing, if the scenario in view has it otherwise; `name` is what it is called.
pub(super) fn mark_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (aspect, name): (Aspect, &str),
    actions: &mut Vec<Action>,
) {
    let Some(difference) = cx.scene.difference(aspect) else {
        return;
    };
    let told = RichText::new("≠").color(theme::scenario(ui.visuals()));
    let button = ui.add(Button::new(told).small());
    cleared_by(cx, (button, difference, name), actions);
}

/// Has a button go back to the base in what it stands for.
pub(super) fn cleared_by(
    cx: &Cx<'_>,
    (button, difference, name): (Response, &Difference, &str),
    actions: &mut Vec<Action>,
) {
    let spoken = cx.texts.back_to_base_in(name);
    let button = widgets::named(button, WidgetRole::Button, &spoken);
    let told = cx.texts.difference(difference, cx.dataset);
    let clicked = button
        .on_hover_text(cx.texts.differs_from_base(&told))
        .clicked();
    if clicked {
        actions.extend(back(cx, difference.aspect()));
    }
}

/// Warns, while a scenario is in view, that what is chosen here is the same in all.
pub(super) fn shared_ui(ui: &mut Ui, cx: &Cx<'_>) {
    if cx.scenario().is_some() {
        let told = RichText::new(cx.texts.shared_by_scenarios());
        let told = told.color(theme::scenario(ui.visuals()));
        ui.add(Label::new(told).wrap());
    }
}

/// The edit that goes back to the base in one thing.
pub(super) fn back(cx: &Cx<'_>, aspect: Aspect) -> Option<Action> {
    Some(Action::from(Edit::ClearDifference {
        dataset: cx.dataset.id,
        scenario: cx.scene.scenario?,
        aspect,
    }))
}
