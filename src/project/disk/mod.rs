//! The file system as saving sees it: few operations, each of which can fail or be cut short.
//!
//! [`RealDisk`] is the computer's own. [`simulated::SimulatedDisk`] is one in memory that fails,
//! fills up or loses power at any operation, so that what saving promises can be tested.

mod dice;
mod exchange;
mod real;
pub mod simulated;
#[cfg(windows)]
mod windows;

use std::{
    fmt,
    io::{self, Read, Seek},
    ops::Range,
    path::{Path, PathBuf},
    slice,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

pub use exchange::{Exchanged, Left, NotExchanged};
pub use real::RealDisk;

/// What saving asks of a file system.
pub trait Disk: fmt::Debug + Send + Sync {
    /// Makes a file where there is none yet.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// All bytes of a file, which must not be more than `most`.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;
    /// A file to read here and there.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Bytes>>;
    /// Whether a file is as long as these bytes and holds those of them that are in these ranges.
    fn holds_within(&self, path: &Path, bytes: &[u8], within: &[Range<usize>]) -> io::Result<bool>;
    /// Whether a file holds exactly these bytes.
    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        self.holds_within(path, bytes, slice::from_ref(&(0..bytes.len())))
    }
    /// Gives a file another name, in place of the file that had it, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file another one's name, and that one the second name, in place of the file that had
    /// it. Only where the system has a call for it.
    fn exchange(&self, new: &Path, target: &Path, backup: &Path)
    -> Result<Exchanged, NotExchanged>;
    /// Gives a file a second name. Not every file system can.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a folder survive a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// What is known of a file without reading it.
    fn facts(&self, path: &Path) -> io::Result<Facts>;
    /// The names of the files in a folder, sorted; without folders, links and names that are no text.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Makes a folder and those above it, where they are missing.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Lets those read and write a file who may do so with another one.
    fn allow_like(&self, model: &Path, path: &Path) -> io::Result<()>;
    /// Takes hold of a lock file, unless a living process holds it.
    fn grip(&self, path: &Path) -> io::Result<Grip>;
    /// The time of the clock.
    fn now(&self) -> SystemTime;
}

/// The bytes of a file, from any place on.
pub trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// A file being written.
pub trait DiskFile: Send {
    /// Adds bytes at the end.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes all that was added survive a power cut.
    fn sync(&mut self) -> io::Result<()>;
}

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// In bytes.
    pub length: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: i64,
    /// Tells this file from another one that took its name; 0 where the system has no such number.
    pub identity: u64,
    /// Whether this is a folder.
    pub is_folder: bool,
}

impl Facts {
    /// A time as [`Self::modified`] counts it.
    pub(crate) fn moment(time: SystemTime) -> i64 {
        let nanoseconds = |it: Duration| i64::try_from(it.as_nanos()).unwrap_or(i64::MAX);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => nanoseconds(after),
            Err(before) => -nanoseconds(before.duration()),
        }
    }
}

/// What came of taking hold of a lock file.
pub enum Grip {
    /// It is ours until this is dropped.
    Held(Box<dyn Held>),
    /// A living process holds it; what it wrote into it.
    Taken(String),
}

impl fmt::Debug for Grip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held(held) => f.debug_tuple("Held").field(&held.before()).finish(),
            Self::Taken(owner) => f.debug_tuple("Taken").field(owner).finish(),
        }
    }
}

/// A lock file that is held. It goes away when this is dropped after [`Self::sign`]; without, it
/// stays as it was found.
pub trait Held: Send {
    /// What its last owner left in it; empty if it was given back properly.
    fn before(&self) -> &str;
    /// Writes the owner into it.
    fn sign(&mut self, owner: &str) -> io::Result<()>;
}

/// The folder a file lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A name with something added at its end, in the same folder.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Writes a file in one go and puts it in place under its name, so that it is there whole or not
/// at all, and survives a power cut. The name must be used by nobody else.
pub(crate) fn put_whole(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = beside(path, ".new");
    match disk.remove(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = disk.create_new(&new)?;
    file.append(bytes)?;
    file.sync()?;
    drop(file);
    disk.sync_folder(folder_of(path))?;
    disk.rename(&new, path)?;
    disk.sync_folder(folder_of(path))
}
