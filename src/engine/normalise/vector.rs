use super::Total;
use crate::engine::Direction;

/// Vector (向量归一): values divided by the length of their column.
///
/// `y = x⁺/√Σx²`, where x⁺ is x for 正向 and −x for 逆向, over the ranked units.
///
/// - `x` and `length` in the indicator's own measure; the result between −1 and 1 for ranked units.
///   The scale is open: this is the first step of the textbook TOPSIS.
/// - All ranked units equal, also all zero: the caller reports it.
/// - Source: Hwang & Yoon, *Multiple Attribute Decision Making* (1981), §2.4.
///
/// ```
/// use heng::engine::{Direction, normalise::{Total, vector}};
/// let length = Total::length(&[3.0, 4.0]); // 5
/// assert_eq!(vector(4.0, Direction::Positive, length), 0.8);
/// assert_eq!(vector(3.0, Direction::Negative, length), -0.6);
/// ```
pub fn vector(x: f64, direction: Direction, length: Total) -> f64 {
    direction.oriented(length.share(x))
}
