/// The logarithm of a column's values above its least one (对数变换).
///
/// `y = ln(x − min + shift)`, with `shift = 0.01·(max − min)` of the ranked values, so that the
/// least value has a logarithm too; it keeps the order.
///
/// - `x`, `min` and `shift` in the indicator's own measure, the result without one.
/// - None where the argument is not above zero: a reference unit, or a limit, that far below the
///   ranked units.
/// - Source: the logarithm of the COIN Tool, as in the R package `COINr` (`log_CT`).
///
/// ```
/// use heng::engine::treat::log;
/// assert_eq!(log(10.0, 10.0, 1.0), Some(0.0));
/// assert_eq!(log(9.0, 10.0, 1.0), None);
/// ```
pub fn log(x: f64, min: f64, shift: f64) -> Option<f64> {
    let argument = x - min + shift;
    let found = if argument.is_infinite() {
        // Numbers at the ends of what one can be: their halves have a sum that is one.
        libm::log(x / 2.0 - min / 2.0 + shift / 2.0) + std::f64::consts::LN_2
    } else {
        libm::log(argument)
    };
    found.is_finite().then_some(found)
}
