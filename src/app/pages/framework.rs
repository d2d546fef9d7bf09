//! The tree with its weights, and the ranking beside it.

use egui::{RichText, Role as WidgetRole, Slider, TextEdit, Ui};

use super::{
    Cx, empty_ui, experts, findings, framework_menu, live_ranking, method, node_panel, own_mark,
};
use crate::{
    app::{
        action::{Action, ReadAs},
        fonts, format,
        table::{self, Parts, Sheet},
        theme,
        view::{NodeTab, View},
        widgets,
    },
    engine::{Direction, Framework, Node, Severity, Weighting},
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
            live_ranking::live_ranking_ui(ui, cx, view, actions);
        });
    // The errors where they were chosen.
    let findings = cx.derived.results.findings.iter();
    let errors = findings.filter(|it| it.severity() == Severity::Error);
    for finding in errors.take(4) {
        findings::finding_ui(ui, cx, finding, actions);
    }
    tree_ui(ui, cx, view, framework, actions);
}

/// A row of the tree: a node, how deep it is, and its parent.
struct Row<'a> {
    node: &'a Node,
    depth: usize,
    parent: Option<&'a Node>,
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
    let widths = [84.0, 150.0, 104.0, 92.0, 80.0, 44.0];
    let name = table::column("node", 200.0)
        .range(120.0..=600.0)
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
    fix_slider_tops(ui, view, framework);
    let texts = cx.texts;
    let heads = [
        texts.node(),
        texts.direction(),
        texts.weight(),
        texts.weight_typed(),
        texts.weight_among_siblings(),
        texts.weight_in_index(),
        "",
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
            if (3..=5).contains(&column) {
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
                2 => slider_ui(ui, cx, view, row, actions),
                3 => typed_ui(ui, cx, row, actions),
                4 | 5 => share_ui(ui, cx, row.node, column == 5),
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
        if let Some((node, name)) = &mut view.renaming
            && *node == row.node.id
        {
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
                    .filter(|(_, name)| !given_up && *name != row.node.name);
                if let Some((node, name)) = done {
                    actions.push(Action::from(Edit::RenameNode {
                        dataset: cx.dataset.id,
                        node,
                        name,
                    }));
                }
            }
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
                ui.with_layout(left, |ui| ui.add(label)).inner
            })
            .inner;
        if response.double_clicked() {
            view.renaming = Some((row.node.id, row.node.name.clone()));
        }
        response.on_hover_text(facts(cx, row.node));
    });
}

/// The node's name, measure and source, a line each.
fn facts(cx: &Cx<'_>, node: &Node) -> String {
    let variable = node.indicator().map(|it| it.variable);
    let measure = variable.and_then(|it| cx.dataset.variable(it)?.measure.clone());
    let mut facts = vec![node.name.clone()];
    facts.extend(measure);
    facts.push(node.source.clone());
    facts.retain(|it| !it.is_empty());
    facts.join("\n")
}

/// How many choices the node has made for itself; a click shows them.
fn own_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, node: &Node) {
    let own = node_panel::own_choices(cx, node);
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

/// Whether typed weights count below this parent.
fn typed_weights_count(cx: &Cx<'_>, parent: &Node) -> bool {
    let own = match &parent.kind {
        crate::engine::NodeKind::Aggregate(aggregate) => aggregate.weighting.clone(),
        crate::engine::NodeKind::Indicator(_) => None,
    };
    match own.unwrap_or(cx.scene.method.weighting.clone()) {
        Weighting::Combined(combined) => combined.sets.contains(&Weighting::Given),
        one => one == Weighting::Given,
    }
}

/// The weight as typed; blank ones stand as the equals they count as.
fn typed_weight(node: &Node) -> f64 {
    node.weight.unwrap_or(1.0)
}

fn slider_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, row: &Row<'_>, actions: &mut Vec<Action>) {
    let Some(parent) = row.parent else { return };
    let top = view.slider_tops.get(&parent.id).copied().unwrap_or(1.0);
    let mut weight = typed_weight(row.node);
    let live = typed_weights_count(cx, parent) && row.node.enabled;
    ui.add_enabled_ui(live, |ui| {
        ui.spacing_mut().slider_width = ui.available_width() - 6.0;
        let slider = Slider::new(&mut weight, 0.0..=top)
            .show_value(false)
            .clamping(egui::SliderClamping::Edits);
        let response = ui.add(slider.step_by(top / 200.0));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_label(cx.texts.weight_of(&row.node.name));
        });
        if response.changed() {
            // A step of a slider is no round number: 3.4, not 3.4000000000000004.
            let weight = egui::emath::round_to_decimals(weight, 9);
            actions.push(weigh(cx, row.node, weight));
        }
    });
}

fn typed_ui(ui: &mut Ui, cx: &Cx<'_>, row: &Row<'_>, actions: &mut Vec<Action>) {
    let Some(parent) = row.parent else { return };
    let mut weight = typed_weight(row.node);
    let live = typed_weights_count(cx, parent) && row.node.enabled;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().interact_size.x = 60.0;
        let field = widgets::number_field(&mut weight).range(0.0..=1e12);
        let response = ui.add_enabled(live, field);
        let name = cx.texts.weight_number_of(&row.node.name);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(name));
        if response.changed() {
            actions.push(weigh(cx, row.node, weight));
        }
        let node = row.node.id;
        let weight = cx.texts.weight_of(&row.node.name);
        own_mark::mark_ui(ui, cx, (Aspect::Weight { node }, &weight), actions);
    });
}

fn weigh(cx: &Cx<'_>, node: &Node, weight: f64) -> Action {
    Action::from(Edit::SetWeight {
        at: cx.at(),
        node: node.id,
        weight: Some(weight),
    })
}

fn share_ui(ui: &mut Ui, cx: &Cx<'_>, node: &Node, in_index: bool) {
    let (relative, effective) = cx.derived.weights(node.id);
    let share = if in_index { effective } else { relative };
    table::number(ui, share.map_or_else(|| "–".to_owned(), format::percent));
}

/// The top of the sliders below each aggregate: a round number above the largest weight, or the
/// whole where weights are shares of 1 or of 100. Left as it is while something is dragged.
fn fix_slider_tops(ui: &Ui, view: &mut View, framework: &Framework) {
    if ui.input(|input| input.pointer.any_down()) && !view.slider_tops.is_empty() {
        return;
    }
    view.slider_tops = framework
        .nodes()
        .into_iter()
        .filter(|node| !node.children().is_empty())
        .map(|node| {
            (
                node.id,
                slider_top(node.children().iter().map(typed_weight)),
            )
        })
        .collect();
}

fn slider_top(weights: impl Iterator<Item = f64> + Clone) -> f64 {
    let sum: f64 = weights.clone().sum();
    let most = weights.fold(0.0, f64::max);
    for whole in [1.0, 100.0] {
        if (sum - whole).abs() < 1e-6 * whole {
            return whole;
        }
    }
    let tens = libm::pow(10.0, libm::floor(libm::log10(most.max(1e-9))));
    [2.0, 5.0, 10.0, 20.0]
        .into_iter()
        .map(|step| step * tens)
        .find(|&top| top > most)
        .unwrap_or(most * 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sliders_end_at_a_round_number_above_the_weights() {
        for (weights, top) in [
            (vec![1.0, 1.0, 1.0], 2.0),
            (vec![0.3, 0.7], 1.0),
            (vec![20.0, 80.0], 100.0),
            (vec![3.0, 2.0], 5.0),
            (vec![7.0, 5.0], 10.0),
            (vec![10.0, 3.0], 20.0),
        ] {
            assert_eq!(slider_top(weights.iter().copied()), top, "{weights:?}");
        }
    }
}
