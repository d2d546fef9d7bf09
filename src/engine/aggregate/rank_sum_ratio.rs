use super::{
    AggregateTrouble, Aggregation, Child,
    across::{enough, scales, weighty},
};
use crate::engine::{Column, rank::ranking_keys};

/// The rank-sum ratio (秩和比, RSR): the mean place among the ranked units.
///
/// `s = Σ w·(R̄/n) / Σ w` over the available children. R̄ is the ascending place of the score
/// among the n ranked units that have one, the best n; ties share the mean of their places.
///
/// - s above 0 and at most 1. It asks nothing of the children's scales; are they all bounded, s
///   is laid onto that of the parent, `l + (u − l)·s`, else it stays 0 to 1.
/// - Two ranked units with a score at least. Equal are scores that [ranks](crate::engine::rank)
///   take for equal.
/// - A reference unit takes no place away: `R̄ = lower + (equal + 1)/2`, at most n.
/// - Source: 田凤调, 《秩和比法及其应用》, 中国医刊 (1993); the weighted form is its WRSR.
///
/// ```
/// use heng::engine::{Column, Scale, aggregate::{Child, rank_sum_ratio}};
/// let [a, b]: [Column; 2] = [[7.0, 9.0, 9.0, 1.0], [2.0, 3.0, 4.0, 5.0]].map(|it| it.map(Some).into_iter().collect());
/// let child = |scores| Child { weight: 0.5, scale: Scale::Open, scores };
/// let scores = rank_sum_ratio(&[child(&a), child(&b)], &[true; 4]).unwrap();
/// // Places 2, 3.5, 3.5, 1 and 1, 2, 3, 4, of 4.
/// let expected = [3.0 / 8.0, 5.5 / 8.0, 6.5 / 8.0, 5.0 / 8.0];
/// assert!(scores.observed().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-12));
/// ```
pub fn rank_sum_ratio(children: &[Child<'_>], ranked: &[bool]) -> Result<Column, AggregateTrouble> {
    let scales = scales(children);
    Aggregation::RankSumRatio.check(&scales)?;
    let scale = Aggregation::RankSumRatio.scale(scales);
    let children = weighty(children);
    enough(&children, ranked)?;
    let ratios: Vec<(f64, Vec<Option<f64>>)> = children
        .iter()
        .map(|child| (child.weight, ratios(child, ranked)))
        .collect();
    let score = |unit: usize| {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (weight, ratios) in &ratios {
            if let Some(ratio) = ratios.get(unit).copied().flatten() {
                sum += weight * ratio;
                weights += weight;
            }
        }
        (weights > 0.0)
            .then(|| sum / weights)
            .and_then(|ratio| scale.at(ratio))
    };
    Ok((0..ranked.len()).map(score).collect())
}

/// R̄/n of every unit on one child; none on a child that no ranked unit has.
fn ratios(child: &Child<'_>, ranked: &[bool]) -> Vec<Option<f64>> {
    let keys = ranking_keys(child.scores.iter(), ranked);
    let mut sorted: Vec<i64> = keys
        .iter()
        .zip(ranked)
        .filter_map(|(key, &ranked)| key.filter(|_| ranked))
        .collect();
    // The best have the least key.
    sorted.sort_unstable();
    let count = sorted.len();
    let ratio = |key: i64| {
        let not_better = count - sorted.partition_point(|&other| other < key);
        let lower = count - sorted.partition_point(|&other| other <= key);
        let place = (lower + not_better + 1) as f64 / 2.0;
        place.min(count as f64) / count as f64
    };
    keys.iter()
        .map(|key| key.filter(|_| count > 0).map(ratio))
        .collect()
}
