//! The notice that who is ranked has changed by itself, because the data did.

use std::sync::Arc;

use egui::{Align, Frame, Label, Layout, Margin, Ui};

use super::{Action, App, Page, fonts, theme};
use crate::project::{Dataset, Edit, ListChange, ScenarioId, list_change};

/// What the rule made of changed data since somebody last looked.
#[derive(Clone, Debug)]
pub(super) struct ListNotice {
    before: Arc<Dataset>,
    scenario: Option<ScenarioId>,
    change: ListChange,
}

impl ListNotice {
    /// How the list of a scenario differs from before; none where it does not.
    fn of(before: Arc<Dataset>, scenario: Option<ScenarioId>, after: &Dataset) -> Option<Self> {
        let change = list_change((&before, scenario), (after, scenario));
        let changed = change != ListChange::default();
        changed.then_some(Self {
            before,
            scenario,
            change,
        })
    }
}

/// Whether an edit changes values and not who is ranked.
const fn changes_data(edit: &Edit) -> bool {
    matches!(
        edit,
        Edit::TakeTable { .. }
            | Edit::TakeTables { .. }
            | Edit::Refresh { .. }
            | Edit::Correct { .. }
            | Edit::CorrectMany { .. }
            | Edit::DropCorrection { .. }
            | Edit::SetFormula { .. }
            | Edit::SetPooling { .. }
            | Edit::SetMembers { .. }
    )
}

impl App {
    /// Notes how an edit has changed the list by itself; `before` is the dataset before it.
    pub(super) fn watch_list(&mut self, before: Option<Arc<Dataset>>, edit: &Edit) {
        if !changes_data(edit) {
            self.look_at_list_again();
            return;
        }
        let scenario = self.scenario();
        let noticed = self.list_notice.take();
        let noticed = noticed.filter(|it| it.scenario == scenario);
        let before = noticed.map(|it| it.before).or(before);
        let after = self.document().main().cloned();
        if let Some((before, after)) = before.zip(after)
            && after.rule_in(scenario).is_some()
        {
            self.list_notice = ListNotice::of(before, scenario, &after);
        }
    }

    /// Tells what is left of the notice after the document went back or on; a rule or a role that a
    /// person has changed since is no matter of the data.
    pub(super) fn look_at_list_again(&mut self) {
        let Some(noticed) = self.list_notice.take() else {
            return;
        };
        let Some(after) = self.document().main().cloned() else {
            return;
        };
        let ListNotice {
            before, scenario, ..
        } = noticed;
        let there = scenario.is_none_or(|id| after.scenario(id).is_some());
        let same_rule = before.rule_in(scenario) == after.rule_in(scenario);
        let by_hand = |it: &Dataset| -> Vec<_> {
            let units = it.units.iter();
            units.map(|unit| it.role(scenario, unit)).collect()
        };
        if there && same_rule && by_hand(&before) == by_hand(&after) {
            self.list_notice = ListNotice::of(before, scenario, &after);
        }
    }

    /// The notice, above the screen.
    pub(super) fn list_notice_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let notice = self.list_notice.as_ref();
        let notice = notice.filter(|it| it.scenario == self.scenario());
        let (Some(notice), Some(dataset)) = (notice, self.document().main()) else {
            return;
        };
        let texts = self.texts();
        let color = ui.visuals().warn_fg_color;
        let frame = Frame::NONE
            .fill(color.gamma_multiply(0.10))
            .corner_radius(6)
            .inner_margin(Margin::symmetric(12, 6));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(fonts::bold(texts.list_changed()).color(color));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if ui.button(texts.list_seen()).clicked() {
                        actions.push(Action::ListSeen);
                    }
                    if self.view.page != Page::Units && ui.button(texts.show_units()).clicked() {
                        actions.push(Action::Go(Page::Units));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let told = texts.list_change(&notice.change, dataset);
                        let told = told.join(texts.between());
                        ui.add(Label::new(&told).truncate()).on_hover_text(&told);
                    });
                });
            });
        });
        ui.add_space(theme::NEAR);
    }
}
