//! The journal: every edit is written down as it happens, so that a crash or a power cut loses at
//! most the last moment's work.
//!
//! A journal is a few files in a folder of the program's own, whose names begin with its number: a
//! *base* (a whole project file), *logs* of what was done since, and *blobs* for edits in bulk.
//! Lines are written by a thread of its own and are on the disk within a second.
//!
//! **Invariant:** replaying a journal gives the document that its session had, with the same steps
//! to undo as far back as the base.

mod entry;
mod log;
mod read;
mod session;
mod writer;

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

pub use read::{RecoverError, Recovery, Replayed, recoverable};
pub use session::Session;
pub use writer::Journal;

use super::{
    Document,
    disk::Disk,
    file::{Fingerprint, lock::Owner},
};

/// The format of journals this program writes.
pub const FORMAT: u32 = 2;

/// Where and of what a journal is made.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where its files are.
    pub disk: Arc<dyn Disk>,
    /// In which folder.
    pub folder: PathBuf,
    /// Whose it is while its session lives.
    pub owner: Owner,
}

/// The project file that a session began with.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Where it is.
    pub path: PathBuf,
    /// As it was read.
    pub fingerprint: Fingerprint,
}

impl Place {
    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// The files of journals in a folder: number and rest of the name.
fn files(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<(u32, String)>> {
    let names = match disk.list(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        names => names?,
    };
    let split = |name: String| {
        let (number, _) = name.split_once(['-', '.'])?;
        let number = number.parse().ok()?;
        Some((number, name))
    };
    Ok(names.into_iter().filter_map(split).collect())
}

/// A base: a document, and the project file that holds the same if there is one.
#[derive(Clone, Debug)]
struct Base {
    document: Document,
    opened: Option<Opened>,
    path: Option<PathBuf>,
    /// Whether the document is one that was saved.
    is_saved: bool,
}
