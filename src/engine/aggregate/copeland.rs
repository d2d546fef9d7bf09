use super::{
    AggregateTrouble, Child,
    across::{enough, weighty},
};
use crate::engine::{Column, rank::ranking_keys};

/// Less weight than this share of all is rounding, and decides no pair.
const HAIR: f64 = 1e-12;

/// The Copeland score (科普兰法): ranked units beaten, less ranked units that beat this one.
///
/// Of two units, the one that scores higher on children of more weight beats the other; only
/// children that both have are asked, and equal weight on both sides is a draw.
///
/// - s from −(n − 1) to n − 1, around 0; it asks nothing of the children's scales.
/// - Two ranked units with a score at least. Equal are scores that [ranks](crate::engine::rank)
///   take for equal. A reference unit is paired with the ranked ones and counts in no score but
///   its own.
/// - Source: A. H. Copeland, "A reasonable social welfare function" (1951); G. Munda, *Social
///   Multi-Criteria Evaluation* (2008), §6.
///
/// ```
/// use heng::engine::{Column, Scale, aggregate::{Child, copeland}};
/// let columns: [Column; 3] = [[3.0, 2.0, 1.0], [3.0, 1.0, 2.0], [1.0, 3.0, 2.0]].map(|it| it.map(Some).into_iter().collect());
/// let children = [0.4, 0.2, 0.4].into_iter().zip(&columns);
/// let children: Vec<Child<'_>> = children.map(|(weight, scores)| Child { weight, scale: Scale::Open, scores }).collect();
/// let scores = copeland(&children, &[true; 3]).unwrap();
/// // The first beats both, 0.6 to 0.4; the second beats the third, 0.8 to 0.2.
/// assert_eq!(scores.observed().collect::<Vec<_>>(), [2.0, 0.0, -2.0]);
/// ```
pub fn copeland(children: &[Child<'_>], ranked: &[bool]) -> Result<Column, AggregateTrouble> {
    let children = weighty(children);
    enough(&children, ranked)?;
    let weights: Vec<f64> = children.iter().map(|child| child.weight).collect();
    let draw = HAIR * weights.iter().sum::<f64>();
    let rows = rows(&children, ranked);
    let mut scores: Vec<i64> = vec![0; rows.len()];
    for (a, row) in rows.iter().enumerate() {
        for (b, other) in rows.iter().enumerate().take(a) {
            let [a_counts, b_counts] = [a, b].map(|it| ranked.get(it) == Some(&true));
            if !a_counts && !b_counts {
                continue;
            }
            let margin = margin(&weights, row, other);
            let win = i64::from(margin > draw) - i64::from(margin < -draw);
            add(&mut scores, a, if b_counts { win } else { 0 });
            add(&mut scores, b, if a_counts { -win } else { 0 });
        }
    }
    let known = |row: &Vec<u32>| row.iter().any(|&place| place > 0);
    Ok(rows
        .iter()
        .zip(scores)
        .map(|(row, score)| known(row).then_some(score as f64))
        .collect())
}

fn add(scores: &mut [i64], unit: usize, win: i64) {
    if let Some(score) = scores.get_mut(unit) {
        *score += win;
    }
}

/// The weight on which the first unit is ahead, less that on which the second one is.
fn margin(weights: &[f64], row: &[u32], other: &[u32]) -> f64 {
    let mut margin = 0.0;
    for (weight, (&a, &b)) in weights.iter().zip(row.iter().zip(other)) {
        let both = a > 0 && b > 0;
        let ahead = i32::from(both && a > b) - i32::from(both && a < b);
        margin += weight * f64::from(ahead);
    }
    margin
}

/// One row a unit: on each child a place that is higher the better the score, 0 for none.
fn rows(children: &[Child<'_>], ranked: &[bool]) -> Vec<Vec<u32>> {
    let mut rows = vec![Vec::with_capacity(children.len()); ranked.len()];
    for child in children {
        let keys = ranking_keys(child.scores.iter(), ranked);
        let mut sorted: Vec<i64> = keys.iter().flatten().copied().collect();
        sorted.sort_unstable();
        let place = |key: i64| {
            let not_better = sorted.len() - sorted.partition_point(|&other| other < key);
            u32::try_from(not_better).unwrap_or(u32::MAX)
        };
        for (unit, row) in rows.iter_mut().enumerate() {
            row.push(keys.get(unit).copied().flatten().map_or(0, place));
        }
    }
    rows
}
