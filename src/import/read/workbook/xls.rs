//! .xls, and .et of WPS, which is the same. The reader of workbooks gives its sheets only as a whole:
//! a cell far from the others costs the rectangle between them; the ceiling of the reading worker is
//! for that.

use std::io::Cursor;

use calamine::{
    CellErrorType, Data, Dimensions, Range, Reader, SheetVisible, Xls, XlsError, XlsOptions,
};

use super::{
    Found, Work,
    biff::{self, SheetMarks},
    damaged, finite, iso_value,
    shown::{Keeper, Styles},
    text_value,
};
use crate::import::{
    CellAt, Merged, Value,
    read::{ReadError, Sheets, crypt::codepage},
};

pub(super) fn read(work: &mut Work<'_>, bytes: &[u8]) -> Result<Sheets, ReadError> {
    let mut options = XlsOptions::default();
    options.force_codepage = codepage(bytes);
    let opened = Xls::new_with_options(Cursor::new(bytes), options);
    let mut workbook = opened.map_err(|error| match error {
        XlsError::Password => ReadError::Password {
            file: work.file.to_owned(),
            given: false,
        },
        other => damaged(work.file, None, &other),
    })?;
    let marks = biff::marks(bytes);
    let mut of_sheets = marks.sheets.into_iter();
    let mut sheets = Sheets::default();
    for about in workbook.sheets_metadata().to_vec() {
        let of_sheet = of_sheets.next().unwrap_or_default();
        // Charts and macros have no cells.
        let Ok(range) = workbook.worksheet_range(&about.name) else {
            continue;
        };
        let mut found = cells(work, &about.name, &range, &marks.styles, &of_sheet)?;
        let regions = workbook.merge_cells_by_sheet_name(&about.name);
        found.merged = merged(regions.unwrap_or_default());
        found.hidden_rows = of_sheet.hidden_rows;
        found.hidden_columns = of_sheet.hidden_columns;
        let hidden = about.visible != SheetVisible::Visible;
        work.add(&mut sheets, about.name, hidden, found);
    }
    Ok(sheets)
}

fn merged(regions: Vec<Dimensions>) -> Vec<Merged> {
    let at = |(row, column)| CellAt { row, column };
    let region = |it: Dimensions| Merged {
        from: at(it.start),
        to: at(it.end),
    };
    regions.into_iter().map(region).collect()
}

/// The cells of a sheet that have something in them.
fn cells(
    work: &mut Work<'_>,
    sheet: &str,
    range: &Range<Data>,
    styles: &Styles,
    marks: &SheetMarks,
) -> Result<Found, ReadError> {
    let mut found = Found::default();
    let mut keeper = Keeper::new(styles);
    // A range begins at the first cell that has something in it.
    let (top, left) = range.start().unwrap_or_default();
    for (seen, (row, column, data)) in range.used_cells().enumerate() {
        work.step(seen + 1)?;
        let at = CellAt {
            row: offset(top, row),
            column: offset(left, column),
        };
        let style = marks.style(at);
        let number = |number, date| number_value(styles, style, number, date);
        let value = match data {
            Data::Empty => None,
            Data::Int(it) => Some(number(*it as f64, false)),
            Data::Float(it) => Some(number(*it, false)),
            Data::DateTime(it) => Some(number(it.as_f64(), it.is_datetime())),
            Data::String(text) | Data::DurationIso(text) => text_value(text),
            Data::DateTimeIso(iso) => Some(iso_value(iso)),
            Data::Bool(truth) => Some(Value::Bool(*truth)),
            Data::Error(error) => Some(Value::Error(error_name(error))),
        };
        let Some(value) = value else { continue };
        if matches!(value, Value::Number(_) | Value::Date { .. })
            && let Some(style) = style
        {
            keeper.keep(&mut found.formats, at, style);
        }
        found.push(at, value);
        found.check(work.file, sheet)?;
    }
    Ok(found)
}

/// A number, or the date it is shown as. Where the style is not known, the reader's word stands.
fn number_value(styles: &Styles, style: Option<usize>, number: f64, date: bool) -> Value {
    match style {
        Some(style) => styles.value(style, number),
        None if date => super::date_value(number, styles.from_1904),
        None => finite(number),
    }
}

fn error_name(error: &CellErrorType) -> String {
    error.to_string()
}

fn offset(start: u32, by: usize) -> u32 {
    start.saturating_add(u32::try_from(by).unwrap_or(u32::MAX))
}
