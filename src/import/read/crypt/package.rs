//! Encrypted .xlsx, .xlsm and .xlsb: a compound file with the streams `EncryptionInfo` and
//! `EncryptedPackage`, [MS-OFFCRYPTO] 2.3.4.

use super::{
    Fault, Tick, Tried, aes::Aes, agile, damaged, hash::Hash, take, take_size, take_u16, take_u32,
    unknown, wide,
};
use crate::import::read::compound;

/// The rounds of the standard encryption.
const ROUNDS: u32 = 50_000;
/// Flags of the standard encryption.
const EXTERNAL: u32 = 0x10;
const AES: u32 = 0x20;
/// The bytes before the package, which tell its length.
const LENGTH: usize = 8;

/// An encrypted package.
pub(super) struct Locked {
    cipher: Cipher,
    package: Vec<u8>,
}

enum Cipher {
    Standard(Standard),
    Agile(Box<agile::Agile>),
}

/// The standard encryption.
struct Standard {
    /// The bytes of the key.
    length: usize,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    hash: Vec<u8>,
}

impl Locked {
    /// The package in a compound file.
    pub(super) fn find(bytes: &[u8]) -> Result<Self, Fault> {
        let stream = |name: &str| {
            compound::stream(bytes, name)
                .ok_or_else(|| Fault::Damaged(format!("no stream {name} that can be read")))
        };
        let info = stream("EncryptionInfo")?;
        Ok(Self {
            cipher: Cipher::parse(&info)?,
            package: stream("EncryptedPackage")?,
        })
    }

    pub(super) fn open(&self, password: &str, tick: &mut Tick<'_>) -> Tried {
        match &self.cipher {
            Cipher::Agile(agile) => agile.open(password, &self.package, tick),
            Cipher::Standard(standard) => standard.open(password, &self.package, tick),
        }
    }
}

impl Cipher {
    fn parse(mut info: &[u8]) -> Result<Self, Fault> {
        let from = &mut info;
        let (major, minor) = (take_u16(from)?, take_u16(from)?);
        let flags = take_u32(from)?;
        match (major, minor) {
            (4, 4) => Ok(Self::Agile(Box::new(agile::Agile::parse(from)?))),
            (3 | 4, 3) => Err(unknown("extensible encryption")),
            (2..=4, 2) if flags & EXTERNAL != 0 => Err(unknown("an external provider")),
            (2..=4, 2) if flags & AES == 0 => Err(unknown("RC4 around a package")),
            (2..=4, 2) => Standard::parse(from).map(Self::Standard),
            _ => Err(unknown(format!(
                "EncryptionInfo of version {major}.{minor}"
            ))),
        }
    }
}

impl Standard {
    fn parse(from: &mut &[u8]) -> Result<Self, Fault> {
        let size = take_size(from)?;
        let mut header = take(from, size)?;
        let head = &mut header;
        let _flags_and_size = take(head, 8)?;
        let (cipher, hash) = (take_u32(head)?, take_u32(head)?);
        let bits = take_size(head)?;
        let length = match cipher {
            // 0 says: as the bits say.
            0 => bits / 8,
            0x660e => 16,
            0x660f => 24,
            0x6610 => 32,
            other => return Err(unknown(format!("cipher {other:#x}"))),
        };
        if !matches!(length, 16 | 24 | 32) || length * 8 != bits {
            return Err(damaged(&format!("AES with a key of {bits} bits")));
        }
        if !matches!(hash, 0 | 0x8004) {
            return Err(unknown(format!("hash {hash:#x}")));
        }
        if take_size(from)? != 16 {
            return Err(damaged("a salt of another length than 16"));
        }
        let (salt, verifier) = (take(from, 16)?, take(from, 16)?);
        let _length_of_hash = take(from, 4)?;
        Ok(Self {
            length,
            salt: salt.to_vec(),
            verifier: verifier.to_vec(),
            hash: take(from, 32)?.to_vec(),
        })
    }

    fn open(&self, password: &str, package: &[u8], tick: &mut Tick<'_>) -> Tried {
        let key = self.key(password, tick)?;
        let cipher = Aes::new(&key).ok_or_else(|| damaged("a key of a strange length"))?;
        let verifier = cipher.open_each(&self.verifier);
        if !cipher
            .open_each(&self.hash)
            .starts_with(&Hash::Sha1.of(&[&verifier]))
        {
            return Ok(None);
        }
        let (length, package) = split(package)?;
        let mut plain = cipher.open_each(package);
        cut(&mut plain, length)?;
        Ok(Some(plain))
    }

    /// [MS-OFFCRYPTO] 2.3.4.7.
    fn key(&self, password: &str, tick: &mut Tick<'_>) -> Result<Vec<u8>, Fault> {
        let spun = Hash::Sha1.spun(&self.salt, &wide(password), ROUNDS, tick)?;
        let block = 0_u32.to_le_bytes();
        let last = Hash::Sha1.of(&[&spun, &block]);
        let half = |filling: u8| {
            let mut mixed = [filling; 64];
            for (byte, hash) in mixed.iter_mut().zip(&last) {
                *byte ^= hash;
            }
            Hash::Sha1.of(&[&mixed])
        };
        let mut key = [half(0x36), half(0x5c)].concat();
        key.truncate(self.length);
        Ok(key)
    }
}

/// The length of the plain package, and the encrypted one.
pub(super) fn split(package: &[u8]) -> Result<(usize, &[u8]), Fault> {
    let (length, rest) = package
        .split_first_chunk::<LENGTH>()
        .ok_or_else(|| damaged("the stream EncryptedPackage is too short"))?;
    let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
    Ok((length, rest))
}

/// Cuts what fills the last block.
pub(super) fn cut(plain: &mut Vec<u8>, length: usize) -> Result<(), Fault> {
    if plain.len() < length {
        return Err(damaged("the stream EncryptedPackage ends early"));
    }
    plain.truncate(length);
    Ok(())
}
