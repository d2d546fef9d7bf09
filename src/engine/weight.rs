//! Weights (权重): relative among siblings, summing to 1 within each aggregate.

use serde::{Deserialize, Serialize};

/// Where the weights of an aggregate's children come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// The typed numbers; all blank counts as equal.
    #[default]
    Given,
    /// The same for every child, whatever is typed.
    Equal,
}

impl Weighting {
    /// Every weighting, in the order menus list them.
    pub const ALL: [Self; 2] = [Self::Given, Self::Equal];

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Equal => "equal",
        }
    }

    /// The weighting of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|weighting| weighting.key() == key)
    }

    /// The weights of siblings from their typed ones.
    ///
    /// - `typed`: one entry a child, relative, in any common unit; blank is `None`.
    /// - Answers weights that sum to 1: `w = typed / Σ typed`, or `1 / n`.
    /// - One child weighs 1 whatever is typed, unless zero or negative.
    ///
    /// ```
    /// use heng::engine::Weighting;
    /// assert_eq!(Weighting::Given.weights(&[Some(3.0), Some(1.0)]), Ok(vec![0.75, 0.25]));
    /// assert_eq!(Weighting::Given.weights(&[None, None]), Ok(vec![0.5, 0.5]));
    /// assert_eq!(Weighting::Equal.weights(&[Some(3.0), None]), Ok(vec![0.5, 0.5]));
    /// ```
    pub fn weights(self, typed: &[Option<f64>]) -> Result<Vec<f64>, WeightError> {
        if typed.is_empty() {
            return Err(WeightError::Nobody);
        }
        match self {
            Self::Given => given(typed),
            Self::Equal => Ok(equal(typed.len())),
        }
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
}

fn equal(children: usize) -> Vec<f64> {
    vec![1.0 / children as f64; children]
}

fn given(typed: &[Option<f64>]) -> Result<Vec<f64>, WeightError> {
    if typed.iter().all(Option::is_none) {
        return Ok(equal(typed.len()));
    }
    let mut weights = Vec::with_capacity(typed.len());
    for (at, weight) in typed.iter().enumerate() {
        let weight = weight.ok_or(WeightError::PartlyBlank)?;
        if !weight.is_finite() || weight < 0.0 {
            return Err(WeightError::Negative { at, weight });
        }
        weights.push(weight);
    }
    // Scaled by the largest first, so that the sum of very large weights stays finite.
    let largest = weights.iter().copied().fold(0.0, f64::max);
    if largest == 0.0 {
        return Err(WeightError::AllZero);
    }
    let sum: f64 = weights.iter().map(|weight| weight / largest).sum();
    Ok(weights
        .into_iter()
        .map(|weight| weight / largest / sum)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_weight_is_told() {
        let given = |typed: &[Option<f64>]| Weighting::Given.weights(typed);
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
        for weighting in Weighting::ALL {
            assert_eq!(Weighting::from_key(weighting.key()), Some(weighting));
        }
    }
}
