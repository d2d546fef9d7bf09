use super::statistics::{correlation, standard_deviation};

/// How much each column varies, and how little the others say the same (CRITIC 法).
///
/// `C_j = sd_j · Σ_k (1 − r_jk)`
///
/// - `columns`: a column a child, one row a unit, all rows complete, each between 0 and 1 and not
///   constant; sd with n − 1 (the choice cancels), r after Pearson. Answers a number a column;
///   weights are in proportion to it.
/// - Columns that are all perfectly correlated: all zero. A difference of r from 1 below 1e-12 is
///   rounding and counts as none.
/// - Source: D. Diakoulaki, G. Mavrotas and L. Papayannakis, "Determining objective weights in
///   multiple criteria problems: the CRITIC method", *Computers & Operations Research* 22 (1995).
///
/// The first two columns say the same; the third is against both and weighs as much as they do.
///
/// ```
/// use heng::engine::weight::critic;
/// let up = vec![0.0, 0.5, 1.0];
/// let down = vec![1.0, 0.5, 0.0];
/// let told = critic(&[up.clone(), up, down]);
/// assert!(told.iter().zip([1.0, 1.0, 2.0]).all(|(a, b)| (a - b).abs() < 1e-12));
/// ```
pub fn critic(columns: &[Vec<f64>]) -> Vec<f64> {
    let importance = |j: &Vec<f64>| {
        let conflict = columns.iter().map(|k| {
            let difference = 1.0 - correlation(j, k);
            if difference < 1e-12 { 0.0 } else { difference }
        });
        standard_deviation(j) * conflict.sum::<f64>()
    };
    columns.iter().map(importance).collect()
}
