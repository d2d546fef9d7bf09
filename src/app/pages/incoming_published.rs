//! A published ranking before it is taken: what its columns were tied to, and whom it names.

use egui::{ComboBox, Grid, Label, RichText, Role as WidgetRole, ScrollArea, Ui};

use super::Cx;
use crate::{
    app::{action::Action, incoming::Incoming, theme, widgets},
    project::{FigureColumn, Figures},
};

/// What was recognised; false where there is nothing to compare.
pub(super) fn said_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming) -> bool {
    let texts = cx.texts;
    let error = ui.visuals().error_fg_color;
    let Some(published) = incoming.published.as_deref() else {
        if let Err(wrong) = &incoming.table {
            ui.colored_label(error, texts.table_error(wrong));
        }
        return false;
    };
    let figures = match &published.figures {
        Ok(figures) => figures,
        Err(wrong) => {
            ui.colored_label(error, texts.edit_error(wrong));
            return false;
        }
    };
    let columns = figures.columns.iter().filter(|it| it.node.is_some());
    let units = figures.units.iter().filter(|it| it.unit.is_some());
    let columns = (columns.count(), figures.columns.len());
    let told = texts.published_tied(columns, (units.count(), figures.units.len()));
    ui.label(told);
    ui.weak(texts.taken_as_version(&published.name));
    if !published.is_ready() {
        ui.colored_label(error, texts.nothing_tied());
    }
    published.is_ready()
}

/// Every column with the node it is compared with, and the units that fit none.
pub(super) fn ties_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let published = incoming.published.as_deref();
    let Some(figures) = published.and_then(|it| it.figures.as_ref().ok()) else {
        return;
    };
    unknown_ui(ui, cx, figures);
    ScrollArea::vertical()
        .id_salt("ties")
        .max_height(300.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let grid = Grid::new("ties").striped(true).num_columns(3);
            grid.show(ui, |ui| {
                for column in &figures.columns {
                    column_ui(ui, cx, column, actions);
                    ui.end_row();
                }
            });
        });
    ui.add_space(theme::NEAR);
}

fn column_ui(ui: &mut Ui, cx: &Cx<'_>, column: &FigureColumn, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let name = texts.column_in(&column.name, &texts.period(&column.period));
    ui.label(&name);
    let nodes = cx.framework().map(|it| it.nodes()).unwrap_or_default();
    let mut next = column.node;
    let told = nodes.iter().find(|it| Some(it.id) == next);
    let told = told.map_or(texts.not_tied(), |it| it.name.as_str());
    let mut text = RichText::new(told);
    if next.is_none() {
        text = text.color(ui.visuals().warn_fg_color);
    }
    let combo = ComboBox::from_id_salt(("tie", &name))
        .width(240.0)
        .selected_text(text);
    let shown = combo.show_ui(ui, |ui| {
        ui.selectable_value(&mut next, None, texts.not_tied());
        for node in &nodes {
            ui.selectable_value(&mut next, Some(node.id), &node.name);
        }
    });
    widgets::named(
        shown.response,
        WidgetRole::ComboBox,
        &texts.compared_with(&name),
    );
    if next != column.node {
        actions.push(Action::TieColumn(column.name.clone(), next));
    }
    let scores = column.scores.observed().count();
    let ranks = column.ranks.iter().flatten().count();
    ui.weak(texts.scores_and_ranks(scores, ranks));
}

fn unknown_ui(ui: &mut Ui, cx: &Cx<'_>, figures: &Figures) {
    let unknown = figures.units.iter().filter(|it| it.unit.is_none());
    let unknown: Vec<String> = unknown.map(|it| it.name.clone()).collect();
    if !unknown.is_empty() {
        let told = cx.texts.units_not_tied(&cx.texts.names_in_a_row(&unknown));
        let told = RichText::new(told).color(ui.visuals().warn_fg_color);
        ui.add(Label::new(told).wrap());
    }
}
