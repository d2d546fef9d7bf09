//! Who takes part, and how.

use egui::{Checkbox, ComboBox, Label, RichText, Role as WidgetRole, TextEdit, Ui};

use super::{Cx, empty_ui, groups, own_mark, pools, unit_rule};
use crate::{
    app::{
        action::{Action, ReadAs},
        fonts,
        table::{self, Parts, Sheet},
        theme,
        view::View,
        widgets,
    },
    engine::{UnitId, VariableId},
    project::{Aspect, Edit, Role, Unit},
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
    let sought = view.sought.trim().to_lowercase();
    let shown: Vec<&Unit> = units.iter().filter(|unit| matches(unit, &sought)).collect();
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
    list_ui(ui, cx, view, &shown, actions);
}

fn matches(unit: &Unit, sought: &str) -> bool {
    let names = unit.aliases.iter().chain([&unit.key, &unit.label]);
    sought.is_empty()
        || names
            .into_iter()
            .any(|name| name.to_lowercase().contains(sought))
}

fn list_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, shown: &[&Unit], actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let variables = used_variables(cx);
    let heads = [
        texts.takes_part(),
        texts.unit(),
        texts.role(),
        texts.key(),
        texts.available(),
        texts.rank(),
    ];
    let widths = [92.0, 180.0, 150.0, 170.0, 190.0, 90.0];
    let columns = widths
        .iter()
        .enumerate()
        .map(|(at, &width)| table::column(("units", at), width))
        .collect();
    let sheet = Sheet {
        id: "units",
        name: cx.texts.table_of(cx.texts.page_units()),
        own_cells: false,
        columns,
        sticky: 2,
        rows: shown.len(),
        head: 30.0,
        stretch: None,
    };
    let parts = Parts {
        head: Box::new(|ui, column| {
            let head = fonts::bold(heads.get(column).copied().unwrap_or_default());
            if column >= 4 {
                table::number(ui, head)
            } else {
                table::text(ui, head)
            };
        }),
        cell: Box::new(|ui, row, column| {
            let Some(unit) = shown.get(row) else { return };
            match column {
                0 => include_ui(ui, cx, unit, actions),
                1 => name_ui(ui, view, unit, actions),
                2 => role_ui(ui, cx, unit, actions),
                3 => {
                    table::text(ui, RichText::new(&unit.key).weak());
                }
                4 => {
                    let known = available(cx, unit.id, &variables);
                    table::number(ui, format!("{known} / {}", variables.len()));
                }
                _ => {
                    table::number(ui, rank_of(cx, unit.id));
                }
            }
        }),
        stands_out: Box::new(|row| {
            shown
                .get(row)
                .is_some_and(|unit| Some(unit.id) == view.selected)
        }),
    };
    sheet.show(ui, parts);
}

fn name_ui(ui: &mut Ui, view: &View, unit: &Unit, actions: &mut Vec<Action>) {
    if table::link(ui, &unit.label, &unit.label).clicked() {
        actions.push(view.toggle(unit.id));
    }
}

fn include_ui(ui: &mut Ui, cx: &Cx<'_>, unit: &Unit, actions: &mut Vec<Action>) {
    let mut included = cx.scene.role(unit.id) == Role::Ranked;
    let laid = ui.horizontal_centered(|ui| {
        let check = ui.add(Checkbox::without_text(&mut included));
        let (aspect, role) = (
            Aspect::Role { unit: unit.id },
            cx.texts.role_of(&unit.label),
        );
        own_mark::mark_ui(ui, cx, (aspect, &role), actions);
        check
    });
    let check = laid.inner;
    let name = cx.texts.include_unit(&unit.label);
    ui.ctx()
        .accesskit_node_builder(check.id, |node| node.set_label(name));
    if check.changed() {
        actions.extend(unit_rule::include(cx, &[unit], included));
    }
}

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

/// The variables that the framework reads.
fn used_variables(cx: &Cx<'_>) -> Vec<VariableId> {
    let nodes = cx
        .framework()
        .map(|framework| framework.nodes())
        .unwrap_or_default();
    nodes
        .into_iter()
        .filter_map(|node| node.indicator().map(|it| it.variable))
        .collect()
}

fn available(cx: &Cx<'_>, unit: UnitId, variables: &[VariableId]) -> usize {
    let Some(period) = cx.derived.shown_period() else {
        return 0;
    };
    variables
        .iter()
        .filter(|&&variable| cx.dataset.value(variable, period, unit).is_some())
        .count()
}

fn rank_of(cx: &Cx<'_>, unit: UnitId) -> String {
    let row = cx.derived.ranking.rows.iter().find(|row| row.unit == unit);
    row.and_then(|row| row.rank)
        .map_or_else(|| "–".to_owned(), |rank| rank.to_string())
}
