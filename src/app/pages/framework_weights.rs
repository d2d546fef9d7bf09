//! The weights in the tree: dragged, typed, locked, and what they come to.

use egui::{Checkbox, Slider, Ui};

use super::{Cx, framework::Row, own_mark};
use crate::{
    app::{
        action::Action,
        format, table,
        view::{View, Weighing},
        widgets,
    },
    engine::{Framework, Node, Weighting},
    project::{Aspect, Edit},
};

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

pub(super) fn slider_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &View,
    row: &Row<'_>,
    actions: &mut Vec<Action>,
) {
    let Some(parent) = row.parent else { return };
    let top = view.slider_tops.get(&parent.id).copied().unwrap_or(1.0);
    let mut weight = typed_weight(row.node);
    let live = typed_weights_count(cx, parent) && row.node.enabled && !row.node.locked;
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
            actions.push(weigh(cx, view, row.node, weight));
        }
    });
}

pub(super) fn typed_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &View,
    row: &Row<'_>,
    actions: &mut Vec<Action>,
) {
    let Some(parent) = row.parent else { return };
    let mut weight = typed_weight(row.node);
    let live = typed_weights_count(cx, parent) && row.node.enabled && !row.node.locked;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().interact_size.x = 60.0;
        let field = widgets::number_field(&mut weight).range(0.0..=1e12);
        let response = ui.add_enabled(live, field);
        let name = cx.texts.weight_number_of(&row.node.name);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(name));
        if response.changed() {
            actions.push(weigh(cx, view, row.node, weight));
        }
        let node = row.node.id;
        let weight = cx.texts.weight_of(&row.node.name);
        own_mark::mark_ui(ui, cx, (Aspect::Weight { node }, &weight), actions);
    });
}

fn weigh(cx: &Cx<'_>, view: &View, node: &Node, weight: f64) -> Action {
    let (at, id) = (cx.at(), node.id);
    Action::from(match view.weighing {
        Weighing::Alone => Edit::SetWeight {
            at,
            node: id,
            weight: Some(weight),
        },
        Weighing::Together => Edit::ShareWeight {
            at,
            node: id,
            weight,
        },
    })
}

/// Keeps a weight where it is, or no longer.
pub(super) fn lock_ui(ui: &mut Ui, cx: &Cx<'_>, row: &Row<'_>, actions: &mut Vec<Action>) {
    if row.parent.is_none() {
        return;
    }
    let mut locked = row.node.locked;
    let check = ui.add(Checkbox::without_text(&mut locked));
    let name = cx.texts.lock_of(&row.node.name);
    ui.ctx()
        .accesskit_node_builder(check.id, |node| node.set_label(name));
    let changed = check.changed();
    check.on_hover_text(cx.texts.lock_help());
    if changed {
        actions.push(Action::from(Edit::SetLocked {
            dataset: cx.dataset.id,
            node: row.node.id,
            locked,
        }));
    }
}

pub(super) fn share_ui(ui: &mut Ui, cx: &Cx<'_>, node: &Node, in_index: bool) {
    let (relative, effective) = cx.derived.weights(node.id);
    let share = if in_index { effective } else { relative };
    table::number(ui, share.map_or_else(|| "–".to_owned(), format::percent));
}

/// The top of the sliders below each aggregate: a round number above the largest weight, or the
/// whole where weights are shares of 1 or of 100. Left as it is while something is dragged.
pub(super) fn fix_slider_tops(ui: &Ui, view: &mut View, framework: &Framework) {
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
