//! Typed weights of siblings brought into proportion: kept in their sum, or made to sum to 100.

/// Weights after one of them is set, the sum of all staying as it is (联动调整).
///
/// `w'ᵢ = wᵢ · R / Σ w` over the siblings that may give way, `R = S − w' − L` with S the sum before,
/// w' the weight set and L the sum of the locked ones.
///
/// - Weights in any measure, none below zero. `w'` is cut to what is there to share out, 0 to S − L.
/// - Siblings that all weigh nothing take equal parts of R.
/// - None where no sibling may give way, or there is no weight at that place: then the sum cannot stay.
///
/// ```
/// use heng::engine::weight::share_out;
/// let weights = [50.0, 30.0, 20.0];
/// assert_eq!(share_out(&weights, &[false; 3], (0, 75.0)), Some(vec![75.0, 15.0, 10.0]));
/// assert_eq!(share_out(&weights, &[false, true, false], (0, 60.0)), Some(vec![60.0, 30.0, 10.0]));
/// assert_eq!(share_out(&weights, &[false, true, false], (0, 99.0)), Some(vec![70.0, 30.0, 0.0]));
/// assert_eq!(share_out(&weights, &[false, true, true], (0, 60.0)), None);
/// assert_eq!(share_out(&[100.0, 0.0, 0.0], &[false; 3], (0, 50.0)), Some(vec![50.0, 25.0, 25.0]));
/// ```
pub fn share_out(weights: &[f64], locked: &[bool], (at, weight): (usize, f64)) -> Option<Vec<f64>> {
    weights.get(at)?;
    let stays = |place: usize| place != at && locked.get(place) == Some(&true);
    let gives = |place: usize| place != at && !stays(place);
    let sum_of = |which: &dyn Fn(usize) -> bool| -> f64 {
        let some = weights
            .iter()
            .enumerate()
            .filter(|(place, _)| which(*place));
        some.map(|(_, weight)| weight).sum()
    };
    let yielding = (0..weights.len()).filter(|place| gives(*place)).count();
    if yielding == 0 {
        return None;
    }
    let free = (sum_of(&|_| true) - sum_of(&stays)).max(0.0);
    let weight = weight.clamp(0.0, free);
    let (rest, before) = (free - weight, sum_of(&gives));
    let shared = weights.iter().enumerate().map(|(place, old)| {
        if place == at {
            weight
        } else if stays(place) {
            *old
        } else if before > 0.0 {
            old * (rest / before)
        } else {
            rest / yielding as f64
        }
    });
    Some(shared.collect())
}

/// Weights in the same proportions that sum to 100 (归一化为 100%): `w'ᵢ = 100 · wᵢ / Σ w`.
///
/// - Weights in any measure, none below zero. None where they sum to nothing.
///
/// ```
/// use heng::engine::weight::to_hundred;
/// assert_eq!(to_hundred(&[1.0, 3.0]), Some(vec![25.0, 75.0]));
/// assert_eq!(to_hundred(&[0.0, 0.0]), None);
/// ```
pub fn to_hundred(weights: &[f64]) -> Option<Vec<f64>> {
    let sum: f64 = weights.iter().sum();
    let of_hundred = weights.iter().map(|it| 100.0 * it / sum);
    (sum > 0.0 && sum.is_finite()).then(|| of_hundred.collect())
}
