//! Sorting and filtering the data: the heads of the grid, the bar where a filter is chosen, and the
//! line that says what is shown.

use egui::{
    ComboBox, Key, Modifiers, Role as WidgetRole, Sense, Shape, Stroke, TextEdit, Ui, vec2,
};

use super::{Cx, data_keys::has_keyboard};
use crate::{
    app::{fonts, inspected::Picked, selection::grid_id, table, theme, view::View, widgets},
    engine::VariableId,
    project::{Condition, GridColumn, GridSort, Variable},
};

/// The head of a column: a click sorts by it, its funnel chooses a filter.
pub(super) fn head_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, variable: Option<&Variable>) {
    let texts = cx.texts;
    let column = variable.map_or(GridColumn::Unit, |it| GridColumn::Variable(it.id));
    let name = variable.map_or(texts.unit(), |it| it.name.as_str());
    let sort = view.grid.choice.sort.filter(|it| it.by == column);
    let arrow = sort.map_or("", |it| if it.descending { "▼ " } else { "▲ " });
    let rect = ui.max_rect().expand2(vec2(8.0, 2.0));
    match variable {
        Some(variable) => {
            let facts = facts(cx, variable);
            widgets::variable_head(ui, &format!("{arrow}{name}"), &facts);
        }
        None => {
            table::text(ui, fonts::bold(format!("{arrow}{name}")));
        }
    }
    let id = egui::Id::unique(("data head", name, variable.map(|it| it.id)));
    let sense = match variable {
        Some(_) => Sense::click_and_drag(),
        None => Sense::click(),
    };
    let head = ui.interact(rect, id, sense);
    let spoken = texts.sort_by(name, sort.map(|it| it.descending));
    let head = widgets::named(head, WidgetRole::Button, &spoken);
    if head.drag_started() {
        view.grid.dragged = variable.map(|it| it.id);
    }
    let help = variable.map_or("", |_| texts.head_help());
    let help = format!("{name}\n{}\n{help}", texts.sort_help());
    if head.on_hover_text(help.trim_end()).clicked() {
        view.grid.choice.turn(column);
        if let Some(variable) = variable {
            view.picked = Picked::Variable(variable.id);
        }
    }
    if let Some(variable) = variable {
        drop_ui(ui, cx, view, (variable, rect));
    }
    // Names of variables and their measures stand at the right, the head of units at the left.
    let corner = match variable {
        Some(_) => rect.left_bottom() + vec2(14.0, -12.0),
        None => rect.right_bottom() + vec2(-16.0, -12.0),
    };
    let funnel = egui::Rect::from_center_size(corner, vec2(18.0, 18.0));
    let button = ui.interact(funnel, id.with("filter"), Sense::click());
    let button = widgets::named(button, WidgetRole::Button, &texts.filter_by(name));
    let choice = &view.grid.choice;
    let active = match column {
        GridColumn::Unit => !choice.name.trim().is_empty(),
        GridColumn::Variable(id) => choice.conditions.contains_key(&id),
    };
    draw_funnel(ui, &button, active);
    if button.on_hover_text(texts.filter_by(name)).clicked() {
        begin(view, column);
    }
}

/// Where a column that is dragged would go, and goes when it is let go.
fn drop_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, (variable, rect): (&Variable, egui::Rect)) {
    let Some(dragged) = view.grid.dragged else {
        return;
    };
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let is_here = |it: &egui::Pos2| rect.contains(*it) && ui.clip_rect().contains(*it);
    let Some(pointer) = pointer.filter(is_here) else {
        return;
    };
    let behind = pointer.x > rect.center().x;
    let x = if behind { rect.right() } else { rect.left() };
    let line = Stroke::new(3.0, ui.visuals().hyperlink_color);
    ui.painter().vline(x, rect.y_range(), line);
    if !ui.input(|input| input.pointer.any_released()) {
        return;
    }
    let grid = view.grid.shown();
    let place = |id: VariableId| {
        let is_it = |at: &usize| grid.variable(cx.dataset, *at).is_some_and(|it| it.id == id);
        (0..grid.variables.len()).find(is_it)
    };
    if let Some((from, to)) = place(dragged).zip(place(variable.id)) {
        let to = to + usize::from(behind);
        let choice = &mut view.grid.choice;
        choice.move_column((cx.dataset, &grid), from, to);
    }
}

/// Computed or not, the measure, and whether no indicator reads it.
fn facts(cx: &Cx<'_>, variable: &Variable) -> String {
    let measure = variable.measure.as_deref().unwrap_or_default();
    let unused = cx.dataset.readers(variable.id).is_empty();
    let unused = if unused { cx.texts.unused() } else { "" };
    let computed = variable.formula.is_some();
    let computed = if computed { cx.texts.computed() } else { "" };
    let facts = [computed, measure, unused].into_iter();
    let facts: Vec<&str> = facts.filter(|it| !it.is_empty()).collect();
    facts.join(" · ")
}

/// A funnel, filled where it filters.
fn draw_funnel(ui: &Ui, button: &egui::Response, active: bool) {
    let visuals = ui.visuals();
    let color = if active {
        visuals.hyperlink_color
    } else if button.hovered() {
        visuals.text_color()
    } else {
        visuals.weak_text_color().gamma_multiply(0.6)
    };
    let at = |x: f32, y: f32| button.rect.center() + vec2(x, y);
    let points = vec![at(-4.5, -4.0), at(4.5, -4.0), at(0.0, 1.0)];
    let fill = if active {
        color
    } else {
        egui::Color32::TRANSPARENT
    };
    let stroke = Stroke::new(1.2, color);
    ui.painter()
        .add(Shape::convex_polygon(points, fill, stroke));
    ui.painter()
        .line_segment([at(0.0, 1.0), at(0.0, 5.0)], stroke);
}

/// Opens the filter of a column.
pub(super) fn begin(view: &mut View, column: GridColumn) {
    view.grid.filtering = Some(column);
    view.grid.focus = true;
}

/// The filter of a column while it is chosen, and the line that says what is shown.
pub(super) fn filter_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    if let Some(column) = view.grid.filtering {
        ui.horizontal_wrapped(|ui| bar_ui(ui, cx, view, column));
        ui.add_space(theme::NEAR);
    }
    line_ui(ui, cx, view);
}

fn bar_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, column: GridColumn) {
    let texts = cx.texts;
    let name = match column {
        GridColumn::Unit => Some(texts.unit()),
        GridColumn::Variable(id) => cx.dataset.variable(id).map(|it| it.name.as_str()),
    };
    let Some(name) = name else {
        view.grid.filtering = None;
        return;
    };
    ui.label(fonts::bold(texts.filter_by(name)));
    match column {
        GridColumn::Unit => name_ui(ui, cx, view),
        GridColumn::Variable(id) => condition_ui(ui, cx, view, id),
    }
    ui.separator();
    for (sort, name) in [
        (Some(false), texts.ascending()),
        (Some(true), texts.descending()),
        (None, texts.order_of_data()),
    ] {
        let sort = sort.map(|descending| GridSort {
            by: column,
            descending,
        });
        ui.selectable_value(&mut view.grid.choice.sort, sort, name);
    }
    let close = ui.button("×").on_hover_text(texts.close_filter());
    let close = widgets::named(close, WidgetRole::Button, texts.close_filter());
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    let escaped = escaped && view.correction.is_none() && has_keyboard(ui);
    if escaped || close.clicked() {
        // Else it would also end the selection.
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        view.grid.filtering = None;
        ui.memory_mut(|memory| memory.request_focus(grid_id()));
    }
}

/// What names of units must hold.
fn name_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let label = ui.label(cx.texts.name_holds());
    let field = TextEdit::singleline(&mut view.grid.choice.name)
        .desired_width(160.0)
        .id_salt("name filter");
    let field = ui.add(field).labelled_by(label.id);
    if std::mem::take(&mut view.grid.focus) {
        field.request_focus();
    }
}

/// What values of a variable must be.
fn condition_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, id: VariableId) {
    let texts = cx.texts;
    let conditions = &mut view.grid.choice.conditions;
    let mut condition = conditions.get(&id).copied();
    let (low, high) = match condition {
        Some(Condition::AtLeast(low)) => (low, low),
        Some(Condition::AtMost(high)) => (high, high),
        Some(Condition::Between(low, high)) => (low, high),
        _ => (0.0, 0.0),
    };
    let all = [
        None,
        Some(Condition::AtLeast(low)),
        Some(Condition::AtMost(high)),
        Some(Condition::Between(low, high)),
        Some(Condition::Missing),
        Some(Condition::Present),
        Some(Condition::Corrected),
        Some(Condition::Imputed),
        Some(Condition::Outlier),
    ];
    let shown = texts.condition(condition);
    let combo = ComboBox::from_id_salt("condition")
        .selected_text(shown)
        .height(360.0);
    let shown = combo.show_ui(ui, |ui| {
        for it in all {
            ui.selectable_value(&mut condition, it, texts.condition(it));
        }
    });
    let combo = widgets::named(shown.response, WidgetRole::ComboBox, texts.condition_name());
    if std::mem::take(&mut view.grid.focus) {
        combo.request_focus();
    }
    let bounds: &mut [(&mut f64, &str)] = match &mut condition {
        Some(Condition::AtLeast(low)) => &mut [(low, texts.lower_bound())],
        Some(Condition::AtMost(high)) => &mut [(high, texts.upper_bound())],
        Some(Condition::Between(low, high)) => {
            &mut [(low, texts.lower_bound()), (high, texts.upper_bound())]
        }
        _ => &mut [],
    };
    for (bound, name) in bounds {
        let field = ui.add(widgets::number_field(bound));
        ui.ctx()
            .accesskit_node_builder(field.id, |node| node.set_label(*name));
    }
    match condition {
        Some(condition) => conditions.insert(id, condition),
        None => conditions.remove(&id),
    };
}

/// How many units are shown, how they are sorted, and the ways back.
fn line_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let texts = cx.texts;
    let sort = view.grid.choice.sort;
    let filters = view.grid.choice.filters();
    let moved = !view.grid.choice.columns.is_empty();
    if !filters && sort.is_none() && !moved {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if filters {
            let (shown, all) = (view.grid.shown().units.len(), cx.dataset.units.len());
            ui.label(fonts::bold(texts.shown_of(shown, all)));
            if ui.button(texts.clear_filters()).clicked() {
                view.grid.choice.clear_filters();
            }
        }
        if let Some(sort) = sort {
            let name = match sort.by {
                GridColumn::Unit => Some(texts.unit()),
                GridColumn::Variable(id) => cx.dataset.variable(id).map(|it| it.name.as_str()),
            };
            ui.label(texts.sorted_by(name.unwrap_or_default(), sort.descending));
            if ui.button(texts.drop_sort()).clicked() {
                view.grid.choice.sort = None;
            }
        }
        if filters || sort.is_some() {
            let again = ui.button(texts.sort_again());
            if again.on_hover_text(texts.sort_again_help()).clicked() {
                view.grid.again();
            }
        }
        if moved && ui.button(texts.columns_as_in_data()).clicked() {
            view.grid.choice.columns.clear();
        }
    });
    ui.add_space(theme::NEAR);
}
