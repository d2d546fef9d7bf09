//! Where a file is read: in this process, or in one of its own.

use std::{env, io, ops::ControlFlow, path::Path, path::PathBuf};

use super::{
    Book, Limits, Progress, ReadError, ReadOptions, read,
    worker::{self, Request},
};

/// Where files are read.
///
/// ```
/// use std::ops::ControlFlow;
/// use heng::import::{ReadOptions, Reader};
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.csv");
/// std::fs::write(&path, "city,gdp\nA,1\n")?;
/// let go_on = &mut |_| ControlFlow::Continue(());
/// let book = Reader::Here.read(&path, &ReadOptions::default(), go_on)?;
/// assert_eq!(book.sheets[0].cells.len(), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// In this process. A hostile file can end it, or fill its memory.
    Here,
    /// In a child process, whatever the file is: text can be as hostile as a workbook, and a pipe would
    /// be waited for without end.
    Worker {
        /// The program to start: one whose `main` hands a [`Request`] on to [`worker::serve`].
        program: PathBuf,
        /// How much a child may take.
        limits: Limits,
    },
}

impl Reader {
    /// In a child that is this very program.
    ///
    /// Where the system does not tell the program's place, files are refused, never read here.
    pub fn this_program() -> Self {
        Self::program(env::current_exe().unwrap_or_default())
    }

    /// In a child of this program, under the usual limits.
    pub fn program(program: impl Into<PathBuf>) -> Self {
        Self::Worker {
            program: program.into(),
            limits: Limits::default(),
        }
    }

    /// Reads a file. Stops when `progress` says so.
    pub fn read(
        &self,
        path: &Path,
        options: &ReadOptions,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Book, ReadError> {
        match self {
            Self::Worker { program, limits } => {
                let request = Request::new(&absolute(path), options, *limits);
                worker::ask(program, &request, progress).map_err(|error| as_asked(error, path))
            }
            Self::Here => read::read(path, options, progress),
        }
    }
}

/// The child is in the same folder, but a path that begins with `-` or is odd otherwise is safer whole.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_: io::Error| path.to_owned())
}

/// A file that cannot be opened is named as it was asked for.
fn as_asked(error: ReadError, path: &Path) -> ReadError {
    let file = read::place(path);
    match error {
        ReadError::Unreadable { reason, .. } => ReadError::Unreadable { file, reason },
        ReadError::NotAFile { folder, .. } => ReadError::NotAFile { file, folder },
        other => other,
    }
}
