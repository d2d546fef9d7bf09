//! Treatment of outliers (异常值处理): from values with a few far ones to values that a
//! normalisation can spread evenly.
//!
//! [`Treatment::decide`] looks at the values of ranked units only, in the periods that `over`
//! names; the [`Decision`] then serves the columns of every period. Clipping moves ranked cells
//! only: a reference unit keeps its value and is normalised beyond the bounds. A logarithm or a
//! Box–Cox map is another scale, so it applies to every cell, and to what is stated on the old
//! scale (limits, target, base). One rule a file.

mod box_cox;
mod clip;
mod decide;
mod log;
mod text;
mod winsorise;

use serde::{Deserialize, Serialize};

pub use box_cox::box_cox;
pub use clip::{Clip, percentiles, quartile_fences};
pub use decide::{Decision, Map, Record, Shape, Treated};
pub use log::log;
pub use winsorise::{Limits, winsorise};

use super::Over;

/// How outliers are treated.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Treatment {
    /// 不处理: values stay as they are.
    #[default]
    None,
    /// 缩尾处理: while skewness and kurtosis are too high, the farthest values are moved to the
    /// next nearer one.
    Winsorise {
        /// No further step once so many values are moved; ties may take a step past it.
        #[serde(default = "usual::points")]
        points: u32,
        /// The least skewness (偏度), whatever its sign, that is too high.
        #[serde(default = "usual::skewness")]
        skewness: f64,
        /// The least excess kurtosis (峰度) that is too high.
        #[serde(default = "usual::kurtosis")]
        kurtosis: f64,
        /// What follows if that is not enough.
        #[serde(default)]
        then: Then,
        /// From which periods the values come that are looked at.
        #[serde(default)]
        over: Over,
    },
    /// Box–Cox 变换: a power of the value, or its logarithm.
    #[serde(rename = "boxcox")]
    BoxCox {
        /// The power; 0 is the logarithm.
        lambda: f64,
    },
    /// 百分位截尾: values beyond two percentiles are moved to these.
    Percentile {
        /// The lower one, 0 to 100.
        #[serde(default = "usual::lower")]
        lower: f64,
        /// The upper one, 0 to 100.
        #[serde(default = "usual::upper")]
        upper: f64,
        /// From which periods the percentiles come.
        #[serde(default)]
        over: Over,
    },
    /// 四分位距法: values farther than so many interquartile ranges from the quartiles are moved
    /// to there.
    Iqr {
        /// How many interquartile ranges.
        #[serde(default = "usual::factor")]
        factor: f64,
        /// From which periods the quartiles come.
        #[serde(default)]
        over: Over,
    },
    /// 固定上下限: values beyond two stated ones are moved to these; one of them may be left out.
    Fixed {
        /// The least value, in the indicator's own measure.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lower: Option<f64>,
        /// The greatest value, in the indicator's own measure.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        upper: Option<f64>,
    },
}

/// What follows a winsorisation that was not enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Then {
    /// 取对数: the logarithm of the values as they were at first.
    #[default]
    Log,
    /// 不再处理: nothing; the values stay winsorised.
    None,
}

/// Why values cannot be treated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TreatTrouble {
    /// Fixed bounds are asked for and none given.
    BoundsMissing,
    /// The upper bound is not above the lower one, or one is not a number.
    BoundsReversed {
        /// The lower one.
        lower: f64,
        /// The upper one.
        upper: f64,
    },
    /// The upper percentile is not above the lower one, or one is not between 0 and 100.
    PercentilesReversed {
        /// The lower one.
        lower: f64,
        /// The upper one.
        upper: f64,
    },
    /// A threshold, a factor or a power is not a number, or below zero where that makes no sense.
    Parameter(f64),
    /// So many ranked values are not above zero.
    NotPositive(usize),
    /// Clipping would make all ranked values this one, though they are not equal.
    AllClipped(f64),
}

impl Then {
    /// Both, in the order menus list them.
    pub const ALL: [Self; 2] = [Self::Log, Self::None];

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::None => "none",
        }
    }

    /// The member that files call so.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}

impl Treatment {
    /// One of each kind with its usual parameters, in the order menus list them.
    pub fn all() -> [Self; 6] {
        let over = Over::Period;
        [
            Self::None,
            Self::Winsorise {
                points: usual::points(),
                skewness: usual::skewness(),
                kurtosis: usual::kurtosis(),
                then: Then::Log,
                over: over.clone(),
            },
            Self::BoxCox { lambda: 0.0 },
            Self::Percentile {
                lower: usual::lower(),
                upper: usual::upper(),
                over: over.clone(),
            },
            Self::Iqr {
                factor: usual::factor(),
                over,
            },
            Self::Fixed {
                lower: None,
                upper: None,
            },
        ]
    }

    /// The usual member of the kind that files call so.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().into_iter().find(|it| it.key() == key)
    }

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Winsorise { .. } => "winsorise",
            Self::BoxCox { .. } => "boxcox",
            Self::Percentile { .. } => "percentile",
            Self::Iqr { .. } => "iqr",
            Self::Fixed { .. } => "fixed",
        }
    }

    /// From which periods the values come that are looked at, of those that look at some.
    pub fn over(&self) -> Option<Over> {
        self.clone().over_mut().cloned()
    }

    /// The same choice with values from other periods; those without stay as they are.
    #[must_use]
    pub fn with_over(mut self, new: Over) -> Self {
        if let Some(over) = self.over_mut() {
            *over = new;
        }
        self
    }

    fn over_mut(&mut self) -> Option<&mut Over> {
        match self {
            Self::Winsorise { over, .. }
            | Self::Percentile { over, .. }
            | Self::Iqr { over, .. } => Some(over),
            Self::None | Self::BoxCox { .. } | Self::Fixed { .. } => None,
        }
    }

    /// What the settings alone show to be infeasible.
    pub fn check(&self) -> Result<(), TreatTrouble> {
        let not_negative = |number: f64| {
            let fits = number.is_finite() && number >= 0.0;
            fits.then_some(()).ok_or(TreatTrouble::Parameter(number))
        };
        match *self {
            Self::None => Ok(()),
            Self::Winsorise {
                skewness, kurtosis, ..
            } => {
                not_negative(skewness)?;
                let fits = kurtosis.is_finite();
                fits.then_some(()).ok_or(TreatTrouble::Parameter(kurtosis))
            }
            Self::BoxCox { lambda } => {
                let fits = lambda.is_finite();
                fits.then_some(()).ok_or(TreatTrouble::Parameter(lambda))
            }
            Self::Percentile { lower, upper, .. } => {
                let fits = 0.0 <= lower && lower < upper && upper <= 100.0;
                let trouble = TreatTrouble::PercentilesReversed { lower, upper };
                fits.then_some(()).ok_or(trouble)
            }
            Self::Iqr { factor, .. } => not_negative(factor),
            Self::Fixed { lower, upper } => match (lower, upper) {
                (None, None) => Err(TreatTrouble::BoundsMissing),
                (Some(bound), None) | (None, Some(bound)) => {
                    let fits = bound.is_finite();
                    fits.then_some(()).ok_or(TreatTrouble::Parameter(bound))
                }
                (Some(lower), Some(upper)) => {
                    let fits = lower < upper && lower.is_finite() && upper.is_finite();
                    let trouble = TreatTrouble::BoundsReversed { lower, upper };
                    fits.then_some(()).ok_or(trouble)
                }
            },
        }
    }
}

/// The usual parameters.
mod usual {
    pub(super) const fn points() -> u32 {
        5
    }

    pub(super) const fn skewness() -> f64 {
        2.0
    }

    pub(super) const fn kurtosis() -> f64 {
        3.5
    }

    pub(super) const fn lower() -> f64 {
        5.0
    }

    pub(super) const fn upper() -> f64 {
        95.0
    }

    pub(super) const fn factor() -> f64 {
        1.5
    }
}
