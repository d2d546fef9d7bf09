//! Which lines belong to which table.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Role, dates,
    grid::{Fact, Grid, What, period_of},
    marks::{self, Below},
    names::tidy,
};
use crate::import::words::key;

/// What a line is, as far as its own cells and its neighbours tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It has numbers.
    Data,
    /// Its numbers are years, as in a header.
    Years,
    /// Words only.
    Text,
}

/// The lines of one table.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Title, measure, header.
    pub head: Range<usize>,
    /// From the first line of data to the last.
    pub body: Range<usize>,
    /// Notes.
    pub tail: Range<usize>,
    /// Lines inside the body that are none of it, in order.
    pub dropped: Vec<(usize, Role)>,
}

/// The kinds of all lines, and the tables they make.
pub(super) fn blocks(grid: &Grid<'_>) -> (Vec<Kind>, Vec<Block>) {
    let kinds = kinds(grid);
    let mut blocks: Vec<Block> = Vec::new();
    let data = (0..kinds.len()).filter(|it| kinds.get(*it) == Some(&Kind::Data));
    for line in data {
        let Some(block) = blocks.last_mut() else {
            blocks.push(Block::new(0, line));
            continue;
        };
        let gap = block.body.end..line;
        if gap.is_empty() {
            block.body.end = line + 1;
            continue;
        }
        match judge(grid, &kinds, block, gap, line) {
            Gap::Inside(dropped) => {
                block.dropped.extend(dropped);
                block.body.end = line + 1;
            }
            Gap::Between(head) => {
                block.tail = block.body.end..head;
                blocks.push(Block::new(head, line));
            }
        }
    }
    if let Some(last) = blocks.last_mut() {
        last.tail = last.body.end..kinds.len();
    }
    (kinds, blocks)
}

impl Block {
    fn new(head: usize, line: usize) -> Self {
        Self {
            head: head..line,
            body: line..line + 1,
            tail: line + 1..line + 1,
            dropped: Vec::new(),
        }
    }
}

fn kinds(grid: &Grid<'_>) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::with_capacity(grid.lines.len());
    let mut header_above = false;
    let mut last_years: Option<usize> = None;
    for line in 0..grid.lines.len() {
        let kind = first_kind(grid, line, &kinds, header_above, last_years);
        header_above |= kind != Kind::Data && grid.used(line).take(2).count() > 1;
        if kind == Kind::Years {
            last_years = Some(line);
        }
        kinds.push(kind);
    }
    if !kinds.contains(&Kind::Data) {
        only_years(grid, &mut kinds);
    }
    demote_strays(grid, &mut kinds);
    kinds
}

fn first_kind(
    grid: &Grid<'_>,
    line: usize,
    before: &[Kind],
    header_above: bool,
    last_years: Option<usize>,
) -> Kind {
    let (mut numbers, mut years, mut missing, mut words) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut periods = 0_usize;
    for (_, fact) in grid.used(line) {
        match fact.what {
            What::Number => numbers += 1,
            What::Year => years += 1,
            What::Missing => missing += 1,
            What::Period => periods += 1,
            _ => words += 1,
        }
    }
    let after_data = before.last() == Some(&Kind::Data);
    if numbers > 0 {
        let header = header_above && !after_data && numbers_columns(grid, line);
        return if header { Kind::Text } else { Kind::Data };
    }
    if years > 0 {
        let data = after_data && years_are_data(grid, line, last_years);
        return if data || values_like_years(grid, line) {
            Kind::Data
        } else {
            Kind::Years
        };
    }
    if missing > 0 && words <= 3 && (header_above || last_years.is_some()) {
        return Kind::Data;
    }
    if periods > 1 { Kind::Years } else { Kind::Text }
}

/// 1, 2, 3 … under the header: the numbers of the columns.
fn numbers_columns(grid: &Grid<'_>, line: usize) -> bool {
    let mut next: Option<f64> = None;
    let mut count = 0;
    for (cell, fact) in grid.used(line) {
        let Some(value) = fact.value.filter(|_| fact.what == What::Number) else {
            let text = cell.value.text();
            let text = text.trim();
            if text.chars().count() > 1 && text != "栏次" {
                return false;
            }
            continue;
        };
        if next.is_none() && !(0.0..=3.0).contains(&value) || next.is_some_and(|it| it != value) {
            return false;
        }
        next = Some(value + 1.0);
        count += 1;
    }
    count >= 2
}

/// Whole numbers between 1900 and 2100 behind a name, each with words of its own directly above it, are
/// values: a header says its years below words only where it names no unit.
fn values_like_years(grid: &Grid<'_>, line: usize) -> bool {
    let Some(above) = line.checked_sub(1) else {
        return false;
    };
    let mut used = grid.used(line);
    let named = used.next().is_some_and(|(cell, fact)| {
        let text = tidy(&cell.value.text());
        fact.what == What::Text && marks::label_word(&text).is_none()
    });
    let is_text = |it: (&crate::import::Cell, &Fact)| it.1.what == What::Text;
    named
        && used.all(|(cell, fact)| {
            let over = grid.at(above, cell.at.column);
            fact.what != What::Year || over.is_some_and(is_text)
        })
}

/// A line of years directly below data is data unless it repeats a header or begins one.
fn years_are_data(grid: &Grid<'_>, line: usize, last_years: Option<usize>) -> bool {
    if let Some(known) = last_years {
        let same = |(cell, _): (&crate::import::Cell, &_)| {
            grid.at(known, cell.at.column)
                .is_some_and(|(other, _)| other.value == cell.value)
        };
        let years = grid.used(line).filter(|(_, it)| it.what == What::Year);
        if years.into_iter().all(same) {
            return false;
        }
    }
    let first = grid.first_text(line);
    let near = line > 0 && grid.row(line) == grid.row(line - 1) + 1;
    near && marks::label_word(&tidy(&first)).is_none()
}

/// A sheet whose numbers are all like years: those below the first line are the data.
fn only_years(grid: &Grid<'_>, kinds: &mut [Kind]) {
    let Some(first) = kinds.iter().position(|it| *it == Kind::Years) else {
        return;
    };
    let words_above = (0..first).any(|line| grid.used(line).count() > 1);
    let skip = first + usize::from(!words_above);
    for kind in kinds.iter_mut().skip(skip) {
        if *kind == Kind::Years {
            *kind = Kind::Data;
        }
    }
}

/// A single number that no neighbour shares a column with is no line of data.
fn demote_strays(grid: &Grid<'_>, kinds: &mut [Kind]) {
    let all = kinds.iter().filter(|it| **it == Kind::Data).count();
    if all < 4 {
        return;
    }
    let strays: Vec<usize> = (0..kinds.len())
        .filter(|line| kinds.get(*line) == Some(&Kind::Data))
        .filter(|line| {
            let mut numbers = grid.used(*line).filter(|(_, it)| it.what.is_numeric());
            let (Some((cell, _)), None) = (numbers.next(), numbers.next()) else {
                return false;
            };
            let column = cell.at.column;
            let shares = |other: usize| {
                kinds.get(other) == Some(&Kind::Data)
                    && grid
                        .at(other, column)
                        .is_some_and(|(_, it)| it.what.is_numeric())
            };
            let near = line.saturating_sub(3)..(*line + 4);
            !near
                .into_iter()
                .any(|other| other != *line && shares(other))
        })
        .collect();
    if strays.len() * 4 > all {
        return;
    }
    for line in strays {
        if let Some(kind) = kinds.get_mut(line) {
            *kind = Kind::Text;
        }
    }
}

enum Gap {
    Inside(Vec<(usize, Role)>),
    Between(usize),
}

/// Whether lines between two lines of data are inside one table or between two.
fn judge(grid: &Grid<'_>, kinds: &[Kind], block: &Block, gap: Range<usize>, next: usize) -> Gap {
    let before = gap.start.saturating_sub(1);
    let like = |line: usize| like_header(grid, kinds, line, [before, next]);
    let headers: Vec<usize> = gap.clone().filter(|line| like(*line)).collect();
    let (Some(first), Some(last)) = (headers.first(), headers.last()) else {
        return Gap::Inside(aside(grid, gap));
    };
    let known = header_texts(grid, block);
    let repeats = headers.iter().all(|line| repeats(grid, *line, &known));
    if !repeats || other_subject(grid, block, &gap, &headers) {
        return Gap::Between(head_start(grid, &gap, *first));
    }
    let mut dropped = Vec::new();
    for line in gap {
        let role = match role_below(&grid.first_text(line)) {
            _ if headers.contains(&line) => Role::RepeatedHeader,
            Some(role) => role,
            None if marks::measure_line(&grid.first_text(line)).is_some() => Role::Measure,
            None if line < *last => Role::Continuation,
            None => continue,
        };
        dropped.push((line, role));
    }
    Gap::Inside(dropped)
}

/// Words over columns of numbers.
fn like_header(grid: &Grid<'_>, kinds: &[Kind], line: usize, data: [usize; 2]) -> bool {
    if grid.corrections.row_role(grid.row(line)) == Some(Role::GroupHeading) {
        return false;
    }
    if kinds.get(line) == Some(&Kind::Years) {
        return true;
    }
    let over = |column: u32| {
        data.iter().any(|line| {
            grid.at(*line, column)
                .is_some_and(|(_, it)| it.what.is_numeric())
        })
    };
    let mut over_data = 0;
    let mut all = 0;
    for (cell, fact) in grid.used(line) {
        let text = cell.value.text();
        if marks::measure_line(&text).is_some() || marks::below(&text).is_some() {
            continue;
        }
        all += 1;
        over_data += usize::from(fact.what.is_words() && over(cell.at.column));
    }
    over_data >= 1 && all >= 2
}

fn header_texts(grid: &Grid<'_>, block: &Block) -> BTreeSet<(u32, String)> {
    block
        .head
        .clone()
        .flat_map(|line| grid.used(line))
        .map(|(cell, _)| (cell.at.column, key(&cell.value.text())))
        .collect()
}

fn repeats(grid: &Grid<'_>, line: usize, known: &BTreeSet<(u32, String)>) -> bool {
    let (mut same, mut all) = (0, 0);
    for (cell, _) in grid.used(line) {
        let text = key(&cell.value.text());
        if marks::below(&text) == Some(Below::Continuation) {
            continue;
        }
        all += 1;
        same += usize::from(known.contains(&(cell.at.column, text)));
    }
    same * 10 >= all * 6
}

/// Whether a title between says another period or scope than the one above.
fn other_subject(grid: &Grid<'_>, block: &Block, gap: &Range<usize>, headers: &[usize]) -> bool {
    let titles = |lines: Range<usize>| {
        lines
            .filter(|line| !headers.contains(line))
            .map(|line| grid.first_text(line))
            .filter(|text| !matches!(marks::below(text), Some(Below::Note | Below::Source)))
            .collect::<Vec<_>>()
    };
    let (above, here) = (titles(block.head.clone()), titles(gap.clone()));
    let period = |texts: &[String]| texts.iter().find_map(|it| dates::told(it).period);
    let scope = |texts: &[String]| texts.iter().find_map(|it| marks::scope(it));
    let differ = |a: Option<String>, b: Option<String>| a.is_some() && b.is_some() && a != b;
    differ(
        period(&above).map(String::from),
        period(&here).map(String::from),
    ) || differ(
        scope(&above).map(str::to_owned),
        scope(&here).map(str::to_owned),
    )
}

/// Where the head of the next table begins: above its header, title lines up to a note or a
/// blank row.
fn head_start(grid: &Grid<'_>, gap: &Range<usize>, header: usize) -> usize {
    let mut start = header;
    let mut titles = 0;
    while start > gap.start {
        let above = start - 1;
        let text = grid.first_text(above);
        let note = matches!(
            marks::below(&text),
            Some(Below::Note | Below::Source | Below::Advertisement)
        );
        let apart = grid.row(start) > grid.row(above) + 1;
        if note || (apart && titles > 0) {
            break;
        }
        titles += usize::from(marks::measure_line(&text).is_none());
        start = above;
    }
    start
}

/// Lines inside a table that are notes or say that it goes on.
fn aside(grid: &Grid<'_>, gap: Range<usize>) -> Vec<(usize, Role)> {
    gap.filter_map(|line| {
        let text = grid.first_text(line);
        let role = role_below(&text);
        let role = role.or_else(|| marks::measure_line(&text).map(|_| Role::Measure));
        role.map(|role| (line, role))
    })
    .collect()
}

/// The role of a line by how it begins.
pub(super) fn role_below(text: &str) -> Option<Role> {
    Some(match marks::below(text)? {
        Below::Note => Role::Note,
        Below::Source => Role::Source,
        Below::Advertisement => Role::Advertisement,
        Below::Continuation => Role::Continuation,
    })
}

/// The year or other period of each cell of a line that says one.
pub(super) fn periods(grid: &Grid<'_>, line: usize) -> usize {
    grid.used(line)
        .filter(|(cell, _)| period_of(&cell.value).is_some())
        .count()
}
