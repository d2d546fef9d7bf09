//! What can be done with a node, behind the button at the end of its row.

use egui::{Role as WidgetRole, Ui};

use super::{Cx, method_bar::exponent_ui};
use crate::{
    app::{action::Action, view::View, widgets},
    engine::{
        Aggregate, Aggregation, Framework, Indicator, Node, NodeKind, Normalisation, Weighting,
    },
    project::Edit,
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
        match &node.kind {
            NodeKind::Aggregate(aggregate) => aggregate_ui(ui, cx, node, aggregate, actions),
            NodeKind::Indicator(indicator) => indicator_ui(ui, cx, node, indicator, actions),
        }
        if node.id != framework.root.id {
            ui.separator();
            place_ui(ui, cx, framework, node, actions);
        }
        // Goalposts are two numbers; all else is done with one click.
        let typed = |action: &Action| matches!(action, Action::Edit(edit) if matches!(**edit, Edit::SetGoalposts { .. }));
        if actions.len() > before && !actions.last().is_some_and(typed) {
            ui.close();
        }
    });
    widgets::named(
        menu.response,
        WidgetRole::Button,
        &cx.texts.menu_of(&node.name),
    );
}

fn aggregate_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    node: &Node,
    aggregate: &Aggregate,
    actions: &mut Vec<Action>,
) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    if ui.button(texts.equal_weights()).clicked() {
        actions.push(Action::from(Edit::EqualWeights {
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
    own_choices_ui(ui, cx, node, aggregate, actions);
}

/// The aggregate's own weighting and aggregation, or those of the index.
fn own_choices_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    node: &Node,
    aggregate: &Aggregate,
    actions: &mut Vec<Action>,
) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    ui.menu_button(texts.own_weighting(), |ui| {
        let own = Weighting::all().into_iter().map(Some);
        for weighting in std::iter::once(None).chain(own) {
            let name = weighting
                .as_ref()
                .map_or(texts.as_index_wide(), |it| texts.weighting_name(it));
            let same = weighting.as_ref().map(Weighting::key)
                == aggregate.weighting.as_ref().map(Weighting::key);
            if ui.radio(same, name).clicked() && !same {
                let node = node.id;
                actions.push(Action::from(Edit::SetWeighting {
                    dataset,
                    node,
                    weighting,
                }));
            }
        }
    });
    ui.menu_button(texts.own_aggregation(), |ui| {
        for aggregation in std::iter::once(None).chain(Aggregation::ALL.map(Some)) {
            let name = aggregation.map_or(texts.as_index_wide(), |it| texts.aggregation_name(it));
            let same =
                aggregate.aggregation.map(Aggregation::kind) == aggregation.map(Aggregation::kind);
            if ui.radio(same, name).clicked() && !same {
                let node = node.id;
                actions.push(Action::from(Edit::SetAggregation {
                    dataset,
                    node,
                    aggregation,
                }));
            }
        }
        let present = aggregate.aggregation.unwrap_or_default();
        if let Some(power) = exponent_ui(ui, cx, present) {
            actions.push(Action::from(Edit::SetAggregation {
                dataset,
                node: node.id,
                aggregation: Some(power),
            }));
        }
    });
}

fn indicator_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    node: &Node,
    indicator: &Indicator,
    actions: &mut Vec<Action>,
) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    ui.menu_button(texts.own_normalisation(), |ui| {
        let range = cx.dataset.method_in(None).normalisation.range();
        let alike = |it: Normalisation| match range {
            Some(range) => it.with_range(range),
            None => it,
        };
        let own = std::iter::once(None).chain(Normalisation::all().map(|it| Some(alike(it))));
        for normalisation in own {
            let name = normalisation
                .as_ref()
                .map_or(texts.as_index_wide(), |it| texts.normalisation_name(it));
            let same = normalisation.as_ref().map(Normalisation::key)
                == indicator.normalisation.as_ref().map(Normalisation::key);
            if ui.radio(same, name).clicked() && !same {
                actions.push(Action::from(Edit::SetNormalisation {
                    dataset,
                    node: node.id,
                    normalisation,
                }));
            }
        }
    });
    ui.menu_button(texts.goalposts_of(), |ui| {
        goalposts_ui(ui, cx, node, indicator, actions);
    });
}

/// The indicator's own goalposts and target.
fn goalposts_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    node: &Node,
    indicator: &Indicator,
    actions: &mut Vec<Action>,
) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    let (mut lo, mut hi) = (indicator.lo, indicator.hi);
    let changed = [
        widgets::optional_number(ui, texts.lower_goalpost(), &mut lo, 0.0),
        widgets::optional_number(ui, texts.upper_goalpost(), &mut hi, 100.0),
    ];
    if changed.contains(&true) {
        actions.push(Action::from(Edit::SetGoalposts {
            dataset,
            node: node.id,
            lo,
            hi,
        }));
    }
    let mut target = indicator.target;
    if widgets::optional_number(ui, texts.target(), &mut target, 100.0) {
        actions.push(Action::from(Edit::SetTarget {
            dataset,
            node: node.id,
            target,
        }));
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
    among_siblings_ui(ui, cx, framework, node, actions);
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
    if ui.button(texts.remove()).clicked() {
        actions.push(Action::from(Edit::RemoveNode {
            dataset,
            node: node.id,
        }));
    }
}

/// Up and down among the siblings.
fn among_siblings_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    framework: &Framework,
    node: &Node,
    actions: &mut Vec<Action>,
) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    if let Some(parent) = framework.parent_of(node.id) {
        let siblings = parent.children();
        let at = siblings.iter().position(|it| it.id == node.id).unwrap_or(0);
        let to = |place| {
            Action::from(Edit::MoveNode {
                dataset,
                node: node.id,
                parent: parent.id,
                place,
            })
        };
        if ui
            .add_enabled(at > 0, egui::Button::new(texts.move_up()))
            .clicked()
        {
            actions.push(to(at.saturating_sub(1)));
        }
        if ui
            .add_enabled(
                at + 1 < siblings.len(),
                egui::Button::new(texts.move_down()),
            )
            .clicked()
        {
            actions.push(to(at + 1));
        }
    }
}
