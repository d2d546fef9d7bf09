//! The views of a project in a window: shown with a click, saved, updated, renamed, deleted.

use std::sync::Arc;

use egui::{Button, Label, RichText, Role as WidgetRole, ScrollArea, TextEdit, Ui};

use super::Cx;
use crate::{
    app::{
        action::Action,
        theme,
        view::{SavedViews, View},
        widgets,
    },
    project::{Edit, Form, SavedView, Sight},
};

/// The width of the window.
const WIDTH: f32 = 330.0;

/// The button that opens the window.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let name = cx.texts.saved_views();
    let button = ui.button(format!("{name}…"));
    let button = widgets::named(button, WidgetRole::Button, name);
    if button.on_hover_text(cx.texts.saved_views_help()).clicked() {
        view.views = Some(SavedViews::default());
    }
}

/// The window, while it is open.
pub(super) fn saved_views_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(mut shown) = view.views.take() else {
        return;
    };
    let sight = view.sight(cx.dataset, cx.scene.scenario);
    let mut open = true;
    egui::Window::new(cx.texts.saved_views())
        .id(egui::Id::unique("views"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_pos(egui::pos2(860.0, 110.0))
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            list_ui(ui, cx, &shown, actions);
            let chosen = shown.chosen.and_then(|id| cx.dataset.view(id));
            if let Some(chosen) = chosen {
                ui.separator();
                chosen_ui(ui, cx, (&mut shown, chosen, &sight), actions);
            }
            ui.separator();
            save_ui(ui, cx, (&mut shown, &sight), actions);
        });
    view.views = open.then_some(shown);
}

/// All views; a click shows one.
fn list_ui(ui: &mut Ui, cx: &Cx<'_>, shown: &SavedViews, actions: &mut Vec<Action>) {
    if cx.dataset.views.is_empty() {
        ui.add(Label::new(RichText::new(cx.texts.saved_views_help()).weak()).wrap());
    }
    ScrollArea::vertical()
        .id_salt("views")
        .max_height(300.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for view in cx.dataset.views.iter() {
                let same = shown.chosen == Some(view.id);
                let entry = Button::selectable(same, &view.name)
                    .truncate()
                    .min_size(egui::vec2(ui.available_width(), 24.0));
                let entry = ui.add(entry).on_hover_text(told(cx, &view.sight));
                if entry.clicked() {
                    actions.push(Action::ShowView(view.id));
                }
            }
        });
}

/// What a view shows, in a line.
fn told(cx: &Cx<'_>, sight: &Sight) -> String {
    let texts = cx.texts;
    let node = sight.node();
    let framework = cx.dataset.framework.as_deref();
    let node = node.and_then(|id| framework?.node(id));
    let form = match &sight.form {
        Form::Ranking(_) => texts.ranking_tab(),
        Form::Units(_) => texts.units_tab(),
        Form::Summary => texts.summary_tab(),
        Form::Scenarios(_) => texts.compare_scenarios(),
        Form::Chart(_) => texts.chart_word(),
    };
    let scenario = sight.scenario.and_then(|id| cx.dataset.scenario(id));
    let unit = sight.unit.and_then(|id| cx.dataset.unit(id));
    let period = sight.period.as_ref().map(|it| texts.period(it));
    let words = [
        Some(form),
        node.map(|it| it.name.as_str()),
        Some(scenario.map_or(texts.base_scenario(), |it| it.name.as_str())),
        Some(period.as_deref().unwrap_or(texts.last_period())),
        unit.map(|it| it.label.as_str()),
    ];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    words.join(" · ")
}

/// What can be done with the view that was shown last.
fn chosen_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (shown, chosen, sight): (&mut SavedViews, &SavedView, &Sight),
    actions: &mut Vec<Action>,
) {
    let (dataset, view) = (cx.dataset.id, chosen.id);
    let line = RichText::new(told(cx, &chosen.sight)).weak().small();
    ui.add(Label::new(line).wrap());
    ui.horizontal(|ui| {
        let label = ui.label(cx.texts.view_name());
        let typed = shown.renaming.take().filter(|it| it.0 == view);
        let mut name = typed.map_or_else(|| chosen.name.clone(), |it| it.1);
        let field = TextEdit::singleline(&mut name).desired_width(f32::INFINITY);
        let field = ui.add(field).labelled_by(label.id);
        if field.lost_focus() {
            if name.trim() != chosen.name {
                let edit = Edit::RenameView {
                    dataset,
                    view,
                    name,
                };
                actions.push(edit.into());
            }
        } else if field.has_focus() {
            shown.renaming = Some((view, name));
        }
    });
    ui.horizontal(|ui| {
        let update = ui.add_enabled(*chosen.sight != *sight, Button::new(cx.texts.update_view()));
        if update.on_hover_text(cx.texts.update_view_help()).clicked() {
            let edit = Edit::ChangeView {
                dataset,
                view,
                sight: Arc::new(sight.clone()),
            };
            actions.push(edit.into());
        }
        if ui.button(cx.texts.remove_view()).clicked() {
            actions.push(Edit::RemoveView { dataset, view }.into());
        }
    });
}

/// Saves what is in view under a name.
fn save_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (shown, sight): (&mut SavedViews, &Sight),
    actions: &mut Vec<Action>,
) {
    let label = ui.label(cx.texts.new_view_name());
    let mut name = shown
        .fresh
        .clone()
        .unwrap_or_else(|| free_name(cx, &told(cx, sight)));
    let field = TextEdit::singleline(&mut name).desired_width(f32::INFINITY);
    if ui.add(field).labelled_by(label.id).changed() {
        shown.fresh = Some(name.clone());
    }
    ui.add_space(theme::NEAR);
    let save = Button::new(cx.texts.save_view());
    if ui.add_enabled(!name.trim().is_empty(), save).clicked() {
        shown.fresh = None;
        let edit = Edit::SaveView {
            dataset: cx.dataset.id,
            name,
            sight: Arc::new(sight.clone()),
        };
        actions.push(edit.into());
    }
}

/// A name, with a number behind it where another view has it.
fn free_name(cx: &Cx<'_>, name: &str) -> String {
    let taken = |name: &str| cx.dataset.views.iter().any(|it| it.name == name);
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|it| !taken(it)).unwrap_or_default()
}
