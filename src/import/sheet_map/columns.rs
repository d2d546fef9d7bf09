//! What the columns of a table are for.

use std::collections::HashSet;

use super::{
    Known, Role,
    blocks::Kind,
    grid::{Grid, What},
    marks::{self, LabelWord},
    names,
};
use crate::import::words::key;

/// How many lines tell what a column of words is.
const SAMPLE: usize = 400;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Unit,
    English,
    Indicator,
    Group,
    Period,
    Measure,
    Code,
    Running,
    Footnote,
    Remark,
    Data,
    Nothing,
}

/// What the cells of a column are in the lines of data.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    pub numbers: usize,
    pub years: usize,
    pub periods: usize,
    pub missing: usize,
    pub words: usize,
    letters: usize,
    cjk: usize,
    latin: usize,
    pub measures: usize,
    known: usize,
    sampled: usize,
    distinct: usize,
    last: Option<f64>,
    steps: usize,
    rising: usize,
}

impl Count {
    pub(super) fn numeric(&self) -> usize {
        self.numbers + self.years
    }

    fn all_words(&self) -> usize {
        self.words + self.periods
    }

    /// More numbers than words.
    pub(super) fn is_numeric(&self) -> bool {
        self.numeric() > 0 && self.numeric() + self.missing >= self.all_words()
    }

    fn is_words(&self) -> bool {
        self.all_words() > 0 && !self.is_numeric()
    }

    /// 1, 2, 3 …, with few exceptions.
    fn counts_up(&self) -> bool {
        self.numeric() >= 2 && self.steps * 10 >= (self.numeric() - 1) * 9
    }
}

/// A block of columns: labels and the values they belong to.
#[derive(Clone, Debug, Default)]
pub(super) struct Panel {
    /// The columns from the left with what they are for.
    pub columns: Vec<(u32, Use)>,
    /// Whether a header names the unit's column.
    pub unit_named: bool,
    /// The share of labels with a measure, and of known places.
    pub measures: f32,
    pub known: f32,
}

impl Panel {
    pub(super) fn all(&self, wanted: Use) -> impl Iterator<Item = u32> + '_ {
        self.columns
            .iter()
            .filter(move |(_, it)| *it == wanted)
            .map(|(column, _)| *column)
    }

    pub(super) fn first(&self, wanted: Use) -> Option<u32> {
        self.all(wanted).next()
    }
}

/// Counts the cells of every column over lines of data.
pub(super) fn count(
    grid: &Grid<'_>,
    kinds: &[Kind],
    lines: std::ops::Range<usize>,
    known: Known<'_>,
) -> Vec<Count> {
    let mut counts = vec![Count::default(); grid.columns.len()];
    let mut seen: HashSet<(usize, &str)> = HashSet::new();
    for line in lines.filter(|it| kinds.get(*it) == Some(&Kind::Data)) {
        for (cell, fact) in grid.cells(line) {
            let Some(count) = counts.get_mut(fact.place) else {
                continue;
            };
            match fact.what {
                What::Number => count.numbers += 1,
                What::Year => count.years += 1,
                What::Missing => count.missing += 1,
                What::Period => count.periods += 1,
                What::Text => count.words += 1,
                What::Blank | What::Masked => continue,
            }
            if let Some(value) = fact.value {
                count.steps += usize::from(count.last.is_some_and(|it| it + 1.0 == value));
                count.rising += usize::from(count.last.is_some_and(|it| it <= value));
                count.last = Some(value);
            }
            if let (What::Text, crate::import::Value::Text(text)) = (fact.what, &cell.value)
                && count.sampled < SAMPLE
            {
                count.sampled += 1;
                count.sample(text, known);
                count.distinct += usize::from(seen.insert((fact.place, text.trim())));
            }
        }
    }
    counts
}

impl Count {
    fn sample(&mut self, text: &str, known: Known<'_>) {
        let text = text.trim();
        let letters = text.chars().count() <= 5
            && text.split([',', '，', ' ']).all(|it| {
                it.chars().count() <= 2
                    && it
                        .chars()
                        .all(|it| it.is_ascii_lowercase() || matches!(it, '①'..='⑳' | '*' | '†'))
            });
        self.letters += usize::from(letters);
        let chinese = names::has_cjk(text);
        self.cjk += usize::from(chinese);
        self.latin += usize::from(!chinese);
        self.measures += usize::from(names::name(text).measure.is_some());
        self.known += usize::from(known(&names::tidy(text)).is_some());
    }
}

/// The first column of numbers, as far as the numbers alone tell.
pub(super) fn first_data(grid: &Grid<'_>, counts: &[Count]) -> u32 {
    let label = counts.iter().position(Count::is_words);
    let from = |start: usize| {
        let found = counts.iter().skip(start).position(Count::is_numeric);
        found.map(|it| it + start)
    };
    let place = label
        .filter(|it| counts.iter().take(*it).filter(|it| it.is_numeric()).count() <= 2)
        .and_then(|it| from(it))
        .or_else(|| from(0));
    let place = match (place, label) {
        // Periods down, without any words.
        (Some(0), None) if counts.first().is_some_and(|it| it.numbers == 0) => from(1).or(place),
        _ => place,
    };
    place
        .and_then(|it| grid.columns.get(it))
        .copied()
        .unwrap_or(0)
}

/// The text of a header over a column, and whether the column has a cell of its own in it.
pub(super) fn header_key(grid: &Grid<'_>, lines: &[usize], column: u32) -> (String, bool) {
    let mut texts: Vec<String> = Vec::new();
    let mut own = false;
    let mut anchors = Vec::new();
    for line in lines {
        if let Some((cell, _)) = grid.shown(*line, column)
            && !anchors.contains(&cell.at)
        {
            anchors.push(cell.at);
            own |= cell.at.column == column;
            texts.push(cell.value.text());
        }
    }
    let pieces: Vec<&str> = texts.iter().map(String::as_str).collect();
    (names::name(&names::join(&pieces, false)).name, own)
}

/// What each column is for, in blocks of columns side by side.
pub(super) fn panels(grid: &Grid<'_>, counts: &[Count], lines: &[usize]) -> Vec<Panel> {
    let headers: Vec<(String, bool)> = grid
        .columns
        .iter()
        .map(|column| header_key(grid, lines, *column))
        .collect();
    let first = uses(grid, counts, &headers);
    let mut panels: Vec<(Panel, Vec<usize>)> = vec![(Panel::default(), Vec::new())];
    for (place, ((column, used), (header, _))) in first.iter().zip(&headers).enumerate() {
        let starts = starts_panel(&panels, &first, &headers, place, *used, header);
        if starts {
            panels.push((Panel::default(), Vec::new()));
        }
        if let Some((panel, places)) = panels.last_mut()
            && *used != Use::Nothing
        {
            panel.columns.push((*column, *used));
            places.push(place);
        }
    }
    let mut done: Vec<Panel> = Vec::new();
    for (mut panel, places) in panels {
        panel.choose_labels(grid, counts, &headers, &places);
        done.push(panel);
    }
    done
}

/// A column of words right of data, under a header that stands over labels to its left, with data behind it.
fn starts_panel(
    panels: &[(Panel, Vec<usize>)],
    uses: &[(u32, Use)],
    headers: &[(String, bool)],
    place: usize,
    used: Use,
    header: &str,
) -> bool {
    let Some((current, _)) = panels.last() else {
        return false;
    };
    let label = |it: Use| matches!(it, Use::Unit | Use::Remark | Use::Group | Use::Indicator);
    if !label(used) || header.is_empty() || current.first(Use::Data).is_none() {
        return false;
    }
    let same = uses
        .iter()
        .zip(headers)
        .take(place)
        .any(|((_, it), (other, _))| label(*it) && key(other) == key(header));
    same && uses.iter().skip(place).any(|(_, it)| *it == Use::Data)
}

/// What each column is for by itself; a column of labels is a `Unit` until the labels are compared.
fn uses(grid: &Grid<'_>, counts: &[Count], headers: &[(String, bool)]) -> Vec<(u32, Use)> {
    let mut uses: Vec<(u32, Use)> = Vec::new();
    let words_before = |place: usize| counts.iter().take(place).any(Count::is_words);
    let words_after = |place: usize| counts.iter().skip(place + 1).any(Count::is_words);
    let mut data_seen = false;
    for (place, (column, (count, (header, own)))) in grid
        .columns
        .iter()
        .zip(counts.iter().zip(headers))
        .enumerate()
    {
        let word = marks::label_word(header);
        let said = grid.corrections.column_role(*column).and_then(said_use);
        let used = if let Some(said) = said {
            said
        } else if count.is_numeric() {
            let leads = !words_before(place) && words_after(place);
            numeric_use(count, word, header, leads, data_seen)
        } else if count.is_words() {
            words_use(count, word, header, data_seen)
        } else if count.missing > 0 {
            Use::Data
        } else {
            empty_use(header, *own, data_seen || words_before(place), word)
        };
        data_seen |= used == Use::Data;
        uses.push((*column, used));
    }
    uses
}

fn said_use(role: Role) -> Option<Use> {
    Some(match role {
        Role::UnitName | Role::Total => Use::Unit,
        Role::UnitNameEnglish => Use::English,
        Role::IndicatorName => Use::Indicator,
        Role::GroupName => Use::Group,
        Role::RowPeriod => Use::Period,
        Role::RowMeasure => Use::Measure,
        Role::Code => Use::Code,
        Role::RunningNumber => Use::Running,
        Role::Footnote => Use::Footnote,
        Role::Text => Use::Remark,
        Role::Value | Role::Missing => Use::Data,
        Role::Dropped | Role::Note | Role::Source | Role::Advertisement => Use::Nothing,
        _ => return None,
    })
}

fn numeric_use(
    count: &Count,
    word: Option<LabelWord>,
    header: &str,
    leads: bool,
    data_seen: bool,
) -> Use {
    let years = count.years > 0 && count.numbers == 0;
    match word {
        Some(LabelWord::Running) if count.counts_up() || leads => Use::Running,
        Some(LabelWord::Code) => Use::Code,
        Some(LabelWord::Period) if count.numbers == 0 || !data_seen => Use::Period,
        _ if years && !data_seen && header.is_empty() => Use::Period,
        _ if leads && header.is_empty() && count.counts_up() => Use::Running,
        _ if leads
            && is_rank(header)
            && count.rising * 10 >= (count.numeric().saturating_sub(1)) * 9 =>
        {
            Use::Running
        }
        _ => Use::Data,
    }
}

fn words_use(count: &Count, word: Option<LabelWord>, header: &str, data_seen: bool) -> Use {
    if count.words > 0
        && count.letters == count.sampled
        && (header.chars().count() <= 2 || data_seen)
    {
        let footnotes = data_seen && header.chars().count() <= 2;
        if footnotes {
            return Use::Footnote;
        }
    }
    match word {
        Some(LabelWord::Code) => Use::Code,
        Some(LabelWord::Running) => Use::Running,
        Some(LabelWord::Period) => Use::Period,
        Some(LabelWord::Measure) if count.words > 0 => Use::Measure,
        Some(LabelWord::Remark) => Use::Remark,
        Some(LabelWord::Indicator) if !data_seen => Use::Indicator,
        Some(LabelWord::Group) if !data_seen => Use::Group,
        _ if count.periods > count.words => Use::Period,
        _ if data_seen && count.cjk == 0 && count.latin > 0 && word.is_none() => Use::English,
        Some(LabelWord::Unit) => Use::Unit,
        _ if data_seen => Use::Remark,
        _ => Use::Unit,
    }
}

fn empty_use(header: &str, own: bool, labels_seen: bool, word: Option<LabelWord>) -> Use {
    if !own || !labels_seen || matches!(word, Some(LabelWord::Remark)) {
        return Use::Nothing;
    }
    let letter = header.chars().count() <= 2 && header.chars().all(|it| it.is_ascii_lowercase());
    if letter && !header.is_empty() {
        return Use::Footnote;
    }
    Use::Data
}

/// Whether a header names places in an order.
pub(super) fn is_rank(header: &str) -> bool {
    let key = key(header);
    key.ends_with("排名")
        || key.ends_with("位次")
        || key.ends_with("名次")
        || key.ends_with("rank")
        || key.ends_with("位序")
        || key == "ranking"
}

impl Panel {
    /// Compares the columns of labels: the one that tells most lines apart names the units.
    fn choose_labels(
        &mut self,
        grid: &Grid<'_>,
        counts: &[Count],
        headers: &[(String, bool)],
        places: &[usize],
    ) {
        let info = |place: &usize| Some((counts.get(*place)?, headers.get(*place)?.0.as_str()));
        let mut labels: Vec<(usize, usize, bool)> = Vec::new();
        for (index, place) in places.iter().enumerate() {
            let unit = self
                .columns
                .get(index)
                .is_some_and(|(_, it)| *it == Use::Unit);
            if let (true, Some((count, header))) = (unit, info(place)) {
                let named = marks::label_word(header) == Some(LabelWord::Unit);
                labels.push((index, count.distinct, named));
            }
        }
        let said = |index: usize| {
            let column = self.columns.get(index).map_or(0, |(column, _)| *column);
            grid.corrections.column_role(column) == Some(Role::UnitName)
        };
        let chinese = |index: usize| {
            let count = places.get(index).and_then(info).map(|(it, _)| it);
            count.is_some_and(|it| it.cjk >= it.latin)
        };
        // Ties go to the first.
        let best = labels
            .iter()
            .rev()
            .max_by_key(|(index, distinct, named)| {
                (
                    said(*index),
                    *distinct > 1 || labels.len() == 1,
                    *named && *distinct > 1,
                    chinese(*index),
                    *distinct,
                )
            })
            .map(|it| it.0);
        let indicator_named = self.first(Use::Indicator).is_some();
        for (index, distinct, named) in &labels {
            if Some(*index) == best {
                self.unit_named = *named;
                continue;
            }
            let count = places.get(*index).and_then(info).map(|(it, _)| it);
            let measured = count.is_some_and(|it| it.measures * 2 >= it.sampled && it.sampled > 0);
            let best_distinct = labels
                .iter()
                .find(|it| Some(it.0) == best)
                .map_or(0, |it| it.1);
            let english = !chinese(*index) && best.is_some_and(chinese);
            let used = match () {
                () if english && *distinct * 2 >= best_distinct => Use::English,
                () if measured && !indicator_named => Use::Indicator,
                () => Use::Group,
            };
            if let Some(column) = self.columns.get_mut(*index) {
                column.1 = used;
            }
        }
        if let Some((count, _)) = best.and_then(|it| places.get(it)).and_then(info) {
            let share = |it: usize| it as f32 / count.sampled.max(1) as f32;
            self.measures = share(count.measures);
            self.known = share(count.known);
        }
        // A column of English names without one in Chinese names the units.
        if self.first(Use::Unit).is_none()
            && self.first(Use::Indicator).is_none()
            && let Some(column) = self.columns.iter_mut().find(|it| it.1 == Use::English)
        {
            column.1 = Use::Unit;
        }
    }
}
