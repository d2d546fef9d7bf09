//! What can be done with a node, behind the button at the end of its row.

use egui::{Role as WidgetRole, Ui};

use super::{Cx, node_panel};
use crate::{
    app::{
        action::Action,
        commands::Command,
        view::{Experts, NodeTab, View},
        widgets,
    },
    engine::{Framework, Node},
    project::{Edit, NodePlace, NodeStep},
};

/// The button and its menu.
pub(super) fn menu_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    framework: &Framework,
    node: &Node,
    actions: &mut Vec<Action>,
) {
    let menu = ui.menu_button("…", |ui| {
        ui.set_min_width(170.0);
        let before = actions.len();
        if ui.button(cx.texts.rename()).clicked() {
            view.renaming = Some((node.id, node.name.clone()));
            ui.close();
        }
        if node.indicator().is_none() {
            aggregate_ui(ui, cx, node, actions);
        }
        ui.separator();
        own_choices_ui(ui, cx, view, node);
        forget_ui(ui, cx, node, actions);
        if node.indicator().is_none() {
            experts_ui(ui, cx, view, node);
        }
        if node.id != framework.root.id {
            ui.separator();
            place_ui(ui, cx, framework, node, actions);
        }
        if actions.len() > before {
            ui.close();
        }
    });
    widgets::named(
        menu.response,
        WidgetRole::Button,
        &cx.texts.menu_of(&node.name),
    );
}

fn aggregate_ui(ui: &mut Ui, cx: &Cx<'_>, node: &Node, actions: &mut Vec<Action>) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    if ui.button(texts.equal_weights()).clicked() {
        actions.push(Action::from(Edit::EqualWeights {
            at: cx.at(),
            parent: node.id,
        }));
    }
    if ui.button(texts.weights_to_hundred()).clicked() {
        actions.push(Action::from(Edit::WeightsToHundred {
            at: cx.at(),
            parent: node.id,
        }));
    }
    if ui.button(texts.add_dimension()).clicked() {
        let name = texts.new_dimension().to_owned();
        actions.push(Action::from(Edit::AddAggregate {
            dataset,
            parent: node.id,
            name,
        }));
    }
    ui.menu_button(texts.add_indicator(), |ui| {
        egui::ScrollArea::vertical()
            .max_height(360.0)
            .show(ui, |ui| {
                for variable in cx.dataset.variables.iter() {
                    if ui.button(&variable.name).clicked() {
                        let variable = variable.id;
                        actions.push(Action::from(Edit::AddIndicator {
                            dataset,
                            parent: node.id,
                            variable,
                        }));
                    }
                }
            });
    });
}

/// An entry for each thing the node may choose for itself.
fn own_choices_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, node: &Node) {
    for &tab in NodeTab::all(node.indicator().is_some()) {
        let name = format!("{}…", node_panel::tab_name(cx.texts, tab));
        let entry = ui.button(&name);
        let spoken = node_panel::tab_name(cx.texts, tab);
        if widgets::named(entry, WidgetRole::Button, spoken).clicked() {
            view.node_panel = Some((node.id, tab));
            ui.close();
        }
    }
}

/// The entry that takes back what the node chose in place of the choices for the whole index.
fn forget_ui(ui: &mut Ui, cx: &Cx<'_>, node: &Node, actions: &mut Vec<Action>) {
    let button = egui::Button::new(cx.texts.forget_choices());
    let button = ui.add_enabled(node.has_own_choices(), button);
    if button
        .on_hover_text(cx.texts.forget_choices_help())
        .clicked()
    {
        actions.push(Action::from(Edit::ForgetChoices {
            dataset: cx.dataset.id,
            node: node.id,
        }));
    }
}

/// The entry that opens what experts judge of the children.
fn experts_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, node: &Node) {
    let name = cx.texts.judgement_matrix();
    let entry = ui.button(format!("{name}…"));
    if widgets::named(entry, WidgetRole::Button, name).clicked() {
        view.experts = Some(Experts::of(node.id));
        ui.close();
    }
}

/// Where the node stands, whether it counts, and whether it stays.
fn place_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    framework: &Framework,
    node: &Node,
    actions: &mut Vec<Action>,
) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    let switch = if node.enabled {
        texts.switch_off()
    } else {
        texts.switch_on()
    };
    if ui.button(switch).clicked() {
        let enabled = !node.enabled;
        actions.push(Action::from(Edit::SetEnabled {
            at: cx.at(),
            node: node.id,
            enabled,
        }));
    }
    steps_ui(ui, cx, framework, node, actions);
    ui.menu_button(texts.move_under(), |ui| {
        for target in framework
            .nodes()
            .into_iter()
            .filter(|it| it.indicator().is_none() && it.id != node.id)
        {
            if ui.button(&target.name).clicked() {
                let (parent, place) = (target.id, usize::MAX);
                actions.push(Action::from(Edit::MoveNode {
                    dataset,
                    node: node.id,
                    parent,
                    place,
                }));
            }
        }
    });
    if ui.button(texts.duplicate()).clicked() {
        actions.push(Action::from(Edit::DuplicateNode {
            dataset,
            node: node.id,
            name: texts.copy_of_node(&node.name),
        }));
    }
    if ui.button(texts.group_node()).clicked() {
        actions.push(Action::from(Edit::GroupNode {
            dataset,
            node: node.id,
            name: texts.new_dimension().to_owned(),
        }));
    }
    if ui.button(texts.remove()).clicked() {
        actions.push(Action::from(Edit::RemoveNode {
            dataset,
            node: node.id,
        }));
    }
}

/// A step up or down among the siblings, out of the parent, or into the sibling above.
fn steps_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    framework: &Framework,
    node: &Node,
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    for (step, name) in [
        (NodeStep::Up, texts.move_up()),
        (NodeStep::Down, texts.move_down()),
        (NodeStep::Out, texts.move_out()),
        (NodeStep::In, texts.move_in()),
    ] {
        let place = NodePlace::after(framework, node.id, step);
        let keys = Command::MoveNode(step).keys_text(ui);
        let entry = ui.add_enabled(place.is_some(), egui::Button::new(name).shortcut_text(keys));
        let entry = widgets::named(entry, WidgetRole::Button, name);
        if let Some(place) = place.filter(|_| entry.clicked()) {
            actions.push(Action::from(place.edit(cx.dataset.id, node.id)));
        }
    }
}
