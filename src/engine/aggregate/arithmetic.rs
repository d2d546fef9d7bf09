use super::weight_sum;

/// The weighted arithmetic mean (加权平均).
///
/// `s = Σ w·y / Σ w` over the available children.
///
/// - `children`: pairs of weight and score; the score in the children's scale, as is the result.
/// - No child, or no weight among them: none.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §6.
///
/// ```
/// use heng::engine::aggregate::arithmetic;
/// assert_eq!(arithmetic(&[(1.0, 20.0), (3.0, 60.0)]), Some(50.0));
/// assert_eq!(arithmetic(&[]), None);
/// ```
pub fn arithmetic(children: &[(f64, f64)]) -> Option<f64> {
    let sum = weight_sum(children)?;
    Some(
        children
            .iter()
            .map(|(weight, score)| weight / sum * score)
            .sum(),
    )
}
