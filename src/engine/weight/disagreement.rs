use super::{WeightError, given};

/// How far experts agree on the weights of one sibling.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The mean share, which is the weight by [`super::expert_average`].
    pub mean: f64,
    /// The least share.
    pub min: f64,
    /// The greatest share.
    pub max: f64,
    /// The standard deviation of shares (n − 1); none with fewer than two experts.
    pub sd: Option<f64>,
}

/// Where experts differ about siblings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Disagreement {
    /// The shares that each expert gives, which sum to 1; none of an expert who left all blank.
    pub shares: Vec<Option<Vec<f64>>>,
    /// One a sibling.
    pub spreads: Vec<Spread>,
    /// Which part of the whole each expert gives to other siblings than the mean does, 0 to 1.
    pub distances: Vec<Option<f64>>,
    /// The expert farthest from the mean, counted in `distances`; the first of equals. None where
    /// nobody differs.
    pub farthest: Option<usize>,
    /// The sibling that experts differ most about, by standard deviation; none where they agree.
    pub most_disputed: Option<usize>,
}

/// How much experts' weights of siblings differ (专家分歧).
///
/// `distance_e = ½ Σ_j |w_ej − mean_j|`
///
/// - `opinions`: an entry an expert, as with [`super::expert_average`]. An expert who left all blank
///   is not counted; nobody at all gives nothing.
/// - Errors are those of single lists: some blank and some typed, all zero, one negative.
///
/// ```
/// use heng::engine::weight::disagreement;
/// let opinions = [vec![Some(60.0), Some(40.0)], vec![Some(1.0), Some(4.0)], vec![None, None]];
/// let told = disagreement(&opinions).unwrap();
/// assert!((told.spreads[0].mean - 0.4).abs() < 1e-12);
/// assert_eq!(told.spreads[0].min, 0.2);
/// assert!((told.spreads[0].max - 0.6).abs() < 1e-12);
/// assert!((told.distances[1].unwrap() - 0.2).abs() < 1e-12);
/// assert_eq!(told.distances[2], None);
/// ```
pub fn disagreement(opinions: &[Vec<Option<f64>>]) -> Result<Disagreement, WeightError> {
    let siblings = opinions.iter().map(Vec::len).max().unwrap_or_default();
    let mut shares = Vec::with_capacity(opinions.len());
    for opinion in opinions {
        let mut whole = opinion.clone();
        whole.resize(siblings, None);
        let is_blank = whole.iter().all(Option::is_none);
        shares.push(if is_blank { None } else { Some(given(&whole)?) });
    }
    let typed: Vec<&Vec<f64>> = shares.iter().flatten().collect();
    if typed.is_empty() {
        let distances = vec![None; shares.len()];
        return Ok(Disagreement {
            shares,
            distances,
            ..Disagreement::default()
        });
    }
    let spreads: Vec<Spread> = (0..siblings)
        .map(|at| {
            let of = typed.iter().filter_map(|it| it.get(at).copied());
            spread(&of.collect::<Vec<f64>>())
        })
        .collect();
    let distance = |own: &Vec<f64>| {
        let apart = own.iter().zip(&spreads).map(|(w, it)| (w - it.mean).abs());
        apart.sum::<f64>() / 2.0
    };
    let distances: Vec<Option<f64>> = shares.iter().map(|it| it.as_ref().map(distance)).collect();
    let farthest = greatest(distances.iter().copied());
    let most_disputed = greatest(spreads.iter().map(|it| it.sd));
    Ok(Disagreement {
        shares,
        spreads,
        distances,
        farthest,
        most_disputed,
    })
}

/// Differences that rounding alone may make.
const NOTHING: f64 = 1e-12;

/// Where the greatest number stands, the first of equals; none where all are nothing.
fn greatest(numbers: impl Iterator<Item = Option<f64>>) -> Option<usize> {
    let mut found: Option<(usize, f64)> = None;
    for (at, number) in numbers.enumerate() {
        let least = found.map_or(0.0, |it| it.1) + NOTHING;
        if let Some(number) = number.filter(|it| *it > least) {
            found = Some((at, number));
        }
    }
    found.map(|it| it.0)
}

fn spread(shares: &[f64]) -> Spread {
    let count = shares.len() as f64;
    let mean = shares.iter().sum::<f64>() / count;
    let squares = shares.iter().map(|it| (it - mean) * (it - mean));
    Spread {
        mean,
        min: shares.iter().copied().fold(f64::INFINITY, f64::min),
        max: shares.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        sd: (shares.len() > 1).then(|| libm::sqrt(squares.sum::<f64>() / (count - 1.0))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_and_what_differs_most_is_told() {
        let of = |all: &[[f64; 3]]| -> Vec<Vec<Option<f64>>> {
            all.iter().map(|it| it.map(Some).to_vec()).collect()
        };
        // Worked by hand: shares .5 .3 .2, .5 .2 .3, .2 .7 .1; means .4 .4 .2.
        let opinions = of(&[[50.0, 30.0, 20.0], [5.0, 2.0, 3.0], [20.0, 70.0, 10.0]]);
        let told = disagreement(&opinions).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(near(told.spreads[1].mean, 0.4));
        assert!(near(told.spreads[1].sd.unwrap(), 0.07_f64.sqrt()));
        assert!(near(told.spreads[1].min, 0.2) && near(told.spreads[1].max, 0.7));
        assert!(near(told.distances[0].unwrap(), 0.1));
        assert!(near(told.distances[1].unwrap(), 0.2));
        assert!(near(told.distances[2].unwrap(), 0.3));
        assert_eq!((told.farthest, told.most_disputed), (Some(2), Some(1)));
        let same = of(&[[1.0, 1.0, 2.0], [25.0, 25.0, 50.0]]);
        let told = disagreement(&same).unwrap();
        assert_eq!((told.farthest, told.most_disputed), (None, None));
        assert_eq!(told.spreads[0].sd, Some(0.0));
    }

    #[test]
    fn nobody_differs_alone_and_wrong_lists_are_errors() {
        let one = disagreement(&[vec![Some(1.0), Some(1.0)]]).unwrap();
        assert_eq!((one.spreads[0].sd, one.farthest), (None, None));
        let nobody = disagreement(&[vec![None, None]]).unwrap();
        assert_eq!((nobody.spreads.len(), nobody.distances), (0, vec![None]));
        assert_eq!(disagreement(&[]), Ok(Disagreement::default()));
        let partly = disagreement(&[vec![Some(1.0), None]]);
        assert_eq!(partly, Err(WeightError::PartlyBlank));
    }
}
