//! Where the value in focus comes from: file, sheet, cell, how it stood there; and the file itself.

use egui::{Label, RichText, ScrollArea, TextEdit, Ui};

use super::{Cx, data, original_sheet};
use crate::{
    app::{
        action::Action,
        fonts, format,
        originals::Opened,
        theme,
        view::{CorrectionPlace, Origin, View},
    },
    engine::Period,
    project::{CellOrigin, Correction, Dataset, Edit, Source, Unit, Variable},
};

/// The least room that the table beside the panel keeps.
const TABLE: f32 = 320.0;

/// The button that shows or hides the panel.
pub(super) fn button_ui(ui: &mut Ui, cx: &Cx<'_>, view: &View, actions: &mut Vec<Action>) {
    let shown = view.origin == Origin::Shown;
    let button = ui.add(egui::Button::new(cx.texts.origin_panel()).selected(shown));
    if button.on_hover_text(cx.texts.origin_panel_help()).clicked() {
        let turned = if shown { Origin::Hidden } else { Origin::Shown };
        actions.push(Action::ShowOrigin(turned));
    }
}

/// The panel beside the data, while it is shown.
pub(super) fn panel_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    period: &Period,
    actions: &mut Vec<Action>,
) {
    if view.origin == Origin::Hidden {
        return;
    }
    let most = (ui.available_width() - TABLE).max(280.0);
    egui::Panel::right("origin")
        .default_size(360.0)
        .size_range(280.0..=most)
        .resizable(true)
        .show(ui, |ui| {
            ui.label(fonts::bold(cx.texts.origin_panel()));
            ui.add_space(theme::NEAR);
            let focus = data::focus(cx, view);
            if focus.is_none() {
                ui.weak(cx.texts.origin_choose());
            }
            let origin = focus.and_then(|(unit, variable)| {
                value_ui(ui, cx, view, (unit, variable, period), actions)
            });
            match origin {
                Some(origin) => {
                    ui.add_space(theme::NEAR);
                    ui.separator();
                    original_ui(ui, cx, &origin, actions);
                }
                None => sources_ui(ui, cx, actions),
            }
        });
}

/// Where a value comes from, a line a fact; none where that is nowhere.
pub(super) fn in_short(
    cx: &Cx<'_>,
    (unit, variable, period): (&Unit, &Variable, &Period),
) -> Option<String> {
    let texts = cx.texts;
    let origin = cx.dataset.provenance.cell(variable.id, period, unit.id);
    let correction = cx.dataset.correction(variable.id, period, unit.id);
    let mut lines = Vec::new();
    if let Some(origin) = origin {
        let at = origin.at.to_string();
        lines.push(texts.origin(&origin.source.file, origin.sheet, &at));
        let raw = origin.raw.map(|it| (texts.origin_raw(), it));
        let status = origin.status.map(|it| texts.status(it));
        let status = status.map(|it| (texts.origin_status(), it));
        let facts = raw.into_iter().chain(status);
        lines.extend(facts.map(|(name, value)| texts.origin_fact(name, value)));
    }
    if let Some(correction) = correction.filter(|it| !it.note.is_empty()) {
        lines.push(texts.origin_fact(texts.correction_why(), &correction.note));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What is known of a value; the cell it comes from, if there is one.
fn value_ui<'a>(
    ui: &mut Ui,
    cx: &Cx<'a>,
    view: &mut View,
    (unit, variable, period): (&Unit, &Variable, &Period),
    actions: &mut Vec<Action>,
) -> Option<CellOrigin<'a>> {
    let name = format!("{} · {}", unit.label, variable.name);
    ui.add(Label::new(name).wrap());
    known_ui(ui, cx, view, (unit, variable, period), actions)
}

/// The same without its name.
pub(super) fn known_ui<'a>(
    ui: &mut Ui,
    cx: &Cx<'a>,
    view: &mut View,
    (unit, variable, period): (&Unit, &Variable, &Period),
    actions: &mut Vec<Action>,
) -> Option<CellOrigin<'a>> {
    if variable.formula.is_some() || !unit.members.is_empty() {
        ui.weak(cx.texts.origin_computed());
        return None;
    }
    let origin = cx.dataset.provenance.cell(variable.id, period, unit.id);
    let correction = cx.dataset.correction(variable.id, period, unit.id);
    if origin.is_none() {
        ui.weak(cx.texts.origin_none());
    }
    egui::Grid::new("origin facts")
        .num_columns(2)
        .spacing([theme::FAR, 4.0])
        .show(ui, |ui| {
            if let Some(origin) = &origin {
                facts_ui(ui, cx, variable, origin);
            }
            if let Some(correction) = correction {
                let place = (variable.id, period.clone(), unit.id);
                correction_ui(ui, cx, view, (&place, correction), actions);
            }
        });
    origin
}

fn fact(ui: &mut Ui, name: &str, value: &str) {
    ui.weak(name);
    ui.add(Label::new(value).wrap());
    ui.end_row();
}

fn facts_ui(ui: &mut Ui, cx: &Cx<'_>, variable: &Variable, origin: &CellOrigin<'_>) {
    let texts = cx.texts;
    fact(ui, texts.origin_file(), &origin.source.file);
    if !origin.sheet.is_empty() {
        fact(ui, texts.sheet(), origin.sheet);
    }
    fact(ui, texts.origin_cell(), &origin.at.to_string());
    if let Some(raw) = origin.raw {
        fact(ui, texts.origin_raw(), raw);
    }
    if let Some(measure) = origin.measure {
        let into = variable.measure.as_deref().unwrap_or_default();
        fact(
            ui,
            texts.origin_measure(),
            &texts.measure_into(measure, into),
        );
    }
    if let Some(status) = origin.status {
        fact(ui, texts.origin_status(), texts.status(status));
    }
    if let Some(day) = &origin.source.read_on {
        fact(ui, texts.origin_read_on(), day);
    }
}

/// What was corrected, and why; the note is taken when its field is left.
fn correction_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    view: &mut View,
    (place, correction): (&CorrectionPlace, &Correction),
    actions: &mut Vec<Action>,
) {
    let texts = cx.texts;
    let said = |value: Option<f64>| value.map_or_else(|| texts.missing().to_owned(), format::value);
    ui.weak(texts.origin_correction());
    ui.colored_label(
        theme::corrected(ui.visuals()),
        texts.value_into(&said(correction.old), &said(correction.new)),
    );
    ui.end_row();
    let label = ui.weak(texts.correction_why());
    let typed = view.note.take().filter(|(of, _)| of == place);
    let mut note = typed.map_or_else(|| correction.note.clone(), |(_, note)| note);
    let field = TextEdit::singleline(&mut note)
        .hint_text(texts.correction_why_hint())
        .desired_width(f32::INFINITY);
    let field = ui.add(field).labelled_by(label.id);
    ui.end_row();
    if field.lost_focus() && note.trim() != correction.note {
        let (variable, period, unit) = place.clone();
        actions.push(Action::from(Edit::Correct {
            dataset: cx.dataset.id,
            variable,
            period,
            unit,
            value: correction.new,
            note: note.trim().to_owned(),
        }));
    } else if field.has_focus() {
        view.note = Some((place.clone(), note));
    }
}

/// The file a value comes from, at its cell.
fn original_ui(ui: &mut Ui, cx: &Cx<'_>, origin: &CellOrigin<'_>, actions: &mut Vec<Action>) {
    let source = origin.source;
    ui.label(fonts::bold(cx.texts.original_file()));
    kept_ui(ui, cx, source, actions);
    if cx.document.original(source).is_none() {
        return;
    }
    match cx.originals.opened(&source.sha256) {
        Opened::No => actions.push(Action::OpenOriginal(source.sha256.clone())),
        Opened::Reading => {
            ui.weak(cx.texts.original_reading());
        }
        Opened::Refused(error) => {
            let text = cx.texts.read_error(error);
            ui.colored_label(ui.visuals().error_fg_color, text);
        }
        Opened::Read(book) => {
            let sheet = book.sheets.iter().find(|it| it.name == origin.sheet);
            match sheet {
                Some(sheet) => {
                    if ui.button(cx.texts.save_sheet()).clicked() {
                        let table = original_sheet::as_text(sheet);
                        actions.push(Action::SaveTable(table));
                    }
                    original_sheet::sheet_ui(ui, cx, sheet, (source, origin.at));
                }
                None => {
                    ui.weak(cx.texts.original_no_sheet(origin.sheet));
                }
            }
        }
    }
}

/// Whether a file is in the project, and the button that changes it.
fn kept_ui(ui: &mut Ui, cx: &Cx<'_>, source: &Source, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        let Some(original) = cx.document.original(source) else {
            ui.weak(cx.texts.original_absent());
            if ui.button(cx.texts.keep_original()).clicked() {
                let (sha256, file) = (source.sha256.clone(), source.file.clone());
                actions.push(Action::KeepOriginal(sha256, file));
            }
            return;
        };
        let kilobytes = (original.bytes.as_slice().len() as u64).div_ceil(1024);
        ui.weak(cx.texts.original_kept(kilobytes));
        if ui.button(cx.texts.drop_original()).clicked() {
            let sha256 = source.sha256.clone();
            actions.push(Action::from(Edit::DropOriginal { sha256 }));
        }
    });
}

/// All files that data came from.
fn sources_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let sources = &cx.dataset.provenance.sources;
    if sources.is_empty() {
        return;
    }
    ui.add_space(theme::NEAR);
    ui.separator();
    ui.label(fonts::bold(cx.texts.all_sources(sources.len())));
    ScrollArea::vertical()
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (at, source) in sources.iter().enumerate() {
                ui.add_space(theme::NEAR);
                ui.add(Label::new(&source.file).wrap());
                let short = cx
                    .texts
                    .source_in_short(variables_of(cx.dataset, at), source.read_on.as_deref());
                ui.label(RichText::new(short).weak().small());
                ui.push_id(at, |ui| kept_ui(ui, cx, source, actions));
            }
        });
}

/// How many variables have values from a file.
fn variables_of(dataset: &Dataset, source: usize) -> usize {
    let provenance = &dataset.provenance;
    let from = |block: usize| {
        let block = provenance.blocks.get(block);
        block.is_some_and(|it| it.source == source)
    };
    let origins = provenance.origins.values();
    origins
        .filter(|periods| periods.values().flatten().any(|it| from(it.block)))
        .count()
}
