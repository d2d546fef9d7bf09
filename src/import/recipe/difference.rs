//! What is unlike last time.

use super::RelationDifference;
use crate::{
    engine::Period,
    import::{
        CellAt,
        sheet_map::{Says, TableLayout},
    },
};

/// Something that is unlike last time.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// The data are of the same periods.
    SamePeriods {
        /// The periods.
        periods: Vec<Period>,
    },
    /// The data are of other periods.
    NewPeriods {
        /// Last time.
        last: Vec<Period>,
        /// Now.
        now: Vec<Period>,
    },
    /// A person said the period last time, or the sheet did and does no longer. The tables are made
    /// with the proposal.
    PeriodAsked {
        /// What it was last time.
        last: Option<Period>,
        /// What it may be now.
        proposal: Period,
        /// Where it was said, if not of the whole sheet.
        at: Option<CellAt>,
    },
    /// The sheet is about another unit than the last one, and tells so as that did.
    OtherUnit {
        /// Last time.
        last: String,
        /// Now.
        now: String,
    },
    /// The sheet is about one unit, and what told it last time does not tell it now. The tables are made
    /// with the proposal.
    UnitAsked {
        /// Which it was last time.
        last: String,
        /// Which it may be now.
        proposal: Option<String>,
    },
    /// A unit that was not there.
    NewUnit {
        /// As the file calls it.
        name: String,
        /// A total, which is never ranked.
        total: bool,
        /// Its label.
        at: Option<CellAt>,
    },
    /// A unit is not there any more.
    MissingUnit {
        /// As the last file called it.
        name: String,
        /// A total, which is never ranked.
        total: bool,
        /// The new unit that may be the same.
        renamed: Option<String>,
        /// The label of that one.
        at: Option<CellAt>,
    },
    /// An indicator that was not there.
    NewIndicator {
        /// As the file calls it.
        name: String,
        /// Its header.
        at: Option<CellAt>,
    },
    /// An indicator is not there any more.
    MissingIndicator {
        /// As the last file called it.
        name: String,
        /// The new indicator that may be the same.
        renamed: Option<String>,
        /// The header of that one.
        at: Option<CellAt>,
    },
    /// An indicator has another measure.
    ChangedMeasure {
        /// Which indicator.
        indicator: String,
        /// Last time.
        last: Option<String>,
        /// Now.
        now: Option<String>,
        /// One becomes the other by a power of ten.
        exact: bool,
        /// Its header.
        at: Option<CellAt>,
    },
    /// The values of an indicator are a power of ten larger or smaller, measures considered.
    PowerOfTen {
        /// Which indicator.
        indicator: String,
        /// The power; below zero where the values are smaller.
        power: i32,
        /// The median last time.
        last: f64,
        /// The median now, in the measure of last time.
        now: f64,
        /// Its header.
        at: Option<CellAt>,
    },
    /// An indicator stands elsewhere among the others.
    MovedColumn {
        /// Which indicator.
        name: String,
        /// Its column or row last time, from 0.
        last: u32,
        /// Its column or row now, from 0.
        now: u32,
        /// Lines are rows, for units stand across.
        across: bool,
    },
    /// A unit stands elsewhere among the others.
    MovedRow {
        /// Which unit.
        name: String,
        /// Its row last time, from 0.
        last: u32,
        /// Its row now.
        now: u32,
        /// Lines are columns, for units stand across.
        across: bool,
    },
    /// Many units stand elsewhere among the others: the sheet is sorted otherwise.
    Resorted {
        /// How many at least left their order.
        count: usize,
    },
    /// The table lies otherwise.
    ChangedLayout {
        /// Last time.
        last: TableLayout,
        /// Now.
        now: TableLayout,
    },
    /// The header has another number of levels.
    ChangedHeaderDepth {
        /// Last time.
        last: usize,
        /// Now.
        now: usize,
    },
    /// A person said something of a part that is not there any more; it is not followed.
    AnchorGone {
        /// The texts of the rows or columns that were meant.
        texts: Vec<String>,
        /// Where they stood, as far as it is known.
        was: CellAt,
        /// What was said.
        says: Says,
    },
    /// Something on a relation sheet.
    Relation(RelationDifference),
}

impl Difference {
    /// Whether a person has to answer; the others are only told.
    pub fn asks(&self) -> bool {
        match self {
            Self::SamePeriods { .. }
            | Self::NewPeriods { .. }
            | Self::OtherUnit { .. }
            | Self::MovedColumn { .. }
            | Self::MovedRow { .. }
            | Self::Resorted { .. } => false,
            Self::NewUnit { total, .. } | Self::MissingUnit { total, .. } => !total,
            // A measure where there was none says more, and changes no number.
            Self::ChangedMeasure { last, .. } => last.is_some(),
            Self::PeriodAsked { .. }
            | Self::UnitAsked { .. }
            | Self::NewIndicator { .. }
            | Self::MissingIndicator { .. }
            | Self::PowerOfTen { .. }
            | Self::ChangedLayout { .. }
            | Self::ChangedHeaderDepth { .. }
            | Self::AnchorGone { .. } => true,
            Self::Relation(it) => it.asks(),
        }
    }

    /// What files of one kind are asked alike, whatever the cell and the figures: differences with the same
    /// key can be answered once for all. None for what each file has to be asked by itself.
    pub fn key(&self) -> Option<String> {
        let mut asked = self.clone();
        match &mut asked {
            Self::PeriodAsked { .. } | Self::UnitAsked { .. } => return None,
            Self::NewUnit { at, .. }
            | Self::MissingUnit { at, .. }
            | Self::NewIndicator { at, .. }
            | Self::MissingIndicator { at, .. }
            | Self::ChangedMeasure { at, .. } => *at = None,
            Self::PowerOfTen { at, last, now, .. } => (*at, *last, *now) = (None, 0.0, 0.0),
            Self::Relation(it) => *it = it.bare(),
            Self::AnchorGone { was, .. } => *was = CellAt { row: 0, column: 0 },
            _ => {}
        }
        self.asks().then(|| format!("{asked:?}"))
    }

    /// The cell it is about, if there is one on the sheet.
    pub fn at(&self) -> Option<CellAt> {
        match self {
            Self::PeriodAsked { at, .. }
            | Self::NewUnit { at, .. }
            | Self::MissingUnit { at, .. }
            | Self::NewIndicator { at, .. }
            | Self::MissingIndicator { at, .. }
            | Self::ChangedMeasure { at, .. }
            | Self::PowerOfTen { at, .. } => *at,
            Self::Relation(it) => it.at(),
            _ => None,
        }
    }
}
