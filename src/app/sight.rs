//! From what is in view to a view that is kept, and back.

use super::{
    App, Page,
    view::{ResultsTab, View},
};
use crate::project::{
    ChartView, Dataset, Form, RankingView, ScenarioId, ScenariosChoice, Sight, ViewId,
};

impl View {
    /// What is looked at on the screens of results: of what is there, as it is chosen.
    pub(super) fn sight(&self, dataset: &Dataset, scenario: Option<ScenarioId>) -> Sight {
        let form = match (self.page, self.results) {
            (Page::Charts, _) => Form::Chart(self.chart()),
            (_, ResultsTab::Ranking | ResultsTab::Units | ResultsTab::Summary) => {
                Form::Ranking(self.ranking())
            }
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

    /// The choices of the ranking.
    pub(super) fn ranking(&self) -> RankingView {
        RankingView {
            sort: self.sort,
            groups: self.group_kind.clone(),
        }
    }

    /// The choices of the chart.
    pub(super) const fn chart(&self) -> ChartView {
        ChartView {
            node: self.chart_node,
            first: self.chart_first,
        }
    }

    /// Chooses what the ranking shows.
    pub(super) fn set_ranking(&mut self, ranking: &RankingView) {
        self.sort = ranking.sort;
        self.group_kind.clone_from(&ranking.groups);
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
                self.set_ranking(ranking);
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
