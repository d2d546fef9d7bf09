//! What a person says about a sheet, which recognition follows.

use serde::{Deserialize, Serialize};

use super::{Role, TableLayout};
use crate::{
    engine::Period,
    import::{CellAt, Lines},
};

/// All that a person said about one sheet. Later ones win over earlier ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Corrections {
    /// One by one.
    pub said: Vec<Correction>,
}

/// One thing said about a part of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The part.
    pub area: Area,
    /// What holds there.
    pub says: Says,
}

/// A part of a sheet: rows, columns, where they cross, or all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// From row to row; all where none.
    pub rows: Option<Lines>,
    /// From column to column; all where none.
    pub columns: Option<Lines>,
}

/// What a person can say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// The cells are for this.
    Role(Role),
    /// The header of the table there has so many rows, counted up from its first row of data.
    HeaderDepth(u32),
    /// The data are of this period.
    Period(Period),
    /// The data have this measure.
    Measure(String),
    /// The table there lies like this.
    Layout(TableLayout),
    /// All rows of the table there are of this unit.
    Unit(String),
    /// The table there has only this indicator.
    Indicator(String),
}

impl Area {
    /// One row.
    pub fn row(row: u32) -> Self {
        Self {
            rows: Some(Lines {
                first: row,
                last: row,
            }),
            columns: None,
        }
    }

    /// One column.
    pub fn column(column: u32) -> Self {
        Self {
            rows: None,
            columns: Some(Lines {
                first: column,
                last: column,
            }),
        }
    }

    /// One cell.
    pub fn cell(at: CellAt) -> Self {
        Self {
            rows: Self::row(at.row).rows,
            columns: Self::column(at.column).columns,
        }
    }

    /// Whether a cell lies in it.
    pub fn holds(&self, at: CellAt) -> bool {
        self.holds_row(at.row) && self.holds_column(at.column)
    }

    /// Whether any cell of a row lies in it.
    pub fn holds_row(&self, row: u32) -> bool {
        within(self.rows, row)
    }

    /// Whether any cell of a column lies in it.
    pub fn holds_column(&self, column: u32) -> bool {
        within(self.columns, column)
    }

    /// Whether any of these rows lies in it.
    fn meets(&self, rows: Lines) -> bool {
        self.rows
            .is_none_or(|own| own.first <= rows.last && rows.first <= own.last)
    }
}

fn within(lines: Option<Lines>, line: u32) -> bool {
    lines.is_none_or(|lines| (lines.first..=lines.last).contains(&line))
}

impl Corrections {
    /// The role said of a cell.
    pub(super) fn role(&self, at: CellAt) -> Option<Role> {
        self.roles()
            .rfind(|(area, _)| area.holds(at))
            .map(|(_, role)| role)
    }

    /// The role said of a whole column.
    pub(super) fn column_role(&self, column: u32) -> Option<Role> {
        self.roles()
            .rfind(|(area, _)| {
                area.rows.is_none() && area.columns.is_some() && area.holds_column(column)
            })
            .map(|(_, role)| role)
    }

    /// The role said of a whole row.
    pub(super) fn row_role(&self, row: u32) -> Option<Role> {
        self.roles()
            .rfind(|(area, _)| area.columns.is_none() && area.rows.is_some() && area.holds_row(row))
            .map(|(_, role)| role)
    }

    fn roles(&self) -> impl DoubleEndedIterator<Item = (&Area, Role)> {
        self.said.iter().filter_map(|it| match &it.says {
            Says::Role(role) => Some((&it.area, *role)),
            _ => None,
        })
    }

    /// The last thing said that `pick` wants and whose area meets these rows; those of some columns
    /// only are for [`Self::of_column`].
    pub(super) fn of_table<'a, T>(
        &'a self,
        rows: Lines,
        pick: impl Fn(&'a Says) -> Option<T>,
    ) -> Option<T> {
        self.said
            .iter()
            .rev()
            .filter(|it| it.area.meets(rows) && it.area.columns.is_none())
            .find_map(|it| pick(&it.says))
    }

    /// The last thing said of a column of the table in these rows.
    pub(super) fn of_column<'a, T>(
        &'a self,
        rows: Lines,
        column: u32,
        pick: impl Fn(&'a Says) -> Option<T>,
    ) -> Option<T> {
        self.said
            .iter()
            .rev()
            .filter(|it| {
                it.area.columns.is_some() && it.area.meets(rows) && it.area.holds_column(column)
            })
            .find_map(|it| pick(&it.says))
    }
}
