//! The parts of a project file, to and from bytes.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{Cursor, Read as _, Write as _},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zip::{ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{FORMAT, LARGEST, OpenError};
use crate::{
    engine::{Column, Panel, Period, UnitId, VariableId},
    project::{Dataset, DatasetId, Document, edit::DEEPEST},
};

const MANIFEST: &str = "manifest.json";
const DOCUMENT: &str = "document.json";

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// Of this file.
    format: u32,
    /// The oldest program that can read it knows this format.
    minimum_reader: u32,
    /// Which program wrote it.
    program: String,
    /// SHA-256 of every other part.
    checksums: BTreeMap<String, String>,
}

fn checksum(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").ok(); // Writing to a String cannot fail.
    }
    text
}

fn panel_part(dataset: DatasetId, variable: VariableId) -> String {
    format!("panel/{}/{}.csv", dataset.0, variable.0)
}

/// The bytes of a project file. The same document gives the same bytes.
pub fn write_parts(document: &Document) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut parts = vec![(DOCUMENT.to_owned(), serde_json::to_vec_pretty(document)?)];
    for dataset in &document.datasets {
        for variable in dataset.panel.variables() {
            parts.push((
                panel_part(dataset.id, variable),
                panel_csv(&dataset.panel, variable)?,
            ));
        }
    }
    let manifest = Manifest {
        format: FORMAT,
        minimum_reader: FORMAT,
        program: concat!("heng ", env!("CARGO_PKG_VERSION")).to_owned(),
        checksums: parts
            .iter()
            .map(|(name, bytes)| (name.clone(), checksum(bytes)))
            .collect(),
    };
    parts.insert(
        0,
        (MANIFEST.to_owned(), serde_json::to_vec_pretty(&manifest)?),
    );

    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in &parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// One variable: a row a unit, a column a period; empty is missing.
fn panel_csv(panel: &Panel, variable: VariableId) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let series: Vec<(&Period, &Column)> = panel.series(variable).into_iter().flatten().collect();
    let header = series.iter().map(|(period, _)| period.to_string());
    writer.write_record(std::iter::once("unit".to_owned()).chain(header))?;
    for (row, unit) in panel.rows().iter().enumerate() {
        let cells = series
            .iter()
            .map(|(_, column)| column.get(row).map(|x| x.to_string()).unwrap_or_default());
        writer.write_record(std::iter::once(unit.0.to_string()).chain(cells))?;
    }
    Ok(writer.into_inner()?)
}

/// The document of a project file's bytes; `file` is its name in errors.
pub fn read_parts(file: &str, bytes: &[u8]) -> Result<Document, OpenError> {
    let mut parts = Parts::open(file, bytes)?;
    let manifest: Manifest = parts.json(MANIFEST)?;
    if manifest.minimum_reader > FORMAT {
        return Err(OpenError::Newer {
            file: file.to_owned(),
            format: manifest.format,
        });
    }
    parts.checksums = manifest.checksums;
    let mut document: Document = parts.json(DOCUMENT)?;
    for dataset in &mut document.datasets {
        read_panel(&mut parts, Arc::make_mut(dataset))?;
    }
    check(&document).map_err(|reason| parts.damaged(DOCUMENT, &reason))?;
    Ok(document)
}

fn read_panel(parts: &mut Parts<'_>, dataset: &mut Dataset) -> Result<(), OpenError> {
    let mut panel = Panel::default();
    panel.add_rows(dataset.units.iter().map(|unit| unit.id));
    for variable in dataset.variables.iter() {
        let name = panel_part(dataset.id, variable.id);
        if !parts.checksums.contains_key(&name) {
            continue;
        }
        let bytes = parts.read(&name)?;
        read_series(&mut panel, variable.id, &bytes)
            .map_err(|reason| parts.damaged(&name, &reason))?;
    }
    dataset.panel = panel;
    Ok(())
}

fn read_series(panel: &mut Panel, variable: VariableId, bytes: &[u8]) -> Result<(), String> {
    let text = |error: csv::Error| error.to_string();
    let mut reader = csv::Reader::from_reader(bytes);
    let periods: Vec<Period> = reader
        .headers()
        .map_err(text)?
        .iter()
        .skip(1)
        .map(|name| Period::from(name.to_owned()))
        .collect();
    let mut columns = vec![vec![None; panel.rows().len()]; periods.len()];
    for record in reader.records() {
        let record = record.map_err(text)?;
        let unit = record.get(0).and_then(|id| id.parse().ok()).map(UnitId);
        let row = unit
            .and_then(|unit| panel.row_of(unit))
            .ok_or("a row of no unit")?;
        for (column, cell) in columns
            .iter_mut()
            .zip(record.iter().skip(1))
            .filter(|(_, cell)| !cell.is_empty())
        {
            let number: f64 = cell.parse().or(Err(format!("{cell:?} is no number")))?;
            if let Some(slot) = column.get_mut(row) {
                *slot = Some(number);
            }
        }
    }
    for (period, column) in periods.into_iter().zip(columns) {
        panel.set_column(variable, period, column.into());
    }
    Ok(())
}

/// An archive whose parts are read one by one, counting what they unpack to.
struct Parts<'a> {
    file: &'a str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    checksums: BTreeMap<String, String>,
    left: u64,
}

impl<'a> Parts<'a> {
    fn open(file: &'a str, bytes: &'a [u8]) -> Result<Self, OpenError> {
        let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
            return Err(OpenError::NotAProject {
                file: file.to_owned(),
            });
        };
        if archive.index_for_name(MANIFEST).is_none() {
            return Err(OpenError::NotAProject {
                file: file.to_owned(),
            });
        }
        Ok(Self {
            file,
            archive,
            checksums: BTreeMap::new(),
            left: LARGEST,
        })
    }

    fn damaged(&self, part: &str, reason: &dyn ToString) -> OpenError {
        OpenError::Damaged {
            file: self.file.to_owned(),
            part: part.to_owned(),
            reason: reason.to_string(),
        }
    }

    fn read(&mut self, name: &str) -> Result<Vec<u8>, OpenError> {
        let mut bytes = Vec::new();
        let unpacked: Result<(), ZipError> = self.archive.by_name(name).and_then(|part| {
            part.take(self.left + 1).read_to_end(&mut bytes)?;
            Ok(())
        });
        unpacked.map_err(|error| self.damaged(name, &error))?;
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            return Err(OpenError::TooLarge {
                file: self.file.to_owned(),
            });
        };
        self.left = left;
        match self.checksums.get(name) {
            Some(expected) if *expected != checksum(&bytes) => {
                Err(self.damaged(name, &"checksum differs"))
            }
            None if name != MANIFEST => Err(self.damaged(name, &"not in the manifest")),
            _ => Ok(bytes),
        }
    }

    fn json<T: serde::de::DeserializeOwned>(&mut self, name: &str) -> Result<T, OpenError> {
        let bytes = self.read(name)?;
        serde_json::from_slice(&bytes).map_err(|error| self.damaged(name, &error))
    }
}

/// What the readers of a document rely on and a damaged file could break.
fn check(document: &Document) -> Result<(), &'static str> {
    if document.datasets.is_empty() {
        return Err("no dataset");
    }
    let mut ids: Vec<u32> = document
        .datasets
        .iter()
        .map(|dataset| dataset.id.0)
        .collect();
    for dataset in &document.datasets {
        ids.extend(dataset.units.iter().map(|unit| unit.id.0));
        ids.extend(dataset.variables.iter().map(|variable| variable.id.0));
        ids.extend(dataset.scenarios.iter().map(|scenario| scenario.id.0));
        let Some(framework) = &dataset.framework else {
            continue;
        };
        if framework.root.level() > DEEPEST {
            return Err("the framework is too deep");
        }
        if framework.root.indicator().is_some() {
            return Err("the index is an indicator");
        }
        let nodes = framework.nodes();
        let tied = |id| dataset.variable(id).is_some();
        if !nodes
            .iter()
            .filter_map(|node| node.indicator())
            .all(|it| tied(it.variable))
        {
            return Err("an indicator reads no variable");
        }
        ids.extend(nodes.iter().map(|node| node.id.0));
    }
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err("two things have the same id");
    }
    if ids.last().is_some_and(|&last| !document.ids.is_above(last)) {
        return Err("ids would be given twice");
    }
    Ok(())
}
