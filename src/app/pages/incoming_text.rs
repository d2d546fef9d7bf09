//! A text file on its way in: its encoding and separator, and its first rows under them.

use egui::{ComboBox, Grid, Label, ScrollArea, Ui};

use super::Cx;
use crate::{
    app::{action::Action, incoming::Incoming, theme},
    import::{CellAt, Sheet},
};

/// The encodings offered, as they are asked for.
const ENCODINGS: [&str; 10] = [
    "UTF-8",
    "GB18030",
    "Big5",
    "UTF-16LE",
    "UTF-16BE",
    "Shift_JIS",
    "EUC-KR",
    "windows-1252",
    "windows-1250",
    "windows-1251",
];
/// The separators offered.
const SEPARATORS: [char; 5] = [',', '\t', ';', '|', ' '];
/// So many rows and columns are shown.
const SHOWN: (u32, u32) = (6, 12);

/// The two lists. Those of the clipboard have no encoding.
pub(super) fn choices_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming, actions: &mut Vec<Action>) {
    let texts = cx.texts;
    let Some(file) = cx.arrivals.chosen() else {
        return;
    };
    let options = &file.options;
    if !file.is_pasted() {
        let found = incoming.assumed_encoding();
        let found = found.map(|name| texts.encoding_name(name));
        let automatic = texts.as_recognised(found.as_deref());
        let label = ui.label(texts.encoding());
        let present = options.encoding.as_deref();
        let combo = ComboBox::from_id_salt("encoding")
            .width(210.0)
            .height(420.0)
            .selected_text(present.map_or(automatic, |name| texts.encoding_name(name)));
        let combo = combo.show_ui(ui, |ui| {
            let none = ui.selectable_label(present.is_none(), texts.as_recognised(None));
            if none.clicked() {
                actions.push(Action::ReadText(None, options.separator));
            }
            for name in ENCODINGS {
                let entry = ui.selectable_label(present == Some(name), texts.encoding_name(name));
                if entry.clicked() {
                    actions.push(Action::ReadText(Some(name.to_owned()), options.separator));
                }
            }
        });
        combo.response.labelled_by(label.id);
    }
    let label = ui.label(texts.separator());
    let present = options.separator;
    let name = |separator| texts.separator_name(separator).to_owned();
    let combo = ComboBox::from_id_salt("separator")
        .width(90.0)
        .selected_text(present.map_or(texts.as_recognised(None), name));
    let combo = combo.show_ui(ui, |ui| {
        let none = ui.selectable_label(present.is_none(), texts.as_recognised(None));
        if none.clicked() {
            actions.push(Action::ReadText(options.encoding.clone(), None));
        }
        for separator in SEPARATORS {
            let entry = ui.selectable_label(present == Some(separator), name(separator));
            if entry.clicked() {
                actions.push(Action::ReadText(options.encoding.clone(), Some(separator)));
            }
        }
    });
    combo.response.labelled_by(label.id);
}

/// The first rows, where someone should look at them: where the encoding was assumed, something was
/// chosen, or no table was found.
pub(super) fn first_rows_ui(ui: &mut Ui, cx: &Cx<'_>, incoming: &Incoming) {
    let options = cx.arrivals.chosen().map(|file| &file.options);
    let stated = options.is_some_and(|it| it.encoding.is_some() || it.separator.is_some());
    let lost = incoming.table.is_err() && incoming.outline.is_err();
    if !stated && !lost && incoming.assumed_encoding().is_none() {
        return;
    }
    let Some(sheet) = incoming.book.sheets.first() else {
        return;
    };
    ui.weak(cx.texts.first_rows());
    ScrollArea::horizontal()
        .id_salt("first rows")
        .auto_shrink([false, true])
        .show(ui, |ui| rows_ui(ui, sheet));
    ui.add_space(theme::NEAR);
}

fn rows_ui(ui: &mut Ui, sheet: &Sheet) {
    let first = sheet.cells.first().map_or(0, |cell| cell.at.row);
    let rows = first..first.saturating_add(SHOWN.0);
    let within = || sheet.cells.iter().take_while(|it| it.at.row < rows.end);
    let last = within().map(|cell| cell.at.column).max().unwrap_or(0);
    let last_row = within().map(|cell| cell.at.row).max().unwrap_or(first);
    ui.spacing_mut().interact_size.y = 22.0;
    Grid::new("first rows of text")
        .striped(true)
        .min_col_width(40.0)
        .max_col_width(160.0)
        .show(ui, |ui| {
            for row in first..=last_row {
                for column in 0..=last.min(SHOWN.1 - 1) {
                    let value = sheet.get(CellAt { row, column });
                    let text = value.map(|it| shortened(&it.text())).unwrap_or_default();
                    ui.add(Label::new(text).truncate());
                }
                ui.end_row();
            }
        });
}

/// Enough of a text to tell whether it is legible: a cell may hold a whole file.
fn shortened(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    first.chars().take(60).collect()
}
