//! How long workbooks take to write.
//!
//! Budgets: 3,000 units × 500 indicators as values in at most 1.3 times what the library takes to
//! write as many bare numbers in as many sheets; 38 × 26 with formulas and charts in under 0.3 s.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and a helper that cannot go on is a failed bench"
)]

use std::{hint::black_box, sync::Arc, time::Instant};

use heng::{
    engine::compute,
    export::{self, Subject, WorkbookOptions},
    import::{Outline, OutlineKind, OutlineNode, Table, TableColumn, TableRow},
    project::{Document, Edit, resolve},
    texts::{Language, Texts},
};
use rust_xlsxwriter::Workbook;

fn value(unit: usize, indicator: usize) -> f64 {
    ((unit * 7919 + indicator * 104_729) % 100_003) as f64 / 97.0
}

/// An index of five dimensions.
fn document(units: usize, indicators: usize) -> Document {
    let document = Document::new("bench");
    let dataset = document.main().unwrap().id;
    let rows = (0..units).map(|unit| TableRow {
        row: u32::try_from(unit + 2).unwrap(),
        unit: format!("unit {unit}"),
        label: format!("unit {unit}"),
        period: Some("2020".to_owned().into()),
        ..TableRow::default()
    });
    let columns = (0..indicators).map(|indicator| TableColumn {
        column: u32::try_from(indicator + 1).unwrap(),
        name: format!("x{indicator}"),
        measure: None,
        values: (0..units)
            .map(|unit| Some(value(unit, indicator)))
            .collect(),
    });
    let table = Table {
        columns: columns.collect(),
        rows: rows.collect(),
        ..Table::default()
    };
    let dimensions = (0..5).map(|dimension| OutlineNode {
        code: format!("d{dimension}"),
        name: format!("d{dimension}"),
        kind: OutlineKind::Aggregate,
        ..OutlineNode::default()
    });
    let leaves = (0..indicators).map(|indicator| OutlineNode {
        code: format!("x{indicator}"),
        name: format!("x{indicator}"),
        parent: Some(indicator % 5),
        kind: OutlineKind::Indicator,
        ..OutlineNode::default()
    });
    let outline = Outline {
        nodes: dimensions.chain(leaves).collect(),
        ..Outline::default()
    };
    let edits = [
        Edit::TakeTable {
            dataset,
            table: Arc::new(table),
        },
        Edit::TakeOutline {
            dataset,
            outline: Arc::new(outline),
            index_name: "index".to_owned(),
        },
    ];
    edits
        .iter()
        .fold(document, |document, edit| edit.apply(&document).unwrap())
}

/// Seconds, and how many bytes came of it.
fn exported(document: &Document, values_only: bool) -> (f64, usize) {
    let dataset = document.main().unwrap();
    let results = compute(&resolve(dataset, None).unwrap());
    let subject = Subject {
        document,
        dataset,
        scenario: None,
        results: &results,
    };
    let options = WorkbookOptions {
        values_only,
        ..WorkbookOptions::default()
    };
    let begun = Instant::now();
    let bytes = export::workbook(&subject, &Texts::new(Language::Chinese), &options).unwrap();
    (begun.elapsed().as_secs_f64(), black_box(bytes).len())
}

/// As many numbers as the sheets of scores, raw values and dimensions hold, and nothing else.
fn bare(units: usize, indicators: usize) -> f64 {
    let begun = Instant::now();
    let mut workbook = Workbook::new();
    for (sheets, columns) in [(2, indicators), (5, 2 * indicators / 5)] {
        for _ in 0..sheets {
            let sheet = workbook.add_worksheet();
            for unit in 0..units {
                for column in 0..columns {
                    let row = u32::try_from(unit).unwrap();
                    let number = value(unit, column);
                    let column = u16::try_from(column).unwrap();
                    sheet.write_number(row, column, number).unwrap();
                }
            }
        }
    }
    black_box(workbook.save_to_buffer().unwrap());
    begun.elapsed().as_secs_f64()
}

fn main() {
    let (seconds, bytes) = exported(&document(38, 26), false);
    println!("38 x 26 with formulas and charts: {seconds:.3} s, {bytes} bytes (budget 0.3 s)");
    let library = bare(3_000, 500);
    let (seconds, bytes) = exported(&document(3_000, 500), true);
    println!(
        "3,000 x 500 values: {seconds:.2} s, {bytes} bytes; bare write {library:.2} s; ratio {:.2} (budget 1.3)",
        seconds / library
    );
}
