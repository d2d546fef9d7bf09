//! AES with the three lengths of its key, as a code book and in a chain.

use aes::{
    Aes128, Aes192, Aes256, Block,
    cipher::{BlockCipherDecrypt as _, KeyInit as _},
};

/// The bytes of a block.
pub(super) const BLOCK: usize = 16;

/// A cipher with its key.
pub(super) enum Aes {
    Short(Box<Aes128>),
    Middle(Box<Aes192>),
    Long(Box<Aes256>),
}

impl Aes {
    /// None for a key that has not 16, 24 or 32 bytes.
    pub(super) fn new(key: &[u8]) -> Option<Self> {
        match key.len() {
            16 => Some(Self::Short(Box::new(Aes128::new_from_slice(key).ok()?))),
            24 => Some(Self::Middle(Box::new(Aes192::new_from_slice(key).ok()?))),
            32 => Some(Self::Long(Box::new(Aes256::new_from_slice(key).ok()?))),
            _ => None,
        }
    }

    /// Opens whole blocks, each by itself. What is left over at the end is left out.
    pub(super) fn open_each(&self, bytes: &[u8]) -> Vec<u8> {
        let blocks = bytes
            .chunks_exact(BLOCK)
            .flat_map(|block| self.block(block));
        blocks.collect()
    }

    /// Opens whole blocks, each of which was mixed with the one before. What is left over at the end
    /// is left out.
    pub(super) fn open_chain(&self, bytes: &[u8], first: &[u8]) -> Vec<u8> {
        let mut plain = Vec::with_capacity(bytes.len());
        let mut before = first;
        for block in bytes.chunks_exact(BLOCK) {
            let opened = self.block(block);
            plain.extend(opened.iter().zip(before).map(|(byte, mixed)| byte ^ mixed));
            before = block;
        }
        plain
    }

    fn block(&self, bytes: &[u8]) -> [u8; BLOCK] {
        let mut block = Block::default();
        for (place, byte) in block.iter_mut().zip(bytes) {
            *place = *byte;
        }
        match self {
            Self::Short(cipher) => cipher.decrypt_block(&mut block),
            Self::Middle(cipher) => cipher.decrypt_block(&mut block),
            Self::Long(cipher) => cipher.decrypt_block(&mut block),
        }
        block.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blocks_are_those_of_fips_197() {
        let plain: Vec<u8> = (0..16).map(|digit| digit * 0x11).collect();
        for (length, first) in [(16, 0x69), (24, 0xdd), (32, 0x8e)] {
            let key: Vec<u8> = (0..length).collect();
            let cipher = Aes::new(&key).unwrap();
            let encrypted: [u8; 16] = match length {
                16 => [
                    0x69, 0xc4, 0xe0, 0xd8, 0x6a, 0x7b, 0x04, 0x30, 0xd8, 0xcd, 0xb7, 0x80, 0x70,
                    0xb4, 0xc5, 0x5a,
                ],
                24 => [
                    0xdd, 0xa9, 0x7c, 0xa4, 0x86, 0x4c, 0xdf, 0xe0, 0x6e, 0xaf, 0x70, 0xa0, 0xec,
                    0x0d, 0x71, 0x91,
                ],
                _ => [
                    0x8e, 0xa2, 0xb7, 0xca, 0x51, 0x67, 0x45, 0xbf, 0xea, 0xfc, 0x49, 0x90, 0x4b,
                    0x49, 0x60, 0x89,
                ],
            };
            assert_eq!(encrypted[0], first);
            assert_eq!(cipher.open_each(&encrypted), plain);
            assert_eq!(cipher.open_chain(&encrypted, &[0; 16]), plain);
        }
        assert!(Aes::new(&[0; 20]).is_none());
    }
}
