//! Workbooks, streamed cell by cell. The declared size of a sheet is never trusted: cells are kept
//! sparsely, so a value in the last corner costs one cell.

use std::{
    fmt::Display,
    io::Cursor,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{
    DataRef, ExcelDateTime, Reader as _, Sheet as SheetAbout, SheetType, SheetVisible, Xlsx,
    XlsxError,
};

use super::{MOST_CELLS, ReadError, STEP, Sheets, tell};
use crate::import::{Cell, CellAt, Finding, Problem, Progress, Sheet, Value};

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The sheets of a workbook, and its formulas without a result.
pub(super) fn sheets(
    file: &str,
    bytes: &[u8],
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Sheets, ReadError> {
    // A damaged file must cost an error, never the program.
    let read = catch_unwind(AssertUnwindSafe(|| all_sheets(file, bytes, progress)));
    read.unwrap_or_else(|_| Err(damaged(file, None, &"the reader of workbooks stopped")))
}

fn all_sheets(
    file: &str,
    bytes: &[u8],
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Sheets, ReadError> {
    let mut workbook: Workbook<'_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(file, None, &error))?;
    let abouts: Vec<SheetAbout> = workbook.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    let mut findings = Vec::new();
    for about in abouts.iter().filter(|it| it.typ == SheetType::WorkSheet) {
        let (cells, uncalculated) = cells(file, &mut workbook, &about.name, progress)?;
        findings.extend(uncalculated.into_iter().map(|at| Finding {
            file: file.to_owned(),
            sheet: about.name.clone(),
            at: Some(at),
            problem: Problem::NotCalculated,
        }));
        sheets.push(Sheet {
            name: about.name.clone(),
            hidden: about.visible != SheetVisible::Visible,
            decimal_comma: false,
            cells,
        });
    }
    Ok((sheets, findings))
}

/// A sheet's cells in order, and where formulas have no result.
fn cells(
    file: &str,
    workbook: &mut Workbook<'_>,
    sheet: &str,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(Vec<Cell>, Vec<CellAt>), ReadError> {
    let broken = |error: XlsxError| damaged(file, Some(sheet), &error);
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut cells: Vec<Cell> = Vec::new();
    let mut uncalculated = Vec::new();
    let mut seen = 0_usize;
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        seen += 1;
        if seen.is_multiple_of(STEP) {
            tell(file, progress, seen as u64, 0)?;
        }
        let (row, column) = found.pos;
        let at = CellAt { row, column };
        match value(found.value) {
            Some(value) => cells.push(Cell { at, value }),
            None if found.formula.is_some() => uncalculated.push(at),
            None => {}
        }
        if cells.len() + uncalculated.len() > MOST_CELLS {
            return Err(ReadError::TooManyCells {
                file: file.to_owned(),
                sheet: sheet.to_owned(),
                most: MOST_CELLS as u64,
            });
        }
    }
    // Writers may put cells in any order; of two at one address the first is kept.
    if !cells.is_sorted_by(|a, b| a.at < b.at) {
        cells.sort_by_key(|cell| cell.at);
        cells.dedup_by_key(|cell| cell.at);
    }
    Ok((cells, uncalculated))
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
