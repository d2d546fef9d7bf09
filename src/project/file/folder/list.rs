//! What stands in a folder.

use std::{collections::BTreeSet, fs, io, path::Path};

use super::super::{
    pack::{MANIFEST, Manifest},
    unpack::is_safe,
};

/// The most bytes of a manifest in a folder.
const MOST_OF_MANIFEST: u64 = 1 << 20;

/// How deep folders may lie in each other; the parts of a project lie two deep.
const DEEPEST: usize = 32;

/// What stands in a folder, but for names that begin with a full stop.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// Files that can be parts, with `/` between the steps of their names.
    pub(super) names: BTreeSet<String>,
    /// Links, which are not followed.
    pub(super) links: Vec<String>,
    /// Whether there is anything else: a name that no part can have, a pipe, too deep a folder.
    pub(super) others: bool,
}

impl Listed {
    /// Lists a folder with all folders in it.
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        let mut listed = Self::default();
        listed.add(folder, folder, DEEPEST)?;
        Ok(listed)
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.links.is_empty() && !self.others
    }

    fn add(&mut self, root: &Path, folder: &Path, deeper: usize) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if kind.is_symlink() {
                self.links.push(path.display().to_string());
            } else if kind.is_dir() && deeper > 0 {
                self.add(root, &path, deeper - 1)?;
            } else {
                let name = name_in(root, &path).filter(|_| kind.is_file());
                self.others |= name.is_none();
                self.names.extend(name);
            }
        }
        Ok(())
    }
}

fn name_in(root: &Path, path: &Path) -> Option<String> {
    let steps = path.strip_prefix(root).ok()?.iter();
    let steps: Option<Vec<&str>> = steps.map(|step| step.to_str()).collect();
    steps
        .map(|steps| steps.join("/"))
        .filter(|name| is_safe(name))
}

/// The manifest of a project in a folder; other programs have files of that name too.
pub(super) fn manifest_in(folder: &Path) -> Option<Manifest> {
    let path = folder.join(MANIFEST);
    let plain = fs::symlink_metadata(&path).ok()?;
    if !plain.is_file() || plain.len() > MOST_OF_MANIFEST {
        return None;
    }
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}
