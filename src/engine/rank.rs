//! From scores to ranks.

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
    let decimals = ranking_decimals(scores.iter().copied());
    let mut order: Vec<(f64, usize)> = scores
        .iter()
        .enumerate()
        .filter_map(|(at, score)| score.map(|score| (round_to(score, decimals), at)))
        .collect();
    // Ties share their rank, so their order does not matter.
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));

    let mut ranks = vec![None; scores.len()];
    let (mut rank, mut last) = (0, None);
    for (place, (score, at)) in (1..).zip(order) {
        if last != Some(score) {
            rank = place;
            last = Some(score);
        }
        if let Some(slot) = ranks.get_mut(at) {
            *slot = Some(rank);
        }
    }
    ranks
}

/// `score` to `decimals` decimals, halves away from zero; as it is where that would overflow.
fn round_to(score: f64, decimals: i32) -> f64 {
    let factor = libm::pow(10.0, f64::from(decimals));
    let scaled = score * factor;
    if !scaled.is_finite() || factor == 0.0 {
        return score;
    }
    // Adding zero turns −0 into 0, which total ordering would set apart.
    libm::round(scaled) + 0.0
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
