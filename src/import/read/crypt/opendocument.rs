//! Encrypted .ods: `OpenDocument` 1.3, part 2 (packages), 3.4 and 4. Each part of the archive is packed,
//! then encrypted by itself; the manifest says how.

use std::io::{Cursor, Read as _, Write as _};

use flate2::read::DeflateDecoder;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    Fault, MOST_ROUNDS, Tick, Tried,
    aes::{Aes, BLOCK},
    damaged,
    hash::{Hash, pbkdf2},
    unknown,
};
use crate::import::read::{base64, package::MOST_PART, xml::attribute};

const MANIFEST: &str = "META-INF/manifest.xml";
const MIMETYPE: &str = "mimetype";
/// The parts that reading needs. Without the first there is no workbook.
const PARTS: [&str; 2] = ["content.xml", "styles.xml"];
/// A check sum is often that of so many first bytes.
const HEAD_OF_SUM: usize = 1024;
/// A manifest longer than this is none.
const MOST_MANIFEST: u64 = 16 << 20;

/// An archive with encrypted parts.
pub(super) struct Locked {
    /// As the archive names it.
    mimetype: Vec<u8>,
    parts: Vec<Part>,
}

/// A part of the archive.
struct Part {
    name: &'static str,
    content: Vec<u8>,
    /// None for a part that is not encrypted, which then is plain.
    method: Option<Method>,
}

/// How a part is encrypted.
#[derive(Clone, Debug, Default, PartialEq)]
struct Method {
    sum: Option<(String, Vec<u8>)>,
    cipher: String,
    vector: Vec<u8>,
    derivation: String,
    salt: Vec<u8>,
    rounds: u32,
    length: Option<usize>,
    start: Option<String>,
}

impl Locked {
    /// The parts of an archive, if one that matters is encrypted.
    pub(super) fn find(bytes: &[u8]) -> Result<Option<Self>, Fault> {
        let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
            return Ok(None);
        };
        let Some(manifest) = read(&mut archive, MANIFEST, MOST_MANIFEST) else {
            return Ok(None);
        };
        let manifest = String::from_utf8_lossy(&manifest);
        if !manifest.contains("encryption-data") {
            return Ok(None);
        }
        let methods = methods(&manifest)?;
        let mut parts = Vec::new();
        for name in PARTS {
            let Some(content) = read(&mut archive, name, MOST_PART) else {
                continue;
            };
            let method = methods.iter().find(|(of, _)| of == name);
            let method = method.map(|(_, method)| method.clone());
            parts.push(Part {
                name,
                content,
                method,
            });
        }
        for (_, method) in &methods {
            method.check()?;
        }
        if !parts.iter().any(|part| part.name == PARTS[0]) {
            return Err(unknown("a whole archive inside another"));
        }
        let mimetype = read(&mut archive, MIMETYPE, 100).unwrap_or_default();
        let locked = parts.iter().any(|part| part.method.is_some());
        Ok(locked.then_some(Self { mimetype, parts }))
    }

    /// An archive of the plain parts.
    pub(super) fn open(&self, password: &str, tick: &mut Tick<'_>) -> Tried {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut plain = vec![
            (MIMETYPE, self.mimetype.clone()),
            (MANIFEST, b"<manifest:manifest/>".to_vec()),
        ];
        for part in &self.parts {
            let Some(content) = part.open(password, tick)? else {
                return Ok(None);
            };
            plain.push((part.name, content));
        }
        for (name, content) in plain {
            let written = archive
                .start_file(name, options)
                .is_ok_and(|()| archive.write_all(&content).is_ok());
            if !written {
                return Err(damaged("a part cannot be packed again"));
            }
        }
        let packed = archive.finish().map(Cursor::into_inner);
        packed
            .map(Some)
            .map_err(|error| damaged(&error.to_string()))
    }
}

impl Part {
    fn open(&self, password: &str, tick: &mut Tick<'_>) -> Tried {
        let Some(method) = &self.method else {
            return Ok(Some(self.content.clone()));
        };
        let key = method.key(password, tick)?;
        let cipher = Aes::new(&key).ok_or_else(|| damaged("a key of a strange length"))?;
        let mut packed = cipher.open_chain(&self.content, &method.vector);
        // The last byte tells how many were added to fill the last block.
        let filling = packed.last().copied().map_or(0, usize::from);
        if !(1..=BLOCK).contains(&filling) || filling > packed.len() {
            return Ok(None);
        }
        packed.truncate(packed.len() - filling);
        let fits = method.fits(&packed);
        if fits == Some(false) {
            return Ok(None);
        }
        let mut plain = Vec::new();
        let unpacked = DeflateDecoder::new(&packed[..])
            .take(MOST_PART + 1)
            .read_to_end(&mut plain);
        match unpacked {
            Ok(_) => Ok(Some(plain)),
            // Without a check sum that is how a wrong password shows.
            Err(_) if fits.is_none() => Ok(None),
            Err(error) => Err(Fault::Damaged(format!("{}: {error}", self.name))),
        }
    }
}

impl Method {
    /// Refuses what is not known here. Names are URLs or words, by the version of the format.
    fn check(&self) -> Result<(), Fault> {
        let aes = ["aes128-cbc", "aes192-cbc", "aes256-cbc"]
            .iter()
            .any(|name| self.cipher.ends_with(name));
        let hash = self.start_hash().is_some();
        if !aes || !self.derivation.ends_with("PBKDF2") || !hash {
            let short = |url: &str| {
                let word = url.rsplit(['#', '/', ':']).next();
                word.unwrap_or(url).chars().take(40).collect::<String>()
            };
            let scheme = format!("{} with {}", short(&self.cipher), short(&self.derivation));
            return Err(Fault::Unknown(scheme));
        }
        if self.vector.len() != BLOCK {
            let length = self.vector.len();
            return Err(Fault::Damaged(format!("a vector of {length} bytes")));
        }
        if self.rounds == 0 || self.rounds > MOST_ROUNDS {
            return Err(Fault::Damaged(format!("{} rounds", self.rounds)));
        }
        let length = self.length();
        if !matches!(length, 16 | 24 | 32) {
            return Err(Fault::Damaged(format!("AES with a key of {length} bytes")));
        }
        Ok(())
    }

    fn length(&self) -> usize {
        self.length.unwrap_or(16)
    }

    /// The hash of the password from which the key is made.
    fn start_hash(&self) -> Option<Hash> {
        match self.start.as_deref() {
            None => Some(Hash::Sha1),
            Some(name) => Hash::named(name.rsplit(['#', '/', ':']).next()?),
        }
    }

    fn key(&self, password: &str, tick: &mut Tick<'_>) -> Result<Vec<u8>, Fault> {
        let hash = self.start_hash().unwrap_or(Hash::Sha1);
        let start = hash.of(&[password.as_bytes()]);
        pbkdf2(&start, &self.salt, self.rounds, self.length(), tick)
    }

    /// Whether what was opened has the check sum; none where no sum can tell.
    fn fits(&self, packed: &[u8]) -> Option<bool> {
        let (name, sum) = self.sum.as_ref()?;
        // `SHA1/1K` and `...#sha256-1k` are of the beginning only.
        let name = name.rsplit('#').next()?.to_ascii_lowercase();
        let name = name.replace('/', "-");
        let head = packed.get(..HEAD_OF_SUM).unwrap_or(packed);
        let (name, summed) = match name.strip_suffix("-1k") {
            Some(name) => (name, head),
            None => (name.as_str(), packed),
        };
        Some(Hash::named(name)?.of(&[summed]) == *sum)
    }
}

/// How each encrypted part is encrypted, by its name.
fn methods(manifest: &str) -> Result<Vec<(String, Method)>, Fault> {
    let mut reader = Reader::from_str(manifest);
    let mut methods: Vec<(String, Method)> = Vec::new();
    let mut name = String::new();
    let mut open = false;
    loop {
        let event = reader.read_event();
        match event.map_err(|error| Fault::Damaged(error.to_string()))? {
            Event::Eof => return Ok(methods),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "file-entry" => {
                    name = attribute(&tag, "full-path").unwrap_or_default();
                    open = false;
                }
                "encryption-data" => {
                    open = true;
                    let mut method = Method::default();
                    method.tell(&tag)?;
                    methods.push((std::mem::take(&mut name), method));
                }
                _ if open => {
                    if let Some((_, method)) = methods.last_mut() {
                        method.tell(&tag)?;
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

impl Method {
    /// Takes what a tag says.
    fn tell(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let word = |name| attribute(tag, name).unwrap_or_default();
        let number = |name| attribute(tag, name).map(|it| it.trim().parse::<u32>());
        let wrong = |name: &str| Fault::Damaged(format!("the manifest has a wrong {name}"));
        let bytes = |name: &'static str| base64::decode(&word(name)).ok_or_else(|| wrong(name));
        match tag.local_name().as_ref() {
            "encryption-data" => {
                let sum = bytes("checksum")?;
                self.sum = (!sum.is_empty()).then(|| (word("checksum-type"), sum));
            }
            "algorithm" => {
                self.cipher = word("algorithm-name");
                self.vector = bytes("initialisation-vector")?;
            }
            "key-derivation" => {
                self.derivation = word("key-derivation-name");
                self.salt = bytes("salt")?;
                self.rounds = match number("iteration-count") {
                    Some(Ok(rounds)) => rounds,
                    _ => 0,
                };
                self.length = match number("key-size") {
                    Some(Ok(length)) => usize::try_from(length).ok(),
                    _ => None,
                };
            }
            "start-key-generation" => self.start = Some(word("start-key-generation-name")),
            _ => {}
        }
        Ok(())
    }
}

/// What a part holds; none where it is not there, is damaged or is too long.
fn read(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, most: u64) -> Option<Vec<u8>> {
    let part = archive.by_name(name).ok()?;
    let mut content = Vec::new();
    part.take(most + 1).read_to_end(&mut content).ok()?;
    (content.len() as u64 <= most).then_some(content)
}
