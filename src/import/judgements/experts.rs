//! Lists of weights, a column an expert.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::finding;
use crate::import::{
    Book, Cell, CellAt, Finding, Problem, Sheet, TableError, Value,
    number::{Reading, parse},
    table::named,
    words,
};

/// Weights that several experts gave (专家打分).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExpertSheet {
    /// The file's name.
    pub file: String,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// The headers of their columns.
    pub experts: Vec<String>,
    /// In the order of the sheet.
    pub rows: Vec<ExpertRow>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// What the experts gave one node.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExpertRow {
    /// The node's code or name.
    pub node: String,
    /// One an expert; none is blank.
    pub weights: Vec<Option<f64>>,
    /// Counted from 0.
    pub row: u32,
}

/// Means and sums beside the experts, which are no experts.
const NO_EXPERT: [&str; 12] = [
    "平均",
    "平均值",
    "平均分",
    "均值",
    "合计",
    "总计",
    "总分",
    "mean",
    "average",
    "total",
    "sum",
    "备注",
];

/// Reads a sheet of weights: the one named, else the first visible one that reads as such.
///
/// The first column names the nodes; each other one is an expert, whose name is its header.
pub fn expert_weights(book: &Book, sheet: Option<&str>) -> Result<ExpertSheet, TableError> {
    let sheets: Vec<&Sheet> = match sheet {
        Some(name) => vec![named(book, name)?],
        None => book.sheets.iter().filter(|sheet| !sheet.hidden).collect(),
    };
    let found = sheets.into_iter().find_map(read);
    let mut found = found.ok_or_else(|| TableError::NoExperts {
        file: book.file.clone(),
    })?;
    found.file.clone_from(&book.file);
    found.findings.sort_by_key(|finding| finding.at);
    for finding in &mut found.findings {
        finding.file.clone_from(&book.file);
    }
    Ok(found)
}

fn read(sheet: &Sheet) -> Option<ExpertSheet> {
    let rows: Vec<(u32, &[Cell])> = sheet.rows().collect();
    let is_header = |pair: &&[(u32, &[Cell])]| match pair {
        [(_, header), (_, below)] => heads(header, below),
        _ => false,
    };
    let &(header, cells) = rows.windows(2).find(is_header)?.first()?;
    let body: Vec<(u32, &[Cell])> = rows
        .iter()
        .filter(|(row, cells)| *row > header && !passed_over(cells))
        .copied()
        .collect();
    let names = body.iter().filter_map(|(_, cells)| cells.first());
    let first = names.map(|cell| cell.at.column).min()?;
    let mut told = ExpertSheet {
        sheet: sheet.name.clone(),
        ..ExpertSheet::default()
    };
    let numbers = with_numbers(sheet, &body);
    let mut columns: Vec<CellAt> = Vec::new();
    let mut known: BTreeMap<String, CellAt> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| cell.at.column > first) {
        let column = words::clean(&cell.value.text());
        if column.is_empty() {
            continue;
        }
        if !numbers.contains(&cell.at.column) || NO_EXPERT.contains(&words::key(&column).as_str()) {
            told.findings
                .push(finding(sheet, cell.at, Problem::ColumnNotUsed { column }));
            continue;
        }
        let first = *known.entry(column.clone()).or_insert(cell.at);
        if first != cell.at {
            let column = column.clone();
            let problem = Problem::RepeatedColumn { column, first };
            told.findings.push(finding(sheet, cell.at, problem));
        }
        told.experts.push(column);
        columns.push(cell.at);
    }
    if told.experts.is_empty() {
        return None;
    }
    let mut known = BTreeMap::new();
    for (row, cells) in body {
        let at = CellAt { row, column: first };
        told.take(sheet, at, cells, &columns, &mut known);
    }
    (!told.rows.is_empty()).then_some(told)
}

/// The columns that hold a number somewhere.
fn with_numbers(sheet: &Sheet, body: &[(u32, &[Cell])]) -> BTreeSet<u32> {
    let mut columns = BTreeSet::new();
    for cell in body.iter().flat_map(|(_, cells)| *cells) {
        let column = cell.at.column;
        if !columns.contains(&column) && number(sheet, &cell.value).is_some() {
            columns.insert(column);
        }
    }
    columns
}

impl ExpertSheet {
    /// Takes a row in. The nodes that are known stand with the row that named them first.
    fn take(
        &mut self,
        sheet: &Sheet,
        at: CellAt,
        cells: &[Cell],
        columns: &[CellAt],
        known: &mut BTreeMap<String, u32>,
    ) {
        let name = sheet.get(at).map(|value| words::clean(&value.text()));
        let node = name.unwrap_or_default();
        if node.is_empty() {
            let at = cells.first().map_or(at, |cell| cell.at);
            self.findings.push(finding(sheet, at, Problem::NoUnitName));
            return;
        }
        let row = *known.entry(node.clone()).or_insert(at.row);
        if row != at.row {
            let code = node.clone();
            let first = CellAt { row, ..at };
            let problem = Problem::RepeatedCode { code, first };
            self.findings.push(finding(sheet, at, problem));
        }
        let mut weights = Vec::with_capacity(columns.len());
        for (column, expert) in columns.iter().zip(&self.experts) {
            let at = CellAt {
                row: at.row,
                column: column.column,
            };
            let (weight, problem) = weight(sheet, at, expert);
            weights.push(weight);
            self.findings
                .extend(problem.map(|it| finding(sheet, at, it)));
        }
        let row = at.row;
        self.rows.push(ExpertRow { node, weights, row });
    }
}

/// Whether a row heads the one below it: names over at least one number.
fn heads(header: &[Cell], below: &[Cell]) -> bool {
    let Some(first) = below.first().map(|cell| cell.at.column) else {
        return false;
    };
    let right: Vec<&Cell> = header.iter().filter(|it| it.at.column > first).collect();
    let text = |cell: &&Cell| matches!(&cell.value, Value::Text(text) if parse(text, false) == Reading::NotANumber);
    !right.is_empty() && right.iter().all(text)
}

/// A note or a sum.
fn passed_over(cells: &[Cell]) -> bool {
    let first = cells.first().map(|cell| cell.value.text());
    let first = first.unwrap_or_default();
    ["合计", "总计", "total", "sum"].contains(&words::key(&first).as_str())
        || (cells.len() == 1 && words::is_note(&first))
}

fn number(sheet: &Sheet, value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => match parse(text, sheet.decimal_comma) {
            Reading::Number { value, .. } => Some(value),
            Reading::Missing | Reading::NotANumber => None,
        },
        _ => None,
    }
}

/// The weight of a cell, and what is wrong with it.
pub(super) fn weight(sheet: &Sheet, at: CellAt, expert: &str) -> (Option<f64>, Option<Problem>) {
    let Some(value) = sheet.get(at) else {
        return (None, None);
    };
    let found = value.text();
    let column = expert.to_owned();
    match (number(sheet, value), value) {
        (Some(found), _) if found < 0.0 => (Some(found), Some(Problem::NegativeWeight { found })),
        (Some(weight), _) => (Some(weight), None),
        (None, Value::Error(_)) => (None, Some(Problem::ErrorCell { found })),
        (None, Value::Text(text)) if parse(text, sheet.decimal_comma) == Reading::Missing => {
            (None, None)
        }
        (None, _) => (None, Some(Problem::NotANumber { found, column })),
    }
}
