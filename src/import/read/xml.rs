//! Workbooks in XML of 2003, mostly called .xls.

use std::{fmt::Display, ops::ControlFlow};

use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
};

use super::{
    MOST_CELLS, ReadError, ReadOptions, STEP, Sheets, about_encoding, decode_markup, tell, too_many,
};
use crate::import::{Cell, CellAt, Finding, Lines, Merged, Problem, Progress, Sheet, Value};

/// As many rows and columns as a sheet has.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// The sheets of a workbook, and its formulas without a result.
pub(super) fn sheets(
    file: &str,
    bytes: &[u8],
    options: &ReadOptions,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Sheets, ReadError> {
    let decoded = decode_markup(file, bytes, options, &["encoding="])?;
    let mut findings = about_encoding(file, &decoded);
    let mut reader = Reader::from_str(&decoded.text);
    let mut work = Workbook::default();
    let mut seen = 0_u64;
    loop {
        seen += 1;
        if seen.is_multiple_of(STEP as u64) {
            tell(file, progress, seen, 0)?;
        }
        match reader.read_event().map_err(|error| damaged(file, &error))? {
            Event::Eof => break,
            Event::Start(tag) => work.open(&tag),
            Event::Empty(tag) => {
                work.open(&tag);
                work.close(tag.local_name().as_ref());
            }
            Event::End(tag) => work.close(tag.local_name().as_ref()),
            Event::Text(text) => work.text(&text.xml10_content()),
            Event::CData(text) => work.text(&text.xml10_content()),
            Event::GeneralRef(named) => work.text(&referred(&named)),
            _ => {}
        }
        if work.count > MOST_CELLS {
            return Err(too_many(file, work.sheets.last().map_or("", |it| &it.name)));
        }
    }
    if work.sheets.is_empty() {
        return Err(damaged(file, &"no worksheet"));
    }
    for (sheet, at) in work.uncalculated {
        let sheet = work.sheets.get(sheet).map(|it| it.name.clone());
        findings.push(Finding {
            file: file.to_owned(),
            sheet: sheet.unwrap_or_default(),
            at: Some(at),
            problem: Problem::NotCalculated,
        });
    }
    // Rows may name their own places, also backwards.
    work.sheets.iter_mut().for_each(Sheet::tidy);
    Ok((work.sheets, findings))
}

/// A workbook as far as it is read.
#[derive(Default)]
struct Workbook {
    sheets: Vec<Sheet>,
    /// By the number of the sheet.
    uncalculated: Vec<(usize, CellAt)>,
    /// Cells of all sheets.
    count: usize,
    next: CellAt,
    /// The column that is described next.
    next_column: u32,
    cell: Option<Open>,
    /// The kind of the value whose text comes.
    kind: Option<String>,
    /// The text of what tells whether the sheet is hidden.
    visible: Option<String>,
}

struct Open {
    from: CellAt,
    to: CellAt,
    formula: bool,
    text: String,
    kind: String,
}

impl Workbook {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "Worksheet" => {
                self.next = CellAt::default();
                self.next_column = 0;
                self.sheets.push(Sheet {
                    name: attribute(tag, "Name").unwrap_or_default(),
                    ..Sheet::default()
                });
            }
            "Row" => {
                if let Some(row) = number(tag, "Index") {
                    self.next.row = row.saturating_sub(1).min(MOST_ROWS);
                }
                self.next.column = 0;
                let last = self
                    .next
                    .row
                    .saturating_add(number(tag, "Span").unwrap_or(0));
                if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(tag, "Height")) {
                    Lines::add(
                        &mut sheet.hidden_rows,
                        self.next.row,
                        last.min(MOST_ROWS - 1),
                    );
                }
            }
            "Column" => self.column(tag),
            "Cell" => self.open_cell(tag),
            "Data" if self.cell.is_some() => {
                self.kind = Some(attribute(tag, "Type").unwrap_or_default());
            }
            "Visible" => self.visible = Some(String::new()),
            _ => {}
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let named = number(tag, "Index").map(|it| it.saturating_sub(1));
        let first = named.unwrap_or(self.next_column).min(MOST_COLUMNS);
        let last = first.saturating_add(number(tag, "Span").unwrap_or(0));
        self.next_column = last.saturating_add(1);
        if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(tag, "Width")) {
            Lines::add(&mut sheet.hidden_columns, first, last.min(MOST_COLUMNS - 1));
        }
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>) {
        if let Some(column) = number(tag, "Index") {
            self.next.column = column.saturating_sub(1).min(MOST_COLUMNS);
        }
        let from = self.next;
        let across = number(tag, "MergeAcross").unwrap_or(0).min(MOST_COLUMNS);
        let down = number(tag, "MergeDown").unwrap_or(0).min(MOST_ROWS);
        let to = CellAt {
            row: from.row.saturating_add(down),
            column: from.column.saturating_add(across),
        };
        self.next.column = to.column.saturating_add(1);
        self.cell = Some(Open {
            from,
            to,
            formula: attribute(tag, "Formula").is_some(),
            text: String::new(),
            kind: String::new(),
        });
    }

    fn text(&mut self, text: &str) {
        if let Some(visible) = &mut self.visible {
            visible.push_str(text);
        } else if self.kind.is_some()
            && let Some(open) = &mut self.cell
        {
            open.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "Row" => self.next.row = self.next.row.saturating_add(1),
            "Data" => {
                if let (Some(kind), Some(open)) = (self.kind.take(), &mut self.cell) {
                    open.kind = kind;
                }
            }
            "Cell" => self.close_cell(),
            "Visible" => {
                let hidden = self.visible.take().is_some_and(|it| it.contains("Hidden"));
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.hidden |= hidden;
                }
            }
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        let number = self.sheets.len().saturating_sub(1);
        let (Some(open), Some(sheet)) = (self.cell.take(), self.sheets.last_mut()) else {
            return;
        };
        let Open { from, to, .. } = open;
        if from != to {
            sheet.merged.push(Merged { from, to });
        }
        if open.formula && open.kind.is_empty() {
            self.uncalculated.push((number, from));
            self.count += 1;
        }
        if let Some(value) = value(&open.kind, open.text) {
            sheet.cells.push(Cell { at: from, value });
            self.count += 1;
        }
    }
}

/// Hidden, or of no size.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> bool {
    let zero = |it: String| it.trim().parse::<f64>().is_ok_and(|it| it == 0.0);
    attribute(tag, "Hidden").is_some_and(|it| it.trim() == "1")
        || attribute(tag, size).is_some_and(zero)
}

fn value(kind: &str, text: String) -> Option<Value> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    Some(match kind {
        "Number" => match trimmed.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number),
            _ => Value::Text(text),
        },
        "Boolean" => Value::Bool(trimmed == "1"),
        "Error" => Value::Error(trimmed.to_owned()),
        "DateTime" => super::workbook::iso_value(&text),
        _ => Value::Text(text),
    })
}

/// What an attribute says, by its name without a prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all
        .with_checks(false)
        .flatten()
        .find(|it| it.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
    value.ok().map(std::borrow::Cow::into_owned)
}

pub(super) fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// What an entity stands for; nothing for those that XML does not know.
pub(super) fn referred(named: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = named.resolve_char_ref() {
        return letter.to_string();
    }
    let name = named.xml10_content();
    resolve_predefined_entity(&name)
        .unwrap_or_default()
        .to_owned()
}

fn damaged(file: &str, reason: &impl Display) -> ReadError {
    ReadError::Damaged {
        file: file.to_owned(),
        sheet: None,
        reason: reason.to_string(),
    }
}
