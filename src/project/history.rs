//! Undo and redo: a stack of named snapshots.

use super::{Document, Edit, EditError};

/// The document now, and all it has been since it was opened.
#[derive(Clone, Debug)]
pub struct History {
    present: Document,
    past: Vec<Step>,
    future: Vec<Step>,
    /// A sealed gesture takes no further edits in; the next one is a step of its own.
    sealed: bool,
    revision: u64,
}

/// An edit and the document on the other side of it: before it in the past, after it in the future.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was done.
    pub edit: Edit,
    document: Document,
}

impl History {
    /// A history that begins with this document.
    pub fn new(document: Document) -> Self {
        Self {
            present: document,
            past: Vec::new(),
            future: Vec::new(),
            sealed: true,
            revision: 0,
        }
    }

    /// The document now.
    pub fn document(&self) -> &Document {
        &self.present
    }

    /// Another number whenever the document has changed; never the same again.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Carries out an edit. One that continues the last one of an open gesture joins its step; if it
    /// counts from where the gesture began, it takes the place of what was done since.
    /// A refused edit changes nothing.
    pub fn commit(&mut self, edit: Edit) -> Result<(), EditError> {
        let last = self.past.last().filter(|_| !self.sealed);
        let joined = last.filter(|last| last.edit.continues(&edit));
        let joins = joined.is_some();
        let from = joined.filter(|_| edit.starts_over());
        let next = edit.apply(from.map_or(&self.present, |step| &step.document))?;
        if next.same(&self.present) {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.present, next);
        self.future.clear();
        self.revision += 1;
        self.sealed = false;
        if joins {
            if let Some(last) = self.past.last_mut() {
                last.edit = edit;
            }
        } else {
            self.past.push(Step {
                edit,
                document: before,
            });
        }
        Ok(())
    }

    /// Carries out edits that are one step to a person, each on what the last one made; a refused one
    /// changes nothing and does not keep the others back. What undo names is the last one accepted, or
    /// the data that came before groups of their units.
    pub fn commit_together(
        &mut self,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Vec<Result<(), EditError>> {
        self.commit_all(edits).0
    }

    /// The same, and the edits that changed something.
    pub(super) fn commit_all(
        &mut self,
        edits: impl IntoIterator<Item = Edit>,
    ) -> (Vec<Result<(), EditError>>, Vec<Edit>) {
        let before = self.present.clone();
        let mut kept = Vec::new();
        let mut outcomes = Vec::new();
        for edit in edits {
            let outcome = edit.apply(&self.present).map(|next| {
                if !next.same(&self.present) {
                    self.present = next;
                    kept.push(edit);
                }
            });
            outcomes.push(outcome);
        }
        let groups = |it: &&Edit| matches!(it, Edit::TakeGroups { .. });
        let named = kept.iter().rev().find(|it| !groups(it));
        if let Some(edit) = named.or(kept.last()) {
            self.future.clear();
            self.revision += 1;
            self.sealed = true;
            self.past.push(Step {
                edit: edit.clone(),
                document: before,
            });
        }
        (outcomes, kept)
    }

    /// Ends a gesture: the button is released, the field is left.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// Whether the next edit is a step of its own.
    pub fn is_sealed(&self) -> bool {
        self.sealed
    }

    /// The document that all steps to undo began with.
    pub fn beginning(&self) -> &Document {
        self.past
            .first()
            .map_or(&self.present, |step| &step.document)
    }

    /// The steps to undo, the earliest first, then the steps to redo, the next one first.
    pub fn steps(&self) -> (impl Iterator<Item = &Edit>, impl Iterator<Item = &Edit>) {
        let past = self.past.iter().map(|step| &step.edit);
        let future = self.future.iter().rev().map(|step| &step.edit);
        (past, future)
    }

    /// How many steps there are to undo.
    pub fn behind(&self) -> usize {
        self.past.len()
    }

    /// How many steps there are to redo.
    pub fn ahead(&self) -> usize {
        self.future.len()
    }

    /// What undo would take back.
    pub fn undoable(&self) -> Option<&Edit> {
        self.past.last().map(|step| &step.edit)
    }

    /// What redo would do again.
    pub fn redoable(&self) -> Option<&Edit> {
        self.future.last().map(|step| &step.edit)
    }

    /// Goes back one step; false where there is none.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.past.pop() else {
            return false;
        };
        let document = std::mem::replace(&mut self.present, step.document);
        self.future.push(Step {
            edit: step.edit,
            document,
        });
        self.moved()
    }

    /// Goes forward one step; false where there is none.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.future.pop() else {
            return false;
        };
        let document = std::mem::replace(&mut self.present, step.document);
        self.past.push(Step {
            edit: step.edit,
            document,
        });
        self.moved()
    }

    fn moved(&mut self) -> bool {
        self.sealed = true;
        self.revision += 1;
        true
    }
}
