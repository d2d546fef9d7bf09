use super::Spread;
use crate::engine::Direction;

/// Z-score (标准化): how many standard deviations a value is better than the mean.
///
/// `y = m + s·(x⁺−mean⁺)/sd`, where x⁺ is x for 正向 and −x for 逆向, and sd divides by n − 1.
///
/// - `x` and `spread` in the indicator's own measure; the result around the centre `m`, one standard
///   deviation is `s` points wide, without ends.
/// - Fewer than two ranked values, or all equal: there is no such spread, and the caller reports it.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §5.
///
/// ```
/// use heng::engine::{Direction, normalise::{Spread, z_score}};
/// let spread = Spread::of(&[2.0, 4.0, 6.0]).unwrap(); // mean 4, sd 2
/// assert_eq!(z_score(6.0, Direction::Positive, spread, [0.0, 1.0]), 1.0);
/// assert_eq!(z_score(6.0, Direction::Negative, spread, [50.0, 10.0]), 40.0);
/// ```
pub fn z_score(x: f64, direction: Direction, spread: Spread, [m, s]: [f64; 2]) -> f64 {
    m + s * direction.oriented(spread.deviations(x))
}
