//! Columns of an incoming file that bear the name of no variable of the project.

use egui::{CollapsingHeader, ComboBox, Label, Ui};

use super::Cx;
use crate::app::{action::Action, incoming::Incoming, theme};

/// How many columns are listed.
const LISTED: usize = 100;

/// Each column with what it may be; nothing where all are known, or the project has no variables yet.
pub(super) fn columns_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let columns = &incoming.columns;
    if columns.new.is_empty() && columns.said.is_empty() {
        return;
    }
    let doubtful = columns.new.iter().any(|(_, near)| near.is_some());
    let heading = cx.texts.new_columns(columns.new.len());
    CollapsingHeader::new(heading)
        .id_salt("new columns")
        .default_open(doubtful || !columns.said.is_empty())
        .show(ui, |ui| {
            for (column, variable) in &columns.said {
                column_ui(ui, cx, (column, Some(variable), None), actions);
            }
            for (column, near) in columns.new.iter().take(LISTED) {
                column_ui(ui, cx, (column, None, near.as_deref()), actions);
            }
            let more = columns.new.len().saturating_sub(LISTED);
            if more > 0 {
                ui.weak(cx.texts.further_findings(more));
            }
        });
    ui.add_space(theme::NEAR);
    ui.separator();
}

fn column_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (column, said, near): (&String, Option<&String>, Option<&str>),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    ui.push_id(("column", column), |ui| {
        ui.add(Label::new(column).truncate());
        ui.horizontal_wrapped(|ui| {
            let shown = said.map_or(texts.is_new_variable(), String::as_str);
            let combo = ComboBox::from_id_salt("variable")
                .selected_text(shown)
                .width(180.0)
                .show_ui(ui, |ui| {
                    let new = ui.selectable_label(said.is_none(), texts.is_new_variable());
                    if new.clicked() {
                        actions.push(Action::ColumnIs(column.clone(), None));
                    }
                    let variables = cx.dataset.variables.iter();
                    for variable in variables.filter(|it| it.formula.is_none()) {
                        let same = said == Some(&variable.name);
                        if ui.selectable_label(same, &variable.name).clicked() {
                            let variable = Some(variable.name.clone());
                            actions.push(Action::ColumnIs(column.clone(), variable));
                        }
                    }
                });
            let spoken = texts.column_stands_for(column);
            ui.ctx()
                .accesskit_node_builder(combo.response.id, |node| node.set_label(spoken.as_str()));
            if let (None, Some(near)) = (said, near)
                && ui.button(texts.column_is_perhaps(near)).clicked()
            {
                actions.push(Action::ColumnIs(column.clone(), Some(near.to_owned())));
            }
        });
    });
}
