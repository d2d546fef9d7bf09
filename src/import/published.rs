//! Published results: tables of scores and ranks, as a report prints them.
//!
//! A rank is told by its header (`排名`, `位次`, `rank`) and belongs to the score that the header names,
//! else to the score beside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Table, TableRow, names::PlaceId, sheet_map::ColumnKind, words::key};
use crate::engine::Period;

/// Beyond so many decimals a number was not printed but computed.
const MOST_DECIMALS: usize = 9;

/// What is published in some tables of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// Who has scores or ranks, in the order of the file.
    pub units: Vec<PublishedUnit>,
    /// One an index or sub-index and period.
    pub columns: Vec<PublishedColumn>,
}

/// A unit as a published table names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedUnit {
    /// The name or code by which the file tells it from others.
    pub key: String,
    /// What people read.
    pub label: String,
    /// The place it is, where that is known for certain.
    pub place: Option<PlaceId>,
}

/// The scores and ranks of one index or sub-index in one period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublishedColumn {
    /// The header without the words for score or rank; empty where it says nothing else.
    pub name: String,
    /// The header of the scores, else of the ranks, as it stands.
    pub header: String,
    /// Where the table tells one.
    pub period: Option<Period>,
    /// With how many decimals the scores are printed; none where they are not rounded.
    pub decimals: Option<u8>,
    /// In the order of units.
    pub scores: Vec<Option<f64>>,
    /// In the order of units.
    pub ranks: Vec<Option<u32>>,
}

/// A column of one period.
struct Part<'a> {
    name: &'a str,
    rank: bool,
    /// What its header has beyond the words for score or rank.
    stem: &'a str,
    period: Option<&'a Period>,
    at: u32,
    values: Vec<(usize, f64)>,
}

impl Published {
    /// What these tables of one sheet publish. Standard errors and bounds are left out.
    pub fn of(tables: &[Table]) -> Self {
        let mut published = Self::default();
        if let Some(first) = tables.first() {
            published.file.clone_from(&first.file);
            published.sha256.clone_from(&first.sha256);
            published.sheet.clone_from(&first.sheet);
        }
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut parts: Vec<Part<'_>> = Vec::new();
        for table in tables {
            for row in &table.rows {
                places.entry(&row.unit).or_insert_with(|| {
                    published.units.push(unit(row));
                    published.units.len() - 1
                });
            }
            parts.extend(parts_of(table, &places));
        }
        parts.sort_by(|a, b| (a.period, a.at).cmp(&(b.period, b.at)));
        let width = published.units.len();
        let mut from = 0;
        while let Some(first) = parts.get(from) {
            let same = |part: &&Part<'_>| part.period == first.period;
            let count = parts.iter().skip(from).take_while(same).count();
            let of_period = parts.get(from..from + count).unwrap_or_default();
            published.columns.extend(columns(of_period, width));
            from += count;
        }
        published
    }
}

fn unit(row: &TableRow) -> PublishedUnit {
    PublishedUnit {
        key: row.unit.clone(),
        label: row.label.clone(),
        place: row.place.clone(),
    }
}

/// The columns of a table by period.
fn parts_of<'a>(table: &'a Table, places: &BTreeMap<&str, usize>) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for column in &table.columns {
        let kind = ColumnKind::of(&column.name);
        if kind == ColumnKind::Uncertainty {
            continue;
        }
        let mut by_period: BTreeMap<Option<&Period>, Vec<(usize, f64)>> = BTreeMap::new();
        for (row, value) in table.rows.iter().zip(&column.values) {
            let values = by_period.entry(row.period.as_ref()).or_default();
            if let (Some(&place), Some(value)) = (places.get(row.unit.as_str()), value) {
                values.push((place, *value));
            }
        }
        let filled = by_period.into_iter().filter(|(_, it)| !it.is_empty());
        parts.extend(filled.map(|(period, values)| Part {
            name: &column.name,
            rank: kind == ColumnKind::Rank,
            stem: stem(&column.name),
            period,
            at: column.column,
            values,
        }));
    }
    parts
}

/// The words for score and rank at the end of a header, longer ones first.
const WORDS: [&str; 19] = [
    "综合得分",
    "综合排名",
    "排名",
    "位次",
    "名次",
    "位序",
    "ranking",
    "rank",
    "总得分",
    "总分",
    "得分",
    "分数",
    "分值",
    "评分",
    "scores",
    "score",
    "points",
    "值",
    "value",
];

/// A header without the words for score or rank, and of a header of several levels the last one
/// that says more than those.
fn stem(header: &str) -> &str {
    let mut levels: Vec<&str> = header.split(" / ").collect();
    while let Some(level) = levels.pop() {
        let stem = without_words(level);
        if !stem.is_empty() || levels.is_empty() {
            return stem;
        }
    }
    ""
}

fn without_words(level: &str) -> &str {
    let edge = |letter: char| letter.is_whitespace() || "-_()（）:：".contains(letter);
    let level = level.trim_matches(edge);
    let lower = level.to_ascii_lowercase();
    let ending = WORDS.iter().find(|word| lower.ends_with(*word));
    // What is no word of its own, as in Crank, stays.
    let rest = ending.and_then(|word| level.get(..level.len() - word.len()));
    match rest {
        Some(rest) if ending.is_some_and(|it| it.is_ascii()) => {
            let apart = rest
                .chars()
                .next_back()
                .is_none_or(|it| !it.is_ascii_alphanumeric());
            if apart {
                rest.trim_matches(edge)
            } else {
                level
            }
        }
        // 值 alone ends many names of indicators: 产值, 均值.
        Some(rest) if ending != Some(&"值") || rest.is_empty() => rest.trim_matches(edge),
        _ => level,
    }
}

/// What two names of one index have in common: 科研人才指数 and 科研人才得分 are one.
pub fn index_key(name: &str) -> String {
    let plain = key(stem(name));
    let ending = ["指数", "index"]
        .iter()
        .find_map(|it| plain.strip_suffix(it));
    ending
        .filter(|it| !it.is_empty())
        .map_or(plain.clone(), str::to_owned)
}

/// The columns of one period: each rank with the score it belongs to.
fn columns(parts: &[Part<'_>], width: usize) -> Vec<PublishedColumn> {
    let scores: Vec<usize> = places(parts, false);
    let mut ranks: BTreeMap<usize, usize> = BTreeMap::new();
    let mut alone = Vec::new();
    for rank in places(parts, true) {
        match owner(parts, rank, &scores, &ranks) {
            Some(score) => drop(ranks.insert(score, rank)),
            None => alone.push(rank),
        }
    }
    let mut made: Vec<(usize, PublishedColumn)> = Vec::new();
    for score in scores {
        made.push((
            score,
            column(parts, Some(score), ranks.get(&score).copied(), width),
        ));
    }
    for rank in alone {
        made.push((rank, column(parts, None, Some(rank), width)));
    }
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, column)| column).collect()
}

fn places(parts: &[Part<'_>], rank: bool) -> Vec<usize> {
    let all = parts.iter().enumerate();
    all.filter(|(_, it)| it.rank == rank)
        .map(|(at, _)| at)
        .collect()
}

/// The score a rank belongs to: of the same name, else the only one whose name holds that of the
/// rank, else, where the rank has no name, the one to its left or right.
fn owner(
    parts: &[Part<'_>],
    rank: usize,
    scores: &[usize],
    taken: &BTreeMap<usize, usize>,
) -> Option<usize> {
    let wanted = key(parts.get(rank)?.stem);
    let free = || scores.iter().copied().filter(|it| !taken.contains_key(it));
    let name = |at: usize| parts.get(at).map(|it| key(it.stem)).unwrap_or_default();
    if wanted.is_empty() {
        let left = free().rfind(|&it| it < rank && it + 1 == rank);
        let right = || free().find(|&it| it == rank + 1);
        return left.or_else(right);
    }
    if let Some(same) = free().find(|&it| name(it) == wanted) {
        return Some(same);
    }
    let mut holding = free().filter(|&it| name(it).contains(&wanted));
    match (holding.next(), holding.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

fn column(
    parts: &[Part<'_>],
    score: Option<usize>,
    rank: Option<usize>,
    width: usize,
) -> PublishedColumn {
    let part = |at: Option<usize>| at.and_then(|at| parts.get(at));
    let told = part(score).or_else(|| part(rank));
    let mut made = PublishedColumn {
        name: told.map(|it| it.stem.to_owned()).unwrap_or_default(),
        header: told.map(|it| it.name.to_owned()).unwrap_or_default(),
        period: told.and_then(|it| it.period.cloned()),
        decimals: part(score).and_then(|it| decimals(&it.values)),
        scores: vec![None; width],
        ranks: vec![None; width],
    };
    for (unit, value) in part(score).iter().flat_map(|it| &it.values) {
        if let Some(slot) = made.scores.get_mut(*unit) {
            *slot = Some(*value);
        }
    }
    for (unit, value) in part(rank).iter().flat_map(|it| &it.values) {
        if let Some(slot) = made.ranks.get_mut(*unit) {
            *slot = place(*value);
        }
    }
    made
}

/// A rank, if the number is one.
fn place(value: f64) -> Option<u32> {
    let whole = value.fract() == 0.0 && (1.0..=1e9).contains(&value);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "just seen to be whole and in range"
    )]
    let place = value as u32;
    whole.then_some(place)
}

/// With how many decimals numbers are printed; none where one has more than anyone prints.
fn decimals(values: &[(usize, f64)]) -> Option<u8> {
    let of = |value: f64| {
        let text = value.to_string();
        text.split_once('.').map_or(0, |(_, after)| after.len())
    };
    let most = values.iter().map(|(_, value)| of(*value)).max()?;
    (most <= MOST_DECIMALS)
        .then(|| u8::try_from(most).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::TableColumn;

    fn table(columns: &[(&str, &[f64])]) -> Table {
        let rows = ["甲", "乙"].iter().map(|unit| TableRow {
            unit: (*unit).to_owned(),
            ..TableRow::default()
        });
        let columns = (0..)
            .zip(columns)
            .map(|(column, (name, values))| TableColumn {
                column,
                name: (*name).to_owned(),
                measure: None,
                values: values.iter().copied().map(Some).collect(),
            });
        Table {
            rows: rows.collect(),
            columns: columns.collect(),
            ..Table::default()
        }
    }

    fn seen(columns: &[(&str, &[f64])]) -> Vec<(String, bool, bool)> {
        let published = Published::of(&[table(columns)]);
        let has = |it: &PublishedColumn| {
            let (score, rank) = (it.scores[0].is_some(), it.ranks[0].is_some());
            (it.name.clone(), score, rank)
        };
        published.columns.iter().map(has).collect()
    }

    #[test]
    fn ranks_go_with_the_score_of_their_name_or_the_one_beside() {
        let (s, r): (&[f64], &[f64]) = (&[80.5, 70.25], &[1.0, 2.0]);
        let whole = |name: &str| (name.to_owned(), true, true);
        assert_eq!(
            seen(&[
                ("硬科技指数排名", r),
                ("城市硬科技指数", s),
                ("人才得分", s),
                ("人才位次", r)
            ]),
            [whole("城市硬科技指数"), whole("人才")]
        );
        assert_eq!(seen(&[("Rank", r), ("Score", s)]), [whole("")]);
        assert_eq!(
            seen(&[
                ("得分", s),
                ("排名", r),
                ("创新 / 得分", s),
                ("创新 / 排名", r)
            ]),
            [whole(""), whole("创新")]
        );
        assert_eq!(
            seen(&[("总产值", s), ("科研排名", r)]),
            [
                ("总产值".to_owned(), true, false),
                ("科研".to_owned(), false, true)
            ]
        );
    }

    #[test]
    fn decimals_are_those_of_the_longest_number() {
        let told = |values: &[f64]| {
            let published = Published::of(&[table(&[("得分", values)])]);
            published.columns[0].decimals
        };
        assert_eq!(told(&[80.5, 70.25]), Some(2));
        assert_eq!(told(&[80.0, 70.0]), Some(0));
        assert_eq!(told(&[80.5, 100.0 / 3.0]), None);
    }
}
