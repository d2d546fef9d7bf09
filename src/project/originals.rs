//! The files that data came from, kept inside the project byte for byte.
//!
//! A project file holds each as a part of its own below `sources/`, under a name made of its SHA-256
//! and its own name made safe. It is unpacked into memory only, never under a path.

use std::{collections::BTreeMap, fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{Document, Source};
use crate::import::base64;

/// The most bytes an original may have.
pub const LARGEST_ORIGINAL: u64 = 256 << 20;

/// The most bytes all originals of a project may have together.
pub const LARGEST_ORIGINALS: u64 = 1 << 30;

/// The originals of a project by their SHA-256.
pub type Originals = BTreeMap<String, Original>;

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// Its name without the folder.
    pub file: String,
    /// In a project file these are a part of their own.
    #[serde(skip)]
    pub bytes: FileBytes,
}

/// The bytes of a file. A clone shares them; as text they are Base64 (RFC 4648).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FileBytes(Arc<[u8]>);

impl FileBytes {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// Whether two are the very same, told without reading them.
    pub fn is_shared(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Vec<u8>> for FileBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Debug for FileBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Serialize for FileBytes {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        writer.serialize_str(&base64::encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for FileBytes {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        let text = String::deserialize(reader)?;
        let bytes = base64::decode(&text).ok_or_else(|| D::Error::custom("no Base64"))?;
        Ok(Self::from(bytes))
    }
}

impl Document {
    /// The original of a file that was read, if it is kept.
    pub fn original(&self, source: &Source) -> Option<&Original> {
        self.originals.get(&source.sha256)
    }
}

/// Where the originals of a project file are.
const FOLDER: &str = "sources/";

/// How much of the SHA-256 stands in the name of a part.
const PREFIX: usize = 16;

/// How many bytes of a file's own name stand there.
const MOST_OF_NAME: usize = 120;

/// The name of the part that holds an original: one that stays within its folder on every system.
pub(super) fn part_of(sha256: &str, file: &str) -> String {
    let prefix: String = sha256.chars().take(PREFIX).collect();
    format!("{FOLDER}{prefix}-{}", safe(file))
}

/// Whether this is the name of such a part.
pub(super) fn is_part(name: &str) -> bool {
    let prefix = name
        .strip_prefix(FOLDER)
        .and_then(|it| it.split_once('-'))
        .map(|(prefix, _)| prefix);
    prefix.is_some_and(|it| it.len() == PREFIX && it.bytes().all(|it| it.is_ascii_hexdigit()))
}

/// A file's name with an underscore for whatever no name of a file may hold.
fn safe(file: &str) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut name = String::new();
    for letter in last.chars() {
        let allowed = !letter.is_control() && !":*?\"<>|".contains(letter);
        let letter = if allowed { letter } else { '_' };
        if name.len() + letter.len_utf8() > MOST_OF_NAME {
            break;
        }
        name.push(letter);
    }
    let kept = name.trim_end_matches(['.', ' ']).len();
    name.truncate(kept);
    if name.is_empty() {
        name.push('_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_stay_in_their_folder() {
        let sha = "0123456789abcdef0123";
        for (file, part) in [
            ("年鉴 2020.xls", "年鉴 2020.xls"),
            ("../../etc/passwd", "passwd"),
            ("C:\\x\\a?b.csv", "a_b.csv"),
            ("..", "_"),
            ("", "_"),
            ("tail. .", "tail"),
            ("CON", "CON"),
        ] {
            let name = part_of(sha, file);
            assert_eq!(name, format!("sources/0123456789abcdef-{part}"));
            assert!(
                is_part(&name) && crate::project::file::is_safe(&name),
                "{name}"
            );
        }
        assert!(part_of(sha, &"年".repeat(500)).len() < 200);
        assert!(!is_part("sources/原表.xlsx") && !is_part("sources/x-y"));
    }
}
