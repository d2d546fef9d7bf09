/// The same weight for every child (等权).
///
/// `w = 1 / n`
///
/// - `children`: how many there are, n. Answers weights of 0 to 1.
/// - No child: no weights.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §6.
///
/// ```
/// use heng::engine::weight::equal;
/// assert_eq!(equal(2), [0.5, 0.5]);
/// ```
pub fn equal(children: usize) -> Vec<f64> {
    vec![1.0 / children as f64; children]
}
