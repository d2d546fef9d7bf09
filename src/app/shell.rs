//! The frame around the screens: rail, status bar, and what lies over them.

use egui::{
    Align, Align2, Button, Frame, Layout, Margin, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2,
};

use super::{
    Action, Answer, App, Page, fonts, format,
    pages::{Cx, page_ui},
    selection::Selection,
    theme,
    view::View,
};
use crate::texts::Texts;

/// What a screen needs to show something under its controls.
const LEAST_HEIGHT: f32 = 420.0;

impl App {
    /// Draws everything.
    pub(super) fn shell_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        // What lies over the screens is closed by the same key, and before the help.
        let escaped = self.help_is_given_up(ui);
        let side = theme::side_ground(ui.visuals());
        let bar = Frame::NONE
            .fill(side)
            .inner_margin(Margin::symmetric(12, 6));
        egui::Panel::top("top")
            .frame(bar)
            .show(ui, |ui| self.top_ui(ui, actions));
        self.scenario_band_ui(ui, actions);
        egui::Panel::bottom("status")
            .frame(bar)
            .show(ui, |ui| self.status_ui(ui, actions));
        let rail = Frame::NONE
            .fill(side)
            .inner_margin(Margin::symmetric(8, 12));
        egui::Panel::left("rail")
            .frame(rail)
            .exact_size(136.0)
            .resizable(false)
            .show(ui, |ui| {
                self.rail_ui(ui, actions);
            });
        if self.view.history {
            let ground = Frame::NONE.fill(side).inner_margin(Margin::same(12));
            egui::Panel::right("history")
                .frame(ground)
                .exact_size(250.0)
                .resizable(false)
                .show(ui, |ui| self.history_ui(ui, actions));
        }
        self.help_ui(ui, escaped);
        self.inspector_ui(ui, actions);
        let ground = ui.visuals().panel_fill;
        let room = Frame::NONE
            .fill(ground)
            .inner_margin(Margin::symmetric(20, 14));
        egui::CentralPanel::default().frame(room).show(ui, |ui| {
            self.notice_ui(ui, actions);
            self.list_notice_ui(ui, actions);
            self.room_ui(ui, actions);
        });
        self.question_ui(ui, actions);
        self.password_ui(ui, actions);
        self.heard_ui(ui, actions);
        self.limits_ui(ui, actions);
        self.versions_ui(ui, actions);
        self.opening_ui(ui, actions);
        self.palette_ui(ui, actions);
        self.drop_ui(ui);
    }

    /// The screen. Where the window would leave little of it but its controls, it is taller than the
    /// window and is scrolled.
    fn room_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if ui.available_height() >= LEAST_HEIGHT {
            self.page_ui(ui, actions);
            return;
        }
        let scroll = ScrollArea::vertical().id_salt("screen");
        scroll.auto_shrink(false).show(ui, |ui| {
            let size = vec2(ui.available_width(), LEAST_HEIGHT);
            let room = Rect::from_min_size(ui.cursor().min, size);
            ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
                ui.set_min_size(size);
                self.page_ui(ui, actions);
            });
        });
    }

    fn page_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        self.looking(|cx, view| page_ui(ui, cx, view, actions));
        self.inspect_again(ui);
    }

    /// Shows what looks at everything and changes the view.
    pub(super) fn looking(&mut self, show: impl FnOnce(&Cx<'_>, &mut View)) {
        let texts = self.texts();
        let document = self.project.document().clone();
        let Some(dataset) = document.main() else {
            return;
        };
        let cx = Cx {
            texts,
            revision: self.project.history().revision(),
            document: &document,
            dataset,
            scene: &self.scene,
            derived: &self.derived,
            table: &self.table,
            profiles: &self.profiles,
            comparison: &self.comparison,
            vintages: &self.vintages,
            codes: &self.codes,
            originals: &self.originals,
            arrivals: &self.arrivals,
            inspected: &self.inspected,
            settings: &self.settings,
            gone: &self.gone,
            left: &self.left,
        };
        show(&cx, &mut self.view);
    }

    fn rail_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        ui.spacing_mut().item_spacing.y = 4.0;
        for page in Page::ALL {
            let here = self.view.page == page;
            let name = if here {
                fonts::bold(page_name(page, texts))
            } else {
                RichText::new(page_name(page, texts))
            };
            let entry = Button::selectable(here, name).min_size(vec2(ui.available_width(), 34.0));
            if ui.add(entry).clicked() {
                actions.push(Action::Go(page));
            }
        }
    }

    fn status_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        ui.spacing_mut().interact_size.y = 20.0;
        ui.horizontal(|ui| {
            if self.reading_ui(ui, actions) || self.exporting_ui(ui, actions) {
                // It has said all there is to say.
            } else if self.derived.computing() {
                ui.spinner();
                ui.label(texts.computing());
            } else if let Some(reason) = self.project.journal_trouble() {
                let told = RichText::new(texts.journal_trouble(&reason))
                    .color(ui.visuals().warn_fg_color)
                    .small();
                ui.add(egui::Label::new(told).truncate());
            } else {
                let said = self
                    .status
                    .as_ref()
                    .map(|said| said.text(texts))
                    .unwrap_or_default();
                ui.add(egui::Label::new(RichText::new(said).small()).truncate());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                self.totals_ui(ui);
                let results = &self.derived.results;
                if results.units.is_empty() {
                    return;
                }
                let took = format!("{:.2}", self.derived.took.as_secs_f64() * 1000.0);
                ui.label(RichText::new(texts.computed_in(&took)).weak().small());
                let counts = texts.counts(
                    self.scene.ranked(),
                    self.derived.indicators(),
                    self.derived.periods.len(),
                );
                ui.label(RichText::new(counts).small());
            });
        });
    }

    /// What the selected numbers of the data come to.
    fn totals_ui(&self, ui: &mut Ui) {
        let wide = self.view.cells.is_some_and(Selection::is_wide);
        let seen = self.view.page == Page::Data && !self.arrivals.in_view();
        let totals = self.view.told.totals().filter(|_| wide && seen);
        let Some(totals) = totals else { return };
        let [mean, sum] = [totals.mean, totals.sum].map(format::value);
        ui.label(RichText::new(self.texts().totals(&mean, totals.count, &sum)).small());
        ui.separator();
    }

    /// What went wrong, above the screen and out of its way.
    fn notice_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(notice) = self.notice() else { return };
        let color = ui.visuals().error_fg_color;
        let frame = Frame::NONE
            .fill(color.gamma_multiply(0.10))
            .corner_radius(6)
            .inner_margin(Margin::symmetric(12, 8));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                let width = (ui.available_width() - 290.0).max(200.0);
                ui.allocate_ui(vec2(width, 0.0), |ui| {
                    ScrollArea::vertical()
                        .id_salt("notice")
                        .max_height(160.0)
                        .show(ui, |ui| {
                            ui.add(
                                egui::Label::new(RichText::new(notice).color(color))
                                    .wrap()
                                    .selectable(true),
                            );
                        });
                });
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.button(self.texts().close_notice()).clicked() {
                        actions.push(Action::CloseNotice);
                    }
                    self.larger_limits_ui(ui, actions);
                    self.remedies_ui(ui, actions);
                });
            });
        });
        ui.add_space(theme::NEAR);
    }

    /// The one question the program asks: before work would be lost.
    fn question_ui(&self, ui: &Ui, actions: &mut Vec<Action>) {
        if self.waiting.is_none() {
            return;
        }
        let texts = self.texts();
        let modal = egui::Modal::new(egui::Id::unique("save first"))
            .frame(Frame::popup(ui.style()).inner_margin(20))
            .show(ui.ctx(), |ui| {
                ui.set_max_width(420.0);
                ui.label(texts.save_first(&self.document().title));
                ui.add_space(theme::FAR);
                ui.horizontal(|ui| {
                    for (answer, name) in [
                        (Answer::Save, texts.save()),
                        (Answer::Discard, texts.discard()),
                        (Answer::Stay, texts.cancel()),
                    ] {
                        if ui.button(name).clicked() {
                            actions.push(Action::Answer(answer));
                        }
                    }
                });
            });
        if modal.should_close() {
            actions.push(Action::Answer(Answer::Stay));
        }
    }

    /// Says that a file may be let go.
    fn drop_ui(&self, ui: &Ui) {
        if ui.input(|input| input.raw.hovered_files.is_empty()) {
            return;
        }
        let rect = ui.ctx().content_rect();
        let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop"));
        let painter = ui.ctx().layer_painter(layer);
        painter.rect_filled(rect, 0.0, ui.visuals().panel_fill.gamma_multiply(0.85));
        let font = egui::FontId::new(22.0, fonts::bold_family());
        let color = ui.visuals().text_color();
        painter.text(
            rect.center(),
            Align2::CENTER_CENTER,
            self.texts().drop_here(),
            font,
            color,
        );
    }
}

/// What a screen is called.
pub(super) fn page_name(page: Page, texts: Texts) -> &'static str {
    match page {
        Page::Start => texts.page_start(),
        Page::Data => texts.page_data(),
        Page::Framework => texts.page_framework(),
        Page::Units => texts.page_units(),
        Page::Results => texts.page_results(),
        Page::Charts => texts.page_charts(),
        Page::Export => texts.page_export(),
    }
}
