//! What follows from the document: results, computed again after every edit.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{beside::Beside, ranking::Ranking};
use crate::{
    engine::{Computed, NodeId, Panel, Period, Plan, Results, UnitId},
    import::{Crashed, Job},
    project::{Dataset, History, ResolveError, ScenarioId, resolve},
};

/// Plans up to this many values are computed between two frames; larger ones on a thread, the
/// period in view first.
pub(super) const AT_ONCE: usize = 400_000;

/// The results of the document as it is, and how they are shown.
#[derive(Debug, Default)]
pub(super) struct Derived {
    /// The latest results; while a large plan is computed, those of a moment ago.
    pub results: Arc<Results>,
    /// Why there are none.
    pub problem: Option<ResolveError>,
    /// How long they took.
    pub took: Duration,
    /// All periods of the plan; the results may hold the one in view only while the others are on
    /// their way.
    pub periods: Vec<Period>,
    /// The period in view, as it stands in the results.
    pub period: usize,
    /// The ranking in view.
    pub ranking: Ranking,
    /// Tiers, groups, and the unit in view.
    pub beside: Beside,
    /// The ranks against which arrows are drawn.
    pub baseline: BTreeMap<UnitId, u32>,
    /// A person took these ranks, not the program by itself.
    pinned: bool,
    /// Computing stopped through a mistake in the program; taken by whoever tells it.
    pub crashed: Option<Crashed>,
    /// Which results are there, and which are on their way.
    shown: Option<Which>,
    asked: Option<Which>,
    job: Option<Job<Step>>,
    /// The whole plan, while the period in view is computed before it.
    waiting: Option<Plan>,
    /// What the next computation starts from: of all periods, and of the one in view.
    whole: Option<Arc<Computed>>,
    alone: Option<Arc<Computed>>,
    prepared: Option<(u64, usize)>,
    besides: Option<(u64, usize, Option<String>, Option<UnitId>)>,
    generation: u64,
}

/// Which state of the document, under which scenario.
type Which = (u64, Option<ScenarioId>);

/// What a thread has computed.
struct Step {
    computed: Computed,
    results: Results,
    took: Duration,
    /// Whether it is all, or the period in view only.
    whole: bool,
}

impl Derived {
    /// Whether results are on their way.
    pub(super) fn computing(&self) -> bool {
        self.job.is_some() || self.waiting.is_some()
    }

    /// Brings the results up to the document. The scenario and the period are in view; `wake` is
    /// called when later results are there.
    pub(super) fn refresh(
        &mut self,
        history: &History,
        (scenario, period): (Option<ScenarioId>, Option<&Period>),
        wake: impl Fn() + Send + 'static,
    ) {
        self.collect();
        let which = (history.revision(), scenario);
        if self.asked == Some(which) {
            if self.job.is_none()
                && let Some(plan) = self.waiting.take()
            {
                self.start(plan, true, wake);
            }
            return;
        }
        self.asked = Some(which);
        self.job = None;
        self.waiting = None;
        let resolved = history
            .document()
            .main()
            .map(|dataset| resolve(dataset, scenario));
        match resolved {
            Some(Ok(plan)) => {
                self.problem = None;
                self.compute(plan, period, wake);
            }
            Some(Err(problem)) => {
                self.problem = Some(problem);
                self.clear();
            }
            None => self.clear(),
        }
    }

    fn compute(&mut self, plan: Plan, period: Option<&Period>, wake: impl Fn() + Send + 'static) {
        self.periods.clone_from(&plan.periods);
        if size(&plan) <= AT_ONCE {
            let step = Step::make(plan, self.whole.as_deref(), true);
            self.accept(step);
            return;
        }
        let known = period.filter(|period| plan.periods.contains(period));
        match known
            .or(plan.periods.last())
            .and_then(|period| plan.alone(period))
        {
            Some(alone) => {
                self.waiting = Some(plan);
                self.start(alone, false, wake);
            }
            None => self.start(plan, true, wake),
        }
    }

    fn start(&mut self, plan: Plan, whole: bool, wake: impl Fn() + Send + 'static) {
        let before = if whole { &self.whole } else { &self.alone }.clone();
        let work = move |_: &_| Step::make(plan, before.as_deref(), whole);
        self.job = Some(Job::start("compute", wake, work));
    }

    /// Takes results of a thread in, if they have come.
    fn collect(&mut self) {
        let Some(outcome) = self.job.as_mut().and_then(Job::poll) else {
            return;
        };
        self.job = None;
        match outcome {
            Ok(step) => self.accept(step),
            Err(crashed) => self.crashed = Some(crashed),
        }
    }

    fn accept(&mut self, step: Step) {
        self.show(step.results, step.took);
        let computed = Some(Arc::new(step.computed));
        if step.whole {
            self.shown = self.asked;
            self.whole = computed;
            self.alone = self.alone.take().filter(|_| self.periods.len() > 1);
        } else {
            self.alone = computed;
        }
    }

    fn clear(&mut self) {
        self.periods.clear();
        self.whole = None;
        self.alone = None;
        self.show(Results::default(), Duration::ZERO);
        self.shown = self.asked;
    }

    fn show(&mut self, results: Results, took: Duration) {
        self.results = Arc::new(results);
        self.took = took;
        self.generation += 1;
    }

    /// Orders and writes the ranking in view, if anything of it has changed.
    ///
    /// `kind`: the groups to compare; `unit`: the one in view.
    pub(super) fn prepare(
        &mut self,
        dataset: &Dataset,
        period: Option<&Period>,
        (kind, unit): (Option<&str>, Option<UnitId>),
    ) {
        let last = self.results.periods.len().saturating_sub(1);
        self.period = period
            .and_then(|period| self.results.period_at(period))
            .unwrap_or(last);
        let known = |kind: &&str| dataset.groups.iter().any(|it| it.kind == **kind);
        let kind = kind.filter(known);
        let key = (self.generation, self.period, kind.map(str::to_owned), unit);
        if self.besides.as_ref() != Some(&key) {
            self.besides = Some(key);
            self.beside = Beside::new(&self.results, dataset, self.period, (kind, unit));
        }
        let key = (self.generation, self.period);
        if self.prepared == Some(key) {
            return;
        }
        self.prepared = Some(key);
        self.ranking = match &dataset.framework {
            Some(framework) => Ranking::new(&self.results, dataset, framework, self.period),
            None => Ranking::default(),
        };
        if self.baseline.is_empty() {
            self.take_baseline();
        }
    }

    /// Another number whenever there are other results.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Takes the ranks in view as the baseline.
    pub(super) fn pin(&mut self) {
        self.take_baseline();
        self.pinned = true;
    }

    /// Takes other ranks as the baseline.
    pub(super) fn pin_ranks(&mut self, ranks: BTreeMap<UnitId, u32>) {
        self.baseline = ranks;
        self.pinned = true;
    }

    /// The ranks that a person took as the baseline.
    pub(super) fn pinned(&self) -> Option<&BTreeMap<UnitId, u32>> {
        self.pinned.then_some(&self.baseline)
    }

    fn take_baseline(&mut self) {
        let ranks = self
            .ranking
            .rows
            .iter()
            .filter_map(|row| Some((row.unit, row.rank?)));
        self.baseline = ranks.collect();
    }

    /// How many places a unit has risen since the baseline; negative if it fell.
    pub(super) fn moved(&self, unit: UnitId, rank: Option<u32>) -> Option<i64> {
        Some(i64::from(*self.baseline.get(&unit)?) - i64::from(rank?))
    }

    /// The period in view.
    pub(super) fn shown_period(&self) -> Option<&Period> {
        self.results.periods.get(self.period)
    }

    /// Whether the results are those of the document as it is, under this scenario.
    pub(super) fn is_current(&self, history: &History, scenario: Option<ScenarioId>) -> bool {
        self.shown == Some((history.revision(), scenario))
    }

    /// The values that the latest results were made from, those that follow from others among
    /// them; none while a large plan is computed.
    pub(super) fn panel(&self) -> Option<&Panel> {
        let whole = self.whole.as_ref().or(self.alone.as_ref());
        whole.map(|it| it.panel())
    }

    /// How many indicators the results are made from.
    pub(super) fn indicators(&self) -> usize {
        self.results
            .nodes
            .iter()
            .filter(|node| node.level == 1)
            .count()
    }

    /// The weight of a node in the period in view: among its siblings, and in the index.
    pub(super) fn weights(&self, node: NodeId) -> (Option<f64>, Option<f64>) {
        let of = self
            .results
            .node(node)
            .and_then(|node| node.periods.get(self.period));
        of.map_or((None, None), |it| (it.weight, it.effective))
    }
}

/// How many values a plan has.
pub(super) fn size(plan: &Plan) -> usize {
    plan.units
        .len()
        .saturating_mul(plan.nodes().len())
        .saturating_mul(plan.periods.len())
}

impl Step {
    fn make(plan: Plan, before: Option<&Computed>, whole: bool) -> Self {
        let start = Instant::now();
        let computed = match before {
            Some(before) => Computed::after(plan, before),
            None => Computed::new(plan),
        };
        let results = computed.results();
        let took = start.elapsed();
        Self {
            computed,
            results,
            took,
            whole,
        }
    }
}
