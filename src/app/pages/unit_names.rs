//! A field for a list of units: typed, pasted, or taken from groups and from what is listed.

use egui::{Label, RichText, ScrollArea, TextEdit, Ui};

use super::Cx;
use crate::{
    app::{unit_rule::add_to_list, widgets},
    engine::UnitId,
};

/// What the field is for.
pub(super) struct NamesField<'a> {
    /// Its name.
    pub name: &'a str,
    /// Names in it that mean no unit.
    pub unknown: &'a [String],
    /// The units that the screen lists now.
    pub listed: &'a [UnitId],
    /// How many rows it shows.
    pub rows: usize,
}

/// The field; true if it was changed.
pub(super) fn names_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    list: &mut String,
    field: &NamesField<'_>,
) -> bool {
    let texts = cx.texts;
    let before = list.len();
    let mut changed = false;
    let label = ui.horizontal(|ui| {
        let label = ui.label(field.name);
        let menu = ui.menu_button(texts.add_names(), |ui| {
            changed |= add_ui(ui, cx, list, field.listed);
        });
        let spoken = texts.add_names_to(field.name);
        widgets::named(menu.response, egui::Role::Button, &spoken);
        label
    });
    let tall = 22.0 * field.rows as f32 + 14.0;
    ScrollArea::vertical()
        .id_salt(field.name)
        .max_height(tall)
        .show(ui, |ui| {
            let text = TextEdit::multiline(list)
                .desired_rows(field.rows)
                .hint_text(texts.names_hint())
                .desired_width(f32::INFINITY);
            let text = ui.add(text).labelled_by(label.inner.id);
            changed |= text.changed();
        });
    if !field.unknown.is_empty() {
        let told = texts.names_not_known(field.unknown);
        let told = RichText::new(told)
            .color(ui.visuals().warn_fg_color)
            .small();
        ui.add(Label::new(told).wrap());
    }
    changed || before != list.len()
}

/// The members of groups, what the screen lists, and single units.
fn add_ui(ui: &mut Ui, cx: &Cx<'_>, list: &mut String, listed: &[UnitId]) -> bool {
    let (texts, dataset) = (cx.texts, cx.dataset);
    let mut chosen: Option<Vec<UnitId>> = None;
    if listed.len() < dataset.units.len() && ui.button(texts.listed_units(listed.len())).clicked() {
        chosen = Some(listed.to_vec());
    }
    for group in dataset.groups.iter() {
        let told = texts.own_line(&group.kind, &group.name);
        if ui.button(told).clicked() {
            chosen = Some(group.members.clone());
        }
    }
    ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        let plain = dataset.units.iter().filter(|it| it.members.is_empty());
        for unit in plain {
            if ui.button(&unit.label).clicked() {
                chosen = Some(vec![unit.id]);
            }
        }
    });
    let Some(units) = chosen else { return false };
    add_to_list(list, dataset, &units, texts);
    ui.close();
    true
}
