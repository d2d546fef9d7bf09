//! What a column comes to: how many values, where they lie, how far they spread.

use super::{
    Bounds,
    moments::{self, median, skewness},
    normalise::Spread,
};

/// What some values come to, in their own measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Description {
    /// How many there are.
    pub count: usize,
    /// The least and the greatest.
    pub bounds: Bounds,
    /// Their mean.
    pub mean: f64,
    /// The one in the middle.
    pub median: f64,
    /// The standard deviation (标准差) of a sample, `√(Σ(x − mean)² / (n − 1))`, as Excel's STDEV.S; none
    /// of one value, 0 of equal ones.
    pub deviation: Option<f64>,
    /// [`skewness`], without unit; none of fewer than three values or of equal ones.
    pub skewness: Option<f64>,
}

impl Description {
    /// What some values come to, whatever their order; none of nothing.
    ///
    /// ```
    /// use heng::engine::describe::Description;
    /// let told = Description::of(&[2.0, 4.0, 9.0]).unwrap();
    /// assert_eq!((told.count, told.mean, told.median), (3, 5.0, 4.0));
    /// assert_eq!((told.bounds.lower, told.bounds.upper), (2.0, 9.0));
    /// // (9 + 1 + 16) / 2 = 13
    /// assert!((told.deviation.unwrap() - 13_f64.sqrt()).abs() < 1e-12);
    /// assert_eq!(Description::of(&[]), None);
    /// ```
    pub fn of(values: &[f64]) -> Option<Self> {
        let values = moments::sorted(values);
        let deviation = match Spread::of(&values) {
            Some(spread) => Some(libm::scalbn(spread.sd, spread.exponent)),
            None => (values.len() > 1).then_some(0.0),
        };
        Some(Self {
            count: values.len(),
            bounds: Bounds::of(values.iter().copied())?,
            mean: moments::mean(&values)?,
            median: median(&values)?,
            deviation,
            skewness: skewness(&values),
        })
    }
}

/// A part of the way from the least value to the greatest, and how many values lie there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Where it begins.
    pub from: f64,
    /// Where it ends; a value just there belongs to the next part, but for the last.
    pub to: f64,
    /// How many values lie in it.
    pub count: usize,
}

/// The parts of a histogram (直方图): `k = 1 + ⌈log₂ n⌉` parts of equal width from the least value to the
/// greatest.
///
/// - Equal values are one part; none of nothing.
/// - Source of `k`: Sturges, *The choice of a class interval* (1926).
///
/// ```
/// use heng::engine::describe::histogram;
/// let counts: Vec<usize> = histogram(&[0.0, 1.0, 2.0, 9.0]).iter().map(|it| it.count).collect();
/// assert_eq!(counts, [3, 0, 1]);
/// ```
pub fn histogram(values: &[f64]) -> Vec<Bin> {
    let Some(bounds) = Bounds::of(values.iter().copied()) else {
        return Vec::new();
    };
    let Bounds { lower, upper } = bounds;
    let parts = if lower < upper {
        1 + values.len().next_power_of_two().ilog2() as usize
    } else {
        1
    };
    let edge = |at: usize| moments::between([lower, upper], at as f64 / parts as f64);
    let mut bins: Vec<Bin> = (0..parts)
        .map(|at| Bin {
            from: edge(at),
            to: edge(at + 1),
            count: 0,
        })
        .collect();
    for &value in values {
        let at = bin_of(&bins, value);
        if let Some(bin) = at.and_then(|it| bins.get_mut(it)) {
            bin.count += 1;
        }
    }
    bins
}

/// The part of a histogram in which a value lies; none where it lies outside of all.
pub fn bin_of(bins: &[Bin], value: f64) -> Option<usize> {
    let (first, last) = (bins.first()?, bins.last()?);
    let within = (first.from..=last.to).contains(&value);
    let at = bins.partition_point(|it| it.to <= value);
    within.then(|| at.min(bins.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_and_equal_ones_have_no_shape() {
        let one = Description::of(&[3.0]).unwrap();
        assert_eq!((one.count, one.mean, one.median), (1, 3.0, 3.0));
        assert_eq!((one.deviation, one.skewness), (None, None));
        let equal = Description::of(&[3.0; 4]).unwrap();
        assert_eq!((equal.deviation, equal.skewness), (Some(0.0), None));
        assert_eq!(histogram(&[3.0; 4]).len(), 1);
        assert_eq!(histogram(&[]), []);
        assert_eq!(bin_of(&histogram(&[3.0, 5.0]), 5.5), None);
    }

    /// Excel: STDEV.S of its manual's example, breaking strengths of tools.
    #[test]
    fn the_deviation_is_that_of_a_sample() {
        let strengths = [
            1345.0, 1301.0, 1368.0, 1322.0, 1310.0, 1370.0, 1318.0, 1350.0, 1303.0, 1299.0,
        ];
        let told = Description::of(&strengths).unwrap();
        let deviation = told.deviation.unwrap();
        assert!((deviation - 27.463_915_72).abs() < 1e-7, "{deviation}");
    }

    #[test]
    fn every_value_lies_in_one_part() {
        for count in 1..70_usize {
            let values: Vec<f64> = (0..count).map(|at| (at * at % 13) as f64 / 7.0).collect();
            let bins = histogram(&values);
            let all: usize = bins.iter().map(|it| it.count).sum();
            assert_eq!(all, count);
            assert!(bins.windows(2).all(|it| it[0].to == it[1].from));
            let ends = (bins[0].from, bins[bins.len() - 1].to);
            let bounds = Bounds::of(values).unwrap();
            assert_eq!(ends, (bounds.lower, bounds.upper));
        }
    }

    #[test]
    fn the_order_of_values_changes_no_bit() {
        let values = [0.1, 1e16, -3.7, 0.3, 2e-9];
        let mut turned = values;
        turned.reverse();
        assert_eq!(Description::of(&values), Description::of(&turned));
        assert_eq!(histogram(&values), histogram(&turned));
        let ends = histogram(&[f64::MIN, 0.0, f64::MAX]);
        assert_eq!(ends.iter().map(|it| it.count).sum::<usize>(), 3);
    }
}
