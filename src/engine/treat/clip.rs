//! Clipping (截尾): values beyond a bound are moved to it.

use serde::{Deserialize, Serialize};

use crate::engine::moments::{quantile_of_sorted, sorted};

/// The bounds that values are moved to, in the indicator's own measure; without one, that end
/// stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clip {
    /// Lower values become this one.
    pub lower: Option<f64>,
    /// Higher values become this one.
    pub upper: Option<f64>,
}

impl Clip {
    /// The value after clipping.
    pub fn apply(self, x: f64) -> f64 {
        let raised = self.lower.map_or(x, |lower| x.max(lower));
        self.upper.map_or(raised, |upper| raised.min(upper))
    }

    /// How many of some values are below and above the bounds.
    pub fn beyond(self, values: &[f64]) -> [usize; 2] {
        let count =
            |is_beyond: &dyn Fn(f64) -> bool| values.iter().filter(|x| is_beyond(**x)).count();
        [
            count(&|x| self.lower.is_some_and(|lower| x < lower)),
            count(&|x| self.upper.is_some_and(|upper| x > upper)),
        ]
    }
}

/// Percentile clipping (百分位截尾): the bounds are two percentiles of the ranked values.
///
/// - `lower` and `upper` from 0 to 100, by linear interpolation as Excel's PERCENTILE.INC; the
///   bounds in the indicator's own measure. 0 and 100 clip nothing. No values: no bounds.
/// - Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 3.
///
/// ```
/// use heng::engine::treat::percentiles;
/// let clip = percentiles(&[1.0, 2.0, 3.0, 4.0, 50.0], 0.0, 75.0);
/// assert_eq!((clip.lower, clip.upper), (Some(1.0), Some(4.0)));
/// assert_eq!(clip.apply(50.0), 4.0);
/// ```
pub fn percentiles(pool: &[f64], lower: f64, upper: f64) -> Clip {
    let sorted = sorted(pool);
    let at = |percent: f64| quantile_of_sorted(&sorted, percent / 100.0);
    Clip {
        lower: at(lower),
        upper: at(upper),
    }
}

/// The rule of the interquartile range (四分位距法): `Q1 − f·(Q3 − Q1)` and `Q3 + f·(Q3 − Q1)`.
///
/// - Quartiles of the ranked values by linear interpolation as Excel's QUARTILE.INC; the bounds in
///   the indicator's own measure. No values: no bounds.
/// - Quartiles that are equal, as where most units have the same value, leave no room at all:
///   the caller reports it.
/// - Source: J. Tukey, *Exploratory Data Analysis* (1977), with f = 1.5.
///
/// ```
/// use heng::engine::treat::quartile_fences;
/// let clip = quartile_fences(&[1.0, 2.0, 3.0, 4.0, 50.0], 1.5);
/// assert_eq!((clip.lower, clip.upper), (Some(-1.0), Some(7.0)));
/// ```
pub fn quartile_fences(pool: &[f64], factor: f64) -> Clip {
    let sorted = sorted(pool);
    let quartiles = [0.25, 0.75].map(|share| quantile_of_sorted(&sorted, share));
    let [Some(first), Some(third)] = quartiles else {
        return Clip::default();
    };
    let reach = factor * (third - first);
    let finite = |bound: f64| bound.is_finite().then_some(bound);
    Clip {
        lower: finite(first - reach),
        upper: finite(third + reach),
    }
}
