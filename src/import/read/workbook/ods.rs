//! .ods (`OpenDocument` 1.3 part 3, 9 and 16), read in one pass. Repeated rows and columns without
//! content, mostly the rest of the sheet, cost nothing.

use std::collections::BTreeMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    Found, LAST_COLUMN, LAST_ROW, Work, damaged, finite, iso_value,
    ods_styles::{self, OdsStyles},
    parts::Parts,
    text_value,
    xlsx::Broken,
};
use crate::import::{
    CellAt, Lines, Merged, Value,
    read::{
        ReadError, Sheets,
        xml::{attribute, number, referred},
    },
};

/// Errors as .ods writes them, in the texts of cells.
const ERRORS: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];
/// What stands in a workbook or a cell and is no content of it: earlier versions, remarks, pictures,
/// what came from elsewhere, the sounds beside letters.
const ASIDE: [&str; 7] = [
    "tracked-changes",
    "annotation",
    "shapes",
    "dde-links",
    "frame",
    "ruby-text",
    "scenario",
];

pub(super) fn read(work: &mut Work<'_>, bytes: &[u8]) -> Result<Sheets, ReadError> {
    let file = work.file;
    let mut parts = Parts::open(file, bytes)?;
    let manifest = parts.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::Password {
            file: file.to_owned(),
            given: false,
        });
    }
    let broken = |error: Broken| damaged(file, None, &error);
    let missing = || damaged(file, None, &"no part content.xml");
    let common = parts.text("styles.xml")?.unwrap_or_default();
    let text = parts.text("content.xml")?.ok_or_else(missing)?;
    let mut styles = OdsStyles::default();
    ods_styles::read(&common, &mut styles).map_err(broken)?;
    ods_styles::read(&text, &mut styles).map_err(broken)?;
    let mut sheets = Sheets::default();
    let mut xml = Reader::from_str(&text);
    loop {
        match xml.read_event().map_err(|error| broken(error.into()))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "table" => {
                    let name = attribute(&tag, "name").unwrap_or_default();
                    let style = attribute(&tag, "style-name").unwrap_or_default();
                    let found = sheet(work, &styles, &name, &mut xml)?;
                    work.add(&mut sheets, name, styles.hides(&style), found);
                }
                name if ASIDE.contains(&name) => {
                    let end = tag.to_end();
                    let skipped = xml.read_to_end(end.name());
                    skipped.map_err(|error| broken(error.into()))?;
                }
                _ => {}
            },
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// A sheet as far as it is read.
struct Table<'a> {
    styles: &'a OdsStyles,
    found: Found,
    /// A formula has a result. Where none has, none was ever calculated; a single one without may well
    /// be an empty text, which .ods does not tell from a result that is not there.
    calculated: bool,
    next: CellAt,
    /// How often the row that is open is there.
    rows: u32,
    /// What stands in it, for when it is there more than once.
    row_begins: usize,
    formats_begin: usize,
    /// The styles of cells that have none of their own, by the last column; and that of the row.
    defaults: Vec<(u32, String)>,
    row_default: Option<String>,
    next_column: u32,
}

/// A cell that is being read.
#[derive(Default)]
struct Open {
    kind: String,
    stored: Option<String>,
    formula: bool,
    style: Option<String>,
    across: u32,
    merged: Option<(u32, u32)>,
    text: String,
    paragraphs: usize,
}

/// Reads a sheet up to its end.
fn sheet(
    work: &mut Work<'_>,
    styles: &OdsStyles,
    name: &str,
    xml: &mut Reader<&[u8]>,
) -> Result<Found, ReadError> {
    let file = work.file;
    let broken = |error: Broken| damaged(file, Some(name), &error);
    let mut table = Table {
        styles,
        found: Found::default(),
        calculated: false,
        next: CellAt::default(),
        rows: 1,
        row_begins: 0,
        formats_begin: 0,
        defaults: Vec::new(),
        row_default: None,
        next_column: 0,
    };
    let mut seen = 0_usize;
    loop {
        let event = xml.read_event().map_err(|error| broken(error.into()))?;
        let (tag, empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(tag) if tag.local_name().as_ref() == "table-row" => {
                table.end_row(file, name)?;
                continue;
            }
            Event::End(tag) if tag.local_name().as_ref() == "table" => break,
            Event::Eof => return Err(broken(Broken::Ended("table"))),
            _ => continue,
        };
        match tag.local_name().as_ref() {
            "table-column" => table.column(tag),
            "table-row" => table.row(tag),
            "table-cell" | "covered-table-cell" => {
                seen += 1;
                work.step(seen)?;
                let mut open = open(tag);
                if !empty {
                    content(xml, &mut open).map_err(broken)?;
                }
                table.cell(&open, file, name)?;
            }
            aside if !empty && ASIDE.contains(&aside) => {
                let skipped = xml.read_to_end(tag.to_end().name());
                skipped.map_err(|error| broken(error.into()))?;
            }
            _ => {}
        }
    }
    Ok(table.finish())
}

fn open(tag: &BytesStart<'_>) -> Open {
    let mut open = Open {
        across: 1,
        ..Open::default()
    };
    let mut spans = (1, 1);
    for it in tag.attributes().with_checks(false).flatten() {
        let said = || it.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        let said = said().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let count = || said.trim().parse::<u32>().unwrap_or(1).max(1);
        match it.key.local_name().as_ref() {
            // An error is a text to all but its writer, who says so once more.
            "value-type" if open.kind != "error" => open.kind = said,
            "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                open.stored = Some(said);
            }
            "formula" => open.formula = true,
            "style-name" => open.style = Some(said),
            "number-columns-repeated" => open.across = count(),
            "number-columns-spanned" => spans.1 = count(),
            "number-rows-spanned" => spans.0 = count(),
            _ => {}
        }
    }
    open.merged = (spans != (1, 1)).then_some(spans);
    open
}

/// The text of a cell, up to its end. Paragraphs are lines.
fn content(xml: &mut Reader<&[u8]>, open: &mut Open) -> Result<(), Broken> {
    let mut inside = 0_usize;
    loop {
        match xml.read_event()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" | "h" => {
                    open.paragraph();
                    inside += 1;
                }
                aside if ASIDE.contains(&aside) => {
                    xml.read_to_end(tag.to_end().name())?;
                }
                _ => open.letter(&tag),
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "p" | "h" => open.paragraph(),
                _ => open.letter(&tag),
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" | "h" => inside = inside.saturating_sub(1),
                "table-cell" | "covered-table-cell" => return Ok(()),
                _ => {}
            },
            Event::Text(text) if inside > 0 => open.text.push_str(&text.xml10_content()),
            Event::CData(text) if inside > 0 => open.text.push_str(&text.xml10_content()),
            Event::GeneralRef(named) if inside > 0 => open.text.push_str(&referred(&named)),
            Event::Eof => return Err(Broken::Ended("table-cell")),
            _ => {}
        }
    }
}

impl Open {
    fn paragraph(&mut self) {
        if self.paragraphs > 0 {
            self.text.push('\n');
        }
        self.paragraphs += 1;
    }

    /// Blanks that are written as tags.
    fn letter(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "s" => {
                let count = number(tag, "c").unwrap_or(1).min(LAST_COLUMN);
                self.text.extend((0..count).map(|_| ' '));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    fn value(&self) -> Option<Value> {
        let stored = self.stored.as_deref();
        let is_error = |text: &str| ERRORS.contains(&text) || text.starts_with("Err:");
        let text = || {
            let text = stored
                .filter(|_| self.kind == "string")
                .unwrap_or(&self.text);
            match text_value(text) {
                Some(Value::Text(text)) if is_error(text.trim()) => Some(Value::Error(text)),
                other => other,
            }
        };
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => match stored.map(|it| it.trim().parse()) {
                Some(Ok(number)) => Some(finite(number)),
                _ => text(),
            },
            "date" => stored.map(iso_value),
            "time" => match stored.and_then(duration) {
                Some(days) => Some(finite(days)),
                None => text(),
            },
            "boolean" => stored.map(|it| Value::Bool(it.trim() == "true")),
            "error" if !self.text.trim().is_empty() => {
                Some(Value::Error(self.text.trim().to_owned()))
            }
            _ => text(),
        }
    }
}

impl<'a> Table<'a> {
    fn column(&mut self, tag: &BytesStart<'_>) {
        let count = number(tag, "number-columns-repeated").unwrap_or(1).max(1);
        let first = self.next_column;
        let last = first.saturating_add(count - 1);
        self.next_column = last.saturating_add(1);
        if first > LAST_COLUMN {
            return;
        }
        let last = last.min(LAST_COLUMN);
        if is_hidden(tag) {
            Lines::add(&mut self.found.hidden_columns, first, last);
        }
        let style = attribute(tag, "default-cell-style-name").unwrap_or_default();
        self.defaults.push((last, style));
    }

    fn row(&mut self, tag: &BytesStart<'_>) {
        self.rows = number(tag, "number-rows-repeated").unwrap_or(1).max(1);
        self.row_begins = self.found.cells.len();
        self.formats_begin = self.found.formats.parts().1.len();
        self.row_default = attribute(tag, "default-cell-style-name");
        self.next.column = 0;
        let first = self.next.row;
        if is_hidden(tag) && first <= LAST_ROW {
            let last = first.saturating_add(self.rows - 1).min(LAST_ROW);
            Lines::add(&mut self.found.hidden_rows, first, last);
        }
    }

    fn cell(&mut self, open: &Open, file: &str, sheet: &str) -> Result<(), ReadError> {
        let from = self.next;
        self.next.column = from.column.saturating_add(open.across);
        if from.row > LAST_ROW || from.column > LAST_COLUMN {
            return Ok(());
        }
        if let Some((down, across)) = open.merged {
            let to = CellAt {
                row: from.row.saturating_add(down - 1).min(LAST_ROW),
                column: from.column.saturating_add(across - 1).min(LAST_COLUMN),
            };
            self.found.merged.push(Merged { from, to });
        }
        let Some(value) = open.value() else {
            if open.formula {
                self.found.uncalculated.push(from);
                self.found.check(file, sheet)?;
            }
            return Ok(());
        };
        self.calculated |= open.formula;
        let last = self.next.column.min(LAST_COLUMN + 1);
        for column in from.column..last {
            let at = CellAt { column, ..from };
            if matches!(value, Value::Number(_) | Value::Date { .. })
                && let Some(code) = self.code(open, column)
            {
                self.found.formats.push(at, code);
            }
            self.found.push(at, value.clone());
            self.found.check(file, sheet)?;
        }
        Ok(())
    }

    /// The number format of a cell: its own, that of its row, that of its column.
    fn code(&self, open: &Open, column: u32) -> Option<&'a str> {
        let place = self.defaults.partition_point(|(last, _)| *last < column);
        let of_column = self.defaults.get(place).map(|(_, style)| style.as_str());
        let style = open
            .style
            .as_deref()
            .or(self.row_default.as_deref())
            .or(of_column);
        let styles = self.styles;
        let code = style.and_then(|it| styles.code(it));
        code.or((open.kind == "percentage").then_some("0%"))
    }

    fn end_row(&mut self, file: &str, sheet: &str) -> Result<(), ReadError> {
        let first = self.next.row;
        let end = first.saturating_add(self.rows).min(LAST_ROW + 1);
        // The row once more, as often as it says. Rows without content, mostly the rest of the sheet,
        // cost nothing.
        if self.rows > 1 {
            let begins = (self.row_begins, self.formats_begin);
            let row = self
                .found
                .cells
                .get(begins.0..)
                .unwrap_or_default()
                .to_vec();
            let (_, formats) = self.found.formats.parts();
            let formats = formats.get(begins.1..).unwrap_or_default().to_vec();
            let again = if row.is_empty() {
                first..first
            } else {
                first.saturating_add(1)..end
            };
            for number in again {
                let moved = |at: CellAt| CellAt { row: number, ..at };
                for cell in &row {
                    self.found.push(moved(cell.at), cell.value.clone());
                }
                for (at, place) in &formats {
                    self.found.formats.put(moved(*at), *place);
                }
                self.found.check(file, sheet)?;
            }
        }
        self.next.row = first.saturating_add(self.rows);
        Ok(())
    }

    fn finish(mut self) -> Found {
        if self.calculated {
            self.found.uncalculated.clear();
        }
        self.found
    }
}

/// Hidden by hand or by a filter.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|it| it == "collapse" || it == "filter")
}

/// Days of a duration such as `PT12H30M00S`.
fn duration(text: &str) -> Option<f64> {
    let (minus, text) = match text.trim().strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.trim()),
    };
    let (days, times) = text.strip_prefix('P')?.split_once('T')?;
    let mut seconds = match days.strip_suffix('D') {
        Some(days) => days.parse::<f64>().ok()? * 86400.0,
        None if days.is_empty() => 0.0,
        None => return None,
    };
    let mut rest = times;
    for (letter, worth) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((count, after)) = rest.split_once(letter) {
            seconds += count.parse::<f64>().ok()? * worth;
            rest = after;
        }
    }
    let days = seconds / 86400.0;
    rest.is_empty().then_some(if minus { -days } else { days })
}

/// The styles that a sheet names, by their names.
pub(super) type ByName<T> = BTreeMap<String, T>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_days() {
        for (text, expected) in [
            ("PT12H00M00S", Some(0.5)),
            ("-PT36H", Some(-1.5)),
            ("P1DT6H", Some(1.25)),
            ("PT", Some(0.0)),
            ("P1Y", None),
            ("PT1X", None),
            ("noon", None),
        ] {
            assert_eq!(duration(text), expected, "{text}");
        }
    }
}
