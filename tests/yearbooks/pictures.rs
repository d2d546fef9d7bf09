//! Sheets drawn as text, and what is made of them.

use heng::import::{
    CellAt, Sheet,
    sheet_map::{Corrections, Observation, Role, SheetMap, map_sheet, observations},
};

use crate::drawn::drawn;
pub(crate) use crate::drawn::sheet;

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

/// Checks all observations of a picture of `fixtures/yearbooks/made-up` against its lines.
#[track_caller]
pub(crate) fn check(name: &str) -> SheetMap {
    let drawn = drawn(name);
    let map = map_of(&drawn.sheet, &Corrections::default());
    let found = told(&map);
    assert_eq!(found, drawn.told, "\n{found:#?}\n{:#?}", map.roles);
    map
}
