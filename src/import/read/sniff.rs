//! What a file is, by its first bytes and, for archives, by the parts inside.

use super::{
    FileKind, ReadError,
    compound::{self, has_stream},
    encoding, mime, package,
};
use crate::import::FileFormat;

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// .xlsx or .xlsm.
    Xlsx,
    /// .xlsb.
    Xlsb,
    /// .xls, or .et of WPS, which is the same.
    Xls,
    /// .ods.
    Ods,
    /// A compound file around an encrypted .xlsx or .xlsb.
    Encrypted,
    /// Tables of a web page.
    Html,
    /// Web pages in a single file.
    Mime,
    /// A workbook in XML of 2003.
    Xml,
    /// Separated text.
    Text,
}

impl Content {
    /// How it is called outside; an encrypted file is the workbook that is usually inside until it is opened.
    pub(super) const fn format(self) -> FileFormat {
        match self {
            Self::Xlsx | Self::Encrypted => FileFormat::Xlsx,
            Self::Xlsb => FileFormat::Xlsb,
            Self::Xls => FileFormat::Xls,
            Self::Ods => FileFormat::Ods,
            Self::Html => FileFormat::Html,
            Self::Mime => FileFormat::Mime,
            Self::Xml => FileFormat::Xml,
            Self::Text => FileFormat::Text,
        }
    }
}

/// How much of a text is looked at for a beginning such as `<html`.
const HEAD: usize = 1024;

/// First bytes that settle what a file is.
const MAGIC: &[(&[u8], FileKind)] = &[
    (b"%PDF-", FileKind::Pdf),
    (b"\x89PNG\r\n\x1a\n", FileKind::Image),
    (b"\xff\xd8\xff", FileKind::Image),
    (b"GIF87a", FileKind::Image),
    (b"GIF89a", FileKind::Image),
    (b"II*\0", FileKind::Image),
    (b"MM\0*", FileKind::Image),
    (b"{\\rtf", FileKind::Document),
    (b"\x1f\x8b", FileKind::Archive),
    (b"7z\xbc\xaf\x27\x1c", FileKind::Archive),
    (b"Rar!\x1a\x07", FileKind::Archive),
];

/// Tells what a file is. With a `forced` encoding, NUL bytes do not speak against text.
pub(super) fn sniff(file: &str, bytes: &[u8], forced: bool) -> Result<Content, ReadError> {
    let not_a_table = |found| {
        Err(ReadError::NotATable {
            file: file.to_owned(),
            found,
        })
    };
    let blank = |byte: &u8| byte.is_ascii_whitespace();
    if bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .iter()
        .all(blank)
    {
        return Err(ReadError::Empty {
            file: file.to_owned(),
        });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package::content(file, bytes);
    }
    if bytes.starts_with(compound::MAGIC) {
        return compound(bytes).or_else(not_a_table);
    }
    for (magic, found) in MAGIC {
        if bytes.starts_with(magic) {
            return not_a_table(*found);
        }
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return not_a_table(FileKind::Image);
    }
    if let Some(found) = markup(bytes) {
        return found.or_else(not_a_table);
    }
    if !forced && encoding::is_binary(bytes) {
        return not_a_table(FileKind::Binary);
    }
    Ok(Content::Text)
}

/// What a compound file (D0CF11E0) holds.
fn compound(bytes: &[u8]) -> Result<Content, FileKind> {
    if has_stream(bytes, "EncryptedPackage") {
        return Ok(Content::Encrypted);
    }
    if has_stream(bytes, "WordDocument") || has_stream(bytes, "PowerPoint Document") {
        return Err(FileKind::Document);
    }
    Ok(Content::Xls)
}

/// Web pages and workbooks in plain XML.
fn markup(bytes: &[u8]) -> Option<Result<Content, FileKind>> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if mime::is_archive(head) {
        return Some(Ok(Content::Mime));
    }
    let head: String = head
        .iter()
        .filter(|byte| **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let head = head
        .trim_start_matches("\u{ef}\u{bb}\u{bf}")
        .trim_start_matches(['\u{ff}', '\u{fe}'])
        .trim_start();
    if head.starts_with("<?xml") {
        let workbook = head.contains("excel.sheet") || head.contains("<workbook");
        let page = head.contains("<html");
        return match (workbook, page) {
            (true, _) => Some(Ok(Content::Xml)),
            (_, true) => Some(Ok(Content::Html)),
            _ => Some(Err(FileKind::Document)),
        };
    }
    [
        "<!doctype html",
        "<html",
        "<head",
        "<meta",
        "<body",
        "<table",
        "<style",
        "<script",
        "<!--",
    ]
    .iter()
    .any(|beginning| head.starts_with(beginning))
    .then_some(Ok(Content::Html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_first_bytes() {
        let encrypted: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."
            .iter()
            .copied()
            .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let cases: [(&[u8], Result<Content, FileKind>); 10] = [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Ok(Content::Xls)),
            (&encrypted, Ok(Content::Encrypted)),
            (b"%PDF-1.7\n", Err(FileKind::Pdf)),
            (b"\x89PNG\r\n\x1a\n\0\0", Err(FileKind::Image)),
            (b"\r\n <!DOCTYPE HTML><table>", Ok(Content::Html)),
            (b"\xef\xbb\xbf<html>", Ok(Content::Html)),
            (
                b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
                Ok(Content::Xml),
            ),
            (b"<?xml version=\"1.0\"?><svg/>", Err(FileKind::Document)),
            (b"\x1f\x8b\x08", Err(FileKind::Archive)),
            (b"\x01\0\0\x02abc\0", Err(FileKind::Binary)),
        ];
        for (bytes, expected) in cases {
            let told = sniff("f", bytes, false).map_err(|error| match error {
                ReadError::NotATable { found, .. } => found,
                other => panic!("{other:?}"),
            });
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn blank_files_are_empty_and_damaged_archives_damaged() {
        for bytes in [&b""[..], b" \r\n", b"\xef\xbb\xbf"] {
            assert!(matches!(
                sniff("f", bytes, false),
                Err(ReadError::Empty { .. })
            ));
        }
        let damaged = sniff("f", b"PK\x03\x04 and no more", false);
        assert!(matches!(damaged, Err(ReadError::Damaged { .. })));
    }
}
