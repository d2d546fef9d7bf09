//! Aggregation (合成): from the children's scores to their parent's.
//!
//! Every member works over the children a unit has a score for, their weights scaled up to sum
//! to 1 again; a unit with none gets no score. A child without weight has no say.
//!
//! The means need one unit's scores alone. The others look at all units at once, or at the ends
//! of the children's scales; [`Aggregation::scores`] does either. What is best and worst, and who
//! is beaten, is asked of the ranked units; reference units are measured against those.

mod across;
mod arithmetic;
mod borda;
mod copeland;
mod coupling;
mod geometric;
mod grey;
mod growth_chain;
mod harmonic;
mod minimum;
mod power;
mod rank_sum_ratio;
mod topsis;
mod trouble;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use across::Child;
pub use arithmetic::arithmetic;
pub use borda::borda;
pub use copeland::copeland;
pub use coupling::coupling;
pub use geometric::geometric;
pub use grey::grey;
pub use growth_chain::{GrowthChain, GrowthChild, Infinite, growth_chain};
pub use harmonic::harmonic;
pub use minimum::minimum;
pub use power::power;
pub use rank_sum_ratio::rank_sum_ratio;
pub use topsis::topsis;
pub use trouble::AggregateTrouble;

use super::{Column, Scale};

/// How an aggregate makes its score. Files hold its [key](Self::key).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Aggregation {
    /// Σ w·y: a weak child can be made up for by a strong one.
    #[default]
    Arithmetic,
    /// Π y^w: a weak child weighs more; all scores must be above zero.
    Geometric,
    /// 1 / Σ (w/y): a weak child weighs more still; all scores must be above zero.
    Harmonic,
    /// (Σ w·y^p)^(1/p): the exponent says how much a weak child weighs. Finite and not 0; no score
    /// may be below zero, nor zero where the exponent is negative.
    Power(f64),
    /// The lowest score alone.
    Minimum,
    /// 逼近理想解排序法: how far from the worst unit, as a share of the way to the best one.
    Topsis,
    /// 秩和比法: the mean place among the ranked units.
    RankSumRatio,
    /// 灰色关联分析: how close to the best of every scale.
    Grey {
        /// 分辨系数: how much a great distance still counts, above 0 and at most 1.
        rho: f64,
    },
    /// 耦合协调度: how high and how even the children are.
    Coupling,
    /// 博尔达计分: how many ranked units are beaten, child by child.
    Borda,
    /// 科普兰法: ranked units beaten in the majority of weight, less those that beat it.
    Copeland,
    /// 增速链式法: the children's growth from period to period, chained from 100.
    GrowthChain,
}

impl Aggregation {
    /// One of each kind, with its usual parameter, in the order menus list them.
    pub const ALL: [Self; 12] = [
        Self::Arithmetic,
        Self::Geometric,
        Self::Harmonic,
        Self::Power(2.0),
        Self::Minimum,
        Self::Topsis,
        Self::RankSumRatio,
        Self::Grey { rho: 0.5 },
        Self::Coupling,
        Self::Borda,
        Self::Copeland,
        Self::GrowthChain,
    ];

    /// The name that files hold, with the exponent of a power mean, `power:2`, and the ρ of a
    /// grey grade where it is not the usual 0.5, `grey:0.4`. Never shown as a sentence, never
    /// renamed.
    pub fn key(self) -> Cow<'static, str> {
        match self {
            Self::Grey { rho: 0.5 } => Cow::Borrowed(self.kind()),
            Self::Grey { rho } => Cow::Owned(format!("{}:{rho}", self.kind())),
            Self::Power(p) => Cow::Owned(format!("{}:{p}", self.kind())),
            _ => Cow::Borrowed(self.kind()),
        }
    }

    /// The name without the parameter.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Geometric => "geometric",
            Self::Harmonic => "harmonic",
            Self::Power(_) => "power",
            Self::Minimum => "minimum",
            Self::Topsis => "topsis",
            Self::RankSumRatio => "rank-sum-ratio",
            Self::Grey { .. } => "grey",
            Self::Coupling => "coupling",
            Self::Borda => "borda",
            Self::Copeland => "copeland",
            Self::GrowthChain => "growth-chain",
        }
    }

    /// The aggregation of a key.
    ///
    /// ```
    /// use heng::engine::Aggregation;
    /// assert_eq!(Aggregation::from_key("power:-0.5"), Some(Aggregation::Power(-0.5)));
    /// assert_eq!(Aggregation::from_key("power:0"), None);
    /// assert_eq!(Aggregation::from_key("grey"), Some(Aggregation::Grey { rho: 0.5 }));
    /// ```
    pub fn from_key(key: &str) -> Option<Self> {
        if let Some(p) = key.strip_prefix("power:") {
            let p: f64 = p.trim().parse().ok()?;
            return (p.is_normal()).then_some(Self::Power(p));
        }
        if let Some(rho) = key.strip_prefix("grey:") {
            let rho: f64 = rho.trim().parse().ok()?;
            return (rho.is_normal() && rho > 0.0 && rho <= 1.0).then_some(Self::Grey { rho });
        }
        Self::ALL
            .into_iter()
            .find(|aggregation| aggregation.key() == key)
    }

    /// The least score that can be aggregated, and whether that least one itself can; none where
    /// any score can.
    pub fn floor(self) -> Option<Floor> {
        match self {
            Self::Geometric | Self::Harmonic => Some(Floor::AboveZero),
            Self::Power(1.0) => None,
            Self::Power(p) if p < 0.0 => Some(Floor::AboveZero),
            Self::Power(_) => Some(Floor::Zero),
            _ => None,
        }
    }

    /// One unit's score from its available children: pairs of weight and score.
    ///
    /// The weights are relative to one another and need not sum to 1. None if there are no
    /// pairs, or they carry no weight, or a score that carries weight is below the
    /// [floor](Self::floor). None as well from those that [look across](Self::looks_across).
    pub fn score(self, children: &[(f64, f64)]) -> Option<f64> {
        match self {
            Self::Arithmetic => arithmetic(children),
            Self::Geometric => geometric(children),
            Self::Harmonic => harmonic(children),
            Self::Power(p) => power(p, children),
            Self::Minimum => minimum(children),
            _ => None,
        }
    }

    /// Whether one unit's weights and scores are not enough: other units, the ends of the
    /// children's scales or other periods have to be known too. Then [`Self::score`] has no
    /// answer, and [`Self::scores`] has.
    pub const fn looks_across(self) -> bool {
        match self {
            Self::Arithmetic
            | Self::Geometric
            | Self::Harmonic
            | Self::Power(_)
            | Self::Minimum => false,
            Self::Topsis
            | Self::RankSumRatio
            | Self::Grey { .. }
            | Self::Coupling
            | Self::Borda
            | Self::Copeland
            | Self::GrowthChain => true,
        }
    }

    /// The scale of the result, given the children's.
    ///
    /// ```
    /// use heng::engine::{Aggregation, Scale};
    /// let open = [Scale::Open, Scale::Open];
    /// assert_eq!(Aggregation::Topsis.scale(open), Scale::Bounded(0.0, 1.0));
    /// assert_eq!(Aggregation::Copeland.scale(open), Scale::Centred(0.0));
    /// ```
    pub fn scale(self, children: impl IntoIterator<Item = Scale>) -> Scale {
        let mean = Scale::of_mean(children);
        match (self, mean) {
            (Self::Borda | Self::GrowthChain, _) => Scale::Open,
            (Self::Copeland, _) => Scale::Centred(0.0),
            (_, Scale::Bounded(..)) => mean,
            (Self::Topsis | Self::RankSumRatio, _) => Scale::Bounded(0.0, 1.0),
            (Self::Grey { .. } | Self::Coupling, _) => Scale::Open,
            _ => mean,
        }
    }

    /// Whether children on these scales can be aggregated, as far as can be said before there are
    /// scores.
    ///
    /// ```
    /// use heng::engine::{Aggregation, Scale, aggregate::AggregateTrouble};
    /// let scales = [Scale::Bounded(0.0, 100.0), Scale::Centred(0.0)];
    /// assert_eq!(Aggregation::Coupling.check(&scales), Err(AggregateTrouble::OpenScale { child: 1 }));
    /// assert_eq!(Aggregation::Topsis.check(&scales), Err(AggregateTrouble::MixedScales { child: 1 }));
    /// assert_eq!(Aggregation::Borda.check(&scales), Ok(()));
    /// ```
    pub fn check(self, scales: &[Scale]) -> Result<(), AggregateTrouble> {
        match self {
            Self::Topsis => across::alike(scales),
            Self::RankSumRatio if across::all_have_ends(scales) => across::wide(scales),
            Self::Grey { rho } if !(rho > 0.0 && rho <= 1.0) => Err(AggregateTrouble::Rho { rho }),
            Self::Grey { .. } | Self::Coupling => across::bounded(scales),
            _ => Ok(()),
        }
    }

    /// The scores of all units in one period, on the [scale](Self::scale) of the children's.
    ///
    /// - `ranked`: of every unit, in the order of the columns, whether it is ranked.
    /// - A unit that has no score for any child that carries weight gets none.
    /// - A growth chain needs all periods and is made by [`growth_chain`]; here it is
    ///   [`AggregateTrouble::NeedsPeriods`].
    ///
    /// ```
    /// use heng::engine::{Aggregation, Column, Scale, aggregate::Child};
    /// let scores: Column = [Some(10.0), Some(30.0), None].into_iter().collect();
    /// let child = Child { weight: 1.0, scale: Scale::Open, scores: &scores };
    /// let borda = Aggregation::Borda.scores(&[child], &[true; 3]).unwrap();
    /// assert_eq!(borda.iter().collect::<Vec<_>>(), [Some(0.0), Some(1.0), None]);
    /// ```
    pub fn scores(
        self,
        children: &[Child<'_>],
        ranked: &[bool],
    ) -> Result<Column, AggregateTrouble> {
        match self {
            Self::Topsis => topsis(children, ranked),
            Self::RankSumRatio => rank_sum_ratio(children, ranked),
            Self::Grey { rho } => grey(rho, children, ranked),
            Self::Coupling => coupling(children, ranked.len()),
            Self::Borda => borda(children, ranked),
            Self::Copeland => copeland(children, ranked),
            Self::GrowthChain => Err(AggregateTrouble::NeedsPeriods),
            Self::Arithmetic
            | Self::Geometric
            | Self::Harmonic
            | Self::Power(_)
            | Self::Minimum => across::unit_by_unit(self, children, ranked),
        }
    }
}

impl From<Aggregation> for String {
    fn from(aggregation: Aggregation) -> Self {
        aggregation.key().into_owned()
    }
}

impl TryFrom<String> for Aggregation {
    type Error = String;

    fn try_from(key: String) -> Result<Self, String> {
        Self::from_key(&key).ok_or_else(|| format!("no aggregation is called {key:?}"))
    }
}

/// How low a score may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Floor {
    /// It must not be below zero.
    Zero,
    /// It must be above zero.
    AboveZero,
}

impl Floor {
    /// Whether a score can be aggregated.
    pub fn admits(self, score: f64) -> bool {
        match self {
            Self::Zero => score >= 0.0,
            Self::AboveZero => score > 0.0,
        }
    }
}

/// The children that carry weight.
fn with_say(children: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64)> {
    children.iter().copied().filter(|(weight, _)| *weight > 0.0)
}

/// The lowest score that carries weight.
fn lowest(children: &[(f64, f64)]) -> Option<f64> {
    with_say(children).map(|(_, score)| score).reduce(f64::min)
}

/// The highest score that carries weight.
fn highest(children: &[(f64, f64)]) -> Option<f64> {
    with_say(children).map(|(_, score)| score).reduce(f64::max)
}

/// The sum of the weights, if there is any weight to share out.
fn weight_sum(children: &[(f64, f64)]) -> Option<f64> {
    let sum: f64 = children.iter().map(|(weight, _)| weight).sum();
    (sum > 0.0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mean_of_equal_scores_is_that_score_and_lies_between_unequal_ones() {
        for aggregation in Aggregation::ALL {
            assert_eq!(Aggregation::from_key(&aggregation.key()), Some(aggregation));
            if aggregation.looks_across() {
                assert_eq!(aggregation.score(&[(1.0, 20.0)]), None);
                continue;
            }
            let same = aggregation.score(&[(2.0, 40.0), (3.0, 40.0)]).unwrap();
            assert!((same - 40.0).abs() < 1e-12);
            let mean = aggregation.score(&[(1.0, 20.0), (1.0, 80.0)]).unwrap();
            assert!((20.0..80.0).contains(&mean));
            assert_eq!(aggregation.score(&[]), None);
            assert_eq!(aggregation.score(&[(0.0, 5.0)]), None);
        }
    }

    #[test]
    fn a_power_mean_stays_a_number_at_every_exponent() {
        let children = [(1.0, 1e-300), (2.0, 3.0), (1.0, 1e300)];
        let of = |p| power(p, &children).unwrap();
        let exponents = [
            -1e300, -50.0, -1.0, -1e-9, 1e-290, 1e-9, 0.5, 2.0, 50.0, 1e300,
        ];
        for pair in exponents.windows(2) {
            assert!(of(pair[0]) <= of(pair[1]) * (1.0 + 1e-9), "{pair:?}");
        }
        let geometric = geometric(&children).unwrap();
        assert!((of(1e-12) / geometric - 1.0).abs() < 1e-6);
        assert!((of(-1.0) / harmonic(&children).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn files_hold_keys() {
        for (aggregation, text) in [
            (Aggregation::Geometric, "\"geometric\""),
            (Aggregation::Power(-0.5), "\"power:-0.5\""),
            (Aggregation::Grey { rho: 0.5 }, "\"grey\""),
            (Aggregation::Grey { rho: 0.4 }, "\"grey:0.4\""),
            (Aggregation::RankSumRatio, "\"rank-sum-ratio\""),
            (Aggregation::GrowthChain, "\"growth-chain\""),
        ] {
            assert_eq!(serde_json::to_string(&aggregation).unwrap(), text);
            let back: Aggregation = serde_json::from_str(text).unwrap();
            assert_eq!(back, aggregation);
        }
        for wrong in [
            "\"power:0\"",
            "\"power:inf\"",
            "\"mean\"",
            "\"grey:0\"",
            "\"grey:1.5\"",
        ] {
            assert!(serde_json::from_str::<Aggregation>(wrong).is_err());
        }
    }
}
