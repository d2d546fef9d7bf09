//! What the records of an .xls say beyond values ([MS-XLS] 2.4): hidden lines and number formats, of
//! which the reader of workbooks tells nothing. A record that is cut tells nothing either.

use std::io::{Cursor, Read as _};

use cfb::CompoundFile;

use super::{LAST_COLUMN, LAST_ROW, shown::Styles};
use crate::import::{CellAt, Lines};

/// More than any such stream that could be read has.
const MOST_STREAM: u64 = 512 << 20;

/// The last row and column of such a sheet.
const LAST_ROW_HERE: u32 = 0xffff;

/// What a workbook says.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) styles: Styles,
    /// In the order of the file.
    pub(super) sheets: Vec<SheetMarks>,
}

/// What a sheet says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SheetMarks {
    pub(super) hidden_rows: Vec<Lines>,
    pub(super) hidden_columns: Vec<Lines>,
    /// Sorted; the styles of cells that hold numbers.
    styles: Vec<(CellAt, u16)>,
}

impl SheetMarks {
    /// The style of a cell that holds a number.
    pub(super) fn style(&self, at: CellAt) -> Option<usize> {
        let found = self.styles.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        self.styles.get(found).map(|(_, style)| usize::from(*style))
    }
}

/// Reads the marks of a workbook; none where it is damaged.
pub(super) fn marks(bytes: &[u8]) -> Marks {
    stream(bytes).map(|it| workbook(&it)).unwrap_or_default()
}

fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name))?;
    let mut content = Vec::new();
    let stream = file.open_stream(name).ok()?;
    // A stream that is cut tells what stands before.
    stream.take(MOST_STREAM).read_to_end(&mut content).ok();
    Some(content)
}

/// The records of a stream, from a place in it.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (u16_at(self.0, 0)?, u16_at(self.0, 2)?);
        let (record, rest) = self.0.get(4..)?.split_at_checked(usize::from(length))?;
        self.0 = rest;
        Some((kind, record))
    }
}

fn u16_at(bytes: &[u8], place: usize) -> Option<u16> {
    let bytes = bytes.get(place..)?.first_chunk()?;
    Some(u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], place: usize) -> Option<u32> {
    let bytes = bytes.get(place..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}

fn workbook(stream: &[u8]) -> Marks {
    let (mut formats, mut codes, mut places) = (Vec::new(), Vec::new(), Vec::new());
    let (mut wide, mut page, mut from_1904) = (true, None, false);
    for (kind, record) in Records(stream) {
        match kind {
            // BOF; from Excel 97 on texts are wide.
            0x0809 => wide = u16_at(record, 0) == Some(0x0600),
            0x0042 => page = u16_at(record, 0),
            0x0022 => from_1904 = u16_at(record, 0) == Some(1),
            // FORMAT
            0x041e => {
                if let (Some(id), Some(text)) = (u16_at(record, 0), record.get(2..))
                    && let Some(code) = code(text, wide, page)
                {
                    codes.push((u32::from(id), code));
                }
            }
            // XF
            0x00e0 => formats.push(u16_at(record, 2).map_or(0, u32::from)),
            // BOUNDSHEET
            0x0085 => places.push(u32_at(record, 0)),
            0x000a => break,
            _ => {}
        }
    }
    let sheet = |place: &Option<u32>| {
        let place = usize::try_from((*place)?).ok()?;
        stream.get(place..).map(sheet)
    };
    Marks {
        styles: Styles::new(&formats, &codes, from_1904),
        sheets: places
            .iter()
            .map(|place| sheet(place).unwrap_or_default())
            .collect(),
    }
}

/// The text of a format, behind its length.
fn code(text: &[u8], wide: bool, page: Option<u16>) -> Option<String> {
    if !wide {
        let length = usize::from(*text.first()?);
        let encoding = if page == Some(936) {
            encoding_rs::GBK
        } else {
            encoding_rs::WINDOWS_1252
        };
        let bytes = text.get(1..)?.get(..length)?;
        return Some(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    let length = usize::from(u16_at(text, 0)?);
    let letters = text.get(3..)?;
    if text.get(2)? & 1 == 0 {
        let bytes = letters.get(..length)?;
        return Some(bytes.iter().copied().map(char::from).collect());
    }
    let pairs = letters.get(..length * 2)?.as_chunks().0;
    let units: Vec<u16> = pairs.iter().map(|it| u16::from_le_bytes(*it)).collect();
    Some(String::from_utf16_lossy(&units))
}

/// The marks of the sheet whose records begin here.
fn sheet(stream: &[u8]) -> SheetMarks {
    let mut marks = SheetMarks::default();
    let mut shown = Vec::new();
    let mut others_hidden = false;
    let mut depth = 0_usize;
    for (kind, record) in Records(stream) {
        match kind {
            // Pictures of charts stand inside a sheet, as sheets of their own.
            0x0809 => depth += 1,
            0x000a => match depth {
                0 | 1 => break,
                _ => depth -= 1,
            },
            _ if depth != 1 => {}
            // DEFAULTROWHEIGHT
            0x0225 => others_hidden = u16_at(record, 0).is_some_and(|flags| flags & 2 != 0),
            0x0208 => {
                if let Some((row, hidden)) = row(record) {
                    let lines = if hidden {
                        &mut marks.hidden_rows
                    } else {
                        &mut shown
                    };
                    Lines::add(lines, row, row);
                }
            }
            0x007d => marks.hidden_columns.extend(hidden_columns(record)),
            // NUMBER, RK, FORMULA
            0x0203 | 0x027e | 0x0006 => marks.styles.extend(style(record)),
            0x00bd => several_styles(record, &mut marks.styles),
            _ => {}
        }
    }
    if others_hidden {
        marks.hidden_rows = Lines::others(&Lines::tidy(shown), LAST_ROW_HERE.min(LAST_ROW));
    }
    marks.styles.sort_by_key(|(at, _)| *at);
    marks.styles.dedup_by_key(|(at, _)| *at);
    marks
}

/// The number of a row, and whether it is hidden.
fn row(record: &[u8]) -> Option<(u32, bool)> {
    let hidden = u16_at(record, 12)? & 0x20 != 0 || u16_at(record, 6)? == 0;
    Some((u32::from(u16_at(record, 0)?), hidden))
}

/// The columns of a COLINFO, if they are hidden.
fn hidden_columns(record: &[u8]) -> Option<Lines> {
    let hidden = u16_at(record, 8)? & 1 == 1 || u16_at(record, 4)? == 0;
    hidden.then_some(Lines {
        first: u32::from(u16_at(record, 0)?),
        last: u32::from(u16_at(record, 2)?).min(LAST_COLUMN),
    })
}

/// Where a cell is, and its style.
fn style(record: &[u8]) -> Option<(CellAt, u16)> {
    let at = CellAt {
        row: u32::from(u16_at(record, 0)?),
        column: u32::from(u16_at(record, 2)?),
    };
    Some((at, u16_at(record, 4)?))
}

/// The same for the cells of a MULRK: from a column on, each a style and a number.
fn several_styles(record: &[u8], styles: &mut Vec<(CellAt, u16)>) {
    let (Some(row), Some(first)) = (u16_at(record, 0), u16_at(record, 2)) else {
        return;
    };
    let cells = record.get(4..).unwrap_or_default().as_chunks::<6>().0;
    for (column, cell) in (u32::from(first)..).zip(cells) {
        let [low, high, ..] = *cell;
        let at = CellAt {
            row: u32::from(row),
            column,
        };
        styles.push((at, u16::from_le_bytes([low, high])));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, words: &[u16]) -> Vec<u8> {
        let length = u16::try_from(words.len() * 2).unwrap();
        let all = [&[kind, length], words].concat();
        all.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn at(row: u32, column: u32) -> CellAt {
        CellAt { row, column }
    }

    #[test]
    fn marks_come_from_the_sheet_itself() {
        let hidden_row = |row| record(0x0208, &[row, 0, 1, 255, 0, 0, 0x20, 15]);
        let parts = [
            record(0x0809, &[0x0600, 16]),
            hidden_row(3),
            hidden_row(4),
            record(0x0208, &[9, 0, 1, 0, 0, 0, 0, 15]),
            record(0x007d, &[2, 5, 2000, 0, 1]),
            record(0x007d, &[6, 6, 2000, 0, 0]),
            record(0x0203, &[1, 1, 21, 0, 0, 0, 0]),
            // A chart, with rows of its own.
            record(0x0809, &[0x0600, 32]),
            hidden_row(7),
            record(0x000a, &[]),
            record(0x00bd, &[0, 3, 22, 0, 0, 23, 0, 0, 4]),
            record(0x000a, &[]),
            hidden_row(8),
        ];
        let bytes = parts.concat();
        let marks = sheet(&bytes);
        let lines = |first, last| Lines { first, last };
        assert_eq!(marks.hidden_rows, [lines(3, 4), lines(9, 9)]);
        assert_eq!(marks.hidden_columns, [lines(2, 5)]);
        let told = [at(0, 3), at(0, 4), at(0, 5), at(1, 1)].map(|it| marks.style(it));
        assert_eq!(told, [Some(22), Some(23), None, Some(21)]);
        for length in 0..bytes.len() {
            sheet(&bytes[..length]); // However it is cut.
        }
    }

    #[test]
    fn formats_are_narrow_wide_or_old() {
        let wide = [2, 0, 1, 0x74, 0x5e, b'0', 0];
        assert_eq!(code(&wide, true, None).as_deref(), Some("年0"));
        assert_eq!(
            code(&[2, 0, 0, b'0', b'%'], true, None).as_deref(),
            Some("0%")
        );
        assert_eq!(
            code(b"\x030\xc4\xea", false, Some(936)).as_deref(),
            Some("0年")
        );
        assert_eq!(code(&[9, 0, 0, b'0'], true, None), None);
        assert_eq!(code(&[9], false, None), None);
    }

    #[test]
    fn no_compound_file_has_no_marks() {
        assert_eq!(marks(b"\xd0\xcf\x11\xe0 and no more").sheets, []);
    }
}
