//! What was read goes into the project: one file, or all that go in together, by one rule.
//!
//! A file without errors can be taken. Contradictions among what goes in, and a word that a series wants and
//! nothing tells, have to be decided before. Whatever else is asked is taken as it stands if nobody answers,
//! which the button says.

use std::{collections::BTreeSet, path::Path};

use super::{
    App,
    action::{Action, Page, ReadAs},
    arrivals::{Arrival, FileId},
    incoming::Incoming,
    originals,
    said::{Said, Trouble},
    view::RelationsView,
};
use crate::{
    project::{DatasetId, Document, Edit, EditError, groups_edit},
    texts::{Language, Texts},
};

/// Edits that are one step, each with the files it takes, if it takes any.
type Edits = Vec<(Vec<FileId>, Edit)>;

impl App {
    /// Takes the incoming file in. It stays in view if it is refused.
    pub(super) fn take(&mut self) {
        self.settle_names();
        let Some(incoming) = self.arrivals.incoming() else {
            return;
        };
        let apart = matches!(
            incoming.read_as,
            ReadAs::Framework | ReadAs::Published | ReadAs::Relations
        );
        if !apart && !self.arrivals.one().is_ready() {
            return;
        }
        let into_new = incoming.is_for_new();
        if into_new && self.project.is_unsaved() && !self.may_lose {
            self.waiting = Some(Action::Take);
            return;
        }
        let published = incoming.read_as == ReadAs::Published;
        let related = incoming.read_as == ReadAs::Relations;
        let chosen = self.arrivals.chosen();
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
        let taken = if apart {
            self.take_apart(dataset)
        } else {
            let files = self.arrivals.one().files.clone();
            let edits = self.edits_of(&files, dataset);
            self.commit_taking(edits).then_some(Page::Data)
        };
        if let Some(page) = taken {
            self.arrivals.taken();
            self.view.page = page;
            if published {
                self.show_last_vintage();
            }
            if related {
                self.view.relations = Some(RelationsView::default());
            }
        }
    }

    /// Takes a framework, relations or what is published in; the screen that shows it, if it was accepted.
    fn take_apart(&mut self, dataset: DatasetId) -> Option<Page> {
        let incoming = self.arrivals.incoming()?;
        let present = self.document().dataset(dataset)?;
        let (edit, page) = match (incoming.read_as, &incoming.outline) {
            (ReadAs::Framework, Ok(outline)) => {
                let document = self.document();
                let (present, title) = (document.main()?, &document.title);
                let edit = incoming.extending.taking(present, outline.clone(), title);
                (edit, Page::Framework)
            }
            (ReadAs::Relations, _) => (incoming.taking_relation(present)?, Page::Data),
            (ReadAs::Published, _) => {
                let published = incoming.published.as_ref()?;
                (published.taking(dataset)?, Page::Results)
            }
            _ => return None,
        };
        let chosen = self.arrivals.chosen().map(|it| it.id);
        let kept = self.keeping_of(chosen.as_slice()).into_iter();
        let related = incoming.read_as == ReadAs::Relations;
        let remembered = related.then(|| incoming.remembering(dataset, None));
        let edits = kept.chain(remembered.flatten()).chain([edit]);
        let edits = edits.map(|edit| (Vec::new(), edit));
        let edits: Edits = edits.collect();
        self.commit_taking(edits).then_some(page)
    }

    /// Takes data in with how they were read and the groups wanted, as one step; true if they were accepted.
    fn commit_taking(&mut self, edits: Edits) -> bool {
        let edits: Vec<Edit> = edits.into_iter().map(|(_, edit)| edit).collect();
        // A recipe or an original without its data is of no use.
        if let Err(error) = trial(self.document(), &edits) {
            self.trouble = Some(Trouble::Edit(error));
            return false;
        }
        let groups = |it: &&Edit| matches!(it, Edit::TakeGroups { .. });
        let said = edits.iter().rev().find(|it| !groups(it)).cloned();
        if let ([_], Some(edit)) = (edits.as_slice(), edits.first().cloned()) {
            return self.commit(edit);
        }
        let before = self.document().main().cloned();
        let outcomes = self.project.commit_together(edits, self.keep.as_ref());
        if let Some(said) = &said {
            self.watch_list(before, said);
        }
        self.status = said.map(|it| Said::Done(Box::new(it)));
        self.trouble = outcomes
            .into_iter()
            .find_map(Result::err)
            .map(Trouble::Edit);
        true
    }

    /// Takes in all files that are tables or relation sheets without errors, as one step; the others stay.
    pub(super) fn take_all(&mut self) {
        self.settle_names();
        if self.arrivals.all().is_blocked() {
            // What is asked stands there.
            self.arrivals.show_all();
            return;
        }
        let first = self.arrivals.all().files.first();
        let first = first.and_then(|id| self.arrivals.file(*id));
        let Some((first, incoming)) = first.and_then(|it| Some((it, it.incoming()?))) else {
            return;
        };
        let into_new = incoming.into_new;
        if into_new && self.project.is_unsaved() && !self.may_lose {
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
        let mut edits = Edits::new();
        if let Some(title) = self.new_title(named) {
            edits.push((Vec::new(), Edit::SetTitle { title }));
        }
        let files = self.arrivals.all().files.clone();
        edits.extend(self.edits_of(&files, dataset));
        let (ids, edits): (Vec<_>, Vec<_>) = edits.into_iter().unzip();
        let data = ids
            .iter()
            .zip(&edits)
            .rev()
            .find(|(ids, _)| !ids.is_empty());
        let data = data.map(|(_, edit)| edit.clone());
        let related = matches!(data, Some(Edit::TakeRelation { .. }));
        let before = self.document().main().cloned();
        let outcomes = self.project.commit_together(edits, self.keep.as_ref());
        if let Some(data) = data {
            self.watch_list(before, &data);
        }
        let outcomes: Vec<_> = ids
            .into_iter()
            .zip(outcomes)
            .flat_map(|(ids, outcome)| {
                ids.into_iter()
                    .map(move |id| (id, outcome.clone().map_err(Trouble::Edit)))
            })
            .collect();
        let taken = outcomes.iter().filter(|(_, outcome)| outcome.is_ok());
        self.status = Some(Said::TakenTogether(taken.count()));
        self.trouble = None;
        self.arrivals.conclude(outcomes);
        self.view.page = Page::Data;
        if related {
            self.view.relations = Some(RelationsView::default());
        }
    }

    /// The edits that take files in together: how each was read, relations, tables, then the groups wanted.
    fn edits_of(&self, files: &[FileId], dataset: DatasetId) -> Edits {
        let incoming = |id: FileId| self.arrivals.file(id).and_then(Arrival::incoming);
        let kept = self.keeping_of(files).into_iter();
        let mut edits: Edits = kept.map(|edit| (Vec::new(), edit)).collect();
        let remembered = self.arrivals.remembering_of(files, dataset).into_iter();
        edits.extend(remembered.map(|edit| (Vec::new(), edit)));
        if let Some(present) = self.document().dataset(dataset) {
            edits.extend(self.arrivals.relations_of(files, present));
        }
        for (id, tables) in self.arrivals.tables_of(files) {
            let edit = incoming(id).and_then(|it| it.taking(dataset, tables));
            edits.extend(edit.map(|edit| (vec![id], edit)));
        }
        let together = if files == self.arrivals.one().files {
            self.arrivals.one()
        } else {
            self.arrivals.all()
        };
        let offers = together.offers.iter();
        let wanted: Vec<_> = offers
            .filter_map(|it| Some((it, self.arrivals.wanted(it)?)))
            .collect();
        if wanted.is_empty() {
            return edits;
        }
        // Groups name units that only the tables bring.
        let mut document = self.document().clone();
        for (_, edit) in &edits {
            document = edit.apply(&document).unwrap_or(document);
        }
        let after = document.main().map(AsRef::as_ref);
        let made = wanted.iter().filter_map(|(found, name)| {
            let (edit, _) = groups_edit(after?, name, found);
            Some((Vec::new(), edit))
        });
        edits.extend(made.collect::<Vec<_>>());
        edits
    }

    /// The edits that keep the files of arrivals in the project, where a person wants that.
    fn keeping_of(&self, files: &[FileId]) -> Vec<Edit> {
        if !self.settings.keep_files {
            return Vec::new();
        }
        let mut known = BTreeSet::new();
        let files = files.iter().filter_map(|id| self.arrivals.file(*id));
        let files = files
            .filter_map(|file| Some((file.source(), file.incoming()?.book.as_ref())))
            // Sheets that are looked at one by one share a file.
            .filter(|(_, book)| known.insert(book.sha256.clone()));
        originals::keeping(self.document(), files)
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

/// Whether all edits can be carried out one after the other. A file that cannot be kept keeps no data back.
fn trial(document: &Document, edits: &[Edit]) -> Result<(), EditError> {
    let mut document = document.clone();
    for edit in edits {
        document = match edit.apply(&document) {
            Ok(next) => next,
            Err(_) if matches!(edit, Edit::KeepOriginal { .. }) => document,
            Err(error) => return Err(error),
        };
    }
    Ok(())
}

/// A file's name without its ending; the clipboard has none.
fn title_of(incoming: &Incoming, pasted: bool) -> Option<String> {
    let stem = Path::new(&incoming.book.file).file_stem()?;
    let name = stem.to_string_lossy().trim().to_owned();
    (!pasted && !name.is_empty()).then_some(name)
}
