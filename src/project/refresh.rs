//! What tables would change in a dataset before they are taken in, and corrections that the file has
//! overtaken.

use std::{borrow::Borrow, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use super::{Correction, Dataset, EditError, edit::taken_into};
use crate::{
    engine::{Period, UnitId, VariableId},
    import::{CellAt, Table},
};

/// Two numbers this near, relative to the larger, are one: measures of files may differ by a power of
/// ten, which rounds the last bits.
const SAME: f64 = 4.0 * f64::EPSILON;

/// An observation of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Of which variable.
    pub variable: VariableId,
    /// Of which period.
    pub period: Period,
    /// Of which unit.
    pub unit: UnitId,
}

/// What to do with a correction of a value that the file has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionAnswer {
    /// The value.
    pub place: Place,
    /// What to do.
    pub choice: CorrectionChoice,
}

/// Whose value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CorrectionChoice {
    /// The correction.
    Keep,
    /// The file.
    TakeFile,
}

/// What tables would change in a dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The values that change or vanish, the largest relative change first; what vanishes before all.
    pub changes: Vec<Change>,
    /// How many values there were none for.
    pub new: usize,
    /// How many values stay as they are.
    pub equal: usize,
    /// How many values the tables have no number for any more.
    pub vanished: usize,
    /// The keys of units that are added.
    pub new_units: Vec<String>,
    /// The names of variables that are added.
    pub new_variables: Vec<String>,
}

/// A value that changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Of which variable, period and unit.
    pub place: Place,
    /// As it was imported before.
    pub old: f64,
    /// As it would be imported; none where the file has no number any more.
    pub new: Option<f64>,
    /// Where it stands in the file.
    pub at: Option<ChangeCell>,
    /// The correction by hand over it, if there is one.
    pub correction: Option<Correction>,
}

/// The cell of a value that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeCell {
    /// The file's name.
    pub file: String,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// The cell.
    pub at: CellAt,
}

impl Change {
    /// The size of the change against the value before; infinite where that was zero or the new one is
    /// missing.
    pub fn relative(&self) -> f64 {
        match self.new {
            Some(new) if self.old != 0.0 => ((new - self.old) / self.old).abs(),
            _ => f64::INFINITY,
        }
    }

    /// Whether a correction by hand has to be looked at: it was made over another number.
    pub fn overtakes(&self) -> bool {
        self.correction
            .as_ref()
            .is_some_and(|it| !same(it.old, self.new))
    }
}

/// A correction by hand that was made over another value than the one imported now.
#[derive(Clone, Debug, PartialEq)]
pub struct Overtaken {
    /// Which value.
    pub place: Place,
    /// The correction.
    pub correction: Correction,
    /// What the file says now.
    pub imported: Option<f64>,
}

/// What taking tables in would change. Units and variables are known as when they are taken in, and
/// values converted likewise; nothing is changed here. Values that the tables do not name stay, and
/// are not counted.
pub fn compare<T: Borrow<Table>>(dataset: &Dataset, tables: &[T]) -> Result<Diff, EditError> {
    let tables: Vec<&Table> = tables.iter().map(Borrow::borrow).collect();
    let (after, named) = taken_into(dataset, &tables)?;
    let mut diff = Diff {
        new_units: after
            .units
            .iter()
            .skip(dataset.units.len())
            .map(|it| it.key.clone())
            .collect(),
        new_variables: after
            .variables
            .iter()
            .skip(dataset.variables.len())
            .map(|it| it.name.clone())
            .collect(),
        ..Diff::default()
    };
    // Data without a period may have got one from the tables.
    let dated = only_dated(dataset, &after);
    for place in named {
        let before = if dated {
            &Period::Undated
        } else {
            &place.period
        };
        let old = dataset.panel.get(place.variable, before, place.unit);
        let new = after.panel.get(place.variable, &place.period, place.unit);
        match (old, new) {
            (None, None) => {}
            (None, Some(_)) => diff.new += 1,
            (Some(_), _) if same(old, new) => diff.equal += 1,
            (Some(old), new) => {
                diff.vanished += usize::from(new.is_none());
                let correction = dataset.correction(place.variable, before, place.unit);
                diff.changes.push(Change {
                    old,
                    new,
                    at: cell(&after, &place),
                    correction: correction.cloned(),
                    place,
                });
            }
        }
    }
    diff.changes.sort_by(|a, b| {
        let gone = |it: &Change| it.new.is_some();
        let size = b.relative().total_cmp(&a.relative());
        (gone(a).cmp(&gone(b)))
            .then(size)
            .then_with(|| a.place.cmp(&b.place))
    });
    Ok(diff)
}

/// Whether the only period of a dataset, none, became another one.
fn only_dated(before: &Dataset, after: &Dataset) -> bool {
    before.periods() == [Period::Undated] && !after.periods().contains(&Period::Undated)
}

fn cell(dataset: &Dataset, place: &Place) -> Option<ChangeCell> {
    let origin = dataset
        .provenance
        .cell(place.variable, &place.period, place.unit)?;
    Some(ChangeCell {
        file: origin.source.file.clone(),
        sheet: origin.sheet.to_owned(),
        at: origin.at,
    })
}

/// The corrections of a dataset that were made over other values than those imported now, in order.
pub fn overtaken(dataset: &Dataset) -> Vec<Overtaken> {
    let mut found = Vec::new();
    for (&variable, periods) in dataset.corrections.iter() {
        for (period, units) in periods {
            for (&unit, correction) in units {
                let imported = dataset.panel.get(variable, period, unit);
                if !same(correction.old, imported) {
                    found.push(Overtaken {
                        place: Place {
                            variable,
                            period: period.clone(),
                            unit,
                        },
                        correction: correction.clone(),
                        imported,
                    });
                }
            }
        }
    }
    found
}

/// Whether two values are the same but for the last bits.
pub(super) fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || (a - b).abs() <= SAME * a.abs().max(b.abs()),
        (a, b) => a == b,
    }
}

/// The answers by place; the last one to a place holds.
pub(super) fn by_place(answers: &[CorrectionAnswer]) -> BTreeMap<&Place, CorrectionChoice> {
    let answers = answers.iter();
    answers.map(|it| (&it.place, it.choice)).collect()
}
