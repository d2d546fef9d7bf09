//! What `heng inspect` says of a sheet that lists things: laboratories, firms, patents.

use serde::Serialize;

use crate::{
    import::{
        Book, Sheet, Table, column_letters,
        list::{ListKind, ListLayout, ListTable, SURELY_A_LIST, list},
        names::{Level, Registry},
    },
    texts::Texts,
};

/// Looking for places in more rows takes too long.
const MOST_LOOKED_AT: usize = 20_000;

/// A list of things.
#[derive(Serialize)]
pub(super) struct ListSeen<'a> {
    /// What stands above the header.
    title: &'a str,
    /// The row of the header, from 1.
    header_row: u32,
    /// How many things there are.
    rows: usize,
    /// From the left.
    columns: Vec<ListColumnSeen<'a>>,
    /// The header of the column that seems to tell the unit.
    by: Option<&'a str>,
    /// The level of the places in it.
    level: Option<Level>,
    /// The header of the column that seems to tell the period.
    period_column: Option<&'a str>,
    /// The period of the whole list.
    period: Option<String>,
    /// The header of the column that seems to name the thing.
    name: Option<&'a str>,
    /// How sure it is that this is a list, from 0 to 1.
    confidence: f32,
}

/// A column of a list.
#[derive(Serialize)]
struct ListColumnSeen<'a> {
    /// Its letters.
    column: String,
    /// The header without its measure.
    name: &'a str,
    /// The measure, where one is stated.
    measure: Option<&'a str>,
    /// What it holds.
    kind: ListKind,
    /// How many rows have something in it.
    filled: usize,
    /// How many different texts there are.
    distinct: usize,
}

/// The list on a sheet, where it surely is one.
pub(super) fn list_on(book: &Book, sheet: &Sheet, plain: Option<&Table>) -> Option<ListTable> {
    let looks_like = plain.is_none_or(|it| !it.texts.is_empty() && it.rows.len() <= MOST_LOOKED_AT);
    if !looks_like {
        return None;
    }
    let layout = ListLayout {
        sheet: Some(sheet.name.clone()),
        header_row: None,
    };
    let found = list(book, &layout, Registry::bundled()).ok()?;
    (found.confidence >= SURELY_A_LIST).then_some(found)
}

pub(super) fn list_seen(list: &ListTable) -> ListSeen<'_> {
    let columns = list.columns.iter().map(|it| ListColumnSeen {
        column: column_letters(it.column),
        name: &it.name,
        measure: it.measure.as_deref(),
        kind: it.kind,
        filled: it.filled,
        distinct: it.distinct,
    });
    let proposal = &list.proposal;
    ListSeen {
        title: &list.title,
        header_row: list.header_row + 1,
        rows: list.rows.len(),
        columns: columns.collect(),
        by: proposal.by.as_deref(),
        level: proposal.level,
        period_column: proposal.period_column.as_deref(),
        period: proposal.period.as_ref().map(ToString::to_string),
        name: proposal.name.as_deref(),
        confidence: list.confidence,
    }
}

pub(super) fn list_words(list: &ListTable, texts: Texts) -> Vec<String> {
    let mut lines: Vec<String> = texts
        .inspected_things(list)
        .into_iter()
        .map(|line| format!("  {line}"))
        .collect();
    for column in &list.columns {
        let measure = column.measure.as_ref().map(|it| format!(" [{it}]"));
        lines.push(format!(
            "    {} {}{} ({})",
            column_letters(column.column),
            column.name,
            measure.unwrap_or_default(),
            texts.list_kind(column.kind)
        ));
    }
    lines
}
