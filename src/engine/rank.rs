//! From scores to ranks.

use std::{fmt, num::NonZeroU32, sync::Arc};

/// A rank a unit, or none; 1 is best. Cheap to clone: the ranks are shared.
///
/// ```
/// use heng::engine::{Ranks, competition_ranks};
/// let ranks: Ranks = competition_ranks(&[Some(5.0), None, Some(9.0)]).into_iter().collect();
/// assert_eq!((ranks.get(0), ranks.get(1), ranks.get(9)), (Some(2), None, None));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Ranks(Arc<[Option<NonZeroU32>]>);

impl Ranks {
    /// The rank of a unit.
    pub fn get(&self, unit: usize) -> Option<u32> {
        self.0.get(unit).copied().flatten().map(NonZeroU32::get)
    }

    /// All units in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<u32>> + Clone + '_ {
        self.0.iter().map(|rank| rank.map(NonZeroU32::get))
    }
}

impl FromIterator<Option<u32>> for Ranks {
    fn from_iter<I: IntoIterator<Item = Option<u32>>>(ranks: I) -> Self {
        let packed = ranks.into_iter().map(|rank| NonZeroU32::new(rank?));
        Self(packed.collect())
    }
}

impl fmt::Debug for Ranks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// How many decimals scores keep for ranking: `d = 11 − ⌊log₁₀ max|score|⌋`.
///
/// Twelve significant digits of the largest score: computed the same way on another machine or in
/// a spreadsheet, two equal scores stay equal. No score, or none but zero: 11.
///
/// ```
/// use heng::engine::rank::ranking_decimals;
/// assert_eq!(ranking_decimals([Some(84.04), None, Some(6.7)]), 10);
/// assert_eq!(ranking_decimals([Some(0.5)]), 12);
/// ```
pub fn ranking_decimals(scores: impl IntoIterator<Item = Option<f64>>) -> i32 {
    let largest = scores
        .into_iter()
        .flatten()
        .map(f64::abs)
        .fold(0.0, f64::max);
    if largest == 0.0 {
        return 11;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the exponent of a double is within ±324"
    )]
    let exponent = libm::floor(libm::log10(largest)) as i32;
    11 - exponent
}

/// Competition ranks, best first: 1, 2, 2, 4.
///
/// A unit's rank is one more than the number of units that score strictly better, after rounding
/// to [`ranking_decimals`], halves away from zero. Units without a score get no rank.
///
/// ```
/// use heng::engine::competition_ranks;
/// let ranks = competition_ranks(&[Some(5.0), Some(9.0), None, Some(5.0), Some(1.0)]);
/// assert_eq!(ranks, [Some(2), Some(1), None, Some(2), Some(4)]);
/// ```
pub fn competition_ranks(scores: &[Option<f64>]) -> Vec<Option<u32>> {
    let round = Rounding::of(scores.iter().copied());
    // Key and place in one number, which sorts faster than a pair.
    let mut order: Vec<i128> = (0_i128..)
        .zip(scores)
        .filter_map(|(at, score)| score.map(|score| (i128::from(round.key(score)) << 32) | at))
        .collect();
    order.sort_unstable();

    let mut ranks = vec![None; scores.len()];
    let (mut rank, mut last) = (0, None);
    for (place, number) in (1..).zip(order) {
        let (key, at) = (number >> 32, number & i128::from(u32::MAX));
        if last != Some(key) {
            rank = place;
            last = Some(key);
        }
        let slot = usize::try_from(at).ok().and_then(|at| ranks.get_mut(at));
        if let Some(slot) = slot {
            *slot = Some(rank);
        }
    }
    ranks
}

/// Scores as whole numbers that sort best first and are equal where ranks see a tie: the rounding
/// is that of the ranked scores, and scores of others are measured by it.
pub(super) fn ranking_keys(
    scores: impl Iterator<Item = Option<f64>> + Clone,
    ranked: &[bool],
) -> Vec<Option<i64>> {
    let of_ranked = scores.clone().zip(ranked).filter(|(_, ranked)| **ranked);
    let round = Rounding::of(of_ranked.map(|(score, _)| score));
    scores
        .map(|score| score.map(|score| round.key(score)))
        .collect()
}

/// Turns scores into whole numbers that sort best first and are equal where rounded scores are.
pub(super) enum Rounding {
    /// Scores are multiplied by this and rounded, halves away from zero: about twelve digits.
    Times(f64),
    /// That would overflow: scores are compared as they are.
    Exact,
}

impl Rounding {
    /// The rounding that goes with some scores.
    pub(super) fn of(scores: impl IntoIterator<Item = Option<f64>>) -> Self {
        let decimals = ranking_decimals(scores);
        let factor = libm::pow(10.0, f64::from(decimals));
        if factor.is_finite() && factor > 0.0 {
            Self::Times(factor)
        } else {
            Self::Exact
        }
    }

    /// The whole number of a score.
    pub(super) fn key(&self, score: f64) -> i64 {
        match self {
            Self::Times(factor) => -rounded(score * factor),
            Self::Exact => {
                // Adding zero turns −0 into 0. The bits of a number sort like the number itself,
                // once those of negative ones are turned round.
                let bits = (score + 0.0).to_bits().cast_signed();
                !(if bits < 0 { bits ^ i64::MAX } else { bits })
            }
        }
    }
}

/// The nearest whole number, halves away from zero, of a number that fits.
fn rounded(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "twelve digits fit")]
    let whole = number as i64;
    let rest = number - whole as f64;
    whole + i64::from(rest >= 0.5) - i64::from(rest <= -0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_equal_to_twelve_digits_tie() {
        let nudge = 84.04 * (1.0 + 1e-14);
        assert_eq!(
            competition_ranks(&[Some(nudge), Some(84.04), Some(84.039)]),
            [Some(1), Some(1), Some(3)]
        );
        assert_eq!(
            competition_ranks(&[Some(0.0), Some(-0.0)]),
            [Some(1), Some(1)]
        );
        assert_eq!(competition_ranks(&[]), []);
    }

    #[test]
    fn extreme_scores_neither_panic_nor_collapse() {
        assert_eq!(
            competition_ranks(&[Some(1e300), Some(2e300)]),
            [Some(2), Some(1)]
        );
        assert_eq!(
            competition_ranks(&[Some(1e-320), Some(2e-320)]),
            [Some(2), Some(1)]
        );
        assert_eq!(
            competition_ranks(&[Some(-3.0), Some(-1.0)]),
            [Some(2), Some(1)]
        );
    }
}
