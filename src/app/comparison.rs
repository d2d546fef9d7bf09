//! Scenarios held against one another, anew only when the document or what is compared has changed.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::{
    App,
    derived::{AT_ONCE, size},
    said::Trouble,
    view::{ResultsTab, ScenariosView},
};
use crate::{
    app::Page,
    engine::{Computed, NodeId, Period, Results},
    import::{Crashed, Job},
    project::{
        Dataset, ScenarioId, ScenarioSort, ScenarioSortBy,
        compare::{ScenarioComparison, ScenarioRow, compare_scenarios},
        resolve,
    },
};

/// A scenario, or the base.
pub(super) type Which = Option<ScenarioId>;
/// The results of several.
type Known = BTreeMap<Which, Arc<Results>>;

/// What is known of the scenarios in view.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    /// Those in view, the one that others are held against first.
    pub columns: Vec<Which>,
    /// What is compared.
    pub held: ScenarioComparison,
    /// Which rows are shown, in order.
    pub rows: Vec<usize>,
    known: Known,
    revision: Option<u64>,
    job: Option<Job<Known>>,
    of: Option<Held>,
    shown: Option<Shown>,
}

/// What is held: the state of the document, the columns, the node and the period.
type Held = (u64, Vec<Which>, NodeId, Period);
/// How the rows are chosen and ordered: what is held, by what, sought, and whether only movers.
type Shown = (Held, ScenarioSort, String, bool);

impl Comparison {
    /// Whether what is held is what is to be shown; else it is on its way.
    pub(super) fn is_current(&self) -> bool {
        let of = self.of.as_ref();
        of.is_some_and(|(revision, columns, ..)| {
            Some(*revision) == self.revision && *columns == self.columns
        })
    }

    /// Computes what is compared and not known yet: at once where that is quick, else on a thread.
    fn compute(&mut self, dataset: &Arc<Dataset>, wake: impl Fn() + Send + 'static) {
        let missing = self
            .columns
            .iter()
            .filter(|it| !self.known.contains_key(it));
        let missing: Vec<Which> = missing.copied().collect();
        if missing.is_empty() || self.job.is_some() {
            return;
        }
        let plans = missing.iter().filter_map(|&it| resolve(dataset, it).ok());
        let values: usize = plans.map(|plan| size(&plan)).sum();
        if values <= AT_ONCE {
            self.known.extend(results(dataset, &missing));
        } else {
            let dataset = Arc::clone(dataset);
            let work = move |_: &_| results(&dataset, &missing);
            self.job = Some(Job::start("scenarios", wake, work));
        }
    }

    fn collect(&mut self) -> Option<Crashed> {
        match self.job.as_mut().and_then(Job::poll)? {
            Ok(computed) => self.known.extend(computed),
            Err(crashed) => {
                self.job = None;
                return Some(crashed);
            }
        }
        self.job = None;
        None
    }

    /// Holds what is known against the first column.
    fn hold(&mut self, held: Held) {
        if self.of.as_ref() == Some(&held) {
            return;
        }
        let columns = self.columns.iter().map(|it| self.known.get(it));
        let Some(results) = columns.collect::<Option<Vec<_>>>() else {
            return;
        };
        let results: Vec<&Results> = results.into_iter().map(AsRef::as_ref).collect();
        let (_, _, node, period) = &held;
        self.held = compare_scenarios(&results, *node, period);
        self.of = Some(held);
    }

    /// Chooses and orders the rows.
    fn show(&mut self, dataset: &Dataset, view: &ScenariosView) {
        let Some(of) = self.of.clone() else {
            return;
        };
        let sought = view.sought.trim().to_lowercase();
        let shown = (of, view.sort, sought, view.moved_only);
        if self.shown.as_ref() == Some(&shown) {
            return;
        }
        let labels: BTreeMap<_, _> = dataset.units.iter().map(|it| (it.id, &it.label)).collect();
        let label = |row: &ScenarioRow| labels.get(&row.unit).map_or("", |it| it.as_str());
        let (_, sort, sought, moved_only) = &shown;
        let fits = |row: &ScenarioRow| {
            (sought.is_empty() || label(row).to_lowercase().contains(sought))
                && (!moved_only || moved(row) > Some(0))
        };
        let rows = self.held.rows.iter().enumerate();
        let mut rows: Vec<(usize, &ScenarioRow)> = rows.filter(|(_, row)| fits(row)).collect();
        rows.sort_by(|(_, a), (_, b)| order((a, label(a)), (b, label(b)), *sort));
        self.rows = rows.into_iter().map(|(at, _)| at).collect();
        self.shown = Some(shown);
    }
}

/// The results of scenarios; what they share with the first is computed once.
fn results(dataset: &Dataset, which: &[Which]) -> Known {
    let mut first: Option<Computed> = None;
    let mut known = Known::new();
    for &scenario in which {
        let Ok(plan) = resolve(dataset, scenario) else {
            continue;
        };
        let computed = match &first {
            Some(first) => Computed::after(plan, first),
            None => Computed::new(plan),
        };
        known.insert(scenario, Arc::new(computed.results()));
        first.get_or_insert(computed);
    }
    known
}

/// By how many places a unit moves at most; who is ranked here and not there moves most of all,
/// and who is ranked nowhere not at all.
fn moved(row: &ScenarioRow) -> Option<u64> {
    let ranked = row.places.iter().filter(|it| it.rank.is_some()).count();
    if ranked > 0 && ranked < row.places.len() {
        return Some(u64::MAX);
    }
    let changes = row.places.iter().filter_map(|it| it.rank_change);
    changes.map(i64::unsigned_abs).max()
}

/// The best, the largest or the first by name first; who has nothing to go by last.
fn order(a: (&ScenarioRow, &str), b: (&ScenarioRow, &str), sort: ScenarioSort) -> Ordering {
    let turned = |ordering: Ordering| {
        if sort.reversed {
            ordering.reverse()
        } else {
            ordering
        }
    };
    let last = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => turned(a.total_cmp(&b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    let by = |of: &dyn Fn(&ScenarioRow) -> Option<f64>| last(of(a.0), of(b.0));
    match sort.by {
        ScenarioSortBy::Unit => turned(a.1.cmp(b.1)),
        ScenarioSortBy::Rank(at) => by(&|row| row.places.get(at)?.rank.map(f64::from)),
        ScenarioSortBy::Score(at) => by(&|row| Some(-row.places.get(at)?.score?)),
        ScenarioSortBy::Shift(at) => {
            by(&|row| Some(-(row.places.get(at)?.rank_change?.unsigned_abs() as f64)))
        }
        ScenarioSortBy::Moved => by(&|row| Some(-(moved(row)? as f64))),
    }
}

impl App {
    /// Brings the comparison of scenarios up to the document, while it is in view.
    pub(super) fn hold_scenarios(&mut self, ctx: &egui::Context) {
        if (self.view.page, self.view.results) != (Page::Results, ResultsTab::Scenarios) {
            self.comparison = Comparison::default();
            return;
        }
        let Some(dataset) = self.document().main().cloned() else {
            return;
        };
        let revision = self.project.history().revision();
        if self.comparison.revision != Some(revision) {
            self.comparison.known.clear();
            self.comparison.job = None;
            self.comparison.revision = Some(revision);
        }
        if let Some(crashed) = self.comparison.collect() {
            self.trouble = Some(Trouble::Crashed(crashed));
            // The comparison would only stop again.
            self.view.results = ResultsTab::Ranking;
            return;
        }
        let view = &self.view.scenarios;
        self.comparison.columns = view.columns(&dataset);
        let scenario = self.scenario();
        if self.derived.is_current(self.project.history(), scenario) {
            let results = Arc::clone(&self.derived.results);
            self.comparison.known.insert(scenario, results);
        }
        let waker = ctx.clone();
        self.comparison
            .compute(&dataset, move || waker.request_repaint());
        let framework = dataset.framework.as_ref();
        let there = |id: &NodeId| framework.is_some_and(|it| it.node(*id).is_some());
        let root = framework.map(|it| it.root.id);
        // A scenario in which nobody is ranked has no period of its own.
        let last = || dataset.periods().pop();
        let period = self.derived.shown_period().cloned().or_else(last);
        if let (Some(node), Some(period)) = (view.node.filter(there).or(root), period) {
            let columns = self.comparison.columns.clone();
            self.comparison.hold((revision, columns, node, period));
            self.comparison.show(&dataset, view);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{engine::UnitId, project::compare::ScenarioPlace};

    /// A unit with these ranks, held against the first.
    fn row(id: u32, ranks: &[Option<u32>]) -> ScenarioRow {
        let first = ranks.first().copied().flatten();
        let places = ranks.iter().map(|&rank| ScenarioPlace {
            score: rank.map(|rank| 100.0 - f64::from(rank)),
            rank,
            rank_change: rank
                .zip(first)
                .map(|(here, first)| i64::from(here) - i64::from(first)),
            ..ScenarioPlace::default()
        });
        ScenarioRow {
            unit: UnitId(id),
            places: places.collect(),
        }
    }

    #[test]
    fn rows_are_ordered_as_asked_and_what_is_missing_stands_last() {
        let rows = [
            (row(1, &[Some(1), Some(2)]), "c"),
            (row(2, &[Some(2), Some(5)]), "b"),
            (row(3, &[Some(3), None]), "a"),
            (row(4, &[None, None]), "d"),
        ];
        let ordered = |by, reversed| {
            let sort = ScenarioSort { by, reversed };
            let mut sorted: Vec<_> = rows.iter().collect();
            sorted.sort_by(|a, b| order((&a.0, a.1), (&b.0, b.1), sort));
            sorted.iter().map(|it| it.0.unit.0).collect::<Vec<_>>()
        };
        for (by, reversed, expected) in [
            (ScenarioSortBy::Unit, false, [3, 2, 1, 4]),
            (ScenarioSortBy::Unit, true, [4, 1, 2, 3]),
            (ScenarioSortBy::Rank(0), false, [1, 2, 3, 4]),
            (ScenarioSortBy::Rank(0), true, [3, 2, 1, 4]),
            (ScenarioSortBy::Score(1), false, [1, 2, 3, 4]),
            (ScenarioSortBy::Shift(1), false, [2, 1, 3, 4]),
            (ScenarioSortBy::Moved, false, [3, 2, 1, 4]),
        ] {
            assert_eq!(ordered(by, reversed), expected, "{by:?} {reversed}");
        }
    }
}
