//! What is looked for in cells of the data, and what takes its place.

use super::{
    CellsError, Dataset, NewValue, Unit, Variable,
    cells::{changed, read_cell},
};
use crate::engine::Period;

/// A text or number that is looked for in cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// As it stands in names, in small letters.
    words: String,
    /// As it stands in numbers: half-width, without signs between thousands.
    digits: String,
    reach: Reach,
}

/// How much of a cell must be what is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Any part of it.
    #[default]
    Part,
    /// All of it.
    Whole,
}

impl Wanted {
    /// What a person typed; none where that is nothing.
    pub fn new(text: &str, reach: Reach) -> Option<Self> {
        let words = text.trim().to_lowercase();
        (!words.is_empty()).then(|| Self {
            digits: words.chars().filter_map(digit).collect(),
            words,
            reach,
        })
    }

    /// Whether a name or another text holds it.
    pub fn is_in(&self, text: &str) -> bool {
        self.fits(&text.to_lowercase(), &self.words)
    }

    /// Whether a number written in full holds it: `2` and `34.5` are in 1234.5, and so is `1,234`.
    ///
    /// ```
    /// use heng::project::{Reach, Wanted};
    /// let wanted = |text| Wanted::new(text, Reach::Part).unwrap();
    /// assert!(wanted("1,234").is_in_number(1234.5) && !wanted("235").is_in_number(1234.5));
    /// ```
    pub fn is_in_number(&self, number: f64) -> bool {
        self.may_be_in_numbers() && self.fits(&number.to_string(), &self.digits)
    }

    /// Whether any number could hold it, however it is written.
    pub fn may_be_in_numbers(&self) -> bool {
        self.digits.chars().all(|it| "0123456789.-e+".contains(it)) && !self.digits.is_empty()
    }

    /// The text of a number in full with something else in place of what is looked for.
    fn replaced(&self, number: f64, with: &str) -> String {
        match self.reach {
            Reach::Part => number.to_string().replace(&self.digits, with.trim()),
            Reach::Whole => with.trim().to_owned(),
        }
    }

    fn fits(&self, text: &str, wanted: &str) -> bool {
        match self.reach {
            Reach::Part => text.contains(wanted),
            Reach::Whole => text == wanted,
        }
    }
}

/// A character as it stands in a number written in full; none if numbers do without it.
fn digit(it: char) -> Option<char> {
    match it {
        ',' | '，' => None,
        '−' | '－' => Some('-'),
        '．' => Some('.'),
        '０'..='９' => char::from_digit(u32::from(it) - u32::from('０'), 10),
        other => Some(other),
    }
}

/// The values that change where something takes the place of what is looked for in cells. Cells
/// without it stay as they are.
pub fn replaced<'a>(
    dataset: &Dataset,
    period: &Period,
    (wanted, with): (&Wanted, &str),
    cells: impl IntoIterator<Item = (&'a Unit, &'a Variable)>,
) -> Result<Vec<NewValue>, CellsError> {
    let (mut values, mut strange) = (Vec::new(), Vec::new());
    for (unit, variable) in cells {
        let number = dataset.value(variable.id, period, unit.id);
        let Some(number) = number.filter(|it| wanted.is_in_number(*it)) else {
            continue;
        };
        let text = wanted.replaced(number, with);
        match read_cell((unit, variable), &text) {
            Ok(value) => values.extend(changed(dataset, period, (unit, variable), value)?),
            Err(cell) => strange.push(cell),
        }
    }
    if strange.is_empty() {
        Ok(values)
    } else {
        Err(CellsError::ReplacedNotNumbers(strange))
    }
}
