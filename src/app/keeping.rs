//! The list of all steps, the older versions, and what can be done when a project cannot be saved or
//! opened.

use egui::{Button, Frame, Label, RichText, Role as WidgetRole, ScrollArea, Ui};
use jiff::{Timestamp, tz::TimeZone};

use super::{Action, App, fonts, said::Trouble, theme, widgets};
use crate::project::file::{KeepError, lock::LockError};

impl App {
    /// All steps, the latest first; a click goes there.
    pub(super) fn history_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        ui.horizontal(|ui| {
            ui.label(fonts::bold(texts.history()));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.small_button(texts.close()).clicked() {
                    actions.push(Action::ShowHistory(false));
                }
            });
        });
        ui.add(Label::new(RichText::new(texts.history_line()).weak().small()).wrap());
        ui.add_space(theme::NEAR);
        let history = self.project.history();
        let (past, future) = history.steps();
        let behind = history.behind();
        let future: Vec<_> = future.collect();
        let past: Vec<_> = past.collect();
        let total = future.len() + past.len() + 1;
        ScrollArea::vertical()
            .auto_shrink(false)
            .show_rows(ui, 24.0, total, |ui, rows| {
                for row in rows {
                    // From the last step that can be done again down to the beginning.
                    let number = total - 1 - row;
                    let edit = match number.checked_sub(1) {
                        None => None,
                        Some(at) => past.get(at).or_else(|| future.get(at - past.len())),
                    };
                    let name = edit.map_or(texts.as_opened(), |edit| texts.edit(edit));
                    let name = format!("{number}  {name}");
                    let undone = number > behind;
                    let said = if undone {
                        RichText::new(&name).weak()
                    } else {
                        RichText::new(&name)
                    };
                    let entry = Button::selectable(number == behind, said)
                        .min_size(egui::vec2(ui.available_width(), 22.0));
                    if ui.add(entry).clicked() {
                        actions.push(if undone {
                            Action::Forward(number - behind)
                        } else {
                            Action::Back(behind - number)
                        });
                    }
                }
            });
    }

    /// The older versions of the project, while they are shown.
    pub(super) fn versions_ui(&self, ui: &Ui, actions: &mut Vec<Action>) {
        let Some(versions) = &self.view.versions else {
            return;
        };
        let texts = self.texts();
        let modal = egui::Modal::new(egui::Id::unique("versions"))
            .frame(Frame::popup(ui.style()).inner_margin(20));
        let modal = modal.show(ui.ctx(), |ui| {
            ui.set_width(460.0);
            ui.label(fonts::bold(texts.older_versions().trim_end_matches('…')));
            let line = if versions.is_empty() {
                texts.no_older_versions()
            } else {
                texts.older_versions_line()
            };
            ui.add(Label::new(RichText::new(line).weak()).wrap());
            ui.add_space(theme::NEAR);
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                for version in versions {
                    ui.horizontal(|ui| {
                        let seconds = u64::try_from(version.replaced / 1_000_000_000);
                        let when = moment(seconds.unwrap_or_default());
                        let size = format!("{:.1} MB", version.length as f64 / 1e6);
                        ui.label(texts.version_of(&when, &size));
                        let button = ui.button(texts.restore());
                        let spoken = format!("{}: {when}", texts.restore());
                        if widgets::named(button, WidgetRole::Button, &spoken).clicked() {
                            actions.push(Action::Restore(version.clone()));
                        }
                    });
                }
            });
            ui.add_space(theme::FAR);
            if ui.button(texts.close()).clicked() {
                actions.push(Action::ShowVersions(false));
            }
        });
        if modal.should_close() {
            actions.push(Action::ShowVersions(false));
        }
    }

    /// Buttons beside what went wrong with the project's file.
    pub(super) fn remedies_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        match &self.trouble {
            Some(Trouble::Lock(error, path)) => {
                let foreign = matches!(error, LockError::LockedBy { sure: false, .. });
                if foreign && ui.button(texts.take_over()).clicked() {
                    actions.push(Action::OpenAnyway(path.clone()));
                }
                if ui.button(texts.open_to_read()).clicked() {
                    actions.push(Action::OpenToRead(path.clone()));
                }
            }
            Some(Trouble::Keep(error)) => {
                if ui.button(texts.save_as()).clicked() {
                    actions.push(Action::SaveAs);
                }
                let changed = matches!(error, KeepError::ChangedOutside { .. });
                if changed && ui.button(texts.save_over()).clicked() {
                    actions.push(Action::SaveOver);
                }
            }
            _ => {}
        }
    }
}

/// A moment in seconds since 1970, on the clock of this place.
pub(super) fn moment(seconds: u64) -> String {
    let stamp = i64::try_from(seconds)
        .ok()
        .and_then(|it| Timestamp::from_second(it).ok());
    stamp.map_or_else(String::new, |it| {
        it.to_zoned(TimeZone::system())
            .strftime("%Y-%m-%d %H:%M")
            .to_string()
    })
}
