//! The values as they are: units down, variables across; corrected in place.

use std::{cell::RefCell, mem};

use egui::Ui;

use super::{
    Cx,
    data_cell::{self, Place},
    data_fill, data_filter, data_find, data_format, data_keys, empty_ui, formulas, origin, pools,
    recipes, relations,
};
use crate::{
    app::{
        action::{Action, ReadAs},
        fonts, format,
        grid::Marks,
        inspected::Picked,
        outgoing::{self, TextTable},
        selection::Selection,
        table::{self, Parts, Sheet},
        theme,
        view::{Sought, View},
        widgets,
    },
    engine::Period,
    project::{CellState, Edit, Grid, Role, Unit, Variable},
};

/// The height of the heads of variables.
pub(super) const HEAD: f32 = 46.0;

/// The data screen.
pub(super) fn data_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    relations::relations_ui(ui, cx, view, actions);
    if cx.dataset.units.is_empty() {
        let nodes = cx.framework().into_iter().flat_map(|it| it.nodes());
        let leaves = nodes.filter(|it| it.indicator().is_some()).count();
        let next = match leaves {
            0 => texts.no_data_line().to_owned(),
            leaves => texts.no_data_for_framework(leaves),
        };
        empty_ui(ui, texts.no_data(), &next, |ui| {
            import_buttons(ui, cx, actions);
            if !cx.dataset.relations.is_empty() {
                relations::button_ui(ui, cx, view);
            }
            if !cx.dataset.recipes.is_empty() {
                recipes::button_ui(ui, cx, actions);
            }
        });
        recipes::learnt_ui(ui, cx, view, actions);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        import_buttons(ui, cx, actions);
        formulas::button_ui(ui, cx, view);
        recipes::button_ui(ui, cx, actions);
        relations::button_ui(ui, cx, view);
        origin::button_ui(ui, cx, view, actions);
        let (grid, period) = (view.grid.shown(), view.period_of_data(cx.dataset));
        outgoing::menu_ui(ui, texts, actions, || as_text(cx, &grid, &period));
        data_format::menu_ui(ui, cx, view);
        ui.add_space(theme::NEAR);
        widgets::hint_ui(ui, texts.correct_hint());
    });
    formulas::formulas_ui(ui, cx, view, actions);
    recipes::learnt_ui(ui, cx, view, actions);
    ui.add_space(theme::NEAR);
    let period = view.period_of_data(cx.dataset);
    keep_grid(cx, view, &period);
    let before = view.cells;
    let composing = data_keys::composes(ui, view);
    data_find::find_ui(ui, cx, view, &period, actions);
    data_filter::filter_ui(ui, cx, view);
    if !composing {
        data_keys::keyboard(ui, cx, view, &period, actions);
    }
    egui::Panel::bottom("value")
        .show_separator_line(false)
        .show(ui, |ui| focus_ui(ui, cx, view, &period, actions));
    origin::panel_ui(ui, cx, view, &period, actions);
    data_keys::focus_ui(ui, cx, view, &period);
    grid_ui(ui, cx, view, &period, actions);
    if view.cells.is_some() && view.cells != before {
        view.picked = Picked::Cells;
    }
}

/// The values of a period in full, as far as they are shown.
fn as_text(cx: &Cx<'_>, grid: &Grid, period: &Period) -> TextTable {
    let (texts, dataset) = (cx.texts, cx.dataset);
    let variables = || (0..grid.variables.len()).filter_map(|at| grid.variable(dataset, at));
    let units = (0..grid.units.len()).filter_map(|at| grid.unit(dataset, at));
    let heads = variables().map(|it| texts.with_measure(&it.name, it.measure.as_deref()));
    let mut rows = vec![
        std::iter::once(texts.unit().to_owned())
            .chain(heads)
            .collect(),
    ];
    for unit in units {
        let values = variables().map(|it| value(cx, (unit, it), period));
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

/// Finds out what the grid shows if anything has changed.
fn keep_grid(cx: &Cx<'_>, view: &mut View, period: &Period) {
    let View {
        grid,
        cells,
        cell_sought,
        ..
    } = view;
    let results = (cx.derived.generation(), period);
    grid.marks.keep(
        results,
        &cx.derived.results,
        cx.framework().map(AsRef::as_ref),
    );
    let marks = mem::take(&mut grid.marks);
    let computed = cx.derived.panel().is_some();
    let moved = grid.keep(cx.dataset, (period, computed), cells, |unit, variable| {
        state(cx, &marks, (unit, variable), period)
    });
    grid.marks = marks;
    if moved {
        *cell_sought = Sought::Near;
    }
    let sought = grid.sought.take();
    let sought = sought.and_then(|id| cx.dataset.variables.iter().position(|it| it.id == id));
    let column = sought.and_then(|at| grid.shown().variables.iter().position(|it| *it == at));
    let unit = grid.sought_unit.take();
    let unit = unit.and_then(|id| cx.dataset.units.iter().position(|it| it.id == id));
    let row = unit.and_then(|at| grid.shown().units.iter().position(|it| *it == at));
    if column.is_some() || row.is_some() {
        let (row_before, column_before) = cells.map_or((0, 0), |it| it.at);
        let at = (row.unwrap_or(row_before), column.unwrap_or(column_before));
        *cells = Some(Selection::one(at));
    }
}

/// What is known of a value.
fn state(
    cx: &Cx<'_>,
    marks: &Marks,
    (unit, variable): (&Unit, &Variable),
    period: &Period,
) -> CellState {
    CellState {
        value: value(cx, (unit, variable), period),
        corrected: cx
            .dataset
            .correction(variable.id, period, unit.id)
            .is_some(),
        marked: marks.kind(variable.id, unit.id),
    }
}

fn grid_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, period: &Period, actions: &mut Vec<Action>) {
    let (dataset, grid) = (cx.dataset, view.grid.shown());
    let sheet = sheet(cx, &grid);
    let mut area = ui.available_rect_before_wrap();
    area.min.y += HEAD;
    let selected = view.selected;
    let sought = mem::take(&mut view.cell_sought);
    let find = cell_sought(view).filter(|_| sought != Sought::No);
    let at = |column: usize| column.checked_sub(1);
    let view = RefCell::new(view);
    let parts = Parts {
        head: Box::new(|ui, column| {
            let variable = at(column).and_then(|at| grid.variable(dataset, at));
            data_filter::head_ui(ui, cx, &mut view.borrow_mut(), variable);
        }),
        cell: Box::new(|ui, row, column| {
            let view = &mut view.borrow_mut();
            let Some(unit) = grid.unit(dataset, row) else {
                return;
            };
            let Some(column) = at(column) else {
                return unit_ui(ui, cx, view, unit, actions);
            };
            if let Some(variable) = grid.variable(dataset, column) {
                let place = Place {
                    at: (row, column),
                    unit,
                    variable,
                    period,
                };
                data_cell::value_ui(ui, cx, view, place, actions);
            }
        }),
        stands_out: Box::new(|row| {
            let unit = grid.unit(dataset, row);
            unit.is_some_and(|unit| Some(unit.id) == selected)
        }),
    };
    if sought == Sought::Near {
        sheet.show_near(ui, parts, find);
    } else {
        sheet.show_at(ui, parts, find);
    }
    let view = view.into_inner();
    data_fill::fill_ui(ui, cx, view, (area, period), actions);
    if !ui.input(|input| input.pointer.any_down()) {
        view.grid.dragged = None;
    }
    if view.grid.is_stale() {
        ui.ctx().request_repaint();
    }
}

/// The table of the values that a grid shows.
fn sheet(cx: &Cx<'_>, grid: &Grid) -> Sheet<'static> {
    let mut columns = vec![table::column("unit", 150.0)];
    let variables = (0..grid.variables.len()).filter_map(|at| grid.variable(cx.dataset, at));
    columns.extend(variables.map(|variable| table::column(variable.id, 132.0)));
    Sheet {
        id: "data",
        name: cx.texts.table_of(cx.texts.page_data()),
        own_cells: true,
        columns,
        sticky: 1,
        rows: grid.units.len(),
        head: HEAD,
        stretch: None,
    }
}

/// The cell to be brought into view, as rows and columns of the table.
fn cell_sought(view: &mut View) -> Option<(u64, usize)> {
    let filled = view.grid.fill_sought.take();
    let spot = filled.or_else(|| view.cells.map(|it| it.reach));
    spot.map(|(row, column)| (row as u64, column + 1))
}

fn unit_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, unit: &Unit, actions: &mut Vec<Action>) {
    if cx.scene.role(unit.id) != Role::Ranked {
        ui.visuals_mut().override_text_color = Some(ui.visuals().weak_text_color());
    }
    if table::link(ui, &unit.label, &unit.label).clicked() {
        actions.push(view.toggle(unit.id));
    }
}

/// What the cell in focus is about.
pub(super) fn focus<'a>(cx: &Cx<'a>, view: &View) -> Option<(&'a Unit, &'a Variable)> {
    view.grid.shown().cell(cx.dataset, view.cells?.at)
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

/// The value in focus: where it stands, and what was corrected.
fn focus_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, period: &Period, actions: &mut Vec<Action>) {
    let found = focus(cx, view);
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
