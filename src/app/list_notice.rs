//! The notice that who is ranked has changed by itself, because the data did: in the base, and in every
//! scenario with a rule of its own, whichever is in view.

use std::{iter, sync::Arc};

use egui::{Align, Frame, Label, Layout, Margin, Ui};

use super::{Action, App, Page, fonts, theme};
use crate::project::{Dataset, Edit, ListChange, ScenarioId, Unit, list_change};

/// What rules made of changed data since somebody last looked.
#[derive(Clone, Debug)]
pub(super) struct ListNotice {
    before: Arc<Dataset>,
    /// One entry a scenario whose list is another one now; none is the base.
    changes: Vec<(Option<ScenarioId>, ListChange)>,
}

impl ListNotice {
    /// How the lists of the base and of the scenarios with a rule of their own differ from before;
    /// none where they do not.
    fn of(before: Arc<Dataset>, after: &Dataset) -> Option<Self> {
        let own = after.scenarios.iter();
        let own = own.filter(|it| it.patch.unit_rule.is_some());
        let lists = iter::once(None).chain(own.map(|it| Some(it.id)));
        let changes = lists
            .filter(|&it| after.rule_in(it).is_some() && left_alone((&before, after), it))
            .map(|it| (it, list_change((&before, it), (after, it))))
            .filter(|(_, change)| *change != ListChange::default());
        let changes: Vec<_> = changes.collect();
        (!changes.is_empty()).then_some(Self { before, changes })
    }
}

/// Whether nobody has changed by hand who is ranked under a scenario: its rule, and the roles of the
/// units that were there before. What a person has changed is no matter of the data.
fn left_alone((before, after): (&Dataset, &Dataset), scenario: Option<ScenarioId>) -> bool {
    let there = |it: &Dataset| scenario.is_none_or(|id| it.scenario(id).is_some());
    let same_role = |unit: &Unit| {
        let now = after.unit(unit.id);
        now.is_none_or(|now| after.role(scenario, now) == before.role(scenario, unit))
    };
    there(before)
        && before.rule_in(scenario) == after.rule_in(scenario)
        && before.units.iter().all(same_role)
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
            | Edit::AddUnits { .. }
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
        let noticed = self.list_notice.take();
        let before = noticed.map(|it| it.before).or(before);
        let after = self.document().main().cloned();
        self.list_notice = before
            .zip(after)
            .and_then(|(before, after)| ListNotice::of(before, &after));
    }

    /// Tells what is left of the notice after the document went back or on.
    pub(super) fn look_at_list_again(&mut self) {
        let noticed = self.list_notice.take();
        let after = self.document().main().cloned();
        self.list_notice = noticed
            .zip(after)
            .and_then(|(noticed, after)| ListNotice::of(noticed.before, &after));
    }

    /// The notice, above the screen.
    pub(super) fn list_notice_ui(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let (Some(notice), Some(dataset)) = (&self.list_notice, self.document().main()) else {
            return;
        };
        let texts = self.texts();
        let told = self.lists_told(notice, dataset);
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
                        ui.add(Label::new(&told).truncate()).on_hover_text(&told);
                    });
                });
            });
        });
        ui.add_space(theme::NEAR);
    }

    /// The changes in words, each with its scenario; the name is left out where there is only the list
    /// in view.
    fn lists_told(&self, notice: &ListNotice, dataset: &Dataset) -> String {
        let texts = self.texts();
        let own_rule = |id: &ScenarioId| {
            let scenario = dataset.scenario(*id);
            scenario.is_some_and(|it| it.patch.unit_rule.is_some())
        };
        let in_view = self.scenario().filter(own_rule);
        let alone = matches!(notice.changes.as_slice(), [(only, _)] if *only == in_view);
        let told = notice.changes.iter().map(|(scenario, change)| {
            let told = texts.list_change(change, dataset).join(texts.between());
            let named = scenario.and_then(|id| dataset.scenario(id));
            let name = named.map_or(texts.base_scenario(), |it| it.name.as_str());
            if alone {
                told
            } else {
                texts.list_of(name, &told)
            }
        });
        let told: Vec<String> = told.collect();
        told.join(texts.between())
    }
}
