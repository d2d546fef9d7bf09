//! The choices that hold for the whole index, each with a plain sentence.

use egui::{ComboBox, Label, Response, Ui};

use super::{Cx, parameters::parameters_ui};
use crate::{
    app::{action::Action, widgets},
    engine::{
        Aggregation, DataWeighting, Importance, Normalisation, Over, Weighting, normalise::HUNDRED,
    },
    project::{Edit, MethodPatch},
};

/// The bar above the framework.
pub(super) fn method_bar_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let method = cx.dataset.method_in(None);
    ui.horizontal_wrapped(|ui| {
        normalisation_ui(ui, cx, &method.normalisation, actions);
    });
    ui.horizontal_wrapped(|ui| {
        weighting_ui(ui, cx, &method.weighting, actions);
        aggregation_ui(ui, cx, method.aggregation_at(2), actions);
        availability_ui(ui, cx, method.min_availability, actions);
    });
}

/// A label that goes to the next row as a whole.
pub(super) fn whole(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(text).extend())
}

pub(super) fn choose(cx: &Cx<'_>, choices: MethodPatch, actions: &mut Vec<Action>) {
    actions.push(Action::from(Edit::SetMethod {
        at: cx.at(),
        choices,
    }));
}

fn normalisation_ui(ui: &mut Ui, cx: &Cx<'_>, present: &Normalisation, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let label = whole(ui, texts.normalisation());
    let combo = ComboBox::from_id_salt("normalisation")
        .height(620.0)
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
                let range = present.range().unwrap_or(HUNDRED);
                let normalisation = Some(option.with_range(range));
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
    over_ui(ui, cx, present, actions);
    parameters_ui(ui, cx, present, actions);
}

/// The ends of the score range, where there is one to choose.
fn range_ui(ui: &mut Ui, cx: &Cx<'_>, present: &Normalisation, actions: &mut Vec<Action>) {
    let Some([mut lower, mut upper]) = present.range() else {
        return;
    };
    whole(ui, cx.texts.range());
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

fn weighting_ui(ui: &mut Ui, cx: &Cx<'_>, present: &Weighting, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let label = whole(ui, texts.weighting());
    let combo = ComboBox::from_id_salt("weighting")
        .height(400.0)
        .selected_text(texts.weighting_name(present))
        .width(130.0);
    let shown = combo.show_ui(ui, |ui| {
        for option in Weighting::all() {
            let same = option.key() == present.key();
            let entry = ui.selectable_label(same, texts.weighting_name(&option));
            let entry = entry.on_hover_text(texts.weighting_help(&option));
            if entry.clicked() && !same {
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
    let Weighting::Data(data) = present else {
        return;
    };
    let mut data = data.clone();
    let (shifted, moved) = (
        shift_ui(ui, cx, &mut data),
        scores_from_ui(ui, cx, &mut data),
    );
    if shifted || moved {
        choose(
            cx,
            MethodPatch {
                weighting: Some(Weighting::Data(data)),
                ..MethodPatch::default()
            },
            actions,
        );
    }
}

/// What an entropy adds before shares are taken; answers whether it was changed.
fn shift_ui(ui: &mut Ui, cx: &Cx<'_>, data: &mut DataWeighting) -> bool {
    let Importance::Entropy { shift } = &mut data.by else {
        return false;
    };
    let label = whole(ui, cx.texts.shift());
    let field = widgets::number_field(shift).range(0.0..=f64::MAX);
    ui.add(field)
        .labelled_by(label.id)
        .on_hover_text(cx.texts.shift_help())
        .changed()
}

/// From which periods the scores come that weights are made of; answers whether it was changed.
fn scores_from_ui(ui: &mut Ui, cx: &Cx<'_>, data: &mut DataWeighting) -> bool {
    let periods = &cx.derived.periods;
    if periods.len() < 2 && data.over == Over::Period {
        return false;
    }
    let texts = cx.texts;
    let label = whole(ui, texts.scores_from());
    let before = data.over.clone();
    let combo = ComboBox::from_id_salt("scores-from").selected_text(texts.over_name(&before));
    let shown = combo.show_ui(ui, |ui| {
        let bases = periods.iter().cloned().map(Over::Base);
        for option in [Over::Period, Over::Pooled].into_iter().chain(bases) {
            let name = texts.over_name(&option);
            ui.selectable_value(&mut data.over, option, name);
        }
    });
    shown.response.labelled_by(label.id);
    data.over != before
}

fn aggregation_ui(ui: &mut Ui, cx: &Cx<'_>, present: Aggregation, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let label = whole(ui, texts.aggregation());
    let combo = ComboBox::from_id_salt("aggregation")
        .height(400.0)
        .selected_text(texts.aggregation_name(present))
        .width(170.0);
    let shown = combo.show_ui(ui, |ui| {
        for option in Aggregation::ALL {
            let same = option.kind() == present.kind();
            let entry = ui.selectable_label(same, texts.aggregation_name(option));
            if entry
                .on_hover_text(texts.aggregation_help(option))
                .clicked()
                && !same
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
    if let Some(power) = exponent_ui(ui, cx, present) {
        choose(
            cx,
            MethodPatch {
                aggregations: Some(vec![power]),
                ..MethodPatch::default()
            },
            actions,
        );
    }
}

/// The exponent of a power mean; the aggregation with a new one once one is typed.
pub(super) fn exponent_ui(ui: &mut Ui, cx: &Cx<'_>, present: Aggregation) -> Option<Aggregation> {
    let Aggregation::Power(mut p) = present else {
        return None;
    };
    let label = whole(ui, cx.texts.exponent());
    let field = ui
        .add(widgets::number_field(&mut p))
        .labelled_by(label.id)
        .on_hover_text(cx.texts.exponent_help());
    let usable = p.is_normal();
    (field.changed() && usable).then_some(Aggregation::Power(p))
}

/// From which periods bounds come, where there are several periods to choose from.
fn over_ui(ui: &mut Ui, cx: &Cx<'_>, present: &Normalisation, actions: &mut Vec<Action>) {
    let Some(over) = present.over() else {
        return;
    };
    let periods = &cx.derived.periods;
    if periods.len() < 2 && over == Over::Period {
        return;
    }
    let texts = cx.texts;
    let label = whole(ui, &texts.bounds_from(present));
    let combo = ComboBox::from_id_salt("over").selected_text(texts.over_name(&over));
    let shown = combo.show_ui(ui, |ui| {
        let bases = periods.iter().cloned().map(Over::Base);
        for option in [Over::Period, Over::Pooled].into_iter().chain(bases) {
            let entry = ui.selectable_label(option == over, texts.over_name(&option));
            if entry.on_hover_text(texts.over_help(&option)).clicked() && option != over {
                let normalisation = Some(present.clone().with_over(option));
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
        .on_hover_text(texts.over_help(&over));
}

/// The least share of a node's weight that a unit needs data for, in per cent.
fn availability_ui(ui: &mut Ui, cx: &Cx<'_>, present: f64, actions: &mut Vec<Action>) {
    let label = whole(ui, cx.texts.min_availability());
    let mut percent = present * 100.0;
    let field = widgets::number_field(&mut percent)
        .range(0.0..=100.0)
        .suffix("%");
    let response = ui.add(field).labelled_by(label.id);
    if response
        .on_hover_text(cx.texts.min_availability_help())
        .changed()
    {
        let min_availability = Some(percent / 100.0);
        choose(
            cx,
            MethodPatch {
                min_availability,
                ..MethodPatch::default()
            },
            actions,
        );
    }
}
