//! The columns of the ranking, chosen in a window: every node with every number it can have.

use egui::{Align, Checkbox, ComboBox, Label, Layout, Role as WidgetRole, Ui, UiBuilder, vec2};

use super::Cx;
use crate::{
    app::{
        fonts,
        table::{self, Parts, Sheet},
        theme,
        view::{View, Window},
        widgets,
    },
    engine::NodeId,
    project::{Figure, RankingColumn, with_column},
};

use super::ranking_table::other_scenario;

/// The room for the nodes and their numbers.
const ROOM: egui::Vec2 = vec2(900.0, 420.0);
/// How far the name of a node is moved in for each level.
const STEP: f32 = 14.0;

/// The button that opens the window.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let name = cx.texts.choose_columns();
    let button = ui.button(format!("{name}…"));
    let button = widgets::named(button, WidgetRole::Button, name);
    if button
        .on_hover_text(cx.texts.choose_columns_help())
        .clicked()
    {
        view.columns = view.columns.turned();
    }
}

/// The window, while it is open.
pub(super) fn columns_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View) {
    let mut open = view.columns == Window::Open;
    egui::Window::new(cx.texts.columns_shown())
        .id(egui::Id::unique("ranking columns"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_pos(egui::pos2(180.0, 220.0))
        .show(ui.ctx(), |ui| {
            let chosen = view.ranking.columns(&cx.derived.results);
            let rows = 46.0 + theme::ROW * (cx.derived.results.nodes.len() as f32 + 1.0);
            let room = ROOM.min(ui.ctx().content_rect().size() - vec2(240.0, 400.0));
            let room = vec2(room.x, room.y.min(rows));
            ui.set_width(room.x);
            ui.horizontal_wrapped(|ui| words_ui(ui, cx, view, &chosen));
            ui.add_space(theme::NEAR);
            let (_, rect) = ui.allocate_space(room);
            let layout = Layout::top_down(Align::Min);
            let mut room = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
            nodes_ui(&mut room, cx, view, &chosen);
        });
    view.columns = Window::when(open);
}

/// What is no number of a node, the scenario that is held against, and the way back.
fn words_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, chosen: &[RankingColumn]) {
    let texts = cx.texts;
    if cx.derived.beside.tiers.is_some() {
        check_ui(ui, cx, view, (chosen, RankingColumn::Tier), texts.tier());
    }
    if cx.derived.beside.places.is_some() {
        check_ui(ui, cx, view, (chosen, RankingColumn::Group), texts.group());
    }
    let shown = other_scenario(cx, view).to_owned();
    let label = ui.label(texts.differences_against());
    let combo = ComboBox::from_id_salt("ranking against").selected_text(shown);
    let combo = combo.show_ui(ui, |ui| {
        let against = &mut view.ranking.against;
        ui.selectable_value(against, None, texts.base_scenario());
        for scenario in cx.dataset.scenarios.iter() {
            ui.selectable_value(against, Some(scenario.id), &scenario.name);
        }
    });
    let combo = combo.response.labelled_by(label.id);
    widgets::named(combo, WidgetRole::ComboBox, texts.differences_against());
    let usual = egui::Button::new(texts.usual_columns());
    if ui
        .add_enabled(view.ranking.columns.is_some(), usual)
        .clicked()
    {
        view.ranking.columns = None;
    }
}

/// A check box of a column.
fn check_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (chosen, column): (&[RankingColumn], RankingColumn),
    name: &str,
) {
    let mut shown = chosen.contains(&column);
    let told = if column.figure().is_some() { "" } else { name };
    let check = ui.add(Checkbox::new(&mut shown, told));
    ui.ctx()
        .accesskit_node_builder(check.id, |node| node.set_label(cx.texts.show_column(name)));
    if check.changed() {
        let results = &cx.derived.results;
        view.ranking.columns = Some(with_column(results, chosen, column, shown));
    }
}

/// The nodes in the order of the tree, with a check box for each number.
fn nodes_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, chosen: &[RankingColumn]) {
    let nodes = depths(cx);
    let mut columns = vec![table::column("column of", 210.0)];
    let figures = (0..Figure::ALL.len()).map(|at| table::column(("figure", at), 84.0));
    columns.extend(figures);
    let sheet = Sheet {
        id: "ranking columns",
        name: cx.texts.table_of(cx.texts.columns_shown()),
        own_cells: false,
        columns,
        sticky: 1,
        rows: nodes.len(),
        head: 46.0,
        stretch: None,
    };
    let figure = |column: usize| Figure::ALL.get(column.checked_sub(1)?).copied();
    let parts = Parts {
        head: Box::new(|ui, column| {
            let name = figure(column).map_or(cx.texts.node_word(), |it| cx.texts.figure_name(it));
            ui.add(Label::new(fonts::bold(name)).wrap())
                .on_hover_text(figure(column).map_or(name, |it| cx.texts.figure_help(it)));
        }),
        cell: Box::new(|ui, row, column| {
            let Some(&(id, depth)) = nodes.get(row) else {
                return;
            };
            let node = cx.framework().and_then(|it| it.node(id));
            let name = node.map_or("", |it| it.name.as_str());
            let Some(figure) = figure(column) else {
                #[expect(clippy::cast_precision_loss, reason = "a length on the screen")]
                ui.add_space(depth as f32 * STEP);
                table::text(ui, name).on_hover_text(name);
                return;
            };
            let index = row == 0;
            let there = figure != Figure::RankInGroup || cx.derived.beside.places.is_some();
            // The rank of the index always stands first.
            if there && !(index && figure == Figure::Rank) {
                let node = (!index).then_some(id);
                let column = RankingColumn::Node { node, figure };
                let name = cx.texts.figure_of(name, figure);
                check_ui(ui, cx, view, (chosen, column), &name);
            }
        }),
        stands_out: Box::new(|_| false),
    };
    sheet.show(ui, parts);
}

/// The nodes in the order of the tree, each with how deep it lies.
fn depths(cx: &Cx<'_>) -> Vec<(NodeId, usize)> {
    let nodes = &cx.derived.results.nodes;
    let mut depths: Vec<usize> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let above = node.parent.and_then(|it| depths.get(it));
        depths.push(above.map_or(0, |it| it + 1));
    }
    nodes.iter().map(|it| it.id).zip(depths).collect()
}
