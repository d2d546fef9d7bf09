//! The values as they are: units down, variables across; corrected in place.

use std::mem;

use egui::{RichText, Role as WidgetRole, Ui};

use super::{
    Cx, data_find, data_keys, data_typing, empty_ui, formulas, origin, pools, recipes, relations,
};
use crate::{
    app::{
        action::{Action, ReadAs},
        fonts, format,
        outgoing::{self, TextTable},
        selection::{Selection, Spot, grid_id},
        table::{self, Parts, Sheet},
        theme,
        view::{Correction, Learnt, Places, Sought, View},
        widgets,
    },
    engine::Period,
    project::{Edit, Role, Unit, Variable},
};

/// The height of the heads of variables.
pub(super) const HEAD: f32 = 46.0;

/// The data screen.
pub(super) fn data_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    relations::relations_ui(ui, cx, view, actions);
    if cx.dataset.units.is_empty() {
        empty_ui(ui, texts.no_data(), texts.no_data_line(), |ui| {
            import_buttons(ui, cx, actions);
            if !cx.dataset.relations.is_empty() {
                relations::button_ui(ui, cx, view);
            }
        });
        return;
    }
    ui.horizontal_wrapped(|ui| {
        import_buttons(ui, cx, actions);
        formulas::button_ui(ui, cx, view);
        if ui
            .button(format!("{}…", texts.recipes()))
            .on_hover_text(texts.recipes_help())
            .clicked()
        {
            actions.push(Action::ShowLearnt(Some(Learnt::Recipes)));
        }
        relations::button_ui(ui, cx, view);
        origin::button_ui(ui, cx, view, actions);
        if let Some(period) = shown_period(cx, view) {
            outgoing::menu_ui(ui, texts, actions, || as_text(cx, &period));
        }
        ui.add_space(theme::NEAR);
        ui.label(RichText::new(texts.correct_hint()).weak().small());
    });
    formulas::formulas_ui(ui, cx, view, actions);
    recipes::learnt_ui(ui, cx, view, actions);
    ui.add_space(theme::NEAR);
    let Some(period) = shown_period(cx, view) else {
        return;
    };
    let composing = data_keys::composes(ui, view);
    data_find::find_ui(ui, cx, view, &period, actions);
    if !composing {
        data_keys::keyboard(ui, cx, view, &period, actions);
    }
    egui::Panel::bottom("value")
        .show_separator_line(false)
        .show(ui, |ui| focus_ui(ui, cx, view, &period, actions));
    origin::panel_ui(ui, cx, view, &period, actions);
    data_keys::focus_ui(ui, cx, view, &period);
    grid_ui(ui, cx, view, &period, actions);
}

/// The values of a period in full.
fn as_text(cx: &Cx<'_>, period: &Period) -> TextTable {
    let (texts, variables) = (cx.texts, &cx.dataset.variables);
    let heads = variables
        .iter()
        .map(|it| texts.with_measure(&it.name, it.measure.as_deref()));
    let mut rows = vec![
        std::iter::once(texts.unit().to_owned())
            .chain(heads)
            .collect(),
    ];
    for unit in cx.dataset.units.iter() {
        let values = variables.iter().map(|it| value(cx, (unit, it), period));
        let values = values.map(outgoing::number);
        rows.push(std::iter::once(unit.label.clone()).chain(values).collect());
    }
    let name = format!("{} {}", texts.page_data(), texts.period(period));
    TextTable { name, rows }
}

fn import_buttons(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    if ui.button(cx.texts.import_data()).clicked() {
        actions.push(Action::AskImport(ReadAs::Data));
    }
    if ui.button(cx.texts.import_framework()).clicked() {
        actions.push(Action::AskImport(ReadAs::Framework));
    }
    super::paste_button(ui, cx, actions);
}

/// The period in view: the one chosen if the data have it, else the last.
fn shown_period(cx: &Cx<'_>, view: &View) -> Option<Period> {
    let periods = cx.dataset.periods();
    let chosen = view
        .period
        .clone()
        .filter(|period| periods.contains(period));
    chosen
        .or_else(|| periods.last().cloned())
        .or(Some(Period::Undated))
}

fn grid_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, period: &Period, actions: &mut Vec<Action>) {
    let (units, variables) = (&cx.dataset.units, &cx.dataset.variables);
    let mut columns = vec![table::column("unit", 150.0)];
    columns.extend(
        variables
            .iter()
            .map(|variable| table::column(variable.id, 132.0)),
    );
    let unused: Vec<bool> = variables
        .iter()
        .map(|it| cx.dataset.readers(it.id).is_empty())
        .collect();
    let sheet = Sheet {
        id: "data",
        columns,
        sticky: 1,
        rows: units.len(),
        head: HEAD,
        stretch: None,
    };
    let selected = view.selected;
    let sought = mem::take(&mut view.cell_sought);
    let find = view.cells.filter(|_| sought != Sought::No);
    let find = find.map(|it| (it.reach.0 as u64, it.reach.1 + 1));
    let parts = Parts {
        head: Box::new(
            |ui, column| match column.checked_sub(1).and_then(|at| variables.get(at)) {
                Some(variable) => head_ui(ui, cx, variable, unused.get(column - 1) == Some(&true)),
                None => {
                    table::text(ui, fonts::bold(cx.texts.unit()));
                }
            },
        ),
        cell: Box::new(|ui, row, column| {
            let Some(unit) = units.get(row) else { return };
            match column.checked_sub(1).and_then(|at| variables.get(at)) {
                Some(variable) => {
                    let at = (row, column - 1);
                    value_ui(
                        ui,
                        cx,
                        view,
                        Place {
                            at,
                            unit,
                            variable,
                            period,
                        },
                        actions,
                    );
                }
                None => unit_ui(ui, cx, view, unit, actions),
            }
        }),
        stands_out: Box::new(|row| units.get(row).is_some_and(|unit| Some(unit.id) == selected)),
    };
    if sought == Sought::Near {
        sheet.show_near(ui, parts, find);
    } else {
        sheet.show_at(ui, parts, find);
    }
}

fn head_ui(ui: &mut Ui, cx: &Cx<'_>, variable: &Variable, unused: bool) {
    let measure = variable.measure.as_deref().unwrap_or_default();
    let mark = if unused { cx.texts.unused() } else { "" };
    let computed = variable.formula.is_some();
    let computed = if computed { cx.texts.computed() } else { "" };
    let facts: Vec<&str> = [computed, measure, mark]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect();
    widgets::variable_head(ui, &variable.name, &facts.join(" · "));
}

fn unit_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, unit: &Unit, actions: &mut Vec<Action>) {
    if cx.scene.role(unit.id) != Role::Ranked {
        ui.visuals_mut().override_text_color = Some(ui.visuals().weak_text_color());
    }
    if table::link(ui, &unit.label, &unit.label).clicked() {
        actions.push(view.toggle(unit.id));
    }
}

/// A cell of the grid: where it is and what it is about.
#[derive(Clone, Copy)]
struct Place<'a> {
    at: (usize, usize),
    unit: &'a Unit,
    variable: &'a Variable,
    period: &'a Period,
}

fn value_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, spot: Place<'_>, actions: &mut Vec<Action>) {
    let Place {
        at,
        unit,
        variable,
        period,
    } = spot;
    let typed = |it: &Correction| it.unit == unit.id && it.variable == variable.id;
    if view.correction.as_ref().is_some_and(typed) {
        data_typing::correction_ui(ui, cx, view, (unit, variable), actions);
        return;
    }
    let value = value(cx, (unit, variable), period);
    let shown = value.map_or_else(String::new, |value| {
        shown_value(cx, &mut view.places, (variable, period), value)
    });
    let rect = ui.max_rect().expand2(egui::vec2(8.0, 3.0));
    ground_ui(ui, rect, value, (view.cells, at));
    let mut written = RichText::new(&shown);
    if cx
        .dataset
        .correction(variable.id, period, unit.id)
        .is_some()
    {
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
    if view.cells.is_some_and(|it| it.holds(at)) {
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_selected(true));
    }
    let told = response.hovered() && !is_computed(unit, variable);
    let told = told.then(|| origin::in_short(cx, (unit, variable, period)));
    let response = match told.flatten() {
        Some(told) => response.on_hover_text(told),
        None => response,
    };
    point(ui, view, (&response, rect), at);
    if response.double_clicked() && is_computed(unit, variable) {
        view.formula = Some(variable)
            .filter(|it| it.formula.is_some())
            .map(formulas::draft_of);
    } else if response.double_clicked() {
        view.correction = Some(data_typing::begin(cx, unit, variable, period));
    }
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

/// What a cell is about.
pub(super) fn cell_of<'a>(cx: &Cx<'a>, (row, column): Spot) -> Option<(&'a Unit, &'a Variable)> {
    Some((
        cx.dataset.units.get(row)?,
        cx.dataset.variables.get(column)?,
    ))
}

/// Whether a value follows from others, and so cannot be corrected.
pub(super) fn is_computed(unit: &Unit, variable: &Variable) -> bool {
    variable.formula.is_some() || !unit.members.is_empty()
}

/// The value as it counts; of one that follows from others, as last computed.
pub(super) fn value(
    cx: &Cx<'_>,
    (unit, variable): (&Unit, &Variable),
    period: &Period,
) -> Option<f64> {
    if is_computed(unit, variable) {
        let computed = cx.derived.panel()?;
        return computed.get(variable.id, period, unit.id);
    }
    cx.dataset.value(variable.id, period, unit.id)
}

/// A value as the grid writes it, with as many digits as its column.
pub(super) fn shown_value(
    cx: &Cx<'_>,
    places: &mut Places,
    (variable, period): (&Variable, &Period),
    value: f64,
) -> String {
    let places = places.of(cx.revision, period, variable.id, || {
        let units = cx.dataset.units.iter();
        format::places(units.filter_map(|unit| self::value(cx, (unit, variable), period)))
    });
    format::aligned(value, places)
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

/// The value in focus: where it stands, and what was corrected.
fn focus_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, period: &Period, actions: &mut Vec<Action>) {
    let found = view.cells.and_then(|it| cell_of(cx, it.at));
    ui.horizontal(|ui| {
        ui.set_min_height(26.0);
        let Some((unit, variable)) = found else {
            return;
        };
        ui.label(fonts::bold(format!("{} · {}", unit.label, variable.name)));
        if let Some(formula) = &variable.formula {
            ui.weak(format!("= {formula}"));
        }
        pools::pooling_ui(ui, cx, variable, actions);
        if let Some(origin) = cx.dataset.provenance.cell(variable.id, period, unit.id) {
            ui.weak(
                cx.texts
                    .origin(&origin.source.file, origin.sheet, &origin.at.to_string()),
            );
            if let Some(measure) = origin.measure {
                ui.weak(cx.texts.converted_from(measure));
            }
            if let Some(status) = origin.status {
                ui.weak(cx.texts.status(status));
            }
        }
        if let Some(correction) = cx.dataset.correction(variable.id, period, unit.id) {
            let old = correction
                .old
                .map_or_else(|| cx.texts.missing().to_owned(), format::value);
            ui.colored_label(
                theme::corrected(ui.visuals()),
                cx.texts.corrected_from(&old),
            );
            if ui.button(cx.texts.drop_correction()).clicked() {
                actions.push(Action::from(Edit::DropCorrection {
                    dataset: cx.dataset.id,
                    variable: variable.id,
                    period: period.clone(),
                    unit: unit.id,
                }));
            }
        }
    });
}
