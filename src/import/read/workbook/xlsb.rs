//! .xlsb: records of a kind, a length and so many bytes ([MS-XLSB] 2.1.4). A record that is shorter
//! than its kind asks for is passed over like one of an unknown kind, except where it would hold a cell.

use super::{
    Found, LAST_COLUMN, LAST_ROW, Work, damaged,
    parts::Parts,
    shown::{Keeper, Styles},
    text_value,
};
use crate::import::{
    CellAt, Lines, Merged, Value,
    read::{ReadError, Sheets},
};

/// What a workbook says of a sheet.
struct About {
    name: String,
    hidden: bool,
    relation: String,
}

pub(super) fn read(work: &mut Work<'_>, bytes: &[u8]) -> Result<Sheets, ReadError> {
    let mut parts = Parts::open(work.file, bytes)?;
    let main = parts.main("xl/workbook.bin")?;
    let missing = || damaged(work.file, None, &format!("no part {main}"));
    let (abouts, from_1904) = workbook(&parts.bytes(&main)?.ok_or_else(missing)?);
    let relations = parts.relations(&main)?;
    let other = |kind: &str, usual: &str| {
        let found = relations.iter().find(|it| it.kind == kind);
        found.map_or_else(|| usual.to_owned(), |it| it.target.clone())
    };
    let part = parts.bytes(&other("sharedStrings", "xl/sharedStrings.bin"))?;
    let strings = strings(&part.unwrap_or_default());
    let part = parts.bytes(&other("styles", "xl/styles.bin"))?;
    let styles = styles(&part.unwrap_or_default(), from_1904);
    let mut sheets = Sheets::default();
    for about in abouts {
        let relation = relations.iter().find(|it| it.id == about.relation);
        let missing = || damaged(work.file, Some(&about.name), &"no part for the sheet");
        let relation = relation.ok_or_else(missing)?;
        // Charts and dialogs have no cells.
        if relation.kind != "worksheet" {
            continue;
        }
        let part = parts.bytes(&relation.target)?.ok_or_else(missing)?;
        let found = sheet(work, &about.name, &part, &strings, &styles)?;
        work.add(&mut sheets, about.name, about.hidden, found);
    }
    Ok(sheets)
}

/// The records of a part. They end where the next one would be longer than what is left.
struct Records<'a>(Fields<'a>);

impl<'a> Iterator for Records<'a> {
    type Item = (u32, Fields<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = self.0.seven_bits(2)?;
        let length = self.0.seven_bits(4)?;
        let bytes = self.0.take(usize::try_from(length).ok()?)?;
        Some((kind, Fields(bytes)))
    }
}

fn records(part: &[u8]) -> Records<'_> {
    Records(Fields(part))
}

/// The bytes of a record that are still to be read.
#[derive(Clone, Copy)]
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// A number of at most so many bytes, seven bits in each, the lowest first.
    fn seven_bits(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..most {
            let byte = self.u8()?;
            number |= u32::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }

    /// Text as UTF-16, behind its length (`XLWideString`).
    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.u32()?).ok()?;
        let bytes = self.take(length.checked_mul(2)?)?;
        let units: Vec<u16> = bytes
            .as_chunks()
            .0
            .iter()
            .map(|pair| u16::from_le_bytes(*pair))
            .collect();
        Some(String::from_utf16_lossy(&units))
    }
}

/// The sheets (`BrtBundleSh`), and whether days are counted from 1904 (`BrtWbProp`).
fn workbook(part: &[u8]) -> (Vec<About>, bool) {
    let mut abouts = Vec::new();
    let mut from_1904 = false;
    for (kind, mut fields) in records(part) {
        match kind {
            153 => from_1904 |= fields.u32().is_some_and(|flags| flags & 1 == 1),
            156 => abouts.extend(about(fields)),
            _ => {}
        }
    }
    (abouts, from_1904)
}

fn about(mut fields: Fields<'_>) -> Option<About> {
    let hidden = fields.u32()? != 0;
    fields.u32()?;
    Some(About {
        relation: fields.text()?,
        name: fields.text()?,
        hidden,
    })
}

/// The shared strings (`BrtSSTItem`).
fn strings(part: &[u8]) -> Vec<String> {
    let string = |(kind, mut fields): (u32, Fields<'_>)| {
        (kind == 19).then(|| {
            fields.u8();
            fields.text().unwrap_or_default()
        })
    };
    records(part).filter_map(string).collect()
}

/// The number formats (`BrtFmt`) of the cell styles (`BrtXF` behind `BrtBeginCellXFs`).
fn styles(part: &[u8], from_1904: bool) -> Styles {
    let (mut formats, mut codes) = (Vec::new(), Vec::new());
    let mut of_cells = false;
    for (kind, mut fields) in records(part) {
        match kind {
            44 => {
                if let (Some(id), Some(code)) = (fields.u16(), fields.text()) {
                    codes.push((u32::from(id), code));
                }
            }
            617 => of_cells = true,
            618 => of_cells = false,
            47 if of_cells => {
                fields.u16();
                formats.push(fields.u16().map_or(0, u32::from));
            }
            _ => {}
        }
    }
    Styles::new(&formats, &codes, from_1904)
}

fn sheet(
    work: &mut Work<'_>,
    name: &str,
    part: &[u8],
    strings: &[String],
    styles: &Styles,
) -> Result<Found, ReadError> {
    let file = work.file;
    let mut sheet = Sheet {
        strings,
        styles,
        keeper: Keeper::new(styles),
        found: Found::default(),
        next: CellAt::default(),
        rows: false,
        others_hidden: false,
        shown_rows: Vec::new(),
    };
    for (seen, (kind, fields)) in records(part).enumerate() {
        work.step(seen + 1)?;
        let short = || {
            damaged(
                file,
                Some(name),
                &format!("a record of kind {kind} is too short"),
            )
        };
        if sheet.rows && matches!(kind, 1..=18 | 62) {
            sheet.cell(kind, fields).ok_or_else(short)?;
            sheet.found.check(file, name)?;
        } else {
            sheet.mark(kind, fields).ok_or_else(short)?;
        }
    }
    let mut found = sheet.found;
    if sheet.others_hidden {
        found.hidden_rows = Lines::others(&Lines::tidy(sheet.shown_rows), LAST_ROW);
    }
    Ok(found)
}

/// A sheet as far as it is read.
struct Sheet<'a> {
    strings: &'a [String],
    styles: &'a Styles,
    keeper: Keeper<'a>,
    found: Found,
    /// The row, and the column behind the last cell: where one in the short form stands.
    next: CellAt,
    /// Inside of `BrtBeginSheetData` and its end.
    rows: bool,
    /// Rows that are not named are hidden.
    others_hidden: bool,
    shown_rows: Vec<Lines>,
}

impl Sheet<'_> {
    /// All records but those of cells.
    fn mark(&mut self, kind: u32, mut fields: Fields<'_>) -> Option<()> {
        match kind {
            145 => self.rows = true,
            146 => self.rows = false,
            0 if self.rows => {
                let row = fields.u32()?.min(LAST_ROW);
                fields.u32()?;
                let height = fields.u16()?;
                // Of the flags in the next three bytes, the second has fDyZero as its fifth bit.
                let [_, flags, _] = fields.array()?;
                if flags & 0x10 != 0 || height == 0 {
                    Lines::add(&mut self.found.hidden_rows, row, row);
                } else {
                    Lines::add(&mut self.shown_rows, row, row);
                }
                self.next = CellAt { row, column: 0 };
            }
            // BrtColInfo
            60 => {
                let (first, last, width) = (fields.u32()?, fields.u32()?, fields.u32()?);
                fields.u32()?;
                if fields.u16()? & 1 == 1 || width == 0 {
                    let lines = &mut self.found.hidden_columns;
                    Lines::add(lines, first, last.min(LAST_COLUMN));
                }
            }
            // BrtMergeCell
            176 => {
                let [from_row, to_row, from_column, to_column] =
                    [fields.u32()?, fields.u32()?, fields.u32()?, fields.u32()?];
                let at = |row: u32, column: u32| CellAt {
                    row: row.min(LAST_ROW),
                    column: column.min(LAST_COLUMN),
                };
                self.found.merged.push(Merged {
                    from: at(from_row, from_column),
                    to: at(to_row, to_column),
                });
            }
            // BrtWsFmtInfo
            485 => {
                fields.array::<8>()?;
                self.others_hidden = fields.u16()? & 2 != 0;
            }
            _ => {}
        }
        Some(())
    }

    /// A cell. Those of the kinds 12 to 18 follow the one before and leave out their column.
    fn cell(&mut self, kind: u32, mut fields: Fields<'_>) -> Option<()> {
        if !matches!(kind, 12..=18) {
            self.next.column = fields.u32()?.min(LAST_COLUMN);
        }
        let at = self.next;
        self.next.column = (at.column + 1).min(LAST_COLUMN);
        // The lower 24 bits are the style.
        let style = usize::try_from(fields.u32()? & 0x00ff_ffff).ok()?;
        let number = |number| Some(self.styles.value(style, number));
        let value = match kind {
            2 | 13 => number(packed(fields.u32()?)),
            3 | 11 | 14 => Some(Value::Error(error(fields.u8()?).to_owned())),
            4 | 10 | 15 => Some(Value::Bool(fields.u8()? != 0)),
            5 | 9 | 16 => number(fields.f64()?),
            6 | 8 | 17 => text_value(&fields.text()?),
            62 => {
                fields.u8()?;
                text_value(&fields.text()?)
            }
            7 | 18 => {
                let place = usize::try_from(fields.u32()?).ok()?;
                text_value(self.strings.get(place)?)
            }
            _ => None,
        };
        let Some(value) = value else {
            return Some(());
        };
        if matches!(value, Value::Number(_) | Value::Date { .. }) {
            self.keeper.keep(&mut self.found.formats, at, style);
        }
        self.found.push(at, value);
        Some(())
    }
}

/// A number in four bytes (`RkNumber`): the upper part of a floating-point one or a whole one, each
/// perhaps a hundredfold.
pub(super) fn packed(bits: u32) -> f64 {
    let number = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

/// The name of an error (`BErr`).
pub(super) const fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => "#?",
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::{super::finite, *};

    fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
        let kind = if kind < 128 {
            vec![u8::try_from(kind).unwrap()]
        } else {
            let [low, high] = ((kind & 0x7f) | 0x80 | ((kind >> 7) << 8)).to_le_bytes();
            vec![low, high]
        };
        let length = u8::try_from(bytes.len()).unwrap();
        assert!(length < 128);
        [kind, vec![length], bytes.to_vec()].concat()
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn row(row: u32, flags: u8) -> Vec<u8> {
        let rest = [44, 1, 0, flags, 0, 0, 0, 0, 0];
        record(0, &[&words(&[row, 0])[..], &rest].concat())
    }

    fn read(part: &[u8]) -> Result<Found, ReadError> {
        let styles = Styles::new(&[0, 10, 14], &[], false);
        let strings = ["城市".to_owned()];
        let mut work = Work {
            file: "f",
            progress: &mut |_| ControlFlow::Continue(()),
        };
        sheet(&mut work, "S", part, &strings, &styles)
    }

    #[test]
    fn cells_come_in_the_long_and_the_short_form() {
        let part = [
            record(145, &[]),
            row(2, 0),
            record(7, &words(&[1, 0, 0])),
            record(16, &[&words(&[1])[..], &0.25_f64.to_le_bytes()].concat()),
            record(13, &words(&[2, (44013 << 2) | 2])),
            record(12, &words(&[0])),
            record(14, &[&words(&[0])[..], &[0x2a]].concat()),
            record(15, &[&words(&[0])[..], &[1]].concat()),
            row(4, 0x10),
            row(5, 0x10),
            record(17, &[&words(&[0, 1])[..], b"a\0"].concat()),
            record(3, &[&words(&[3, 0])[..], &[7]].concat()),
            record(146, &[]),
            record(60, &[&words(&[1, 2, 2000, 0])[..], &[1, 0]].concat()),
            record(176, &words(&[0, 1, 2, 3])),
        ]
        .concat();
        let found = read(&part).unwrap();
        let cells: Vec<_> = found
            .cells
            .iter()
            .map(|it| format!("{}={}", it.at, it.value.text()))
            .collect();
        let expected = [
            "B3=城市",
            "C3=0.25",
            "D3=2020-07-01",
            "F3=#N/A",
            "G3=TRUE",
            "A6=a",
            "D6=#DIV/0!",
        ];
        assert_eq!(cells, expected);
        assert_eq!(found.hidden_rows, [Lines { first: 4, last: 5 }]);
        assert_eq!(found.hidden_columns, [Lines { first: 1, last: 2 }]);
        let at = |row, column| CellAt { row, column };
        let merged = Merged {
            from: at(0, 2),
            to: at(1, 3),
        };
        assert_eq!(found.merged, [merged]);
        assert_eq!(found.formats.get(at(2, 2)), Some("0.00%"));
        assert_eq!(found.formats.get(at(2, 3)), Some("yyyy/m/d"));
    }

    #[test]
    fn a_cell_that_is_cut_is_told_of() {
        let part = [record(145, &[]), row(0, 0), record(5, &[0; 15])].concat();
        assert!(matches!(read(&part), Err(ReadError::Damaged { .. })));
        assert!(
            read(&part[..part.len() - 1]).is_ok(),
            "the last record is no record"
        );
    }

    #[test]
    fn packed_numbers_are_whole_or_not() {
        assert_eq!(packed((7 << 2) | 2), 7.0);
        assert_eq!(packed(((-7_i32 << 2) | 3).cast_unsigned()), -0.07);
        assert_eq!(packed(0x3ff8_0000), 1.5);
        assert_eq!(packed(0x3ff8_0001), 0.015);
        assert_eq!(
            finite(packed(0x7ff0_0000)),
            Value::Error("#NUM!".to_owned())
        );
    }
}
