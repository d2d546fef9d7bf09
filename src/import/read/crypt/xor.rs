//! The obfuscation by XOR of old .xls: [MS-OFFCRYPTO] 2.3.7.

/// The longest password.
const MOST: usize = 15;
/// Fills a short password up. From [MS-OFFCRYPTO] 2.3.7.2.
const PAD: [u8; 15] = [
    0xbb, 0xff, 0xff, 0xba, 0xff, 0xff, 0xb9, 0x80, 0x00, 0xbe, 0x0f, 0x00, 0xbf, 0x0f, 0x00,
];
/// What the key of a password of each length starts from. From the same place.
const INITIAL: [u16; 15] = [
    0xe1f0, 0x1d0f, 0xcc9c, 0x84c0, 0x110c, 0x0e10, 0xf1ce, 0x313e, 0x1872, 0xe139, 0xd40f, 0x84f9,
    0x280c, 0xa96a, 0x4ec3,
];
/// What each bit of a password adds to the key. From the same place.
const MATRIX: [[u16; 7]; 15] = [
    [0xaefc, 0x4dd9, 0x9bb2, 0x2745, 0x4e8a, 0x9d14, 0x2a09],
    [0x7b61, 0xf6c2, 0xfda5, 0xeb6b, 0xc6f7, 0x9dcf, 0x2bbf],
    [0x4563, 0x8ac6, 0x05ad, 0x0b5a, 0x16b4, 0x2d68, 0x5ad0],
    [0x0375, 0x06ea, 0x0dd4, 0x1ba8, 0x3750, 0x6ea0, 0xdd40],
    [0xd849, 0xa0b3, 0x5147, 0xa28e, 0x553d, 0xaa7a, 0x44d5],
    [0x6f45, 0xde8a, 0xad35, 0x4a4b, 0x9496, 0x390d, 0x721a],
    [0xeb23, 0xc667, 0x9cef, 0x29ff, 0x53fe, 0xa7fc, 0x5fd9],
    [0x47d3, 0x8fa6, 0x0f6d, 0x1eda, 0x3db4, 0x7b68, 0xf6d0],
    [0xb861, 0x60e3, 0xc1c6, 0x93ad, 0x377b, 0x6ef6, 0xddec],
    [0x45a0, 0x8b40, 0x06a1, 0x0d42, 0x1a84, 0x3508, 0x6a10],
    [0xaa51, 0x4483, 0x8906, 0x022d, 0x045a, 0x08b4, 0x1168],
    [0x76b4, 0xed68, 0xcaf1, 0x85c3, 0x1ba7, 0x374e, 0x6e9c],
    [0x3730, 0x6e60, 0xdcc0, 0xa9a1, 0x4363, 0x86c6, 0x1dad],
    [0x3331, 0x6662, 0xccc4, 0x89a9, 0x0373, 0x06e6, 0x0dcc],
    [0x1021, 0x2042, 0x4084, 0x8108, 0x1231, 0x2462, 0x48c4],
];

/// The two numbers that prove a password.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) key: u16,
    pub(super) verifier: u16,
}

/// Opens records.
#[derive(Debug)]
pub(super) struct Key([u8; 16]);

impl Check {
    /// The key of a password, if it is the right one.
    pub(super) fn key(&self, password: &str) -> Option<Key> {
        let password = narrow(password);
        let number = number(&password)?;
        let right = number == self.key && verifier(&password) == self.verifier;
        right.then(|| Key(array(&password, number)))
    }
}

impl Key {
    /// Opens the content of a record that stands at `place` of its stream and has `length` bytes,
    /// from its byte `from` on.
    pub(super) fn open(&self, content: &mut [u8], place: usize, length: usize, from: usize) {
        let start = (place + length + from) % self.0.len();
        for (byte, key) in content.iter_mut().zip(self.0.iter().cycle().skip(start)) {
            *byte = (*byte ^ key).rotate_left(3);
        }
    }
}

/// One byte a letter: the lower one, or the upper where that is 0.
fn narrow(password: &str) -> Vec<u8> {
    let bytes = password
        .encode_utf16()
        .map(|letter| match letter.to_le_bytes() {
            [0, upper] => upper,
            [lower, _] => lower,
        });
    bytes.take(MOST).collect()
}

fn number(password: &[u8]) -> Option<u16> {
    let initial = *INITIAL.get(password.len().checked_sub(1)?)?;
    // The last letter belongs to the last row.
    let rows = MATRIX.iter().rev().zip(password.iter().rev());
    Some(rows.fold(initial, |key, (row, letter)| {
        // From the seventh bit down to the first, and from the end of the row.
        let bits = row.iter().rev().zip((0..7).rev());
        bits.filter(|(_, bit)| letter & (1 << bit) != 0)
            .fold(key, |key, (added, _)| key ^ added)
    }))
}

fn verifier(password: &[u8]) -> u16 {
    let length = u16::try_from(password.len()).unwrap_or_default();
    let letters = password.iter().rev().map(|letter| u16::from(*letter));
    let sum = letters.chain([length]).fold(0_u16, |sum, letter| {
        (((sum >> 14) & 1) | ((sum << 1) & 0x7fff)) ^ letter
    });
    sum ^ 0xce4b
}

fn array(password: &[u8], number: u16) -> [u8; 16] {
    let mut array = [0; 16];
    let letters = password.iter().chain(&PAD);
    for ((place, letter), key) in array
        .iter_mut()
        .zip(letters)
        .zip(number.to_le_bytes().iter().cycle())
    {
        *place = (letter ^ key).rotate_right(1);
    }
    array
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verifier_of_the_default_password_is_known() {
        // Worked out by an independent reader of such files.
        assert_eq!(verifier(b"VelvetSweatshop"), 0x9a0a);
    }

    #[test]
    fn no_password_opens_without_letters() {
        let check = Check {
            key: 0,
            verifier: 0xce4b,
        };
        assert!(check.key("").is_none());
    }
}
