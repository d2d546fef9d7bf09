//! Where a file is read: in this process, or in one of its own.

use std::{env, fs, io, ops::ControlFlow, path::Path, path::PathBuf};

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

    /// The same reader under other limits; those of this process are not limited.
    #[must_use]
    pub fn limited(self, limits: impl FnOnce(Limits) -> Limits) -> Self {
        match self {
            Self::Worker {
                program,
                limits: present,
            } => Self::Worker {
                program,
                limits: limits(present),
            },
            Self::Here => Self::Here,
        }
    }

    /// Reads bytes that are in no file, such as those of the clipboard, as if they were in one of
    /// this name, under the same limits. A child is given them in a file of their own that is gone
    /// afterwards.
    pub fn read_bytes(
        &self,
        name: &str,
        bytes: &[u8],
        options: &ReadOptions,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Book, ReadError> {
        if *self == Self::Here {
            return read::read_bytes(name, bytes, options, progress);
        }
        let unreadable = |error: io::Error| ReadError::Unreadable {
            file: name.to_owned(),
            reason: error.to_string(),
        };
        let folder = tempfile::tempdir().map_err(unreadable)?;
        let path = folder.path().join(name);
        fs::write(&path, bytes).map_err(unreadable)?;
        self.read(&path, options, progress)
            .map_err(|error| match error {
                ReadError::Unreadable { reason, .. } => ReadError::Unreadable {
                    file: name.to_owned(),
                    reason,
                },
                other => other,
            })
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
