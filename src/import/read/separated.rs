//! Separated text: one sheet of texts. What is a number is decided by the reader of tables.

use std::{borrow::Cow, collections::BTreeMap, io::Read as _, ops::ControlFlow};

use csv::{ByteRecord, ReaderBuilder};

use super::{MOST_CELLS, MOST_TEXT, ReadError, STEP, long_text, tell};
use crate::import::{Cell, CellAt, Progress, Sheet, Value};

/// How many lines are looked at for the separator.
const LINES: usize = 500;
/// Nor more bytes than this, as a line may be as long as the file.
const HEAD: usize = 1 << 20;

/// Reads a text as a sheet; with no separator given, the likeliest is taken.
pub(super) fn sheet(
    file: &str,
    text: Cow<'_, str>,
    separator: Option<char>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Sheet, ReadError> {
    let text = unix_lines(text);
    let separator = match separator {
        Some(separator) => byte_of(separator).ok_or_else(|| ReadError::UnusableSeparator {
            file: file.to_owned(),
            separator,
        })?,
        None => likeliest(&text),
    };
    // Before it is taken apart, as a field of hundreds of megabytes would be copied several times.
    if let Some(at) = long_field(&text, separator) {
        return Err(long_text(file, "", at));
    }
    let cells = cells(file, &text, separator, progress)?;
    Ok(Sheet {
        name: String::new(),
        hidden: false,
        decimal_comma: separator == b';' && commas_are_decimal(&cells),
        cells,
        ..Sheet::default()
    })
}

/// Line ends as one character: rows can then be counted by lines.
fn unix_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text
    }
}

/// The first field that is too long for a cell. Quotation marks count where a field begins with one,
/// and a doubled one is a letter.
fn long_field(text: &str, separator: u8) -> Option<CellAt> {
    let mut at = CellAt::default();
    // Where the field begins, whether with a quotation mark, and whether one is open.
    let (mut begin, mut marked, mut open) = (0, false, false);
    for (place, byte) in text.bytes().enumerate() {
        if place - begin > MOST_TEXT {
            return Some(at);
        }
        match byte {
            b'"' if place == begin => (marked, open) = (true, true),
            // A doubled one closes and opens again.
            b'"' => open = marked && !open,
            _ if open => {}
            b'\n' => {
                at.row = at.row.saturating_add(1);
                at.column = 0;
                (begin, marked) = (place + 1, false);
            }
            _ if byte == separator => {
                at.column = at.column.saturating_add(1);
                (begin, marked) = (place + 1, false);
            }
            _ => {}
        }
    }
    (text.len() - begin > MOST_TEXT).then_some(at)
}

fn byte_of(separator: char) -> Option<u8> {
    let byte = u8::try_from(separator).ok().filter(u8::is_ascii)?;
    (!matches!(byte, b'"' | b'\n' | b'\r' | 0)).then_some(byte)
}

/// The character that stands equally often in most lines. Title lines have none or few, so the
/// commonest count above zero is what tells.
fn likeliest(text: &str) -> u8 {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text);
    let lines: Vec<&str> = head
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(LINES)
        .collect();
    // Exports of the statistics bureau have a tab before every comma.
    let tab_before_comma = lines.iter().filter(|line| line.contains("\t,")).count();
    let order = if tab_before_comma * 2 > lines.len() {
        [b',', b';', b'\t']
    } else {
        [b'\t', b';', b',']
    };
    let mut best = (0, b',');
    for separator in order {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for line in &lines {
            *counts.entry(outside_quotes(line, separator)).or_default() += 1;
        }
        let agreeing = counts
            .iter()
            .filter(|(count, _)| **count > 0)
            .map(|(_, lines)| *lines)
            .max();
        if agreeing > Some(best.0) {
            best = (agreeing.unwrap_or(0), separator);
        }
    }
    best.1
}

fn outside_quotes(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let counted = line.bytes().filter(|byte| {
        quoted ^= *byte == b'"';
        !quoted && *byte == separator
    });
    counted.count()
}

fn cells(
    file: &str,
    text: &str,
    separator: u8,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Vec<Cell>, ReadError> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        // The last line is ended too.
        .from_reader(text.as_bytes().chain(&b"\n"[..]));
    let mut record = ByteRecord::new();
    let mut cells = Vec::new();
    let mut line = 1;
    let mut row = 0_u32;
    let mut records = 0_usize;
    loop {
        let more = reader.read_byte_record(&mut record);
        let more = more.map_err(|error| ReadError::Damaged {
            file: file.to_owned(),
            sheet: None,
            reason: error.to_string(),
        })?;
        if !more {
            return Ok(cells);
        }
        // Blank lines are passed over by the reader and are rows to people.
        let inside = record
            .iter()
            .flatten()
            .filter(|byte| **byte == b'\n')
            .count() as u64;
        let next = reader.position().line();
        let blank = (next - line).saturating_sub(inside + 1);
        line = next;
        row = row.saturating_add(u32::try_from(blank).unwrap_or(u32::MAX));
        push_record(&mut cells, row, &record);
        row = row.saturating_add(1);
        records += 1;
        if records.is_multiple_of(STEP) {
            tell(file, progress, reader.position().byte(), text.len() as u64)?;
        }
        if cells.len() > MOST_CELLS {
            return Err(ReadError::TooManyCells {
                file: file.to_owned(),
                sheet: String::new(),
                most: MOST_CELLS as u64,
            });
        }
    }
}

fn push_record(cells: &mut Vec<Cell>, row: u32, record: &ByteRecord) {
    for (column, field) in (0..).zip(record) {
        let field = String::from_utf8_lossy(field);
        let field = field.trim_matches('\t');
        if field.trim().is_empty() {
            continue;
        }
        cells.push(Cell {
            at: CellAt { row, column },
            value: Value::Text(field.to_owned()),
        });
    }
}

/// Whether commas inside numbers are decimal signs: some number has one, and none has a point that
/// could not separate thousands.
fn commas_are_decimal(cells: &[Cell]) -> bool {
    let mut commas = false;
    for cell in cells {
        let text = cell.value.text();
        let text = text.trim().trim_start_matches(['-', '+', '−']);
        if !text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
        {
            continue;
        }
        match text.split_once(',') {
            Some((_, part)) => commas |= !part.is_empty() && !part.contains([',', '.']),
            None if text.split('.').skip(1).any(|group| group.len() != 3) => return false,
            None => {}
        }
    }
    commas
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells as `A1=text`, the sign of the decimal comma first.
    fn picture(text: &str, separator: Option<char>) -> String {
        let read = sheet("f", text.into(), separator, &mut |_| {
            ControlFlow::Continue(())
        });
        let read = read.unwrap();
        let comma = if read.decimal_comma { "comma " } else { "" };
        let cells: Vec<String> = read
            .cells
            .iter()
            .map(|cell| format!("{}={}", cell.at, cell.value.text()))
            .collect();
        comma.to_owned() + &cells.join(" ")
    }

    #[test]
    fn fields_keep_their_places() {
        for (text, expected) in [
            ("a,b\n1,2", "A1=a B1=b A2=1 B2=2"),
            ("a,b\r\n\r\n\r\n1,,2\r\n", "A1=a B1=b A4=1 C4=2"),
            ("\n\na,b", "A3=a B3=b"),
            ("a,b\r1,2\r", "A1=a B1=b A2=1 B2=2"),
            ("a\tb,c\n1\t2,0\n3\t4", "A1=a B1=b,c A2=1 B2=2,0 A3=3 B3=4"),
            (
                "a;b\nx;28,801\ny;3,5",
                "comma A1=a B1=b A2=x B2=28,801 A3=y B3=3,5",
            ),
            ("a;b\nx;1,234\ny;3.5", "A1=a B1=b A2=x B2=1,234 A3=y B3=3.5"),
            ("a;b\nx;1.5", "A1=a B1=b A2=x B2=1.5"),
            (
                "指标\t,2022年\t,2021年\n人口\t,1\t,2",
                "A1=指标 B1=2022年 C1=2021年 A2=人口 B2=1 C2=2",
            ),
            ("\"a\nb\",c\n\n1,2", "A1=a\nb B1=c A3=1 B3=2"),
            ("\"1,234\",b,c\n1,2,3", "A1=1,234 B1=b C1=c A2=1 B2=2 C2=3"),
            (
                "表1 主要指标\n城市,人口,面积\n北京,1,2\n",
                "A1=表1 主要指标 A2=城市 B2=人口 C2=面积 A3=北京 B3=1 C3=2",
            ),
            ("one column", "A1=one column"),
        ] {
            assert_eq!(picture(text, None), expected, "{text:?}");
        }
    }

    #[test]
    fn the_separator_can_be_given() {
        assert_eq!(
            picture("a|b,c\n1|2,3", Some('|')),
            "A1=a B1=b,c A2=1 B2=2,3"
        );
        let refused = sheet("f", "a".into(), Some('，'), &mut |_| {
            ControlFlow::Continue(())
        });
        assert!(matches!(
            refused,
            Err(ReadError::UnusableSeparator {
                separator: '，',
                ..
            })
        ));
    }
}
