//! `heng convert`.

use std::path::{Path, PathBuf};

use super::{Failure, complain, say};
use crate::{
    project::file::folder::{FolderError, from_folder, to_folder},
    texts::Texts,
};

/// What is asked of `heng convert`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Convert {
    pub(super) project: PathBuf,
    pub(super) way: Way,
}

/// Which way.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The project into this folder.
    To(PathBuf),
    /// This folder into the project.
    From(PathBuf),
}

/// Turns a project file into a plain folder, or back.
pub(super) fn convert(command: &Convert, texts: Texts) -> Result<(), Failure> {
    let Convert { project, way } = command;
    let done = match way {
        Way::To(folder) => to(project, folder, texts),
        Way::From(folder) => from(folder, project, texts),
    };
    done.map_err(|error| Failure::Work(texts.folder_error(&error)))
}

fn to(project: &Path, folder: &Path, texts: Texts) -> Result<(), FolderError> {
    let written = to_folder(project, folder)?;
    say(&folder.display().to_string());
    say(&texts.written_to_folder(&written));
    Ok(())
}

fn from(folder: &Path, project: &Path, texts: Texts) -> Result<(), FolderError> {
    let gathered = from_folder(folder, project)?;
    say(&project.display().to_string());
    say(&texts.gathered_from_folder(&gathered));
    for warning in texts.without_values(&gathered.document, &gathered) {
        complain(&warning);
    }
    Ok(())
}
