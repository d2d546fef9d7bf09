//! The numbers in the columns of the ranking, one a unit.
//!
//! **Invariant:** scores and ranks are the engine's; here they are only held against one another.

use super::{Dataset, Figure, compare::compare_scenarios};
use crate::engine::{
    NodePeriod, Results, UnitId,
    place::{gaps_to_next, ranks_within},
};

/// Results of a period and what they are held against.
#[derive(Clone, Copy, Debug)]
pub struct RankingFigures<'a> {
    /// The results shown.
    pub results: &'a Results,
    /// The period, by where it stands in them.
    pub period: usize,
    /// The group of each unit, in the order of the results' units; see [`groups_of_units`].
    pub groups: &'a [Option<usize>],
    /// The results under another scenario; none while they are not there.
    pub against: Option<&'a Results>,
}

impl RankingFigures<'_> {
    /// One number a unit, in the order of the results' units.
    ///
    /// - `node`: where it stands in the results.
    /// - Scores and differences of scores in the scores' scale, ranks with 1 as the best;
    ///   differences of ranks in places, above zero for the better.
    /// - None where a unit has no score or rank, where there is no period before, no group, or no
    ///   other scenario.
    pub fn of(&self, node: usize, figure: Figure) -> Vec<Option<f64>> {
        self.found(node, figure)
            .unwrap_or_else(|| vec![None; self.results.units.len()])
    }

    fn found(&self, node: usize, figure: Figure) -> Option<Vec<Option<f64>>> {
        let now = self.at(node, self.period)?;
        let found = match figure {
            Figure::Score => now.scores.iter().collect(),
            Figure::Rank => now.ranks.iter().map(|it| it.map(f64::from)).collect(),
            Figure::RankInGroup => {
                let ranks = ranks_within(&scores(now), &self.ranked(), self.groups);
                ranks.into_iter().map(|it| it.map(f64::from)).collect()
            }
            Figure::Gap => gaps_to_next(&scores(now), &self.ranked()),
            Figure::ScoreChange => {
                let before = self.at(node, self.period.checked_sub(1)?)?;
                let pairs = now.scores.iter().zip(before.scores.iter());
                pairs.map(|(now, before)| Some(now? - before?)).collect()
            }
            Figure::RankChange => {
                let before = self.at(node, self.period.checked_sub(1)?)?;
                let pairs = now.ranks.iter().zip(before.ranks.iter());
                let risen = |(now, before): (Option<u32>, Option<u32>)| {
                    Some(f64::from(before?) - f64::from(now?))
                };
                pairs.map(risen).collect()
            }
            Figure::ScoreAgainst | Figure::RankAgainst => self.against(node, figure)?,
        };
        Some(found)
    }

    fn at(&self, node: usize, period: usize) -> Option<&NodePeriod> {
        self.results.nodes.get(node)?.periods.get(period)
    }

    fn ranked(&self) -> Vec<bool> {
        self.results.units.iter().map(|it| it.ranked).collect()
    }

    fn against(&self, node: usize, figure: Figure) -> Option<Vec<Option<f64>>> {
        let id = self.results.nodes.get(node)?.id;
        let period = self.results.periods.get(self.period)?;
        let held = compare_scenarios(&[self.against?, self.results], id, period);
        let mut changes: Vec<(UnitId, Option<f64>)> = held
            .rows
            .iter()
            .map(|row| {
                let place = row.places.get(1);
                let change = place.and_then(|it| match figure {
                    Figure::ScoreAgainst => it.score_change,
                    // Zero less nothing is no minus zero.
                    _ => it.rank_change.map(|worse| 0.0 - worse as f64),
                });
                (row.unit, change)
            })
            .collect();
        changes.sort_unstable_by_key(|it| it.0);
        let of = |unit: UnitId| {
            let at = changes.binary_search_by_key(&unit, |it| it.0).ok()?;
            changes.get(at)?.1
        };
        Some(self.results.units.iter().map(|it| of(it.id)).collect())
    }
}

fn scores(of: &NodePeriod) -> Vec<Option<f64>> {
    of.scores.iter().collect()
}

/// The group of each unit of some results: where it stands among the dataset's groups.
///
/// - `kind`: what kind of groups; a unit in two of them counts in the first.
pub fn groups_of_units(results: &Results, dataset: &Dataset, kind: &str) -> Vec<Option<usize>> {
    let group = |unit: UnitId| {
        let mut all = dataset.groups.iter();
        all.position(|it| it.kind == kind && it.members.contains(&unit))
    };
    results.units.iter().map(|it| group(it.id)).collect()
}

/// Where each number of a column stands in it, for colours.
///
/// - Differences: −1 to 1, their share of the largest of them, whichever its sign.
/// - Others: 0 to 1 from the least to the greatest number of a ranked unit, for ranks the other way
///   round, so that the best is 1; units beyond that stand at the end. 0 where all are equal.
///
/// ```
/// use heng::project::{Figure, spread};
/// let all = [true; 3];
/// assert_eq!(
///     spread(&[Some(10.0), Some(30.0), Some(15.0)], &all, Figure::Score),
///     [Some(0.0), Some(1.0), Some(0.25)]
/// );
/// assert_eq!(spread(&[Some(1.0), Some(3.0), None], &all, Figure::Rank), [Some(1.0), Some(0.0), None]);
/// assert_eq!(
///     spread(&[Some(-4.0), Some(2.0), Some(0.0)], &all, Figure::RankChange),
///     [Some(-1.0), Some(0.5), Some(0.0)]
/// );
/// ```
pub fn spread(numbers: &[Option<f64>], ranked: &[bool], figure: Figure) -> Vec<Option<f64>> {
    let of_ranked = || {
        let pairs = numbers.iter().zip(ranked);
        pairs.filter_map(|(number, ranked)| number.filter(|_| *ranked))
    };
    let share = |part: f64, whole: f64| {
        let share = part / whole;
        if share.is_finite() { share } else { 0.0 }
    };
    if figure.is_change() {
        let largest = of_ranked().map(f64::abs).fold(0.0, f64::max);
        let place = |number: f64| share(number, largest).clamp(-1.0, 1.0);
        return numbers.iter().map(|it| it.map(place)).collect();
    }
    let least = of_ranked().fold(f64::INFINITY, f64::min);
    let greatest = of_ranked().fold(f64::NEG_INFINITY, f64::max);
    let place = |number: f64| {
        let place = share(number - least, greatest - least).clamp(0.0, 1.0);
        if figure.is_rank() && greatest > least {
            1.0 - place
        } else {
            place
        }
    };
    numbers.iter().map(|it| it.map(place)).collect()
}
