//! Web archives (.mht, .mhtml, mostly called .xls): the pages of a message with several parts (RFC
//! 2045 to 2047 and 2557), as Excel saves a workbook in a single file.

use std::ops::ControlFlow;

use super::{FileKind, ReadError, ReadOptions, Sheets, html};
use crate::import::Progress;

/// Parts inside of parts beyond this depth are passed over.
const DEEPEST: usize = 8;
/// More parts than this come from nobody.
const MOST_PARTS: usize = 10_000;

/// A page of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Page {
    /// Where it was, or would be; the last step of its path tells pages apart.
    place: String,
    /// The encoding that the archive states for it.
    encoding: Option<String>,
    /// As it was before it was wrapped.
    bytes: Vec<u8>,
}

/// Whether a file begins like a message with parts.
pub(super) fn is_archive(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    // A message begins with the name of a field.
    let field = head.split(':').next().unwrap_or_default();
    let is_field = !field.is_empty()
        && field
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-');
    is_field && head.contains("mime-version:") && head.contains("multipart/")
}

/// The tables of an archive's pages, under the names that the workbook gives to its pages.
pub(super) fn sheets(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Sheets, ReadError> {
    let pages = pages(bytes);
    let mut names = Vec::new();
    let mut all = Sheets::default();
    for page in &pages {
        let options = ReadOptions {
            encoding: options.encoding.clone().or_else(|| page.encoding.clone()),
            ..options.clone()
        };
        names.extend(page_names(&page.bytes, options.encoding.as_deref()));
        let (mut sheets, findings) = match html::sheets(file, &page.bytes, &options, progress) {
            Ok(read) => read,
            // The frame and the row of tabs have no tables of their own.
            Err(ReadError::NotATable { .. }) => continue,
            Err(error) => return Err(error),
        };
        let step = last_step(&page.place);
        let about = names.iter().find(|(place, ..)| last_step(place) == step);
        if let (Some((_, name, hidden)), [sheet]) = (about, sheets.as_mut_slice()) {
            sheet.name.clone_from(name);
            sheet.hidden = *hidden;
        }
        all.0.extend(sheets);
        all.1.extend(findings);
    }
    if all.0.is_empty() {
        return Err(ReadError::NotATable {
            file: file.to_owned(),
            found: FileKind::Html,
        });
    }
    Ok(all)
}

fn last_step(place: &str) -> &str {
    place.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// What a workbook that was saved as pages says of them: the place, the name, and whether it is
/// hidden.
fn page_names(bytes: &[u8], encoding: Option<&str>) -> Vec<(String, String, bool)> {
    let encoding = encoding.and_then(|it| encoding_rs::Encoding::for_label(it.as_bytes()));
    let text = encoding.unwrap_or(encoding_rs::UTF_8).decode(bytes).0;
    let between = |text: &str, from: &str, to: &str| {
        let (_, after) = text.split_once(from)?;
        Some(after.split_once(to)?.0.trim().to_owned())
    };
    let about = |part: &str| {
        let part = part.split("</x:ExcelWorksheet>").next()?;
        let place = between(part, "HRef=\"", "\"")?;
        let hidden = between(part, "<x:Visible>", "<").is_some();
        Some((place, between(part, "<x:Name>", "<")?, hidden))
    };
    text.split("<x:ExcelWorksheet>")
        .skip(1)
        .filter_map(about)
        .collect()
}

/// The web pages of an archive, in its order.
fn pages(bytes: &[u8]) -> Vec<Page> {
    let mut pages = Vec::new();
    collect(bytes, 0, &mut pages);
    pages
}

fn collect(bytes: &[u8], depth: usize, pages: &mut Vec<Page>) {
    let (fields, body) = split_fields(bytes);
    let kind = field(&fields, "content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        if depth < DEEPEST
            && let Some(boundary) = parameter(&kind, "boundary")
        {
            for part in parts(body, boundary.as_bytes()) {
                collect(part, depth + 1, pages);
            }
        }
        return;
    }
    let is_page = lower.starts_with("text/html") || lower.starts_with("application/xhtml");
    if is_page && pages.len() < MOST_PARTS {
        let wrapped = field(&fields, "content-transfer-encoding").unwrap_or_default();
        pages.push(Page {
            place: field(&fields, "content-location").unwrap_or_default(),
            encoding: parameter(&kind, "charset"),
            bytes: match wrapped.trim().to_ascii_lowercase().as_str() {
                "quoted-printable" => quoted_printable(body),
                "base64" => base64(body),
                _ => body.to_vec(),
            },
        });
    }
}

/// The fields of a message, and what follows the blank line behind them.
fn split_fields(bytes: &[u8]) -> (Vec<String>, &[u8]) {
    let mut fields: Vec<String> = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        rest = after;
        let text = String::from_utf8_lossy(line).trim_end().to_owned();
        if text.is_empty() {
            if fields.is_empty() {
                continue;
            }
            break;
        }
        match fields.last_mut() {
            // A field goes on in lines that begin with a blank.
            Some(field) if text.starts_with([' ', '\t']) => field.push_str(&text),
            _ => fields.push(text),
        }
    }
    (fields, rest)
}

/// The first line with its end, and what follows.
fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    bytes.split_at(end.map_or(bytes.len(), |end| end + 1))
}

fn field(fields: &[String], name: &str) -> Option<String> {
    fields.iter().find_map(|field| {
        let (said, value) = field.split_once(':')?;
        let found = said.trim().eq_ignore_ascii_case(name);
        found.then(|| value.trim().to_owned())
    })
}

/// What a field says behind a name and `=`, with or without quotes.
fn parameter(field: &str, name: &str) -> Option<String> {
    field.split(';').skip(1).find_map(|part| {
        let (said, value) = part.split_once('=')?;
        let found = said.trim().eq_ignore_ascii_case(name);
        found.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What stands between the lines that are `--` and the boundary.
fn parts<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut begin = None;
    let mut place = 0;
    while let Some(rest) = body.get(place..).filter(|rest| !rest.is_empty()) {
        let (line, _) = split_line(rest);
        let mark = line.strip_prefix(b"--");
        if let Some(after) = mark.and_then(|it| it.strip_prefix(boundary)) {
            parts.extend(begin.and_then(|begin| body.get(begin..place)));
            begin = (!after.starts_with(b"--")).then_some(place + line.len());
        }
        place += line.len();
    }
    // The end may be missing.
    parts.extend(begin.and_then(|begin| body.get(begin..)));
    parts
}

/// Undoes `=3D` for letters, and `=` at the end of a line that goes on.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'=' {
            bytes.push(*byte);
            continue;
        }
        if let Some(after) = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")) {
            rest = after;
        } else if let Some(([high, low], after)) = rest.split_first_chunk()
            && let (Some(high), Some(low)) = (hexadecimal(*high), hexadecimal(*low))
        {
            bytes.push(high << 4 | low);
            rest = after;
        } else {
            bytes.push(b'=');
        }
    }
    bytes
}

fn hexadecimal(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

/// Undoes Base64; what is no letter of it is passed over.
fn base64(text: &[u8]) -> Vec<u8> {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let letters = text.iter().copied().filter(letter).map(char::from);
    super::base64::decode(&letters.collect::<String>()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_unwrapped() {
        let archive = b"From: <Saved by Excel>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"B\"\r\n\r\n\
            A message.\r\n--B\r\nContent-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n\
            Content-Type: text/html; charset=\"gb2312\"\r\n\r\n<td x=3D1>=B1=\r\n=B1 =zz</td>\r\n--B\r\n\
            Content-Type: image/png\r\n\r\nno\r\n--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n--C\r\n\
            Content-Type: TEXT/HTML\r\nContent-Transfer-Encoding: base64\r\n\r\nPHRk\r\nPg==\r\n--C--\r\n--B--\r\nbehind";
        assert!(is_archive(archive));
        let pages = pages(archive);
        let told: Vec<_> = pages
            .iter()
            .map(|it| (it.place.as_str(), it.encoding.as_deref()))
            .collect();
        assert_eq!(told, [("file:///C:/a.htm", Some("gb2312")), ("", None)]);
        assert_eq!(pages[0].bytes, b"<td x=1>\xb1\xb1 =zz</td>\r\n");
        assert_eq!(pages[1].bytes, b"<td>");
    }

    #[test]
    fn text_is_no_archive() {
        assert!(!is_archive(b"city,gdp\nA,1\n"));
        assert!(!is_archive(
            b"\xe5\x9f\x8e\xe5\xb8\x82: mime-version: multipart/"
        ));
        for length in 0..40 {
            pages(&b"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=\n--\n--"[..length]);
        }
    }
}
