//! A project file that is open: saving it never harms what stands there.
//!
//! The new file is written beside the old one under another name, synced and read back; the old
//! one gets a second name, `NAME.bak`; then the new one takes the old one's place in one step. At
//! every moment either the old or the new file stands under the name, whole. Where the system does
//! both in a call of its own, a power cut within it leaves none under the name: `interrupted.rs`.

use std::{
    collections::BTreeMap,
    io,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use serde::{Deserialize, Serialize};

use super::{
    LARGEST, OpenError, SaveStage, Versions, Watch,
    error::{KeepError, Trouble},
    interrupted,
    pack::{Former, Packed, Piece, checksum, pack},
    replace::{PIECE, UNFINISHED, unused_name},
    unpack::{Parts, unpack_watched},
};
use crate::project::{
    Document,
    disk::{Disk, DiskFile, Exchanged, Facts, Left, NotExchanged, beside, folder_of},
};

/// Files of that name are left over from a power cut once they are this old: a day, in nanoseconds.
const LEFT_OVER: i64 = 24 * 3600 * 1_000_000_000;

/// Tells a file's content without reading it all: the checksum is of the manifest, which holds
/// those of all parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// In bytes.
    pub length: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub modified: i64,
    /// SHA-256 of the manifest.
    pub manifest: String,
}

/// What to do where the file is not as it was last read or written here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfChanged {
    /// Leave it, and say so.
    Refuse,
    /// Replace it: a person has decided so. What stood there is kept as backup and version.
    Overwrite,
}

/// What came of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Of the file as it stands now.
    pub fingerprint: Fingerprint,
    /// Where the former file is; none if there was none, or it could not be kept there.
    pub backup: Option<PathBuf>,
    /// Why the former file could not be put among the older versions, in technical words.
    pub version_trouble: Option<String>,
}

/// A project file that is open. A clone shares all that is large.
#[derive(Clone, Debug)]
pub struct ProjectFile {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    /// As it was last read or written here.
    last: Option<Last>,
    /// Parts this program does not know and passes on.
    extra: Vec<Piece>,
    /// The format of a file that a newer program wrote.
    newer: Option<u32>,
    versions: Option<Versions>,
}

#[derive(Clone, Debug)]
struct Last {
    facts: Facts,
    fingerprint: Fingerprint,
    checksums: BTreeMap<String, String>,
    document: Document,
}

/// What stands at the target before saving.
struct Standing {
    facts: Option<Facts>,
    /// Whether it is byte for byte what was last read or written here.
    is_last: bool,
    /// Tells its content from any other.
    content: Option<String>,
}

impl ProjectFile {
    /// Opens a project.
    pub fn open(disk: Arc<dyn Disk>, path: &Path) -> Result<(Document, Self), OpenError> {
        Self::open_watched(disk, path, &|_, _| ControlFlow::Continue(()))
    }

    /// The same, watched.
    pub fn open_watched(
        disk: Arc<dyn Disk>,
        path: &Path,
        watch: Watch<'_>,
    ) -> Result<(Document, Self), OpenError> {
        let file = path.display().to_string();
        let unreadable = |source: io::Error| match source.kind() {
            io::ErrorKind::FileTooLarge => OpenError::TooLarge { file: file.clone() },
            _ => OpenError::Unreadable {
                file: file.clone(),
                source,
            },
        };
        interrupted::put_back(disk.as_ref(), path);
        let facts = disk.facts(path).map_err(unreadable)?;
        let bytes = disk.read(path, LARGEST).map_err(unreadable)?;
        let unpacked = unpack_watched(&file, &bytes, watch)?;
        let newer = (unpacked.manifest.format > super::FORMAT).then_some(unpacked.manifest.format);
        let last = Last {
            facts,
            fingerprint: fingerprint(facts, unpacked.manifest_checksum),
            checksums: unpacked.manifest.checksums,
            document: unpacked.document.clone(),
        };
        let opened = Self {
            disk,
            path: path.to_owned(),
            last: Some(last),
            extra: unpacked.extra,
            newer,
            versions: None,
        };
        Ok((unpacked.document, opened))
    }

    /// A project that was never saved, to be saved here.
    pub fn new(disk: Arc<dyn Disk>, path: &Path) -> Self {
        Self {
            disk,
            path: path.to_owned(),
            last: None,
            extra: Vec::new(),
            newer: None,
            versions: None,
        }
    }

    /// Passes on parts that this program does not know.
    pub(super) fn with_extra(mut self, extra: Vec<Piece>) -> Self {
        self.extra = extra;
        self
    }

    /// Keeps older versions from now on.
    #[must_use]
    pub fn with_versions(mut self, versions: Versions) -> Self {
        self.versions = Some(versions);
        self
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file's format, where a newer program wrote it: it can be read, and saved elsewhere only.
    pub fn newer_format(&self) -> Option<u32> {
        self.newer
    }

    /// The file as it was last read or written here.
    pub fn fingerprint(&self) -> Option<&Fingerprint> {
        self.last.as_ref().map(|last| &last.fingerprint)
    }

    /// Saves. Whatever goes wrong, the old file stays whole.
    pub fn save(&mut self, document: &Document, policy: IfChanged) -> Result<Saved, KeepError> {
        if let Some(format) = self.newer {
            let file = self.file();
            return Err(KeepError::NewerFormat { file, format });
        }
        let standing = self.standing(policy)?;
        let packed = self.pack(document, &standing)?;
        let new = unused_name(&self.path);
        let written = self.write(&new, &packed, &standing);
        let put = written.and_then(|facts| {
            let backup = self.put(&new, &standing, policy)?;
            Ok((facts, backup))
        });
        // Apart from the former file, the new one is what stands for the project.
        if put.is_err() && !matches!(put, Err(KeepError::Apart { .. })) {
            self.disk.remove(&new).ok(); // It may not be there yet, or not any more.
        }
        let (facts, backup) = put?;
        let fingerprint = self.remember(document, packed, facts);
        let synced = self.disk.sync_folder(folder_of(&self.path));
        synced.map_err(|error| KeepError::Disk {
            file: self.file(),
            stage: SaveStage::Replace,
            trouble: Trouble::NotSynced,
            reason: error.to_string(),
        })?;
        let version_trouble = self.keep_version(backup.as_deref(), &standing);
        Ok(Saved {
            fingerprint,
            backup,
            version_trouble,
        })
    }

    /// Saves under another name, which is where it is saved from then on. Replaces what stands
    /// there only with [`IfChanged::Overwrite`].
    pub fn save_as(
        &mut self,
        path: &Path,
        document: &Document,
        policy: IfChanged,
    ) -> Result<Saved, KeepError> {
        let mut other = Self::new(Arc::clone(&self.disk), path);
        other.extra.clone_from(&self.extra);
        other.versions.clone_from(&self.versions);
        let saved = other.save(document, policy)?;
        *self = other;
        Ok(saved)
    }

    fn file(&self) -> String {
        self.path.display().to_string()
    }

    fn trouble(&self, stage: SaveStage) -> impl Fn(io::Error) -> KeepError {
        let file = self.file();
        move |error| KeepError::Disk {
            file: file.clone(),
            stage,
            trouble: Trouble::of(&error),
            reason: error.to_string(),
        }
    }

    /// What stands at the target; an error if that must not be replaced.
    fn standing(&self, policy: IfChanged) -> Result<Standing, KeepError> {
        let facts = match self.disk.facts(&self.path) {
            Ok(facts) if facts.is_folder => {
                let error = io::ErrorKind::IsADirectory.into();
                return Err(self.trouble(SaveStage::Replace)(error));
            }
            Ok(facts) => Some(facts),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(self.trouble(SaveStage::Create)(error)),
        };
        let is_last = facts.is_some() && facts == self.last.as_ref().map(|last| last.facts);
        let same = match (&facts, &self.last) {
            (None, None) => true,
            (Some(_), Some(last)) => {
                is_last || self.manifest_there().as_ref() == Some(&last.fingerprint.manifest)
            }
            _ => false,
        };
        if !same && policy == IfChanged::Refuse {
            let removed = facts.is_none();
            let file = self.file();
            return Err(KeepError::ChangedOutside { file, removed });
        }
        let content = match &self.last {
            Some(last) if is_last => Some(last.fingerprint.manifest.clone()),
            _ => self
                .disk
                .read(&self.path, LARGEST)
                .ok()
                .map(|it| checksum(&it)),
        };
        Ok(Standing {
            facts,
            is_last,
            content,
        })
    }

    /// SHA-256 of the manifest of what stands at the target now.
    fn manifest_there(&self) -> Option<String> {
        let bytes = self.disk.read(&self.path, LARGEST).ok()?;
        let manifest = Parts::open("", &bytes).ok()?.manifest().ok()?;
        Some(manifest.1)
    }

    fn pack(&self, document: &Document, standing: &Standing) -> Result<Packed, KeepError> {
        let last = self.last.as_ref().filter(|_| standing.is_last);
        let open = || self.disk.open(&self.path);
        let former = last.map(|last| Former {
            document: &last.document,
            checksums: &last.checksums,
            length: last.facts.length,
            open: &open,
        });
        let packed = match pack(document, former.as_ref(), &self.extra) {
            // A former file that cannot be taken over is no reason not to save.
            Err(_) if former.is_some() => pack(document, None, &self.extra),
            packed => packed,
        };
        packed.map_err(|reason| KeepError::Packing {
            file: self.file(),
            reason,
        })
    }

    /// Writes the new file beside the target, makes sure it is on the disk, and reads it back.
    fn write(&self, new: &Path, packed: &Packed, standing: &Standing) -> Result<Facts, KeepError> {
        if standing.facts.is_some() {
            self.clear_leftovers(); // Without a project they may be all there is of it.
        }
        self.disk.remove(new).ok(); // Of a process that had our number and is dead.
        let mut file = self
            .disk
            .create_new(new)
            .map_err(self.trouble(SaveStage::Create))?;
        for piece in packed.bytes.chunks(PIECE) {
            file.append(piece).map_err(self.trouble(SaveStage::Write))?;
        }
        let copied = self.sync_and_compare(file.as_mut(), new, packed)?;
        drop(file);
        if standing.facts.is_some() {
            let allowed = self.disk.allow_like(&self.path, new);
            allowed.map_err(self.trouble(SaveStage::Create))?;
        }
        let same = copied.and_then(|same| {
            let fresh = || self.disk.holds_within(new, &packed.bytes, &packed.fresh());
            if same { fresh() } else { Ok(false) }
        });
        match same {
            Ok(true) => self.disk.facts(new).map_err(self.trouble(SaveStage::Write)),
            Ok(false) => Err(self.trouble(SaveStage::Write)(
                io::ErrorKind::InvalidData.into(),
            )),
            Err(error) => Err(self.trouble(SaveStage::Write)(error)),
        }
    }

    /// Makes sure that the new file is on the disk, and tells whether the parts that were copied into
    /// it read back as they were. They are read while the disk is at work; all that is new is left to be
    /// read when it is done.
    fn sync_and_compare(
        &self,
        file: &mut dyn DiskFile,
        new: &Path,
        packed: &Packed,
    ) -> Result<io::Result<bool>, KeepError> {
        let compare = || self.disk.holds_within(new, &packed.bytes, &packed.copied);
        let (synced, copied) = thread::scope(|scope| {
            let comparing = thread::Builder::new().spawn_scoped(scope, compare);
            let synced = file.sync();
            let copied = comparing.map_or_else(
                |_| compare(), // There is no thread to be had.
                |it| {
                    it.join()
                        .unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
                },
            );
            (synced, copied)
        });
        synced.map_err(self.trouble(SaveStage::Write))?;
        Ok(copied)
    }

    /// Takes away what power cuts have left beside the target.
    fn clear_leftovers(&self) {
        let folder = folder_of(&self.path);
        let now = Facts::moment(self.disk.now());
        for name in self.disk.list(folder).unwrap_or_default() {
            let path = folder.join(&name);
            let is_old = || {
                let facts = self.disk.facts(&path);
                facts.is_ok_and(|it| now - it.modified > LEFT_OVER)
            };
            if name.starts_with(UNFINISHED) && is_old() {
                self.disk.remove(&path).ok(); // The next time, then.
            }
        }
    }

    /// Gives the file that is to be replaced a second name. If that fails there is no backup,
    /// which is no reason not to save: the new file is on the disk already.
    fn back_up(&self) -> Option<PathBuf> {
        let backup = beside(&self.path, ".bak");
        let second = unused_name(&self.path);
        let kept = self
            .second_name(&second)
            .and_then(|()| self.disk.rename(&second, &backup));
        // Also where it went well: of two names of one file the system leaves both.
        self.disk.remove(&second).ok();
        kept.is_ok().then_some(backup)
    }

    fn second_name(&self, second: &Path) -> io::Result<()> {
        if self.disk.link(&self.path, second).is_ok() {
            return Ok(());
        }
        let bytes = self.disk.read(&self.path, LARGEST)?;
        let mut file = self.disk.create_new(second)?;
        for piece in bytes.chunks(PIECE) {
            file.append(piece)?;
        }
        file.sync()
    }

    /// The step at which the new file is there; where the former one is then.
    fn put(
        &self,
        new: &Path,
        standing: &Standing,
        policy: IfChanged,
    ) -> Result<Option<PathBuf>, KeepError> {
        let has_former = standing.facts.is_some();
        if has_former {
            let backup = beside(&self.path, ".bak");
            self.still(standing, policy)?;
            match self.disk.exchange(new, &self.path, &backup) {
                Ok(Exchanged::Done) => return Ok(Some(backup)),
                Ok(Exchanged::NotHere) => {}
                Err(refused) => return Err(self.not_exchanged(&refused, new, &backup)),
            }
        }
        let backup = has_former.then(|| self.back_up()).flatten();
        let folder = folder_of(&self.path);
        self.disk
            .sync_folder(folder)
            .map_err(self.trouble(SaveStage::Write))?;
        self.still(standing, policy)?;
        self.disk
            .rename(new, &self.path)
            .map_err(self.trouble(SaveStage::Replace))?;
        Ok(backup)
    }

    /// Refuses to go on if another file stands there now than when saving began.
    fn still(&self, standing: &Standing, policy: IfChanged) -> Result<(), KeepError> {
        let now = self.disk.facts(&self.path).ok();
        if now == standing.facts || policy == IfChanged::Overwrite {
            return Ok(());
        }
        let (file, removed) = (self.file(), now.is_none());
        Err(KeepError::ChangedOutside { file, removed })
    }

    fn not_exchanged(&self, refused: &NotExchanged, new: &Path, backup: &Path) -> KeepError {
        match refused.left {
            Left::AsBefore => KeepError::Disk {
                file: self.file(),
                stage: SaveStage::Replace,
                trouble: Trouble::of(&refused.error),
                reason: refused.to_string(),
            },
            Left::Apart => KeepError::Apart {
                file: self.file(),
                new: new.display().to_string(),
                former: backup.display().to_string(),
                reason: refused.to_string(),
            },
        }
    }

    /// Why the former file could not be put among the older versions, if so.
    fn keep_version(&self, backup: Option<&Path>, standing: &Standing) -> Option<String> {
        let (versions, content) = (self.versions.as_ref()?, standing.content.as_ref()?);
        let kept = versions.keep(&self.path, backup?, content);
        kept.err().map(|error| error.to_string())
    }

    fn remember(&mut self, document: &Document, packed: Packed, facts: Facts) -> Fingerprint {
        let fingerprint = fingerprint(facts, packed.manifest_checksum);
        self.last = Some(Last {
            facts,
            fingerprint: fingerprint.clone(),
            checksums: packed.manifest.checksums,
            document: document.clone(),
        });
        fingerprint
    }
}

fn fingerprint(facts: Facts, manifest: String) -> Fingerprint {
    Fingerprint {
        length: facts.length,
        modified: facts.modified,
        manifest,
    }
}
