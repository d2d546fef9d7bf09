//! What a project is, told before it is read as a whole.

use std::{
    fs::File,
    io::{BufReader, Read as _},
    path::Path,
};

use serde::{Deserialize, de::IgnoredAny};
use zip::ZipArchive;

use super::pack::{DOCUMENT, MANIFEST, Manifest, checksum};
use crate::project::disk::Facts;

/// The most bytes that are read for a look.
const MOST: u64 = 64 << 20;

/// What a project is, as its readable part says; the values have not been looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peek {
    /// What people call it.
    pub title: String,
    /// Of the dataset that holds the index.
    pub units: usize,
    /// Of the same.
    pub variables: usize,
    /// What the index is called, if there is one.
    pub index: Option<String>,
    /// Of the file, in bytes.
    pub length: u64,
    /// When the file was last changed, in nanoseconds since 1970.
    pub modified: i64,
}

/// As much of a document as is told.
#[derive(Deserialize)]
struct Frame {
    title: String,
    datasets: Vec<FrameSet>,
}

#[derive(Deserialize)]
struct FrameSet {
    units: Vec<IgnoredAny>,
    variables: Vec<IgnoredAny>,
    framework: Option<FrameTree>,
}

#[derive(Deserialize)]
struct FrameTree {
    root: FrameNode,
}

#[derive(Deserialize)]
struct FrameNode {
    name: String,
}

/// Looks at a project file without reading its values; none where it is no sound project, which
/// opening it will tell.
pub fn peek(path: &Path) -> Option<Peek> {
    let file = File::open(path).ok()?;
    let metadata = file.metadata().ok()?;
    let mut archive = ZipArchive::new(BufReader::new(file)).ok()?;
    let mut part = |name| {
        let mut bytes = Vec::new();
        let part = archive.by_name(name).ok()?;
        part.take(MOST).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    let manifest: Manifest = serde_json::from_slice(&part(MANIFEST)?).ok()?;
    let text = part(DOCUMENT)?;
    (manifest.checksums.get(DOCUMENT)? == &checksum(&text)).then_some(())?;
    let frame: Frame = serde_json::from_slice(&text).ok()?;
    let main = frame.datasets.into_iter().next()?;
    Some(Peek {
        title: frame.title,
        units: main.units.len(),
        variables: main.variables.len(),
        index: main.framework.map(|it| it.root.name),
        length: metadata.len(),
        modified: metadata.modified().map_or(0, Facts::moment),
    })
}
