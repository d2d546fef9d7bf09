use super::Bounds;
use crate::engine::Direction;

/// Efficacy coefficient (功效系数法): a base score, and more the nearer a value is to the satisfactory one.
///
/// `y = c + d·p`, `p = (x−lo)/(hi−lo)`, and `(hi−x)/(hi−lo)` for 逆向; not clipped.
///
/// - `x` and `bounds` in the indicator's own measure: lo and hi as stated, else the least and the
///   greatest ranked value. The result from `c` to `c + d` between them, beyond these outside.
/// - All ranked units equal and nothing stated: there are no such bounds, and the caller reports it.
/// - Source: 财政部等《国有资本金效绩评价操作细则》(1999), with c = 60 and d = 40.
///
/// ```
/// use heng::engine::{Bounds, Direction, normalise::efficacy};
/// let percent = Bounds { lower: 5.0, upper: 10.0 };
/// assert_eq!(efficacy(7.5, Direction::Positive, percent, [60.0, 40.0]), 80.0);
/// assert_eq!(efficacy(12.5, Direction::Positive, percent, [60.0, 40.0]), 120.0);
/// assert_eq!(efficacy(10.0, Direction::Negative, percent, [60.0, 40.0]), 60.0);
/// ```
pub fn efficacy(x: f64, direction: Direction, bounds: Bounds, [c, d]: [f64; 2]) -> f64 {
    c + d * bounds.share(x, direction)
}
