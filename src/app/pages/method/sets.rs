//! The parameters of weights.

use egui::Ui;

use super::fields;
use crate::{
    app::{pages::Cx, widgets},
    engine::{
        AhpMethod, Combination, DataWeighting, Importance, Scope, Weighting, weight::Combined,
    },
};

/// The parameters of a weighting.
pub(super) fn weighting_ui(ui: &mut Ui, cx: &Cx<'_>, weighting: &mut Weighting) {
    match weighting {
        Weighting::Given | Weighting::Equal | Weighting::Expert => {}
        Weighting::Data(data) => data_ui(ui, cx, data),
        Weighting::Ahp { method } => {
            for option in AhpMethod::ALL {
                ui.radio_value(method, option, cx.texts.ahp_method_name(option))
                    .on_hover_text(cx.texts.ahp_method_help(option));
            }
        }
        Weighting::Combined(combined) => combined_ui(ui, cx, combined),
    }
}

fn data_ui(ui: &mut Ui, cx: &Cx<'_>, data: &mut DataWeighting) {
    let texts = cx.texts;
    for option in [Scope::Siblings, Scope::All] {
        ui.radio_value(&mut data.scope, option, texts.scope_name(option))
            .on_hover_text(texts.scope_help(option));
    }
    if let Importance::Entropy { shift } = &mut data.by {
        ui.horizontal(|ui| {
            let label = ui.label(texts.shift());
            let field = widgets::number_field(shift).range(0.0..=f64::MAX);
            ui.add(field)
                .labelled_by(label.id)
                .on_hover_text(texts.shift_help());
        });
    }
    fields::over_ui(ui, cx, texts.scores_from(), &mut data.over);
}

/// Which sets of weights, and how they become one.
fn combined_ui(ui: &mut Ui, cx: &Cx<'_>, combined: &mut Combined) {
    let texts = cx.texts;
    ui.label(texts.sets_combined());
    let two = matches!(combined.how, Combination::Blend { .. });
    let plain = Weighting::all();
    let plain = plain
        .into_iter()
        .filter(|it| !matches!(it, Weighting::Combined(_)));
    for option in plain {
        let at = combined.sets.iter().position(|it| it.key() == option.key());
        let count = combined.sets.len();
        // At least two sets, and just two of a blend: one comes in as the other goes out.
        let free = if at.is_some() { count > 2 } else { true };
        let mut checked = at.is_some();
        let check = egui::Checkbox::new(&mut checked, texts.weighting_name(&option));
        if ui
            .add_enabled(free, check)
            .on_hover_text(texts.weighting_help(&option))
            .changed()
        {
            match at {
                Some(at) => drop(combined.sets.remove(at)),
                None if two && count >= 2 => {
                    combined.sets.pop();
                    combined.sets.push(option);
                }
                None => combined.sets.push(option),
            }
        }
    }
    ui.add_space(4.0);
    for option in Combination::ALL {
        let same = option.key() == combined.how.key();
        let radio = ui.radio(same, texts.combination_name(option));
        if radio
            .on_hover_text(texts.combination_help(option))
            .clicked()
            && !same
        {
            combined.how = option;
            if option != Combination::Product {
                combined.sets.truncate(2);
            }
        }
    }
    if let Combination::Blend { alpha } = &mut combined.how {
        let first = combined.sets.first().map(|it| texts.weighting_name(it));
        ui.horizontal(|ui| {
            fields::share_ui(ui, texts.share_of_first(), first.unwrap_or_default(), alpha);
        });
        fields::sentence(ui, first.unwrap_or_default());
    }
}
