use super::weight_sum;

/// The weighted geometric mean (几何平均).
///
/// `s = Π y^(w/Σw) = exp(Σ w·ln y / Σ w)` over the available children.
///
/// - `children`: pairs of weight and score; the score in the children's scale, as is the result.
/// - A child without weight has no say. A score that carries weight and is not above zero: none,
///   because one zero would wipe out everything else.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §6.
///
/// ```
/// use heng::engine::aggregate::geometric;
/// assert!((geometric(&[(1.0, 20.0), (1.0, 80.0)]).unwrap() - 40.0).abs() < 1e-12);
/// assert_eq!(geometric(&[(1.0, 0.0), (1.0, 80.0)]), None);
/// ```
pub fn geometric(children: &[(f64, f64)]) -> Option<f64> {
    let sum = weight_sum(children)?;
    let mut logarithm = 0.0;
    for &(weight, score) in children.iter().filter(|(weight, _)| *weight > 0.0) {
        if score <= 0.0 {
            return None;
        }
        logarithm += weight / sum * libm::log(score);
    }
    Some(libm::exp(logarithm))
}
