use super::statistics::{mean, standard_deviation};

/// How much each column varies (标准差法).
///
/// `sd = √(Σ (z − z̄)² / (n − 1))`
///
/// - `columns`: a column a child, one row a unit, all rows complete, each between 0 and 1. Answers
///   a number a column, in the unit of z; weights are in proportion to it.
/// - A constant column, or fewer than two rows: 0.
/// - Source: Diakoulaki, Mavrotas and Papayannakis (1995), where it is set against CRITIC.
///
/// ```
/// use heng::engine::weight::deviation;
/// assert_eq!(deviation(&[vec![0.0, 0.5, 1.0], vec![1.0, 1.0, 1.0]]), [0.5, 0.0]);
/// ```
pub fn deviation(columns: &[Vec<f64>]) -> Vec<f64> {
    columns.iter().map(|z| standard_deviation(z)).collect()
}

/// How much each column varies for its size (变异系数法).
///
/// `cv = sd / z̄`
///
/// - `columns`: as for [`deviation`], none below zero. Answers a number without unit a column;
///   weights are in proportion to it.
/// - A column of zeros, or fewer than two rows: 0.
/// - Source: K. Pearson, *Philosophical Transactions of the Royal Society A* 187 (1896).
///
/// ```
/// use heng::engine::weight::variation;
/// assert_eq!(variation(&[vec![0.0, 0.5, 1.0], vec![0.0, 0.0, 0.0]]), [1.0, 0.0]);
/// ```
pub fn variation(columns: &[Vec<f64>]) -> Vec<f64> {
    let of = |z: &Vec<f64>| {
        let mean = mean(z);
        if mean > 0.0 {
            standard_deviation(z) / mean
        } else {
            0.0
        }
    };
    columns.iter().map(of).collect()
}
