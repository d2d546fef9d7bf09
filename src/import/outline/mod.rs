//! A framework as a sheet tells it.

mod header;
mod levels;
mod parents;
mod rows;
#[cfg(test)]
mod tests;
mod tree;

use serde::{Deserialize, Serialize};

use super::{Book, CellAt, Finding, Sheet, TableError, table::named, words};
use crate::engine::Direction;
use header::Header;
use rows::Rows;

pub use rows::parse_direction;

/// A framework sheet, read: a tree in the order people see it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The file's name.
    pub file: String,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// Parents before children, siblings in order. The index itself may be absent: nodes whose
    /// `parent` is none then hang below an index that the reader of the outline names.
    pub nodes: Vec<OutlineNode>,
    /// Rows that are no part of the tree: denominators, groups and other columns of `COINr`'s `iMeta`.
    pub others: Vec<OtherColumn>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

impl Outline {
    /// How many aggregates and indicators it has.
    pub fn counts(&self) -> (usize, usize) {
        let leaf = |node: &&OutlineNode| node.kind == OutlineKind::Indicator;
        let indicators = self.nodes.iter().filter(leaf).count();
        (self.nodes.len() - indicators, indicators)
    }
}

/// A node of the tree.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OutlineNode {
    /// Unique; the name where the sheet gives no code.
    pub code: String,
    /// What people read.
    pub name: String,
    /// Where its parent stands in [`Outline::nodes`], always before it.
    pub parent: Option<usize>,
    /// Aggregate or indicator.
    pub kind: OutlineKind,
    /// As typed; none is blank.
    pub weight: Option<f64>,
    /// Whether more is better; none where the sheet is silent, which counts as positive.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// 单位 of an indicator.
    pub measure: Option<String>,
    /// 来源.
    pub source: Option<String>,
    /// 下限.
    pub lo: Option<f64>,
    /// 上限.
    pub hi: Option<f64>,
    /// 目标.
    #[serde(default)]
    pub target: Option<f64>,
    /// 分母: the variable that values are divided by.
    #[serde(default)]
    pub denominator: Option<String>,
    /// 每: how much of the denominator one counts.
    #[serde(default)]
    pub per: Option<f64>,
    /// 公式: from which variables its values are computed.
    #[serde(default)]
    pub formula: Option<String>,
    /// 滞后: how many periods the data lie before the index.
    #[serde(default)]
    pub lag: u32,
    /// Where its name stands.
    pub at: CellAt,
}

/// What a node of an outline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutlineKind {
    /// Has children.
    Aggregate,
    /// A leaf.
    #[default]
    Indicator,
}

/// A column of the data that is no indicator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherColumn {
    /// Its header in the data.
    pub code: String,
    /// What people read.
    pub name: String,
    /// What it is for.
    pub kind: OtherKind,
}

/// What a column that is no indicator is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OtherKind {
    /// Units with the same word form a group.
    Group,
    /// Other variables may be divided by it.
    Denominator,
    /// Kept, without a use.
    Other,
}

/// Reads a framework sheet: the one named, else the first visible one that reads as a framework.
pub fn outline(book: &Book, sheet: Option<&str>) -> Result<Outline, TableError> {
    let sheets: Vec<&Sheet> = match sheet {
        Some(name) => vec![named(book, name)?],
        None => book.sheets.iter().filter(|sheet| !sheet.hidden).collect(),
    };
    for sheet in &sheets {
        if let Some(header) = Header::of(sheet) {
            let read = read(book, sheet, &header);
            if !read.nodes.is_empty() {
                return Ok(read);
            }
        }
    }
    let first_rows = sheets.iter().filter_map(|sheet| sheet.rows().next());
    let headers = first_rows.flat_map(|(_, cells)| cells);
    Err(TableError::NoFramework {
        file: book.file.clone(),
        present: headers
            .map(|cell| words::clean(&cell.value.text()))
            .collect(),
    })
}

fn read(book: &Book, sheet: &Sheet, header: &Header) -> Outline {
    let mut rows = Rows {
        header,
        sheet,
        findings: Vec::new(),
    };
    let (drafts, others) = if header.levels().is_empty() {
        parents::read(&mut rows)
    } else {
        (levels::read(&mut rows), Vec::new())
    };
    rows.unused();
    let mut findings = rows.findings;
    findings.sort_by_key(|finding| finding.at);
    for finding in &mut findings {
        finding.file.clone_from(&book.file);
    }
    Outline {
        file: book.file.clone(),
        sheet: sheet.name.clone(),
        nodes: tree::grow(drafts),
        others,
        findings,
    }
}
