use super::lowest;

/// The lowest score (取最小值).
///
/// `s = min y` over the available children that carry weight.
///
/// - `children`: pairs of weight and score; the score in the children's scale, as is the result.
/// - Weights decide only who has a say: a child without weight has none. No child with weight: none.
/// - Source: the power mean as p → −∞, P. S. Bullen, *Handbook of Means and Their Inequalities*
///   (2003), III.1.
///
/// ```
/// use heng::engine::aggregate::minimum;
/// assert_eq!(minimum(&[(1.0, 20.0), (3.0, 60.0), (0.0, 5.0)]), Some(20.0));
/// assert_eq!(minimum(&[]), None);
/// ```
pub fn minimum(children: &[(f64, f64)]) -> Option<f64> {
    lowest(children)
}
