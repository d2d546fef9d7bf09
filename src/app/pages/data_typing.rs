//! A value of the data while it is typed.

use egui::{Event, InputState, Key, TextEdit, Ui};

use super::{Cx, data_keys};
use crate::{
    app::{
        action::Action,
        format,
        said::Trouble,
        selection::grid_id,
        view::{Correction, View},
    },
    engine::Period,
    import::number::{Reading, parse},
    project::{Edit, Unit, Variable},
};

/// A correction that begins with the present value.
pub(super) fn begin(cx: &Cx<'_>, unit: &Unit, variable: &Variable, period: &Period) -> Correction {
    let value = cx.dataset.value(variable.id, period, unit.id);
    Correction {
        unit: unit.id,
        variable: variable.id,
        period: period.clone(),
        text: value.map(format::typed).unwrap_or_default(),
        focused: false,
    }
}

/// The field in place of the value. Enter and Tab take what was typed and go on, Esc gives it up.
pub(super) fn correction_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (unit, variable): (&Unit, &Variable),
    actions: &mut Vec<Action>,
) {
    let Some(correction) = &mut view.correction else {
        return;
    };
    let field = TextEdit::singleline(&mut correction.text)
        .desired_width(f32::INFINITY)
        .align(egui::Align2::RIGHT_CENTER)
        // Tab is the grid's.
        .lock_focus(true)
        .id_salt("correction");
    let response = ui.add(field);
    let name = cx.texts.correct_value(&unit.label, &variable.name);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_label(name.as_str()));
    if !correction.focused {
        correction.focused = true;
        response.request_focus();
        return;
    }
    let end = ui.input(ending);
    if !response.lost_focus() && !matches!(end, Some((Key::Tab, _))) {
        return;
    }
    if end.is_some() {
        ui.memory_mut(|memory| memory.request_focus(grid_id()));
    }
    let done = view.correction.take();
    let by = |shift| if shift { -1 } else { 1 };
    let step = match end {
        Some((Key::Escape, _)) => return,
        Some((Key::Tab, shift)) => (0, by(shift)),
        Some((_, shift)) => (by(shift), 0),
        None => (0, 0),
    };
    if let Some(done) = done {
        take(cx, &done, actions);
    }
    if end.is_some() {
        data_keys::step(view, step);
    }
}

/// The key that ends a correction, and whether Shift was held.
fn ending(input: &InputState) -> Option<(Key, bool)> {
    input.events.iter().find_map(|event| match event {
        Event::Key {
            key: key @ (Key::Tab | Key::Enter | Key::Escape),
            pressed: true,
            modifiers,
            ..
        } => Some((*key, modifiers.shift)),
        _ => None,
    })
}

/// Takes what was typed, if it is anything new.
fn take(cx: &Cx<'_>, done: &Correction, actions: &mut Vec<Action>) {
    match typed_number(&done.text) {
        Ok(value) if value == cx.dataset.value(done.variable, &done.period, done.unit) => {}
        Ok(value) => actions.push(Action::from(Edit::Correct {
            dataset: cx.dataset.id,
            variable: done.variable,
            period: done.period.clone(),
            unit: done.unit,
            value,
            note: cx
                .dataset
                .note(done.variable, &done.period, done.unit)
                .to_owned(),
        })),
        Err(text) => actions.push(Action::Complain(Trouble::NotANumber(text))),
    }
}

/// What was typed: a number, nothing at all, or something else.
fn typed_number(text: &str) -> Result<Option<f64>, String> {
    match parse(text, false) {
        Reading::Missing => Ok(None),
        Reading::Number { value, .. } => Ok(Some(value)),
        Reading::NotANumber => Err(text.trim().to_owned()),
    }
}
