//! Encrypted workbooks become plain ones, as [MS-OFFCRYPTO] and, for .ods, `OpenDocument` 1.3 part 2 (1.2 part 3) have it.
//!
//! The password that Excel and WPS try by themselves is tried first: with it come files that their
//! readers never knew to be encrypted. Then the one that was given.

mod aes;
mod agile;
mod biff;
mod hash;
mod opendocument;
mod package;
mod rc4;
mod xor;

use std::ops::ControlFlow;

pub(super) use biff::codepage;

use super::{ReadError, compound, sniff::Content, tell};
use crate::import::{Password, Progress};

/// Tried by Excel and WPS before they ask.
const DEFAULT: &str = "VelvetSweatshop";
/// Progress is told, and cancelling heard, once in so many rounds of a hash.
const ROUNDS: u32 = 4096;
/// More rounds than this are refused, as [MS-OFFCRYPTO] 2.3.4.10 has it.
const MOST_ROUNDS: u32 = 10_000_000;

/// What was encrypted.
pub(super) struct Opened {
    /// The plain workbook.
    pub(super) bytes: Vec<u8>,
    /// It opened by the default password.
    pub(super) by_default: bool,
}

/// Why something cannot be opened, whatever the password.
#[derive(Debug)]
enum Fault {
    /// What stands where, in technical English.
    Damaged(String),
    /// How it is encrypted, in technical English.
    Unknown(String),
    /// Told to stop.
    Stopped(ReadError),
}

/// The plain workbook; none if the password is wrong.
type Tried = Result<Option<Vec<u8>>, Fault>;

/// Told once in a while during long work; an error is to stop it.
type Tick<'a> = dyn FnMut() -> Result<(), Fault> + 'a;

/// What is encrypted, and what its file says of how.
enum Lock {
    Package(package::Locked),
    Book(biff::Locked),
    OpenDocument(opendocument::Locked),
}

impl Lock {
    fn open(&self, password: &str, tick: &mut Tick<'_>) -> Tried {
        match self {
            Self::Package(locked) => locked.open(password, tick),
            Self::Book(locked) => locked.open(password),
            Self::OpenDocument(locked) => locked.open(password, tick),
        }
    }

    /// The passwords to try, in turn.
    fn passwords<'a>(&self, given: Option<&'a Password>) -> Vec<(&'a str, bool)> {
        let default = match self {
            Self::Package(_) | Self::Book(_) => Some((DEFAULT, true)),
            // No writer of .ods has a default.
            Self::OpenDocument(_) => None,
        };
        let given = given.map(|password| (password.reveal(), false));
        default.into_iter().chain(given).collect()
    }
}

/// Opens what is encrypted; none for a plain file.
pub(super) fn open(
    file: &str,
    bytes: &[u8],
    content: Content,
    password: Option<&Password>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Option<Opened>, ReadError> {
    let fault = |fault| match fault {
        Fault::Damaged(reason) => ReadError::Damaged {
            file: file.to_owned(),
            sheet: None,
            reason,
        },
        Fault::Unknown(scheme) => ReadError::UnknownEncryption {
            file: file.to_owned(),
            scheme,
        },
        Fault::Stopped(error) => error,
    };
    let Some(lock) = lock(bytes, content).map_err(fault)? else {
        return Ok(None);
    };
    let mut tick = || tell(file, progress, 0, 0).map_err(Fault::Stopped);
    for (password, by_default) in lock.passwords(password) {
        if let Some(bytes) = lock.open(password, &mut tick).map_err(fault)? {
            return Ok(Some(Opened { bytes, by_default }));
        }
    }
    Err(ReadError::Password {
        file: file.to_owned(),
        given: password.is_some(),
    })
}

/// What is encrypted in a file, if anything.
fn lock(bytes: &[u8], content: Content) -> Result<Option<Lock>, Fault> {
    if matches!(content, Content::Encrypted | Content::Xls) && has_rights(bytes) {
        let scheme = "Information Rights Management".to_owned();
        return Err(Fault::Unknown(scheme));
    }
    Ok(match content {
        Content::Encrypted => Some(Lock::Package(package::Locked::find(bytes)?)),
        Content::Xls => biff::Locked::find(bytes)?.map(Lock::Book),
        Content::Ods => opendocument::Locked::find(bytes)?.map(Lock::OpenDocument),
        _ => None,
    })
}

/// Whether a server decides who may open the file.
fn has_rights(bytes: &[u8]) -> bool {
    compound::has_stream(bytes, "\u{9}DRMContent")
        || compound::has_stream(
            bytes,
            "\u{6}DataSpaces/TransformInfo/DRMEncryptedTransform/\u{6}Primary",
        )
}

fn damaged(reason: &str) -> Fault {
    Fault::Damaged(reason.to_owned())
}

fn unknown(scheme: impl Into<String>) -> Fault {
    Fault::Unknown(scheme.into())
}

/// A password as Office hashes it.
fn wide(password: &str) -> Vec<u8> {
    password.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Takes bytes from the front; an error where there are too few.
fn take<'a>(from: &mut &'a [u8], count: usize) -> Result<&'a [u8], Fault> {
    let (taken, rest) = from
        .split_at_checked(count)
        .ok_or_else(|| damaged("the record of the encryption is too short"))?;
    *from = rest;
    Ok(taken)
}

fn take_u16(from: &mut &[u8]) -> Result<u16, Fault> {
    let bytes = take(from, 2)?;
    Ok(bytes.try_into().map_or(0, u16::from_le_bytes))
}

fn take_u32(from: &mut &[u8]) -> Result<u32, Fault> {
    let bytes = take(from, 4)?;
    Ok(bytes.try_into().map_or(0, u32::from_le_bytes))
}

fn take_size(from: &mut &[u8]) -> Result<usize, Fault> {
    Ok(usize::try_from(take_u32(from)?).unwrap_or(usize::MAX))
}
