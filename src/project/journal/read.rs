//! Journals that no living session has: what a crash, a power cut or a closed window has left.

use std::{
    collections::BTreeSet,
    fmt, io,
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;

use super::{
    FORMAT, Journal, Place, Session,
    entry::{Entry, lines},
    files,
    log::{Log, hold, remove_all},
};
use crate::project::{
    Edit, EditError, History,
    disk::Held,
    file::{Fingerprint, LARGEST, OpenError, read_parts, sha256},
};

/// A journal that can be gone on with. As long as this lives no other process takes it.
pub struct Recovery {
    /// Where the project is; none if it was never saved.
    pub path: Option<PathBuf>,
    /// The project's title when the journal began.
    pub title: String,
    /// Whether there is anything that no project file holds.
    pub is_unsaved: bool,
    /// How many steps came after the last save, or after the journal began.
    pub unsaved: usize,
    /// When the last of all happened, in seconds since 1970.
    pub last: u64,
    /// Whether the session ended in good order.
    pub closed: bool,
    /// The project file as it was last saved, if it was since the journal began.
    pub saved_as: Option<Fingerprint>,
    place: Place,
    number: u32,
    base: String,
    entries: Vec<Entry>,
    /// The number of the last line.
    end: u64,
    held: Box<dyn Held>,
}

impl fmt::Debug for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = f.debug_struct("Recovery");
        text.field("path", &self.path).field("title", &self.title);
        text.field("unsaved", &self.unsaved).finish_non_exhaustive()
    }
}

/// Why a journal cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    /// Its base cannot be read.
    #[error("the base cannot be read: {0}")]
    Base(#[from] OpenError),
    /// Its files cannot be written.
    #[error("the journal cannot be written: {0}")]
    Unwritable(#[from] io::Error),
}

/// What a journal gives.
#[derive(Debug)]
pub struct Replayed {
    /// With all its steps since the base.
    pub history: History,
    /// Why it ends before the journal does, if it does.
    pub stopped: Option<Stopped>,
}

/// Why replaying stopped.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// An edit in bulk whose file is damaged or gone.
    #[error("an edit in bulk is gone")]
    NoBlob,
    /// An edit that does not fit the document.
    #[error("an edit is refused: {0}")]
    Refused(EditError),
}

/// All edits of a step, or none of them.
fn together(history: &mut History, edits: Vec<Edit>) -> Result<(), Stopped> {
    let mut trial = history.clone();
    let outcomes = trial.commit_together(edits);
    for outcome in outcomes {
        outcome.map_err(Stopped::Refused)?;
    }
    *history = trial;
    Ok(())
}

/// The journals in a folder that can be gone on with, the latest last. What is damaged beyond use
/// or belongs to a living session is left out.
pub fn recoverable(place: &Place) -> io::Result<Vec<Recovery>> {
    let files = files(place.disk.as_ref(), &place.folder)?;
    let is_log = |name: &str| name.strip_suffix(".log").is_some();
    let numbers: BTreeSet<u32> = files
        .iter()
        .filter(|(_, name)| is_log(name))
        .map(|(number, _)| *number)
        .collect();
    let mut found = Vec::new();
    for number in numbers {
        let Some(held) = hold(place, number)? else {
            continue;
        };
        let mut logs: Vec<&str> = files
            .iter()
            .filter(|(it, name)| *it == number && is_log(name))
            .map(|(_, name)| name.as_str())
            .collect();
        logs.sort_unstable();
        let entries = read(place, &logs)?;
        found.extend(Recovery::new(place.clone(), number, entries, held));
    }
    found.sort_by_key(|it| it.last);
    Ok(found)
}

/// The entries since the latest base whose line is whole, and the number of the last line.
fn read(place: &Place, logs: &[&str]) -> io::Result<(Vec<Entry>, u64)> {
    let (mut entries, mut end, mut gap) = (Vec::new(), 0, true);
    for log in logs {
        let bytes = place.disk.read(&place.file(log), LARGEST)?;
        for (number, entry) in lines(&bytes) {
            let begins = matches!(entry, Entry::Begin { .. });
            if begins && number > end {
                entries.clear();
                gap = false;
            } else if number <= end {
                continue; // It was written again after an error.
            } else if number != end + 1 {
                gap = true;
            }
            end = end.max(number);
            if !gap {
                entries.push(entry);
            }
        }
    }
    Ok((entries, end))
}

/// Whether an entry is another moment of the gesture of the one before it.
fn joins(before: &Entry, entry: &Entry) -> bool {
    match (before, entry) {
        (Entry::Edit { edit, .. }, Entry::Edit { edit: newer, .. }) => edit.continues(newer),
        _ => false,
    }
}

impl Recovery {
    fn new(
        place: Place,
        number: u32,
        (entries, end): (Vec<Entry>, u64),
        held: Box<dyn Held>,
    ) -> Option<Self> {
        let Some(Entry::Begin {
            format: ..=FORMAT,
            base,
            path,
            title,
            saved,
            time,
            ..
        }) = entries.first().cloned()
        else {
            return None;
        };
        let mut recovery = Self {
            path: path.map(PathBuf::from),
            title,
            is_unsaved: !saved,
            unsaved: 0,
            last: time,
            closed: false,
            saved_as: None,
            place,
            number,
            base,
            entries: Vec::new(),
            end,
            held,
        };
        for (before, entry) in entries.iter().zip(entries.iter().skip(1)) {
            recovery.note(before, entry);
        }
        recovery.entries = entries;
        Some(recovery)
    }

    /// Takes note of an entry and the one before it: moments of one gesture are one step.
    fn note(&mut self, before: &Entry, entry: &Entry) {
        self.closed = matches!(entry, Entry::Closed { .. });
        match entry {
            Entry::Begin { time, .. } | Entry::Closed { time } => self.last = *time,
            Entry::Edit { time, .. }
            | Entry::Bulk { time, .. }
            | Entry::Together { time, .. }
            | Entry::BulkTogether { time, .. }
            | Entry::Undo { time }
            | Entry::Redo { time } => {
                self.is_unsaved = true;
                self.unsaved += usize::from(!joins(before, entry));
                self.last = *time;
            }
            Entry::Saved {
                path,
                time,
                fingerprint,
            } => {
                self.saved_as = Some(fingerprint.clone());
                self.is_unsaved = false;
                self.unsaved = 0;
                self.path = Some(PathBuf::from(path));
                self.last = *time;
            }
            Entry::Seal => {}
        }
    }

    /// The document that the session had, and its steps.
    pub fn replay(&self) -> Result<Replayed, RecoverError> {
        let path = self.place.file(&self.base);
        let file = path.display().to_string();
        let bytes = self.place.disk.read(&path, LARGEST).map_err(|source| {
            let file = file.clone();
            OpenError::Unreadable { file, source }
        })?;
        let mut history = History::new(read_parts(&file, &bytes)?);
        let steps = self.entries.iter();
        let stopped = steps
            .map(|entry| self.step(&mut history, entry))
            .find_map(Result::err);
        Ok(Replayed { history, stopped })
    }

    fn step(&self, history: &mut History, entry: &Entry) -> Result<(), Stopped> {
        match entry {
            Entry::Begin { .. } | Entry::Saved { .. } | Entry::Closed { .. } => {}
            Entry::Edit { edit, .. } => history
                .commit(edit.as_ref().clone())
                .map_err(Stopped::Refused)?,
            Entry::Bulk { blob, .. } => {
                let edit = self.blob(blob).ok_or(Stopped::NoBlob)?;
                history.commit(edit).map_err(Stopped::Refused)?;
            }
            Entry::Together { edits, .. } => together(history, edits.clone())?,
            Entry::BulkTogether { blob, .. } => {
                together(history, self.blob(blob).ok_or(Stopped::NoBlob)?)?;
            }
            Entry::Seal => history.seal(),
            Entry::Undo { .. } => {
                history.undo();
            }
            Entry::Redo { .. } => {
                history.redo();
            }
        }
        Ok(())
    }

    fn blob<T: DeserializeOwned>(&self, blob: &str) -> Option<T> {
        let path = self.place.file(&format!("{:06}-{blob}.json", self.number));
        let json = self.place.disk.read(&path, LARGEST).ok()?;
        (sha256(&json) == blob).then_some(())?;
        serde_json::from_slice(&json).ok()
    }

    /// Goes on with the session where it ended.
    pub fn resume(self) -> Result<(Session, Option<Stopped>), RecoverError> {
        let Replayed { history, stopped } = self.replay()?;
        let Self {
            place,
            number,
            end,
            held,
            path,
            ..
        } = self;
        let log = Log::resume(place.clone(), number, held, end)?;
        let journal = Journal::start(log)?;
        let mut session = Session::with(place, journal, history, path);
        if stopped.is_some() {
            session.rebase(); // What cannot be replayed must not stand before what follows.
        }
        Ok((session, stopped))
    }

    /// The project file it began with, or that it was last saved to.
    pub fn project(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Takes the journal away.
    pub fn discard(mut self) -> io::Result<()> {
        remove_all(&self.place, self.number)?;
        self.held.sign("") // It goes away with the lock.
    }
}
