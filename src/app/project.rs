//! The open project: its steps, its file, and whether it is saved.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::keep::Keep;
use crate::project::{
    Document, Edit, EditError, History,
    disk::{Disk, RealDisk},
    file::{IfChanged, KeepError, ProjectFile, Saved, Watch, lock::Lock},
    journal::{Opened, Session},
};

/// The open project.
#[derive(Debug)]
pub(super) struct Project {
    steps: Steps,
    /// The document as it stands in its file, or as it began.
    saved: Document,
    /// Its file; none for samples and new ones.
    file: Option<ProjectFile>,
    /// Nobody else opens it for writing as long as this is held.
    lock: Option<Lock>,
    /// It was opened without the right to replace its file.
    read_only: bool,
    /// Why the journal cannot be begun, in technical words.
    no_journal: Option<String>,
}

/// Saving, to be done on a thread. Whatever goes wrong, the old file stays whole.
#[derive(Debug)]
pub(super) struct Save {
    file: ProjectFile,
    document: Document,
    /// Another place than that of the file.
    other: Option<PathBuf>,
    policy: IfChanged,
}

/// What came of saving.
#[derive(Debug)]
pub(super) struct Done {
    file: ProjectFile,
    document: Document,
    outcome: Result<Saved, KeepError>,
}

impl Save {
    /// Does it.
    pub(super) fn run(mut self) -> Done {
        let outcome = match &self.other {
            Some(path) => self.file.save_as(path, &self.document, self.policy),
            None => self.file.save(&self.document, self.policy),
        };
        Done {
            file: self.file,
            document: self.document,
            outcome,
        }
    }
}

/// The document and all it has been.
#[derive(Debug)]
enum Steps {
    /// Kept in memory only: nothing has been done yet, or there is no place for a journal.
    Plain(Box<History>),
    /// Written down as they happen.
    Written(Box<Session>),
}

impl Project {
    /// A project that has no place yet.
    pub(super) fn new(document: Document) -> Self {
        Self {
            saved: document.clone(),
            steps: Steps::Plain(Box::new(History::new(document))),
            file: None,
            lock: None,
            read_only: false,
            no_journal: None,
        }
    }

    /// A project opened from a file, with the lock on it; none is for reading only.
    pub(super) fn opened(
        document: Document,
        file: ProjectFile,
        lock: Option<Lock>,
        read_only: bool,
    ) -> Self {
        Self {
            file: Some(file),
            lock,
            read_only,
            ..Self::new(document)
        }
    }

    /// A project as its journal has it, and as its file does, where that is as the session left it.
    pub(super) fn resumed(session: Session, file: Option<(Document, ProjectFile)>) -> Self {
        let saved = match &file {
            Some((document, _)) => document.clone(),
            None => Document::new(""),
        };
        Self {
            steps: Steps::Written(Box::new(session)),
            saved,
            file: file.map(|(_, file)| file),
            lock: None,
            read_only: false,
            no_journal: None,
        }
    }

    /// Another document for the same file: an older version, to be saved in its place or not. A person has
    /// decided about the changes that were not saved.
    pub(super) fn restore(&mut self, document: Document, keep: Option<&Keep>) {
        self.give_up();
        self.steps = Steps::Plain(Box::new(History::new(document)));
        self.begin(keep);
    }

    /// The lock on its file is held from now on.
    pub(super) fn hold(&mut self, lock: Option<Lock>) {
        self.lock = lock;
    }

    /// Gives the lock away.
    pub(super) fn let_go(&mut self) -> Option<Lock> {
        self.lock.take()
    }

    /// All that was done.
    pub(super) fn history(&self) -> &History {
        match &self.steps {
            Steps::Plain(history) => history,
            Steps::Written(session) => session.history(),
        }
    }

    /// The document as it is.
    pub(super) fn document(&self) -> &Document {
        self.history().document()
    }

    /// Where it was opened or saved; none for samples and new ones.
    pub(super) fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(ProjectFile::path)
    }

    /// Whether its file must not be replaced: somebody else has it open, or a newer program wrote it.
    pub(super) fn is_read_only(&self) -> bool {
        let newer = self.file.as_ref().and_then(ProjectFile::newer_format);
        self.read_only || newer.is_some()
    }

    /// Carries out an edit; the first one begins the journal.
    pub(super) fn commit(&mut self, edit: Edit, keep: Option<&Keep>) -> Result<(), EditError> {
        self.begin(keep);
        match &mut self.steps {
            Steps::Plain(history) => history.commit(edit),
            Steps::Written(session) => session.commit(edit),
        }
    }

    /// Carries out edits that are one step to a person.
    pub(super) fn commit_together(
        &mut self,
        edits: Vec<Edit>,
        keep: Option<&Keep>,
    ) -> Vec<Result<(), EditError>> {
        self.begin(keep);
        match &mut self.steps {
            Steps::Plain(history) => history.commit_together(edits),
            Steps::Written(session) => session.commit_together(edits),
        }
    }

    /// Goes back one step; false where there is none.
    pub(super) fn undo(&mut self) -> bool {
        match &mut self.steps {
            Steps::Plain(history) => history.undo(),
            Steps::Written(session) => session.undo(),
        }
    }

    /// Goes forward one step; false where there is none.
    pub(super) fn redo(&mut self) -> bool {
        match &mut self.steps {
            Steps::Plain(history) => history.redo(),
            Steps::Written(session) => session.redo(),
        }
    }

    /// Ends a gesture.
    pub(super) fn seal(&mut self) {
        match &mut self.steps {
            Steps::Plain(history) => history.seal(),
            Steps::Written(session) => session.seal(),
        }
    }

    /// Whether work would be lost with the window, were there no journal. A sample or a new project
    /// that nobody touched has none.
    pub(super) fn is_unsaved(&self) -> bool {
        let resumed =
            matches!(&self.steps, Steps::Written(session) if session.history().behind() == 0);
        (self.history().undoable().is_some() || resumed) && !self.document().same(&self.saved)
    }

    /// Whether all that was done is also on the disk and will be there at the next start.
    pub(super) fn is_safe(&self) -> bool {
        match &self.steps {
            Steps::Plain(_) => !self.is_unsaved(),
            Steps::Written(session) => session.journal().sync().is_none(),
        }
    }

    /// Why edits cannot be written down at the moment, in technical words.
    pub(super) fn journal_trouble(&self) -> Option<String> {
        match &self.steps {
            Steps::Plain(_) => self.no_journal.clone(),
            Steps::Written(session) => session.journal().trouble(),
        }
    }

    /// Whether this is a sample as it came with the program.
    pub(super) fn is_untouched_sample(&self) -> bool {
        let has_data = self
            .document()
            .main()
            .is_some_and(|dataset| !dataset.units.is_empty());
        self.file.is_none() && has_data && self.history().undoable().is_none() && !self.is_unsaved()
    }

    /// The work of saving where it was opened; none where that is nowhere yet.
    pub(super) fn saving(&self, policy: IfChanged) -> Option<Save> {
        Some(Save {
            file: self.file.clone()?,
            document: self.document().clone(),
            other: None,
            policy,
        })
    }

    /// The work of saving under another name, which is its place from then on. A person has agreed to
    /// replace what stands there.
    pub(super) fn saving_as(&self, path: &Path, keep: Option<&Keep>) -> Save {
        let fresh = || {
            let file = ProjectFile::new(disk(keep), path);
            match keep {
                Some(keep) => file.with_versions(keep.versions()),
                None => file,
            }
        };
        let other = self.file.as_ref().filter(|file| file.path() != path);
        Save {
            other: other.map(|_| path.to_owned()),
            file: self.file.clone().unwrap_or_else(fresh),
            document: self.document().clone(),
            policy: IfChanged::Overwrite,
        }
    }

    /// Notes what came of saving. A lock is for another place than before.
    pub(super) fn saved(&mut self, done: Done, lock: Option<Lock>) -> Result<Saved, KeepError> {
        let Done {
            file,
            document,
            outcome,
        } = done;
        // What a failure left behind is known to a file that was there before.
        if outcome.is_ok() || self.file.is_some() {
            self.file = Some(file);
        }
        let saved = outcome?;
        self.read_only = false;
        if lock.is_some() {
            self.lock = lock;
        }
        let same = document.same(self.document());
        self.saved = document;
        let path = self.path().map(Path::to_owned);
        if let (Steps::Written(session), Some(path), true) = (&mut self.steps, path, same) {
            session.saved(&path, &saved.fingerprint);
        }
        Ok(saved)
    }

    /// Begins the journal, before the first edit.
    fn begin(&mut self, keep: Option<&Keep>) {
        let (Steps::Plain(history), Some(keep)) = (&self.steps, keep) else {
            return;
        };
        if history.revision() > 0 {
            return;
        }
        let opened = self.file.as_ref().and_then(|file| {
            Some(Opened {
                path: file.path().to_owned(),
                fingerprint: file.fingerprint()?.clone(),
            })
        });
        let opened = opened.filter(|_| history.document().same(&self.saved));
        match Session::begin(keep.place(), history.document().clone(), opened) {
            Ok(session) => self.steps = Steps::Written(Box::new(session)),
            Err(error) => self.no_journal = Some(error.to_string()),
        }
    }

    /// The window closes: what is not saved is kept for the next start.
    pub(super) fn leave(&mut self) {
        let unsaved = self.is_unsaved();
        if let Steps::Written(session) = self.steps_put_aside() {
            if unsaved {
                session.close();
            } else {
                session.discard().ok(); // What stays is told apart by having nothing unsaved.
            }
        }
    }

    /// The project makes room for another one, and a person has decided about its changes.
    pub(super) fn give_up(&mut self) {
        if let Steps::Written(session) = self.steps_put_aside() {
            session.discard().ok(); // It would be offered once more at the next start.
        }
    }

    fn steps_put_aside(&mut self) -> Steps {
        let plain = Steps::Plain(Box::new(History::new(self.document().clone())));
        std::mem::replace(&mut self.steps, plain)
    }
}

/// The file system that projects are saved to.
pub(super) fn disk(keep: Option<&Keep>) -> Arc<dyn Disk> {
    keep.map_or_else(|| Arc::new(RealDisk) as _, Keep::disk)
}

/// A project file, which keeps its older versions where there is a place for them.
pub(super) fn open_file(
    path: &Path,
    keep: Option<&Keep>,
    watch: Watch<'_>,
) -> Result<(Document, ProjectFile), crate::project::file::OpenError> {
    let (document, file) = ProjectFile::open_watched(disk(keep), path, watch)?;
    let file = match keep {
        Some(keep) => file.with_versions(keep.versions()),
        None => file,
    };
    Ok((document, file))
}

/// Where a project is told to be, in full.
pub(super) fn full(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}
