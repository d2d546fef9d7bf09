//! A project as a plain folder of readable files, lossless and fit for version control.
//!
//! The files are the parts of a project file under their own names. The manifest has no checksums,
//! so that a part may be changed by hand: what the folder holds is what counts, and the checksums are
//! made anew on the way back. Names that begin with a full stop are left to version control. Links are
//! never followed.

mod list;
mod read;
mod write;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    FORMAT, IfChanged, KeepError, LARGEST, OpenError, ProjectFile, SaveError,
    lock::{Foreign, Lock, LockError, Owner},
    pack::{Manifest, pack},
    unpack::{Parts, unpack},
};
use crate::{
    engine::VariableId,
    project::{
        DatasetId, Document,
        disk::{Disk, RealDisk, folder_of},
    },
};

/// What became of a project that was turned into a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many parts the project has.
    pub parts: usize,
    /// The parts that the folder did not hold, or otherwise.
    pub changed: Vec<String>,
    /// Files of parts that the project has no more, which are gone.
    pub removed: Vec<String>,
}

/// What became of a folder that was turned into a project file.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// The document.
    pub document: Document,
    /// The parts in which the new project file is not as the one that stood there; none if there was
    /// none, or none that can be read.
    pub changed: Option<Vec<String>>,
    /// Where the former file is now, if it was replaced.
    pub backup: Option<PathBuf>,
    /// Imported variables without a file of values: they have none any more.
    pub without_values: Vec<(DatasetId, VariableId)>,
}

/// Why a project was not turned into a folder, or back.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The project file cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file of the folder cannot be written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The project file cannot be written.
    #[error(transparent)]
    Keep(#[from] KeepError),
    /// Somebody has the project open.
    #[error(transparent)]
    Locked(#[from] LockError),
    /// The folder holds files that are no project's; they stay as they are.
    #[error("{folder} holds something else")]
    NotEmpty {
        /// As it was asked for.
        folder: String,
    },
    /// The folder holds no project.
    #[error("{folder} holds no project")]
    NotAProject {
        /// As it was asked for.
        folder: String,
    },
    /// A part of the folder cannot be understood.
    #[error("{folder}: {part:?}: {reason}")]
    Part {
        /// As it was asked for.
        folder: String,
        /// The name of the file in it.
        part: String,
        /// What is wrong with it, in technical words.
        reason: String,
    },
    /// Writing the folder was cut off.
    #[error("{folder} is unfinished")]
    Unfinished {
        /// As it was asked for.
        folder: String,
    },
    /// A link stands in the folder.
    #[error("{path} is a link")]
    Link {
        /// Where.
        path: String,
    },
    /// The project file lies in the folder itself, which would take it for a part.
    #[error("{file} lies in the folder")]
    Inside {
        /// The project file.
        file: String,
    },
    /// A part has a name that no file of the folder can have beside the others.
    #[error("part {part:?} fits in no folder")]
    Unfit {
        /// The part's name.
        part: String,
    },
}

/// Writes the parts of a project file into a folder, which is made if need be. Files that are there
/// already as they should be are left alone. A folder that holds something else is refused.
pub fn to_folder(project: &Path, folder: &Path) -> Result<Written, FolderError> {
    refuse_inside(project, folder)?;
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
    write::write(&read.document, &read.extra, folder)
}

/// Writes the files of such a folder into a project file, in place of what stands there, which is
/// kept beside it as a backup. A project file that is as it should be is left alone.
pub fn from_folder(folder: &Path, project: &Path) -> Result<Gathered, FolderError> {
    refuse_inside(project, folder)?;
    let (document, extra) = read::read(folder)?;
    let file = project.display().to_string();
    let packed =
        pack(&document, None, &extra).map_err(|reason| KeepError::Packing { file, reason })?;
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let _lock = match Lock::take(&disk, project, &Owner::this(&*disk), Foreign::Respect) {
        // Whoever cannot lock a project can still be right to save it.
        Err(LockError::Unavailable { .. }) => None,
        lock => Some(lock?),
    };
    let before = disk.read(project, LARGEST).ok();
    let backup = if before.as_ref() == Some(&packed.bytes) {
        None
    } else {
        let mut file = ProjectFile::new(disk.clone(), project).with_extra(extra);
        file.save(&document, IfChanged::Overwrite)?.backup
    };
    Ok(Gathered {
        changed: before.and_then(|before| changed(&before, &packed.manifest)),
        backup,
        without_values: without_values(&document),
        document,
    })
}

/// The document in such a folder.
pub fn open_folder(folder: &Path) -> Result<Document, FolderError> {
    Ok(read::read(folder)?.0)
}

/// A project file in its own folder would become a part of itself, larger each time.
fn refuse_inside(project: &Path, folder: &Path) -> Result<(), FolderError> {
    let around = folder_of(project).canonicalize();
    if let (Ok(around), Ok(folder)) = (around, folder.canonicalize())
        && around.starts_with(folder)
    {
        let file = project.display().to_string();
        return Err(FolderError::Inside { file });
    }
    Ok(())
}

/// The parts in which a project file is not what it was; none if that cannot be told.
fn changed(before: &[u8], after: &Manifest) -> Option<Vec<String>> {
    let before = Parts::open("", before).ok()?.manifest().ok()?.0.checksums;
    let after = &after.checksums;
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let names = names.into_iter();
    let differing = names.filter(|&name| before.get(name) != after.get(name));
    Some(differing.cloned().collect())
}

/// Variables that were imported and have no values.
fn without_values(document: &Document) -> Vec<(DatasetId, VariableId)> {
    let datasets = document.datasets.iter();
    let imported = datasets.flat_map(|dataset| {
        let variables = dataset.provenance.origins.keys();
        let bare = variables.filter(|&&it| dataset.panel.series(it).is_none());
        bare.map(|&it| (dataset.id, it))
    });
    imported.collect()
}
