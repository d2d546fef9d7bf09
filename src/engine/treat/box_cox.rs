/// The Box–Cox transformation with a given power (Box–Cox 变换).
///
/// `y = (x^λ − 1)/λ`, and `ln x` for λ = 0; it keeps the order whatever λ is.
///
/// - `x` above zero, else none; none also where the power is too large for a number.
/// - λ = 1 only moves the column down by one.
/// - Source: G. Box and D. Cox, *An Analysis of Transformations* (1964).
///
/// ```
/// use heng::engine::treat::box_cox;
/// assert!((box_cox(9.0, 0.5).unwrap() - 4.0).abs() < 1e-12);
/// assert_eq!(box_cox(1.0, 0.0), Some(0.0));
/// assert_eq!(box_cox(0.0, 0.5), None);
/// ```
pub fn box_cox(x: f64, lambda: f64) -> Option<f64> {
    if x <= 0.0 {
        return None;
    }
    let power = lambda * libm::log(x);
    // So small a power is the logarithm to the last digit, and dividing by it would spoil that.
    let found = if power.abs() < 1e-19 {
        libm::log(x)
    } else {
        libm::expm1(power) / lambda
    };
    found.is_finite().then_some(found)
}
