//! The files that data came from, kept inside the project byte for byte.
//!
//! A project file holds each as a part of its own below `sources/`, under a name made of its SHA-256
//! and its own name made safe. It is unpacked into memory only, never under a path.

use std::{collections::BTreeMap, fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{Document, Source};

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
        writer.serialize_str(&encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for FileBytes {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        let text = String::deserialize(reader)?;
        let bytes = decode(&text).ok_or_else(|| D::Error::custom("no Base64"))?;
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

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for place in 0..4 {
            let value = (bits >> (18 - 6 * place)) & 63;
            let letter = LETTERS.get(value as usize).copied().map_or('=', char::from);
            text.push(if place <= three.len() { letter } else { '=' });
        }
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for letter in text.bytes().take_while(|letter| *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648_and_reads_back() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foobar", "Zm9vYmFy"),
            (b"\xfb\xff", "+/8="),
        ] {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes));
        }
        assert_eq!(decode("Zm9v?"), None);
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(&encode(&all)), Some(all));
    }

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
