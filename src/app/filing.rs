//! Projects from and to the disk.

use std::path::{Path, PathBuf};

use super::{
    Action, App, Page,
    dialogs::FileKind,
    project::{Project, full, open_file},
    said::{Said, Trouble},
    samples::Sample,
};
use crate::project::file::{
    IfChanged, KeepError, OpenError, Saved,
    lock::{Foreign, Lock, LockError},
    open_damaged,
};

impl App {
    pub(super) fn ask_open(&mut self, ctx: &egui::Context) {
        let kind = FileKind {
            name: self.texts().project_files().to_owned(),
            endings: &["heng"],
        };
        if let Some(path) = self.dialogs.open(&kind) {
            self.perform(ctx, Action::Open(path));
        }
    }

    /// Opens a project that nobody else has open, and holds it.
    pub(super) fn open(&mut self, path: PathBuf, foreign: Foreign) {
        let path = full(path);
        if self.project.path() == Some(&path) {
            // It is ours already, and is read anew.
            let lock = self.project.let_go();
            if let Some(lock) = self.open_with(&path, lock, false) {
                self.project.hold(Some(lock));
            }
            return;
        }
        match self.lock(&path, foreign) {
            Ok(lock) => {
                self.open_with(&path, Some(lock), false);
            }
            // A folder without the right to write, or a disk without locks.
            Err(LockError::Unavailable { .. }) => {
                self.open_with(&path, None, false);
            }
            Err(error) => self.trouble = Some(Trouble::Lock(error, path)),
        }
    }

    /// Opens a project without the right to replace its file.
    pub(super) fn open_to_read(&mut self, path: PathBuf) {
        self.open_with(&full(path), None, true);
    }

    /// Opens a project under a lock, which comes back if it cannot be opened.
    fn open_with(&mut self, path: &Path, lock: Option<Lock>, read_only: bool) -> Option<Lock> {
        match open_file(path, self.keep.as_ref()) {
            Ok((document, file)) => {
                self.settings.remember(path);
                self.status = Some(Said::Opened(document.title.clone()));
                self.arrivals.clear();
                let project = Project::opened(document, file, lock, read_only);
                self.show(project, Page::Results);
                return None;
            }
            Err(error @ OpenError::Damaged { .. }) => self.open_rest(path, error),
            Err(error) => self.trouble = Some(Trouble::Open(error)),
        }
        lock
    }

    /// Opens as much of a damaged project as can be read, as a new one: its file stays as it is.
    fn open_rest(&mut self, path: &Path, error: OpenError) {
        match open_damaged(path) {
            Ok((document, losses)) => {
                self.status = Some(Said::Opened(document.title.clone()));
                self.arrivals.clear();
                self.show(Project::new(document), Page::Data);
                self.trouble = Some(Trouble::Damaged(losses));
            }
            Err(_) => self.trouble = Some(Trouble::Open(error)),
        }
    }

    pub(super) fn open_sample(&mut self, sample: Sample) {
        match sample.document() {
            Ok(document) => {
                self.status = Some(Said::Opened(document.title.clone()));
                self.arrivals.clear();
                self.show(Project::new(document), Page::Results);
            }
            Err(error) => self.trouble = Some(Trouble::Build(error)),
        }
    }

    /// Saves in the project's place, or asks for one; true if it is saved.
    pub(super) fn save_project(&mut self) -> bool {
        if self.project.path().is_none() || self.project.is_read_only() {
            return self.save_project_as();
        }
        self.save_in_place(IfChanged::Refuse)
    }

    /// Saves in the project's place; true if it is saved.
    pub(super) fn save_in_place(&mut self, policy: IfChanged) -> bool {
        let outcome = self.project.save(policy);
        outcome.is_some_and(|outcome| self.saved(outcome))
    }

    pub(super) fn save_project_as(&mut self) -> bool {
        let texts = self.texts();
        let kind = FileKind {
            name: texts.project_files().to_owned(),
            endings: &["heng"],
        };
        let proposed = format!("{}.heng", texts.safe_name(&self.document().title));
        let Some(path) = self.dialogs.save(&kind, &proposed).map(full) else {
            return false;
        };
        let same = self.project.path() == Some(&path) && !self.project.is_read_only();
        let lock = match (same, self.lock(&path, Foreign::Respect)) {
            (true, _) | (_, Err(LockError::Unavailable { .. })) => None,
            (false, Ok(lock)) => Some(lock),
            (false, Err(error)) => {
                self.trouble = Some(Trouble::Lock(error, path));
                return false;
            }
        };
        let outcome = self.project.save_as(&path, lock, self.keep.as_ref());
        self.saved(outcome)
    }

    fn saved(&mut self, outcome: Result<Saved, KeepError>) -> bool {
        match outcome {
            Ok(_) => {
                if let Some(path) = self.project.path().map(Path::to_owned) {
                    self.status = Some(Said::Written(path.display().to_string()));
                    self.settings.remember(&path);
                }
                self.trouble = None;
                true
            }
            Err(error) => {
                self.trouble = Some(Trouble::Keep(error));
                false
            }
        }
    }
}
