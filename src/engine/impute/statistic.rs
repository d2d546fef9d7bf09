//! One value for all gaps of a column, or of a group.

use super::{Imputed, Source, Why};
use crate::engine::{Column, moments};

/// Mean imputation (均值插补): each gap gets `Σx/n` of `pool`, the ranked units' values in the
/// periods that statistics come from, in the indicator's own measure. No values: nothing is filled.
///
/// ```
/// use heng::engine::{Column, impute::mean};
/// let column: Column = [Some(1.0), None, Some(4.0)].into_iter().collect();
/// assert_eq!(mean(&column, &[1.0, 4.0]).apply(&column).get(1), Some(2.5));
/// ```
pub fn mean(column: &Column, pool: &[f64]) -> Imputed {
    overall(column, moments::mean(pool))
}

/// Median imputation (中位数插补): as [`mean`], with the value in the middle.
pub fn median(column: &Column, pool: &[f64]) -> Imputed {
    overall(column, moments::median(pool))
}

fn overall(column: &Column, value: Option<f64>) -> Imputed {
    Imputed::of(column, |_| {
        Ok((value.ok_or(Why::NoValues)?, Source::Statistic))
    })
}

/// Mean imputation within groups (组内均值插补): each gap gets the mean of its group's ranked
/// values. `groups`: the group of each unit; `pools`: the ranked values of each group, see
/// [`group_pools`]. A unit without a group, or in a group without values, stays missing.
///
/// ```
/// use heng::engine::{Column, impute::{Why, group_mean}};
/// let column: Column = [Some(1.0), None, None].into_iter().collect();
/// let told = group_mean(&column, &[Some(0), Some(0), Some(1)], &[vec![1.0], vec![]]);
/// assert_eq!(told.filled[0].value, 1.0);
/// assert_eq!(told.unfilled, [(2, Why::GroupEmpty(1))]);
/// ```
pub fn group_mean(column: &Column, groups: &[Option<usize>], pools: &[Vec<f64>]) -> Imputed {
    by_group(column, groups, pools.iter().map(|it| moments::mean(it)))
}

/// Median imputation within groups (组内中位数插补): as [`group_mean`], with the median.
pub fn group_median(column: &Column, groups: &[Option<usize>], pools: &[Vec<f64>]) -> Imputed {
    by_group(column, groups, pools.iter().map(|it| moments::median(it)))
}

fn by_group(
    column: &Column,
    groups: &[Option<usize>],
    values: impl Iterator<Item = Option<f64>>,
) -> Imputed {
    let values: Vec<Option<f64>> = values.collect();
    Imputed::of(column, |unit| {
        let group = groups.get(unit).copied().flatten().ok_or(Why::NoGroup)?;
        let value = values.get(group).copied().flatten();
        Ok((value.ok_or(Why::GroupEmpty(group))?, Source::Group))
    })
}

/// The ranked values of each group in some columns.
pub fn group_pools(columns: &[Column], ranked: &[bool], groups: &[Option<usize>]) -> Vec<Vec<f64>> {
    let count = groups.iter().flatten().max().map_or(0, |last| last + 1);
    let mut pools = vec![Vec::new(); count];
    for column in columns {
        for ((x, &ranked), group) in column.iter().zip(ranked).zip(groups) {
            let pool = group.filter(|_| ranked).and_then(|it| pools.get_mut(it));
            if let Some((x, pool)) = x.zip(pool) {
                pool.push(x);
            }
        }
    }
    pools
}

/// One stated value for each gap (固定值插补), in the indicator's own measure.
pub fn constant(column: &Column, value: f64) -> Imputed {
    let value = Some(value).filter(|it| it.is_finite());
    Imputed::of(column, |_| {
        Ok((value.ok_or(Why::NoValues)?, Source::Constant))
    })
}
