//! A history whose every step is written down.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    Base, Journal, Opened, Place,
    entry::{Entry, path_text},
    log::{Act, Log},
};
use crate::project::{
    Document, Edit, EditError, History,
    file::{Fingerprint, lock::seconds},
};

/// The steps of a document, written down as they happen.
#[derive(Debug)]
pub struct Session {
    history: History,
    journal: Journal,
    place: Place,
    path: Option<PathBuf>,
    /// How many steps there were to undo at the base; further back it does not know.
    floor: usize,
    /// How many of the steps to redo were undone since the base.
    ahead: usize,
}

impl Session {
    /// Begins with a document: one just opened, or a new one.
    pub fn begin(place: Place, document: Document, opened: Option<Opened>) -> io::Result<Self> {
        let path = opened.as_ref().map(|opened| opened.path.clone());
        let journal = Journal::start(Log::new(place.clone())?)?;
        let base = Base {
            document: document.clone(),
            is_saved: opened.is_some(),
            opened,
            path: path.clone(),
        };
        journal.act(Act::Base(Box::new(base)));
        Ok(Self::with(place, journal, History::new(document), path))
    }

    /// A session whose history is all in the journal.
    pub(super) fn with(
        place: Place,
        journal: Journal,
        history: History,
        path: Option<PathBuf>,
    ) -> Self {
        let ahead = history.ahead();
        Self {
            history,
            journal,
            place,
            path,
            floor: 0,
            ahead,
        }
    }

    /// All that was done.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The document now.
    pub fn document(&self) -> &Document {
        self.history.document()
    }

    /// The journal, to ask how it fares.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Carries out an edit, as [`History::commit`].
    pub fn commit(&mut self, edit: Edit) -> Result<(), EditError> {
        let before = self.history.revision();
        self.history.commit(edit.clone())?;
        if self.history.revision() != before {
            self.ahead = 0;
            self.journal.act(Act::Edit(Box::new(edit)));
            if self.journal.is_long() {
                self.rebase();
            }
        }
        Ok(())
    }

    /// Carries out edits that are one step, as [`History::commit_together`]. Those that changed
    /// something stand in the journal on one line, so that it never holds half a step.
    pub fn commit_together(
        &mut self,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Vec<Result<(), EditError>> {
        let before = self.history.revision();
        let (outcomes, kept) = self.history.commit_all(edits);
        if self.history.revision() != before {
            self.ahead = 0;
            self.journal.act(Act::Together(kept));
            if self.journal.is_long() {
                self.rebase();
            }
        }
        outcomes
    }

    /// Whether the steps that the journal knows began with this document.
    pub fn is_from(&self, document: &Document) -> bool {
        self.history.beginning().same(document)
    }

    /// Ends a gesture, as [`History::seal`].
    pub fn seal(&mut self) {
        if !self.history.is_sealed() {
            self.history.seal();
            self.journal.act(Act::Entry(Box::new(Entry::Seal)));
        }
    }

    /// Goes back one step, as [`History::undo`].
    pub fn undo(&mut self) -> bool {
        let known = self.history.behind() > self.floor;
        if !self.history.undo() {
            return false;
        }
        if known {
            self.ahead += 1;
            let time = self.time();
            self.journal.act(Act::Entry(Box::new(Entry::Undo { time })));
        } else {
            self.rebase();
        }
        true
    }

    /// Goes forward one step, as [`History::redo`].
    pub fn redo(&mut self) -> bool {
        let known = self.ahead > 0;
        if !self.history.redo() {
            return false;
        }
        if known {
            self.ahead -= 1;
            let time = self.time();
            self.journal.act(Act::Entry(Box::new(Entry::Redo { time })));
        } else {
            self.rebase();
        }
        true
    }

    /// The document, as it is now, stands in a project file.
    pub fn saved(&mut self, path: &Path, fingerprint: &Fingerprint) {
        self.path = Some(path.to_owned());
        let entry = Entry::Saved {
            path: path_text(path),
            fingerprint: fingerprint.clone(),
            time: self.time(),
        };
        self.journal.act(Act::Entry(Box::new(entry)));
    }

    /// Begins anew from the document as it is now. Steps before it can be undone as long as the
    /// session lasts.
    pub fn rebase(&mut self) {
        self.floor = self.history.behind();
        self.ahead = 0;
        let base = Base {
            document: self.document().clone(),
            opened: None,
            path: self.path.clone(),
            is_saved: false,
        };
        self.journal.act(Act::Base(Box::new(base)));
    }

    /// Ends in good order. The journal stays, so that the session can be gone on with; what keeps
    /// it from the disk is returned, if anything does.
    pub fn close(self) -> Option<String> {
        let time = self.time();
        self.journal
            .act(Act::Entry(Box::new(Entry::Closed { time })));
        self.journal.sync()
    }

    /// Ends, and takes the journal away.
    pub fn discard(self) -> io::Result<()> {
        self.journal.discard()
    }

    fn time(&self) -> u64 {
        seconds(self.place.disk.as_ref())
    }
}
