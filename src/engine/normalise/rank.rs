use crate::engine::{Column, Direction};

/// Rank (排序法): the place among the ranked units, the worst first, so that more is better.
///
/// `y = r = 1 + the number of ranked values that are strictly worse`.
///
/// - `values` in the indicator's own measure, those of ranked units only; places from 1 to n.
/// - Ties share the lower place (1, 2, 2, 4); missing has none. Values are compared as they are.
///   A reference unit is not among the values, has no place, hence no score.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §5; Excel's
///   RANK.EQ in ascending order.
///
/// ```
/// use heng::engine::{Column, Direction, normalise::places};
/// let days: Column = [Some(30.0), None, Some(20.0), Some(20.0), Some(10.0)].into_iter().collect();
/// let of = |direction| places(&days, direction).iter().collect::<Vec<_>>();
/// assert_eq!(of(Direction::Positive), [Some(4.0), None, Some(2.0), Some(2.0), Some(1.0)]);
/// assert_eq!(of(Direction::Negative), [Some(1.0), None, Some(2.0), Some(2.0), Some(4.0)]);
/// ```
pub fn places(values: &Column, direction: Direction) -> Column {
    let mut sorted: Vec<f64> = values.observed().map(|x| direction.oriented(x)).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    values.map(|x| {
        let x = direction.oriented(x);
        1.0 + sorted.partition_point(|&other| other < x) as f64
    })
}
