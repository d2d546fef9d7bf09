//! A project as a plain folder of readable files, lossless and fit for version control.
//!
//! The files are the parts of a project file under their own names. The manifest has no checksums,
//! so that a part may be changed by hand.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::AtomicU64,
};

use super::{
    FORMAT, LARGEST, OpenError, SaveError, SaveStage, open,
    pack::{DOCUMENT, MANIFEST, Manifest, Piece, pack, parts_of, piece, with_checksums},
    replace,
    unpack::{inflate, is_known, is_safe, unpack},
};
use crate::project::{
    Document,
    disk::{Disk, RealDisk},
};

/// Writes the parts of a project file into a folder, which is made if need be. A folder that holds
/// something else is refused.
pub fn to_folder(project: &Path, folder: &Path) -> Result<(), FolderError> {
    let file = project.display().to_string();
    let bytes = RealDisk.read(project, LARGEST).map_err(|source| {
        let file = file.clone();
        OpenError::Unreadable { file, source }
    })?;
    let read = unpack(&file, &bytes)?;
    let format = read.manifest.format;
    if format > FORMAT {
        // It would lose what this program does not know.
        return Err(OpenError::Newer { file, format }.into());
    }
    write_folder(&read.document, &read.extra, folder)
}

/// Writes the files of such a folder into a project file, in place of what stands there.
pub fn from_folder(folder: &Path, project: &Path) -> Result<(), FolderError> {
    let (document, extra) = read_folder(folder)?;
    let failed = |reason| SaveError {
        file: project.display().to_string(),
        stage: SaveStage::Pack,
        reason,
    };
    let packed = pack(&document, None, &extra).map_err(failed)?;
    replace(project, &packed.bytes)?;
    open(project)?;
    Ok(())
}

/// The document in such a folder.
pub fn open_folder(folder: &Path) -> Result<Document, FolderError> {
    Ok(read_folder(folder)?.0)
}

/// Why a project was not turned into a folder, or back.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// What was to be read cannot be.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// What was to be written cannot be.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The folder holds files that are no project's; they stay as they are.
    #[error("{folder} holds something else")]
    NotEmpty {
        /// As it was asked for.
        folder: String,
    },
}

fn write_folder(document: &Document, extra: &[Piece], folder: &Path) -> Result<(), FolderError> {
    let failed = |path: &Path, stage| {
        let file = path.display().to_string();
        move |error: io::Error| SaveError {
            file: file.clone(),
            stage,
            reason: error.to_string(),
        }
    };
    fs::create_dir_all(folder).map_err(failed(folder, SaveStage::Create))?;
    let before = list(folder, folder).map_err(failed(folder, SaveStage::Create))?;
    if !before.is_empty() && !before.contains(MANIFEST) {
        let folder = folder.display().to_string();
        return Err(FolderError::NotEmpty { folder });
    }
    let pack_failed = |reason| SaveError {
        file: folder.display().to_string(),
        stage: SaveStage::Pack,
        reason,
    };
    let manifest = Manifest::with(std::collections::BTreeMap::new());
    let text = serde_json::to_vec_pretty(&manifest).map_err(|it| pack_failed(it.to_string()))?;
    let packed = pack(document, None, extra).map_err(pack_failed)?;
    let mut parts = parts_of(&packed.bytes).map_err(pack_failed)?;
    parts.retain(|(name, _)| name != MANIFEST);
    // Last, so that a folder that is cut short is not taken for a project.
    parts.push((MANIFEST.to_owned(), text));
    let mut written = BTreeSet::new();
    for (name, bytes) in parts {
        let path = folder.join(&name);
        let within = path.parent().unwrap_or(folder);
        fs::create_dir_all(within).map_err(failed(within, SaveStage::Create))?;
        replace(&path, &bytes)?;
        written.insert(name);
    }
    // Values of variables that the project has no more.
    for name in before.difference(&written).filter(|name| is_known(name)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(failed(&path, SaveStage::Replace))?;
    }
    Ok(())
}

/// The names of all files below a folder, with `/` between their steps. Links are not followed, and
/// names that begin with a full stop are left to version control.
fn list(root: &Path, folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if kind.is_dir() {
            names.extend(list(root, &path)?);
        } else if kind.is_file() {
            names.extend(name_in(root, &path));
        }
    }
    Ok(names)
}

fn name_in(root: &Path, path: &Path) -> Option<String> {
    let steps = path.strip_prefix(root).ok()?.iter();
    let steps: Option<Vec<&str>> = steps.map(|step| step.to_str()).collect();
    steps
        .map(|steps| steps.join("/"))
        .filter(|name| is_safe(name))
}

fn read_folder(folder: &Path) -> Result<(Document, Vec<Piece>), FolderError> {
    let file = folder.display().to_string();
    let unreadable = |source| OpenError::Unreadable {
        file: file.clone(),
        source,
    };
    let names = list(folder, folder).map_err(unreadable)?;
    if !names.contains(MANIFEST) || !names.contains(DOCUMENT) {
        return Err(OpenError::NotAProject { file }.into());
    }
    let left = AtomicU64::new(LARGEST);
    let mut pieces = Vec::new();
    for name in names {
        let path: PathBuf = folder.join(&name);
        let mut opened = fs::File::open(&path).map_err(unreadable)?;
        let bytes = inflate(&mut opened, &left).map_err(|error| match error {
            Some(reason) => unreadable(io::Error::other(reason)),
            None => OpenError::TooLarge { file: file.clone() },
        })?;
        let part = name.clone();
        pieces.push(piece(name, &bytes).map_err(|reason| OpenError::Damaged {
            file: file.clone(),
            part,
            reason,
        })?);
    }
    let bytes = with_checksums(pieces).map_err(|reason| {
        let (file, part) = (file.clone(), MANIFEST.to_owned());
        OpenError::Damaged { file, part, reason }
    })?;
    let read = unpack(&file, &bytes)?;
    Ok((read.document, read.extra))
}
