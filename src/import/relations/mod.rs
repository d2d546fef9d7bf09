//! Relation sheets (关系表): who is tied to whom.
//!
//! Two forms. A list has a row an edge: source, target, and perhaps kind, period, weight and further
//! columns. A matrix has the same names down and across, and an edge in each cell that holds a number
//! other than 0. [`relations`] recognises both; a node is whatever a name says, and need be no unit.
//!
//! **Invariant:** a sheet is *surely* one only if its headers name both ends of an edge and the cells
//! below hold names, or if its rows and columns bear the same names. Everything that was left out, kept
//! twice or taken for granted is told with its cells.

mod checks;
mod edge_list;
mod headers;
mod layout;
mod map;
mod matrix;
mod problem;
mod read;
mod roles;
mod series;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use edge_list::{AttributeBuilder, EdgeAttribute, EdgeList};
pub use layout::{RelationLayout, RelationSays};
pub use map::{RelationCell, RelationMap};
pub use problem::RelationProblem;
pub(in crate::import) use read::title;
pub use series::{RelationPart, RelationSeries, joined, series, told_twice};

use super::{Book, Finding, Sheet, TableError, Value, table::named, words};
use crate::engine::Period;

/// What a column of a list of edges tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationRole {
    /// The node an edge begins at.
    Source,
    /// The node it ends at.
    Target,
    /// What kind of tie it is.
    Kind,
    /// When it holds.
    Period,
    /// How strong it is. Where several columns are headed by periods, each is the weight in its own.
    Weight,
    /// Whether it has a direction.
    Direction,
    /// Anything else that is kept with it.
    Attribute,
    /// Nothing that is kept, such as running numbers.
    Running,
}

impl RelationRole {
    /// All, as people are asked.
    pub const ALL: [Self; 8] = [
        Self::Source,
        Self::Target,
        Self::Kind,
        Self::Period,
        Self::Weight,
        Self::Direction,
        Self::Attribute,
        Self::Running,
    ];
}

/// How a relation sheet lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationForm {
    /// A row an edge.
    #[default]
    List,
    /// The same names down and across.
    Matrix,
}

/// A relation sheet as it was recognised.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RelationTable {
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// What stands above the header, lines joined by a blank.
    pub title: String,
    /// How it lies.
    pub form: RelationForm,
    /// The row of the header, counted from 0.
    pub header_row: u32,
    /// The columns of a list that have a name, from the left; of a matrix none.
    pub columns: Vec<RelationColumn>,
    /// The measure of the weights, where the sheet states one.
    pub measure: Option<String>,
    /// Whether edges have a direction; none where the sheet does not tell.
    pub directed: Option<bool>,
    /// The edges, in the order of the sheet.
    pub list: Arc<EdgeList>,
    /// The sheets it was joined of; none where it is of one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<RelationPart>,
    /// What was left out or looks odd.
    pub findings: Vec<Finding>,
    /// The sheet is this by its own words, and not only because it was asked for.
    pub sure: bool,
}

/// A column of a list of edges.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelationColumn {
    /// Counted from 0.
    pub column: u32,
    /// The header without its measure.
    pub name: String,
    /// The measure, where the header states one.
    pub measure: Option<String>,
    /// What it tells.
    pub role: RelationRole,
    /// The period of the weights in it, where its header is one.
    pub period: Option<Period>,
}

impl RelationTable {
    /// What a relation is called that is made of it: as its title, sheet or file.
    pub fn name(&self) -> String {
        let stem = self.file.rsplit_once('.').map_or(&*self.file, |it| it.0);
        let title = words::clean(&self.title);
        let short = (1..=40).contains(&title.chars().count());
        let title = Some(title).filter(|_| short);
        // Sheets that nobody named say nothing.
        let sheet = Some(self.sheet.trim()).filter(|it| !it.is_empty() && !is_default(it));
        title
            .or_else(|| sheet.map(str::to_owned))
            .unwrap_or_else(|| stem.to_owned())
    }

    /// The same without the year, where all its edges are of that one: the next one of its kind has another.
    pub fn lasting_name(&self) -> String {
        let name = self.name();
        let bare = match self.list.edges.periods().as_slice() {
            [Period::Year(year)] => without_year(&name, *year),
            _ => None,
        };
        bare.unwrap_or(name)
    }
}

/// A name without a year, with what stood on both sides of it as one; none where nothing else is left.
fn without_year(name: &str, year: i32) -> Option<String> {
    let letters: String = name.chars().map(words::half_width).collect();
    let (before, after) = letters.split_once(&year.to_string())?;
    let marks = [' ', '-', '_', '.', ',', ':'];
    let after = after.trim_start_matches(['年', '度']);
    let (before, after) = match (before.strip_suffix('('), after.strip_prefix(')')) {
        (Some(before), Some(after)) => (before, after),
        _ => (before, after),
    };
    let before = before.trim_end_matches(marks);
    let after = after.trim_start_matches(marks);
    let bare = words::clean(&format!("{before} {after}"));
    (!bare.is_empty()).then_some(bare)
}

/// The names that spreadsheets give to sheets by themselves.
pub(in crate::import) fn is_default(sheet: &str) -> bool {
    let plain = words::key(sheet);
    let number = plain
        .strip_prefix("sheet")
        .or_else(|| plain.strip_prefix("工作表"));
    number.is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
}

/// Recognises a relation sheet: the one the layout names, which need not be sure, else the first
/// visible one that surely is one.
///
/// ```
/// use heng::import::{Book, Cell, CellAt, Sheet, Value, relations::{RelationLayout, relations}};
/// let texts = [["投资方", "被投资方", "年份"], ["甲公司", "乙公司", "2020"], ["乙公司", "丙公司", "2021"]];
/// let cells = (0..).zip(texts).flat_map(|(row, texts)| {
///     (0..).zip(texts).map(move |(column, text)| Cell {
///         at: CellAt { row, column },
///         value: Value::Text(text.to_owned()),
///     })
/// });
/// let sheet = Sheet { cells: cells.collect(), ..Sheet::default() };
/// let book = Book { sheets: vec![sheet], ..Book::default() };
/// let found = relations(&book, &RelationLayout::default()).unwrap();
/// assert_eq!((found.list.edges.len(), found.list.edges.nodes().len()), (2, 3));
/// assert_eq!(found.directed, Some(true));
/// ```
pub fn relations(book: &Book, layout: &RelationLayout) -> Result<RelationTable, TableError> {
    looked(book, layout).table
}

/// A file looked at as a relation sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationLooked {
    /// The place of the sheet looked at; none where the file has none to look at.
    pub sheet: Option<usize>,
    /// What was recognised on it.
    pub table: Result<RelationTable, TableError>,
    /// What its cells are for, as far as that is known.
    pub map: RelationMap,
}

/// Recognises a relation sheet as [`relations`] does, and tells what the cells of the sheet are for. Where
/// none is recognised, it looks at the sheet named, else at the first visible one with cells.
pub fn looked(book: &Book, layout: &RelationLayout) -> RelationLooked {
    let mut unsure = None;
    for (place, sheet) in candidates(book, layout) {
        let found = match on_sheet(book, sheet, layout) {
            Ok(Some(found)) => found,
            Ok(None) => continue,
            Err(wrong) => return nothing(book, layout, Some(place), wrong),
        };
        let sure = found.table.sure;
        let found = RelationLooked {
            sheet: Some(place),
            table: Ok(found.table),
            map: found.map,
        };
        if sure || layout.sheet.is_some() {
            return found;
        }
        unsure = unsure.or(Some(found));
    }
    let wrong = match &layout.sheet {
        Some(name) => named(book, name).err(),
        None => None,
    };
    let wrong = wrong.unwrap_or_else(|| TableError::NoRelations {
        file: book.file.clone(),
    });
    unsure.unwrap_or_else(|| nothing(book, layout, None, wrong))
}

/// The sheets to look at, with their places: the one named, else all visible ones.
fn candidates<'a>(book: &'a Book, layout: &RelationLayout) -> Vec<(usize, &'a Sheet)> {
    let all = || book.sheets.iter().enumerate();
    let only = layout.sheet.as_ref().map(|name| named(book, name));
    match only {
        Some(Ok(only)) => all().filter(|it| it.1.name == only.name).take(1).collect(),
        Some(Err(_)) => Vec::new(),
        None => all().filter(|it| !it.1.hidden).collect(),
    }
}

/// What is known of a sheet that holds no relation, or not yet.
fn nothing(
    book: &Book,
    layout: &RelationLayout,
    sheet: Option<usize>,
    wrong: TableError,
) -> RelationLooked {
    let filled = || {
        let sheets = candidates(book, layout).into_iter();
        let mut filled = sheets.filter(|(_, it)| layout.sheet.is_some() || !it.cells.is_empty());
        filled.next().map(|(place, _)| place)
    };
    let sheet = sheet.or_else(filled);
    let found = sheet.and_then(|it| book.sheets.get(it));
    let map = found.map(|it| RelationMap::unread(it, layout));
    RelationLooked {
        sheet,
        table: Err(wrong),
        map: map.unwrap_or_default(),
    }
}

/// What was read of a sheet, and what its cells are for.
struct Found {
    table: RelationTable,
    map: RelationMap,
}

/// What a sheet holds as a relation sheet, if it can be one. An error is a column that the layout
/// names and the sheet has not.
fn on_sheet(
    book: &Book,
    sheet: &Sheet,
    layout: &RelationLayout,
) -> Result<Option<Found>, TableError> {
    let mut found = match headers::find(sheet, layout) {
        Some(header) => Some(read::read(book, sheet, &header, layout)?),
        None => matrix::read(book, sheet, layout),
    };
    if let Some(Found { table, .. }) = &mut found {
        checks::look(table, layout);
        for finding in &mut table.findings {
            finding.file.clone_from(&book.file);
            finding.sheet.clone_from(&sheet.name);
        }
        table.findings.sort_by_key(|it| it.at);
    }
    Ok(found.filter(|it| !it.table.list.edges.is_empty()))
}

/// The name a cell holds; none where it is blank.
fn name_of(value: &Value) -> Option<String> {
    let name = match value {
        Value::Text(text) => words::clean(text),
        Value::Error(_) => return None,
        other => other.text(),
    };
    (!name.is_empty()).then_some(name)
}

/// Names of sums rather than of nodes.
fn is_total(name: &str) -> bool {
    const TOTALS: [&str; 7] = ["合计", "总计", "小计", "共计", "总和", "total", "sum"];
    TOTALS.contains(&words::key(name).as_str())
}

/// The measure that a line above a table states: `单位：万人`.
fn stated_measure(text: &str) -> Option<String> {
    let text = words::clean(text);
    let text = text
        .trim_start_matches(['（', '('])
        .trim_end_matches(['）', ')']);
    let rest = ["计量单位", "单位", "Unit", "unit", "Units", "units"]
        .into_iter()
        .find_map(|it| {
            text.strip_prefix(it)?
                .trim_start()
                .strip_prefix(['：', ':'])
        })?;
    let rest = words::clean(rest);
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_its_year() {
        for (name, bare) in [
            ("2020年投资关系", Some("投资关系")),
            ("投资（2020年）", Some("投资")),
            ("各省2020年度投资", Some("各省投资")),
            ("trade_2020", Some("trade")),
            ("trade 2020 by country", Some("trade by country")),
            ("2020", None),
            ("2019年投资关系", None),
        ] {
            assert_eq!(without_year(name, 2020).as_deref(), bare, "{name}");
        }
    }
}
