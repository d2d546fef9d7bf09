//! The project file `*.heng`: a zip archive of readable parts.
//!
//! `manifest.json` says which format this is and holds a checksum of every other part,
//! `document.json` all but the values, `panel/<dataset>/<variable>.csv` the values, exactly,
//! `relations/<dataset>/<relation>.csv` the edges of relations, and `sources/` the originals that are
//! kept.
//! Format 0 is under construction and promises nothing to later versions.

mod check;
mod damaged;
mod edges;
mod error;
pub mod folder;
pub mod integrity;
mod interrupted;
mod keep;
pub mod lock;
mod pack;
mod parts;
mod peek;
mod replace;
mod series;
mod unpack;
mod versions;

use std::{io, ops::ControlFlow, path::Path, sync::Arc};

pub use damaged::{Left, Loss, open_damaged, read_damaged};
pub use error::{KeepError, Trouble};
pub use keep::{Fingerprint, IfChanged, ProjectFile, Saved};
pub(crate) use pack::checksum as sha256;
pub use parts::{read_parts, write_parts};
pub use peek::{Peek, peek};
pub use replace::{SaveError, SaveStage, Staged, replace, stage, stage_on};
#[cfg(test)]
pub(super) use unpack::is_safe;
pub use versions::{MOST_IN_VERSIONS, Version, Versions};

use super::{Document, disk::RealDisk};

/// The format this program writes.
pub const FORMAT: u32 = 0;

/// The most bytes a project file may have, packed or unpacked.
pub const LARGEST: u64 = 2 << 30;

/// What opening calls between parts, from any thread, with how many of them are read and how many
/// there are; it stops on [`ControlFlow::Break`].
pub type Watch<'a> = &'a (dyn Fn(u64, u64) -> ControlFlow<()> + Sync);

/// Why a project file cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("cannot read {file}: {source}")]
    Unreadable {
        /// As it was asked for.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// This is no project file.
    #[error("{file} is no project file")]
    NotAProject {
        /// As it was asked for.
        file: String,
    },
    /// It was written by a newer program.
    #[error("{file} has format {format}, newer than {FORMAT}")]
    Newer {
        /// As it was asked for.
        file: String,
        /// Its format.
        format: u32,
    },
    /// A part is missing, cut off, changed, or does not fit the others.
    #[error("{file}: part {part:?} is damaged: {reason}")]
    Damaged {
        /// As it was asked for.
        file: String,
        /// The part's name.
        part: String,
        /// What is wrong with it, in technical words.
        reason: String,
    },
    /// Whoever asked for it has stopped waiting.
    #[error("{file} was not read to its end")]
    Stopped {
        /// As it was asked for.
        file: String,
    },
    /// It is larger than [`LARGEST`].
    #[error("{file} is too large")]
    TooLarge {
        /// As it was asked for.
        file: String,
    },
}

/// Opens a project file, to be read only.
pub fn open(path: &Path) -> Result<Document, OpenError> {
    ProjectFile::open(Arc::new(RealDisk), path).map(|(document, _)| document)
}

/// Saves a project file: packed, read back and compared, then put in place of the old one in one
/// step. Whatever goes wrong, the old file stays whole.
pub fn save(document: &Document, path: &Path) -> Result<(), SaveError> {
    stage_document(document, path)?.put()
}

/// The same, up to the moment before the old file is replaced.
pub fn stage_document(document: &Document, path: &Path) -> Result<Staged, SaveError> {
    let file = path.display().to_string();
    let failed = |stage, reason: String| SaveError {
        file: file.clone(),
        stage,
        reason,
    };
    // Packing unpacks each part again and compares it.
    let bytes =
        write_parts(document).map_err(|error| failed(SaveStage::Pack, error.to_string()))?;
    stage(path, &bytes)
}
