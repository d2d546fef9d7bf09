//! `[[relations]]`: relation sheets, kept in the project beside the data.

use std::sync::Arc;

use super::{
    BuildError, KeyError,
    build::{Read, Work},
    keys::Section,
    parse::text,
};
use crate::{
    import::relations::{RelationLayout, relations},
    project::Edit,
};

/// A relation sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelationFile {
    /// Relative to the index file.
    pub file: String,
    /// What is known of its layout.
    pub layout: RelationLayout,
    /// What the relation is called; else as the title, the sheet or the file.
    pub name: Option<String>,
}

/// Reads the keys of a relation sheet.
pub(super) fn relation(mut keys: Section<'_>) -> Result<RelationFile, KeyError> {
    let read = RelationFile {
        file: keys.need("file")?.text()?,
        layout: RelationLayout {
            sheet: text(&mut keys, "sheet")?,
            directed: keys.get("directed").map(|it| it.truth()).transpose()?,
            period: keys.get("period").map(|it| it.period()).transpose()?,
            ..RelationLayout::default()
        },
        name: text(&mut keys, "name")?,
    };
    keys.finish()?;
    Ok(read)
}

impl Work {
    /// Takes relation sheets in. Where one does not tell whether its edges have a direction, they have
    /// none.
    pub(super) fn relations(
        &mut self,
        all: &[RelationFile],
        read: Read<'_>,
    ) -> Result<(), BuildError> {
        for (number, one) in (1..).zip(all) {
            let book = read(&one.file)?;
            self.findings.extend(book.findings.iter().cloned());
            let table = relations(&book, &one.layout)?;
            self.findings.extend(table.findings.iter().cloned());
            let edit = Edit::TakeRelation {
                dataset: self.dataset,
                name: one.name.clone().unwrap_or_else(|| table.name()),
                directed: table.directed.unwrap_or(false),
                table: Arc::new(table),
            };
            self.choose(&format!("relations {number}"), &edit)?;
        }
        Ok(())
    }
}
