//! Imputation (缺失值插补): values for cells that have none.
//!
//! Statistics come from ranked units only; the gaps of all units are filled with them. Only
//! missing cells are ever filled, and each keeps where its value is from. Source of the
//! methods: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 3.

mod choice;
mod row_mean;
mod statistic;
mod time;

use serde::{Deserialize, Serialize};

pub use row_mean::{Row, row_mean};
pub use statistic::{constant, group_mean, group_median, group_pools, mean, median};
pub use time::{carry_forward, linear, nearest};

use super::{Column, Over, Period};

/// Where the values of missing cells come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Imputation {
    /// 不插补: they stay missing.
    #[default]
    None,
    /// 均值: of the ranked units.
    Mean {
        /// From which periods the values come.
        #[serde(default)]
        over: Over,
    },
    /// 中位数: of the ranked units.
    Median {
        /// From which periods the values come.
        #[serde(default)]
        over: Over,
    },
    /// 组内均值: of the ranked units of the same group.
    GroupMean {
        /// The grouping.
        group: String,
        /// From which periods the values come.
        #[serde(default)]
        over: Over,
    },
    /// 组内中位数: of the ranked units of the same group.
    GroupMedian {
        /// The grouping.
        group: String,
        /// From which periods the values come.
        #[serde(default)]
        over: Over,
    },
    /// 同行均值: how well the unit stands in the other indicators of the branch.
    RowMean {
        /// The level of the aggregate whose indicators count; 2 is a parent of indicators.
        level: usize,
    },
    /// 前值填补: the unit's latest earlier value.
    CarryForward {
        /// How many periods back at most; none is any number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// 线性插值: on the line between the unit's values before and after.
    Linear,
    /// 最近值: the unit's value nearest in time.
    Nearest,
    /// 固定值: one stated value.
    Constant {
        /// In the indicator's own measure.
        value: f64,
    },
}

/// Where a filled value is from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A statistic of all ranked units.
    Statistic,
    /// A statistic of the group's ranked units.
    Group,
    /// The other indicators of the unit.
    Row,
    /// The unit's value in that period.
    Period(Period),
    /// The unit's values in the period before and the one after.
    Interpolated(Period, Period),
    /// It was stated.
    Constant,
}

/// A cell that was filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The place of the unit.
    pub unit: usize,
    /// In the indicator's own measure.
    pub value: f64,
    /// Where it is from.
    pub from: Source,
}

/// Why a cell stays missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No ranked unit has a value.
    NoValues,
    /// The unit belongs to no group.
    NoGroup,
    /// No ranked unit of this group has a value.
    GroupEmpty(usize),
    /// The unit has no value in a period that could serve.
    NoPeriod,
    /// The unit has no value in any other indicator of the branch that could serve.
    NoOthers,
    /// The ranked units' values of the indicator itself span no range.
    NoRange,
}

/// What became of the missing cells of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imputed {
    /// Those that were filled, by place.
    pub filled: Vec<Filled>,
    /// Those that stay missing, by place.
    pub unfilled: Vec<(usize, Why)>,
}

impl Imputed {
    /// Asks for each missing cell of a column.
    fn of(column: &Column, ask: impl Fn(usize) -> Result<(f64, Source), Why>) -> Self {
        let mut imputed = Self::default();
        for (unit, cell) in column.iter().enumerate() {
            match cell.map_or_else(|| Some(ask(unit)), |_| None) {
                Some(Ok((value, from))) => imputed.filled.push(Filled { unit, value, from }),
                Some(Err(why)) => imputed.unfilled.push((unit, why)),
                None => {}
            }
        }
        imputed
    }

    /// The column with the filled cells in it; the same one, shared, where there are none.
    pub fn apply(&self, column: &Column) -> Column {
        if self.filled.is_empty() {
            return column.clone();
        }
        let mut cells: Vec<Option<f64>> = column.iter().collect();
        for filled in &self.filled {
            if let Some(cell) = cells.get_mut(filled.unit) {
                *cell = cell.or(Some(filled.value));
            }
        }
        cells.into()
    }
}
