use super::{WeightError, equal};

/// The typed numbers, scaled to sum to 1 (给定).
///
/// `w = typed / Σ typed`
///
/// - `typed`: one entry a child, relative, in any common unit; blank is `None`. Answers weights
///   of 0 to 1.
/// - All blank counts as equal; one child weighs 1 whatever is typed, unless zero or negative.
///   Some typed and some blank, all zero, one negative,
///   or no child at all: an error.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §6.
///
/// ```
/// use heng::engine::weight::given;
/// assert_eq!(given(&[Some(3.0), Some(1.0)]), Ok(vec![0.75, 0.25]));
/// assert_eq!(given(&[None, None]), Ok(vec![0.5, 0.5]));
/// ```
pub fn given(typed: &[Option<f64>]) -> Result<Vec<f64>, WeightError> {
    if typed.is_empty() {
        return Err(WeightError::Nobody);
    }
    if typed.iter().all(Option::is_none) {
        return Ok(equal(typed.len()));
    }
    let mut weights = Vec::with_capacity(typed.len());
    for (at, weight) in typed.iter().enumerate() {
        let weight = weight.ok_or(WeightError::PartlyBlank)?;
        if !weight.is_finite() || weight < 0.0 {
            return Err(WeightError::Negative { at, weight });
        }
        weights.push(weight);
    }
    shared_out(&weights).ok_or(WeightError::AllZero)
}

/// Weights that sum to 1, in proportion to numbers that are not negative; none if all are zero.
pub(super) fn shared_out(numbers: &[f64]) -> Option<Vec<f64>> {
    // Scaled by the largest first, so that the sum of very large weights stays finite.
    let largest = numbers.iter().copied().fold(0.0, f64::max);
    if largest == 0.0 {
        return None;
    }
    let sum: f64 = numbers.iter().map(|number| number / largest).sum();
    let share = |number: &f64| number / largest / sum;
    Some(numbers.iter().map(share).collect())
}
