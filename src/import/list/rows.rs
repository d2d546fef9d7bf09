//! Header and rows of a list.

use std::collections::{BTreeMap, BTreeSet};

use super::{ListColumn, ListKind, ListRow, ListTable};
use crate::import::{
    Book, Cell, CellAt, Finding, Problem, Sheet, Value, column_letters,
    number::{Reading, parse},
    sheet_map::{MapProblem, Role},
    words,
};

/// How many rows from the top may be the header.
const HEADER_AMONG: usize = 20;

/// Words that no name of a column is made of: a longer text is a title or a note.
const LONGEST_HEADER: usize = 40;

/// A row without its blank cells.
type Line<'a> = (u32, Vec<&'a Cell>);

/// The list under a row asked for, counted from 1.
pub(super) fn under(book: &Book, sheet: &Sheet, row: u32) -> Option<ListTable> {
    under_with(book, sheet, row, &[])
}

/// The same with columns that are read although they have no name of their own; their letters are it.
pub(in crate::import) fn under_with(
    book: &Book,
    sheet: &Sheet,
    row: u32,
    wanted: &[u32],
) -> Option<ListTable> {
    let lines = lines(sheet);
    let row = row.checked_sub(1)?;
    let header = lines.iter().position(|(at, _)| *at == row)?;
    Some(read(book, sheet, (&lines, header), wanted))
}

/// The row that looks like a header, counted from 0; else the first one with two cells.
pub(in crate::import) fn likely_header(sheet: &Sheet) -> Option<u32> {
    let lines = lines(sheet);
    let first = || lines.iter().position(|(_, cells)| cells.len() > 1);
    let place = header(&lines).or_else(first)?;
    lines.get(place).map(|(row, _)| *row)
}

/// The list under the first row that looks like a header.
pub(super) fn recognised(book: &Book, sheet: &Sheet) -> Option<ListTable> {
    let lines = lines(sheet);
    let header = header(&lines)?;
    Some(read(book, sheet, (&lines, header), &[]))
}

fn lines(sheet: &Sheet) -> Vec<Line<'_>> {
    let filled = |cells: &'_ [Cell]| -> bool { cells.iter().any(|it| !is_blank(&it.value)) };
    sheet
        .rows()
        .filter(|(_, cells)| filled(cells))
        .map(|(row, cells)| {
            (
                row,
                cells.iter().filter(|it| !is_blank(&it.value)).collect(),
            )
        })
        .collect()
}

pub(super) fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.trim().is_empty())
}

/// The first row of words, each once, that names most of the columns below it.
fn header(lines: &[Line<'_>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|(_, cells)| cells.len()).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied()?;
    let least = usual.max(2).div_ceil(2).max(2);
    lines.iter().take(HEADER_AMONG).position(|(_, cells)| {
        let mut seen = BTreeSet::new();
        cells.len() >= least
            && cells.iter().all(|it| match &it.value {
                Value::Text(text) => {
                    let name = words::clean(text);
                    let number = matches!(parse(text, false), Reading::Number { .. });
                    !number && name.chars().count() <= LONGEST_HEADER && seen.insert(name)
                }
                _ => false,
            })
    })
}

fn read(
    book: &Book,
    sheet: &Sheet,
    (lines, header): (&[Line<'_>], usize),
    wanted: &[u32],
) -> ListTable {
    let above = lines.get(..header).unwrap_or_default();
    let texts = above.iter().flat_map(|(_, cells)| cells);
    let title: Vec<String> = texts.map(|it| words::clean(&it.value.text())).collect();
    let mut table = ListTable {
        file: book.file.clone(),
        sha256: book.sha256.clone(),
        sheet: sheet.name.clone(),
        title: title.join(" "),
        decimal_comma: sheet.decimal_comma,
        ..ListTable::default()
    };
    let Some((row, names)) = lines.get(header) else {
        return table;
    };
    table.header_row = *row;
    let body = lines.get(header + 1..).unwrap_or_default();
    columns(names, body, wanted, &mut table);
    let places: BTreeMap<u32, usize> = (0..)
        .zip(&table.columns)
        .map(|(place, it)| (it.column, place))
        .collect();
    let headings: Vec<String> = names.iter().map(|it| it.value.text()).collect();
    let last = last_row(body);
    for (index, (row, cells)) in body.iter().enumerate() {
        if let Some(role) = dropped(cells, &headings, index > last) {
            table.findings.extend(line_dropped(*row, cells, role));
            continue;
        }
        let mut values: Vec<Option<Value>> = vec![None; table.columns.len()];
        for cell in cells {
            let place = places.get(&cell.at.column).copied();
            if let Some(slot) = place.and_then(|it| values.get_mut(it)) {
                *slot = Some(cell.value.clone());
            }
        }
        if values.iter().any(Option::is_some) {
            table.rows.push(ListRow {
                row: *row,
                cells: values,
            });
        }
    }
    fill_merged(sheet, &places, &mut table.rows);
    hidden(sheet, &mut table);
    table
}

fn column(column: u32, name: String, measure: Option<String>) -> ListColumn {
    ListColumn {
        column,
        name,
        measure,
        kind: ListKind::Empty,
        filled: 0,
        distinct: 0,
        classes: Vec::new(),
    }
}

/// The columns with a name, and those wanted; the others are told if anything stands in them.
fn columns(names: &[&Cell], body: &[Line<'_>], wanted: &[u32], table: &mut ListTable) {
    let mut first: BTreeMap<String, CellAt> = BTreeMap::new();
    for cell in names {
        let (name, measure) = words::split_measure(&words::clean(&cell.value.text()));
        if let Some(first) = first.get(&words::key(&name)).copied() {
            if wanted.contains(&cell.at.column) {
                continue;
            }
            let problem = MapProblem::RepeatedHeading { name, first };
            table.findings.push(at(cell.at, Problem::Map(problem)));
            continue;
        }
        first.insert(words::key(&name), cell.at);
        table.columns.push(column(cell.at.column, name, measure));
    }
    for place in wanted {
        if table.columns.iter().all(|it| it.column != *place) {
            let letters = column_letters(*place);
            table.columns.push(column(*place, letters, None));
        }
    }
    table.columns.sort_by_key(|it| it.column);
    let with_name = names.iter().map(|it| it.at.column);
    let headed: BTreeSet<u32> = with_name.chain(wanted.iter().copied()).collect();
    let used = body
        .iter()
        .filter(|(_, cells)| cells.len() > 1)
        .flat_map(|(_, cells)| cells)
        .map(|it| it.at.column);
    let unnamed: BTreeSet<u32> = used.filter(|it| !headed.contains(it)).collect();
    for column in unnamed {
        let cell = CellAt {
            row: table.header_row,
            column,
        };
        table.findings.push(at(cell, Problem::NoColumnName));
    }
}

/// The last row with more than one cell: what stands alone below it is no thing.
fn last_row(body: &[Line<'_>]) -> usize {
    let last = body.iter().rposition(|(_, cells)| cells.len() > 1);
    last.unwrap_or(body.len())
}

/// A sentence rather than a name.
fn is_remark(text: &str) -> bool {
    text.chars().count() > 30 || text.contains(['。', '，', '；', '：', ':', ';'])
}

/// What begins a row of totals.
const TOTALS: [&str; 5] = ["合计", "总计", "小计", "共计", "total"];

/// Why a row is no thing of the list, if it is none.
fn dropped(cells: &[&Cell], headings: &[String], below: bool) -> Option<Role> {
    let first = cells.first().map(|it| words::clean(&it.value.text()))?;
    if let [_] = cells
        && words::is_note(&first)
    {
        return Some(Role::Note);
    }
    if below && cells.len() == 1 && is_remark(&first) {
        return Some(Role::Dropped);
    }
    let same = |(cell, heading): (&&Cell, &String)| cell.value.text() == *heading;
    if cells.len() == headings.len() && cells.iter().zip(headings).all(same) {
        return Some(Role::RepeatedHeader);
    }
    let few = cells.len() * 2 <= headings.len().max(2);
    let total = TOTALS.contains(&words::key(&first).as_str());
    (total && few).then_some(Role::Total)
}

fn line_dropped(row: u32, cells: &[&Cell], role: Role) -> Option<Finding> {
    let first = cells.first()?;
    let text: String = words::clean(&first.value.text()).chars().take(40).collect();
    let cell = CellAt {
        row,
        column: first.at.column,
    };
    Some(at(
        cell,
        Problem::Map(MapProblem::LineDropped { role, text }),
    ))
}

/// A finding that does not know its file yet.
pub(in crate::import) fn at(cell: CellAt, problem: Problem) -> Finding {
    Finding {
        file: String::new(),
        sheet: String::new(),
        at: Some(cell),
        problem,
    }
}

/// A cell merged over rows says the same of each.
fn fill_merged(sheet: &Sheet, places: &BTreeMap<u32, usize>, rows: &mut [ListRow]) {
    for merged in sheet.merged.iter().filter(|it| it.to.row > it.from.row) {
        let Some(place) = places.get(&merged.from.column).copied() else {
            continue;
        };
        let Some(value) = sheet.get(merged.from).filter(|it| !is_blank(it)) else {
            continue;
        };
        let from = rows.partition_point(|it| it.row < merged.from.row);
        let to = rows.partition_point(|it| it.row <= merged.to.row);
        for row in rows.get_mut(from..to).unwrap_or_default() {
            if let Some(slot) = row.cells.get_mut(place)
                && slot.is_none()
            {
                *slot = Some(value.clone());
            }
        }
    }
}

fn hidden(sheet: &Sheet, table: &mut ListTable) {
    let lies_in = |row: &ListRow| {
        let mut lines = sheet.hidden_rows.iter();
        lines.any(|it| (it.first..=it.last).contains(&row.row))
    };
    let mut rows = table.rows.iter().filter(|it| lies_in(it));
    let Some(first) = rows.next() else {
        return;
    };
    let count = u32::try_from(1 + rows.count()).unwrap_or(u32::MAX);
    let cell = CellAt {
        row: first.row,
        column: table.columns.first().map_or(0, |it| it.column),
    };
    let problem = Problem::Map(MapProblem::HiddenRows { count });
    table.findings.push(at(cell, problem));
}
