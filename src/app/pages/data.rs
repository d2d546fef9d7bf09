//! The values as they are: units down, variables across; corrected in place.

use std::mem;

use egui::{Key, Modifiers, RichText, Role as WidgetRole, TextEdit, Ui};

use super::{Cx, empty_ui, formulas, origin, pools, recipes, relations};
use crate::{
    app::{
        action::{Action, ReadAs},
        fonts, format,
        outgoing::{self, TextTable},
        said::Trouble,
        table::{self, Parts, Sheet},
        theme,
        view::{Correction, Learnt, Sought, View},
        widgets,
    },
    engine::Period,
    project::{Edit, Role, Unit, Variable},
};

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
    keyboard(ui, cx, view, &period, actions);
    egui::Panel::bottom("value")
        .show_separator_line(false)
        .show(ui, |ui| focus_ui(ui, cx, view, &period, actions));
    origin::panel_ui(ui, cx, view, &period, actions);
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
        head: 46.0,
        stretch: None,
    };
    let selected = view.selected;
    let sought = mem::take(&mut view.cell_sought) == Sought::Now;
    let find = view.cell.filter(|_| sought);
    let find = find.map(|(row, column)| (row as u64, column + 1));
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
                        Spot {
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
    sheet.show_at(ui, parts, find);
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
struct Spot<'a> {
    at: (usize, usize),
    unit: &'a Unit,
    variable: &'a Variable,
    period: &'a Period,
}

fn value_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, spot: Spot<'_>, actions: &mut Vec<Action>) {
    let Spot {
        at,
        unit,
        variable,
        period,
    } = spot;
    let typed = |it: &Correction| it.unit == unit.id && it.variable == variable.id;
    if view.correction.as_ref().is_some_and(typed) {
        correction_ui(ui, cx, view, (unit, variable), actions);
        return;
    }
    let value = value(cx, (unit, variable), period);
    let places = view.places.of(cx.revision, period, variable.id, || {
        let units = cx.dataset.units.iter();
        format::places(units.filter_map(|unit| self::value(cx, (unit, variable), period)))
    });
    let shown = value.map_or_else(String::new, |value| format::aligned(value, places));
    let rect = ui.max_rect().expand2(egui::vec2(8.0, 3.0));
    ground_ui(ui, rect, value, view.cell == Some(at));
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
    let id = ui.unique_id().with("cell");
    let clicked = ui.interact(rect, id, egui::Sense::click());
    let response = widgets::named(clicked, WidgetRole::Cell, &spoken);
    let told = response.hovered() && !is_computed(unit, variable);
    let told = told.then(|| origin::in_short(cx, (unit, variable, period)));
    let response = match told.flatten() {
        Some(told) => response.on_hover_text(told),
        None => response,
    };
    if response.double_clicked() && is_computed(unit, variable) {
        view.cell = Some(at);
        view.formula = Some(variable)
            .filter(|it| it.formula.is_some())
            .map(formulas::draft_of);
    } else if response.double_clicked() {
        view.cell = Some(at);
        view.correction = Some(begin(cx, unit, variable, period));
    } else if response.clicked() {
        view.cell = Some(at);
    }
}

/// Whether a value follows from others, and so cannot be corrected.
fn is_computed(unit: &Unit, variable: &Variable) -> bool {
    variable.formula.is_some() || !unit.members.is_empty()
}

/// The value as it counts; of one that follows from others, as last computed.
fn value(cx: &Cx<'_>, (unit, variable): (&Unit, &Variable), period: &Period) -> Option<f64> {
    if is_computed(unit, variable) {
        let computed = cx.derived.panel()?;
        return computed.get(variable.id, period, unit.id);
    }
    cx.dataset.value(variable.id, period, unit.id)
}

/// Behind a value: a tint where it is missing, a frame where the keyboard is.
fn ground_ui(ui: &Ui, rect: egui::Rect, value: Option<f64>, in_focus: bool) {
    if value.is_none() {
        let tint = ui.visuals().warn_fg_color.gamma_multiply(0.10);
        ui.painter().rect_filled(rect.shrink(1.0), 2.0, tint);
    }
    if in_focus {
        let stroke = egui::Stroke::new(1.5, ui.visuals().hyperlink_color);
        let frame = rect.shrink(1.0);
        ui.painter()
            .rect_stroke(frame, 2.0, stroke, egui::StrokeKind::Inside);
    }
}

/// A correction that begins with the present value.
fn begin(cx: &Cx<'_>, unit: &Unit, variable: &Variable, period: &Period) -> Correction {
    let value = cx.dataset.value(variable.id, period, unit.id);
    Correction {
        unit: unit.id,
        variable: variable.id,
        period: period.clone(),
        text: value.map(format::typed).unwrap_or_default(),
        focused: false,
    }
}

fn correction_ui(
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
    if !response.lost_focus() {
        return;
    }
    let given_up = ui.input(|input| input.key_pressed(Key::Escape));
    let done = view.correction.take();
    let Some(done) = done.filter(|_| !given_up) else {
        return;
    };
    match typed_number(&done.text) {
        Ok(value) if value == cx.dataset.value(done.variable, &done.period, done.unit) => {}
        Ok(value) => actions.push(correct(cx, &done, value)),
        Err(text) => actions.push(Action::Complain(Trouble::NotANumber(text))),
    }
    if ui.input(|input| input.key_pressed(Key::Enter)) {
        move_focus(cx, view, 1, 0);
    }
}

fn correct(cx: &Cx<'_>, done: &Correction, value: Option<f64>) -> Action {
    Action::from(Edit::Correct {
        dataset: cx.dataset.id,
        variable: done.variable,
        period: done.period.clone(),
        unit: done.unit,
        value,
        note: String::new(),
    })
}

/// What was typed: a number, nothing at all, or something else.
fn typed_number(text: &str) -> Result<Option<f64>, String> {
    use crate::import::number::{Reading, parse};
    match parse(text, false) {
        Reading::Missing => Ok(None),
        Reading::Number { value, .. } => Ok(Some(value)),
        Reading::NotANumber => Err(text.trim().to_owned()),
    }
}

fn move_focus(cx: &Cx<'_>, view: &mut View, down: isize, right: isize) {
    let (row, column) = view.cell.unwrap_or((0, 0));
    let rows = cx.dataset.units.len().saturating_sub(1);
    let columns = cx.dataset.variables.len().saturating_sub(1);
    view.cell = Some((
        row.saturating_add_signed(down).min(rows),
        column.saturating_add_signed(right).min(columns),
    ));
}

/// Arrows move, F2 and Enter begin a correction, Delete makes missing; only while nothing else
/// has the keyboard.
fn keyboard(ui: &Ui, cx: &Cx<'_>, view: &mut View, period: &Period, actions: &mut Vec<Action>) {
    let busy = view.correction.is_some() || ui.memory(|memory| memory.focused().is_some());
    let Some((row, column)) = view.cell.filter(|_| !busy) else {
        return;
    };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, down, right) in [
        (Key::ArrowDown, 1, 0),
        (Key::ArrowUp, -1, 0),
        (Key::ArrowRight, 0, 1),
        (Key::ArrowLeft, 0, -1),
    ] {
        if pressed(key) {
            move_focus(cx, view, down, right);
        }
    }
    let (Some(unit), Some(variable)) =
        (cx.dataset.units.get(row), cx.dataset.variables.get(column))
    else {
        return;
    };
    if is_computed(unit, variable) {
        return;
    }
    if pressed(Key::F2) || pressed(Key::Enter) {
        view.correction = Some(begin(cx, unit, variable, period));
    }
    if pressed(Key::Delete) {
        actions.push(correct(cx, &begin(cx, unit, variable, period), None));
    }
}

/// The value in focus: where it stands, and what was corrected.
fn focus_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, period: &Period, actions: &mut Vec<Action>) {
    let found = view.cell.and_then(|(row, column)| {
        Some((
            cx.dataset.units.get(row)?,
            cx.dataset.variables.get(column)?,
        ))
    });
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
