//! `[[published]]`: published scores and ranks to hold the results against.

use std::{path::Path, sync::Arc};

use super::{
    BuildError, KeyError,
    build::{Read, Work},
    keys::Section,
    parse::text,
};
use crate::{
    engine::{NodeId, Period},
    import::{
        Book, Layout, Published, Table, TableError, names::Registry, plain_is_sure, recognise,
        sheet_map::taken_with_ranks, understand,
    },
    project::{Dataset, Edit, Figures, VintageSource, tie},
};

/// A published table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublishedFile {
    /// Relative to the index file.
    pub file: String,
    /// What is known of its layout; the period is of columns that tell none.
    pub layout: Layout,
    /// What its vintage is called; else as the file, without its ending.
    pub name: Option<String>,
    /// When it was published, in free words.
    pub date: Option<String>,
    /// Free words about it.
    pub note: Option<String>,
    /// The nodes that columns mean by their headers, where the words do not tell.
    pub columns: Vec<(String, String)>,
}

/// Reads the keys of a published table.
pub(super) fn published(mut keys: Section<'_>) -> Result<PublishedFile, KeyError> {
    let file = keys.need("file")?.text()?;
    let header_row = keys.get("header_row").map(|row| row.count()).transpose()?;
    let layout = Layout {
        sheet: text(&mut keys, "sheet")?,
        header_row: header_row.map(|row| row.try_into().unwrap_or(u32::MAX)),
        unit_column: text(&mut keys, "unit_column")?,
        period_column: text(&mut keys, "period_column")?,
        period: keys.get("period").map(|it| it.period()).transpose()?,
        measure: None,
    };
    let columns = match keys.get("columns") {
        Some(entry) => entry
            .section()?
            .named()
            .map(|(header, entry)| Ok((header, entry.text()?)))
            .collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    let read = PublishedFile {
        file,
        layout,
        name: text(&mut keys, "name")?,
        date: text(&mut keys, "date")?,
        note: text(&mut keys, "note")?,
        columns,
    };
    keys.finish()?;
    Ok(read)
}

impl Work {
    /// Takes published tables in as vintages.
    pub(super) fn published(
        &mut self,
        all: &[PublishedFile],
        read: Read<'_>,
    ) -> Result<(), BuildError> {
        for (number, one) in (1..).zip(all) {
            let book = read(&one.file)?;
            self.findings.extend(book.findings.iter().cloned());
            self.take_published(&format!("published {number}"), one, &book)?;
        }
        Ok(())
    }

    fn take_published(
        &mut self,
        key: &str,
        one: &PublishedFile,
        book: &Book,
    ) -> Result<(), BuildError> {
        let nodes = one.columns.iter().map(|(header, name)| {
            let node = self.node(&format!("{key}.columns.\"{header}\""), name)?;
            Ok((header.as_str(), node))
        });
        let nodes: Vec<(&str, NodeId)> = nodes.collect::<Result<_, BuildError>>()?;
        let mut best: Option<(usize, Published, Figures)> = None;
        for mut tables in readings(book, &one.layout)? {
            self.settle(&mut tables);
            let published = Published::of(&tables);
            let period = one.layout.period.as_ref();
            let figures = tied(self.main()?, &published, period, &nodes)?;
            let known = known(&figures);
            if best.as_ref().is_none_or(|(most, ..)| known > *most) {
                best = Some((known, published, figures));
            }
        }
        let Some((_, published, figures)) = best else {
            let file = book.file.clone();
            return Err(TableError::NoTable { file }.into());
        };
        let stem = Path::new(&book.file).file_stem();
        let stem = stem.map_or_else(|| book.file.clone(), |it| it.to_string_lossy().into_owned());
        let edit = Edit::TakeVintage {
            dataset: self.dataset,
            name: one.name.clone().unwrap_or(stem),
            note: one.note.clone().unwrap_or_default(),
            source: VintageSource {
                file: published.file,
                sheet: published.sheet,
                sha256: published.sha256,
                date: one.date.clone().unwrap_or_default(),
            },
            figures: Arc::new(figures),
        };
        self.choose(key, &edit)
    }
}

/// The tables of a book as a plain list, and as a sheet of any layout where the list leaves doubt.
fn readings(book: &Book, layout: &Layout) -> Result<Vec<Vec<Table>>, TableError> {
    let plain = recognise(book, layout);
    if let Ok(plain) = &plain
        && plain_is_sure(plain)
    {
        return Ok(vec![vec![plain.clone()]]);
    }
    let registry = Registry::bundled();
    let mapped = understand(book, layout, None, registry).ok().map(|found| {
        let tables = found.map.tables.iter();
        let taken = tables.flat_map(|it| taken_with_ranks(it, book, &found.sheet, registry));
        taken.collect::<Vec<Table>>()
    });
    let mapped = mapped.filter(|it| !it.is_empty());
    match (plain, mapped) {
        (Err(error), None) => Err(error),
        (plain, mapped) => Ok(plain
            .ok()
            .map(|it| vec![it])
            .into_iter()
            .chain(mapped)
            .collect()),
    }
}

/// The figures of a published table, with its columns tied as the index file says.
fn tied(
    dataset: &Dataset,
    published: &Published,
    period: Option<&Period>,
    nodes: &[(&str, NodeId)],
) -> Result<Figures, BuildError> {
    let mut figures = tie(dataset, published, period)?;
    for column in &mut figures.columns {
        let said = nodes.iter().find(|(header, _)| *header == column.name);
        match said {
            Some((_, node)) => column.node = Some(*node),
            // What a person ties to a node is taken from whatever else looked like it.
            None => {
                column.node = column
                    .node
                    .filter(|it| nodes.iter().all(|(_, node)| node != it))
            }
        }
    }
    Ok(figures)
}

/// How many numbers there are for units and nodes that the dataset knows.
fn known(figures: &Figures) -> usize {
    let columns = figures.columns.iter().filter(|it| it.node.is_some());
    let units = figures.units.iter().filter(|it| it.unit.is_some());
    columns.count() * units.count()
}
