//! Screening (筛选): which units have enough observed values to be ranked.

use serde::{Deserialize, Serialize};

use super::{Column, PlanUnit, UnitId};

/// The usual threshold of availability.
pub const TWO_THIRDS: f64 = 2.0 / 3.0;

/// What a unit needs to be ranked. A threshold that is not given asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Screen {
    /// The least share (0 to 1) of the framework's indicators that are observed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<f64>,
    /// The least share of the indicators below each aggregate that are observed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nodes: Option<f64>,
    /// The least share of the observed values that are not zero.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonzero: Option<f64>,
    /// Kept whatever is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub force_in: Vec<UnitId>,
    /// Left out whatever is there; stronger than being kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub force_out: Vec<UnitId>,
}

/// A tree laid flat, parents before children.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a> {
    /// Where each node's parent stands; none for the root.
    pub parents: &'a [Option<usize>],
    /// Where each indicator stands, in the order of columns.
    pub indicators: &'a [usize],
}

/// What is said of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The share of the framework's indicators that are observed.
    pub availability: f64,
    /// The share of the observed values that are not zero; none if nothing is observed.
    pub nonzero: Option<f64>,
    /// The aggregate with the least share, the first of several, and that share.
    pub worst: Option<(usize, f64)>,
    /// Why it is out; none if it is in.
    pub out: Option<Reason>,
}

/// Why a unit is out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// It was said to be.
    Forced,
    /// Too few indicators are observed.
    Availability {
        /// The share that is.
        share: f64,
    },
    /// Too few indicators below an aggregate are observed.
    Node {
        /// Where the aggregate stands in the tree.
        node: usize,
        /// The share that is.
        share: f64,
    },
    /// Too many of the observed values are zero.
    NonZero {
        /// The share that is not.
        share: f64,
    },
}

/// The screening of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Screened {
    /// Of each unit, in their order; what is said of reference units has no effect.
    pub verdicts: Vec<Verdict>,
    /// Of each node, in their order, the availability of each unit, 0 to 1.
    pub availability: Vec<Vec<f64>>,
    /// Of each indicator, the share of ranked units that are observed; none without ranked units.
    pub indicators: Vec<Option<f64>>,
}

impl Screen {
    /// The step as it usually is: two thirds of the indicators.
    pub fn usual() -> Self {
        let units = Some(TWO_THIRDS);
        Self {
            units,
            ..Self::default()
        }
    }

    /// Whether nobody can be out.
    pub fn is_idle(&self) -> bool {
        let asks = [self.units, self.nodes, self.nonzero];
        asks.iter().all(Option::is_none) && self.force_out.is_empty()
    }

    /// Judges the units of a period by their *observed* values.
    ///
    /// `availability = 1 − missing/count` over the indicators of the framework, and of each
    /// aggregate over those below it; an aggregate without any lacks nothing. `non-zero share =
    /// observed and not zero / observed`.
    ///
    /// - A share passes if it is less than the threshold by no more than 1e-12.
    /// - `columns`: observed values an indicator, in the order of `tree.indicators`.
    /// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 3.
    ///
    /// ```
    /// use heng::engine::{Column, PlanUnit, Screen, UnitId, screen::Tree};
    /// let tree = Tree { parents: &[None, Some(0), Some(0), Some(0)], indicators: &[1, 2, 3] };
    /// let units = [1, 2].map(|id| PlanUnit { id: UnitId(id), ranked: true });
    /// let column = |cells: [Option<f64>; 2]| cells.into_iter().collect::<Column>();
    /// let columns = [column([Some(1.0), None]), column([None, None]), column([Some(0.0), Some(2.0)])];
    /// let told = Screen::usual().judge(&units, tree, &columns);
    /// assert!(told.verdicts[0].out.is_none() && told.verdicts[1].out.is_some());
    /// ```
    pub fn judge(&self, units: &[PlanUnit], tree: Tree<'_>, columns: &[Column]) -> Screened {
        let availability = availability(units.len(), tree, columns);
        let mut aggregates: Vec<usize> = tree.parents.iter().copied().flatten().collect();
        aggregates.sort_unstable();
        aggregates.dedup();
        let (mut observed, mut nonzero) = (vec![0; units.len()], vec![0; units.len()]);
        for column in columns {
            let cells = column.iter().zip(observed.iter_mut().zip(&mut nonzero));
            for (x, (observed, nonzero)) in cells {
                *observed += usize::from(x.is_some());
                *nonzero += usize::from(x.is_some_and(|x| x != 0.0));
            }
        }
        let counts = observed.into_iter().zip(nonzero);
        let judged = units.iter().zip(counts).enumerate();
        let judged = judged.map(|(at, (unit, (cells, nonzero)))| {
            let mut worst: Option<(usize, f64)> = None;
            for &node in &aggregates {
                let share = availability.get(node).and_then(|shares| shares.get(at));
                let share = share.copied().unwrap_or(1.0);
                if worst.is_none_or(|(_, least)| share < least) {
                    worst = Some((node, share));
                }
            }
            let mut verdict = Verdict {
                availability: share_of(cells, columns.len()).unwrap_or(1.0),
                nonzero: share_of(nonzero, cells),
                worst,
                out: None,
            };
            verdict.out = self.reason(unit.id, &verdict);
            verdict
        });
        let ranked = units.iter().filter(|unit| unit.ranked).count();
        let observed = columns.iter().map(|column| {
            let cells = column.iter().zip(units);
            let there = cells.filter(|(x, unit)| unit.ranked && x.is_some()).count();
            share_of(there, ranked)
        });
        Screened {
            verdicts: judged.collect(),
            indicators: observed.collect(),
            availability,
        }
    }

    fn reason(&self, unit: UnitId, verdict: &Verdict) -> Option<Reason> {
        if self.force_out.contains(&unit) {
            return Some(Reason::Forced);
        }
        if self.force_in.contains(&unit) {
            return None;
        }
        let share = verdict.availability;
        if below(share, self.units) {
            return Some(Reason::Availability { share });
        }
        if let Some((node, share)) = verdict.worst.filter(|it| below(it.1, self.nodes)) {
            return Some(Reason::Node { node, share });
        }
        let share = verdict.nonzero.filter(|&it| below(it, self.nonzero))?;
        Some(Reason::NonZero { share })
    }
}

/// Whether a share misses a threshold by more than a hair's breadth.
fn below(share: f64, threshold: Option<f64>) -> bool {
    threshold.is_some_and(|least| share < least - 1e-12)
}

fn share_of(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Node × unit: the share of the indicators below the node, or of itself, that are observed.
fn availability(units: usize, tree: Tree<'_>, columns: &[Column]) -> Vec<Vec<f64>> {
    let nodes = tree.parents.len();
    let mut counts = vec![0_usize; nodes];
    let mut observed = vec![vec![0_usize; units]; nodes];
    for (&node, column) in tree.indicators.iter().zip(columns) {
        // A parent stands before its children, so the way up ends.
        let mut at = Some(node);
        while let Some(here) = at {
            if let (Some(count), Some(cells)) = (counts.get_mut(here), observed.get_mut(here)) {
                *count += 1;
                for (cell, x) in cells.iter_mut().zip(column.iter()) {
                    *cell += usize::from(x.is_some());
                }
            }
            let parent = tree.parents.get(here).copied().flatten();
            at = parent.filter(|&parent| parent < here);
        }
    }
    let shares = |(cells, count): (Vec<usize>, usize)| {
        let share = |it| share_of(it, count).unwrap_or(1.0);
        cells.into_iter().map(share).collect()
    };
    observed.into_iter().zip(counts).map(shares).collect()
}

/// The share of a text such as `2/3`, `0.66` or `66%`; none unless it is between 0 and 1.
///
/// ```
/// use heng::engine::screen::parse_share;
/// assert_eq!(parse_share("2/3"), Some(2.0 / 3.0));
/// assert_eq!(parse_share("66%"), Some(0.66));
/// assert_eq!(parse_share("3/2"), None);
/// ```
pub fn parse_share(text: &str) -> Option<f64> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let text = text.trim();
    let share = if let Some(percent) = text.strip_suffix(['%', '％']) {
        number(percent)? / 100.0
    } else if let Some((part, whole)) = text.split_once(['/', '／']) {
        number(part)? / number(whole)?
    } else {
        number(text)?
    };
    (0.0..=1.0).contains(&share).then_some(share)
}
