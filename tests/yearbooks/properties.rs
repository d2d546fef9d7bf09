//! What holds for any sheet.

use std::collections::BTreeSet;

use heng::import::{
    Cell, CellAt, Merged, Sheet, Value,
    sheet_map::{Corrections, observations},
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

/// Rows and columns of one table: a title, headers one or several rows deep with merged and repeated
/// parents, labels, values with gaps, and lines below.
fn like_a_yearbook() -> impl Strategy<Value = Sheet> {
    let shape = (0_u32..3, 1_u32..14, 1_u32..4, 1_u32..8, 1_u32..20);
    let texts = prop::collection::vec(cell(), 1..60);
    let merged = prop::collection::vec((0_u32..20, 0_u32..10, 0_u32..3, 0_u32..4), 0..8);
    let gaps = prop::collection::btree_set((0_u32..40, 0_u32..12), 0..40);
    (shape, texts, merged, gaps).prop_map(|(shape, texts, merged, gaps)| {
        let (titles, depth, labels, columns, rows) = shape;
        let body = titles + depth;
        let mut words = texts.into_iter().cycle();
        let mut sheet = Sheet::default();
        for row in 0..body + rows + 2 {
            for column in 0..labels + columns {
                let value = match (row, column) {
                    (row, 1..) if row < titles || row >= body + rows => continue,
                    (row, column) if row >= body && row < body + rows && column >= labels => {
                        Value::Number(f64::from(row * 31 + column) + 0.5)
                    }
                    _ => words.next().unwrap(),
                };
                if !gaps.contains(&(row, column)) {
                    let at = CellAt { row, column };
                    sheet.cells.push(Cell { at, value });
                }
            }
        }
        for (row, column, down, across) in merged {
            let from = CellAt { row, column };
            let to = CellAt {
                row: row + down,
                column: column + across,
            };
            sheet.merged.push(Merged { from, to });
        }
        sheet
    })
}

/// What holds for the map of any sheet.
fn check_any(sheet: &Sheet) -> Result<(), TestCaseError> {
    // Sees that every cell has a role.
    let map = map_of(sheet, &Corrections::default());
    let again = map_of(sheet, &Corrections::default());
    prop_assert_eq!(format!("{map:?}"), format!("{again:?}"));
    let mut seen = BTreeSet::new();
    for table in &map.tables {
        prop_assert_eq!(table.values.len(), table.rows.len() * table.columns.len());
        for observation in observations(table) {
            let Some(value) = observation.value else {
                continue;
            };
            prop_assert!(value.is_finite());
            let cell = sheet.get(observation.cell);
            let held = match cell {
                Some(Value::Number(number)) => *number == value,
                // Texts are read as numbers by rules that have tests of their own.
                Some(Value::Text(text)) => text.chars().any(char::is_numeric),
                Some(Value::Date { serial, .. }) => *serial == value,
                _ => false,
            };
            prop_assert!(held, "{:?} {:?}", observation, cell);
            prop_assert!(
                seen.insert(observation.cell),
                "{:?} twice",
                observation.cell
            );
        }
    }
    for role in &map.roles {
        prop_assert!((0.0..=1.0).contains(&role.confidence));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_cells_give_a_whole_map(sheet in grid()) {
        check_any(&sheet)?;
    }

    #[test]
    fn anything_like_a_yearbook_gives_a_whole_map(sheet in like_a_yearbook()) {
        check_any(&sheet)?;
    }
}
