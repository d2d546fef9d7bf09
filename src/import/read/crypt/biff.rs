//! Encrypted .xls: the stream of records of [MS-XLS] 2.2.10. Its headers and some records stay plain.

use super::{
    Fault, Tried, damaged, rc4, take_u16, unknown,
    xor::{self, Check},
};
use crate::import::read::compound;

/// Kinds of records, by their numbers in [MS-XLS] 2.3.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const FILE_PASS: u16 = 0x002f;
const BOUND_SHEET: u16 = 0x0085;
const CODE_PAGE: u16 = 0x0042;
/// Never encrypted: BOF, `FilePass`, `UsrExcl`, `FileLock`, `InterfaceHdr`, `RRDInfo` and `RRDHead`.
const PLAIN: [u16; 7] = [BOF, FILE_PASS, 0x0194, 0x0195, 0x00e1, 0x0196, 0x0138];
/// The place of a sheet, at the beginning of `BoundSheet`, is plain too.
const PLAIN_OF_BOUND_SHEET: usize = 4;
/// The version in the BOF of Excel 97 and later.
const BIFF8: u16 = 0x0600;
/// Bytes of a record before its content.
const HEADER: usize = 4;

/// A stream of records that is encrypted.
pub(super) struct Locked {
    name: &'static str,
    stream: Vec<u8>,
    cipher: Cipher,
}

enum Cipher {
    Rc4(rc4::Cipher),
    Xor(Check),
}

/// Where a record stands.
struct Record {
    kind: u16,
    /// The first byte of its content.
    start: usize,
    /// The byte behind its content.
    end: usize,
}

impl Locked {
    /// The workbook in a compound file, if it is encrypted.
    pub(super) fn find(bytes: &[u8]) -> Result<Option<Self>, Fault> {
        let Some((name, stream)) = compound::workbook(bytes) else {
            // The reader of workbooks tells what is wrong.
            return Ok(None);
        };
        let Some(cipher) = cipher(&stream)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            name,
            stream,
            cipher,
        }))
    }

    /// A compound file around the plain stream.
    pub(super) fn open(&self, password: &str) -> Tried {
        let plain = match &self.cipher {
            Cipher::Rc4(cipher) => cipher.key(password).map(|key| self.open_rc4(&key)),
            Cipher::Xor(check) => check.key(password).map(|key| self.open_xor(&key)),
        };
        let Some(mut plain) = plain else {
            return Ok(None);
        };
        hide_file_pass(&mut plain);
        compound::around(self.name, &plain)
            .map(Some)
            .ok_or_else(|| damaged("the stream of records is too long"))
    }

    fn open_rc4(&self, key: &rc4::Key) -> Vec<u8> {
        let mut plain = self.stream.clone();
        key.open(&mut plain);
        // Headers and plain records were opened too: they are put back.
        let mut done = 0;
        for record in records(&self.stream) {
            let start = record.encrypted_from();
            restore(&mut plain, &self.stream, done, start);
            done = record.end;
        }
        restore(&mut plain, &self.stream, done, self.stream.len());
        plain
    }

    fn open_xor(&self, key: &xor::Key) -> Vec<u8> {
        let mut plain = self.stream.clone();
        for record in records(&self.stream) {
            let from = record.encrypted_from();
            if let Some(content) = plain.get_mut(from..record.end) {
                let length = record.end - record.start;
                key.open(content, record.start, length, from - record.start);
            }
        }
        plain
    }
}

impl Record {
    /// The first encrypted byte of its content.
    fn encrypted_from(&self) -> usize {
        match self.kind {
            kind if PLAIN.contains(&kind) => self.end,
            BOUND_SHEET => self.end.min(self.start + PLAIN_OF_BOUND_SHEET),
            _ => self.start,
        }
    }
}

/// How a stream is encrypted, if it is.
fn cipher(stream: &[u8]) -> Result<Option<Cipher>, Fault> {
    let mut version = BIFF8;
    for record in records(stream) {
        let mut content = stream.get(record.start..record.end).unwrap_or_default();
        let from = &mut content;
        match record.kind {
            BOF => version = take_u16(from)?,
            FILE_PASS => {
                // Excel 5 and 95 know one way only, and do not name it.
                let kind = if version == BIFF8 { take_u16(from)? } else { 0 };
                return match kind {
                    0 => Ok(Some(Cipher::Xor(Check {
                        key: take_u16(from)?,
                        verifier: take_u16(from)?,
                    }))),
                    1 => rc4::Cipher::parse(content).map(|it| Some(Cipher::Rc4(it))),
                    other => Err(unknown(format!("FilePass of type {other}"))),
                };
            }
            EOF => break,
            _ => {}
        }
    }
    Ok(None)
}

/// The records of a stream, as far as they are whole.
fn records(stream: &[u8]) -> impl Iterator<Item = Record> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        let mut header = stream.get(at..at + HEADER)?;
        let kind = take_u16(&mut header).ok()?;
        let length = take_u16(&mut header).ok()?;
        let start = at + HEADER;
        let end = start + usize::from(length);
        at = end;
        (end <= stream.len()).then_some(Record { kind, start, end })
    })
}

fn restore(into: &mut [u8], from: &[u8], start: usize, end: usize) {
    if let (Some(into), Some(from)) = (into.get_mut(start..end), from.get(start..end)) {
        into.copy_from_slice(from);
    }
}

/// The record of the encryption becomes one without a meaning, of the same length.
fn hide_file_pass(stream: &mut [u8]) {
    let found = records(stream).find(|record| record.kind == FILE_PASS);
    if let Some(record) = found
        && let Some(bytes) = stream.get_mut(record.start - HEADER..record.start - HEADER + 2)
    {
        bytes.fill(0);
    }
}

/// The code page of the texts of a workbook where it is not the one that its record states, or not
/// one that the reader of workbooks knows.
pub(in crate::import::read) fn codepage(bytes: &[u8]) -> Option<u16> {
    /// UTF-16, by the number Windows gives it.
    const WIDE: u16 = 1200;
    let Some((_, stream)) = compound::workbook(bytes) else {
        return compound::holds(bytes, "Workbook").then_some(WIDE);
    };
    for record in records(&stream) {
        let mut content = stream.get(record.start..record.end).unwrap_or_default();
        match record.kind {
            // From Excel 97 on texts are UTF-16, whatever some writers claim.
            BOF if take_u16(&mut content).ok()? == BIFF8 => return Some(WIDE),
            CODE_PAGE => return windows(take_u16(&mut content).ok()?),
            EOF => return None,
            _ => {}
        }
    }
    None
}

/// The number that Windows has for a code page, where Excel has another.
fn windows(codepage: u16) -> Option<u16> {
    match codepage {
        // Simplified and traditional Chinese of the Macintosh, which are nearly those of Windows.
        10_008 => Some(936),
        10_002 => Some(950),
        // Roman on the Macintosh and on Windows.
        0x8000 => Some(10_000),
        0x8001 => Some(1252),
        _ => None,
    }
}
