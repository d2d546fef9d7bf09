//! .xlsx, .xlsm and .xlsb, streamed cell by cell: the declared size of a sheet is never trusted.

use std::{
    collections::BTreeSet,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{
    DataRef, Reader as _, Sheet as SheetAbout, SheetType, Xlsb, XlsbError, Xlsx, XlsxError,
};

use super::{Found, Work, damaged, merged, value};
use crate::import::{
    CellAt, Value,
    read::{ReadError, Sheets},
};

/// Sheets with more cells come from databases, not from people who merge cells, and looking for
/// merged ones would read them once more.
const MOST_FOR_MERGED: usize = 200_000;
/// A stored error of which the reader does not tell the kind.
const SOME_ERROR: &str = "#?";

pub(super) fn xlsx(work: &mut Work<'_>, bytes: &[u8]) -> Result<Sheets, ReadError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => encrypted(work.file),
        other => damaged(work.file, None, &other),
    })?;
    let mut sheets = Sheets::default();
    for about in worksheets(workbook.sheets_metadata()) {
        let found = xlsx_sheet(work, &mut workbook, &about.name)?;
        work.add(&mut sheets, &about, found);
    }
    Ok(sheets)
}

fn worksheets(all: &[SheetAbout]) -> Vec<SheetAbout> {
    let worksheet = |it: &&SheetAbout| it.typ == SheetType::WorkSheet;
    all.iter().filter(worksheet).cloned().collect()
}

fn xlsx_sheet(
    work: &mut Work<'_>,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
) -> Result<Found, ReadError> {
    let mut found = Found::default();
    let file = work.file;
    let broken = |error: XlsxError| damaged(file, Some(sheet), &error);
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut seen = 0_usize;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        seen += 1;
        work.step(seen)?;
        let (row, column) = cell.pos;
        let at = CellAt { row, column };
        // A formula whose result is an empty text was calculated.
        let unknown = cell.formula.is_some() && matches!(cell.value, DataRef::Empty);
        match value(cell.value) {
            Some(value) => found.push(file, sheet, at, value)?,
            None if unknown => {
                found.uncalculated.push(at);
                found.check(file, sheet)?;
            }
            None => {}
        }
    }
    drop(reader);
    if found.cells.len() <= MOST_FOR_MERGED {
        let regions = workbook.merge_cells_by_sheet_name(sheet);
        found.merged = merged(regions.map_err(broken)?);
    }
    Ok(found)
}

pub(super) fn xlsb(work: &mut Work<'_>, bytes: &[u8]) -> Result<Sheets, ReadError> {
    let mut workbook = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsbError::Password => encrypted(work.file),
        other => damaged(work.file, None, &other),
    })?;
    let mut sheets = Sheets::default();
    for about in worksheets(workbook.sheets_metadata()) {
        let found = xlsb_sheet(work, &mut workbook, &about.name)?;
        work.add(&mut sheets, &about, found);
    }
    Ok(sheets)
}

fn xlsb_sheet(
    work: &mut Work<'_>,
    workbook: &mut Xlsb<Cursor<&[u8]>>,
    sheet: &str,
) -> Result<Found, ReadError> {
    let mut found = Found::default();
    let file = work.file;
    let broken = |error: XlsbError| damaged(file, Some(sheet), &error);
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut seen = 0_usize;
    let mut filled = BTreeSet::new();
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        seen += 1;
        work.step(seen)?;
        let (row, column) = cell.get_position();
        let at = CellAt { row, column };
        if seen <= MOST_FOR_MERGED {
            filled.insert(at);
        }
        if let Some(value) = value(cell.get_value().clone()) {
            found.push(file, sheet, at, value)?;
        }
    }
    drop(reader);
    if seen <= MOST_FOR_MERGED {
        errors_of_formulas(file, workbook, sheet, &filled, &mut found)?;
    }
    Ok(found)
}

/// The reader leaves formulas out whose result is an error. They are those that have a formula and
/// no value.
fn errors_of_formulas(
    file: &str,
    workbook: &mut Xlsb<Cursor<&[u8]>>,
    sheet: &str,
    filled: &BTreeSet<CellAt>,
    found: &mut Found,
) -> Result<(), ReadError> {
    // Formulas it cannot read are no reason to refuse the values.
    let places = catch_unwind(AssertUnwindSafe(|| {
        let mut places = Vec::new();
        let Ok(mut reader) = workbook.worksheet_cells_reader(sheet) else {
            return places;
        };
        while let Ok(Some(cell)) = reader.next_formula() {
            let (row, column) = cell.get_position();
            places.push(CellAt { row, column });
        }
        places
    }));
    for at in places.unwrap_or_default() {
        if !filled.contains(&at) {
            found.push(file, sheet, at, Value::Error(SOME_ERROR.to_owned()))?;
        }
    }
    Ok(())
}

pub(super) fn encrypted(file: &str) -> ReadError {
    ReadError::Password {
        file: file.to_owned(),
        given: false,
    }
}
