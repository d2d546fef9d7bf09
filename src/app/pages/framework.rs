//! The tree with its weights, and the ranking beside it.

use egui::{RichText, Role as WidgetRole, TextEdit, Ui};

use super::{
    Cx, empty_ui, experts, findings, framework_menu, framework_weights, live_ranking, method,
    node_panel, own_choices::own_choices, own_mark, paste_as, weight_map,
};
use crate::{
    app::{
        action::{Action, ReadAs},
        fonts,
        table::{self, Parts, Sheet},
        theme,
        view::{BesideTree, NodeTab, View, Weighing},
        widgets,
    },
    engine::{Direction, Framework, Node, NodeId, Severity},
    project::{Aspect, Edit},
};

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
    egui::Panel::right("live ranking")
        .default_size((ui.available_width() * 0.4).clamp(170.0, 330.0))
        .size_range(170.0..=560.0)
        .resizable(true)
        .show(ui, |ui| {
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

/// A row of the tree: a node, how deep it is, and its parent.
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
    let widths = [76.0, 132.0, 92.0, 48.0, 76.0, 80.0, 44.0, 180.0];
    let name = table::column("node", 200.0)
        .range(180.0..=600.0)
        .resizable(false);
    let weights = widths.iter().enumerate();
    let weights = weights.map(|(at, &width)| table::column(("weight", at), width));
    std::iter::once(name).chain(weights).collect()
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
    let texts = cx.texts;
    let heads = [
        texts.node(),
        texts.direction(),
        texts.weight(),
        texts.weight_typed(),
        texts.lock(),
        texts.weight_among_siblings(),
        texts.weight_in_index(),
        "",
        texts.source_word(),
    ];
    let sheet = Sheet {
        id: "framework",
        columns: columns(),
        sticky: 1,
        rows: all.len(),
        head: 30.0,
        stretch: Some(0),
    };
    let sought = view.node_sought.take();
    let find = sought.and_then(|id| all.iter().position(|it| it.node.id == id));
    let find = find.map(|at| (at as u64, 0));
    view.node_found = sought.or(view.node_found);
    let found = view.node_found;
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
                0 => name_ui(ui, cx, view, row, actions),
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
        stands_out: Box::new(|at| found.is_some() && found == all.get(at).map(|it| it.node.id)),
    };
    sheet.show_at(ui, parts, find);
}

fn name_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, row: &Row<'_>, actions: &mut Vec<Action>) {
    ui.horizontal_centered(|ui| {
        ui.add_space(16.0 * row.depth as f32);
        if renaming_ui(ui, cx, view, row.node, actions) {
            return;
        }
        let name = match row.node.indicator() {
            Some(_) => RichText::new(&row.node.name),
            None => fonts::bold(&row.node.name),
        };
        let label = egui::Label::new(name)
            .truncate()
            .sense(egui::Sense::click());
        // The badge stands at the right, so that names stay in line.
        let right = egui::Layout::right_to_left(egui::Align::Center);
        let left = egui::Layout::left_to_right(egui::Align::Center);
        let response = ui
            .with_layout(right, |ui| {
                own_ui(ui, cx, view, row.node);
                switched_ui(ui, cx, row.node, actions);
                ui.with_layout(left, |ui| {
                    let name = ui.add(label);
                    if let Some(measure) = measure(cx, row.node) {
                        let measure = RichText::new(measure).weak().small();
                        ui.add(egui::Label::new(measure).truncate());
                    }
                    name
                })
                .inner
            })
            .inner;
        if response.clicked() {
            view.pick_node(row.node.id);
        }
        if response.double_clicked() {
            view.renaming = Some((row.node.id, row.node.name.clone()));
        }
        response.on_hover_text(facts(cx, row.node));
    });
}

/// The field in which the name of a node is typed; false where it is not.
fn renaming_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    row: &Node,
    actions: &mut Vec<Action>,
) -> bool {
    let is_it = |it: &&mut (NodeId, String)| it.0 == row.id;
    let Some((_, name)) = view.renaming.as_mut().filter(is_it) else {
        return false;
    };
    let response = ui.add(
        TextEdit::singleline(name)
            .desired_width(f32::INFINITY)
            .id_salt("rename"),
    );
    ui.ctx()
        .accesskit_node_builder(response.id, |it| it.set_label(cx.texts.rename()));
    if !response.has_focus() && !response.lost_focus() {
        response.request_focus();
    }
    if response.lost_focus() {
        let given_up = ui.input(|input| input.key_pressed(egui::Key::Escape));
        let done = view
            .renaming
            .take()
            .filter(|(_, name)| !given_up && *name != row.name);
        if let Some((node, name)) = done {
            actions.push(Action::from(Edit::RenameNode {
                dataset: cx.dataset.id,
                node,
                name,
            }));
        }
    }
    true
}

/// What an indicator is measured in.
fn measure<'a>(cx: &Cx<'a>, node: &Node) -> Option<&'a str> {
    let variable = node.indicator()?.variable;
    cx.dataset.variable(variable)?.measure.as_deref()
}

/// The node's name, measure and source, a line each.
fn facts(cx: &Cx<'_>, node: &Node) -> String {
    let mut facts = vec![node.name.clone()];
    facts.extend(measure(cx, node).map(str::to_owned));
    facts.push(node.source.clone());
    facts.retain(|it| !it.is_empty());
    facts.join("\n")
}

/// How many choices the node has made for itself; a click shows them.
fn own_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, node: &Node) {
    let own = own_choices(cx, node).into_iter().map(|it| it.line);
    let own: Vec<String> = own.collect();
    if own.is_empty() {
        return;
    }
    let told = RichText::new(cx.texts.own_choices(own.len())).small();
    let button = ui.add(egui::Button::new(told).small());
    let spoken = cx.texts.own_choices_of(&node.name);
    let button = widgets::named(button, WidgetRole::Button, &spoken);
    if button.on_hover_text(own.join("\n")).clicked() {
        let first = NodeTab::all(node.indicator().is_some()).first();
        view.node_panel = first.map(|&tab| (node.id, tab));
    }
}

/// Tells that the node is on in the base and off here, or the other way round; a click goes back.
fn switched_ui(ui: &mut Ui, cx: &Cx<'_>, node: &Node, actions: &mut Vec<Action>) {
    let aspect = Aspect::Enabled { node: node.id };
    let Some(difference) = cx.scene.difference(aspect) else {
        return;
    };
    let told = RichText::new(cx.texts.switched_here(node.enabled))
        .small()
        .color(theme::scenario(ui.visuals()));
    let button = ui.add(egui::Button::new(told).small());
    own_mark::cleared_by(cx, (button, difference, &node.name), actions);
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
