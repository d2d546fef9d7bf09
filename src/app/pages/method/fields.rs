//! The fields of parameters.

use egui::{ComboBox, RichText, Ui};

use crate::{
    app::{pages::Cx, widgets},
    engine::{Aggregation, Imputation, Over, Treatment, treat::Then},
};

/// A sentence in weak letters.
pub(super) fn sentence(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(RichText::new(text).weak()).wrap());
}

/// A named field for a number; true if it was changed.
pub(super) fn number_ui(ui: &mut Ui, name: &str, number: &mut f64) -> bool {
    let row = ui.horizontal(|ui| {
        let label = ui.label(name);
        ui.add(widgets::number_field(number)).labelled_by(label.id)
    });
    row.inner.changed()
}

/// A named field for a whole number.
pub(super) fn whole_ui(ui: &mut Ui, name: &str, number: &mut u32, least: u32, most: u32) -> bool {
    let row = ui.horizontal(|ui| {
        let label = ui.label(name);
        let field = egui::DragValue::new(number)
            .speed(0.05)
            .range(least..=most)
            .update_while_editing(false);
        ui.add(field).labelled_by(label.id)
    });
    row.inner.changed()
}

/// A named field for a share, in per cent; true if it was changed.
pub(crate) fn share_ui(ui: &mut Ui, name: &str, help: &str, share: &mut f64) -> bool {
    let before = *share;
    let label = ui.label(name);
    percent_ui(ui, share, true)
        .labelled_by(label.id)
        .on_hover_text(help);
    *share != before
}

/// A share that is shown to a hundredth of a per cent and kept in full until another is typed.
fn percent_ui(ui: &mut Ui, share: &mut f64, enabled: bool) -> egui::Response {
    let rounded = |share: f64| libm::round(share * 10_000.0) / 100.0;
    let mut percent = rounded(*share);
    let field = widgets::number_field(&mut percent)
        .range(0.0..=100.0)
        .suffix("%");
    let response = ui.add_enabled(enabled, field);
    if percent != rounded(*share) {
        *share = percent / 100.0;
    }
    response
}

/// A share that may be asked for or not; true if it was changed.
pub(super) fn optional_share(
    ui: &mut Ui,
    name: &str,
    help: &str,
    stated: &mut Option<f64>,
    first: f64,
) -> bool {
    let before = *stated;
    ui.horizontal(|ui| {
        let (mut checked, mut share) = (stated.is_some(), stated.unwrap_or(first));
        let check = ui.checkbox(&mut checked, name).on_hover_text(help);
        percent_ui(ui, &mut share, checked).labelled_by(check.id);
        *stated = checked.then_some(share);
    });
    before != *stated
}

/// From which periods statistics come, where there are several periods to choose from.
pub(super) fn over_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str, over: &mut Over) {
    let periods = &cx.derived.periods;
    if periods.len() < 2 && *over == Over::Period {
        return;
    }
    let texts = cx.texts;
    ui.horizontal(|ui| {
        let label = ui.label(name);
        let combo = ComboBox::from_id_salt(("over", name)).selected_text(texts.over_name(over));
        let shown = combo.show_ui(ui, |ui| {
            let bases = periods.iter().cloned().map(Over::Base);
            for option in [Over::Period, Over::Pooled].into_iter().chain(bases) {
                let (told, help) = (texts.over_name(&option), texts.over_help(&option));
                ui.selectable_value(over, option, told).on_hover_text(help);
            }
        });
        shown.response.labelled_by(label.id);
    });
}

pub(super) fn imputation_ui(ui: &mut Ui, cx: &Cx<'_>, imputation: &mut Imputation) {
    let texts = cx.texts;
    match imputation {
        Imputation::None | Imputation::Linear | Imputation::Nearest => {}
        Imputation::Mean { over } | Imputation::Median { over } => {
            over_ui(ui, cx, texts.statistics_from(), over);
        }
        Imputation::GroupMean { group, over } | Imputation::GroupMedian { group, over } => {
            group_ui(ui, cx, group);
            over_ui(ui, cx, texts.statistics_from(), over);
        }
        Imputation::RowMean { level } => {
            let mut typed = u32::try_from(*level).unwrap_or(2);
            if whole_ui(ui, texts.row_level(), &mut typed, 2, 9) {
                *level = usize::try_from(typed).unwrap_or(2);
            }
            sentence(ui, texts.row_level_help());
        }
        Imputation::CarryForward { max } => {
            ui.horizontal(|ui| {
                let (mut checked, mut periods) = (max.is_some(), max.unwrap_or(1));
                let check = ui.checkbox(&mut checked, texts.look_back());
                let field = egui::DragValue::new(&mut periods)
                    .speed(0.05)
                    .range(1..=1000)
                    .update_while_editing(false);
                ui.add_enabled(checked, field).labelled_by(check.id);
                *max = checked.then_some(periods);
            });
        }
        Imputation::Constant { value } => {
            number_ui(ui, texts.constant_value(), value);
        }
    }
}

fn group_ui(ui: &mut Ui, cx: &Cx<'_>, group: &mut String) {
    ui.horizontal(|ui| {
        let label = ui.label(cx.texts.group_kind());
        let combo = ComboBox::from_id_salt("group kind").selected_text(group.as_str());
        let shown = combo.show_ui(ui, |ui| {
            for kind in cx.group_kinds() {
                ui.selectable_value(group, kind.to_owned(), kind);
            }
        });
        shown.response.labelled_by(label.id);
    });
}

pub(super) fn treatment_ui(ui: &mut Ui, cx: &Cx<'_>, treatment: &mut Treatment) {
    let texts = cx.texts;
    match treatment {
        Treatment::None => {}
        Treatment::Winsorise {
            points,
            skewness,
            kurtosis,
            then,
            over,
        } => {
            whole_ui(ui, texts.most_points(), points, 0, 100_000);
            number_ui(ui, texts.skewness_limit(), skewness);
            number_ui(ui, texts.kurtosis_limit(), kurtosis);
            ui.label(texts.if_not_enough());
            for option in Then::ALL {
                ui.radio_value(then, option, texts.then_name(option))
                    .on_hover_text(texts.then_help(option));
            }
            over_ui(ui, cx, texts.statistics_from(), over);
        }
        Treatment::BoxCox { lambda } => {
            number_ui(ui, texts.power_of(), lambda);
        }
        Treatment::Percentile { lower, upper, over } => {
            number_ui(ui, texts.lower_percentile(), lower);
            number_ui(ui, texts.upper_percentile(), upper);
            over_ui(ui, cx, texts.statistics_from(), over);
        }
        Treatment::Iqr { factor, over } => {
            number_ui(ui, texts.iqr_factor(), factor);
            over_ui(ui, cx, texts.statistics_from(), over);
        }
        Treatment::Fixed { lower, upper } => {
            widgets::optional_number(ui, texts.lower_bound(), lower, 0.0);
            widgets::optional_number(ui, texts.upper_bound(), upper, 100.0);
        }
    }
}

/// The exponent of a power mean, the coefficient of a grey grade.
pub(super) fn aggregation_ui(ui: &mut Ui, cx: &Cx<'_>, aggregation: &mut Aggregation) {
    let texts = cx.texts;
    match aggregation {
        Aggregation::Power(exponent) => {
            let mut typed = *exponent;
            if number_ui(ui, texts.exponent(), &mut typed) && typed.is_normal() {
                *exponent = typed;
            }
            sentence(ui, texts.exponent_help());
        }
        Aggregation::Grey { rho } => {
            let mut typed = *rho;
            let fits = |it: f64| it > 0.0 && it <= 1.0;
            if number_ui(ui, texts.rho(), &mut typed) && fits(typed) {
                *rho = typed;
            }
            sentence(ui, texts.rho_help());
        }
        _ => {}
    }
}
