//! Files from wherever they come: asked for, dropped, pasted; read, and taken in.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    App,
    action::{Action, Page, ReadAs},
    arrivals::{News, Pasted, Source, page_of},
    dialogs::FileKind,
    said::Trouble,
};
use crate::{
    import::{
        Book, ExpertSheet, JudgementSheet, Layout, Reader, budget_answers, expert_weights,
        is_budget, judgements_of,
    },
    project::Edit,
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
        let paths = self.dialogs.open_several(&kind);
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
        // What is pasted into the tree is a tree; a wrong guess is put right in the preview.
        let read_as = match self.view.page {
            Page::Framework => ReadAs::Framework,
            _ => ReadAs::Whatever,
        };
        self.enqueue([pasted], read_as);
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
                News::Experts(book, read_as) => self.answers.push((book, read_as)),
                News::Refused(trouble, source, read_as) => {
                    self.trouble = Some(trouble);
                    self.refused = Some((source, read_as));
                }
                News::NotSo(trouble) => self.trouble = Some(trouble),
            }
        }
        if !self.answers.is_empty() && !self.arrivals.is_reading() {
            self.take_experts();
        }
        self.settle_names();
    }

    /// Settles which units the names of incoming files mean.
    pub(super) fn settle_names(&mut self) {
        let history = self.project.history();
        let dataset = history.document().main().map(AsRef::as_ref);
        self.arrivals.settle(history.revision(), dataset);
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

    /// Reads the judgement matrices or the weights of all experts, a file each or all in one, and shows
    /// them with what is doubtful in them.
    fn take_experts(&mut self) {
        let answers = std::mem::take(&mut self.answers);
        let (Some(dataset), Some((_, read_as))) = (self.document().main(), answers.first()) else {
            return;
        };
        let (dataset, read_as) = (dataset.id, *read_as);
        let books: Vec<Book> = answers.into_iter().map(|(book, _)| book).collect();
        let opinions = |sheet: ExpertSheet| {
            let findings = sheet.findings.clone();
            let sheet = Arc::new(sheet);
            (Edit::TakeOpinions { dataset, sheet }, findings)
        };
        let judgements = |sheet: JudgementSheet| {
            let findings = sheet.findings.clone();
            let sheet = Arc::new(sheet);
            (Edit::TakeJudgements { dataset, sheet }, findings)
        };
        let read = match (read_as, books.as_slice()) {
            // A list of weights with a column an expert, as opposed to filled-in questionnaires.
            (ReadAs::Opinions, [book]) if !is_budget(book) => {
                expert_weights(book, None).map(opinions)
            }
            (ReadAs::Opinions, books) => budget_answers(books).map(opinions),
            (_, books) => judgements_of(books).map(judgements),
        };
        match read {
            Ok((edit, findings)) => self.hear(edit, findings),
            Err(error) => self.trouble = Some(Trouble::Table(error)),
        }
    }
}

fn is_project(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("heng"))
}
