//! The tree with its weights, and the ranking beside it.

use egui::{Rect, RichText, Role as WidgetRole, Ui, vec2};

use super::{
    Cx, empty_ui, experts, findings, framework_drag, framework_menu, framework_name,
    framework_weights, live_ranking, method, node_panel, paste_as, weight_map,
};
use crate::{
    app::{
        action::{Action, ReadAs},
        fonts,
        table::{self, Parts, Sheet},
        theme,
        view::{BesideTree, Sought, View, Weighing},
        widgets,
    },
    engine::{Direction, Framework, Node, Severity},
    project::Edit,
    texts::Texts,
};

/// From this width on the ranking stands beside the tree, else below it.
const WIDE: f32 = 620.0;

/// The framework screen.
pub(super) fn framework_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let Some(framework) = cx.framework() else {
        empty_ui(ui, texts.no_framework(), texts.no_framework_line(), |ui| {
            if ui.button(texts.import_framework()).clicked() {
                actions.push(Action::AskImport(ReadAs::Framework));
            }
            paste_as(ui, cx, texts.paste_framework(), actions);
            let from_variables = egui::Button::new(texts.framework_from_variables());
            if ui
                .add_enabled(!cx.dataset.variables.is_empty(), from_variables)
                .clicked()
            {
                let index_name = cx.document.title.clone();
                actions.push(Action::from(Edit::OutlineFromVariables {
                    dataset: cx.dataset.id,
                    index_name,
                }));
            }
        });
        return;
    };
    method::method_bar_ui(ui, cx, view, actions);
    node_panel::node_panel_ui(ui, cx, view, actions);
    experts::experts_ui(ui, cx, view, actions);
    ui.add_space(theme::NEAR);
    let wide = ui.available_width() >= WIDE;
    let panel = if wide {
        egui::Panel::right("live ranking")
            .default_size((ui.available_width() * 0.4).clamp(170.0, 330.0))
            .size_range(170.0..=560.0)
    } else {
        egui::Panel::bottom("live ranking below")
            .default_size(ui.available_height() * 0.35)
            .size_range(90.0..=400.0)
    };
    panel.resizable(true).show(ui, |ui| {
        beside_ui(ui, cx, view, actions);
    });
    // The errors where they were chosen.
    let findings = cx.derived.results.findings.iter();
    let errors = findings.filter(|it| it.severity() == Severity::Error);
    for finding in errors.take(4) {
        findings::finding_ui(ui, cx, finding, actions);
    }
    ui.horizontal_wrapped(|ui| {
        weighing_ui(ui, cx, view);
        ui.add_space(theme::NEAR);
        paste_as(ui, cx, texts.paste_framework(), actions);
    });
    tree_ui(ui, cx, view, framework, actions);
}

/// The live ranking or the map of weights.
fn beside_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        for (beside, name) in [
            (BesideTree::Ranking, cx.texts.live_ranking()),
            (BesideTree::Map, cx.texts.weight_map()),
        ] {
            ui.selectable_value(&mut view.beside_tree, beside, name);
        }
    });
    match view.beside_tree {
        BesideTree::Ranking => live_ranking::live_ranking_ui(ui, cx, view, actions),
        BesideTree::Map => weight_map::weight_map_ui(ui, cx, actions),
    }
}

/// Whether siblings give way when a weight changes.
fn weighing_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let mut together = view.weighing == Weighing::Together;
    let check = ui.checkbox(&mut together, cx.texts.siblings_give_way());
    if check.changed() {
        view.weighing = if together {
            Weighing::Together
        } else {
            Weighing::Alone
        };
    }
    check.on_hover_text(cx.texts.siblings_give_way_help());
}

/// The height of the head of the tree, in points.
const HEAD: f32 = 30.0;

/// A row of the tree: a node, how deep it is, and its parent.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub node: &'a Node,
    pub depth: usize,
    pub parent: Option<&'a Node>,
}

fn rows<'a>(node: &'a Node, depth: usize, parent: Option<&'a Node>, all: &mut Vec<Row<'a>>) {
    all.push(Row {
        node,
        depth,
        parent,
    });
    for child in node.children() {
        rows(child, depth + 1, Some(node), all);
    }
}

fn columns() -> Vec<egui_table::Column> {
    let widths = [76.0, 132.0, 92.0, 48.0, 92.0, 80.0, 44.0, 180.0];
    let name = table::column("node", 200.0)
        .range(180.0..=600.0)
        .resizable(false);
    let weights = widths.iter().enumerate();
    let weights = weights.map(|(at, &width)| table::column(("weight", at), width));
    std::iter::once(name).chain(weights).collect()
}

fn heads(texts: Texts) -> [&'static str; 9] {
    [
        texts.node(),
        texts.direction(),
        texts.weight(),
        texts.weight_typed(),
        texts.lock(),
        texts.weight_among_siblings(),
        texts.weight_in_index(),
        "",
        texts.source_word(),
    ]
}

/// The table of the tree with so many nodes.
fn sheet(cx: &Cx<'_>, rows: usize) -> Sheet<'static> {
    Sheet {
        id: "framework",
        name: cx.texts.table_of(cx.texts.page_framework()),
        own_cells: false,
        columns: columns(),
        sticky: 1,
        rows,
        head: HEAD,
        stretch: Some(0),
    }
}

fn tree_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    framework: &Framework,
    actions: &mut Vec<Action>,
) {
    let mut all = Vec::new();
    rows(&framework.root, 0, None, &mut all);
    framework_weights::fix_slider_tops(ui, view, framework);
    let heads = heads(cx.texts);
    let sheet = sheet(cx, all.len());
    let sought = view.node_sought.take();
    let find = sought.and_then(|(id, _)| all.iter().position(|it| it.node.id == id));
    let find = find.map(|at| (at as u64, 0));
    view.node = sought.map(|(id, _)| id).or(view.node);
    let chosen = view.node;
    let mut area = ui.available_rect_before_wrap();
    area.min.y += HEAD;
    framework_drag::scroll(ui, area);
    let mut drawn: Vec<(Row<'_>, Rect)> = Vec::new();
    let parts = Parts {
        head: Box::new(|ui, column| {
            let head = fonts::bold(heads.get(column).copied().unwrap_or_default());
            if matches!(column, 3 | 5 | 6) {
                table::number(ui, head)
            } else {
                table::text(ui, head)
            };
        }),
        cell: Box::new(|ui, at, column| {
            let Some(row) = all.get(at) else { return };
            if !row.node.enabled {
                ui.visuals_mut().override_text_color = Some(ui.visuals().weak_text_color());
            }
            match column {
                0 => {
                    // The margins of a cell belong to its row.
                    drawn.push((*row, ui.max_rect().expand2(vec2(8.0, 3.0))));
                    framework_name::name_ui(ui, cx, view, row, actions);
                }
                1 => direction_ui(ui, cx, row.node, actions),
                2 => framework_weights::slider_ui(ui, cx, view, row, actions),
                3 => framework_weights::typed_ui(ui, cx, view, row, actions),
                4 => framework_weights::lock_ui(ui, cx, row, actions),
                5 | 6 => framework_weights::share_ui(ui, cx, row.node, column == 6),
                8 => {
                    let source = RichText::new(&row.node.source).weak();
                    table::text(ui, source).on_hover_text(&row.node.source);
                }
                _ => framework_menu::menu_ui(ui, cx, view, framework, row.node, actions),
            }
        }),
        stands_out: Box::new(|at| chosen.is_some() && chosen == all.get(at).map(|it| it.node.id)),
    };
    match sought {
        Some((_, Sought::Near)) => sheet.show_near(ui, parts, find),
        _ => sheet.show_at(ui, parts, find),
    }
    framework_drag::drop_ui(ui, cx, view, framework, (area, &drawn), actions);
}

fn direction_ui(ui: &mut Ui, cx: &Cx<'_>, node: &Node, actions: &mut Vec<Action>) {
    let Some(indicator) = node.indicator() else {
        return;
    };
    let texts = cx.texts;
    let word = texts.direction_name(indicator.direction);
    let color = match indicator.direction {
        Direction::Positive => theme::moved(ui.visuals(), 1),
        Direction::Negative => theme::moved(ui.visuals(), -1),
    };
    let button = ui.add(egui::Button::new(RichText::new(word).color(color)).small());
    let button = widgets::named(
        button,
        WidgetRole::Button,
        &texts.direction_of(&node.name, word),
    );
    if button
        .on_hover_text(texts.direction_help(indicator.direction))
        .clicked()
    {
        let direction = match indicator.direction {
            Direction::Positive => Direction::Negative,
            Direction::Negative => Direction::Positive,
        };
        actions.push(Action::from(Edit::SetDirection {
            dataset: cx.dataset.id,
            node: node.id,
            direction,
        }));
    }
}
