//! What can be wrong with a formula.

/// What is wrong with a formula, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// How many characters stand before the place; the length of the text at its end.
    pub position: usize,
    /// What is wrong there.
    pub problem: FormulaProblem,
}

/// What is wrong at a place in a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormulaProblem {
    /// The text ends where more has to follow; an open bracket or quotation mark is the usual cause.
    UnexpectedEnd,
    /// Something else has to stand here.
    UnexpectedCharacter(char),
    /// No function is called so; [`super::FUNCTIONS`] are there.
    UnknownFunction {
        /// The word as written.
        name: String,
    },
    /// A word stands alone: a variable is written in square brackets.
    WordWithoutBrackets {
        /// The word as written.
        word: String,
    },
    /// A function takes another number of arguments.
    WrongArguments {
        /// The function.
        function: super::Function,
        /// The least number it takes, and the most if there is any.
        expected: (usize, Option<usize>),
        /// How many there are.
        found: usize,
    },
    /// A whole number in a range has to be written here.
    NotWhole {
        /// The least it may be.
        least: u32,
        /// The most it may be.
        most: u32,
    },
    /// The name of a unit in quotation marks has to stand here.
    NotUnit,
    /// A year, or a period in quotation marks, has to stand here.
    BadPeriod,
    /// A number is beyond what a double holds.
    NumberTooLarge,
    /// Brackets, signs or powers are nested more than [`super::DEEPEST`] deep.
    TooDeep,
    /// Two comparisons in a row, as in `0 < [x] < 1`: this is written `and(0 < [x], [x] < 1)`.
    ChainedComparison,
    /// No variable is called so.
    UnknownName {
        /// The name as written.
        name: String,
    },
    /// Several variables are called so.
    AmbiguousName {
        /// The name as written.
        name: String,
    },
    /// No unit is called so.
    UnknownUnit {
        /// The name as written.
        name: String,
    },
    /// Several units are called so.
    AmbiguousUnit {
        /// The name as written.
        name: String,
    },
    /// The variable comes, through others, from itself. Whoever knows the names makes this from a
    /// [`super::Cycle`].
    Cycle {
        /// The chain of names: each comes from the next, the last from the first.
        names: Vec<String>,
    },
}

/// Why a name in a formula does not tell what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing is called so.
    Unknown,
    /// Several things are called so.
    Ambiguous,
}
