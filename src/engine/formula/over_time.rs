//! Functions over time, by the calendar.

use super::{
    Function,
    plain::quotient,
    table::{Cell, Cells, Made, Space, Trouble},
};
use crate::engine::Period;

/// lag, diff, growth, cagr or slope over so many periods.
pub(super) fn back(function: Function, steps: u32, x: &[Option<f64>], space: &Space) -> Made {
    if function == Function::Slope {
        return slope(steps, x, space);
    }
    let mut made = Made::default();
    for (at, now) in space.each(x).enumerate() {
        let before = space.back(at, steps).map(|it| space.of(it, x));
        for (row, now) in now.iter().enumerate() {
            let before = before.and_then(|cells| cells.get(row).copied().flatten());
            made.push(change(function, steps, *now, before));
        }
    }
    made
}

/// What a function makes of a value and that of so many periods before.
fn change(function: Function, steps: u32, now: Option<f64>, before: Option<f64>) -> Cell {
    let Some(before) = before else {
        return Ok(None);
    };
    if function == Function::Lag {
        return Ok(Some(before));
    }
    let Some(now) = now else {
        return Ok(None);
    };
    match function {
        Function::Diff => Ok(now - before),
        Function::Growth => quotient(now, before).map(|ratio| (ratio - 1.0) * 100.0),
        _ if now > 0.0 && before > 0.0 => {
            let factor = libm::pow(now / before, 1.0 / f64::from(steps));
            Ok((factor - 1.0) * 100.0)
        }
        _ => Err(Trouble::NotPositive),
    }
    .map(Some)
}

/// The slope of the least-squares line through the last `steps` periods: Σ(i − ī)(x − x̄) / Σ(i − ī)².
fn slope(steps: u32, x: &[Option<f64>], space: &Space) -> Made {
    let mut made = Made::default();
    let mut points: Vec<(f64, f64)> = Vec::new();
    for at in 0..space.periods.len() {
        let window = window(at, steps, space);
        for row in 0..space.rows {
            points.clear();
            points.extend(window.iter().rev().filter_map(|&(ago, place)| {
                let value = space.of(place, x).get(row).copied().flatten()?;
                Some((-f64::from(ago), value))
            }));
            made.push(Ok(line(&points)));
        }
    }
    made
}

/// Which of the last `steps` periods are there: how long ago and where each stands, the latest first.
pub(super) fn window(at: usize, steps: u32, space: &Space) -> Vec<(u32, usize)> {
    let there = |ago: u32| Some((ago, space.back(at, ago)?));
    (0..steps).filter_map(there).collect()
}

fn line(points: &[(f64, f64)]) -> Option<f64> {
    if points.len() < 2 {
        return None;
    }
    let count = points.len() as f64;
    let mean = |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).sum::<f64>() / count;
    let (middle, level) = (mean(|it| it.0), mean(|it| it.1));
    let along: f64 = points.iter().map(|(i, x)| (i - middle) * (x - level)).sum();
    let spread: f64 = points
        .iter()
        .map(|(i, _)| (i - middle) * (i - middle))
        .sum();
    Some(along / spread)
}

/// The kinds of periods with a calendar; a running sum has its own start in each.
fn kind(period: &Period) -> Option<usize> {
    match period {
        Period::Year(_) => Some(0),
        Period::Quarter(..) => Some(1),
        Period::Month(..) => Some(2),
        Period::Undated | Period::Span(..) | Period::Label(_) => None,
    }
}

/// Where the running sum of each kind of period starts: the first in which a ranked unit has a
/// value, or any unit if none ever has one.
fn starts(x: &[Option<f64>], space: &Space) -> [Option<usize>; 3] {
    let (mut ranked, mut any) = ([None; 3], [None; 3]);
    for (at, cells) in space.each(x).enumerate() {
        let Some(kind) = space.periods.get(at).and_then(kind) else {
            continue;
        };
        let mark = |starts: &mut [Option<usize>; 3], seen: bool| {
            if let Some(start) = starts.get_mut(kind).filter(|it| seen && it.is_none()) {
                *start = Some(at);
            }
        };
        let there = |row: &usize| cells.get(*row).is_some_and(Option::is_some);
        mark(&mut ranked, space.ranked.iter().any(there));
        mark(&mut any, cells.iter().any(Option::is_some));
    }
    std::array::from_fn(|at| {
        let of = |starts: &[Option<usize>; 3]| starts.get(at).copied().flatten();
        of(&ranked).or(of(&any))
    })
}

/// The running sum.
pub(super) fn cum(x: &[Option<f64>], space: &Space) -> Made {
    let starts = starts(x, space);
    let mut made = Made::default();
    for (at, cells) in space.each(x).enumerate() {
        let kind = space.periods.get(at).and_then(kind);
        let start = kind.and_then(|it| starts.get(it).copied().flatten());
        let before = space.back(at, 1);
        for (row, now) in cells.iter().enumerate() {
            let sum = if start == Some(at) {
                *now
            } else {
                // Before the start there is no sum, so none follows but from the start itself.
                let before = before.and_then(|it| *space.of(it, &made.cells).get(row)?);
                before.zip(*now).map(|(sum, now)| sum + now)
            };
            made.push(Ok(sum));
        }
    }
    made
}

/// 100 · x / x of the base period.
pub(super) fn base100(base: &Period, x: &[Option<f64>], space: &Space) -> Made {
    let Some(base) = space.place(base) else {
        return Cells::from(vec![None; space.len()]).into();
    };
    let base = space.of(base, x);
    let against = |(now, base): (&Option<f64>, &Option<f64>)| match (now, base) {
        (Some(now), Some(base)) => quotient(*now, *base).map(|ratio| Some(ratio * 100.0)),
        _ => Ok(None),
    };
    space
        .each(x)
        .flat_map(|cells| cells.iter().zip(base).map(against))
        .collect()
}
