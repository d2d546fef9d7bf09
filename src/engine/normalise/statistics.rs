//! What the values of an indicator are measured against.

use serde::{Deserialize, Serialize};

use crate::engine::{Column, Direction};

/// What a normalisation measures one period's values against.
#[derive(Clone, Debug, PartialEq)]
pub enum Statistics {
    /// Nothing: the value speaks for itself.
    Nothing,
    /// Two values in the indicator's own measure.
    Bounds(Bounds),
    /// Mean and standard deviation.
    Spread(Spread),
    /// A total: the length of the column, or its sum.
    Total(Total),
    /// The place of each ranked unit, the worst first; missing for all others.
    Places {
        /// In the order of units.
        places: Column,
        /// How many have a place.
        count: usize,
    },
    /// Each unit's own value in the base period.
    Base(Column),
}

/// Two values in the indicator's own measure: `lower < upper`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The least observed value, or the lower goalpost.
    pub lower: f64,
    /// The greatest observed value, or the upper goalpost.
    pub upper: f64,
}

impl Bounds {
    /// The least and the greatest of some values; none if there are no values.
    ///
    /// ```
    /// use heng::engine::Bounds;
    /// assert_eq!(Bounds::of([3.0, 1.0, 2.0]), Some(Bounds { lower: 1.0, upper: 3.0 }));
    /// ```
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        values.into_iter().fold(None, |bounds: Option<Self>, x| {
            let Self { lower, upper } = bounds.unwrap_or(Self { lower: x, upper: x });
            Some(Self {
                lower: lower.min(x),
                upper: upper.max(x),
            })
        })
    }

    /// Where `x` stands between the bounds, 0 at the worse end and 1 at the better one; outside
    /// the bounds beyond 0 or 1.
    pub fn share(self, x: f64, direction: Direction) -> f64 {
        let width = self.upper - self.lower;
        if width.is_infinite() {
            // Bounds at the ends of what a number can be: halves have a width that is a number.
            let [lower, upper] = [self.lower, self.upper].map(|bound| bound / 2.0);
            return Self { lower, upper }.share(x / 2.0, direction);
        }
        match direction {
            Direction::Positive => (x - self.lower) / width,
            Direction::Negative => (self.upper - x) / width,
        }
    }
}

/// Mean and standard deviation (n − 1) of some values, `sd > 0`.
///
/// Both are of the values divided by `2^exponent`, where the largest of them lies between 1 and 2:
/// their squares can then neither overflow nor vanish, and the division is exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Of two, by which the values were divided.
    pub exponent: i32,
    /// Of the divided values.
    pub mean: f64,
    /// Of the divided values.
    pub sd: f64,
}

impl Spread {
    /// The mean and standard deviation of some values; none for fewer than two, or equal ones.
    ///
    /// ```
    /// use heng::engine::normalise::Spread;
    /// let spread = Spread::of(&[2.0, 4.0, 6.0]).unwrap();
    /// assert_eq!((spread.exponent, spread.mean * 4.0, spread.sd * 4.0), (2, 4.0, 2.0));
    /// assert_eq!(Spread::of(&[3.0, 3.0]), None);
    /// ```
    pub fn of(values: &[f64]) -> Option<Self> {
        let exponent = exponent_of(values);
        let divided = || values.iter().map(|&x| divided(x, exponent));
        let mean = divided().sum::<f64>() / values.len() as f64;
        let squares: f64 = divided().map(|x| (x - mean) * (x - mean)).sum();
        let sd = libm::sqrt(squares / (values.len() as f64 - 1.0));
        (values.len() > 1 && sd > 0.0).then_some(Self { exponent, mean, sd })
    }

    /// How many standard deviations `x` is above the mean.
    pub fn deviations(self, x: f64) -> f64 {
        (divided(x, self.exponent) - self.mean) / self.sd
    }
}

/// A sum over some values, divided by `2^exponent` as in [`Spread`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    /// Of two, by which the values were divided.
    pub exponent: i32,
    /// Of the divided values.
    pub total: f64,
}

impl Total {
    /// The sum of some values.
    pub fn sum(values: &[f64]) -> Self {
        let exponent = exponent_of(values);
        let total = values.iter().map(|&x| divided(x, exponent)).sum();
        Self { exponent, total }
    }

    /// The length of a column: the square root of the sum of squares.
    pub fn length(values: &[f64]) -> Self {
        let exponent = exponent_of(values);
        let divided = values.iter().map(|&x| divided(x, exponent));
        let total = libm::sqrt(divided.map(|x| x * x).sum());
        Self { exponent, total }
    }

    /// How much of the total `x` is.
    pub fn share(self, x: f64) -> f64 {
        divided(x, self.exponent) / self.total
    }
}

/// The exponent of two of the largest value, whatever its sign.
pub(in crate::engine) fn exponent_of(values: &[f64]) -> i32 {
    let largest = values.iter().map(|x| x.abs()).fold(0.0, f64::max);
    if largest > 0.0 {
        libm::ilogb(largest)
    } else {
        0
    }
}

/// A value divided by a power of two, which is exact.
pub(in crate::engine) fn divided(x: f64, exponent: i32) -> f64 {
    // One multiplication, unless the factor itself is beyond what a double holds.
    if (-1000..=1000).contains(&exponent) {
        x * f64::from_bits(u64::from((1023 - exponent).unsigned_abs()) << 52)
    } else {
        libm::scalbn(x, -exponent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_huge_nor_tiny_values_spoil_a_total() {
        for [a, b] in [
            [f64::MAX, f64::MIN],
            [5e-324, 0.0],
            [1.0, 1.0 + f64::EPSILON],
        ] {
            let spread = Spread::of(&[a, b]).unwrap();
            let [high, low] = [a.max(b), a.min(b)].map(|x| spread.deviations(x));
            assert!(high > 0.0 && high < 2.0 && low <= 0.0, "{a} {b}");
            let length = Total::length(&[a, b]);
            assert!((0.0..=1.0).contains(&length.share(a.abs())), "{a} {b}");
        }
        assert_eq!(Total::sum(&[f64::MAX, f64::MAX]).share(f64::MAX), 0.5);
        assert_eq!(Total::sum(&[]).total, 0.0);
    }
}
