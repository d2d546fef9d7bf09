//! The data under the keyboard: selecting, correcting, copying and pasting as in a spreadsheet.

use egui::{Event, EventFilter, ImeEvent, Key, Modifiers, Role as WidgetRole, Sense, Ui};

use super::{
    Cx,
    data::{HEAD, cell_of, is_computed, value},
    data_typing,
};
use crate::{
    app::{
        action::Action,
        outgoing,
        said::Trouble,
        selection::{Selection, Spot, edge, grid_id},
        theme,
        view::{Sought, View},
        widgets,
    },
    engine::Period,
    export::{Between, table_text},
    import::copied_cells,
    project::{self, CellsError, Edit, NewValue, totals},
};

/// What stands below the grid, in points.
const FOOT: f32 = 40.0;

/// Does what the keyboard says, while cells are selected and nothing else has the keyboard.
pub(super) fn keyboard(
    ui: &Ui,
    cx: &Cx<'_>,
    view: &mut View,
    period: &Period,
    actions: &mut Vec<Action>,
) {
    if view.correction.is_some() || view.cells.is_none() || !has_keyboard(ui) {
        return;
    }
    let page = page_of(ui.available_height());
    for event in ui.input(|input| input.events.clone()) {
        let Some(selection) = view.cells else { return };
        match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } => {
                let way = Way {
                    key,
                    modifiers,
                    page,
                };
                if let Some(next) = way.from(cx, period, selection) {
                    view.cells = Some(next);
                    view.cell_sought = Sought::Near;
                } else {
                    act(cx, view, period, (key, modifiers), actions);
                }
            }
            Event::Text(text) => type_over(cx, view, period, &text),
            Event::Copy => actions.push(copy(cx, period, selection)),
            Event::Paste(text) => paste(cx, view, period, (selection, &text), actions),
            _ => {}
        }
    }
}

/// How many rows are in sight where there is so much room.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a screen has few rows, and a part of one is none"
)]
fn page_of(height: f32) -> isize {
    ((height - HEAD - FOOT) / theme::ROW).max(1.0) as isize
}

/// Whether an input method is composing. What it is told by keys is not for the grid, nor does it end a
/// correction.
pub(super) fn composes(ui: &Ui, view: &mut View) -> bool {
    let before = view.composing;
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => view.composing = !text.is_empty(),
                Event::Ime(ImeEvent::Commit(_)) => view.composing = false,
                _ => {}
            }
        }
    });
    let composes = before || view.composing;
    if composes {
        ui.input_mut(|input| input.events.retain(|it| !matches!(it, Event::Key { .. })));
    }
    composes
}

/// Whether the keyboard is the grid's, or nobody's and nothing lies over the grid.
pub(super) fn has_keyboard(ui: &Ui) -> bool {
    ui.memory(|memory| match memory.focused() {
        Some(id) => id == grid_id(),
        None => memory.top_modal_layer().is_none(),
    })
}

/// Keeps the keyboard while cells are selected, tells those who hear the screen what is, and adds the
/// numbers up.
pub(super) fn focus_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, period: &Period) {
    let Some(selection) = view.cells else {
        return;
    };
    let grid = ui.interact(
        ui.available_rect_before_wrap(),
        grid_id(),
        Sense::focusable_noninteractive(),
    );
    widgets::named(grid, WidgetRole::Grid, &spoken(cx, selection));
    if view.correction.is_none() && has_keyboard(ui) {
        ui.memory_mut(|memory| {
            if memory.focused().is_none() {
                memory.request_focus(grid_id());
            }
            let own = EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            memory.set_focus_lock_filter(grid_id(), own);
        });
    }
    let of = (cx.revision, cx.derived.generation());
    let of = (of, Some(period.clone()), selection);
    let added = view
        .told
        .keep(of, || totals(numbers(cx, period, selection)));
    if added {
        ui.ctx().request_repaint();
    }
}

/// The values of a selection, row by row.
fn numbers<'a>(
    cx: &'a Cx<'_>,
    period: &'a Period,
    selection: Selection,
) -> impl Iterator<Item = Option<f64>> + 'a {
    let range = selection.range();
    let columns = range.variables;
    range.units.flat_map(move |row| {
        let columns = columns.clone();
        columns.map(move |column| number(cx, period, (row, column)))
    })
}

fn number(cx: &Cx<'_>, period: &Period, at: Spot) -> Option<f64> {
    value(cx, cell_of(cx, at)?, period)
}

/// What is selected, in words.
fn spoken(cx: &Cx<'_>, selection: Selection) -> String {
    let name = |at| {
        let cell = cell_of(cx, at);
        cell.map(|(unit, variable)| format!("{} · {}", unit.label, variable.name))
            .unwrap_or_default()
    };
    if !selection.is_wide() {
        return name(selection.at);
    }
    let range = selection.range();
    let (first, last) = (
        (*range.units.start(), *range.variables.start()),
        (*range.units.end(), *range.variables.end()),
    );
    let size = [last.0 - first.0 + 1, last.1 - first.1 + 1];
    cx.texts.selected_cells(&name(first), &name(last), size)
}

/// Moves the selection to the cell beside the one in focus.
pub(super) fn step(cx: &Cx<'_>, view: &mut View, by: (isize, isize)) {
    if let Some(selection) = view.cells {
        view.cells = Some(Selection::one(beside(cx, selection.at, by)));
        view.cell_sought = Sought::Near;
    }
}

/// The cell so many rows down and columns to the right, as far as there are any.
fn beside(cx: &Cx<'_>, (row, column): Spot, (down, right): (isize, isize)) -> Spot {
    let rows = cx.dataset.units.len().saturating_sub(1);
    let columns = cx.dataset.variables.len().saturating_sub(1);
    (
        row.saturating_add_signed(down).min(rows),
        column.saturating_add_signed(right).min(columns),
    )
}

/// A key that may move the selection, and how many rows are a page.
struct Way {
    key: Key,
    modifiers: Modifiers,
    page: isize,
}

impl Way {
    /// The selection it leads to; none where the key is for something else.
    fn from(&self, cx: &Cx<'_>, period: &Period, selection: Selection) -> Option<Selection> {
        let Modifiers {
            shift,
            command,
            alt: false,
            ..
        } = self.modifiers
        else {
            return None;
        };
        let back = if shift { -1 } else { 1 };
        let last = beside(cx, (usize::MAX, usize::MAX), (0, 0));
        let whole = Selection {
            at: (0, 0),
            reach: last,
        };
        let from = if shift { selection.reach } else { selection.at };
        let place = match self.key {
            Key::A if command => return Some(whole),
            Key::Enter if !command => {
                return Some(Selection::one(beside(cx, selection.at, (back, 0))));
            }
            Key::Tab if !command => {
                return Some(Selection::one(beside(cx, selection.at, (0, back))));
            }
            Key::Home if command => (0, 0),
            Key::End if command => last,
            Key::Home => (from.0, 0),
            Key::End => (from.0, last.1),
            Key::PageDown => beside(cx, from, (self.page, 0)),
            Key::PageUp => beside(cx, from, (-self.page, 0)),
            Key::ArrowDown | Key::ArrowUp if command => {
                let filled = |row| number(cx, period, (row, from.1)).is_some();
                let down = self.key == Key::ArrowDown;
                (edge(filled, from.0, last.0 + 1, down), from.1)
            }
            Key::ArrowRight | Key::ArrowLeft if command => {
                let filled = |column| number(cx, period, (from.0, column)).is_some();
                let right = self.key == Key::ArrowRight;
                (from.0, edge(filled, from.1, last.1 + 1, right))
            }
            Key::ArrowDown => beside(cx, from, (1, 0)),
            Key::ArrowUp => beside(cx, from, (-1, 0)),
            Key::ArrowRight => beside(cx, from, (0, 1)),
            Key::ArrowLeft => beside(cx, from, (0, -1)),
            _ => return None,
        };
        Some(selection.to(place, shift))
    }
}

/// Does what a key says that moves nothing.
fn act(
    cx: &Cx<'_>,
    view: &mut View,
    period: &Period,
    (key, modifiers): (Key, Modifiers),
    actions: &mut Vec<Action>,
) {
    let Some(selection) = view.cells else { return };
    let range = selection.range();
    match key {
        Key::Escape => view.cells = None,
        Key::F2 => {
            let cell = cell_of(cx, selection.at).filter(|(unit, it)| !is_computed(unit, it));
            view.correction =
                cell.map(|(unit, variable)| data_typing::begin(cx, unit, variable, period));
        }
        Key::Delete | Key::Backspace => {
            let values = project::cleared(cx.dataset, period, &range);
            actions.push(change(cx, period, values));
        }
        Key::D if modifiers.command => {
            let values = project::filled_down(cx.dataset, period, &range);
            actions.push(change(cx, period, values));
        }
        _ => {}
    }
}

/// Begins a correction with what is typed, if a number can begin so.
fn type_over(cx: &Cx<'_>, view: &mut View, period: &Period, text: &str) {
    if let Some(correction) = &mut view.correction {
        correction.text.push_str(text);
        return;
    }
    let begins = |it: char| it.is_numeric() || "+-−－.．".contains(it);
    if !text.starts_with(begins) {
        return;
    }
    let cell = view.cells.and_then(|it| cell_of(cx, it.at));
    let cell = cell.filter(|(unit, variable)| !is_computed(unit, variable));
    if let Some((unit, variable)) = cell {
        let mut typed = data_typing::begin(cx, unit, variable, period);
        text.clone_into(&mut typed.text);
        view.correction = Some(typed);
    }
}

/// The values of a selection in full, for the clipboard.
fn copy(cx: &Cx<'_>, period: &Period, selection: Selection) -> Action {
    let range = selection.range();
    let row = |row: usize| {
        let columns = range.variables.clone();
        columns
            .map(|column| outgoing::number(number(cx, period, (row, column))))
            .collect()
    };
    let rows: Vec<Vec<String>> = range.units.clone().map(row).collect();
    Action::Copy(table_text(&rows, Between::Tab))
}

/// Takes cells of the clipboard in place of those from the selection on, and selects them.
fn paste(
    cx: &Cx<'_>,
    view: &mut View,
    period: &Period,
    (selection, text): (Selection, &str),
    actions: &mut Vec<Action>,
) {
    let (range, cells) = (selection.range(), copied_cells(text));
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        actions.push(Action::Complain(Trouble::NothingToPaste));
        return;
    }
    let values = project::pasted(cx.dataset, period, &range, &cells);
    if values.is_ok() && (cells.len(), columns) != (1, 1) {
        let (top, left) = (*range.units.start(), *range.variables.start());
        view.cells = Some(Selection {
            at: (top, left),
            reach: (top + cells.len() - 1, left + columns - 1),
        });
    }
    actions.push(change(cx, period, values));
}

/// Corrects values in one step, says that there are none, or why it cannot be.
pub(super) fn change(
    cx: &Cx<'_>,
    period: &Period,
    values: Result<Vec<NewValue>, CellsError>,
) -> Action {
    let (dataset, period) = (cx.dataset.id, period.clone());
    let values = match values {
        Ok(values) => values,
        Err(error) => return Action::Complain(Trouble::Cells(error)),
    };
    match values.as_slice() {
        [] => Action::NothingChanged,
        [one] => Action::from(Edit::Correct {
            dataset,
            variable: one.variable,
            period,
            unit: one.unit,
            value: one.value,
            note: String::new(),
        }),
        _ => Action::from(Edit::CorrectMany {
            dataset,
            period,
            values,
        }),
    }
}
