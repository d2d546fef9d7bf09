//! A file as it was read: sheets of cells with addresses.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A file's sheets. A text file has one, named by the empty text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Book {
    /// The file's name without its folder.
    pub file: String,
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// What the file is, told by its content.
    #[serde(default)]
    pub format: FileFormat,
    /// In the order of the file.
    pub sheets: Vec<Sheet>,
    /// What was assumed while reading: the encoding, the separator.
    pub findings: Vec<super::Finding>,
}

/// What a file of tables is; of an encrypted workbook, what was inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileFormat {
    /// .xlsx or .xlsm.
    Xlsx,
    /// .xlsb.
    Xlsb,
    /// .xls, or .et of WPS, which is the same.
    Xls,
    /// .ods.
    Ods,
    /// Tables of a web page, often under the name of a workbook.
    Html,
    /// Web pages in a single file (.mht).
    Mime,
    /// A workbook in XML of 2003.
    Xml,
    /// Separated text: CSV, TSV.
    #[default]
    Text,
}

/// One sheet, holding only cells that have something in them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// As in the file; empty for a text file.
    pub name: String,
    /// Hidden from people who open the file.
    pub hidden: bool,
    /// Texts write numbers with a decimal comma, as semicolon-separated files do.
    #[serde(default)]
    pub decimal_comma: bool,
    /// Sorted by row, then column; no address twice.
    pub cells: Vec<Cell>,
    /// Cells that show as one, sorted. What they hold stands in the first.
    #[serde(default)]
    pub merged: Vec<Merged>,
    /// Rows hidden from people who open the file, from the top.
    #[serde(default)]
    pub hidden_rows: Vec<Lines>,
    /// Columns hidden from people who open the file, from the left.
    #[serde(default)]
    pub hidden_columns: Vec<Lines>,
    /// How numbers are shown.
    #[serde(default)]
    pub formats: Formats,
}

/// Rows or columns next to each other, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lines {
    /// The first of them.
    pub first: u32,
    /// The last of them.
    pub last: u32,
}

/// The number formats of a sheet's cells, such as `0.00%`; of cells in the general format nothing is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formats {
    /// Each once.
    codes: Vec<String>,
    /// By address, with the place of the code.
    cells: Vec<(CellAt, u16)>,
}

/// Cells that show as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Merged {
    /// The upper left one, which holds the value.
    pub from: CellAt,
    /// The lower right one.
    pub to: CellAt,
}

/// A cell that has something in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Where it is.
    pub at: CellAt,
    /// What is in it.
    pub value: Value,
}

/// What a cell holds, before anyone says what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A stored number.
    Number(f64),
    /// Text, as it stands.
    Text(String),
    /// TRUE or FALSE.
    Bool(bool),
    /// A stored error such as `#N/A`.
    Error(String),
    /// A number that the file shows as a date.
    Date {
        /// The stored number.
        serial: f64,
        /// `2020-07-01`, with the time of day where there is one.
        iso: String,
    },
}

/// The address of a cell, counted from 0; shown as people know it.
///
/// ```
/// use heng::import::CellAt;
/// assert_eq!(CellAt { row: 2, column: 27 }.to_string(), "AB3");
/// assert_eq!("AB3".parse(), Ok(CellAt { row: 2, column: 27 }));
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct CellAt {
    /// Counted from 0.
    pub row: u32,
    /// Counted from 0.
    pub column: u32,
}

/// The text is no address of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAddress;

/// The letters of a column: 0 is A, 26 is AA.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = u64::from(column) + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for CellAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            column_letters(self.column),
            u64::from(self.row) + 1
        )
    }
}

impl FromStr for CellAt {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let split = text
            .find(|letter: char| !letter.is_ascii_alphabetic())
            .ok_or(NotAnAddress)?;
        let (letters, digits) = text.split_at(split);
        if letters.is_empty() || letters.len() > 3 {
            return Err(NotAnAddress);
        }
        let column = letters.bytes().fold(0_u32, |column, letter| {
            column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
        });
        let row: u32 = digits.parse().or(Err(NotAnAddress))?;
        let row = row.checked_sub(1).ok_or(NotAnAddress)?;
        Ok(Self {
            row,
            column: column - 1,
        })
    }
}

impl Lines {
    /// Adds lines behind those that are there, joined to the last where they touch it.
    pub(super) fn add(lines: &mut Vec<Self>, first: u32, last: u32) {
        match lines.last_mut() {
            Some(before) if before.first <= first && first <= before.last.saturating_add(1) => {
                before.last = before.last.max(last);
            }
            _ => lines.push(Self { first, last }),
        }
    }

    /// Sorted, without overlaps, and without what ends before it begins.
    pub(super) fn tidy(mut lines: Vec<Self>) -> Vec<Self> {
        lines.retain(|it| it.first <= it.last);
        lines.sort_unstable();
        let mut tidy = Vec::new();
        for line in lines {
            Self::add(&mut tidy, line.first, line.last);
        }
        tidy
    }

    /// What lies between `lines`, which are tidy, up to the last line of a sheet.
    pub(super) fn others(lines: &[Self], most: u32) -> Vec<Self> {
        let mut others = Vec::new();
        let mut next = 0;
        for line in lines {
            if next < line.first {
                Self::add(&mut others, next, line.first - 1);
            }
            next = line.last.saturating_add(1);
        }
        if next <= most {
            Self::add(&mut others, next, most);
        }
        others
    }
}

impl Formats {
    /// Keeps the format of a cell. Those behind the first 65,536 different ones are not kept.
    pub fn push(&mut self, at: CellAt, code: &str) {
        if let Some(place) = self.place(code) {
            self.put(at, place);
        }
    }

    /// The place of a code, for [`Formats::put`]; none for those behind the first 65,536.
    pub(super) fn place(&mut self, code: &str) -> Option<u16> {
        let known = self.codes.iter().position(|known| known == code);
        let place = u16::try_from(known.unwrap_or(self.codes.len())).ok()?;
        if known.is_none() {
            self.codes.push(code.to_owned());
        }
        Some(place)
    }

    /// Keeps the format of a cell by its place.
    pub(super) fn put(&mut self, at: CellAt, place: u16) {
        self.cells.push((at, place));
    }

    /// Sorts by address, as [`Formats::get`] needs it; of two at one address the first is kept.
    pub fn sort(&mut self) {
        if !self.cells.is_sorted_by(|(a, _), (b, _)| a < b) {
            self.cells.sort_by_key(|(at, _)| *at);
            self.cells.dedup_by_key(|(at, _)| *at);
        }
    }

    /// The format of a cell; none where it is the general one or was not told.
    pub fn get(&self, at: CellAt) -> Option<&str> {
        let found = self.cells.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        let (_, place) = self.cells.get(found)?;
        self.codes.get(usize::from(*place)).map(String::as_str)
    }

    /// The codes, and the cells with the places of theirs.
    pub(super) fn parts(&mut self) -> (&mut Vec<String>, &mut Vec<(CellAt, u16)>) {
        (&mut self.codes, &mut self.cells)
    }
}

impl Merged {
    /// Both corners in order, sorted, and only what is more than one cell.
    pub(super) fn tidy(mut regions: Vec<Self>) -> Vec<Self> {
        regions.retain(|it| {
            it.from != it.to && it.from.row <= it.to.row && it.from.column <= it.to.column
        });
        regions.sort_unstable();
        regions.dedup();
        regions
    }
}

impl Sheet {
    /// Brings all that has been put on the sheet in order. Writers may put cells anywhere; of two at
    /// one address the first is kept.
    pub(super) fn tidy(&mut self) {
        if !self.cells.is_sorted_by(|a, b| a.at < b.at) {
            self.cells.sort_by_key(|cell| cell.at);
            self.cells.dedup_by_key(|cell| cell.at);
        }
        self.formats.sort();
        self.merged = Merged::tidy(std::mem::take(&mut self.merged));
        self.hidden_rows = Lines::tidy(std::mem::take(&mut self.hidden_rows));
        self.hidden_columns = Lines::tidy(std::mem::take(&mut self.hidden_columns));
    }

    /// What a cell holds, if anything.
    pub fn get(&self, at: CellAt) -> Option<&Value> {
        let found = self.cells.binary_search_by_key(&at, |cell| cell.at).ok()?;
        self.cells.get(found).map(|cell| &cell.value)
    }

    /// The cells of each row that has any, from the top.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells
            .chunk_by(|a, b| a.at.row == b.at.row)
            .filter_map(|row| row.first().map(|first| (first.at.row, row)))
    }
}

impl Value {
    /// The value as the text a person would type for it.
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Date { iso, .. } => iso.clone(),
        }
    }
}
