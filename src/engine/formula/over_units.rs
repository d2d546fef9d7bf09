//! Functions over the units of a period.

use super::{
    Function,
    plain::quotient,
    table::{Cell, Made, Space, Trouble},
};
use crate::engine::competition_ranks;

/// The values of ranked units, in the order of units.
fn ranked(cells: &[Option<f64>], space: &Space) -> Vec<f64> {
    let value = |&row: &usize| cells.get(row).copied().flatten();
    space.ranked.iter().filter_map(value).collect()
}

/// The sum, unless there is nothing to add up.
fn sum(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum())
}

/// share, mean, sum, rank, `ratio_to_mean`, `ratio_to_max` or next.
pub(super) fn function(function: Function, x: &[Option<f64>], space: &Space) -> Made {
    let mut made = Made::default();
    for cells in space.each(x) {
        if matches!(function, Function::Rank | Function::Next) {
            for place in places(function, cells, space) {
                made.push(Ok(place));
            }
            continue;
        }
        let values = ranked(cells, space);
        let sum = sum(&values);
        let mean = sum.map(|sum| sum / values.len() as f64);
        let greatest = values.iter().copied().reduce(f64::max);
        for &value in cells {
            made.push(match function {
                Function::Sum => Ok(sum),
                Function::Mean => Ok(mean),
                Function::Share => ratio(value, sum),
                Function::RatioToMean => ratio(value, mean),
                _ => ratio(value, greatest),
            });
        }
    }
    made
}

/// The same value in so many rows.
fn everywhere(value: Option<f64>, rows: usize, made: &mut Made) {
    for _ in 0..rows {
        made.push(Ok(value));
    }
}

fn ratio(value: Option<f64>, whole: Option<f64>) -> Cell {
    match value.zip(whole) {
        // A value divided by a sum that overflows is no zero.
        Some((_, whole)) if !whole.is_finite() => Err(Trouble::Overflow),
        Some((value, whole)) => quotient(value, whole).map(Some),
        None => Ok(None),
    }
}

/// The places of ranked units, or the values of the next place.
fn places(function: Function, cells: &[Option<f64>], space: &Space) -> Vec<Option<f64>> {
    let scores: Vec<Option<f64>> = cells
        .iter()
        .zip(&space.is_ranked)
        .map(|(value, ranked)| value.filter(|_| *ranked))
        .collect();
    let ranks = competition_ranks(&scores);
    if function == Function::Rank {
        return ranks.iter().map(|rank| rank.map(f64::from)).collect();
    }
    let mut order: Vec<(u32, f64)> = ranks
        .iter()
        .zip(&scores)
        .filter_map(|(rank, score)| Some(((*rank)?, (*score)?)))
        .collect();
    order.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let next = |rank: u32| {
        let below = order.partition_point(|(other, _)| *other <= rank);
        order.get(below).map(|(_, value)| *value)
    };
    ranks.into_iter().map(|rank| rank.and_then(next)).collect()
}

/// The sum from the first place through the last, for every unit.
pub(super) fn top_sum(first: u32, last: u32, x: &[Option<f64>], space: &Space) -> Made {
    let mut made = Made::default();
    for cells in space.each(x) {
        let mut values = ranked(cells, space);
        values.sort_by(|a, b| b.total_cmp(a));
        let (from, to) = (first as usize - 1, (last as usize).min(values.len()));
        let total = sum(values.get(from..to).unwrap_or_default());
        everywhere(total, cells.len(), &mut made);
    }
    made
}

/// The value of one row for every row.
pub(super) fn of(row: Option<usize>, x: &[Option<f64>], space: &Space) -> Made {
    let mut made = Made::default();
    for cells in space.each(x) {
        let value = row.and_then(|row| cells.get(row).copied().flatten());
        everywhere(value, cells.len(), &mut made);
    }
    made
}

/// The value of one row, else the sum, for every row.
pub(super) fn total(row: Option<usize>, x: &[Option<f64>], space: &Space) -> Made {
    let mut made = Made::default();
    for cells in space.each(x) {
        let own = row.and_then(|row| cells.get(row).copied().flatten());
        let value = own.or_else(|| sum(&ranked(cells, space)));
        everywhere(value, cells.len(), &mut made);
    }
    made
}
