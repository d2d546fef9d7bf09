//! What the program keeps so that no work is lost: the journal of edits, and older versions.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    App, Page,
    project::{Project, open_file},
    said::{Said, Trouble},
};
use crate::project::{
    Document, Notebook,
    disk::{Disk, RealDisk},
    file::{
        MOST_IN_VERSIONS, ProjectFile, Version, Versions,
        lock::{Foreign, Lock, LockError, Owner},
    },
    journal::{Place, Recovery, Session, recoverable},
};

/// A folder of the program's own.
#[derive(Clone, Debug)]
pub(super) struct Keep {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
}

impl Keep {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self {
            disk: Arc::new(RealDisk),
            folder,
        }
    }

    /// Where it all lies.
    pub(super) fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk)
    }

    /// Where journals are written.
    pub(super) fn place(&self) -> Place {
        Place {
            disk: self.disk(),
            folder: self.folder.join("journal"),
            owner: Owner::this(self.disk.as_ref()),
        }
    }

    /// Where people were in their projects.
    pub(super) fn notebook(&self) -> Notebook {
        Notebook::new(self.disk(), &self.folder.join("whereabouts"))
    }

    /// Older versions of projects.
    pub(super) fn versions(&self) -> Versions {
        Versions::new(self.disk(), &self.folder.join("versions"), MOST_IN_VERSIONS)
    }
}

/// What is offered at the start: work that was never saved.
#[derive(Debug)]
pub(super) struct Left {
    /// What people call the project.
    pub title: String,
    /// Where it was last saved.
    pub path: Option<PathBuf>,
    /// How many steps came after that.
    pub unsaved: usize,
    /// When the last of them happened, in seconds since 1970.
    pub last: u64,
    recovery: Recovery,
}

/// Work that was left unsaved, read again.
#[derive(Debug)]
pub(super) struct Recovered {
    session: Session,
    /// Its file, if that is as the session left it.
    opened: Option<(Document, ProjectFile)>,
    /// Where it was last saved.
    path: Option<PathBuf>,
    /// How many steps came after that.
    unsaved: usize,
    /// The session ended in good order.
    closed: bool,
    /// Why not all of it could be read, in technical words.
    stopped: Option<String>,
}

/// Reads work that was left unsaved; an error in technical words.
fn recover(recovery: Recovery, keep: Option<&Keep>) -> Result<Recovered, String> {
    let (closed, unsaved) = (recovery.closed, recovery.unsaved);
    let (path, saved_as) = (recovery.path.clone(), recovery.saved_as.clone());
    let (session, stopped) = recovery.resume().map_err(|error| error.to_string())?;
    let opened = path.as_deref().and_then(|path| {
        let opened = open_file(path, keep, &|_, _| ControlFlow::Continue(())).ok()?;
        // What others changed meanwhile must not be overwritten unseen.
        let as_left = match &saved_as {
            Some(saved) => opened.1.fingerprint() == Some(saved),
            None => session.is_from(&opened.0),
        };
        as_left.then_some(opened)
    });
    Ok(Recovered {
        session,
        opened,
        path,
        unsaved,
        closed,
        stopped: stopped.map(|it| it.to_string()),
    })
}

impl App {
    /// Keeps journals and older versions in this folder from now on, and goes on where the last session
    /// ended: the latest unsaved work is opened, the others are offered on the start screen.
    pub fn keep_in(&mut self, ctx: &egui::Context, folder: PathBuf) {
        let keep = Keep::new(folder);
        let found = recoverable(&keep.place());
        self.keep = Some(keep);
        let mut left = Vec::new();
        for recovery in found.unwrap_or_default() {
            if recovery.is_unsaved {
                left.push(recovery);
            } else {
                recovery.discard().ok(); // It is looked at again at the next start.
            }
        }
        let latest = left.pop();
        self.left = left.into_iter().rev().map(Left::new).collect();
        if let Some(latest) = latest {
            self.go_on(ctx, latest);
        }
    }

    /// Begins to go on with work that was left unsaved. Much of it takes long, and the window is there
    /// meanwhile.
    fn go_on(&mut self, ctx: &egui::Context, recovery: Recovery) {
        let keep = self.keep.clone();
        self.start_recovering(ctx, recovery.title.clone(), move || {
            recover(recovery, keep.as_ref())
        });
    }

    /// Shows work that was left unsaved.
    pub(super) fn recovered(&mut self, recovered: Recovered) {
        let Recovered {
            session,
            opened,
            path,
            unsaved,
            closed,
            stopped,
        } = recovered;
        let apart = path.clone().filter(|_| opened.is_none());
        let title = session.document().title.clone();
        self.show(Project::resumed(session, opened), Page::Results);
        // After a crash the last edit tells more of where the person was than the last note.
        let found = self.go_where_it_was(path.as_deref());
        let last = self.project.history().undoable().cloned();
        if let Some(last) = last.filter(|_| !found || !closed) {
            self.follow(&last);
        }
        let lock = self.project.path().map(Path::to_owned);
        if let Some(path) = lock {
            self.lock_again(&path);
        }
        self.status = Some(Said::Recovered {
            title,
            steps: unsaved,
            crashed: !closed,
        });
        if let Some(path) = apart {
            self.trouble = Some(Trouble::RecoveredApart(path.display().to_string()));
        }
        if let Some(stopped) = stopped {
            self.trouble = Some(Trouble::RecoveredInPart(stopped));
        }
    }

    fn lock_again(&mut self, path: &Path) {
        match self.lock(path, Foreign::Respect) {
            Ok(lock) => self.project.hold(Some(lock)),
            Err(LockError::Unavailable { .. }) => {}
            Err(error) => self.trouble = Some(Trouble::Lock(error, path.to_owned())),
        }
    }

    /// Locks a project file for this program.
    pub(super) fn lock(&self, path: &Path, foreign: Foreign) -> Result<Lock, LockError> {
        let disk = super::project::disk(self.keep.as_ref());
        let owner = Owner::this(disk.as_ref());
        Lock::take(&disk, path, &owner, foreign)
    }

    /// Opens work that was left unsaved, or takes its journal away.
    pub(super) fn settle_left(&mut self, ctx: &egui::Context, at: usize, keep: bool) {
        if at >= self.left.len() {
            return;
        }
        let left = self.left.remove(at);
        if keep {
            self.go_on(ctx, left.recovery);
        } else if let Err(error) = left.recovery.discard() {
            self.trouble = Some(Trouble::NotRecovered(error.to_string()));
        }
    }

    /// The older versions of the open project, the latest first.
    pub(super) fn older_versions(&self) -> Vec<Version> {
        let versions = self.keep.as_ref().map(Keep::versions);
        let path = self.project.path();
        let listed = versions
            .zip(path)
            .map(|(versions, path)| versions.list(path));
        listed.and_then(Result::ok).unwrap_or_default()
    }
}

impl Left {
    fn new(recovery: Recovery) -> Self {
        Self {
            title: recovery.title.clone(),
            path: recovery.path.clone(),
            unsaved: recovery.unsaved,
            last: recovery.last,
            recovery,
        }
    }
}
