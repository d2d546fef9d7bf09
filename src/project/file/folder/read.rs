//! From a folder to a document.

use std::{fs, io, path::Path, sync::atomic::AtomicU64};

use super::{
    FolderError,
    list::{Listed, manifest_in},
};
use crate::project::{
    Document,
    file::{
        FORMAT, LARGEST, OpenError,
        pack::{DOCUMENT, MANIFEST, Piece, piece, with_checksums},
        unpack::{inflate, unpack},
    },
};

/// The document in a folder, and the parts of it that this program does not know.
pub(super) fn read(folder: &Path) -> Result<(Document, Vec<Piece>), FolderError> {
    let shown = || folder.display().to_string();
    let listed = Listed::of(folder).map_err(|source| OpenError::Unreadable {
        file: shown(),
        source,
    })?;
    let known = |name: &str| listed.names.contains(name);
    let Some(manifest) = manifest_in(folder).filter(|_| known(MANIFEST)) else {
        return Err(FolderError::NotAProject { folder: shown() });
    };
    if manifest.unfinished {
        return Err(FolderError::Unfinished { folder: shown() });
    }
    if !known(DOCUMENT) {
        return Err(FolderError::NotAProject { folder: shown() });
    }
    if manifest.format > FORMAT {
        let (file, format) = (shown(), manifest.format);
        return Err(OpenError::Newer { file, format }.into());
    }
    if let Some(path) = listed.links.into_iter().next() {
        // What it leads to is no part, and without it a part would be missing.
        return Err(FolderError::Link { path });
    }
    let bytes = archive(folder, listed.names)?;
    let read = unpack(&shown(), &bytes).map_err(|error| match error {
        OpenError::Damaged { part, reason, .. } => part_of(folder, part, reason),
        other => other.into(),
    })?;
    Ok((read.document, read.extra))
}

fn part_of(folder: &Path, part: String, reason: String) -> FolderError {
    FolderError::Part {
        folder: folder.display().to_string(),
        part,
        reason,
    }
}

/// The files of a folder as the bytes of a project file.
fn archive(folder: &Path, names: impl IntoIterator<Item = String>) -> Result<Vec<u8>, FolderError> {
    let left = AtomicU64::new(LARGEST);
    let mut pieces = Vec::new();
    for name in names {
        let path = folder.join(&name);
        let unreadable = |source: io::Error| OpenError::Unreadable {
            file: path.display().to_string(),
            source,
        };
        let mut opened = fs::File::open(&path).map_err(unreadable)?;
        let bytes = inflate(&mut opened, &left).map_err(|error| match error {
            Some(reason) => unreadable(io::Error::other(reason)),
            None => OpenError::TooLarge {
                file: folder.display().to_string(),
            },
        })?;
        let packed = piece(name.clone(), &bytes);
        pieces.push(packed.map_err(|reason| part_of(folder, name, reason))?);
    }
    with_checksums(pieces).map_err(|reason| part_of(folder, MANIFEST.to_owned(), reason))
}
