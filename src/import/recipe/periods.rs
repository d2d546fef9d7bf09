//! What periods are told by, and what comes after them.

use serde::{Deserialize, Serialize};

use crate::{
    engine::Period,
    import::{
        Table,
        sheet_map::{Evidence, MappedTable, SheetMap},
    },
};

/// What the periods of the last file were told by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PeriodTold {
    /// The periods of the last file, in order.
    pub last: Vec<Period>,
    /// What told them.
    pub by: PeriodBy,
    /// The one that a person said of the whole sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<Period>,
    /// What the sheet or the name of the file hinted at beside that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Period>,
    /// What a person said this time, before the recipe is learnt anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Period>,
}

/// What tells a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodBy {
    /// Rows or columns, each its own.
    Cells,
    /// The title, the name of the sheet, the name of the file.
    Sheet(Evidence),
    /// A person.
    Typed,
    /// Nothing: the data have none.
    #[default]
    Nothing,
}

/// A period that the sheet hints at for all of it, and whether that is sure.
pub(super) struct Hint {
    pub period: Period,
    pub from: Evidence,
    pub sure: bool,
}

impl Hint {
    pub(super) fn of(map: &SheetMap) -> Option<Self> {
        let mut guesses = map.tables.iter().filter_map(|it| it.period.as_ref());
        let guess = guesses.find(|it| it.from != Evidence::Said)?;
        Some(Self {
            period: guess.value.clone(),
            from: guess.from,
            sure: !guess.asked(),
        })
    }
}

/// Whether some values of a sheet tell of no period for certain.
pub(super) fn tells_no_period(map: &SheetMap) -> bool {
    let unsure = |table: &MappedTable| {
        let of_table = table.period.as_ref().is_some_and(|it| !it.asked());
        let of_columns = || table.columns.iter().all(|it| it.period.is_some());
        let of_rows = || table.rows.iter().all(|it| it.period.is_some());
        !(of_table || of_columns() || of_rows())
    };
    map.tables.iter().any(unsure)
}

/// The periods of tables, in order; data without one count as one.
pub(super) fn periods(tables: &[Table]) -> Vec<Period> {
    let rows = tables.iter().flat_map(|it| &it.rows);
    let mut periods: Vec<Period> = rows
        .map(|it| it.period.clone().unwrap_or(Period::Undated))
        .collect();
    periods.sort();
    periods.dedup();
    periods
}

/// The period that comes after one; labels have none and stay.
pub(super) fn following(period: &Period) -> Period {
    match period {
        Period::Span(first, last) => Period::Span(first.saturating_add(1), last.saturating_add(1)),
        Period::Label(_) | Period::Undated => period.clone(),
        dated => dated.moved(1).unwrap_or_else(|| dated.clone()),
    }
}

impl PeriodTold {
    /// What the period may be now: as far from the hint as last time, else the one after the last.
    pub(super) fn proposal(&self, hint: Option<&Hint>) -> Option<Period> {
        let last = self.typed.as_ref().or(self.last.last())?;
        let moved = |hint: &Hint| match (&self.hint, &hint.period) {
            (Some(Period::Year(before)), Period::Year(now)) if now > before => {
                last.moved(i64::from(*now) - i64::from(*before))
            }
            _ => None,
        };
        Some(hint.and_then(moved).unwrap_or_else(|| following(last)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_a_period() {
        for (period, after) in [
            ("2020", "2021"),
            ("2020-12", "2021-01"),
            ("2013-2020", "2014-2021"),
            ("baseline", "baseline"),
        ] {
            assert_eq!(following(&period.to_owned().into()).to_string(), after);
        }
    }
}
