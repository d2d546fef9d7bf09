//! A sheet of an .xlsx, in one pass: cells, formulas, formats, hidden lines and merged cells. The declared
//! size is never trusted.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    Found, LAST_COLUMN, LAST_ROW, Work, damaged, finite, iso_value,
    shown::{Keeper, Styles},
    text_value,
    xlsx::{Broken, is_true, push_unescaped, rich_text, truth},
};
use crate::import::{
    CellAt, Lines, Merged, Value,
    read::{
        ReadError,
        xml::{attribute, number, referred},
    },
};

/// What a sheet needs of the workbook.
pub(super) struct Around<'a> {
    pub(super) strings: &'a [String],
    pub(super) styles: &'a Styles,
}

/// Where in the sheet the reader is. The names of rows and columns mean other things elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Elsewhere,
    Columns,
    Data,
    Merged,
}

/// A sheet as far as it is read.
struct Sheet<'a> {
    around: &'a Around<'a>,
    keeper: Keeper<'a>,
    found: Found,
    section: Section,
    /// The root element was that of a worksheet.
    worksheet: bool,
    next: CellAt,
    /// Lines that are named are shown unless they say otherwise; others are as the sheet says.
    others_hidden: (bool, bool),
    shown_rows: Vec<Lines>,
    shown_columns: Vec<Lines>,
    /// The text of the value that comes, kept to save reserving one for each.
    text: String,
}

/// How the value of a cell is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Date,
}

/// A cell that is being read.
#[derive(Default)]
struct Open {
    at: CellAt,
    style: usize,
    kind: Kind,
    formula: bool,
    /// There is a value, though it may be empty.
    value: bool,
}

pub(super) fn read(
    work: &mut Work<'_>,
    around: &Around<'_>,
    name: &str,
    text: &str,
) -> Result<Found, ReadError> {
    let file = work.file;
    let broken = |error: Broken| damaged(file, Some(name), &error);
    let mut sheet = Sheet {
        around,
        keeper: Keeper::new(around.styles),
        found: Found::default(),
        section: Section::Elsewhere,
        worksheet: false,
        next: CellAt::default(),
        others_hidden: (false, false),
        shown_rows: Vec::new(),
        shown_columns: Vec::new(),
        text: String::new(),
    };
    let mut xml = Reader::from_str(text);
    let mut seen = 0_usize;
    loop {
        let event = xml.read_event().map_err(|error| broken(error.into()))?;
        let (tag, empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(tag) => {
                sheet.close(tag.local_name().as_ref());
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        if sheet.section == Section::Data && tag.local_name().as_ref() == "c" {
            seen += 1;
            work.step(seen)?;
            let open = sheet.open(tag).map_err(broken)?;
            sheet.cell(&mut xml, open, empty).map_err(broken)?;
            sheet.found.check(file, name)?;
        } else {
            sheet.tag(tag).map_err(broken)?;
            if empty {
                sheet.close(tag.local_name().as_ref());
            }
        }
    }
    if !sheet.worksheet || sheet.section == Section::Data {
        return Err(broken(Broken::NoSheet));
    }
    Ok(sheet.finish())
}

impl Sheet<'_> {
    /// Any tag but that of a cell.
    fn tag(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        match (self.section, tag.local_name().as_ref()) {
            (Section::Elsewhere, "worksheet") => self.worksheet = true,
            (Section::Elsewhere, "cols") => self.section = Section::Columns,
            (Section::Elsewhere, "sheetData") => self.section = Section::Data,
            (Section::Elsewhere, "mergeCells") => self.section = Section::Merged,
            (Section::Elsewhere, "sheetFormatPr") => {
                let columns = attribute(tag, "defaultColWidth").is_some_and(|it| is_zero(&it));
                self.others_hidden = (truth(tag, "zeroHeight"), columns);
            }
            (Section::Columns, "col") => self.column(tag),
            (Section::Data, "row") => self.row(tag)?,
            (Section::Merged, "mergeCell") => {
                if let Some(region) = attribute(tag, "ref") {
                    let region = merged(&region).ok_or(Broken::Address(region))?;
                    self.found.merged.push(region);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match (self.section, name) {
            (Section::Data, "row") => {
                self.next.row = self.next.row.saturating_add(1);
                self.next.column = 0;
            }
            (Section::Columns, "cols")
            | (Section::Data, "sheetData")
            | (Section::Merged, "mergeCells") => self.section = Section::Elsewhere,
            _ => {}
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let place = |name| number(tag, name).and_then(|it| it.checked_sub(1));
        let (Some(first), Some(last)) = (place("min"), place("max")) else {
            return;
        };
        let thin = attribute(tag, "width").is_some_and(|it| is_zero(&it));
        let lines = if truth(tag, "hidden") || thin {
            &mut self.found.hidden_columns
        } else {
            &mut self.shown_columns
        };
        Lines::add(lines, first, last.min(LAST_COLUMN));
    }

    fn row(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let mut hidden = false;
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => {
                    let row = attribute.value.trim().parse::<u32>().ok();
                    let row = row.and_then(|it| it.checked_sub(1));
                    self.next.row = row.ok_or_else(|| address(&attribute.value))?;
                }
                "hidden" => hidden |= is_true(&attribute.value),
                "ht" => hidden |= is_zero(&attribute.value),
                _ => {}
            }
        }
        self.next.column = 0;
        if hidden {
            Lines::add(&mut self.found.hidden_rows, self.next.row, self.next.row);
        } else if self.others_hidden.0 {
            Lines::add(&mut self.shown_rows, self.next.row, self.next.row);
        }
        Ok(())
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Result<Open, Broken> {
        let mut open = Open {
            at: self.next,
            ..Open::default()
        };
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => {
                    open.at = cell_at(&attribute.value).ok_or_else(|| address(&attribute.value))?;
                }
                "s" => open.style = attribute.value.trim().parse().unwrap_or(0),
                "t" => {
                    open.kind = match attribute.value.as_ref() {
                        "s" => Kind::Shared,
                        "str" => Kind::Text,
                        "inlineStr" | "is" => Kind::Inline,
                        "b" => Kind::Bool,
                        "e" => Kind::Error,
                        "d" => Kind::Date,
                        _ => Kind::Number,
                    }
                }
                _ => {}
            }
        }
        self.next.column = open.at.column.saturating_add(1);
        Ok(open)
    }

    /// What stands in a cell, up to its end.
    fn cell(&mut self, xml: &mut Reader<&[u8]>, mut open: Open, empty: bool) -> Result<(), Broken> {
        self.text.clear();
        let mut inside = false;
        if empty {
            return self.keep(&open);
        }
        loop {
            match xml.read_event()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "v" => {
                        // That of a text that stands in the cell says it once more.
                        inside = open.kind != Kind::Inline;
                        open.value |= inside;
                    }
                    "f" => open.formula = true,
                    "is" => {
                        self.text = rich_text(xml, "is")?;
                        (open.kind, open.value) = (Kind::Inline, true);
                    }
                    _ => {}
                },
                Event::Empty(tag) => match tag.local_name().as_ref() {
                    "v" => open.value = true,
                    "f" => open.formula = true,
                    _ => {}
                },
                Event::Text(text) if inside => self.text.push_str(&text.xml10_content()),
                Event::CData(text) if inside => self.text.push_str(&text.xml10_content()),
                Event::GeneralRef(named) if inside => self.text.push_str(&referred(&named)),
                Event::End(tag) => match tag.local_name().as_ref() {
                    "v" => inside = false,
                    "c" => break,
                    _ => {}
                },
                Event::Eof => return Err(Broken::Ended("c")),
                _ => {}
            }
        }
        self.keep(&open)
    }

    fn keep(&mut self, open: &Open) -> Result<(), Broken> {
        // A formula whose result is an empty text was calculated.
        let texts = matches!(open.kind, Kind::Text | Kind::Inline);
        let has_value = open.value && (texts || !self.text.trim().is_empty());
        if open.formula && !has_value {
            self.found.uncalculated.push(open.at);
        }
        let Some(value) = self.value(open)? else {
            return Ok(());
        };
        if matches!(value, Value::Number(_) | Value::Date { .. }) {
            let formats = &mut self.found.formats;
            self.keeper.keep(formats, open.at, open.style);
        }
        self.found.push(open.at, value);
        Ok(())
    }

    fn value(&self, open: &Open) -> Result<Option<Value>, Broken> {
        let text = self.text.as_str();
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(None);
        }
        Ok(match open.kind {
            Kind::Number => Some(match trimmed.parse::<f64>() {
                Ok(number) => self.around.styles.value(open.style, number),
                Err(_) => Value::Text(text.to_owned()),
            }),
            Kind::Shared => {
                let place = trimmed.parse::<usize>().ok();
                let string = place.and_then(|place| self.around.strings.get(place));
                let missing = || Broken::String(trimmed.to_owned());
                text_value(string.ok_or_else(missing)?)
            }
            Kind::Text => {
                let mut unescaped = String::with_capacity(text.len());
                push_unescaped(&mut unescaped, text);
                text_value(&unescaped)
            }
            Kind::Inline => text_value(text),
            Kind::Bool => Some(match trimmed.parse::<f64>() {
                Ok(number) if number == 0.0 || number == 1.0 => Value::Bool(number == 1.0),
                Ok(number) => finite(number),
                Err(_) if trimmed.eq_ignore_ascii_case("true") => Value::Bool(true),
                Err(_) if trimmed.eq_ignore_ascii_case("false") => Value::Bool(false),
                Err(_) => Value::Text(text.to_owned()),
            }),
            Kind::Error => Some(Value::Error(trimmed.to_owned())),
            Kind::Date => Some(iso_value(trimmed)),
        })
    }

    fn finish(mut self) -> Found {
        let (rows, columns) = self.others_hidden;
        if rows {
            let shown = Lines::tidy(self.shown_rows);
            self.found.hidden_rows = Lines::others(&shown, LAST_ROW);
        }
        if columns {
            let shown = Lines::tidy(self.shown_columns);
            self.found.hidden_columns = Lines::others(&shown, LAST_COLUMN);
        }
        self.found
    }
}

fn is_zero(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok_and(|it| it == 0.0)
}

fn address(text: &str) -> Broken {
    Broken::Address(text.to_owned())
}

/// `A1:C2` as two corners.
fn merged(region: &str) -> Option<Merged> {
    let (from, to) = region.split_once(':').unwrap_or((region, region));
    Some(Merged {
        from: cell_at(from)?,
        to: cell_at(to)?,
    })
}

/// The address of a cell, many times a sheet.
fn cell_at(text: &str) -> Option<CellAt> {
    let (mut row, mut column) = (0_u32, 0_u32);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                let letter = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                column = column.checked_mul(26)?.checked_add(letter)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            b'$' | b' ' => {}
            _ => return None,
        }
    }
    let (row, column) = (row.checked_sub(1)?, column.checked_sub(1)?);
    (row <= LAST_ROW && column <= LAST_COLUMN).then_some(CellAt { row, column })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_letters_then_digits() {
        let at = |row, column| Some(CellAt { row, column });
        for (text, expected) in [
            ("A1", at(0, 0)),
            ("$AB$3", at(2, 27)),
            ("XFD1048576", at(LAST_ROW, LAST_COLUMN)),
            ("XFE1", None),
            ("A1048577", None),
            ("A", None),
            ("1", None),
            ("A1B", None),
            ("A0", None),
            ("ZZZZZZZZZZ1", None),
            ("A99999999999", None),
            ("北1", None),
        ] {
            assert_eq!(cell_at(text), expected, "{text}");
        }
    }
}
