//! A field in place of a name in a list, to type the name anew.

use egui::{Key, TextEdit, Ui};

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

/// The field, which takes the keyboard. Enter or a click elsewhere takes the name, Esc gives it up.
pub(super) fn rename_ui(ui: &mut Ui, spoken: &str, name: &mut String) -> Typed {
    let field = TextEdit::singleline(name)
        .desired_width(f32::INFINITY)
        .id_salt("rename");
    let response = ui.add(field);
    ui.ctx()
        .accesskit_node_builder(response.id, |it| it.set_label(spoken));
    if response.lost_focus() {
        let given_up = ui.input(|input| input.key_pressed(Key::Escape));
        return if given_up {
            Typed::GivenUp
        } else {
            Typed::Taken
        };
    }
    if !response.has_focus() {
        response.request_focus();
    }
    Typed::On
}
