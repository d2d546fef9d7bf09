//! Derived variables (派生变量): the language of formulas and their evaluation over a panel.
//!
//! | written | means |
//! |---|---|
//! | `[GDP]` `【GDP】` | a variable; a closing bracket inside its name is doubled |
//! | `1e6` `0.5` | a number |
//! | `+ - * / ^` and `− × ÷ ·`, also full-width | `^` binds most tightly and to the right, then the sign, so `-2^2` is −4 |
//! | `< <= > >= = <>`, also `≤ ≥ ≠ == !=` | 1 where it holds, else 0; none after another |
//! | `ln(…)`, `lag(…, 2)`, `of(…, "中国")` | see [`Function`]; capital letters or not |
//!
//! Names become ids by [`Formula::bind`], and [`derive()`] adds the columns of derived variables to
//! a panel. Missing in, missing out; what cannot be computed (a division by zero, the logarithm
//! of a number not above zero) is missing and told as a [`DeriveProblem`].
//!
//! ```
//! use heng::engine::{Panel, Period, UnitId, VariableId, formula::{Formula, NameProblem, derive}};
//! let (gdp, people, each) = (VariableId(1), VariableId(2), VariableId(3));
//! let (year, unit) = (Period::Year(2020), UnitId(1));
//! let mut panel = Panel::default();
//! panel.set(gdp, &year, unit, Some(36_103.0));
//! panel.set(people, &year, unit, Some(2_189.0));
//!
//! let formula = Formula::parse("[GDP] ÷ [人口]").unwrap();
//! assert_eq!(formula.to_string(), "[GDP] / [人口]");
//! let variable = |name: &str| match name {
//!     "GDP" => Ok(gdp),
//!     "人口" => Ok(people),
//!     _ => Err(NameProblem::Unknown),
//! };
//! let bound = formula.bind(variable, |_| Err(NameProblem::Unknown)).unwrap();
//! let (panel, problems) = derive(&panel, &[], &[(each, bound)]).unwrap();
//! assert_eq!(panel.get(each, &year, unit), Some(36_103.0 / 2_189.0));
//! assert_eq!(problems, []);
//! ```

mod demand;
mod derive;
mod display;
mod error;
mod evaluate;
mod function;
mod order;
mod over_time;
mod over_units;
mod parse;
mod plain;
mod step;
mod table;
mod token;

pub use derive::{DeriveProblem, derive};
pub use error::{FormulaError, FormulaProblem, NameProblem};
pub use function::{FUNCTIONS, Function};
pub use order::{Cycle, order};
pub use table::Trouble;

use std::collections::BTreeSet;

use super::{UnitId, VariableId};
use step::{Binary, Op, Step};

/// How deep brackets, functions, signs and powers may nest.
pub const DEEPEST: usize = 100;

type Parsed = Step<String, String>;
type Bound = Step<VariableId, UnitId>;

/// A formula (公式) as written: variables and units by name.
///
/// Two are equal if they say the same, wherever the words stand. Its text form is canonical:
/// plain signs and no bracket more than needed; it reads back as an equal formula.
///
/// ```
/// use heng::engine::formula::{Formula, FormulaProblem};
/// let formula = Formula::parse("（[出口]－[进口]）÷ [GDP]×100").unwrap();
/// assert_eq!(formula.to_string(), "([出口] - [进口]) / [GDP] * 100");
/// let error = Formula::parse("[人口] * 平方(2)").unwrap_err();
/// assert_eq!(error.position, 7);
/// assert_eq!(error.problem, FormulaProblem::UnknownFunction { name: "平方".to_owned() });
/// ```
#[derive(Clone, Debug)]
pub struct Formula {
    steps: Vec<Parsed>,
}

/// A formula whose variables and units are known.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundFormula {
    steps: Vec<Bound>,
}

impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        let ops = self.steps.iter().map(|step| &step.op);
        ops.eq(other.steps.iter().map(|step| &step.op))
    }
}

impl Formula {
    /// Reads a formula. Any text is answered, however long or deep.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        parse::parse(text).map(|steps| Self { steps })
    }

    /// The names of variables in the order written, each with its position; a name that stands
    /// twice comes twice.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize)> + '_ {
        self.steps.iter().filter_map(|step| match &step.op {
            Op::Variable(name) => Some((name.as_str(), step.position)),
            _ => None,
        })
    }

    /// The names of units, each with the position of the function that takes it.
    pub fn units(&self) -> impl Iterator<Item = (&str, usize)> + '_ {
        self.steps.iter().filter_map(|step| match &step.op {
            Op::Of(name) | Op::Total(name) => Some((name.as_str(), step.position)),
            _ => None,
        })
    }

    /// Puts ids in place of names. The first name that tells nothing is the error: at its bracket,
    /// or, of a unit, at the function that takes it.
    pub fn bind(
        &self,
        variable: impl Fn(&str) -> Result<VariableId, NameProblem>,
        unit: impl Fn(&str) -> Result<UnitId, NameProblem>,
    ) -> Result<BoundFormula, FormulaError> {
        let bind_one = |step: &Parsed| {
            let position = step.position;
            let op = step.op.translate(
                |name| {
                    variable(name).map_err(|problem| {
                        let name = name.clone();
                        match problem {
                            NameProblem::Unknown => FormulaProblem::UnknownName { name },
                            NameProblem::Ambiguous => FormulaProblem::AmbiguousName { name },
                        }
                    })
                },
                |name| {
                    unit(name).map_err(|problem| {
                        let name = name.clone();
                        match problem {
                            NameProblem::Unknown => FormulaProblem::UnknownUnit { name },
                            NameProblem::Ambiguous => FormulaProblem::AmbiguousUnit { name },
                        }
                    })
                },
            );
            op.map(|op| Step { op, position })
                .map_err(|problem| FormulaError { position, problem })
        };
        let steps: Result<Vec<Bound>, FormulaError> = self.steps.iter().map(bind_one).collect();
        steps.map(|steps| BoundFormula { steps })
    }
}

impl BoundFormula {
    /// The variables it refers to, each with its position, in the order written.
    pub fn references(&self) -> impl Iterator<Item = (VariableId, usize)> + '_ {
        self.steps.iter().filter_map(|step| match step.op {
            Op::Variable(variable) => Some((variable, step.position)),
            _ => None,
        })
    }

    /// The variables it refers to, each once.
    pub fn variables(&self) -> BTreeSet<VariableId> {
        self.references().map(|(variable, _)| variable).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_formulas_may_stand_elsewhere_in_their_text() {
        let read = |text| Formula::parse(text).unwrap();
        assert_eq!(read("[a]+1"), read(" ( [a] + 1.0 )"));
        assert_ne!(read("[a]+1"), read("[a]+1+1"));
        assert_ne!(read("[a]+1"), read("[a]-1"));
        assert_eq!(read("min([a], [b], 3)"), read("min(min([a], [b]), 3)"));
        assert_ne!(read("min([a], [b], 3)"), read("min([a], min([b], 3))"));
    }

    #[test]
    fn names_are_kept_as_written() {
        let formula = Formula::parse("[a]] b] + 【甲】*of([a]] b], \"中国\")").unwrap();
        let names: Vec<_> = formula.names().collect();
        assert_eq!(names, [("a] b", 0), ("甲", 10), ("a] b", 17)]);
        assert_eq!(formula.units().collect::<Vec<_>>(), [("中国", 14)]);
        let unknown = |_: &str| Err(NameProblem::Unknown);
        let error = formula.bind(|_| Ok(VariableId(1)), unknown).unwrap_err();
        let name = "中国".to_owned();
        assert_eq!(error.position, 14);
        assert_eq!(error.problem, FormulaProblem::UnknownUnit { name });
    }
}
