//! The two ways of recognition side by side: a plain table of one header row, and the tables of a yearbook.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Book, CellAt, Finding, Layout, Problem, Sheet, Table, TableError, is_contents,
    names::Registry,
    sheet_map::{
        Area, ColumnKind, Correction, Corrections, Evidence, Guess, MapProblem, MappedRow,
        MappedTable, Role, Says, SheetMap, TableLayout, known_by, map_sheet_with,
    },
    table::{left_out, named},
    words::{clean, key},
};
use crate::engine::{Period, Severity};

/// The tables of a sheet, and which sheet it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// What was understood; it holds at least one table.
    pub map: SheetMap,
}

/// Understands the sheet that `layout` names, else the first visible one with a table on it.
///
/// What `layout` says is followed: the period and the measure where a table has none of its own, the
/// columns by their headers, and the first row of the header. `lies` is how the tables lie, if known.
pub fn understand(
    book: &Book,
    layout: &Layout,
    lies: Option<TableLayout>,
    registry: &Registry,
) -> Result<Understood, TableError> {
    if let Some(name) = &layout.sheet {
        return of_sheet(book, named(book, name)?, layout, lies, registry);
    }
    let mut first_error = None;
    let visible = book.sheets.iter().filter(|sheet| !sheet.hidden);
    for sheet in visible.filter(|sheet| !is_contents(sheet)) {
        match of_sheet(book, sheet, layout, lies, registry) {
            Ok(understood) => return Ok(understood),
            // That a column asked for is absent says more than that there is no table.
            Err(TableError::NoTable { .. }) => {}
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_else(|| no_table(book)))
}

fn no_table(book: &Book) -> TableError {
    TableError::NoTable {
        file: book.file.clone(),
    }
}

fn of_sheet(
    book: &Book,
    sheet: &Sheet,
    layout: &Layout,
    lies: Option<TableLayout>,
    registry: &Registry,
) -> Result<Understood, TableError> {
    let known = known_by(registry);
    let mut said = Corrections::default();
    let everywhere = |says| Correction {
        area: Area::default(),
        says,
    };
    said.said.extend(lies.map(Says::Layout).map(everywhere));
    let period = layout.period.clone();
    said.said.extend(period.map(Says::Period).map(everywhere));
    for (name, role) in [
        (&layout.unit_column, Role::UnitName),
        (&layout.period_column, Role::RowPeriod),
    ] {
        if let Some(name) = name {
            said.said.push(Correction {
                area: Area::column(column_called(book, sheet, name)?),
                says: Says::Role(role),
            });
        }
    }
    let mut map = map_sheet_with(sheet, &book.file, &said, &known);
    if let Some(row) = layout.header_row {
        let depth = header_depth(book, sheet, &map, row)?;
        said.said.push(depth);
        map = map_sheet_with(sheet, &book.file, &said, &known);
        // The header of the others is not the one that was named.
        let below = |it: &MappedTable| it.rows.iter().any(|line| line.row >= row);
        map.tables.retain(below);
    }
    if map.tables.is_empty() {
        return Err(no_table(book));
    }
    if let Some(measure) = &layout.measure {
        give_measure(&mut map, measure);
    }
    tidy(&mut map, sheet);
    map.findings.extend(left_out(book, sheet));
    Ok(Understood {
        sheet: sheet.name.clone(),
        map,
    })
}

/// The first column with a header of that name.
fn column_called(book: &Book, sheet: &Sheet, name: &str) -> Result<u32, TableError> {
    let wanted = key(name);
    let mut cells = sheet.cells.iter();
    let found = cells.find(|it| key(&it.value.text()) == wanted);
    found.map(|it| it.at.column).ok_or_else(|| {
        let widest = sheet.rows().map(|(_, cells)| cells).take(20);
        let header = widest.max_by_key(|it| it.len()).unwrap_or_default();
        let texts = header.iter().map(|it| clean(&it.value.text()));
        TableError::NoColumn {
            file: book.file.clone(),
            sheet: sheet.name.clone(),
            name: name.to_owned(),
            present: texts.filter(|it| !it.is_empty()).collect(),
        }
    })
}

/// That the header of the first table below begins in this row, counted from 1.
fn header_depth(
    book: &Book,
    sheet: &Sheet,
    map: &SheetMap,
    row: u32,
) -> Result<Correction, TableError> {
    let header = row.saturating_sub(1);
    let blank = |it: &super::Cell| clean(&it.value.text()).is_empty();
    let mut cells = sheet.cells.iter();
    if row == 0 || !cells.any(|it| it.at.row == header && !blank(it)) {
        return Err(TableError::NoHeaderRow {
            file: book.file.clone(),
            sheet: sheet.name.clone(),
            row,
        });
    }
    let rows = map.tables.iter().flat_map(|it| &it.rows).map(|it| it.row);
    let first = rows.filter(|it| *it > header).min();
    let first = first.ok_or_else(|| no_table(book))?;
    Ok(Correction {
        area: Area {
            rows: Some(super::Lines {
                first: header,
                last: first,
            }),
            columns: None,
        },
        says: Says::HeaderDepth(first - header),
    })
}

/// Gives the tables a measure, which holds where neither they nor their columns say one.
fn give_measure(map: &mut SheetMap, measure: &str) {
    for table in &mut map.tables {
        table.measure.get_or_insert_with(|| Guess {
            value: measure.to_owned(),
            from: Evidence::Said,
            at: None,
            confidence: 1.0,
        });
    }
    let unclear =
        |it: &Finding| matches!(it.problem, Problem::Map(MapProblem::MeasureUnclear { .. }));
    map.findings.retain(|it| !unclear(it));
}

/// A text file holds nothing but texts; that its numbers are stored as text is no news.
fn tidy(map: &mut SheetMap, sheet: &Sheet) {
    let usual = |it: &Finding| {
        let MapProblem::TextNumbers { repaired, .. } = (match &it.problem {
            Problem::Map(problem) => problem,
            _ => return false,
        }) else {
            return false;
        };
        !repaired
    };
    if sheet.name.is_empty() {
        map.findings.retain(|it| !usual(it));
    }
}

/// Whether nothing about a plain table makes one doubt that its sheet is one: no column is named like a
/// period, no column of values is left out for want of a name, and there are no errors.
pub fn plain_is_sure(plain: &Table) -> bool {
    let dated = |name: &str| {
        let period = Period::from(name.to_owned());
        !matches!(period, Period::Label(_) | Period::Undated)
    };
    let unfit = |it: &Finding| {
        it.problem.severity() == Severity::Error || matches!(it.problem, Problem::NoColumnName)
    };
    !plain.columns.iter().any(|it| dated(&it.name)) && !plain.findings.iter().any(unfit)
}

/// Whether a plain table is what its sheet holds, so that it is the one to take.
///
/// A doubtful one is, where the sheet is understood to begin with the same header and to hold nothing
/// apart from what goes on below it: the errors are then true ones, in what the cells hold and not in
/// how the table was seen. A row with a text in place of its only number would else pass for a header.
pub fn plain_holds(plain: &Table, map: &SheetMap) -> bool {
    if plain_is_sure(plain) {
        return true;
    }
    let ends: BTreeSet<u32> = map.tables.iter().map(|it| it.rows_taken.last).collect();
    let goes_on = |it: &MappedTable| {
        let above = it.rows_taken.first.checked_sub(1);
        it.title.is_empty() && above.is_some_and(|it| ends.contains(&it))
    };
    map.tables
        .iter()
        .all(|it| same_header(plain, it) || goes_on(it))
}

/// Whether both ways see the same table: the same columns, rows and periods.
pub fn same_table(plain: &Table, mapped: &MappedTable) -> bool {
    same_header(plain, mapped) && same_rows(plain, mapped)
}

/// Whether both ways see the same columns.
fn same_header(plain: &Table, mapped: &MappedTable) -> bool {
    if mapped.layout.value != TableLayout::UnitsDown {
        return false;
    }
    let values = mapped
        .columns
        .iter()
        .filter(|it| matches!(it.kind, ColumnKind::Value | ColumnKind::Score));
    let places: BTreeMap<u32, &str> = values
        .flat_map(|it| it.places.iter().map(|place| (*place, it.name.as_str())))
        .collect();
    let alike = |column: u32, name: &str| {
        let other = places.get(&column).map(|it| key(it));
        other.is_some_and(|it| !it.is_empty() && key(name).starts_with(&it))
    };
    // A column that is left out with a word, such as one whose name was there before, is seen too.
    let told = plain.findings.iter().filter(|it| {
        matches!(
            it.problem,
            Problem::RepeatedColumn { .. } | Problem::OrderColumn { .. }
        )
    });
    let told: BTreeSet<u32> = told.filter_map(|it| it.at).map(|it| it.column).collect();
    let known: BTreeSet<u32> = plain.columns.iter().map(|it| it.column).collect();
    let missed = places
        .keys()
        .any(|it| !known.contains(it) && !told.contains(it));
    !missed && plain.columns.iter().all(|it| alike(it.column, &it.name))
}

fn same_rows(plain: &Table, mapped: &MappedTable) -> bool {
    let rows: BTreeMap<u32, &MappedRow> = mapped.rows.iter().map(|it| (it.row, it)).collect();
    let told = plain.findings.iter().filter_map(|it| it.at);
    let told: BTreeSet<u32> = told.map(|CellAt { row, .. }| row).collect();
    let known: BTreeSet<u32> = plain.rows.iter().map(|it| it.row).collect();
    // A row that is left out with a word, such as one of a unit that was there before, is seen too.
    let missed = rows
        .keys()
        .any(|it| !known.contains(it) && !told.contains(it));
    let period = |row: &MappedRow| {
        let of_table = mapped.period.as_ref().filter(|it| !it.asked());
        let of_table = of_table.map(|it| it.value.clone());
        row.period.clone().or(of_table)
    };
    let alike = |row: &super::TableRow| {
        let other = rows.get(&row.row);
        other.is_some_and(|it| row.period.is_none() || period(it) == row.period)
    };
    !missed && plain.rows.iter().all(alike)
}

/// What was noticed of a sheet whose plain table is also the one that was understood: all that plain
/// recognition tells, and what only understanding looks at.
pub fn of_both(plain: &Table, map: &SheetMap) -> Vec<Finding> {
    let more = |it: &&Finding| match &it.problem {
        Problem::Map(problem) => !matches!(
            problem,
            MapProblem::LayoutAssumed { .. }
                | MapProblem::PeriodAssumed { period: None, .. }
                | MapProblem::NotNumbers { .. }
                | MapProblem::RepeatedName { .. }
                | MapProblem::RepeatedHeading { .. }
                | MapProblem::TextNumbers { .. }
        ),
        _ => false,
    };
    let mut all = plain.findings.clone();
    all.extend(map.findings.iter().filter(more).cloned());
    all.sort_by_key(|it| it.at);
    all
}
