/// Borda (博尔达计分): how many ranked units are strictly worse.
///
/// `y = r − 1`, where r is the place of [`places`](super::places), the worst first.
///
/// - `place` from 1 to n; the result from 0 to n − 1.
/// - Ties share the lower number; a reference unit has no place, hence no score.
/// - Source: de Borda (1784); Munda, *Social Multi-Criteria Evaluation* (2008), §6.
///
/// ```
/// use heng::engine::normalise::borda;
/// assert_eq!(borda(1.0), 0.0);
/// assert_eq!(borda(4.0), 3.0);
/// ```
pub fn borda(place: f64) -> f64 {
    place - 1.0
}
