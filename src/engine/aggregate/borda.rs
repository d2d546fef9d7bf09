use super::{
    AggregateTrouble, Child,
    across::{enough, weighty},
};
use crate::engine::{Column, rank::ranking_keys};

/// The Borda count of the children (博尔达计分): how many ranked units are beaten, on average.
///
/// `s = Σ w·b / Σ w` over the available children, b the number of ranked units that score
/// strictly worse on that child.
///
/// - s from 0 to n − 1, on an open scale; it asks nothing of the children's scales.
/// - Two ranked units with a score at least. Ties share the lower number; equal are scores that
///   [ranks](crate::engine::rank) take for equal. A reference unit is counted by the ranked
///   units it beats.
/// - Source: J.-C. de Borda, "Mémoire sur les élections au scrutin" (1784); G. Munda, *Social
///   Multi-Criteria Evaluation* (2008), §6.
///
/// ```
/// use heng::engine::{Column, Scale, aggregate::{Child, borda}};
/// let [a, b]: [Column; 2] = [[7.0, 9.0, 9.0, 1.0], [2.0, 3.0, 4.0, 5.0]].map(|it| it.map(Some).into_iter().collect());
/// let child = |weight, scores| Child { weight, scale: Scale::Open, scores };
/// let scores = borda(&[child(0.75, &a), child(0.25, &b)], &[true; 4]).unwrap();
/// // 1, 2, 2, 0 and 0, 1, 2, 3.
/// assert_eq!(scores.observed().collect::<Vec<_>>(), [0.75, 1.75, 2.0, 0.75]);
/// ```
pub fn borda(children: &[Child<'_>], ranked: &[bool]) -> Result<Column, AggregateTrouble> {
    let children = weighty(children);
    enough(&children, ranked)?;
    let beaten: Vec<(f64, Vec<Option<f64>>)> = children
        .iter()
        .map(|child| (child.weight, beaten(child, ranked)))
        .collect();
    let score = |unit: usize| {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (weight, beaten) in &beaten {
            if let Some(count) = beaten.get(unit).copied().flatten() {
                sum += weight * count;
                weights += weight;
            }
        }
        (weights > 0.0).then(|| sum / weights)
    };
    Ok((0..ranked.len()).map(score).collect())
}

/// How many ranked units are strictly worse than each unit on one child.
fn beaten(child: &Child<'_>, ranked: &[bool]) -> Vec<Option<f64>> {
    let keys = ranking_keys(child.scores.iter(), ranked);
    let mut sorted: Vec<i64> = keys
        .iter()
        .zip(ranked)
        .filter_map(|(key, &ranked)| key.filter(|_| ranked))
        .collect();
    // The best have the least key.
    sorted.sort_unstable();
    let worse = |key| sorted.len() - sorted.partition_point(|&other| other <= key);
    keys.iter()
        .map(|key| key.map(|key| worse(key) as f64))
        .collect()
}
