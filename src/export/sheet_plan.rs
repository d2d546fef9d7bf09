//! What a sheet will hold. Plain data, so that a test can read it without opening a workbook.

use std::collections::BTreeMap;

use super::cell_formula::Term;
use crate::project::FileBytes;

/// The narrowest a column gets, in digits.
const NARROWEST: f64 = 8.0;
/// The widest a column gets by itself; longer texts wrap.
const WIDEST: f64 = 60.0;
/// From this width on a header wraps rather than widen a column of numbers.
const HEADER: f64 = 12.0;
/// How much narrower letters are on average than counted.
const SLACK: f64 = 0.94;
/// The height of one line, in points.
const LINE: f64 = 17.0;

/// A planned sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetPlan {
    /// Safe for every spreadsheet program.
    pub name: String,
    /// From the top down.
    pub rows: Vec<Row>,
    /// The width of each column, in digits.
    pub widths: Vec<f64>,
    /// How many rows at the top stay in sight and are repeated on each printed page.
    pub header_rows: usize,
    /// How many columns at the left stay in sight and are repeated on each printed page.
    pub frozen_columns: usize,
    /// The rows with buttons for filtering: the header's last row to the end of the table.
    pub filter: Option<Area>,
    /// Bars behind the numbers of a column.
    pub bars: Option<Bars>,
    /// Cells that are shown as one; the text is that of the first.
    pub merges: Vec<Area>,
    /// Remarks that open over a cell.
    pub notes: Vec<Note>,
    /// How a spreadsheet makes what stands in a cell, by row and column. The cell itself says what
    /// it comes to.
    pub formulas: BTreeMap<(usize, usize), String>,
    /// Cells in which only one of some listed words may stand: where, and where the words are.
    pub choices: Vec<(usize, usize, String)>,
    /// Cells in which only some numbers may be typed.
    pub limits: Vec<Limit>,
    /// Whether only [`Cell::Entry`] can be changed.
    pub is_protected: bool,
    /// A logo in the first row.
    pub logo: Option<FileBytes>,
    /// Pictures of numbers.
    pub charts: Vec<ChartPlan>,
    /// What other programs may call some cells: a name, and the cells with their sheet.
    pub names: Vec<(String, String)>,
    /// Columns that serve formulas only and are not shown.
    pub hidden: Vec<usize>,
    /// What is printed; none is everything.
    pub printed: Option<Printed>,
    /// Whether the sheet only serves the formulas of others and is not shown.
    pub is_hidden: bool,
}

/// What of a sheet is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The cells, with the charts above them.
    pub area: Area,
    /// The rows that begin a new page.
    pub breaks: Vec<usize>,
}

/// A chart native to the spreadsheet program.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartPlan {
    /// What it looks like.
    pub kind: ChartKind,
    /// What stands above it.
    pub title: String,
    /// Row and column of its upper left corner.
    pub at: (usize, usize),
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The names of what is compared.
    pub categories: SheetArea,
    /// One colour each.
    pub series: Vec<ChartSeries>,
    /// What only a scatter has.
    pub points: Option<Points>,
}

/// What a scatter tells of its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// The cells with the names of both axes, the lying one first.
    pub axes: [SheetArea; 2],
    /// What stands at each point, and the cell with it; none where they would cover each other.
    pub names: Vec<(String, SheetArea)>,
}

/// What a chart looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Lying bars, the first at the top.
    Bars,
    /// Lying bars of several parts.
    StackedBars,
    /// A web.
    Radar,
    /// Lines from left to right, the smallest number at the top: ranks.
    Ranks,
    /// Points of two numbers each, and dashed lines: the first series are points, the others lines.
    Scatter,
}

/// Some numbers of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSeries {
    /// The cell with their name.
    pub name: SheetArea,
    /// The cells.
    pub values: SheetArea,
    /// Where they stand on the lying axis of a scatter, if not where the categories of the chart say.
    pub across: Option<SheetArea>,
}

/// Cells of a named sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetArea {
    /// The name of the sheet.
    pub sheet: String,
    /// The cells.
    pub area: Area,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// How it looks.
    pub look: Look,
    /// From the left.
    pub cells: Vec<Cell>,
    /// In points; none for one line.
    pub height: Option<f64>,
}

/// How a row looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// The name of the whole.
    Title,
    /// Words of the cover: a label, then text, without lines.
    Words,
    /// Several small tables side by side: lines around what is there, and nothing between them.
    Card,
    /// The head of a table.
    Header,
    /// A row of a table.
    Body,
    /// A row of a table that stands apart: a reference unit, a node switched off.
    Aside,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, as intended.
    Blank,
    /// Nothing, where a number could be.
    Missing,
    /// Words, never read as a formula.
    Text(String),
    /// The name of what stands beside or below it.
    Label(String),
    /// A name in a tree, so many steps in.
    Step(String, u8),
    /// A jump to another sheet of the workbook, which is its text.
    Link(String),
    /// Written in full, shown with so many decimals.
    Score(f64, u8),
    /// 1 is best.
    Rank(u32),
    /// How many places were gained, shown with an arrow; below zero they were lost.
    Moved(i64),
    /// Written in full, shown in percent with two decimals.
    Share(f64),
    /// The same, marked: it is a value where others are made by formulas.
    FixedShare(f64),
    /// Written in full, shown with so many decimals; none is as the program likes.
    Number(f64, Option<u8>),
    /// To be filled in by whoever gets the workbook; all else of a protected sheet cannot be changed.
    Entry(Form),
    /// A number that a formula makes once others are filled in.
    Later(Form),
    /// A number that is marked: corrected by hand (none where it was taken away), filled in or
    /// moved to a bound.
    Corrected(Option<f64>, Option<u8>),
}

/// How a number that is not there yet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Words rather than a number.
    Words,
    /// As it is typed.
    Number,
    /// With so many decimals.
    Decimals(u8),
    /// As a fraction: 1/3.
    Fraction,
}

/// What may be typed into a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// Counted from 0.
    pub row: usize,
    /// Counted from 0.
    pub column: usize,
    /// The least and the greatest number.
    pub between: [f64; 2],
    /// What is said of anything else.
    pub told: String,
}

/// Some rows and columns, both ends included, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The top row.
    pub first_row: usize,
    /// The left column.
    pub first_column: usize,
    /// The bottom row.
    pub last_row: usize,
    /// The right column.
    pub last_column: usize,
}

/// Bars behind numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bars {
    /// Where.
    pub area: Area,
    /// What an empty and a full bar mean; none is least and greatest.
    pub ends: Option<[f64; 2]>,
}

/// A remark on a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Counted from 0.
    pub row: usize,
    /// Counted from 0.
    pub column: usize,
    /// What it says.
    pub text: String,
}

impl SheetPlan {
    /// A sheet without rows.
    pub fn new(name: String) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Adds a row at the end.
    pub fn push(&mut self, look: Look, cells: Vec<Cell>) {
        self.rows.push(Row {
            look,
            cells,
            height: None,
        });
    }

    /// Says how a spreadsheet makes what stands in a cell.
    pub fn made_by(&mut self, row: usize, column: usize, formula: &Term) {
        self.formulas.insert((row, column), formula.to_string());
    }

    /// How high it is when printed, in points.
    pub fn height(&self) -> f64 {
        let rows = self.rows.iter().map(|row| row.height.unwrap_or(LINE));
        rows.sum()
    }

    /// How many columns its widest row has.
    pub fn columns(&self) -> usize {
        self.rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0)
    }

    /// The rows from the header's last one to the end, across all columns; none if nothing is below it.
    pub fn table(&self) -> Option<Area> {
        let below = self.rows.len() > self.header_rows && self.header_rows > 0;
        below.then(|| Area {
            first_row: self.header_rows - 1,
            first_column: 0,
            last_row: self.rows.len() - 1,
            last_column: self.columns().saturating_sub(1),
        })
    }

    /// Sets the widths from what is in the columns, then the heights from what does not fit in one line.
    pub fn fit(&mut self) {
        let merged = self.merges.clone();
        let spans = |row: usize, column: usize| {
            merged
                .iter()
                .any(|area| area.first_row == row && area.first_column == column)
        };
        let mut needed = vec![0.0_f64; self.columns()];
        for (at, row) in self.rows.iter().enumerate() {
            for (column, (cell, widest)) in row.cells.iter().zip(needed.iter_mut()).enumerate() {
                let width = match cell {
                    _ if spans(at, column) => 0.0,
                    Cell::Text(text) if row.look == Look::Header => header_width(text),
                    cell => cell.width(),
                };
                *widest = widest.max(width);
            }
        }
        self.widths = needed
            .into_iter()
            .map(|width| (width + 3.0).clamp(NARROWEST, WIDEST))
            .collect();
        self.fit_heights();
    }

    /// Keeps a column from getting wider than `most`; what does not fit wraps.
    pub fn narrow(&mut self, column: usize, most: f64) {
        if let Some(width) = self.widths.get_mut(column) {
            *width = width.min(most);
        }
        self.fit_heights();
    }

    /// Sets the heights of rows in which a text does not fit in one line.
    pub fn fit_heights(&mut self) {
        for (at, row) in self.rows.iter_mut().enumerate() {
            let words = row.cells.iter().enumerate().filter(|(_, it)| it.is_words());
            let lines = words.map(|(column, cell)| {
                let spanned = self
                    .merges
                    .iter()
                    .find(|area| area.first_row == at && area.first_column == column);
                let last = spanned.map_or(column, |area| area.last_column);
                let last = last.min(self.widths.len().saturating_sub(1));
                let width: f64 = self.widths.get(column..=last).unwrap_or(&[]).iter().sum();
                (cell.width() * SLACK / (width - 2.0).max(1.0)).ceil()
            });
            let lines = lines.fold(1.0, f64::max);
            if lines > 1.0 {
                // A row cannot be higher than 409 points.
                row.height = Some((lines * LINE + 3.0).min(409.0));
            }
        }
    }
}

impl Cell {
    /// Whether it wraps where it does not fit; numbers never do.
    const fn is_words(&self) -> bool {
        matches!(
            self,
            Self::Text(_) | Self::Label(_) | Self::Step(..) | Self::Link(_)
        )
    }

    /// The width of what it shows, in digits.
    fn width(&self) -> f64 {
        match self {
            Self::Blank | Self::Missing | Self::Corrected(None, _) => 0.0,
            Self::Entry(_) | Self::Later(_) => NARROWEST,
            Self::Text(text) | Self::Label(text) | Self::Link(text) => text_width(text),
            Self::Step(text, steps) => text_width(text) + 2.0 * f64::from(*steps),
            Self::Score(score, decimals) => number_width(*score, *decimals),
            Self::Rank(rank) => number_width(f64::from(*rank), 0),
            Self::Moved(places) => 2.0 + number_width(places.unsigned_abs() as f64, 0),
            Self::Share(share) | Self::FixedShare(share) => 1.0 + number_width(share * 100.0, 2),
            Self::Number(number, decimals) | Self::Corrected(Some(number), decimals) => {
                // Separators of thousands, and never more than a number in powers of ten.
                (number_width(*number, decimals.unwrap_or(2)) * 1.2).min(14.0)
            }
        }
    }
}

/// The width of a number with so many decimals, in digits. Counted, not written out: large sheets
/// hold millions.
fn number_width(number: f64, decimals: u8) -> f64 {
    let sign = if number.is_sign_negative() { 1.0 } else { 0.0 };
    let behind = match decimals {
        0 => 0.0,
        decimals => 1.0 + f64::from(decimals),
    };
    let last = 0.5 * 10.0_f64.powi(-i32::from(decimals));
    let mut rest = number.abs() + last;
    let mut before = 1.0;
    while rest >= 10.0 && rest.is_finite() {
        rest /= 10.0;
        before += 1.0;
    }
    sign + before + behind
}

/// The width a header asks for: its own if short, half of it up to 24, else a third; never less
/// than its longest word of letters, which cannot be broken.
fn header_width(text: &str) -> f64 {
    let whole = text_width(text);
    let wrapped = match whole {
        _ if whole <= HEADER => whole,
        _ if whole <= 24.0 => whole / 2.0,
        _ => (whole / 3.0 + 1.0).min(20.0),
    };
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.map(text_width).fold(wrapped, f64::max).min(24.0)
}

/// The width of a text in digits; letters as wide as high count double.
///
/// ```
/// use heng::export::sheet_plan::text_width;
/// assert_eq!(text_width("GDP（亿元）"), 11.0);
/// ```
pub fn text_width(text: &str) -> f64 {
    text.chars()
        .map(|letter| match u32::from(letter) {
            0x1100..=0x115f
            | 0x2e80..=0xa4cf
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xfe30..=0xfe4f
            | 0xff00..=0xff60
            | 0xffe0..=0xffe6
            | 0x1f300..=0x3ffff => 2.0,
            _ => 1.0,
        })
        .sum()
}

/// The most decimals with which a column of numbers is shown.
const MOST_DECIMALS: usize = 4;

/// How many decimals (at most four) show a column of numbers whole; none where they are so large
/// or small that the program should choose.
///
/// ```
/// use heng::export::sheet_plan::decimals;
/// assert_eq!(decimals([1.0, 2.5, 0.1 + 0.2]), Some(1));
/// assert_eq!(decimals([1.0 / 3.0]), Some(4));
/// assert_eq!(decimals([1e15]), None);
/// assert_eq!(decimals([0.00002, 1.0]), None);
/// ```
pub fn decimals(numbers: impl IntoIterator<Item = f64>) -> Option<u8> {
    let mut most = 0;
    for number in numbers {
        let size = number.abs();
        if size >= 1e12 || (size > 0.0 && size < 1e-3) {
            return None;
        }
        if most < MOST_DECIMALS && number.fract() != 0.0 {
            let text = format!("{number:.MOST_DECIMALS$}");
            let text = text.trim_end_matches('0');
            let behind = text.split_once('.').map_or(0, |(_, behind)| behind.len());
            most = most.max(behind);
        }
    }
    u8::try_from(most).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_wide_as_they_are_written() {
        for number in [
            0.0, -0.001, 9.996, 9.994, 99.5, 1234.5678, -1e9, 1e15, 0.05, -0.5,
        ] {
            for decimals in [0, 1, 2, 4] {
                let written = format!("{number:.*}", usize::from(decimals));
                let width = number_width(number, decimals);
                assert_eq!(width, text_width(&written), "{written}");
            }
        }
    }

    #[test]
    fn columns_fit_what_they_hold_and_long_headers_wrap() {
        let mut plan = SheetPlan::new("s".to_owned());
        let long = "高新区企业工业生产总值占总GDP比重（%）";
        let cells = [long, "n", long]
            .map(|text| Cell::Text(text.to_owned()))
            .to_vec();
        plan.push(Look::Header, cells);
        plan.push(
            Look::Body,
            vec![
                Cell::Score(1.234, 2),
                Cell::Rank(3),
                Cell::Text("长".repeat(50)),
            ],
        );
        plan.header_rows = 1;
        plan.fit();
        assert_eq!(text_width(long), 38.0);
        assert_eq!(plan.widths[1..], [8.0, 60.0]);
        assert!(plan.widths[0] < 20.0);
        assert_eq!(plan.rows[0].height, Some(3.0 * LINE + 3.0));
        assert_eq!(plan.rows[1].height, Some(2.0 * LINE + 3.0));
        plan.narrow(2, 30.0);
        assert_eq!(plan.rows[1].height, Some(4.0 * LINE + 3.0));
        assert_eq!(
            plan.table()
                .map(|area| (area.first_row, area.last_row, area.last_column)),
            Some((0, 1, 2))
        );
    }
}
