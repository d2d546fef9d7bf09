//! A unit's place beside others: within its group, among all, and behind the next better one.

use super::rank::{competition_ranks, ranking_keys};

/// Ranks within groups (组内排名), best first: 1, 2, 2, 4.
///
/// A unit's rank is one more than the number of ranked units of its group that score strictly
/// better; scores tie where they tie among all, see [`competition_ranks`].
///
/// - `groups`: the group of each unit; a unit of none has no rank, nor has one that is not ranked.
///
/// ```
/// use heng::engine::place::ranks_within;
/// let scores = [5.0, 9.0, 7.0, 5.0, 8.0].map(Some);
/// let groups = [Some(0), Some(1), Some(0), Some(0), None];
/// let ranks = ranks_within(&scores, &[true; 5], &groups);
/// assert_eq!(ranks, [Some(2), Some(1), Some(1), Some(2), None]);
/// ```
pub fn ranks_within(
    scores: &[Option<f64>],
    ranked: &[bool],
    groups: &[Option<usize>],
) -> Vec<Option<u32>> {
    let overall: Vec<Option<f64>> = places(scores, ranked);
    let mut order: Vec<(usize, usize)> = groups
        .iter()
        .enumerate()
        .filter_map(|(unit, group)| group.map(|group| (group, unit)))
        .collect();
    order.sort_unstable();
    let mut ranks = vec![None; scores.len()];
    for members in order.chunk_by(|a, b| a.0 == b.0) {
        let of_members: Vec<Option<f64>> = members
            .iter()
            .map(|(_, unit)| overall.get(*unit).copied().flatten())
            .collect();
        for ((_, unit), rank) in members.iter().zip(competition_ranks(&of_members)) {
            if let Some(slot) = ranks.get_mut(*unit) {
                *slot = rank;
            }
        }
    }
    ranks
}

/// The overall rank of ranked units with its sign turned, a score whose ties are exact.
fn places(scores: &[Option<f64>], ranked: &[bool]) -> Vec<Option<f64>> {
    let of_ranked: Vec<Option<f64>> = scores
        .iter()
        .enumerate()
        .map(|(unit, score)| score.filter(|_| ranked.get(unit) == Some(&true)))
        .collect();
    competition_ranks(&of_ranked)
        .into_iter()
        .map(|rank| rank.map(|rank| -f64::from(rank)))
        .collect()
}

/// The percentile (百分位) of each ranked unit: the share of the other ranked units strictly below.
///
/// `p = lower/(n − 1)`, 0 to 1, n the ranked units with a score; one alone has none. Scores tie as
/// in [`competition_ranks`].
///
/// - Source: Excel's PERCENTRANK.INC, not cut to three digits.
///
/// ```
/// use heng::engine::place::percentiles;
/// let scores = [Some(5.0), Some(9.0), None, Some(5.0), Some(1.0), Some(99.0)];
/// let ranked = [true, true, true, true, true, false];
/// let third = Some(1.0 / 3.0);
/// assert_eq!(percentiles(&scores, &ranked), [third, Some(1.0), None, third, Some(0.0), None]);
/// ```
pub fn percentiles(scores: &[Option<f64>], ranked: &[bool]) -> Vec<Option<f64>> {
    let places = places(scores, ranked);
    let mut sorted: Vec<f64> = places.iter().flatten().copied().collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let others = sorted.len().saturating_sub(1) as f64;
    let share = |place: f64| sorted.partition_point(|&other| other < place) as f64 / others;
    places
        .into_iter()
        .map(|place| place.filter(|_| others > 0.0).map(share))
        .collect()
}

/// How far each ranked unit is behind the next better one (与前一名差距): that one's score minus
/// its own, in the scores' scale.
///
/// The next better one is the ranked unit with the lowest score that is strictly better, as
/// [`competition_ranks`] sees it; the best have none.
///
/// ```
/// use heng::engine::place::gaps_to_next;
/// let gaps = gaps_to_next(&[Some(5.0), Some(9.0), None, Some(5.0), Some(1.0)], &[true; 5]);
/// assert_eq!(gaps, [Some(4.0), None, None, Some(4.0), Some(4.0)]);
/// ```
pub fn gaps_to_next(scores: &[Option<f64>], ranked: &[bool]) -> Vec<Option<f64>> {
    let keys = ranking_keys(scores.iter().copied(), ranked);
    let known: Vec<Option<(i64, f64)>> = (0..scores.len())
        .map(|unit| {
            let score = scores.get(unit).copied().flatten();
            let known = keys.get(unit).copied().flatten().zip(score);
            known.filter(|_| ranked.get(unit) == Some(&true))
        })
        .collect();
    // The better score has the lesser key.
    let mut sorted: Vec<(i64, f64)> = known.iter().flatten().copied().collect();
    sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let gap = |(key, score): (i64, f64)| {
        let better = sorted.partition_point(|(other, _)| *other < key);
        let (_, next) = sorted.get(better.checked_sub(1)?)?;
        Some(next - score).filter(|gap| gap.is_finite())
    };
    known.into_iter().map(|it| it.and_then(gap)).collect()
}

/// The mean score of a group, and who is not in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupMean {
    /// In the scores' scale; none where no member has a score, or those that have weigh nothing.
    pub mean: Option<f64>,
    /// The members that have no score or, where weights are asked for, no weight: as they were
    /// named.
    pub absent: Vec<usize>,
}

/// The mean score of a group's members (分组均值), weighted or not.
///
/// `m = Σ w·s / Σ w` over the members that have a score; w is 1 without weights.
///
/// - `members`: where they stand among the scores. `weights`, of every unit like the scores, in
///   any measure, such as population; a member whose weight is negative or not a number is absent.
///
/// ```
/// use heng::engine::place::group_mean;
/// let scores = [Some(10.0), None, Some(40.0)];
/// let plain = group_mean(&scores, &[0, 1, 2], None);
/// assert_eq!((plain.mean, plain.absent), (Some(25.0), vec![1]));
/// assert_eq!(group_mean(&scores, &[0, 2], Some(&[1.0, 1.0, 3.0])).mean, Some(32.5));
/// ```
pub fn group_mean(scores: &[Option<f64>], members: &[usize], weights: Option<&[f64]>) -> GroupMean {
    let mut told = GroupMean::default();
    let mut known = Vec::with_capacity(members.len());
    for &unit in members {
        let score = scores.get(unit).copied().flatten();
        let weight = weights.map_or(Some(1.0), |weights| weights.get(unit).copied());
        match weight.filter(|it| it.is_finite() && *it >= 0.0).zip(score) {
            Some(pair) => known.push(pair),
            None => told.absent.push(unit),
        }
    }
    let sum: f64 = known.iter().map(|(weight, _)| weight).sum();
    let mean = || {
        known
            .iter()
            .map(|(weight, score)| weight / sum * score)
            .sum()
    };
    told.mean = (sum > 0.0).then(mean).filter(|mean: &f64| mean.is_finite());
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_that_tie_among_all_tie_within_a_group() {
        // Beside a score of millions these two are the same; alone they would not be.
        let scores = [Some(1e6), Some(1e-8), Some(1.1e-8)];
        let groups = [Some(9), Some(4), Some(4)];
        let ranks = ranks_within(&scores, &[true; 3], &groups);
        assert_eq!(ranks, [Some(1), Some(1), Some(1)]);
        assert_eq!(percentiles(&scores, &[true; 3])[1], Some(0.0));
        assert_eq!(
            ranks_within(&scores, &[false, true, true], &groups)[1],
            Some(2)
        );
    }

    #[test]
    fn one_alone_has_no_percentile_and_nobody_no_mean() {
        assert_eq!(percentiles(&[Some(3.0)], &[true]), [None]);
        assert_eq!(
            gaps_to_next(&[Some(3.0), Some(4.0)], &[true, false]),
            [None, None]
        );
        let nobody = group_mean(&[None], &[0, 7], Some(&[1.0]));
        assert_eq!((nobody.mean, nobody.absent), (None, vec![0, 7]));
        let weightless = group_mean(&[Some(2.0)], &[0], Some(&[0.0]));
        assert_eq!(weightless, GroupMean::default());
    }
}
