//! Several weights of the same siblings as one (组合赋权).

use serde::{Deserialize, Serialize};

use super::given::shared_out;

/// How two or more sets of weights become one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum Combination {
    /// 乘法合成: in proportion to their product.
    #[default]
    Product,
    /// 加法合成 (线性加权): two sets, each with its share.
    Blend {
        /// The share of the first, 0 to 1; the second has the rest.
        #[serde(default = "half")]
        alpha: f64,
    },
}

impl Combination {
    /// One of each kind with its usual parameters, in the order menus list them.
    pub const ALL: [Self; 2] = [Self::Product, Self::Blend { alpha: 0.5 }];

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Blend { .. } => "blend",
        }
    }

    /// The combination of a key, with its usual parameters.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The weights of all sets together; none where they have none, and of a blend, where there are
    /// not just two sets.
    ///
    /// ```
    /// use heng::engine::weight::Combination;
    /// let sets = [vec![0.5, 0.5], vec![1.0, 0.0]];
    /// assert_eq!(Combination::Blend { alpha: 0.5 }.of(&sets), Some(vec![0.75, 0.25]));
    /// ```
    pub fn of(self, sets: &[Vec<f64>]) -> Option<Vec<f64>> {
        match (self, sets) {
            (Self::Product, _) => combine_product(sets),
            (Self::Blend { alpha }, [a, b]) => combine_blend(a, b, alpha),
            (Self::Blend { .. }, _) => None,
        }
    }
}

/// Weights in proportion to the product of several (乘法合成).
///
/// `w_j = Π_s w_sj / Σ_k Π_s w_sk`
///
/// - `sets`: each one weight a sibling, in the same order, none negative. Answers weights that sum
///   to 1.
/// - No set, no sibling, sets of different lengths, a number that is negative or none, or all
///   products zero: none.
/// - A weight of zero in any set is zero in the product.
/// - Source: 郭亚军《综合评价理论、方法及应用》(2007), on weighting that joins judgement and data.
///
/// ```
/// use heng::engine::weight::combine_product;
/// assert_eq!(combine_product(&[vec![0.5, 0.5], vec![0.25, 0.75]]), Some(vec![0.25, 0.75]));
/// assert_eq!(combine_product(&[vec![1.0, 0.0], vec![0.0, 1.0]]), None);
/// ```
pub fn combine_product(sets: &[Vec<f64>]) -> Option<Vec<f64>> {
    let (first, others) = sets.split_first()?;
    let mut weights = shares(first)?;
    for set in others {
        if set.len() != weights.len() {
            return None;
        }
        // Shared out at each step, so that the product of many stays above zero.
        let set = shares(set)?;
        let products: Vec<f64> = weights.iter().zip(set).map(|(a, b)| a * b).collect();
        weights = shares(&products)?;
    }
    Some(weights)
}

/// Weights between two (加法合成).
///
/// `w_j = α·a_j + (1 − α)·b_j`
///
/// - `a`, `b`: one weight a sibling, in the same order, none negative; each is taken with sum 1.
///   Answers weights that sum to 1.
/// - `alpha`: the share of `a`, 0 to 1.
/// - No sibling, different lengths, a number that is negative or none, a set of zeros, or another
///   `alpha`: none.
/// - Source: 郭亚军《综合评价理论、方法及应用》(2007), on weighting that joins judgement and data.
///
/// ```
/// use heng::engine::weight::combine_blend;
/// assert_eq!(combine_blend(&[1.0, 0.0], &[0.5, 0.5], 0.25), Some(vec![0.625, 0.375]));
/// ```
pub fn combine_blend(a: &[f64], b: &[f64], alpha: f64) -> Option<Vec<f64>> {
    if a.len() != b.len() || !(0.0..=1.0).contains(&alpha) {
        return None;
    }
    let pairs = shares(a)?.into_iter().zip(shares(b)?);
    let blend = pairs.map(|(a, b)| alpha * a + (1.0 - alpha) * b);
    Some(blend.collect())
}

/// Weights with sum 1; none if one is negative or no number, or all are zero.
fn shares(weights: &[f64]) -> Option<Vec<f64>> {
    let sound = |weight: &f64| weight.is_finite() && *weight >= 0.0;
    weights.iter().all(sound).then(|| shared_out(weights))?
}

const fn half() -> f64 {
    0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back() {
        for combination in Combination::ALL {
            assert_eq!(Combination::from_key(combination.key()), Some(combination));
            let text = serde_json::to_string(&combination).unwrap();
            assert!(text.contains(combination.key()), "{text}");
            let back: Combination = serde_json::from_str(&text).unwrap();
            assert_eq!(back, combination);
        }
        let bare: Combination = serde_json::from_str(r#"{"how":"blend"}"#).unwrap();
        assert_eq!(bare, Combination::Blend { alpha: 0.5 });
    }

    #[test]
    fn what_cannot_be_combined_is_none() {
        let (a, b) = (vec![0.25, 0.75], vec![0.5, 0.5]);
        assert_eq!(combine_product(&[]), None);
        assert_eq!(combine_product(&[vec![]]), None);
        assert_eq!(combine_product(&[a.clone(), vec![1.0]]), None);
        assert_eq!(combine_product(&[a.clone(), vec![f64::NAN, 1.0]]), None);
        assert_eq!(combine_product(&[a.clone(), vec![-1.0, 2.0]]), None);
        assert_eq!(combine_product(std::slice::from_ref(&a)), Some(a.clone()));
        for alpha in [-0.1, 1.1, f64::NAN] {
            assert_eq!(combine_blend(&a, &b, alpha), None);
        }
        assert_eq!(combine_blend(&a, &[1.0], 0.5), None);
        assert_eq!(combine_blend(&a, &[0.0, 0.0], 0.5), None);
        assert_eq!(combine_blend(&a, &b, 1.0), Some(a.clone()));
        assert_eq!(combine_blend(&a, &b, 0.0), Some(b.clone()));
        let three = [a.clone(), b.clone(), b];
        assert_eq!(Combination::Blend { alpha: 0.5 }.of(&three), None);
        assert_eq!(Combination::Product.of(&three), Some(a));
        let many = vec![vec![1e-3, 1.0 - 1e-3]; 400];
        let product = combine_product(&many).unwrap();
        assert!(product.iter().all(|it| it.is_finite()) && product[1] == 1.0);
    }
}
