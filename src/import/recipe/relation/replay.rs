//! A relation sheet is read as the last one of its kind was.

use super::{KnownRelation, RelationDifference, period};
use crate::import::{
    Book, Sheet,
    recipe::{Difference, ReadAs, ReadingRecipe, Replayed},
    relations::{RelationLayout, RelationLooked, looked},
    sheet_map::{Corrections, SheetMap},
};

/// What came of reading a relation sheet by a recipe.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplayedRelation {
    /// How it lies, with the period of edges that tell none.
    pub layout: RelationLayout,
    /// What was read of it.
    pub looked: RelationLooked,
}

impl ReadingRecipe {
    /// Reads a relation sheet as the last one was read, however well it fits.
    pub(in crate::import::recipe) fn replay_relation(
        &self,
        known: &KnownRelation,
        (book, place, on): (&Book, usize, &Sheet),
    ) -> Replayed {
        let lay = known.lay(on, &self.said);
        let mut differences = Vec::new();
        let mut layout = lay.layout.clone();
        let plain = looked(book, &layout);
        let told = plain.table.as_ref().ok().and_then(|it| it.directed);
        if let Some(now) = told.filter(|it| Some(*it) != known.told && *it != known.directed) {
            differences.push(Difference::Relation(RelationDifference::OtherDirection {
                now,
            }));
        }
        layout.directed = Some(known.directed);
        if let Ok(table) = &plain.table {
            let same = book.sha256 == self.sha256;
            layout.period = period::now(&self.period, table, same, &mut differences);
        }
        let looked = looked(book, &layout);
        differences.extend(self.unlike_relation(known, &lay, on, &looked));
        differences.sort_by_key(|it| !it.asks());
        Replayed {
            sheet: place,
            file: book.file.clone(),
            sheet_name: on.name.clone(),
            fit: self.fit(&book.file, on),
            read_as: ReadAs::Relations(Box::new(known.clone())),
            corrections: Corrections::default(),
            map: SheetMap::default(),
            tables: Vec::new(),
            relation: Some(Box::new(ReplayedRelation { layout, looked })),
            differences,
        }
    }
}
