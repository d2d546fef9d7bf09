//! What holds for any sheet.

use std::time::{Duration, Instant};

use heng::import::{
    Cell, CellAt, Merged, Sheet, Value,
    sheet_map::{Corrections, map_sheet, observations},
};
use proptest::{prelude::*, sample::select};

use crate::pictures::{map_of, told};

/// A plain table: labels down, names across, numbers that are no years.
fn table(labels: &[String], numbers: &[Vec<i32>], blank_rows: &[usize]) -> Sheet {
    let mut sheet = Sheet::default();
    let mut push = |row: usize, column: usize, value: Value| {
        let at = CellAt {
            row: u32::try_from(row).unwrap(),
            column: u32::try_from(column).unwrap(),
        };
        sheet.cells.push(Cell { at, value });
    };
    push(0, 0, Value::Text("地区".to_owned()));
    for column in 0..numbers[0].len() {
        push(
            0,
            column + 1,
            Value::Text(format!("指标甲{column}（万人）")),
        );
    }
    let mut row = 1;
    for (place, (label, numbers)) in labels.iter().zip(numbers).enumerate() {
        row += blank_rows
            .iter()
            .filter(|it| **it == place && place > 0)
            .count();
        push(row, 0, Value::Text(label.clone()));
        for (column, number) in numbers.iter().enumerate() {
            push(row, column + 1, Value::Number(f64::from(*number) + 0.5));
        }
        row += 1;
    }
    sheet
}

fn labels(count: usize) -> Vec<String> {
    (0..count)
        .map(|it| {
            format!(
                "某地{}市",
                char::from_u32(0x4e00 + u32::try_from(it).unwrap() * 7).unwrap()
            )
        })
        .collect()
}

fn numbers() -> impl Strategy<Value = Vec<Vec<i32>>> {
    (2_usize..12, 1_usize..6).prop_flat_map(|(rows, columns)| {
        prop::collection::vec(prop::collection::vec(-1000..100_000_i32, columns), rows)
    })
}

/// Texts that mean something to recognition, beside plain ones.
fn cell() -> impl Strategy<Value = Value> {
    let words = select(vec![
        "地区",
        "单位：万人、户",
        "其中",
        "#女",
        "其中：男",
        "续表",
        "合计",
        "北京",
        "河北省",
        "注：无",
        "资料来源：某处",
        "2019年",
        "2015-2020",
        "（万人）",
        "万人",
        "亿元",
        "GDP（亿元）",
        "Total Population",
        "指标",
        "年份",
        "…",
        "-",
        "x",
        "  ",
        "1,234",
        "12.5%",
        "指标：人口(万人)",
        "地区：上海",
        "a",
        "c,d",
        "序号",
        "甲",
        ")",
        "（",
        "2019年人口",
        ".Alabama",
        "人 口 ......",
        "第一指标",
        "value",
        "代码",
        "#",
        "其中：",
        "(",
        "）i",
        "名次",
    ]);
    prop_oneof![
        4 => words.prop_map(|it| Value::Text(it.to_owned())),
        1 => ".{0,12}".prop_map(Value::Text),
        3 => (-50_i32..3000).prop_map(|it| Value::Number(f64::from(it))),
        2 => (0.0..1e9_f64).prop_map(Value::Number),
        1 => select(vec![f64::NAN, f64::INFINITY, -0.0, 1e300]).prop_map(Value::Number),
        1 => Just(Value::Bool(true)),
        1 => Just(Value::Error("#N/A".to_owned())),
        1 => Just(Value::Date { serial: 44013.0, iso: "2020-07-01".to_owned() }),
    ]
}

fn grid() -> impl Strategy<Value = Sheet> {
    let place = (0_u32..14, 0_u32..9);
    let cells = prop::collection::btree_map(place.clone(), cell(), 0..90);
    let merged = prop::collection::vec((place, 0_u32..4, 0_u32..6), 0..6);
    (cells, merged).prop_map(|(cells, merged)| Sheet {
        cells: cells
            .into_iter()
            .map(|((row, column), value)| Cell {
                at: CellAt { row, column },
                value,
            })
            .collect(),
        merged: merged
            .into_iter()
            .map(|((row, column), down, across)| Merged {
                from: CellAt { row, column },
                to: CellAt {
                    row: row + down,
                    column: column + across,
                },
            })
            .collect(),
        ..Sheet::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_cell_of_any_sheet_has_a_role_and_no_value_is_invented(sheet in grid()) {
        let map = map_of(&sheet, &Corrections::default());
        for observation in map.tables.iter().flat_map(observations) {
            if let Some(value) = observation.value {
                prop_assert!(value.is_finite());
                prop_assert!(sheet.get(observation.cell).is_some(), "{:?}", observation);
            }
        }
        for role in &map.roles {
            prop_assert!((0.0..=1.0).contains(&role.confidence));
        }
    }

    #[test]
    fn rows_in_another_order_give_the_same_observations((numbers, order) in numbers().prop_flat_map(|it| {
        let order: Vec<usize> = (0..it.len()).collect();
        (Just(it), Just(order).prop_shuffle())
    })) {
        let names = labels(numbers.len());
        let mut plain = told(&map_of(&table(&names, &numbers, &[]), &Corrections::default()));
        let shuffled: Vec<String> = order.iter().map(|it| names[*it].clone()).collect();
        let moved: Vec<Vec<i32>> = order.iter().map(|it| numbers[*it].clone()).collect();
        let mut other = told(&map_of(&table(&shuffled, &moved, &[]), &Corrections::default()));
        prop_assert_eq!(plain.len(), numbers.len() * numbers[0].len());
        plain.sort();
        other.sort();
        prop_assert_eq!(plain, other);
    }

    #[test]
    fn blank_rows_change_nothing(numbers in numbers(), blanks in prop::collection::vec(0_usize..12, 0..6)) {
        let names = labels(numbers.len());
        let plain = told(&map_of(&table(&names, &numbers, &[]), &Corrections::default()));
        let spread = told(&map_of(&table(&names, &numbers, &blanks), &Corrections::default()));
        prop_assert_eq!(plain, spread);
    }
}

/// A table of so many rows and columns.
fn large(rows: u32, columns: u32) -> Sheet {
    let mut sheet = Sheet::default();
    for row in 0..=rows {
        for column in 0..=columns {
            let value = match (row, column) {
                (0, 0) => Value::Text("地区".to_owned()),
                (0, _) => Value::Text(format!("指标{column}（万人）")),
                (_, 0) => Value::Text(format!("某市{row}")),
                _ => Value::Number(f64::from(row) * 1.5 + f64::from(column)),
            };
            sheet.cells.push(Cell {
                at: CellAt { row, column },
                value,
            });
        }
    }
    sheet
}

#[test]
fn large_sheets_are_quick() {
    // Without optimisation everything takes some twenty times as long.
    let slow = if cfg!(debug_assertions) { 30 } else { 1 };
    for (rows, columns, limit) in [(300, 60, 5), (20_000, 50, 1000)] {
        let sheet = large(rows, columns);
        let fastest = (0..3)
            .map(|_| {
                let start = Instant::now();
                let map = map_sheet(&sheet, "f.xls", &Corrections::default());
                assert_eq!(map.tables[0].values.len(), (rows * columns) as usize);
                start.elapsed()
            })
            .min()
            .unwrap();
        assert!(
            fastest < Duration::from_millis(limit * slow),
            "{rows} × {columns}: {fastest:?}"
        );
    }
}
