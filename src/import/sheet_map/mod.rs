//! A sheet of a yearbook becomes tables, with a role for every cell.
//!
//! The way of a sheet: what each cell may be by itself (`grid`); which lines make a table
//! (`blocks`); title, measure and header above it (`head`); what each column is for (`columns`);
//! names, periods and measures out of the header (`header`); labels, groups and totals (`rows`); how
//! the table lies (`layout`); the values (`build`); what looks odd (`checks`).
//!
//! Everything is a guess with a confidence. A person's [`Corrections`] are followed, and all that they
//! do not touch is found again.

mod blocks;
mod build;
mod checks;
mod columns;
mod corrections;
mod dates;
mod grid;
mod groups;
mod head;
mod header;
mod hints;
mod known;
mod layout;
mod map;
mod marks;
mod names;
mod observe;
mod problem;
mod role;
mod rows;
mod taken;

pub use corrections::{Area, Correction, Corrections, Says};
pub use groups::{GroupsTold, SheetGroup, SheetGroups, groups_of, groups_of_mapped, merged};
pub use known::known_by;
pub use map::{
    CellRole, CellText, ColumnKind, Evidence, Guess, HeaderLevel, MappedColumn, MappedRow,
    MappedTable, SheetMap,
};
pub use observe::{Observation, observations};
pub use problem::MapProblem;
pub use role::{Known, Role, TableLayout, UnitKind};
pub use taken::{taken, taken_with_ranks};

pub(in crate::import) use dates::{period as read_period, told};

use build::{Built, Site};
use grid::{Grid, What};

use super::{Sheet, names::Registry};

/// Understands a sheet, following what a person said of it.
///
/// ```
/// use heng::import::{Cell, CellAt, Sheet, Value, sheet_map::{Corrections, map_sheet, observations}};
/// let texts = [["地  区", "人口(万人)"], ["北  京", "2189"], ["天  津", "1387"]];
/// let cells = (0..).zip(texts).flat_map(|(row, texts)| {
///     (0..).zip(texts).map(move |(column, text)| Cell {
///         at: CellAt { row, column },
///         value: Value::Text(text.to_owned()),
///     })
/// });
/// let sheet = Sheet { cells: cells.collect(), ..Sheet::default() };
/// let map = map_sheet(&sheet, "a.xls", &Corrections::default());
/// let first = observations(&map.tables[0]).next().unwrap();
/// assert_eq!((first.unit.as_str(), first.indicator.as_str()), ("北京", "人口"));
/// assert_eq!((first.measure.as_deref(), first.value), (Some("万人"), Some(2189.0)));
/// ```
pub fn map_sheet(sheet: &Sheet, file: &str, corrections: &Corrections) -> SheetMap {
    map_sheet_with(sheet, file, corrections, &|_| None)
}

/// The same, with the names of places that a registry knows.
pub fn map_sheet_known(
    sheet: &Sheet,
    file: &str,
    corrections: &Corrections,
    registry: &Registry,
) -> SheetMap {
    map_sheet_with(sheet, file, corrections, &known_by(registry))
}

/// The same, with someone who knows names of units.
pub fn map_sheet_with(
    sheet: &Sheet,
    file: &str,
    corrections: &Corrections,
    known: Known<'_>,
) -> SheetMap {
    let known = |name: &str| known(name).or_else(|| marks::known_place(name));
    let grid = Grid::new(sheet, corrections);
    let (kinds, found) = blocks::blocks(&grid);
    let site = Site {
        grid: &grid,
        kinds: &kinds,
        file,
        corrections,
        known: &known,
    };
    let mut map = SheetMap::default();
    let mut roles: Vec<Option<(Role, f32)>> = vec![None; sheet.cells.len()];
    for block in &found {
        for mut built in build::tables(&site, block) {
            if let Some(before) = map.tables.last() {
                built.follow(before);
            }
            said_texts(&grid, &mut built);
            give_roles(&grid, &built, &mut roles);
            checks::check(&grid, file, &built, &mut map.findings);
            map.tables.push(built.table);
        }
    }
    checks::dropped(&grid, file, &found, &mut map.findings);
    map.roles = all_roles(&grid, &found, &roles);
    map.findings.sort_by_key(|it| it.at);
    map
}

/// Titles and notes that a person pointed at belong to the table they stand at.
fn said_texts(grid: &Grid<'_>, built: &mut Built) {
    let rows = built.table.rows_taken;
    let mut titles = Vec::new();
    let said = grid.corrections.said.iter();
    if !said.clone().any(|it| matches!(it.says, Says::Role(_))) {
        return;
    }
    for cell in &grid.sheet.cells {
        let near = cell.at.row <= rows.last && cell.at.row.saturating_add(20) >= rows.first;
        match grid.corrections.role(cell.at).filter(|_| near) {
            Some(Role::Title) => titles.push(super::words::clean(&cell.value.text())),
            Some(Role::Note) => built.table.notes.push(cell.value.text()),
            Some(Role::Source) => built.table.sources.push(cell.value.text()),
            _ => {}
        }
    }
    if !titles.is_empty() {
        built.table.title = titles.join(" ");
    }
}

/// Puts the roles a table found on its cells.
fn give_roles(grid: &Grid<'_>, built: &Built, roles: &mut [Option<(Role, f32)>]) {
    for (at, role, sure) in &built.roles {
        let place = grid.line_of(at.row).and_then(|it| grid.find(it, at.column));
        if let Some(slot) = place.and_then(|it| roles.get_mut(it)) {
            *slot = Some((*role, *sure));
        }
    }
}

/// A role for every cell: what a person said, what a table found, or what the cell is by itself.
fn all_roles(
    grid: &Grid<'_>,
    found: &[blocks::Block],
    roles: &[Option<(Role, f32)>],
) -> Vec<CellRole> {
    let no_table = found.is_empty();
    let mut all = Vec::with_capacity(roles.len());
    for ((cell, fact), role) in grid.sheet.cells.iter().zip(&grid.facts).zip(roles) {
        let said = if grid.corrections.said.is_empty() {
            None
        } else {
            grid.corrections.role(cell.at)
        };
        let (role, confidence) = match (said, fact.what, role) {
            (Some(said), _, _) => (said, 1.0),
            (None, What::Blank, _) => (Role::Blank, 1.0),
            (None, _, Some(found)) => *found,
            (None, What::Text, None) if no_table => (Role::Note, 0.3),
            (None, _, None) => (Role::Dropped, 0.4),
        };
        all.push(CellRole {
            at: cell.at,
            role,
            confidence,
        });
    }
    all
}
