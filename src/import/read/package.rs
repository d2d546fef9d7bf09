//! The zip archive around a workbook: what is in it, and whether it may be unpacked.

use std::{
    fmt::Display,
    io::{Cursor, Read as _},
};

use zip::ZipArchive;

use super::{FileKind, ReadError, sniff::Content};

/// All parts together may unpack to this.
pub(super) const MOST_UNPACKED: u64 = 512 << 20;
/// One part may unpack to this.
pub(super) const MOST_PART: u64 = 256 << 20;

/// What an archive holds.
pub(super) fn content(file: &str, bytes: &[u8]) -> Result<Content, ReadError> {
    let not_a_table = |found| {
        Err(ReadError::NotATable {
            file: file.to_owned(),
            found,
        })
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, &error))?;
    let names = part_names(file, &mut archive)?;
    let any = |test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(name));
    if any(&|name| {
        name.strip_prefix("xl/workbook")
            .is_some_and(|end| end.strip_suffix(".xml").is_some())
    }) {
        check(file, &mut archive, MOST_PART)?;
        return Ok(Content::Xlsx);
    }
    if any(&|name| name == "xl/workbook.bin") {
        check(file, &mut archive, MOST_PART)?;
        return Ok(Content::Xlsb);
    }
    if any(&|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        return not_a_table(FileKind::Document);
    }
    // From version 24.2 on LibreOffice encrypts the archive as a whole.
    let has_content = any(&|name| matches!(name, "content.xml" | "encrypted-package"));
    if any(&|name| name == "mimetype") && has_content {
        if !is_spreadsheet(&mut archive) {
            return not_a_table(FileKind::Document);
        }
        check(file, &mut archive, MOST_PART)?;
        return Ok(Content::Ods);
    }
    not_a_table(FileKind::Archive)
}

/// Names in lower case with forward strokes, as odd writers do not keep to either.
fn part_names(
    file: &str,
    archive: &mut ZipArchive<Cursor<&[u8]>>,
) -> Result<Vec<String>, ReadError> {
    let names = archive.file_names().map(|name| {
        let name = name.map_err(|error| damaged(file, &error))?;
        Ok(name.replace('\\', "/").to_lowercase())
    });
    names.collect()
}

fn is_spreadsheet(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut kind = String::new();
    let read = archive
        .by_name("mimetype")
        .map(|part| part.take(100).read_to_string(&mut kind));
    matches!(read, Ok(Ok(_))) && kind.contains("spreadsheet")
}

/// Refuses what by its own directory would fill the memory. The directory may lie, so what is unpacked
/// is counted once more.
fn check(
    file: &str,
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    most_part: u64,
) -> Result<(), ReadError> {
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let part = archive
            .by_index(index)
            .map_err(|error| damaged(file, &error))?;
        let size = part.size();
        if size > most_part {
            let name = part.name().map_err(|error| damaged(file, &error))?;
            return Err(too_large(file, Some(name.into_owned()), size, most_part));
        }
        total = total.saturating_add(size);
    }
    if total > MOST_UNPACKED {
        return Err(too_large(file, None, total, MOST_UNPACKED));
    }
    Ok(())
}

fn damaged(file: &str, reason: &impl Display) -> ReadError {
    ReadError::Damaged {
        file: file.to_owned(),
        sheet: None,
        reason: reason.to_string(),
    }
}

pub(super) fn too_large(file: &str, part: Option<String>, bytes: u64, most: u64) -> ReadError {
    ReadError::TooLarge {
        file: file.to_owned(),
        part,
        bytes,
        most,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    type Parts<'a> = &'a [(&'a str, &'a [u8])];

    fn archive(parts: Parts<'_>) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn archives_are_told_apart_by_their_parts() {
        let sheet = b"application/vnd.oasis.opendocument.spreadsheet";
        let document = b"application/vnd.oasis.opendocument.text";
        let not_a_table = |found| {
            Err(ReadError::NotATable {
                file: "f".to_owned(),
                found,
            })
        };
        let cases: [(Parts<'_>, _); 6] = [
            (&[("xl/workbook.xml", b"<workbook/>")], Ok(Content::Xlsx)),
            (&[("xl/workbook.bin", b"")], Ok(Content::Xlsb)),
            (
                &[("mimetype", sheet), ("content.xml", b"")],
                Ok(Content::Ods),
            ),
            (
                &[("mimetype", document), ("content.xml", b"")],
                not_a_table(FileKind::Document),
            ),
            (
                &[("word/document.xml", b"")],
                not_a_table(FileKind::Document),
            ),
            (&[("a.csv", b"a,b")], not_a_table(FileKind::Archive)),
        ];
        for (parts, expected) in cases {
            assert_eq!(content("f", &archive(parts)), expected);
        }
    }

    #[test]
    fn a_part_that_unpacks_to_too_much_is_refused() {
        let strings = ("xl/sharedStrings.xml", &[b'x'; 100][..]);
        let bytes = archive(&[("xl/workbook.xml", b""), strings]);
        let check = |most| {
            let mut archive = ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
            check("f", &mut archive, most)
        };
        assert_eq!(check(100), Ok(()));
        let part = Some("xl/sharedStrings.xml".to_owned());
        assert_eq!(check(99), Err(too_large("f", part, 100, 99)));
    }
}
