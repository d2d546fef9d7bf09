//! The screens, one a file. Each looks at what it is given and asks by pushing actions.

mod beside;
mod charts;
mod data;
mod data_cell;
mod data_fill;
mod data_filter;
mod data_find;
mod data_format;
mod data_keys;
mod data_typing;
mod dragging;
mod experts;
mod export;
mod findings;
mod formulas;
mod framework;
mod framework_drag;
mod framework_menu;
mod framework_name;
mod framework_weights;
mod groups;
mod incoming;
mod incoming_again;
mod incoming_columns;
mod incoming_decide;
mod incoming_framework;
mod incoming_list;
mod incoming_names;
mod incoming_preview;
mod incoming_published;
mod incoming_relation;
mod incoming_relation_side;
mod incoming_sheet;
mod incoming_side;
mod incoming_tally;
mod incoming_text;
mod incoming_together;
pub(super) mod inspector;
mod live_ranking;
mod method;
mod node_panel;
mod origin;
mod original_sheet;
mod own_choices;
mod own_mark;
mod pools;
mod profile;
mod ranking_columns;
mod ranking_table;
mod recipes;
mod relations;
mod rename_field;
mod results;
mod saved_views;
mod scenario_table;
mod scenarios;
mod start;
mod unit_name;
mod unit_names;
mod unit_order;
mod unit_rule;
mod unit_table;
mod units;
mod vintage_tables;
mod vintages;
mod weight_map;

use std::{path::PathBuf, sync::Arc};

use egui::Ui;

use super::{
    action::{Action, Page},
    arrivals::Arrivals,
    codes::Codes,
    comparison::Comparison,
    derived::Derived,
    fonts,
    inspected::Inspected,
    keep::Left,
    originals::Originals,
    profile::Profiles,
    ranking_table::RankingTable,
    scene::Scene,
    settings::Settings,
    theme,
    view::View,
    vintages::Vintages,
};
use crate::{
    engine::Framework,
    project::{At, Dataset, Document, Scenario},
    texts::Texts,
};

/// What a screen looks at.
pub(super) struct Cx<'a> {
    /// In the language of the window.
    pub texts: Texts,
    /// Another number whenever the document has changed.
    pub revision: u64,
    /// The project.
    pub document: &'a Document,
    /// Its index.
    pub dataset: &'a Dataset,
    /// The same under the scenario in view.
    pub scene: &'a Scene,
    /// What follows from it.
    pub derived: &'a Derived,
    /// The table of the ranking, while it is in view.
    pub table: &'a RankingTable,
    /// Results in sentences, and units side by side, while they are in view.
    pub profiles: &'a Profiles,
    /// Scenarios side by side, while they are in view.
    pub comparison: &'a Comparison,
    /// The vintage in view, held against the results.
    pub vintages: &'a Vintages,
    /// The places that units are, while the units are in view.
    pub codes: &'a Codes,
    /// The original file that is shown.
    pub originals: &'a Originals,
    /// Files on their way in.
    pub arrivals: &'a Arrivals,
    /// What is selected, in brief, while the inspector is shown.
    pub inspected: &'a Inspected,
    /// Preferences.
    pub settings: &'a Settings,
    /// Recent projects that are no longer where they were.
    pub gone: &'a [PathBuf],
    /// Unsaved work of earlier sessions.
    pub left: &'a [Left],
}

impl<'a> Cx<'a> {
    /// Where edits of weights, method and roles go.
    pub(super) fn at(&self) -> At {
        At {
            dataset: self.dataset.id,
            scenario: self.scene.scenario,
        }
    }

    /// The scenario in view; none is the base.
    pub(super) fn scenario(&self) -> Option<&'a Scenario> {
        self.dataset.scenario(self.scene.scenario?)
    }

    /// The tree under the scenario in view.
    pub(super) fn framework(&self) -> Option<&'a Arc<Framework>> {
        self.scene.framework.as_ref()
    }
}

impl<'a> Cx<'a> {
    /// The kinds of groups there are, each once.
    pub(super) fn group_kinds(&self) -> Vec<&'a str> {
        let mut kinds: Vec<&str> = Vec::new();
        for group in self.dataset.groups.iter() {
            if !kinds.contains(&group.kind.as_str()) {
                kinds.push(&group.kind);
            }
        }
        kinds
    }
}

/// Draws a screen.
pub(super) fn page_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    if cx.arrivals.in_view() {
        incoming::incoming_ui(ui, cx, actions);
        return;
    }
    let takes_tables = matches!(view.page, Page::Start | Page::Data | Page::Framework);
    if takes_tables && view.correction.is_none() {
        pasted(ui, actions);
    }
    match view.page {
        Page::Start => start::start_ui(ui, cx, actions),
        Page::Data => data::data_ui(ui, cx, view, actions),
        Page::Framework => framework::framework_ui(ui, cx, view, actions),
        Page::Units => units::units_ui(ui, cx, view, actions),
        Page::Results => results::results_ui(ui, cx, view, actions),
        Page::Charts => charts::charts_ui(ui, cx, view, actions),
        Page::Export => export::export_ui(ui, cx, view, actions),
    }
}

/// A button that takes the table on the clipboard in.
fn paste_button(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    paste_as(ui, cx, cx.texts.paste_table(), actions);
}

/// The same under another name.
fn paste_as(ui: &mut Ui, cx: &Cx<'_>, name: &str, actions: &mut Vec<Action>) {
    let keys = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::V);
    let line = cx.texts.paste_table_line(&ui.ctx().format_shortcut(&keys));
    let button = ui.button(name).on_hover_text(line);
    if button.clicked() {
        actions.push(Action::Paste(None));
    }
}

/// What the keyboard pastes into a screen rather than into a field.
fn pasted(ui: &Ui, actions: &mut Vec<Action>) {
    if ui.ctx().egui_wants_keyboard_input() {
        return;
    }
    let text = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            egui::Event::Paste(text) => Some(text.clone()),
            _ => None,
        })
    });
    actions.extend(text.map(|text| Action::Paste(Some(text))));
}

/// An empty screen: what is missing and what to do about it.
fn empty_ui(ui: &mut Ui, heading: &str, line: &str, buttons: impl FnOnce(&mut Ui)) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.28);
        ui.label(fonts::bold(heading).size(20.0));
        ui.add_space(theme::NEAR);
        ui.allocate_ui(egui::vec2(ui.available_width().min(600.0), 0.0), |ui| {
            ui.label(egui::RichText::new(line).weak());
        });
        ui.add_space(theme::FAR);
        buttons(ui);
    });
}
