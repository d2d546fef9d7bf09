//! A formula as steps in the order of evaluation: arguments before what takes them. Any length of
//! formula is walked without recursion.

use super::{Function, token::Comparison};
use crate::engine::Period;

/// One step and where it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step<V, U> {
    /// What is done.
    pub(super) op: Op<V, U>,
    /// How many characters stand before its operator, function or operand.
    pub(super) position: usize,
}

/// What a step does with the results before it. `V` tells variables and `U` units: by name in a
/// parsed formula, by id in a bound one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Op<V, U> {
    /// A number.
    Number(f64),
    /// A variable's values.
    Variable(V),
    /// The opposite number.
    Negate,
    /// Two operands.
    Binary(Binary),
    /// A function of one expression, cell by cell: ln, log10, exp, sqrt, abs, not.
    Map(Function),
    /// A function of two expressions: min, max, and, or, coalesce. More arguments are taken in
    /// one by one from the left, which gives the same.
    Fold(Function),
    /// Condition, then, otherwise.
    If,
    /// lag, diff, growth, cagr or slope over so many periods.
    Back(Function, u32),
    /// A running sum.
    Cum,
    /// Against a base period.
    Base100(Period),
    /// A function over the ranked units: share, mean, sum, rank, `ratio_to_mean`, `ratio_to_max`, next.
    Units(Function),
    /// The sum from the first place through the second.
    TopSum(u32, u32),
    /// One unit's value.
    Of(U),
    /// One unit's value, else the sum.
    Total(U),
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    /// a + b.
    Add,
    /// a − b.
    Subtract,
    /// a × b.
    Multiply,
    /// a ÷ b.
    Divide,
    /// a to the power of b.
    Power,
    /// 1 where it holds, else 0.
    Compare(Comparison),
}

impl<V, U> Op<V, U> {
    /// The same step with variables and units told another way.
    pub(super) fn translate<W, T, E>(
        &self,
        variable: impl FnOnce(&V) -> Result<W, E>,
        unit: impl FnOnce(&U) -> Result<T, E>,
    ) -> Result<Op<W, T>, E> {
        Ok(match self {
            Self::Number(number) => Op::Number(*number),
            Self::Variable(name) => Op::Variable(variable(name)?),
            Self::Negate => Op::Negate,
            Self::Binary(binary) => Op::Binary(*binary),
            Self::Map(function) => Op::Map(*function),
            Self::Fold(function) => Op::Fold(*function),
            Self::If => Op::If,
            Self::Back(function, steps) => Op::Back(*function, *steps),
            Self::Cum => Op::Cum,
            Self::Base100(period) => Op::Base100(period.clone()),
            Self::Units(function) => Op::Units(*function),
            Self::TopSum(first, last) => Op::TopSum(*first, *last),
            Self::Of(name) => Op::Of(unit(name)?),
            Self::Total(name) => Op::Total(unit(name)?),
        })
    }
}
