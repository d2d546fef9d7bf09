//! Beside the sheet of an incoming yearbook: what was understood, what can be said of it, what was noticed.

use egui::{ComboBox, RichText, ScrollArea, TextEdit, Ui};

use super::{
    Cx, incoming_again, incoming_columns, incoming_decide, incoming_names, incoming_sheet::chip,
};
use crate::{
    app::{
        action::Action,
        fonts,
        incoming::Incoming,
        theme,
        yearbook::{Lot, Mapping, Picked, Yearbook},
    },
    engine::Severity,
    import::{
        CellAt, Finding,
        sheet_map::{Area, MappedTable, Role, Says, TableLayout},
    },
};

/// How many findings are listed.
const LISTED: usize = 300;

/// What a person can say cells are for, the usual first.
const SAID: [Role; 16] = [
    Role::Dropped,
    Role::UnitName,
    Role::Header,
    Role::Value,
    Role::Missing,
    Role::Total,
    Role::GroupHeading,
    Role::Title,
    Role::Measure,
    Role::HeaderMeasure,
    Role::HeaderPeriod,
    Role::IndicatorName,
    Role::RowPeriod,
    Role::RowMeasure,
    Role::UnitNameEnglish,
    Role::Note,
];

const LAYOUTS: [TableLayout; 6] = [
    TableLayout::UnitsDown,
    TableLayout::UnitsAcross,
    TableLayout::PeriodsAcross,
    TableLayout::OneUnit,
    TableLayout::PeriodsDown,
    TableLayout::Long,
];

/// The whole side.
pub(super) fn side_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (incoming, yearbook): (&Incoming, &Yearbook),
    actions: &mut Vec<Action>,
) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        // A bar of its own stands at the right.
        ui.set_max_width(ui.available_width() - 12.0);
        // What is asked comes first.
        incoming_decide::decide_ui(ui, cx, cx.arrivals.one(), actions);
        incoming_again::again_ui(ui, cx, incoming, actions);
        incoming_columns::columns_ui(ui, cx, incoming, actions);
        incoming_names::names_ui(ui, cx, incoming, actions);
        legend_ui(ui, cx);
        ui.add_space(theme::NEAR);
        ui.separator();
        picked_ui(ui, cx, yearbook, actions);
        ui.separator();
        for table in &yearbook.map.tables {
            table_ui(ui, cx, table, actions);
        }
        ui.separator();
        ui.label(fonts::bold(cx.texts.noticed()));
        findings_ui(ui, cx, incoming, actions);
    });
}

fn legend_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let dark = ui.visuals().dark_mode;
    egui::Grid::new("legend")
        .num_columns(3)
        .spacing([8.0, 4.0])
        .show(ui, |ui| {
            for (at, role) in (1..).zip(theme::LEGEND) {
                let tint = theme::role_tint(role, dark);
                chip(ui, tint, cx.texts.role_family(role));
                if at % 3 == 0 {
                    ui.end_row();
                }
            }
        });
}

/// What is pointed at, and what can be said of it.
fn picked_ui(ui: &mut Ui, cx: &Cx<'_>, yearbook: &Yearbook, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    match yearbook.picked {
        None => {
            ui.add(egui::Label::new(RichText::new(texts.pick_hint()).weak()).wrap());
        }
        Some(picked) => {
            let role = yearbook.role(picked.from).map(|it| it.role);
            ui.label(fonts::bold(
                texts.picked_is(&place(picked), role.map(|it| texts.cell_role(it))),
            ));
            role_ui(ui, cx, picked, role, actions);
            measure_ui(ui, cx, yearbook, picked, actions);
        }
    }
    unsay_ui(ui, cx, yearbook.said(), actions);
}

/// How often something was said, with a way back.
pub(super) fn unsay_ui(ui: &mut Ui, cx: &Cx<'_>, said: usize, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    if said == 0 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.weak(texts.said_so_often(said));
        if ui.button(texts.unsay()).clicked() {
            actions.push(Action::Map(Mapping::Unsay { all: false }));
        }
        if said > 1 && ui.button(texts.unsay_all()).clicked() {
            actions.push(Action::Map(Mapping::Unsay { all: true }));
        }
    });
}

fn role_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    picked: Picked,
    role: Option<Role>,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        let label = ui.label(cx.texts.cells_are());
        let present = role.map(|it| cx.texts.cell_role(it)).unwrap_or_default();
        let combo = ComboBox::from_id_salt("role of cells")
            .selected_text(present)
            .width(150.0)
            .height(420.0)
            .show_ui(ui, |ui| {
                for choice in SAID {
                    let name = cx.texts.cell_role(choice);
                    if ui.selectable_label(role == Some(choice), name).clicked() {
                        let says = Says::Role(choice);
                        actions.push(Action::Map(Mapping::Say(picked.area(), says)));
                    }
                }
            });
        combo.response.labelled_by(label.id);
    });
}

/// The measure of the columns pointed at, typed.
fn measure_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    yearbook: &Yearbook,
    picked: Picked,
    actions: &mut Vec<Action>,
) {
    let column = picked.from.column;
    let mut columns = yearbook.map.tables.iter().flat_map(|it| &it.columns);
    let Some(found) = columns.find(|it| picked.what != Lot::Rows && it.places.contains(&column))
    else {
        return;
    };
    ui.horizontal(|ui| {
        let label = ui.label(cx.texts.measure_of_column());
        let id = ui.scope_id().with(("measure", column, yearbook.sheet));
        let present = found
            .measure
            .as_ref()
            .map(|it| it.value.clone())
            .unwrap_or_default();
        let mut typed = ui
            .data(|data| data.get_temp::<String>(id))
            .unwrap_or_else(|| present.clone());
        let field = TextEdit::singleline(&mut typed).desired_width(110.0);
        let response = ui.add(field).labelled_by(label.id);
        if response.changed() {
            ui.data_mut(|data| data.insert_temp(id, typed.clone()));
        }
        if response.lost_focus() {
            ui.data_mut(|data| data.remove_temp::<String>(id));
            if typed.trim() != present {
                let area = Area {
                    rows: None,
                    ..columns_of(picked)
                };
                let says = Says::Measure(typed.trim().to_owned());
                actions.push(Action::Map(Mapping::Say(area, says)));
            }
        }
    });
}

fn columns_of(picked: Picked) -> Area {
    Picked {
        what: Lot::Columns,
        ..picked
    }
    .area()
}

/// `B3:D9`, `3:9` or `B:D`.
pub(super) fn place(picked: Picked) -> String {
    use crate::import::column_letters;
    let area = picked.area();
    let row = |it: u32| (u64::from(it) + 1).to_string();
    match (area.rows, area.columns) {
        (Some(rows), Some(columns)) => {
            let first = CellAt {
                row: rows.first,
                column: columns.first,
            };
            let last = CellAt {
                row: rows.last,
                column: columns.last,
            };
            if first == last {
                first.to_string()
            } else {
                format!("{first}:{last}")
            }
        }
        (Some(rows), None) => format!("{}:{}", row(rows.first), row(rows.last)),
        (None, Some(columns)) => {
            format!(
                "{}:{}",
                column_letters(columns.first),
                column_letters(columns.last)
            )
        }
        (None, None) => String::new(),
    }
}

/// What was understood of a table, each line with where it comes from.
fn table_ui(ui: &mut Ui, cx: &Cx<'_>, table: &MappedTable, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let rows = (table.rows_taken.first + 1, table.rows_taken.last + 1);
    let title = if table.title.is_empty() {
        texts.untitled_table()
    } else {
        table.title.as_str()
    };
    ui.add(egui::Label::new(fonts::bold(title)).wrap());
    ui.weak(texts.rows_from_to(rows.0, rows.1));
    layout_ui(ui, cx, table, actions);
    let facts = [
        (
            texts.measure(),
            table.measure.as_ref().map(|it| (it.value.clone(), it.from)),
        ),
        (
            texts.period_word(),
            table
                .period
                .as_ref()
                .map(|it| (it.value.to_string(), it.from)),
        ),
        (
            texts.unit(),
            table.unit.as_ref().map(|it| (it.value.clone(), it.from)),
        ),
        (
            texts.indicator_word(),
            table
                .indicator
                .as_ref()
                .map(|it| (it.value.clone(), it.from)),
        ),
    ];
    for (name, fact) in facts {
        if let Some((value, from)) = fact {
            let line = texts.fact_and_source(name, &value, texts.evidence(from));
            ui.add(egui::Label::new(line).wrap());
        }
    }
    for source in table.sources.iter().chain(&table.notes).take(4) {
        ui.add(egui::Label::new(RichText::new(source).weak().small()).truncate())
            .on_hover_text(source);
    }
    ui.add_space(theme::NEAR);
}

fn layout_ui(ui: &mut Ui, cx: &Cx<'_>, table: &MappedTable, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    ui.push_id(("layout of", table.rows_taken.first), |ui| {
        let label = ui.label(texts.layout_of_table());
        let combo = ComboBox::from_id_salt("layout")
            .selected_text(texts.table_layout(table.layout.value))
            .width(250.0)
            .show_ui(ui, |ui| {
                for layout in LAYOUTS {
                    let present = layout == table.layout.value;
                    if ui
                        .selectable_label(present, texts.table_layout(layout))
                        .clicked()
                    {
                        let area = Area {
                            rows: Some(table.rows_taken),
                            columns: None,
                        };
                        actions.push(Action::Map(Mapping::Say(area, Says::Layout(layout))));
                    }
                }
            });
        combo.response.labelled_by(label.id);
    });
}

/// What was noticed; a click shows the cell.
pub(super) fn findings_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    incoming: &Incoming,
    actions: &mut Vec<Action>,
) {
    let findings = incoming.findings();
    if findings.is_empty() {
        ui.weak(cx.texts.nothing_noticed());
    }
    let more = findings.len().saturating_sub(LISTED);
    for finding in findings.into_iter().take(LISTED) {
        finding_ui(ui, cx, finding, actions);
    }
    if more > 0 {
        ui.weak(cx.texts.further_findings(more));
    }
}

fn finding_ui(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding, actions: &mut Vec<Action>) {
    let color = match finding.problem.severity() {
        Severity::Error => ui.visuals().error_fg_color,
        Severity::Warning => ui.visuals().warn_fg_color,
        Severity::Note => ui.visuals().text_color(),
    };
    let sentence = RichText::new(cx.texts.sheet_finding(finding))
        .color(color)
        .small();
    match finding.at {
        None => {
            ui.add(egui::Label::new(sentence).wrap());
        }
        Some(at) => {
            let link = egui::Button::new(sentence).frame(false).wrap();
            if ui.add(link).on_hover_text(cx.texts.show_cell()).clicked() {
                actions.push(Action::Map(Mapping::Find(at)));
            }
        }
    }
}
