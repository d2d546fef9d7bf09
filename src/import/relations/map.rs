//! What the cells of a relation sheet are for.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    RelationForm, RelationLayout, RelationRole, RelationSays, RelationTable, name_of,
    stated_measure,
};
use crate::import::{CellAt, Sheet, list::likely_header, sheet_map::Area, words};

/// What a cell of a relation sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationCell {
    /// A line above the header.
    Title,
    /// The measure of the weights, above the header.
    Measure,
    /// The name of a column.
    Header,
    /// What the column of a list tells.
    Column(RelationRole),
    /// The corner of a matrix.
    Corner,
    /// A name across a matrix.
    Across,
    /// A name down a matrix.
    Down,
    /// A cell in the body of a matrix.
    Value,
    /// A note or a source.
    Note,
    /// Something that is not read.
    Dropped,
}

/// What the cells of a sheet are for, by their rows and columns, which are counted from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelationMap {
    /// How the sheet lies.
    pub form: RelationForm,
    /// The row of the header of a list, or of the names across a matrix.
    pub header_row: Option<u32>,
    /// The column of the names down a matrix.
    pub names_column: Option<u32>,
    /// What the columns of a list tell.
    columns: BTreeMap<u32, RelationRole>,
    /// The columns of a matrix.
    across: BTreeSet<u32>,
    /// The rows that are read; none where nothing is read yet.
    rows: Option<BTreeSet<u32>>,
    unused: Vec<Area>,
}

impl RelationMap {
    /// Of a list of edges that was read.
    pub(super) fn of_list(table: &RelationTable, layout: &RelationLayout) -> Self {
        let columns = table.columns.iter().map(|it| (it.column, it.role));
        let rows = table.list.cells.iter().map(|it| it.row);
        Self {
            form: RelationForm::List,
            header_row: Some(table.header_row),
            columns: columns.collect(),
            rows: Some(rows.collect()),
            unused: layout.unused.clone(),
            ..Self::default()
        }
    }

    /// Of a matrix with names in these columns and rows.
    pub(super) fn of_matrix(
        (header, corner): (u32, u32),
        across: impl Iterator<Item = u32>,
        down: impl Iterator<Item = u32>,
        layout: &RelationLayout,
    ) -> Self {
        Self {
            form: RelationForm::Matrix,
            header_row: Some(header),
            names_column: Some(corner),
            across: across.collect(),
            rows: Some(down.collect()),
            unused: layout.unused.clone(),
            columns: BTreeMap::new(),
        }
    }

    /// Of a sheet on which nothing is read yet: what was said of it, under the row that looks like a header.
    pub(super) fn unread(sheet: &Sheet, layout: &RelationLayout) -> Self {
        Self {
            form: layout.form.unwrap_or_default(),
            header_row: layout.header_row.or_else(|| likely_header(sheet)),
            names_column: layout.names_column,
            columns: layout.columns.iter().copied().collect(),
            unused: layout.unused.clone(),
            ..Self::default()
        }
    }

    /// What a column of a list tells.
    pub fn column(&self, column: u32) -> Option<RelationRole> {
        self.columns.get(&column).copied()
    }

    /// The columns of a list that tell this, from the left.
    pub(super) fn columns_of(&self, role: RelationRole) -> impl Iterator<Item = u32> {
        let columns = self.columns.iter();
        columns.filter(move |it| *it.1 == role).map(|it| *it.0)
    }

    /// What a cell is for; none where it is blank and nothing is expected there.
    pub fn role(&self, sheet: &Sheet, at: CellAt) -> Option<RelationCell> {
        let header = self.header_row?;
        let text = sheet.get(at).and_then(name_of);
        let left = |text: Option<String>| {
            text.map(|text| {
                if words::is_note(&text) {
                    RelationCell::Note
                } else {
                    RelationCell::Dropped
                }
            })
        };
        if at.row < header {
            return text.map(
                |text| match (words::is_note(&text), stated_measure(&text)) {
                    (true, _) => RelationCell::Note,
                    (false, Some(_)) => RelationCell::Measure,
                    (false, None) => RelationCell::Title,
                },
            );
        }
        let read = self.rows.as_ref().is_none_or(|it| it.contains(&at.row));
        if self.unused.iter().any(|it| it.holds(at)) || (at.row > header && !read) {
            return left(text);
        }
        let expected = match self.form {
            RelationForm::List => self.of_list_cell(at, at.row == header),
            RelationForm::Matrix => self.of_matrix_cell(at, at.row == header),
        };
        expected.or_else(|| left(text))
    }

    fn of_list_cell(&self, at: CellAt, header: bool) -> Option<RelationCell> {
        match self.column(at.column)? {
            RelationRole::Running => None,
            _ if header => Some(RelationCell::Header),
            role => Some(RelationCell::Column(role)),
        }
    }

    fn of_matrix_cell(&self, at: CellAt, header: bool) -> Option<RelationCell> {
        let named = self.names_column == Some(at.column);
        let across = self.across.contains(&at.column);
        match (header, named, across) {
            (true, true, _) => Some(RelationCell::Corner),
            (true, _, true) => Some(RelationCell::Across),
            (false, true, _) => Some(RelationCell::Down),
            (false, _, true) => Some(RelationCell::Value),
            _ => None,
        }
    }

    /// What can be said of a part of the sheet, the usual first.
    pub fn offers(&self, area: Area) -> Vec<RelationSays> {
        let (rows, columns) = (area.rows.is_some(), area.columns.is_some());
        let mut offers = Vec::new();
        match self.form {
            RelationForm::List => {
                if columns {
                    let kept = RelationRole::ALL.into_iter();
                    let kept = kept.filter(|it| *it != RelationRole::Running);
                    offers.extend(kept.map(RelationSays::Column));
                }
                if columns && !rows {
                    offers.push(RelationSays::Column(RelationRole::Running));
                }
                if rows {
                    offers.extend([RelationSays::Header, RelationSays::Unused]);
                }
            }
            RelationForm::Matrix => {
                if columns {
                    offers.push(RelationSays::Down);
                }
                if rows {
                    offers.push(RelationSays::Across);
                }
                offers.push(RelationSays::Unused);
            }
        }
        let left = |it: &Area| {
            let row = area.rows.is_none_or(|rows| it.holds_row(rows.first));
            row && area
                .columns
                .is_none_or(|columns| it.holds_column(columns.first))
        };
        if self.unused.iter().any(left) {
            offers.push(RelationSays::Used);
        }
        offers
    }
}
