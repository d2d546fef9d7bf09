//! Why nothing could be exported.

use crate::{
    engine::Period,
    project::{ResolveError, file::SaveError},
    texts::Texts,
};

/// Why nothing was exported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// There is nothing to compute at all.
    #[error(transparent)]
    Unresolved(#[from] ResolveError),
    /// There are results for no period.
    #[error("no data")]
    NoData,
    /// There are no results for the period asked for.
    #[error("no results for {asked}")]
    NoPeriod {
        /// The period asked for.
        asked: Period,
        /// The first there is.
        first: Period,
        /// The last there is.
        last: Period,
    },
    /// The results are those of another dataset, or of an older state of this one.
    #[error("the results do not belong to the dataset")]
    Mismatch,
    /// A sheet would be too wide.
    #[error("sheet {sheet:?}: {columns} columns, at most {most}")]
    TooManyColumns {
        /// Its name.
        sheet: String,
        /// How many it needs.
        columns: usize,
        /// How many a sheet can have.
        most: usize,
    },
    /// A sheet would be too long.
    #[error("sheet {sheet:?}: {rows} rows, at most {most}")]
    TooManyRows {
        /// Its name.
        sheet: String,
        /// How many it needs.
        rows: usize,
        /// How many a sheet can have.
        most: usize,
    },
    /// The library that packs the workbook refused.
    #[error("workbook not packed: {reason}")]
    NotPacked {
        /// What it says.
        reason: String,
    },
    /// It was stopped by whoever asked for it.
    #[error("stopped")]
    Stopped,
    /// The file could not be written.
    #[error(transparent)]
    NotWritten(SaveError),
}

impl ExportError {
    /// What happened and what to do, in the language of `texts`.
    pub fn told(&self, texts: &Texts) -> String {
        match self {
            Self::Unresolved(ResolveError::NoFramework) => texts.export_no_framework().to_owned(),
            Self::Unresolved(ResolveError::NoScenario) => texts.export_no_scenario().to_owned(),
            Self::NoData => texts.export_no_data().to_owned(),
            Self::NoPeriod { asked, first, last } => texts.export_no_period(
                &texts.period(asked),
                &texts.period(first),
                &texts.period(last),
            ),
            Self::Mismatch => texts.export_mismatch().to_owned(),
            Self::TooManyColumns {
                sheet,
                columns,
                most,
            } => texts.export_too_many_columns(sheet, *columns, *most),
            Self::TooManyRows { sheet, rows, most } => {
                texts.export_too_many_rows(sheet, *rows, *most)
            }
            Self::NotPacked { reason } => texts.export_not_packed(reason),
            Self::Stopped => texts.export_stopped().to_owned(),
            Self::NotWritten(error) => texts.file_not_written(error),
        }
    }
}
