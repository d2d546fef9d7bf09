//! Normalisation (无量纲化): from values in their own measures to comparable scores.
//!
//! [`Normalisation::measure`] takes the statistics, from ranked units only;
//! [`Normalisation::scores`] then serves reference units with the same statistics. One formula a file.

mod base_index;
mod borda;
mod distance;
mod efficacy;
mod goalposts;
mod measure;
mod min_max;
mod none;
mod percentile_rank;
mod rank;
mod share_of_max;
mod statistics;
mod sum;
mod vector;
mod z_score;

use serde::{Deserialize, Serialize};

pub use base_index::base_index;
pub use borda::borda;
pub use distance::distance;
pub use efficacy::efficacy;
pub use goalposts::goalposts;
pub use measure::{Sample, Trouble};
pub use min_max::min_max;
pub use none::unchanged;
pub use percentile_rank::percentile_rank;
pub use rank::places;
pub use share_of_max::share_of_max;
pub use statistics::{Bounds, Spread, Statistics, Total};
pub(in crate::engine) use statistics::{divided, exponent_of};
pub use sum::share_of_sum;
pub use vector::vector;
pub use z_score::z_score;

use super::{Over, Period, Scale, UnitId};

/// The ends of the output scale, worst and best.
pub type Range = [f64; 2];

/// The usual output scale.
pub const HUNDRED: Range = [0.0, 100.0];

/// How an indicator's values become scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Normalisation {
    /// 极差法: the worst ranked unit gets the lower end, the best the upper end.
    #[serde(rename = "minmax")]
    MinMax {
        /// The output scale.
        range: Range,
        /// From which periods the minimum and maximum come.
        #[serde(default)]
        over: Over,
    },
    /// 阈值法: two stated values get the ends, anything beyond is clipped.
    Goalposts {
        /// The output scale.
        range: Range,
        /// 下限 of indicators that state none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lo: Option<f64>,
        /// 上限 of indicators that state none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hi: Option<f64>,
    },
    /// 标准化: standard deviations from the mean.
    #[serde(rename = "zscore")]
    ZScore {
        /// The score of the mean.
        mean: f64,
        /// How many points a standard deviation is.
        sd: f64,
        /// From which periods mean and standard deviation come.
        #[serde(default)]
        over: Over,
    },
    /// 距最优值: the distance to the best ranked unit.
    DistanceMax {
        /// The output scale.
        range: Range,
        /// From which periods the worst and the best come.
        #[serde(default)]
        over: Over,
    },
    /// 距参照对象: the distance to a named unit, ranked or not.
    DistanceUnit {
        /// The output scale.
        range: Range,
        /// The unit; it has to be named before anything can be computed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<UnitId>,
        /// Whether those better than the unit get no more than the upper end.
        #[serde(default)]
        cap: bool,
        /// From which periods the worst comes; with a base period the unit's value too.
        #[serde(default)]
        over: Over,
    },
    /// 距目标值: the distance to a stated target.
    DistanceTarget {
        /// The output scale.
        range: Range,
        /// 目标 of indicators that state none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<f64>,
        /// Whether those beyond the target get no more than the upper end.
        #[serde(default)]
        cap: bool,
        /// From which periods the worst comes.
        #[serde(default)]
        over: Over,
    },
    /// 标杆法: the proportion to the best ranked unit.
    ShareOfMax {
        /// The output scale, of which only the upper end plays a part.
        range: Range,
        /// From which periods the best comes.
        #[serde(default)]
        over: Over,
    },
    /// 排序法: the place, the worst first.
    Rank,
    /// 百分位排名: the share of the others that are worse.
    PercentileRank {
        /// The output scale.
        range: Range,
    },
    /// 博尔达计分: the number of units that are worse.
    Borda,
    /// 功效系数法: a base score, and more the nearer a value is to the satisfactory one.
    Efficacy {
        /// The base score, of the unsatisfactory value.
        c: f64,
        /// How much more the satisfactory value gets.
        d: f64,
        /// 不容许值 of indicators that state no 下限; else the least ranked value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lo: Option<f64>,
        /// 满意值 of indicators that state no 上限; else the greatest ranked value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hi: Option<f64>,
        /// From which periods the least and the greatest value come.
        #[serde(default)]
        over: Over,
    },
    /// 定基指数: each unit against itself in the base period.
    BaseIndex {
        /// The period that is 100; else the first there is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        base: Option<Period>,
    },
    /// 向量归一: divided by the length of the column.
    Vector {
        /// From which periods the length comes.
        #[serde(default)]
        over: Over,
    },
    /// 比重法: the share of the sum.
    Sum {
        /// From which periods the sum comes.
        #[serde(default)]
        over: Over,
    },
    /// 不折算: the value itself.
    None,
}

impl Default for Normalisation {
    /// Min–max 0–100, per period.
    fn default() -> Self {
        let (range, over) = (HUNDRED, Over::Period);
        Self::MinMax { range, over }
    }
}

impl Normalisation {
    /// One of each kind with its usual parameters, in the order menus list them.
    pub fn all() -> [Self; 15] {
        let (range, cap, over) = (HUNDRED, false, Over::Period);
        let (unit, target, lo, hi, base) = (None, None, None, None, None);
        let (mean, sd, c, d) = (0.0, 1.0, 60.0, 40.0);
        [
            Self::default(),
            Self::Goalposts { range, lo, hi },
            Self::ZScore {
                mean,
                sd,
                over: over.clone(),
            },
            Self::DistanceMax {
                range,
                over: over.clone(),
            },
            Self::DistanceUnit {
                range,
                unit,
                cap,
                over: over.clone(),
            },
            Self::DistanceTarget {
                range,
                target,
                cap,
                over: over.clone(),
            },
            Self::ShareOfMax {
                range,
                over: over.clone(),
            },
            Self::PercentileRank { range },
            Self::Rank,
            Self::Borda,
            Self::Efficacy {
                c,
                d,
                lo,
                hi,
                over: over.clone(),
            },
            Self::BaseIndex { base },
            Self::Vector { over: over.clone() },
            Self::Sum { over },
            Self::None,
        ]
    }

    /// The usual member of the kind that files call so.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().into_iter().find(|it| it.key() == key)
    }

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::MinMax { .. } => "minmax",
            Self::Goalposts { .. } => "goalposts",
            Self::ZScore { .. } => "zscore",
            Self::DistanceMax { .. } => "distance-max",
            Self::DistanceUnit { .. } => "distance-unit",
            Self::DistanceTarget { .. } => "distance-target",
            Self::ShareOfMax { .. } => "share-of-max",
            Self::Rank => "rank",
            Self::PercentileRank { .. } => "percentile-rank",
            Self::Borda => "borda",
            Self::Efficacy { .. } => "efficacy",
            Self::BaseIndex { .. } => "base-index",
            Self::Vector { .. } => "vector",
            Self::Sum { .. } => "sum",
            Self::None => "none",
        }
    }

    /// The output scale as its two ends, of those that are told one.
    pub fn range(&self) -> Option<Range> {
        self.clone().range_mut().copied()
    }

    /// The same choice with another output scale; those without one stay as they are.
    #[must_use]
    pub fn with_range(mut self, new: Range) -> Self {
        if let Some(range) = self.range_mut() {
            *range = new;
        }
        self
    }

    /// The output scale, to be changed.
    fn range_mut(&mut self) -> Option<&mut Range> {
        match self {
            Self::MinMax { range, .. }
            | Self::Goalposts { range, .. }
            | Self::DistanceMax { range, .. }
            | Self::DistanceUnit { range, .. }
            | Self::DistanceTarget { range, .. }
            | Self::ShareOfMax { range, .. }
            | Self::PercentileRank { range } => Some(range),
            _ => None,
        }
    }

    /// From which periods the statistics come, of those that take some.
    pub fn over(&self) -> Option<Over> {
        self.clone().over_mut().cloned()
    }

    /// The same choice with statistics from other periods; those without stay as they are.
    #[must_use]
    pub fn with_over(mut self, new: Over) -> Self {
        if let Some(over) = self.over_mut() {
            *over = new;
        }
        self
    }

    /// From which periods the statistics come, to be changed.
    fn over_mut(&mut self) -> Option<&mut Over> {
        match self {
            Self::MinMax { over, .. }
            | Self::ZScore { over, .. }
            | Self::DistanceMax { over, .. }
            | Self::DistanceUnit { over, .. }
            | Self::DistanceTarget { over, .. }
            | Self::ShareOfMax { over, .. }
            | Self::Efficacy { over, .. }
            | Self::Vector { over }
            | Self::Sum { over } => Some(over),
            _ => None,
        }
    }

    /// The same choice for an indicator that states limits or a target of its own.
    #[must_use]
    pub fn stating(mut self, own: [Option<f64>; 2], own_target: Option<f64>) -> Self {
        match &mut self {
            Self::Goalposts { lo, hi, .. } | Self::Efficacy { lo, hi, .. } => {
                let [own_lo, own_hi] = own;
                *lo = own_lo.or(*lo);
                *hi = own_hi.or(*hi);
            }
            Self::DistanceTarget { target, .. } => *target = own_target.or(*target),
            _ => {}
        }
        self
    }

    /// The same choice with the limits and the target that are stated in the indicator's measure
    /// on another scale; one without a place there counts as not stated.
    #[must_use]
    pub fn map_stated(mut self, mut map: impl FnMut(f64) -> Option<f64>) -> Self {
        let mut on = |stated: &mut Option<f64>| *stated = stated.and_then(&mut map);
        match &mut self {
            Self::Goalposts { lo, hi, .. } | Self::Efficacy { lo, hi, .. } => {
                on(lo);
                on(hi);
            }
            Self::DistanceTarget { target, .. } => on(target),
            _ => {}
        }
        self
    }

    /// Two scores, a worse and a better one, that the parameters fix: the ends of a range, or the
    /// middle and one step up. They have to be finite and in order.
    pub fn ends(&self) -> Option<[f64; 2]> {
        match self {
            Self::ZScore { mean, sd, .. } => Some([*mean, mean + sd]),
            Self::Efficacy { c, d, .. } => Some([*c, c + d]),
            _ => self.range(),
        }
    }

    /// The scale of the scores.
    pub const fn scale(&self) -> Scale {
        match self {
            Self::MinMax { range, .. }
            | Self::Goalposts { range, .. }
            | Self::DistanceMax { range, .. }
            | Self::DistanceUnit {
                range, cap: true, ..
            }
            | Self::DistanceTarget {
                range, cap: true, ..
            }
            | Self::PercentileRank { range } => Scale::Bounded(range[0], range[1]),
            Self::ShareOfMax { range, .. } => Scale::Bounded(0.0, range[1]),
            Self::Efficacy {
                c,
                d,
                lo: None,
                hi: None,
                ..
            } => Scale::Bounded(*c, *c + *d),
            Self::ZScore { mean, .. } => Scale::Centred(*mean),
            _ => Scale::Open,
        }
    }
}

/// Maps a share of 0 to 1 onto the range.
fn onto([lower, upper]: Range, share: f64) -> f64 {
    lower + (upper - lower) * share
}
