//! A document into the bytes of a project file. Parts are packed side by side on all processors,
//! and each is unpacked and compared before it counts; parts that have not changed since the file
//! was last read or written are copied as they are packed there.

use std::{
    collections::BTreeMap,
    fmt::{Display, Write as _},
    io::{self, Cursor, Read as _, Write as _},
    iter,
    num::NonZero,
    ops::Range,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    FORMAT,
    check::{check, check_panel},
    edges, series,
};
use crate::{
    engine::{Panel, VariableId},
    project::{
        Dataset, DatasetId, Document, FileBytes, Original, Relation, disk::Bytes, originals,
    },
};

pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const DOCUMENT: &str = "document.json";

/// What stands first in a project file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Of this file.
    pub(super) format: u32,
    /// The oldest program that can read it knows this format.
    pub(super) minimum_reader: u32,
    /// Which program wrote it.
    pub(super) program: String,
    /// SHA-256 of every other part.
    #[serde(default)]
    pub(super) checksums: BTreeMap<String, String>,
    /// Of a folder: its files are not all in place yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) unfinished: bool,
}

impl Manifest {
    pub(super) fn with(checksums: BTreeMap<String, String>) -> Self {
        Self {
            format: FORMAT,
            minimum_reader: FORMAT,
            program: concat!("heng ", env!("CARGO_PKG_VERSION")).to_owned(),
            checksums,
            unfinished: false,
        }
    }
}

/// SHA-256 as people write it.
pub(crate) fn checksum(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").ok(); // Writing to a String cannot fail.
    }
    text
}

/// A part that is packed already: an archive of it alone.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) name: String,
    pub(super) checksum: String,
    pub(super) packed: Vec<u8>,
}

/// The file as it was last read or written, whose parts can be taken over.
pub(super) struct Former<'a> {
    pub(super) document: &'a Document,
    pub(super) checksums: &'a BTreeMap<String, String>,
    /// In bytes.
    pub(super) length: u64,
    /// Opens it to be read. It is not held in memory.
    pub(super) open: &'a (dyn Fn() -> io::Result<Box<dyn Bytes>> + Sync),
}

/// A project file's bytes, and the checksums in it.
pub(super) struct Packed {
    pub(super) bytes: Vec<u8>,
    pub(super) manifest: Manifest,
    pub(super) manifest_checksum: String,
    /// Where among the bytes the parts stand that were copied as they are packed, in order.
    pub(super) copied: Vec<Range<usize>>,
}

impl Packed {
    /// Where everything else stands: the parts packed now, heads and the list of parts.
    pub(super) fn fresh(&self) -> Vec<Range<usize>> {
        let starts = iter::once(0).chain(self.copied.iter().map(|it| it.end));
        let ends = self.copied.iter().map(|it| it.start);
        let ends = ends.chain(iter::once(self.bytes.len()));
        let between = starts.zip(ends).map(|(start, end)| start..end);
        between.filter(|it| !it.is_empty()).collect()
    }
}

/// Either packed now, or the name of a part of the former file.
enum Part<'a> {
    New(Piece),
    Kept { name: String, checksum: &'a str },
}

/// The bytes of a project file, each part unpacked again and compared. `extra` are parts that this
/// program does not know and passes on.
pub(super) fn pack(
    document: &Document,
    former: Option<&Former<'_>>,
    extra: &[Piece],
) -> Result<Packed, String> {
    check(document)?;
    let text = serde_json::to_vec_pretty(document).map_err(words)?;
    verify_text(document, &text)?;
    let mut parts = vec![Part::New(piece(DOCUMENT.to_owned(), &text)?)];
    for dataset in &document.datasets {
        check_panel(dataset)?;
        let variables: Vec<VariableId> = dataset.panel.variables().collect();
        let then = former.and_then(|former| former.document.dataset(dataset.id));
        let then = then.filter(|then| then.panel.rows() == dataset.panel.rows());
        let packed = in_parallel(&variables, |&variable| {
            let name = series::part_of(dataset.id, variable);
            let kept = then.is_some_and(|then| series::is_shared(dataset, then, variable));
            match former.and_then(|former| former.checksums.get(&name)) {
                Some(checksum) if kept => Ok(Part::Kept { name, checksum }),
                _ => series_piece(dataset, variable, name).map(Part::New),
            }
        });
        for part in packed {
            parts.push(part?);
        }
    }
    for part in relations(document, former) {
        parts.push(part?);
    }
    for (sha256, original) in document.originals.iter() {
        let name = originals::part_of(sha256, &original.file);
        parts.push(
            match former.and_then(|former| former.checksums.get(&name)) {
                Some(checksum) if checksum == sha256 => Part::Kept { name, checksum },
                _ => Part::New(original_piece(name, sha256, original)?),
            },
        );
    }
    parts.extend(extra.iter().cloned().map(Part::New));
    assemble(parts, former)
}

/// The edges of all relations; those that are the very same as in the former file are taken over.
fn relations<'a>(
    document: &Document,
    former: Option<&Former<'a>>,
) -> Vec<Result<Part<'a>, String>> {
    let all = document.datasets.iter().flat_map(|dataset| {
        let relations = dataset.relations.iter();
        relations.map(move |relation| (dataset.id, relation))
    });
    let all: Vec<(DatasetId, &Relation)> = all.collect();
    in_parallel(&all, |(dataset, relation)| {
        let name = edges::part_of(*dataset, relation.id);
        let then = former.and_then(|it| it.document.dataset(*dataset)?.relation(relation.id));
        let kept = then.is_some_and(|then| Arc::ptr_eq(&then.list, &relation.list));
        match former.and_then(|it| it.checksums.get(&name)) {
            Some(checksum) if kept => Ok(Part::Kept { name, checksum }),
            _ => edges_piece(relation, name).map(Part::New),
        }
    })
}

fn edges_piece(relation: &Relation, name: String) -> Result<Piece, String> {
    let piece = piece(name, &edges::write(&relation.list)?)?;
    let back = unpacked(&piece)?;
    let same = edges::is_same(&edges::read(&back)?, &relation.list);
    if same && checksum(&back) == piece.checksum {
        Ok(piece)
    } else {
        Err("what was packed reads back differently".to_owned())
    }
}

/// The document's own part reads back as the document without its values.
fn verify_text(document: &Document, text: &[u8]) -> Result<(), String> {
    let back: Document = serde_json::from_slice(text).map_err(words)?;
    let mut bare = document.clone();
    for dataset in &mut bare.datasets {
        let mut changed = dataset.as_ref().clone();
        changed.panel = Panel::default();
        if !changed.relations.is_empty() {
            for relation in Arc::make_mut(&mut changed.relations) {
                relation.list = Arc::default();
            }
        }
        *dataset = changed.into();
    }
    for original in Arc::make_mut(&mut bare.originals).values_mut() {
        original.bytes = FileBytes::default();
    }
    if back == bare {
        Ok(())
    } else {
        Err("what was packed reads back differently".to_owned())
    }
}

fn series_piece(dataset: &Dataset, variable: VariableId, name: String) -> Result<Piece, String> {
    let text = series::write(&dataset.panel, variable)?;
    let piece = piece(name, &text)?;
    drop(text);
    let back = unpacked(&piece)?;
    let read = series::read(&dataset.panel, &back)?;
    let same = dataset
        .panel
        .series(variable)
        .is_some_and(|it| series::is_same(&read, it));
    if same && checksum(&back) == piece.checksum {
        Ok(piece)
    } else {
        Err("what was packed reads back differently".to_owned())
    }
}

fn original_piece(name: String, sha256: &str, original: &Original) -> Result<Piece, String> {
    let piece = piece(name, original.bytes.as_slice())?;
    if piece.checksum == sha256 && unpacked(&piece)? == original.bytes.as_slice() {
        Ok(piece)
    } else {
        Err("what was packed reads back differently".to_owned())
    }
}

/// The bytes of a part.
pub(super) fn unpacked(piece: &Piece) -> Result<Vec<u8>, String> {
    let mut archive = ZipArchive::new(Cursor::new(piece.packed.as_slice())).map_err(words)?;
    let mut bytes = Vec::new();
    let mut part = archive.by_index(0).map_err(words)?;
    part.read_to_end(&mut bytes).map_err(words)?;
    Ok(bytes)
}

/// A part on its own.
pub(super) fn piece(name: String, bytes: &[u8]) -> Result<Piece, String> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    archive.start_file(name.as_str(), options).map_err(words)?;
    archive.write_all(bytes).map_err(words)?;
    let packed = archive.finish().map_err(words)?.into_inner();
    let checksum = checksum(bytes);
    Ok(Piece {
        name,
        checksum,
        packed,
    })
}

fn assemble(parts: Vec<Part<'_>>, former: Option<&Former<'_>>) -> Result<Packed, String> {
    let checksums = parts.iter().map(|part| match part {
        Part::New(piece) => (piece.name.clone(), piece.checksum.clone()),
        Part::Kept { name, checksum } => (name.clone(), (*checksum).to_owned()),
    });
    let manifest = Manifest::with(checksums.collect());
    let text = serde_json::to_vec_pretty(&manifest).map_err(words)?;
    let first = piece(MANIFEST.to_owned(), &text)?;
    let manifest_checksum = first.checksum.clone();
    let kept = parts.iter().filter_map(|part| match part {
        Part::New(_) => None,
        Part::Kept { name, .. } => Some(name.clone()),
    });
    let kept: Vec<String> = kept.collect();
    let bytes = join(iter::once(Part::New(first)).chain(parts).collect(), former)?;
    let copied = places(&bytes, &kept)?;
    Ok(Packed {
        bytes,
        manifest,
        manifest_checksum,
        copied,
    })
}

/// Where the packed bytes of these parts stand.
fn places(bytes: &[u8], parts: &[String]) -> Result<Vec<Range<usize>>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(words)?;
    let mut places = Vec::new();
    for name in parts {
        let at = archive.index_for_name(name).ok_or("a part is gone")?;
        let part = archive.by_index_raw(at).map_err(words)?;
        let start = part.data_start().ok_or("a part is nowhere")?;
        let end = start + part.compressed_size();
        let place = |at: u64| usize::try_from(at).map_err(words);
        places.push(place(start)?..place(end)?);
    }
    Ok(places)
}

/// An archive of these parts.
fn join(parts: Vec<Part<'_>>, former: Option<&Former<'_>>) -> Result<Vec<u8>, String> {
    let new = parts.iter().map(|part| match part {
        Part::New(piece) => piece.packed.len(),
        Part::Kept { .. } => 200,
    });
    let former_length = former.map_or(Ok(0), |it| usize::try_from(it.length));
    let length = new.sum::<usize>() + former_length.map_err(words)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).map_err(words)?;
    let mut archive = ZipWriter::new(Cursor::new(bytes));
    let mut from = match former {
        Some(former) => {
            let opened = (former.open)().map_err(words)?;
            Some(ZipArchive::new(opened).map_err(words)?)
        }
        None => None,
    };
    for part in parts {
        match (part, &mut from) {
            (Part::New(piece), _) => {
                let mut alone = ZipArchive::new(Cursor::new(piece.packed)).map_err(words)?;
                let part = alone.by_index_raw(0).map_err(words)?;
                archive.raw_copy_file(part).map_err(words)?;
            }
            (Part::Kept { name, .. }, Some(from)) => {
                let at = from.index_for_name(&name).ok_or("a part is gone")?;
                let part = from.by_index_raw(at).map_err(words)?;
                archive.raw_copy_file(part).map_err(words)?;
            }
            (Part::Kept { .. }, None) => return Err("a part is gone".to_owned()),
        }
    }
    Ok(archive.finish().map_err(words)?.into_inner())
}

/// An archive of these parts, whose manifest is given the checksums of the others.
pub(super) fn with_checksums(mut pieces: Vec<Piece>) -> Result<Vec<u8>, String> {
    let at = pieces
        .iter()
        .position(|it| it.name == MANIFEST)
        .ok_or("no manifest")?;
    let mut manifest: Manifest =
        serde_json::from_slice(&unpacked(&pieces.remove(at))?).map_err(words)?;
    let checksums = pieces
        .iter()
        .map(|it| (it.name.clone(), it.checksum.clone()));
    manifest.checksums = checksums.collect();
    let text = serde_json::to_vec_pretty(&manifest).map_err(words)?;
    let first = piece(MANIFEST.to_owned(), &text)?;
    join(
        iter::once(first).chain(pieces).map(Part::New).collect(),
        None,
    )
}

/// The names and bytes of the parts of an archive that this program has packed.
pub(super) fn parts_of(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(words)?;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(words)?;
        let name = part.name().map_err(words)?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).map_err(words)?;
        parts.push((name, bytes));
    }
    Ok(parts)
}

/// What went wrong, in technical words.
pub(super) fn words(error: impl Display) -> String {
    error.to_string()
}

/// The work done on each item, on all processors, in the order of the items.
pub(super) fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let workers = processors.min(items.len() / 4).min(8);
    if workers < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    let result = work(item);
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    done.push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;
    use crate::{
        engine::{Period, UnitId},
        project::{Role, Unit, Variable},
    };

    fn document() -> Document {
        let mut document = Document::new("a");
        let mut ids = document.ids;
        let mut set = document.datasets[0].as_ref().clone();
        let unit = UnitId(ids.give());
        set.units = Arc::new(vec![Unit {
            id: unit,
            key: "u".to_owned(),
            label: "u".to_owned(),
            aliases: Vec::new(),
            place: None,
            members: Vec::new(),
            role: Role::Ranked,
        }]);
        set.panel.add_rows([unit]);
        let names = ["a", "b", "c"];
        let variables = names.map(|name| Variable {
            id: VariableId(ids.give()),
            code: name.to_owned(),
            name: name.to_owned(),
            measure: None,
            formula: None,
            pooling: None,
        });
        for (variable, value) in variables.iter().zip([1.0, 2.0, 3.0]) {
            let year = Period::Year(2020);
            set.panel.set(variable.id, &year, unit, Some(value));
        }
        set.variables = Arc::new(variables.into());
        document.ids = ids;
        document.datasets = vec![set.into()];
        document
    }

    #[test]
    fn what_is_copied_and_what_is_fresh_are_all_there_is() {
        let document = document();
        let first = pack(&document, None, &[]).unwrap();
        assert_eq!(first.copied, [], "nothing to copy from");
        let all = 0..first.bytes.len();
        assert_eq!(first.fresh(), slice::from_ref(&all));
        let former = Former {
            document: &document,
            checksums: &first.manifest.checksums,
            length: first.bytes.len() as u64,
            open: &|| Ok(Box::new(Cursor::new(first.bytes.clone()))),
        };
        let mut changed = document.clone();
        let set = Arc::make_mut(&mut changed.datasets[0]);
        let (variable, unit) = (set.variables[1].id, set.units[0].id);
        let year = Period::Year(2020);
        set.panel.set(variable, &year, unit, Some(9.0));
        let second = pack(&changed, Some(&former), &[]).unwrap();
        assert_eq!(second.copied.len(), 2, "the two that did not change");
        for place in &second.copied {
            let copied = &second.bytes[place.clone()];
            let there = first.bytes.windows(copied.len()).any(|it| it == copied);
            assert!(there && !copied.is_empty());
        }
        let mut all = [second.copied.clone(), second.fresh()].concat();
        all.sort_by_key(|it| it.start);
        let next = all.iter().skip(1).map(|it| it.start);
        let ends = all.iter().map(|it| it.end);
        assert!(ends.zip(next).all(|(end, next)| end == next), "{all:?}");
        assert_eq!(
            (all[0].start, all[all.len() - 1].end),
            (0, second.bytes.len())
        );
    }
}
