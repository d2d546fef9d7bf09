use super::{lowest, weight_sum, with_say};

/// The weighted harmonic mean (调和平均).
///
/// `s = Σ w / Σ (w/y)` over the available children.
///
/// - `children`: pairs of weight and score; the score in the children's scale, as is the result.
/// - A child without weight has no say. A score that carries weight and is not above zero: none,
///   because its reciprocal has no meaning here.
/// - Source: P. S. Bullen, *Handbook of Means and Their Inequalities* (2003), II.1.2.
///
/// ```
/// use heng::engine::aggregate::harmonic;
/// assert_eq!(harmonic(&[(1.0, 20.0), (1.0, 80.0)]), Some(32.0));
/// assert_eq!(harmonic(&[(1.0, 0.0), (1.0, 80.0)]), None);
/// ```
pub fn harmonic(children: &[(f64, f64)]) -> Option<f64> {
    let sum = weight_sum(children)?;
    let lowest = lowest(children)?;
    if lowest <= 0.0 {
        return None;
    }
    // Measured against the lowest score, so that no reciprocal is too large for a number.
    let reciprocals: f64 = with_say(children)
        .map(|(weight, score)| weight / sum * (lowest / score))
        .sum();
    Some(lowest / reciprocals)
}
