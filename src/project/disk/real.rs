//! The computer's own file system.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufReader, Read as _, Seek as _, SeekFrom, Write as _},
    ops::Range,
    path::{Path, PathBuf},
    thread::{self, JoinHandle},
    time::{Duration, SystemTime},
};

use super::{
    Bytes, Disk, DiskFile, Exchanged, Facts, Grip, Held, NotExchanged, exchange::PATIENCE,
};

/// How often a lock file is opened again that its owner took away in the meantime.
const ATTEMPTS: usize = 5;

/// So many bytes of a file are left to be synced before a thread begins with them.
const AHEAD: usize = 32 << 20;

/// The computer's own file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok(Box::new(RealFile {
            file,
            unsynced: 0,
            ahead: None,
        }))
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(usize::try_from(length.min(most)).unwrap_or(0))?;
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Bytes>> {
        Ok(Box::new(BufReader::with_capacity(
            1 << 16,
            File::open(path)?,
        )))
    }

    fn holds_within(&self, path: &Path, bytes: &[u8], within: &[Range<usize>]) -> io::Result<bool> {
        let mut file = File::open(path)?;
        if file.metadata()?.len() != bytes.len() as u64 {
            return Ok(false);
        }
        let mut read = vec![0; 1 << 20];
        for range in within {
            let Some(expected) = bytes.get(range.clone()) else {
                return Ok(false);
            };
            file.seek(SeekFrom::Start(range.start as u64))?;
            if !reads(&mut file, expected, &mut read)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patiently(|| fs::rename(from, to))
    }

    #[cfg(windows)]
    fn exchange(
        &self,
        new: &Path,
        target: &Path,
        backup: &Path,
    ) -> Result<Exchanged, NotExchanged> {
        super::exchange::exchange(
            |step| super::windows::act(step, new, target, backup),
            || fs::symlink_metadata(target).is_ok(),
            thread::sleep,
        )
    }

    /// Here a rename replaces a file in one step, and a link gives it a second name before.
    #[cfg(not(windows))]
    fn exchange(
        &self,
        _new: &Path,
        _target: &Path,
        _backup: &Path,
    ) -> Result<Exchanged, NotExchanged> {
        Ok(Exchanged::NotHere)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        patiently(|| fs::remove_file(path))
    }

    /// Outside Unix a folder cannot be opened for this: there the system keeps the order of
    /// changes of names by itself. Some file systems have nothing to sync in a folder, and some
    /// folders may be written and not read; neither is an error.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if !cfg!(unix) {
            return Ok(());
        }
        match File::open(folder).and_then(|it| it.sync_all()) {
            Err(error) if cannot_be_synced(&error) => Ok(()),
            synced => synced,
        }
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        Ok(facts(&fs::metadata(path)?))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_file()
                && let Ok(name) = entry.file_name().into_string()
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn allow_like(&self, model: &Path, path: &Path) -> io::Result<()> {
        if cfg!(unix) {
            fs::set_permissions(path, fs::metadata(model)?.permissions())
        } else {
            Ok(()) // A new file takes over the rights of its folder.
        }
    }

    fn grip(&self, path: &Path) -> io::Result<Grip> {
        for _ in 0..ATTEMPTS {
            let Some(mut file) = open_alone(path)? else {
                let owner = fs::read(path).unwrap_or_default();
                return Ok(Grip::Taken(String::from_utf8_lossy(&owner).into_owned()));
            };
            // Its last owner may have taken it away after it was opened here.
            let still = fs::metadata(path).is_ok_and(|there| {
                file.metadata()
                    .is_ok_and(|ours| facts(&there).identity == facts(&ours).identity)
            });
            if still {
                let mut before = Vec::new();
                (&mut file).take(4096).read_to_end(&mut before)?;
                return Ok(Grip::Held(Box::new(RealLock {
                    path: path.to_owned(),
                    file: Some(file),
                    before: String::from_utf8_lossy(&before).into_owned(),
                    signed: false,
                })));
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// Whether these are the next bytes of a file.
fn reads(file: &mut File, expected: &[u8], read: &mut [u8]) -> io::Result<bool> {
    for expected in expected.chunks(read.len()) {
        let Some(read) = read.get_mut(..expected.len()) else {
            return Ok(false);
        };
        file.read_exact(read)?;
        if read != expected {
            return Ok(false);
        }
    }
    Ok(true)
}

fn cannot_be_synced(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    let known = [
        Kind::Unsupported,
        Kind::InvalidInput,
        Kind::PermissionDenied,
    ];
    known.contains(&error.kind())
}

/// Tries again for about a second while another program holds a file. Only Windows lets it.
fn patiently(act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    for wait in PATIENCE {
        match act() {
            Err(error) if is_held_by_another(&error) => {
                thread::sleep(Duration::from_millis(wait));
            }
            done => return done,
        }
    }
    act()
}

/// Whether another program holds the file: on Windows access denied, a sharing or a lock violation.
fn is_held_by_another(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

fn facts(metadata: &fs::Metadata) -> Facts {
    Facts {
        length: metadata.len(),
        modified: metadata.modified().map_or(0, Facts::moment),
        identity: identity(metadata),
        is_folder: metadata.is_dir(),
    }
}

#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    metadata.ino() ^ metadata.dev().rotate_left(32)
}

#[cfg(not(unix))]
fn identity(_metadata: &fs::Metadata) -> u64 {
    0
}

/// Opens a lock file so that no other process can; none if one has. The system gives it free when
/// the process ends, however it ends.
#[cfg(not(windows))]
fn open_alone(path: &Path) -> io::Result<Option<File>> {
    let file = lock_options().open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

/// Here a locked file could not be read by others, and they are to read who holds it. So it is
/// opened for writing in a way that lets others read only.
#[cfg(windows)]
fn open_alone(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt as _;
    const SHARE_READ: u32 = 1;
    match lock_options().share_mode(SHARE_READ).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if matches!(error.raw_os_error(), Some(32 | 33)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn lock_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options
}

/// A file being written. What was added is brought to the disk on a thread meanwhile, so that little
/// is left to wait for at the end.
struct RealFile {
    file: File,
    /// Bytes added since the last thread began.
    unsynced: usize,
    ahead: Option<JoinHandle<io::Result<()>>>,
}

impl RealFile {
    /// Has the disk begin with what there is, unless it is still at work. Failure to make a thread
    /// leaves all for the end.
    fn begin_sync(&mut self) -> io::Result<()> {
        if self.ahead.as_ref().is_some_and(|it| !it.is_finished()) {
            return Ok(());
        }
        self.end_sync()?;
        let file = self.file.try_clone()?;
        let sync = move || file.sync_data();
        self.ahead = thread::Builder::new().spawn(sync).ok();
        self.unsynced = 0;
        Ok(())
    }

    /// Waits for the thread. The system tells an error once, so it must not be lost here.
    fn end_sync(&mut self) -> io::Result<()> {
        self.ahead.take().map_or(Ok(()), |it| {
            it.join()
                .unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
        })
    }
}

impl DiskFile for RealFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.unsynced = self.unsynced.saturating_add(bytes.len());
        if self.unsynced >= AHEAD {
            self.begin_sync()?;
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.end_sync()?;
        self.file.sync_all()
    }
}

impl Drop for RealFile {
    fn drop(&mut self) {
        // While it is open, one that was given up cannot be taken away on Windows.
        self.end_sync().ok();
    }
}

struct RealLock {
    path: PathBuf,
    file: Option<File>,
    before: String,
    signed: bool,
}

impl Held for RealLock {
    fn before(&self) -> &str {
        &self.before
    }

    fn sign(&mut self, owner: &str) -> io::Result<()> {
        self.signed = true;
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(owner.as_bytes())
    }
}

impl Drop for RealLock {
    fn drop(&mut self) {
        if !self.signed {
            return;
        }
        if let Some(file) = &self.file {
            file.set_len(0).ok(); // Even where it cannot be removed, it is seen to be free.
        }
        if cfg!(windows) {
            self.file = None; // There an open file stays, and one that another process opens too.
        }
        fs::remove_file(&self.path).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_synced_ahead_is_whole_and_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let bytes: Vec<u8> = (0..2 * AHEAD + 12_345)
            .map(|at| at.to_le_bytes()[0] ^ at.to_le_bytes()[1])
            .collect();
        let mut file = RealDisk.create_new(&path).unwrap();
        for piece in bytes.chunks(4 << 20) {
            file.append(piece).unwrap();
        }
        file.sync().unwrap();
        drop(file);
        assert!(RealDisk.holds(&path, &bytes).unwrap());
    }
}
