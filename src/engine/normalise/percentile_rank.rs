use super::{Range, onto};

/// Percentile rank (百分位排名): the share of the other ranked units that are strictly worse.
///
/// `y = l + (u−l)·(r−1)/(n−1)`, where r is the place of [`places`](super::places), the worst first.
///
/// - `place` from 1 to `count`, the number of ranked units with a value; the result between `l` and `u`.
/// - Ties share the lower place, so that the best of all only have `u` if nobody shares their place.
///   One ranked value alone has no percentile, and the caller reports it. A reference unit has no
///   place, hence no score.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §5; Excel's PERCENTRANK.INC.
///
/// ```
/// use heng::engine::normalise::percentile_rank;
/// assert_eq!(percentile_rank(1.0, 5, [0.0, 100.0]), 0.0);
/// assert_eq!(percentile_rank(3.0, 5, [0.0, 100.0]), 50.0);
/// ```
pub fn percentile_rank(place: f64, count: usize, range: Range) -> f64 {
    onto(range, (place - 1.0) / (count as f64 - 1.0))
}
