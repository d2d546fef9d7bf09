//! RC4 in .xls: [MS-OFFCRYPTO] 2.3.5 and 2.3.6. The key changes every 1,024 bytes of the stream.

use md5::{Digest as _, Md5};
use sha1::Sha1;

use super::{Fault, damaged, take, take_size, take_u16, take_u32, unknown, wide};

/// The bytes between two changes of the key.
const BLOCK: usize = 1024;
/// The bytes of a salt, and of what proves a password.
const SALT: usize = 16;
/// The number of RC4 among ciphers, of SHA-1 among hashes.
const RC4: u32 = 0x6801;
const SHA1: u32 = 0x8004;
/// The flag of an encryption that a stranger's program defines.
const EXTERNAL: u32 = 0x10;

/// How a stream is encrypted, and what proves the password.
#[derive(Debug)]
pub(super) struct Cipher {
    salt: Vec<u8>,
    verifier: Vec<u8>,
    hash: Vec<u8>,
    /// The bits of the key with SHA-1; none with MD5, which has 40.
    bits: Option<usize>,
}

impl Cipher {
    /// From what stands in a `FilePass` record behind the type.
    pub(super) fn parse(mut record: &[u8]) -> Result<Self, Fault> {
        let from = &mut record;
        match (take_u16(from)?, take_u16(from)?) {
            (1, 1) => Ok(Self {
                salt: take(from, SALT)?.to_vec(),
                verifier: take(from, 16)?.to_vec(),
                hash: take(from, 16)?.to_vec(),
                bits: None,
            }),
            (2..=4, 2) => Self::parse_crypto_api(from),
            (major, minor) => Err(unknown(format!("RC4, version {major}.{minor}"))),
        }
    }

    fn parse_crypto_api(from: &mut &[u8]) -> Result<Self, Fault> {
        let flags = take_u32(from)?;
        if flags & EXTERNAL != 0 {
            return Err(unknown("an external provider"));
        }
        let size = take_size(from)?;
        let mut header = take(from, size)?;
        let head = &mut header;
        let _flags_and_size = take(head, 8)?;
        let (cipher, hash) = (take_u32(head)?, take_u32(head)?);
        // 0 says: as the flags say, which is RC4 with SHA-1.
        if !matches!(cipher, 0 | RC4) || !matches!(hash, 0 | SHA1) {
            return Err(unknown(format!("cipher {cipher:#x} with hash {hash:#x}")));
        }
        let bits = match take_size(head)? {
            0 => 40,
            bits if (40..=128).contains(&bits) && bits.is_multiple_of(8) => bits,
            bits => return Err(damaged(&format!("RC4 with a key of {bits} bits"))),
        };
        if take_size(from)? != SALT {
            return Err(damaged("a salt of another length than 16"));
        }
        let salt = take(from, SALT)?.to_vec();
        let verifier = take(from, 16)?.to_vec();
        if take_size(from)? != 20 {
            return Err(damaged("a SHA-1 of another length than 20"));
        }
        let hash = take(from, 20)?.to_vec();
        Ok(Self {
            salt,
            verifier,
            hash,
            bits: Some(bits),
        })
    }

    /// The key of a password, if it is the right one.
    pub(super) fn key(&self, password: &str) -> Option<Key> {
        let password = wide(password);
        let key = match self.bits {
            None => {
                let start = Md5::digest(&password);
                let start = start.get(..5).unwrap_or_default();
                let repeated = [start, &self.salt].concat().repeat(16);
                let base = Md5::digest(repeated).get(..5).unwrap_or_default().to_vec();
                Key { base, bits: None }
            }
            Some(bits) => {
                let salted = [&self.salt[..], &password].concat();
                let base = Sha1::digest(salted).to_vec();
                Key {
                    base,
                    bits: Some(bits),
                }
            }
        };
        let mut proof = [&self.verifier[..], &self.hash].concat();
        key.stream(0).apply(&mut proof);
        let (verifier, hash) = proof.split_at_checked(self.verifier.len())?;
        let expected = match self.bits {
            None => Md5::digest(verifier).to_vec(),
            Some(_) => Sha1::digest(verifier).to_vec(),
        };
        (hash == expected).then_some(key)
    }
}

/// Opens a stream, block by block.
#[derive(Debug)]
pub(super) struct Key {
    base: Vec<u8>,
    bits: Option<usize>,
}

impl Key {
    /// Opens a whole stream, with what is plain in it too, which comes out as noise.
    pub(super) fn open(&self, stream: &mut [u8]) {
        for (number, block) in (0..).zip(stream.chunks_mut(BLOCK)) {
            self.stream(number).apply(block);
        }
    }

    fn stream(&self, block: u32) -> Stream {
        let seed = [&self.base[..], &block.to_le_bytes()].concat();
        match self.bits {
            None => Stream::new(&Md5::digest(seed)),
            Some(bits) => {
                let hash = Sha1::digest(seed);
                let key = hash.get(..bits / 8).unwrap_or(&hash);
                let mut key = key.to_vec();
                // So the specification has it for 40 bits, and for no other length.
                if bits == 40 {
                    key.resize(16, 0);
                }
                Stream::new(&key)
            }
        }
    }
}

/// The bytes that RC4 gives for a key.
struct Stream {
    state: [u8; 256],
    at: u8,
    other: u8,
}

impl Stream {
    fn new(key: &[u8]) -> Self {
        let mut state = [0; 256];
        for (place, number) in state.iter_mut().zip(0..=u8::MAX) {
            *place = number;
        }
        let mut other = 0_u8;
        for (at, key) in (0..256).zip(key.iter().cycle()) {
            let here = state.get(at).copied().unwrap_or_default();
            other = other.wrapping_add(here).wrapping_add(*key);
            state.swap(at, usize::from(other));
        }
        Self {
            state,
            at: 0,
            other: 0,
        }
    }

    fn next(&mut self) -> u8 {
        let get = |state: &[u8; 256], at: u8| state.get(usize::from(at)).copied();
        self.at = self.at.wrapping_add(1);
        let here = get(&self.state, self.at).unwrap_or_default();
        self.other = self.other.wrapping_add(here);
        self.state
            .swap(usize::from(self.at), usize::from(self.other));
        let there = get(&self.state, self.at).unwrap_or_default();
        get(&self.state, here.wrapping_add(there)).unwrap_or_default()
    }

    fn apply(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte ^= self.next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_those_of_rfc_6229() {
        let cases: [(&[u8], [u8; 4]); 2] = [
            (&[1, 2, 3, 4, 5], [0xb2, 0x39, 0x63, 0x05]),
            (
                &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
                [0x9a, 0xc7, 0xcc, 0x9a],
            ),
        ];
        for (key, expected) in cases {
            let mut bytes = [0; 4];
            Stream::new(key).apply(&mut bytes);
            assert_eq!(bytes, expected);
        }
    }

    #[test]
    fn strange_records_are_told() {
        for (record, expected) in [
            (&[1, 0, 1, 0, 7][..], "too short"),
            (&[9, 0, 1, 0], "version 9.1"),
            (&[3, 0, 2, 0, 0x14, 0, 0, 0], "external"),
            (&[3, 0, 2, 0, 4, 0, 0, 0, 255, 255, 255, 255], "too short"),
        ] {
            let told = format!("{:?}", Cipher::parse(record).unwrap_err());
            assert!(told.contains(expected), "{told}");
        }
    }
}
