//! Why a project was not saved.

use std::io;

use super::SaveStage;

/// Why a project was not saved. What stood at its place still does, but for
/// [`Trouble::NotSynced`] and [`KeepError::Apart`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    /// The file is not as it was last read or written here.
    #[error("{file} was changed outside")]
    ChangedOutside {
        /// The project.
        file: String,
        /// Whether there is none any more.
        removed: bool,
    },
    /// A newer program wrote the file, and this one would lose what it does not know.
    #[error("{file} has the newer format {format}")]
    NewerFormat {
        /// The project.
        file: String,
        /// The file's format.
        format: u32,
    },
    /// The document could not be turned into the bytes of a file.
    #[error("cannot pack {file}: {reason}")]
    Packing {
        /// The project.
        file: String,
        /// In technical words.
        reason: String,
    },
    /// Replacing the file stopped halfway, and could not be taken back. Both files are whole.
    #[error("{file} was not replaced: {reason}; the new file is {new}, the former one {former}")]
    Apart {
        /// The project; nothing has its name now.
        file: String,
        /// Where the new file is.
        new: String,
        /// Where the former file is.
        former: String,
        /// What the system says.
        reason: String,
    },
    /// The disk refused.
    #[error("cannot write {file}: {reason}")]
    Disk {
        /// The project.
        file: String,
        /// How far it came.
        stage: SaveStage,
        /// What kind of refusal.
        trouble: Trouble,
        /// What the system says.
        reason: String,
    },
}

/// What kind of refusal of the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no room left.
    Full,
    /// Nothing may be written there.
    ReadOnly,
    /// The folder is not there, or not any more.
    NoFolder,
    /// The name or the path is longer than the system allows.
    TooLong,
    /// Another program holds the file.
    Held,
    /// A folder has that name.
    IsFolder,
    /// What was written reads back differently.
    ReadsDifferently,
    /// The new file is in place, and the system does not say whether it would survive a power cut.
    NotSynced,
    /// Anything else.
    Other,
}

impl Trouble {
    /// The kind of a refusal.
    pub fn of(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        if cfg!(windows) {
            match error.raw_os_error() {
                Some(32 | 33 | 1175..=1177 | 1224) => return Self::Held,
                Some(206) => return Self::TooLong,
                _ => {}
            }
        }
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full,
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::NotFound | Kind::NotADirectory => Self::NoFolder,
            Kind::InvalidFilename => Self::TooLong,
            Kind::ResourceBusy | Kind::ExecutableFileBusy => Self::Held,
            Kind::IsADirectory => Self::IsFolder,
            Kind::InvalidData => Self::ReadsDifferently,
            _ => Self::Other,
        }
    }
}
