//! Scores and ranks of the index and its dimensions.

use egui::{Align, Button, Layout, Role as WidgetRole, TextEdit, Ui};

use super::{
    Cx, beside, empty_ui, findings, profile, ranking_columns, ranking_table, saved_views,
    scenarios, vintages,
};
use crate::{
    app::{
        action::Action,
        commands::Command,
        fonts, outgoing,
        ranking_table::MOST_PINNED,
        theme,
        view::{ResultsTab, View},
        widgets,
    },
    engine::Severity,
};

/// From this width on the parts of the screen and what can be done with them share a line.
const WIDE: f32 = 780.0;

/// The results screen.
pub(super) fn results_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    // A scenario in which nobody is ranked can still be compared, and mended there.
    let empty = cx.derived.ranking.rows.is_empty();
    if view.results == ResultsTab::Scenarios
        && (!empty || cx.scenario().and(cx.framework()).is_some())
    {
        scenarios::scenarios_ui(ui, cx, view, actions);
        saved_views::saved_views_ui(ui, cx, view, actions);
        return;
    }
    if empty {
        empty_ui(ui, texts.no_results(), texts.no_results_line(), |_| {});
        return;
    }
    match view.results {
        ResultsTab::Units => profile::units_ui(ui, cx, view, actions),
        ResultsTab::Summary => profile::summary_ui(ui, cx, view, actions),
        ResultsTab::Ranking | ResultsTab::Scenarios => ranking_ui(ui, cx, view, actions),
    }
    saved_views::saved_views_ui(ui, cx, view, actions);
}

/// The ranking.
fn ranking_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    head_ui(ui, cx, view, |ui, view| {
        outgoing::ways_ui(ui, outgoing::ways(cx.texts), actions, || {
            ranking_table::as_text(cx)
        });
        vintages::button_ui(ui, cx, view);
        saved_views::button_ui(ui, cx, view);
    });
    title_ui(ui, cx, view);
    tools_ui(ui, cx, view, actions);
    findings_ui(ui, cx, actions);
    ui.add_space(theme::NEAR);
    if beside::is_needed(cx, view) {
        egui::Panel::right("beside")
            .default_size(300.0)
            .size_range(220.0..=520.0)
            .resizable(true)
            .show(ui, |ui| beside::beside_ui(ui, cx, view));
    }
    ranking_table::table_ui(ui, cx, view, actions);
    ranking_columns::columns_ui(ui, cx, view);
    vintages::vintages_ui(ui, cx, view, actions);
}

/// What is ranked and when, and which groups are compared.
fn title_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let root = cx.derived.ranking.index.as_str();
    let period = cx.derived.shown_period();
    let period = period.map(|it| cx.texts.period(it)).unwrap_or_default();
    let title = cx.texts.ranked_bars_title(root, &period);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            group_kind_ui(ui, cx, view);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(fonts::bold(title).size(18.0)).truncate());
            });
        });
    });
}

/// What the table shows: of whom, which columns, in which colours, and who stays at the top.
fn tools_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(texts.find_unit());
        ui.add(TextEdit::singleline(&mut view.ranking_sought).desired_width(140.0))
            .labelled_by(label.id);
        group_ui(ui, cx, view);
        ui.add_space(theme::NEAR);
        ranking_columns::button_ui(ui, cx, view);
        ui.checkbox(&mut view.ranking.heat, texts.heat_colours())
            .on_hover_text(texts.heat_colours_help());
        pin_ui(ui, cx, view, actions);
    });
}

/// Keeps the unit in view at the top, or no longer.
fn pin_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, actions: &mut Vec<Action>) {
    let pins = &view.ranking.pinned;
    let pinned = view.selected.is_some_and(|it| pins.contains(&it));
    let ready = view.selected.is_some() && (pinned || pins.len() < MOST_PINNED);
    let button = ui.add_enabled(ready, Button::new(cx.texts.pin_unit(pinned)));
    let keys = Command::Pin.keys_text(ui);
    let help = cx.texts.pin_unit_help(&keys, MOST_PINNED);
    let button = button.on_hover_text(&help).on_disabled_hover_text(&help);
    if button.clicked() {
        actions.push(Action::Pin(None));
    }
}

/// Which group alone is shown, where groups are compared.
fn group_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let (texts, choice) = (cx.texts, &mut view.ranking);
    let kind = choice.groups.clone();
    let of_kind = cx.dataset.groups.iter();
    let mut groups = of_kind
        .filter(|it| Some(&it.kind) == kind.as_ref())
        .peekable();
    if groups.peek().is_none() {
        return;
    }
    let shown = choice.group.as_deref().unwrap_or(texts.all_groups());
    let combo = egui::ComboBox::from_id_salt("group shown").selected_text(shown.to_owned());
    let shown = combo.show_ui(ui, |ui| {
        ui.selectable_value(&mut choice.group, None, texts.all_groups());
        for group in groups {
            ui.selectable_value(&mut choice.group, Some(group.name.clone()), &group.name);
        }
    });
    widgets::named(shown.response, WidgetRole::ComboBox, texts.only_group());
}

/// The parts of the screen, and at the right what can be done with the one in view; below them where
/// there is no room.
pub(super) fn head_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    tools: impl FnOnce(&mut Ui, &mut View),
) {
    if ui.available_width() < WIDE {
        ui.horizontal_wrapped(|ui| tabs_ui(ui, cx, view));
        ui.horizontal_wrapped(|ui| tools(ui, view));
        return;
    }
    ui.horizontal(|ui| {
        tabs_ui(ui, cx, view);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| tools(ui, view));
    });
}

/// The parts of the screen.
fn tabs_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    for (tab, name) in [
        (ResultsTab::Ranking, cx.texts.ranking_tab()),
        (ResultsTab::Units, cx.texts.units_tab()),
        (ResultsTab::Summary, cx.texts.summary_tab()),
        (ResultsTab::Scenarios, cx.texts.compare_scenarios()),
    ] {
        ui.selectable_value(&mut view.results, tab, name);
    }
    ui.add_space(theme::NEAR);
}

/// Which groups are compared, where the data have some.
fn group_kind_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let (texts, kinds) = (cx.texts, cx.group_kinds());
    if kinds.is_empty() {
        return;
    }
    let shown = view
        .ranking
        .groups
        .as_deref()
        .unwrap_or(texts.no_grouping());
    let combo = egui::ComboBox::from_id_salt("groups").selected_text(shown.to_owned());
    let before = view.ranking.groups.clone();
    let shown = combo.show_ui(ui, |ui| {
        ui.selectable_value(&mut view.ranking.groups, None, texts.no_grouping());
        for kind in kinds {
            ui.selectable_value(&mut view.ranking.groups, Some(kind.to_owned()), kind);
        }
    });
    if view.ranking.groups != before {
        // A group of another kind.
        view.ranking.group = None;
    }
    widgets::named(shown.response, WidgetRole::ComboBox, texts.groups_shown());
    ui.label(texts.groups_shown());
}

/// What the engine noticed, folded away while it is not serious.
fn findings_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let findings = &cx.derived.results.findings;
    if findings.is_empty() {
        return;
    }
    let serious = findings.iter().any(|it| it.severity() == Severity::Error);
    egui::CollapsingHeader::new(cx.texts.findings(findings.len()))
        .default_open(serious)
        .show(ui, |ui| {
            egui::ScrollArea::vertical()
                .id_salt("findings")
                .max_height(140.0)
                .show(ui, |ui| {
                    for finding in findings {
                        findings::finding_ui(ui, cx, finding, actions);
                    }
                });
        });
}
