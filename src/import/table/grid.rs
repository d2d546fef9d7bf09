//! A sheet's cells with what each says in a table of numbers.

use crate::import::{
    Cell, CellAt, Sheet, Value,
    number::{PartSign, Reading, parse},
    words,
};

/// A sheet, each cell read once.
pub(super) struct Grid<'a> {
    pub(super) rows: Vec<Row<'a>>,
}

/// A row that has cells.
pub(super) struct Row<'a> {
    pub(super) row: u32,
    pub(super) fields: Vec<Field<'a>>,
}

/// A cell and what it says.
pub(super) struct Field<'a> {
    pub(super) at: CellAt,
    pub(super) value: &'a Value,
    pub(super) says: Says,
}

/// What a cell says, if a number is looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Says {
    /// A number; `repaired` if people should know how it stood.
    Number {
        number: f64,
        repaired: bool,
        sign: Option<PartSign>,
    },
    /// A missing mark.
    Missing,
    /// A stored error.
    Error,
    /// A date: a word in a column of dates, a number in a column of numbers.
    Date(f64),
    /// Blanks only.
    Blank,
    /// Anything else.
    Word,
}

impl<'a> Grid<'a> {
    pub(super) fn of(sheet: &'a Sheet) -> Self {
        let fields = |cells: &'a [Cell]| cells.iter().map(|cell| Field::of(cell, sheet));
        let rows = sheet.rows().map(|(row, cells)| Row {
            row,
            fields: fields(cells)
                .filter(|field| field.says != Says::Blank)
                .collect(),
        });
        Self {
            rows: rows.filter(|row| !row.fields.is_empty()).collect(),
        }
    }

    /// The rows below the header, without the notes that follow the table.
    pub(super) fn body(&self, header: usize) -> Vec<&Row<'a>> {
        let below = self.rows.get(header + 1..).unwrap_or_default();
        let numbers_until = below.iter().rposition(Row::has_numbers);
        let after = numbers_until.map_or(0, |last| last + 1);
        let table = below.iter().take(after).filter(|row| !row.is_note());
        // Units without a single number may end a table; the first remark ends it for good.
        let mut last = after.checked_sub(1).and_then(|last| below.get(last));
        let tail = below.iter().skip(after).take_while(move |row| {
            let joined = last.is_none_or(|last| last.row + 1 == row.row);
            last = Some(row);
            joined && !row.is_note() && !row.is_remark()
        });
        table.chain(tail).collect()
    }
}

impl Row<'_> {
    pub(super) fn get(&self, column: u32) -> Option<&Field<'_>> {
        let found = self
            .fields
            .binary_search_by_key(&column, |field| field.at.column)
            .ok()?;
        self.fields.get(found)
    }

    pub(super) fn has_numbers(&self) -> bool {
        self.fields
            .iter()
            .any(|field| matches!(field.says, Says::Number { .. }))
    }

    /// A lone text that begins as notes do.
    fn is_note(&self) -> bool {
        match self.fields.as_slice() {
            [only] => words::is_note(&only.value.text()),
            _ => false,
        }
    }

    /// A lone text that is a sentence rather than a name.
    fn is_remark(&self) -> bool {
        match self.fields.as_slice() {
            [only] => {
                let text = only.value.text();
                text.chars().count() > 30 || text.contains(['。', '，', '；', '：', ':', ';'])
            }
            _ => false,
        }
    }
}

impl<'a> Field<'a> {
    fn of(cell: &'a Cell, sheet: &Sheet) -> Self {
        Self {
            at: cell.at,
            value: &cell.value,
            says: says(&cell.value, sheet),
        }
    }

    /// The text on one line, without blanks that only fill.
    pub(super) fn name(&self) -> String {
        words::clean(&self.value.text())
    }
}

fn says(value: &Value, sheet: &Sheet) -> Says {
    match value {
        Value::Number(number) if number.is_finite() => Says::Number {
            number: *number,
            repaired: false,
            sign: None,
        },
        Value::Number(_) | Value::Error(_) => Says::Error,
        Value::Bool(_) => Says::Word,
        Value::Date { serial, .. } => Says::Date(*serial),
        Value::Text(text) if text.trim().is_empty() => Says::Blank,
        Value::Text(text) => match parse(text, sheet.decimal_comma) {
            Reading::Missing => Says::Missing,
            Reading::NotANumber => Says::Word,
            // In a text file all numbers are text; in a workbook one is worth a note.
            Reading::Number {
                value,
                repaired,
                sign,
            } => Says::Number {
                number: value,
                repaired: repaired || !sheet.name.is_empty(),
                sign,
            },
        },
    }
}
