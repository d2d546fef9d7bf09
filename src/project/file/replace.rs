//! A file put in place of another in one step.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use crate::project::disk::{Disk, RealDisk, folder_of};

/// How the names of files begin that are not in place yet.
pub(super) const UNFINISHED: &str = ".heng-saving-";

/// New files are written in pieces of this size.
pub(super) const PIECE: usize = 4 << 20;

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
    disk: Arc<dyn Disk>,
    path: PathBuf,
    beside: Option<PathBuf>,
}

/// Writes a file beside the target and makes sure it is on the disk. Several files are all staged
/// before the first is put in place, so that a failure leaves none of them.
pub fn stage(path: &Path, bytes: &[u8]) -> Result<Staged, SaveError> {
    stage_on(Arc::new(RealDisk), path, bytes)
}

/// The same on any disk.
pub fn stage_on(disk: Arc<dyn Disk>, path: &Path, bytes: &[u8]) -> Result<Staged, SaveError> {
    let there = disk.facts(path).ok();
    if there.is_some_and(|it| it.is_folder) {
        let error = io::ErrorKind::IsADirectory.into();
        return Err(failed(path, SaveStage::Replace)(error));
    }
    let beside = unused_name(path);
    disk.remove(&beside).ok(); // Of a process that had our number and is dead.
    let mut file = disk
        .create_new(&beside)
        .map_err(failed(path, SaveStage::Create))?;
    let staged = Staged {
        disk,
        path: path.to_owned(),
        beside: Some(beside.clone()),
    };
    for piece in bytes.chunks(PIECE) {
        file.append(piece).map_err(failed(path, SaveStage::Write))?;
    }
    file.sync().map_err(failed(path, SaveStage::Write))?;
    drop(file);
    if there.is_some() {
        let allowed = staged.disk.allow_like(path, &beside);
        allowed.map_err(failed(path, SaveStage::Create))?;
    }
    Ok(staged)
}

impl Staged {
    /// Puts the file in its target's place, in one step.
    pub fn put(mut self) -> Result<(), SaveError> {
        let Some(beside) = self.beside.take() else {
            return Ok(());
        };
        let renamed = self.disk.rename(&beside, &self.path);
        if let Err(error) = renamed {
            self.beside = Some(beside); // To be taken away.
            return Err(failed(&self.path, SaveStage::Replace)(error));
        }
        // Makes the new name survive a power cut. The file itself is safe already, and not every
        // file system can do this, so a failure is of no consequence.
        if let Err(error) = self.disk.sync_folder(folder_of(&self.path)) {
            log::debug!("folder not synced: {error}");
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            self.disk.remove(beside).ok(); // What stays is taken away when a project is next saved there.
        }
    }
}

/// A name beside the target. It is short, so that it fits where the target's name does.
pub(super) fn unused_name(path: &Path) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    path.with_file_name(format!("{UNFINISHED}{}-{number}", std::process::id()))
}

fn failed(path: &Path, stage: SaveStage) -> impl Fn(io::Error) -> SaveError {
    let file = path.display().to_string();
    move |error| SaveError {
        file: file.clone(),
        stage,
        reason: error.to_string(),
    }
}
