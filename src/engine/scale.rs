//! What range a node's scores can take.

use serde::{Deserialize, Serialize};

/// The scale of a node's scores.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Between the two numbers, the worst and the best a ranked unit can get.
    Bounded(f64, f64),
    /// Around a middle, without ends.
    Centred(f64),
    /// Any number.
    Open,
}

impl Scale {
    /// The scale of a mean of scores on these scales: all bounded, the hull; all centred on the
    /// same middle, that one; else open. No scales at all: open.
    ///
    /// ```
    /// use heng::engine::Scale;
    /// let hull = Scale::of_mean([Scale::Bounded(0.0, 1.0), Scale::Bounded(0.0, 100.0)]);
    /// assert_eq!(hull, Scale::Bounded(0.0, 100.0));
    /// ```
    pub fn of_mean(scales: impl IntoIterator<Item = Self>) -> Self {
        scales.into_iter().reduce(Self::hull).unwrap_or(Self::Open)
    }

    /// Where a score stands between the ends, `z = (y − l)/(u − l)`: 0 at the worst and 1 at the
    /// best. None without ends, or where they are not a number apart.
    ///
    /// ```
    /// use heng::engine::Scale;
    /// assert_eq!(Scale::Bounded(60.0, 100.0).share(90.0), Some(0.75));
    /// assert_eq!(Scale::Centred(0.0).share(90.0), None);
    /// ```
    pub fn share(self, score: f64) -> Option<f64> {
        let (lower, width) = self.ends()?;
        Some((score - lower) / width)
    }

    /// The score that stands at a share of the way between the ends: `l + (u − l)·z`.
    ///
    /// ```
    /// use heng::engine::Scale;
    /// assert_eq!(Scale::Bounded(60.0, 100.0).at(0.75), Some(90.0));
    /// ```
    pub fn at(self, share: f64) -> Option<f64> {
        let (lower, width) = self.ends()?;
        Some(lower + width * share)
    }

    /// The lower end and the way to the upper one.
    fn ends(self) -> Option<(f64, f64)> {
        match self {
            Self::Bounded(lower, upper) => {
                let width = upper - lower;
                (width.is_finite() && width > 0.0).then_some((lower, width))
            }
            _ => None,
        }
    }

    fn hull(self, other: Self) -> Self {
        match (self, other) {
            (Self::Bounded(l, u), Self::Bounded(l2, u2)) => Self::Bounded(l.min(l2), u.max(u2)),
            (Self::Centred(m), Self::Centred(m2)) if m == m2 => self,
            _ => Self::Open,
        }
    }
}
