//! A file put in place of another in one step.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

/// Why a file could not be written. What stood there before still does.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot write {file}: {reason}")]
pub struct SaveError {
    /// As it was asked for.
    pub file: String,
    /// How far it came.
    pub stage: SaveStage,
    /// What the system says.
    pub reason: String,
}

/// How far writing came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveStage {
    /// Making the bytes.
    Pack,
    /// Making a new file beside the target: the folder is missing or read-only.
    Create,
    /// Filling it: the disk is full.
    Write,
    /// Putting it in place: another program holds the target.
    Replace,
}

/// Writes a file beside the target, makes sure it is on the disk, and puts it in the target's place.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    stage(path, bytes)?.put()
}

/// A file that is on the disk beside its target, and vanishes unless it is put in its place.
#[derive(Debug)]
pub struct Staged {
    path: PathBuf,
    beside: NamedTempFile,
}

/// Writes a file beside the target and makes sure it is on the disk. Several files are all staged
/// before the first is put in place, so that a failure leaves none of them.
pub fn stage(path: &Path, bytes: &[u8]) -> Result<Staged, SaveError> {
    if path.is_dir() {
        let error = io::ErrorKind::IsADirectory.into();
        return Err(failed(path, SaveStage::Replace)(error));
    }
    let mut beside = new_beside(path, folder_of(path)).map_err(failed(path, SaveStage::Create))?;
    beside
        .write_all(bytes)
        .map_err(failed(path, SaveStage::Write))?;
    beside
        .as_file()
        .sync_all()
        .map_err(failed(path, SaveStage::Write))?;
    let path = path.to_owned();
    Ok(Staged { path, beside })
}

impl Staged {
    /// Puts the file in its target's place, in one step.
    pub fn put(self) -> Result<(), SaveError> {
        let Self { path, beside } = self;
        beside
            .persist(&path)
            .map_err(|error| failed(&path, SaveStage::Replace)(error.error))?;
        sync_folder(folder_of(&path));
        Ok(())
    }
}

fn failed(path: &Path, stage: SaveStage) -> impl Fn(io::Error) -> SaveError {
    let file = path.display().to_string();
    move |error| SaveError {
        file: file.clone(),
        stage,
        reason: error.to_string(),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The new file may be read by whoever could read the old one; a first file by everyone the
/// system lets, not only by its owner as temporary files are.
#[cfg(unix)]
fn new_beside(path: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    use std::{fs::Permissions, os::unix::fs::PermissionsExt as _};
    // The system takes away from these what its user has ruled out for new files.
    let beside = tempfile::Builder::new()
        .permissions(Permissions::from_mode(0o666))
        .tempfile_in(folder)?;
    if let Ok(old) = path.metadata() {
        beside.as_file().set_permissions(old.permissions())?;
    }
    Ok(beside)
}

#[cfg(not(unix))]
fn new_beside(_path: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    NamedTempFile::new_in(folder)
}

/// Makes the new name in the folder survive a power cut. The file itself is safe already, and
/// not every file system can do this, so a failure is of no consequence.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Err(error) = std::fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        log::debug!("folder not synced: {error}");
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) {}
