//! Vintages in a window: frozen, renamed, deleted, and held against the present results.

use egui::{
    Align, Label, Layout, ProgressBar, RichText, Role as WidgetRole, ScrollArea, TextEdit, Ui,
    UiBuilder,
};

use super::{Cx, vintage_tables};
use crate::{
    app::{
        action::{Action, ReadAs},
        fonts, theme,
        view::{View, VintagesView},
        vintages::{Found, today},
        widgets,
    },
    engine::UnitId,
    project::{
        Edit, Vintage,
        compare::{Causes, VintageComparison},
    },
};

/// The width of the list of vintages.
const LIST: f32 = 220.0;
/// The room for what is compared.
const ROOM: egui::Vec2 = egui::vec2(760.0, 560.0);
/// How many further causes are told.
const TOLD: usize = 4;

/// The button that opens the window.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let name = cx.texts.published_versions();
    let button = ui.button(format!("{name}…"));
    let button = widgets::named(button, WidgetRole::Button, name);
    if button
        .on_hover_text(cx.texts.published_versions_help())
        .clicked()
    {
        view.vintages = Some(VintagesView::default());
    }
}

/// The window, while it is open.
pub(super) fn vintages_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(mut shown) = view.vintages.take() else {
        return;
    };
    let mut open = true;
    egui::Window::new(cx.texts.published_versions())
        .id(egui::Id::unique("vintages"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_pos(egui::pos2(200.0, 70.0))
        .show(ui.ctx(), |ui| {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(LIST);
                    list_ui(ui, cx, &mut shown, actions);
                });
                ui.separator();
                let room = ROOM.min(ui.ctx().content_rect().size() - egui::vec2(300.0, 150.0));
                let (_, rect) = ui.allocate_space(room);
                let mut room = ui.new_child(
                    UiBuilder::new()
                        .max_rect(rect)
                        .layout(Layout::top_down(Align::Min)),
                );
                chosen_ui(&mut room, cx, (&mut shown, view.selected), actions);
            });
        });
    view.vintages = open.then_some(shown);
}

/// All vintages, and the ways to further ones.
fn list_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &mut VintagesView, actions: &mut Vec<Action>) {
    let chosen = shown.chosen_in(cx.dataset);
    if cx.dataset.vintages.is_empty() {
        ui.weak(cx.texts.no_vintages());
    }
    ScrollArea::vertical()
        .id_salt("vintages")
        .max_height(320.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for vintage in cx.dataset.vintages.iter() {
                let same = chosen == Some(vintage.id);
                let entry = egui::Button::selectable(same, &vintage.name)
                    .truncate()
                    .min_size(egui::vec2(ui.available_width(), 24.0));
                if ui.add(entry).clicked() && !same {
                    *shown = VintagesView {
                        chosen: Some(vintage.id),
                        fresh: shown.fresh.take(),
                        ..VintagesView::default()
                    };
                }
            }
        });
    ui.add_space(theme::NEAR);
    ui.separator();
    freeze_ui(ui, cx, shown, actions);
}

/// Freezes the present results under a name.
fn freeze_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &mut VintagesView, actions: &mut Vec<Action>) {
    let label = ui.label(cx.texts.vintage_new_name());
    let mut name = shown.fresh.clone().unwrap_or_else(|| proposed(cx));
    let field = TextEdit::singleline(&mut name).desired_width(LIST);
    if ui.add(field).labelled_by(label.id).changed() {
        shown.fresh = Some(name.clone());
    }
    let ready = !cx.derived.computing() && !name.trim().is_empty();
    let button = egui::Button::new(cx.texts.freeze_now());
    if ui.add_enabled(ready, button).clicked() {
        actions.push(Action::FreezeResults(name.trim().to_owned()));
    }
    ui.add_space(theme::NEAR);
    if ui.button(cx.texts.import_published()).clicked() {
        actions.push(Action::AskImport(ReadAs::Published));
    }
}

/// A name for the present results that no other vintage has.
fn proposed(cx: &Cx<'_>) -> String {
    let name = cx.texts.frozen_on(&today());
    free_name(cx, &name)
}

/// A name, with a number behind it where it is taken.
fn free_name(cx: &Cx<'_>, name: &str) -> String {
    let taken = |name: &str| cx.dataset.vintages.iter().any(|it| it.name == name);
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|it| !taken(it)).unwrap_or_default()
}

/// The vintage in view and its comparison with the results.
fn chosen_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (shown, selected): (&mut VintagesView, Option<UnitId>),
    actions: &mut Vec<Action>,
) {
    let chosen = shown.chosen_in(cx.dataset);
    let Some(vintage) = chosen.and_then(|id| cx.dataset.vintage(id)) else {
        let help = RichText::new(cx.texts.published_versions_help()).weak();
        ui.add(Label::new(help).wrap());
        return;
    };
    name_ui(ui, cx, (shown, vintage), actions);
    let source = &vintage.source;
    let told = cx
        .texts
        .vintage_source(&source.file, &source.sheet, &source.date);
    for line in [told.as_str(), vintage.note.as_str()] {
        if !line.is_empty() {
            ui.add(Label::new(RichText::new(line).weak().small()).truncate());
        }
    }
    let Some(held) = cx.vintages.held(vintage.id) else {
        return;
    };
    let summary = cx.texts.vintage_summary(held, cx.dataset);
    ui.add(Label::new(summary).wrap());
    one_side_ui(ui, cx, held);
    cause_ui(ui, cx, vintage, actions);
    vintage_tables::ways_ui(ui, cx, (held, shown), actions);
    ui.add_space(theme::NEAR);
    let half = (ui.available_height() - 40.0).max(160.0) / 2.0;
    vintage_tables::columns_ui(ui, cx, (held, shown), half);
    vintage_tables::units_ui(ui, cx, (held, shown, selected), half);
}

/// The name, which can be typed over, and the way to be rid of the vintage.
fn name_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (shown, vintage): (&mut VintagesView, &Vintage),
    actions: &mut Vec<Action>,
) {
    let dataset = cx.dataset.id;
    ui.horizontal(|ui| {
        let label = ui.label(cx.texts.vintage_name());
        let typed = shown.renaming.take().filter(|it| it.0 == vintage.id);
        let mut name = typed.map_or_else(|| vintage.name.clone(), |it| it.1);
        let field = TextEdit::singleline(&mut name).desired_width(320.0);
        let field = ui.add(field).labelled_by(label.id);
        if field.lost_focus() {
            if name.trim() != vintage.name {
                actions.push(Action::from(Edit::RenameVintage {
                    dataset,
                    vintage: vintage.id,
                    name,
                }));
            }
        } else if field.has_focus() {
            shown.renaming = Some((vintage.id, name));
        }
        if ui.button(cx.texts.remove_vintage()).clicked() {
            actions.push(Action::from(Edit::RemoveVintage {
                dataset,
                vintage: vintage.id,
            }));
        }
    });
}

/// Who is on one side only, all by name.
fn one_side_ui(ui: &mut Ui, cx: &Cx<'_>, held: &VintageComparison) {
    let count = held.only_published.len() + held.only_computed.len();
    if count == 0 {
        return;
    }
    let label = |id| cx.dataset.unit(id).map_or("", |it| it.label.as_str());
    let computed = held.only_computed.iter().copied();
    let computed: Vec<String> = computed.map(|id| label(id).to_owned()).collect();
    let texts = cx.texts;
    egui::CollapsingHeader::new(texts.on_one_side(count))
        .id_salt("one side")
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt("names")
                .max_height(80.0)
                .show(ui, |ui| {
                    let published = texts.names_in_a_row(&held.only_published);
                    if !held.only_published.is_empty() {
                        ui.add(Label::new(texts.only_published(&published)).wrap());
                    }
                    if !computed.is_empty() {
                        let computed = texts.names_in_a_row(&computed);
                        ui.add(Label::new(texts.only_present(&computed)).wrap());
                    }
                });
        });
}

/// The search for what was done differently, and what it found.
fn cause_ui(ui: &mut Ui, cx: &Cx<'_>, vintage: &Vintage, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    match cx.vintages.found(vintage.id) {
        Found::Nothing => {
            let button = ui.button(texts.find_cause());
            if button.on_hover_text(texts.find_cause_line()).clicked() {
                actions.push(Action::FindCause(vintage.id));
            }
        }
        Found::Running(progress) => {
            ui.horizontal(|ui| {
                #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
                let share = (progress.done as f64 / progress.total.max(1) as f64) as f32;
                let said = texts.trying(progress.done, progress.total);
                let bar = ui.add(ProgressBar::new(share).desired_width(240.0).text(&said));
                widgets::named(bar, WidgetRole::ProgressIndicator, &said);
                if ui.button(texts.stop_trying()).clicked() {
                    actions.push(Action::StopFinding);
                }
            });
        }
        Found::Causes(causes) => {
            causes_ui(ui, cx, causes);
            if causes.stopped && ui.button(texts.find_cause()).clicked() {
                actions.push(Action::FindCause(vintage.id));
            }
        }
    }
}

/// The most likely cause, then others that make the differences smaller.
fn causes_ui(ui: &mut Ui, cx: &Cx<'_>, causes: &Causes) {
    let texts = cx.texts;
    ui.label(fonts::bold(texts.likely_cause()));
    if causes.stopped {
        let said = texts.stopped_after(causes.tried);
        ui.colored_label(ui.visuals().warn_fg_color, said);
    }
    if !causes.stopped || causes.best().is_some() {
        let verdict = texts.vintage_verdict(causes, cx.dataset);
        ui.add(Label::new(verdict).wrap());
    }
    if causes.trials.len() < 2 {
        return;
    }
    egui::CollapsingHeader::new(texts.other_causes())
        .id_salt("other causes")
        .show(ui, |ui| {
            for trial in causes.trials.iter().skip(1).take(TOLD) {
                let told = texts.vintage_trial(trial, cx.dataset);
                ui.add(Label::new(RichText::new(told).weak()).wrap());
            }
        });
}
