//! Weights that the scores themselves suggest (客观赋权).

use serde::{Deserialize, Serialize};

use super::{WeightError, component, critic, deviation, entropy, given::shared_out, variation};
use crate::engine::{Bounds, Direction, Over};

/// How weights come from the scores of siblings, and from the scores of which periods.
///
/// Statistics are taken over the ranked units that have a score for every sibling (units with a
/// gap are left out of the statistics, not of the index), each column stretched to z of 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataWeighting {
    /// What is measured.
    #[serde(flatten)]
    pub by: Importance,
    /// From which periods the scores come.
    #[serde(default)]
    pub over: Over,
    /// Among whom weight is shared out.
    #[serde(default)]
    pub scope: Scope,
}

/// Among whom weight is shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Among the children of one aggregate, by their scores.
    #[default]
    Siblings,
    /// Among all indicators of the branch at once, by theirs; an aggregate weighs what its
    /// indicators sum to.
    All,
}

/// What makes a sibling important.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Importance {
    /// 熵权法: how unevenly it is spread over the units.
    Entropy {
        /// What is added to z before shares are taken; not negative.
        #[serde(default)]
        shift: f64,
    },
    /// CRITIC: how much it varies and how little the others say the same.
    Critic,
    /// 标准差法: how much it varies.
    Sd,
    /// 变异系数法: how much it varies for its size.
    Cv,
    /// 主成分法: how much it shares with all others.
    Pca,
}

/// Weights from scores, and what was noticed.
#[derive(Clone, Debug, PartialEq)]
pub struct DataWeights {
    /// They sum to 1.
    pub weights: Vec<f64>,
    /// Which siblings have the same score everywhere, and so no weight.
    pub constant: Vec<usize>,
    /// Which siblings run against the first principal component, with their loadings.
    pub against: Vec<(usize, f64)>,
}

impl Importance {
    /// One of each kind, in the order menus list them.
    pub const ALL: [Self; 5] = [
        Self::Entropy { shift: 0.0 },
        Self::Critic,
        Self::Sd,
        Self::Cv,
        Self::Pca,
    ];

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Entropy { .. } => "entropy",
            Self::Critic => "critic",
            Self::Sd => "sd",
            Self::Cv => "cv",
            Self::Pca => "pca",
        }
    }

    /// What an entropy adds to z; none for the others.
    pub const fn shift(self) -> Option<f64> {
        match self {
            Self::Entropy { shift } => Some(shift),
            Self::Critic | Self::Sd | Self::Cv | Self::Pca => None,
        }
    }

    /// The least number of complete rows that say anything: a correlation of two is always ±1.
    pub const fn least_rows(self) -> usize {
        match self {
            Self::Entropy { .. } | Self::Sd | Self::Cv => 2,
            Self::Critic | Self::Pca => 3,
        }
    }

    /// The weights of siblings from their scores.
    ///
    /// - `columns`: a column a sibling, one row a unit, all rows complete. In any unit: each is
    ///   stretched to 0 to 1 first.
    /// - One sibling, or one alone that is not constant, weighs 1. A constant one weighs 0.
    /// - Too few rows, all constant, or nothing that tells the siblings apart (CRITIC: all say the
    ///   same; PCA: no component stands out): an error.
    ///
    /// ```
    /// use heng::engine::weight::Importance;
    /// let told = Importance::Sd.weights(&[vec![3.0, 5.0], vec![10.0, 0.0], vec![7.0, 7.0]]).unwrap();
    /// assert_eq!(told.weights, [0.5, 0.5, 0.0]);
    /// assert_eq!(told.constant, [2]);
    /// ```
    pub fn weights(self, columns: &[Vec<f64>]) -> Result<DataWeights, WeightError> {
        let Some(first) = columns.first() else {
            return Err(WeightError::Nobody);
        };
        let mut told = DataWeights {
            weights: vec![1.0],
            constant: Vec::new(),
            against: Vec::new(),
        };
        if columns.len() == 1 {
            return Ok(told);
        }
        let (rows, least) = (first.len(), self.least_rows());
        if rows < least {
            return Err(WeightError::TooFewRows { rows, least });
        }
        let mut varying = Vec::new();
        let mut stretched = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            if let Some(z) = stretch(column) {
                varying.push(at);
                stretched.push(z);
            } else {
                told.constant.push(at);
            }
        }
        let loadings = self.importance(&stretched)?;
        let squares = matches!(self, Self::Pca);
        let numbers: Vec<f64> = loadings
            .iter()
            .map(|it| if squares { it * it } else { *it })
            .collect();
        let shares = shared_out(&numbers).ok_or(WeightError::Undetermined)?;
        told.weights = vec![0.0; columns.len()];
        for ((at, share), loading) in varying.into_iter().zip(shares).zip(loadings) {
            told.weights[at] = share;
            if loading < -1e-9 {
                told.against.push((at, loading));
            }
        }
        Ok(told)
    }

    /// The importance of columns that vary; of PCA, the loadings.
    fn importance(self, columns: &[Vec<f64>]) -> Result<Vec<f64>, WeightError> {
        if columns.len() == 1 {
            return Ok(vec![1.0]);
        }
        Ok(match self {
            Self::Entropy { shift } => {
                if shift.is_nan() || shift < 0.0 {
                    return Err(WeightError::Shift { shift });
                }
                entropy(shift, columns)
            }
            Self::Critic => critic(columns),
            Self::Sd => deviation(columns),
            Self::Cv => variation(columns),
            Self::Pca => component(columns).ok_or(WeightError::Undetermined)?,
        })
    }
}

/// A column as shares of its range, 0 to 1; none if it is constant, to twelve digits: what is
/// left by rounding must not be stretched.
fn stretch(column: &[f64]) -> Option<Vec<f64>> {
    let bounds = Bounds::of(column.iter().copied())?;
    let share = |x: &f64| bounds.share(*x, Direction::Positive);
    let size = bounds.lower.abs().max(bounds.upper.abs());
    let varies = bounds.upper - bounds.lower > 1e-12 * size;
    varies.then(|| column.iter().map(share).collect())
}
