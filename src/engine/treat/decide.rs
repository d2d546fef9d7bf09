//! From the ranked values to a decision, and from there to treated columns.

use serde::{Deserialize, Serialize};

use super::{
    Clip, Limits, Then, TreatTrouble, Treatment, box_cox, log, percentiles, quartile_fences,
    winsorise::winsorised,
};
use crate::engine::{
    Column,
    moments::{shape_of_sorted, sorted},
};

/// Another scale for an indicator. It keeps the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Map {
    /// The same scale.
    #[default]
    Identity,
    /// 对数变换: see [`log`](fn@log).
    Log {
        /// The least ranked value.
        min: f64,
        /// A hundredth of the range of ranked values.
        shift: f64,
    },
    /// Box–Cox 变换: see [`box_cox`].
    #[serde(rename = "boxcox")]
    BoxCox {
        /// The power; 0 is the logarithm.
        lambda: f64,
    },
}

impl Map {
    /// A value, limit, target or base on the new scale; none where it has no place there.
    pub fn apply(self, x: f64) -> Option<f64> {
        match self {
            Self::Identity => Some(x),
            Self::Log { min, shift } => log(x, min, shift),
            Self::BoxCox { lambda } => box_cox(x, lambda),
        }
    }
}

/// The shape of some values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// 偏度, as Excel's SKEW; none of fewer than three values or of equal ones.
    pub skewness: Option<f64>,
    /// 峰度, as Excel's KURT; none of fewer than four values or of equal ones.
    pub kurtosis: Option<f64>,
}

impl Shape {
    /// The shape of some values.
    pub fn of(values: &[f64]) -> Self {
        Self::of_sorted(&sorted(values))
    }

    /// The shape of values that are ascending already.
    pub(super) fn of_sorted(sorted: &[f64]) -> Self {
        let [skewness, kurtosis] = shape_of_sorted(sorted);
        Self { skewness, kurtosis }
    }
}

/// What was done to some ranked values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// How many were raised to the lower bound.
    pub low: usize,
    /// How many were lowered to the upper bound.
    pub high: usize,
    /// The bounds.
    pub clip: Clip,
    /// The scale they are on now.
    pub map: Map,
    /// Their shape before.
    pub before: Shape,
    /// Their shape now.
    pub after: Shape,
}

/// What is to be done to the columns of an indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The bounds ranked cells are clipped to.
    pub clip: Clip,
    /// The scale all cells come to, after clipping.
    pub map: Map,
    /// What this does to the values it was decided from.
    pub record: Record,
    /// Whether these are too skewed even so; only a winsorisation asks.
    pub fails: bool,
}

/// A treated column.
#[derive(Clone, Debug, PartialEq)]
pub struct Treated {
    /// The values; the same column, shared, where nothing is to be done.
    pub values: Column,
    /// The scale they are on, for what is stated on the old one.
    pub map: Map,
    /// The cells that were clipped, by the places of their units, ascending.
    pub moved: Vec<usize>,
    /// The cells that had a value and have no place on the new scale, by the places of their
    /// units, ascending.
    pub lost: Vec<usize>,
    /// What was done to the ranked cells of this column.
    pub record: Record,
}

impl Treatment {
    /// What is to be done, from the values of ranked units in the periods that `over` names.
    ///
    /// - No values, or equal ones: nothing is clipped and no scale is changed by the rules that
    ///   look at values; Box–Cox still maps.
    /// - The settings are [checked](Self::check) too.
    ///
    /// ```
    /// use heng::engine::{Column, Treatment, treat::Clip};
    /// let iqr = Treatment::from_key("iqr").unwrap();
    /// let decision = iqr.decide(&[1.0, 2.0, 3.0, 4.0, 50.0]).unwrap();
    /// assert_eq!(decision.clip, Clip { lower: Some(-1.0), upper: Some(7.0) });
    /// let column: Column = [50.0, 3.0, 50.0].map(Some).into_iter().collect();
    /// let treated = decision.apply(&column, &[true, true, false]);
    /// assert_eq!(treated.values, [7.0, 3.0, 50.0].map(Some).into_iter().collect());
    /// assert_eq!(treated.moved, [0]);
    /// ```
    pub fn decide(&self, pool: &[f64]) -> Result<Decision, TreatTrouble> {
        self.check()?;
        let sorted = sorted(pool);
        let before = Shape::of_sorted(&sorted);
        let decision = |clip, map, fails| Decision {
            clip,
            map,
            record: Record::of(&sorted, before, (clip, map)),
            fails,
        };
        let clipped = |clip: Clip| {
            all_clipped(&sorted, clip)?;
            Ok(decision(clip, Map::Identity, false))
        };
        match *self {
            Self::None => clipped(Clip::default()),
            Self::Winsorise {
                points,
                skewness,
                kurtosis,
                then,
                ..
            } => {
                let limits = Limits {
                    points: usize::try_from(points).unwrap_or(usize::MAX),
                    skewness,
                    kurtosis,
                };
                let (clip, map) = skewness_rule(&sorted, before, limits, then);
                let decided = decision(clip, map, false);
                let fails = limits.fails(decided.record.after);
                Ok(Decision { fails, ..decided })
            }
            Self::BoxCox { lambda } => {
                let below = sorted.iter().filter(|&&x| x <= 0.0).count();
                if below > 0 {
                    return Err(TreatTrouble::NotPositive(below));
                }
                Ok(decision(Clip::default(), Map::BoxCox { lambda }, false))
            }
            Self::Percentile { lower, upper, .. } => clipped(percentiles(pool, lower, upper)),
            Self::Iqr { factor, .. } => clipped(quartile_fences(pool, factor)),
            Self::Fixed { lower, upper } => {
                Ok(decision(Clip { lower, upper }, Map::Identity, false))
            }
        }
    }
}

/// Winsorising, and what follows if that is not enough. The values are ascending.
fn skewness_rule(sorted: &[f64], before: Shape, limits: Limits, then: Then) -> (Clip, Map) {
    let (clip, shape) = winsorised(sorted, before, limits);
    let fails = limits.fails(shape);
    match (sorted.first(), sorted.last()) {
        (Some(&min), Some(&max)) if fails && then == Then::Log => {
            // Each by itself, as the range of numbers at the ends of what one can be is none.
            let shift = 0.01 * max - 0.01 * min;
            let shift = if (max - min).is_finite() {
                0.01 * (max - min)
            } else {
                shift
            };
            (Clip::default(), Map::Log { min, shift })
        }
        _ => (clip, Map::Identity),
    }
}

/// Refuses bounds between which values that differ become one.
fn all_clipped(sorted: &[f64], clip: Clip) -> Result<(), TreatTrouble> {
    match (sorted.first(), sorted.last()) {
        (Some(&first), Some(&last)) if first < last && clip.apply(first) == clip.apply(last) => {
            Err(TreatTrouble::AllClipped(clip.apply(first)))
        }
        _ => Ok(()),
    }
}

/// The values that have a place after clipping and mapping.
fn changed(values: &[f64], clip: Clip, map: Map) -> Vec<f64> {
    let change = |&x: &f64| map.apply(clip.apply(x));
    values.iter().filter_map(change).collect()
}

impl Record {
    /// The record of some ascending values of a shape.
    fn of(sorted: &[f64], before: Shape, (clip, map): (Clip, Map)) -> Self {
        let [low, high] = clip.beyond(sorted);
        let idle = map == Map::Identity && low + high == 0;
        let after = if idle {
            before
        } else {
            // Clipping and mapping keep the order.
            Shape::of_sorted(&changed(sorted, clip, map))
        };
        Self {
            low,
            high,
            clip,
            map,
            before,
            after,
        }
    }
}

impl Decision {
    /// Whether nothing is done to any column.
    pub fn is_idle(&self) -> bool {
        self.map == Map::Identity && self.clip == Clip::default()
    }

    /// The column of a period, treated. `ranked` says of each unit whether it is ranked; without
    /// word of it, it is not.
    pub fn apply(&self, column: &Column, ranked: &[bool]) -> Treated {
        let is_ranked = |unit: usize| ranked.get(unit).copied().unwrap_or(false);
        let (mut moved, mut lost, mut own) = (Vec::new(), Vec::new(), Vec::new());
        let change = |(unit, x): (usize, Option<f64>)| {
            let x = x?;
            let clipped = if is_ranked(unit) {
                own.push(x);
                self.clip.apply(x)
            } else {
                x
            };
            if clipped != x {
                moved.push(unit);
            }
            let found = self.map.apply(clipped);
            if found.is_none() {
                lost.push(unit);
            }
            found
        };
        let values: Column = column.iter().enumerate().map(change).collect();
        own.sort_unstable_by(f64::total_cmp);
        let values = if self.is_idle() {
            column.clone()
        } else {
            values
        };
        Treated {
            values,
            map: self.map,
            moved,
            lost,
            record: Record::of(&own, Shape::of_sorted(&own), (self.clip, self.map)),
        }
    }
}
