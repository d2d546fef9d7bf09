//! How a sheet of a kind is known again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{ReadAs, ReadingRecipe, words};
use crate::import::{
    Book, Sheet,
    sheet_map::{Corrections, Role, SheetMap, TableLayout, map_sheet, observations},
};

/// So many words of a header are kept and compared.
const MOST_WORDS: usize = 400;
/// Only so many words are compared letter by letter.
const MOST_LETTERED: usize = 40;

/// What sheets of one kind have in common.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// The name of the sheet with `*` for a year.
    pub sheet: String,
    /// The words of its titles, without digits.
    pub title: String,
    /// The texts of its header and the names of its indicators, without years.
    pub words: Vec<String>,
    /// How its first table lies, before anyone said anything; none where no table was found.
    pub layout: Option<TableLayout>,
    /// How its first table was read.
    #[serde(default)]
    pub read_layout: Option<TableLayout>,
    /// How many levels the header of the first table has, as it was read.
    #[serde(default)]
    pub header_depth: usize,
}

/// How surely a sheet is of a recipe's kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fit {
    /// All together, from 0 to 1.
    pub share: f32,
    /// The words of the header that are there, from 0 to 1.
    pub words: f32,
    /// The units that are there, from 0 to 1; 1 where the recipe knows none.
    pub units: f32,
}

/// What a sheet shares with a recipe at least, and what it does where not one unit is the same, as the
/// cities of a country are not its provinces.
const LIKELY: f32 = 0.5;
const LIKELY_OF_OTHERS: f32 = 0.65;

impl Fit {
    /// Of the same kind, more likely than not.
    pub fn is_likely(self) -> bool {
        let least = if self.units > 0.0 {
            LIKELY
        } else {
            LIKELY_OF_OTHERS
        };
        self.share >= least && self.words >= 0.3
    }

    /// Of the same kind beyond doubt.
    pub fn is_sure(self) -> bool {
        self.share >= 0.75 && self.words >= 0.5
    }
}

/// A sheet as it looks before anyone said anything.
#[derive(Default)]
pub(super) struct Look {
    /// The name of the file.
    file: String,
    pub shape: Shape,
    units: BTreeSet<String>,
}

impl Look {
    /// The sheets of a book that people see, each with its place.
    pub(super) fn all(book: &Book) -> Vec<(usize, &Sheet, Self)> {
        let sheets = book.sheets.iter().enumerate();
        let visible = sheets.filter(|(_, sheet)| !sheet.hidden);
        visible
            .map(|(at, sheet)| (at, sheet, Self::of(&book.file, sheet)))
            .collect()
    }

    /// A sheet of a file that nobody looked at.
    fn unseen(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn of(file: &str, sheet: &Sheet) -> Self {
        let map = map_sheet(sheet, "", &Corrections::default());
        let mut units = BTreeSet::new();
        let mut words = BTreeSet::new();
        for table in &map.tables {
            let levels = table.columns.iter().flat_map(|it| &it.levels);
            words.extend(levels.map(|it| words::without_year(&it.text)));
            for seen in observations(table) {
                words.insert(words::without_year(&seen.indicator));
                units.insert(words::plain(&seen.unit));
            }
        }
        // Where units stand across, the header is made of them.
        words.retain(|it| !units.contains(it) && it.chars().any(char::is_alphabetic));
        if map.tables.is_empty() {
            let first = sheet.rows().take(12).flat_map(|(_, cells)| cells);
            words.extend(first.map(|it| words::only_words(&it.value.text())));
        }
        words.remove("");
        units.remove("");
        Self {
            file: file.to_owned(),
            shape: Shape {
                sheet: words::without_year(&sheet.name),
                title: titles(sheet, &map),
                words: words.into_iter().take(MOST_WORDS).collect(),
                layout: map.tables.first().map(|it| it.layout.value),
                read_layout: None,
                header_depth: 0,
            },
            units,
        }
    }
}

fn titles(sheet: &Sheet, map: &SheetMap) -> String {
    let title = |role: Role| matches!(role, Role::Title | Role::Preamble);
    let cells = map.roles.iter().filter(|it| title(it.role)).take(12);
    let texts = cells.filter_map(|it| sheet.get(it.at));
    texts.map(|it| words::only_words(&it.text())).collect()
}

impl ReadingRecipe {
    /// How surely a sheet of a file is of this recipe's kind.
    pub fn fit(&self, file: &str, sheet: &Sheet) -> Fit {
        let look = match &self.read_as {
            ReadAs::Relations(_) => Look::unseen(file),
            ReadAs::List(_) | ReadAs::Sheet => Look::of(file, sheet),
        };
        self.fit_look(sheet, &look)
    }

    pub(super) fn fit_look(&self, sheet: &Sheet, look: &Look) -> Fit {
        if let ReadAs::Relations(known) = &self.read_as {
            return known.fit(self, (&look.file, sheet));
        }
        let own = &self.shape;
        let words = words_alike(&own.words, &look.shape.words);
        let present = self.units.iter().filter(|it| !it.missing);
        let known = present
            .clone()
            .filter(|it| look.units.contains(&words::plain(&it.name)));
        let most = present.clone().count().max(1);
        let units = known.count() as f32 / most as f32;
        let texts = |a: &str, b: &str| match (a.is_empty(), b.is_empty()) {
            (true, true) => None,
            (false, false) => Some(share(words::in_common(a, b))),
            _ => Some(0.0),
        };
        let parts = [
            (0.5, words),
            (0.15, (!self.units.is_empty()).then_some(units)),
            (0.2, texts(&own.title, &look.shape.title)),
            (
                0.1,
                Some(if own.layout == look.shape.layout {
                    1.0
                } else {
                    0.0
                }),
            ),
            (0.05, texts(&own.sheet, &look.shape.sheet)),
        ];
        let counted = parts
            .iter()
            .filter_map(|(weight, it)| Some((*weight, (*it)?)));
        let (sum, all) = counted.fold((0.0, 0.0), |(sum, all), (weight, it)| {
            (sum + weight * it, all + weight)
        });
        Fit {
            share: sum / all,
            words: words.unwrap_or(1.0),
            units: if self.units.is_empty() { 1.0 } else { units },
        }
    }
}

/// The share of words that both have, those that are alike counted by how much.
pub(super) fn words_alike(last: &[String], now: &[String]) -> Option<f32> {
    let most = last.len().max(now.len());
    if most == 0 {
        return None;
    }
    let own: BTreeSet<&String> = last.iter().collect();
    let other: BTreeSet<&String> = now.iter().collect();
    let same = own.intersection(&other).count();
    let gone: Vec<&&String> = own.difference(&other).take(MOST_LETTERED).collect();
    let new: Vec<&&String> = other.difference(&own).take(MOST_LETTERED).collect();
    let best = |word: &&&String| {
        let scores = new.iter().map(|it| words::alike(word, it));
        scores.fold(0.0, f64::max)
    };
    let alike: f64 = gone.iter().map(best).filter(|it| *it >= 0.5).sum();
    Some(share((same as f64 + alike) / most as f64))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a share, of which two digits matter"
)]
pub(super) fn share(it: f64) -> f32 {
    it.clamp(0.0, 1.0) as f32
}
