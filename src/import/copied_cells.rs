//! Cells as spreadsheets put them on the clipboard.

use super::number::{Reading, parse};

/// What copied cells are, by where names and numbers stand in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopiedKind {
    /// Cells and no more.
    Cells,
    /// Rows that begin with a name each.
    NamedRows,
    /// A table with names on the left and heads above, be they years.
    Table,
}

/// Years that a head may be.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;

/// What copied cells are.
///
/// ```
/// use heng::import::{CopiedKind, copied_cells, copied_kind};
/// let kind = |text| copied_kind(&copied_cells(text));
/// assert_eq!(kind("1\t2"), CopiedKind::Cells);
/// assert_eq!(kind("甲\t2\n乙\t…"), CopiedKind::NamedRows);
/// assert_eq!(kind("甲\t2000\n乙\t1500"), CopiedKind::NamedRows);
/// assert_eq!(kind("城市\t人口\n甲\t2"), CopiedKind::Table);
/// assert_eq!(kind("\t2020\t2021\n甲\t2\t3"), CopiedKind::Table);
/// ```
pub fn copied_kind(cells: &[Vec<String>]) -> CopiedKind {
    let Some((first, below)) = cells.split_first() else {
        return CopiedKind::Cells;
    };
    let named = |row: &[String]| row.first().is_some_and(|it| is_word(it));
    let numbers = |rows: &[Vec<String>]| {
        rows.iter()
            .flat_map(|it| it.iter().skip(1))
            .any(|it| is_number(it))
    };
    let heads = first.get(1..).unwrap_or_default();
    let words = !heads.is_empty() && heads.iter().all(|it| is_word(it));
    let headed = words || are_years(heads, !named(first));
    if headed && numbers(below) && below.iter().all(|row| named(row)) {
        CopiedKind::Table
    } else if cells.iter().all(|row| named(row)) && numbers(cells) {
        CopiedKind::NamedRows
    } else {
        CopiedKind::Cells
    }
}

/// Whether heads are years: one after the other, or any below a corner that names no unit.
fn are_years(heads: &[String], corner: bool) -> bool {
    let years: Option<Vec<f64>> = heads.iter().map(|it| year(it)).collect();
    let follow = |pair: &[f64]| matches!(pair, [a, b] if (b - a).abs() == 1.0);
    years.is_some_and(|it| match it.len() {
        0 => false,
        1 => corner,
        _ => corner || it.windows(2).all(follow),
    })
}

fn is_word(text: &str) -> bool {
    matches!(parse(text, false), Reading::NotANumber)
}

fn is_number(text: &str) -> bool {
    matches!(parse(text, false), Reading::Number { .. })
}

fn year(text: &str) -> Option<f64> {
    match parse(text.trim().trim_end_matches('年'), false) {
        Reading::Number { value, .. } => Some(value),
        _ => None,
    }
    .filter(|it| YEARS.contains(it) && it.fract() == 0.0)
}

/// The cells of a text from the clipboard, row by row: a tab between cells, a line a row. A cell that
/// begins with a quote ends with one, may hold tabs and line breaks, and has its own quotes twice.
///
/// ```
/// use heng::import::copied_cells;
/// assert_eq!(copied_cells("1\t2\r\n\t4\r\n"), [["1", "2"], ["", "4"]]);
/// assert_eq!(copied_cells("\"a\tb \"\"c\"\"\"\n\n5"), [["a\tb \"c\""], [""], ["5"]]);
/// assert!(copied_cells("").is_empty());
/// ```
pub fn copied_cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let (mut quoted, mut begun) = (false, false);
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if !begun => quoted = true,
            '\t' if !quoted => {
                row.push(std::mem::take(&mut cell));
                begun = false;
                continue;
            }
            '\r' if !quoted && rest.peek() == Some(&'\n') => continue,
            '\r' | '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                begun = false;
                continue;
            }
            other => cell.push(other),
        }
        begun = true;
    }
    if begun || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}
