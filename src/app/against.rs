//! The results of another scenario, while the ranking is held against one.

use std::sync::Arc;

use super::{
    App,
    derived::{AT_ONCE, size},
    said::Trouble,
    view::ResultsTab,
};
use crate::{
    app::Page,
    engine::{Computed, Results},
    import::Job,
    project::{Dataset, ScenarioId, resolve},
};

/// Results of a scenario, and whose they are.
#[derive(Debug, Default)]
pub(super) struct Against {
    /// None while they are on their way, or nothing is held against them.
    pub results: Option<Arc<Results>>,
    of: Option<Which>,
    job: Option<Job<Arc<Results>>>,
}

/// Which state of the document, under which scenario; none is the base.
type Which = (u64, Option<ScenarioId>);

impl Against {
    /// Another value whenever the results are others.
    pub(super) fn key(&self) -> Option<Which> {
        self.of.filter(|_| self.results.is_some())
    }

    /// Computes what is not known yet: at once where that is quick, else on a thread.
    fn compute(&mut self, dataset: &Arc<Dataset>, of: Which, wake: impl Fn() + Send + 'static) {
        self.of = Some(of);
        self.results = None;
        self.job = None;
        let Ok(plan) = resolve(dataset, of.1) else {
            return;
        };
        if size(&plan) <= AT_ONCE {
            self.results = Some(Arc::new(Computed::new(plan).results()));
        } else {
            let work = move |_: &_| Arc::new(Computed::new(plan).results());
            self.job = Some(Job::start("other scenario", wake, work));
        }
    }
}

impl App {
    /// Brings the other scenario up to the document, while the ranking is held against it.
    pub(super) fn hold_against(&mut self, ctx: &egui::Context) {
        let ranking = &self.view.ranking;
        let in_view = (self.view.page, self.view.results) == (Page::Results, ResultsTab::Ranking);
        if !in_view || !ranking.needs_other_scenario() {
            self.against = Against::default();
            return;
        }
        match self.against.job.as_mut().and_then(Job::poll) {
            Some(Ok(results)) => {
                self.against.results = Some(results);
                self.against.job = None;
            }
            Some(Err(crashed)) => {
                self.trouble = Some(Trouble::Crashed(crashed));
                self.against.job = None;
            }
            None => {}
        }
        let Some(dataset) = self.document().main().cloned() else {
            return;
        };
        let scenario = ranking_scenario(self.view.ranking.against, &dataset);
        let of = (self.project.history().revision(), scenario);
        if self.against.of == Some(of) {
            return;
        }
        let waker = ctx.clone();
        self.against
            .compute(&dataset, of, move || waker.request_repaint());
    }
}

/// The scenario that is asked for; the base where it is there no more.
fn ranking_scenario(asked: Option<ScenarioId>, dataset: &Dataset) -> Option<ScenarioId> {
    asked.filter(|&id| dataset.scenario(id).is_some())
}
