//! A damaged project file, opened as far as it can be.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _, Seek as _, SeekFrom},
    path::Path,
    sync::{Arc, atomic::AtomicU64},
};

use zip::{ZipArchive, read::read_zipfile_from_stream};

use super::{
    LARGEST, OpenError,
    check::check,
    edges,
    pack::{DOCUMENT, MANIFEST, Manifest, checksum},
    series,
    unpack::{give_rows, inflate, put},
};
use crate::project::{
    Document, FileBytes,
    disk::{Disk, RealDisk},
    originals,
};

/// A part of a damaged file that is not as it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The part's name.
    pub part: String,
    /// What is left of it.
    pub left: Left,
}

/// What is left of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing: it is gone or cannot be understood.
    Nothing,
    /// The first rows only.
    Rows(usize),
    /// All of it can be read, but it is not what was saved.
    Doubtful,
}

/// Opens a damaged project file as far as that goes: the document, and which of its parts are
/// lost or doubtful. An error if its frame, `document.json`, cannot be read.
pub fn open_damaged(path: &Path) -> Result<(Document, Vec<Loss>), OpenError> {
    let file = path.display().to_string();
    match RealDisk.read(path, LARGEST) {
        Ok(bytes) => read_damaged(&file, &bytes),
        Err(source) => Err(OpenError::Unreadable { file, source }),
    }
}

/// The same, of the bytes of a file.
pub fn read_damaged(file: &str, bytes: &[u8]) -> Result<(Document, Vec<Loss>), OpenError> {
    let parts = salvage(bytes);
    if parts.is_empty() {
        let file = file.to_owned();
        return Err(OpenError::NotAProject { file });
    }
    let damaged = |reason: String| OpenError::Damaged {
        file: file.to_owned(),
        part: DOCUMENT.to_owned(),
        reason,
    };
    let text = parts
        .get(DOCUMENT)
        .ok_or_else(|| damaged("it is gone".to_owned()))?;
    let mut document: Document =
        serde_json::from_slice(text).map_err(|error| damaged(error.to_string()))?;
    check(&document).map_err(|reason| damaged(reason.to_owned()))?;
    give_rows(&mut document);
    let manifest = parts
        .get(MANIFEST)
        .and_then(|it| serde_json::from_slice::<Manifest>(it).ok());
    let checksums = manifest.map(|it| it.checksums);
    let mut losses = Vec::new();
    if checksums.is_none() {
        losses.push(loss(MANIFEST, Left::Nothing));
    }
    let checksums = checksums.unwrap_or_default();
    let differs = |name: &str, bytes: &[u8]| {
        checksums
            .get(name)
            .is_some_and(|expected| *expected != checksum(bytes))
    };
    if differs(DOCUMENT, text) {
        losses.push(loss(DOCUMENT, Left::Doubtful));
    }
    for dataset in document.datasets.clone() {
        for variable in dataset.variables.iter() {
            let name = series::part_of(dataset.id, variable.id);
            let Some(bytes) = parts.get(&name) else {
                // A variable without a part had no values.
                losses.extend(checksums.get(&name).map(|_| loss(&name, Left::Nothing)));
                continue;
            };
            match series::read_as_far_as_possible(&dataset.panel, bytes) {
                Ok(told) => {
                    let left = match told.wrong {
                        Some(_) => Some(Left::Rows(told.rows)),
                        None => differs(&name, bytes).then_some(Left::Doubtful),
                    };
                    losses.extend(left.map(|left| loss(&name, left)));
                    put(&mut document, dataset.id, variable.id, told.columns);
                }
                Err(_) => losses.push(loss(&name, Left::Nothing)),
            }
        }
    }
    salvage_relations(&mut document, &parts, differs, &mut losses);
    salvage_originals(&mut document, &parts, &mut losses);
    Ok((document, losses))
}

/// The edges of relations as far as they can be read.
fn salvage_relations(
    document: &mut Document,
    parts: &BTreeMap<String, Vec<u8>>,
    differs: impl Fn(&str, &[u8]) -> bool,
    losses: &mut Vec<Loss>,
) {
    for dataset in &mut document.datasets {
        if dataset.relations.is_empty() {
            continue;
        }
        let dataset = Arc::make_mut(dataset);
        for relation in Arc::make_mut(&mut dataset.relations) {
            let name = edges::part_of(dataset.id, relation.id);
            let bytes = parts.get(&name);
            let told = bytes.and_then(|it| edges::read_as_far_as_possible(it).ok());
            let left = match (&told, bytes) {
                (Some(told), _) if told.wrong.is_some() => Some(Left::Rows(told.rows)),
                (Some(_), Some(bytes)) => differs(&name, bytes).then_some(Left::Doubtful),
                _ => Some(Left::Nothing),
            };
            losses.extend(left.map(|left| loss(&name, left)));
            relation.list = Arc::new(told.map(|it| it.list).unwrap_or_default());
        }
    }
}

/// An original that is not the file it was is none.
fn salvage_originals(
    document: &mut Document,
    parts: &BTreeMap<String, Vec<u8>>,
    losses: &mut Vec<Loss>,
) {
    if document.originals.is_empty() {
        return;
    }
    Arc::make_mut(&mut document.originals).retain(|sha256, original| {
        let name = originals::part_of(sha256, &original.file);
        let bytes = parts.get(&name).filter(|it| checksum(it) == *sha256);
        match bytes {
            Some(bytes) => original.bytes = FileBytes::from(bytes.clone()),
            None => losses.push(loss(&name, Left::Nothing)),
        }
        bytes.is_some()
    });
}

fn loss(part: &str, left: Left) -> Loss {
    let part = part.to_owned();
    Loss { part, left }
}

/// All parts that can be found, by the list at the end of the archive or without it; of those that
/// break off, what comes before.
fn salvage(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let left = AtomicU64::new(LARGEST);
    let mut parts = BTreeMap::new();
    if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) {
        for at in 0..archive.len() {
            let Ok(part) = archive.by_index(at) else {
                continue;
            };
            take(part, &left, &mut parts);
        }
        return parts;
    }
    let mut from = 0;
    while let Some(at) = next_header(bytes, from) {
        let mut cursor = Cursor::new(bytes);
        let found = cursor.seek(SeekFrom::Start(at as u64)).is_ok();
        if found && let Ok(Some(part)) = read_zipfile_from_stream(&mut cursor) {
            take(part, &left, &mut parts);
        }
        from = at + 4;
    }
    parts
}

/// Where the next part begins: the signature of a local header.
fn next_header(bytes: &[u8], from: usize) -> Option<usize> {
    let found = bytes
        .get(from..)?
        .windows(4)
        .position(|it| it == b"PK\x03\x04");
    found.map(|at| from + at)
}

fn take<R: std::io::Read>(
    mut part: zip::read::ZipFile<'_, R>,
    left: &AtomicU64,
    parts: &mut BTreeMap<String, Vec<u8>>,
) {
    let Some(name) = part.name().ok().map(std::borrow::Cow::into_owned) else {
        return;
    };
    let mut kept = Vec::new();
    loop {
        // In small pieces, so that what comes before the damage counts.
        let mut piece = (&mut part).take(1 << 12);
        match inflate(&mut piece, left) {
            Ok(bytes) if bytes.is_empty() => break,
            Ok(bytes) => kept.extend(bytes),
            Err(_) => break,
        }
    }
    // A part found twice is of two writings; the longer one is whole.
    if parts
        .get(&name)
        .is_none_or(|it: &Vec<u8>| it.len() < kept.len())
    {
        parts.insert(name, kept);
    }
}
