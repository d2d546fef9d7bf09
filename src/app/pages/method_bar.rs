//! The choices that hold for the whole index, each with a plain sentence.

use egui::{ComboBox, Ui};

use super::Cx;
use crate::{
    app::{action::Action, widgets},
    engine::{Aggregation, Normalisation, Weighting},
    project::{Edit, MethodPatch},
};

/// The bar above the framework.
pub(super) fn method_bar_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let method = cx.dataset.method_in(None);
    ui.horizontal_wrapped(|ui| {
        normalisation_ui(ui, cx, &method.normalisation, actions);
        weighting_ui(ui, cx, method.weighting, actions);
        aggregation_ui(ui, cx, method.aggregation_at(2), actions);
    });
}

fn choose(cx: &Cx<'_>, choices: MethodPatch, actions: &mut Vec<Action>) {
    actions.push(Action::from(Edit::SetMethod {
        at: cx.at(),
        choices,
    }));
}

fn normalisation_ui(ui: &mut Ui, cx: &Cx<'_>, present: &Normalisation, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let label = ui.label(texts.normalisation());
    let combo = ComboBox::from_id_salt("normalisation")
        .selected_text(texts.normalisation_name(present))
        .width(190.0);
    let shown = combo.show_ui(ui, |ui| {
        for option in Normalisation::all() {
            let same = option.key() == present.key();
            let entry = ui.selectable_label(same, texts.normalisation_name(&option));
            if entry
                .on_hover_text(texts.normalisation_help(&option))
                .clicked()
                && !same
            {
                let normalisation = Some(option.with_range(present.range()));
                choose(
                    cx,
                    MethodPatch {
                        normalisation,
                        ..MethodPatch::default()
                    },
                    actions,
                );
            }
        }
    });
    shown
        .response
        .labelled_by(label.id)
        .on_hover_text(texts.normalisation_help(present));
    range_ui(ui, cx, present, actions);
}

/// The ends of the score range.
fn range_ui(ui: &mut Ui, cx: &Cx<'_>, present: &Normalisation, actions: &mut Vec<Action>) {
    ui.label(cx.texts.range());
    let [mut lower, mut upper] = present.range();
    let field = |value: &mut f64, name: &str, ui: &mut Ui| {
        let response = ui.add(widgets::number_field(value));
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(name));
        response.changed()
    };
    let changed = [field(&mut lower, cx.texts.range_from(), ui), {
        ui.label("–");
        field(&mut upper, cx.texts.range_to(), ui)
    }];
    if changed.contains(&true) {
        let normalisation = Some(present.clone().with_range([lower, upper]));
        choose(
            cx,
            MethodPatch {
                normalisation,
                ..MethodPatch::default()
            },
            actions,
        );
    }
}

fn weighting_ui(ui: &mut Ui, cx: &Cx<'_>, present: Weighting, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let label = ui.label(texts.weighting());
    let combo = ComboBox::from_id_salt("weighting")
        .selected_text(texts.weighting_name(present))
        .width(130.0);
    let shown = combo.show_ui(ui, |ui| {
        for option in Weighting::ALL {
            let entry = ui.selectable_label(option == present, texts.weighting_name(option));
            if entry.on_hover_text(texts.weighting_help(option)).clicked() && option != present {
                choose(
                    cx,
                    MethodPatch {
                        weighting: Some(option),
                        ..MethodPatch::default()
                    },
                    actions,
                );
            }
        }
    });
    shown
        .response
        .labelled_by(label.id)
        .on_hover_text(texts.weighting_help(present));
}

fn aggregation_ui(ui: &mut Ui, cx: &Cx<'_>, present: Aggregation, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let label = ui.label(texts.aggregation());
    let combo = ComboBox::from_id_salt("aggregation")
        .selected_text(texts.aggregation_name(present))
        .width(170.0);
    let shown = combo.show_ui(ui, |ui| {
        for option in Aggregation::ALL {
            let entry = ui.selectable_label(option == present, texts.aggregation_name(option));
            if entry
                .on_hover_text(texts.aggregation_help(option))
                .clicked()
                && option != present
            {
                choose(
                    cx,
                    MethodPatch {
                        aggregations: Some(vec![option]),
                        ..MethodPatch::default()
                    },
                    actions,
                );
            }
        }
    });
    shown
        .response
        .labelled_by(label.id)
        .on_hover_text(texts.aggregation_help(present));
}
