//! How the makers of a project want its workbooks to look: logo, font, colour.

use serde::{Deserialize, Serialize};

use super::FileBytes;

/// The most bytes a logo may have: it is part of every step of the journal that sets it.
pub const LARGEST_LOGO: usize = 256 << 10;

/// The most letters in the name of a font; spreadsheets take no more.
pub const LONGEST_FONT: usize = 31;

/// How workbooks look; what is none is as the program has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HouseStyle {
    /// A picture in PNG or JPEG, for the cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<FileBytes>,
    /// The font of all cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// The colour of titles and heads: red, green, blue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<[u8; 3]>,
}

impl HouseStyle {
    /// Whether everything is as the program has it.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// Width and height of a picture in PNG or JPEG, in pixels; none where it is no such picture.
///
/// ```
/// use heng::project::picture_size;
/// assert_eq!(picture_size(b"GIF89a"), None);
/// ```
pub fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = png_size(bytes).or_else(|| jpeg_size(bytes))?;
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// The header of a PNG stands first and begins with the size (PNG specification, 11.2.1).
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let size = header.get(4..)?.strip_prefix(b"IHDR")?;
    let number = |at: usize| {
        let four = size.get(at..at + 4)?;
        Some(u32::from_be_bytes(four.try_into().ok()?))
    };
    Some((number(0)?, number(4)?))
}

/// The size stands in the first frame header, behind segments to be passed over (ITU-T T.81, B.2.2).
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        // All frame headers but those that announce tables.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let [a, b, c, d] = *rest.get(5..9)? else {
                return None;
            };
            let [height, width] = [[a, b], [c, d]].map(u16::from_be_bytes);
            return Some((u32::from(width), u32::from(height)));
        }
        rest = rest.get(length.checked_add(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_pictures_are_read_and_other_bytes_are_none() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 1, 0, 0, 0, 0, 64, 8, 2, 0, 0, 0]);
        assert_eq!(picture_size(&png), Some((256, 64)));
        let mut jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08".to_vec();
        jpeg.extend([0, 100, 1, 44, 1, 0, 0, 0]);
        assert_eq!(picture_size(&jpeg), Some((300, 100)));
        for end in 0..png.len().min(24) {
            assert_eq!(picture_size(&png[..end]), None, "{end}");
        }
        for end in 0..17 {
            assert_eq!(picture_size(&jpeg[..end]), None, "{end}");
        }
        let empty = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\x01";
        assert_eq!(picture_size(empty), None);
        assert_eq!(picture_size(b"\xff\xd8\xff\xe0\0\0"), None);
    }
}
