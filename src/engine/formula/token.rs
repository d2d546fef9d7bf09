//! From characters to words and signs.

use super::{FormulaError, FormulaProblem};

/// A word or sign, and where it starts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// How many characters stand before it.
    pub(super) position: usize,
}

/// The kinds of words and signs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A number and its digits.
    Number(f64, String),
    /// A name in brackets.
    Name(String),
    /// A text in quotation marks.
    Text(String),
    /// A word without either.
    Word(String),
    /// `+`.
    Plus,
    /// `-`.
    Minus,
    /// `*`.
    Times,
    /// `/`.
    Over,
    /// `^`.
    Caret,
    /// `(`.
    Open,
    /// `)`.
    Close,
    /// `,`.
    Comma,
    /// A comparison.
    Compare(Comparison),
    /// Nothing more.
    End,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `=`.
    Equal,
    /// `<>`.
    Unequal,
}

/// Reads tokens one by one.
pub(super) struct Reader {
    characters: Vec<char>,
    at: usize,
}

/// The plain form of a full-width character.
fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        _ => None,
    }
    .unwrap_or(character)
}

impl Reader {
    pub(super) fn new(text: &str) -> Self {
        Self {
            characters: text.chars().collect(),
            at: 0,
        }
    }

    /// The character at a place as it stands there.
    pub(super) fn character(&self, position: usize) -> Option<char> {
        self.characters.get(position).copied()
    }

    fn peek(&self) -> Option<char> {
        self.character(self.at).map(narrow)
    }

    /// Steps over the next character if it is this one.
    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// The token that comes next.
    pub(super) fn next(&mut self) -> Result<Token, FormulaError> {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let position = self.at;
        let Some(written) = self.character(position) else {
            return Ok(Token {
                kind: Kind::End,
                position,
            });
        };
        let character = narrow(written);
        let kind = if character.is_ascii_digit() || character == '.' {
            self.number()?
        } else if character.is_alphabetic() || character == '_' {
            Kind::Word(self.run(|it| it.is_alphanumeric() || it == '_'))
        } else {
            self.at += 1;
            match closing(written) {
                Some(close) => self.enclosed(close, position)?,
                None => self
                    .sign(character)
                    .ok_or_else(|| wrong(position, FormulaProblem::UnexpectedCharacter(written)))?,
            }
        };
        Ok(Token { kind, position })
    }

    fn sign(&mut self, character: char) -> Option<Kind> {
        use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, Unequal};
        Some(match character {
            '+' => Kind::Plus,
            '-' | '−' => Kind::Minus,
            '*' | '×' | '·' | '⋅' => Kind::Times,
            '/' | '÷' => Kind::Over,
            '^' => Kind::Caret,
            '(' => Kind::Open,
            ')' => Kind::Close,
            ',' => Kind::Comma,
            '≤' => Kind::Compare(LessOrEqual),
            '≥' => Kind::Compare(GreaterOrEqual),
            '≠' => Kind::Compare(Unequal),
            '<' if self.take('=') => Kind::Compare(LessOrEqual),
            '<' if self.take('>') => Kind::Compare(Unequal),
            '<' => Kind::Compare(Less),
            '>' if self.take('=') => Kind::Compare(GreaterOrEqual),
            '>' => Kind::Compare(Greater),
            '=' => {
                self.take('=');
                Kind::Compare(Equal)
            }
            '!' if self.take('=') => Kind::Compare(Unequal),
            _ => return None,
        })
    }

    /// The characters from here on for which `belongs` holds.
    fn run(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let mut run = String::new();
        while let Some(character) = self.peek().filter(|&it| belongs(it)) {
            run.push(character);
            self.at += 1;
        }
        run
    }

    fn number(&mut self) -> Result<Kind, FormulaError> {
        let start = self.at;
        let mut digits = self.run(|it| it.is_ascii_digit());
        if self.take('.') {
            digits.push('.');
            digits.push_str(&self.run(|it| it.is_ascii_digit()));
        }
        digits.push_str(&self.exponent());
        let Ok(number) = digits.parse::<f64>() else {
            // Only a point without any digit is no number.
            let written = self.character(start).unwrap_or('.');
            return Err(wrong(start, FormulaProblem::UnexpectedCharacter(written)));
        };
        if !number.is_finite() {
            return Err(wrong(start, FormulaProblem::NumberTooLarge));
        }
        Ok(Kind::Number(number, digits))
    }

    /// The power of ten after a number; nothing, and not a step on, if there is none.
    fn exponent(&mut self) -> String {
        let before = self.at;
        let mut exponent = String::new();
        if self.take('e') || self.take('E') {
            exponent.push('e');
            if self.take('-') || self.take('−') {
                exponent.push('-');
            } else {
                self.take('+');
            }
            let digits = self.run(|it| it.is_ascii_digit());
            if !digits.is_empty() {
                return exponent + &digits;
            }
        }
        self.at = before;
        String::new()
    }

    /// The characters up to the closing one, which stands for itself where it is doubled.
    fn enclosed(&mut self, close: char, position: usize) -> Result<Kind, FormulaError> {
        let mut inside = String::new();
        loop {
            let Some(character) = self.character(self.at) else {
                return Err(wrong(self.at, FormulaProblem::UnexpectedEnd));
            };
            self.at += 1;
            if character == close {
                if self.character(self.at) != Some(close) {
                    break;
                }
                self.at += 1;
            }
            inside.push(character);
        }
        if inside.trim().is_empty() {
            let last = self.at - 1;
            return Err(wrong(last, FormulaProblem::UnexpectedCharacter(close)));
        }
        let is_text = self
            .character(position)
            .is_some_and(|open| matches!(open, '"' | '“' | '＂'));
        Ok(if is_text {
            Kind::Text(inside)
        } else {
            Kind::Name(inside)
        })
    }
}

/// What closes a bracket or a quotation mark.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '[' => ']',
        '【' => '】',
        '［' => '］',
        '"' => '"',
        '“' => '”',
        '＂' => '＂',
        _ => return None,
    })
}

/// A problem at a place.
pub(super) const fn wrong(position: usize, problem: FormulaProblem) -> FormulaError {
    FormulaError { position, problem }
}
