//! A file system in memory that fails, fills up or loses power at any operation.
//!
//! After a power cut a later start sees of each file what was synced, and of what was written
//! since: nothing, a beginning, some blocks of 4 KiB with nothing in the others, or all. Of the
//! changes of names that no sync of their folder followed it sees a beginning, or any of them.
//! Folders themselves survive.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Cursor},
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

pub use super::dice::Dice;
use super::{
    Bytes, Disk, DiskFile, Exchanged, Facts, Grip, Held, NotExchanged,
    exchange::{self, Step},
    folder_of,
};

const BLOCK: usize = 4096;

/// `ERROR_UNABLE_TO_MOVE_REPLACEMENT_2` of Windows.
const STOPPED_HALFWAY: i32 = 1177;

/// A file system in memory. A clone is the same one.
#[derive(Clone, Debug, Default)]
pub struct SimulatedDisk(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    files: Vec<Content>,
    /// What is seen now.
    names: BTreeMap<PathBuf, usize>,
    /// What is sure to be seen after a power cut.
    kept: BTreeMap<PathBuf, usize>,
    pending: Vec<Change>,
    folders: BTreeSet<PathBuf>,
    read_only: BTreeSet<PathBuf>,
    held: BTreeSet<PathBuf>,
    locks: BTreeSet<PathBuf>,
    room: Option<usize>,
    no_links: bool,
    /// How a file is put in the place of another.
    kind: Kind,
    operations: u64,
    cut_at: Option<u64>,
    fail_at: Option<(u64, io::ErrorKind)>,
    off: bool,
    dice: Dice,
}

#[derive(Clone, Debug, Default)]
struct Content {
    now: Vec<u8>,
    synced: Vec<u8>,
    modified: u64,
}

/// The ways of systems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// A rename replaces a file in one step. After a power cut any of the changes of names are seen.
    #[default]
    Unix,
    /// There is a call that replaces a file and keeps the former one, in two steps. After a power cut
    /// the changes of names are seen up to one of them: their order is in the system's own journal.
    Windows,
}

/// A change of names that a power cut may undo.
#[derive(Clone, Debug)]
enum Change {
    Put(PathBuf, usize),
    Move(PathBuf, PathBuf, usize),
    Gone(PathBuf),
}

/// What an operation about to be done may do.
enum Go {
    Yes,
    /// The power goes off in the middle of it.
    Halfway,
}

impl SimulatedDisk {
    /// An empty disk whose accidents are always the same for the same seed.
    pub fn new(seed: u64) -> Self {
        let state = State {
            dice: Dice::new(seed),
            ..State::default()
        };
        Self(Arc::new(Mutex::new(state)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many operations that change something were asked for.
    pub fn operations(&self) -> u64 {
        self.state().operations
    }

    /// Loses power in the middle of the operation of this number, counted from 0.
    pub fn cut_at(&self, operation: u64) {
        self.state().cut_at = Some(operation);
    }

    /// Lets the operation of this number and all later ones fail.
    pub fn fail_from(&self, operation: u64, kind: io::ErrorKind) {
        self.state().fail_at = Some((operation, kind));
    }

    /// Lets everything work again.
    pub fn repair(&self) {
        let mut state = self.state();
        (state.fail_at, state.room) = (None, None);
        state.read_only.clear();
        state.held.clear();
    }

    /// Lets no more than so many further bytes be written.
    pub fn leave_room(&self, bytes: usize) {
        self.state().room = Some(bytes);
    }

    /// Lets nothing be made, renamed or removed in a folder.
    pub fn make_read_only(&self, folder: &Path) {
        self.state().read_only.insert(folder.to_owned());
    }

    /// Lets another program hold a file, so that it cannot be replaced.
    pub fn hold(&self, path: &Path) {
        self.state().held.insert(path.to_owned());
    }

    /// Lets no file have a second name.
    pub fn without_links(&self) {
        self.state().no_links = true;
    }

    /// Has the ways of Windows from now on.
    pub fn like_windows(&self) {
        self.state().kind = Kind::Windows;
    }

    /// Whether the power went off.
    pub fn is_off(&self) -> bool {
        self.state().off
    }

    /// The disk as a start after the power cut sees it. What was never lost can still be asked of
    /// the old one.
    #[must_use]
    pub fn after_cut(&self) -> Self {
        let mut old = self.state();
        let mut dice = Dice::new(old.dice.roll());
        let mut names = old.kept.clone();
        let in_order = old.kind == Kind::Windows || dice.coin();
        let all_before = in_order.then(|| dice.below(old.pending.len() + 1));
        for (at, change) in old.pending.iter().enumerate() {
            if all_before.map_or_else(|| dice.coin(), |end| at < end) {
                change.clone().apply(&mut names);
            }
        }
        let torn = |it: &Content, dice: &mut Dice| it.torn(dice);
        let files = old.files.iter().map(|it| torn(it, &mut dice)).collect();
        let state = State {
            files,
            kept: names.clone(),
            names,
            folders: old.folders.clone(),
            no_links: old.no_links,
            kind: old.kind,
            dice,
            ..State::default()
        };
        Self(Arc::new(Mutex::new(state)))
    }
}

impl Content {
    fn torn(&self, dice: &mut Dice) -> Self {
        let from = self.synced.len().min(self.now.len());
        let added = self.now.get(from..).unwrap_or_default();
        let mut bytes = self.synced.clone();
        match dice.below(4) {
            0 => {}
            1 => bytes.extend(added.iter().take(dice.below(added.len() + 1))),
            2 => {
                let (mut block, mut there) = (usize::MAX, false);
                for (at, byte) in added.iter().enumerate() {
                    if (from + at) / BLOCK != block {
                        (block, there) = ((from + at) / BLOCK, dice.coin());
                    }
                    bytes.push(if there { *byte } else { 0 });
                }
            }
            _ => bytes.extend(added),
        }
        Self {
            synced: bytes.clone(),
            now: bytes,
            modified: self.modified,
        }
    }
}

impl Change {
    fn apply(self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Put(path, file) => {
                names.insert(path, file);
            }
            Self::Move(from, to, file) => {
                names.remove(&from);
                names.insert(to, file);
            }
            Self::Gone(path) => {
                names.remove(&path);
            }
        }
    }

    fn is_in(&self, folder: &Path) -> bool {
        match self {
            Self::Put(path, _) | Self::Gone(path) => folder_of(path) == folder,
            Self::Move(from, to, _) => folder_of(from) == folder || folder_of(to) == folder,
        }
    }
}

fn power_is_off() -> io::Error {
    io::Error::other("the power is off")
}

impl State {
    /// Counts an operation that changes something, unless it is to fail.
    fn begin(&mut self) -> io::Result<Go> {
        if self.off {
            return Err(power_is_off());
        }
        let number = self.operations;
        self.operations += 1;
        if let Some((from, kind)) = self.fail_at
            && number >= from
        {
            return Err(kind.into());
        }
        if self.cut_at == Some(number) {
            self.off = true;
            return Ok(Go::Halfway);
        }
        Ok(Go::Yes)
    }

    /// Carries out a change of names, perhaps in the moment of the power cut.
    fn change(&mut self, change: Change) -> io::Result<()> {
        let touched: Vec<&PathBuf> = match &change {
            Change::Put(path, _) | Change::Gone(path) => vec![path],
            Change::Move(from, to, _) => vec![from, to],
        };
        if touched.iter().any(|it| self.held.contains(*it)) {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        if touched
            .iter()
            .any(|it| self.read_only.contains(folder_of(it)))
        {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        if touched
            .iter()
            .any(|it| !self.folders.contains(folder_of(it)))
        {
            return Err(io::ErrorKind::NotFound.into());
        }
        let go = self.begin()?;
        if matches!(go, Go::Yes) || self.dice.coin() {
            self.pending.push(change.clone());
            change.apply(&mut self.names);
        }
        match go {
            Go::Yes => Ok(()),
            Go::Halfway => Err(power_is_off()),
        }
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        if self.off {
            return Err(power_is_off());
        }
        let found = self.names.get(path).copied();
        found.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn content(&self, path: &Path) -> io::Result<&Content> {
        let file = self.file(path)?;
        self.files
            .get(file)
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Disk for SimulatedDisk {
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let mut state = self.state();
        if state.file(path).is_ok() || state.folders.contains(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if path.file_name().is_some_and(|name| name.len() > 255) {
            return Err(io::ErrorKind::InvalidFilename.into());
        }
        let file = state.files.len();
        state.files.push(Content::default());
        state.change(Change::Put(path.to_owned(), file))?;
        let disk = self.clone();
        Ok(Box::new(SimulatedFile { disk, file }))
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let bytes = self.state().content(path)?.now.clone();
        if bytes.len() as u64 > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Bytes>> {
        Ok(Box::new(Cursor::new(
            self.state().content(path)?.now.clone(),
        )))
    }

    fn holds_within(&self, path: &Path, bytes: &[u8], within: &[Range<usize>]) -> io::Result<bool> {
        let state = self.state();
        let now = &state.content(path)?.now;
        let mut ranges = within.iter();
        let same = |range: &Range<usize>| now.get(range.clone()) == bytes.get(range.clone());
        Ok(now.len() == bytes.len() && ranges.all(same))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        let file = state.file(from)?;
        if state.folders.contains(to) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        state.change(Change::Move(from.to_owned(), to.to_owned(), file))
    }

    fn exchange(
        &self,
        new: &Path,
        target: &Path,
        backup: &Path,
    ) -> Result<Exchanged, NotExchanged> {
        if self.state().kind == Kind::Unix {
            return Ok(Exchanged::NotHere);
        }
        let act = |step| match step {
            Step::Replace => {
                self.rename(target, backup)?;
                let moved = self.rename(new, target);
                moved.or(Err(io::Error::from_raw_os_error(STOPPED_HALFWAY)))
            }
            Step::MoveIn => self.rename(new, target),
            Step::PutBack => self.rename(backup, target),
        };
        exchange::exchange(act, || self.facts(target).is_ok(), |_| {})
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        if state.no_links {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let file = state.file(from)?;
        if state.file(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        state.change(Change::Put(to.to_owned(), file))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.file(path)?;
        state.change(Change::Gone(path.to_owned()))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        let go = state.begin()?;
        if matches!(go, Go::Yes) || state.dice.coin() {
            let pending = std::mem::take(&mut state.pending);
            let (now, later) = pending.into_iter().partition(|it| it.is_in(folder));
            state.pending = later;
            let now: Vec<Change> = now;
            for change in now {
                change.apply(&mut state.kept);
            }
        }
        match go {
            Go::Yes => Ok(()),
            Go::Halfway => Err(power_is_off()),
        }
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        let state = self.state();
        if state.folders.contains(path) {
            return Ok(Facts {
                length: 0,
                modified: 0,
                identity: 0,
                is_folder: true,
            });
        }
        let content = state.content(path)?;
        Ok(Facts {
            length: content.now.len() as u64,
            modified: i64::try_from(content.modified).unwrap_or(i64::MAX),
            identity: state.file(path)? as u64,
            is_folder: false,
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let state = self.state();
        if state.off {
            return Err(power_is_off());
        }
        if !state.folders.contains(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let inside = state.names.keys().filter(|it| folder_of(it) == folder);
        let names = inside.filter_map(|it| it.file_name()?.to_str().map(str::to_owned));
        Ok(names.collect())
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        if state.off {
            return Err(power_is_off());
        }
        let all = folder.ancestors().map(Path::to_owned);
        state.folders.extend(all);
        Ok(())
    }

    fn allow_like(&self, _model: &Path, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn grip(&self, path: &Path) -> io::Result<Grip> {
        let before = match self.read(path, 4096) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.create_new(path)?;
                String::new()
            }
            Err(error) => return Err(error),
        };
        if !self.state().locks.insert(path.to_owned()) {
            return Ok(Grip::Taken(before));
        }
        Ok(Grip::Held(Box::new(SimulatedLock {
            disk: self.clone(),
            path: path.to_owned(),
            before,
            signed: false,
        })))
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.state().operations)
    }
}

struct SimulatedFile {
    disk: SimulatedDisk,
    file: usize,
}

impl DiskFile for SimulatedFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.disk.state();
        let go = state.begin()?;
        let fits = state.room.map_or(bytes.len(), |room| room.min(bytes.len()));
        let written = match go {
            Go::Yes => fits,
            Go::Halfway => state.dice.below(fits + 1),
        };
        let modified = state.operations;
        if let Some(content) = state.files.get_mut(self.file) {
            content.now.extend(bytes.iter().take(written));
            content.modified = modified;
        }
        state.room = state.room.map(|room| room - written);
        match go {
            Go::Yes if fits < bytes.len() => Err(io::ErrorKind::StorageFull.into()),
            Go::Yes => Ok(()),
            Go::Halfway => Err(power_is_off()),
        }
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.state();
        let go = state.begin()?;
        let done = matches!(go, Go::Yes) || state.dice.coin();
        if let Some(content) = state.files.get_mut(self.file)
            && done
        {
            content.synced.clone_from(&content.now);
        }
        match go {
            Go::Yes => Ok(()),
            Go::Halfway => Err(power_is_off()),
        }
    }
}

struct SimulatedLock {
    disk: SimulatedDisk,
    path: PathBuf,
    before: String,
    signed: bool,
}

impl Held for SimulatedLock {
    fn before(&self) -> &str {
        &self.before
    }

    fn sign(&mut self, owner: &str) -> io::Result<()> {
        self.signed = true;
        let mut state = self.disk.state();
        state.begin()?;
        let file = state.file(&self.path)?;
        if let Some(content) = state.files.get_mut(file) {
            content.now = owner.as_bytes().to_vec();
        }
        Ok(())
    }
}

impl Drop for SimulatedLock {
    fn drop(&mut self) {
        if self.signed {
            self.disk.remove(&self.path).ok(); // After a power cut it stays, as it would.
        }
        self.disk.state().locks.remove(&self.path);
    }
}
