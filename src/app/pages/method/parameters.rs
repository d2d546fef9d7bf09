//! The parameters of a normalisation, beside range and periods.

use egui::{ComboBox, Ui};

use super::fields::number_ui;
use crate::{
    app::{pages::Cx, widgets},
    engine::{Normalisation, Period, UnitId},
};

/// A field for each parameter there is.
pub(super) fn parameters_ui(ui: &mut Ui, cx: &Cx<'_>, normalisation: &mut Normalisation) {
    let texts = cx.texts;
    match normalisation {
        Normalisation::Goalposts { lo, hi, .. } => limits_ui(ui, cx, lo, hi),
        Normalisation::ZScore { mean, sd, .. } => {
            number_ui(ui, texts.score_of_mean(), mean);
            number_ui(ui, texts.score_of_sd(), sd);
        }
        Normalisation::Efficacy { c, d, lo, hi, .. } => {
            number_ui(ui, texts.base_score(), c);
            number_ui(ui, texts.points_on_top(), d);
            limits_ui(ui, cx, lo, hi);
        }
        Normalisation::DistanceUnit { unit, cap, .. } => {
            ui.horizontal(|ui| unit_ui(ui, cx, unit));
            ui.checkbox(cap, texts.capped());
        }
        Normalisation::DistanceTarget { target, cap, .. } => {
            widgets::optional_number(ui, texts.target(), target, 100.0);
            ui.checkbox(cap, texts.capped());
        }
        Normalisation::BaseIndex { base } => {
            ui.horizontal(|ui| base_ui(ui, cx, base));
        }
        _ => {}
    }
}

/// The limits of indicators that state none.
fn limits_ui(ui: &mut Ui, cx: &Cx<'_>, lo: &mut Option<f64>, hi: &mut Option<f64>) {
    widgets::optional_number(ui, cx.texts.lower_goalpost(), lo, 0.0);
    widgets::optional_number(ui, cx.texts.upper_goalpost(), hi, 100.0);
}

/// The unit that others are measured against.
fn unit_ui(ui: &mut Ui, cx: &Cx<'_>, unit: &mut Option<UnitId>) {
    let texts = cx.texts;
    let label = ui.label(texts.reference_unit());
    let named = unit.and_then(|unit| cx.dataset.unit(unit));
    let name = named.map_or(texts.choose_unit(), |it| it.label.as_str());
    let combo = ComboBox::from_id_salt("reference unit").selected_text(name);
    let shown = combo.show_ui(ui, |ui| {
        for option in cx.dataset.units.iter() {
            ui.selectable_value(unit, Some(option.id), &option.label);
        }
    });
    shown.response.labelled_by(label.id);
}

/// The period that is 100.
fn base_ui(ui: &mut Ui, cx: &Cx<'_>, base: &mut Option<Period>) {
    let texts = cx.texts;
    let label = ui.label(texts.base_period());
    let name = |base: &Option<Period>| match base {
        Some(base) => texts.period(base),
        None => texts.first_period().to_owned(),
    };
    let combo = ComboBox::from_id_salt("base period").selected_text(name(base));
    let shown = combo.show_ui(ui, |ui| {
        let periods = cx.derived.periods.iter().cloned().map(Some);
        for option in std::iter::once(None).chain(periods) {
            let told = name(&option);
            ui.selectable_value(base, option, told);
        }
    });
    shown.response.labelled_by(label.id);
}
