//! From text to steps, by recursive descent of bounded depth.
//!
//! ```text
//! comparison = sum [("<" | "<=" | ">" | ">=" | "=" | "<>") sum]
//! sum        = product {("+" | "-") product}
//! product    = signed {("*" | "/") signed}
//! signed     = ("-" | "+") signed | power
//! power      = operand ["^" signed]
//! operand    = number | "[" name "]" | "(" comparison ")" | function "(" arguments ")"
//! ```

use super::{
    Binary, DEEPEST, FormulaError, FormulaProblem, Function, Op, Parsed, Step,
    function::Argument,
    token::{Kind, Reader, Token, wrong},
};
use crate::engine::Period;

/// The most periods or places a whole number may tell.
const MOST: u32 = 1000;

/// Reads the steps of a text.
pub(super) fn parse(text: &str) -> Result<Vec<Parsed>, FormulaError> {
    let mut reader = Reader::new(text);
    let token = reader.next()?;
    let mut parser = Parser {
        reader,
        token,
        steps: Vec::new(),
        depth: 0,
    };
    parser.comparison()?;
    match parser.token.kind {
        Kind::End => Ok(parser.steps),
        _ => Err(parser.unexpected()),
    }
}

struct Parser {
    reader: Reader,
    /// The token not yet used.
    token: Token,
    steps: Vec<Parsed>,
    depth: usize,
}

/// What the arguments that are not expressions tell.
#[derive(Default)]
struct Literals {
    whole: Vec<u32>,
    period: Option<Period>,
    unit: Option<String>,
}

impl Parser {
    /// Moves on and answers the token that was there.
    fn advance(&mut self) -> Result<Token, FormulaError> {
        let next = self.reader.next()?;
        Ok(std::mem::replace(&mut self.token, next))
    }

    fn unexpected(&self) -> FormulaError {
        let position = self.token.position;
        let character = self.reader.character(position);
        wrong(
            position,
            character.map_or(
                FormulaProblem::UnexpectedEnd,
                FormulaProblem::UnexpectedCharacter,
            ),
        )
    }

    fn emit(&mut self, op: Op<String, String>, position: usize) {
        self.steps.push(Step { op, position });
    }

    fn expect(&mut self, kind: &Kind) -> Result<(), FormulaError> {
        if self.token.kind != *kind {
            return Err(self.unexpected());
        }
        self.advance().map(|_| ())
    }

    fn comparison(&mut self) -> Result<(), FormulaError> {
        self.sum()?;
        let Kind::Compare(comparison) = self.token.kind else {
            return Ok(());
        };
        let position = self.advance()?.position;
        self.sum()?;
        self.emit(Op::Binary(Binary::Compare(comparison)), position);
        match self.token.kind {
            Kind::Compare(_) => Err(wrong(
                self.token.position,
                FormulaProblem::ChainedComparison,
            )),
            _ => Ok(()),
        }
    }

    fn sum(&mut self) -> Result<(), FormulaError> {
        self.product()?;
        loop {
            let binary = match self.token.kind {
                Kind::Plus => Binary::Add,
                Kind::Minus => Binary::Subtract,
                _ => return Ok(()),
            };
            let position = self.advance()?.position;
            self.product()?;
            self.emit(Op::Binary(binary), position);
        }
    }

    fn product(&mut self) -> Result<(), FormulaError> {
        self.signed()?;
        loop {
            let binary = match self.token.kind {
                Kind::Times => Binary::Multiply,
                Kind::Over => Binary::Divide,
                _ => return Ok(()),
            };
            let position = self.advance()?.position;
            self.signed()?;
            self.emit(Op::Binary(binary), position);
        }
    }

    /// Every way to nest passes here, so depth is counted here.
    fn signed(&mut self) -> Result<(), FormulaError> {
        if self.depth > DEEPEST {
            return Err(wrong(self.token.position, FormulaProblem::TooDeep));
        }
        self.depth += 1;
        match self.token.kind {
            Kind::Minus => {
                let position = self.advance()?.position;
                self.signed()?;
                self.emit(Op::Negate, position);
            }
            Kind::Plus => {
                self.advance()?;
                self.signed()?;
            }
            _ => self.power()?,
        }
        self.depth -= 1;
        Ok(())
    }

    fn power(&mut self) -> Result<(), FormulaError> {
        self.operand()?;
        if self.token.kind == Kind::Caret {
            let position = self.advance()?.position;
            self.signed()?;
            self.emit(Op::Binary(Binary::Power), position);
        }
        Ok(())
    }

    fn operand(&mut self) -> Result<(), FormulaError> {
        match self.token.kind {
            Kind::Number(..) | Kind::Name(_) | Kind::Word(_) | Kind::Open => {}
            _ => return Err(self.unexpected()),
        }
        let Token { kind, position } = self.advance()?;
        match kind {
            Kind::Number(number, _) => self.emit(Op::Number(number), position),
            Kind::Name(name) => self.emit(Op::Variable(name), position),
            Kind::Word(word) => return self.call(word, position),
            _ => {
                self.comparison()?;
                return self.expect(&Kind::Close);
            }
        }
        Ok(())
    }

    fn call(&mut self, word: String, position: usize) -> Result<(), FormulaError> {
        let known = Function::from_key(&word);
        let problem = match known {
            Some(function) => {
                self.expect(&Kind::Open)?;
                return self.arguments(function, position);
            }
            None if self.token.kind == Kind::Open => FormulaProblem::UnknownFunction { name: word },
            None => FormulaProblem::WordWithoutBrackets { word },
        };
        Err(wrong(position, problem))
    }

    fn arguments(&mut self, function: Function, position: usize) -> Result<(), FormulaError> {
        let expected = function.arguments();
        let (least, most) = expected;
        let mut literals = Literals::default();
        let mut found = 0;
        if self.token.kind != Kind::Close {
            loop {
                if most.is_some_and(|most| found >= most) {
                    self.surplus()?;
                } else {
                    self.argument(function.argument(found), &mut literals)?;
                    fold(function, found, position, &mut self.steps);
                }
                found += 1;
                if self.token.kind != Kind::Comma {
                    break;
                }
                self.advance()?;
            }
        }
        self.expect(&Kind::Close)?;
        if found < least || most.is_some_and(|most| found > most) {
            let problem = FormulaProblem::WrongArguments {
                function,
                expected,
                found,
            };
            return Err(wrong(position, problem));
        }
        if let Some(op) = operation(function, literals) {
            self.emit(op, position);
        }
        Ok(())
    }

    /// An argument too many, read only to count it.
    fn surplus(&mut self) -> Result<(), FormulaError> {
        match self.token.kind {
            Kind::Text(_) => self.advance().map(|_| ()),
            _ => self.comparison(),
        }
    }

    fn argument(&mut self, wanted: Argument, literals: &mut Literals) -> Result<(), FormulaError> {
        match wanted {
            Argument::Expression => return self.comparison(),
            Argument::Whole(least) => {
                // The last of several places is not before the first.
                let least = literals.whole.first().map_or(least, |&first| first);
                literals.whole.push(self.whole(least)?);
            }
            Argument::Period => literals.period = Some(self.period()?),
            Argument::Unit => {
                let Kind::Text(name) = &self.token.kind else {
                    return Err(self.instead(FormulaProblem::NotUnit));
                };
                literals.unit = Some(name.clone());
            }
        }
        self.advance()?;
        match self.token.kind {
            Kind::Comma | Kind::Close => Ok(()),
            _ => Err(self.unexpected()),
        }
    }

    /// A problem with the token, unless the text ends too early.
    fn instead(&self, problem: FormulaProblem) -> FormulaError {
        match self.token.kind {
            Kind::End => self.unexpected(),
            _ => wrong(self.token.position, problem),
        }
    }

    fn whole(&self, least: u32) -> Result<u32, FormulaError> {
        let number = match &self.token.kind {
            Kind::Number(_, digits) => digits.parse().ok(),
            _ => None,
        };
        number
            .filter(|number| (least..=MOST).contains(number))
            .ok_or_else(|| self.instead(FormulaProblem::NotWhole { least, most: MOST }))
    }

    fn period(&self) -> Result<Period, FormulaError> {
        let period = match &self.token.kind {
            Kind::Number(_, digits) => {
                Some(Period::from(digits.clone())).filter(|it| matches!(it, Period::Year(_)))
            }
            Kind::Text(text) => Some(Period::from(text.clone())),
            _ => None,
        };
        period.ok_or_else(|| self.instead(FormulaProblem::BadPeriod))
    }
}

/// Takes the argument just read into those before it.
fn fold(function: Function, at: usize, position: usize, steps: &mut Vec<Parsed>) {
    if at > 0 && function.arguments().1.is_none() {
        let op = Op::Fold(function);
        steps.push(Step { op, position });
    }
}

/// The step of a function with its arguments read; none where they are folded in already.
fn operation(function: Function, literals: Literals) -> Option<Op<String, String>> {
    use Function as F;
    let whole = |at: usize| literals.whole.get(at).copied().unwrap_or(1);
    Some(match function {
        F::Min | F::Max | F::And | F::Or | F::Coalesce => return None,
        F::Ln | F::Log10 | F::Exp | F::Sqrt | F::Abs | F::Not => Op::Map(function),
        F::If => Op::If,
        F::Lag | F::Diff | F::Growth | F::Cagr | F::Slope => Op::Back(function, whole(0)),
        F::Cum => Op::Cum,
        F::Base100 => Op::Base100(literals.period?),
        F::Share | F::Mean | F::Sum | F::Rank | F::RatioToMean | F::RatioToMax | F::Next => {
            Op::Units(function)
        }
        F::TopSum => Op::TopSum(whole(0), whole(1)),
        F::Of => Op::Of(literals.unit?),
        F::Total => Op::Total(literals.unit?),
    })
}
