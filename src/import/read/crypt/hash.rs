//! The hashes that a file may name, and keys made from passwords with them.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::{Digest, Sha1};
use sha2::{Sha256, Sha384, Sha512};

use super::{Fault, ROUNDS, Tick};

/// A hash by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// As files name it: `SHA512`, `SHA-512`.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.to_ascii_uppercase().replace('-', "").as_str() {
            "SHA1" => Some(Self::Sha1),
            "SHA256" => Some(Self::Sha256),
            "SHA384" => Some(Self::Sha384),
            "SHA512" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// Its length in bytes.
    pub(super) fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// The hash of some parts, one behind the other.
    pub(super) fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn of<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut hash = D::new();
            for part in parts {
                hash.update(part);
            }
            hash.finalize().to_vec()
        }
        match self {
            Self::Sha1 => of::<Sha1>(parts),
            Self::Sha256 => of::<Sha256>(parts),
            Self::Sha384 => of::<Sha384>(parts),
            Self::Sha512 => of::<Sha512>(parts),
        }
    }

    /// The hash of a salted password, hashed again with the number of each round in front.
    pub(super) fn spun(
        self,
        salt: &[u8],
        password: &[u8],
        rounds: u32,
        tick: &mut Tick<'_>,
    ) -> Result<Vec<u8>, Fault> {
        let mut hash = self.of(&[salt, password]);
        for round in 0..rounds {
            if round.is_multiple_of(ROUNDS) {
                tick()?;
            }
            hash = self.of(&[&round.to_le_bytes(), &hash]);
        }
        Ok(hash)
    }

    /// The code that proves a message with a key (RFC 2104).
    pub(super) fn code(self, key: &[u8], message: &[u8]) -> Option<Vec<u8>> {
        fn code<M: hmac::KeyInit + hmac::Mac>(key: &[u8], message: &[u8]) -> Option<Vec<u8>> {
            let mut code = <M as hmac::KeyInit>::new_from_slice(key).ok()?;
            code.update(message);
            Some(code.finalize().into_bytes().to_vec())
        }
        match self {
            Self::Sha1 => code::<Hmac<Sha1>>(key, message),
            Self::Sha256 => code::<Hmac<Sha256>>(key, message),
            Self::Sha384 => code::<Hmac<Sha384>>(key, message),
            Self::Sha512 => code::<Hmac<Sha512>>(key, message),
        }
    }
}

/// A key by PBKDF2 with HMAC-SHA-1 (RFC 8018).
pub(super) fn pbkdf2(
    password: &[u8],
    salt: &[u8],
    rounds: u32,
    length: usize,
    tick: &mut Tick<'_>,
) -> Result<Vec<u8>, Fault> {
    let mut key = Vec::new();
    let Ok(keyed) = Hmac::<Sha1>::new_from_slice(password) else {
        return Ok(key);
    };
    for number in 1_u32.. {
        let mut last = keyed.clone();
        last.update(salt);
        last.update(&number.to_be_bytes());
        let mut last = last.finalize().into_bytes();
        let mut block = last;
        for round in 1..rounds {
            if round.is_multiple_of(ROUNDS) {
                tick()?;
            }
            let mut next = keyed.clone();
            next.update(&last);
            last = next.finalize().into_bytes();
            for (byte, other) in block.iter_mut().zip(&last) {
                *byte ^= other;
            }
        }
        key.extend_from_slice(&block);
        if key.len() >= length {
            break;
        }
    }
    key.truncate(length);
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_those_of_rfc_6070() {
        let key =
            |rounds, length| pbkdf2(b"password", b"salt", rounds, length, &mut || Ok(())).unwrap();
        assert_eq!(key(1, 4), [0x0c, 0x60, 0xc8, 0x0f]);
        assert_eq!(key(4096, 4), [0x4b, 0x00, 0x79, 0x01]);
        assert_eq!(key(2, 25).len(), 25);
    }

    #[test]
    fn names_and_lengths_belong_together() {
        for (name, length) in [
            ("SHA1", 20),
            ("SHA-256", 32),
            ("sha384", 48),
            ("SHA512", 64),
        ] {
            let hash = Hash::named(name).unwrap();
            assert_eq!((hash.length(), hash.of(&[b"a"]).len()), (length, length));
        }
        assert_eq!(Hash::named("MD5"), None);
    }

    #[test]
    fn spinning_is_heard_and_stops() {
        let mut asked = 0;
        let stopped = Hash::Sha1.spun(b"s", b"p", 1_000_000, &mut || {
            asked += 1;
            if asked == 3 {
                return Err(super::super::damaged("stop"));
            }
            Ok(())
        });
        assert!(stopped.is_err());
        assert_eq!(asked, 3);
    }
}
