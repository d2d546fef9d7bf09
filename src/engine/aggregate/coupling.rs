use super::{
    AggregateTrouble, Aggregation, Child,
    across::{bounded, scales, weighty},
};
use crate::engine::Column;

/// The coupling coordination degree (耦合协调度): how high and how even the children are.
///
/// `D = √(C·T)`, `C = k·(Π z)^(1/k) / Σ z`, `T = Σ w·z / Σ w` over the k available children; z is
/// the score's share of its own scale.
///
/// - C (耦合度) is 1 where all children are equal and 0 where one is at its worst; it knows no
///   weights. D of 0 to 1 is laid onto the scale of the parent, `l + (u − l)·D`. All at their
///   worst: 0.
/// - Every child must be bounded. A reference unit below the worst of a scale gets no score.
/// - A higher score can lower a unit's own result, as it makes its children less even.
/// - `units`: how many there are. Each is seen alone; no ranked ones are needed.
/// - Source: S. Wang et al., "Research on misuses and modification of coupling coordination
///   degree model in China", *Journal of Natural Resources* (自然资源学报) 36 (2021), 793–810.
///
/// ```
/// use heng::engine::{Column, Scale, aggregate::{Child, coupling}};
/// let [a, b]: [Column; 2] = [[20.0, 25.0, 0.0], [80.0, 25.0, 90.0]].map(|it| it.map(Some).into_iter().collect());
/// let child = |scores| Child { weight: 0.5, scale: Scale::Bounded(0.0, 100.0), scores };
/// let scores = coupling(&[child(&a), child(&b)], 3).unwrap();
/// // C = 2·√(0.2·0.8)/1 = 0.8, T = 0.5; even children have C = 1.
/// let expected = [100.0 * 0.4_f64.sqrt(), 50.0, 0.0];
/// assert!(scores.observed().zip(expected).all(|(score, expected)| (score - expected).abs() < 1e-9));
/// ```
pub fn coupling(children: &[Child<'_>], units: usize) -> Result<Column, AggregateTrouble> {
    let scales = scales(children);
    bounded(&scales)?;
    let scale = Aggregation::Coupling.scale(scales);
    let children = weighty(children);
    let mut pairs = Vec::with_capacity(children.len());
    let score = |unit| {
        pairs.clear();
        let available = children
            .iter()
            .filter_map(|child| Some((child.weight, child.share(unit)?)));
        pairs.extend(available);
        scale.at(degree(&pairs)?)
    };
    Ok((0..units).map(score).collect())
}

/// D of pairs of weight and z; none without pairs or with a z below zero.
fn degree(pairs: &[(f64, f64)]) -> Option<f64> {
    let lowest = pairs.iter().map(|(_, z)| *z).reduce(f64::min)?;
    if lowest < 0.0 {
        return None;
    }
    if lowest == 0.0 {
        return Some(0.0);
    }
    let count = pairs.len() as f64;
    let logarithms: f64 = pairs.iter().map(|(_, z)| libm::log(*z)).sum();
    let mean = pairs.iter().map(|(_, z)| z).sum::<f64>() / count;
    let coupled = (libm::exp(logarithms / count) / mean).min(1.0);
    let weights: f64 = pairs.iter().map(|(weight, _)| weight).sum();
    let level: f64 = pairs.iter().map(|(weight, z)| weight / weights * z).sum();
    Some(libm::sqrt(coupled * level))
}
