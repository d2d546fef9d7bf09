use super::{WeightError, given, given::shared_out};

/// The mean of what several experts would give (专家打分平均).
///
/// `w_j = (Σ_e w_ej / Σ_k w_ek) / experts`
///
/// - `opinions`: an entry an expert; in it one number a sibling, relative, in any common unit of
///   that expert; blank is `None`. Answers weights that sum to 1.
/// - An expert who left all blank is not counted; if nobody typed anything, all count as equal, as
///   with [`given`](fn@given). Some blank and some typed, all zero, one negative, or no sibling at
///   all: an error. A list that is shorter than another is blank where it ends.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), §6.2 (budget
///   allocation).
///
/// Each expert has the same say, in whatever unit the weights are typed.
///
/// ```
/// use heng::engine::weight::expert_average;
/// let opinions = [vec![Some(1.0), Some(3.0)], vec![Some(75.0), Some(25.0)], vec![None, None]];
/// assert_eq!(expert_average(&opinions), Ok(vec![0.5, 0.5]));
/// ```
pub fn expert_average(opinions: &[Vec<Option<f64>>]) -> Result<Vec<f64>, WeightError> {
    let siblings = opinions.iter().map(Vec::len).max().unwrap_or_default();
    let mut sums = vec![0.0; siblings];
    let mut typed = 0;
    for opinion in opinions {
        if opinion.iter().all(Option::is_none) {
            continue;
        }
        let mut whole = opinion.clone();
        whole.resize(siblings, None);
        for (sum, weight) in sums.iter_mut().zip(given(&whole)?) {
            *sum += weight;
        }
        typed += 1;
    }
    if typed == 0 {
        return given(&vec![None; siblings]);
    }
    shared_out(&sums).ok_or(WeightError::AllZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn experts_have_the_same_say() {
        let of = |opinions: &[&[Option<f64>]]| {
            let opinions: Vec<Vec<Option<f64>>> = opinions.iter().map(|it| it.to_vec()).collect();
            expert_average(&opinions)
        };
        let mean = of(&[
            &[Some(60.0), Some(30.0), Some(10.0)],
            &[Some(2.0), Some(1.0), Some(1.0)],
        ]);
        let expected = [0.55, 0.275, 0.175];
        assert!(
            mean.unwrap()
                .iter()
                .zip(expected)
                .all(|(a, b)| (a - b).abs() < 1e-12)
        );
        let partly: &[Option<f64>] = &[Some(1.0), None];
        assert_eq!(of(&[&[None, None], partly]), Err(WeightError::PartlyBlank));
        assert_eq!(
            of(&[&[Some(1.0)], &[Some(1.0), Some(1.0)]]),
            Err(WeightError::PartlyBlank)
        );
        let negative = WeightError::Negative {
            at: 1,
            weight: -1.0,
        };
        assert_eq!(of(&[&[Some(2.0), Some(-1.0)]]), Err(negative));
        assert_eq!(of(&[&[Some(0.0), Some(0.0)]]), Err(WeightError::AllZero));
        assert_eq!(of(&[&[None, None]]), Ok(vec![0.5, 0.5]));
        assert_eq!(of(&[]), Err(WeightError::Nobody));
        assert_eq!(of(&[&[]]), Err(WeightError::Nobody));
        let huge = of(&[&[Some(1e308), Some(1e308)], &[Some(1e-308), Some(3e-308)]]);
        assert!(
            huge.unwrap()
                .iter()
                .zip([0.375, 0.625])
                .all(|(a, b)| (a - b).abs() < 1e-12)
        );
    }
}
