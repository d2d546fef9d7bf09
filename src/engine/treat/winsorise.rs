//! Winsorising (缩尾处理) under the rule of skewness and kurtosis.

use super::{Clip, Shape};

/// When a column is too skewed, and how far winsorising may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// No further step once so many values are moved.
    pub points: usize,
    /// The least skewness, whatever its sign, that is too high.
    pub skewness: f64,
    /// The least excess kurtosis that is too high.
    pub kurtosis: f64,
}

impl Limits {
    /// Whether a column has both too high a skewness and too high a kurtosis. One without either
    /// (fewer than four values, or equal ones) has not.
    pub(super) fn fails(self, shape: Shape) -> bool {
        let skewed = shape.skewness.is_some_and(|it| it.abs() >= self.skewness);
        skewed && shape.kurtosis.is_some_and(|it| it >= self.kurtosis)
    }
}

/// Winsorises one step at a time, while the column [fails](Limits) and fewer values than
/// `points` are moved: with a skewness of zero or more, all values at the greatest become the next
/// lower one; else all at the least become the next higher one.
///
/// - `sorted`: the ranked values, ascending, in the indicator's own measure. The result says
///   what they are clipped to, in the same measure; no bound at an end where nothing moved.
/// - A value counts once, however often it moves. Ties move together and may take the last step
///   past the limit.
/// - A step that would leave all values equal is not made: it would leave no information.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 3; the
///   rule and its usual thresholds as in the R package `COINr` (`winsorise`).
///
/// ```
/// use heng::engine::treat::{Limits, winsorise};
/// let limits = Limits { points: 5, skewness: 2.0, kurtosis: 3.5 };
/// let column = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 200.0];
/// let clip = winsorise(&column, limits);
/// assert_eq!((clip.lower, clip.upper), (None, Some(10.0)));
/// ```
pub fn winsorise(sorted: &[f64], limits: Limits) -> Clip {
    winsorised(sorted, Shape::of_sorted(sorted), limits).0
}

/// [`winsorise`] of values of a shape, and their shape after it.
pub(super) fn winsorised(sorted: &[f64], before: Shape, limits: Limits) -> (Clip, Shape) {
    let mut clip = Clip::default();
    let mut shape = before;
    if !limits.fails(shape) {
        return (clip, shape);
    }
    let mut now = sorted.to_vec();
    while limits.fails(shape) {
        let moved: usize = clip.beyond(sorted).into_iter().sum();
        let next = step(&now, clip, shape).filter(|_| moved < limits.points);
        let Some(next) = next else {
            break;
        };
        clip = next;
        for (cell, &x) in now.iter_mut().zip(sorted) {
            *cell = clip.apply(x);
        }
        shape = Shape::of_sorted(&now);
    }
    (clip, shape)
}

/// The bounds after one more step; none if it would leave all values equal. The values are
/// ascending.
fn step(now: &[f64], clip: Clip, shape: Shape) -> Option<Clip> {
    let (&first, &last) = (now.first()?, now.last()?);
    if shape.skewness? >= 0.0 {
        let next = now.iter().rev().copied().find(|&x| x < last)?;
        let upper = Some(next);
        (next > first).then_some(Clip { upper, ..clip })
    } else {
        let next = now.iter().copied().find(|&x| x > first)?;
        let lower = Some(next);
        (next < last).then_some(Clip { lower, ..clip })
    }
}
