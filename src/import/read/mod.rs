//! From a file's bytes to a book. Formats are told by content, never by the ending.

pub(crate) mod base64;
mod compound;
mod crypt;
mod encoding;
mod error;
mod html;
mod mime;
mod package;
mod reach;
mod separated;
mod sniff;
mod tidy;
mod workbook;
mod xml;

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, Read as _},
    ops::ControlFlow,
    path::Path,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use error::{FileKind, ReadError};

use super::{Book, CellAt, FileFormat, Finding, Password, Problem, Progress, Value};

/// What is already known of a file; what is not, is recognised.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The name of a text file's encoding, such as `GB18030`.
    pub encoding: Option<String>,
    /// Between the fields of a text file.
    pub separator: Option<char>,
    /// Opens an encrypted workbook. Never saved.
    #[serde(skip)]
    pub password: Option<Password>,
}

/// Larger files are refused before anything is read.
const MOST_BYTES: u64 = 512 << 20;
/// More non-empty cells than this on one sheet are refused.
const MOST_CELLS: usize = 5_000_000;
/// A longer text in one cell is refused, in bytes. Excel stops at 32,767 letters, which are at most
/// 128 kB.
const MOST_TEXT: usize = 1 << 20;
/// Progress is told, and cancelling heard, once in so many cells or records.
const STEP: usize = 4096;
/// Where markup states its encoding.
const HEAD_OF_MARKUP: usize = 2048;
/// The bytes read from a disk between two reports.
const CHUNK: usize = 1 << 20;

/// The name of a file without its folder, on one line.
pub(super) fn file_name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.iter()
        .flat_map(|it| it.chars())
        .map(tidy::visible)
        .collect()
}

/// A file's place as it was asked for, on one line.
pub(super) fn place(path: &Path) -> String {
    let place = path.to_string_lossy();
    place.chars().map(tidy::visible).collect()
}

/// Reads a file in this process.
pub(super) fn read(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Book, ReadError> {
    let unreadable = |error: &io::Error| ReadError::Unreadable {
        file: place(path),
        reason: error.to_string(),
    };
    let name = file_name(path);
    // Before it is opened: opening a pipe waits until somebody writes to it.
    let about = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !about.is_file() {
        return Err(ReadError::NotAFile {
            file: place(path),
            folder: about.is_dir(),
        });
    }
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
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

/// The text of a small text file in whatever encoding, as well as it can be told; none where the bytes
/// are no text.
pub(super) fn text_of(bytes: &[u8]) -> Option<String> {
    if encoding::is_binary(bytes) {
        return None;
    }
    let decoded = encoding::decode("", bytes, None).ok()?;
    Some(decoded.text.into_owned())
}

/// Reads the bytes of a file in this process: for files that come with the program. Others are for a
/// [`Reader`](super::Reader).
pub fn read_bytes(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Book, ReadError> {
    let mut book = book(file, bytes, options, progress).map_err(ReadError::tidy)?;
    for finding in &mut book.findings {
        finding.sheet = tidy::line(&finding.sheet);
    }
    for sheet in &mut book.sheets {
        sheet.name = tidy::line(&sheet.name);
        for cell in &sheet.cells {
            check_text(file, &sheet.name, cell.at, &cell.value)?;
        }
    }
    Ok(book)
}

/// Refuses a text that is too long for a cell.
///
/// It is no table's: a quotation mark was never closed, or the file is out to harm. Cutting it short
/// would change what people see as their data, so the cell is named instead.
fn check_text(file: &str, sheet: &str, at: CellAt, value: &Value) -> Result<(), ReadError> {
    match value {
        Value::Text(text) | Value::Error(text) | Value::Date { iso: text, .. }
            if text.len() > MOST_TEXT =>
        {
            Err(long_text(file, sheet, at))
        }
        _ => Ok(()),
    }
}

fn long_text(file: &str, sheet: &str, at: CellAt) -> ReadError {
    ReadError::LongText {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        at,
        most: MOST_TEXT as u64,
    }
}

/// A book as its format gives it.
fn book(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Book, ReadError> {
    tell(file, progress, 0, bytes.len() as u64)?;
    let forced = options.encoding.is_some();
    let content = sniff::sniff(file, bytes, forced)?;
    let password = options.password.as_ref();
    let mut format = content.format();
    let (sheets, findings) = match content {
        sniff::Content::Html => html::sheets(file, bytes, options, progress)?,
        sniff::Content::Mime => mime::sheets(file, bytes, options, progress)?,
        sniff::Content::Xml => xml::sheets(file, bytes, options, progress)?,
        sniff::Content::Text => text_sheet(file, bytes, options, progress)?,
        _ => match crypt::open(file, bytes, content, password, progress)? {
            Some(opened) => {
                let (within, sheets) = opened_sheets(file, content, &opened, progress)?;
                format = within;
                sheets
            }
            None => workbook::sheets(file, bytes, content, progress)?,
        },
    };
    Ok(Book {
        file: file.to_owned(),
        sha256: checksum(bytes),
        format,
        sheets,
        findings,
    })
}

/// What a format gives: sheets, and what was noticed.
type Sheets = (Vec<super::Sheet>, Vec<Finding>);

/// The sheets of a workbook that was encrypted. What came out is trusted no more than a file.
fn opened_sheets(
    file: &str,
    before: sniff::Content,
    opened: &crypt::Opened,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(FileFormat, Sheets), ReadError> {
    use sniff::Content;
    let bytes = &opened.bytes;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(too_large(file, bytes.len() as u64));
    }
    let content = sniff::sniff(file, bytes, false)?;
    let fits = match before {
        Content::Encrypted => matches!(content, Content::Xlsx | Content::Xlsb),
        _ => content == before,
    };
    if !fits {
        return Err(ReadError::Damaged {
            file: file.to_owned(),
            sheet: None,
            reason: "what was encrypted is no workbook".to_owned(),
        });
    }
    let (sheets, mut findings) = workbook::sheets(file, bytes, content, progress)?;
    if opened.by_default {
        let problem = Problem::DefaultPassword;
        findings.insert(0, about_file(file, problem));
    }
    Ok((content.format(), (sheets, findings)))
}

/// A finding about a whole file.
fn about_file(file: &str, problem: Problem) -> Finding {
    Finding {
        file: file.to_owned(),
        sheet: String::new(),
        at: None,
        problem,
    }
}

fn text_sheet(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Sheets, ReadError> {
    let decoded = encoding::decode(file, bytes, options.encoding.as_deref())?;
    let findings = about_encoding(file, &decoded);
    let sheet = separated::sheet(file, decoded.text, options.separator, progress)?;
    Ok((vec![sheet], findings))
}

/// What a person should know of how bytes became text.
fn about_encoding(file: &str, decoded: &encoding::Decoded<'_>) -> Vec<Finding> {
    let encoding = || decoded.encoding.to_owned();
    let assumed = decoded.assumed.then(|| Problem::EncodingAssumed {
        encoding: encoding(),
    });
    let replaced = decoded.replaced.then(|| Problem::BytesReplaced {
        encoding: encoding(),
    });
    let problems = assumed.into_iter().chain(replaced);
    problems.map(|problem| about_file(file, problem)).collect()
}

/// Decodes markup: as asked, else as it says of itself, else as text without a mark.
fn decode_markup<'a>(
    file: &str,
    bytes: &'a [u8],
    options: &ReadOptions,
    marks: &[&str],
) -> Result<encoding::Decoded<'a>, ReadError> {
    if options.encoding.is_none() && !bytes.starts_with(b"\xef\xbb\xbf") {
        let said = stated_encoding(bytes, marks);
        if let Some(said) = said
            && let Ok(decoded) = encoding::decode(file, bytes, Some(&said))
            && !decoded.replaced
        {
            return Ok(decoded);
        }
    }
    encoding::decode(file, bytes, options.encoding.as_deref())
}

/// The word behind the first of the marks, such as `charset=`, at the beginning of a file.
fn stated_encoding(bytes: &[u8], marks: &[&str]) -> Option<String> {
    let head = bytes.get(..HEAD_OF_MARKUP).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = marks
        .iter()
        .find_map(|mark| head.split_once(mark).map(|(_, after)| after))?;
    let after = after.trim_start_matches([' ', '"', '\'']);
    let end = after
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')))
        .unwrap_or(after.len());
    let word = after.get(..end)?;
    // Such a word was read byte by byte, so it is wrong.
    (!word.is_empty() && !word.starts_with("utf-16")).then(|| word.to_owned())
}

fn too_many(file: &str, sheet: &str) -> ReadError {
    ReadError::TooManyCells {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        most: MOST_CELLS as u64,
    }
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
