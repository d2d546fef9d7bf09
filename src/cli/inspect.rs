//! `heng inspect`: what reading and recognition know of a file.

mod listed;
mod mapped;
mod related;

use std::{io::Write as _, ops::ControlFlow, path::PathBuf};

use serde::Serialize;

use listed::{ListSeen, list_on, list_seen, list_words};
use mapped::{MappedSeen, mapped_seen, mapped_words};
use related::{RelationSeen, relation_on, relation_seen, relation_words};

use super::{Failure, say};
use crate::{
    engine::Severity,
    export::{ValuesOf, edges_csv, table_values_csv},
    import::{
        Book, FileFormat, Finding, Layout, Lines, Password, Problem, ReadOptions, Reader, Sheet,
        Table, TableError, column_letters, list::ListTable, names::Registry, of_both, plain_holds,
        plain_is_sure, recognise, relations::RelationTable, same_table, sheet_map::SheetMap,
        understand,
    },
    texts::{InspectedTable, Texts},
};

/// `heng inspect`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Inspect {
    /// The file.
    pub(super) file: PathBuf,
    /// Only this sheet.
    pub(super) sheet: Option<String>,
    /// The password of an encrypted workbook.
    pub(super) password: Option<Password>,
    /// How the answer looks.
    pub(super) form: Form,
}

/// How the answer looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// For people.
    #[default]
    Words,
    /// For programs.
    Json,
    /// The values of the tables, one a row.
    Values,
}

/// The answer for programs. Fields may be added; those that are here keep their names and meaning.
#[derive(Serialize)]
struct Inspection<'a> {
    /// The version of this form.
    inspect: u32,
    /// The file's name without its folder.
    file: &'a str,
    /// Of the file's bytes, in lower-case hexadecimal.
    sha256: &'a str,
    /// What the file is, told by its content: xlsx (.xlsm too), xlsb, xls, ods, html, mime, xml, text.
    format: FileFormat,
    /// In the order of the file.
    sheets: Vec<SheetSeen<'a>>,
    /// What was noticed, of the file first.
    findings: Vec<FindingSeen<'a>>,
}

/// A sheet.
#[derive(Serialize)]
struct SheetSeen<'a> {
    /// As in the file; empty for a text file.
    name: &'a str,
    /// Hidden from people who open the file.
    hidden: bool,
    /// From the first row to the last one that has anything in it.
    rows: u64,
    /// From the first column to the last one that has anything in it.
    columns: u64,
    /// How many cells have something in them.
    cells: usize,
    /// Regions of merged cells, `A1:B2`.
    merged: Vec<String>,
    /// Hidden rows, `3:5`.
    hidden_rows: Vec<String>,
    /// Hidden columns, `C:D`.
    hidden_columns: Vec<String>,
    /// The table of one header row that was recognised.
    table: Option<TableSeen<'a>>,
    /// The tables that were understood, whatever their layout; none on a hidden sheet that was not named.
    tables: Vec<MappedSeen<'a>>,
    /// The list of things, where the sheet surely is one; then what was noticed is of it.
    list: Option<ListSeen<'a>>,
    /// The edges, where the sheet surely is a relation sheet; then what was noticed is of it.
    relation: Option<RelationSeen<'a>>,
}

/// A recognised table.
#[derive(Serialize)]
struct TableSeen<'a> {
    /// The cell where the header of the unit column stands.
    header: String,
    /// The letters of the unit column.
    unit_column: String,
    /// The columns of numbers.
    columns: Vec<ColumnSeen<'a>>,
    /// The columns of words.
    texts: Vec<ColumnSeen<'a>>,
    /// How many rows it has, each a unit in a period.
    rows: usize,
    /// How many different units it has.
    units: usize,
    /// Its periods, each once, in the order of the sheet.
    periods: Vec<String>,
    /// How many of its cells hold no number.
    missing: usize,
}

/// A column of a table.
#[derive(Serialize)]
struct ColumnSeen<'a> {
    /// Its letters.
    column: String,
    /// The header without its measure.
    name: &'a str,
    /// The measure, where one is stated.
    measure: Option<&'a str>,
}

/// Something that was noticed.
#[derive(Serialize)]
struct FindingSeen<'a> {
    /// `note`, `warning` or `error`.
    severity: &'static str,
    /// The sheet; empty where the whole file is meant, and for text files.
    sheet: &'a str,
    /// The cell; none where the whole sheet or file is meant.
    cell: Option<String>,
    /// The sentence, in the language that was chosen.
    text: String,
    /// What it is, for programs: the key `problem` and the facts of that problem.
    #[serde(flatten)]
    problem: &'a Problem,
}

/// What was found on a sheet.
struct Seen<'a> {
    sheet: &'a Sheet,
    table: Option<Table>,
    map: SheetMap,
    /// Of what is told of this sheet.
    findings: Vec<Finding>,
    /// What the sheet lists, where it is a list of things.
    list: Option<ListTable>,
    /// Who is tied to whom, where it is a relation sheet.
    relation: Option<RelationTable>,
    /// The plain table is another one than those of the map, and would be taken.
    beside: bool,
}

/// Reads a file and says what was found in it.
pub(super) fn inspect(command: &Inspect, texts: Texts) -> Result<(), Failure> {
    let options = ReadOptions {
        password: command.password.clone(),
        ..ReadOptions::default()
    };
    let go_on = &mut |_| ControlFlow::Continue(());
    let book = Reader::this_program()
        .read(&command.file, &options, go_on)
        .map_err(|error| Failure::Work(texts.read_error(&error)))?;
    let table_error = |error: &TableError| Failure::Work(texts.table_error(error));
    let seen = look(&book, command.sheet.as_deref()).map_err(|error| table_error(&error))?;
    match command.form {
        Form::Words => words(&book, &seen, texts),
        Form::Json => json(&book, &seen, texts),
        Form::Values => {
            // A hidden sheet is read only by its name, as import does.
            let shown = |it: &&Seen<'_>| command.sheet.is_some() || !it.sheet.hidden;
            let shown = || seen.iter().filter(shown);
            let tables: Vec<ValuesOf<'_>> = shown().flat_map(values_of).collect();
            let related = || shown().filter_map(|it| it.relation.as_ref());
            if tables.is_empty() && related().next().is_some() {
                std::io::stdout().write_all(&edges_csv(related())).ok();
                return Ok(());
            }
            if tables.is_empty() {
                let file = book.file.clone();
                return Err(table_error(&TableError::NoTable { file }));
            }
            // Nobody may be listening, as behind `| head`.
            std::io::stdout().write_all(&table_values_csv(tables)).ok();
        }
    }
    Ok(())
}

/// Recognises the sheet asked for, else every sheet.
fn look<'b>(book: &'b Book, asked: Option<&str>) -> Result<Vec<Seen<'b>>, TableError> {
    let of = |sheet: &'b Sheet| look_at(book, sheet, asked.is_some());
    let Some(name) = asked else {
        return Ok(book.sheets.iter().map(of).collect());
    };
    let exact = book.sheets.iter().find(|sheet| sheet.name == name);
    let near = || book.sheets.iter().find(|it| it.name.trim() == name.trim());
    match exact.or_else(near) {
        Some(sheet) => Ok(vec![of(sheet)]),
        None => Err(TableError::NoSheet {
            file: book.file.clone(),
            name: name.to_owned(),
            present: book.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        }),
    }
}

/// Both ways of recognition. Hidden sheets are understood only when asked for.
fn look_at<'b>(book: &'b Book, sheet: &'b Sheet, asked: bool) -> Seen<'b> {
    let table = table_of(book, sheet);
    let mut map = if asked || !sheet.hidden {
        map_of(book, sheet)
    } else {
        SheetMap::default()
    };
    let holds = table.as_ref().filter(|plain| plain_holds(plain, &map));
    let same = holds.filter(|plain| map.tables.iter().any(|it| same_table(plain, it)));
    let (findings, beside) = match (holds, same) {
        (_, Some(plain)) => (of_both(plain, &map), false),
        (Some(plain), None) if plain_is_sure(plain) => {
            let all = plain.findings.iter().chain(&map.findings);
            (all.cloned().collect(), true)
        }
        // Its errors keep the sheet from being understood any better.
        (Some(plain), None) => {
            map = SheetMap::default();
            (plain.findings.clone(), true)
        }
        // A plain table that would not be taken says nothing true.
        (None, _) => (map.findings.clone(), false),
    };
    let related = relation_on(book, sheet).filter(|_| asked || !sheet.hidden);
    let list = list_on(book, sheet, table.as_ref()).filter(|_| asked || !sheet.hidden);
    let list = list.filter(|_| related.is_none());
    let findings = list.as_ref().map_or(findings, |it| it.findings.clone());
    let findings = related.as_ref().map_or(findings, |it| it.findings.clone());
    Seen {
        sheet,
        table,
        map,
        findings,
        list,
        relation: related,
        beside,
    }
}

/// The tables of a sheet however they lie.
fn map_of(book: &Book, sheet: &Sheet) -> SheetMap {
    let layout = of_sheet(sheet);
    let found = understand(book, &layout, None, Registry::bundled());
    let mut map = found.map(|it| it.map).unwrap_or_default();
    map.findings.retain(|it| !left_out(it));
    map
}

fn of_sheet(sheet: &Sheet) -> Layout {
    Layout {
        sheet: Some(sheet.name.clone()),
        ..Layout::default()
    }
}

/// The other sheets are told of anyway.
fn left_out(finding: &Finding) -> bool {
    matches!(finding.problem, Problem::SheetLeftOut { .. })
}

/// The tables whose values are written: those that were understood, else the plain one.
fn values_of<'a>(seen: &'a Seen<'_>) -> Vec<ValuesOf<'a>> {
    if seen.relation.is_some() {
        return Vec::new();
    }
    let sheet = seen.sheet.name.as_str();
    let mapped = (1..).zip(&seen.map.tables);
    let mapped = mapped.map(|(number, table)| ValuesOf::Mapped {
        sheet,
        number,
        table,
    });
    let plain = seen.table.iter().map(ValuesOf::Plain);
    let plain = plain.filter(|_| seen.map.tables.is_empty());
    mapped.chain(plain).collect()
}

/// The plain table of a sheet.
fn table_of(book: &Book, sheet: &Sheet) -> Option<Table> {
    let mut table = recognise(book, &of_sheet(sheet)).ok()?;
    table.findings.retain(|it| !left_out(it));
    Some(table)
}

/// All that was noticed: of the file, then of its sheets.
fn findings<'a>(book: &'a Book, seen: &'a [Seen<'_>]) -> impl Iterator<Item = &'a Finding> {
    let of_sheets = seen.iter().flat_map(|it| &it.findings);
    book.findings.iter().chain(of_sheets)
}

fn json(book: &Book, seen: &[Seen<'_>], texts: Texts) {
    let inspection = Inspection {
        inspect: 1,
        file: &book.file,
        sha256: &book.sha256,
        format: book.format,
        sheets: seen.iter().map(|it| sheet_seen(it, texts)).collect(),
        findings: findings(book, seen)
            .map(|finding| finding_seen(finding, texts))
            .collect(),
    };
    // Plain numbers and texts always have a JSON form.
    say(&serde_json::to_string_pretty(&inspection).unwrap_or_default());
}

fn finding_seen(finding: &Finding, texts: Texts) -> FindingSeen<'_> {
    FindingSeen {
        severity: severity(finding),
        sheet: &finding.sheet,
        cell: finding.at.map(|at| at.to_string()),
        text: texts.import_finding(finding),
        problem: &finding.problem,
    }
}

fn severity(finding: &Finding) -> &'static str {
    match finding.problem.severity() {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn sheet_seen<'a>(seen: &'a Seen<'a>, texts: Texts) -> SheetSeen<'a> {
    let sheet = seen.sheet;
    let (rows, columns) = size(sheet);
    let number = |line: u32| (u64::from(line) + 1).to_string();
    SheetSeen {
        name: &sheet.name,
        hidden: sheet.hidden,
        rows,
        columns,
        cells: sheet.cells.len(),
        merged: sheet
            .merged
            .iter()
            .map(|it| format!("{}:{}", it.from, it.to))
            .collect(),
        hidden_rows: spans(&sheet.hidden_rows, number),
        hidden_columns: spans(&sheet.hidden_columns, column_letters),
        table: seen.table.as_ref().map(table_seen),
        tables: mapped_seen(&seen.map, &seen.findings, texts),
        list: seen.list.as_ref().map(list_seen),
        relation: seen.relation.as_ref().map(relation_seen),
    }
}

/// Rows or columns next to each other, as `first:last`.
fn spans(lines: &[Lines], name: impl Fn(u32) -> String) -> Vec<String> {
    let span = |it: &Lines| format!("{}:{}", name(it.first), name(it.last));
    lines.iter().map(span).collect()
}

/// The rows and columns from A1 to the last cell that has something in it.
fn size(sheet: &Sheet) -> (u64, u64) {
    let rows = sheet.cells.iter().map(|it| u64::from(it.at.row) + 1).max();
    let columns = sheet.cells.iter().map(|it| u64::from(it.at.column) + 1);
    (rows.unwrap_or(0), columns.max().unwrap_or(0))
}

fn table_seen(table: &Table) -> TableSeen<'_> {
    let columns = table.columns.iter().map(|it| ColumnSeen {
        column: column_letters(it.column),
        name: &it.name,
        measure: it.measure.as_deref(),
    });
    let texts = table.texts.iter().map(|it| ColumnSeen {
        column: column_letters(it.column),
        name: &it.name,
        measure: None,
    });
    TableSeen {
        header: table.header.to_string(),
        unit_column: column_letters(table.header.column),
        columns: columns.collect(),
        texts: texts.collect(),
        rows: table.rows.len(),
        units: units(table),
        periods: periods(table),
        missing: missing(table),
    }
}

fn units(table: &Table) -> usize {
    let mut units: Vec<&str> = table.rows.iter().map(|row| row.unit.as_str()).collect();
    units.sort_unstable();
    units.dedup();
    units.len()
}

fn periods(table: &Table) -> Vec<String> {
    let mut periods = Vec::new();
    for period in table.rows.iter().filter_map(|row| row.period.as_ref()) {
        let period = period.to_string();
        if !periods.contains(&period) {
            periods.push(period);
        }
    }
    periods
}

fn missing(table: &Table) -> usize {
    let values = table.columns.iter().flat_map(|column| &column.values);
    values.filter(|value| value.is_none()).count()
}

fn words(book: &Book, seen: &[Seen<'_>], texts: Texts) {
    say(&book.file);
    say(&format!("  {}", texts.file_format(book.format)));
    say(&format!("  SHA-256 {}", book.sha256));
    for it in seen {
        let sheet = sheet_seen(it, texts);
        say("");
        say(&texts.inspected_sheet(sheet.name, sheet.hidden));
        say(&format!(
            "  {}",
            texts.inspected_size(sheet.rows, sheet.columns, sheet.cells)
        ));
        let lists = [
            (texts.merged_cells(), &sheet.merged),
            (texts.hidden_rows(), &sheet.hidden_rows),
            (texts.hidden_columns(), &sheet.hidden_columns),
        ];
        for (name, list) in lists {
            if !list.is_empty() {
                say(&format!("  {}", texts.inspected_list(name, list)));
            }
        }
        if let Some(relation) = &it.relation {
            for line in relation_words(relation, texts) {
                say(&line);
            }
            continue;
        }
        if let Some(list) = &it.list {
            for line in list_words(list, texts) {
                say(&line);
            }
            continue;
        }
        let plain = it.beside || it.map.tables.is_empty();
        match &sheet.table {
            Some(table) if plain => table_words(table, texts),
            None if plain => say(&format!("  {}", texts.inspected_no_table())),
            _ => {}
        }
        for line in mapped_words(&it.map, texts) {
            say(&line);
        }
    }
    let mut first = true;
    for finding in findings(book, seen) {
        if std::mem::take(&mut first) {
            say("");
            say(texts.noticed());
        }
        let severity = texts.severity_name(finding.problem.severity());
        let text = texts.import_finding(finding);
        say(&format!("  {}", texts.file_and_state(severity, &text)));
    }
}

fn table_words(table: &TableSeen<'_>, texts: Texts) {
    let summary = texts.inspected_table(&InspectedTable {
        header: &table.header,
        unit_column: &table.unit_column,
        units: table.units,
        rows: table.rows,
        missing: table.missing,
        periods: &table.periods,
    });
    for line in summary {
        say(&format!("  {line}"));
    }
    for column in &table.columns {
        let measure = column.measure.map(|it| format!(" [{it}]"));
        let measure = measure.unwrap_or_default();
        say(&format!("    {} {}{measure}", column.column, column.name));
    }
    for column in &table.texts {
        let words = texts.column_of_words();
        say(&format!("    {} {} ({words})", column.column, column.name));
    }
}
