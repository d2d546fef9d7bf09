//! From a file's bytes to a book. Formats are told by content, never by the ending.

mod encoding;
mod error;
mod package;
mod separated;
mod sniff;
mod workbook;

use std::{
    fmt::Write as _,
    fs::File,
    io::{self, Read as _},
    ops::ControlFlow,
    path::Path,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use error::{FileKind, ReadError};

use super::{Book, Finding, Problem, Progress};

/// What is already known of a text file; what is not, is recognised.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The name of the encoding, such as `GB18030`.
    pub encoding: Option<String>,
    /// Between fields.
    pub separator: Option<char>,
}

/// Larger files are refused before anything is read.
const MOST_BYTES: u64 = 512 << 20;
/// More non-empty cells than this on one sheet are refused.
const MOST_CELLS: usize = 5_000_000;
/// Progress is told, and cancelling heard, once in so many cells or records.
const STEP: usize = 4096;
/// The bytes read from a disk between two reports.
const CHUNK: usize = 1 << 20;

/// Reads a file.
pub fn read(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Book, ReadError> {
    let unreadable = |error: &io::Error| ReadError::Unreadable {
        file: path.display().to_string(),
        reason: error.to_string(),
    };
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    let about = file.metadata().map_err(|error| unreadable(&error))?;
    if !about.is_file() {
        return Err(unreadable(&io::ErrorKind::IsADirectory.into()));
    }
    if about.len() > MOST_BYTES {
        return Err(too_large(&name, about.len()));
    }
    let mut bytes = Vec::new();
    loop {
        let chunk = file.by_ref().take(CHUNK as u64).read_to_end(&mut bytes);
        let done = chunk.map_err(|error| unreadable(&error))?;
        if done == 0 {
            break;
        }
        // The file may grow while it is read.
        if bytes.len() as u64 > MOST_BYTES {
            return Err(too_large(&name, bytes.len() as u64));
        }
        tell(&name, progress, bytes.len() as u64, about.len())?;
    }
    read_bytes(&name, &bytes, options, progress)
}

/// Reads the bytes of a file.
pub fn read_bytes(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Book, ReadError> {
    tell(file, progress, 0, bytes.len() as u64)?;
    let forced = options.encoding.is_some();
    let (sheets, findings) = match sniff::sniff(file, bytes, forced)? {
        sniff::Content::Workbook => workbook::sheets(file, bytes, progress)?,
        sniff::Content::Text => text_sheet(file, bytes, options, progress)?,
    };
    Ok(Book {
        file: file.to_owned(),
        sha256: checksum(bytes),
        sheets,
        findings,
    })
}

/// What a format gives: sheets, and what was noticed.
type Sheets = (Vec<super::Sheet>, Vec<Finding>);

fn text_sheet(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Sheets, ReadError> {
    let decoded = encoding::decode(file, bytes, options.encoding.as_deref())?;
    let encoding = decoded.encoding.to_owned();
    let mut problems = Vec::new();
    if decoded.assumed {
        problems.push(Problem::EncodingAssumed {
            encoding: encoding.clone(),
        });
    }
    if decoded.replaced {
        problems.push(Problem::BytesReplaced { encoding });
    }
    let sheet = separated::sheet(file, decoded.text, options.separator, progress)?;
    let findings = problems.into_iter().map(|problem| Finding {
        file: file.to_owned(),
        sheet: String::new(),
        at: None,
        problem,
    });
    Ok((vec![sheet], findings.collect()))
}

/// Reports progress; an error if the answer is to stop.
fn tell(
    file: &str,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    done: u64,
    total: u64,
) -> Result<(), ReadError> {
    match progress(Progress { done, total }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(ReadError::Cancelled {
            file: file.to_owned(),
        }),
    }
}

fn too_large(file: &str, bytes: u64) -> ReadError {
    ReadError::TooLarge {
        file: file.to_owned(),
        part: None,
        bytes,
        most: MOST_BYTES,
    }
}

fn checksum(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").ok(); // Writing to a String cannot fail.
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(
            checksum(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn reading_stops_when_told() {
        let stopped = read_bytes("a.csv", b"a,b", &ReadOptions::default(), &mut |_| {
            ControlFlow::Break(())
        });
        let file = "a.csv".to_owned();
        assert_eq!(stopped, Err(ReadError::Cancelled { file }));
    }
}
