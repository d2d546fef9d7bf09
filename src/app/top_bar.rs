//! The bar above the screens: project, steps back and forward, scenario, period, and how all is seen.

use egui::{
    Align, Align2, Button, ComboBox, FontId, Frame, Layout, RichText, Role as WidgetRole,
    TextBuffer, TextEdit, Ui,
    text::{LayoutJob, TextWrapping},
};

use super::{
    Action, App,
    commands::Command,
    fonts,
    settings::{Appearance, Zoom},
    widgets,
};
use crate::{
    project::Edit,
    texts::{Language, Texts},
};

/// From this width on all stands in one line.
const WIDE: f32 = 1160.0;

impl App {
    /// The bar; in narrow windows scenario and period have a line of their own.
    pub(super) fn top_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        let wide = ui.available_width() >= WIDE;
        ui.horizontal(|ui| {
            ui.menu_button(texts.file_menu(), |ui| {
                commands_ui(ui, texts, &Command::FILE_MENU, actions);
            });
            self.unsaved_ui(ui);
            self.title_ui(ui, if wide { 220.0 } else { 130.0 }, actions);
            ui.separator();
            self.undo_ui(ui, actions);
            if wide {
                ui.separator();
                self.shown_ui(ui, actions);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.menu_button(texts.display_menu(), |ui| self.display_menu_ui(ui, actions));
                let find = Command::Find;
                let button = ui.button(texts.search());
                let hint = format!("{} ({})", texts.search_hint(), find.keys_text(ui));
                if button.on_hover_text(hint).clicked() {
                    actions.push(find.action());
                }
                if wide {
                    self.inspector_button_ui(ui, actions);
                }
            });
        });
        if !wide {
            ui.horizontal(|ui| {
                self.shown_ui(ui, actions);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    self.inspector_button_ui(ui, actions);
                });
            });
        }
    }

    /// Which scenario and which period are in view.
    fn shown_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        self.scenario_ui(ui, actions);
        ui.separator();
        self.period_ui(ui, actions);
    }

    /// Language, appearance and size of everything.
    fn display_menu_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        ui.set_min_width(200.0);
        ui.weak(texts.language());
        for language in Language::ALL {
            let same = self.settings.language == language;
            if ui.radio(same, language.own_name()).clicked() {
                actions.push(Action::Speak(language));
            }
        }
        ui.separator();
        ui.weak(texts.theme());
        for appearance in Appearance::ALL {
            let same = self.settings.appearance == appearance;
            if ui.radio(same, appearance.name(texts)).clicked() {
                actions.push(Action::Look(appearance));
            }
        }
        ui.separator();
        ui.weak(texts.zoom_now(self.settings.zoom.percent()));
        for (command, there) in [
            (Command::ZoomIn, self.settings.zoom.larger()),
            (Command::ZoomOut, self.settings.zoom.smaller()),
            (Command::ZoomUsual, Zoom::default()),
        ] {
            let entry = Button::new(command.name(texts)).shortcut_text(command.keys_text(ui));
            if ui.add_enabled(there != self.settings.zoom, entry).clicked() {
                actions.push(command.action());
            }
        }
    }

    /// A dot while there are unsaved changes.
    fn unsaved_ui(&self, ui: &mut Ui) {
        let unsaved = self.project.is_unsaved();
        if self.project.is_read_only() {
            let texts = self.texts();
            ui.weak(texts.read_only())
                .on_hover_text(texts.read_only_line());
        }
        let color = ui.visuals().warn_fg_color;
        let dot = ui.add_visible(
            unsaved,
            egui::Label::new(RichText::new("●").color(color).small()),
        );
        if unsaved {
            let meaning = self.texts().unsaved();
            widgets::named(dot, WidgetRole::Label, meaning).on_hover_text(meaning);
        }
    }

    /// The project's title, which can be typed over.
    fn title_ui(&mut self, ui: &mut Ui, width: f32, actions: &mut Vec<Action>) {
        let texts = self.texts();
        let mut title = self
            .view
            .title
            .clone()
            .unwrap_or_else(|| self.document().title.clone());
        let font = FontId::new(15.0, fonts::bold_family());
        let color = ui.visuals().text_color();
        let id = ui.make_persistent_id("project title");
        let typing = ui.memory(|it| it.has_focus(id));
        // Where it is only read, what does not fit ends in dots.
        let cut = font.clone();
        let mut cut = |ui: &Ui, text: &dyn TextBuffer, _: f32| {
            let mut job =
                LayoutJob::simple_singleline(text.as_str().to_owned(), cut.clone(), color);
            job.wrap = TextWrapping::truncate_at_width(width);
            ui.fonts_mut(|it| it.layout_job(job))
        };
        let mut field = TextEdit::singleline(&mut title)
            .id(id)
            .desired_width(width)
            .align(Align2::LEFT_CENTER)
            .frame(Frame::NONE)
            .font(font);
        if !typing {
            field = field.layouter(&mut cut);
        }
        let response = ui.add(field);
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(texts.project_title()));
        if response.changed() {
            self.view.title = Some(title);
        }
        if response.lost_focus()
            && let Some(title) = self.view.title.take()
            && title != self.document().title
        {
            actions.push(Action::from(Edit::SetTitle { title }));
        }
    }

    fn undo_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        let history = self.project.history();
        let undo = history
            .undoable()
            .map(|edit| texts.undo_what(texts.edit(edit)));
        let redo = history
            .redoable()
            .map(|edit| texts.redo_what(texts.edit(edit)));
        for (name, what, command) in [
            (texts.undo(), undo, Command::Undo),
            (texts.redo(), redo, Command::Redo),
        ] {
            let mut response = ui.add_enabled(what.is_some(), Button::new(name));
            if let Some(what) = what {
                response = response.on_hover_text(format!("{what} ({})", command.keys_text(ui)));
            }
            if response.clicked() {
                actions.push(command.action());
            }
        }
        let steps = history.behind() + history.ahead();
        if ui
            .add_enabled(steps > 0, Button::new(texts.history()))
            .clicked()
        {
            actions.push(Action::ShowHistory(!self.view.history));
        }
    }

    fn period_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        let periods = self
            .project
            .document()
            .main()
            .map(|dataset| dataset.periods())
            .unwrap_or_default();
        let Some(present) = self
            .view
            .period
            .as_ref()
            .or(self.derived.shown_period())
            .or(periods.last())
        else {
            return;
        };
        let label = ui.label(texts.period_label());
        let combo = ComboBox::from_id_salt("period")
            .selected_text(texts.period(present))
            .show_ui(ui, |ui| {
                for period in &periods {
                    if ui
                        .selectable_label(period == present, texts.period(period))
                        .clicked()
                    {
                        actions.push(Action::ShowPeriod(period.clone()));
                    }
                }
            });
        combo.response.labelled_by(label.id);
    }
}

/// A menu of commands with their keys; a gap is a line.
fn commands_ui(ui: &mut Ui, texts: Texts, listed: &[Option<Command>], actions: &mut Vec<Action>) {
    ui.set_min_width(220.0);
    for command in listed {
        let Some(command) = command else {
            ui.separator();
            continue;
        };
        let keys = command.keys_text(ui);
        let mut entry = Button::new(command.name(texts));
        if !keys.is_empty() {
            entry = entry.shortcut_text(keys);
        }
        if ui.add(entry).clicked() {
            actions.push(command.action());
            ui.close();
        }
    }
}
