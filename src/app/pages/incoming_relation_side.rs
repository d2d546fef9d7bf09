//! Beside a relation sheet: what its colours mean, what can be said of its parts, and what was noticed.

use egui::{ComboBox, Label, RichText, Role as WidgetRole, ScrollArea, Ui};

use super::{
    Cx, incoming_again,
    incoming_sheet::chip,
    incoming_side::{findings_ui, place, unsay_ui},
};
use crate::{
    app::{
        action::Action,
        fonts,
        incoming::Incoming,
        related::{Related, Relating},
        theme, widgets,
        yearbook::Picked,
    },
    import::{
        Sheet,
        relations::{RelationForm, RelationRole, RelationSays, RelationTable},
        sheet_map::Area,
    },
};

/// The whole side.
pub(super) fn side_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let related = &incoming.related;
    let sheet = related.sheet.and_then(|it| incoming.book.sheets.get(it));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        // A bar of its own stands at the right.
        ui.set_max_width(ui.available_width() - 12.0);
        // What is asked comes first.
        incoming_again::again_ui(ui, cx, incoming, actions);
        form_ui(ui, cx, related, actions);
        legend_ui(ui, cx, related.map.form);
        ui.add_space(theme::NEAR);
        ui.separator();
        if let Some(sheet) = sheet {
            picked_ui(ui, cx, (related, sheet), actions);
        }
        unsay_ui(ui, cx, related.said(), actions);
        ui.separator();
        if let Ok(table) = &related.table {
            columns_ui(ui, cx, table, actions);
        }
        ui.label(fonts::bold(cx.texts.noticed()));
        findings_ui(ui, cx, incoming, actions);
    });
}

/// How it lies.
fn form_ui(ui: &mut Ui, cx: &Cx<'_>, related: &Related, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.label(cx.texts.layout_of_table());
        for form in [RelationForm::List, RelationForm::Matrix] {
            let present = related.map.form == form;
            let choice = ui.radio(present, cx.texts.relation_form(form));
            if choice.clicked() && !present {
                actions.push(Action::Relate(Relating::Lie(form)));
            }
        }
    });
    ui.add_space(theme::NEAR);
}

fn legend_ui(ui: &mut Ui, cx: &Cx<'_>, form: RelationForm) {
    let dark = ui.visuals().dark_mode;
    let cells = match form {
        RelationForm::List => theme::LIST_LEGEND.as_slice(),
        RelationForm::Matrix => theme::MATRIX_LEGEND.as_slice(),
    };
    egui::Grid::new("relation legend")
        .num_columns(3)
        .spacing([8.0, 4.0])
        .show(ui, |ui| {
            for (at, cell) in (1..).zip(cells) {
                let tint = theme::relation_tint(*cell, dark);
                chip(ui, tint, cx.texts.relation_family(*cell));
                if at % 3 == 0 {
                    ui.end_row();
                }
            }
        });
}

/// What is pointed at, and what can be said of it.
fn picked_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (related, sheet): (&Related, &Sheet),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    let Some(picked) = related.picked else {
        let hint = texts.pick_relation_hint(related.map.form);
        ui.add(Label::new(RichText::new(hint).weak()).wrap());
        return;
    };
    let role = related.map.role(sheet, picked.from);
    let role = role.map(|it| texts.relation_cell(it));
    ui.label(fonts::bold(texts.picked_is(&place(picked), role)));
    says_ui(ui, cx, (related, picked), role.unwrap_or_default(), actions);
}

fn says_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (related, picked): (&Related, Picked),
    present: &str,
    actions: &mut Vec<Action>,
) {
    let area = picked.area();
    ui.horizontal(|ui| {
        let label = ui.label(cx.texts.cells_are());
        let combo = ComboBox::from_id_salt("role in relation")
            .selected_text(present)
            .width(170.0)
            .height(420.0)
            .show_ui(ui, |ui| {
                for says in related.map.offers(area) {
                    let name = cx.texts.relation_says(says);
                    if ui.selectable_label(name == present, name).clicked() {
                        actions.push(Action::Relate(Relating::Say(area, says)));
                    }
                }
            });
        combo.response.labelled_by(label.id);
    });
}

/// Every column of a list with what it tells.
fn columns_ui(ui: &mut Ui, cx: &Cx<'_>, table: &RelationTable, actions: &mut Vec<Action>) {
    for column in &table.columns {
        ui.horizontal(|ui| {
            let role = RichText::new(cx.texts.relation_role(column.role));
            let role = if column.role == RelationRole::Attribute {
                role
            } else {
                role.color(ui.visuals().hyperlink_color)
            };
            let mut next = column.role;
            let combo = ComboBox::from_id_salt(("relation column", column.column))
                .width(120.0)
                .selected_text(role)
                .show_ui(ui, |ui| {
                    for role in RelationRole::ALL {
                        ui.selectable_value(&mut next, role, cx.texts.relation_role(role));
                    }
                });
            let spoken = cx.texts.role_of_column(&column.name);
            widgets::named(combo.response, WidgetRole::ComboBox, &spoken);
            ui.add(Label::new(&column.name).truncate());
            if next != column.role {
                let says = RelationSays::Column(next);
                let area = Area::column(column.column);
                actions.push(Action::Relate(Relating::Say(area, says)));
            }
        });
    }
    if !table.columns.is_empty() {
        ui.separator();
    }
}
