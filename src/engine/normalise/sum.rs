use super::Total;

/// Share of the sum (比重法): what part of the sum of all ranked units a value is.
///
/// `y = x/Σx` over the ranked units.
///
/// - `x` and `sum` in the indicator's own measure; the result between 0 and 1 where no value is
///   negative. The scale is open.
/// - Only for 正向: of a sum no part is "less is better", which the caller reports, as it does a sum
///   that is not above zero and ranked units that are all equal.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §5; the first step
///   of entropy weights.
///
/// ```
/// use heng::engine::normalise::{Total, share_of_sum};
/// assert_eq!(share_of_sum(3.0, Total::sum(&[3.0, 4.0, 5.0])), 0.25);
/// ```
pub fn share_of_sum(x: f64, sum: Total) -> f64 {
    sum.share(x)
}
