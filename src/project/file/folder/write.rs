//! From a document to a folder.
//!
//! All files are on the disk beside their places before the first is put there. While they are put in
//! place the manifest says that the folder is unfinished, so that a folder that is cut short is not
//! taken for a project.

use std::{collections::BTreeSet, fs, io, path::Path};

use super::{
    FolderError, Written,
    list::{Listed, manifest_in},
};
use crate::project::{
    Document,
    disk::{Disk as _, RealDisk},
    file::{
        SaveError, SaveStage,
        pack::{DOCUMENT, MANIFEST, Manifest, Piece, pack, parts_of},
        replace::{replace, stage},
        unpack::is_known,
    },
};

/// Writes a document and the parts that this program does not know into a folder.
pub(super) fn write(
    document: &Document,
    extra: &[Piece],
    folder: &Path,
) -> Result<Written, FolderError> {
    let pack_failed = |reason: String| failed(folder, SaveStage::Pack)(io::Error::other(reason));
    let packed = pack(document, None, extra).map_err(pack_failed)?;
    let mut parts = parts_of(&packed.bytes).map_err(pack_failed)?;
    parts.retain(|(name, _)| name != MANIFEST);
    for (_, text) in parts.iter_mut().filter(|(name, _)| name == DOCUMENT) {
        text.push(b'\n');
    }
    refuse_unfit(&parts)?;
    let before = prepare(folder)?;
    let names: BTreeSet<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    // Values of variables, and originals, that the project has no more.
    let gone = before.names.iter();
    let gone = gone.filter(|name| is_known(name) && *name != MANIFEST);
    let removed: Vec<String> = gone
        .filter(|name| !names.contains(name.as_str()))
        .cloned()
        .collect();
    let count = parts.len();
    parts.retain(|(name, bytes)| !holds(&folder.join(name), bytes));
    let changed: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
    put(folder, &parts, &removed)?;
    Ok(Written {
        parts: count,
        changed,
        removed,
    })
}

/// Puts parts in place, takes others away, and says in the manifest that the folder is whole.
fn put(folder: &Path, parts: &[(String, Vec<u8>)], removed: &[String]) -> Result<(), FolderError> {
    let manifest = manifest(folder, false)?;
    let place = folder.join(MANIFEST);
    if parts.is_empty() && removed.is_empty() && holds(&place, &manifest) {
        return Ok(());
    }
    let mut staged = Vec::new();
    for (name, bytes) in parts {
        let path = folder.join(name);
        let within = path.parent().unwrap_or(folder);
        fs::create_dir_all(within).map_err(failed(within, SaveStage::Create))?;
        staged.push(stage(&path, bytes)?);
    }
    replace(&place, &self::manifest(folder, true)?)?;
    for file in staged {
        file.put()?;
    }
    for name in removed {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(failed(&path, SaveStage::Replace))?;
    }
    replace(&place, &manifest)?;
    Ok(())
}

/// The manifest of a folder: without checksums, so that parts may be changed by hand.
fn manifest(folder: &Path, unfinished: bool) -> Result<Vec<u8>, SaveError> {
    let manifest = Manifest {
        unfinished,
        ..Manifest::with(std::collections::BTreeMap::new())
    };
    let mut text = serde_json::to_vec_pretty(&manifest)
        .map_err(|error| failed(folder, SaveStage::Pack)(error.into()))?;
    text.push(b'\n');
    Ok(text)
}

/// What stands in the folder, which is made if need be; an error unless it is empty or a project's.
fn prepare(folder: &Path) -> Result<Listed, FolderError> {
    fs::create_dir_all(folder).map_err(failed(folder, SaveStage::Create))?;
    let before = Listed::of(folder).map_err(failed(folder, SaveStage::Create))?;
    if !before.is_empty() && manifest_in(folder).is_none() {
        let folder = folder.display().to_string();
        return Err(FolderError::NotEmpty { folder });
    }
    match before.links.first() {
        Some(path) => Err(FolderError::Link { path: path.clone() }),
        None => Ok(before),
    }
}

/// Names that begin with a full stop are not read back, and of two that differ only in capitals some
/// systems keep one.
fn refuse_unfit(parts: &[(String, Vec<u8>)]) -> Result<(), FolderError> {
    let mut known = BTreeSet::from([MANIFEST.to_owned()]);
    let unfit = parts.iter().find(|(name, _)| {
        name.split('/').any(|step| step.starts_with('.')) || !known.insert(name.to_lowercase())
    });
    match unfit {
        Some((part, _)) => Err(FolderError::Unfit { part: part.clone() }),
        None => Ok(()),
    }
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    RealDisk.holds(path, bytes).unwrap_or(false)
}

fn failed(path: &Path, stage: SaveStage) -> impl Fn(io::Error) -> SaveError {
    let file = path.display().to_string();
    move |error| SaveError {
        file: file.clone(),
        stage,
        reason: error.to_string(),
    }
}
