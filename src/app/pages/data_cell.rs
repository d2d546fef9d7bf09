//! A cell of the data: its value, what has become of it, and how it is pointed at.

use egui::{RichText, Role as WidgetRole, Ui};

use super::{
    Cx,
    data::{is_computed, value},
    data_fill, data_typing, formulas, origin,
};
use crate::{
    app::{
        action::Action,
        format::{self, NumberFormat},
        inspected::Picked,
        selection::{Selection, Spot, grid_id},
        table, theme,
        view::{Correction, Places, View},
        widgets,
    },
    engine::{Marked, Period},
    project::{Unit, Variable},
};

/// A cell of the grid: where it is and what it is about.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// Its row and column.
    pub at: Spot,
    /// Whose.
    pub unit: &'a Unit,
    /// Of what.
    pub variable: &'a Variable,
    /// When.
    pub period: &'a Period,
}

/// Draws a value, or the field in which it is typed.
pub(super) fn value_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    place: Place<'_>,
    actions: &mut Vec<Action>,
) {
    let Place {
        at,
        unit,
        variable,
        period,
    } = place;
    let typed = |it: &Correction| it.unit == unit.id && it.variable == variable.id;
    if view.correction.as_ref().is_some_and(typed) {
        data_typing::correction_ui(ui, cx, view, (unit, variable), actions);
        return;
    }
    let value = value(cx, (unit, variable), period);
    let shown = value.map_or_else(String::new, |value| {
        let how = (&mut view.places, view.grid.format);
        shown_value(cx, how, (variable, period), value)
    });
    let rect = ui.max_rect().expand2(egui::vec2(8.0, 3.0));
    ground_ui(ui, rect, value, (view.cells, at));
    data_fill::tint_ui(ui, view, (rect, at));
    let mark = view.grid.marks.of(variable.id, unit.id);
    if let Some(mark) = mark {
        mark_ui(ui, rect, mark);
    }
    let corrected = cx.dataset.correction(variable.id, period, unit.id);
    let mut written = RichText::new(&shown);
    if corrected.is_some() {
        written = written.color(theme::corrected(ui.visuals()));
    }
    table::number(ui, written);
    let spoken_value = if shown.is_empty() {
        cx.texts.missing()
    } else {
        &shown
    };
    let spoken = format!("{} {} {spoken_value}", unit.label, variable.name);
    let clicked = ui.interact(rect, cell_id(at), egui::Sense::click_and_drag());
    let response = widgets::named(clicked, WidgetRole::Cell, &spoken);
    let selected = view.cells.is_some_and(|it| it.holds(at));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_index(at.0);
        node.set_column_index(at.1 + 1);
        if selected {
            node.set_selected(true);
        }
    });
    let response = tell(ui, cx, response, (value, mark, place));
    point(ui, view, (&response, rect), at);
    data_fill::drag_over(ui, view, (rect, at));
    data_fill::handle_ui(ui, cx, view, (rect, at));
    if response.double_clicked() && is_computed(unit, variable) {
        view.formula = Some(variable)
            .filter(|it| it.formula.is_some())
            .map(formulas::draft_of);
    } else if response.double_clicked() {
        view.correction = Some(data_typing::begin(cx, unit, variable, period));
    }
}

/// Says what has become of a value and where it comes from: to those who point at it, and to those
/// who hear the screen.
fn tell(
    ui: &Ui,
    cx: &Cx<'_>,
    response: egui::Response,
    (value, mark, place): (Option<f64>, Option<&Marked>, Place<'_>),
) -> egui::Response {
    let said = said(cx, (value, mark), place);
    if !said.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(said.join("; "));
        });
    }
    if !response.hovered() {
        return response;
    }
    let about = (place.unit, place.variable, place.period);
    let origin = origin::in_short(cx, about);
    let origin = origin.filter(|_| !is_computed(place.unit, place.variable));
    let told: Vec<String> = said.into_iter().chain(origin).collect();
    if told.is_empty() {
        response
    } else {
        response.on_hover_text(told.join("\n"))
    }
}

/// What has become of a value: whether it is missing, computed, corrected, and what the method makes
/// of it.
fn said(
    cx: &Cx<'_>,
    (value, mark): (Option<f64>, Option<&Marked>),
    place: Place<'_>,
) -> Vec<String> {
    let (texts, unit, variable) = (cx.texts, place.unit, place.variable);
    let missing = value.is_none().then(|| texts.missing().to_owned());
    let computed = is_computed(unit, variable);
    let computed = computed.then(|| texts.origin_computed().to_owned());
    let correction = cx.dataset.correction(variable.id, place.period, unit.id);
    let corrected = correction.map(|it| {
        let old = it.old.map(format::value);
        texts.corrected_from(old.as_deref().unwrap_or(texts.missing()))
    });
    let marked = mark.map(|it| texts.mark(it));
    let all = [missing, computed, corrected, marked];
    all.into_iter().flatten().collect()
}

/// A corner that says what the method does to a value: fills it in, or moves it.
fn mark_ui(ui: &Ui, rect: egui::Rect, mark: &Marked) {
    let color = match mark {
        Marked::Imputed(_) => theme::imputed(ui.visuals()),
        Marked::Clipped => theme::outlier(ui.visuals()),
    };
    let corner = rect.left_top() + egui::vec2(1.0, 1.0);
    let points = vec![
        corner,
        corner + egui::vec2(8.0, 0.0),
        corner + egui::vec2(0.0, 8.0),
    ];
    let corner = egui::Shape::convex_polygon(points, color, egui::Stroke::NONE);
    ui.painter().add(corner);
}

/// What a cell is known by while it is dragged from.
fn cell_id((row, column): Spot) -> egui::Id {
    egui::Id::unique(("data cell", row, column))
}

/// Selects by pointing: a click one cell, with Shift all up to it, dragging all on the way.
fn point(ui: &Ui, view: &mut View, (response, rect): (&egui::Response, egui::Rect), at: Spot) {
    let shift = ui.input(|input| input.modifiers.shift);
    if response.clicked() || response.drag_started() {
        let before = view.cells.unwrap_or(Selection::one(at));
        view.cells = Some(before.to(at, shift));
        view.picked = Picked::Cells;
        ui.memory_mut(|memory| memory.request_focus(grid_id()));
        return;
    }
    let Some(before) = view.cells.filter(|it| it.reach != at) else {
        return;
    };
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let here = pointer.is_some_and(|it| rect.contains(it) && ui.clip_rect().contains(it));
    if here && ui.ctx().dragged_id() == Some(cell_id(before.at)) {
        view.cells = Some(before.to(at, true));
    }
}

/// A value as the grid writes it.
pub(super) fn shown_value(
    cx: &Cx<'_>,
    (places, format): (&mut Places, NumberFormat),
    (variable, period): (&Variable, &Period),
    number: f64,
) -> String {
    let places = places.of(cx.revision, period, variable.id, || {
        let units = cx.dataset.units.iter();
        format::places(units.filter_map(|unit| value(cx, (unit, variable), period)))
    });
    format.write(number, places)
}

/// Behind a value: a tint where it is missing or selected, a line around the selected ones, a frame
/// where the keyboard is.
fn ground_ui(
    ui: &Ui,
    rect: egui::Rect,
    value: Option<f64>,
    (cells, at): (Option<Selection>, Spot),
) {
    let painter = ui.painter();
    if value.is_none() {
        let tint = ui.visuals().warn_fg_color.gamma_multiply(0.10);
        painter.rect_filled(rect.shrink(1.0), 2.0, tint);
    }
    let Some(selection) = cells.filter(|it| it.holds(at)) else {
        return;
    };
    let accent = ui.visuals().hyperlink_color;
    if selection.at == at {
        let stroke = egui::Stroke::new(1.5, accent);
        let frame = rect.shrink(1.0);
        painter.rect_stroke(frame, 2.0, stroke, egui::StrokeKind::Inside);
    } else {
        painter.rect_filled(rect, 0.0, ui.visuals().selection.bg_fill);
    }
    if !selection.is_wide() {
        return;
    }
    let (range, line) = (selection.range(), egui::Stroke::new(1.0, accent));
    let inner = rect.shrink(0.5);
    for (y, is_edge) in [
        (inner.top(), at.0 == *range.units.start()),
        (inner.bottom(), at.0 == *range.units.end()),
    ] {
        if is_edge {
            painter.hline(rect.x_range(), y, line);
        }
    }
    for (x, is_edge) in [
        (inner.left(), at.1 == *range.variables.start()),
        (inner.right(), at.1 == *range.variables.end()),
    ] {
        if is_edge {
            painter.vline(x, rect.y_range(), line);
        }
    }
}
