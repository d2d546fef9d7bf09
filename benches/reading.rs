//! How long reading takes: a workbook of a million cells, a usual one, and many small ones.
//!
//! Budgets: the million cells within 1.6 times the bare stream of the reader of workbooks in this
//! process, within 2.5 times from end to end through a reading worker; 300 × 60 cells under 60 ms
//! through a worker, its start included; 200 small files, one after another, under 10 s.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and a helper that cannot go on is a failed bench"
)]

use std::{
    fs,
    hint::black_box,
    io::Cursor,
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use calamine::{Reader as _, Xlsx};
use criterion::Criterion;
use heng::import::{ReadOptions, Reader};
use rust_xlsxwriter::Workbook;

const HENG: &str = env!("CARGO_BIN_EXE_heng");

/// Saves a workbook whose every fifth column holds one of a few hundred texts.
fn save(folder: &Path, rows: u32, columns: u16) -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut state = 1_u32;
    for row in 0..rows {
        for column in 0..columns {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if column % 5 == 0 {
                sheet
                    .write(row, column, format!("城市 {}", state % 500))
                    .unwrap();
            } else {
                sheet.write(row, column, f64::from(state) / 1e4).unwrap();
            }
        }
    }
    let path = folder.join(format!("{rows}x{columns}.xlsx"));
    book.save(&path).unwrap();
    path
}

/// The values as the reader of workbooks gives them, kept nowhere.
fn bare(path: &Path) -> usize {
    let bytes = fs::read(path).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names().first().unwrap().clone();
    let mut cells = book.worksheet_cells_reader(&name).unwrap();
    let mut count = 0;
    while let Some(cell) = cells.next_cell().unwrap() {
        black_box(cell);
        count += 1;
    }
    count
}

fn read(reader: &Reader, path: &Path) -> usize {
    let go_on = &mut |_| ControlFlow::Continue(());
    let book = reader.read(path, &ReadOptions::default(), go_on).unwrap();
    book.sheets.iter().map(|it| it.cells.len()).sum()
}

/// The shortest of some times.
fn best(times: usize, mut what: impl FnMut() -> usize) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(what());
        start.elapsed()
    };
    (0..times).map(time).min().unwrap_or_default()
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let large = save(folder.path(), 10_000, 100);
    let usual = save(folder.path(), 300, 60);
    let small = save(folder.path(), 20, 10);
    let worker = Reader::program(HENG);
    assert_eq!(read(&worker, &large), 1_000_000);
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    let mut bench = |name: &str, what: &mut dyn FnMut() -> usize| {
        criterion.bench_function(name, |bencher| bencher.iter(&mut *what));
    };
    bench("1 M cells, bare stream", &mut || bare(&large));
    bench("1 M cells, in this process", &mut || {
        read(&Reader::Here, &large)
    });
    bench("1 M cells, end to end", &mut || read(&worker, &large));
    bench("300 × 60, end to end", &mut || read(&worker, &usual));
    criterion.final_summary();
    // Side by side, as the budgets are ratios.
    let base = best(5, || bare(&large)).as_secs_f64();
    let here = best(5, || read(&Reader::Here, &large)).as_secs_f64();
    let whole = best(5, || read(&worker, &large)).as_secs_f64();
    println!("bare {:.0} ms", base * 1e3);
    println!(
        "in this process {:.0} ms, {:.2} times (1.6)",
        here * 1e3,
        here / base
    );
    println!(
        "end to end {:.0} ms, {:.2} times (2.5)",
        whole * 1e3,
        whole / base
    );
    let start = Instant::now();
    for _ in 0..200 {
        black_box(read(&worker, &small));
    }
    println!(
        "200 small files {:.2} s (10 s)",
        start.elapsed().as_secs_f64()
    );
}
