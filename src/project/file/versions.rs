//! Older versions of projects, in a folder of the program's own.
//!
//! A version is a whole project file as it was before it was replaced. The same content is kept
//! once. All together take no more than a limit: the oldest go first, and the newest of each
//! project stays whatever it takes.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{LARGEST, OpenError, pack::checksum, read_parts};
use crate::project::{
    Document,
    disk::{Disk, put_whole},
};

/// The most bytes that all older versions together take.
pub const MOST_IN_VERSIONS: u64 = 500 << 20;

/// The folder of older versions.
#[derive(Clone, Debug)]
pub struct Versions {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    most: u64,
}

/// An older version of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The file that holds it, a project file like any other.
    pub file: PathBuf,
    /// When it was replaced, in nanoseconds since 1970.
    pub replaced: u128,
    /// In bytes.
    pub length: u64,
    /// Which project, as part of the file's name.
    project: String,
    /// Of its content.
    content: String,
}

impl Versions {
    /// The versions in a folder, which need not be there yet.
    pub fn new(disk: Arc<dyn Disk>, folder: &Path, most: u64) -> Self {
        Self {
            disk,
            folder: folder.to_owned(),
            most,
        }
    }

    /// Keeps what stands in `former`, which was replaced at `project`. `content` tells equal
    /// content.
    pub(super) fn keep(&self, project: &Path, former: &Path, content: &str) -> io::Result<()> {
        let key = key(project);
        self.disk.create_folder(&self.folder)?;
        let known = self.all()?;
        if known
            .iter()
            .any(|it| it.project == key && it.content == content)
        {
            return Ok(());
        }
        let since = self.disk.now().duration_since(std::time::UNIX_EPOCH);
        let now = since.map_or(0, |it| it.as_nanos());
        // Never before the newest there is, even if the clock was put back.
        let newest = known.iter().map(|it| it.replaced + 1).max();
        let replaced = now.max(newest.unwrap_or(0));
        let path = self
            .folder
            .join(format!("{key}-{replaced:022}-{content}.heng"));
        // A second name costs nothing: no file is changed in place here, only replaced.
        if self.disk.link(former, &path).is_err() {
            put_whole(self.disk.as_ref(), &path, &self.disk.read(former, LARGEST)?)?;
        }
        self.disk.sync_folder(&self.folder)?;
        self.prune()
    }

    /// The versions of a project, the latest first.
    pub fn list(&self, project: &Path) -> io::Result<Vec<Version>> {
        let key = key(project);
        let mut versions = match self.all() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            all => all?,
        };
        versions.retain(|it| it.project == key);
        versions.reverse();
        Ok(versions)
    }

    /// A version as a document. To restore it is to save that document.
    pub fn open(&self, version: &Version) -> Result<Document, OpenError> {
        let file = version.file.display().to_string();
        match self.disk.read(&version.file, LARGEST) {
            Ok(bytes) => read_parts(&file, &bytes),
            Err(source) => Err(OpenError::Unreadable { file, source }),
        }
    }

    /// All versions of all projects, the oldest first.
    fn all(&self) -> io::Result<Vec<Version>> {
        let mut versions = Vec::new();
        for name in self.disk.list(&self.folder)? {
            let Some(version) = self.version(&name) else {
                continue;
            };
            versions.push(version);
        }
        versions.sort_by_key(|it| it.replaced);
        Ok(versions)
    }

    fn version(&self, name: &str) -> Option<Version> {
        let mut words = name.strip_suffix(".heng")?.split('-');
        let (project, replaced, content) = (words.next()?, words.next()?, words.next()?);
        let file = self.folder.join(name);
        let length = self.disk.facts(&file).ok()?.length;
        Some(Version {
            replaced: replaced.parse().ok()?,
            length,
            project: project.to_owned(),
            content: content.to_owned(),
            file,
        })
    }

    fn prune(&self) -> io::Result<()> {
        let all = self.all()?;
        let mut newest: BTreeMap<&str, &Path> = BTreeMap::new();
        for version in &all {
            newest.insert(&version.project, &version.file);
        }
        let mut total: u64 = all.iter().map(|it| it.length).sum();
        for version in &all {
            if total <= self.most {
                break;
            }
            if newest.get(version.project.as_str()) != Some(&version.file.as_path()) {
                self.disk.remove(&version.file)?;
                total -= version.length;
            }
        }
        Ok(())
    }
}

/// Stands for a project's place in the names of files.
fn key(project: &Path) -> String {
    checksum(project.as_os_str().as_encoded_bytes())
        .chars()
        .take(16)
        .collect()
}
