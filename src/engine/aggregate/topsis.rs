use super::{
    AggregateTrouble, Aggregation, Child,
    across::{alike, enough, scales, weighty},
};
use crate::engine::{Bounds, Column, Scale};

/// TOPSIS (逼近理想解排序法): how close to the best unit there could be, how far from the worst.
///
/// `s = D⁻/(D⁺ + D⁻)`, `D⁺ = √Σ (w·(best − z))²`, `D⁻ = √Σ (w·(z − worst))²` over the available
/// children; best and worst of each child are those of the ranked units.
///
/// - All children bounded: z is the score's share of its own scale, and s is laid onto the scale
///   of the parent, `l + (u − l)·s`. None bounded: z is the score itself and s stays 0 to 1, which
///   with the vector normalisation is the method of the textbook. Some of each:
///   [`AggregateTrouble::MixedScales`].
/// - Two ranked units with a score at least. All equal on every child:
///   [`AggregateTrouble::AllEqual`]. A unit whose available children are all of that kind: none.
/// - A reference unit better than the best falls short of it by nothing (and likewise at the
///   other end), so that being better never costs it anything.
/// - Source: C.-L. Hwang, K. Yoon, *Multiple Attribute Decision Making* (1981), III.2.
///
/// ```
/// use heng::engine::{Column, Scale, aggregate::{Child, topsis}};
/// let [a, b]: [Column; 2] = [[0.0, 100.0, 40.0], [0.0, 100.0, 70.0]].map(|it| it.map(Some).into_iter().collect());
/// let child = |scores| Child { weight: 0.5, scale: Scale::Bounded(0.0, 100.0), scores };
/// let scores = topsis(&[child(&a), child(&b)], &[true; 3]).unwrap();
/// assert_eq!((scores.get(0), scores.get(1)), (Some(0.0), Some(100.0)));
/// // D⁺ = √(60² + 30²), D⁻ = √(40² + 70²).
/// let [to, from] = [4500.0_f64.sqrt(), 6500.0_f64.sqrt()];
/// assert!((scores.get(2).unwrap() - 100.0 * from / (to + from)).abs() < 1e-9);
/// ```
pub fn topsis(children: &[Child<'_>], ranked: &[bool]) -> Result<Column, AggregateTrouble> {
    let scales = scales(children);
    alike(&scales)?;
    let scale = Aggregation::Topsis.scale(scales);
    let ideals: Vec<Ideal<'_>> = weighty(children)
        .into_iter()
        .filter_map(|child| Ideal::of(child, ranked))
        .collect();
    let with_say: Vec<Child<'_>> = ideals.iter().map(|ideal| ideal.child).collect();
    enough(&with_say, ranked)?;
    if ideals.iter().all(Ideal::is_flat) {
        return Err(AggregateTrouble::AllEqual);
    }
    let score = |unit| scale.at(closeness(&ideals, unit)?);
    Ok((0..ranked.len()).map(score).collect())
}

/// A child with the ends its ranked units reach.
struct Ideal<'a> {
    child: Child<'a>,
    worst: f64,
    best: f64,
}

impl<'a> Ideal<'a> {
    fn of(child: Child<'a>, ranked: &[bool]) -> Option<Self> {
        let Bounds { lower, upper } = child.bounds(ranked)?;
        Some(Self {
            child,
            worst: Self::position(&child, lower),
            best: Self::position(&child, upper),
        })
    }

    fn position(child: &Child<'_>, score: f64) -> f64 {
        match child.scale {
            Scale::Bounded(..) => child.scale.share(score).unwrap_or(0.0),
            _ => score,
        }
    }

    /// Whether all ranked units score the same, to the twelve digits that ranks look at.
    fn is_flat(&self) -> bool {
        let size = self.worst.abs().max(self.best.abs());
        self.best - self.worst <= 1e-12 * size
    }

    /// The weighted ways to the best and from the worst.
    fn gaps(&self, unit: usize) -> Option<[f64; 2]> {
        let z = Self::position(&self.child, self.child.scores.get(unit)?);
        let weighted = |gap: f64| self.child.weight * gap.max(0.0);
        Some([weighted(self.best - z), weighted(z - self.worst)])
    }
}

fn closeness(ideals: &[Ideal<'_>], unit: usize) -> Option<f64> {
    let gaps = || ideals.iter().filter_map(|ideal| ideal.gaps(unit));
    // Measured against the largest gap, so that no square is too large or too small for a number.
    let largest = gaps().flatten().fold(0.0, f64::max);
    if largest == 0.0 || !largest.is_finite() {
        return None;
    }
    let [to_best, from_worst] = [0, 1].map(|side: usize| {
        let squares = gaps().map(|gap| {
            let gap = if side == 0 { gap[0] } else { gap[1] } / largest;
            gap * gap
        });
        libm::sqrt(squares.sum())
    });
    Some(from_worst / (to_best + from_worst))
}
