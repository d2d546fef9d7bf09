//! Files of every format, damaged the same way every time.

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Numbers that readers of formats stumble over.
const EDGES: [u32; 10] = [
    0,
    1,
    0x7f,
    0xff,
    0x7fff,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_fffe,
    0xffff_ffff,
];
/// The same as they stand in markup and text.
const WORDS: [&str; 8] = [
    "0",
    "-1",
    "1e999",
    "65536",
    "1048577",
    "4294967296",
    "18446744073709551616",
    "NaN",
];

/// A sound file.
pub(crate) struct Seed {
    /// The file, whole.
    pub(crate) bytes: Vec<u8>,
    /// What an archive holds, unpacked.
    parts: Vec<(String, Vec<u8>)>,
}

/// The sound files of a format in the folders of fixtures and sample data under `root`.
pub(crate) fn seeds(root: &Path, format: &str) -> Vec<Seed> {
    let mut paths = Vec::new();
    for folder in ["tests/fixtures/import", "sample-data"] {
        walk(&root.join(folder), &mut paths);
    }
    paths.sort();
    let far = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|it| it.to_string_lossy().starts_with("far"))
    };
    // A cell in the last corner takes a second each time, and has a test of its own.
    paths.retain(|path| !far(path));
    let seed = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap();
        let parts = unpacked(&bytes);
        (format_of(&path, &bytes, &parts) == format).then_some(Seed { bytes, parts })
    };
    paths.into_iter().filter_map(seed).collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, paths);
        } else {
            paths.push(path);
        }
    }
}

fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let count = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (part.name().unwrap().into_owned(), content)
    };
    (0..count).map(part).collect()
}

/// What a file is, as far as seeds need it.
fn format_of(path: &Path, bytes: &[u8], parts: &[(String, Vec<u8>)]) -> &'static str {
    if path.extension().is_some_and(|it| it == "py") {
        return "other";
    }
    if path.components().any(|it| it.as_os_str() == "encrypted") {
        return "locked";
    }
    let has = |name: &str| parts.iter().any(|(part, _)| part == name);
    let begins = |text: &str| bytes.starts_with(text.as_bytes());
    let text = path.extension().is_some_and(|it| it == "csv") || path.ends_with("tabs.xls");
    match () {
        () if has("xl/workbook.xml") => "xlsx",
        () if has("xl/workbook.bin") => "xlsb",
        () if has("content.xml") => "ods",
        () if bytes.starts_with(b"\xd0\xcf\x11\xe0") => "xls",
        () if begins("MIME-Version") => "mht",
        () if begins("<?xml") => "xml",
        () if begins("<") => "html",
        () if text => "csv",
        () => "other",
    }
}

/// Numbers that look random and are the same every time.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice of their own for each number.
    pub(crate) fn new(number: u64) -> Self {
        let mut dice = Self(number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..8 {
            dice.below(2);
        }
        dice
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % most.max(1) as u64).unwrap()
    }

    /// One of the seeds, damaged. Archives notice changed bytes by their checksums, so most of them are
    /// damaged inside and packed again.
    pub(crate) fn file(&mut self, seeds: &[Seed]) -> Vec<u8> {
        let seed = &seeds[self.below(seeds.len())];
        let other = &seeds[self.below(seeds.len())];
        if seed.parts.is_empty() || self.below(4) == 0 {
            return self.damage(seed.bytes.clone(), &other.bytes);
        }
        let mut parts = seed.parts.clone();
        for _ in 0..=self.below(2) {
            let at = self.below(parts.len());
            let from = self.below(other.parts.len());
            let donor = other.parts.get(from).map_or(&[][..], |(_, part)| part);
            let part = std::mem::take(&mut parts[at].1);
            parts[at].1 = self.damage(part, donor);
        }
        if self.below(20) == 0 {
            parts.remove(self.below(parts.len()));
        }
        self.packed(&parts)
    }

    fn packed(&mut self, parts: &[(String, Vec<u8>)]) -> Vec<u8> {
        let method = match self.below(2) {
            0 => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(name.as_str(), options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// One to six changes of any kind.
    fn damage(&mut self, mut bytes: Vec<u8>, donor: &[u8]) -> Vec<u8> {
        for _ in 0..=self.below(6) {
            self.change(&mut bytes, donor);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, donor: &[u8]) {
        if bytes.is_empty() {
            bytes.extend_from_slice(donor);
            return;
        }
        let at = self.below(bytes.len());
        match self.below(12) {
            0 | 1 => bytes[at] ^= 1 << self.below(8),
            2 => bytes[at] = [0, 255, b'<', b'"', b'\n', 128][self.below(6)],
            3 => bytes[at] = u8::try_from(self.below(256)).unwrap(),
            4 | 5 => self.edge(bytes, at),
            6 => self.word(bytes, at),
            7 => bytes.truncate(at),
            8 => {
                let block = self.block(bytes).to_vec();
                let times = 1 + self.below(8);
                bytes.splice(at..at, block.repeat(times));
            }
            9 => {
                let block = self.block(bytes).to_vec();
                let end = (at + block.len()).min(bytes.len());
                bytes.splice(at..end, block);
            }
            10 => {
                let end = (at + self.below(64)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let block = self.block(donor).to_vec();
                let end = (at + self.below(2) * block.len()).min(bytes.len());
                bytes.splice(at..end, block);
            }
        }
    }

    /// Puts a number at the edge of what two or four bytes hold.
    fn edge(&mut self, bytes: &mut [u8], at: usize) {
        let edge = EDGES[self.below(EDGES.len())].to_le_bytes();
        let width = [1, 2, 4][self.below(3)];
        for (place, byte) in bytes[at..].iter_mut().zip(&edge[..width]) {
            *place = *byte;
        }
    }

    /// Puts another number in the place of the next one that is written out.
    fn word(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let digit = |byte: &u8| byte.is_ascii_digit();
        let Some(begin) = bytes[at..].iter().position(digit).map(|it| at + it) else {
            return;
        };
        let length = bytes[begin..].iter().take_while(|it| digit(it)).count();
        let word = WORDS[self.below(WORDS.len())].bytes();
        bytes.splice(begin..begin + length, word);
    }

    /// A piece of the bytes.
    fn block<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let begin = self.below(bytes.len());
        let most = [8, 64, 1024][self.below(3)];
        let end = (begin + self.below(most) + 1).min(bytes.len());
        &bytes[begin.min(end)..end]
    }
}
