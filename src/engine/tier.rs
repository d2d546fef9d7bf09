//! Tiers (梯队): scores cut into a few classes, the best first.

use serde::{Deserialize, Serialize};

use super::rank::Rounding;

/// How scores are cut into tiers. The cuts come from the ranked units' scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Tiering {
    /// 分位数: about as many units in each tier.
    Quantiles {
        /// How many tiers.
        count: usize,
    },
    /// 阈值: the cuts are given.
    Thresholds {
        /// The lowest score of every tier but the last, in any order.
        cuts: Vec<f64>,
    },
    /// 自然断点法: units in a tier as alike as they can be.
    NaturalBreaks {
        /// How many tiers.
        count: usize,
    },
    /// 中位数: the upper and the lower half.
    Median,
}

impl Tiering {
    /// One of each kind, with usual parameters, in the order menus list them.
    pub fn all() -> Vec<Self> {
        vec![
            Self::Quantiles { count: 4 },
            Self::Thresholds {
                cuts: vec![80.0, 60.0],
            },
            Self::NaturalBreaks { count: 4 },
            Self::Median,
        ]
    }

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Quantiles { .. } => "quantiles",
            Self::Thresholds { .. } => "thresholds",
            Self::NaturalBreaks { .. } => "natural-breaks",
            Self::Median => "median",
        }
    }

    /// The tiering of a key, with its usual parameters.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().into_iter().find(|tiering| tiering.key() == key)
    }

    /// The boundaries between tiers, the highest first: a score that reaches the first is in the
    /// top tier.
    ///
    /// - Quantiles: [`quantile`] of i/count for i from count − 1 down to 1.
    /// - Median: the quantile of ½, the mean of the two middle scores where there is no one middle.
    /// - Natural breaks: the lowest score of each class but the last; see [`natural_breaks`].
    /// - No ranked unit has a score: none, but for thresholds.
    ///
    /// ```
    /// use heng::engine::Tiering;
    /// let scores = [1.0, 2.0, 4.0, 7.0, 8.0, 9.0, 10.0, 12.0].map(Some);
    /// // Excel: QUARTILE of 3, 2, 1.
    /// assert_eq!(Tiering::Quantiles { count: 4 }.cuts(&scores, &[true; 8]), [9.25, 7.5, 3.5]);
    /// assert_eq!(Tiering::Median.cuts(&scores, &[true; 8]), [7.5]);
    /// ```
    pub fn cuts(&self, scores: &[Option<f64>], ranked: &[bool]) -> Vec<f64> {
        let mut sorted: Vec<f64> = of_ranked(scores, ranked).flatten().collect();
        sorted.sort_unstable_by(f64::total_cmp);
        match self {
            Self::Quantiles { count } => (1..*count)
                .rev()
                .filter_map(|part| quantile(&sorted, part, *count))
                .collect(),
            Self::Median => quantile(&sorted, 1, 2).into_iter().collect(),
            Self::Thresholds { cuts } => {
                let mut cuts: Vec<f64> = cuts.iter().copied().filter(|it| it.is_finite()).collect();
                cuts.sort_unstable_by(|a, b| b.total_cmp(a));
                cuts
            }
            Self::NaturalBreaks { count } => natural_breaks(&sorted, *count),
        }
    }

    /// The tier of every ranked unit that has a score; 0 is the top one.
    ///
    /// The tier is the number of [cuts](Self::cuts) above the score; a score equal to a cut, as
    /// [ranks](super::rank) see it, belongs to the upper tier. Tied units share a tier, so that
    /// with many ties a tier can be empty.
    ///
    /// ```
    /// use heng::engine::Tiering;
    /// let tiering = Tiering::Thresholds { cuts: vec![60.0, 80.0] };
    /// let tiers = tiering.tiers(&[Some(80.0), None, Some(79.9), Some(10.0), Some(99.0)], &[true, true, true, true, false]);
    /// assert_eq!(tiers, [Some(0), None, Some(1), Some(2), None]);
    /// ```
    pub fn tiers(&self, scores: &[Option<f64>], ranked: &[bool]) -> Vec<Option<usize>> {
        let round = Rounding::of(of_ranked(scores, ranked));
        let cuts: Vec<i64> = self
            .cuts(scores, ranked)
            .into_iter()
            .map(|cut| round.key(cut))
            .collect();
        // The better score has the lesser key.
        let tier = |score: f64| {
            let key = round.key(score);
            cuts.iter().filter(|&&cut| cut < key).count()
        };
        let tiers = of_ranked(scores, ranked).map(|score| score.map(tier));
        tiers.collect()
    }
}

/// The scores, without those of units that are not ranked.
fn of_ranked<'a>(
    scores: &'a [Option<f64>],
    ranked: &'a [bool],
) -> impl Iterator<Item = Option<f64>> + 'a {
    let ranked = ranked.iter().copied().chain(std::iter::repeat(false));
    let pairs = scores.iter().zip(ranked);
    pairs.map(|(score, ranked)| score.filter(|it| ranked && it.is_finite()))
}

/// The quantile (分位数) of a share `part/of` of sorted numbers, of type 7.
///
/// `q = x_k + (h − k)·(x_{k+1} − x_k)`, `h = (n − 1)·part/of`, k its whole part, counted from 0.
///
/// - `sorted` ascending; `part` from 0 to `of`. No numbers, or `part` outside: none.
/// - Source: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", *The American
///   Statistician* 50 (1996), 361–365; Excel's QUARTILE.INC and PERCENTILE.INC.
///
/// ```
/// use heng::engine::tier::quantile;
/// assert_eq!(quantile(&[1.0, 2.0, 4.0, 7.0, 8.0, 9.0, 10.0, 12.0], 1, 4), Some(3.5));
/// assert_eq!(quantile(&[], 1, 4), None);
/// ```
pub fn quantile(sorted: &[f64], part: usize, of: usize) -> Option<f64> {
    let steps = sorted.len().checked_sub(1)?.checked_mul(part)?;
    let lower = *sorted.get(steps.checked_div(of)?)?;
    let upper = sorted.get(steps / of + 1).copied().unwrap_or(lower);
    let share = (steps % of) as f64 / of as f64;
    // Not through the difference, which two huge numbers of either sign have none of.
    Some(if share == 0.0 || lower == upper {
        lower
    } else {
        (lower * (1.0 - share) + upper * share).clamp(lower, upper)
    })
}

/// The natural breaks (自然断点法) of sorted numbers: the lowest number of each class but the
/// last, the highest first.
///
/// Of all ways to cut the numbers into `count` classes, the one with the least sum of squared
/// deviations from the means of classes; equal numbers stay together. Fewer different numbers
/// than classes: each its own class. Of several best ways, the one whose upper classes reach
/// lowest.
///
/// - `sorted` ascending. Squares are summed exactly, of numbers rounded to twelve digits of the
///   largest; the best way is found, not approached.
/// - Source: W. D. Fisher, "On grouping for maximum homogeneity", *Journal of the American
///   Statistical Association* 53 (1958), 789–798; G. F. Jenks, "The data model concept in
///   statistical mapping", *International Yearbook of Cartography* 7 (1967), 186–190.
///
/// ```
/// use heng::engine::tier::natural_breaks;
/// assert_eq!(natural_breaks(&[1.0, 2.0, 3.0, 10.0, 11.0, 50.0], 3), [50.0, 10.0]);
/// assert!(natural_breaks(&[5.0, 5.0], 3).is_empty());
/// ```
pub fn natural_breaks(sorted: &[f64], count: usize) -> Vec<f64> {
    let sums = Sums::of(sorted);
    let distinct = sums.lowest.len();
    let classes = count.clamp(1, distinct.max(1));
    // Where the last class starts, for the first so many distinct numbers, class by class.
    let mut starts: Vec<Vec<usize>> = Vec::new();
    let mut costs: Vec<f64> = (0..=distinct).map(|end| sums.cost(0, end)).collect();
    for class in 1..classes {
        let mut layer = Layer {
            sums: &sums,
            before: &costs,
            costs: vec![f64::INFINITY; distinct + 1],
            starts: vec![class; distinct + 1],
        };
        layer.fill((class + 1, distinct), (class, distinct));
        let Layer {
            costs: filled,
            starts: found,
            ..
        } = layer;
        costs = filled;
        starts.push(found);
    }
    let mut cuts = Vec::new();
    let mut end = distinct;
    for found in starts.iter().rev() {
        end = found.get(end).copied().unwrap_or(0);
        cuts.extend(sums.lowest.get(end));
    }
    cuts
}

/// Running sums over distinct numbers, as exact whole numbers.
struct Sums {
    /// The distinct numbers, ascending: the lowest of those that round to the same.
    lowest: Vec<f64>,
    /// Count, sum and sum of squares of all before each of them, and of all.
    before: Vec<[i128; 3]>,
}

impl Sums {
    fn of(sorted: &[f64]) -> Self {
        let round = Rounding::of(sorted.iter().copied().map(Some));
        let largest = sorted.iter().map(|x| x.abs()).fold(0.0, f64::max);
        let whole = |x: f64| match round {
            Rounding::Times(_) => -round.key(x),
            #[expect(clippy::cast_possible_truncation, reason = "twelve digits fit")]
            Rounding::Exact => libm::round(x / largest * 1e12) as i64,
        };
        let mut sums = Self {
            lowest: Vec::new(),
            before: vec![[0; 3]],
        };
        let (mut last, mut total) = (None, [0_i128; 3]);
        for &x in sorted {
            let number = whole(x);
            if last != Some(number) {
                if last.is_some() {
                    sums.before.push(total);
                }
                sums.lowest.push(x);
                last = Some(number);
            }
            let number = i128::from(number);
            let [count, sum, squares] = total;
            total = [count + 1, sum + number, squares + number * number];
        }
        if last.is_some() {
            sums.before.push(total);
        }
        sums
    }

    /// The sum of squared deviations of a class from its mean.
    fn cost(&self, start: usize, end: usize) -> f64 {
        let (Some(from), Some(to)) = (self.before.get(start), self.before.get(end)) else {
            return f64::INFINITY;
        };
        let [count, sum, squares] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
        if count <= 0 {
            return 0.0;
        }
        (count * squares - sum * sum) as f64 / count as f64
    }
}

/// The best cuts into one class more than before.
struct Layer<'a> {
    sums: &'a Sums,
    /// The least cost of the first so many numbers with one class fewer.
    before: &'a [f64],
    costs: Vec<f64>,
    starts: Vec<usize>,
}

impl Layer<'_> {
    /// Fills ends `first..=last`, whose last classes start within `low..=high`. The start never
    /// moves back as the end moves on, so the middle end splits the starts for both halves.
    fn fill(&mut self, (first, last): (usize, usize), (low, high): (usize, usize)) {
        if first > last {
            // The least number of numbers has one way only, each in a class of its own.
            return;
        }
        let end = usize::midpoint(first, last);
        let (mut best, mut lowest) = (low, f64::INFINITY);
        for start in low..=high.min(end - 1) {
            let before = self.before.get(start).copied().unwrap_or(f64::INFINITY);
            let cost = before + self.sums.cost(start, end);
            if cost < lowest {
                (best, lowest) = (start, cost);
            }
        }
        if let (Some(cost), Some(start)) = (self.costs.get_mut(end), self.starts.get_mut(end)) {
            (*cost, *start) = (lowest, best);
        }
        self.fill((first, end - 1), (low, best));
        self.fill((end + 1, last), (best, high));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least cost of cutting into classes, by trying every way.
    fn brute(sorted: &[f64], classes: usize) -> f64 {
        let cost = |part: &[f64]| {
            let mean = part.iter().sum::<f64>() / part.len() as f64;
            part.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>()
        };
        if classes == 1 {
            return cost(sorted);
        }
        (classes - 1..sorted.len())
            .map(|at| brute(&sorted[..at], classes - 1) + cost(&sorted[at..]))
            .fold(f64::INFINITY, f64::min)
    }

    fn cost_of(sorted: &[f64], cuts: &[f64]) -> f64 {
        let mut classes = vec![Vec::new(); cuts.len() + 1];
        for &x in sorted {
            classes[cuts.iter().filter(|&&cut| cut > x).count()].push(x);
        }
        classes.iter().map(|it| brute(it, 1)).sum()
    }

    #[test]
    fn natural_breaks_are_the_best_of_all_ways() {
        let mut state = 7_u64;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((state >> 40) % 1000) as f64 / 10.0
        };
        for count in [2, 3, 4, 5] {
            for _ in 0..40 {
                let mut sorted: Vec<f64> = (0..11).map(|_| next()).collect();
                sorted.sort_by(f64::total_cmp);
                let cuts = natural_breaks(&sorted, count);
                assert_eq!(cuts.len(), count - 1);
                let (ours, least) = (cost_of(&sorted, &cuts), brute(&sorted, count));
                assert!((ours - least).abs() < 1e-9 * least.max(1.0), "{sorted:?}");
            }
        }
    }

    #[test]
    fn breaks_take_any_numbers() {
        assert!(natural_breaks(&[], 3).is_empty());
        assert!(natural_breaks(&[1.0, 2.0], 0).is_empty());
        assert_eq!(natural_breaks(&[1.0, 2.0, 3.0], 9), [3.0, 2.0]);
        assert_eq!(natural_breaks(&[-1e300, 1e300, 1.1e300], 2), [1e300]);
        assert_eq!(
            natural_breaks(&[1e-320, 2e-320, 9e-320, 9e-320], 2),
            [9e-320]
        );
        // Of [1][2 3] and [1 2][3] the first.
        assert_eq!(natural_breaks(&[1.0, 2.0, 3.0], 2), [2.0]);
    }

    #[test]
    fn keys_read_back() {
        for tiering in Tiering::all() {
            assert_eq!(Tiering::from_key(tiering.key()), Some(tiering.clone()));
            let text = serde_json::to_string(&tiering).unwrap();
            assert!(text.contains(tiering.key()), "{text}");
            assert_eq!(serde_json::from_str::<Tiering>(&text).unwrap(), tiering);
        }
    }
}
