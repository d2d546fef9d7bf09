//! The first steps of a new person, ticked off as they are taken. They stand on the start screen until
//! all are taken or they are put away, and are in nobody's way.

use std::collections::BTreeSet;

use egui::{RichText, Ui};
use serde::{Deserialize, Serialize};

use super::{
    Action, App, Page, fonts,
    pages::Cx,
    said::Said,
    theme::{FAR, NEAR},
    view::ResultsTab,
};
use crate::{project::Edit, texts::Texts};

/// Something a new person does once, in the order of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FirstStep {
    /// Take in a table.
    Table,
    /// Change a weight.
    Weight,
    /// Look at one unit.
    Unit,
    /// Write the workbook.
    Workbook,
}

/// Which first steps were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FirstSteps {
    taken: BTreeSet<FirstStep>,
    put_away: bool,
}

impl FirstStep {
    const ALL: [Self; 4] = [Self::Table, Self::Weight, Self::Unit, Self::Workbook];

    const fn line(self, texts: Texts) -> &'static str {
        match self {
            Self::Table => texts.first_table(),
            Self::Weight => texts.first_weight(),
            Self::Unit => texts.first_unit(),
            Self::Workbook => texts.first_workbook(),
        }
    }

    /// Where it is done.
    const fn page(self) -> Page {
        match self {
            Self::Table => Page::Data,
            Self::Weight => Page::Framework,
            Self::Unit => Page::Results,
            Self::Workbook => Page::Export,
        }
    }

    /// The step that was taken when this was said.
    fn said(said: &Said) -> Option<Self> {
        match said {
            Said::Done(edit) => match edit.as_ref() {
                Edit::TakeTable { .. } | Edit::TakeTables { .. } => Some(Self::Table),
                Edit::SetWeight { .. } => Some(Self::Weight),
                _ => None,
            },
            Said::TakenTogether(1..) => Some(Self::Table),
            _ => None,
        }
    }
}

impl FirstSteps {
    /// Whether they are still shown.
    fn is_shown(&self) -> bool {
        !self.put_away && self.taken.len() < FirstStep::ALL.len()
    }

    /// Ticks off a step.
    pub(super) fn take(&mut self, step: FirstStep) {
        self.taken.insert(step);
    }

    /// Never shows them again.
    pub(super) fn put_away(&mut self) {
        self.put_away = true;
    }
}

impl App {
    /// Ticks off what was just done.
    pub(super) fn tick_first_steps(&mut self) {
        let steps = &mut self.settings.first_steps;
        if !steps.is_shown() {
            return;
        }
        steps
            .taken
            .extend(self.status.as_ref().and_then(FirstStep::said));
        if self.view.page == Page::Results && self.view.results == ResultsTab::Units {
            steps.taken.insert(FirstStep::Unit);
        }
    }
}

/// The list; nothing once it is done.
pub(super) fn first_steps_ui(ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
    let steps = &cx.settings.first_steps;
    if !steps.is_shown() {
        return;
    }
    ui.horizontal(|ui| {
        ui.label(fonts::bold(cx.texts.first_steps()).size(16.0));
        ui.weak(
            cx.texts
                .so_many_done(steps.taken.len(), FirstStep::ALL.len()),
        );
    });
    ui.add_space(NEAR);
    for step in FirstStep::ALL {
        let taken = steps.taken.contains(&step);
        ui.horizontal(|ui| {
            let mark = if taken { "●" } else { "○" };
            ui.label(RichText::new(mark).weak());
            let line = step.line(cx.texts);
            if taken {
                ui.weak(line);
            } else if ui.link(line).clicked() {
                actions.push(Action::Go(step.page()));
            }
        });
    }
    ui.add_space(NEAR);
    if ui.small_button(cx.texts.put_away_steps()).clicked() {
        actions.push(Action::PutAwaySteps);
    }
    ui.add_space(FAR);
}
