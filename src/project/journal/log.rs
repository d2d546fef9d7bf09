//! The files of one journal, being written. Whatever fails is tried again in a new log, so that
//! nothing stands behind a torn line.

use std::{fmt, io, path::Path};

use super::{
    Base, FORMAT, Place,
    entry::{Entry, line, path_text},
    files,
};
use crate::project::{
    Edit,
    disk::{DiskFile, Facts, Grip, Held, put_whole},
    file::{lock::seconds, sha256, write_parts},
};

/// An edit whose JSON is longer than this has a file of its own.
const BULK: usize = 32 << 10;

/// What is to be written.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// The document from which the following lines go on.
    Base(Box<Base>),
    /// An edit.
    Edit(Box<Edit>),
    /// Edits that are one step.
    Together(Vec<Edit>),
    /// Anything else.
    Entry(Box<Entry>),
}

pub(super) struct Log {
    place: Place,
    number: u32,
    held: Box<dyn Held>,
    /// Of the log being written, counted from 1; and the base.
    segment: u32,
    base: u32,
    next: u64,
    file: Option<Box<dyn DiskFile>>,
    /// Lines that are in no file yet.
    waiting: Vec<String>,
    /// Lines that are in the file and perhaps not on the disk.
    unsynced: Vec<String>,
    /// The bytes of lines since the base.
    length: u64,
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

/// Takes hold of the lock of a journal; none if a living session has it.
pub(super) fn hold(place: &Place, number: u32) -> io::Result<Option<Box<dyn Held>>> {
    match place.disk.grip(&place.file(&format!("{number:06}.lock")))? {
        Grip::Held(held) => Ok(Some(held)),
        Grip::Taken(_) => Ok(None),
    }
}

impl Log {
    /// A journal under a new number, with nothing in it yet.
    pub(super) fn new(place: Place) -> io::Result<Self> {
        place.disk.create_folder(&place.folder)?;
        let taken = files(place.disk.as_ref(), &place.folder)?;
        let mut number = taken
            .iter()
            .map(|(number, _)| number + 1)
            .max()
            .unwrap_or(1);
        let held = loop {
            match hold(&place, number)? {
                Some(held) => break held,
                None => number += 1,
            }
        };
        Self::with(place, number, held)
    }

    fn with(place: Place, number: u32, mut held: Box<dyn Held>) -> io::Result<Self> {
        held.sign(&serde_json::to_string(&place.owner)?)?;
        Ok(Self {
            place,
            number,
            held,
            segment: 0,
            base: 0,
            next: 1,
            file: None,
            waiting: Vec::new(),
            unsynced: Vec::new(),
            length: 0,
        })
    }

    /// A journal that was found, to be gone on with in a new log after line `last`.
    pub(super) fn resume(
        place: Place,
        number: u32,
        held: Box<dyn Held>,
        last: u64,
    ) -> io::Result<Self> {
        let mut log = Self::with(place, number, held)?;
        log.next = last + 1;
        for name in log.names()? {
            let inner = |ending: &str| {
                let (_, rest) = name.strip_suffix(ending)?.rsplit_once('-')?;
                rest.parse::<u32>().ok()
            };
            log.segment = log.segment.max(inner(".log").unwrap_or(0));
            log.base = log.base.max(inner(".heng").unwrap_or(0));
        }
        Ok(log)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let all = files(self.place.disk.as_ref(), &self.place.folder)?;
        let ours = all.into_iter().filter(|(number, _)| *number == self.number);
        Ok(ours.map(|(_, name)| name).collect())
    }

    /// The bytes of lines since the base.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Whether lines may not be on the disk yet.
    pub(super) fn is_behind(&self) -> bool {
        !(self.waiting.is_empty() && self.unsynced.is_empty())
    }

    pub(super) fn time(&self) -> u64 {
        seconds(self.place.disk.as_ref())
    }

    /// Takes an act in; it is in the file after [`Self::flush`] and on the disk after
    /// [`Self::sync`]. An error leaves the journal as if there had been no act.
    pub(super) fn take(&mut self, act: &Act) -> io::Result<()> {
        let time = self.time();
        match act {
            Act::Base(base) => self.rebase(base),
            Act::Edit(edit) => {
                let json = serde_json::to_vec(edit.as_ref())?;
                if json.len() <= BULK {
                    let edit = edit.clone();
                    return self.push(&Entry::Edit { edit, time });
                }
                let blob = self.put_blob(&json)?;
                self.push(&Entry::Bulk { blob, time })
            }
            Act::Together(edits) => {
                let json = serde_json::to_vec(edits)?;
                if json.len() <= BULK {
                    let edits = edits.clone();
                    return self.push(&Entry::Together { edits, time });
                }
                let blob = self.put_blob(&json)?;
                self.push(&Entry::BulkTogether { blob, time })
            }
            Act::Entry(entry) => self.push(entry),
        }
    }

    /// Puts what is too long for a line into a file of its own; answers what it is called by.
    fn put_blob(&self, json: &[u8]) -> io::Result<String> {
        let blob = sha256(json);
        let path = self.place.file(&format!("{:06}-{blob}.json", self.number));
        if !self.place.disk.holds(&path, json).unwrap_or(false) {
            put_whole(self.place.disk.as_ref(), &path, json)?;
        }
        Ok(blob)
    }

    fn push(&mut self, entry: &Entry) -> io::Result<()> {
        let line = line(self.next, entry)?;
        self.next += 1;
        self.length += line.len() as u64;
        self.waiting.push(line);
        Ok(())
    }

    /// Writes what waits.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let bytes = self.waiting.concat();
        let written = self.log().and_then(|file| file.append(bytes.as_bytes()));
        self.unsynced.append(&mut self.waiting);
        self.settle(written)
    }

    /// Makes all that was written survive a power cut.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        if self.unsynced.is_empty() {
            return Ok(());
        }
        let synced = self.log().and_then(DiskFile::sync);
        let synced = self.settle(synced);
        if synced.is_ok() {
            self.unsynced.clear();
        }
        synced
    }

    /// After an error all that may be lost waits again, for a new log.
    fn settle(&mut self, done: io::Result<()>) -> io::Result<()> {
        if done.is_err() {
            self.file = None;
            self.unsynced.append(&mut self.waiting);
            self.waiting = std::mem::take(&mut self.unsynced);
        }
        done
    }

    fn log(&mut self) -> io::Result<&mut dyn DiskFile> {
        let file = match self.file.take() {
            Some(file) => file,
            None => self.new_log()?,
        };
        Ok(self.file.insert(file).as_mut())
    }

    fn new_log(&mut self) -> io::Result<Box<dyn DiskFile>> {
        self.segment += 1;
        let name = format!("{:06}-{:06}.log", self.number, self.segment);
        let file = self.place.disk.create_new(&self.place.file(&name))?;
        self.place.disk.sync_folder(&self.place.folder)?;
        Ok(file)
    }

    /// Writes a base and begins a new log with it; what is older goes when that is on the disk.
    fn rebase(&mut self, base: &Base) -> io::Result<()> {
        self.sync()?;
        let older = self.names()?;
        self.base += 1;
        let name = format!("{:06}-base-{:06}.heng", self.number, self.base);
        self.write_base(base, &name)?;
        let begin = Entry::Begin {
            format: FORMAT,
            program: concat!("heng ", env!("CARGO_PKG_VERSION")).to_owned(),
            base: name,
            path: base.path.as_deref().map(path_text),
            title: base.document.title.clone(),
            saved: base.is_saved,
            time: self.time(),
        };
        self.file = None;
        self.length = 0;
        self.push(&begin)?;
        // From here on the line is kept: an error is mended by a later sync.
        if self.sync().is_ok() {
            for name in older.iter().filter(|it| !has_ending(it, "lock")) {
                self.place.disk.remove(&self.place.file(name)).ok(); // It only takes room.
            }
        }
        Ok(())
    }

    /// A second name for the project file where it holds the document, else a file of its own.
    fn write_base(&self, base: &Base, name: &str) -> io::Result<()> {
        let (disk, path) = (self.place.disk.as_ref(), self.place.file(name));
        if let Some(opened) = &base.opened {
            let linked = disk.link(&opened.path, &path);
            let same = |it: Facts| {
                (it.length, it.modified) == (opened.fingerprint.length, opened.fingerprint.modified)
            };
            if linked.is_ok() && disk.facts(&path).is_ok_and(same) {
                disk.sync_folder(&self.place.folder)?;
                return Ok(());
            }
            if linked.is_ok() {
                disk.remove(&path)?;
            }
        }
        let bytes = write_parts(&base.document).map_err(|it| io::Error::other(it.to_string()))?;
        put_whole(disk, &path, &bytes)
    }

    /// Takes all its files away.
    pub(super) fn discard(self) -> io::Result<()> {
        remove_all(&self.place, self.number)?;
        drop(self.held);
        Ok(())
    }
}

/// Takes the files of a journal away: logs first, so that what is left is never half a journal.
pub(super) fn remove_all(place: &Place, number: u32) -> io::Result<()> {
    let mut names: Vec<String> = files(place.disk.as_ref(), &place.folder)?
        .into_iter()
        .filter(|(it, name)| *it == number && !has_ending(name, "lock"))
        .map(|(_, name)| name)
        .collect();
    names.sort_by_key(|name| !has_ending(name, "log"));
    for name in names {
        place.disk.remove(&place.file(&name))?;
    }
    place.disk.sync_folder(&place.folder)
}

/// Whether this is the ending of a file's name.
pub(super) fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == ending)
}
