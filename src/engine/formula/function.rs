//! The functions a formula may call.

use Function::{
    Abs, And, Base100, Cagr, Coalesce, Cum, Diff, Exp, Growth, If, Lag, Ln, Log10, Max, Mean, Min,
    Next, Not, Of, Or, Rank, RatioToMax, RatioToMean, Share, Slope, Sqrt, Sum, TopSum, Total,
};

/// A function (函数) by its name.
///
/// `x` is any expression; a missing value in it makes the result missing unless said otherwise.
/// Functions over time go by the calendar (see [`crate::engine::Period::back`]): what they need
/// of a period without data is missing. Functions over units take their statistics from the
/// ranked units of the same period that have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Function {
    /// `ln(x)` 自然对数; x above zero.
    Ln,
    /// `log10(x)` 常用对数; x above zero.
    Log10,
    /// `exp(x)` 指数: eˣ.
    Exp,
    /// `sqrt(x)` 平方根; x not below zero.
    Sqrt,
    /// `abs(x)` 绝对值.
    Abs,
    /// `min(a, b, …)` 最小值; missing if any of them is.
    Min,
    /// `max(a, b, …)` 最大值; missing if any of them is.
    Max,
    /// `if(condition, a, b)` 条件: a where the condition is not zero, b where it is.
    If,
    /// `and(a, b, …)` 且: 1 if none is zero, else 0.
    And,
    /// `or(a, b, …)` 或: 1 if any is not zero, else 0.
    Or,
    /// `not(a)` 非: 1 if a is zero, else 0.
    Not,
    /// `coalesce(a, b, …)` 取首个非缺失值: the first that is not missing.
    Coalesce,
    /// `lag(x[, k])` 滞后: xₜ₋ₖ; k = 1 unless given.
    Lag,
    /// `diff(x[, k])` 差分: xₜ − xₜ₋ₖ; k = 1 unless given.
    Diff,
    /// `growth(x[, k])` 增长率, in %: (xₜ / xₜ₋ₖ − 1) · 100; k = 1 unless given.
    Growth,
    /// `cagr(x, k)` 复合增长率, in % a step: ((xₜ / xₜ₋ₖ)^(1/k) − 1) · 100; both above zero.
    Cagr,
    /// `slope(x, k)` 趋势斜率: of the least-squares line through those of the periods
    /// t − k + 1 … t that have a value, at least two, against the calendar; a step is one period.
    Slope,
    /// `cum(x)` 累计: the sum from the first period in which any ranked unit (if none ever has
    /// one, any unit) has a value through t, the same start for all units so that their sums
    /// compare. A unit without a value in a period, the first one too, is missing from there on.
    Cum,
    /// `base100(x, period)` 定基指数: 100 · xₜ / x of the base period.
    Base100,
    /// `share(x)` 占比: x / Σx.
    Share,
    /// `mean(x)` 均值, the same for every unit.
    Mean,
    /// `sum(x)` 合计, the same for every unit.
    Sum,
    /// `rank(x)` 位次: 1 is the greatest, ties share the best place (after rounding, see
    /// [`crate::engine::competition_ranks`]); missing for units that are not ranked.
    Rank,
    /// `ratio_to_mean(x)` 与均值之比.
    RatioToMean,
    /// `ratio_to_max(x)` 与最大值之比.
    RatioToMax,
    /// `next(x)` 后一名的值: the greatest value of those ranked below the unit; missing for the
    /// last ones and for units that are not ranked.
    Next,
    /// `top_sum(x, a, b)` 第 a 至 b 名之和, the same for every unit; of fewer than b values those
    /// there are, of fewer than a missing.
    TopSum,
    /// `of(x, "unit")` 指定对象的值: the named unit's value, ranked or not, for every unit.
    Of,
    /// `total(x, "unit")` 总量: in each period the named unit's value if it has one, else the sum
    /// over the ranked units; the same for every unit.
    Total,
}

/// What an argument has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    /// Any expression.
    Expression,
    /// A whole number of at least this.
    Whole(u32),
    /// A period.
    Period,
    /// The name of a unit.
    Unit,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 29] = [
        Ln,
        Log10,
        Exp,
        Sqrt,
        Abs,
        Min,
        Max,
        If,
        And,
        Or,
        Not,
        Coalesce,
        Lag,
        Diff,
        Growth,
        Cagr,
        Slope,
        Cum,
        Base100,
        Share,
        Mean,
        Sum,
        Rank,
        RatioToMean,
        RatioToMax,
        Next,
        TopSum,
        Of,
        Total,
    ];

    /// Its name in formulas, which documents hold.
    pub const fn key(self) -> &'static str {
        match self {
            Ln => "ln",
            Log10 => "log10",
            Exp => "exp",
            Sqrt => "sqrt",
            Abs => "abs",
            Min => "min",
            Max => "max",
            If => "if",
            And => "and",
            Or => "or",
            Not => "not",
            Coalesce => "coalesce",
            Lag => "lag",
            Diff => "diff",
            Growth => "growth",
            Cagr => "cagr",
            Slope => "slope",
            Cum => "cum",
            Base100 => "base100",
            Share => "share",
            Mean => "mean",
            Sum => "sum",
            Rank => "rank",
            RatioToMean => "ratio_to_mean",
            RatioToMax => "ratio_to_max",
            Next => "next",
            TopSum => "top_sum",
            Of => "of",
            Total => "total",
        }
    }

    /// The function of a name, capital letters or not.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|function| function.key().eq_ignore_ascii_case(key))
    }

    /// The least number of arguments, and the most if there is any.
    pub const fn arguments(self) -> (usize, Option<usize>) {
        match self {
            Min | Max | And | Or | Coalesce => (2, None),
            Lag | Diff | Growth => (1, Some(2)),
            Cagr | Slope | Base100 | Of | Total => (2, Some(2)),
            If | TopSum => (3, Some(3)),
            _ => (1, Some(1)),
        }
    }

    /// What the argument at a place, from 0, has to be.
    pub(super) const fn argument(self, at: usize) -> Argument {
        match (self, at) {
            (Lag | Diff | Growth | Cagr | TopSum, 1 | 2) => Argument::Whole(1),
            (Slope, 1) => Argument::Whole(2),
            (Base100, 1) => Argument::Period,
            (Of | Total, 1) => Argument::Unit,
            _ => Argument::Expression,
        }
    }
}

/// The names of all functions.
pub const FUNCTIONS: &[&str] = &{
    let mut names = [""; Function::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = Function::ALL[at].key();
        at += 1;
    }
    names
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_functions() {
        for (function, name) in Function::ALL.into_iter().zip(FUNCTIONS) {
            assert_eq!(Function::from_key(name), Some(function));
            assert_eq!(Function::from_key(&name.to_uppercase()), Some(function));
        }
        let mut names = FUNCTIONS.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Function::ALL.len());
        assert_eq!(Function::from_key("round"), None);
    }
}
