//! A relation sheet on its way in: what was recognised, and what a person said of it.

use std::sync::Arc;

use super::incoming::Incoming;
use crate::{
    import::{
        Book, Finding, TableError, is_contents,
        relations::{RelationLayout, RelationRole, RelationTable, relations},
    },
    project::{DatasetId, Edit},
};

/// A file as a relation sheet.
#[derive(Debug)]
pub(super) struct Related {
    /// What is known of its layout.
    layout: RelationLayout,
    /// The period as it is being typed.
    pub period: String,
    /// The relation's name as it is being typed.
    pub name: String,
    /// What was recognised.
    pub table: Result<Arc<RelationTable>, TableError>,
}

/// What a person says of a relation sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relating {
    /// What it is called.
    Name(String),
    /// The period of edges that tell none.
    Period(String),
    /// Whether edges have a direction.
    Directed(bool),
    /// What the column of a header tells.
    Role(String, RelationRole),
}

impl Incoming {
    /// Follows what a person says of a relation sheet.
    pub(super) fn relate(&mut self, said: Relating) {
        self.related.say(&self.book, said);
    }
}

impl Related {
    /// Looks at a file, or only at the sheet named.
    pub(super) fn new(book: &Book, sheet: Option<&str>) -> Self {
        let layout = RelationLayout {
            sheet: sheet.map(str::to_owned),
            ..RelationLayout::default()
        };
        let table = relations(book, &layout).map(Arc::new);
        Self {
            layout,
            period: String::new(),
            name: table.as_ref().map(|it| it.name()).unwrap_or_default(),
            table,
        }
    }

    /// Whether it looks at the sheet named, or at none by name.
    pub(super) fn is_of(&self, sheet: Option<&str>) -> bool {
        self.layout.sheet.as_deref() == sheet
    }

    /// Whether the file is surely a relation sheet from its first sheet on.
    pub(super) fn is_sure(&self, book: &Book) -> bool {
        let mut shown = book.sheets.iter().filter(|it| !it.hidden);
        let first = shown.find(|it| !it.cells.is_empty() && !is_contents(it));
        let asked = self.layout.sheet.as_ref();
        let expected = asked.or_else(|| first.map(|it| &it.name));
        let table = self.table.as_ref();
        table.is_ok_and(|it| it.sure && Some(&it.sheet) == expected)
    }

    /// Follows what a person says.
    pub(super) fn say(&mut self, book: &Book, said: Relating) {
        match said {
            Relating::Name(name) => {
                self.name = name;
                return;
            }
            Relating::Period(period) => {
                let told = period.trim();
                self.layout.period = (!told.is_empty()).then(|| told.to_owned().into());
                self.period = period;
            }
            Relating::Directed(directed) => self.layout.directed = Some(directed),
            Relating::Role(name, role) => self.give(&name, role),
        }
        self.table = relations(book, &self.layout).map(Arc::new);
    }

    /// Gives a column a role; the column that had it takes the former one in turn.
    fn give(&mut self, name: &str, role: RelationRole) {
        let Ok(table) = &self.table else { return };
        let mut columns = table.columns.iter();
        let before = columns
            .find(|it| it.name == name)
            .map_or(RelationRole::Attribute, |it| it.role);
        let many = [RelationRole::Attribute, RelationRole::Running];
        let columns = table.columns.iter();
        let other = columns
            .filter(|it| it.role == role && it.name != name && !many.contains(&role))
            .map(|it| it.name.clone());
        let mut said: Vec<(String, RelationRole)> = other.map(|it| (it, before)).collect();
        said.push((name.to_owned(), role));
        self.layout
            .roles
            .retain(|(known, _)| said.iter().all(|(name, _)| name != known));
        self.layout.roles.extend(said);
    }

    /// Whether a column tells the period, so that none is asked for.
    pub(super) fn tells_periods(&self) -> bool {
        self.table.as_ref().is_ok_and(|table| {
            let mut columns = table.columns.iter();
            columns.any(|it| it.role == RelationRole::Period || it.period.is_some())
        })
    }

    /// What was noticed.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.table.iter().flat_map(|it| &it.findings)
    }

    /// The edit that takes it in.
    pub(super) fn taking(&self, dataset: DatasetId) -> Option<Edit> {
        let table = self.table.as_ref().ok()?;
        Some(Edit::TakeRelation {
            dataset,
            name: self.name.clone(),
            directed: table.directed.unwrap_or(false),
            table: Arc::clone(table),
        })
    }
}
