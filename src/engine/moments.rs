//! What the shape of a column is: mean, quantiles, skewness and kurtosis.
//!
//! Each sorts the values first, so that the order of units changes no bit of the answer, and
//! scales them by a power of two, so that neither huge nor tiny values spoil it.

use super::{
    Bounds,
    normalise::{divided, exponent_of},
};

/// The arithmetic mean; none of nothing. In the measure of the values.
///
/// ```
/// use heng::engine::moments::mean;
/// assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0));
/// assert_eq!(mean(&[]), None);
/// ```
pub fn mean(values: &[f64]) -> Option<f64> {
    let bounds = Bounds::of(values.iter().copied())?;
    let sorted = sorted(values);
    let exponent = exponent_of(&sorted);
    let sum: f64 = sorted.iter().map(|&x| divided(x, exponent)).sum();
    let mean = libm::scalbn(sum / sorted.len() as f64, exponent);
    // Rounding must not carry it out of the values: the mean of equal ones is that one.
    Some(mean.clamp(bounds.lower, bounds.upper))
}

/// The median (中位数): the value in the middle, or halfway between the two in the middle.
///
/// ```
/// use heng::engine::moments::median;
/// assert_eq!(median(&[1.0, 9.0, 2.0, 4.0]), Some(3.0));
/// ```
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// The quantile (分位数) by linear interpolation between the two nearest values, "type 7".
///
/// `q = x₍ₖ₎ + (h − k)·(x₍ₖ₊₁₎ − x₍ₖ₎)` with `h = (n−1)·share`, `k = ⌊h⌋`, the values ascending from 0.
///
/// - `share` from 0 (the least value) to 1 (the greatest); none outside, and none of nothing.
/// - Source: Hyndman and Fan, *Sample Quantiles in Statistical Packages* (1996), definition 7;
///   Excel's PERCENTILE.INC and QUARTILE.INC.
///
/// ```
/// use heng::engine::moments::quantile;
/// assert_eq!(quantile(&[1.0, 3.0, 2.0, 4.0], 0.25), Some(1.75));
/// assert_eq!(quantile(&[1.0, 2.0], 1.5), None);
/// ```
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    quantile_of_sorted(&sorted(values), share)
}

/// [`quantile`] of values that are ascending already.
pub(in crate::engine) fn quantile_of_sorted(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let place = last as f64 * share;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the number of values"
    )]
    let below = (libm::floor(place) as usize).min(last);
    let (lower, upper) = (*sorted.get(below)?, *sorted.get((below + 1).min(last))?);
    Some(between([lower, upper], place - below as f64))
}

/// The number that stands at `share` (0 to 1) of the way from the first to the second.
pub(in crate::engine) fn between([first, second]: [f64; 2], share: f64) -> f64 {
    let width = second - first;
    let found = if width.is_finite() {
        first + width * share
    } else {
        first * (1.0 - share) + second * share
    };
    found.clamp(first.min(second), first.max(second))
}

/// The skewness (偏度) of a sample, as Excel's SKEW.
///
/// `n/((n−1)(n−2)) · Σ((x−mean)/sd)³`, sd with n − 1; without unit.
///
/// - None of fewer than three values or of equal ones.
/// - Source: Microsoft, *SKEW function*; Joanes and Gill, *Comparing measures of sample skewness
///   and kurtosis* (1998), G₁.
///
/// ```
/// use heng::engine::moments::skewness;
/// let skew = skewness(&[3.0, 4.0, 5.0, 2.0, 3.0, 4.0, 5.0, 6.0, 4.0, 7.0]).unwrap();
/// assert!((skew - 0.359_543_071).abs() < 1e-9);
/// ```
pub fn skewness(values: &[f64]) -> Option<f64> {
    shape_of_sorted(&sorted(values))[0]
}

/// [`skewness`] and [`kurtosis`] of values that are ascending already.
pub(in crate::engine) fn shape_of_sorted(sorted: &[f64]) -> [Option<f64>; 2] {
    let Some(deviations) = deviations(sorted) else {
        return [None, None];
    };
    let n = sorted.len() as f64;
    let (one, two, three) = (n - 1.0, n - 2.0, n - 3.0);
    let cubes: f64 = deviations.iter().map(|z| z * z * z).sum();
    let fourths: f64 = deviations.iter().map(|z| (z * z) * (z * z)).sum();
    let skewness = n / (one * two) * cubes;
    let kurtosis = n * (n + 1.0) / (one * two * three) * fourths - 3.0 * one * one / (two * three);
    [
        (sorted.len() >= 3).then_some(skewness),
        (sorted.len() >= 4).then_some(kurtosis),
    ]
}

/// The excess kurtosis (峰度) of a sample, as Excel's KURT.
///
/// `n(n+1)/((n−1)(n−2)(n−3)) · Σ((x−mean)/sd)⁴ − 3(n−1)²/((n−2)(n−3))`, sd with n − 1; without
/// unit.
///
/// - None of fewer than four values or of equal ones.
/// - Source: Microsoft, *KURT function*; Joanes and Gill (1998), G₂.
///
/// ```
/// use heng::engine::moments::kurtosis;
/// let kurt = kurtosis(&[3.0, 4.0, 5.0, 2.0, 3.0, 4.0, 5.0, 6.0, 4.0, 7.0]).unwrap();
/// assert!((kurt + 0.151_799_637).abs() < 1e-9);
/// ```
pub fn kurtosis(values: &[f64]) -> Option<f64> {
    shape_of_sorted(&sorted(values))[1]
}

/// The values, ascending.
pub(in crate::engine) fn sorted(values: &[f64]) -> Vec<f64> {
    // Whole numbers that stand in the order of the values sort several times as fast.
    let turned = |bits: i64| if bits < 0 { bits ^ i64::MAX } else { bits };
    let mut keys: Vec<i64> = values
        .iter()
        .map(|x| turned(x.to_bits().cast_signed()))
        .collect();
    keys.sort_unstable();
    let keys = keys.into_iter();
    keys.map(|key| f64::from_bits(turned(key).cast_unsigned()))
        .collect()
}

/// How many standard deviations each of some ascending values is from the mean; none of fewer
/// than three values or of equal ones.
fn deviations(sorted: &[f64]) -> Option<Vec<f64>> {
    let n = sorted.len() as f64;
    let (first, greatest) = (*sorted.first()?, *sorted.last()?);
    if sorted.len() < 3 || first == greatest {
        return None;
    }
    // Heights above the least value are as exact as the values are, however far these are from
    // zero; then once more scaled, as a narrow column far from zero has tiny heights.
    let exponent = exponent_of(sorted);
    let lowest = divided(first, exponent);
    let heights: Vec<f64> = sorted
        .iter()
        .map(|&x| divided(x, exponent) - lowest)
        .collect();
    let exponent = exponent_of(&heights);
    let heights: Vec<f64> = heights.iter().map(|&x| divided(x, exponent)).collect();
    let mean = heights.iter().sum::<f64>() / n;
    let squares: f64 = heights.iter().map(|x| (x - mean) * (x - mean)).sum();
    let sd = libm::sqrt(squares / (n - 1.0));
    Some(heights.iter().map(|x| (x - mean) / sd).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }

    #[test]
    fn the_examples_of_excels_manual() {
        let sample = [3.0, 4.0, 5.0, 2.0, 3.0, 4.0, 5.0, 6.0, 4.0, 7.0];
        near(skewness(&sample), 0.359_543_071);
        near(kurtosis(&sample), -0.151_799_637);
        // QUARTILE({1,2,4,7,8,9,10,12}, 1) and PERCENTILE({1,2,3,4}, 0.3)
        near(
            quantile(&[1.0, 2.0, 4.0, 7.0, 8.0, 9.0, 10.0, 12.0], 0.25),
            3.5,
        );
        near(quantile(&[1.0, 3.0, 2.0, 4.0], 0.3), 1.9);
    }

    #[test]
    fn too_few_or_equal_values_have_no_shape() {
        assert_eq!(skewness(&[1.0, 2.0]), None);
        assert_eq!(kurtosis(&[1.0, 2.0, 4.0]), None);
        assert!(skewness(&[1.0, 2.0, 4.0]).is_some());
        assert_eq!(skewness(&[0.1; 7]), None);
        assert_eq!(kurtosis(&[0.1; 7]), None);
        assert_eq!(
            (mean(&[]), median(&[]), quantile(&[], 0.0)),
            (None, None, None)
        );
        assert_eq!(mean(&[0.1; 7]), Some(0.1));
    }

    #[test]
    fn the_shape_stays_when_the_measure_changes() {
        let sample = [0.0, 1.0, 1.0, 2.0, 3.0, 20.0];
        let (skew, kurt) = (skewness(&sample).unwrap(), kurtosis(&sample).unwrap());
        for factor in [1e-300, 1e-9, 1e300] {
            let scaled = sample.map(|x| x * factor);
            near(skewness(&scaled), skew);
            near(kurtosis(&scaled), kurt);
        }
        let far = sample.map(|x| x + 1e15);
        near(skewness(&far), skew);
        let ends = [f64::MAX, f64::MIN, 0.0, 1.0];
        near(skewness(&ends), 0.0);
        assert_eq!(mean(&[f64::MAX; 3]), Some(f64::MAX));
        assert!(kurtosis(&ends).unwrap().is_finite());
        assert_eq!(median(&ends), Some(0.5));
        assert_eq!(quantile(&[f64::MIN, f64::MAX], 0.5), Some(0.0));
    }
}
