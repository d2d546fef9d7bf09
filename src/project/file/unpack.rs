//! The bytes of a project file into a document.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use zip::{ZipArchive, ZipWriter};

use super::{
    FORMAT, LARGEST, OpenError, Watch,
    check::check,
    edges,
    pack::{DOCUMENT, MANIFEST, Manifest, Piece, checksum, in_parallel},
    series,
};
use crate::{
    engine::{Column, Panel, Period, VariableId},
    project::{DatasetId, Document, FileBytes, originals},
};

/// All that stands in a project file.
pub(super) struct Unpacked {
    pub(super) document: Document,
    pub(super) manifest: Manifest,
    /// SHA-256 of the manifest itself.
    pub(super) manifest_checksum: String,
    /// Parts this program does not know.
    pub(super) extra: Vec<Piece>,
}

/// Reads a project file; `file` is its name in errors.
pub(super) fn unpack(file: &str, bytes: &[u8]) -> Result<Unpacked, OpenError> {
    unpack_watched(file, bytes, &|_, _| ControlFlow::Continue(()))
}

/// The same, watched.
pub(super) fn unpack_watched(
    file: &str,
    bytes: &[u8],
    watch: Watch<'_>,
) -> Result<Unpacked, OpenError> {
    let mut parts = Parts::open(file, bytes)?;
    let (manifest, manifest_checksum) = parts.manifest()?;
    if manifest.minimum_reader > FORMAT {
        return Err(OpenError::Newer {
            file: file.to_owned(),
            format: manifest.format,
        });
    }
    parts.checksums = manifest.checksums.clone();
    let text = parts.read(DOCUMENT)?;
    let mut document: Document =
        serde_json::from_slice(&text).map_err(|error| parts.damaged(DOCUMENT, &error))?;
    for (dataset, variable, series) in read_panels(&parts, &mut document, watch)? {
        put(&mut document, dataset, variable, series);
    }
    read_relations(&parts, &mut document)?;
    read_originals(&mut parts, &mut document)?;
    check(&document).map_err(|reason| parts.damaged(DOCUMENT, &reason))?;
    let extra = parts.extra()?;
    Ok(Unpacked {
        document,
        manifest,
        manifest_checksum,
        extra,
    })
}

/// The values of one variable by period.
type Values = Vec<(Period, Column)>;

/// Gives each dataset its rows, and reads the values of all variables side by side.
fn read_panels(
    parts: &Parts<'_>,
    document: &mut Document,
    watch: Watch<'_>,
) -> Result<Vec<(DatasetId, VariableId, Values)>, OpenError> {
    give_rows(document);
    let document = &*document;
    let wanted: Vec<_> = document
        .datasets
        .iter()
        .flat_map(|dataset| dataset.variables.iter().map(move |it| (dataset, it.id)))
        .filter(|(dataset, variable)| {
            parts
                .checksums
                .contains_key(&series::part_of(dataset.id, *variable))
        })
        .collect();
    let done = AtomicU64::new(0);
    let read = in_parallel(&wanted, |(dataset, variable)| {
        let before = done.fetch_add(1, Ordering::Relaxed);
        if watch(before, wanted.len() as u64).is_break() {
            return Err(parts.stopped());
        }
        let name = series::part_of(dataset.id, *variable);
        let bytes = parts.clone().read(&name)?;
        let values =
            series::read(&dataset.panel, &bytes).map_err(|reason| parts.damaged(&name, &reason))?;
        Ok((dataset.id, *variable, values))
    });
    read.into_iter().collect()
}

/// Reads the edges of all relations side by side.
fn read_relations(parts: &Parts<'_>, document: &mut Document) -> Result<(), OpenError> {
    let wanted = document.datasets.iter().flat_map(|dataset| {
        let relations = dataset.relations.iter();
        relations.map(|it| edges::part_of(dataset.id, it.id))
    });
    let wanted: Vec<String> = wanted.collect();
    let read = in_parallel(&wanted, |name| {
        let bytes = parts.clone().read(name)?;
        edges::read(&bytes).map_err(|reason| parts.damaged(name, &reason))
    });
    let mut read = read.into_iter();
    for dataset in &mut document.datasets {
        if dataset.relations.is_empty() {
            continue;
        }
        for relation in Arc::make_mut(&mut Arc::make_mut(dataset).relations) {
            relation.list = Arc::new(read.next().transpose()?.unwrap_or_default());
        }
    }
    Ok(())
}

/// Reads the originals, each of which has to be the file it was.
fn read_originals(parts: &mut Parts<'_>, document: &mut Document) -> Result<(), OpenError> {
    if document.originals.is_empty() {
        return Ok(());
    }
    for (sha256, original) in Arc::make_mut(&mut document.originals) {
        let name = originals::part_of(sha256, &original.file);
        let bytes = parts.read(&name)?;
        if checksum(&bytes) != *sha256 {
            return Err(parts.damaged(&name, &"it is not the file it was"));
        }
        original.bytes = FileBytes::from(bytes);
    }
    Ok(())
}

/// Every unit has a row.
pub(super) fn give_rows(document: &mut Document) {
    for dataset in &mut document.datasets {
        let dataset = Arc::make_mut(dataset);
        let mut panel = Panel::default();
        panel.add_rows(dataset.units.iter().map(|unit| unit.id));
        dataset.panel = panel;
    }
}

pub(super) fn put(
    document: &mut Document,
    dataset: DatasetId,
    variable: VariableId,
    values: Values,
) {
    let found = document.datasets.iter_mut().find(|it| it.id == dataset);
    if let Some(dataset) = found {
        let dataset = Arc::make_mut(dataset);
        for (period, column) in values {
            dataset.panel.set_column(variable, period, column);
        }
    }
}

/// An archive whose parts are read one by one, counting what they unpack to.
#[derive(Clone)]
pub(super) struct Parts<'a> {
    file: &'a str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    pub(super) checksums: BTreeMap<String, String>,
    left: Arc<AtomicU64>,
}

impl<'a> Parts<'a> {
    pub(super) fn open(file: &'a str, bytes: &'a [u8]) -> Result<Self, OpenError> {
        let not = || OpenError::NotAProject {
            file: file.to_owned(),
        };
        let archive = ZipArchive::new(Cursor::new(bytes)).or(Err(not()))?;
        archive.index_for_name(MANIFEST).ok_or_else(not)?;
        Ok(Self {
            file,
            archive,
            checksums: BTreeMap::new(),
            left: Arc::new(AtomicU64::new(LARGEST)),
        })
    }

    fn stopped(&self) -> OpenError {
        OpenError::Stopped {
            file: self.file.to_owned(),
        }
    }

    pub(super) fn damaged(&self, part: &str, reason: &dyn ToString) -> OpenError {
        OpenError::Damaged {
            file: self.file.to_owned(),
            part: part.to_owned(),
            reason: reason.to_string(),
        }
    }

    /// The names of all parts, but for folders.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let names = (0..self.archive.len()).filter_map(|at| self.archive.name_for_index(at)?.ok());
        let files = names.filter(|it| !it.ends_with('/'));
        files.map(std::borrow::Cow::into_owned).collect()
    }

    /// The manifest, and SHA-256 of it.
    pub(super) fn manifest(&mut self) -> Result<(Manifest, String), OpenError> {
        let bytes = self.inflate(MANIFEST)?;
        let manifest =
            serde_json::from_slice(&bytes).map_err(|error| self.damaged(MANIFEST, &error))?;
        Ok((manifest, checksum(&bytes)))
    }

    /// A part of which the manifest knows the checksum.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, OpenError> {
        let bytes = self.inflate(name)?;
        match self.checksums.get(name) {
            Some(expected) if *expected == checksum(&bytes) => Ok(bytes),
            Some(_) => Err(self.damaged(name, &"checksum differs")),
            None => Err(self.damaged(name, &"not in the manifest")),
        }
    }

    fn inflate(&mut self, name: &str) -> Result<Vec<u8>, OpenError> {
        let left = Arc::clone(&self.left);
        let unpacked = match self.archive.by_name(name) {
            Ok(mut part) => inflate(&mut part, &left),
            Err(error) => Err(Some(error.to_string())),
        };
        unpacked.map_err(|error| match error {
            Some(reason) => self.damaged(name, &reason),
            None => OpenError::TooLarge {
                file: self.file.to_owned(),
            },
        })
    }

    /// The parts that this program does not know, packed as they are. Names that lead out of a
    /// folder are ignored, and so are folders.
    fn extra(&mut self) -> Result<Vec<Piece>, OpenError> {
        let mut extra = Vec::new();
        for at in 0..self.archive.len() {
            let name = match self.archive.name_for_index(at) {
                Some(Ok(name)) => name.into_owned(),
                _ => continue,
            };
            if is_known(&name) || !is_safe(&name) {
                continue;
            }
            let checksum = match self.checksums.get(&name) {
                Some(known) => known.clone(),
                None => checksum(&self.inflate(&name)?),
            };
            let packed = self
                .alone(at)
                .map_err(|reason| self.damaged(&name, &reason))?;
            extra.push(Piece {
                name,
                checksum,
                packed,
            });
        }
        // Whoever wrote them last, the same parts give the same file.
        extra.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(extra)
    }

    fn alone(&mut self, at: usize) -> Result<Vec<u8>, zip::result::ZipError> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.raw_copy_file(self.archive.by_index_raw(at)?)?;
        Ok(archive.finish()?.into_inner())
    }
}

/// Whether a part is one of ours.
pub(super) fn is_known(name: &str) -> bool {
    name == MANIFEST
        || name == DOCUMENT
        || series::is_part(name)
        || edges::is_part(name)
        || originals::is_part(name)
}

/// Whether the name of a part stays within a folder on every system.
pub(in crate::project) fn is_safe(name: &str) -> bool {
    let step = |step: &str| {
        let end = step.chars().next_back();
        !matches!(step, "" | "." | "..")
            && !matches!(end, Some('.' | ' '))
            && !step.contains(['\\', ':', '*', '?', '"', '<', '>', '|'])
            && !step.chars().any(char::is_control)
            && !is_device(step)
    };
    name.len() <= 1000 && name.split('/').all(step)
}

/// Names that mean devices on Windows, with any ending.
fn is_device(step: &str) -> bool {
    let device = step
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|it| {
        let rest = device.strip_prefix(it);
        rest.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|it| it.is_ascii_digit()))
    });
    numbered || matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL")
}

/// Unpacks a part, counting; none where the count goes beyond the limit.
pub(super) fn inflate(part: &mut impl Read, left: &AtomicU64) -> Result<Vec<u8>, Option<String>> {
    let mut bytes = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    loop {
        let count = part
            .read(&mut chunk)
            .map_err(|error| Some(error.to_string()))?;
        let Some(read) = chunk.get(..count).filter(|it| !it.is_empty()) else {
            return Ok(bytes);
        };
        let less = |left: u64| left.checked_sub(count as u64);
        if left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less)
            .is_err()
        {
            return Err(None);
        }
        bytes.extend_from_slice(read);
    }
}
