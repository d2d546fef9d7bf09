//! The names in the list of units: followed with a click, typed anew in place, dragged to another one.

use egui::{Align, Button, CursorIcon, Key, Layout, Modifiers, Role as WidgetRole, Sense, Ui};

use super::{
    Cx, data_keys,
    rename_field::{self, Typed},
    unit_order,
};
use crate::{
    app::{action::Action, view::View, widgets},
    project::{Edit, Unit},
};

/// What the keyboard asks for while the list is in view: F2 types the name of the selected unit anew.
pub(super) fn keys(ui: &Ui, view: &mut View, listed: &[&Unit]) {
    let busy = ui.ctx().text_edit_focused() || ui.memory(|it| it.top_modal_layer().is_some());
    let chosen = listed.iter().find(|it| Some(it.id) == view.selected);
    let Some(unit) = chosen.filter(|_| !busy) else {
        return;
    };
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F2)) {
        rename(view, unit);
    }
}

/// Opens the field for the name of a unit, and brings it into view.
pub(super) fn rename(view: &mut View, unit: &Unit) {
    view.renaming_unit = Some((unit.id, unit.label.clone()));
    view.unit_sought = Some(unit.id);
}

/// The name of a unit: clicked it is followed, clicked twice typed anew, dragged moved.
pub(super) fn name_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    unit: &Unit,
    actions: &mut Vec<Action>,
) {
    if view
        .renaming_unit
        .as_ref()
        .is_some_and(|it| it.0 == unit.id)
    {
        ui.horizontal_centered(|ui| renaming_ui(ui, cx, view, unit, actions));
    } else {
        shown_ui(ui, cx, view, unit, actions);
    }
}

/// The name while it is typed.
fn renaming_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, unit: &Unit, actions: &mut Vec<Action>) {
    // Keys that tell an input method something do not end the name.
    data_keys::composes(ui, view);
    let Some((_, name)) = &mut view.renaming_unit else {
        return;
    };
    let typed = rename_field::rename_ui(ui, cx.texts.rename(), name);
    if typed == Typed::On {
        return;
    }
    // A word that was not composed to its end is gone with the field.
    view.composing = false;
    let done = view.renaming_unit.take().filter(|_| typed == Typed::Taken);
    if let Some((unit, label)) = done.filter(|(_, name)| name.trim() != unit.label) {
        actions.push(Action::from(Edit::RenameUnit {
            dataset: cx.dataset.id,
            unit,
            label,
        }));
    }
}

/// The name as it is.
fn shown_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, unit: &Unit, actions: &mut Vec<Action>) {
    let name = Button::new(&unit.label)
        .frame(false)
        .truncate()
        .sense(Sense::click_and_drag());
    let laid = ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.add(name));
    let name = widgets::named(laid.inner, WidgetRole::Button, &unit.label);
    unit_order::grip(&name, unit.id);
    if name.double_clicked() {
        // The first of the two clicks may have been the second on a unit that was followed.
        actions.push(Action::Select(Some(unit.id)));
        rename(view, unit);
    } else if name.clicked() {
        actions.push(view.toggle(unit.id));
    }
    name.on_hover_cursor(CursorIcon::Grab)
        .on_hover_text(format!("{}\n{}", unit.label, cx.texts.unit_name_help()));
}
