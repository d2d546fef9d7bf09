//! Bytes to text: by mark, as UTF-8, else by guess, which is told.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;

/// How much is looked at for NUL bytes and control characters.
const SAMPLE: usize = 64 << 10;

/// A text and how it was come by.
pub(super) struct Decoded<'a> {
    /// Without a mark of the encoding. UTF-8 is not copied, as it may be half a gigabyte.
    pub(super) text: Cow<'a, str>,
    /// The encoding's name.
    pub(super) encoding: &'static str,
    /// Neither a mark nor the options nor valid UTF-8 said so.
    pub(super) assumed: bool,
    /// Some bytes mean nothing in the encoding.
    pub(super) replaced: bool,
}

/// Decodes a text file.
pub(super) fn decode<'a>(
    file: &str,
    bytes: &'a [u8],
    name: Option<&str>,
) -> Result<Decoded<'a>, ReadError> {
    if let Some(name) = name {
        let Some(encoding) = Encoding::for_label(name.trim().as_bytes()) else {
            return Err(ReadError::UnknownEncoding {
                file: file.to_owned(),
                name: name.to_owned(),
            });
        };
        return Ok(decoded(bytes, wide(encoding), false));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(decoded(bytes, encoding, false));
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok(decoded(bytes, encoding, true));
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    let encoding = if valid { UTF_8 } else { guess(bytes) };
    Ok(decoded(bytes, encoding, !valid))
}

/// Whether the bytes are no text in any encoding.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || utf_16_without_mark(bytes).is_some() {
        return false;
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample
        .iter()
        .filter(|byte| matches!(byte, 1..=8 | 14..=25 | 27..=31))
        .count();
    sample.contains(&0) || controls * 50 > sample.len()
}

fn decoded<'a>(bytes: &'a [u8], encoding: &'static Encoding, assumed: bool) -> Decoded<'a> {
    let (text, replaced) = encoding.decode_with_bom_removal(bytes);
    Decoded {
        text,
        encoding: encoding.name(),
        assumed,
        replaced,
    }
}

/// GB18030 holds all of GBK and more.
fn wide(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// UTF-16 of tables shows NUL bytes on one side of every separator, digit and line end, and none
/// on the other.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (pairs, rest) = sample.as_chunks::<2>();
    if !rest.is_empty() || pairs.is_empty() {
        return None;
    }
    let first = pairs.iter().filter(|[first, _]| *first == 0).count();
    let second = pairs.iter().filter(|[_, second]| *second == 0).count();
    let encoding = match (first, second) {
        (0, 1..) => UTF_16LE,
        (1.., 0) => UTF_16BE,
        _ => return None,
    };
    let (text, replaced) = encoding.decode_without_bom_handling(sample);
    let odd = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\r' | '\n');
    (!replaced && !text.contains(odd)).then_some(encoding)
}

/// The likeliest encoding of bytes that are no UTF-8. Files come from Chinese offices, so what can
/// be GB18030 and is not clearly something else is GB18030.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let anywhere = wide(detector.guess(None, Utf8Detection::Deny));
    let likeliest = wide(detector.guess(Some(b"cn"), Utf8Detection::Deny));
    if likeliest == GB18030 {
        // Big5 read as GB18030 is valid, and full of characters that nobody uses.
        let (text, replaced) = GB18030.decode_without_bom_handling(bytes);
        let odd = replaced || text.contains(|letter| matches!(letter, '\u{e000}'..='\u{f8ff}'));
        return if odd { anywhere } else { GB18030 };
    }
    if chinese_throughout(bytes) {
        GB18030
    } else {
        likeliest
    }
}

/// Whether the bytes are valid GB18030 and everything beyond ASCII is a common Chinese character:
/// short files give a detector too little to go by.
fn chinese_throughout(bytes: &[u8]) -> bool {
    let common = |pair: &[u8; 2]| matches!(pair, [0xa1..=0xa3 | 0xb0..=0xd7, 0xa1..=0xfe]);
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        if byte.is_ascii() {
            rest = after;
            continue;
        }
        match rest.split_first_chunk::<2>() {
            Some((pair, after)) if common(pair) => rest = after,
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use encoding_rs::BIG5;

    use super::*;

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn encodings_are_recognised() {
        let table = "城市,GDP\n北京,36102\n上海,38700\n";
        let with_mark = format!("\u{feff}{table}");
        let french = "région,été\nÎle-de-France,1\nProvence-Alpes-Côte d'Azur,2\n";
        let taiwan = "縣市,人口數\n臺北市,2500000\n新北市,4000000\n桃園市,2300000\n";
        let (gbk, ..) = GB18030.encode(table);
        let (short, ..) = GB18030.encode("市,值\n");
        let (latin, ..) = encoding_rs::WINDOWS_1252.encode(french);
        let (big5, ..) = BIG5.encode(taiwan);
        let cases: [(&[u8], &str, &str, bool); 10] = [
            (table.as_bytes(), table, "UTF-8", false),
            (with_mark.as_bytes(), table, "UTF-8", false),
            (
                &utf_16(&with_mark, u16::to_le_bytes),
                table,
                "UTF-16LE",
                false,
            ),
            (
                &utf_16(&with_mark, u16::to_be_bytes),
                table,
                "UTF-16BE",
                false,
            ),
            (&utf_16(table, u16::to_le_bytes), table, "UTF-16LE", true),
            (&utf_16(table, u16::to_be_bytes), table, "UTF-16BE", true),
            (&gbk, table, "gb18030", true),
            (&short, "市,值\n", "gb18030", true),
            (&latin, french, "windows-1252", true),
            (&big5, taiwan, "Big5", true),
        ];
        for (bytes, text, encoding, assumed) in cases {
            assert!(!is_binary(bytes), "{encoding}");
            let read = decode("f", bytes, None).unwrap();
            assert_eq!((&*read.text, read.encoding), (text, encoding));
            assert_eq!(
                (read.assumed, read.replaced),
                (assumed, false),
                "{encoding}"
            );
        }
    }

    #[test]
    fn the_options_go_before_a_guess() {
        let read = decode("f", b"caf\xe9", Some("windows-1252")).unwrap();
        assert_eq!((&*read.text, read.assumed), ("café", false));
        let read = decode("f", b"a\xff", Some("utf-8")).unwrap();
        assert_eq!((&*read.text, read.replaced), ("a\u{fffd}", true));
        let name = "klingon".to_owned();
        let file = "f".to_owned();
        let told = decode("f", b"a", Some("klingon")).err();
        assert_eq!(told, Some(ReadError::UnknownEncoding { file, name }));
    }
}
