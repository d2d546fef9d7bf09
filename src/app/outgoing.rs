//! Tables of the screens on their way out as text: to the clipboard, or into a CSV file.

use egui::Ui;

use super::{action::Action, dialogs::Clip};
use crate::{
    export::{Between, table_html, table_text},
    texts::Texts,
};

/// A table as a screen shows it, numbers in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTable {
    /// What it shows, as it may stand in the name of a file.
    pub name: String,
    /// From the head down.
    pub rows: Vec<Vec<String>>,
}

/// What the two ways out of a table are called: to the clipboard, into a file.
pub(super) type Ways = [&'static str; 2];

/// What they are called where a screen has one table.
pub(super) const fn ways(texts: Texts) -> Ways {
    [texts.copy_table(), texts.save_table()]
}

/// Both ways out of a table, which is made only when one is taken.
pub(super) fn ways_ui(
    ui: &mut Ui,
    [copy, save]: Ways,
    actions: &mut Vec<Action>,
    table: impl Fn() -> TextTable,
) {
    if ui.button(copy).clicked() {
        actions.push(Action::Copy(clip(&table().rows, 1)));
    }
    if ui.button(save).clicked() {
        actions.push(Action::SaveTable(table()));
    }
}

/// The same behind a button, where there is little room.
pub(super) fn menu_ui(
    ui: &mut Ui,
    texts: Texts,
    actions: &mut Vec<Action>,
    table: impl Fn() -> TextTable,
) {
    ui.menu_button(texts.copy_menu(), |ui| {
        ways_ui(ui, ways(texts), actions, table);
    });
}

/// Rows as other programs take them from the clipboard; the first `heads` are a head.
pub(super) fn clip(rows: &[Vec<String>], heads: usize) -> Clip {
    Clip {
        html: Some(table_html(rows, heads)),
        text: Some(table_text(rows, Between::Tab)),
    }
}

/// A number in full; nothing where there is none.
pub(super) fn number(number: Option<impl ToString>) -> String {
    number.map(|it| it.to_string()).unwrap_or_default()
}
