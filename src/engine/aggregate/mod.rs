//! Aggregation (合成): from the children's scores to their parent's.
//!
//! Every member works over the children a unit has a score for, their weights scaled up to sum
//! to 1 again; a unit with none gets no score.

mod arithmetic;
mod geometric;
mod harmonic;
mod minimum;
mod power;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use arithmetic::arithmetic;
pub use geometric::geometric;
pub use harmonic::harmonic;
pub use minimum::minimum;
pub use power::power;

use super::Scale;

/// How an aggregate makes its score. Files hold its [key](Self::key).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Aggregation {
    /// Σ w·y: a weak child can be made up for by a strong one.
    #[default]
    Arithmetic,
    /// Π y^w: a weak child weighs more; all scores must be above zero.
    Geometric,
    /// 1 / Σ (w/y): a weak child weighs more still; all scores must be above zero.
    Harmonic,
    /// (Σ w·y^p)^(1/p): the exponent says how much a weak child weighs. Finite and not 0; no score
    /// may be below zero, nor zero where the exponent is negative.
    Power(f64),
    /// The lowest score alone.
    Minimum,
}

impl Aggregation {
    /// One of each kind, with its usual exponent, in the order menus list them.
    pub const ALL: [Self; 5] = [
        Self::Arithmetic,
        Self::Geometric,
        Self::Harmonic,
        Self::Power(2.0),
        Self::Minimum,
    ];

    /// The name that files hold, with the exponent of a power mean: `power:2`. Never shown as a
    /// sentence, never renamed.
    pub fn key(self) -> Cow<'static, str> {
        match self {
            Self::Power(p) => Cow::Owned(format!("{}:{p}", self.kind())),
            _ => Cow::Borrowed(self.kind()),
        }
    }

    /// The name without the exponent.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Geometric => "geometric",
            Self::Harmonic => "harmonic",
            Self::Power(_) => "power",
            Self::Minimum => "minimum",
        }
    }

    /// The aggregation of a key.
    ///
    /// ```
    /// use heng::engine::Aggregation;
    /// assert_eq!(Aggregation::from_key("power:-0.5"), Some(Aggregation::Power(-0.5)));
    /// assert_eq!(Aggregation::from_key("power:0"), None);
    /// ```
    pub fn from_key(key: &str) -> Option<Self> {
        if let Some(p) = key.strip_prefix("power:") {
            let p: f64 = p.trim().parse().ok()?;
            return (p.is_normal()).then_some(Self::Power(p));
        }
        Self::ALL
            .into_iter()
            .find(|aggregation| aggregation.key() == key)
    }

    /// The least score that can be aggregated, and whether that least one itself can; none where
    /// any score can.
    pub fn floor(self) -> Option<Floor> {
        match self {
            Self::Geometric | Self::Harmonic => Some(Floor::AboveZero),
            Self::Power(1.0) | Self::Arithmetic | Self::Minimum => None,
            Self::Power(p) if p < 0.0 => Some(Floor::AboveZero),
            Self::Power(_) => Some(Floor::Zero),
        }
    }

    /// One unit's score from its available children: pairs of weight and score.
    ///
    /// The weights are relative to one another and need not sum to 1. None if there are no
    /// pairs, or they carry no weight, or a score that carries weight is below the
    /// [floor](Self::floor).
    pub fn score(self, children: &[(f64, f64)]) -> Option<f64> {
        match self {
            Self::Arithmetic => arithmetic(children),
            Self::Geometric => geometric(children),
            Self::Harmonic => harmonic(children),
            Self::Power(p) => power(p, children),
            Self::Minimum => minimum(children),
        }
    }

    /// The scale of the result, given the children's.
    pub fn scale(self, children: impl IntoIterator<Item = Scale>) -> Scale {
        match self {
            Self::Arithmetic
            | Self::Geometric
            | Self::Harmonic
            | Self::Power(_)
            | Self::Minimum => Scale::of_mean(children),
        }
    }
}

impl From<Aggregation> for String {
    fn from(aggregation: Aggregation) -> Self {
        aggregation.key().into_owned()
    }
}

impl TryFrom<String> for Aggregation {
    type Error = String;

    fn try_from(key: String) -> Result<Self, String> {
        Self::from_key(&key).ok_or_else(|| format!("no aggregation is called {key:?}"))
    }
}

/// How low a score may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Floor {
    /// It must not be below zero.
    Zero,
    /// It must be above zero.
    AboveZero,
}

impl Floor {
    /// Whether a score can be aggregated.
    pub fn admits(self, score: f64) -> bool {
        match self {
            Self::Zero => score >= 0.0,
            Self::AboveZero => score > 0.0,
        }
    }
}

/// The children that carry weight.
fn with_say(children: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64)> {
    children.iter().copied().filter(|(weight, _)| *weight > 0.0)
}

/// The lowest score that carries weight.
fn lowest(children: &[(f64, f64)]) -> Option<f64> {
    with_say(children).map(|(_, score)| score).reduce(f64::min)
}

/// The highest score that carries weight.
fn highest(children: &[(f64, f64)]) -> Option<f64> {
    with_say(children).map(|(_, score)| score).reduce(f64::max)
}

/// The sum of the weights, if there is any weight to share out.
fn weight_sum(children: &[(f64, f64)]) -> Option<f64> {
    let sum: f64 = children.iter().map(|(weight, _)| weight).sum();
    (sum > 0.0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mean_of_equal_scores_is_that_score_and_lies_between_unequal_ones() {
        for aggregation in Aggregation::ALL {
            let same = aggregation.score(&[(2.0, 40.0), (3.0, 40.0)]).unwrap();
            assert!((same - 40.0).abs() < 1e-12);
            let mean = aggregation.score(&[(1.0, 20.0), (1.0, 80.0)]).unwrap();
            assert!((20.0..80.0).contains(&mean));
            assert_eq!(aggregation.score(&[]), None);
            assert_eq!(aggregation.score(&[(0.0, 5.0)]), None);
            assert_eq!(Aggregation::from_key(&aggregation.key()), Some(aggregation));
        }
    }

    #[test]
    fn a_power_mean_stays_a_number_at_every_exponent() {
        let children = [(1.0, 1e-300), (2.0, 3.0), (1.0, 1e300)];
        let of = |p| power(p, &children).unwrap();
        let exponents = [
            -1e300, -50.0, -1.0, -1e-9, 1e-290, 1e-9, 0.5, 2.0, 50.0, 1e300,
        ];
        for pair in exponents.windows(2) {
            assert!(of(pair[0]) <= of(pair[1]) * (1.0 + 1e-9), "{pair:?}");
        }
        let geometric = geometric(&children).unwrap();
        assert!((of(1e-12) / geometric - 1.0).abs() < 1e-6);
        assert!((of(-1.0) / harmonic(&children).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn files_hold_keys() {
        for (aggregation, text) in [
            (Aggregation::Geometric, "\"geometric\""),
            (Aggregation::Power(-0.5), "\"power:-0.5\""),
        ] {
            assert_eq!(serde_json::to_string(&aggregation).unwrap(), text);
            let back: Aggregation = serde_json::from_str(text).unwrap();
            assert_eq!(back, aggregation);
        }
        for wrong in ["\"power:0\"", "\"power:inf\"", "\"mean\""] {
            assert!(serde_json::from_str::<Aggregation>(wrong).is_err());
        }
    }
}
