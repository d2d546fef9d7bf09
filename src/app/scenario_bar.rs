//! The switch between scenarios in the top bar, and the band that tells which one is edited.

use egui::{
    Align, Button, ComboBox, Frame, Label, Layout, Margin, RichText, Role as WidgetRole, Ui,
};

use super::{Action, App, Page, fonts, theme, view::ResultsTab, widgets};

/// How wide the name of a scenario may be in the bar.
const WIDTH: f32 = 132.0;

impl App {
    /// The scenario in view, and the way to others.
    pub(super) fn scenario_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let texts = self.texts();
        let Some(dataset) = self.project.document().main() else {
            return;
        };
        let present = self.scenario();
        let named = present.and_then(|id| dataset.scenario(id));
        let name = named.map_or(texts.base_scenario(), |it| it.name.as_str());
        let mut told = RichText::new(name);
        if present.is_some() {
            told = told.color(theme::scenario(ui.visuals())).strong();
        }
        ui.label(texts.scenario_label());
        let combo = ComboBox::from_id_salt("scenario")
            .width(WIDTH)
            .truncate()
            .selected_text(told);
        let shown = combo.show_ui(ui, |ui| {
            ui.set_min_width(170.0);
            let base = ui.selectable_label(present.is_none(), texts.base_scenario());
            if base.clicked() {
                actions.push(Action::ShowScenario(None));
            }
            for scenario in dataset.scenarios.iter() {
                let same = present == Some(scenario.id);
                let entry = ui.selectable_label(same, &scenario.name);
                let entry = match scenario.note.as_str() {
                    "" => entry,
                    note => entry.on_hover_text(note),
                };
                if entry.clicked() {
                    actions.push(Action::ShowScenario(Some(scenario.id)));
                }
            }
            ui.separator();
            let new = ui.button(texts.new_scenario());
            if new.on_hover_text(texts.new_scenario_help()).clicked() {
                actions.push(Action::AddScenario(None));
            }
            if present.is_some() && ui.button(texts.duplicate_scenario()).clicked() {
                actions.push(Action::AddScenario(present));
            }
            if ui
                .button(format!("{}…", texts.compare_scenarios()))
                .clicked()
            {
                actions.push(Action::CompareScenarios);
            }
        });
        widgets::named(shown.response, WidgetRole::ComboBox, texts.scenario_label());
    }

    /// Says which scenario is edited, unless it is the base.
    pub(super) fn scenario_band_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let dataset = self.project.document().main();
        let Some(scenario) = self.scenario().and_then(|id| dataset?.scenario(id)) else {
            return;
        };
        let texts = self.texts();
        let color = theme::scenario(ui.visuals());
        let band = Frame::NONE
            .fill(theme::scenario_ground(ui.visuals()))
            .inner_margin(Margin::symmetric(12, 4));
        egui::Panel::top("scenario band")
            .frame(band)
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.label(fonts::bold(texts.scenario_in_view(&scenario.name)).color(color));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let back = Button::new(texts.to_base_scenario()).small();
                        if ui.add(back).clicked() {
                            actions.push(Action::ShowScenario(None));
                        }
                        let count = texts.differs_in(self.scene.differences.len());
                        if ui.add(Button::new(count).small()).clicked() {
                            actions.push(Action::CompareScenarios);
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            let reach = RichText::new(texts.scenario_reach()).small();
                            ui.add(Label::new(reach).truncate());
                        });
                    });
                });
            });
    }

    /// Shows scenarios side by side.
    pub(super) fn compare_scenarios(&mut self) {
        self.go(Page::Results);
        self.view.results = ResultsTab::Scenarios;
    }
}
