//! From what is in view to a view that is kept, and back.

use super::{
    App, Page,
    ranking_table::MOST_PINNED,
    view::{ResultsTab, View},
};
use crate::{
    engine::UnitId,
    project::{ChartView, Dataset, Form, ScenarioId, ScenariosChoice, Sight, UnitsChoice, ViewId},
};

impl View {
    /// What is looked at on the screens of results: of what is there, as it is chosen.
    pub(super) fn sight(&self, dataset: &Dataset, scenario: Option<ScenarioId>) -> Sight {
        let form = match (self.page, self.results) {
            (Page::Charts, _) => Form::Chart(self.chart()),
            (_, ResultsTab::Ranking) => Form::Ranking(self.ranking.clone()),
            (_, ResultsTab::Units) => Form::Units(UnitsChoice {
                beside: self.beside.clone(),
            }),
            (_, ResultsTab::Summary) => Form::Summary,
            (_, ResultsTab::Scenarios) => Form::Scenarios(self.scenarios.choice()),
        };
        let sight = Sight {
            scenario,
            period: self.period.clone(),
            unit: self.selected,
            form,
        };
        // What was chosen before an edit may be there no more.
        sight.in_dataset(dataset)
    }

    /// The choices of the chart.
    pub(super) const fn chart(&self) -> ChartView {
        ChartView {
            node: self.chart_node,
            first: self.chart_first,
        }
    }

    /// Chooses what the chart shows.
    pub(super) const fn set_chart(&mut self, chart: &ChartView) {
        self.chart_node = chart.node;
        self.chart_first = chart.first;
    }

    /// Looks as a view says; the page it is on.
    fn look(&mut self, sight: &Sight) -> Page {
        self.scenario = sight.scenario;
        self.period.clone_from(&sight.period);
        self.selected = sight.unit;
        match &sight.form {
            Form::Ranking(ranking) => {
                self.results = ResultsTab::Ranking;
                self.ranking.clone_from(ranking);
                self.ranking_sought.clear();
                Page::Results
            }
            Form::Units(choice) => {
                self.results = ResultsTab::Units;
                self.beside.clone_from(&choice.beside);
                Page::Results
            }
            Form::Summary => {
                self.results = ResultsTab::Summary;
                Page::Results
            }
            Form::Scenarios(choice) => {
                self.results = ResultsTab::Scenarios;
                self.scenarios.choose(choice);
                Page::Results
            }
            Form::Chart(chart) => {
                self.set_chart(chart);
                Page::Charts
            }
        }
    }
}

impl super::view::ScenariosView {
    /// Its choices.
    pub(super) fn choice(&self) -> ScenariosChoice {
        ScenariosChoice {
            left_out: self.left_out.clone(),
            against: self.against,
            node: self.node,
            sort: self.sort,
            moved_only: self.moved_only,
        }
    }

    /// Chooses what is shown.
    pub(super) fn choose(&mut self, choice: &ScenariosChoice) {
        self.left_out.clone_from(&choice.left_out);
        self.against = choice.against;
        self.node = choice.node;
        self.sort = choice.sort;
        self.moved_only = choice.moved_only;
        self.sought.clear();
    }
}

impl App {
    /// Keeps a unit at the top of the ranking, or no longer; none is the one that is followed.
    pub(super) fn pin_unit(&mut self, unit: Option<UnitId>) {
        let Some(unit) = unit.or(self.view.selected) else {
            return;
        };
        let pins = &mut self.view.ranking.pinned;
        if pins.contains(&unit) {
            pins.retain(|it| *it != unit);
        } else if pins.len() < MOST_PINNED {
            pins.push(unit);
        }
    }

    /// Shows a view that was saved, and keeps the list of them open.
    pub(super) fn show_view(&mut self, id: ViewId) {
        let document = self.document().clone();
        let Some(view) = document.main().and_then(|it| it.view(id)) else {
            return;
        };
        let page = self.view.look(&view.sight);
        let mut list = self.view.views.take();
        self.go(page);
        if let Some(list) = &mut list {
            list.chosen = Some(id);
        }
        self.view.views = list;
    }
}
