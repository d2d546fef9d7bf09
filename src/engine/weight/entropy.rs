/// How much each column differs from an even one, by its entropy (熵权法).
///
/// `p = (z + shift) / Σ (z + shift)`, `e = −Σ p·ln p / ln n`, importance `1 − e`
///
/// - `columns`: a column a child, one row a unit, all rows complete, each between 0 and 1 and not
///   constant. `shift`: what is added to z, in the same unit, not negative. Answers a number of 0
///   to 1 a column; weights are in proportion to it.
/// - 0·ln 0 counts as 0, so a shift is not needed; one such as 0.01 is for agreement with studies
///   that add it. Fewer than two rows: all zero.
/// - Source: C. L. Hwang and K. Yoon, *Multiple Attribute Decision Making* (1981), §2.6.
///
/// Three units at 0, 1 and 1: p = 0, ½, ½ and e = ln 2 / ln 3.
///
/// ```
/// use heng::engine::weight::entropy;
/// let e = 2_f64.ln() / 3_f64.ln();
/// assert!((entropy(0.0, &[vec![0.0, 1.0, 1.0]])[0] - (1.0 - e)).abs() < 1e-12);
/// assert_eq!(entropy(0.0, &[vec![0.0, 1.0, 0.0]]), [1.0]);
/// ```
pub fn entropy(shift: f64, columns: &[Vec<f64>]) -> Vec<f64> {
    columns.iter().map(|z| 1.0 - evenness(shift, z)).collect()
}

/// The entropy of a column as a share of the largest possible one, 0 to 1.
fn evenness(shift: f64, z: &[f64]) -> f64 {
    if z.len() < 2 {
        return 1.0;
    }
    let sum: f64 = z.iter().map(|z| z + shift).sum();
    let terms = z.iter().map(|z| {
        let p = (z + shift) / sum;
        if p > 0.0 { -p * libm::log(p) } else { 0.0 }
    });
    let entropy: f64 = terms.sum::<f64>() / libm::log(z.len() as f64);
    entropy.clamp(0.0, 1.0)
}
