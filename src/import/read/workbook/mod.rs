//! Workbooks. Cells are kept sparsely, so a value in the last corner costs one cell.

mod biff;
mod ods;
mod ods_styles;
mod parts;
mod sheet;
mod shown;
mod xls;
mod xlsb;
mod xlsx;

use std::{
    fmt::Display,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::{ReadError, Sheets, sniff::Content};
use crate::import::{
    Cell, CellAt, Finding, Formats, Lines, Merged, Problem, Progress, Sheet, Value,
};

/// The last row and column that a sheet can have, counted from 0.
const LAST_ROW: u32 = (1 << 20) - 1;
const LAST_COLUMN: u32 = (1 << 14) - 1;
/// The first day number beyond the year 9999.
const LAST_DAY: f64 = 2_958_466.0;

/// What reading passes on: the file's name, and whom to tell of progress.
struct Work<'a> {
    file: &'a str,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
}

/// What one sheet gives.
#[derive(Default)]
struct Found {
    cells: Vec<Cell>,
    /// Where formulas have no result.
    uncalculated: Vec<CellAt>,
    merged: Vec<Merged>,
    hidden_rows: Vec<Lines>,
    hidden_columns: Vec<Lines>,
    formats: Formats,
}

/// The sheets of a workbook, and its formulas without a result.
pub(super) fn sheets(
    file: &str,
    bytes: &[u8],
    content: Content,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Sheets, ReadError> {
    let mut work = Work { file, progress };
    // A damaged file must cost an error, never the program.
    let read = catch_unwind(AssertUnwindSafe(|| match content {
        Content::Xlsb => xlsb::read(&mut work, bytes),
        Content::Xls => xls::read(&mut work, bytes),
        Content::Ods => ods::read(&mut work, bytes),
        _ => xlsx::read(&mut work, bytes),
    }));
    read.unwrap_or_else(|_| Err(damaged(file, None, &"the reader of workbooks stopped")))
}

impl Work<'_> {
    /// Once in a while says how far it is, and hears whether to go on.
    fn step(&mut self, seen: usize) -> Result<(), ReadError> {
        if seen.is_multiple_of(super::STEP) {
            super::tell(self.file, self.progress, seen as u64, 0)?;
        }
        Ok(())
    }

    /// Puts what was found on a sheet with the rest.
    fn add(&self, into: &mut Sheets, name: String, hidden: bool, found: Found) {
        into.1
            .extend(found.uncalculated.into_iter().map(|at| Finding {
                file: self.file.to_owned(),
                sheet: name.clone(),
                at: Some(at),
                problem: Problem::NotCalculated,
            }));
        let mut sheet = Sheet {
            name,
            hidden,
            decimal_comma: false,
            cells: found.cells,
            merged: found.merged,
            hidden_rows: found.hidden_rows,
            hidden_columns: found.hidden_columns,
            formats: found.formats,
        };
        sheet.tidy();
        into.0.push(sheet);
    }
}

impl Found {
    /// Keeps a cell that has something in it.
    fn push(&mut self, at: CellAt, value: Value) {
        self.cells.push(Cell { at, value });
    }

    /// Whether the latest cell is not too long and there is room for more.
    fn check(&self, file: &str, sheet: &str) -> Result<(), ReadError> {
        // At once: a thousand cells may share one giant text.
        if let Some(cell) = self.cells.last() {
            super::check_text(file, sheet, cell.at, &cell.value)?;
        }
        let marks = self.merged.len() + self.hidden_rows.len();
        if self.cells.len() + self.uncalculated.len() + marks > super::MOST_CELLS {
            return Err(super::too_many(file, sheet));
        }
        Ok(())
    }
}

/// A date that is stored as text.
pub(super) fn iso_value(text: &str) -> Value {
    let iso = text.trim();
    let Some(days) = serial(iso) else {
        return Value::Text(text.to_owned());
    };
    // Parts of seconds, and the name of the world's time, are nothing for people; midnight is a day.
    let iso = iso.split(['.', 'Z']).next().unwrap_or(iso);
    let iso = iso.strip_suffix("T00:00:00").unwrap_or(iso);
    let mut times = iso.get(11..).unwrap_or_default().split(':');
    let mut part = || times.next()?.parse::<f64>().ok();
    let hours = part().unwrap_or(0.0);
    let seconds = (hours * 60.0 + part().unwrap_or(0.0)) * 60.0 + part().unwrap_or(0.0);
    Value::Date {
        serial: days + seconds / 86400.0,
        iso: iso.to_owned(),
    }
}

fn text_value(text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()))
}

/// A stored NaN or infinity is an error of the writer, and read as one.
fn finite(number: f64) -> Value {
    if number.is_finite() {
        Value::Number(number)
    } else {
        Value::Error("#NUM!".to_owned())
    }
}

/// A number that is shown as a date.
fn date_value(serial: f64, from_1904: bool) -> Value {
    // A time without a day is a plain number of days, and so is what no calendar has.
    if !(1.0..LAST_DAY).contains(&serial) {
        return finite(serial);
    }
    let date = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, from_1904);
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let mut iso = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        iso = format!("{iso}T{hour:02}:{minute:02}:{second:02}");
    }
    Value::Date { serial, iso }
}

/// The day number, as Excel counts from 1900, of a date that is stored as text.
fn serial(iso: &str) -> Option<f64> {
    let mut parts = iso.get(..10)?.splitn(3, '-');
    let mut part = || parts.next()?.parse::<i64>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    if !(1900..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Days of the civil calendar, with years that begin in March so that leap days come last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    let days = 365 * shifted + shifted / 4 - shifted / 100
        + shifted / 400
        + (153 * from_march + 2) / 5
        + day;
    // 1899-12-30 is day 0 for all dates after the day that Excel invented in 1900.
    Some((days - 693_900) as f64)
}

fn damaged(file: &str, sheet: Option<&str>, reason: &impl Display) -> ReadError {
    ReadError::Damaged {
        file: file.to_owned(),
        sheet: sheet.map(str::to_owned),
        reason: reason.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_carry_their_day_number() {
        for (iso, expected) in [
            ("2020-07-01", Some(44013.0)),
            ("2000-02-29", Some(36585.0)),
            ("1900-03-01", Some(61.0)),
            ("2020-13-01", None),
            ("noon", None),
        ] {
            assert_eq!(serial(iso), expected, "{iso}");
        }
        let iso = |iso: &str, serial| Value::Date {
            serial,
            iso: iso.to_owned(),
        };
        assert_eq!(date_value(44013.0, false), iso("2020-07-01", 44013.0));
        assert_eq!(
            date_value(44013.5, false),
            iso("2020-07-01T12:00:00", 44013.5)
        );
        assert_eq!(date_value(42551.0, true), iso("2020-07-01", 42551.0));
        assert_eq!(date_value(0.25, false), Value::Number(0.25));
        assert_eq!(date_value(1e9, false), Value::Number(1e9));
    }

    #[test]
    fn no_value_is_infinite() {
        assert_eq!(finite(f64::NAN), Value::Error("#NUM!".to_owned()));
        assert_eq!(finite(2.5), Value::Number(2.5));
    }
}
