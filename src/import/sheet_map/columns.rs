//! What the columns of a table are for.

use std::collections::{BTreeSet, HashSet};

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
    codes: usize,
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
        let sign = |it: u8| it.is_ascii_uppercase() || it.is_ascii_digit();
        self.codes += usize::from(text.len() <= 3 && text.bytes().all(sign));
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
        .and_then(from)
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
    (names::name(&names::join(&pieces, false)).text, own)
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
    let last_data = first.iter().rposition(|(_, it)| *it == Use::Data);
    let mut labels: BTreeSet<String> = BTreeSet::new();
    let mut units: BTreeSet<String> = BTreeSet::new();
    let mut data_seen = false;
    for (place, ((column, usage), (header, _))) in first.iter().zip(&headers).enumerate() {
        // What looks like a remark beside values names units where it did so before.
        let again = *usage == Use::Remark && units.contains(&key(header));
        let usage = if again { &Use::Unit } else { usage };
        if *usage == Use::Unit && !header.is_empty() {
            units.insert(key(header));
        }
        // A column of words right of data, under a header that stands over labels to its left, with
        // data behind it, begins the next block.
        if matches!(usage, Use::Unit | Use::Remark | Use::Group | Use::Indicator) {
            let known = !labels.insert(key(header)) && !header.is_empty();
            if known && data_seen && last_data.is_some_and(|it| it > place) {
                panels.push((Panel::default(), Vec::new()));
                data_seen = false;
            }
        }
        data_seen |= *usage == Use::Data;
        if let Some((panel, places)) = panels.last_mut()
            && *usage != Use::Nothing
        {
            panel.columns.push((*column, *usage));
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

/// What each column is for by itself; a column of labels is a `Unit` until the labels are compared.
fn uses(grid: &Grid<'_>, counts: &[Count], headers: &[(String, bool)]) -> Vec<(u32, Use)> {
    let mut usages: Vec<(u32, Use)> = Vec::new();
    let first_words = counts.iter().position(Count::is_words);
    let last_words = counts.iter().rposition(Count::is_words);
    let mut data_seen = false;
    for (place, (column, (count, (header, own)))) in grid
        .columns
        .iter()
        .zip(counts.iter().zip(headers))
        .enumerate()
    {
        let words_before = first_words.is_some_and(|it| it < place);
        let site = ColumnSite {
            word: marks::label_word(header),
            header,
            own: *own,
            leads: !words_before && last_words.is_some_and(|it| it > place),
            data_seen,
            labels_seen: data_seen || words_before,
        };
        let said = grid.corrections.column_role(*column).and_then(said_use);
        let usage = said.unwrap_or_else(|| {
            if count.is_numeric() {
                site.numeric_use(count)
            } else if count.is_words() {
                site.words_use(count)
            } else if count.missing > 0 {
                Use::Data
            } else {
                site.empty_use()
            }
        });
        data_seen |= usage == Use::Data;
        usages.push((*column, usage));
    }
    usages
}

/// What is known of a column beside its cells.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the column"
)]
struct ColumnSite<'a> {
    word: Option<LabelWord>,
    header: &'a str,
    /// The header has a cell in this very column.
    own: bool,
    /// No words stand to its left, and some to its right.
    leads: bool,
    /// Values stand to its left.
    data_seen: bool,
    /// Values or words stand to its left.
    labels_seen: bool,
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

impl ColumnSite<'_> {
    fn numeric_use(&self, count: &Count) -> Use {
        let years = count.years > 0 && count.numbers == 0;
        let unnamed = self.header.is_empty();
        let rises = count.rising * 10 >= (count.numeric().saturating_sub(1)) * 9;
        match self.word {
            Some(LabelWord::Running) if count.counts_up() || self.leads => Use::Running,
            Some(LabelWord::Code) => Use::Code,
            Some(LabelWord::Period) if count.numbers == 0 || !self.data_seen => Use::Period,
            _ if years && !self.data_seen && unnamed => Use::Period,
            _ if self.leads && unnamed && count.counts_up() => Use::Running,
            _ if self.leads && is_rank(self.header) && rises => Use::Running,
            _ => Use::Data,
        }
    }

    fn words_use(&self, count: &Count) -> Use {
        let letters = count.words > 0 && count.letters == count.sampled;
        if letters && self.data_seen && self.header.chars().count() <= 2 {
            return Use::Footnote;
        }
        match self.word {
            Some(LabelWord::Code) => Use::Code,
            Some(LabelWord::Running) => Use::Running,
            Some(LabelWord::Period) => Use::Period,
            Some(LabelWord::Measure) if count.words > 0 => Use::Measure,
            Some(LabelWord::Remark) => Use::Remark,
            Some(LabelWord::Indicator) if !self.data_seen => Use::Indicator,
            Some(LabelWord::Group) if !self.data_seen => Use::Group,
            _ if count.periods > count.words => Use::Period,
            None if self.data_seen && count.cjk == 0 && count.latin > 0 => Use::English,
            Some(LabelWord::Unit) => Use::Unit,
            _ if self.data_seen => Use::Remark,
            _ => Use::Unit,
        }
    }

    fn empty_use(&self) -> Use {
        if !self.own || !self.labels_seen || self.word == Some(LabelWord::Remark) {
            return Use::Nothing;
        }
        let header = self.header;
        let letter =
            header.chars().count() <= 2 && header.chars().all(|it| it.is_ascii_lowercase());
        if letter && !header.is_empty() {
            return Use::Footnote;
        }
        Use::Data
    }
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
        let mut labels: Vec<LabelColumn<'_>> = Vec::new();
        for (index, ((column, usage), place)) in self.columns.iter().zip(places).enumerate() {
            if let (Use::Unit, Some(count), Some((header, _))) =
                (usage, counts.get(*place), headers.get(*place))
            {
                labels.push(LabelColumn {
                    index,
                    count,
                    named: marks::label_word(header) == Some(LabelWord::Unit),
                    said: grid.corrections.column_role(*column) == Some(Role::UnitName),
                });
            }
        }
        let only = labels.len() == 1;
        // Ties go to the first.
        let best = labels.iter().rev().max_by_key(|it| it.merit(only));
        if let Some(best) = best {
            self.unit_named = best.named;
            let share = |it: usize| it as f32 / best.count.sampled.max(1) as f32;
            self.measures = share(best.count.measures);
            self.known = share(best.count.known);
            let indicator_named = self.first(Use::Indicator).is_some();
            for label in labels.iter().filter(|it| it.index != best.index) {
                if let Some(column) = self.columns.get_mut(label.index) {
                    column.1 = label.beside(best, indicator_named);
                }
            }
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

/// A column of words that can name the units.
struct LabelColumn<'a> {
    /// Its place in the block of columns.
    index: usize,
    count: &'a Count,
    /// Its header says so.
    named: bool,
    /// A person says so.
    said: bool,
}

impl LabelColumn<'_> {
    fn is_code(&self) -> bool {
        self.count.sampled > 0 && self.count.codes == self.count.sampled
    }

    fn chinese(&self) -> bool {
        self.count.cjk >= self.count.latin
    }

    /// How well it names units; the greater, the better.
    fn merit(&self, only: bool) -> (bool, bool, bool, bool, bool, usize) {
        let several = self.count.distinct > 1;
        (
            self.said,
            several || only,
            // AUT beside Austria.
            !self.is_code(),
            self.named && several,
            self.chinese(),
            self.count.distinct,
        )
    }

    /// What it is for where another names the units.
    fn beside(&self, best: &Self, indicator_named: bool) -> Use {
        let measured = self.count.sampled > 0 && self.count.measures * 2 >= self.count.sampled;
        let translated = !self.chinese() && best.chinese();
        if self.is_code() && !best.is_code() && self.count.distinct >= best.count.distinct {
            Use::Code
        } else if translated && self.count.distinct * 2 >= best.count.distinct {
            Use::English
        } else if measured && !indicator_named {
            Use::Indicator
        } else {
            Use::Group
        }
    }
}
