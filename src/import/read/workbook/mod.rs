//! Workbooks. Cells are kept sparsely, so a value in the last corner costs one cell.

mod streamed;
mod whole;

use std::{
    fmt::Display,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Sheet as SheetAbout, SheetVisible};

use super::{ReadError, Sheets, sniff::Content};
use crate::import::{Cell, CellAt, Finding, Merged, Problem, Progress, Sheet, Value};

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
        Content::Xlsb => streamed::xlsb(&mut work, bytes),
        Content::Xls => whole::xls(&mut work, bytes),
        Content::Ods => whole::ods(&mut work, bytes),
        _ => streamed::xlsx(&mut work, bytes),
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
    fn add(&self, into: &mut Sheets, about: &SheetAbout, mut found: Found) {
        // Writers may put cells in any order; of two at one address the first is kept.
        if !found.cells.is_sorted_by(|a, b| a.at < b.at) {
            found.cells.sort_by_key(|cell| cell.at);
            found.cells.dedup_by_key(|cell| cell.at);
        }
        into.1
            .extend(found.uncalculated.into_iter().map(|at| Finding {
                file: self.file.to_owned(),
                sheet: about.name.clone(),
                at: Some(at),
                problem: Problem::NotCalculated,
            }));
        into.0.push(Sheet {
            name: about.name.clone(),
            hidden: about.visible != SheetVisible::Visible,
            decimal_comma: false,
            cells: found.cells,
            merged: found.merged,
            ..Sheet::default()
        });
    }
}

impl Found {
    /// Keeps a cell that has something in it, if there is room.
    fn push(&mut self, file: &str, sheet: &str, at: CellAt, value: Value) -> Result<(), ReadError> {
        // At once: a thousand cells may share one giant text.
        super::check_text(file, sheet, at, &value)?;
        self.cells.push(Cell { at, value });
        self.check(file, sheet)
    }

    fn check(&self, file: &str, sheet: &str) -> Result<(), ReadError> {
        if self.cells.len() + self.uncalculated.len() > super::MOST_CELLS {
            return Err(super::too_many(file, sheet));
        }
        Ok(())
    }
}

fn merged(regions: Vec<Dimensions>) -> Vec<Merged> {
    let at = |(row, column)| CellAt { row, column };
    let region = |it: Dimensions| Merged {
        from: at(it.start),
        to: at(it.end),
    };
    regions.into_iter().map(region).collect()
}

fn owned_value(found: Data) -> Option<Value> {
    value(match found {
        Data::Empty => DataRef::Empty,
        Data::Int(number) => DataRef::Int(number),
        Data::Float(number) => DataRef::Float(number),
        Data::String(text) => DataRef::String(text),
        Data::Bool(truth) => DataRef::Bool(truth),
        Data::DateTime(date) => DataRef::DateTime(date),
        Data::DateTimeIso(iso) => DataRef::DateTimeIso(iso),
        Data::DurationIso(text) => DataRef::DurationIso(text),
        Data::Error(error) => DataRef::Error(error),
    })
}

fn value(found: DataRef<'_>) -> Option<Value> {
    match found {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Value::Number(number as f64)),
        DataRef::Float(number) => Some(finite(number)),
        DataRef::String(text) => text_value(&text),
        DataRef::SharedString(text) => text_value(text),
        DataRef::Bool(truth) => Some(Value::Bool(truth)),
        DataRef::DateTime(date) => Some(date_value(date)),
        DataRef::DateTimeIso(iso) => Some(match serial(&iso) {
            Some(serial) => Value::Date { serial, iso },
            None => Value::Text(iso),
        }),
        DataRef::DurationIso(text) => Some(Value::Text(text)),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
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

fn date_value(date: ExcelDateTime) -> Value {
    let serial = date.as_f64();
    // Durations, and times without a day, are plain numbers of days.
    if date.is_duration() || !serial.is_finite() || serial < 1.0 {
        return finite(serial);
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let mut iso = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        iso = format!("{iso}T{hour:02}:{minute:02}:{second:02}");
    }
    Value::Date { serial, iso }
}

/// The day number, as Excel counts from 1900, of a date that is stored as text.
pub(super) fn serial(iso: &str) -> Option<f64> {
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
    use calamine::ExcelDateTimeType;

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
        let date = |serial| {
            date_value(ExcelDateTime::new(
                serial,
                ExcelDateTimeType::DateTime,
                false,
            ))
        };
        let iso = |iso: &str, serial| Value::Date {
            serial,
            iso: iso.to_owned(),
        };
        assert_eq!(date(44013.0), iso("2020-07-01", 44013.0));
        assert_eq!(date(44013.5), iso("2020-07-01T12:00:00", 44013.5));
        assert_eq!(date(0.25), Value::Number(0.25));
    }

    #[test]
    fn no_value_is_infinite() {
        assert_eq!(finite(f64::NAN), Value::Error("#NUM!".to_owned()));
        assert_eq!(finite(2.5), Value::Number(2.5));
    }
}
