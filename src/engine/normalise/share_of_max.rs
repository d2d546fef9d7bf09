use super::Bounds;
use crate::engine::Direction;

/// Share of the maximum (标杆法): the best ranked unit gets `u`, the others in proportion to it.
///
/// `y = u·x/max` for 正向, `u·min/x` for 逆向.
///
/// - `x` and `bounds` in the indicator's own measure; the result above 0 and up to `u`, beyond it
///   for a reference unit better than the best. The lower end of a range plays no part.
/// - Only for values above zero: of any other reference unit none is the answer, and ranked units
///   with such values are an error of the caller's to report.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §5, distance to a
///   reference country.
///
/// ```
/// use heng::engine::{Bounds, Direction, normalise::share_of_max};
/// let days = Bounds { lower: 10.0, upper: 40.0 };
/// assert_eq!(share_of_max(20.0, Direction::Positive, days, 100.0), Some(50.0));
/// assert_eq!(share_of_max(20.0, Direction::Negative, days, 100.0), Some(50.0));
/// assert_eq!(share_of_max(0.0, Direction::Negative, days, 100.0), None);
/// ```
pub fn share_of_max(x: f64, direction: Direction, bounds: Bounds, upper: f64) -> Option<f64> {
    let share = match direction {
        Direction::Positive => x / bounds.upper,
        Direction::Negative => bounds.lower / x,
    };
    (x > 0.0).then_some(upper * share)
}
