//! Aggregation (合成): from the children's scores to their parent's.
//!
//! Every member works over the children a unit has a score for, their weights scaled up to sum
//! to 1 again; a unit with none gets no score.

mod arithmetic;
mod geometric;

use serde::{Deserialize, Serialize};

pub use arithmetic::arithmetic;
pub use geometric::geometric;

use super::Scale;

/// How an aggregate makes its score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregation {
    /// Σ w·y: a weak child can be made up for by a strong one.
    #[default]
    Arithmetic,
    /// Π y^w: a weak child weighs more; all scores must be above zero.
    Geometric,
}

impl Aggregation {
    /// Every aggregation, in the order menus list them.
    pub const ALL: [Self; 2] = [Self::Arithmetic, Self::Geometric];

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Geometric => "geometric",
        }
    }

    /// The aggregation of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|aggregation| aggregation.key() == key)
    }

    /// Whether every score has to be above zero.
    pub const fn needs_positive(self) -> bool {
        matches!(self, Self::Geometric)
    }

    /// One unit's score from its available children: pairs of weight and score.
    ///
    /// The weights are relative to one another and need not sum to 1. None if there are no
    /// pairs, or they carry no weight, or (geometric) a score that carries weight is not above zero.
    pub fn score(self, children: &[(f64, f64)]) -> Option<f64> {
        match self {
            Self::Arithmetic => arithmetic(children),
            Self::Geometric => geometric(children),
        }
    }

    /// The scale of the result, given the children's.
    pub fn scale(self, children: impl IntoIterator<Item = Scale>) -> Scale {
        match self {
            Self::Arithmetic | Self::Geometric => Scale::of_mean(children),
        }
    }
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
            assert!(20.0 < mean && mean < 80.0);
            assert_eq!(aggregation.score(&[]), None);
            assert_eq!(aggregation.score(&[(0.0, 5.0)]), None);
            assert_eq!(Aggregation::from_key(aggregation.key()), Some(aggregation));
        }
    }
}
