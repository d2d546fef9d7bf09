//! A relation sheet before it is taken: what it is, what its columns tell, and its edges.

use egui::{ComboBox, Label, RichText, Role as WidgetRole, TextEdit, Ui};

use super::{Cx, relations::edges_ui};
use crate::{
    app::{
        action::Action,
        incoming::Incoming,
        related::{Related, Relating},
        theme, widgets,
    },
    import::relations::{RelationRole, RelationTable},
};

/// What it is called, whether its edges have a direction, and when they hold.
pub(super) fn choices_ui(ui: &mut Ui, cx: &Cx<'_>, related: &Related, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let Ok(table) = &related.table else { return };
    ui.horizontal_wrapped(|ui| {
        let label = ui.label(texts.relation_name());
        let mut name = related.name.clone();
        let field = TextEdit::singleline(&mut name).desired_width(240.0);
        if ui.add(field).labelled_by(label.id).changed() {
            actions.push(Action::Relate(Relating::Name(name)));
        }
        for directed in [false, true] {
            let same = table.directed.unwrap_or(false) == directed;
            if ui.radio(same, texts.is_directed(directed)).clicked() {
                actions.push(Action::Relate(Relating::Directed(directed)));
            }
        }
        if !related.tells_periods() {
            let label = ui.label(texts.period_of_rows());
            let mut period = related.period.clone();
            let field = TextEdit::singleline(&mut period)
                .desired_width(120.0)
                .hint_text(texts.period_hint());
            if ui.add(field).labelled_by(label.id).changed() {
                actions.push(Action::Relate(Relating::Period(period)));
            }
        }
    });
    ui.add_space(theme::NEAR);
    columns_ui(ui, cx, table, actions);
}

/// Every column with what it tells.
fn columns_ui(ui: &mut Ui, cx: &Cx<'_>, table: &RelationTable, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        for column in &table.columns {
            let role = cx.texts.relation_role(column.role);
            let told = column.role != RelationRole::Attribute;
            let text = RichText::new(role);
            let text = if told {
                text.color(ui.visuals().hyperlink_color)
            } else {
                text
            };
            let mut next = column.role;
            ui.label(&column.name);
            let combo = ComboBox::from_id_salt(("relation column", column.column))
                .width(96.0)
                .selected_text(text)
                .show_ui(ui, |ui| {
                    for role in RelationRole::ALL {
                        ui.selectable_value(&mut next, role, cx.texts.relation_role(role));
                    }
                });
            let spoken = cx.texts.role_of_column(&column.name);
            widgets::named(combo.response, WidgetRole::ComboBox, &spoken);
            if next != column.role {
                actions.push(Action::Relate(Relating::Role(column.name.clone(), next)));
            }
        }
    });
}

/// What was recognised; false where there is nothing to take.
pub(super) fn said_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming) -> bool {
    let texts = cx.texts;
    let table = match &incoming.related.table {
        Ok(table) => table,
        Err(wrong) => {
            let said = RichText::new(texts.table_error(wrong)).color(ui.visuals().error_fg_color);
            ui.add(Label::new(said).wrap());
            return false;
        }
    };
    let edges = &table.list.edges;
    ui.label(texts.relation_summary(edges.nodes().len(), edges.len(), &edges.periods()));
    let facts = texts.relation_facts(table).join(texts.between());
    ui.add(Label::new(RichText::new(facts).weak()).wrap());
    let name = incoming.related.name.trim();
    let mut known = cx.dataset.relations.iter();
    if !incoming.into_new && known.any(|it| it.name == name) {
        ui.weak(texts.replaces_relation());
    }
    !name.is_empty()
}

/// The edges that would be taken.
pub(super) fn preview_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming) {
    if let Ok(table) = &incoming.related.table {
        edges_ui(ui, cx, "incoming edges", &table.list);
    }
}
