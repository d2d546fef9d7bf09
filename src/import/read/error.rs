//! Why a file cannot be read.

use serde::{Deserialize, Serialize};

use super::tidy::{line, short};
use crate::import::CellAt;

/// Why a file cannot be read. The document is not touched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be opened.
    #[error("{file}: {reason}")]
    Unreadable {
        /// The file as it was asked for.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// What was asked for is a folder, a device or a pipe.
    #[error("{file}: not a file")]
    NotAFile {
        /// What was asked for.
        file: String,
        /// Whether it is a folder.
        folder: bool,
    },
    /// The file has no content.
    #[error("{file}: the file is empty")]
    Empty {
        /// The file's name.
        file: String,
    },
    /// The content is no table that can be read.
    #[error("{file}: not a table but {found:?}")]
    NotATable {
        /// The file's name.
        file: String,
        /// What it is instead.
        found: FileKind,
    },
    /// The file, or what it unpacks to, is larger than can be read safely.
    #[error("{file}: {bytes} bytes, more than {most}")]
    TooLarge {
        /// The file's name.
        file: String,
        /// The part of a workbook that is too large; none where the whole is.
        part: Option<String>,
        /// How large it is, at least.
        bytes: u64,
        /// How large it may be.
        most: u64,
    },
    /// A sheet holds more cells than can be read safely.
    #[error("{file}: sheet {sheet:?} has more than {most} cells")]
    TooManyCells {
        /// The file's name.
        file: String,
        /// The sheet's name; empty for a text file.
        sheet: String,
        /// How many it may have.
        most: u64,
    },
    /// A cell holds a longer text than any table has.
    #[error("{file}: {at} of sheet {sheet:?} has more than {most} bytes of text")]
    LongText {
        /// The file's name.
        file: String,
        /// The sheet's name; empty for a text file.
        sheet: String,
        /// The cell.
        at: CellAt,
        /// How many bytes its text may have.
        most: u64,
    },
    /// The file begins like a workbook and does not hold what one must.
    #[error("{file}: damaged: {reason}")]
    Damaged {
        /// The file's name.
        file: String,
        /// The sheet, where the trouble is on one.
        sheet: Option<String>,
        /// What the reader met, in technical English.
        reason: String,
    },
    /// The workbook is encrypted, and neither the default password nor the one given opens it.
    #[error("{file}: under a password")]
    Password {
        /// The file's name.
        file: String,
        /// Whether a password was given, which is then wrong.
        given: bool,
    },
    /// The workbook is encrypted in a way that cannot be undone here, also with its password.
    #[error("{file}: encrypted with {scheme}")]
    UnknownEncryption {
        /// The file's name.
        file: String,
        /// How, in technical English.
        scheme: String,
    },
    /// No encoding has the name asked for.
    #[error("{file}: no encoding is called {name:?}")]
    UnknownEncoding {
        /// The file's name.
        file: String,
        /// The name asked for.
        name: String,
    },
    /// The separator asked for cannot separate fields.
    #[error("{file}: {separator:?} cannot separate fields")]
    UnusableSeparator {
        /// The file's name.
        file: String,
        /// The separator asked for.
        separator: char,
    },
    /// Reading took more memory than it may.
    #[error("{file}: reading takes more than {most} bytes of memory")]
    OutOfMemory {
        /// The file's name.
        file: String,
        /// The ceiling, in bytes.
        most: u64,
    },
    /// Reading took longer than it may.
    #[error("{file}: reading takes more than {seconds} s")]
    OutOfTime {
        /// The file's name.
        file: String,
        /// The limit.
        seconds: u64,
    },
    /// The process that read the file ended without an answer.
    #[error("{file}: the reading process ended: {reason}")]
    ReaderDied {
        /// The file's name.
        file: String,
        /// How it ended, in technical English.
        reason: String,
    },
    /// The process that would read the file could not be started.
    #[error("{file}: the reading process did not start: {reason}")]
    NoReader {
        /// The file's name.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// Reading was cancelled.
    #[error("{file}: cancelled")]
    Cancelled {
        /// The file's name.
        file: String,
    },
}

impl ReadError {
    /// The same, fit to be shown: names and reasons out of a file may be as long as the file, and steer
    /// the terminal they are printed on.
    pub(super) fn tidy(mut self) -> Self {
        match &mut self {
            Self::Damaged { sheet, reason, .. } => {
                *sheet = sheet.as_deref().map(line);
                *reason = short(reason);
            }
            Self::TooLarge { part, .. } => *part = part.as_deref().map(line),
            Self::TooManyCells { sheet, .. } | Self::LongText { sheet, .. } => *sheet = line(sheet),
            Self::UnknownEncryption { scheme, .. } => *scheme = short(scheme),
            _ => {}
        }
        self
    }
}

/// What a file is that cannot be read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// The frame of a workbook that was saved as a web page; its sheets are in other files.
    WebFrame,
    /// A text document or slides.
    Document,
    /// A PDF.
    Pdf,
    /// A web page without a table.
    Html,
    /// A picture.
    Image,
    /// An archive: unpack it first.
    Archive,
    /// None of these, and no text.
    Binary,
}
