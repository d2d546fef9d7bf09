//! The canonical text of a formula: plain signs, no bracket more than needed.

use std::fmt;

use super::{Binary, Formula, Function, Op, token::Comparison};
use crate::engine::Period;

/// How tightly the outermost operator of a text binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Comparison,
    Sum,
    Product,
    Signed,
    Power,
    Operand,
}

/// The text of some steps.
struct Piece {
    text: String,
    binding: Binding,
    /// The function whose call it is, if that takes any number of arguments.
    open: Option<Function>,
}

impl Piece {
    fn operand(text: String) -> Self {
        Self {
            text,
            binding: Binding::Operand,
            open: None,
        }
    }

    /// In brackets, unless it binds at least so tightly.
    fn at_least(mut self, binding: Binding) -> String {
        if self.binding < binding {
            self.text.insert(0, '(');
            self.text.push(')');
        }
        self.text
    }
}

const fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
        Comparison::Equal => "=",
        Comparison::Unequal => "<>",
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn binary(binary: Binary, left: Piece, right: Piece) -> Piece {
    use Binding::{Comparison, Operand, Power, Product, Signed, Sum};
    let (sign, binding, least_left, least_right) = match binary {
        Binary::Add => ("+", Sum, Sum, Product),
        Binary::Subtract => ("-", Sum, Sum, Product),
        Binary::Multiply => ("*", Product, Product, Signed),
        Binary::Divide => ("/", Product, Product, Signed),
        Binary::Power => ("^", Power, Operand, Signed),
        Binary::Compare(comparison) => (sign(comparison), Comparison, Sum, Sum),
    };
    let mut text = left.at_least(least_left);
    text.extend([" ", sign, " "]);
    text.push_str(&right.at_least(least_right));
    Piece {
        text,
        binding,
        open: None,
    }
}

/// A call of a function that takes any number of arguments, with one more.
fn fold(function: Function, left: Piece, right: &Piece) -> Piece {
    let mut text = if left.open == Some(function) {
        let mut text = left.text;
        text.pop();
        text
    } else {
        format!("{}({}", function.key(), left.text)
    };
    text.extend([", ", &right.text, ")"]);
    Piece {
        open: Some(function),
        ..Piece::operand(text)
    }
}

fn number(number: f64) -> String {
    let text = format!("{number:?}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

fn period(period: &Period) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        _ => quoted(&period.to_string()),
    }
}

fn back(function: Function, argument: &str, steps: u32) -> String {
    let key = function.key();
    if steps == 1 && function.arguments().0 == 1 {
        format!("{key}({argument})")
    } else {
        format!("{key}({argument}, {steps})")
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut stack: Vec<Piece> = Vec::new();
        for step in &self.steps {
            let mut pop = || {
                let piece = stack.pop();
                piece.unwrap_or_else(|| Piece::operand(String::new()))
            };
            let piece = match &step.op {
                Op::Number(value) => Piece::operand(number(*value)),
                Op::Variable(name) => Piece::operand(format!("[{}]", name.replace(']', "]]"))),
                Op::Negate => Piece {
                    text: format!("-{}", pop().at_least(Binding::Signed)),
                    binding: Binding::Signed,
                    open: None,
                },
                Op::Binary(operator) => {
                    let right = pop();
                    binary(*operator, pop(), right)
                }
                Op::Fold(function) => {
                    let right = pop();
                    fold(*function, pop(), &right)
                }
                Op::If => {
                    let (otherwise, then) = (pop().text, pop().text);
                    Piece::operand(format!("if({}, {then}, {otherwise})", pop().text))
                }
                Op::Map(function) | Op::Units(function) => {
                    Piece::operand(format!("{}({})", function.key(), pop().text))
                }
                Op::Back(function, steps) => Piece::operand(back(*function, &pop().text, *steps)),
                Op::Cum => Piece::operand(format!("cum({})", pop().text)),
                Op::Base100(base) => {
                    Piece::operand(format!("base100({}, {})", pop().text, period(base)))
                }
                Op::TopSum(first, last) => {
                    Piece::operand(format!("top_sum({}, {first}, {last})", pop().text))
                }
                Op::Of(unit) => Piece::operand(format!("of({}, {})", pop().text, quoted(unit))),
                Op::Total(unit) => {
                    Piece::operand(format!("total({}, {})", pop().text, quoted(unit)))
                }
            };
            stack.push(piece);
        }
        stack.iter().try_for_each(|piece| f.write_str(&piece.text))
    }
}
