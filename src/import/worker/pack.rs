//! Cells and their formats as bytes, many times smaller and quicker than in a form that describes
//! itself: a book has a million of them.
//!
//! A cell is a byte that tells its kind, and whether it stands right of the one before (128); then its
//! place, unless it follows from that; then its value. Numbers of varying
//! size have seven bits in each byte, the lowest first. What does not end as it should, or has more
//! pieces than a frame may, is refused.

use super::PIECE;
use crate::import::{Cell, CellAt, Value};

const RIGHT: u8 = 128;

const NUMBER: u8 = 0;
const WHOLE: u8 = 1;
const TEXT: u8 = 2;
const FALSE: u8 = 3;
const TRUE: u8 = 4;
const ERROR: u8 = 5;
const DATE: u8 = 6;

/// Whole numbers up to here are told apart by no format of numbers.
const MOST_WHOLE: f64 = 1_073_741_824.0;

/// Adds cells to a frame.
pub(super) fn put_cells(to: &mut Vec<u8>, cells: &[Cell]) {
    let mut before = None;
    for cell in cells {
        let whole = match cell.value {
            Value::Number(number) => whole(number),
            _ => None,
        };
        let kind = match &cell.value {
            Value::Number(_) if whole.is_some() => WHOLE,
            Value::Number(_) => NUMBER,
            Value::Text(_) => TEXT,
            Value::Bool(false) => FALSE,
            Value::Bool(true) => TRUE,
            Value::Error(_) => ERROR,
            Value::Date { .. } => DATE,
        };
        put_place(to, kind, before, cell.at);
        before = Some(cell.at);
        match &cell.value {
            Value::Number(number) => match whole {
                Some(whole) => put_number(to, whole),
                None => to.extend_from_slice(&number.to_le_bytes()),
            },
            Value::Text(text) | Value::Error(text) => put_text(to, text),
            Value::Bool(_) => {}
            Value::Date { serial, iso } => {
                to.extend_from_slice(&serial.to_le_bytes());
                put_text(to, iso);
            }
        }
    }
}

/// The cells of a frame; none where they make no sense.
pub(super) fn cells(bytes: &[u8]) -> Option<Vec<Cell>> {
    let mut bytes = Bytes(bytes);
    // A cell takes a byte at least, and mostly more.
    let mut cells = Vec::with_capacity(PIECE.min(bytes.0.len()));
    let mut before = None;
    while !bytes.0.is_empty() {
        let (kind, at) = bytes.place(before)?;
        before = Some(at);
        let value = match kind {
            NUMBER => Value::Number(bytes.f64()?),
            WHOLE => Value::Number(unwhole(bytes.number()?)),
            TEXT => Value::Text(bytes.text()?),
            FALSE => Value::Bool(false),
            TRUE => Value::Bool(true),
            ERROR => Value::Error(bytes.text()?),
            DATE => Value::Date {
                serial: bytes.f64()?,
                iso: bytes.text()?,
            },
            _ => return None,
        };
        if cells.len() == PIECE {
            return None;
        }
        cells.push(Cell { at, value });
    }
    Some(cells)
}

/// Adds the places of number formats to a frame.
pub(super) fn put_formats(to: &mut Vec<u8>, formats: &[(CellAt, u16)]) {
    let mut before = None;
    for (at, place) in formats {
        put_place(to, 0, before, *at);
        before = Some(*at);
        put_number(to, u32::from(*place));
    }
}

/// The places of number formats in a frame; none where they make no sense.
pub(super) fn formats(bytes: &[u8]) -> Option<Vec<(CellAt, u16)>> {
    let mut bytes = Bytes(bytes);
    let mut formats = Vec::new();
    let mut before = None;
    while !bytes.0.is_empty() {
        let (kind, at) = bytes.place(before)?;
        before = Some(at);
        let place = u16::try_from(bytes.number()?).ok()?;
        if kind != 0 || formats.len() == PIECE {
            return None;
        }
        formats.push((at, place));
    }
    Some(formats)
}

fn put_place(to: &mut Vec<u8>, kind: u8, before: Option<CellAt>, at: CellAt) {
    if Some(at) == before.and_then(right) {
        to.push(kind | RIGHT);
    } else {
        to.push(kind);
        put_number(to, at.row);
        put_number(to, at.column);
    }
}

fn right(of: CellAt) -> Option<CellAt> {
    Some(CellAt {
        column: of.column.checked_add(1)?,
        ..of
    })
}

/// A whole number, its sign in the lowest bit.
fn whole(number: f64) -> Option<u32> {
    let fits = number.trunc().to_bits() == number.to_bits() && number.abs() < MOST_WHOLE;
    // Minus zero would lose its sign.
    let plain = number != 0.0 || number.is_sign_positive();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is whole, and below 2^30"
    )]
    let whole = number as i32;
    (fits && plain).then(|| ((whole << 1) ^ (whole >> 31)).cast_unsigned())
}

fn unwhole(number: u32) -> f64 {
    let half = (number >> 1).cast_signed();
    f64::from(half ^ -(number & 1).cast_signed())
}

fn put_number(to: &mut Vec<u8>, mut number: u32) {
    while number >= 128 {
        to.push(u8::try_from(number & 127).unwrap_or(0) | 128);
        number >>= 7;
    }
    to.push(u8::try_from(number).unwrap_or(0));
}

fn put_text(to: &mut Vec<u8>, text: &str) {
    put_number(to, u32::try_from(text.len()).unwrap_or(u32::MAX));
    to.extend_from_slice(text.as_bytes());
}

/// What is left of a frame.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn u8(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u64;
        for place in 0..5 {
            let byte = self.u8()?;
            number |= u64::from(byte & 127) << (7 * place);
            if byte < 128 {
                return u32::try_from(number).ok();
            }
        }
        None
    }

    fn f64(&mut self) -> Option<f64> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(f64::from_le_bytes(*bytes))
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        str::from_utf8(text).ok().map(str::to_owned)
    }

    fn place(&mut self, before: Option<CellAt>) -> Option<(u8, CellAt)> {
        let kind = self.u8()?;
        let at = if kind & RIGHT == 0 {
            CellAt {
                row: self.number()?,
                column: self.number()?,
            }
        } else {
            right(before?)?
        };
        Some((kind & !RIGHT, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some_cells() -> Vec<Cell> {
        let date = Value::Date {
            serial: 44013.5,
            iso: "2020-07-01T12:00:00".to_owned(),
        };
        let numbers = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.1,
            1e300,
            -1_073_741_823.0,
            1_073_741_823.0,
            1_073_741_824.0,
            5e-324,
        ];
        let others = [
            Value::Text("北 京".to_owned()),
            Value::Text("x".repeat(300)),
            Value::Bool(true),
            Value::Bool(false),
            Value::Error("#N/A".to_owned()),
            date,
        ];
        let values = numbers.map(Value::Number).into_iter().chain(others);
        let place = |(place, value): (u32, Value)| Cell {
            at: CellAt {
                row: place / 3,
                column: (place % 3) * 127,
            },
            value,
        };
        let mut cells: Vec<_> = (0..).zip(values).map(place).collect();
        let far = |column| CellAt {
            row: u32::MAX,
            column,
        };
        for column in [u32::MAX - 1, u32::MAX] {
            cells.push(Cell {
                at: far(column),
                value: Value::Bool(true),
            });
        }
        cells
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let before = some_cells();
        let mut bytes = Vec::new();
        put_cells(&mut bytes, &before);
        let after = cells(&bytes).unwrap();
        assert_eq!(after, before);
        let minus = |it: &Cell| matches!(it.value, Value::Number(it) if it.to_bits() == 1 << 63);
        assert_eq!(after.iter().filter(|it| minus(it)).count(), 1);
        let places: Vec<_> = (0..)
            .zip(&before)
            .map(|(it, cell)| (cell.at, it * 3000))
            .collect();
        let mut bytes = Vec::new();
        put_formats(&mut bytes, &places);
        assert_eq!(formats(&bytes), Some(places));
    }

    #[test]
    fn what_is_cut_or_senseless_is_nothing() {
        let mut whole = Vec::new();
        put_cells(&mut whole, &some_cells());
        let ends = (0..whole.len()).filter(|end| cells(&whole[..*end]).is_some());
        // Only where a cell ends.
        assert!(ends.count() <= some_cells().len());
        for bytes in [
            &[7, 0, 0][..],                        // An unknown kind.
            &[RIGHT | TRUE],                       // Right of nothing.
            &[TEXT, 0, 0, 2, 0xff, 0xfe],          // No text.
            &[TEXT, 0, 0, 255, 255, 255, 255, 15], // 4 GB that do not come.
            &[WHOLE, 0, 0, 255, 255, 255, 255, 255, 1],
        ] {
            assert_eq!(cells(bytes), None, "{bytes:?}");
        }
        let mut many = vec![TRUE, 0, 0];
        many.resize(3 + PIECE - 1, RIGHT | TRUE);
        assert_eq!(cells(&many).map(|it| it.len()), Some(PIECE));
        many.push(RIGHT | TRUE);
        assert_eq!(cells(&many), None);
    }
}
