//! A workbook as it is read back.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook_from_rs};
use heng::{
    engine::compute,
    export::{self, Subject, WorkbookOptions},
    project::{Document, resolve},
    texts::{Language, Texts},
};

use crate::RANKS;

pub(crate) fn workbook(document: &Document) -> Vec<u8> {
    let dataset = document.main().unwrap();
    let subject = Subject {
        document,
        dataset,
        scenario: None,
        results: &compute(&resolve(dataset, None).unwrap()),
    };
    let texts = Texts::new(Language::Chinese);
    export::workbook(&subject, &texts, &WorkbookOptions::default()).unwrap()
}

/// A file as it is read: what stands in every cell, and which cells are made by formulas.
pub(crate) struct Book {
    pub(crate) values: BTreeMap<String, Range<Data>>,
    pub(crate) formulas: BTreeMap<String, Range<String>>,
    pub(crate) names: Vec<String>,
}

pub(crate) fn read(bytes: &[u8]) -> Book {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    let mut values = BTreeMap::new();
    let mut formulas = BTreeMap::new();
    for name in &names {
        values.insert(name.clone(), book.worksheet_range(name).unwrap());
        formulas.insert(name.clone(), book.worksheet_formula(name).unwrap());
    }
    Book {
        values,
        formulas,
        names,
    }
}

impl Book {
    pub(crate) fn value(&self, sheet: &str, at: (u32, u32)) -> Data {
        let value = self.values.get(sheet).and_then(|it| it.get_value(at));
        value.cloned().unwrap_or_default()
    }

    /// The cells that formulas make, sheet by sheet.
    pub(crate) fn made(&self) -> Vec<(String, (u32, u32), String)> {
        let mut made = Vec::new();
        for name in &self.names {
            let range = &self.formulas[name];
            let (top, left) = range.start().unwrap_or((0, 0));
            for (row, column, formula) in range.used_cells() {
                let at = (
                    top + u32::try_from(row).unwrap(),
                    left + u32::try_from(column).unwrap(),
                );
                made.push((name.clone(), at, formula.clone()));
            }
        }
        made
    }

    /// The row of a unit and the column of a header on a sheet.
    pub(crate) fn cell(&self, sheet: &str, row_name: (u32, &str), column_name: &str) -> (u32, u32) {
        let range = &self.values[sheet];
        let (height, width) = range.end().unwrap();
        let is = |at: (u32, u32), text: &str| self.value(sheet, at) == text;
        let row = (0..=height).find(|&row| is((row, row_name.0), row_name.1));
        let column = (0..=width).find(|&column| {
            (0..3).any(|row| {
                self.value(sheet, (row, column))
                    .to_string()
                    .starts_with(column_name)
            })
        });
        (row.unwrap(), column.unwrap())
    }
}

/// Whether two cells say the same; numbers to 1e-9, and ranks exactly.
pub(crate) fn same(sheet: &str, expected: &Data, found: &Data) -> bool {
    // A name that reads like a number is kept with a blank behind it until it is looked up anew.
    let text = |it: &Data| it.to_string().trim_end().to_owned();
    match (expected, found) {
        (Data::Float(a), Data::Float(b)) if sheet == RANKS => a == b,
        (Data::Float(a), Data::Float(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        (Data::Error(_), _) | (_, Data::Error(_)) => false,
        (a, b) => text(a) == text(b),
    }
}

/// What differs, told so that it can be found.
pub(crate) fn differences(
    name: &str,
    expected: &Book,
    found: &Book,
    without: &[&str],
) -> Vec<String> {
    let mut told = Vec::new();
    for (sheet, at, formula) in expected.made() {
        // Nor what is asked of a sheet that is left out.
        let asks = |it: &&str| sheet == **it || formula.contains(&format!("'{it}'!"));
        if without.iter().any(asks) {
            continue;
        }
        let (engine, office) = (expected.value(&sheet, at), found.value(&sheet, at));
        if !same(&sheet, &engine, &office) {
            told.push(format!(
                "{name} {sheet} {at:?}: {engine:?} is {office:?} by {formula}"
            ));
        }
    }
    told
}

pub(crate) fn report(told: &[String]) {
    let shown = &told[..told.len().min(40)];
    assert!(
        told.is_empty(),
        "{} cells differ:\n{}",
        told.len(),
        shown.join("\n")
    );
}
