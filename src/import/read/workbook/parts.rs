//! The parts of the archive around a workbook, and how they name each other.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use encoding_rs::Encoding;
use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use super::damaged;
use crate::import::read::{
    ReadError,
    package::{MOST_PART, MOST_UNPACKED, too_large},
    stated_encoding,
    xml::attribute,
};

/// An archive. Names are found in any case and with either stroke, as odd writers keep to neither.
pub(super) struct Parts<'a> {
    file: &'a str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: BTreeMap<String, usize>,
    /// All parts together may still unpack to this.
    left: u64,
}

/// What a part says of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    /// How the part names it.
    pub(super) id: String,
    /// The other part, from the root of the archive.
    pub(super) target: String,
    /// The last word of the kind, such as `worksheet`; those of Strict OOXML end alike.
    pub(super) kind: String,
}

impl<'a> Parts<'a> {
    pub(super) fn open(file: &'a str, bytes: &'a [u8]) -> Result<Self, ReadError> {
        let broken = |error| damaged(file, None, &error);
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let mut names = BTreeMap::new();
        for (index, name) in archive.file_names().enumerate() {
            let name = name.map_err(broken)?;
            names.entry(plain(&name)).or_insert(index);
        }
        Ok(Self {
            file,
            archive,
            names,
            left: MOST_UNPACKED,
        })
    }

    /// The bytes of a part, if it is there. What really comes is counted, not what is declared.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.names.get(&plain(name)) else {
            return Ok(None);
        };
        let broken =
            |error: &dyn std::fmt::Display| damaged(self.file, None, &format!("{name}: {error}"));
        let part = self
            .archive
            .by_index(*index)
            .map_err(|error| broken(&error))?;
        let most = MOST_PART.min(self.left);
        // A small part that promises much is no reason to reserve that.
        let room = part
            .size()
            .min(part.compressed_size().saturating_mul(16))
            .min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
        let mut part = part.take(most + 1);
        part.read_to_end(&mut bytes)
            .map_err(|error| broken(&error))?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(if most < MOST_PART {
                too_large(self.file, None, MOST_UNPACKED + 1, MOST_UNPACKED)
            } else {
                too_large(self.file, Some(name.to_owned()), size, MOST_PART)
            });
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// The text of a part, if it is there.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        Ok(self.bytes(name)?.map(decoded))
    }

    /// The part that all others hang on.
    pub(super) fn main(&mut self, usual: &str) -> Result<String, ReadError> {
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|it| it.kind == "officeDocument");
        Ok(main.map_or_else(|| usual.to_owned(), |it| it.target))
    }

    /// What a part says of others; the empty name is the archive's.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, ReadError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{name}.rels");
        let text = self.text(path.trim_start_matches('/'))?.unwrap_or_default();
        let mut relations = Vec::new();
        let mut xml = Reader::from_str(&text);
        loop {
            let event = xml.read_event();
            match event.map_err(|error| damaged(self.file, None, &error))? {
                Event::Start(tag) | Event::Empty(tag)
                    if tag.local_name().as_ref() == "Relationship" =>
                {
                    let said = |name| attribute(&tag, name).unwrap_or_default();
                    let kind = said("Type");
                    relations.push(Relation {
                        id: said("Id"),
                        target: resolved(folder, &said("Target")),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    });
                }
                Event::Eof => return Ok(relations),
                _ => {}
            }
        }
    }
}

/// A path inside the archive, from the folder where it is said. Nothing is ever written there.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = Vec::new();
    let whole = match target.strip_prefix('/') {
        Some(absolute) => Cow::Borrowed(absolute),
        None => Cow::Owned(format!("{folder}/{target}")),
    };
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

fn plain(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

/// XML as text: by its mark, else as UTF-8, else as it says of itself.
fn decoded(bytes: Vec<u8>) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return encoding.decode(&bytes).0.into_owned();
    }
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.as_bytes();
        let said = stated_encoding(bytes, &["encoding="]);
        let said = said.and_then(|name| Encoding::for_label(name.as_bytes()));
        said.unwrap_or(encoding_rs::UTF_8)
            .decode(bytes)
            .0
            .into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_their_folder() {
        for (folder, target, expected) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/sheet.xml", "xl/sheet.xml"),
            ("xl/a", "../b\\c.xml", "xl/b/c.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("", "../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolved(folder, target), expected);
        }
    }

    #[test]
    fn text_comes_in_the_encoding_it_says() {
        assert_eq!(decoded("<a>京</a>".as_bytes().to_vec()), "<a>京</a>");
        let wide: Vec<u8> = "\u{feff}<a>京</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decoded(wide), "<a>京</a>");
        let said = b"<?xml version=\"1.0\" encoding=\"gbk\"?>\xbe\xa9".to_vec();
        assert!(decoded(said).ends_with('京'));
    }
}
