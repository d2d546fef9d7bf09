//! What a person said of a part of a sheet, by what stands there instead of by numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::words;
use crate::import::{
    Lines, Sheet, Value,
    number::{Reading, parse},
    sheet_map::{Area, Correction, Says},
};

/// So many texts of a row or column are looked at.
const MOST_TEXTS: usize = 4;
/// A renamed line must be as alike as this.
const ALIKE: f64 = 0.7;

/// A correction that finds its place again after rows and columns have moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Anchored {
    /// The rows; all where none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<AnchoredLines>,
    /// The columns; all where none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<AnchoredLines>,
    /// What holds there.
    pub says: Says,
}

/// Rows or columns next to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnchoredLines {
    /// The first of them.
    pub first: Anchor,
    /// The last of them.
    pub last: Anchor,
}

/// A row or a column by its texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Anchor {
    /// Its number last time, from 0; only a sheet without texts is gone by it.
    pub line: u32,
    /// The label of the row and what else it says, or the header of the column from the top.
    pub texts: Vec<String>,
    /// Which of several lines with the same texts, from 0.
    #[serde(default)]
    pub nth: usize,
    /// How many lines had these texts.
    #[serde(default)]
    pub of: usize,
    /// The texts of the line before, which tell lines with the same texts apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// So far behind the line with those texts, for lines that have none of their own.
    #[serde(default)]
    pub offset: i64,
}

/// The texts of a sheet's lines. Lines without texts are not in it.
#[derive(Debug)]
struct Side {
    texts: BTreeMap<u32, Vec<String>>,
    /// The text that names a line is its last one, as in headers, and not its first.
    named_by_last: bool,
}

/// The texts of the rows and the columns of a sheet.
#[derive(Debug)]
pub(super) struct Landmarks {
    rows: Side,
    columns: Side,
}

impl Landmarks {
    pub(super) fn of(sheet: &Sheet) -> Self {
        let head = head_end(sheet);
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut columns: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        for (row, cells) in sheet.rows() {
            for (place, cell) in cells.iter().enumerate() {
                let may_be_year = row < head || place == 0;
                let text = text_of(&cell.value, sheet.decimal_comma);
                let Some((text, _)) = text.filter(|(_, year)| may_be_year || !year) else {
                    continue;
                };
                let texts = rows.entry(row).or_default();
                if texts.len() < MOST_TEXTS {
                    texts.push(text.clone());
                }
                if row < head {
                    let column = columns.entry(cell.at.column).or_default();
                    column.insert(row, text);
                }
            }
        }
        spread(sheet, head, &mut columns);
        let last = |texts: BTreeMap<u32, String>| {
            let skip = texts.len().saturating_sub(MOST_TEXTS);
            texts.into_values().skip(skip).collect()
        };
        let columns = columns.into_iter().map(|(at, it)| (at, last(it)));
        Self {
            rows: Side {
                texts: rows,
                named_by_last: false,
            },
            columns: Side {
                texts: columns.collect(),
                named_by_last: true,
            },
        }
    }

    /// A row by what stands there.
    pub(super) fn anchor_row(&self, row: u32) -> Anchor {
        self.rows.anchor(row)
    }

    /// Where a row is on this sheet; none where what stood there is gone.
    pub(super) fn find_row(&self, anchor: &Anchor) -> Option<u32> {
        self.rows.find(anchor)
    }

    /// A correction by what stands there.
    pub(super) fn anchor(&self, correction: &Correction) -> Anchored {
        let lines = |side: &Side, lines: Option<Lines>| {
            lines.map(|it| AnchoredLines {
                first: side.anchor(it.first),
                last: side.anchor(it.last),
            })
        };
        Anchored {
            rows: lines(&self.rows, correction.area.rows),
            columns: lines(&self.columns, correction.area.columns),
            says: correction.says.clone(),
        }
    }

    /// Where a correction goes on this sheet; none where what stood there is gone.
    pub(super) fn find(&self, anchored: &Anchored) -> Option<Correction> {
        self.find_by(anchored, Side::find)
    }

    /// The same where nothing but the same texts, or the same but for years, will do.
    pub(super) fn find_same(&self, anchored: &Anchored) -> Option<Correction> {
        self.find_by(anchored, Side::find_same)
    }

    fn find_by(
        &self,
        anchored: &Anchored,
        find: impl Fn(&Side, &Anchor) -> Option<u32>,
    ) -> Option<Correction> {
        let lines = |side: &Side, lines: &Option<AnchoredLines>| match lines {
            None => Some(None),
            Some(it) => {
                let first = find(side, &it.first)?;
                let last = if it.last == it.first {
                    first
                } else {
                    find(side, &it.last)?
                };
                (first <= last).then_some(Some(Lines { first, last }))
            }
        };
        Some(Correction {
            area: Area {
                rows: lines(&self.rows, &anchored.rows)?,
                columns: lines(&self.columns, &anchored.columns)?,
            },
            says: anchored.says.clone(),
        })
    }
}

impl Side {
    fn anchor(&self, line: u32) -> Anchor {
        let above = self.texts.range(..=line).next_back();
        let Some((&at, texts)) = above.or_else(|| self.texts.range(line..).next()) else {
            return Anchor {
                line,
                ..Anchor::default()
            };
        };
        let same = |it: &(&u32, &Vec<String>)| it.1 == texts;
        Anchor {
            line,
            texts: texts.clone(),
            nth: self.texts.range(..at).filter(same).count(),
            of: self.texts.iter().filter(same).count(),
            before: self.before(at).to_vec(),
            offset: i64::from(line) - i64::from(at),
        }
    }

    fn find(&self, anchor: &Anchor) -> Option<u32> {
        if anchor.texts.is_empty() {
            return Some(anchor.line);
        }
        let line = match self.same(anchor) {
            Some(line) => line,
            // One of several with the same texts is not found by its name either.
            None if anchor.of > 1 => return None,
            None => self.like(anchor)?,
        };
        u32::try_from(i64::from(line).checked_add(anchor.offset)?).ok()
    }

    fn find_same(&self, anchor: &Anchor) -> Option<u32> {
        let line = self.same(anchor).filter(|_| !anchor.texts.is_empty())?;
        u32::try_from(i64::from(line).checked_add(anchor.offset)?).ok()
    }

    /// The texts of the line before one.
    fn before(&self, line: u32) -> &[String] {
        let before = self.texts.range(..line).next_back();
        before.map_or(&[], |(_, texts)| texts)
    }

    /// The line meant among several with the same texts: the one that follows the same line, else the
    /// one of the same count where there are as many as there were.
    fn pick(&self, anchor: &Anchor, lines: &[u32]) -> Option<u32> {
        if let ([only], 0 | 1) = (lines, anchor.of) {
            return Some(*only);
        }
        let follows = |it: &&u32| self.before(**it) == anchor.before;
        let mut following = lines.iter().filter(follows);
        match (following.next(), following.next()) {
            (Some(only), None) => Some(*only),
            _ if lines.len() == anchor.of => lines.get(anchor.nth).copied(),
            _ => None,
        }
    }

    /// The line with the same texts, or with the same but for years.
    fn same(&self, anchor: &Anchor) -> Option<u32> {
        let exact = self.texts.iter().filter(|(_, it)| **it == anchor.texts);
        let exact: Vec<u32> = exact.map(|(line, _)| *line).collect();
        if !exact.is_empty() {
            return self.pick(anchor, &exact);
        }
        let timeless = |texts: &[String]| -> Vec<String> {
            texts.iter().map(|it| words::only_words(it)).collect()
        };
        let wanted = timeless(&anchor.texts);
        // Where years are all that tells lines apart, another year is another line.
        if wanted.iter().all(String::is_empty) {
            return None;
        }
        let same = self.texts.iter().filter(|(_, it)| timeless(it) == wanted);
        let same: Vec<u32> = same.map(|(line, _)| *line).collect();
        self.pick(anchor, &same)
    }

    /// The only line with the same name, else the only one whose name is like it.
    fn like(&self, anchor: &Anchor) -> Option<u32> {
        let name = self.name(&anchor.texts)?;
        let named = |it: &&(&u32, &Vec<String>)| self.name(it.1) == Some(name);
        let mut same = self.texts.iter().filter(|it| named(&it));
        match (same.next(), same.next()) {
            (Some((line, _)), None) => return Some(*line),
            (Some(_), Some(_)) => return None,
            _ => {}
        }
        if words::only_words(name).chars().count() < 4 {
            // Short names such as 北京 and 南京 are alike and not the same.
            return None;
        }
        let mut near: Vec<(f64, u32)> = self
            .texts
            .iter()
            .filter_map(|(line, it)| Some((words::alike(name, self.name(it)?), *line)))
            .filter(|(score, _)| *score >= ALIKE)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        match near.as_slice() {
            [(_, line)] => Some(*line),
            [(best, line), (second, _), ..] if best > second => Some(*line),
            _ => None,
        }
    }

    fn name<'a>(&self, texts: &'a [String]) -> Option<&'a str> {
        let name = if self.named_by_last {
            texts.last()
        } else {
            texts.first()
        };
        name.map(String::as_str)
    }
}

/// Puts the text of a merged cell of the header on all columns under it.
fn spread(sheet: &Sheet, head: u32, columns: &mut BTreeMap<u32, BTreeMap<u32, String>>) {
    let mut left = 100_000_u32;
    for region in sheet.merged.iter().filter(|it| it.from.row < head) {
        let text = sheet.get(region.from);
        let Some((text, _)) = text.and_then(|it| text_of(it, sheet.decimal_comma)) else {
            continue;
        };
        for column in region.from.column.saturating_add(1)..=region.to.column {
            if left == 0 {
                return;
            }
            left -= 1;
            let texts = columns.entry(column).or_default();
            texts.entry(region.from.row).or_insert_with(|| text.clone());
        }
    }
}

/// The first row that holds a number which is neither a year nor in the first column.
fn head_end(sheet: &Sheet) -> u32 {
    let first = sheet.cells.iter().map(|it| it.at.column).min();
    let numbers = sheet.cells.iter().filter(|it| Some(it.at.column) != first);
    let mut data =
        numbers.filter(|it| number(&it.value, sheet.decimal_comma).is_some_and(|it| !is_year(it)));
    data.next().map_or(u32::MAX, |it| it.at.row)
}

fn number(value: &Value, decimal_comma: bool) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => match parse(text, decimal_comma) {
            Reading::Number { value, .. } => Some(value),
            _ => None,
        },
        _ => None,
    }
}

fn is_year(number: f64) -> bool {
    number.fract() == 0.0 && (1900.0..=2100.0).contains(&number)
}

/// The text of a cell that names something, and whether it is a number that can be a year.
fn text_of(value: &Value, decimal_comma: bool) -> Option<(String, bool)> {
    let read = number(value, decimal_comma);
    if read.is_some_and(|it| !is_year(it)) || matches!(value, Value::Error(_)) {
        return None;
    }
    let text = words::plain(&value.text());
    let some = text.chars().any(char::is_alphanumeric);
    some.then_some((text, read.is_some()))
}
