//! What stands above the data: title, preamble, measure, header.

use std::ops::Range;

use super::{
    Known, Role, columns,
    grid::{Grid, What},
    marks::{self, Says},
    names::{self, has_cjk, is_latin, measure_alone},
};
use crate::import::{CellAt, words::clean};

/// The lines above the data, told apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// The lines of the header.
    pub lines: Vec<usize>,
    /// Title lines.
    pub titles: Vec<(String, CellAt)>,
    /// What lines such as `指标：…` say.
    pub preamble: Vec<(Says, String, CellAt)>,
    /// What lines of measures say.
    pub measures: Vec<(String, CellAt)>,
    /// Notes above the header.
    pub notes: Vec<String>,
    /// The roles of all cells above the header.
    pub roles: Vec<(CellAt, Role, f32)>,
    /// How sure it is where the header begins.
    pub confidence: f32,
    /// The first line of the body: headings of groups may stand above the first data.
    pub body: usize,
}

/// Tells the lines of a head apart. `first_data` is the first column of numbers.
pub(super) fn head(
    grid: &Grid<'_>,
    lines: Range<usize>,
    first_data: u32,
    depth: Option<u32>,
    known: Known<'_>,
) -> Head {
    let mut head = Head {
        confidence: 0.9,
        body: lines.end,
        ..Head::default()
    };
    let data_row = grid.row(lines.end);
    for line in lines.clone() {
        let begun = !head.lines.is_empty();
        if let Some(depth) = depth {
            let header = grid.row(line).saturating_add(depth) >= data_row;
            if header {
                head.lines.push(line);
            } else {
                head.above(grid, line, false);
            }
            continue;
        }
        if begins_or_goes_on(grid, line, first_data, lines.end - line, begun) {
            head.lines.push(line);
        } else {
            head.above(grid, line, begun);
        }
    }
    if depth.is_none() {
        head.lone_title(grid);
        head.set_aside(grid, first_data);
        head.leave_headings(grid, first_data, known);
    } else {
        head.confidence = 1.0;
    }
    head
}

/// Whether a line belongs to the header; `left` lines are above the data with this one.
fn begins_or_goes_on(
    grid: &Grid<'_>,
    line: usize,
    first_data: u32,
    left: usize,
    begun: bool,
) -> bool {
    let more = left > 1;
    let said = grid.corrections.row_role(grid.row(line));
    if said == Some(Role::Header) {
        return true;
    }
    let cells: Vec<_> = grid.used(line).collect();
    let texts: Vec<String> = cells.iter().map(|(cell, _)| cell.value.text()).collect();
    let Some(first) = texts.first() else {
        return false;
    };
    let few = texts.len() <= 3;
    if few && texts.iter().any(|it| marks::measure_line(it).is_some()) {
        return false;
    }
    if announces(&texts) || (few && super::blocks::role_below(first).is_some()) {
        return false;
    }
    if begun {
        return true;
    }
    match cells.as_slice() {
        [(cell, fact)] => one_cell_header(grid, line, cell.at, fact.what, first_data, first),
        [_, _] if two_titles(&texts) && more => false,
        _ => {
            let over = cells.iter().any(|(cell, _)| cell.at.column >= first_data);
            let long = texts.iter().any(|it| it.chars().count() >= 12);
            over || !long || !more
        }
    }
}

/// One cell in a line by itself above any header: mostly a title.
fn one_cell_header(
    grid: &Grid<'_>,
    line: usize,
    at: CellAt,
    what: What,
    first_data: u32,
    text: &str,
) -> bool {
    let letters = clean(text).chars().count();
    if what == What::Period && at.column >= first_data {
        return grid
            .span(line, at.column)
            .is_some_and(|it| it.from >= first_data && it.to > it.from);
    }
    let span = grid.span(line, at.column);
    if let Some(span) = span
        && span.from >= first_data
        && span.to > span.from
        && letters <= 20
        && first_data > 0
    {
        return true;
    }
    // A piece of a name broken over rows.
    let piece = letters <= 2 || (letters <= 4 && at.column > first_data);
    span.is_none_or(|it| it.from == it.to) && piece
}

/// A title in Chinese and one in English in the same line.
fn two_titles(texts: &[String]) -> bool {
    let long = |it: &String, least: usize| clean(it).chars().count() >= least;
    let chinese = texts.iter().any(|it| has_cjk(it) && long(it, 6));
    let english = texts.iter().any(|it| is_latin(it) && long(it, 10));
    chinese && english && texts.iter().all(|it| marks::label_word(it).is_none())
}

/// `数据库：…`, or such a word in one cell and the value in the next.
fn announces(texts: &[String]) -> bool {
    match texts {
        [one] => marks::preamble(one).is_some(),
        [word, _] => {
            marks::preamble(word).is_some() || marks::preamble_word(word) == Some(Says::Other)
        }
        [first, rest @ ..] => {
            marks::preamble(first).is_some() && rest.iter().all(|it| marks::preamble(it).is_some())
        }
        [] => false,
    }
}

impl Head {
    /// Takes in a line that is no header.
    fn above(&mut self, grid: &Grid<'_>, line: usize, begun: bool) {
        let texts: Vec<String> = grid.used(line).map(|(cell, _)| cell.value.text()).collect();
        let announced = announces(&texts);
        let note = texts.first().and_then(|it| super::blocks::role_below(it));
        let mut word: Option<Says> = None;
        for ((cell, _), text) in grid.used(line).zip(&texts) {
            let at = cell.at;
            let (role, sure) = if let Some(said) = marks::measure_line(text) {
                self.measures.push((said.to_owned(), at));
                (Role::Measure, 0.95)
            } else if let (None, true, Some(said)) =
                (note, texts.len() == 1, measure_alone(text, false))
            {
                self.measures.push((said, at));
                (Role::Measure, 0.85)
            } else if announced {
                if let Some((says, value)) = marks::preamble(text) {
                    self.preamble.push((says, value.to_owned(), at));
                } else {
                    self.preamble
                        .extend(word.map(|says| (says, clean(text), at)));
                    word = marks::preamble_word(text);
                }
                (Role::Preamble, 0.9)
            } else if let Some(role) = note {
                if matches!(role, Role::Note | Role::Source) {
                    self.notes.push(clean(text));
                }
                (role, 0.8)
            } else {
                self.titles.push((clean(text), at));
                (Role::Title, if begun { 0.5 } else { 0.85 })
            };
            self.roles.push((at, role, sure));
        }
    }

    /// A table needs a header; where all lines were taken for titles, the last may be one.
    fn lone_title(&mut self, grid: &Grid<'_>) {
        if !self.lines.is_empty() {
            return;
        }
        self.confidence = 0.5;
        let Some((_, at)) = self.titles.last() else {
            return;
        };
        let row = at.row;
        let count = self.titles.iter().filter(|(_, it)| it.row == row).count();
        if count > 1
            && let Some(line) = grid.line_of(row)
        {
            self.titles.retain(|(_, it)| it.row != row);
            self.roles.retain(|(it, _, _)| it.row != row);
            self.lines.push(line);
        }
    }

    /// The last lines of a header that only fill label columns can be the heading of the first group.
    fn leave_headings(&mut self, grid: &Grid<'_>, first_data: u32, known: Known<'_>) {
        while let Some((line, above)) = self.lines.split_last()
            && !above.is_empty()
        {
            let labels = grid
                .used(*line)
                .all(|(cell, fact)| cell.at.column < first_data && fact.what == What::Text);
            let Some((cell, _)) = grid.used(*line).next().filter(|_| labels) else {
                return;
            };
            let said = grid.corrections.row_role(grid.row(*line));
            let text = names::tidy(&cell.value.text());
            let wide = grid
                .span(*line, cell.at.column)
                .is_some_and(|it| it.anchor == cell.at && it.to >= first_data);
            let (label, _) = columns::header_key(grid, above, cell.at.column);
            let named = marks::label_word(&label).is_some() && text.chars().count() > 2;
            let heading =
                wide || named || known(&text).is_some() || said == Some(Role::GroupHeading);
            if !heading || said == Some(Role::Header) || marks::label_word(&text).is_some() {
                return;
            }
            self.body = *line;
            self.lines.pop();
        }
    }

    /// Lines above a blank row that do not reach the labels, such as numbers of goals, are beside the header.
    fn set_aside(&mut self, grid: &Grid<'_>, first_data: u32) {
        let cut = self
            .lines
            .windows(2)
            .rposition(|pair| matches!(pair, [a, b] if grid.row(*b) > grid.row(*a) + 1));
        let Some(cut) = cut else {
            return;
        };
        let upper = self.lines.get(..=cut).unwrap_or_default();
        let labels = upper
            .iter()
            .flat_map(|line| grid.used(*line))
            .any(|(cell, _)| cell.at.column < first_data);
        let merged = upper.iter().any(|line| {
            grid.used(*line)
                .any(|(cell, _)| grid.span(*line, cell.at.column).is_some())
        });
        let periods = upper
            .iter()
            .any(|line| super::blocks::periods(grid, *line) > 0);
        if labels || merged || periods {
            return;
        }
        for line in self.lines.drain(..=cut) {
            for (cell, _) in grid.used(line) {
                self.roles.push((cell.at, Role::HeaderAside, 0.7));
            }
        }
    }
}
