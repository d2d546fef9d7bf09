//! What is known of how a relation sheet lies, and what a person says of its parts.

use serde::{Deserialize, Serialize};

use super::{RelationForm, RelationMap, RelationRole};
use crate::{
    engine::Period,
    import::{CellAt, Lines, sheet_map::Area},
};

/// What is already known of how a relation sheet lies. Rows and columns are counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RelationLayout {
    /// The sheet to read; else the first visible one that surely is a relation sheet.
    pub sheet: Option<String>,
    /// Whether edges have a direction; else as the sheet says.
    pub directed: Option<bool>,
    /// The period of edges that tell none of their own.
    pub period: Option<Period>,
    /// What columns of a list tell, by their headers, where the headers do not say it.
    pub roles: Vec<(String, RelationRole)>,
    /// How it lies; else as it is recognised. A matrix that was said to be one may have other names
    /// down than across.
    pub form: Option<RelationForm>,
    /// The row of the header of a list, or of the names across a matrix; else it is looked for.
    pub header_row: Option<u32>,
    /// The column of the names down a matrix; else it is looked for.
    pub names_column: Option<u32>,
    /// What columns of a list tell by their places, which goes before `roles`.
    pub columns: Vec<(u32, RelationRole)>,
    /// Parts that are not read.
    pub unused: Vec<Area>,
}

/// What a person can say of a part of a relation sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationSays {
    /// The columns of a list tell this.
    Column(RelationRole),
    /// The row is the header of a list.
    Header,
    /// The row holds the names across a matrix.
    Across,
    /// The column holds the names down a matrix.
    Down,
    /// The part is not read.
    Unused,
    /// The part is read again.
    Used,
}

impl RelationLayout {
    /// Lets a sheet lie this way; what was said of its parts no longer holds.
    pub fn lie(&mut self, form: RelationForm) {
        self.form = Some(form);
        (self.header_row, self.names_column) = (None, None);
        self.columns.clear();
        self.unused.clear();
    }

    /// Follows what is said of a part of the sheet that was understood as the map tells.
    ///
    /// What was found of the rest stays as it is: only the columns of weights are named one by one as soon
    /// as one of them is.
    pub fn say(&mut self, map: &RelationMap, area: Area, says: RelationSays) {
        self.form = Some(map.form);
        self.header_row = self.header_row.or(map.header_row);
        if map.form == RelationForm::Matrix {
            self.names_column = self.names_column.or(map.names_column);
        }
        let (row, column) = (first(area.rows), first(area.columns));
        match says {
            RelationSays::Header | RelationSays::Across => {
                self.header_row = row.or(self.header_row);
            }
            RelationSays::Down => self.names_column = column.or(self.names_column),
            RelationSays::Column(role) => self.give(map, area, role),
            RelationSays::Used => {
                let meets = |it: &Area| row.is_none_or(|row| it.holds_row(row));
                let meets =
                    |it: &Area| meets(it) && column.is_none_or(|column| it.holds_column(column));
                self.unused.retain(|it| !meets(it));
            }
            RelationSays::Unused => self.leave_out(map, area),
        }
    }

    fn leave_out(&mut self, map: &RelationMap, area: Area) {
        let in_header = map.header_row.is_some_and(|it| area.holds_row(it));
        let in_names = map.names_column.is_some_and(|it| area.holds_column(it));
        let whole_rows = Area {
            columns: None,
            ..area
        };
        let whole_columns = Area { rows: None, ..area };
        match map.form {
            RelationForm::List if in_header => {
                self.give(map, whole_columns, RelationRole::Running);
            }
            RelationForm::List => self.unused.push(whole_rows),
            RelationForm::Matrix if in_header => self.unused.push(whole_columns),
            RelationForm::Matrix if in_names => self.unused.push(whole_rows),
            RelationForm::Matrix => self.unused.push(area),
        }
    }

    /// Gives columns a role; where only one can have it, the one that had it takes the former one in turn.
    fn give(&mut self, map: &RelationMap, area: Area, role: RelationRole) {
        let Some(Lines { first, last }) = area.columns else {
            return;
        };
        let weights = || map.columns_of(RelationRole::Weight);
        let several = weights().count() > 1;
        if several {
            let known: Vec<u32> = weights().collect();
            for column in known {
                self.set(column, RelationRole::Weight);
            }
        }
        let only_one = match role {
            RelationRole::Attribute | RelationRole::Running => false,
            RelationRole::Weight => !several && first == last,
            _ => true,
        };
        let last = if only_one { first } else { last };
        if only_one {
            let before = map.column(first).unwrap_or(RelationRole::Attribute);
            let others: Vec<u32> = map.columns_of(role).filter(|it| *it != first).collect();
            for other in others {
                self.set(other, before);
            }
        }
        for column in (first..=last).take(MOST) {
            self.set(column, role);
        }
    }

    fn set(&mut self, column: u32, role: RelationRole) {
        self.columns.retain(|(known, _)| *known != column);
        self.columns.push((column, role));
    }

    /// What was said of a column by its place.
    pub(super) fn column(&self, column: u32) -> Option<RelationRole> {
        let mut said = self.columns.iter();
        said.find(|(known, _)| *known == column).map(|it| it.1)
    }

    /// Whether a whole row is not read.
    pub(super) fn leaves_row(&self, row: u32) -> bool {
        let mut rows = self.unused.iter().filter(|it| it.columns.is_none());
        rows.any(|it| it.holds_row(row))
    }

    /// Whether a cell is not read.
    pub(super) fn leaves(&self, at: CellAt) -> bool {
        self.unused.iter().any(|it| it.holds(at))
    }
}

/// More columns than this are given no role at once.
const MOST: usize = 500;

fn first(lines: Option<Lines>) -> Option<u32> {
    lines.map(|it| it.first)
}
