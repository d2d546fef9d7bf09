//! Weights (权重): relative among siblings, summing to 1 within each aggregate.

mod ahp;
mod combine;
mod component;
mod critic;
mod data;
mod deviation;
mod entropy;
mod equal;
mod expert;
mod given;
mod jacobi;
mod judgement;
mod saaty;
mod statistics;

use serde::{Deserialize, Serialize};

pub use ahp::{Ahp, AhpMethod, CONSISTENT_BELOW, Inconsistent, ahp, worst};
pub use combine::{Combination, combine_blend, combine_product};
pub use component::component;
pub use critic::critic;
pub use data::{DataWeighting, DataWeights, Importance, Scope};
pub use deviation::{deviation, variation};
pub use entropy::entropy;
pub use equal::equal;
pub use expert::expert_average;
pub use given::given;
pub use judgement::{JudgementError, JudgementMatrix, MOST_JUDGED};
pub use saaty::{SAATY_SCALE, judgement_text, parse_judgement};

use super::Over;

/// Where the weights of an aggregate's children come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// The typed numbers; all blank counts as equal.
    #[default]
    Given,
    /// The same for every child, whatever is typed.
    Equal,
    /// What the children's scores suggest.
    Data(DataWeighting),
}

impl Weighting {
    /// One of each kind with its usual parameters, in the order menus list them.
    pub fn all() -> Vec<Self> {
        let by = |by| {
            Self::Data(DataWeighting {
                by,
                over: Over::default(),
                scope: Scope::default(),
            })
        };
        let data = Importance::ALL.into_iter().map(by);
        [Self::Given, Self::Equal].into_iter().chain(data).collect()
    }

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Equal => "equal",
            Self::Data(data) => data.by.key(),
        }
    }

    /// The weighting of a key, with its usual parameters.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all()
            .into_iter()
            .find(|weighting| weighting.key() == key)
    }

    /// Whether weights follow from scores.
    pub const fn uses_scores(&self) -> bool {
        matches!(self, Self::Data(_))
    }

    /// From which periods the scores come that weights are made of; none where no scores are used.
    pub const fn over(&self) -> Option<&Over> {
        match self {
            Self::Data(data) => Some(&data.over),
            Self::Given | Self::Equal => None,
        }
    }

    /// The same choice with the scores of other periods; no change where no scores are used.
    #[must_use]
    pub fn with_over(mut self, over: Over) -> Self {
        if let Self::Data(data) = &mut self {
            data.over = over;
        }
        self
    }
}

/// Why no weights can be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WeightError {
    /// There is no child.
    Nobody,
    /// Some are typed, some blank.
    PartlyBlank,
    /// They sum to zero.
    AllZero,
    /// One is negative or not a number.
    Negative {
        /// Which of the siblings.
        at: usize,
        /// Its weight.
        weight: f64,
    },
    /// Too few units have a score for every sibling.
    TooFewRows {
        /// How many have.
        rows: usize,
        /// How many it takes.
        least: usize,
    },
    /// The scores do not tell the siblings apart.
    Undetermined,
    /// The shift of an entropy is negative or not a number.
    Shift {
        /// The shift.
        shift: f64,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_weight_is_told() {
        assert_eq!(given(&[Some(1.0), None]), Err(WeightError::PartlyBlank));
        assert_eq!(given(&[Some(0.0), Some(0.0)]), Err(WeightError::AllZero));
        assert_eq!(
            given(&[Some(1.0), Some(-2.0)]),
            Err(WeightError::Negative {
                at: 1,
                weight: -2.0
            })
        );
        assert_eq!(given(&[]), Err(WeightError::Nobody));
        assert_eq!(given(&[Some(1e308), Some(1e308)]), Ok(vec![0.5, 0.5]));
    }

    #[test]
    fn keys_read_back() {
        for weighting in Weighting::all() {
            assert_eq!(
                Weighting::from_key(weighting.key()),
                Some(weighting.clone())
            );
            let text = serde_json::to_string(&weighting).unwrap();
            let back: Weighting = serde_json::from_str(&text).unwrap();
            assert_eq!(back, weighting, "{text}");
        }
        let text = serde_json::to_string(&Weighting::from_key("entropy")).unwrap();
        assert_eq!(
            text,
            r#"{"data":{"kind":"entropy","shift":0.0,"over":"period","scope":"siblings"}}"#
        );
    }
}
