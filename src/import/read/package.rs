//! The zip archive around a workbook: what is in it, and whether it may be unpacked.

use std::{
    fmt::Display,
    io::{self, BufReader, Cursor, Read, Write, copy, sink},
};

use zip::ZipArchive;

use super::{FileKind, ReadError, sniff::Content};

/// All parts together may unpack to this.
const MOST_UNPACKED: u64 = 512 << 20;
/// One part may unpack to this.
pub(super) const MOST_PART: u64 = 256 << 20;
/// How much of the shared strings is looked at for their count.
const HEAD: u64 = 4096;

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
        let sizes = check(file, &mut archive, MOST_PART)?;
        check_string_count(file, &mut archive, &sizes)?;
        return Ok(Content::Xlsx);
    }
    if any(&|name| name == "xl/workbook.bin") {
        check(file, &mut archive, MOST_PART)?;
        if has_short_cells(file, &mut archive)? {
            return not_a_table(FileKind::ShortBinaryWorkbook);
        }
        return Ok(Content::Xlsb);
    }
    if any(&|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        return not_a_table(FileKind::Document);
    }
    if any(&|name| name == "mimetype")
        && any(&|name| matches!(name, "content.xml" | "encrypted-package"))
    {
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

/// Refuses what would fill the memory, before anything of it is unpacked for good.
///
/// What the directory of the archive states may be a lie, so every part is unpacked once into nothing,
/// and counted; what is stated is enough only to refuse. Parts that share their bytes count each.
/// Answers how large each part is.
fn check(
    file: &str,
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    most_part: u64,
) -> Result<Vec<u64>, ReadError> {
    let mut sizes = Vec::new();
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let mut part = archive
            .by_index(index)
            .map_err(|error| damaged(file, &error))?;
        let name = part
            .name()
            .map_err(|error| damaged(file, &error))?
            .into_owned();
        let stated = part.size();
        let mut counted = Counter(0);
        if stated <= most_part {
            // A broken part is told of by the reader, with its own words, and counts as far as it goes.
            copy(&mut part.by_ref().take(most_part + 1), &mut counted).ok();
        }
        if stated.max(counted.0) > most_part {
            let size = stated.max(counted.0);
            return Err(too_large(file, Some(name), size, most_part));
        }
        total = total.saturating_add(counted.0);
        if total > MOST_UNPACKED {
            return Err(too_large(file, None, total, MOST_UNPACKED));
        }
        sizes.push(counted.0);
    }
    Ok(sizes)
}

/// Counts what is written to it.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The reader of workbooks reserves room for as many strings as the part claims to hold, and an
/// absurd claim would end the program.
fn check_string_count(
    file: &str,
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    sizes: &[u64],
) -> Result<(), ReadError> {
    for (index, size) in sizes.iter().enumerate() {
        let part = archive
            .by_index(index)
            .map_err(|error| damaged(file, &error))?;
        let name = part
            .name()
            .map_err(|error| damaged(file, &error))?
            .into_owned();
        if !name.to_lowercase().ends_with("sharedstrings.xml") {
            continue;
        }
        let mut head = Vec::new();
        // A broken part is told of by the reader, with its own words.
        part.take(HEAD).read_to_end(&mut head).ok();
        let claimed = claimed_strings(&String::from_utf8_lossy(&head));
        // The shortest string takes five bytes: <si/>.
        if claimed > size / 5 + 1 {
            return Err(damaged(file, &format!("{name} claims {claimed} strings")));
        }
    }
    Ok(())
}

/// Whether a sheet of an .xlsb has cells in the short form (records 12 to 18), which leave out their
/// column. The reader of workbooks would pass over them without a word.
fn has_short_cells(file: &str, archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<bool, ReadError> {
    for index in 0..archive.len() {
        let part = archive
            .by_index(index)
            .map_err(|error| damaged(file, &error))?;
        let name = part.name().map_err(|error| damaged(file, &error))?;
        if !name.to_lowercase().contains("worksheets/") {
            continue;
        }
        let mut part = BufReader::new(part.take(MOST_PART));
        // A broken part is told of by the reader, with its own words.
        while let Some((kind, length)) = record(&mut part) {
            if (12..=18).contains(&kind) {
                return Ok(true);
            }
            copy(&mut part.by_ref().take(length), &mut sink()).ok();
        }
    }
    Ok(false)
}

/// The kind and length of the next record of an .xlsb part.
fn record(part: &mut impl Read) -> Option<(u64, u64)> {
    Some((number(part, 2)?, number(part, 4)?))
}

/// A number of at most so many bytes, seven bits in each, the lowest first.
fn number(part: &mut impl Read, most: u32) -> Option<u64> {
    let mut number = 0;
    for place in 0..most {
        let mut byte = [0];
        part.read_exact(&mut byte).ok()?;
        let [byte] = byte;
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

fn claimed_strings(head: &str) -> u64 {
    let claims = head.split("uniqueCount").skip(1).map(|after| {
        let digits = after.trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'', '+']);
        let end = digits
            .find(|digit: char| !digit.is_ascii_digit())
            .unwrap_or(digits.len());
        let digits = digits.get(..end).unwrap_or_default();
        match digits.parse() {
            Ok(count) => count,
            Err(_) if digits.is_empty() => 0,
            Err(_) => u64::MAX,
        }
    });
    claims.max().unwrap_or(0)
}

fn damaged(file: &str, reason: &impl Display) -> ReadError {
    ReadError::Damaged {
        file: file.to_owned(),
        sheet: None,
        reason: reason.to_string(),
    }
}

fn too_large(file: &str, part: Option<String>, bytes: u64, most: u64) -> ReadError {
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
        assert_eq!(check(100), Ok(vec![0, 100]));
        let part = Some("xl/sharedStrings.xml".to_owned());
        assert_eq!(check(99), Err(too_large("f", part, 100, 99)));
    }

    #[test]
    fn an_absurd_count_of_strings_is_refused() {
        let strings = |count: &str| {
            let text = format!("<sst count=\"1\" uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
            archive(&[
                ("xl/workbook.xml", b""),
                ("xl/sharedStrings.xml", text.as_bytes()),
            ])
        };
        assert_eq!(content("f", &strings("1")), Ok(Content::Xlsx));
        for count in ["99999999999", "99999999999999999999999"] {
            let told = content("f", &strings(count));
            assert!(matches!(told, Err(ReadError::Damaged { .. })), "{told:?}");
        }
    }
}
