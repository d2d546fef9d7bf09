//! Results held against a vintage, anew only when one of the two has changed, and the search for what
//! makes them differ.

use std::sync::Arc;

use super::{App, derived::Derived, said::Trouble, view::VintagesView};
use crate::{
    engine::Period,
    import::{Crashed, Job, Progress},
    project::{
        Dataset, Edit, ResolveError, ScenarioId, VintageId, VintageSource,
        compare::{Causes, VintageComparison, compare_vintage, likely_causes},
        freeze,
    },
};

/// What is known of the vintage in view.
#[derive(Debug, Default)]
pub(super) struct Vintages {
    held: Option<(Key, VintageComparison)>,
    search: Option<Search>,
}

/// Which results, which state of the document, and which vintage.
type Key = (u64, u64, VintageId);

/// Which state of the document, under which scenario.
type State = (u64, Option<ScenarioId>);

/// A search for what was done differently.
#[derive(Debug)]
struct Search {
    state: State,
    vintage: VintageId,
    job: Option<Job<Result<Causes, ResolveError>>>,
    found: Option<Causes>,
}

/// How far a search is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'a> {
    /// Nobody has asked.
    Nothing,
    /// It is under way.
    Running(Progress),
    /// It is over.
    Causes(&'a Causes),
}

impl Vintages {
    /// The vintage against the results, once they were held against each other.
    pub(super) fn held(&self, vintage: VintageId) -> Option<&VintageComparison> {
        let held = self.held.as_ref();
        held.filter(|(key, _)| key.2 == vintage).map(|(_, it)| it)
    }

    /// How far the search for the cause of a vintage's differences is.
    pub(super) fn found(&self, vintage: VintageId) -> Found<'_> {
        let search = self.search.as_ref().filter(|it| it.vintage == vintage);
        match search.map(|it| (&it.job, &it.found)) {
            Some((_, Some(causes))) => Found::Causes(causes),
            Some((Some(job), _)) => Found::Running(job.progress()),
            _ => Found::Nothing,
        }
    }

    /// Stops searching; what was found so far is told.
    pub(super) fn stop(&self) {
        if let Some(job) = self.search.as_ref().and_then(|it| it.job.as_ref()) {
            job.cancel();
        }
    }

    /// Holds results against the vintage in view, unless that is done.
    fn hold(
        &mut self,
        dataset: &Dataset,
        derived: &Derived,
        (revision, vintage): (u64, Option<VintageId>),
    ) {
        let Some(vintage) = vintage.and_then(|id| dataset.vintage(id)) else {
            self.held = None;
            return;
        };
        let key = (derived.generation(), revision, vintage.id);
        if self.held.as_ref().is_none_or(|(held, _)| *held != key) {
            let comparison = compare_vintage(dataset, vintage, &derived.results);
            self.held = Some((key, comparison));
        }
    }

    /// Takes in what the search has found; what was found in another state of the document is
    /// forgotten.
    fn collect(&mut self, state: State) -> Option<Crashed> {
        self.search = self.search.take().filter(|it| it.state == state);
        let search = self.search.as_mut()?;
        let outcome = search.job.as_mut().and_then(Job::poll)?;
        search.job = None;
        match outcome {
            Ok(Ok(causes)) => search.found = Some(causes),
            // Why nothing can be computed is told where results are.
            Ok(Err(_)) => self.search = None,
            Err(crashed) => {
                self.search = None;
                return Some(crashed);
            }
        }
        None
    }
}

impl App {
    /// Brings what is known of the vintage in view up to the document.
    pub(super) fn hold_vintage(&mut self) {
        let revision = self.project.history().revision();
        let state = (revision, self.scenario());
        if let Some(crashed) = self.vintages.collect(state) {
            self.trouble = Some(Trouble::Crashed(crashed));
        }
        if let Some(dataset) = self.project.document().main() {
            let view = self.view.vintages.as_ref();
            let chosen = view.and_then(|it| it.chosen_in(dataset));
            self.vintages
                .hold(dataset, &self.derived, (revision, chosen));
        }
    }

    /// Freezes the present results under a name and shows them.
    pub(super) fn freeze_results(&mut self, name: String) {
        let Some(results) = self.results() else {
            return;
        };
        let Some(dataset) = self.document().main() else {
            return;
        };
        let scenario = self.scenario().and_then(|id| dataset.scenario(id));
        let note = scenario.map(|it| self.texts().frozen_under(&it.name));
        let note = note.unwrap_or_default();
        let edit = Edit::FreezeVintage {
            dataset: dataset.id,
            name,
            note,
            source: VintageSource {
                date: today(),
                ..VintageSource::default()
            },
            figures: Arc::new(freeze(dataset, results, None::<&[Period]>)),
        };
        if self.commit(edit) {
            self.show_last_vintage();
        }
    }

    /// Shows the vintage that came last.
    pub(super) fn show_last_vintage(&mut self) {
        let dataset = self.document().main();
        let chosen = dataset.and_then(|it| Some(it.vintages.last()?.id));
        self.view.vintages = Some(VintagesView {
            chosen,
            ..VintagesView::default()
        });
    }

    /// Looks on a thread for what was done differently in a vintage.
    pub(super) fn find_cause(&mut self, ctx: &egui::Context, vintage: VintageId) {
        let Some(dataset) = self.document().main().cloned() else {
            return;
        };
        let Some(taken) = dataset.vintage(vintage).cloned() else {
            return;
        };
        let scenario = self.scenario();
        let waker = ctx.clone();
        let wake = move || waker.request_repaint();
        let job = Job::start("causes", wake, move |reporter| {
            likely_causes(&dataset, scenario, &taken, &mut |done, total| {
                reporter.report(done as u64, total as u64).is_continue()
            })
        });
        self.vintages.search = Some(Search {
            state: (self.project.history().revision(), scenario),
            vintage,
            job: Some(job),
            found: None,
        });
    }
}

/// The date, as it is noted beside what was frozen.
pub(super) fn today() -> String {
    jiff::Zoned::now().date().to_string()
}
