//! The inspector: what is selected on the screen in view, in brief, and what can be done with it.

mod aggregate;
mod cell;
mod cells;
mod facts;
mod indicator;
mod unit;

use egui::{Label, ScrollArea, Ui};

use super::{Cx, live_ranking::live_ranking_ui};
use crate::app::{action::Action, inspected::Subject, settings::InspectorTab, view::View};

/// What is known of the subject, or the ranking, in the room there is.
pub(in crate::app) fn inspector_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    tab: InspectorTab,
    actions: &mut Vec<Action>,
) {
    if tab == InspectorTab::Ranking {
        ranking_ui(ui, cx, view, actions);
        return;
    }
    ScrollArea::vertical()
        .id_salt("inspector")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            // The bar of the scroll area stands over what is too wide.
            ui.set_max_width(ui.available_width() - 10.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            subject_ui(ui, cx, view, actions);
        });
}

/// The ranking, so that it is in sight on every screen.
fn ranking_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, actions: &mut Vec<Action>) {
    if cx.derived.ranking.rows.is_empty() {
        let told = egui::RichText::new(cx.texts.no_results_line()).weak();
        ui.add(Label::new(told).wrap());
    } else {
        live_ranking_ui(ui, cx, view, actions);
    }
}

fn subject_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let (dataset, framework) = (cx.dataset, cx.framework());
    match cx.inspected.subject {
        Subject::Nothing => {
            let told = egui::RichText::new(cx.texts.nothing_selected()).weak();
            ui.add(Label::new(told).wrap());
        }
        Subject::Unit(id) => {
            if let Some(unit) = dataset.unit(id) {
                unit::unit_ui(ui, cx, view, unit, actions);
            }
        }
        Subject::Node(id) => {
            let Some(node) = framework.and_then(|it| it.node(id)) else {
                return;
            };
            match node.indicator() {
                Some(it) => indicator::indicator_ui(ui, cx, view, (node, it), actions),
                None => aggregate::aggregate_ui(ui, cx, view, node, actions),
            }
        }
        Subject::Variable(id) => {
            if let Some(variable) = dataset.variable(id) {
                indicator::variable_ui(ui, cx, view, variable, actions);
            }
        }
        Subject::Cell(unit, variable) => {
            let both = dataset.unit(unit).zip(dataset.variable(variable));
            if let Some(both) = both {
                cell::cell_ui(ui, cx, view, both, actions);
            }
        }
        Subject::Cells(selection) => cells::cells_ui(ui, cx, view, selection),
    }
}
