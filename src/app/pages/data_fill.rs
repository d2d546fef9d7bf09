//! The corner of the selected cells of the data that is dragged to fill those beside them.

use egui::{CursorIcon, Id, Rect, Role as WidgetRole, Sense, Ui, vec2};

use super::{
    Cx,
    data_keys::{change, shown},
};
use crate::{
    app::{
        action::Action,
        selection::{Selection, Spot},
        theme,
        view::{Sought, View},
        widgets,
    },
    engine::Period,
    project::{self, CellRange},
};

/// How large the corner is drawn, and how much larger it is to the pointer, in points.
const SIDE: f32 = 7.0;
const AROUND: f32 = 2.0;

/// One for each place: while the selection changes, two are drawn in one frame.
fn handle_id(at: Spot) -> Id {
    Id::unique(("fill handle", at))
}

/// Draws the corner in the last cell of the selection, and lets it be dragged. A double click fills all
/// rows below.
pub(super) fn handle_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, (rect, at): (Rect, Spot)) {
    let Some(range) = view.cells.map(Selection::range) else {
        return;
    };
    let is_last = (*range.units.end(), *range.variables.end()) == at;
    if !is_last || view.correction.is_some() {
        return;
    }
    let size = vec2(SIDE, SIDE);
    let handle = Rect::from_min_size(rect.right_bottom() - size - vec2(1.0, 1.0), size);
    let pointed = handle.expand(AROUND);
    let response = ui.interact(pointed, handle_id(at), Sense::click_and_drag());
    let visuals = ui.visuals();
    let painter = ui.painter();
    painter.rect_filled(handle.expand(1.0), 1.0, visuals.panel_fill);
    painter.rect_filled(handle, 1.0, visuals.hyperlink_color);
    let response = response.on_hover_cursor(CursorIcon::Crosshair);
    let response = widgets::named(response, WidgetRole::Button, cx.texts.fill_handle());
    if response.double_clicked() {
        let last = view.grid.shown().units.len().saturating_sub(1);
        view.grid.filling = Some(range.widened((last, at.1)));
    } else if response.drag_started() {
        view.grid.filling = Some(range);
    }
    response.on_hover_text(cx.texts.fill_handle_help());
}

/// Widens what is filled up to the cell under the pointer while the corner is dragged.
pub(super) fn drag_over(ui: &Ui, view: &mut View, (rect, at): (Rect, Spot)) {
    let range = view.cells.map(Selection::range);
    let held = view.grid.filling.is_some() && ui.input(|input| input.pointer.any_down());
    let Some(range) = range.filter(|_| held) else {
        return;
    };
    let pointer = ui.input(|input| input.pointer.interact_pos());
    if pointer.is_some_and(|it| rect.contains(it) && ui.clip_rect().contains(it)) {
        view.grid.filling = Some(range.widened(at));
    }
}

/// Tints a cell that would be filled.
pub(super) fn tint_ui(ui: &Ui, view: &View, (rect, at): (Rect, Spot)) {
    let would = view.grid.filling.as_ref().is_some_and(|it| it.holds(at));
    if would && !view.cells.is_some_and(|it| it.holds(at)) {
        let tint = ui.visuals().hyperlink_color.gamma_multiply(0.18);
        ui.painter().rect_filled(rect, 0.0, tint);
    }
}

/// Fills when the corner is let go, and brings rows into view while it is held below them or above.
/// `area` is where the cells are.
pub(super) fn fill_ui(
    ui: &Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (area, period): (Rect, &Period),
    actions: &mut Vec<Action>,
) {
    let filling = view.grid.filling.clone();
    let Some((to, from)) = filling.zip(view.cells.map(Selection::range)) else {
        view.grid.filling = None;
        return;
    };
    if ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        view.grid.filling = None;
        ui.ctx().stop_dragging();
        return;
    }
    if ui.input(|input| input.pointer.any_down()) {
        beyond(ui, view, (area, &from, &to));
        return;
    }
    view.grid.filling = None;
    if to == from {
        return;
    }
    let grid = view.grid.shown();
    let values = project::filled(&shown(cx, (&grid, period)), &from, &to);
    if values.is_ok() {
        view.cells = Some(Selection::of(&to));
    }
    actions.push(change(cx, period, values));
}

/// One row more in every frame while the pointer is beyond the rows in sight.
fn beyond(ui: &Ui, view: &mut View, (area, from, to): (Rect, &CellRange, &CellRange)) {
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let Some(pointer) = pointer.filter(|it| area.x_range().contains(it.x)) else {
        return;
    };
    let rows = view.grid.shown().units.len();
    let row = if pointer.y > area.bottom() - theme::ROW / 2.0 {
        (*to.units.end() + 1).min(rows.saturating_sub(1))
    } else if pointer.y < area.top() {
        to.units.start().saturating_sub(1)
    } else {
        return;
    };
    let column = *from.variables.end();
    view.grid.filling = Some(from.widened((row, column)));
    view.grid.fill_sought = Some((row, column));
    view.cell_sought = Sought::Near;
    ui.ctx().request_repaint();
}
