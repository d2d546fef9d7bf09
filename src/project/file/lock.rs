//! The lock file beside a project, which tells a second opener who has it open.
//!
//! The system gives a lock free when its process ends, however it ends. So a lock file that is not
//! held is a dead process's, unless it was written on another computer: on shared and synchronised
//! folders a lock may not reach from one computer to the other.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::project::disk::{Disk, Grip, Held, beside};

/// Who has a project open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Owner {
    /// The computer's name; empty where it has none.
    pub host: String,
    /// The number of the process.
    pub process: u32,
    /// The name under which the person is logged in.
    pub user: String,
    /// Since when, in seconds since 1970.
    pub since: u64,
}

impl Owner {
    /// This process, from now on.
    pub fn this(disk: &dyn Disk) -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|it| !it.is_empty());
        let file = |path: &str| fs::read_to_string(path).ok().map(|it| it.trim().to_owned());
        let host = file("/proc/sys/kernel/hostname").or_else(|| file("/etc/hostname"));
        let host = host
            .or_else(|| variable("COMPUTERNAME"))
            .or_else(|| variable("HOSTNAME"));
        let user = variable("USER").or_else(|| variable("USERNAME"));
        Self {
            host: host.unwrap_or_default(),
            process: std::process::id(),
            user: user.unwrap_or_default(),
            since: seconds(disk),
        }
    }
}

/// The time of the clock in seconds since 1970.
pub(crate) fn seconds(disk: &dyn Disk) -> u64 {
    let since = disk.now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |it| it.as_secs())
}

/// Why a project cannot be opened for writing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// Somebody else has it open.
    #[error("{file} is open: {owner:?}")]
    LockedBy {
        /// The project.
        file: String,
        /// Who.
        owner: Owner,
        /// Whether that process is surely alive. If not, it is of another computer, and a person
        /// has to say whether it still runs there.
        sure: bool,
    },
    /// No lock file can be written beside it: the folder is read-only, or a disk without locks.
    #[error("cannot lock {file}: {reason}")]
    Unavailable {
        /// The project.
        file: String,
        /// What the system says.
        reason: String,
    },
}

/// A project that nobody else opens for writing as long as this lives.
pub struct Lock {
    _held: Box<dyn Held>,
    path: PathBuf,
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lock").field(&self.path).finish()
    }
}

/// What to do about the lock file of another computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// It counts.
    Respect,
    /// A person says that nothing runs there any more.
    TakeOver,
}

impl Lock {
    /// Locks a project, for `owner`.
    pub fn take(
        disk: &Arc<dyn Disk>,
        project: &Path,
        owner: &Owner,
        foreign: Foreign,
    ) -> Result<Self, LockError> {
        let file = || project.display().to_string();
        let unavailable = |error: io::Error| LockError::Unavailable {
            file: file(),
            reason: error.to_string(),
        };
        let locked = |text: &str, sure| LockError::LockedBy {
            file: file(),
            owner: serde_json::from_str(text).unwrap_or_default(),
            sure,
        };
        let path = beside(project, ".lock");
        let mut held = match disk.grip(&path).map_err(unavailable)? {
            Grip::Held(held) => held,
            Grip::Taken(text) => return Err(locked(&text, true)),
        };
        let before: Option<Owner> = serde_json::from_str(held.before()).ok();
        let elsewhere = before.is_some_and(|it| it.host != owner.host);
        if elsewhere && foreign == Foreign::Respect {
            return Err(locked(held.before(), false));
        }
        let text = serde_json::to_string(owner).map_err(|error| unavailable(error.into()))?;
        held.sign(&text).map_err(unavailable)?;
        Ok(Self { _held: held, path })
    }
}
