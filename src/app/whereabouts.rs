//! Where a person was in a project, kept in the program's own folder and found again at the next start.

use std::{collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};

use super::{App, Page, format::NumberFormat, view::ResultsTab};
use crate::{
    engine::{Period, UnitId},
    project::{ChartView, GridChoice, RankingView, ScenarioId, ScenariosChoice},
};

/// What was in view. Ids that are there no more count as not chosen where they are used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Whereabouts {
    page: Page,
    results: ResultsTab,
    scenario: Option<ScenarioId>,
    period: Option<Period>,
    unit: Option<UnitId>,
    ranking: RankingView,
    scenarios: ScenariosChoice,
    chart: ChartView,
    grid: GridChoice,
    numbers: NumberFormat,
    /// The ranks that a person took as the baseline of the arrows.
    baseline: Option<BTreeMap<UnitId, u32>>,
}

/// What stands for the place of a project that has none yet.
const NOWHERE: &str = "";

fn name_of(path: Option<&Path>) -> String {
    path.map_or_else(|| NOWHERE.to_owned(), |it| it.display().to_string())
}

impl App {
    fn whereabouts(&self) -> Whereabouts {
        let view = &self.view;
        Whereabouts {
            // Whoever opens a project has left the first screen behind.
            page: match view.page {
                Page::Start => Page::default(),
                page => page,
            },
            results: view.results,
            scenario: self.scenario(),
            period: view.period.clone(),
            unit: view.selected,
            ranking: view.ranking.clone(),
            scenarios: view.scenarios.choice(),
            chart: view.chart(),
            grid: view.grid.choice.clone(),
            numbers: view.grid.format,
            baseline: self.derived.pinned().cloned(),
        }
    }

    /// Notes where the person is, if that is elsewhere than noted last. A failure is of no
    /// consequence: the next start then begins with the results.
    pub(super) fn note_whereabouts(&mut self) {
        let Some(keep) = &self.keep else { return };
        let path = self.project.path();
        if path.is_none() && !self.project.is_unsaved() {
            return; // A sample, or a project that nobody has begun.
        }
        let now = (name_of(path), self.whereabouts());
        if self.noted.as_ref() == Some(&now) {
            return;
        }
        if let Err(error) = keep.notebook().write(&now.0, &now.1) {
            log::debug!("whereabouts not noted: {error}");
        }
        self.noted = Some(now);
    }

    /// Goes where the person was in the project of this place; false if nothing is known of that.
    pub(super) fn go_where_it_was(&mut self, path: Option<&Path>) -> bool {
        let notebook = self.keep.as_ref().map(super::Keep::notebook);
        let noted = notebook.and_then(|it| it.read::<Whereabouts>(&name_of(path)));
        let Some(noted) = noted else { return false };
        let view = &mut self.view;
        view.page = noted.page;
        view.results = noted.results;
        view.scenario = noted.scenario;
        view.period = noted.period;
        view.selected = noted.unit;
        view.ranking = noted.ranking;
        view.scenarios.choose(&noted.scenarios);
        view.set_chart(&noted.chart);
        view.grid.choice = noted.grid;
        view.grid.format = noted.numbers;
        if let Some(ranks) = noted.baseline {
            self.derived.pin_ranks(ranks);
        }
        true
    }
}
