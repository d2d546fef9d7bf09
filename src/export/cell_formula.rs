//! Formulas for the cells of a workbook, built from typed parts.
//!
//! Only functions that Excel 2016, WPS and `LibreOffice` all know, none of them volatile; nothing
//! that has to be entered as an array. Sheet names are quoted in one place.

use std::{
    fmt,
    ops::{Add, Div, Mul, Sub},
    sync::Arc,
};

use crate::import::column_letters;

/// A sheet, as formulas name it.
///
/// ```
/// use heng::export::cell_formula::{Sheet, Spot};
/// let sheet = Sheet::new("Zhang's 数据");
/// assert_eq!(sheet.cell(Spot::fixed(0, 2)).to_string(), "'Zhang''s 数据'!$C$1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet(Arc<str>);

/// A cell of a sheet, counted from 0, and what of it stays when a formula is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    row: usize,
    column: usize,
    keeps_row: bool,
    keeps_column: bool,
}

/// A formula or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    text: String,
    binds: Binds,
}

/// How tightly the outermost operator of a formula binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Comparison,
    Sum,
    Product,
    Power,
    Atom,
}

/// A function of spreadsheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is called as in a spreadsheet")]
pub enum Function {
    Abs,
    And,
    Average,
    Concatenate,
    Count,
    CountIf,
    Exact,
    Exp,
    If,
    Index,
    Int,
    IsNumber,
    Ln,
    Log10,
    Match,
    Max,
    Min,
    Not,
    Or,
    Product,
    Rank,
    Round,
    Rows,
    Small,
    Sqrt,
    Stdev,
    Substitute,
    Sum,
    SumProduct,
    SumSq,
}

impl Function {
    const fn name(self) -> &'static str {
        match self {
            Self::Abs => "ABS",
            Self::And => "AND",
            Self::Average => "AVERAGE",
            Self::Concatenate => "CONCATENATE",
            Self::Count => "COUNT",
            Self::CountIf => "COUNTIF",
            Self::Exact => "EXACT",
            Self::Exp => "EXP",
            Self::If => "IF",
            Self::Index => "INDEX",
            Self::Int => "INT",
            Self::IsNumber => "ISNUMBER",
            Self::Ln => "LN",
            Self::Log10 => "LOG10",
            Self::Match => "MATCH",
            Self::Max => "MAX",
            Self::Min => "MIN",
            Self::Not => "NOT",
            Self::Or => "OR",
            Self::Product => "PRODUCT",
            Self::Rank => "RANK",
            Self::Round => "ROUND",
            Self::Rows => "ROWS",
            Self::Small => "SMALL",
            Self::Sqrt => "SQRT",
            Self::Stdev => "STDEV",
            Self::Substitute => "SUBSTITUTE",
            Self::Sum => "SUM",
            Self::SumProduct => "SUMPRODUCT",
            Self::SumSq => "SUMSQ",
        }
    }

    /// The function of some arguments.
    ///
    /// ```
    /// use heng::export::cell_formula::{Function, Term};
    /// let sum = Function::Sum.of([Term::number(1.0), Term::number(-2.5)]);
    /// assert_eq!(sum.to_string(), "SUM(1,-2.5)");
    /// ```
    pub fn of(self, arguments: impl IntoIterator<Item = Term>) -> Term {
        let arguments: Vec<String> = arguments.into_iter().map(|it| it.text).collect();
        Term::atom(format!("{}({})", self.name(), arguments.join(",")))
    }
}

impl Sheet {
    /// The sheet of a name.
    pub fn new(name: &str) -> Self {
        Self(format!("'{}'!", name.replace('\'', "''")).into())
    }

    /// A cell of this sheet, for any other.
    pub fn cell(&self, spot: Spot) -> Term {
        Term::atom(format!("{}{spot}", self.0))
    }

    /// The cells between two corners, both included.
    pub fn area(&self, first: Spot, last: Spot) -> Term {
        Term::atom(format!("{}{first}:{last}", self.0))
    }
}

impl Spot {
    /// A cell that moves with a formula that is copied.
    pub const fn new(row: usize, column: usize) -> Self {
        Self {
            row,
            column,
            keeps_row: false,
            keeps_column: false,
        }
    }

    /// The cell itself wherever a formula is copied.
    pub const fn fixed(row: usize, column: usize) -> Self {
        Self {
            row,
            column,
            keeps_row: true,
            keeps_column: true,
        }
    }

    /// A cell of the same row of wherever a formula is copied.
    pub const fn in_column(row: usize, column: usize) -> Self {
        Self {
            row,
            column,
            keeps_row: false,
            keeps_column: true,
        }
    }

    /// A cell of the same column of wherever a formula is copied.
    pub const fn in_row(row: usize, column: usize) -> Self {
        Self {
            row,
            column,
            keeps_row: true,
            keeps_column: false,
        }
    }

    /// The cell on the sheet of the formula itself.
    pub fn here(self) -> Term {
        Term::atom(self.to_string())
    }

    /// The cells from here to another, on the sheet of the formula itself.
    pub fn to(self, last: Self) -> Term {
        Term::atom(format!("{self}:{last}"))
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keep = |keeps: bool| if keeps { "$" } else { "" };
        let letters = column_letters(u32::try_from(self.column).unwrap_or(u32::MAX));
        let (column, row) = (keep(self.keeps_column), keep(self.keeps_row));
        write!(f, "{column}{letters}{row}{}", self.row.saturating_add(1))
    }
}

impl Term {
    const fn atom(text: String) -> Self {
        let binds = Binds::Atom;
        Self { text, binds }
    }

    /// A number; 0 stands for what is not one.
    pub fn number(number: f64) -> Self {
        if !number.is_finite() || number == 0.0 {
            return Self::atom("0".to_owned());
        }
        let size = number.abs();
        let text = if (1e-9..1e15).contains(&size) {
            number.to_string()
        } else {
            format!("{number:E}")
        };
        // A sign binds otherwise before a power than people read it.
        let binds = if number < 0.0 {
            Binds::Sum
        } else {
            Binds::Atom
        };
        Self { text, binds }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::atom(count.to_string())
    }

    /// Words.
    ///
    /// ```
    /// use heng::export::cell_formula::Term;
    /// assert_eq!(Term::words("a \"b\"").to_string(), r#""a ""b""""#);
    /// ```
    pub fn words(words: &str) -> Self {
        Self::atom(format!("\"{}\"", words.replace('"', "\"\"")))
    }

    /// What stands for a missing number: words of no letters.
    pub fn nothing() -> Self {
        Self::words("")
    }

    /// This if a condition holds, else nothing.
    #[must_use]
    pub fn when(self, condition: Self) -> Self {
        Function::If.of([condition, self, Self::nothing()])
    }

    /// Whether it is a number.
    #[must_use]
    pub fn is_number(self) -> Self {
        Function::IsNumber.of([self])
    }

    /// Turned round: its negative.
    #[must_use]
    pub fn negative(self) -> Self {
        let text = format!("-{}", self.within(Binds::Atom));
        let binds = Binds::Sum;
        Self { text, binds }
    }

    /// Raised to a power.
    #[must_use]
    pub fn to_the(self, power: Self) -> Self {
        self.joined("^", power, Binds::Power)
    }

    /// Whether it is greater.
    #[must_use]
    pub fn above(self, other: Self) -> Self {
        self.joined(">", other, Binds::Comparison)
    }

    /// Whether it is greater or equal.
    #[must_use]
    pub fn at_least(self, other: Self) -> Self {
        self.joined(">=", other, Binds::Comparison)
    }

    /// Whether it is less.
    #[must_use]
    pub fn below(self, other: Self) -> Self {
        self.joined("<", other, Binds::Comparison)
    }

    /// Whether it is less or equal.
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        self.joined("<=", other, Binds::Comparison)
    }

    /// Whether it is equal.
    #[must_use]
    pub fn equals(self, other: Self) -> Self {
        self.joined("=", other, Binds::Comparison)
    }

    /// Whether it differs.
    #[must_use]
    pub fn differs(self, other: Self) -> Self {
        self.joined("<>", other, Binds::Comparison)
    }

    /// The operands as they are read aloud: the order of two sums is never left to the reader, as
    /// it decides the last digit.
    fn joined(self, operator: &str, other: Self, binds: Binds) -> Self {
        let left = if binds == Binds::Comparison || binds == Binds::Power {
            self.above_level(binds)
        } else {
            self.within(binds)
        };
        let right = other.above_level(binds);
        let text = format!("{left}{operator}{right}");
        Self { text, binds }
    }

    /// The text, in parentheses unless it binds at least so tightly.
    fn within(self, binds: Binds) -> String {
        if self.binds >= binds {
            self.text
        } else {
            format!("({})", self.text)
        }
    }

    /// The text, in parentheses unless it binds more tightly.
    fn above_level(self, binds: Binds) -> String {
        if self.binds > binds {
            self.text
        } else {
            format!("({})", self.text)
        }
    }
}

impl Add for Term {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.joined("+", other, Binds::Sum)
    }
}

impl Sub for Term {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.joined("-", other, Binds::Sum)
    }
}

impl Mul for Term {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        self.joined("*", other, Binds::Product)
    }
}

impl Div for Term {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        self.joined("/", other, Binds::Product)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: usize) -> Term {
        Spot::new(0, column).here()
    }

    #[test]
    fn operators_keep_the_order_they_were_put_in() {
        let [a, b, c] = [0, 1, 2].map(cell);
        for (term, text) in [
            (a.clone() - (b.clone() - c.clone()), "A1-(B1-C1)"),
            (a.clone() - b.clone() - c.clone(), "A1-B1-C1"),
            (a.clone() * (b.clone() + c.clone()), "A1*(B1+C1)"),
            (a.clone() / (b.clone() * c.clone()), "A1/(B1*C1)"),
            (a.clone() + b.clone() * c.clone(), "A1+B1*C1"),
            (a.clone() * Term::number(-2.0), "A1*(-2)"),
            (Term::number(-2.0).to_the(a.clone()), "(-2)^A1"),
            ((a.clone() + b.clone()).negative(), "-(A1+B1)"),
            (a.clone().negative().to_the(b.clone()), "(-A1)^B1"),
            (a.clone().to_the(b.clone()).to_the(c.clone()), "(A1^B1)^C1"),
            (
                a.clone().at_most(b.clone()) * b.clone().above(c.clone()),
                "(A1<=B1)*(B1>C1)",
            ),
            (a.when(b.is_number()), r#"IF(ISNUMBER(B1),A1,"")"#),
        ] {
            assert_eq!(term.to_string(), text);
        }
    }

    #[test]
    fn references_stay_or_move_as_asked() {
        let sheet = Sheet::new("a'b");
        for (term, text) in [
            (Spot::fixed(9, 27).here(), "$AB$10"),
            (Spot::in_row(9, 27).here(), "AB$10"),
            (Spot::in_column(9, 27).here(), "$AB10"),
            (Spot::new(0, 0).to(Spot::new(1, 1)), "A1:B2"),
            (
                sheet.area(Spot::fixed(0, 0), Spot::fixed(3, 0)),
                "'a''b'!$A$1:$A$4",
            ),
        ] {
            assert_eq!(term.to_string(), text);
        }
    }

    #[test]
    fn numbers_are_read_back_as_they_were() {
        for number in [0.1, -1e-12, 1e21, 123_456_789.123_456_7, 1e-300] {
            assert_eq!(Term::number(number).to_string().parse(), Ok(number));
        }
        assert_eq!(Term::number(f64::NAN).to_string(), "0");
    }
}
