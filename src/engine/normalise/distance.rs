use super::{Bounds, Range, onto};
use crate::engine::Direction;

/// Distance to a reference (距离法): the reference gets the upper end, the worst ranked unit the lower.
///
/// `y = l + (u−l)·(1 − (ref⁺−x⁺)/(ref⁺−min⁺))`, where x⁺ is x for 正向 and −x for 逆向. The
/// reference is the best ranked unit, a named unit or a stated target.
///
/// - `x` and `bounds` in the indicator's own measure: for 正向 the lower bound is the worst value and
///   the upper one the reference, for 逆向 the other way round. The result is `l` or more for ranked
///   units, and beyond `u` for those better than the reference; with `capped` it stops at `u`.
/// - A reference that is not better than the worst ranked unit: there are no such bounds, and the
///   caller reports it.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §5; the functions
///   `n_dist2max`, `n_dist2ref` and `n_dist2targ` of `COINr`.
///
/// ```
/// use heng::engine::{Bounds, Direction, normalise::distance};
/// let worst_and_target = Bounds { lower: 10.0, upper: 30.0 };
/// let score = |x, capped| distance(x, Direction::Positive, worst_and_target, [0.0, 100.0], capped);
/// assert_eq!((score(20.0, false), score(35.0, false), score(35.0, true)), (50.0, 125.0, 100.0));
/// ```
pub fn distance(x: f64, direction: Direction, bounds: Bounds, range: Range, capped: bool) -> f64 {
    let share = bounds.share(x, direction);
    onto(range, if capped { share.min(1.0) } else { share })
}
