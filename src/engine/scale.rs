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

    fn hull(self, other: Self) -> Self {
        match (self, other) {
            (Self::Bounded(l, u), Self::Bounded(l2, u2)) => Self::Bounded(l.min(l2), u.max(u2)),
            (Self::Centred(m), Self::Centred(m2)) if m == m2 => self,
            _ => Self::Open,
        }
    }
}
