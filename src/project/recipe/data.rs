//! A data sheet of an index file: taken as a plain table, or as the tables it is understood to hold.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    BuildError, DataFile, DataForm,
    build::{Read, Work},
};
use crate::{
    engine::Period,
    import::{
        Book, CellAt, Finding, KnownUnit, Layout, NameQuestion, Problem, Table, TableError,
        Understood,
        list::{ListLayout, Tally, list, tally},
        names::{Aliases, Context, NameRow, PlaceId, Registry},
        plain_holds, plain_is_sure, recognise, settle,
        sheet_map::{MappedTable, TableLayout, observations, taken},
        understand,
    },
    project::{Edit, Unit},
};

/// What a data sheet is.
enum Found {
    Plain(Table),
    Mapped(Understood),
}

impl Work {
    /// Takes all data sheets in; answers the plain tables.
    pub(super) fn all_data(
        &mut self,
        all: &[DataFile],
        read: Read<'_>,
    ) -> Result<Vec<Arc<Table>>, BuildError> {
        // Lists come last: the tables say how the units are called that lists tell only by place.
        let (lists, tables): (Vec<&DataFile>, Vec<&DataFile>) =
            all.iter().partition(|it| it.tally.is_some());
        let mut plain = Vec::new();
        for data in tables.into_iter().chain(lists) {
            plain.extend(self.data(data, read)?);
        }
        Ok(plain)
    }

    /// Takes a data sheet in; answers its plain table, whose columns of words may be groups.
    fn data(&mut self, data: &DataFile, read: Read<'_>) -> Result<Option<Arc<Table>>, BuildError> {
        let book = read(&data.file)?;
        self.findings.extend(book.findings.iter().cloned());
        if let Some(choice) = &data.tally {
            return self.take_list(&book, &data.layout, choice).map(|()| None);
        }
        let found = match data.form {
            DataForm::Wide => Found::Plain(recognise(&book, &data.layout)?),
            DataForm::Lies(lies) => Found::Mapped(mapped(&book, &data.layout, Some(lies))?),
            DataForm::AnyTable => any_table(&book, &data.layout)?,
        };
        match found {
            Found::Plain(table) => self.take_plain(table).map(Some),
            Found::Mapped(found) => self.take_mapped(&book, found).map(|()| None),
        }
    }

    /// Settles which units the rows mean; what is doubtful is told, and stands for a unit of its own.
    pub(super) fn settle(&mut self, tables: &mut [Table]) {
        let units = self
            .document
            .dataset(self.dataset)
            .map(|it| Arc::clone(&it.units));
        let known: Vec<KnownUnit> = units
            .iter()
            .flat_map(|it| it.iter())
            .map(KnownUnit::from)
            .collect();
        let settled = settle(tables, &known, &Aliases::default(), Registry::bundled());
        self.findings
            .extend(settled.questions.iter().map(NameQuestion::finding));
    }

    fn take_plain(&mut self, mut table: Table) -> Result<Arc<Table>, BuildError> {
        self.settle(std::slice::from_mut(&mut table));
        let table = Arc::new(table);
        self.edit(&Edit::TakeTable {
            dataset: self.dataset,
            table: Arc::clone(&table),
        })?;
        self.findings.extend(table.findings.iter().cloned());
        Ok(table)
    }

    /// Counts a list; the level of its places is recognised where the choice leaves it open.
    fn take_list(
        &mut self,
        book: &Book,
        layout: &Layout,
        choice: &Tally,
    ) -> Result<(), BuildError> {
        let layout = ListLayout {
            sheet: layout.sheet.clone(),
            header_row: layout.header_row,
        };
        let registry = Registry::bundled();
        let found = list(book, &layout, registry)?;
        let mut choice = choice.clone();
        if choice.by.level.is_none() {
            choice.by.level = found.level_of(&choice.by.column, registry);
        }
        let mut table = tally(&found, &choice, registry)?.table;
        meet(&mut table, &self.main()?.units, registry);
        self.take_plain(table).map(drop)
    }

    fn take_mapped(&mut self, book: &Book, found: Understood) -> Result<(), BuildError> {
        let mut tables = Vec::new();
        for table in &found.map.tables {
            refuse_guess(book, &found.sheet, table)?;
            for mut one in taken(table, book, &found.sheet, Registry::bundled()) {
                let repeated = repeated_columns(&one, table);
                one.findings.extend(repeated);
                tables.push(one);
            }
        }
        if tables.is_empty() {
            let file = book.file.clone();
            return Err(TableError::NoTable { file }.into());
        }
        self.settle(&mut tables);
        let told: Vec<_> = tables.iter().flat_map(|it| it.findings.clone()).collect();
        self.edit(&Edit::TakeTables {
            dataset: self.dataset,
            tables: tables.into_iter().map(Arc::new).collect(),
        })?;
        self.findings.extend(found.map.findings);
        self.findings.extend(told);
        Ok(())
    }
}

fn mapped(
    book: &Book,
    layout: &Layout,
    lies: Option<TableLayout>,
) -> Result<Understood, TableError> {
    understand(book, layout, lies, Registry::bundled())
}

/// Ties places of a list to the units that are these places by name: 石家庄 is 石家庄市.
fn meet(table: &mut Table, units: &[Unit], registry: &Registry) {
    let names: Vec<NameRow<'_>> = units
        .iter()
        .map(|unit| NameRow {
            text: &unit.key,
            has_data: true,
        })
        .collect();
    let column = registry.resolve_column(&names, &Context::default());
    let counts = column.counts();
    let mut keys: BTreeMap<&PlaceId, &str> = BTreeMap::new();
    for (unit, row) in units.iter().zip(&column.rows) {
        let place = unit.place.as_ref().or(row.resolution.place());
        // Two units of one place are for a person to decide on.
        let sure = place.filter(|it| unit.place.is_some() || counts.get(it) == Some(&1));
        if let Some(place) = sure {
            keys.insert(place, &unit.key);
        }
    }
    for row in &mut table.rows {
        let known = row.place.as_ref().and_then(|it| keys.get(it));
        row.is = known.map(|it| (*it).to_owned());
    }
}

/// A plain table where the sheet is one, else what it is understood to hold.
fn any_table(book: &Book, layout: &Layout) -> Result<Found, TableError> {
    let plain = match recognise(book, layout) {
        Ok(plain) => plain,
        Err(error) => {
            return match mapped(book, layout, None) {
                Ok(found) => Ok(Found::Mapped(found)),
                // The first error says what was asked for and is not there.
                Err(_) => Err(error),
            };
        }
    };
    if plain_is_sure(&plain) {
        return Ok(Found::Plain(plain));
    }
    let same_sheet = Layout {
        sheet: Some(plain.sheet.clone()),
        ..layout.clone()
    };
    Ok(match mapped(book, &same_sheet, None) {
        Ok(found) if !plain_holds(&plain, &found.map) => Found::Mapped(found),
        _ => Found::Plain(plain),
    })
}

/// Lines of the same name in one period, of which only the last would be left.
fn repeated_columns(table: &Table, mapped: &MappedTable) -> Vec<Finding> {
    let at = |line: u32| {
        if table.across {
            let found = mapped.rows.iter().find(|it| it.row == line);
            found.and_then(|it| it.cell).unwrap_or(CellAt {
                row: line,
                column: 0,
            })
        } else {
            let mut all = mapped.columns.iter();
            let found = all.find(|it| it.places.contains(&line));
            let named = found.and_then(|it| it.levels.last()?.cells.last());
            named.copied().unwrap_or(CellAt {
                row: table.header.row,
                column: line,
            })
        }
    };
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    let mut findings = Vec::new();
    for column in &table.columns {
        let before = *first.entry(&column.name).or_insert(column.column);
        if before != column.column {
            findings.push(Finding {
                file: table.file.clone(),
                sheet: table.sheet.clone(),
                at: Some(at(column.column)),
                problem: Problem::RepeatedColumn {
                    column: column.name.clone(),
                    first: at(before),
                },
            });
        }
    }
    findings
}

/// Values whose period is only guessed are not taken: a wrong year would change every score.
fn refuse_guess(book: &Book, sheet: &str, table: &MappedTable) -> Result<(), BuildError> {
    let Some(guess) = table.period.as_ref().filter(|it| it.asked()) else {
        return Ok(());
    };
    let undated = observations(table).any(|it| it.period == Period::Undated);
    if !undated {
        return Ok(());
    }
    Err(BuildError::PeriodGuessed {
        file: book.file.clone(),
        sheet: sheet.to_owned(),
        at: guess.at,
        proposal: guess.value.clone(),
        from: guess.from,
    })
}
