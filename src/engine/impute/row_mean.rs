use super::{Imputed, Source, Why};
use crate::engine::{Bounds, Column, Direction};

/// An indicator of a branch.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its values, in its own measure.
    pub column: &'a Column,
    /// Whether more is better.
    pub direction: Direction,
    /// The least and the greatest ranked value; none if there are none.
    pub bounds: Option<Bounds>,
}

/// Row-wise imputation (同行均值插补): a unit's gap is filled as well as the unit stands in the
/// other indicators of the branch.
///
/// `s = mean of (x−min)/(max−min)`, for 逆向 `(max−x)/(max−min)`, over the others that are there;
/// then `x = min + s·(max−min)` of the target, for 逆向 `max − s·(max−min)`.
///
/// - The result in the target's measure. Others without a value or without a range do not count;
///   none left, or a target without a range: the cell stays missing.
///
/// ```
/// use heng::engine::{Bounds, Column, Direction, impute::{Row, row_mean}};
/// let [a, b]: [Column; 2] = [[None, Some(0.0), Some(10.0)], [Some(3.0), Some(1.0), Some(5.0)]]
///     .map(|cells| cells.into_iter().collect());
/// let row = |column| Row { column, direction: Direction::Positive, bounds: Bounds::of(Column::observed(column)) };
/// assert_eq!(row_mean(row(&a), &[row(&b)]).filled[0].value, 5.0);
/// ```
pub fn row_mean(target: Row<'_>, others: &[Row<'_>]) -> Imputed {
    let range = |row: &Row<'_>| row.bounds.filter(|it| it.lower < it.upper);
    Imputed::of(target.column, |unit| {
        let Bounds { lower, upper } = range(&target).ok_or(Why::NoRange)?;
        let share = |row: &Row<'_>| {
            let bounds = range(row)?;
            Some(bounds.share(row.column.get(unit)?, row.direction))
        };
        let shares: Vec<f64> = others.iter().filter_map(share).collect();
        if shares.is_empty() {
            return Err(Why::NoOthers);
        }
        let mean = shares.iter().sum::<f64>() / shares.len() as f64;
        let share = match target.direction {
            Direction::Positive => mean,
            Direction::Negative => 1.0 - mean,
        };
        let value = lower * (1.0 - share) + upper * share;
        let value = Some(value).filter(|it| it.is_finite());
        Ok((value.ok_or(Why::NoRange)?, Source::Row))
    })
}
