//! The weights that experts give, a row an expert.

use egui::{Grid, Role as WidgetRole, ScrollArea, TextEdit, Ui};

use super::Subject;
use crate::{
    app::{action::Action, fonts, pages::Cx, widgets},
    engine::ExpertWeights,
    project::NodeChoice,
};

/// The table, and the button that adds an expert.
pub(super) fn opinions_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    subject: &Subject<'_>,
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    let mut next = subject.aggregate.opinions.clone();
    if next.is_empty() {
        ui.label(texts.no_opinions());
    }
    let mut removed = None;
    ScrollArea::both()
        .max_height(400.0)
        .min_scrolled_height(330.0)
        .show(ui, |ui| {
            Grid::new("opinions").striped(true).show(ui, |ui| {
                ui.label(fonts::bold(texts.expert()));
                for child in &subject.children {
                    ui.scope(|ui| {
                        ui.set_max_width(110.0);
                        let head = egui::Label::new(fonts::bold(&child.name)).truncate();
                        ui.add(head).on_hover_text(&child.name);
                    });
                }
                ui.end_row();
                for (at, expert) in next.iter_mut().enumerate() {
                    if row_ui(ui, cx, subject, (at, expert)) {
                        removed = Some(at);
                    }
                    ui.end_row();
                }
            });
        });
    if let Some(at) = removed {
        next.remove(at);
    }
    if ui.button(texts.add_expert()).clicked() {
        let taken = |name: &String| next.iter().any(|it| it.expert == *name);
        let mut names = (next.len() + 1..).map(|number| texts.new_expert(number));
        let expert = names.find(|name| !taken(name)).unwrap_or_default();
        let weights = subject.children.iter().map(|it| (it.id, 1.0)).collect();
        next.push(ExpertWeights { expert, weights });
    }
    if next != subject.aggregate.opinions {
        subject.push(cx, NodeChoice::Opinions(next), actions);
    }
}

/// The row of an expert; whether it is to go.
fn row_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    subject: &Subject<'_>,
    (at, expert): (usize, &mut ExpertWeights),
) -> bool {
    let texts = cx.texts;
    let memory = ui.scope_id().with(("name of expert", at));
    let typed: Option<String> = ui.data(|data| data.get_temp(memory));
    let mut name = typed.unwrap_or_else(|| expert.expert.clone());
    let field = ui.add(TextEdit::singleline(&mut name).desired_width(110.0));
    let label = format!("{} {}", texts.expert_name(), at + 1);
    ui.ctx()
        .accesskit_node_builder(field.id, |it| it.set_label(label));
    if field.has_focus() {
        ui.data_mut(|data| data.insert_temp(memory, name));
    } else {
        ui.data_mut(|data| data.remove::<String>(memory));
        if field.lost_focus() && !name.trim().is_empty() {
            name.trim().clone_into(&mut expert.expert);
        }
    }
    for child in &subject.children {
        let before = expert.weights.get(&child.id).copied();
        let mut weight = before.unwrap_or(0.0);
        let response = ui.add(widgets::number_field(&mut weight).range(0.0..=1e12));
        let label = texts.opinion_of(&expert.expert, &child.name);
        ui.ctx()
            .accesskit_node_builder(response.id, |it| it.set_label(label));
        if response.changed() && Some(weight) != before {
            expert.weights.insert(child.id, weight);
        }
    }
    let button = ui.small_button("×");
    let label = texts.remove_expert_named(&expert.expert);
    widgets::named(button, WidgetRole::Button, &label).clicked()
}
