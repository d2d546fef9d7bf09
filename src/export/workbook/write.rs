//! From planned sheets to the bytes of an .xlsx file. Nothing else knows the library that writes them.

use std::{borrow::Cow, collections::BTreeMap};

use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatDataBarDirection, ConditionalFormatType,
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, Formula,
    Note as XlsxNote, Url, Workbook, Worksheet, XlsxError,
};

use super::{
    draw::{drawn, put_logo},
    going::Going,
    looks::{self, Looks, Style},
};
use crate::{
    export::{
        ExportError,
        sheet_plan::{Area, Bars, Cell, Look, Note, Row, SheetPlan, text_width},
    },
    project::HouseStyle,
    texts::Texts,
};

/// The most columns of a sheet.
const COLUMNS: usize = 16_384;
/// The most rows of a sheet.
const ROWS: usize = 1_048_576;
/// The most UTF-16 units in a cell.
const LONGEST_TEXT: usize = 32_767;
/// The most UTF-16 units in a note; the library keeps a few for itself.
const LONGEST_NOTE: usize = 32_000;
/// The most UTF-16 units of what is said of a wrong entry.
const LONGEST_WARNING: usize = 255;
/// The most UTF-16 units of the title at the head of a page.
const LONGEST_HEAD: usize = 90;
/// How many digits on one printed page can still be read.
const PAGE: f64 = 240.0;
/// How many points of rows on one printed page can still be read.
const HIGH: f64 = 760.0;
/// The same on an upright page.
const TALL: f64 = 1_000.0;
/// How many digits an upright page shows in full size.
const NARROW: f64 = 96.0;
/// How many points of rows a lying page shows in full size.
const LOW: f64 = 480.0;
/// The size of printed charts, in percent.
const SCALE: u16 = 70;
/// A4, in the numbering of printers.
const A4: u8 = 9;

/// From so many cells on, packing takes longer than all else together.
const MANY: usize = 500_000;
/// How hard many cells are packed, from 1 to 9: in half the time of the usual 6.
const QUICK: u8 = 3;

/// What stands on every page and in the properties of the file.
pub(super) struct Front<'a> {
    pub(super) title: &'a str,
    pub(super) texts: Texts,
    pub(super) date: Option<&'a str>,
    pub(super) style: &'a HouseStyle,
}

/// Why a workbook was not made, before it is told to anyone.
enum Trouble {
    Library(XlsxError),
    Stopped(ExportError),
}

impl From<XlsxError> for Trouble {
    fn from(error: XlsxError) -> Self {
        Self::Library(error)
    }
}

/// The workbook of some sheets.
pub(super) fn write(
    plans: &[SheetPlan],
    front: &Front<'_>,
    going: &mut Going<'_>,
) -> Result<Vec<u8>, ExportError> {
    for plan in plans {
        check(plan)?;
    }
    going.count(plans.iter().map(|plan| plan.rows.len()).sum());
    pack(plans, front, going).map_err(|trouble| match trouble {
        Trouble::Stopped(error) => error,
        Trouble::Library(error) => ExportError::NotPacked {
            reason: error.to_string(),
        },
    })
}

fn pack(plans: &[SheetPlan], front: &Front<'_>, going: &mut Going<'_>) -> Result<Vec<u8>, Trouble> {
    let mut workbook = Workbook::new();
    if plans.iter().map(cells).sum::<usize>() > MANY {
        workbook.set_zip_compression_level(QUICK);
    }
    let mut looks = Looks::new(Style::of(front.style));
    workbook.set_default_format(&looks.style.plain(), 22, 72)?;
    workbook.set_properties(&properties(front)?);
    for plan in plans {
        let sheet = workbook.add_worksheet();
        fill(sheet, plan, &mut looks, going)?;
        set_up(sheet, plan, front)?;
        sheet.set_hidden(plan.is_hidden);
    }
    for (name, cells) in plans.iter().flat_map(|plan| &plan.names) {
        workbook.define_name(name, &format!("={cells}"))?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn cells(plan: &SheetPlan) -> usize {
    plan.rows.iter().map(|row| row.cells.len()).sum()
}

fn check(plan: &SheetPlan) -> Result<(), ExportError> {
    let (rows, columns) = (plan.rows.len(), plan.columns());
    let sheet = || plan.name.clone();
    if columns > COLUMNS {
        return Err(ExportError::TooManyColumns {
            sheet: sheet(),
            columns,
            most: COLUMNS,
        });
    }
    if rows > ROWS {
        return Err(ExportError::TooManyRows {
            sheet: sheet(),
            rows,
            most: ROWS,
        });
    }
    Ok(())
}

/// The library would put in the time of the clock; without a date the start of the era of zip
/// archives stands there, so that the same input gives the same bytes.
fn properties(front: &Front<'_>) -> Result<DocProperties, XlsxError> {
    let given = front
        .date
        .and_then(|date| ExcelDateTime::parse_from_str(date).ok());
    let day = match given {
        Some(day) => day,
        None => ExcelDateTime::from_ymd(1980, 1, 1)?,
    };
    Ok(DocProperties::new()
        .set_title(shortened(front.title, 255))
        .set_comment(front.texts.program())
        .set_creation_datetime(&day))
}

fn fill(
    sheet: &mut Worksheet,
    plan: &SheetPlan,
    looks: &mut Looks,
    going: &mut Going<'_>,
) -> Result<(), Trouble> {
    sheet.set_name(&plan.name)?;
    // What is missing comes to no letters, never to 0.
    sheet.set_formula_result_default("");
    for (column, width) in (0_u16..).zip(&plan.widths) {
        sheet.set_column_width(column, *width)?;
    }
    for &column in &plan.hidden {
        sheet.set_column_hidden(address(0, column)?.1)?;
    }
    let merges: BTreeMap<(usize, usize), &Area> = plan
        .merges
        .iter()
        .map(|area| ((area.first_row, area.first_column), area))
        .collect();
    for (number, (at, row)) in (0_u32..).zip(plan.rows.iter().enumerate()) {
        if let Some(height) = row.height {
            sheet.set_row_height(number, height)?;
        }
        fill_row(sheet, (number, at), (row, plan), &merges, looks)?;
        going.step().map_err(Trouble::Stopped)?;
    }
    Ok(furnish(sheet, plan, &looks.style)?)
}

/// What stands over, behind and beside the cells.
fn furnish(sheet: &mut Worksheet, plan: &SheetPlan, style: &Style) -> Result<(), XlsxError> {
    for note in &plan.notes {
        insert_note(sheet, note, style)?;
    }
    if let Some(bars) = &plan.bars {
        add_bars(sheet, bars)?;
    }
    for (row, column, words) in &plan.choices {
        let (row, column) = address(*row, *column)?;
        let list = DataValidation::new().allow_list_formula(Formula::new(format!("={words}")));
        sheet.add_data_validation(row, column, row, column, &list)?;
    }
    for limit in &plan.limits {
        let (row, column) = address(limit.row, limit.column)?;
        let [least, greatest] = limit.between;
        let rule = DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(least, greatest))
            .set_error_message(shortened(&limit.told, LONGEST_WARNING))?;
        sheet.add_data_validation(row, column, row, column, &rule)?;
    }
    if plan.is_protected {
        sheet.protect();
    }
    if let Some(logo) = &plan.logo {
        put_logo(sheet, logo.as_slice())?;
    }
    for chart in &plan.charts {
        let (row, column) = address(chart.at.0, chart.at.1)?;
        sheet.insert_chart(row, column, &drawn(chart, style)?)?;
    }
    Ok(())
}

fn fill_row(
    sheet: &mut Worksheet,
    (number, at): (u32, usize),
    (row, plan): (&Row, &SheetPlan),
    merges: &BTreeMap<(usize, usize), &Area>,
    looks: &mut Looks,
) -> Result<(), XlsxError> {
    let mut covered = None;
    for (column, (place, cell)) in (0_u16..).zip(row.cells.iter().enumerate()) {
        if covered.is_some_and(|last| place <= last) {
            continue;
        }
        let format = looks.of(row.look, cell);
        if let (Some(area), Cell::Text(text)) = (merges.get(&(at, place)), cell) {
            let (last_row, last_column) = corner(area)?;
            sheet.merge_range(
                number,
                column,
                last_row,
                last_column,
                &shortened(text, LONGEST_TEXT),
                format,
            )?;
            covered = Some(area.last_column);
            continue;
        }
        if let Some(formula) = plan.formulas.get(&(at, place)) {
            let formula = Formula::new(formula).set_result(result(cell));
            sheet.write_formula_with_format(number, column, formula, format)?;
            continue;
        }
        if *cell == Cell::Blank && matches!(row.look, Look::Words | Look::Card) {
            continue;
        }
        write_cell(sheet, (number, column), cell, format)?;
    }
    Ok(())
}

/// What a formula comes to, as files hold it.
fn result(cell: &Cell) -> String {
    match cell {
        Cell::Blank
        | Cell::Missing
        | Cell::Entry(_)
        | Cell::Later(_)
        | Cell::Corrected(None, _) => String::new(),
        Cell::Text(text) | Cell::Label(text) | Cell::Step(text, _) | Cell::Link(text) => {
            let text = shortened(text, LONGEST_TEXT);
            // The library takes these for numbers, truth values and errors.
            let is_other = text.parse::<f64>().is_ok()
                || ["TRUE", "FALSE"].contains(&text.as_ref())
                || text.starts_with('#');
            format!("{text}{}", if is_other { " " } else { "" })
        }
        Cell::Score(value, _)
        | Cell::Share(value)
        | Cell::FixedShare(value)
        | Cell::Number(value, _)
        | Cell::Corrected(Some(value), _) => value.to_string(),
        Cell::Rank(rank) => rank.to_string(),
        Cell::Moved(places) => places.to_string(),
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    (number, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank
        | Cell::Missing
        | Cell::Entry(_)
        | Cell::Later(_)
        | Cell::Corrected(None, _) => sheet.write_blank(number, column, format)?,
        Cell::Text(text) | Cell::Label(text) | Cell::Step(text, _) => {
            sheet.write_string_with_format(number, column, shortened(text, LONGEST_TEXT), format)?
        }
        Cell::Link(name) => {
            let target =
                Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name);
            sheet.write_url_with_format(number, column, target, format)?
        }
        Cell::Score(value, _)
        | Cell::Share(value)
        | Cell::FixedShare(value)
        | Cell::Number(value, _)
        | Cell::Corrected(Some(value), _) => {
            sheet.write_number_with_format(number, column, *value, format)?
        }
        Cell::Rank(rank) => sheet.write_number_with_format(number, column, *rank, format)?,
        #[expect(clippy::cast_precision_loss, reason = "never as many places")]
        Cell::Moved(places) => {
            sheet.write_number_with_format(number, column, *places as f64, format)?
        }
    };
    Ok(())
}

fn insert_note(sheet: &mut Worksheet, note: &Note, style: &Style) -> Result<(), XlsxError> {
    let text = shortened(&note.text, LONGEST_NOTE);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 12"
    )]
    let lines = (text_width(&text) / 32.0).ceil().clamp(1.0, 12.0) as u32;
    let note_box = XlsxNote::new(text)
        .add_author_prefix(false)
        .set_font_name(&style.font)
        .set_font_size(9)
        .set_width(260)
        .set_height(20 + 20 * lines);
    let (row, column) = address(note.row, note.column)?;
    sheet.insert_note(row, column, &note_box)?;
    Ok(())
}

fn add_bars(sheet: &mut Worksheet, bars: &Bars) -> Result<(), XlsxError> {
    let mut format = ConditionalFormatDataBar::new()
        .set_fill_color(looks::BAR)
        .set_solid_fill(true)
        .set_border_off(true)
        .set_direction(ConditionalFormatDataBarDirection::LeftToRight);
    if let Some([lower, upper]) = bars.ends {
        format = format
            .set_minimum(ConditionalFormatType::Number, lower)
            .set_maximum(ConditionalFormatType::Number, upper);
    }
    let (first_row, first_column) = address(bars.area.first_row, bars.area.first_column)?;
    let (last_row, last_column) = corner(&bars.area)?;
    sheet.add_conditional_format(first_row, first_column, last_row, last_column, &format)?;
    Ok(())
}

/// Panes, filter, and how the sheet is printed.
fn set_up(sheet: &mut Worksheet, plan: &SheetPlan, front: &Front<'_>) -> Result<(), XlsxError> {
    let head = shortened(front.title, LONGEST_HEAD).replace('&', "&&");
    if is_upright(plan) {
        sheet.set_portrait();
    } else {
        sheet.set_landscape();
    }
    sheet.set_paper_size(A4);
    sheet.set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
    sheet.set_header(format!("&L&9{}&R&9&A", spaced(&head)));
    sheet.set_footer(front.texts.page_footer());
    print(sheet, plan)?;
    let (rows, columns) = address(plan.header_rows, plan.frozen_columns)?;
    if rows == 0 {
        sheet.set_screen_gridlines(false);
        return Ok(());
    }
    sheet.set_freeze_panes(rows, columns)?;
    sheet.set_repeat_rows(0, rows - 1)?;
    if columns > 0 {
        sheet.set_repeat_columns(0, columns - 1)?;
    }
    if let Some(area) = &plan.filter {
        let (first_row, first_column) = address(area.first_row, area.first_column)?;
        let (last_row, last_column) = corner(area)?;
        sheet.autofilter(first_row, first_column, last_row, last_column)?;
    }
    Ok(())
}

/// How much stands on a page. Breaks of pages are kept only where nothing is made to fit.
fn print(sheet: &mut Worksheet, plan: &SheetPlan) -> Result<(), XlsxError> {
    if let Some(printed) = &plan.printed {
        let (first_row, first_column) = address(printed.area.first_row, printed.area.first_column)?;
        let (last_row, last_column) = corner(&printed.area)?;
        sheet.set_print_area(first_row, first_column, last_row, last_column)?;
        if !printed.breaks.is_empty() {
            let mut breaks = Vec::new();
            for &row in &printed.breaks {
                breaks.push(address(row, 0)?.0);
            }
            sheet.set_page_breaks(&breaks)?;
            sheet.set_print_scale(SCALE);
            return Ok(());
        }
    }
    let pages = (printed_width(plan) / PAGE).ceil().max(1.0);
    // A few rows too many are made to fit rather than left alone on a page of their own.
    let most = if is_upright(plan) { TALL } else { HIGH };
    let high = u16::from(plan.height() <= most);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "few enough: columns are counted"
    )]
    sheet.set_print_fit_to_pages(pages as u16, high);
    Ok(())
}

/// The width of what is printed, in digits.
fn printed_width(plan: &SheetPlan) -> f64 {
    let last = plan
        .printed
        .as_ref()
        .map_or(usize::MAX, |it| it.area.last_column);
    let shown = (plan.widths.iter().enumerate())
        .filter(|(column, _)| *column <= last && !plan.hidden.contains(column));
    shown.map(|(_, width)| width).sum()
}

/// Whether a table is so narrow and long that it leaves half of a lying page empty.
fn is_upright(plan: &SheetPlan) -> bool {
    let is_table = plan.header_rows > 0 && plan.charts.is_empty();
    is_table && printed_width(plan) <= NARROW && plan.height() > LOW
}

/// After the size of letters a title must not begin with a digit, which would be read as part of it.
fn spaced(head: &str) -> Cow<'_, str> {
    if head.starts_with(|letter: char| letter.is_ascii_digit()) {
        Cow::Owned(format!(" {head}"))
    } else {
        Cow::Borrowed(head)
    }
}

pub(super) fn corner(area: &Area) -> Result<(u32, u16), XlsxError> {
    address(area.last_row, area.last_column)
}

pub(super) fn address(row: usize, column: usize) -> Result<(u32, u16), XlsxError> {
    match (u32::try_from(row), u16::try_from(column)) {
        (Ok(row), Ok(column)) => Ok((row, column)),
        _ => Err(XlsxError::RowColumnLimitError),
    }
}

/// The beginning of a text, of at most so many UTF-16 units, with a mark where something is left out.
fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most || text.encode_utf16().count() <= most {
        return Cow::Borrowed(text);
    }
    let mut units = 1;
    let kept = text.chars().take_while(|letter| {
        units += letter.len_utf16();
        units <= most
    });
    let mut kept: String = kept.collect();
    kept.push('…');
    Cow::Owned(kept)
}
