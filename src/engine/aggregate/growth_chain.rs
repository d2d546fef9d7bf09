use crate::engine::{Column, Direction};

/// A child of a growth chain, over all periods.
#[derive(Clone, Debug)]
pub struct GrowthChild<'a> {
    /// Its weight in each period, relative to its siblings'; none weighs nothing.
    pub weights: &'a [Option<f64>],
    /// Whether growth is better or worse. An index that is itself a growth chain is positive.
    pub direction: Direction,
    /// The values in each period in order, in any measure, not below zero; the index of a child
    /// that is itself a growth chain.
    pub columns: &'a [Column],
}

impl GrowthChild<'_> {
    fn value(&self, period: usize, unit: usize) -> Option<f64> {
        self.columns
            .get(period)
            .and_then(|column| column.get(unit))
            .filter(|value| *value >= 0.0)
    }

    fn weight(&self, period: usize) -> Option<f64> {
        let weight = self.weights.get(period).copied().flatten();
        weight.filter(|weight| *weight > 0.0)
    }

    /// The growth since the period before, positive where it is good.
    fn growth(&self, period: usize, unit: usize) -> Option<f64> {
        let before = self.value(period.checked_sub(1)?, unit)?;
        let growth = symmetric_growth(before, self.value(period, unit)?)?;
        Some(match self.direction {
            Direction::Positive => growth,
            Direction::Negative => -growth,
        })
    }
}

/// A growth chain, and where it could not be followed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GrowthChain {
    /// The index in each period, 100 in the first.
    pub indices: Vec<Column>,
    /// V in each period: the growth since the period before, −200 to below 200. None in the first.
    pub growth: Vec<Column>,
    /// Unit and period from which on a unit has no index.
    pub broken: Vec<(usize, usize)>,
    /// Growth without end, which was left out.
    pub infinite: Vec<Infinite>,
}

/// Where a child's growth has no end: up from zero, or down to zero where less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Infinite {
    /// Which of the siblings.
    pub child: usize,
    /// Which unit.
    pub unit: usize,
    /// The period that ends it.
    pub period: usize,
}

/// The growth chain (增速链式法, 定基累计发展指数): the children's growth, chained from 100.
///
/// `V_i = 200·(x_t − x_{t−1})/(x_t + x_{t−1})`, with the other sign where less is better;
/// `V = Σ w·V_i / Σ w` over the available children, with the weights of period t;
/// `I_t = I_{t−1}·(200 + V)/(200 − V)`, 100 in the first period.
///
/// - `V_i` in per cent of the mean of the two values, −200 to 200, so that up and down by the same
///   factor cancel; one child alone has `I_t = 100·x_t/x_0`, or `100·x_0/x_t` where less is better.
/// - An index made of indices comes out as if made at once: V of a child's index is the child's V.
/// - A value below zero, or two zeros: no `V_i`. Growth without end (`V_i = 200`): none either, and
///   told in [`GrowthChain::infinite`].
/// - No V in a period, no value in the first, or an index that fell to zero, from which nothing
///   grows: no index from there on, told in [`GrowthChain::broken`].
/// - `units`: how many there are, in the order of every column. Each is seen alone.
/// - Source: The Conference Board, *Business Cycle Indicators Handbook* (2001), on symmetric
///   percent changes and their cumulation; the National Bureau of Statistics of China chains its
///   China Innovation Index (中国创新指数) in this way.
///
/// ```
/// use heng::engine::{Column, Direction, aggregate::{GrowthChild, growth_chain}};
/// let years = |values: [f64; 2]| values.map(|it| [Some(it)].into_iter().collect::<Column>());
/// let (output, waste) = (years([100.0, 150.0]), years([30.0, 20.0]));
/// let weights = [Some(0.5); 2];
/// let children = [(Direction::Positive, &output), (Direction::Negative, &waste)]
///     .map(|(direction, columns)| GrowthChild { weights: &weights, direction, columns });
/// let chain = growth_chain(&children, 2, 1);
/// assert_eq!(chain.indices[0].get(0), Some(100.0));
/// // Both grow by 200·50/250 = 40, which is half as much again.
/// assert!((chain.growth[1].get(0).unwrap() - 40.0).abs() < 1e-9);
/// assert!((chain.indices[1].get(0).unwrap() - 150.0).abs() < 1e-9);
/// ```
pub fn growth_chain(children: &[GrowthChild<'_>], periods: usize, units: usize) -> GrowthChain {
    let mut chain = GrowthChain::default();
    for period in 0..periods {
        let growth: Column = (0..units)
            .map(|unit| chain.mean_growth(children, period, unit))
            .collect();
        let last = chain.indices.last();
        let index = |unit| match last {
            None => has_value(children, unit).then_some(100.0),
            Some(last) => {
                let last = last.get(unit).filter(|index| *index > 0.0)?;
                growth.get(unit).map(|v| last * ((200.0 + v) / (200.0 - v)))
            }
        };
        let indices: Column = (0..units).map(index).collect();
        let had = |unit| last.is_none_or(|last| last.get(unit).is_some());
        let ended = (0..units).filter(|&unit| had(unit) && indices.get(unit).is_none());
        let broken: Vec<(usize, usize)> = ended.map(|unit| (unit, period)).collect();
        chain.broken.extend(broken);
        chain.indices.push(indices);
        chain.growth.push(growth);
    }
    chain
}

impl GrowthChain {
    /// V of one unit, taking note of growth without end.
    fn mean_growth(
        &mut self,
        children: &[GrowthChild<'_>],
        period: usize,
        unit: usize,
    ) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (child, it) in children.iter().enumerate() {
            let Some((weight, growth)) = it.weight(period).zip(it.growth(period, unit)) else {
                continue;
            };
            if growth >= 200.0 {
                self.infinite.push(Infinite {
                    child,
                    unit,
                    period,
                });
                continue;
            }
            sum += weight * growth;
            weights += weight;
        }
        // At most the greatest of numbers below 200, which rounding must not lift to it.
        let v = (weights > 0.0).then(|| sum / weights)?;
        Some(v.clamp(-200.0, BELOW_200))
    }
}

/// The number next below 200.
const BELOW_200: f64 = 200.0_f64.next_down();

/// Whether a unit has any value to start from in the first period.
fn has_value(children: &[GrowthChild<'_>], unit: usize) -> bool {
    children
        .iter()
        .any(|child| child.weight(0).is_some() && child.value(0, unit).is_some())
}

/// `200·(x_t − x_{t−1})/(x_t + x_{t−1})` of values not below zero; none for two zeros.
fn symmetric_growth(before: f64, now: f64) -> Option<f64> {
    let largest = before.max(now);
    // Measured against the larger one, so that the sum stays a number.
    let (before, now) = (before / largest, now / largest);
    (largest > 0.0).then(|| 200.0 * ((now - before) / (now + before)))
}
