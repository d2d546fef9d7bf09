//! Results on their way out: tidy CSV for other programs, a ranked workbook for people.
//!
//! Two steps for a workbook. [`plan`](fn@plan) decides what stands in which cell, as plain data that a test can
//! read; one function turns planned sheets into bytes and is the only one to know the library.
//!
//! **Invariant:** no clock, no window, no sentences of its own, and no file is touched but by
//! [`write`](fn@write). The same input gives the same bytes.

pub mod cell_formula;
mod edges;
mod error;
mod known;
mod questionnaire;
mod read_values;
#[cfg(test)]
mod sample;
mod sheet_name;
pub mod sheet_plan;
mod shown_html;
mod shown_text;
mod tidy;
mod workbook;

use std::path::Path;

use crate::project::file;

pub use edges::edges_csv;
pub use error::ExportError;
pub use questionnaire::{Questions, questionnaire, questions};
pub use read_values::{ValuesOf, table_values_csv};
pub use sheet_name::SheetNames;
pub use shown_html::table_html;
pub use shown_text::{Between, guarded, table_csv, table_text};
pub use tidy::{normalised_csv, scores_csv, weights_csv};
pub use workbook::{GoOn, Subject, WorkbookOptions, plan, workbook, workbook_while};

/// Puts exported bytes in place of a file in one step; on failure the old file stays.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    file::replace(path, bytes).map_err(ExportError::NotWritten)
}
