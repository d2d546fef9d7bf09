//! The open project: its history, its place on the disk, and whether it is saved.

use std::path::PathBuf;

use crate::project::{Document, History};

/// The open project.
#[derive(Debug)]
pub(super) struct Project {
    /// The document and all it has been.
    pub history: History,
    /// Where it was opened or saved; none for samples and new ones.
    pub path: Option<PathBuf>,
    /// The document as it stands in its file.
    saved: Document,
}

impl Project {
    /// A project that has no place yet.
    pub(super) fn new(document: Document) -> Self {
        Self {
            saved: document.clone(),
            history: History::new(document),
            path: None,
        }
    }

    /// A project opened from a file.
    pub(super) fn opened(document: Document, path: PathBuf) -> Self {
        Self {
            path: Some(path),
            ..Self::new(document)
        }
    }

    /// The document as it is.
    pub(super) fn document(&self) -> &Document {
        self.history.document()
    }

    /// Whether work would be lost with the window. A sample or a new project that nobody touched
    /// has none.
    pub(super) fn is_unsaved(&self) -> bool {
        self.history.undoable().is_some() && !self.document().same(&self.saved)
    }

    /// Whether this is a sample as it came with the program.
    pub(super) fn is_untouched_sample(&self) -> bool {
        let has_data = self
            .document()
            .main()
            .is_some_and(|dataset| !dataset.units.is_empty());
        self.path.is_none() && has_data && self.history.undoable().is_none()
    }

    /// The project now stands in this file.
    pub(super) fn saved_at(&mut self, path: PathBuf) {
        self.path = Some(path);
        self.saved = self.document().clone();
    }
}
