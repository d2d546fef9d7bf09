//! Sheets from a picture in text, for tests.

use super::{Book, Cell, CellAt, Finding, Sheet, Value};

/// A sheet from lines of cells between `|`. Digits become stored numbers, `'12` a text, `!#N/A` a
/// stored error, `@2020-07-01` a date; blank cells are left out.
pub(crate) fn sheet(name: &str, picture: &str) -> Sheet {
    let mut cells = Vec::new();
    let lines = picture.strip_prefix('\n').unwrap_or(picture).lines();
    for (row, line) in (0..).zip(lines) {
        for (column, text) in (0..).zip(line.split('|')) {
            if let Some(value) = value(text.trim()) {
                let at = CellAt { row, column };
                cells.push(Cell { at, value });
            }
        }
    }
    Sheet {
        name: name.to_owned(),
        cells,
        ..Sheet::default()
    }
}

/// A workbook with one sheet.
pub(crate) fn book(picture: &str) -> Book {
    Book {
        file: "f.xlsx".to_owned(),
        sheets: vec![sheet("S", picture)],
        ..Book::default()
    }
}

/// Findings as `B3 Problem { … }`.
pub(crate) fn told(findings: &[Finding]) -> Vec<String> {
    let text = |it: &Finding| {
        let at = it.at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        format!("{at} {:?}", it.problem)
    };
    findings.iter().map(text).collect()
}

fn value(text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    let value = match text.split_at_checked(1) {
        Some(("'", rest)) => Value::Text(rest.to_owned()),
        Some(("!", rest)) => Value::Error(rest.to_owned()),
        Some(("@", rest)) => Value::Date {
            serial: 44013.0,
            iso: rest.to_owned(),
        },
        _ => text
            .parse()
            .map_or_else(|_| Value::Text(text.to_owned()), Value::Number),
    };
    Some(value)
}
