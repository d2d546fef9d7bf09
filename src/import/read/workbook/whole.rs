//! .xls and .ods, which the reader of workbooks only gives as a whole. A cell far from the others
//! costs the rectangle between them there; the ceiling of the reading worker is for that.

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Range, Reader, Xls, XlsError, XlsOptions};

use super::{Found, Work, damaged, merged, owned_value, streamed::encrypted};
use crate::import::{
    CellAt, Value,
    read::{ReadError, Sheets, crypt::codepage},
};

/// Errors as .ods writes them, in the texts of cells.
const ERRORS: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];

pub(super) fn xls(work: &mut Work<'_>, bytes: &[u8]) -> Result<Sheets, ReadError> {
    let mut options = XlsOptions::default();
    options.force_codepage = codepage(bytes);
    let opened = Xls::new_with_options(Cursor::new(bytes), options);
    let mut workbook = opened.map_err(|error| match error {
        XlsError::Password => encrypted(work.file),
        other => damaged(work.file, None, &other),
    })?;
    let mut sheets = Sheets::default();
    for about in workbook.sheets_metadata().to_vec() {
        // Charts and macros have no cells.
        let Ok(range) = workbook.worksheet_range(&about.name) else {
            continue;
        };
        let mut found = cells(work, &about.name, &range, |_| false)?;
        let regions = workbook.merge_cells_by_sheet_name(&about.name);
        found.merged = merged(regions.unwrap_or_default());
        work.add(&mut sheets, &about, found);
    }
    Ok(sheets)
}

pub(super) fn ods(work: &mut Work<'_>, bytes: &[u8]) -> Result<Sheets, ReadError> {
    let mut workbook: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => encrypted(work.file),
        OdsError::CellLimitExceeded { max, .. } => ReadError::TooManyCells {
            file: work.file.to_owned(),
            sheet: String::new(),
            most: max as u64,
        },
        other => damaged(work.file, None, &other),
    })?;
    let mut sheets = Sheets::default();
    for about in workbook.sheets_metadata().to_vec() {
        let broken = |error: OdsError| damaged(work.file, Some(&about.name), &error);
        let range = workbook.worksheet_range(&about.name).map_err(broken)?;
        let formulas = workbook.worksheet_formula(&about.name).map_err(broken)?;
        let is_error = |text: &str| ERRORS.contains(&text) || text.starts_with("Err:");
        let mut found = cells(work, &about.name, &range, is_error)?;
        found.uncalculated = never_calculated(&range, &formulas);
        found.check(work.file, &about.name)?;
        work.add(&mut sheets, &about, found);
    }
    Ok(sheets)
}

/// The formulas of a sheet, if none of them has a result. A single one without may well be an empty
/// text, which .ods does not tell from a result that is not there.
fn never_calculated(range: &Range<Data>, formulas: &Range<String>) -> Vec<CellAt> {
    let (top, left) = formulas.start().unwrap_or_default();
    let places = formulas
        .used_cells()
        .filter(|(_, _, formula)| !formula.is_empty())
        .map(|(row, column, _)| (offset(top, row), offset(left, column)));
    let places: Vec<(u32, u32)> = places.collect();
    let empty = |place: &(u32, u32)| matches!(range.get_value(*place), None | Some(Data::Empty));
    if !places.iter().all(empty) {
        return Vec::new();
    }
    let at = |(row, column)| CellAt { row, column };
    places.into_iter().map(at).collect()
}

/// The cells of a sheet that have something in them.
fn cells(
    work: &mut Work<'_>,
    sheet: &str,
    range: &Range<Data>,
    is_error: impl Fn(&str) -> bool,
) -> Result<Found, ReadError> {
    let mut found = Found::default();
    // A range begins at the first cell that has something in it.
    let (top, left) = range.start().unwrap_or_default();
    for (seen, (row, column, data)) in range.used_cells().enumerate() {
        work.step(seen + 1)?;
        let at = CellAt {
            row: offset(top, row),
            column: offset(left, column),
        };
        let value = match owned_value(data.clone()) {
            Some(Value::Text(text)) if is_error(&text) => Value::Error(text),
            Some(value) => value,
            None => continue,
        };
        found.push(work.file, sheet, at, value)?;
    }
    Ok(found)
}

fn offset(start: u32, by: usize) -> u32 {
    start.saturating_add(u32::try_from(by).unwrap_or(u32::MAX))
}
