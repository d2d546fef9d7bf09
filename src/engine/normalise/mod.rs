//! Normalisation (无量纲化): from values in their own measures to comparable scores.
//!
//! Statistics come from ranked units only; [`Normalisation::score`] then serves reference units
//! and groups with the same bounds.

mod goalposts;
mod min_max;

use serde::{Deserialize, Serialize};

pub use goalposts::goalposts;
pub use min_max::min_max;

use super::{Direction, Over, Scale};

/// The ends of the output scale, worst and best.
pub type Range = [f64; 2];

/// The usual output scale.
pub const HUNDRED: Range = [0.0, 100.0];

/// How an indicator's values become scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Normalisation {
    /// 极差法: the worst ranked unit gets the lower end, the best the upper end.
    MinMax {
        /// The output scale.
        range: Range,
        /// From which periods the minimum and maximum come.
        #[serde(default)]
        over: Over,
    },
    /// 阈值法: two stated values get the ends, anything beyond is clipped.
    Goalposts {
        /// The output scale.
        range: Range,
        /// 下限 of indicators that state none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lo: Option<f64>,
        /// 上限 of indicators that state none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hi: Option<f64>,
    },
}

impl Default for Normalisation {
    /// Min–max 0–100, per period.
    fn default() -> Self {
        Self::MinMax {
            range: HUNDRED,
            over: Over::Period,
        }
    }
}

/// What a normalisation measures against, in the indicator's own measure: `lower < upper`.
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

impl Normalisation {
    /// One of each kind with its usual parameters, in the order menus list them.
    pub fn all() -> [Self; 2] {
        [
            Self::default(),
            Self::Goalposts {
                range: HUNDRED,
                lo: None,
                hi: None,
            },
        ]
    }

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::MinMax { .. } => "minmax",
            Self::Goalposts { .. } => "goalposts",
        }
    }

    /// The output scale as its two ends.
    pub const fn range(&self) -> Range {
        match self {
            Self::MinMax { range, .. } | Self::Goalposts { range, .. } => *range,
        }
    }

    /// The same choice with another output scale.
    #[must_use]
    pub fn with_range(mut self, new: Range) -> Self {
        match &mut self {
            Self::MinMax { range, .. } | Self::Goalposts { range, .. } => *range = new,
        }
        self
    }

    /// The scale of the scores.
    pub const fn scale(&self) -> Scale {
        let [lower, upper] = self.range();
        Scale::Bounded(lower, upper)
    }

    /// The score of one value, given the bounds.
    pub fn score(&self, x: f64, direction: Direction, bounds: Bounds) -> f64 {
        match self {
            Self::MinMax { range, .. } => min_max(x, direction, bounds, *range),
            Self::Goalposts { range, .. } => goalposts(x, direction, bounds, *range),
        }
    }
}

/// Maps a share of 0 to 1 onto the range.
fn onto([lower, upper]: Range, share: f64) -> f64 {
    lower + (upper - lower) * share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_normalisation_prefers_better_values_and_reaches_the_ends() {
        let bounds = Bounds {
            lower: 10.0,
            upper: 30.0,
        };
        for normalisation in Normalisation::all() {
            let normalisation = normalisation.with_range([1.0, 100.0]);
            for (direction, worst, best) in [
                (Direction::Positive, 10.0, 30.0),
                (Direction::Negative, 30.0, 10.0),
            ] {
                let score = |x| normalisation.score(x, direction, bounds);
                assert_eq!((score(worst), score(best)), (1.0, 100.0));
                assert!(score(worst) < score(20.0) && score(20.0) < score(best));
            }
        }
    }
}
