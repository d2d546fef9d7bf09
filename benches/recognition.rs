//! How long it takes to understand a sheet: a large yearbook table, and a quarter and a whole million
//! cells.
//!
//! Budgets: 300 × 60 cells within 100 ms, names of places looked up; a million cells within five times
//! as long as a quarter of them, so that the time grows with the cells.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and a helper that cannot go on is a failed bench"
)]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::Criterion;
use heng::import::{
    Cell, CellAt, Merged, Sheet, Value,
    names::Registry,
    sheet_map::{Corrections, known_by, map_sheet_with},
};

/// A table in the manner of a yearbook: title, line of measures, merged header of two rows over groups
/// of four columns, labels with blanks inside, a blank row after every fifth, a gap here and there, and
/// a source.
fn yearbook(rows: u32, columns: u32) -> Sheet {
    let mut sheet = Sheet {
        name: "表".to_owned(),
        ..Sheet::default()
    };
    let mut push = |row: u32, column: u32, value: Value| {
        let at = CellAt { row, column };
        sheet.cells.push(Cell { at, value });
    };
    let text = |it: &str| Value::Text(it.to_owned());
    let places = ["北  京", "石家庄市", "苏州市", "河  北", "某某县", "Norway"];
    push(0, 0, text("2-1 各地区主要指标（2020年）"));
    push(1, columns, text("单位：万人"));
    push(2, 0, text("地  区"));
    for column in (1..=columns).step_by(4) {
        push(2, column, Value::Text(format!("第{column}组")));
    }
    for column in 1..=columns {
        push(3, column, Value::Text(format!("指标{column}（亿元）")));
    }
    let mut row = 4;
    for place in 0..rows {
        let name = places.get(place as usize % places.len()).unwrap();
        push(row, 0, Value::Text(format!("{name}{place}")));
        for column in 1..=columns {
            if (place * 7 + column) % 97 != 0 {
                // Whole rows of numbers like 2019 would be years.
                let value = f64::from(place) * 1.5 + f64::from(column) + 0.25;
                push(row, column, Value::Number(value));
            }
        }
        row += if place % 5 == 4 { 2 } else { 1 };
    }
    push(row, 0, text("资料来源：国家统计局"));
    let merge = |row: u32, column: u32, down: u32, across: u32| Merged {
        from: CellAt { row, column },
        to: CellAt {
            row: row + down,
            column: column + across,
        },
    };
    sheet.merged.push(merge(2, 0, 1, 0));
    let groups = (1..=columns).step_by(4);
    let reach = |column: u32| 3.min(columns - column);
    let over = groups.map(|column| merge(2, column, 0, reach(column)));
    sheet.merged.extend(over);
    sheet
}

fn values(sheet: &Sheet) -> usize {
    let known = known_by(Registry::bundled());
    let map = map_sheet_with(sheet, "某年鉴2021.xls", &Corrections::default(), &known);
    assert_eq!(map.tables.len(), 1);
    map.tables.iter().map(|it| it.values.len()).sum()
}

/// The shortest of some times.
fn best(times: usize, sheet: &Sheet) -> Duration {
    let time = |_| {
        let start = Instant::now();
        black_box(values(sheet));
        start.elapsed()
    };
    (0..times).map(time).min().unwrap_or_default()
}

fn main() {
    // The names are read once and stay.
    black_box(Registry::bundled());
    let usual = yearbook(300, 60);
    assert_eq!(values(&usual), 300 * 60);
    let quarter = yearbook(5_000, 50);
    let whole = yearbook(20_000, 50);
    let (small, part, all) = (best(20, &usual), best(5, &quarter), best(3, &whole));
    println!("300 × 60 cells: {small:?}");
    println!("250,000 cells: {part:?}");
    println!("1,000,000 cells: {all:?}");
    let times = all.as_secs_f64() / part.as_secs_f64();
    println!("four times the cells: {times:.1} times as long");
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    criterion.bench_function("understand a table of 300 x 60", |bencher| {
        bencher.iter(|| black_box(values(&usual)));
    });
    criterion.final_summary();
    assert!(small < Duration::from_millis(100), "{small:?}");
    assert!(times < 5.0, "{times}");
}
