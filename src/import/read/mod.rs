//! From a file's bytes to a book. Formats are told by content, never by the ending.

use std::{ops::ControlFlow, path::Path};

use serde::{Deserialize, Serialize};

use super::{Book, Progress};

/// What is already known of a text file; what is not, is recognised.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The name of the encoding, such as `GB18030`.
    pub encoding: Option<String>,
    /// Between fields.
    pub separator: Option<char>,
}

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
}

/// Reads a file.
pub fn read(
    _path: &Path,
    _options: &ReadOptions,
    _progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Book, ReadError> {
    todo!()
}

/// Reads the bytes of a file.
pub fn read_bytes(
    _file: &str,
    _bytes: &[u8],
    _options: &ReadOptions,
    _progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Book, ReadError> {
    todo!()
}
