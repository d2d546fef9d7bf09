//! The names, periods and measures of columns out of the lines of a header.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Evidence, Guess, HeaderLevel, Role, dates,
    grid::{Grid, What, period_of},
    marks, names,
};
use crate::{
    engine::Period,
    import::{CellAt, Value},
};

/// A piece of a header that shows over a column.
#[derive(Clone, Debug)]
struct Piece {
    at: CellAt,
    line: usize,
    text: String,
    what: What,
    from: u32,
    to: u32,
    period: Option<Period>,
}

/// What the header says of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Heading {
    pub levels: Vec<HeaderLevel>,
    pub name: String,
    pub english: Option<String>,
    pub measures: Vec<Guess<String>>,
    pub period: Option<Guess<Period>>,
    pub scope: Option<String>,
    /// The name begins with 其中 or #.
    pub among: bool,
}

/// Reads headers.
pub(super) struct Headers<'a, 'b> {
    grid: &'b Grid<'a>,
    lines: &'b [usize],
    /// Cells without a merge that reach over columns beside them: line and column to the cell.
    filled: BTreeMap<(usize, u32), (u32, u32)>,
    /// The lines that hold nothing but measures over the data.
    measure_lines: Vec<usize>,
    /// Chinese is among the headers.
    chinese: bool,
    /// Months of one year stand side by side, so that dates mean months.
    months: bool,
    /// The lines of columns' running numbers.
    running: Vec<usize>,
}

impl<'a, 'b> Headers<'a, 'b> {
    pub(super) fn new(grid: &'b Grid<'a>, lines: &'b [usize], data: &[u32]) -> Self {
        let chinese = lines
            .iter()
            .flat_map(|line| grid.used(*line))
            .any(|(cell, _)| matches!(&cell.value, Value::Text(text) if names::has_cjk(text)));
        let mut headers = Self {
            grid,
            lines,
            filled: BTreeMap::new(),
            measure_lines: Vec::new(),
            chinese,
            months: false,
            running: Vec::new(),
        };
        headers.find_lines(data);
        headers.find_months();
        headers.fill(data);
        headers
    }

    /// Lines of measures only, and of the numbers of columns.
    fn find_lines(&mut self, data: &[u32]) {
        let mut pieces_above = false;
        for line in self.lines {
            let over: Vec<_> = self
                .grid
                .used(*line)
                .filter(|(cell, _)| data.binary_search(&cell.at.column).is_ok())
                .collect();
            if over.iter().any(|(_, it)| it.what == What::Number) {
                self.running.push(*line);
                continue;
            }
            let measures = over
                .iter()
                .all(|(cell, _)| names::measure_alone(&cell.value.text(), true).is_some());
            let lower = self.lines.first() != Some(line);
            // 户 and 人 can be pieces of words that were broken over rows.
            let letters =
                |it: &(&crate::import::Cell, &_)| it.0.value.text().trim().chars().count();
            let pieces = over.iter().all(|it| letters(it) <= 2);
            let single = over
                .iter()
                .all(|it| letters(it) == 1 && names::has_cjk(&it.0.value.text()));
            let word = single && pieces_above;
            pieces_above = pieces;
            let most = over.len() * 10 >= data.len() * 6;
            if !over.is_empty() && measures && lower && most && !word {
                self.measure_lines.push(*line);
            }
        }
    }

    fn find_months(&mut self) {
        for line in self.lines {
            let mut years: Vec<i32> = self
                .grid
                .used(*line)
                .filter_map(|(cell, _)| match period_of(&cell.value) {
                    Some(Period::Month(year, _)) => Some(year),
                    _ => None,
                })
                .collect();
            let all = years.len();
            years.dedup();
            self.months |= years.len() < all;
        }
    }

    /// Without merges, a cell reaches over the blanks beside it only if at least two such cells have
    /// the same names below.
    fn fill(&mut self, data: &[u32]) {
        for (place, line) in self.lines.iter().enumerate() {
            let below = self.lines.get(place + 1..).unwrap_or_default();
            if below.is_empty() {
                continue;
            }
            let mut segments: Vec<Vec<u32>> = Vec::new();
            for column in data {
                let own = self.grid.at(*line, *column).is_some();
                let spanned = self
                    .grid
                    .span(*line, *column)
                    .is_some_and(|it| it.to > it.from);
                match segments.last_mut() {
                    _ if own || spanned => segments.push(vec![*column]),
                    Some(segment) => segment.push(*column),
                    None => {}
                }
            }
            let keys: Vec<Vec<String>> = segments
                .iter()
                .map(|it| {
                    it.iter()
                        .map(|column| self.key_below(below, *column))
                        .collect()
                })
                .collect();
            let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
            for key in &keys {
                *counts.entry(key).or_default() += 1;
            }
            self.fill_repeated(*line, below, data);
            for (segment, own) in segments.iter().zip(&keys) {
                let same = counts.get(own.as_slice()).copied().unwrap_or(0);
                let named = own.iter().all(|it| !it.is_empty());
                if let (true, true, true, Some(first), Some(last)) = (
                    segment.len() > 1,
                    same > 1,
                    named,
                    segment.first(),
                    segment.last(),
                ) {
                    for column in segment {
                        self.filled.insert((*line, *column), (*first, *last));
                    }
                }
            }
        }
    }

    /// The same name over columns side by side, each with another name below, is one name that reaches
    /// over all of them.
    fn fill_repeated(&mut self, line: usize, below: &[usize], data: &[u32]) {
        // A name broken over more rows can have the same first piece as its neighbour.
        if below.len() > 2 {
            return;
        }
        let name = |column: u32| {
            let (cell, fact) = self.grid.at(line, column)?;
            let text = cell.value.text();
            let whole = fact.what == What::Text
                && text.trim().chars().count() > 1
                && self.grid.span(line, column).is_none()
                && names::measure_alone(&text, true).is_none();
            whole.then(|| names::tidy(&text))
        };
        let alike = |a: &u32, b: &u32| name(*a).is_some() && name(*a) == name(*b);
        let mut filled: Vec<(u32, (u32, u32))> = Vec::new();
        for run in data.chunk_by(alike).filter(|it| it.len() > 1) {
            let keys: Vec<String> = run.iter().map(|it| self.key_below(below, *it)).collect();
            let different: BTreeSet<&String> = keys.iter().filter(|it| !it.is_empty()).collect();
            if let ([first, .., last], true) = (run, different.len() == run.len()) {
                filled.extend(run.iter().map(|it| (*it, (*first, *last))));
            }
        }
        for (column, reach) in filled {
            self.filled.insert((line, column), reach);
        }
    }

    fn key_below(&self, lines: &[usize], column: u32) -> String {
        lines
            .iter()
            .filter_map(|line| self.grid.at(*line, column))
            .map(|(cell, _)| cell.value.text())
            .collect()
    }

    fn pieces(&self, column: u32) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for line in self.lines {
            let filled = self.filled.get(&(*line, column)).copied();
            let span = self.grid.span(*line, column);
            let shown = match filled {
                Some((first, _)) => self.grid.at(*line, first),
                None => self.grid.shown(*line, column),
            };
            let Some((cell, fact)) = shown else {
                continue;
            };
            let line_of_cell = self.grid.line_of(cell.at.row);
            let inside = line_of_cell.is_some_and(|it| self.lines.binary_search(&it).is_ok());
            if !inside || pieces.iter().any(|it| it.at == cell.at) || self.running.contains(line) {
                continue;
            }
            let (from, to) = filled
                .or_else(|| {
                    span.filter(|it| it.anchor == cell.at)
                        .map(|it| (it.from, it.to))
                })
                .unwrap_or((column, column));
            pieces.push(Piece {
                at: cell.at,
                line: *line,
                text: cell.value.text(),
                what: fact.what,
                from,
                to,
                period: period_of(&cell.value),
            });
        }
        pieces
    }

    /// What the header says of a column; `before` is the column to its left.
    pub(super) fn heading(&self, column: u32, before: Option<&Heading>) -> Heading {
        let mut pieces = self.pieces(column);
        let mut heading = Heading::default();
        self.take_periods(&mut pieces, &mut heading);
        self.take_measures(&mut pieces, &mut heading, column);
        let mut start = 0;
        while let Some(first) = pieces.get(start) {
            let span = (first.from, first.to);
            let same = pieces
                .iter()
                .skip(start)
                .take_while(|it| (it.from, it.to) == span);
            let end = start + same.count();
            let group = pieces.get(start..end).unwrap_or_default();
            self.level(group, &mut heading, before, span.0 == span.1);
            start = end;
        }
        heading.finish();
        heading
    }

    fn take_periods(&self, pieces: &mut Vec<Piece>, heading: &mut Heading) {
        pieces.retain(|piece| {
            let Some(period) = piece.period.clone() else {
                return true;
            };
            if piece.what == What::Text {
                return true;
            }
            let period = match period {
                Period::Month(year, _) if !self.months && !piece.text.contains('月') => {
                    Period::Year(year)
                }
                other => other,
            };
            heading.period = Some(Guess::at(period, Evidence::Header, piece.at, 0.95));
            false
        });
    }

    fn take_measures(&self, pieces: &mut Vec<Piece>, heading: &mut Heading, column: u32) {
        let several = pieces.len() > 1;
        pieces.retain(|piece| {
            let bare = several && self.measure_lines.contains(&piece.line);
            let Some(measure) = names::measure_alone(&piece.text, bare) else {
                return true;
            };
            let from = if piece.at.column == column {
                Evidence::Header
            } else {
                Evidence::Parent
            };
            heading
                .measures
                .insert(0, Guess::at(measure, from, piece.at, 0.9));
            false
        });
    }

    /// Pieces with the same reach make one level, or several where they are whole names.
    fn level(
        &self,
        group: &[Piece],
        heading: &mut Heading,
        before: Option<&Heading>,
        single: bool,
    ) {
        let tidied: Vec<String> = group.iter().map(|it| names::tidy(&it.text)).collect();
        let whole = single && !self.broken(&tidied);
        let mut at = 0;
        while at < group.len() {
            let size = if whole { 1 } else { group.len() };
            let pieces = group.get(at..at + size).unwrap_or_default();
            let texts = tidied.get(at..at + size).unwrap_or_default();
            at += size;
            Self::one_level(pieces, texts, heading, before, single);
        }
    }

    /// Whether pieces over one column are parts of a word rather than names of their own.
    fn broken(&self, texts: &[String]) -> bool {
        if texts.len() < 2 {
            return false;
        }
        if self.chinese {
            let long = |it: &&String| it.chars().filter(|it| names::is_cjk(*it)).count() >= 4;
            let latin = texts.iter().any(|it| names::is_latin(it));
            return latin || texts.iter().filter(long).count() < 2;
        }
        let goes_on = |it: &String| it.starts_with(|it: char| it.is_lowercase());
        let open = |it: &String| {
            let last = it.rsplit(' ').next().unwrap_or_default();
            it.ends_with(['-', '&', ','])
                || [
                    "of", "and", "the", "in", "per", "for", "to", "by", "at", "with",
                ]
                .contains(&last)
        };
        let whole = texts.len().saturating_sub(1);
        texts.len() >= 3 || texts.iter().skip(1).any(goes_on) || texts.iter().take(whole).any(open)
    }

    fn one_level(
        pieces: &[Piece],
        texts: &[String],
        heading: &mut Heading,
        before: Option<&Heading>,
        single: bool,
    ) {
        let mut texts = texts.to_vec();
        let mut below = None;
        if let (Some(piece), Some(text)) = (pieces.last(), texts.last_mut())
            && let Some((name, measure)) = names::measure_below(&piece.text)
        {
            *text = names::tidy(name);
            below = Some(measure);
        }
        let last_chinese = texts.iter().rposition(|it| names::has_cjk(it));
        let cut = last_chinese.map_or(texts.len(), |it| it + 1);
        let chinese: Vec<&str> = texts.iter().take(cut).map(String::as_str).collect();
        let english: Vec<&str> = texts.iter().skip(cut).map(String::as_str).collect();
        let joined = names::join(&chinese, last_chinese.is_none());
        let mut name = names::name(&joined);
        if !english.is_empty() {
            let joined = names::join(&english, true);
            let more = names::take_measure(&joined);
            name.measure = name.measure.or(more.1);
            name.english = Some(more.0);
        }
        let first = pieces.first();
        let measure = name.measure.clone().or(below);
        if let (Some(measure), Some(piece)) = (measure, first) {
            heading.measured(measure, piece.at, single);
        }
        let raw: Vec<&str> = pieces.iter().map(|it| it.text.as_str()).collect();
        let mut text = name.text;
        let dated = dates::leading_year(&text).map(|(year, rest)| (year, rest.to_owned()));
        if let (Some((year, rest)), Some(piece)) = (dated, first) {
            heading.period = Some(Guess::at(year, Evidence::Header, piece.at, 0.85));
            text = rest;
        }
        let hash = raw
            .first()
            .is_some_and(|it| it.trim_start().starts_with(['#', '＃']));
        if let Some(rest) = marks::among(&text) {
            heading.among = true;
            let parent = before.and_then(|it| it.levels.get(heading.levels.len()));
            if let Some(parent) = parent {
                heading.levels.push(parent.clone());
            }
            text = rest;
        } else if hash {
            heading.among = true;
        }
        if let Some(english) = name.english {
            let known = heading.english.take();
            heading.english = Some(known.map_or(english.clone(), |it| format!("{it} / {english}")));
        }
        if !text.is_empty() {
            heading.levels.push(HeaderLevel {
                text,
                cells: pieces.iter().map(|it| it.at).collect(),
                raw: raw.join("\n"),
            });
        }
    }

    /// The roles of the cells of the header.
    pub(super) fn roles(&self) -> Vec<(CellAt, Role, f32)> {
        let mut roles = Vec::new();
        for line in self.lines {
            for (cell, fact) in self.grid.used(*line) {
                let bare = self.measure_lines.contains(line);
                let role = if self.running.contains(line) {
                    Role::RunningNumber
                } else if fact.what != What::Text && period_of(&cell.value).is_some() {
                    Role::HeaderPeriod
                } else if names::measure_alone(&cell.value.text(), bare).is_some() {
                    Role::HeaderMeasure
                } else {
                    Role::Header
                };
                roles.push((cell.at, role, 0.9));
            }
        }
        roles
    }
}

impl Heading {
    /// Takes in the measure of a level; the lowest level's is the nearest.
    fn measured(&mut self, measure: String, at: CellAt, single: bool) {
        let from = if single {
            Evidence::Header
        } else {
            Evidence::Parent
        };
        self.measures.insert(0, Guess::at(measure, from, at, 0.9));
    }

    /// Joins the levels.
    fn finish(&mut self) {
        let texts: Vec<&str> = self.levels.iter().map(|it| it.text.as_str()).collect();
        self.name = texts.join(" / ");
        self.scope = self
            .levels
            .iter()
            .rev()
            .find_map(|it| marks::scope(&it.text))
            .map(str::to_owned);
    }

    /// Puts a column marked # below the column it is a part of.
    pub(super) fn put_below(&mut self, parent: &Self) {
        let depth = self.levels.len().saturating_sub(1);
        if let Some(level) = parent.levels.get(depth)
            && !self.levels.iter().any(|it| it.cells == level.cells)
        {
            self.levels.insert(depth, level.clone());
            self.finish();
        }
    }
}
