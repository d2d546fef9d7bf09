use super::{Bounds, Range, onto};
use crate::engine::Direction;

/// Goalposts (阈值法): two stated values get the ends of the scale, anything beyond is clipped.
///
/// `y = l + (u−l)·clip(p, 0, 1)`, `p = (x−lo)/(hi−lo)`, and `(hi−x)/(hi−lo)` for 逆向.
///
/// - `x` and the goalposts in the indicator's own measure; the result between `l` and `u`.
/// - Source: UNDP, *Human Development Report 2021/22*, technical note 1 (life expectancy: 20 and 85 years).
///
/// ```
/// use heng::engine::{Bounds, Direction, normalise::goalposts};
/// let years = Bounds { lower: 20.0, upper: 85.0 };
/// assert_eq!(goalposts(52.5, Direction::Positive, years, [0.0, 1.0]), 0.5);
/// assert_eq!(goalposts(86.0, Direction::Positive, years, [0.0, 1.0]), 1.0);
/// ```
pub fn goalposts(x: f64, direction: Direction, bounds: Bounds, range: Range) -> f64 {
    onto(range, bounds.share(x, direction).clamp(0.0, 1.0))
}
