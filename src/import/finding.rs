//! What reading noticed, with the cell where it is.

use serde::{Deserialize, Serialize};

use super::{
    CellAt, JudgementProblem, NameDoubt, gather::GatherProblem, list::ListProblem,
    relations::RelationProblem, sheet_map::MapProblem,
};
use crate::engine::{Period, Severity};

/// Something a person should know about a file, with the facts to say it. The room `texts` makes
/// the sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The file's name.
    pub file: String,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// The cell; none where the whole sheet or file is meant.
    pub at: Option<CellAt>,
    /// What it is.
    pub problem: Problem,
}

/// What was noticed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "kebab-case")]
pub enum Problem {
    /// A column of numbers holds a text that is no number and no missing mark.
    NotANumber {
        /// The text.
        found: String,
        /// The column's name.
        column: String,
    },
    /// The same unit stands twice in the same period.
    RepeatedUnit {
        /// The unit's name.
        unit: String,
        /// Where it stood first.
        first: CellAt,
    },
    /// Two columns have the same name.
    RepeatedColumn {
        /// The name.
        column: String,
        /// Where it stood first.
        first: CellAt,
    },
    /// A row has values and no name of a unit; the row is left out.
    NoUnitName,
    /// A column has values and no name; the column is left out.
    NoColumnName,
    /// A stored error; read as missing.
    ErrorCell {
        /// As stored, `#N/A`.
        found: String,
    },
    /// A text was read as a number.
    Repaired {
        /// As it stood.
        found: String,
        /// As it was read.
        number: f64,
    },
    /// A sheet was not looked at.
    SheetLeftOut {
        /// Its name.
        name: String,
        /// Hidden, else without numbers or simply not asked for.
        hidden: bool,
    },
    /// A cell holds a formula whose result was never stored; read as missing.
    NotCalculated,
    /// A column of ranks or running numbers; it is no indicator and is left out.
    OrderColumn {
        /// The header.
        column: String,
    },
    /// A text file carries no mark of its encoding; this one was taken.
    EncodingAssumed {
        /// Its name.
        encoding: String,
    },
    /// An encrypted workbook opened by the password that Excel and WPS try by themselves.
    DefaultPassword,
    /// Bytes that the encoding does not know were replaced by `�`.
    BytesReplaced {
        /// The encoding's name.
        encoding: String,
    },
    /// A framework row names a parent that is not there.
    UnknownParent {
        /// The parent's code as it stands.
        parent: String,
        /// The nearest code that is there.
        nearest: Option<String>,
    },
    /// Two framework rows have the same code.
    RepeatedCode {
        /// The code.
        code: String,
        /// Where it stood first.
        first: CellAt,
    },
    /// A framework row is, through its parents, its own ancestor.
    Circle {
        /// The row's code.
        code: String,
    },
    /// More than one framework row has no parent, so there are several indices.
    SeveralRoots {
        /// The code of the first.
        first: String,
        /// The code of this one.
        other: String,
    },
    /// A direction that is neither 正向 nor 逆向 in any of the usual spellings.
    NotADirection {
        /// The text.
        found: String,
    },
    /// A weight that is negative.
    NegativeWeight {
        /// As it stands.
        found: f64,
    },
    /// The points that an expert shares out within a group do not come to 100.
    PointsSum {
        /// Who.
        expert: String,
        /// What they come to.
        sum: f64,
    },
    /// A column of a framework sheet that is understood but not used.
    ColumnNotUsed {
        /// The header.
        column: String,
    },
    /// A period column holds something in an otherwise dated table that is no date.
    PeriodUnclear {
        /// As it was read.
        period: Period,
    },
    /// A judgement that cannot be taken as it is.
    Judgement(JudgementProblem),
    /// Noticed while a sheet of a yearbook was understood.
    Map(MapProblem),
    /// A name may mean another unit than it says; it stands for one of its own.
    Name {
        /// The name.
        name: String,
        /// Why it may.
        doubt: NameDoubt,
    },
    /// Noticed while a list of things was read or tallied.
    List(ListProblem),
    /// Noticed while a relation sheet was read.
    Relation(RelationProblem),
    /// Noticed while sheets were put together.
    Gather(GatherProblem),
}

impl Problem {
    /// How much it matters: an error keeps the file from being taken as it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Map(problem) => problem.severity(),
            Self::List(problem) => problem.severity(),
            Self::Relation(problem) => problem.severity(),
            Self::Gather(problem) => problem.severity(),
            Self::NotANumber { .. }
            | Self::RepeatedUnit { .. }
            | Self::RepeatedColumn { .. }
            | Self::UnknownParent { .. }
            | Self::RepeatedCode { .. }
            | Self::Circle { .. }
            | Self::SeveralRoots { .. }
            | Self::NotADirection { .. }
            | Self::NegativeWeight { .. }
            | Self::Judgement(_) => Severity::Error,
            Self::NoUnitName
            | Self::NoColumnName
            | Self::ErrorCell { .. }
            | Self::NotCalculated
            | Self::BytesReplaced { .. }
            | Self::ColumnNotUsed { .. }
            | Self::PointsSum { .. }
            | Self::PeriodUnclear { .. }
            | Self::Name { .. } => Severity::Warning,
            Self::Repaired { .. }
            | Self::SheetLeftOut { .. }
            | Self::OrderColumn { .. }
            | Self::EncodingAssumed { .. }
            | Self::DefaultPassword => Severity::Note,
        }
    }
}

/// Why a book holds no table of the kind asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum TableError {
    /// The sheet asked for is not there.
    #[error("{file}: no sheet {name:?}")]
    NoSheet {
        /// The file's name.
        file: String,
        /// The sheet asked for.
        name: String,
        /// The sheets that are there.
        present: Vec<String>,
    },
    /// The column asked for is not there.
    #[error("{file}: no column {name:?}")]
    NoColumn {
        /// The file's name.
        file: String,
        /// The sheet's name.
        sheet: String,
        /// The header asked for.
        name: String,
        /// The headers that are there.
        present: Vec<String>,
    },
    /// The row asked for as a header has nothing in it.
    #[error("{file}: row {row} is empty")]
    NoHeaderRow {
        /// The file's name.
        file: String,
        /// The sheet's name.
        sheet: String,
        /// The row asked for, counted from 1.
        row: u32,
    },
    /// No sheet has a header with numbers below it.
    #[error("{file}: no table with a header and numbers")]
    NoTable {
        /// The file's name.
        file: String,
    },
    /// No sheet has a header with things listed below it.
    #[error("{file}: no list")]
    NoList {
        /// The file's name.
        file: String,
    },
    /// No sheet has edges between nodes.
    #[error("{file}: no relation sheet")]
    NoRelations {
        /// The file's name.
        file: String,
    },
    /// No sheet reads as a framework: the columns that would tell are missing.
    #[error("{file}: no framework")]
    NoFramework {
        /// The file's name.
        file: String,
        /// The headers that were found.
        present: Vec<String>,
    },
    /// No sheet has a square of judgements.
    #[error("{file}: no judgement matrix")]
    NoJudgements {
        /// The file's name.
        file: String,
    },
    /// No sheet has a column of weights an expert.
    #[error("{file}: no weights of experts")]
    NoExperts {
        /// The file's name.
        file: String,
    },
}
