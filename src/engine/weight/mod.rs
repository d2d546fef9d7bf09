//! Weights (权重): relative among siblings, summing to 1 within each aggregate.

mod ahp;
mod combine;
mod component;
mod critic;
mod data;
mod deviation;
mod disagreement;
mod entropy;
mod equal;
mod expert;
mod given;
mod jacobi;
mod judgement;
mod panel;
mod saaty;
mod share_out;
mod statistics;

use serde::{Deserialize, Serialize};

pub use ahp::{Ahp, AhpMethod, CONSISTENT_BELOW, Inconsistent, ahp, worst};
pub use combine::{Combination, combine_blend, combine_product};
pub use component::component;
pub use critic::critic;
pub use data::{DataWeighting, DataWeights, Importance, Scope};
pub use deviation::{deviation, variation};
pub use disagreement::{Disagreement, Spread, disagreement};
pub use entropy::entropy;
pub use equal::equal;
pub use expert::expert_average;
pub use given::given;
pub use judgement::{JudgementError, JudgementMatrix, MOST_JUDGED};
pub use panel::{Judged, PanelOfExperts, judge};
pub use saaty::{SAATY_SCALE, judgement_text, parse_judgement};
pub use share_out::{share_out, to_hundred};

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
    /// 层次分析法: what experts judge pair by pair.
    Ahp {
        /// From judgements to weights.
        #[serde(default)]
        method: AhpMethod,
    },
    /// 专家打分法: the mean of what experts give.
    Expert,
    /// 组合赋权: several of the others as one.
    Combined(Combined),
}

/// Several weightings as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Combined {
    /// Which; at least two, none of them combined itself.
    pub sets: Vec<Weighting>,
    /// How they become one.
    #[serde(flatten)]
    pub how: Combination,
}

impl Default for Combined {
    /// The typed weights and those of entropy, multiplied.
    fn default() -> Self {
        let entropy = Weighting::Data(DataWeighting {
            by: Importance::ALL[0],
            over: Over::default(),
            scope: Scope::default(),
        });
        Self {
            sets: vec![Weighting::Given, entropy],
            how: Combination::default(),
        }
    }
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
        let mut all = vec![Self::Given, Self::Equal];
        all.extend(data);
        let method = AhpMethod::default();
        all.extend([
            Self::Ahp { method },
            Self::Expert,
            Self::Combined(Combined::default()),
        ]);
        all
    }

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Equal => "equal",
            Self::Data(data) => data.by.key(),
            Self::Ahp { .. } => "ahp",
            Self::Expert => "expert",
            Self::Combined(_) => "combined",
        }
    }

    /// The weighting of a key, with its usual parameters.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all()
            .into_iter()
            .find(|weighting| weighting.key() == key)
    }

    /// Whether weights follow from scores.
    pub fn uses_scores(&self) -> bool {
        match self {
            Self::Data(_) => true,
            Self::Combined(combined) => combined.sets.iter().any(Self::uses_scores),
            Self::Given | Self::Equal | Self::Ahp { .. } | Self::Expert => false,
        }
    }

    /// Whether weight is shared out among all indicators of a branch at once.
    pub fn is_flat(&self) -> bool {
        match self {
            Self::Data(data) => data.scope == Scope::All,
            Self::Combined(combined) => combined.sets.iter().any(Self::is_flat),
            Self::Given | Self::Equal | Self::Ahp { .. } | Self::Expert => false,
        }
    }

    /// Whether the weights of a period follow from that period alone.
    pub fn stays_in_period(&self) -> bool {
        match self {
            Self::Data(data) => data.over == Over::Period,
            Self::Combined(combined) => combined.sets.iter().all(Self::stays_in_period),
            Self::Given | Self::Equal | Self::Ahp { .. } | Self::Expert => true,
        }
    }

    /// From which periods the scores come that weights are made of; none where no scores are used.
    pub const fn over(&self) -> Option<&Over> {
        match self {
            Self::Data(data) => Some(&data.over),
            Self::Given | Self::Equal | Self::Ahp { .. } | Self::Expert | Self::Combined(_) => None,
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
