//! A field in place of a name in a list, to type the name anew.

use egui::{EventFilter, Key, TextEdit, Ui};

/// What becomes of the name in this frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// It is still being typed.
    On,
    /// The field was left: the name counts.
    Taken,
    /// It was given up.
    GivenUp,
}

/// Esc is for the field to see, which may not be told of it while an input method composes.
const KEYS: EventFilter = EventFilter {
    horizontal_arrows: true,
    vertical_arrows: true,
    tab: false,
    escape: true,
};

/// The field, which takes the keyboard. Enter or a click elsewhere takes the name, Esc gives it up.
pub(super) fn rename_ui(ui: &mut Ui, spoken: &str, name: &mut String) -> Typed {
    let field = TextEdit::singleline(name)
        .desired_width(f32::INFINITY)
        .id_salt("rename");
    let response = ui.add(field);
    ui.ctx()
        .accesskit_node_builder(response.id, |it| it.set_label(spoken));
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        response.surrender_focus();
        return Typed::GivenUp;
    }
    if response.lost_focus() {
        return Typed::Taken;
    }
    if response.has_focus() {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, KEYS));
    } else {
        response.request_focus();
    }
    Typed::On
}
