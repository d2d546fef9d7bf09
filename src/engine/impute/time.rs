//! From the same unit in other periods. Only observed values serve, never filled ones.

use super::{Imputed, Source, Why};
use crate::engine::{Column, Period, moments::between};

/// Where each period stands: in years, quarters or months if all are such, else in the list.
fn places(series: &[(Period, Column)]) -> Vec<i64> {
    let number = |(period, _): &(Period, Column)| match *period {
        Period::Year(year) => Some((1, i64::from(year))),
        Period::Quarter(year, at) => Some((4, i64::from(year) * 4 + i64::from(at))),
        Period::Month(year, at) => Some((12, i64::from(year) * 12 + i64::from(at))),
        Period::Undated | Period::Span(..) | Period::Label(_) => None,
    };
    let dated: Option<Vec<(i64, i64)>> = series.iter().map(number).collect();
    let dated = dated.filter(|all| {
        let pairs = all.iter().zip(all.iter().skip(1));
        pairs.into_iter().all(|(a, b)| a.0 == b.0 && a.1 < b.1)
    });
    match dated {
        Some(all) => all.into_iter().map(|(_, place)| place).collect(),
        None => (0..).take(series.len()).collect(),
    }
}

/// A unit's value in another period, and where that stands.
type Known<'a> = (i64, &'a Period, f64);

/// A unit's nearest values before and after a period.
type Neighbours<'a> = (Option<Known<'a>>, Option<Known<'a>>);

/// Asks for each gap of each period, with the unit's nearest values before and after it.
fn each(
    series: &[(Period, Column)],
    ask: impl Fn(i64, Neighbours<'_>) -> Option<(f64, Source)>,
) -> Vec<Imputed> {
    let places = places(series);
    let units = series.iter().map(|it| it.1.len()).max().unwrap_or(0);
    let known = |unit: usize, (&place, (period, column)): (&i64, &'_ (Period, Column))| {
        column.get(unit).map(|x| (place, period.clone(), x))
    };
    let mut told = vec![Imputed::default(); series.len()];
    for unit in 0..units {
        let cells = || places.iter().zip(series);
        let observed: Vec<_> = cells().filter_map(|cell| known(unit, cell)).collect();
        for ((&place, (_, column)), imputed) in cells().zip(&mut told) {
            if unit >= column.len() || column.get(unit).is_some() {
                continue;
            }
            let next = observed.partition_point(|it| it.0 < place);
            let seen = |at: usize| observed.get(at).map(|(at, period, x)| (*at, period, *x));
            let found = ask(place, (next.checked_sub(1).and_then(seen), seen(next)));
            match found {
                Some((value, from)) => imputed.filled.push(super::Filled { unit, value, from }),
                None => imputed.unfilled.push((unit, Why::NoPeriod)),
            }
        }
    }
    told
}

/// Carrying forward (前值填补): the unit's latest earlier value, at most `max` steps back: years,
/// quarters or months if all periods are such, else places in the list.
///
/// - `series`: one variable by period, in order, columns of the same length; an answer a period.
///
/// ```
/// use heng::engine::{Column, Period, impute::carry_forward};
/// let at = |year, x: Option<f64>| (Period::Year(year), Column::from(vec![x]));
/// let series = [at(2018, Some(3.0)), at(2020, None), at(2021, None)];
/// let told = carry_forward(&series, Some(2));
/// assert_eq!((told[1].filled[0].value, told[2].filled.len()), (3.0, 0));
/// ```
pub fn carry_forward(series: &[(Period, Column)], max: Option<u32>) -> Vec<Imputed> {
    each(series, |place, (before, _)| {
        let (at, period, x) = before?;
        let near = max.is_none_or(|max| place - at <= i64::from(max));
        near.then(|| (x, Source::Period(period.clone())))
    })
}

/// Linear interpolation (线性插值): `a + (b − a)·(t − t_a)/(t_b − t_a)` between the unit's nearest
/// values before and after, time as in [`carry_forward`]. Nothing is filled before the first value
/// or after the last.
///
/// ```
/// use heng::engine::{Column, Period, impute::linear};
/// let at = |year, x: Option<f64>| (Period::Year(year), Column::from(vec![x]));
/// let series = [at(2016, Some(1.0)), at(2017, None), at(2020, Some(9.0))];
/// assert_eq!(linear(&series)[1].filled[0].value, 3.0);
/// ```
pub fn linear(series: &[(Period, Column)]) -> Vec<Imputed> {
    each(series, |place, (before, after)| {
        let ((first, from, a), (last, to, b)) = (before?, after?);
        let share = (place - first) as f64 / (last - first) as f64;
        let source = Source::Interpolated(from.clone(), to.clone());
        Some((between([a, b], share), source))
    })
}

/// The nearest value in time (最近值填补), the earlier of two that are as near; time as in
/// [`carry_forward`].
///
/// ```
/// use heng::engine::{Column, Period, impute::nearest};
/// let at = |year, x: Option<f64>| (Period::Year(year), Column::from(vec![x]));
/// let series = [at(2016, Some(1.0)), at(2018, None), at(2019, Some(9.0))];
/// assert_eq!(nearest(&series)[1].filled[0].value, 9.0);
/// ```
pub fn nearest(series: &[(Period, Column)]) -> Vec<Imputed> {
    each(series, |place, (before, after)| {
        let later = |it: &Known<'_>| before.is_none_or(|early| it.0 - place < place - early.0);
        let (_, period, x) = after.filter(later).or(before)?;
        Some((x, Source::Period(period.clone())))
    })
}
