//! Reading: spreadsheets and text become tables with provenance.
//!
//! Two steps. A [`Reader`] knows formats and nothing of meaning: a file becomes a [`Book`] of cells with
//! addresses. [`recognise`] and [`outline`] know meaning and nothing of formats: a sheet becomes a
//! [`Table`] of units and columns, an [`Outline`] of a framework, or [`judgements`] of experts; and
//! [`understand`] finds the tables of a yearbook's sheet, however they lie.
//!
//! **Invariant:** nothing here knows a document, a window or a sentence. All that is read is plain,
//! serialisable data, so that workbooks can be read in a process of their own ([`worker`]). Every finding names its
//! file, sheet and cell.

mod book;
mod contents;
mod copied_cells;
mod finding;
pub mod gather;
pub mod job;
mod judgements;
pub mod list;
mod measure;
pub mod names;
pub mod number;
mod outline;
mod password;
#[cfg(test)]
mod picture;
mod published;
mod read;
mod reader;
pub mod recipe;
pub mod relations;
mod scale;
pub mod sheet_map;
mod sound;
mod status;
mod table;
mod understand;
mod unit_names;
mod words;
pub mod worker;

pub use book::{
    Book, Cell, CellAt, FileFormat, Formats, Lines, Merged, Sheet, Value, column_letters,
};
pub use contents::is_contents;
pub use copied_cells::{CopiedKind, copied_cells, copied_kind};
pub use finding::{Finding, Problem, TableError};
pub use job::{Crashed, Job, Progress, Reporter};
pub use judgements::{
    ExpertRow, ExpertSheet, JudgementBlock, JudgementProblem, JudgementSheet, budget_answers,
    expert_weights, is_budget, judgements, judgements_of,
};
pub use outline::{
    OtherColumn, OtherKind, Outline, OutlineKind, OutlineNode, outline, parse_direction,
};
pub use password::Password;
pub use published::{Published, PublishedColumn, PublishedUnit, index_key};
pub(crate) use read::base64;
pub use read::{FileKind, ReadError, ReadOptions, read_bytes};
pub use reader::Reader;
pub use scale::Scale;
pub use sound::Sound;
pub use status::Status;
pub use table::{
    Layout, Table, TableColumn, TableRow, TextColumn, ValueStatus, ValueText, recognise,
};
pub use understand::{Understood, of_both, plain_holds, plain_is_sure, same_table, understand};
pub use unit_names::{KnownUnit, NameDoubt, NameQuestion, Settled, settle};
pub use worker::Limits;
