//! Several files on their way in: a list of them, with what became of each.

use std::collections::BTreeSet;

use egui::{Button, RichText, Role as WidgetRole, ScrollArea, Ui};

use super::{
    Cx, incoming_decide,
    incoming_together::{left_out, whole_name},
};
use crate::app::{
    action::{Action, ReadAs},
    again::Again,
    arrivals::{Arrival, Gathering, State},
    fonts, theme, widgets,
};

/// The height of an entry: a name and a state.
const ENTRY: f32 = 44.0;

/// The list at the left.
pub(super) fn list_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let files = cx.arrivals.files();
    let sheets = files.iter().filter_map(Arrival::incoming);
    let heading = if sheets.clone().count() > 0 && sheets.clone().all(|it| it.only.is_some()) {
        texts.sheets_incoming(files.len())
    } else {
        texts.files_incoming(files.len())
    };
    ui.label(fonts::bold(heading).size(16.0));
    ui.add_space(theme::NEAR);
    if !cx.arrivals.shows_all() {
        ui.horizontal_wrapped(|ui| {
            incoming_decide::take_all_ui(ui, cx, actions);
            if ui.button(texts.put_all_aside()).clicked() {
                actions.push(Action::PutAllAside);
            }
        });
    }
    keep_ui(ui, cx, actions);
    ui.add_space(theme::NEAR);
    if cx.arrivals.are_refreshing() && !cx.arrivals.is_reading() {
        recipes_left_ui(ui, cx);
    }
    let all = cx.arrivals.shows_all();
    let name = Button::selectable(all, fonts::bold(texts.all_together()))
        .min_size(egui::vec2(ui.available_width(), 26.0));
    if ui.add_enabled(!cx.arrivals.is_reading(), name).clicked() {
        actions.push(Action::Gather(Gathering::Show));
    }
    let chosen = cx.arrivals.chosen().map(|file| file.id);
    let chosen = chosen.filter(|_| !all);
    ScrollArea::vertical()
        .id_salt("incoming files")
        .auto_shrink(false)
        .show_rows(ui, ENTRY, files.len(), |ui, rows| {
            for file in files.iter().skip(rows.start).take(rows.len()) {
                entry_ui(ui, cx, file, chosen == Some(file.id), actions);
            }
        });
}

/// The recipes that no file was found for.
fn recipes_left_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let files = cx.arrivals.files().iter().filter_map(Arrival::incoming);
    let read: BTreeSet<&str> = files
        .filter_map(|it| Some(it.again_now()?.recipe.name.as_str()))
        .collect();
    let recipes = cx.dataset.recipes.iter();
    let left: Vec<_> = recipes
        .filter(|it| !read.contains(it.name.as_str()))
        .collect();
    if left.is_empty() {
        return;
    }
    egui::CollapsingHeader::new(cx.texts.recipes_without_file(left.len()))
        .id_salt("recipes left")
        .show(ui, |ui| {
            for recipe in left {
                let said = cx.texts.recipe_unmatched(&recipe.name, &recipe.file);
                ui.add(egui::Label::new(RichText::new(said).small()).wrap());
            }
        });
    ui.add_space(theme::NEAR);
}

/// Whether files are kept in the project when they are taken in.
pub(super) fn keep_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let mut keep = cx.settings.keep_files;
    let check = ui.checkbox(&mut keep, cx.texts.keep_files_too());
    if check.on_hover_text(cx.texts.keep_files_help()).changed() {
        actions.push(Action::KeepFiles(keep));
    }
}

fn entry_ui(ui: &mut Ui, cx: &Cx<'_>, file: &Arrival, chosen: bool, actions: &mut Vec<Action>) {
    let (state, color) = state_of(ui, cx, file);
    let width = ui.available_width();
    ui.allocate_ui(egui::vec2(width, ENTRY), |ui| {
        ui.set_min_height(ENTRY);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().button_padding.y = 2.0;
        let name = Button::selectable(chosen, RichText::new(&file.name))
            .truncate()
            .min_size(egui::vec2(width, 24.0));
        let entry = ui.add(name).on_hover_text(whole_name(cx.texts, file));
        let spoken = cx.texts.file_and_state(&file.name, &state);
        if widgets::named(entry, WidgetRole::Button, &spoken).clicked() {
            actions.push(Action::ShowFile(file.id));
        }
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            ui.add(egui::Label::new(RichText::new(state).small().color(color)).truncate());
        });
    });
}

/// What became of a file, in a word, and its colour.
fn state_of(ui: &Ui, cx: &Cx<'_>, file: &Arrival) -> (String, egui::Color32) {
    let texts = cx.texts;
    let visuals = ui.visuals();
    let (weak, error) = (visuals.weak_text_color(), visuals.error_fg_color);
    match &file.state {
        State::Waiting => (texts.file_waiting().to_owned(), weak),
        State::Locked { .. } => (texts.file_locked().to_owned(), visuals.warn_fg_color),
        State::Refused(_) => (texts.file_refused().to_owned(), error),
        State::Taken => (texts.file_taken().to_owned(), weak),
        State::Read(it) if it.left_out.is_some() => {
            let why = it.left_out.map_or("", |why| left_out(texts, why));
            (why.to_owned(), weak)
        }
        State::Read(it) if it.read_as == ReadAs::Framework && it.outline.is_ok() => {
            (texts.file_framework().to_owned(), visuals.warn_fg_color)
        }
        State::Read(it) if it.is_without_table() => (texts.file_without_table().to_owned(), error),
        State::Read(it) if it.errors() > 0 => (texts.file_with_errors(it.errors()), error),
        State::Read(it) if cx.arrivals.are_refreshing() && it.again_now().is_none() => {
            (texts.file_without_recipe().to_owned(), weak)
        }
        State::Read(it) if it.read_as == ReadAs::Relations => {
            let asked = it.again_now().map_or(0, Again::asked);
            let color = if asked > 0 {
                visuals.warn_fg_color
            } else {
                visuals.text_color()
            };
            (texts.file_of_relations(asked), color)
        }
        State::Read(it) => match (&it.diff, it.again_now()) {
            (Some(diff), Some(again)) => {
                let asked = again.asked();
                let color = if asked > 0 {
                    visuals.warn_fg_color
                } else {
                    visuals.text_color()
                };
                (
                    texts.file_changes(diff.changes.len(), diff.new, asked),
                    color,
                )
            }
            _ => (texts.file_ready().to_owned(), visuals.text_color()),
        },
    }
}

/// The chosen file, where it cannot be looked at.
pub(super) fn state_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let Some(file) = cx.arrivals.chosen() else {
        return;
    };
    let heading = fonts::bold(texts.incoming(&file.name)).size(20.0);
    ui.add(egui::Label::new(heading).wrap());
    ui.add_space(theme::NEAR);
    match &file.state {
        State::Waiting => {
            ui.weak(texts.file_waiting());
        }
        State::Taken => {
            ui.weak(texts.file_taken());
        }
        State::Locked { .. } => {
            ui.label(texts.file_locked());
            if ui.button(texts.enter_password()).clicked() {
                actions.push(Action::AskPassword(file.id));
            }
        }
        State::Refused(trouble) => {
            let color = ui.visuals().error_fg_color;
            let said = RichText::new(trouble.text(texts)).color(color);
            ui.add(egui::Label::new(said).wrap().selectable(true));
            ui.add_space(theme::NEAR);
            let error = trouble.of_reading();
            let larger = error.and_then(|it| cx.settings.reading.raised(it));
            if larger.is_some() && ui.button(texts.read_with_more()).clicked() {
                actions.push(Action::ReadWithMore);
            }
            if error.is_some() && ui.button(texts.read_again()).clicked() {
                actions.push(Action::ReadAgain);
            }
        }
        State::Read(_) => {}
    }
}
