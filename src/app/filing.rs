//! Projects from and to the disk, on threads: a slow disk or a large project never holds the window up.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{
    Action, App, Page,
    dialogs::FileKind,
    keep::Recovered,
    project::{Done, Project, Save, full, open_file},
    said::{Said, Trouble},
    samples::Sample,
    templates::Template,
};
use crate::{
    import::{Crashed, Job, Progress, Reporter},
    project::{
        Document,
        file::{
            IfChanged, Loss, OpenError, Peek, ProjectFile, Version,
            lock::{Foreign, Lock, LockError},
            open_damaged, peek,
        },
        template,
    },
};

/// Opening is spoken of only when it takes longer than this.
const QUICK: Duration = Duration::from_millis(250);

/// What is on its way from and to the disk.
#[derive(Debug, Default)]
pub(super) struct Filing {
    opening: Option<Opening>,
    saving: Option<Saving>,
}

/// A project on its way from the disk. Nothing else is done meanwhile.
#[derive(Debug)]
struct Opening {
    name: String,
    since: Instant,
    what: Wanted,
    job: Job<Opened>,
    /// What the project is, as soon as that is known.
    peek: Arc<Mutex<Option<Peek>>>,
    /// What a person asked for before it began.
    then: Option<Action>,
}

/// What is told of a project on its way.
#[derive(Debug)]
pub(super) struct OnItsWay<'a> {
    /// Where it is; what it is called, if it is unsaved work.
    pub name: &'a str,
    /// It is unsaved work of an earlier session.
    pub recovering: bool,
    /// What it is.
    pub peek: Option<Peek>,
    /// How many of its parts are read.
    pub progress: Progress,
}

/// What is to become of what is opened.
#[derive(Debug)]
enum Wanted {
    /// It takes the place of the project.
    Project {
        path: PathBuf,
        lock: Option<Lock>,
        read_only: bool,
        /// The lock is that of the open project, which is read anew.
        anew: bool,
    },
    /// It takes the place of the document only.
    Version,
    /// Work of an earlier session, which takes the place of the project.
    Recovery,
}

/// What came of opening.
#[derive(Debug)]
enum Opened {
    Whole(Box<(Document, ProjectFile)>),
    /// As much of a damaged project as can be read.
    Rest(Box<Document>, Vec<Loss>),
    Version(Box<Document>),
    Recovered(Result<Box<Recovered>, String>),
    Refused(OpenError),
}

/// The document on its way to the disk. Edits go on meanwhile.
#[derive(Debug)]
struct Saving {
    job: Job<Done>,
    /// On the place where it is saved, if that is another one.
    lock: Option<Lock>,
    /// What a person asked for next.
    then: Option<Action>,
}

impl Filing {
    /// Whether a project is being opened.
    pub(super) fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// Whether the project is being saved.
    pub(super) fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// What is being opened, once that takes long.
    pub(super) fn slow(&self) -> Option<OnItsWay<'_>> {
        let opening = self.opening.as_ref()?;
        (opening.since.elapsed() >= QUICK).then(|| OnItsWay {
            name: &opening.name,
            recovering: matches!(opening.what, Wanted::Recovery),
            peek: opening
                .peek
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
            progress: opening.job.progress(),
        })
    }

    /// Does this once the project is open; gives it back if none is being opened.
    pub(super) fn after_opening(&mut self, action: Action) -> Option<Action> {
        match &mut self.opening {
            Some(opening) => {
                opening.then = Some(action);
                None
            }
            None => Some(action),
        }
    }

    /// Does this once the project is saved; gives it back if nothing is being saved.
    pub(super) fn after_saving(&mut self, action: Action) -> Option<Action> {
        match &mut self.saving {
            Some(saving) => {
                saving.then = Some(action);
                None
            }
            None => Some(action),
        }
    }
}

impl App {
    /// Whether a project, or a file for others, is on its way from or to the disk.
    pub fn is_filing(&self) -> bool {
        self.filing.is_opening() || self.filing.is_saving() || self.exporting.is_some()
    }

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
    pub(super) fn open(&mut self, ctx: &egui::Context, path: PathBuf, foreign: Foreign) {
        let path = full(path);
        // One that is ours already is read anew.
        let anew = self.project.path() == Some(&path);
        let lock = if anew {
            Ok(self.project.let_go())
        } else {
            self.lock(&path, foreign).map(Some)
        };
        let lock = match lock {
            Ok(lock) => lock,
            // A folder without the right to write, or a disk without locks.
            Err(LockError::Unavailable { .. }) => None,
            Err(error) => {
                self.trouble = Some(Trouble::Lock(error, path));
                return;
            }
        };
        let read_only = false;
        self.begin_opening(
            ctx,
            Wanted::Project {
                path,
                lock,
                read_only,
                anew,
            },
        );
    }

    /// Opens a project without the right to replace its file.
    pub(super) fn open_to_read(&mut self, ctx: &egui::Context, path: PathBuf) {
        self.begin_opening(
            ctx,
            Wanted::Project {
                path: full(path),
                lock: None,
                read_only: true,
                anew: false,
            },
        );
    }

    fn begin_opening(&mut self, ctx: &egui::Context, what: Wanted) {
        let Wanted::Project { path, .. } = &what else {
            return;
        };
        let (path, keep) = (path.clone(), self.keep.clone());
        let name = path.display().to_string();
        let told = Arc::default();
        let tell = Arc::clone(&told);
        self.start_opening(ctx, (name, told), what, move |reporter| {
            *tell.lock().unwrap_or_else(PoisonError::into_inner) = peek(&path);
            let watch = |done, total| reporter.report(done, total);
            match open_file(&path, keep.as_ref(), &watch) {
                Ok(opened) => Opened::Whole(Box::new(opened)),
                Err(error @ OpenError::Damaged { .. }) => match open_damaged(&path) {
                    Ok((document, losses)) => Opened::Rest(Box::new(document), losses),
                    Err(_) => Opened::Refused(error),
                },
                Err(error) => Opened::Refused(error),
            }
        });
    }

    /// Puts an older version in place of the open document, to be saved or not.
    pub(super) fn restore(&mut self, ctx: &egui::Context, version: Version) {
        let Some(versions) = self.keep.as_ref().map(super::Keep::versions) else {
            return;
        };
        let name = self.document().title.clone();
        self.start_opening(
            ctx,
            (name, Arc::default()),
            Wanted::Version,
            move |_| match versions.open(&version) {
                Ok(document) => Opened::Version(Box::new(document)),
                Err(error) => Opened::Refused(error),
            },
        );
    }

    /// Begins to go on with unsaved work of an earlier session.
    pub(super) fn start_recovering(
        &mut self,
        ctx: &egui::Context,
        title: String,
        work: impl FnOnce() -> Result<Recovered, String> + Send + 'static,
    ) {
        self.start_opening(ctx, (title, Arc::default()), Wanted::Recovery, move |_| {
            Opened::Recovered(work().map(Box::new))
        });
    }

    fn start_opening(
        &mut self,
        ctx: &egui::Context,
        (name, peek): (String, Arc<Mutex<Option<Peek>>>),
        what: Wanted,
        work: impl FnOnce(&Reporter) -> Opened + Send + 'static,
    ) {
        let waker = ctx.clone();
        let wake = move || waker.request_repaint();
        ctx.request_repaint_after(QUICK);
        self.filing.opening = Some(Opening {
            name,
            since: Instant::now(),
            what,
            job: Job::start("open", wake, work),
            peek,
            then: None,
        });
    }

    /// Gives up waiting for a project.
    pub(super) fn stop_opening(&mut self, ctx: &egui::Context) {
        if let Some(opening) = self.filing.opening.take() {
            self.hold_again(opening.what);
            if let Some(action) = opening.then {
                self.perform(ctx, action);
            }
        }
    }

    /// The lock of the open project, which was to be read anew.
    fn hold_again(&mut self, what: Wanted) {
        if let Wanted::Project {
            lock, anew: true, ..
        } = what
        {
            self.project.hold(lock);
        }
    }

    /// Takes in what threads have opened and saved.
    pub(super) fn receive_projects(&mut self, ctx: &egui::Context) {
        let opened = self.filing.opening.as_mut().and_then(|it| it.job.poll());
        if let Some(opened) = opened
            && let Some(opening) = self.filing.opening.take()
        {
            self.opened(opened, opening.what);
            if let Some(action) = opening.then {
                self.perform(ctx, action);
            }
        }
        let done = self.filing.saving.as_mut().and_then(|it| it.job.poll());
        if let Some(done) = done
            && let Some(saving) = self.filing.saving.take()
        {
            self.saved(ctx, done, saving);
        }
    }

    fn opened(&mut self, opened: Result<Opened, Crashed>, what: Wanted) {
        match (opened, what) {
            (
                Ok(Opened::Whole(whole)),
                Wanted::Project {
                    path,
                    lock,
                    read_only,
                    ..
                },
            ) => {
                let (document, file) = *whole;
                self.settings.remember(&path);
                self.status = Some(Said::Opened(document.title.clone()));
                self.arrivals.clear();
                let project = Project::opened(document, file, lock, read_only);
                self.show(project, Page::Results);
                self.go_where_it_was(Some(&path));
            }
            (Ok(Opened::Rest(document, losses)), what) => {
                // As a new one: its file stays as it is.
                self.hold_again(what);
                self.status = Some(Said::Opened(document.title.clone()));
                self.arrivals.clear();
                self.show(Project::new(*document), Page::Data);
                self.trouble = Some(Trouble::Damaged(losses));
            }
            (Ok(Opened::Version(document)), _) => {
                self.project.restore(*document, self.keep.as_ref());
                self.derived = super::Derived::default();
                self.scene = super::Scene::default();
                self.comparison = super::Comparison::default();
                self.view.versions = None;
                self.status = Some(Said::Restored);
            }
            (Ok(Opened::Recovered(Ok(recovered))), _) => self.recovered(*recovered),
            (Ok(Opened::Recovered(Err(reason))), _) => {
                self.trouble = Some(Trouble::NotRecovered(reason));
            }
            (Ok(Opened::Refused(error)), what) => {
                self.hold_again(what);
                self.trouble = Some(Trouble::Open(error));
            }
            (Err(crashed), what) => {
                self.hold_again(what);
                self.trouble = Some(Trouble::Crashed(crashed));
            }
            (Ok(Opened::Whole(_)), Wanted::Version | Wanted::Recovery) => {}
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

    /// Begins a project with the framework of a sample; its data are to be taken in.
    pub(super) fn begin_with_framework(&mut self, sample: Sample) {
        match sample.document() {
            Ok(document) => {
                let title = self.texts().with_own_data(&document.title);
                self.show_framework(template(&document, &title));
            }
            Err(error) => self.trouble = Some(Trouble::Build(error)),
        }
    }

    /// Begins a project with a framework that comes without data.
    pub(super) fn begin_with_template(&mut self, template: Template) {
        let title = self.texts().with_own_data(template.title());
        match template.document(&title) {
            Ok(document) => self.show_framework(document),
            Err(trouble) => self.trouble = Some(trouble),
        }
    }

    /// Shows a project that has a framework and waits for data.
    fn show_framework(&mut self, document: Document) {
        self.status = Some(Said::Opened(document.title.clone()));
        self.arrivals.clear();
        self.show(Project::new(document), Page::Framework);
    }

    /// Begins to save in the project's place, or asks for one.
    pub(super) fn save_project(&mut self, ctx: &egui::Context) {
        if self.project.path().is_none() || self.project.is_read_only() {
            self.save_project_as(ctx);
        } else {
            self.save_in_place(ctx, IfChanged::Refuse);
        }
    }

    /// Begins to save in the project's place.
    pub(super) fn save_in_place(&mut self, ctx: &egui::Context, policy: IfChanged) {
        if let Some(save) = self.project.saving(policy) {
            self.start_saving(ctx, save, None);
        }
    }

    pub(super) fn save_project_as(&mut self, ctx: &egui::Context) {
        let texts = self.texts();
        let kind = FileKind {
            name: texts.project_files().to_owned(),
            endings: &["heng"],
        };
        let proposed = format!("{}.heng", texts.safe_name(&self.document().title));
        let Some(path) = self.dialogs.save(&kind, &proposed).map(full) else {
            return;
        };
        let same = self.project.path() == Some(&path) && !self.project.is_read_only();
        let lock = match (same, self.lock(&path, Foreign::Respect)) {
            (true, _) | (_, Err(LockError::Unavailable { .. })) => None,
            (false, Ok(lock)) => Some(lock),
            (false, Err(error)) => {
                self.trouble = Some(Trouble::Lock(error, path));
                return;
            }
        };
        let work = self.project.saving_as(&path, self.keep.as_ref());
        self.start_saving(ctx, work, lock);
    }

    fn start_saving(&mut self, ctx: &egui::Context, save: Save, lock: Option<Lock>) {
        let waker = ctx.clone();
        let wake = move || waker.request_repaint();
        self.status = Some(Said::Saving);
        self.filing.saving = Some(Saving {
            job: Job::start("save", wake, |_| save.run()),
            lock,
            then: None,
        });
    }

    fn saved(&mut self, ctx: &egui::Context, done: Result<Done, Crashed>, saving: Saving) {
        let outcome = match done {
            Ok(done) => self.project.saved(done, saving.lock).map_err(Trouble::Keep),
            Err(crashed) => Err(Trouble::Crashed(crashed)),
        };
        if let Err(trouble) = outcome {
            self.status = None;
            self.trouble = Some(trouble);
            return;
        }
        if let Some(path) = self.project.path().map(Path::to_owned) {
            self.status = Some(Said::Written(path.display().to_string()));
            self.settings.remember(&path);
        }
        self.note_whereabouts();
        self.trouble = None;
        if let Some(action) = saving.then {
            self.perform(ctx, action);
        }
    }
}
