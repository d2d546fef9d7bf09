//! The data under the keyboard: selecting, correcting, copying and pasting as in a spreadsheet.

use std::mem;

use egui::{Event, EventFilter, ImeEvent, Key, Modifiers, Role as WidgetRole, Sense, Ui};

use super::{
    Cx,
    data::{HEAD, focus, is_computed, value},
    data_filter, data_typing,
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
    import::{CopiedKind, copied_cells, copied_kind},
    project::{
        self, CellRange, CellsError, Edit, Grid, GridColumn, NamedRows, NewValue, Shown, totals,
    },
};

/// What the grid shows, and when.
pub(super) type Where<'a> = (&'a Grid, &'a Period);

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
    let grid = view.grid.shown();
    let cut_asked = mem::take(&mut view.grid.cut_asked);
    if view.correction.is_some() {
        return;
    }
    // Asked for by name, it comes when the field of names still has the keyboard.
    if let Some(selection) = view.cells.filter(|_| cut_asked) {
        cut(cx, (&grid, period), selection, actions);
    }
    if view.cells.is_none() || !has_keyboard(ui) {
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
                if let Some(next) = way.from(cx, (&grid, period), selection) {
                    view.cells = Some(next);
                    view.cell_sought = Sought::Near;
                } else {
                    act(cx, view, period, (key, modifiers), actions);
                }
            }
            Event::Text(text) => type_over(cx, view, period, &text),
            Event::Copy => actions.push(copy(cx, (&grid, period), selection)),
            Event::Cut => cut(cx, (&grid, period), selection, actions),
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
    let grid = view.grid.shown();
    let response = ui.interact(
        ui.available_rect_before_wrap(),
        grid_id(),
        Sense::focusable_noninteractive(),
    );
    widgets::named(response, WidgetRole::Grid, &spoken(cx, &grid, selection));
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
    let of = [cx.revision, cx.derived.generation(), view.grid.version()];
    let of = (of, Some(period.clone()), selection);
    let added = view
        .told
        .keep(of, || totals(numbers(cx, (&grid, period), selection)));
    if added {
        ui.ctx().request_repaint();
    }
}

/// The values of a selection, row by row.
fn numbers<'a>(
    cx: &'a Cx<'_>,
    place: Where<'a>,
    selection: Selection,
) -> impl Iterator<Item = Option<f64>> + 'a {
    let range = selection.range();
    let columns = range.variables;
    range.units.flat_map(move |row| {
        let columns = columns.clone();
        columns.map(move |column| number(cx, place, (row, column)))
    })
}

fn number(cx: &Cx<'_>, (grid, period): Where<'_>, at: Spot) -> Option<f64> {
    value(cx, grid.cell(cx.dataset, at)?, period)
}

/// What is selected, in words.
fn spoken(cx: &Cx<'_>, grid: &Grid, selection: Selection) -> String {
    let name = |at| {
        let cell = grid.cell(cx.dataset, at);
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
pub(super) fn step(view: &mut View, by: (isize, isize)) {
    if let Some(selection) = view.cells {
        view.cells = Some(Selection::one(beside(&view.grid.shown(), selection.at, by)));
        view.cell_sought = Sought::Near;
    }
}

/// The cell so many rows down and columns to the right, as far as there are any.
fn beside(grid: &Grid, (row, column): Spot, (down, right): (isize, isize)) -> Spot {
    let rows = grid.units.len().saturating_sub(1);
    let columns = grid.variables.len().saturating_sub(1);
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
    fn from(
        &self,
        cx: &Cx<'_>,
        (grid, period): Where<'_>,
        selection: Selection,
    ) -> Option<Selection> {
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
        let last = beside(grid, (usize::MAX, usize::MAX), (0, 0));
        let whole = Selection {
            at: (0, 0),
            reach: last,
        };
        let from = if shift { selection.reach } else { selection.at };
        let place = match self.key {
            Key::A if command => return Some(whole),
            Key::Enter if !command => {
                return Some(Selection::one(beside(grid, selection.at, (back, 0))));
            }
            Key::Tab if !command => {
                return Some(Selection::one(beside(grid, selection.at, (0, back))));
            }
            Key::Home if command => (0, 0),
            Key::End if command => last,
            Key::Home => (from.0, 0),
            Key::End => (from.0, last.1),
            Key::PageDown => beside(grid, from, (self.page, 0)),
            Key::PageUp => beside(grid, from, (-self.page, 0)),
            Key::ArrowDown | Key::ArrowUp if command => {
                let filled = |row| number(cx, (grid, period), (row, from.1)).is_some();
                let down = self.key == Key::ArrowDown;
                (edge(filled, from.0, last.0 + 1, down), from.1)
            }
            Key::ArrowRight | Key::ArrowLeft if command => {
                let filled = |column| number(cx, (grid, period), (from.0, column)).is_some();
                let right = self.key == Key::ArrowRight;
                (from.0, edge(filled, from.1, last.1 + 1, right))
            }
            Key::ArrowDown => beside(grid, from, (1, 0)),
            Key::ArrowUp => beside(grid, from, (-1, 0)),
            Key::ArrowRight => beside(grid, from, (0, 1)),
            Key::ArrowLeft => beside(grid, from, (0, -1)),
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
    let (range, grid) = (selection.range(), view.grid.shown());
    let shown = shown(cx, (&grid, period));
    match key {
        Key::Escape => view.cells = None,
        Key::F2 => {
            let cell = focus(cx, view).filter(|(unit, it)| !is_computed(unit, it));
            view.correction =
                cell.map(|(unit, variable)| data_typing::begin(cx, unit, variable, period));
        }
        Key::Delete | Key::Backspace => {
            let values = project::cleared(&shown, &range);
            actions.push(change(cx, period, values));
        }
        Key::D if modifiers.command => {
            let values = project::filled_down(&shown, &range);
            actions.push(change(cx, period, values));
        }
        Key::R if modifiers.command => {
            let values = project::filled_right(&shown, &range);
            actions.push(change(cx, period, values));
        }
        Key::ArrowLeft | Key::ArrowRight if modifiers.alt => {
            let from = selection.at.1;
            let to = match key {
                Key::ArrowLeft => from.saturating_sub(1),
                _ => (from + 2).min(grid.variables.len()),
            };
            let choice = &mut view.grid.choice;
            choice.move_column((cx.dataset, &grid), from, to);
        }
        Key::ArrowDown if modifiers.alt => {
            if let Some((_, variable)) = focus(cx, view) {
                data_filter::begin(view, GridColumn::Variable(variable.id));
            }
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
    let cell = focus(cx, view).filter(|(unit, variable)| !is_computed(unit, variable));
    if let Some((unit, variable)) = cell {
        let mut typed = data_typing::begin(cx, unit, variable, period);
        text.clone_into(&mut typed.text);
        view.correction = Some(typed);
    }
}

/// The values of a selection in full, for the clipboard.
fn copy(cx: &Cx<'_>, place: Where<'_>, selection: Selection) -> Action {
    let range = selection.range();
    let row = |row: usize| {
        let columns = range.variables.clone();
        columns
            .map(|column| outgoing::number(number(cx, place, (row, column))))
            .collect()
    };
    let rows: Vec<Vec<String>> = range.units.clone().map(row).collect();
    Action::Copy(outgoing::clip(&rows, 0))
}

/// Puts the values of a selection on the clipboard and makes them missing in one step, or says why
/// that cannot be.
fn cut(cx: &Cx<'_>, place: Where<'_>, selection: Selection, actions: &mut Vec<Action>) {
    let shown = shown(cx, place);
    let values = project::cleared(&shown, &selection.range());
    if values.is_ok() {
        actions.push(copy(cx, place, selection));
    }
    actions.push(change(cx, place.1, values));
}

/// The data as the grid shows them.
pub(super) const fn shown<'a>(cx: &Cx<'a>, (grid, period): Where<'a>) -> Shown<'a> {
    Shown {
        dataset: cx.dataset,
        period,
        grid,
    }
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
    match copied_kind(&cells) {
        CopiedKind::Cells => {}
        CopiedKind::NamedRows => {
            actions.push(paste_rows(cx, (&view.grid.shown(), period), (range, cells)));
            return;
        }
        // Heads may be of variables that are not there yet, which only reading it as a table finds out.
        CopiedKind::Table => {
            actions.push(Action::Paste(Some(text.to_owned())));
            return;
        }
    }
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        actions.push(Action::Complain(Trouble::NothingToPaste));
        return;
    }
    let grid = view.grid.shown();
    let shown = shown(cx, (&grid, period));
    let values = project::pasted(&shown, &range, &cells);
    if values.is_ok() {
        view.cells = Some(Selection::of(&project::landing(&range, &cells)));
    }
    actions.push(change(cx, period, values));
}

/// Takes rows that begin with names to the units of those names, and adds those that are not there.
fn paste_rows(
    cx: &Cx<'_>,
    place: Where<'_>,
    (range, cells): (CellRange, Vec<Vec<String>>),
) -> Action {
    match project::named_rows(&shown(cx, place), *range.variables.start(), &cells) {
        Ok(rows) if rows.units.is_empty() => change(cx, place.1, Ok(rows.values)),
        Ok(NamedRows { values, units }) => Action::from(Edit::AddUnits {
            dataset: cx.dataset.id,
            period: place.1.clone(),
            units,
            values,
        }),
        Err(error) => Action::Complain(Trouble::Cells(error)),
    }
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
            unit: one.unit,
            value: one.value,
            note: cx.dataset.note(one.variable, &period, one.unit).to_owned(),
            period,
        }),
        _ => Action::from(Edit::CorrectMany {
            dataset,
            period,
            values,
        }),
    }
}
