//! A data sheet of an index file: taken as a plain table, or as the tables it is understood to hold.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    BuildError, DataFile, DataForm,
    build::{Read, Work},
};
use crate::{
    engine::Period,
    import::{
        Book, CellAt, Finding, Layout, Problem, Table, TableError, Understood,
        names::Registry,
        plain_holds, plain_is_sure, recognise,
        sheet_map::{MappedTable, TableLayout, observations, taken},
        understand,
    },
    project::Edit,
};

/// What a data sheet is.
enum Found {
    Plain(Table),
    Mapped(Understood),
}

impl Work {
    /// Takes a data sheet in; answers its plain table, whose columns of words may be groups.
    pub(super) fn data(
        &mut self,
        data: &DataFile,
        read: Read<'_>,
    ) -> Result<Option<Arc<Table>>, BuildError> {
        let book = read(&data.file)?;
        self.findings.extend(book.findings.iter().cloned());
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

    fn take_plain(&mut self, table: Table) -> Result<Arc<Table>, BuildError> {
        let table = Arc::new(table);
        self.edit(&Edit::TakeTable {
            dataset: self.dataset,
            table: Arc::clone(&table),
        })?;
        self.findings.extend(table.findings.iter().cloned());
        Ok(table)
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
