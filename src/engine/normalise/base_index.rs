use crate::engine::Direction;

/// Base index (定基指数): each unit against itself in the base period, which is 100.
///
/// `y = 100·x/x(base)`, and `100·x(base)/x` for 逆向.
///
/// - `x` and `base` of the same unit in the indicator's own measure; the result above 0, without an
///   upper end.
/// - Either value zero or below: none, and the caller reports ranked units of which this is so. A
///   unit without a value in the base period is missing.
/// - Source: 国家统计局 on fixed-base indices (定基指数); OECD/JRC (2008), §5, percentage of
///   annual differences.
///
/// ```
/// use heng::engine::{Direction, normalise::base_index};
/// assert_eq!(base_index(30.0, Direction::Positive, 20.0), Some(150.0));
/// assert_eq!(base_index(40.0, Direction::Negative, 20.0), Some(50.0));
/// assert_eq!(base_index(30.0, Direction::Positive, 0.0), None);
/// ```
pub fn base_index(x: f64, direction: Direction, base: f64) -> Option<f64> {
    let ratio = match direction {
        Direction::Positive => x / base,
        Direction::Negative => base / x,
    };
    (x > 0.0 && base > 0.0).then_some(100.0 * ratio)
}
