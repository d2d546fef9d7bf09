//! From the values of a period to what they are measured against, and from there to scores.

use super::{
    Bounds, Normalisation, Spread, Statistics, Total, base_index, borda, distance, efficacy,
    goalposts, min_max, percentile_rank, places, share_of_max, share_of_sum, unchanged, vector,
    z_score,
};
use crate::engine::{Column, Direction};

/// What statistics are taken from.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The values of ranked units in the periods that statistics come from; at least one.
    pub pool: &'a [f64],
    /// The values of ranked units in the period itself, in the order of units; all others missing.
    pub own: &'a Column,
    /// The value of the unit that others are measured against, where there is such a unit.
    pub reference: Option<f64>,
    /// The values of all units in the base period, where there is one.
    pub base: Option<&'a Column>,
}

/// Why values cannot be measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trouble {
    /// The scale has no width, or none that is a number.
    RangeEmpty {
        /// The worse score.
        lower: f64,
        /// The better score.
        upper: f64,
    },
    /// Goalposts are asked for and not given.
    GoalpostsMissing,
    /// The upper limit is not above the lower one.
    GoalpostsReversed {
        /// 下限.
        lo: f64,
        /// 上限.
        hi: f64,
    },
    /// The distance to a target is asked for and no target given.
    TargetMissing,
    /// The distance to a unit is asked for and no unit named.
    ReferenceUnitMissing,
    /// Less cannot be better under this normalisation.
    DirectionInfeasible,
    /// The unit that others are measured against has no value.
    ReferenceAbsent,
    /// The reference is no better than the worst ranked unit.
    ReferenceNotBetter {
        /// The value of the unit, or the target.
        reference: f64,
        /// The worst ranked value.
        worst: f64,
    },
    /// All have this value.
    Constant(f64),
    /// There are only so many values.
    TooFew(usize),
    /// So many values are not above zero.
    NotPositive(usize),
    /// The sum is not above zero.
    SumNotPositive,
}

impl Normalisation {
    /// What the settings alone show to be infeasible.
    pub fn check(&self, direction: Direction) -> Result<(), Trouble> {
        if let Some([lower, upper]) = self.ends() {
            let holds = lower < upper && (upper - lower).is_finite();
            if !holds {
                return Err(Trouble::RangeEmpty { lower, upper });
            }
        }
        match self {
            Self::ShareOfMax {
                range: [_, upper], ..
            } if *upper <= 0.0 => Err(Trouble::RangeEmpty {
                lower: 0.0,
                upper: *upper,
            }),
            Self::Goalposts { lo, hi, .. } => match lo.zip(*hi) {
                Some((lo, hi)) => ordered(lo, hi).map(|_| ()),
                None => Err(Trouble::GoalpostsMissing),
            },
            Self::Efficacy {
                lo: Some(lo),
                hi: Some(hi),
                ..
            } => ordered(*lo, *hi).map(|_| ()),
            Self::DistanceTarget { target, .. } if !target.is_some_and(f64::is_finite) => {
                Err(Trouble::TargetMissing)
            }
            Self::DistanceUnit { unit: None, .. } => Err(Trouble::ReferenceUnitMissing),
            Self::Sum { .. } if direction == Direction::Negative => {
                Err(Trouble::DirectionInfeasible)
            }
            _ => Ok(()),
        }
    }

    /// Whether periods that share a pool also share all statistics.
    pub const fn pools_all(&self) -> bool {
        !matches!(self, Self::DistanceUnit { .. })
    }

    /// What a period's values are measured against. The settings have passed [`Self::check`].
    ///
    /// ```
    /// use heng::engine::{Bounds, Column, Direction, Normalisation, normalise::{Sample, Statistics}};
    /// let own: Column = [Some(10.0), None, Some(30.0)].into_iter().collect();
    /// let sample = Sample { pool: &[10.0, 30.0], own: &own, reference: None, base: None };
    /// let (min_max, direction) = (Normalisation::default(), Direction::Positive);
    /// let statistics = min_max.measure(direction, sample).unwrap();
    /// assert_eq!(statistics, Statistics::Bounds(Bounds { lower: 10.0, upper: 30.0 }));
    /// let scores = min_max.scores(&own, direction, &statistics);
    /// assert_eq!(scores.iter().collect::<Vec<_>>(), [Some(0.0), None, Some(100.0)]);
    /// ```
    pub fn measure(&self, direction: Direction, sample: Sample<'_>) -> Result<Statistics, Trouble> {
        match self {
            Self::Goalposts { lo, hi, .. } => {
                let (lo, hi) = lo.zip(*hi).ok_or(Trouble::GoalpostsMissing)?;
                return ordered(lo, hi).map(Statistics::Bounds);
            }
            Self::Efficacy {
                lo: Some(lo),
                hi: Some(hi),
                ..
            } => return ordered(*lo, *hi).map(Statistics::Bounds),
            Self::None => return Ok(Statistics::Nothing),
            Self::BaseIndex { .. } => {
                let base = sample.base.cloned();
                return Ok(Statistics::Base(base.unwrap_or(Column::missing(0))));
            }
            Self::ZScore { .. } => enough(sample.pool.len())?,
            Self::Rank | Self::Borda | Self::PercentileRank { .. } => {
                enough(sample.own.observed().count())?;
            }
            _ => {}
        }
        let bounds = Bounds::of(sample.pool.iter().copied()).ok_or(Trouble::TooFew(0))?;
        let stated = matches!(self, Self::Efficacy { lo, hi, .. } if lo.or(*hi).is_some());
        let varied = bounds.lower < bounds.upper;
        if !varied && !stated {
            return Err(Trouble::Constant(bounds.lower));
        }
        self.relative(direction, sample, bounds)
    }

    /// The statistics of those that measure ranked units against one another, not all equal.
    fn relative(
        &self,
        direction: Direction,
        sample: Sample<'_>,
        bounds: Bounds,
    ) -> Result<Statistics, Trouble> {
        match self {
            Self::ZScore { .. } => Spread::of(sample.pool)
                .map(Statistics::Spread)
                .ok_or(Trouble::Constant(bounds.lower)),
            Self::DistanceTarget { target, .. } => {
                towards(target.ok_or(Trouble::TargetMissing)?, direction, bounds)
            }
            Self::DistanceUnit { .. } => {
                let reference = sample.reference.ok_or(Trouble::ReferenceAbsent)?;
                towards(reference, direction, bounds)
            }
            Self::ShareOfMax { .. } => {
                let not_positive = |it: &f64| *it <= 0.0;
                let own = sample.own.observed().filter(not_positive).count();
                if own > 0 || bounds.lower <= 0.0 {
                    let pooled = sample.pool.iter().copied().filter(not_positive).count();
                    return Err(Trouble::NotPositive(own.max(pooled)));
                }
                Ok(Statistics::Bounds(bounds))
            }
            Self::Rank | Self::Borda | Self::PercentileRank { .. } => Ok(Statistics::Places {
                places: places(sample.own, direction),
                count: sample.own.observed().count(),
            }),
            Self::Efficacy { lo, hi, .. } => {
                ordered(lo.unwrap_or(bounds.lower), hi.unwrap_or(bounds.upper))
                    .map(Statistics::Bounds)
            }
            Self::Vector { .. } => Ok(Statistics::Total(Total::length(sample.pool))),
            Self::Sum { .. } => {
                let sum = Total::sum(sample.pool);
                let positive = sum.total > 0.0;
                let statistics = positive.then_some(Statistics::Total(sum));
                statistics.ok_or(Trouble::SumNotPositive)
            }
            _ => Ok(Statistics::Bounds(bounds)),
        }
    }

    /// The scores of a period, reference units among them. Missing values have none, and neither
    /// has a value that this normalisation can make nothing of.
    pub fn scores(&self, values: &Column, direction: Direction, statistics: &Statistics) -> Column {
        match statistics {
            Statistics::Places { places, count } => places.map(|place| match self {
                Self::Borda => borda(place),
                Self::PercentileRank { range } => percentile_rank(place, *count, *range),
                _ => place,
            }),
            Statistics::Base(base) => (0..values.len())
                .map(|unit| base_index(values.get(unit)?, direction, base.get(unit)?))
                .collect(),
            Statistics::Bounds(bounds) => values
                .iter()
                .map(|x| self.between(x?, direction, *bounds))
                .collect(),
            Statistics::Spread(spread) => {
                let parameters = match self {
                    Self::ZScore { mean, sd, .. } => [*mean, *sd],
                    _ => [0.0, 1.0],
                };
                values.map(|x| z_score(x, direction, *spread, parameters))
            }
            Statistics::Total(total) => values.map(|x| match self {
                Self::Sum { .. } => share_of_sum(x, *total),
                _ => vector(x, direction, *total),
            }),
            Statistics::Nothing => values.map(|x| unchanged(x, direction)),
        }
    }

    /// The score of a value among bounds.
    fn between(&self, x: f64, direction: Direction, bounds: Bounds) -> Option<f64> {
        Some(match self {
            Self::Goalposts { range, .. } => goalposts(x, direction, bounds, *range),
            Self::DistanceMax { range, .. } => distance(x, direction, bounds, *range, false),
            Self::DistanceUnit { range, cap, .. } | Self::DistanceTarget { range, cap, .. } => {
                distance(x, direction, bounds, *range, *cap)
            }
            Self::ShareOfMax {
                range: [_, upper], ..
            } => return share_of_max(x, direction, bounds, *upper),
            Self::Efficacy { c, d, .. } => efficacy(x, direction, bounds, [*c, *d]),
            _ => min_max(x, direction, bounds, self.range()?),
        })
    }
}

/// Two stated values as bounds.
fn ordered(lo: f64, hi: f64) -> Result<Bounds, Trouble> {
    let holds = lo.is_finite() && hi.is_finite() && lo < hi;
    holds
        .then_some(Bounds {
            lower: lo,
            upper: hi,
        })
        .ok_or(Trouble::GoalpostsReversed { lo, hi })
}

fn enough(values: usize) -> Result<(), Trouble> {
    if values < 2 {
        return Err(Trouble::TooFew(values));
    }
    Ok(())
}

/// From the worst ranked value to a reference, which has to be better.
fn towards(reference: f64, direction: Direction, ranked: Bounds) -> Result<Statistics, Trouble> {
    let (bounds, worst) = match direction {
        Direction::Positive => (
            Bounds {
                upper: reference,
                ..ranked
            },
            ranked.lower,
        ),
        Direction::Negative => (
            Bounds {
                lower: reference,
                ..ranked
            },
            ranked.upper,
        ),
    };
    let better = bounds.lower < bounds.upper;
    better
        .then_some(Statistics::Bounds(bounds))
        .ok_or(Trouble::ReferenceNotBetter { reference, worst })
}
