//! What taking an incoming file in as data does: the edits, and what they would change.

use std::{path::Path, sync::Arc};

use super::{
    action::ReadAs,
    incoming::{Incoming, year_in},
    vintages::today,
};
use crate::{
    import::{
        Table,
        names::Registry,
        recipe::{self, ReadingRecipe},
        sheet_map::Corrections,
    },
    project::{Dataset, DatasetId, Diff, Edit, compare},
};

impl Incoming {
    /// What taking it would change; none where it cannot be taken as it is.
    pub(super) fn changes(&self, dataset: &Dataset) -> Option<Diff> {
        match (self.read_as, &self.table) {
            (ReadAs::Yearbook, _) => compare(dataset, &self.yearbook.as_ref()?.tables).ok(),
            (ReadAs::List, _) => {
                let tallied = self.tallying()?.tallied.as_ref().ok()?;
                compare(dataset, std::slice::from_ref(&tallied.table)).ok()
            }
            (ReadAs::Framework | ReadAs::Published, _) | (_, Err(_)) => None,
            (_, Ok(table)) => compare(dataset, std::slice::from_ref(table)).ok(),
        }
    }

    /// The edit that takes it in as data: values of the project that it changes are refreshed.
    pub(super) fn taking(&self, dataset: DatasetId) -> Option<Edit> {
        let mut tables = match (self.read_as, &self.table) {
            (ReadAs::Yearbook, _) => self.yearbook.as_ref()?.tables.clone(),
            (ReadAs::List, _) => {
                let tallied = self.tallying()?.tallied.as_ref().ok()?;
                vec![Arc::new(tallied.table.clone())]
            }
            (ReadAs::Published, _) => return self.published.as_ref()?.taking(dataset),
            (ReadAs::Framework, _) | (_, Err(_)) => return None,
            (_, Ok(table)) => vec![Arc::clone(table)],
        };
        for table in &mut tables {
            Arc::make_mut(table).read_on = Some(today());
        }
        let changes = self.diff.as_ref().is_some_and(|it| !it.changes.is_empty());
        let corrections = self.choices.clone();
        Some(match (<[Arc<Table>; 1]>::try_from(tables), changes) {
            (Ok([table]), true) => Edit::Refresh {
                dataset,
                tables: vec![table],
                corrections,
            },
            (Err(tables), true) => Edit::Refresh {
                dataset,
                tables,
                corrections,
            },
            (Ok([table]), false) => Edit::TakeTable { dataset, table },
            (Err(tables), false) => Edit::TakeTables { dataset, tables },
        })
    }

    /// The edit that keeps how it was read, for next year's file.
    pub(super) fn remembering(&self, dataset: DatasetId) -> Option<Edit> {
        let none = Corrections::default();
        let (read_as, sheet, said, tables) = match (self.read_as, &self.table, &self.yearbook) {
            (ReadAs::Yearbook, _, Some(yearbook)) => {
                let tables = yearbook.tables.iter().map(AsRef::as_ref).collect();
                let said = yearbook.all_said();
                (recipe::ReadAs::Sheet, yearbook.sheet, said, tables)
            }
            (ReadAs::Data | ReadAs::Whatever, Ok(table), _) => {
                let at = self
                    .book
                    .sheets
                    .iter()
                    .position(|it| it.name == table.sheet)?;
                let read_as = recipe::ReadAs::List(self.layout.clone());
                (read_as, at, none, vec![table.as_ref()])
            }
            _ => return None,
        };
        let name = match &self.again {
            Some(again) => again.recipe.name.clone(),
            None => self.recipe_name(sheet),
        };
        let lesson = recipe::Lesson {
            name: &name,
            book: &self.book,
            sheet,
            read_as,
            corrections: &said,
            tables,
        };
        let recipe = ReadingRecipe::learn(&lesson, Registry::bundled())?;
        let recipe = Arc::new(recipe);
        Some(Edit::KeepRecipe { dataset, recipe })
    }

    /// A name for the recipe of a file: that of the file without its year, and the sheet where there
    /// are several.
    fn recipe_name(&self, sheet: usize) -> String {
        let stem = Path::new(&self.book.file).file_stem();
        let stem = stem
            .map(|it| it.to_string_lossy().into_owned())
            .unwrap_or_default();
        let year = year_in(&stem).unwrap_or_default();
        // What stood on both sides of the year is one name.
        let marks = [' ', '-', '_', '年', '.'];
        let parts: Vec<&str> = match stem.split_once(&year) {
            Some((before, after)) if !year.is_empty() => vec![
                before.trim_end_matches(marks),
                after.trim_start_matches(marks),
            ],
            _ => vec![&stem],
        };
        let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        let bare = parts.join(" ");
        let bare = bare.trim_matches(marks);
        let name = if bare.is_empty() { stem.as_str() } else { bare };
        match self.book.sheets.get(sheet) {
            Some(sheet) if self.book.sheets.len() > 1 => format!("{name} · {}", sheet.name),
            _ => name.to_owned(),
        }
    }
}
