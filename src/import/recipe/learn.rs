//! From what was read and taken to a recipe.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    KnownIndicator, KnownUnit, PeriodBy, PeriodTold, RECIPE_VERSION, ReadAs, ReadingRecipe,
    anchor::{Anchored, Landmarks},
    facts::Read,
    periods::{Hint, periods, tells_no_period},
    shape::Look,
    units::{UnitTold, whole_unit},
    words,
};
use crate::{
    engine::Period,
    import::{
        Book, Sheet, Table, TableColumn, TableError, TableRow,
        names::Registry,
        recognise,
        sheet_map::{Area, Correction, Corrections, Says, SheetMap, map_sheet_known, taken},
    },
};

/// What a recipe is learnt from: a sheet as a person had it read, and what was taken of it.
#[derive(Clone, Debug)]
pub struct Lesson<'a> {
    /// What the recipe is to be called.
    pub name: &'a str,
    /// The file.
    pub book: &'a Book,
    /// The place of the sheet in it.
    pub sheet: usize,
    /// How it was read.
    pub read_as: ReadAs,
    /// What a person said, a period of the whole sheet too. Nothing for a plain list.
    pub corrections: &'a Corrections,
    /// The tables taken, with the names that units and variables got; rows and columns that are not in
    /// them count as left out.
    pub tables: Vec<&'a Table>,
}

impl ReadingRecipe {
    /// Learns how a sheet was read; none where the book has no such sheet.
    pub fn learn(lesson: &Lesson<'_>, registry: &Registry) -> Option<Self> {
        let sheet = lesson.book.sheets.get(lesson.sheet)?;
        let read = read(
            lesson.book,
            sheet,
            (&lesson.read_as, lesson.corrections),
            registry,
        );
        let read = read.unwrap_or_else(|_no_table| Read {
            map: map_sheet_known(sheet, &lesson.book.file, lesson.corrections, registry),
            tables: lesson.tables.iter().map(|it| (*it).clone()).collect(),
            by: lesson.read_as.clone(),
        });
        let mut shape = Look::of(&lesson.book.file, sheet).shape;
        let first = read.map.tables.first();
        shape.read_layout = first.map(|it| it.layout.value);
        shape.header_depth = depth(&read.map);
        let landmarks = Landmarks::of(sheet);
        let said = lesson.corrections.said.iter();
        let mut of_all = lesson.corrections.said.iter().rev();
        let unit = of_all.find_map(whole_unit);
        let plain = without_all(lesson.corrections);
        let plain = map_sheet_known(sheet, &lesson.book.file, &plain, registry);
        let unit = unit.map(|it| UnitTold::learn(it, (lesson.book, sheet), &plain, registry));
        let header = match &lesson.read_as {
            ReadAs::List(layout) => layout.header_row.and_then(|it| it.checked_sub(1)),
            ReadAs::Sheet | ReadAs::Relations(_) => None,
        };
        Some(Self {
            version: RECIPE_VERSION,
            name: lesson.name.trim().to_owned(),
            file: lesson.book.file.clone(),
            sha256: lesson.book.sha256.clone(),
            shape,
            read_as: lesson.read_as.clone(),
            header: header.map(|it| landmarks.anchor_row(it)),
            said: said
                .filter(|it| !is_of_all(it))
                .map(|it| landmarks.anchor(it))
                .collect::<Vec<Anchored>>(),
            period: told(lesson, &plain, &read),
            indicators: indicators(&read, &lesson.tables),
            units: if unit.is_some() {
                Vec::new()
            } else {
                units(&read, &lesson.tables)
            },
            unit,
        })
    }
}

/// Reads a sheet, as a list or as a sheet of a yearbook.
pub(super) fn read(
    book: &Book,
    sheet: &Sheet,
    (read_as, corrections): (&ReadAs, &Corrections),
    registry: &Registry,
) -> Result<Read, TableError> {
    let map = map_sheet_known(sheet, &book.file, corrections, registry);
    let tables = match read_as {
        ReadAs::Sheet | ReadAs::Relations(_) => {
            let tables = map.tables.iter();
            tables
                .flat_map(|it| taken(it, book, &sheet.name, registry))
                .collect()
        }
        ReadAs::List(layout) => {
            let mut layout = layout.clone();
            layout.sheet = Some(sheet.name.clone());
            vec![recognise(book, &layout)?]
        }
    };
    Ok(Read {
        map,
        tables,
        by: read_as.clone(),
    })
}

/// How many levels the header of the first table has.
pub(super) fn depth(map: &SheetMap) -> usize {
    let columns = map.tables.first().into_iter().flat_map(|it| &it.columns);
    columns.map(|it| it.levels.len()).max().unwrap_or(0)
}

/// The period that a correction gives to the whole sheet.
pub(super) fn whole_period(correction: &Correction) -> Option<&Period> {
    match &correction.says {
        Says::Period(period) if correction.area == Area::default() => Some(period),
        _ => None,
    }
}

/// Whether a correction gives a period or a unit to the whole sheet, which the next one has another of.
fn is_of_all(correction: &Correction) -> bool {
    whole_period(correction).is_some() || whole_unit(correction).is_some()
}

/// What a person said without the period and the unit of the whole sheet.
fn without_all(corrections: &Corrections) -> Corrections {
    let said = corrections.said.iter();
    Corrections {
        said: said.filter(|it| !is_of_all(it)).cloned().collect(),
    }
}

/// What told the periods; `plain` is the map without what was said of all of the sheet.
fn told(lesson: &Lesson<'_>, plain: &SheetMap, read: &Read) -> PeriodTold {
    let said = lesson.corrections.said.iter().rev().find_map(whole_period);
    let typed = match &lesson.read_as {
        ReadAs::List(layout) => layout.period.as_ref(),
        ReadAs::Sheet | ReadAs::Relations(_) => said,
    };
    let hint = Hint::of(plain);
    let last: Vec<Period> = periods(&read.tables);
    let by = match (typed, &hint) {
        // Typed and told by the sheet all the same.
        (Some(typed), Some(hint)) if hint.sure && hint.period == *typed => {
            PeriodBy::Sheet(hint.from)
        }
        (Some(_), _) => PeriodBy::Typed,
        (None, _) if last.iter().all(|it| *it == Period::Undated) => PeriodBy::Nothing,
        (None, Some(hint)) if matches!(lesson.read_as, ReadAs::Sheet) && hint.sure => {
            if last.iter().all(|it| *it == hint.period) {
                PeriodBy::Sheet(hint.from)
            } else {
                PeriodBy::Cells
            }
        }
        (None, _) if matches!(lesson.read_as, ReadAs::Sheet) && tells_no_period(plain) => {
            PeriodBy::Nothing
        }
        (None, _) => PeriodBy::Cells,
    };
    PeriodTold {
        last,
        by,
        typed: typed.filter(|_| by == PeriodBy::Typed).cloned(),
        hint: hint.map(|it| it.period),
        answered: None,
    }
}

/// The indicators read, each with the variable that the column at its place went into.
fn indicators(read: &Read, taken: &[&Table]) -> Vec<KnownIndicator> {
    let counts = |row: &TableRow| !row.total;
    let taken: Vec<Taken<'_>> = taken.iter().map(|it| Taken::of(it)).collect();
    let facts = read.indicators().into_iter();
    facts
        .map(|fact| {
            let into = taken_column(read, &taken, &fact.name);
            KnownIndicator {
                measure: fact.measure,
                size: read.size(&fact.name, &counts),
                line: fact.line,
                left_out: into.is_none(),
                into: into.filter(|it| *it != fact.name),
                name: fact.name,
                missing: false,
            }
        })
        .collect()
}

/// The name that a column went by into what was taken: the one at the same place of the sheet.
fn taken_column(read: &Read, taken: &[Taken<'_>], name: &str) -> Option<String> {
    let wanted = words::plain(name);
    for table in &read.tables {
        let named = |it: &&TableColumn| words::plain(&it.name) == wanted;
        for column in table.columns.iter().filter(named) {
            let found = taken.iter().find_map(|it| it.column(table, column.column));
            if let Some(found) = found {
                return Some(found.to_owned());
            }
        }
    }
    None
}

/// A table that was taken, with its lines of units.
struct Taken<'a> {
    table: &'a Table,
    lines: BTreeSet<u32>,
}

impl<'a> Taken<'a> {
    fn of(table: &'a Table) -> Self {
        Self {
            table,
            lines: table.rows.iter().map(|it| it.row).collect(),
        }
    }

    /// The name of the column at a place, if this table has lines of that one.
    fn column(&self, of: &Table, line: u32) -> Option<&'a str> {
        let shares =
            self.table.across == of.across && of.rows.iter().any(|it| self.lines.contains(&it.row));
        let mut columns = self.table.columns.iter().filter(|_| shares);
        columns
            .find(|it| it.column == line)
            .map(|it| it.name.as_str())
    }
}

/// The units read, each with the key that the row at its place went into.
fn units(read: &Read, taken: &[&Table]) -> Vec<KnownUnit> {
    let rows = |table: &'_ Table| {
        let across = table.across;
        let rows = table.rows.iter();
        let key = |row: &TableRow| row.is.clone().unwrap_or_else(|| row.unit.clone());
        rows.map(move |row| ((across, row.row), key(row)))
            .collect::<Vec<_>>()
    };
    // In layouts with a row a period or an observation a unit has many rows, any of which will do.
    let into: BTreeMap<(bool, u32), String> = taken.iter().flat_map(|it| rows(it)).collect();
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    for table in &read.tables {
        for row in &table.rows {
            if let Some(key) = into.get(&(table.across, row.row)) {
                keys.entry(words::plain(&row.unit))
                    .or_insert_with(|| key.clone());
            }
        }
    }
    let facts = read.units().into_iter();
    facts
        .map(|fact| {
            let into = keys.get(&words::plain(&fact.name)).cloned();
            KnownUnit {
                place: fact.place,
                total: fact.total,
                line: fact.line,
                left_out: into.is_none(),
                into: into.filter(|it| *it != fact.name),
                name: fact.name,
                missing: false,
            }
        })
        .collect()
}
