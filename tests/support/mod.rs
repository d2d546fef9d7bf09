//! Documents from pictures of tables.

pub(crate) mod picture;

use std::sync::Arc;

use heng::project::{DatasetId, Document, Edit};

/// The dataset of [`document`].
pub(crate) const MAIN: DatasetId = DatasetId(1);

/// The edit that takes the picture of a table in.
pub(crate) fn take(picture: &str) -> Edit {
    Edit::TakeTable {
        dataset: MAIN,
        table: Arc::new(picture::table("cities.csv", picture)),
    }
}

/// The document after some edits on an empty one.
pub(crate) fn document(edits: impl IntoIterator<Item = Edit>) -> Document {
    let empty = Document::new("index");
    edits
        .into_iter()
        .fold(empty, |document, edit| edit.apply(&document).unwrap())
}
