//! Why recomputed results differ from a vintage, found by trying.
//!
//! Each likely cause is tried by computing anew with that one thing changed; what makes the
//! differences vanish, or shrink most, is the most likely. Where the best one leaves a rest, each
//! other is tried on top of it.

use super::{
    trial::{applied, candidates, settled},
    vintage::{Fit, Tied},
};
use crate::{
    engine::{Aggregation, Computed, NodeId, Over, UnitId},
    project::{Dataset, ResolveError, ScenarioId, Vintage, resolve},
};

/// How many computations are made at most.
pub const MOST_TRIALS: usize = 600;

/// A second cause counts where it takes away this share of what the first one leaves.
const WORTH_A_SECOND: f64 = 0.5;

/// What may have been done differently.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// The published scores are rounded, and that is all.
    Rounding,
    /// An indicator counts the other way round.
    Direction {
        /// The indicator.
        node: NodeId,
    },
    /// Values are divided by their denominators, or not.
    Denominators {
        /// Whether they are.
        used: bool,
    },
    /// Bounds come from other periods.
    Bounds {
        /// From which.
        over: Over,
    },
    /// Scores have another scale.
    Range {
        /// Its ends.
        range: [f64; 2],
    },
    /// All siblings weigh the same.
    EqualWeights,
    /// All indicators weigh the same in the index, wherever they stand.
    WeightsIgnored,
    /// The typed weights count, in place of others.
    GivenWeights,
    /// All aggregates are another mean.
    Mean {
        /// Which.
        aggregation: Aggregation,
    },
    /// Just the published units are ranked.
    UnitList {
        /// Ranked now, but not then.
        out: Vec<UnitId>,
        /// Ranked then, but not now.
        into: Vec<UnitId>,
    },
    /// A unit is left out.
    UnitOut {
        /// Which.
        unit: UnitId,
    },
    /// A unit is ranked too.
    UnitIn {
        /// Which.
        unit: UnitId,
    },
}

/// What came of a trial.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// What was done differently: one cause, or two together.
    pub causes: Vec<Cause>,
    /// How well the vintage agrees with that.
    pub fit: Fit,
    /// What is still left of the mean difference.
    pub left: f64,
    /// The share of the mean difference that it takes away: 1 is all of it.
    pub better: f64,
}

/// The likely causes of differences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Causes {
    /// How well the vintage agrees with results as they are.
    pub as_is: Fit,
    /// What makes the differences smaller, the most likely first.
    pub trials: Vec<Trial>,
    /// How many computations were made.
    pub tried: usize,
    /// It was stopped before all was tried.
    pub stopped: bool,
}

impl Causes {
    /// The most likely cause, if any makes the differences smaller.
    pub fn best(&self) -> Option<&Trial> {
        self.trials.first()
    }
}

/// Looks for what was done differently in a vintage. The same input gives the same answer.
///
/// `go_on` is told how many of how many trials are done, and stops the rest by answering false.
pub fn likely_causes(
    dataset: &Dataset,
    scenario: Option<ScenarioId>,
    vintage: &Vintage,
    go_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Causes, ResolveError> {
    let plan = resolve(dataset, scenario)?;
    let base = settled(dataset, scenario);
    let mut search = Search {
        tied: Tied::new(&base, vintage),
        before: Computed::new(plan),
        found: Causes::default(),
        most: MOST_TRIALS,
        go_on,
    };
    search.found.as_is = search.tied.fit(&search.before.results());
    let as_is = search.found.as_is;
    let Some(distance) = as_is.distance() else {
        return Ok(search.found);
    };
    search.found.trials.extend(rounding(&as_is));
    if distance == 0.0 {
        return Ok(search.found);
    }
    let all = candidates(&base, &search.tied.published());
    search.most = all.len().saturating_mul(2).min(MOST_TRIALS);
    search.round(&base, &all, &[], distance);
    search.sort();
    if let Some(first) = search.found.best().filter(|it| it.left > 0.0).cloned()
        && let [cause] = first.causes.as_slice()
        && let Some(changed) = applied(&base, cause)
    {
        // Rounding is none of them: it changes nothing that is computed.
        search.round(&changed, &all, &first.causes, first.left * WORTH_A_SECOND);
        search.sort();
    }
    let mut found = search.found;
    let computed = |trial: &&mut Trial| trial.causes != [Cause::Rounding];
    for trial in found.trials.iter_mut().filter(computed) {
        trial.better = 1.0 - trial.left / distance;
    }
    Ok(found)
}

/// Rounding is a cause where it explains most. Something is left where a score comes from others
/// that were rounded before.
fn rounding(as_is: &Fit) -> Option<Trial> {
    let better = 1.0 - as_is.rounded_mean / as_is.mean;
    (as_is.compared > 0 && better >= 0.5).then(|| Trial {
        causes: vec![Cause::Rounding],
        fit: *as_is,
        left: as_is.rounded_mean,
        better,
    })
}

struct Search<'a> {
    tied: Tied<'a>,
    before: Computed,
    found: Causes,
    most: usize,
    go_on: &'a mut dyn FnMut(usize, usize) -> bool,
}

impl Search<'_> {
    /// Tries each cause on a dataset, and keeps those after which less is left than `worth`.
    fn round(&mut self, base: &Dataset, all: &[Cause], with: &[Cause], worth: f64) {
        for cause in all.iter().filter(|cause| !with.contains(cause)) {
            if self.found.tried >= self.most || self.found.stopped {
                return;
            }
            if !(self.go_on)(self.found.tried, self.most) {
                self.found.stopped = true;
                return;
            }
            let Some(plan) = applied(base, cause).and_then(|it| resolve(&it, None).ok()) else {
                continue;
            };
            self.found.tried += 1;
            let fit = self
                .tied
                .fit(&Computed::after(plan, &self.before).results());
            // What has fewer numbers to compare proves nothing.
            let whole = fit.size() >= self.found.as_is.size();
            if let Some(left) = fit.distance().filter(|&left| whole && left < worth) {
                let causes = with.iter().chain([cause]).cloned().collect();
                self.found.trials.push(Trial {
                    causes,
                    fit,
                    left,
                    better: 0.0,
                });
            }
        }
    }

    /// By what is left, then the simpler, then in the order of trials.
    fn sort(&mut self) {
        let order = |a: &Trial, b: &Trial| {
            let by_left = a.left.total_cmp(&b.left);
            by_left.then(a.causes.len().cmp(&b.causes.len()))
        };
        self.found.trials.sort_by(order);
    }
}
