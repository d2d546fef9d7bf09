//! What `heng inspect` says of a relation sheet.

use serde::Serialize;

use crate::{
    import::{
        Book, Sheet, column_letters,
        relations::{RelationForm, RelationLayout, RelationRole, RelationTable, relations},
    },
    texts::Texts,
};

/// A relation sheet.
#[derive(Serialize)]
pub(super) struct RelationSeen<'a> {
    /// What stands above the header.
    title: &'a str,
    /// A row an edge, or the same names down and across.
    form: RelationForm,
    /// The row of the header, from 1.
    header_row: u32,
    /// The columns of a list, from the left.
    columns: Vec<RelationColumnSeen<'a>>,
    /// How many nodes there are.
    nodes: usize,
    /// How many edges there are.
    edges: usize,
    /// The periods of the edges, in order; an empty text is none.
    periods: Vec<String>,
    /// The kinds of ties, in the order of the sheet.
    kinds: &'a [String],
    /// Whether edges have a direction; null where the sheet does not tell.
    directed: Option<bool>,
    /// The sum of all weights; null where no edge has one.
    total_weight: Option<f64>,
    /// The measure of the weights, where the sheet states one.
    measure: Option<&'a str>,
}

/// A column of a list of edges.
#[derive(Serialize)]
struct RelationColumnSeen<'a> {
    /// Its letters.
    column: String,
    /// The header without its measure.
    name: &'a str,
    /// The measure, where the header states one.
    measure: Option<&'a str>,
    /// What it tells.
    role: RelationRole,
    /// The period of the weights in it, where its header is one.
    period: Option<String>,
}

/// The relation sheet that a sheet surely is.
pub(super) fn relation_on(book: &Book, sheet: &Sheet) -> Option<RelationTable> {
    let layout = RelationLayout {
        sheet: Some(sheet.name.clone()),
        ..RelationLayout::default()
    };
    relations(book, &layout).ok().filter(|it| it.sure)
}

pub(super) fn relation_seen(table: &RelationTable) -> RelationSeen<'_> {
    let columns = table.columns.iter().map(|it| RelationColumnSeen {
        column: column_letters(it.column),
        name: &it.name,
        measure: it.measure.as_deref(),
        role: it.role,
        period: it.period.as_ref().map(ToString::to_string),
    });
    let edges = &table.list.edges;
    RelationSeen {
        title: &table.title,
        form: table.form,
        header_row: table.header_row + 1,
        columns: columns.collect(),
        nodes: edges.nodes().len(),
        edges: edges.len(),
        periods: edges.periods().iter().map(ToString::to_string).collect(),
        kinds: edges.kinds(),
        directed: table.directed,
        total_weight: edges.total_weight(),
        measure: table.measure.as_deref(),
    }
}

pub(super) fn relation_words(table: &RelationTable, texts: Texts) -> Vec<String> {
    let edges = &table.list.edges;
    let summary = texts.relation_summary(edges.nodes().len(), edges.len(), &edges.periods());
    let facts = std::iter::once(summary).chain(texts.relation_facts(table));
    let mut lines: Vec<String> = facts.map(|line| format!("  {line}")).collect();
    for column in &table.columns {
        let measure = column.measure.as_ref().map(|it| format!(" [{it}]"));
        lines.push(format!(
            "    {} {}{} ({})",
            column_letters(column.column),
            column.name,
            measure.unwrap_or_default(),
            texts.relation_role(column.role)
        ));
    }
    lines
}
