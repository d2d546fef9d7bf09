//! The agile encryption of packages: [MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    Fault, MOST_ROUNDS, Tick, Tried,
    aes::{Aes, BLOCK},
    damaged,
    hash::Hash,
    package::{cut, split},
    unknown, wide,
};
use crate::import::read::{base64, xml::attribute};

/// The bytes of the package that share a vector.
const SEGMENT: usize = 4096;
/// Longer salts are refused.
const MOST_SALT: usize = 65_536;
/// What makes keys and vectors of one password differ by their use: the constants of the
/// specification, in its order.
const FOR_INPUT: [u8; 8] = [0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79];
const FOR_HASH: [u8; 8] = [0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e];
const FOR_KEY: [u8; 8] = [0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6];
const FOR_CODE_KEY: [u8; 8] = [0x5f, 0xb2, 0xad, 0x01, 0x0c, 0xb9, 0xe1, 0xf6];
const FOR_CODE: [u8; 8] = [0xa0, 0x67, 0x7f, 0x02, 0xb2, 0x2c, 0x84, 0x33];

/// What a descriptor says.
pub(super) struct Agile {
    /// Of the package.
    data: Method,
    /// Of the key of the package.
    key: Method,
    rounds: u32,
    input: Vec<u8>,
    hash: Vec<u8>,
    value: Vec<u8>,
    /// The key and value of the code that proves the package.
    code: Option<(Vec<u8>, Vec<u8>)>,
}

/// How something is encrypted.
struct Method {
    salt: Vec<u8>,
    hash: Hash,
    /// The bytes of the key.
    length: usize,
}

impl Agile {
    /// From the XML of a descriptor.
    pub(super) fn parse(xml: &[u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(xml).ok();
        let text = text.ok_or_else(|| damaged("EncryptionInfo is no UTF-8"))?;
        let mut reader = Reader::from_str(text.trim_end_matches('\0'));
        let (mut data, mut code, mut key) = (None, None, None);
        loop {
            let event = reader.read_event();
            match event.map_err(|error| Fault::Damaged(error.to_string()))? {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "keyData" if data.is_none() => data = Some(Method::parse(&tag)?),
                    "dataIntegrity" if code.is_none() => {
                        code = Some((
                            bytes(&tag, "encryptedHmacKey")?,
                            bytes(&tag, "encryptedHmacValue")?,
                        ));
                    }
                    "encryptedKey" if key.is_none() && attribute(&tag, "spinCount").is_some() => {
                        key = Some(KeyOfPassword::parse(&tag)?);
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        let data = data.ok_or_else(|| damaged("EncryptionInfo has no keyData"))?;
        let key = key.ok_or_else(|| unknown("certificates, without a password"))?;
        Ok(Self {
            data,
            code,
            key: key.method,
            rounds: key.rounds,
            input: key.input,
            hash: key.hash,
            value: key.value,
        })
    }

    pub(super) fn open(&self, password: &str, package: &[u8], tick: &mut Tick<'_>) -> Tried {
        let Some(cipher) = self.cipher(password, tick)? else {
            return Ok(None);
        };
        self.prove(&cipher, package)?;
        let (length, encrypted) = split(package)?;
        let mut plain = Vec::with_capacity(encrypted.len());
        for (number, segment) in (0_u32..).zip(encrypted.chunks(SEGMENT)) {
            let vector = self.data.vector(&number.to_le_bytes());
            plain.extend(cipher.open_chain(segment, &vector));
        }
        cut(&mut plain, length)?;
        Ok(Some(plain))
    }

    /// The cipher of the package, if the password is right.
    fn cipher(&self, password: &str, tick: &mut Tick<'_>) -> Result<Option<Aes>, Fault> {
        let method = &self.key;
        let hash = method.hash;
        let spun = hash.spun(&method.salt, &wide(password), self.rounds, tick)?;
        let open = |encrypted: &[u8], purpose: &[u8]| {
            let key = fitted(hash.of(&[&spun, purpose]), method.length);
            let cipher = aes(&key)?;
            Ok(cipher.open_chain(encrypted, &fitted(method.salt.clone(), BLOCK)))
        };
        let input = open(&self.input, &FOR_INPUT)?;
        // What fills the last block of the input is no part of it.
        let input = input.get(..method.salt.len()).unwrap_or(&input);
        let expected = open(&self.hash, &FOR_HASH)?;
        if !expected.starts_with(&hash.of(&[input])) {
            return Ok(None);
        }
        let key = open(&self.value, &FOR_KEY)?;
        let key = key
            .get(..self.data.length)
            .ok_or_else(|| damaged("encryptedKeyValue is too short"))?;
        aes(key).map(Some)
    }

    /// A package that was changed is refused.
    fn prove(&self, cipher: &Aes, package: &[u8]) -> Result<(), Fault> {
        let Some((key, code)) = &self.code else {
            return Ok(());
        };
        let hash = self.data.hash;
        let mut key = cipher.open_chain(key, &self.data.vector(&FOR_CODE_KEY));
        key.truncate(hash.length());
        let code = cipher.open_chain(code, &self.data.vector(&FOR_CODE));
        let proved = hash
            .code(&key, package)
            .is_some_and(|expected| code.starts_with(&expected));
        if proved {
            Ok(())
        } else {
            Err(damaged("the package does not fit its check code (HMAC)"))
        }
    }
}

/// What a password opens.
struct KeyOfPassword {
    method: Method,
    rounds: u32,
    input: Vec<u8>,
    hash: Vec<u8>,
    value: Vec<u8>,
}

impl KeyOfPassword {
    fn parse(tag: &BytesStart<'_>) -> Result<Self, Fault> {
        let rounds = number(tag, "spinCount")?;
        let rounds = u32::try_from(rounds).unwrap_or(u32::MAX);
        if rounds > MOST_ROUNDS {
            return Err(Fault::Damaged(format!("spinCount is {rounds}")));
        }
        Ok(Self {
            method: Method::parse(tag)?,
            rounds,
            input: bytes(tag, "encryptedVerifierHashInput")?,
            hash: bytes(tag, "encryptedVerifierHashValue")?,
            value: bytes(tag, "encryptedKeyValue")?,
        })
    }
}

impl Method {
    fn parse(tag: &BytesStart<'_>) -> Result<Self, Fault> {
        let word = |name| text(tag, name);
        let (cipher, chaining) = (word("cipherAlgorithm")?, word("cipherChaining")?);
        if cipher != "AES" || chaining != "ChainingModeCBC" {
            return Err(unknown(format!("{cipher} with {chaining}")));
        }
        let hash = word("hashAlgorithm")?;
        let hash = Hash::named(&hash).ok_or_else(|| unknown(format!("hash {hash}")))?;
        let bits = number(tag, "keyBits")?;
        if !matches!(bits, 128 | 192 | 256) || number(tag, "blockSize")? != BLOCK {
            return Err(Fault::Damaged(format!("AES with a key of {bits} bits")));
        }
        let salt = bytes(tag, "saltValue")?;
        if salt.is_empty() || salt.len() > MOST_SALT {
            return Err(Fault::Damaged(format!("a salt of {} bytes", salt.len())));
        }
        Ok(Self {
            salt,
            hash,
            length: bits / 8,
        })
    }

    /// The vector of a part of what is encrypted.
    fn vector(&self, part: &[u8]) -> Vec<u8> {
        fitted(self.hash.of(&[&self.salt, part]), BLOCK)
    }
}

/// Cut to a length, or filled up as the specification has it.
fn fitted(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}

fn aes(key: &[u8]) -> Result<Aes, Fault> {
    Aes::new(key).ok_or_else(|| damaged("a key of a strange length"))
}

fn text(tag: &BytesStart<'_>, name: &str) -> Result<String, Fault> {
    attribute(tag, name).ok_or_else(|| Fault::Damaged(format!("EncryptionInfo has no {name}")))
}

fn number(tag: &BytesStart<'_>, name: &str) -> Result<usize, Fault> {
    let text = text(tag, name)?;
    let number = text.trim().parse().ok();
    number.ok_or_else(|| Fault::Damaged(format!("{name} is {text:?}")))
}

fn bytes(tag: &BytesStart<'_>, name: &str) -> Result<Vec<u8>, Fault> {
    let bytes = base64::decode(&text(tag, name)?);
    bytes.ok_or_else(|| Fault::Damaged(format!("{name} is no Base64")))
}
