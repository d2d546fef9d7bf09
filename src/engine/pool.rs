//! Several units as one (合并对象): 京津冀 from 北京, 天津 and 河北, scored beside its members.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Panel, Period, UnitId, VariableId};

/// A unit whose values come from those of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// The unit that gets values.
    pub unit: UnitId,
    /// Those they come from.
    pub members: Vec<UnitId>,
}

/// How the values of a variable are pooled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Pooling {
    /// 合计: amounts add up.
    #[default]
    Sum,
    /// 加权平均: ratios are averaged, weighted by an amount; without one all members count alike.
    Mean {
        /// The variable of the amount, such as the denominator of the ratio.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<VariableId>,
    },
}

/// A pooled value that cannot be made, or not from all members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolGap {
    /// The pooled unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// The period.
    pub period: Period,
    /// The members without a value, or without the amount that weights it.
    pub absent: Vec<UnitId>,
}

/// Adds the values of pooled units to a copy of the panel and tells which members were absent.
///
/// - Sum: `Σ x` over the members; missing if any member has no value, as a part is no total.
/// - Mean: `Σ a·x / Σ a` over the members that have both a value and an amount `a` above zero;
///   without an amount `Σ x / n`. A mean over those that are there is given, and told.
/// - Where no member has a value nothing is told: the variable has no data there.
/// - A pooled unit's own imported values are replaced. Pools of pools are made in the order given.
///
/// ```
/// use std::collections::BTreeMap;
/// use heng::engine::{Panel, Period, UnitId, VariableId, pool::{Pool, Pooling, pool}};
/// let (gdp, growth, year) = (VariableId(1), VariableId(2), Period::Year(2023));
/// let mut panel = Panel::default();
/// for (unit, amount, rate) in [(1, 300.0, 4.0), (2, 100.0, 8.0)] {
///     panel.set(gdp, &year, UnitId(unit), Some(amount));
///     panel.set(growth, &year, UnitId(unit), Some(rate));
/// }
/// let both = Pool { unit: UnitId(9), members: vec![UnitId(1), UnitId(2)] };
/// let how = BTreeMap::from([(growth, Pooling::Mean { by: Some(gdp) })]);
/// let (pooled, gaps) = pool(&panel, &[both], &how);
/// assert_eq!(pooled.get(gdp, &year, UnitId(9)), Some(400.0));
/// assert_eq!(pooled.get(growth, &year, UnitId(9)), Some(5.0));
/// assert!(gaps.is_empty());
/// ```
pub fn pool(
    panel: &Panel,
    pools: &[Pool],
    how: &BTreeMap<VariableId, Pooling>,
) -> (Panel, Vec<PoolGap>) {
    let mut pooled = panel.clone();
    let mut gaps = Vec::new();
    let variables: Vec<VariableId> = panel.variables().collect();
    for one in pools {
        for &variable in &variables {
            let pooling = how.get(&variable).copied().unwrap_or_default();
            let periods = panel.series(variable).into_iter().flat_map(|it| it.keys());
            for period in periods {
                let (value, absent) = value(&pooled, one, (variable, period), pooling);
                pooled.set(variable, period, one.unit, value);
                if !absent.is_empty() && absent.len() < one.members.len() {
                    gaps.push(PoolGap {
                        unit: one.unit,
                        variable,
                        period: period.clone(),
                        absent,
                    });
                }
            }
        }
    }
    (pooled, gaps)
}

/// A pooled value, and the members it lacks.
fn value(
    panel: &Panel,
    pool: &Pool,
    (variable, period): (VariableId, &Period),
    pooling: Pooling,
) -> (Option<f64>, Vec<UnitId>) {
    let mut absent = Vec::new();
    let (mut sum, mut amounts) = (0.0, 0.0);
    for &member in &pool.members {
        let amount = match pooling {
            Pooling::Sum | Pooling::Mean { by: None } => Some(1.0),
            Pooling::Mean { by: Some(by) } => panel.get(by, period, member).filter(|&it| it > 0.0),
        };
        match panel.get(variable, period, member).zip(amount) {
            Some((x, amount)) => {
                sum += amount * x;
                amounts += amount;
            }
            None => absent.push(member),
        }
    }
    let value = match pooling {
        Pooling::Sum => absent.is_empty().then_some(sum),
        Pooling::Mean { .. } => (amounts > 0.0).then(|| sum / amounts),
    };
    (
        value.filter(|it| it.is_finite() && !pool.members.is_empty()),
        absent,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_needs_all_members_and_a_mean_some() {
        let (amount, rate, year) = (VariableId(1), VariableId(2), Period::Year(2023));
        let mut panel = Panel::default();
        panel.set(amount, &year, UnitId(1), Some(10.0));
        panel.set(rate, &year, UnitId(1), Some(3.0));
        panel.set(rate, &year, UnitId(2), Some(5.0));
        let pools = [Pool {
            unit: UnitId(9),
            members: vec![UnitId(1), UnitId(2)],
        }];
        let run = |by| {
            let how = BTreeMap::from([(rate, Pooling::Mean { by })]);
            pool(&panel, &pools, &how)
        };
        let (pooled, gaps) = run(None);
        assert_eq!(pooled.get(amount, &year, UnitId(9)), None);
        assert_eq!(pooled.get(rate, &year, UnitId(9)), Some(4.0));
        assert_eq!((gaps.len(), gaps[0].absent.clone()), (1, vec![UnitId(2)]));
        let (pooled, gaps) = run(Some(amount));
        assert_eq!(pooled.get(rate, &year, UnitId(9)), Some(3.0));
        assert_eq!(gaps.len(), 2);
    }

    #[test]
    fn where_no_member_has_a_value_there_is_nothing_to_tell() {
        let mut panel = Panel::default();
        panel.set(VariableId(1), &Period::Undated, UnitId(5), Some(1.0));
        let pools = [Pool {
            unit: UnitId(9),
            members: vec![UnitId(1)],
        }];
        let (pooled, gaps) = pool(&panel, &pools, &BTreeMap::new());
        assert_eq!(pooled.get(VariableId(1), &Period::Undated, UnitId(9)), None);
        assert!(gaps.is_empty());
    }
}
