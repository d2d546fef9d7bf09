use super::{arithmetic, highest, lowest, weight_sum, with_say};

/// The weighted power mean (幂平均) of exponent `p`.
///
/// `s = (Σ w·y^p / Σ w)^(1/p)` over the available children; `p` is finite and not 0.
///
/// - `children`: pairs of weight and score; the score in the children's scale, as is the result.
/// - p = 1 is the arithmetic mean, −1 the harmonic one, 2 the quadratic one; the closer to 0, the
///   closer to the geometric mean. The lower p, the more a weak child costs.
/// - A child without weight has no say. A score that carries weight: none if it is below zero
///   (unless p = 1) and, for p < 0, if it is zero.
/// - Source: P. S. Bullen, *Handbook of Means and Their Inequalities* (2003), III.1.
///
/// ```
/// use heng::engine::aggregate::power;
/// assert!((power(2.0, &[(1.0, 10.0), (1.0, 70.0)]).unwrap() - 50.0).abs() < 1e-12);
/// assert_eq!(power(2.0, &[(1.0, -10.0), (1.0, 70.0)]), None);
/// assert_eq!(power(0.0, &[(1.0, 10.0)]), None);
/// ```
pub fn power(p: f64, children: &[(f64, f64)]) -> Option<f64> {
    if p == 1.0 {
        return arithmetic(children);
    }
    if !p.is_normal() {
        return None;
    }
    let sum = weight_sum(children)?;
    let (lowest, highest) = (lowest(children)?, highest(children)?);
    if lowest < 0.0 || lowest == 0.0 && p < 0.0 {
        return None;
    }
    // Measured against the score that matters most, so that no power is too large for a number;
    // and written as 1 + small, so that nothing is lost where p is close to 0.
    let base = if p > 0.0 { highest } else { lowest };
    if base == 0.0 {
        return Some(0.0);
    }
    let excess: f64 = with_say(children)
        .map(|(weight, score)| weight / sum * libm::expm1(p * log_ratio(score, base)))
        .sum();
    let mean = base * libm::exp(libm::log1p(excess) / p);
    Some(mean.clamp(lowest, highest))
}

/// ln(score/base), also where the ratio itself is too large or too small for a number.
fn log_ratio(score: f64, base: f64) -> f64 {
    let ratio = score / base;
    if ratio.is_normal() {
        libm::log(ratio)
    } else {
        libm::log(score) - libm::log(base)
    }
}
