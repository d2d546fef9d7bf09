//! Sheets drawn as text.

use heng::import::{
    Cell, CellAt, Merged, Sheet, Value,
    sheet_map::{Corrections, Observation, Role, SheetMap, map_sheet, observations},
};

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

pub(crate) fn map(picture: &str) -> SheetMap {
    map_of(&sheet(picture), &Corrections::default())
}

/// Maps a sheet, and sees that every cell has a role.
pub(crate) fn map_of(sheet: &Sheet, corrections: &Corrections) -> SheetMap {
    let map = map_sheet(sheet, "f.xls", corrections);
    let cells: Vec<CellAt> = sheet.cells.iter().map(|it| it.at).collect();
    let roles: Vec<CellAt> = map.roles.iter().map(|it| it.at).collect();
    assert_eq!(cells, roles, "every cell has one role");
    map
}

/// `unit; indicator; measure; period = value` for each observation.
pub(crate) fn told(map: &SheetMap) -> Vec<String> {
    map.tables
        .iter()
        .flat_map(observations)
        .map(|it| line(&it))
        .collect()
}

fn line(it: &Observation) -> String {
    let value = it
        .value
        .map_or_else(|| "missing".to_owned(), |it| it.to_string());
    let measure = it.measure.as_deref().unwrap_or("?");
    format!(
        "{}; {}; {measure}; {} = {value}",
        it.unit, it.indicator, it.period
    )
}

/// The role of a cell.
pub(crate) fn role(map: &SheetMap, cell: &str) -> Role {
    let at = cell.parse().ok().unwrap();
    map.roles.iter().find(|it| it.at == at).unwrap().role
}

/// Checks all observations of a picture against their lines.
#[track_caller]
pub(crate) fn check(picture: &str, expected: &[&str]) -> SheetMap {
    let map = map(picture);
    let found = told(&map);
    assert_eq!(found, expected, "\n{found:#?}\n{:#?}", map.roles);
    map
}
