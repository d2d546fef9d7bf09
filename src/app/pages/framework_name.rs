//! The names of the framework: measures and badges beside them, renaming, and selecting.

use egui::{CursorIcon, RichText, Role as WidgetRole, Sense, Ui};

use super::{
    Cx,
    framework::Row,
    framework_drag,
    own_choices::own_choices,
    own_mark,
    rename_field::{self, Typed},
};
use crate::{
    app::{
        action::Action,
        fonts, theme,
        view::{NodeTab, View},
        widgets,
    },
    engine::Node,
    project::{Aspect, Edit},
};

/// The name of a node and what belongs to it: clicked it is selected, clicked twice typed anew, dragged
/// moved.
pub(super) fn name_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    row: &Row<'_>,
    actions: &mut Vec<Action>,
) {
    ui.horizontal_centered(|ui| {
        ui.add_space(framework_drag::INDENT * row.depth as f32);
        if view.renaming.as_ref().is_some_and(|it| it.0 == row.node.id) {
            renaming_ui(ui, cx, view, row.node, actions);
        } else {
            shown_ui(ui, cx, view, row.node, actions);
        }
    });
}

/// The name while it is typed.
fn renaming_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, node: &Node, actions: &mut Vec<Action>) {
    let Some((_, name)) = &mut view.renaming else {
        return;
    };
    let typed = rename_field::rename_ui(ui, cx.texts.rename(), name);
    if typed == Typed::On {
        return;
    }
    let done = view.renaming.take().filter(|_| typed == Typed::Taken);
    if let Some((node, name)) = done.filter(|(_, name)| *name != node.name) {
        actions.push(Action::from(Edit::RenameNode {
            dataset: cx.dataset.id,
            node,
            name,
        }));
    }
}

/// The name as it is.
fn shown_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, node: &Node, actions: &mut Vec<Action>) {
    let name = match node.indicator() {
        Some(_) => RichText::new(&node.name),
        None => fonts::bold(&node.name),
    };
    let label = egui::Label::new(name)
        .truncate()
        .sense(Sense::click_and_drag());
    // The badge stands at the right, so that names stay in line.
    let right = egui::Layout::right_to_left(egui::Align::Center);
    let left = egui::Layout::left_to_right(egui::Align::Center);
    let response = ui
        .with_layout(right, |ui| {
            own_ui(ui, cx, view, node);
            switched_ui(ui, cx, node, actions);
            ui.with_layout(left, |ui| {
                let name = ui.add(label);
                if let Some(measure) = measure(cx, node) {
                    let measure = RichText::new(measure).weak().small();
                    ui.add(egui::Label::new(measure).truncate());
                }
                name
            })
            .inner
        })
        .inner;
    framework_drag::grip(&response, node.id);
    if response.clicked() || response.gained_focus() {
        view.pick_node(node.id);
    }
    if response.double_clicked() {
        view.renaming = Some((node.id, node.name.clone()));
    }
    response
        .on_hover_cursor(CursorIcon::Grab)
        .on_hover_text(facts(cx, node));
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
