//! Reading in a process of its own.
//!
//! A workbook of a few kilobytes can make its reader ask for hundreds of gigabytes, or end the
//! process without a word, and a text file or a pipe is no safer. So every file is read by a child: the same program, started with
//! [`ASK`] as its first word. It reads one file under a ceiling on memory, answers over its
//! standard output, and ends. Whatever becomes of it, the parent gets a [`Book`](super::Book) or a
//! typed [`ReadError`].
//!
//! **The ceiling.** The program's allocator counts every byte that is in use, and refuses what would go
//! beyond [`Limits::memory`]; the standard library then ends the child, which the parent reads from its
//! last words. The system's own limits are not needed, so it works alike on every system. Not counted:
//! the stacks of the child's threads, the code of the program, what the system keeps for pipes.
//! Nothing is mapped into memory beside the allocator. The parent holds at most what
//! [`Limits::answer`] lets through, and the time is the parent's to measure: a child that hangs is killed.
//!
//! **Invariant:** the child opens no window, no fonts and no log, and writes nothing but frames to
//! its standard output. It ends when its standard input ends, so it never outlives its parent. A
//! password comes over its standard input, first of all, and never stands on its command line.

mod answer;
mod ask;
mod child;
mod frame;
mod pack;
mod secret;
mod serve;

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};

pub(super) use ask::ask;
pub use serve::serve;

use super::{
    Cell, CellAt, FileFormat, Finding, Lines, Merged, Progress, ReadError, ReadOptions, Sheet,
};

/// The first word of a child's command line.
pub const ASK: &str = "--read-worker";
/// The word that announces a password on standard input.
const SECRET: &str = "secret";

/// So many cells, or other things of which a sheet can have many, make a frame at most.
const PIECE: usize = 4096;

/// How much a child may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The most memory it may hold at one time, in bytes; what comes of its answer holds no more.
    pub memory: u64,
    /// The longest it may take, from its start to the end of its answer.
    pub time: Duration,
    /// The longest answer, in bytes.
    pub answer: u64,
}

impl Default for Limits {
    /// 1.5 GB, 30 seconds, and an answer of 512 MB.
    fn default() -> Self {
        Self {
            memory: 1536 << 20,
            time: Duration::from_secs(30),
            answer: 512 << 20,
        }
    }
}

/// What a child is asked to do.
///
/// ```
/// use std::path::Path;
/// use heng::import::{Limits, ReadOptions, worker::Request};
/// let request = Request::new(Path::new("a.xlsx"), &ReadOptions::default(), Limits::default());
/// let words = request.arguments();
/// assert_eq!(words.first().and_then(|it| it.to_str()), Some("--read-worker"));
/// assert_eq!(Request::parse(&words), Some(request));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The file to read.
    pub path: PathBuf,
    /// What is already known of it.
    pub options: ReadOptions,
    /// How much the child may take.
    pub limits: Limits,
    /// Whether a password comes over standard input.
    secret: bool,
}

impl Request {
    /// A request for one file.
    pub fn new(path: &Path, options: &ReadOptions, limits: Limits) -> Self {
        Self {
            path: path.to_owned(),
            options: options.clone(),
            limits,
            secret: options.password.is_some(),
        }
    }

    /// The request as the words of a command line. A path need not be Unicode.
    ///
    /// The password is not among them, as other people on the machine can read them. Only that
    /// there is one is said.
    pub fn arguments(&self) -> Vec<OsString> {
        let Limits {
            memory,
            time,
            answer,
        } = self.limits;
        vec![
            ASK.into(),
            memory.to_string().into(),
            time.as_millis().to_string().into(),
            answer.to_string().into(),
            self.options.encoding.clone().unwrap_or_default().into(),
            self.options
                .separator
                .map(String::from)
                .unwrap_or_default()
                .into(),
            if self.secret { SECRET } else { "" }.into(),
            self.path.clone().into(),
        ]
    }

    /// The request in the words of a command line, if it is one.
    pub fn parse(arguments: &[OsString]) -> Option<Self> {
        let [ask, memory, time, answer, encoding, separator, secret, path] = arguments else {
            return None;
        };
        if ask != ASK || !(secret == SECRET || secret.is_empty()) {
            return None;
        }
        let number = |word: &OsString| word.to_str()?.parse::<u64>().ok();
        let encoding = encoding.to_str()?;
        Some(Self {
            path: path.into(),
            options: ReadOptions {
                encoding: (!encoding.is_empty()).then(|| encoding.to_owned()),
                separator: separator.to_str()?.chars().next(),
                password: None,
            },
            limits: Limits {
                memory: number(memory)?,
                time: Duration::from_millis(number(time)?),
                answer: number(answer)?,
            },
            secret: secret == SECRET,
        })
    }
}

/// One frame of an answer. A book comes in pieces, so that neither side holds it twice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Message {
    /// Always first: what the child understands. A program replaced while it runs would start a
    /// child of another version.
    Hello(String),
    /// How far it is.
    Progress(Progress),
    /// A sheet begins, with nothing on it.
    Sheet(Sheet),
    /// Further cells of the sheet that began last. They are packed, not described.
    #[serde(skip)]
    Cells(Vec<Cell>),
    /// Further codes of its number formats.
    Codes(Vec<String>),
    /// Further places of its number formats. They are packed, not described.
    #[serde(skip)]
    Formats(Vec<(CellAt, u16)>),
    /// Further cells that show as one.
    Merged(Vec<Merged>),
    /// Further hidden rows.
    HiddenRows(Vec<Lines>),
    /// Further hidden columns.
    HiddenColumns(Vec<Lines>),
    /// What was noticed.
    Findings(Vec<Finding>),
    /// The book is complete.
    Done {
        /// The file's name.
        file: String,
        /// Of the bytes that were read.
        sha256: String,
        /// What they are.
        format: FileFormat,
    },
    /// The file cannot be read.
    Failed(ReadError),
}

/// What both sides must agree on.
fn version() -> String {
    // Counted up when `Message` changes within a version.
    concat!("heng ", env!("CARGO_PKG_VERSION"), " reading 2").to_owned()
}
