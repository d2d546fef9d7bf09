//! Sheets drawn as text, each with what a reader of it would tell.

use std::{fs, path::PathBuf};

use heng::import::{Cell, CellAt, Merged, Sheet, Value};

/// A sheet and what it says.
pub(crate) struct Drawn {
    pub(crate) sheet: Sheet,
    /// `unit; indicator; measure; period = value`, row by row; `?` where no measure is known.
    pub(crate) told: Vec<String>,
}

/// Where the pictures are.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yearbooks/made-up")
}

/// The picture of that name.
pub(crate) fn drawn(name: &str) -> Drawn {
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
    let (picture, told) = text.split_once("\n---\n").unwrap();
    Drawn {
        sheet: sheet(picture),
        told: told.lines().map(str::to_owned).collect(),
    }
}

/// A sheet from lines of cells between `|`. `<` goes on with the cell to the left and `^` with the one
/// above (merged); digits are numbers, `'12` a text, `@2020-07-01` a date, `_` a blank that stays, `~` a
/// line break.
pub(crate) fn sheet(picture: &str) -> Sheet {
    let mut sheet = Sheet {
        name: "S".to_owned(),
        ..Sheet::default()
    };
    let grid: Vec<Vec<&str>> = picture
        .trim_start_matches('\n')
        .lines()
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    for (row, line) in (0_u32..).zip(&grid) {
        for (column, text) in (0_u32..).zip(line) {
            let at = CellAt { row, column };
            if matches!(*text, "" | "<" | "^") {
                continue;
            }
            sheet.cells.push(Cell {
                at,
                value: value(text),
            });
            let across = line
                .iter()
                .skip(column as usize + 1)
                .take_while(|it| **it == "<")
                .count();
            let down = grid
                .iter()
                .skip(row as usize + 1)
                .take_while(|line| line.get(column as usize) == Some(&"^"))
                .count();
            if across + down > 0 {
                let to = CellAt {
                    row: row + u32::try_from(down).unwrap(),
                    column: column + u32::try_from(across).unwrap(),
                };
                sheet.merged.push(Merged { from: at, to });
            }
        }
    }
    sheet
}

fn value(text: &str) -> Value {
    let words = |text: &str| Value::Text(text.replace('_', " ").replace('~', "\n"));
    match text.split_at_checked(1) {
        Some(("'", rest)) => words(rest),
        Some(("@", rest)) => Value::Date {
            serial: 44013.0,
            iso: rest.to_owned(),
        },
        _ => text.parse().map_or_else(|_| words(text), Value::Number),
    }
}
