//! A published ranking on its way in: which of its columns and units the project knows.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use super::yearbook::Yearbook;
use crate::{
    engine::{NodeId, Period},
    import::{
        Book, KnownUnit, NameQuestion, Published, Table,
        names::{Aliases, Registry},
        settle,
        sheet_map::taken_with_ranks,
    },
    project::{Dataset, DatasetId, Edit, EditError, Figures, VintageSource, tie},
};

/// Nodes that a person tied columns to by their headers; none is to leave a column out.
pub(super) type Ties = BTreeMap<String, Option<NodeId>>;

/// What a file publishes, tied to a project.
#[derive(Debug)]
pub(super) struct Publication {
    /// What its vintage is to be called.
    pub name: String,
    /// Its numbers.
    pub figures: Result<Figures, EditError>,
    /// Names that a person should decide on.
    pub questions: Vec<NameQuestion>,
    /// It was read as a sheet of any layout, not as a plain list.
    pub mapped: bool,
    source: VintageSource,
}

/// How a file was read, and what a person said of it.
pub(super) struct Read<'a> {
    /// The file.
    pub book: &'a Book,
    /// As a plain list.
    pub table: Option<&'a Table>,
    /// As a sheet of any layout.
    pub yearbook: Option<&'a Yearbook>,
    /// The period of what tells of none.
    pub period: Option<Period>,
    /// Which units names mean.
    pub names: &'a Aliases,
    /// Which nodes columns mean.
    pub ties: &'a Ties,
}

impl Publication {
    /// Ties what a file publishes to a project: read as a plain list, or as a sheet of any layout where
    /// more of that is known.
    pub(super) fn new(read: &Read<'_>, dataset: &Dataset) -> Option<Self> {
        let listed = read.table.map(|it| vec![it.clone()]);
        let listed = listed.map(|it| Self::of(read, dataset, it, false));
        let mapped = read.yearbook.map(|it| mapped_tables(read.book, it));
        let mapped = mapped.filter(|it| !it.is_empty());
        let mapped = mapped.map(|it| Self::of(read, dataset, it, true));
        match (listed, mapped) {
            (Some(listed), Some(mapped)) if mapped.known() > listed.known() => Some(mapped),
            (listed, mapped) => listed.or(mapped),
        }
    }

    fn of(read: &Read<'_>, dataset: &Dataset, mut tables: Vec<Table>, mapped: bool) -> Self {
        let known: Vec<KnownUnit> = dataset.units.iter().map(KnownUnit::from).collect();
        let settled = settle(&mut tables, &known, read.names, Registry::bundled());
        let published = Published::of(&tables);
        let figures = tie(dataset, &published, read.period.as_ref());
        let figures = figures.map(|it| retied(it, read.ties));
        Self {
            name: free_name(dataset, &read.book.file),
            figures,
            questions: settled.questions,
            mapped,
            source: VintageSource {
                file: published.file,
                sheet: published.sheet,
                sha256: published.sha256,
                date: String::new(),
            },
        }
    }

    /// How many numbers it has for units and nodes that the project knows.
    fn known(&self) -> usize {
        self.figures.as_ref().map_or(0, |figures| {
            let columns = figures.columns.iter().filter(|it| it.node.is_some());
            let units = figures.units.iter().filter(|it| it.unit.is_some());
            columns.count() * units.count()
        })
    }

    /// Whether there is anything to compare.
    pub(super) fn is_ready(&self) -> bool {
        self.known() > 0 && self.figures.as_ref().is_ok_and(Figures::is_whole)
    }

    /// The edit that takes it.
    pub(super) fn taking(&self, dataset: DatasetId) -> Option<Edit> {
        let figures = self.figures.as_ref().ok().filter(|_| self.is_ready())?;
        Some(Edit::TakeVintage {
            dataset,
            name: self.name.clone(),
            note: String::new(),
            source: self.source.clone(),
            figures: Arc::new(figures.clone()),
        })
    }
}

/// What stands on the sheet in view, ranks among it.
fn mapped_tables(book: &Book, yearbook: &Yearbook) -> Vec<Table> {
    let Some(sheet) = book.sheets.get(yearbook.sheet) else {
        return Vec::new();
    };
    let tables = yearbook.map.tables.iter();
    let registry = Registry::bundled();
    tables
        .flat_map(|it| taken_with_ranks(it, book, &sheet.name, registry))
        .collect()
}

/// Ties columns as a person said; a node that goes to one column is taken from the others of its
/// period.
fn retied(mut figures: Figures, ties: &Ties) -> Figures {
    let said: BTreeSet<(NodeId, Period)> = figures
        .columns
        .iter()
        .filter_map(|it| Some(((*ties.get(&it.name)?)?, it.period.clone())))
        .collect();
    let mut given = BTreeSet::new();
    for column in &mut figures.columns {
        let period = column.period.clone();
        if let Some(node) = ties.get(&column.name) {
            column.node = node.filter(|&node| given.insert((node, period)));
        } else {
            let free = |node: &NodeId| !said.contains(&(*node, period.clone()));
            column.node = column.node.filter(free);
        }
    }
    figures
}

/// The file's name without its ending, with a number behind it where a vintage has that name.
fn free_name(dataset: &Dataset, file: &str) -> String {
    let stem = Path::new(file).file_stem();
    let stem = stem.map(|it| it.to_string_lossy().trim().to_owned());
    let name = stem.filter(|it| !it.is_empty());
    let name = name.unwrap_or_else(|| file.to_owned());
    let taken = |name: &str| dataset.vintages.iter().any(|it| it.name == name);
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names.find(|it| !taken(it)).unwrap_or_default()
}
