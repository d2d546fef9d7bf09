//! The bar above the data that finds and replaces, with the grid at hand below it.

use egui::{Key, Modifiers, Response, Role as WidgetRole, TextEdit, Ui};

use super::{
    Cx,
    data::{cell_of, is_computed, shown_value, value},
    data_keys::{change, has_keyboard},
};
use crate::{
    app::{
        action::Action,
        seeking::{Bar, Hit, Way},
        selection::{Selection, grid_id},
        theme,
        view::{Sought, View},
        widgets,
    },
    engine::Period,
    project::{Reach, Wanted, replaced},
};

/// So many cells are looked through in a frame.
const AT_ONCE: usize = 40_000;

/// Draws the bar while it is asked for, and goes from one place to the next.
pub(super) fn find_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    period: &Period,
    actions: &mut Vec<Action>,
) {
    let wanted = view.seeking.wanted();
    keys(ui, view);
    if view.seeking.bar == Bar::Hidden && view.seeking.asked.is_none() {
        return;
    }
    let looking = wanted.is_some_and(|it| look(cx, view, period, &it));
    if looking {
        ui.ctx().request_repaint();
    } else if let Some(way) = view.seeking.asked.take() {
        step(ui, cx, view, way);
    }
    if view.seeking.bar == Bar::Hidden {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        fields_ui(ui, cx, view, looking, (period, actions));
        let close = ui.button("×").on_hover_text(cx.texts.close_find());
        let close = widgets::named(close, WidgetRole::Button, cx.texts.close_find());
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        let escaped = escaped && view.correction.is_none() && has_keyboard(ui);
        if escaped || close.clicked() {
            // Else it would also end the selection.
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
            actions.push(Action::Seek(Bar::Hidden));
            ui.memory_mut(|memory| memory.request_focus(grid_id()));
        }
    });
    ui.add_space(theme::NEAR);
}

/// F3 goes on, with Shift back, also once the bar is put away.
fn keys(ui: &Ui, view: &mut View) {
    if view.seeking.text.is_empty() {
        return;
    }
    let pressed = |modifiers| ui.input_mut(|input| input.consume_key(modifiers, Key::F3));
    if pressed(Modifiers::SHIFT) {
        view.seeking.asked = Some(Way::Back);
    } else if pressed(Modifiers::NONE) {
        view.seeking.asked = Some(Way::On);
    }
}

/// What is typed, the buttons beside it and how much was found.
fn fields_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    looking: bool,
    (period, actions): (&Period, &mut Vec<Action>),
) {
    let texts = cx.texts;
    let replacing = view.seeking.bar == Bar::Replace;
    let label = ui.label(texts.find_what());
    let field = TextEdit::singleline(&mut view.seeking.text)
        .hint_text(texts.find_hint())
        .desired_width(200.0)
        .id_salt("find");
    let field = ui.add(field).labelled_by(label.id);
    if std::mem::take(&mut view.seeking.focus) {
        field.request_focus();
    }
    if let Some(way) = entered(ui, &field) {
        view.seeking.asked = Some(way);
    }
    let label = replacing.then(|| ui.label(texts.replace_with()));
    let mut asked = None;
    if let Some(label) = label {
        let field = TextEdit::singleline(&mut view.seeking.with)
            .desired_width(120.0)
            .id_salt("replace");
        let field = ui.add(field).labelled_by(label.id);
        let entered = entered(ui, &field).is_some();
        asked = entered.then_some(Scope::One);
    }
    for (name, way) in [
        (texts.find_previous(), Way::Back),
        (texts.find_next(), Way::On),
    ] {
        let button = ui.button(name);
        if button.clicked() {
            view.seeking.asked = Some(way);
        }
    }
    if replacing {
        for (name, scope) in [
            (texts.replace_one(), Scope::One),
            (texts.replace_all(), Scope::All),
        ] {
            let ready = !looking && !view.seeking.hits().is_empty();
            let button = ui.add_enabled(ready, egui::Button::new(name));
            let button = button.on_hover_text(texts.replace_help());
            if button.clicked() {
                asked = Some(scope);
            }
        }
    }
    let mut whole = view.seeking.reach == Reach::Whole;
    ui.checkbox(&mut whole, texts.whole_cell());
    view.seeking.reach = if whole { Reach::Whole } else { Reach::Part };
    if view.seeking.wanted().is_some() {
        let here = here(cx, view).and_then(|it| view.seeking.hits().binary_search(&it).ok());
        let told = texts.hits(here.map(|at| at + 1), view.seeking.hits().len());
        ui.weak(told);
    }
    if let Some(scope) = asked.filter(|_| !looking) {
        replace(cx, view, scope, (period, actions));
    }
}

/// Whether Enter was pressed in a field, which keeps the keyboard, and which way that leads.
fn entered(ui: &Ui, field: &Response) -> Option<Way> {
    let (enter, shift) = ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift));
    if !field.lost_focus() || !enter {
        return None;
    }
    field.request_focus();
    Some(if shift { Way::Back } else { Way::On })
}

/// Looks through a few more cells; true while there are some left.
fn look(cx: &Cx<'_>, view: &mut View, period: &Period, wanted: &Wanted) -> bool {
    let (units, variables) = (&cx.dataset.units, &cx.dataset.variables);
    let bar = view.seeking.bar;
    let in_numbers = wanted.may_be_in_numbers();
    let of = (cx.revision, cx.derived.generation());
    let of = (of, period.clone(), wanted.clone(), bar);
    let step = (AT_ONCE / variables.len().max(1)).max(1);
    let View {
        seeking, places, ..
    } = view;
    let find = |line: usize, hits: &mut Vec<Hit>| {
        let Some(row) = line.checked_sub(1) else {
            let heads = variables.iter().enumerate();
            let heads = heads.filter(|(_, it)| bar != Bar::Replace && wanted.is_in(&it.name));
            hits.extend(heads.map(|(at, _)| (0, at + 1)));
            return;
        };
        let Some(unit) = units.get(row) else { return };
        if bar != Bar::Replace && wanted.is_in(&unit.label) {
            hits.push((line, 0));
        }
        for (at, variable) in variables.iter().enumerate().filter(|_| in_numbers) {
            let Some(number) = value(cx, (unit, variable), period) else {
                continue;
            };
            let fits = if bar == Bar::Replace {
                !is_computed(unit, variable) && wanted.is_in_number(number)
            } else {
                let mut shown = || shown_value(cx, places, (variable, period), number);
                wanted.is_in_number(number) || wanted.is_in(&shown())
            };
            if fits {
                hits.push((line, at + 1));
            }
        }
    };
    seeking.go_on(of, (step, units.len() + 1), find)
}

/// The place that is selected: the one that was gone to, as long as that is, else the cell in focus.
fn here(cx: &Cx<'_>, view: &View) -> Option<Hit> {
    let cells = view.cells?;
    let gone_to = view.seeking.at.filter(|it| selected(cx, *it) == cells);
    gone_to.or(Some((cells.at.0 + 1, cells.at.1 + 1)))
}

/// The cells of a place: of a name all that it is the name of, seen at its end.
fn selected(cx: &Cx<'_>, (line, place): Hit) -> Selection {
    let last = |len: usize| len.saturating_sub(1);
    match (line.checked_sub(1), place.checked_sub(1)) {
        (Some(row), Some(column)) => Selection::one((row, column)),
        (Some(row), None) => Selection {
            at: (row, last(cx.dataset.variables.len())),
            reach: (row, 0),
        },
        (None, column) => Selection {
            at: (last(cx.dataset.units.len()), column.unwrap_or(0)),
            reach: (0, column.unwrap_or(0)),
        },
    }
}

/// Selects the next place and brings it into view; what is typed goes on being typed.
fn step(ui: &Ui, cx: &Cx<'_>, view: &mut View, way: Way) {
    let Some(next) = view.seeking.beside(here(cx, view), way) else {
        return;
    };
    view.seeking.at = Some(next);
    view.cells = Some(selected(cx, next));
    view.cell_sought = Sought::Near;
    ui.ctx().request_repaint();
}

/// What is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// The place that is selected.
    One,
    /// All places.
    All,
}

/// Replaces values in one step. After a single one the next is gone to; where none is selected, that
/// is all.
fn replace(
    cx: &Cx<'_>,
    view: &mut View,
    scope: Scope,
    (period, actions): (&Period, &mut Vec<Action>),
) {
    let Some(wanted) = view.seeking.wanted() else {
        return;
    };
    let here = here(cx, view);
    let hits = view.seeking.hits().iter();
    let hits = hits.filter(|it| scope == Scope::All || Some(**it) == here);
    let cells: Vec<_> = hits
        .filter_map(|(line, place)| cell_of(cx, (line.checked_sub(1)?, place.checked_sub(1)?)))
        .collect();
    if scope == Scope::One {
        view.seeking.asked = Some(Way::On);
        if cells.is_empty() {
            return;
        }
    }
    let with = view.seeking.with.as_str();
    let values = replaced(cx.dataset, period, (&wanted, with), cells);
    if values.is_err() {
        view.seeking.asked = None;
    }
    actions.push(change(cx, period, values));
}
