//! Units made of others, in a window.

use egui::{ComboBox, Role as WidgetRole, ScrollArea, TextEdit, Ui};

use super::Cx;
use crate::{
    app::{
        action::Action,
        view::{PoolDraft, View},
        widgets,
    },
    engine::Pooling,
    project::{Edit, Unit, Variable},
};

/// The button that opens the window.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View) {
    let name = cx.texts.pooled_units();
    let button = ui.button(format!("{name}…"));
    if widgets::named(button, WidgetRole::Button, name).clicked() {
        view.pool = Some(PoolDraft::default());
    }
}

/// The window, while it is open.
pub(super) fn pools_ui(ui: &Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(mut draft) = view.pool.take() else {
        return;
    };
    if draft.unit.is_some_and(|id| cx.dataset.unit(id).is_none()) {
        draft = PoolDraft::default();
    }
    let mut open = true;
    egui::Window::new(cx.texts.pooled_units())
        .id(egui::Id::unique("pools"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_pos(egui::pos2(420.0, 110.0))
        .show(ui.ctx(), |ui| {
            ui.set_width(460.0);
            let help = egui::RichText::new(cx.texts.pooled_units_help()).weak();
            ui.add(egui::Label::new(help).wrap());
            list_ui(ui, cx, &mut draft);
            ui.separator();
            form_ui(ui, cx, &mut draft, actions);
        });
    view.pool = open.then_some(draft);
}

fn list_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut PoolDraft) {
    ui.horizontal_wrapped(|ui| {
        let new = ui.selectable_label(draft.unit.is_none(), cx.texts.new_variable());
        if new.clicked() && draft.unit.is_some() {
            *draft = PoolDraft::default();
        }
        let pooled = cx.dataset.units.iter();
        for unit in pooled.filter(|it| !it.members.is_empty()) {
            let same = draft.unit == Some(unit.id);
            if ui.selectable_label(same, &unit.label).clicked() && !same {
                *draft = PoolDraft {
                    unit: Some(unit.id),
                    name: unit.label.clone(),
                    members: unit.members.clone(),
                };
            }
        }
    });
}

fn form_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut PoolDraft, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    ui.horizontal(|ui| {
        let label = ui.label(texts.variable_name());
        let field = TextEdit::singleline(&mut draft.name).desired_width(180.0);
        ui.add_enabled(draft.unit.is_none(), field)
            .labelled_by(label.id);
        if !cx.dataset.groups.is_empty() {
            group_ui(ui, cx, draft);
        }
    });
    ui.label(texts.members());
    ScrollArea::vertical()
        .max_height(300.0)
        .min_scrolled_height(300.0)
        .show(ui, |ui| {
            ui.set_width(440.0);
            ui.horizontal_wrapped(|ui| members_ui(ui, cx, draft));
        });
    ui.separator();
    save_ui(ui, cx, draft, actions);
}

fn members_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut PoolDraft) {
    let plain = |it: &&Unit| it.members.is_empty();
    for unit in cx.dataset.units.iter().filter(plain) {
        let mut member = draft.members.contains(&unit.id);
        if ui.checkbox(&mut member, &unit.label).changed() {
            draft.members.retain(|it| *it != unit.id);
            if member {
                draft.members.push(unit.id);
            }
        }
    }
}

/// Takes the members of a group, and its name where there is none yet.
fn group_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut PoolDraft) {
    let name = cx.texts.members_of_group();
    let combo = ComboBox::from_id_salt("group").selected_text(name);
    let shown = combo.show_ui(ui, |ui| {
        for group in cx.dataset.groups.iter() {
            let told = cx.texts.own_line(&group.kind, &group.name);
            if ui.selectable_label(false, told).clicked() {
                let plain = |id: &&_| {
                    let unit = cx.dataset.unit(**id);
                    unit.is_some_and(|it| it.members.is_empty())
                };
                draft.members = group.members.iter().filter(plain).copied().collect();
                if draft.unit.is_none() && draft.name.trim().is_empty() {
                    draft.name.clone_from(&group.name);
                }
            }
        }
    });
    widgets::named(shown.response, WidgetRole::ComboBox, name);
}

fn save_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &PoolDraft, actions: &mut Vec<Action>) {
    let (texts, dataset) = (cx.texts, cx.dataset.id);
    let members = draft.members.clone();
    ui.horizontal(|ui| match draft.unit {
        None => {
            let fits = !members.is_empty() && !draft.name.trim().is_empty();
            let button = egui::Button::new(texts.add_pool());
            if ui.add_enabled(fits, button).clicked() {
                actions.push(Action::from(Edit::AddPool {
                    dataset,
                    name: draft.name.trim().to_owned(),
                    members,
                }));
            }
        }
        Some(unit) => {
            let button = egui::Button::new(texts.save_members());
            if ui.add_enabled(!members.is_empty(), button).clicked() {
                actions.push(Action::from(Edit::SetMembers {
                    dataset,
                    unit,
                    members,
                }));
            }
            if ui.button(texts.remove_pool()).clicked() {
                actions.push(Action::from(Edit::RemovePool { dataset, unit }));
            }
        }
    });
}

/// How the values of a variable become one, where some units are made of others.
pub(super) fn pooling_ui(ui: &mut Ui, cx: &Cx<'_>, variable: &Variable, actions: &mut Vec<Action>) {
    if cx.dataset.units.iter().all(|it| it.members.is_empty()) {
        return;
    }
    let texts = cx.texts;
    let told = |pooling: Option<Pooling>| match pooling {
        None => texts.pooling_by_measure().to_owned(),
        Some(Pooling::Mean { by: Some(by) }) => {
            let by = cx.dataset.variable(by);
            texts.mean_weighted_by(by.map_or("", |it| it.name.as_str()))
        }
        Some(pooling) => texts.pooling_name(pooling).to_owned(),
    };
    let mut next = variable.pooling;
    let label = ui.label(texts.pooling());
    let combo = ComboBox::from_id_salt("pooling")
        .height(360.0)
        .selected_text(told(next));
    let shown = combo.show_ui(ui, |ui| {
        let others = cx
            .dataset
            .variables
            .iter()
            .filter(|it| it.id != variable.id);
        let weighted = others.map(|it| Some(Pooling::Mean { by: Some(it.id) }));
        let plain = [None, Some(Pooling::Sum), Some(Pooling::Mean { by: None })];
        for option in plain.into_iter().chain(weighted) {
            let entry = ui.selectable_value(&mut next, option, told(option));
            if let Some(option) = option {
                entry.on_hover_text(texts.pooling_help(option));
            }
        }
    });
    shown.response.labelled_by(label.id);
    if next != variable.pooling {
        actions.push(Action::from(Edit::SetPooling {
            dataset: cx.dataset.id,
            variable: variable.id,
            pooling: next,
        }));
    }
}
