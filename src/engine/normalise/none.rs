use crate::engine::Direction;

/// None (不折算): the value itself is the score.
///
/// `y = x⁺`, where x⁺ is x for 正向 and −x for 逆向, so that more is better for every score.
///
/// - `x` in the indicator's own measure, and so is the result; the scale is open.
/// - Equal values stay equal and keep their weight; missing stays missing.
/// - Source: none; for values that are scores already.
///
/// ```
/// use heng::engine::{Direction, normalise::unchanged};
/// assert_eq!(unchanged(7.0, Direction::Positive), 7.0);
/// assert_eq!(unchanged(7.0, Direction::Negative), -7.0);
/// ```
pub fn unchanged(x: f64, direction: Direction) -> f64 {
    direction.oriented(x)
}
