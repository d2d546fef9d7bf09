//! Files from wherever they come: asked for, dropped, pasted; read, and taken in.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    App,
    action::{Action, Page, ReadAs},
    arrivals::{Arrival, FileId, News, Pasted, Source, page_of},
    dialogs::FileKind,
    incoming::Incoming,
    originals,
    said::{Said, Trouble},
};
use crate::{
    import::{Book, Layout, Reader, expert_weights, judgements},
    project::{DatasetId, Edit},
    texts::{Language, Texts},
};

/// The endings of files that hold tables.
pub(super) const TABLES: &[&str] = &[
    "xlsx", "xlsm", "xls", "et", "xlsb", "ods", "csv", "tsv", "txt", "htm", "html", "xml",
];

impl App {
    /// Asks for files to take in: several, where they can be looked at one after another.
    pub(super) fn ask_import(&mut self, ctx: &egui::Context, read_as: ReadAs) {
        let name = self.texts().table_files().to_owned();
        let kind = FileKind {
            name,
            endings: TABLES,
        };
        let paths = match read_as {
            ReadAs::Judgements | ReadAs::Opinions => self.dialogs.open(&kind).into_iter().collect(),
            _ => self.dialogs.open_several(&kind),
        };
        match <[PathBuf; 1]>::try_from(paths) {
            Ok([path]) => self.perform(ctx, Action::Read(path, read_as)),
            Err(several) if several.is_empty() => {}
            Err(several) => {
                self.arrivals.clear();
                self.enqueue(several.into_iter().map(Source::File), read_as);
            }
        }
    }

    /// Reads a file on a thread; a project is opened instead.
    pub(super) fn read(&mut self, ctx: &egui::Context, path: PathBuf, read_as: ReadAs) {
        if is_project(&path) {
            self.perform(ctx, Action::Open(path));
            return;
        }
        self.arrivals.clear();
        self.enqueue([Source::File(path)], read_as);
    }

    /// Reads files that came together, behind those that are there; a project among them is opened.
    pub(super) fn read_all(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        let (projects, tables): (Vec<_>, Vec<_>) =
            paths.into_iter().partition(|path| is_project(path));
        if let Some(project) = projects.into_iter().next() {
            self.perform(ctx, Action::Open(project));
        }
        if !tables.is_empty() {
            self.enqueue(tables.into_iter().map(Source::File), ReadAs::Whatever);
        }
    }

    pub(super) fn enqueue(&mut self, sources: impl IntoIterator<Item = Source>, read_as: ReadAs) {
        for source in sources {
            self.arrivals.add(source, read_as);
        }
        self.trouble = None;
        self.refused = None;
    }

    /// Reads the table that is on the clipboard; its form as a web page tells most.
    pub(super) fn paste(&mut self, typed: Option<String>) {
        let clip = self.dialogs.clipboard();
        let page = clip.html.as_deref().and_then(page_of);
        let text = typed.or(clip.text);
        let forms: Vec<String> = page
            .into_iter()
            .chain(text)
            .filter(|form| !form.trim().is_empty())
            .collect();
        if forms.is_empty() {
            self.trouble = Some(Trouble::NothingToPaste);
            return;
        }
        let name = self.texts().clipboard().to_owned();
        let pasted = Source::Pasted(Arc::new(Pasted { name, forms }));
        self.arrivals.clear();
        self.enqueue([pasted], ReadAs::Whatever);
    }

    /// The reader under the limits that were chosen.
    pub(super) fn limited_reader(&self) -> Reader {
        let chosen = self.settings.reading;
        self.reader.clone().limited(|usual| chosen.over(usual))
    }

    pub(super) fn read_text(
        &mut self,
        ctx: &egui::Context,
        encoding: Option<String>,
        separator: Option<char>,
    ) {
        let (reader, waker) = (self.limited_reader(), ctx.clone());
        self.arrivals
            .read_again((encoding, separator), reader, move || {
                waker.request_repaint();
            });
    }

    /// Reads what was refused once more.
    pub(super) fn read_again(&mut self) {
        if !self.arrivals.retry()
            && let Some((source, read_as)) = self.refused.take()
        {
            self.enqueue([source], read_as);
        }
    }

    /// What was refused for the limits of reading, and larger ones.
    pub(super) fn larger_limits(
        &self,
        trouble: &Trouble,
    ) -> Option<super::settings::ReadingLimits> {
        self.settings.reading.raised(trouble.of_reading()?)
    }

    pub(super) fn read_with_more(&mut self) {
        let listed = self.arrivals.chosen().and_then(|file| file.trouble());
        let larger = listed
            .or(self.trouble.as_ref())
            .and_then(|trouble| self.larger_limits(trouble));
        if let Some(larger) = larger {
            self.settings.reading = larger;
            self.read_again();
        }
    }

    /// Takes in what was dropped on the window and what threads have read.
    pub(super) fn receive(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        if !dropped.is_empty() {
            let paths = dropped.iter().map(|file| file.path().to_owned()).collect();
            self.perform(ctx, Action::ReadAll(paths));
        }
        // A sample nobody touched is no place for a person's own data.
        let into_new = self.project.is_untouched_sample();
        let (reader, waker) = (self.limited_reader(), ctx.clone());
        let wake = move || waker.request_repaint();
        for news in self.arrivals.poll(&reader, into_new, wake) {
            match news {
                News::Experts(book, read_as) => self.take_experts(&book, read_as),
                News::Refused(trouble, source, read_as) => {
                    self.trouble = Some(trouble);
                    self.refused = Some((source, read_as));
                }
                News::NotSo(trouble) => self.trouble = Some(trouble),
            }
        }
        self.settle_names();
    }

    /// Settles which units the names of incoming files mean.
    pub(super) fn settle_names(&mut self) {
        let history = self.project.history();
        let dataset = history.document().main().map(AsRef::as_ref);
        for incoming in self.arrivals.all_read() {
            incoming.settle(history.revision(), dataset);
        }
    }

    pub(super) fn reread(&mut self, read_as: ReadAs, layout: Layout) {
        let Some(incoming) = self.arrivals.incoming_mut() else {
            return;
        };
        incoming.read_as = read_as;
        incoming.period = layout
            .period
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        incoming.layout = layout;
        incoming.look_again();
    }

    /// Takes the incoming file in. It stays in view if it is refused.
    pub(super) fn take(&mut self) {
        self.settle_names();
        let Some(into_new) = self.arrivals.incoming().map(Incoming::is_for_new) else {
            return;
        };
        if into_new && self.project.is_unsaved() {
            self.waiting = Some(Action::Take);
            return;
        }
        let chosen = self.arrivals.chosen();
        let published = chosen
            .and_then(Arrival::incoming)
            .is_some_and(|it| it.read_as == ReadAs::Published);
        let named = chosen.and_then(|file| title_of(file.incoming()?, file.is_pasted()));
        if into_new {
            self.begin_new();
            self.arrivals.set_into_new(false);
        }
        if let Some(title) = self.new_title(named).filter(|_| !published) {
            self.commit(Edit::SetTitle { title });
        }
        let Some(dataset) = self.document().main().map(|dataset| dataset.id) else {
            return;
        };
        let index_name = self.document().title.clone();
        let taking = self.arrivals.incoming();
        let Some((edit, page)) = taking.and_then(|it| edit_of(it, dataset, index_name)) else {
            return;
        };
        let mut before: Vec<Edit> = self.keeping_of(self.arrivals.chosen());
        before.extend(taking.and_then(|it| it.remembering(dataset)));
        if self.take_after(before, edit) {
            self.arrivals.taken();
            self.view.page = page;
            if published {
                self.show_last_vintage();
            }
        }
    }

    /// The edits that keep the files of arrivals in the project, where a person wants that.
    fn keeping_of<'a>(&'a self, files: impl IntoIterator<Item = &'a Arrival>) -> Vec<Edit> {
        if !self.settings.keep_files {
            return Vec::new();
        }
        let files = files.into_iter();
        let files = files.filter_map(|file| Some((file.source(), &file.incoming()?.book)));
        originals::keeping(self.document(), files)
    }

    /// Takes data in and keeps how they were read, and their file, as one step; true if they were
    /// accepted.
    fn take_after(&mut self, mut edits: Vec<Edit>, edit: Edit) -> bool {
        if edits.is_empty() {
            return self.commit(edit);
        }
        // Undo is named by the last edit, and a recipe without its data is of no use.
        if let Err(error) = edit.apply(self.document()) {
            self.trouble = Some(Trouble::Edit(error));
            return false;
        }
        let before = self.document().main().cloned();
        edits.push(edit.clone());
        let outcomes = self.project.commit_together(edits, self.keep.as_ref());
        self.watch_list(before, &edit);
        self.status = Some(Said::Done(Box::new(edit)));
        self.trouble = outcomes
            .into_iter()
            .find_map(Result::err)
            .map(Trouble::Edit);
        true
    }

    /// Takes in all files that are tables without errors, as one step; the others stay.
    pub(super) fn take_all(&mut self) {
        self.settle_names();
        let first = self.arrivals.ready().next();
        let Some((first, incoming)) = first.and_then(|it| Some((it, it.incoming()?))) else {
            return;
        };
        let into_new = incoming.into_new;
        if into_new && self.project.is_unsaved() {
            self.waiting = Some(Action::TakeAll);
            return;
        }
        let named = title_of(incoming, first.is_pasted());
        if into_new {
            self.begin_new();
            self.arrivals.set_into_new(false);
        }
        let Some(dataset) = self.document().main().map(|dataset| dataset.id) else {
            return;
        };
        let mut edits: Vec<(Option<FileId>, Edit)> = Vec::new();
        if let Some(title) = self.new_title(named) {
            edits.push((None, Edit::SetTitle { title }));
        }
        let kept = self.keeping_of(self.arrivals.ready());
        edits.extend(kept.into_iter().map(|it| (None, it)));
        let remembered = self.arrivals.ready().filter_map(Arrival::incoming);
        edits.extend(remembered.filter_map(|it| Some((None, it.remembering(dataset)?))));
        edits.extend(self.arrivals.ready().filter_map(|file| {
            let (edit, _) = edit_of(file.incoming()?, dataset, String::new())?;
            Some((Some(file.id), edit))
        }));
        let (ids, edits): (Vec<_>, Vec<_>) = edits.into_iter().unzip();
        let (before, last) = (self.document().main().cloned(), edits.last().cloned());
        let outcomes = self.project.commit_together(edits, self.keep.as_ref());
        if let Some(last) = last {
            self.watch_list(before, &last);
        }
        let outcomes: Vec<_> = ids
            .into_iter()
            .zip(outcomes)
            .filter_map(|(id, outcome)| Some((id?, outcome.map_err(Trouble::Edit))))
            .collect();
        let taken = outcomes.iter().filter(|(_, outcome)| outcome.is_ok());
        self.status = Some(Said::TakenTogether(taken.count()));
        self.trouble = None;
        self.arrivals.conclude(outcomes);
        self.view.page = Page::Data;
    }

    /// Takes judgement matrices or experts' weights in; what is doubtful in them is told.
    fn take_experts(&mut self, book: &Book, read_as: ReadAs) {
        let Some(dataset) = self.document().main().map(|dataset| dataset.id) else {
            return;
        };
        let edit = match read_as {
            ReadAs::Opinions => expert_weights(book, None).map(|sheet| Edit::TakeOpinions {
                dataset,
                sheet: Arc::new(sheet),
            }),
            _ => judgements(book, None).map(|sheet| Edit::TakeJudgements {
                dataset,
                sheet: Arc::new(sheet),
            }),
        };
        match edit {
            Ok(edit) => {
                self.commit(edit);
            }
            Err(error) => self.trouble = Some(Trouble::Table(error)),
        }
    }

    /// A project without a name of its own takes that of its first file.
    fn new_title(&self, named: Option<String>) -> Option<String> {
        let title = &self.document().title;
        let unnamed = Language::ALL
            .iter()
            .any(|language| Texts::new(*language).untitled() == title);
        named.filter(|_| unnamed)
    }
}

fn is_project(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("heng"))
}

/// A file's name without its ending; the clipboard has none.
fn title_of(incoming: &Incoming, pasted: bool) -> Option<String> {
    let stem = Path::new(&incoming.book.file).file_stem()?;
    let name = stem.to_string_lossy().trim().to_owned();
    (!pasted && !name.is_empty()).then_some(name)
}

/// The change that takes a file in, and the screen that shows it.
fn edit_of(incoming: &Incoming, dataset: DatasetId, index_name: String) -> Option<(Edit, Page)> {
    match (incoming.read_as, &incoming.table, &incoming.outline) {
        (ReadAs::Framework, _, Ok(outline)) => {
            let outline = outline.clone();
            let edit = Edit::TakeOutline {
                dataset,
                outline,
                index_name,
            };
            Some((edit, Page::Framework))
        }
        (ReadAs::Published, ..) => Some((incoming.taking(dataset)?, Page::Results)),
        _ => Some((incoming.taking(dataset)?, Page::Data)),
    }
}
