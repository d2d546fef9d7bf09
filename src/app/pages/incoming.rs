//! A file before it is taken: what was recognised, and what was noticed in it.

use egui::{ComboBox, RichText, ScrollArea, TextEdit, Ui, UiBuilder};

use super::{
    Cx, incoming_again, incoming_columns, incoming_decide, incoming_framework, incoming_list,
    incoming_names, incoming_preview, incoming_published, incoming_relation, incoming_sheet,
    incoming_side, incoming_tally, incoming_text, incoming_together,
};
use crate::{
    app::{
        action::{Action, ReadAs},
        arrivals::Arrival,
        fonts,
        incoming::Incoming,
        theme,
        yearbook::{Mapping, Shown, Yearbook},
    },
    engine::Severity,
};

/// The width beside the sheet of a yearbook.
const SIDE: f32 = 310.0;
/// How many findings are listed.
const LISTED: usize = 500;

/// The preview in place of the screen; the list beside it where there are several files.
pub(super) fn incoming_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    if cx.arrivals.are_listed() {
        egui::Panel::left("incoming files")
            .exact_size(270.0)
            .resizable(false)
            .show(ui, |ui| incoming_list::list_ui(ui, cx, actions));
    }
    let room = egui::Frame::NONE.inner_margin(egui::Margin {
        left: if cx.arrivals.are_listed() { 16 } else { 0 },
        ..egui::Margin::ZERO
    });
    egui::CentralPanel::default()
        .frame(room)
        .show(ui, |ui| match cx.arrivals.incoming() {
            _ if cx.arrivals.shows_all() => incoming_together::together_ui(ui, cx, actions),
            Some(incoming) => one_ui(ui, cx, incoming, actions),
            None => incoming_list::state_ui(ui, cx, actions),
        });
}

/// What one file was recognised as, and what is to become of it.
fn one_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let sheet = incoming.only.and_then(|it| incoming.book.sheets.get(it));
    let name = match sheet {
        Some(sheet) => texts.sheet_of_file(&incoming.book.file, &sheet.name),
        None => incoming.book.file.clone(),
    };
    let heading = fonts::bold(texts.incoming(&name)).size(20.0);
    ui.add(egui::Label::new(heading).wrap());
    ui.add_space(theme::NEAR);
    way_ui(ui, cx, incoming, actions);
    if let (ReadAs::List, Some(tallying)) = (incoming.read_as, incoming.tallying()) {
        ui.add_space(theme::NEAR);
        incoming_tally::tally_ui(ui, cx, tallying, actions);
    }
    if incoming.read_as == ReadAs::Relations {
        ui.add_space(theme::NEAR);
        incoming_relation::choices_ui(ui, cx, &incoming.related, actions);
    }
    let plain = !matches!(
        incoming.read_as,
        ReadAs::Yearbook | ReadAs::List | ReadAs::Relations
    );
    if incoming.is_text() && plain {
        incoming_text::first_rows_ui(ui, cx, incoming);
    }
    ui.add_space(theme::NEAR);
    let fit = recognised_ui(ui, cx, incoming, actions);
    let errors = incoming.errors();
    if errors > 0 {
        ui.colored_label(ui.visuals().error_fg_color, texts.errors_first(errors));
    }
    ui.add_space(theme::NEAR);
    buttons_ui(ui, cx, incoming, fit && errors == 0, actions);
    if incoming.read_as == ReadAs::Relations {
        ui.add_space(theme::NEAR);
        incoming_relation::relation_ui(ui, cx, incoming, actions);
        return;
    }
    if let (ReadAs::Yearbook, Some(yearbook)) = (incoming.read_as, incoming.yearbook.as_deref()) {
        yearbook_ui(ui, cx, (incoming, yearbook), actions);
        return;
    }
    ui.add_space(theme::FAR);
    below_ui(ui, cx, incoming, actions);
}

/// To take it or not, and what is shown of it.
fn buttons_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, fit: bool, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        incoming_decide::take_ui(ui, cx, fit, actions);
        if ui.button(cx.texts.cancel()).clicked() {
            actions.push(Action::PutAside);
        }
        let pasted = cx.arrivals.chosen().is_some_and(Arrival::is_pasted);
        if !cx.arrivals.are_listed() && !pasted && incoming.read_as != ReadAs::Framework {
            incoming_list::keep_ui(ui, cx, actions);
        }
        match (incoming.read_as, &incoming.yearbook) {
            (ReadAs::Yearbook, Some(yearbook)) => {
                shown_ui(ui, cx, yearbook.shown, cx.texts.what_is_taken(), actions);
            }
            (ReadAs::Relations, _) => {
                let shown = incoming.related.shown;
                shown_ui(ui, cx, shown, cx.texts.edges_that_are_taken(), actions);
            }
            _ => {}
        }
    });
}

/// What is asked, what was noticed, and what would be taken.
fn below_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    if incoming.read_as == ReadAs::Published {
        incoming_published::ties_ui(ui, cx, incoming, actions);
        incoming_names::names_ui(ui, cx, incoming, actions);
    } else if incoming.read_as != ReadAs::Framework {
        incoming_decide::decide_ui(ui, cx, cx.arrivals.one(), actions);
        incoming_again::again_ui(ui, cx, incoming, actions);
        incoming_columns::columns_ui(ui, cx, incoming, actions);
        incoming_names::names_ui(ui, cx, incoming, actions);
    }
    incoming_framework::changes_ui(ui, cx, &incoming.extending);
    ui.label(fonts::bold(texts.noticed()));
    findings_ui(ui, cx, incoming);
    if incoming.read_as == ReadAs::Published {
        return;
    }
    ui.add_space(theme::FAR);
    ui.label(fonts::bold(texts.preview()));
    match (incoming.read_as, &incoming.table, &incoming.outline) {
        (ReadAs::Framework, _, Ok(outline)) => {
            incoming_framework::outline_ui(ui, cx, (outline, &incoming.extending));
        }
        (ReadAs::Data | ReadAs::Whatever, Ok(table), _) => {
            incoming_preview::table_ui(ui, cx, table);
        }
        (ReadAs::List, ..) => {
            if let Some(Ok(tallied)) = incoming.tallying().map(|it| &it.tallied) {
                incoming_preview::table_ui(ui, cx, &tallied.table);
            }
        }
        _ => {}
    }
}

/// The sheet, or what would be taken of it.
fn shown_ui(ui: &mut Ui, cx: &Cx<'_>, present: Shown, taken: &str, actions: &mut Vec<Action>) {
    ui.separator();
    for (shown, name) in [
        (Shown::Sheet, cx.texts.sheet_as_it_is()),
        (Shown::Result, taken),
    ] {
        if ui.selectable_label(present == shown, name).clicked() {
            actions.push(Action::Map(Mapping::Show(shown)));
        }
    }
}

/// A sheet of a yearbook beside what was understood of it, or the values that would be taken.
fn yearbook_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (incoming, yearbook): (&Incoming, &Yearbook),
    actions: &mut Vec<Action>,
) {
    ui.add_space(theme::NEAR);
    if yearbook.shown == Shown::Result {
        incoming_sheet::result_ui(ui, cx, yearbook, actions);
        return;
    }
    let (sheet, side) = halves(ui);
    ui.scope_builder(sheet, |ui| {
        incoming_sheet::sheet_ui(ui, cx, (incoming, yearbook), actions);
    });
    ui.scope_builder(side, |ui| {
        incoming_side::side_ui(ui, cx, (incoming, yearbook), actions);
    });
}

/// The room for a sheet, and the room beside it.
pub(super) fn halves(ui: &Ui) -> (UiBuilder, UiBuilder) {
    let room = ui.available_rect_before_wrap();
    let side = room.with_min_x(room.right() - SIDE.min(room.width() / 2.0));
    let sheet = room.with_max_x(side.left() - theme::NEAR);
    let of = |name: &str, room| UiBuilder::new().id_salt(name).max_rect(room);
    (of("sheet", sheet), of("side", side))
}

/// As what it is read, and where it goes.
fn way_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    ui.horizontal_wrapped(|ui| {
        let ways = [
            (ReadAs::Data, texts.as_data(), ""),
            (
                ReadAs::Yearbook,
                texts.as_yearbook(),
                texts.as_yearbook_line(),
            ),
            (ReadAs::List, texts.as_list(), texts.as_list_line()),
            (
                ReadAs::Relations,
                texts.as_relations(),
                texts.as_relations_line(),
            ),
            (ReadAs::Framework, texts.as_framework(), ""),
            (
                ReadAs::Published,
                texts.as_published(),
                texts.as_published_line(),
            ),
        ];
        for (read_as, name, line) in ways {
            let possible = read_as != ReadAs::Yearbook || incoming.yearbook.is_some();
            let radio = egui::RadioButton::new(incoming.read_as == read_as, name);
            let mut response = ui.add_enabled(possible, radio);
            if !line.is_empty() {
                response = response.on_hover_text(line);
            }
            if response.clicked() {
                actions.push(Action::Reread(read_as, Box::new(incoming.layout.clone())));
            }
        }
        ui.separator();
        where_ui(ui, cx, incoming, actions);
    });
    ui.horizontal_wrapped(|ui| {
        sheet_ui(ui, cx, incoming, actions);
        if incoming.is_text() {
            incoming_text::choices_ui(ui, cx, incoming, actions);
        }
        match (incoming.read_as, incoming.yearbook.as_deref()) {
            (ReadAs::Yearbook, Some(yearbook)) => {
                yearbook_period_ui(ui, cx, yearbook, actions);
                yearbook_unit_ui(ui, cx, yearbook, actions);
            }
            (ReadAs::Data | ReadAs::Published, _) if !incoming.tells_periods() => {
                period_ui(ui, cx, incoming, actions);
            }
            _ => {}
        }
    });
}

/// Into a new project, or into the one that is open.
pub(super) fn where_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let into_new = incoming.is_for_new();
    let possible = incoming.read_as != ReadAs::Published;
    let new = egui::RadioButton::new(into_new, texts.into_new());
    if ui.add_enabled(possible, new).clicked() {
        actions.push(Action::IntoNew(true));
    }
    let present = texts.into_present(&cx.document.title);
    if ui.radio(!into_new, present).clicked() {
        actions.push(Action::IntoNew(false));
    }
}

/// The period of what tells of none, with a word where it is a guess.
fn yearbook_period_ui(ui: &mut Ui, cx: &Cx<'_>, yearbook: &Yearbook, actions: &mut Vec<Action>) {
    if !yearbook.asks_for_period() {
        return;
    }
    let label = ui.label(cx.texts.period_of_rows());
    let mut period = yearbook.period.clone();
    let field = TextEdit::singleline(&mut period)
        .desired_width(120.0)
        .hint_text(cx.texts.period_hint());
    if ui.add(field).labelled_by(label.id).changed() {
        actions.push(Action::Map(Mapping::Period(period)));
    }
    if yearbook.guessed {
        ui.colored_label(ui.visuals().warn_fg_color, cx.texts.period_guessed());
    }
}

/// The unit of a sheet that is about one.
fn yearbook_unit_ui(ui: &mut Ui, cx: &Cx<'_>, yearbook: &Yearbook, actions: &mut Vec<Action>) {
    if !yearbook.asks_for_unit() {
        return;
    }
    let label = ui.label(cx.texts.unit_of_sheet());
    let mut unit = yearbook.unit.clone();
    let told = yearbook.map.tables.iter().find_map(|it| it.unit.as_ref());
    let field = TextEdit::singleline(&mut unit)
        .desired_width(160.0)
        .hint_text(told.map_or("", |it| it.value.as_str()));
    if ui.add(field).labelled_by(label.id).changed() {
        actions.push(Action::Map(Mapping::Unit(unit)));
    }
}

fn sheet_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    if incoming.book.sheets.len() < 2 || incoming.only.is_some() {
        return;
    }
    let label = ui.label(cx.texts.sheet());
    let taken = match incoming.read_as {
        ReadAs::Framework => incoming.outline.as_ref().map(|it| it.sheet.as_str()),
        ReadAs::List => Ok(incoming.tallying().map_or("", |it| &it.list.sheet)),
        ReadAs::Relations => {
            let sheet = incoming.related.sheet;
            let sheet = sheet.and_then(|it| incoming.book.sheets.get(it));
            Ok(sheet.map_or("", |it| it.name.as_str()))
        }
        ReadAs::Yearbook => {
            let yearbook = incoming.yearbook.as_deref();
            Ok(yearbook
                .and_then(|it| incoming.book.sheets.get(it.sheet))
                .map_or("", |it| &it.name))
        }
        _ => incoming.table.as_ref().map(|it| it.sheet.as_str()),
    };
    let present = incoming
        .layout
        .sheet
        .as_deref()
        .or(taken.ok())
        .unwrap_or_default();
    let combo = ComboBox::from_id_salt("sheet")
        .selected_text(present)
        .width(180.0)
        .show_ui(ui, |ui| {
            for sheet in &incoming.book.sheets {
                if ui
                    .selectable_label(sheet.name == present, &sheet.name)
                    .clicked()
                {
                    let mut layout = incoming.layout.clone();
                    layout.sheet = Some(sheet.name.clone());
                    actions.push(Action::Reread(incoming.read_as, Box::new(layout)));
                }
            }
        });
    combo.response.labelled_by(label.id);
}

fn period_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let label = ui.label(cx.texts.period_of_rows());
    let mut period = incoming.period.clone();
    let field = TextEdit::singleline(&mut period)
        .desired_width(300.0)
        .hint_text(cx.texts.period_hint());
    if ui.add(field).labelled_by(label.id).changed() {
        let mut layout = incoming.layout.clone();
        layout.period = (!period.trim().is_empty()).then(|| period.clone().into());
        actions.push(Action::Reread(incoming.read_as, Box::new(layout)));
    }
}

/// What was recognised in the way it is looked at; false if nothing was.
fn recognised_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) -> bool {
    let texts = cx.texts;
    if let (ReadAs::Yearbook, Some(yearbook)) = (incoming.read_as, incoming.yearbook.as_deref()) {
        return yearbook_said(ui, cx, yearbook);
    }
    if incoming.read_as == ReadAs::List {
        return list_said(ui, cx, incoming);
    }
    if incoming.read_as == ReadAs::Relations {
        return incoming_relation::said_ui(ui, cx, incoming);
    }
    if incoming.read_as == ReadAs::Published {
        return incoming_published::said_ui(ui, cx, incoming);
    }
    let said = match incoming.read_as {
        ReadAs::Framework => incoming.outline.as_ref().map(|outline| {
            let (aggregates, indicators) = outline.counts();
            texts.outline_counts(aggregates, indicators)
        }),
        _ => incoming.table.as_ref().map(|table| {
            let (units, columns, missing) = Incoming::table_counts(table);
            texts.table_counts(units, columns, missing)
        }),
    };
    match said {
        Ok(said) => {
            ui.label(said);
            if incoming.read_as == ReadAs::Framework {
                incoming_framework::into_ui(ui, cx, incoming, actions);
            }
            true
        }
        Err(error) => {
            ui.colored_label(ui.visuals().error_fg_color, texts.table_error(error));
            false
        }
    }
}

/// What would be taken of a list of things; false if nothing would.
fn list_said(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming) -> bool {
    let texts = cx.texts;
    let wrong = match &incoming.list {
        Some(Ok(list)) => match &list.tallied {
            Ok(tallied) => {
                let (units, columns, missing) = Incoming::table_counts(&tallied.table);
                ui.label(texts.table_counts(units, columns, missing));
                return true;
            }
            Err(error) => texts.tally_error(error),
        },
        Some(Err(error)) => texts.table_error(error),
        None => return false,
    };
    ui.colored_label(ui.visuals().error_fg_color, wrong);
    false
}

/// What would be taken of a yearbook's sheet; false if nothing would.
fn yearbook_said(ui: &mut Ui, cx: &Cx<'_>, yearbook: &Yearbook) -> bool {
    let (units, columns, missing) = yearbook.counts();
    if columns == 0 {
        ui.colored_label(ui.visuals().error_fg_color, cx.texts.nothing_to_take());
        return false;
    }
    let counts = cx.texts.table_counts(units, columns, missing);
    let periods = yearbook.periods();
    let periods = match (periods.first(), periods.last()) {
        (Some(first), Some(last)) => {
            let (first, last) = (cx.texts.period(first), cx.texts.period(last));
            cx.texts.periods_found(&first, &last, periods.len())
        }
        _ => String::new(),
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(counts);
        ui.label(periods);
    });
    true
}

fn findings_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming) {
    let findings = incoming.findings();
    if findings.is_empty() {
        ui.weak(cx.texts.nothing_noticed());
    }
    ScrollArea::vertical()
        .id_salt("noticed")
        .max_height(180.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for finding in findings.into_iter().take(LISTED) {
                let color = match finding.problem.severity() {
                    Severity::Error => ui.visuals().error_fg_color,
                    Severity::Warning => ui.visuals().warn_fg_color,
                    Severity::Note => ui.visuals().weak_text_color(),
                };
                let sentence = cx.texts.import_finding(finding);
                ui.add(egui::Label::new(RichText::new(sentence).color(color)).wrap());
            }
        });
}
