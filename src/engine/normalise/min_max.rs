use super::{Bounds, Range, onto};
use crate::engine::Direction;

/// Min–max (极差法): the worst ranked unit gets the lower end, the best the upper end.
///
/// `y = l + (u−l)·(x⁺−min⁺)/(max⁺−min⁺)`, where x⁺ is x for 正向 and −x for 逆向.
///
/// - `x` and `bounds` in the indicator's own measure; the result between `l` and `u`, beyond them
///   for a reference unit outside the bounds.
/// - All ranked units equal: there are no such bounds, and the caller reports it.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §5.
///
/// ```
/// use heng::engine::{Bounds, Direction, normalise::min_max};
/// let days = Bounds { lower: 10.0, upper: 30.0 };
/// assert_eq!(min_max(15.0, Direction::Positive, days, [0.0, 100.0]), 25.0);
/// assert_eq!(min_max(15.0, Direction::Negative, days, [0.0, 100.0]), 75.0);
/// ```
pub fn min_max(x: f64, direction: Direction, bounds: Bounds, range: Range) -> f64 {
    onto(range, bounds.share(x, direction))
}
