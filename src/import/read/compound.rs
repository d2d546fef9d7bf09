//! The streams of compound files ([MS-CFB]), in which .xls and encrypted workbooks stand.

use std::{
    borrow::Cow,
    io::{Cursor, Read as _, Write as _},
    panic::{AssertUnwindSafe, catch_unwind},
};

use cfb::{CompoundFile, Version};

/// The first bytes of a compound file.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0";

/// The bytes of the sectors that one table of sectors tells of.
const REACH: usize = 128 * 512;

/// Whether a stream of this name stands in the directory of a compound file. In a file
/// whose directory cannot be read, the name is looked for anywhere.
pub(super) fn has_stream(bytes: &[u8], name: &str) -> bool {
    match guarded(|| Some(open(bytes)?.is_stream(name))) {
        Some(found) => found,
        None => holds(bytes, name),
    }
}

/// Whether a name stands anywhere, as a directory of a compound file writes it.
pub(super) fn holds(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}

/// What a stream holds; none where the file or the stream is damaged or not there.
pub(super) fn stream(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    guarded(|| {
        let mut content = Vec::new();
        // A stream gives nothing once its file is dropped.
        let mut file = open(bytes)?;
        let mut stream = file.open_stream(name).ok()?;
        stream.read_to_end(&mut content).ok()?;
        Some(content)
    })
}

/// The stream of a workbook of Excel 5 to 2003, with its name: the one that its reader takes.
pub(super) fn workbook(bytes: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    let named = |name| Some((name, stream(bytes, name)?));
    named("Workbook").or_else(|| named("Book"))
}

/// A compound file with one stream.
pub(super) fn around(name: &str, content: &[u8]) -> Option<Vec<u8>> {
    guarded(|| {
        // The reader of workbooks refuses files of the later version without short streams.
        let empty = Cursor::new(Vec::new());
        let mut file = CompoundFile::create_with_version(Version::V3, empty).ok()?;
        let mut stream = file.create_stream(name).ok()?;
        stream.write_all(content).ok()?;
        stream.flush().ok()?;
        drop(stream);
        file.flush().ok()?;
        Some(file.into_inner().into_inner())
    })
}

fn open(bytes: &[u8]) -> Option<CompoundFile<Cursor<Cow<'_, [u8]>>>> {
    let open = |bytes| CompoundFile::open(Cursor::new(bytes)).ok();
    open(Cow::Borrowed(bytes)).or_else(|| {
        // Some writers end the file before the sectors that its last table of sectors has room for.
        let whole = bytes.len().next_multiple_of(REACH) + REACH;
        let mut padded = bytes.to_vec();
        padded.resize(whole, 0);
        open(Cow::Owned(padded))
    })
}

/// A damaged file must cost an answer, never the program.
fn guarded<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_comes_back_from_its_file() {
        for length in [1, 100, 5000, 70_000] {
            let content = vec![7; length];
            let file = around("Workbook", &content).unwrap();
            assert!(file.starts_with(MAGIC));
            assert_eq!(workbook(&file), Some(("Workbook", content)));
            assert!(has_stream(&file, "Workbook"));
            assert!(!has_stream(&file, "Book"));
        }
    }

    #[test]
    fn a_name_counts_in_the_directory_and_not_in_a_text() {
        let text: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let file = around("Workbook", &text).unwrap();
        assert!(holds(&file, "EncryptedPackage"));
        assert!(!has_stream(&file, "EncryptedPackage"));
    }
}
