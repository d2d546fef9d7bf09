//! Who takes part, and how.

use egui::{ComboBox, Label, RichText, Role as WidgetRole, TextEdit, Ui};

use super::{Cx, empty_ui, groups, pools, unit_name, unit_order, unit_rule, unit_table};
use crate::{
    app::{
        action::{Action, ReadAs},
        theme,
        view::View,
        widgets,
    },
    engine::UnitId,
    project::{Edit, Role, Unit},
};

/// The units screen.
pub(super) fn units_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let units = &cx.dataset.units;
    if units.is_empty() {
        empty_ui(ui, texts.no_data(), texts.no_data_line(), |ui| {
            if ui.button(texts.import_data()).clicked() {
                actions.push(Action::AskImport(ReadAs::Data));
            }
        });
        return;
    }
    let shown = cx.codes.listed(cx.dataset, &view.sought);
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(texts.find_unit());
        ui.add(TextEdit::singleline(&mut view.sought).desired_width(180.0))
            .labelled_by(label.id);
        ui.add_space(theme::NEAR);
        if ui.button(texts.include_shown()).clicked() {
            actions.extend(unit_rule::include(cx, &shown, true));
        }
        if ui.button(texts.exclude_shown()).clicked() {
            actions.extend(unit_rule::include(cx, &shown, false));
        }
        ui.add_space(theme::NEAR);
        let ranked = cx.scene.ranked();
        let count = RichText::new(texts.units_taking_part(ranked, units.len())).weak();
        ui.add(Label::new(count).extend());
        ui.add_space(theme::NEAR);
        unit_order::menu_ui(ui, cx, actions);
        unit_rule::button_ui(ui, cx, view);
        groups::button_ui(ui, cx, view);
        pools::button_ui(ui, cx, view);
    });
    unit_rule::summary_ui(ui, cx, actions);
    let listed: Vec<UnitId> = shown.iter().map(|unit| unit.id).collect();
    pools::pools_ui(ui, cx, view, actions);
    unit_rule::rule_ui(ui, cx, (view, &listed), actions);
    groups::groups_ui(ui, cx, (view, &listed), actions);
    ui.add_space(theme::NEAR);
    if shown.is_empty() {
        ui.label(RichText::new(texts.nothing_found(view.sought.trim())).weak());
        return;
    }
    unit_name::keys(ui, view, &shown);
    unit_table::table_ui(ui, cx, view, &shown, actions);
}

/// How a unit takes part, to be chosen from a list.
pub(super) fn role_ui(ui: &mut Ui, cx: &Cx<'_>, unit: &Unit, actions: &mut Vec<Action>) {
    let present = cx.dataset.role(cx.scene.scenario, unit);
    let counts = cx.scene.role(unit.id);
    let told = if counts == present {
        cx.texts.role_name(present).to_owned()
    } else {
        cx.texts.role_by_rule(counts)
    };
    let combo = ComboBox::from_id_salt(unit.id)
        .selected_text(told)
        .width(ui.available_width());
    let shown = combo.show_ui(ui, |ui| {
        for role in Role::ALL {
            let entry = ui.selectable_label(role == present, cx.texts.role_name(role));
            if entry.on_hover_text(cx.texts.role_help(role)).clicked() && role != present {
                actions.push(Action::from(Edit::SetRole {
                    at: cx.at(),
                    units: vec![unit.id],
                    role,
                }));
            }
        }
    });
    widgets::named(
        shown.response,
        WidgetRole::ComboBox,
        &cx.texts.role_of(&unit.label),
    );
}
