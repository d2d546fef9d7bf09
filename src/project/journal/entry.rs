//! The lines of a log.
//!
//! A line is a number that counts on from line to line, the beginning of a SHA-256, and JSON. A
//! line that is torn does not fit its checksum, and there reading stops.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::project::{
    Edit,
    file::{Fingerprint, sha256},
};

/// What happened. Keys are never renamed; what is added has a default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "kebab-case")]
pub(super) enum Entry {
    /// All before this does not matter any more: the document is the one of the base.
    Begin {
        /// Of the journal.
        format: u32,
        /// Which program wrote it.
        program: String,
        /// The file's name in the journal's folder.
        base: String,
        /// Where the project is; none if it was never saved.
        path: Option<String>,
        /// Its title, for lists.
        title: String,
        /// Whether that document was saved.
        saved: bool,
        /// In seconds since 1970, as all times here.
        time: u64,
    },
    /// An edit.
    Edit { edit: Box<Edit>, time: u64 },
    /// An edit that stands in a file of its own, named by its SHA-256.
    Bulk { blob: String, time: u64 },
    /// Edits that are one step, all of them or none.
    Together { edits: Vec<Edit>, time: u64 },
    /// The same in a file of their own, named by its SHA-256.
    BulkTogether { blob: String, time: u64 },
    /// The end of a gesture.
    Seal,
    /// One step back.
    Undo { time: u64 },
    /// One step forward.
    Redo { time: u64 },
    /// The project was saved.
    Saved {
        path: String,
        fingerprint: Fingerprint,
        time: u64,
    },
    /// The session ended in good order.
    Closed { time: u64 },
}

/// Where something is, as text.
pub(super) fn path_text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn sum(number: u64, json: &str) -> String {
    let text = format!("{number} {json}");
    sha256(text.as_bytes()).chars().take(16).collect()
}

/// The line of an entry, with its end.
pub(super) fn line(number: u64, entry: &Entry) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(entry)?;
    Ok(format!("{number} {} {json}\n", sum(number, &json)))
}

/// The whole lines at the beginning of a log, up to the first that is torn.
pub(super) fn lines(bytes: &[u8]) -> Vec<(u64, Entry)> {
    let mut lines = Vec::new();
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        match parse(line) {
            Some(read) => lines.push(read),
            None => break,
        }
    }
    lines
}

fn parse(line: &[u8]) -> Option<(u64, Entry)> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (number, rest) = line.split_once(' ')?;
    let (expected, json) = rest.split_once(' ')?;
    let number = number.parse().ok()?;
    (sum(number, json) == expected).then_some(())?;
    Some((number, serde_json::from_str(json).ok()?))
}
