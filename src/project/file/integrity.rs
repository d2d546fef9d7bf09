//! A project file looked at part by part.

use std::{collections::BTreeSet, path::Path};

use super::{
    LARGEST, Left, Loss, OpenError, edges,
    pack::{DOCUMENT, MANIFEST},
    read_damaged, series,
    unpack::{Parts, is_known, is_safe, unpack},
};
use crate::{
    engine::Severity,
    project::{
        Document,
        disk::{Disk as _, RealDisk},
        originals,
    },
};

/// A project file, and what is to be said of its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Integrity {
    /// The format of the file; none where its manifest is lost.
    pub format: Option<u32>,
    /// Which program wrote it; empty where its manifest is lost.
    pub program: String,
    /// How many parts it has.
    pub parts: usize,
    /// What is to be said of parts: errors, then all else, by name.
    pub noticed: Vec<PartNoticed>,
    /// The document, as far as it can be read.
    pub document: Document,
}

/// What is to be said of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartNoticed {
    /// Its name; empty for the file itself.
    pub part: String,
    /// What it is.
    pub what: PartProblem,
}

/// What is to be said of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartProblem {
    /// The list of parts at the end of the file is damaged.
    NoList,
    /// It is damaged, and this is left of it.
    Damaged(Left),
    /// The manifest names it, and it is not there.
    Missing,
    /// It is not the part that the manifest knows, or cannot be unpacked; nothing reads it.
    Changed,
    /// The manifest does not know it.
    Unlisted,
    /// Its name leads out of a folder; it is passed over.
    UnsafeName,
    /// Nothing of the document goes with it; the next save leaves it out.
    Orphan,
    /// This program does not know what it is for, and passes it on.
    Unknown,
}

impl PartProblem {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NoList | Self::Damaged(_) | Self::Missing | Self::Changed => Severity::Error,
            Self::Unlisted | Self::UnsafeName | Self::Orphan => Severity::Warning,
            Self::Unknown => Severity::Note,
        }
    }
}

/// Looks at every part of a project file. An error if it is none, or if its document cannot be read
/// at all.
pub fn look(path: &Path) -> Result<Integrity, OpenError> {
    let file = path.display().to_string();
    let read = RealDisk.read(path, LARGEST);
    let bytes = read.map_err(|source| match source.kind() {
        std::io::ErrorKind::FileTooLarge => OpenError::TooLarge { file: file.clone() },
        _ => OpenError::Unreadable {
            file: file.clone(),
            source,
        },
    })?;
    let mut noticed = Vec::new();
    let document = match unpack(&file, &bytes) {
        Ok(read) => read.document,
        Err(error @ (OpenError::Damaged { .. } | OpenError::NotAProject { .. })) => {
            let (document, losses) = read_damaged(&file, &bytes).or(Err(error))?;
            noticed.extend(losses.into_iter().map(damaged));
            document
        }
        Err(error) => return Err(error),
    };
    let mut seen = Integrity {
        format: None,
        program: String::new(),
        parts: 0,
        noticed,
        document,
    };
    match Parts::open(&file, &bytes) {
        Ok(parts) => seen.parts_of(parts),
        Err(_) => seen.notice("", PartProblem::NoList),
    }
    seen.noticed
        .sort_by(|a, b| (b.what.severity(), &a.part).cmp(&(a.what.severity(), &b.part)));
    Ok(seen)
}

fn damaged(loss: Loss) -> PartNoticed {
    PartNoticed {
        part: loss.part,
        what: PartProblem::Damaged(loss.left),
    }
}

impl Integrity {
    /// Of a part that is told already no more is said.
    fn notice(&mut self, part: &str, what: PartProblem) {
        if !self.noticed.iter().any(|it| it.part == part) {
            let part = part.to_owned();
            self.noticed.push(PartNoticed { part, what });
        }
    }

    fn parts_of(&mut self, mut parts: Parts<'_>) {
        let names = parts.names();
        self.parts = names.len();
        let Ok((manifest, _)) = parts.manifest() else {
            return;
        };
        self.format = Some(manifest.format);
        self.program = manifest.program;
        parts.checksums = manifest.checksums;
        for name in parts.checksums.clone().keys() {
            if !names.contains(name) {
                self.notice(name, PartProblem::Missing);
            }
        }
        let used = used(&self.document);
        for name in names.iter().filter(|it| *it != MANIFEST) {
            let listed = parts.checksums.contains_key(name);
            if !is_safe(name) {
                self.notice(name, PartProblem::UnsafeName);
            } else if listed && !used.contains(name) && parts.read(name).is_err() {
                self.notice(name, PartProblem::Changed);
            } else if !listed {
                self.notice(name, PartProblem::Unlisted);
            } else if !is_known(name) {
                self.notice(name, PartProblem::Unknown);
            } else if !used.contains(name) {
                self.notice(name, PartProblem::Orphan);
            }
        }
    }
}

/// The names of the parts that go with a document.
fn used(document: &Document) -> BTreeSet<String> {
    let values = document.datasets.iter().flat_map(|dataset| {
        let variables = dataset.variables.iter();
        variables.map(|it| series::part_of(dataset.id, it.id))
    });
    let relations = document.datasets.iter().flat_map(|dataset| {
        let relations = dataset.relations.iter();
        relations.map(|it| edges::part_of(dataset.id, it.id))
    });
    let originals = document.originals.iter();
    let originals = originals.map(|(sha256, it)| originals::part_of(sha256, &it.file));
    let mut used: BTreeSet<String> = values.chain(relations).chain(originals).collect();
    used.insert(DOCUMENT.to_owned());
    used
}
