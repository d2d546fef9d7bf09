//! Next year's file is read as this year's was, and only true differences are asked.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "reading_recipes/corrected.rs"]
mod corrected;
#[path = "reading_recipes/files.rs"]
mod files;
#[path = "reading_recipes/next_year.rs"]
mod next_year;
#[path = "reading_recipes/one_unit.rs"]
mod one_unit;
#[path = "reading_recipes/same.rs"]
mod same;

use std::{ops::ControlFlow, path::Path};

use heng::import::{
    Book, Cell, CellAt, ReadOptions, Reader, Sheet, Table, Value,
    names::Registry,
    recipe::{Difference, Lesson, ReadAs, ReadingRecipe, Replayed},
    sheet_map::{Corrections, map_sheet_known, taken},
};

/// A real file of the samples.
fn sample(file: &str) -> Book {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yearbooks");
    let go_on = &mut |_| ControlFlow::Continue(());
    Reader::Here
        .read(&folder.join(file), &ReadOptions::default(), go_on)
        .unwrap()
}

/// The tables of a sheet as they would be taken.
fn tables_of(book: &Book, sheet: usize, corrections: &Corrections) -> Vec<Table> {
    let on = &book.sheets[sheet];
    let map = map_sheet_known(on, &book.file, corrections, Registry::bundled());
    let tables = map.tables.iter();
    tables
        .flat_map(|it| taken(it, book, &on.name, Registry::bundled()))
        .collect()
}

/// A recipe learnt from a sheet of a yearbook whose tables were all taken.
fn learnt(book: &Book, sheet: usize, corrections: &Corrections) -> ReadingRecipe {
    let tables = tables_of(book, sheet, corrections);
    assert!(!tables.is_empty(), "{}: no table", book.file);
    let lesson = Lesson {
        name: "recipe",
        book,
        sheet,
        read_as: ReadAs::Sheet,
        corrections,
        tables: tables.iter().collect(),
    };
    ReadingRecipe::learn(&lesson, Registry::bundled()).unwrap()
}

fn replay(recipe: &ReadingRecipe, book: &Book) -> Replayed {
    recipe.replay(book, Registry::bundled()).unwrap()
}

/// The differences that are asked.
fn asked(replayed: &Replayed) -> Vec<&Difference> {
    replayed.asked().collect()
}

/// Changes every cell of a book.
fn change(book: &mut Book, mut with: impl FnMut(CellAt, &mut Value)) {
    for cell in book.sheets.iter_mut().flat_map(|it| &mut it.cells) {
        with(cell.at, &mut cell.value);
    }
    book.sha256 = format!("{}*", book.sha256);
}

/// Moves all years of texts, of stored years and of the file's name on by one, and all other numbers but small whole ones by 3 %.
fn next_year(book: &Book) -> Book {
    let mut next = book.clone();
    next.file = years_on(&book.file);
    change(&mut next, |_, value| match value {
        Value::Number(number) if is_year(*number) => {
            *number += 1.0;
        }
        // Running numbers count on as they did.
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 100.0 => {}
        Value::Number(number) => *number *= 1.03,
        // The year of prices is part of a measure.
        Value::Text(text) if text.contains('$') => {}
        Value::Text(text) => match text.parse::<f64>() {
            Ok(number) if text.len() > 4 || !(1900.0..=2100.0).contains(&number) => {
                *text = (number * 1.03).to_string();
            }
            _ => *text = years_on(text),
        },
        _ => {}
    });
    next
}

fn is_year(number: f64) -> bool {
    number.fract() == 0.0 && (1900.0..=2100.0).contains(&number)
}

fn years_on(text: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for letter in text.chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        match digits.parse::<u32>() {
            Ok(year) if (1900..=2100).contains(&year) => out.push_str(&(year + 1).to_string()),
            _ => out.push_str(&digits),
        }
        digits.clear();
        out.push(letter);
    }
    out.trim_end_matches('\0').to_owned()
}

/// Puts an empty row above another one.
fn insert_row(sheet: &mut Sheet, row: u32) {
    for cell in sheet.cells.iter_mut().filter(|it| it.at.row >= row) {
        cell.at.row += 1;
    }
    for region in sheet.merged.iter_mut().filter(|it| it.from.row >= row) {
        region.from.row += 1;
        region.to.row += 1;
    }
}

/// Puts an empty column before another one.
fn insert_column(sheet: &mut Sheet, column: u32) {
    for cell in sheet.cells.iter_mut().filter(|it| it.at.column >= column) {
        cell.at.column += 1;
    }
    for region in &mut sheet.merged {
        region.from.column += u32::from(region.from.column >= column);
        region.to.column += u32::from(region.to.column >= column);
    }
}

fn put(sheet: &mut Sheet, at: &str, value: Value) {
    let at: CellAt = at.parse().ok().unwrap();
    sheet.cells.retain(|it| it.at != at);
    sheet.cells.push(Cell { at, value });
    sheet.cells.sort_by_key(|it| it.at);
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A sheet from a picture: rows of cells between bars, numbers stored as numbers.
fn picture(file: &str, picture: &str) -> Book {
    let rows = picture.lines().filter(|it| !it.trim().is_empty());
    let cells = (0..).zip(rows).flat_map(|(row, line)| {
        let cells = (0..).zip(line.split('|'));
        cells.filter_map(move |(column, it)| {
            let it = it.trim();
            let value = it.parse().map_or_else(|_| text(it), Value::Number);
            (!it.is_empty()).then_some(Cell {
                at: CellAt { row, column },
                value,
            })
        })
    });
    let sheet = Sheet {
        name: "Sheet1".to_owned(),
        cells: cells.collect(),
        ..Sheet::default()
    };
    Book {
        file: file.to_owned(),
        sha256: format!("{file} {picture}"),
        sheets: vec![sheet],
        ..Book::default()
    }
}
