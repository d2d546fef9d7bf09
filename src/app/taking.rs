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
        let tables = self.tables();
        (!tables.is_empty()).then(|| compare(dataset, &tables).ok())?
    }

    /// The edit that takes its tables in as data: values of the project that it changes are refreshed.
    /// `tables` are what is left of them once contradictions are decided.
    pub(super) fn taking(&self, dataset: DatasetId, mut tables: Vec<Arc<Table>>) -> Option<Edit> {
        for table in &mut tables {
            Arc::make_mut(table).read_on = Some(today());
        }
        let changes = self.diff.as_ref().is_some_and(|it| !it.changes.is_empty());
        let corrections = self.choices.clone();
        Some(match (<[Arc<Table>; 1]>::try_from(tables), changes) {
            (Err(none), _) if none.is_empty() => return None,
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

    /// The edit that keeps how it was read, for next year's file. `joined` is what relation sheets are
    /// called that go in as one.
    pub(super) fn remembering(&self, dataset: DatasetId, joined: Option<&str>) -> Option<Edit> {
        let recipe = match self.read_as {
            ReadAs::Relations => self.learnt_relation(joined),
            _ => self.learnt(),
        };
        let recipe = Arc::new(recipe?);
        Some(Edit::KeepRecipe { dataset, recipe })
    }

    fn learnt_relation(&self, joined: Option<&str>) -> Option<ReadingRecipe> {
        let relation = joined.unwrap_or(&self.related.name);
        let name = self.recipe_called(self.related.sheet?);
        self.related.learnt(&self.book, relation, &name)
    }

    /// The name of the recipe it is read by, else one that suits it.
    fn recipe_called(&self, sheet: usize) -> String {
        match self.again_now() {
            Some(again) => again.recipe.name.clone(),
            None => self.recipe_name(sheet),
        }
    }

    fn learnt(&self) -> Option<ReadingRecipe> {
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
        let name = self.recipe_called(sheet);
        let lesson = recipe::Lesson {
            name: &name,
            book: &self.book,
            sheet,
            read_as,
            corrections: &said,
            tables,
        };
        ReadingRecipe::learn(&lesson, Registry::bundled())
    }

    /// A name for the recipe of a file: that of the file without its year and unit, and the sheet where
    /// there are several. Sheets of one a year or a unit share one.
    fn recipe_name(&self, sheet: usize) -> String {
        let unit = self.unit_said().trim();
        let bare = |name: &str| without_year(&without_unit(name, unit));
        let stem = Path::new(&self.book.file).file_stem();
        let stem = stem
            .map(|it| it.to_string_lossy().into_owned())
            .unwrap_or_default();
        let title = self.yearbook.as_ref().and_then(|it| it.map.tables.first());
        let title = title.filter(|_| !unit.is_empty());
        let title = title.map(|it| bare(&it.title)).unwrap_or_default();
        // A file that is called by its unit alone is known by its title.
        let names = [bare(&stem), title, stem.clone()];
        let name = names.into_iter().find(|it| !it.is_empty());
        let name = name.unwrap_or_default();
        let sheet = self.book.sheets.get(sheet);
        let sheet = sheet.filter(|_| self.book.sheets.len() > 1);
        let part = sheet.map(|it| match self.only {
            Some(_) => bare(&it.name),
            None => it.name.clone(),
        });
        match part.filter(|it| !it.is_empty()) {
            Some(part) => format!("{name} · {part}"),
            None => name,
        }
    }
}

/// A name without the unit in it, however much of 省, 市 or the like stands behind it.
fn without_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() {
        return name.to_owned();
    }
    let marks = [' ', '-', '_', '省', '市', '（', '）', '(', ')'];
    name.replacen(unit, "", 1).trim_matches(marks).to_owned()
}

/// A name without the year in it: what stood on both sides of it is one name.
fn without_year(name: &str) -> String {
    let year = year_in(name).unwrap_or_default();
    let marks = [' ', '-', '_', '年', '.'];
    // What stood on both sides of the year is one name.
    let parts: Vec<&str> = match name.split_once(&year) {
        Some((before, after)) if !year.is_empty() => vec![
            before.trim_end_matches(marks),
            after.trim_start_matches(marks),
        ],
        _ => vec![name],
    };
    let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(" ").trim_matches(marks).to_owned()
}
