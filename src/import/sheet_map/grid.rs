//! A sheet with what each cell may be, before it is known where the tables are.

use super::{Corrections, Role, dates};
use crate::{
    engine::Period,
    import::{
        Cell, CellAt, Merged, Sheet, Value,
        number::{PartSign, Reading, parse},
    },
};

/// How many cells all merged regions together may be spread over.
const MOST_SPANS: usize = 500_000;

/// What a cell may be by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A number that is no year.
    Number,
    /// A number that can be a year.
    Year,
    /// A text or a date that says a period.
    Period,
    /// A mark for missing, or an error.
    Missing,
    /// Words.
    Text,
    /// Blanks only.
    Blank,
    /// Said to be no part of a table.
    Masked,
}

/// What is known of a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    pub what: What,
    /// As a number.
    pub value: Option<f64>,
    /// A text that was read as a number.
    pub from_text: bool,
    /// And that had more than plain digits.
    pub repaired: bool,
    /// The sign behind it.
    pub sign: Option<PartSign>,
    /// The place of its column in [`Grid::columns`].
    pub place: usize,
}

/// A row that has something in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub row: u32,
    /// Its cells, from here.
    first: usize,
    /// Up to here.
    end: usize,
}

/// Columns of a line under one merged cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub from: u32,
    pub to: u32,
    pub anchor: CellAt,
}

/// A sheet made ready.
pub(super) struct Grid<'a> {
    pub sheet: &'a Sheet,
    pub corrections: &'a Corrections,
    /// One for every cell.
    pub facts: Vec<Fact>,
    /// The rows with anything but blanks, from the top.
    pub lines: Vec<Line>,
    /// The columns in use, from the left.
    pub columns: Vec<u32>,
    spans: Vec<Vec<Span>>,
}

impl What {
    pub(super) fn is_numeric(self) -> bool {
        matches!(self, Self::Number | Self::Year | Self::Missing)
    }

    /// Words or a period.
    pub(super) fn is_words(self) -> bool {
        matches!(self, Self::Text | Self::Period)
    }
}

impl<'a> Grid<'a> {
    pub(super) fn new(sheet: &'a Sheet, corrections: &'a Corrections) -> Self {
        let mut columns: Vec<u32> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut last = None;
        for cell in &sheet.cells {
            if last != Some(cell.at.column) && seen.insert(cell.at.column) {
                columns.push(cell.at.column);
            }
            last = Some(cell.at.column);
        }
        columns.sort_unstable();
        let mut grid = Self {
            sheet,
            corrections,
            facts: Vec::with_capacity(sheet.cells.len()),
            lines: Vec::new(),
            columns,
            spans: Vec::new(),
        };
        grid.read_facts();
        grid.find_lines();
        grid.spread_merged();
        grid
    }

    fn read_facts(&mut self) {
        let mut place = 0;
        for cell in &self.sheet.cells {
            let column = cell.at.column;
            if self.columns.get(place) != Some(&column) {
                place += 1;
            }
            if self.columns.get(place) != Some(&column) {
                place = self.columns.binary_search(&column).unwrap_or(0);
            }
            let mut fact = fact(&cell.value, self.sheet.decimal_comma);
            fact.place = place;
            if !self.corrections.said.is_empty()
                && let Some(role) = self.corrections.role(cell.at)
            {
                force(&mut fact, role);
            }
            self.facts.push(fact);
        }
    }

    fn find_lines(&mut self) {
        let mut first = 0;
        for cells in self.sheet.cells.chunk_by(|a, b| a.at.row == b.at.row) {
            let end = first + cells.len();
            let used = self.facts.get(first..end).unwrap_or_default();
            let some = used
                .iter()
                .any(|it| !matches!(it.what, What::Blank | What::Masked));
            if let Some(cell) = cells.first()
                && some
            {
                let row = cell.at.row;
                self.lines.push(Line { row, first, end });
            }
            first = end;
        }
    }

    fn spread_merged(&mut self) {
        self.spans = vec![Vec::new(); self.lines.len()];
        let mut merged: Vec<Merged> = self.sheet.merged.clone();
        merged.sort_unstable();
        let mut left = MOST_SPANS;
        for region in merged {
            let from = self.lines.partition_point(|it| it.row < region.from.row);
            let to = self.lines.partition_point(|it| it.row <= region.to.row);
            for spans in self.spans.get_mut(from..to.max(from)).unwrap_or_default() {
                let Some(less) = left.checked_sub(1) else {
                    return;
                };
                left = less;
                spans.push(Span {
                    from: region.from.column,
                    to: region.to.column,
                    anchor: region.from,
                });
            }
        }
        for spans in &mut self.spans {
            spans.sort_by_key(|it| it.from);
        }
    }

    /// The cells of a line with what is known of them.
    pub(super) fn cells(&self, line: usize) -> impl DoubleEndedIterator<Item = (&'a Cell, &Fact)> {
        let (first, end) = self.lines.get(line).map_or((0, 0), |it| (it.first, it.end));
        let cells = self.sheet.cells.get(first..end).unwrap_or_default();
        let facts = self.facts.get(first..end).unwrap_or_default();
        cells.iter().zip(facts)
    }

    /// The cells of a line that hold something and are part of a table.
    pub(super) fn used(&self, line: usize) -> impl DoubleEndedIterator<Item = (&'a Cell, &Fact)> {
        self.cells(line)
            .filter(|(_, fact)| !matches!(fact.what, What::Blank | What::Masked))
    }

    /// The place of a cell of a line among all cells.
    pub(super) fn find(&self, line: usize, column: u32) -> Option<usize> {
        let line = self.lines.get(line)?;
        let cells = self.sheet.cells.get(line.first..line.end)?;
        let found = cells
            .binary_search_by_key(&column, |it| it.at.column)
            .ok()?;
        Some(line.first + found)
    }

    /// A used cell of a line.
    pub(super) fn at(&self, line: usize, column: u32) -> Option<(&'a Cell, &Fact)> {
        let found = self.find(line, column)?;
        let fact = self.facts.get(found)?;
        let used = !matches!(fact.what, What::Blank | What::Masked);
        used.then_some((self.sheet.cells.get(found)?, fact))
    }

    /// The merged region that covers a cell of a line.
    pub(super) fn span(&self, line: usize, column: u32) -> Option<Span> {
        let spans = self.spans.get(line)?;
        let end = spans.partition_point(|it| it.from <= column);
        // Regions do not overlap in sound files; in others the nearest few are enough.
        let span = spans
            .get(..end)?
            .iter()
            .rev()
            .take(4)
            .find(|it| it.to >= column)?;
        Some(*span)
    }

    /// The cell that shows at a place: its own, or the first of its merged region.
    pub(super) fn shown(&self, line: usize, column: u32) -> Option<(&'a Cell, &Fact)> {
        if let Some(own) = self.at(line, column) {
            return Some(own);
        }
        let anchor = self.span(line, column)?.anchor;
        let line = self.line_of(anchor.row)?;
        self.at(line, anchor.column)
    }

    /// The place of the line of a row.
    pub(super) fn line_of(&self, row: u32) -> Option<usize> {
        self.lines.binary_search_by_key(&row, |it| it.row).ok()
    }

    /// The row of a line.
    pub(super) fn row(&self, line: usize) -> u32 {
        self.lines.get(line).map_or(0, |it| it.row)
    }

    /// The only text of a line, or its first.
    pub(super) fn first_text(&self, line: usize) -> String {
        self.used(line)
            .next()
            .map_or_else(String::new, |(cell, _)| cell.value.text())
    }
}

/// The period a cell says.
pub(super) fn period_of(value: &Value) -> Option<Period> {
    match value {
        Value::Number(number) => dates::year_number(*number).map(Period::Year),
        Value::Text(text) => dates::period(text),
        Value::Date { iso, .. } => dates::period(iso),
        Value::Bool(_) | Value::Error(_) => None,
    }
}

fn fact(value: &Value, decimal_comma: bool) -> Fact {
    let mut fact = Fact {
        what: What::Text,
        value: None,
        from_text: false,
        repaired: false,
        sign: None,
        place: 0,
    };
    match value {
        Value::Number(number) => {
            fact.value = Some(*number).filter(|it| it.is_finite());
            fact.what = number_or_year(*number);
        }
        Value::Date { serial, .. } => {
            fact.value = Some(*serial).filter(|it| it.is_finite());
            fact.what = What::Period;
        }
        Value::Bool(_) => {}
        Value::Error(_) => fact.what = What::Missing,
        Value::Text(text) => read_text(&mut fact, text, decimal_comma),
    }
    fact
}

fn number_or_year(number: f64) -> What {
    if dates::year_number(number).is_some() {
        What::Year
    } else {
        What::Number
    }
}

fn read_text(fact: &mut Fact, text: &str, decimal_comma: bool) {
    if text.trim().is_empty() {
        fact.what = What::Blank;
        return;
    }
    // A long text is no number; most texts are told here without a closer look.
    if text.len() > 64 {
        return;
    }
    let trimmed = text.trim();
    match parse(trimmed, decimal_comma) {
        Reading::Missing => fact.what = What::Missing,
        Reading::Number {
            value,
            repaired,
            sign,
        } => {
            fact.what = number_or_year(value);
            if fact.what == What::Year && repaired {
                fact.what = What::Number;
            }
            fact.value = Some(value);
            fact.from_text = true;
            fact.repaired = repaired;
            fact.sign = sign;
        }
        Reading::NotANumber if dates::period(trimmed).is_some() => fact.what = What::Period,
        Reading::NotANumber => {}
    }
}

/// Follows what a person said of the cell.
fn force(fact: &mut Fact, role: Role) {
    fact.what = match role {
        Role::Value if fact.value.is_some() => What::Number,
        Role::Value | Role::Missing => What::Missing,
        Role::Header
        | Role::HeaderMeasure
        | Role::UnitName
        | Role::UnitNameEnglish
        | Role::IndicatorName
        | Role::GroupName
        | Role::GroupHeading
        | Role::Total
        | Role::Text
        | Role::RowMeasure => What::Text,
        Role::HeaderPeriod | Role::RowPeriod => What::Period,
        Role::RunningNumber | Role::Code | Role::Footnote => return,
        _ => What::Masked,
    };
    if role == Role::Missing {
        fact.value = None;
    }
}
