//! Every workbook of the matrix opens with openpyxl and with calamine: both see the same formulas
//! and the same numbers, and no cell holds an error.

use std::{
    collections::BTreeMap,
    fs,
    process::{Command, Stdio},
};

use calamine::Data;
use heng::{
    export::{self, Questions},
    texts::{Language, Texts},
};
use serde::Deserialize;

use crate::{
    book::{Book, read, workbook},
    cases::matrix,
    made::base,
};

/// Prints a line of JSON a workbook: sheets, formulas by cell, numbers by cell, cells with errors.
const SCRIPT: &str = r#"
import json, sys, warnings
from openpyxl import load_workbook
warnings.simplefilter("ignore")
for path in sys.argv[1:]:
    with_formulas = load_workbook(path)
    with_values = load_workbook(path, data_only=True)
    told = {"sheets": with_formulas.sheetnames, "formulas": {}, "numbers": {}, "errors": []}
    for sheet in with_formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    told["formulas"][f"{sheet.title}!{cell.coordinate}"] = cell.value
    for sheet in with_values.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                place = f"{sheet.title}!{cell.coordinate}"
                if cell.data_type == "e":
                    told["errors"].append(place)
                elif cell.data_type == "n" and cell.value is not None:
                    told["numbers"][place] = cell.value
    print(json.dumps(told))
"#;

#[derive(Deserialize)]
struct Seen {
    sheets: Vec<String>,
    formulas: BTreeMap<String, String>,
    numbers: BTreeMap<String, f64>,
    errors: Vec<String>,
}

fn seen(books: &[(String, Vec<u8>)]) -> Vec<Seen> {
    let folder = tempfile::tempdir().unwrap();
    let python = std::env::var_os("HENG_PYTHON").unwrap_or_else(|| "python3".into());
    let mut command = Command::new(python);
    command
        .args(["-c", SCRIPT])
        .env("PYTHONUTF8", "1")
        .stdin(Stdio::null());
    for (name, bytes) in books {
        let path = folder.path().join(format!("{name}.xlsx"));
        fs::write(&path, bytes).unwrap();
        command.arg(path);
    }
    let needed = "openpyxl opens the workbooks: install python3-openpyxl, name a Python that has it \
                  in HENG_PYTHON, or set HENG_WITHOUT_OPENPYXL";
    let output = command.output().expect(needed);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{needed}\n{told}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// `Sheet!B3`.
fn place(sheet: &str, (row, column): (u32, u32)) -> String {
    let letters = heng::import::column_letters(column);
    format!("{sheet}!{letters}{}", row + 1)
}

/// The same as calamine sees it.
fn expected(book: &Book) -> Seen {
    let made = book.made().into_iter();
    let formulas = made.map(|(sheet, at, formula)| (place(&sheet, at), format!("={formula}")));
    let mut seen = Seen {
        sheets: book.names.clone(),
        formulas: formulas.collect(),
        numbers: BTreeMap::new(),
        errors: Vec::new(),
    };
    for (sheet, range) in &book.values {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = (
                top + u32::try_from(row).unwrap(),
                left + u32::try_from(column).unwrap(),
            );
            match value {
                Data::Float(number) => {
                    seen.numbers.insert(place(sheet, at), *number);
                }
                Data::Error(_) => seen.errors.push(place(sheet, at)),
                _ => {}
            }
        }
    }
    seen
}

#[test]
fn openpyxl_and_calamine_see_the_same_formulas_and_numbers_and_no_errors() {
    if std::env::var_os("HENG_WITHOUT_OPENPYXL").is_some() {
        return;
    }
    let mut books: Vec<(String, Vec<u8>)> = matrix()
        .into_iter()
        .map(|(name, document)| (name, workbook(&document)))
        .collect();
    let (document, texts) = (base(), Texts::new(Language::Chinese));
    for (name, ask) in [
        ("q-points", Questions::Budget),
        ("q-pairs", Questions::Pairs),
    ] {
        let dataset = document.main().unwrap();
        let bytes = export::questionnaire(&document, (dataset, None), ask, texts).unwrap();
        books.push((name.to_owned(), bytes));
    }
    let seen = seen(&books);
    assert_eq!(seen.len(), books.len());
    for ((name, bytes), seen) in books.iter().zip(&seen) {
        let expected = expected(&read(bytes));
        assert_eq!(expected.errors, Vec::<String>::new(), "{name}, calamine");
        assert_eq!(seen.errors, expected.errors, "{name}, openpyxl");
        assert_eq!(seen.sheets, expected.sheets, "{name}");
        assert!(seen.formulas == expected.formulas, "{name}: formulas");
        assert!(seen.numbers == expected.numbers, "{name}: numbers");
        let least = if name.starts_with("q-") { 5 } else { 500 };
        assert!(
            seen.formulas.len() > least,
            "{name}: {}",
            seen.formulas.len()
        );
    }
}
