//! Operators and functions that work cell by cell.

use super::{
    Binary, Function,
    table::{Cells, Made, Trouble},
    token::Comparison,
};

type Number = Result<f64, Trouble>;

fn map(cells: &[Option<f64>], change: impl Fn(f64) -> Number) -> Made {
    let changed = |value: &Option<f64>| value.map(&change).transpose();
    cells.iter().map(changed).collect()
}

fn zip(left: &[Option<f64>], right: &[Option<f64>], join: impl Fn(f64, f64) -> Number) -> Made {
    let joined = |(a, b): (&Option<f64>, &Option<f64>)| match (a, b) {
        (Some(a), Some(b)) => join(*a, *b).map(Some),
        _ => Ok(None),
    };
    left.iter().zip(right).map(joined).collect()
}

fn truth(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// The quotient; nothing can be divided by zero, not even zero.
pub(super) fn quotient(a: f64, b: f64) -> Number {
    if b == 0.0 {
        return Err(Trouble::DivisionByZero);
    }
    Ok(a / b)
}

/// The power; 0⁰ = 1.
fn power(base: f64, exponent: f64) -> Number {
    if base == 0.0 && exponent < 0.0 {
        return Err(Trouble::DivisionByZero);
    }
    if base < 0.0 && libm::trunc(exponent) != exponent {
        return Err(Trouble::Negative);
    }
    Ok(libm::pow(base, exponent))
}

/// The opposite of each number; of zero it is plain zero.
pub(super) fn negate(cells: &[Option<f64>]) -> Made {
    map(cells, |x| Ok(0.0 - x))
}

/// An operator between two operands.
pub(super) fn binary(operator: Binary, a: &[Option<f64>], b: &[Option<f64>]) -> Made {
    match operator {
        Binary::Add => zip(a, b, |x, y| Ok(x + y)),
        Binary::Subtract => zip(a, b, |x, y| Ok(x - y)),
        Binary::Multiply => zip(a, b, |x, y| Ok(x * y)),
        Binary::Divide => zip(a, b, quotient),
        Binary::Power => zip(a, b, power),
        Binary::Compare(comparison) => zip(a, b, |x, y| Ok(truth(holds(comparison, x, y)))),
    }
}

fn holds(comparison: Comparison, x: f64, y: f64) -> bool {
    match comparison {
        Comparison::Less => x < y,
        Comparison::LessOrEqual => x <= y,
        Comparison::Greater => x > y,
        Comparison::GreaterOrEqual => x >= y,
        Comparison::Equal => x == y,
        Comparison::Unequal => x != y,
    }
}

/// ln, log10, exp, sqrt, abs, not.
pub(super) fn function(function: Function, cells: &[Option<f64>]) -> Made {
    let positive = |x: f64, log: fn(f64) -> f64| {
        if x > 0.0 {
            Ok(log(x))
        } else {
            Err(Trouble::NotPositive)
        }
    };
    match function {
        Function::Ln => map(cells, |x| positive(x, libm::log)),
        Function::Log10 => map(cells, |x| positive(x, libm::log10)),
        Function::Exp => map(cells, |x| Ok(libm::exp(x))),
        Function::Sqrt => map(cells, |x| {
            if x < 0.0 {
                return Err(Trouble::Negative);
            }
            Ok(libm::sqrt(x))
        }),
        Function::Not => map(cells, |x| Ok(truth(x == 0.0))),
        _ => map(cells, |x| Ok(x.abs())),
    }
}

/// min, max, and, or, coalesce of two.
pub(super) fn fold(function: Function, a: &[Option<f64>], b: &[Option<f64>]) -> Made {
    match function {
        Function::Min => zip(a, b, |x, y| Ok(x.min(y))),
        Function::Max => zip(a, b, |x, y| Ok(x.max(y))),
        Function::And => zip(a, b, |x, y| Ok(truth(x != 0.0 && y != 0.0))),
        Function::Or => zip(a, b, |x, y| Ok(truth(x != 0.0 || y != 0.0))),
        _ => {
            let cells: Cells = a.iter().zip(b).map(|(x, y)| x.or(*y)).collect();
            cells.into()
        }
    }
}

/// The first branch where the condition is not zero, the second where it is.
pub(super) fn choose(
    condition: &[Option<f64>],
    then: &[Option<f64>],
    otherwise: &[Option<f64>],
) -> Made {
    let chosen = |((condition, then), otherwise): ((&Option<f64>, &Option<f64>), &Option<f64>)| {
        condition.and_then(|it| if it == 0.0 { *otherwise } else { *then })
    };
    let cells: Cells = condition
        .iter()
        .zip(then)
        .zip(otherwise)
        .map(chosen)
        .collect();
    cells.into()
}
