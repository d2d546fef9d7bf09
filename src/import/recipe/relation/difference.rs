//! What is unlike last time on a relation sheet.

use super::matters;
use crate::import::{CellAt, relations::RelationRole};

/// Something on a relation sheet that is unlike last time.
#[derive(Clone, Debug, PartialEq)]
pub enum RelationDifference {
    /// A column that is not there any more. It is read as the one it may be now, for the time being.
    MissingColumn {
        /// Its header.
        name: String,
        /// What it told.
        role: RelationRole,
        /// The new column that may be the same.
        renamed: Option<String>,
        /// The header of that one.
        at: Option<CellAt>,
    },
    /// A column that was not there.
    NewColumn {
        /// Its header.
        name: String,
        /// What it is taken to tell.
        role: RelationRole,
        /// Its header's cell.
        at: CellAt,
    },
    /// Columns that stand elsewhere; they are read by their headers.
    MovedColumns {
        /// Their headers.
        names: Vec<String>,
    },
    /// The header, or the names across, stand in another row.
    MovedHeader {
        /// Last time, from 0.
        last: u32,
        /// Now.
        now: u32,
    },
    /// The weights have another measure.
    OtherMeasure {
        /// Last time.
        last: Option<String>,
        /// Now.
        now: Option<String>,
        /// One becomes the other by a power of ten.
        exact: bool,
        /// The header of the weights, in a list.
        at: Option<CellAt>,
    },
    /// The weights are a power of ten larger or smaller, measures considered.
    PowerOfTen {
        /// The power; below zero where they are smaller.
        power: i32,
        /// The median last time.
        last: f64,
        /// The median now, in the measure of last time.
        now: f64,
        /// The header of the weights, in a list.
        at: Option<CellAt>,
    },
    /// The sheet tells by itself that edges have a direction, or that they have none, and told otherwise
    /// before. They are read as last time for the time being.
    OtherDirection {
        /// What it tells now.
        now: bool,
    },
    /// Nodes that were not there, and such as are not there any more.
    Nodes {
        /// How many are new.
        new: usize,
        /// How many are gone.
        gone: usize,
        /// Some of the new ones.
        names: Vec<String>,
    },
    /// Parts that a person left out, and that are not there any more.
    NothingLeftOut {
        /// How many.
        parts: usize,
    },
}

impl RelationDifference {
    /// Whether a person has to answer; the others are only told.
    pub fn asks(&self) -> bool {
        match self {
            Self::MissingColumn { role, .. } | Self::NewColumn { role, .. } => matters(*role),
            // A measure where there was none says more, and changes no number.
            Self::OtherMeasure { last, .. } => last.is_some(),
            Self::PowerOfTen { .. } | Self::OtherDirection { .. } => true,
            Self::MovedColumns { .. }
            | Self::MovedHeader { .. }
            | Self::Nodes { .. }
            | Self::NothingLeftOut { .. } => false,
        }
    }

    /// The cell it is about, if there is one.
    pub fn at(&self) -> Option<CellAt> {
        match self {
            Self::NewColumn { at, .. } => Some(*at),
            Self::MissingColumn { at, .. }
            | Self::OtherMeasure { at, .. }
            | Self::PowerOfTen { at, .. } => *at,
            _ => None,
        }
    }

    /// The same without the cell and the figures, in which files differ.
    pub(in crate::import::recipe) fn bare(&self) -> Self {
        let mut bare = self.clone();
        match &mut bare {
            Self::MissingColumn { at, .. } | Self::OtherMeasure { at, .. } => *at = None,
            Self::NewColumn { at, .. } => *at = CellAt { row: 0, column: 0 },
            Self::PowerOfTen { at, last, now, .. } => (*at, *last, *now) = (None, 0.0, 0.0),
            _ => {}
        }
        bare
    }
}
