//! What lies over the screens for a moment: the password of a file, the limits of reading.

use egui::{Frame, Key, ProgressBar, RichText, Role as WidgetRole, TextEdit, Ui};

use super::{
    Action, App, fonts,
    keeping::moment,
    settings::{MEMORY, ReadingLimits, SECONDS},
    theme, widgets,
};
use crate::{
    import::{Limits, Password, Progress},
    project::file::Peek,
    texts::Texts,
};

impl App {
    /// Asks for the password of a file.
    pub(super) fn password_ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        // One question at a time.
        if self.waiting.is_some() {
            return;
        }
        let Some((file, wrong)) = self.arrivals.asked() else {
            return;
        };
        let question = texts.password_of(file);
        let Some(asking) = &mut self.arrivals.asking else {
            return;
        };
        let modal = egui::Modal::new(egui::Id::unique("password"))
            .frame(Frame::popup(ui.style()).inner_margin(20));
        let modal = modal.show(ui.ctx(), |ui| {
            ui.set_width(420.0);
            ui.add(egui::Label::new(question).wrap());
            ui.add_space(theme::NEAR);
            let field = TextEdit::singleline(&mut asking.typed)
                .password(!asking.shown)
                .desired_width(f32::INFINITY)
                .id_salt("password of file");
            let field = ui.add(field);
            ui.ctx()
                .accesskit_node_builder(field.id, |node| node.set_label(texts.password()));
            if !asking.focused {
                asking.focused = true;
                field.request_focus();
            }
            ui.checkbox(&mut asking.shown, texts.show_password());
            if wrong {
                let color = ui.visuals().error_fg_color;
                ui.add(egui::Label::new(RichText::new(texts.password_wrong()).color(color)).wrap());
            }
            ui.add(egui::Label::new(RichText::new(texts.password_kept()).weak().small()).wrap());
            ui.add_space(theme::FAR);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.horizontal(|ui| {
                let some = !asking.typed.is_empty();
                let open = ui.add_enabled(some, egui::Button::new(texts.open_locked()));
                if open.clicked() || (entered && some) {
                    let typed = std::mem::take(&mut asking.typed);
                    actions.extend(Password::new(&typed).map(Action::Unlock));
                } else if entered {
                    field.request_focus();
                }
                if ui.button(texts.cancel()).clicked() {
                    actions.push(Action::LeaveLocked);
                }
            });
        });
        // Esc, but no slip of the mouse, gives up what is typed.
        if modal.should_close() && !modal.backdrop_response.clicked() {
            actions.push(Action::LeaveLocked);
        }
    }

    /// A project that is being opened, once that takes long.
    pub(super) fn opening_ui(&self, ui: &Ui, actions: &mut Vec<Action>) {
        let Some(coming) = self.filing.slow() else {
            return;
        };
        let texts = self.texts();
        let said = if coming.recovering {
            texts.recovering(coming.name)
        } else {
            texts.opening(coming.name)
        };
        egui::Modal::new(egui::Id::unique("opening"))
            .frame(Frame::popup(ui.style()).inner_margin(20))
            .show(ui.ctx(), |ui| {
                ui.set_width(420.0);
                ui.horizontal(|ui| {
                    ui.spinner();
                    ui.add(egui::Label::new(said).wrap());
                });
                if let Some(peek) = &coming.peek {
                    peek_ui(ui, texts, peek);
                }
                let Progress { done, total } = coming.progress;
                if total > 0 {
                    let share = done as f32 / total as f32;
                    let bar = ProgressBar::new(share).text(texts.parts_read(done, total));
                    ui.add(bar);
                }
                if coming.recovering {
                    let line = RichText::new(texts.recovering_line()).weak();
                    ui.add(egui::Label::new(line).wrap());
                }
                ui.add_space(theme::FAR);
                if ui.button(texts.cancel()).clicked() {
                    actions.push(Action::StopOpening);
                }
            });
    }

    /// The limits of reading.
    pub(super) fn limits_ui(&self, ui: &Ui, actions: &mut Vec<Action>) {
        if !self.view.limits {
            return;
        }
        let texts = self.texts();
        let present = self.settings.reading.over(Limits::default());
        let modal = egui::Modal::new(egui::Id::unique("limits"))
            .frame(Frame::popup(ui.style()).inner_margin(20));
        let modal = modal.show(ui.ctx(), |ui| {
            ui.set_width(420.0);
            ui.label(fonts::bold(texts.reading_limits().trim_end_matches('…')));
            ui.add(egui::Label::new(RichText::new(texts.reading_limits_line()).weak()).wrap());
            ui.add_space(theme::NEAR);
            let mut memory = present.memory >> 20;
            let mut seconds = present.time.as_secs();
            let grid = egui::Grid::new("limits").num_columns(2).show(ui, |ui| {
                let memory_changed = limit_ui(ui, texts.most_memory(), &mut memory, MEMORY);
                let seconds_changed = limit_ui(ui, texts.most_seconds(), &mut seconds, SECONDS);
                (memory_changed, seconds_changed)
            });
            let mut limits = self.settings.reading;
            if grid.inner.0 {
                limits.memory = Some(memory);
            }
            if grid.inner.1 {
                limits.seconds = Some(seconds);
            }
            ui.add_space(theme::FAR);
            ui.horizontal(|ui| {
                if ui.button(texts.usual_limits()).clicked() {
                    limits = ReadingLimits::default();
                }
                if ui.button(texts.close()).clicked() {
                    actions.push(Action::ShowLimits(false));
                }
            });
            if limits != self.settings.reading {
                actions.push(Action::Limit(limits));
            }
        });
        if modal.should_close() {
            actions.push(Action::ShowLimits(false));
        }
    }
}

/// A limit and its bounds; true if it was changed.
fn limit_ui(
    ui: &mut Ui,
    name: &str,
    limit: &mut u64,
    within: std::ops::RangeInclusive<u64>,
) -> bool {
    let label = ui.label(name);
    let bounds = format!("{}–{}", within.start(), within.end());
    let field = egui::DragValue::new(limit)
        .range(within)
        .update_while_editing(false);
    let changed = ui
        .horizontal(|ui| {
            let field = ui.add(field).labelled_by(label.id);
            ui.weak(bounds);
            field.changed()
        })
        .inner;
    ui.end_row();
    changed
}

impl App {
    /// A button where an error of reading can be mended by larger limits.
    pub(super) fn larger_limits_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let trouble = self.trouble.as_ref().filter(|_| self.refused.is_some());
        if trouble.is_some_and(|it| self.larger_limits(it).is_some()) {
            let name = self.texts().read_with_more();
            let button = ui.button(name);
            if widgets::named(button, WidgetRole::Button, name).clicked() {
                actions.push(Action::ReadWithMore);
            }
        }
    }

    /// How far reading is, and a way to stop it.
    pub(super) fn reading_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        let texts = self.texts();
        let Some((done, files, name, share)) = self.arrivals.progress() else {
            return false;
        };
        let (said, share) = if self.arrivals.are_listed() {
            #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
            let share = (done as f64 / files.max(1) as f64) as f32;
            (texts.reading_several(done, files, name), Some(share))
        } else {
            (texts.reading(name), share)
        };
        match share {
            Some(share) => ui.add(ProgressBar::new(share).desired_width(160.0)),
            None => ui.spinner(),
        };
        let stop = ui.button(texts.stop_reading());
        if stop.clicked() {
            actions.push(Action::StopReading);
        }
        let width = (ui.available_width() - 320.0).max(120.0);
        ui.allocate_ui(egui::vec2(width, 20.0), |ui| {
            ui.add(egui::Label::new(said).truncate());
        });
        true
    }

    /// How far a file for others is, with a way to stop it; false if none is made.
    pub(super) fn exporting_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        let Some(exporting) = &self.exporting else {
            return false;
        };
        let progress = exporting.progress();
        if progress.total > 0 {
            #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
            let share = (progress.done as f64 / progress.total as f64) as f32;
            ui.add(ProgressBar::new(share).desired_width(160.0));
        }
        if ui.button(self.texts().stop_reading()).clicked() {
            actions.push(Action::StopExport);
        }
        ui.label(self.texts().exporting(&exporting.name()));
        true
    }
}

/// What a project on its way is.
fn peek_ui(ui: &mut Ui, texts: Texts, peek: &Peek) {
    ui.add_space(theme::NEAR);
    ui.label(fonts::bold(&peek.title));
    let index = peek.index.as_deref();
    let told = texts.project_holds(peek.units, peek.variables, index);
    ui.add(egui::Label::new(told).wrap());
    let seconds = u64::try_from(peek.modified / 1_000_000_000);
    let when = moment(seconds.unwrap_or_default());
    let size = format!("{:.1} MB", peek.length as f64 / 1e6);
    ui.weak(texts.file_of(&when, &size));
    ui.add_space(theme::NEAR);
}
