use super::{
    AggregateTrouble, Aggregation, Child,
    across::{enough, scales, weighty},
};
use crate::engine::{Bounds, Column};

/// The grey relational grade (灰色关联度): how close to the best of every scale.
///
/// `s = Σ w·ξ / Σ w`, `ξ = (Δmin + ρ·Δmax)/(Δ + ρ·Δmax)`, `Δ = 1 − z` over the available
/// children; Δmin and Δmax are the least and the greatest Δ of all ranked units and children
/// (两级最小差, 两级最大差). z is the score's share of its own scale.
///
/// - `rho`: 分辨系数 ρ, above 0 and at most 1, usually 0.5; else [`AggregateTrouble::Rho`].
/// - s above 0 and at most 1 is laid onto the scale of the parent, `l + (u − l)·s`. All ranked
///   units at the best of every scale (Δmax = 0): all 1.
/// - Every child must be bounded. Two ranked units with a score at least. Nobody comes closer
///   than Δmin: a reference unit beyond the best gets ξ of 1.
/// - A higher score never lowers a unit's own result while Δmin and Δmax stay; a unit that alone
///   makes one of them moves the measure itself.
/// - Source: J. Deng, "Introduction to grey system theory", *The Journal of Grey System* 1 (1989),
///   1–24.
///
/// ```
/// use heng::engine::{Column, Scale, aggregate::{Child, grey}};
/// let [a, b]: [Column; 2] = [[0.0, 100.0, 50.0], [0.0, 100.0, 75.0]].map(|it| it.map(Some).into_iter().collect());
/// let child = |weight, scores| Child { weight, scale: Scale::Bounded(0.0, 100.0), scores };
/// let scores = grey(0.5, &[child(1.0, &a), child(3.0, &b)], &[true; 3]).unwrap();
/// // ξ = 0.5/(Δ + 0.5): a third at the worst, 1 at the best, 1/2 and 2/3 between.
/// let expected = [100.0 / 3.0, 100.0, 100.0 * (0.25 / 2.0 + 0.75 * 2.0 / 3.0)];
/// assert!(scores.observed().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-9));
/// ```
pub fn grey(rho: f64, children: &[Child<'_>], ranked: &[bool]) -> Result<Column, AggregateTrouble> {
    let (scales, grade) = (scales(children), Aggregation::Grey { rho });
    grade.check(&scales)?;
    let scale = grade.scale(scales);
    let children = weighty(children);
    enough(&children, ranked)?;
    let of_ranked = children.iter().flat_map(|child| {
        child
            .ranked_scores(ranked)
            .filter_map(|score| child.scale.share(score))
    });
    let gaps = Bounds::of(of_ranked.map(gap)).ok_or(AggregateTrouble::AllEqual)?;
    let score = |unit| {
        let (mut sum, mut weights) = (0.0, 0.0);
        for child in &children {
            if let Some(z) = child.share(unit) {
                sum += child.weight * coefficient(rho, gap(z), gaps);
                weights += child.weight;
            }
        }
        (weights > 0.0)
            .then(|| sum / weights)
            .and_then(|grade| scale.at(grade))
    };
    Ok((0..ranked.len()).map(score).collect())
}

/// Δ, the way to the best.
fn gap(z: f64) -> f64 {
    (1.0 - z).max(0.0)
}

fn coefficient(rho: f64, gap: f64, gaps: Bounds) -> f64 {
    let gap = gap.max(gaps.lower);
    let offset = rho * gaps.upper;
    if gap + offset > 0.0 {
        (gaps.lower + offset) / (gap + offset)
    } else {
        1.0
    }
}
