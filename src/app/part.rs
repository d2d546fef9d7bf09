//! A file, or a sheet of one, as one of several that go in together.

use std::sync::Arc;

use super::{
    action::ReadAs, again::Again, incoming::Incoming, related::Relating, tallying::Tallying,
};
use crate::{
    engine::Period,
    import::{
        Book, Table,
        gather::{Gathered, Part, Piece, PieceTable, Series, Sight, gather_seen, sight},
        is_contents,
        names::Registry,
        sheet_map::{Evidence, Guess, SheetGroups, groups_of, groups_of_mapped, merged},
    },
};

/// A workbook of more sheets is looked at a sheet at a time.
const MOST_SHEETS: usize = 300;

/// What a series tells of a sheet in it, and from where.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// What the sheets of the series differ in.
    pub series: Series,
    /// The period of all of it.
    pub period: Option<Guess<Period>>,
    /// The unit of all of it.
    pub unit: Option<Guess<String>>,
}

/// Why a sheet does not go in with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// A person said so.
    ByHand,
    /// It lists the other sheets.
    Contents,
    /// It is hidden.
    Hidden,
    /// Nothing on it can be taken.
    NoTable,
    /// It is unlike the others.
    Apart,
}

/// What a plain table holds.
pub(super) fn plain_sight(table: &Table) -> Sight {
    let piece = Piece {
        file: &table.file,
        sheet: &table.sheet,
        table: PieceTable::Plain(table),
    };
    sight(&piece, Registry::bundled())
}

/// The series among files and sheets, by their places; only those that say what they differ in.
pub(super) fn series_of(all: &[&Incoming]) -> Vec<Gathered> {
    let owned = all
        .iter()
        .enumerate()
        .flat_map(|(at, it)| it.sights().into_iter().map(move |sight| (at, sight)));
    let (owners, sights): (Vec<usize>, Vec<&Sight>) = owned.unzip();
    let mut found = gather_seen(&sights);
    for part in found.iter_mut().flat_map(|it| &mut it.parts) {
        part.piece = owners.get(part.piece).copied().unwrap_or_default();
    }
    // Two tables on one sheet that look alike are no series.
    found.retain(|it| {
        let first = it.parts.first().map(|part| part.piece);
        it.is_told() && it.parts.iter().any(|part| Some(part.piece) != first)
    });
    found
}

impl Incoming {
    /// Looks at a file sheet by sheet where its sheets are a series or several tell relations, else as a
    /// whole.
    pub(super) fn split(book: Book, wanted: ReadAs) -> Vec<Self> {
        let book = Arc::new(book);
        let shown = |at: &usize| {
            let sheet = book.sheets.get(*at);
            sheet.is_some_and(|it| !it.hidden && !is_contents(it) && !it.cells.is_empty())
        };
        let places: Vec<usize> = (0..book.sheets.len()).filter(shown).collect();
        let as_data = matches!(wanted, ReadAs::Whatever | ReadAs::Data);
        if !as_data || places.len() < 2 || places.len() > MOST_SHEETS {
            return vec![Self::of(book, None, wanted)];
        }
        let one = |at: &usize| Self::of(Arc::clone(&book), Some(*at), wanted);
        let mut parts: Vec<Self> = places.iter().map(one).collect();
        let found = series_of(&parts.iter().collect::<Vec<_>>());
        let related = parts.iter().filter(|it| it.as_relation().is_some());
        if found.is_empty() && related.count() < 2 {
            return vec![Self::of(book, None, wanted)];
        }
        for part in &mut parts {
            let data = !matches!(part.read_as, ReadAs::Framework | ReadAs::Relations);
            part.left_out = data.then_some(if part.is_without_table() {
                LeftOut::NoTable
            } else {
                LeftOut::Apart
            });
        }
        for series in &found {
            for of in &series.parts {
                if let Some(part) = parts.get_mut(of.piece) {
                    part.left_out = None;
                    part.tell(series.series, of);
                }
            }
        }
        let rest = (0..book.sheets.len()).filter(|at| !places.contains(at));
        for at in rest {
            let Some(sheet) = book.sheets.get(at).filter(|it| !it.cells.is_empty()) else {
                continue;
            };
            let mut part = Self::of(Arc::clone(&book), Some(at), wanted);
            part.left_out = Some(if sheet.hidden {
                LeftOut::Hidden
            } else {
                LeftOut::Contents
            });
            parts.push(part);
        }
        parts.sort_by_key(|it| it.only);
        parts
    }

    /// What it holds in the way it is looked at.
    fn sights(&self) -> Vec<&Sight> {
        match (self.read_as, &self.yearbook) {
            (ReadAs::Data, _) => self.plain_sight.iter().collect(),
            (ReadAs::Yearbook, Some(yearbook)) => yearbook.sights.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Follows what a series tells of it, unless a recipe or a series did so before.
    pub(super) fn tell(&mut self, series: Series, part: &Part) {
        if self.told.is_some() || self.again.is_some() {
            return;
        }
        let period = part.period.as_ref();
        let text = period.map_or_else(|| self.period_said().to_owned(), |it| it.value.to_string());
        let guessed = period.is_some_and(|it| it.from == Evidence::Yearbook);
        match (self.read_as, &mut self.yearbook) {
            (ReadAs::Yearbook, Some(yearbook)) => {
                let unit = part.unit.as_ref().map(|it| it.value.clone());
                yearbook.say(&self.book, text, unit.unwrap_or_default(), guessed);
            }
            _ if text != self.period => {
                self.period = text;
                self.look_at_data();
            }
            _ => {}
        }
        self.unsettle();
        self.told = Some(Told {
            series,
            period: part.period.clone(),
            unit: part.unit.clone(),
        });
    }

    /// Follows what a relation that it is a part of tells of it, unless a recipe or a relation did so before.
    pub(super) fn tell_relation(&mut self, period: Option<&Guess<Period>>, directed: Option<bool>) {
        if self.told.is_some() || self.again_now().is_some() {
            return;
        }
        let tells = self.related.tells_periods();
        if let (false, Some(period)) = (tells, period) {
            self.relate(Relating::Period(period.value.to_string()));
        }
        let present = self.related.table.as_ref().ok().map(|it| it.directed);
        if let Some(directed) = directed.filter(|it| present != Some(Some(*it))) {
            self.relate(Relating::Directed(directed));
        }
        self.unsettle();
        self.told = Some(Told {
            series: if tells {
                Series::Alike
            } else {
                Series::Periods
            },
            period: period.cloned(),
            unit: None,
        });
    }

    /// The period of what tells of none, as typed or proposed.
    pub(super) fn period_said(&self) -> &str {
        match (self.read_as, &self.yearbook) {
            (ReadAs::Relations, _) => &self.related.period,
            (ReadAs::Yearbook, Some(yearbook)) => &yearbook.period,
            _ => &self.period,
        }
    }

    /// The unit of a sheet about one, as typed or proposed.
    pub(super) fn unit_said(&self) -> &str {
        match (self.read_as, &self.yearbook) {
            (ReadAs::Yearbook, Some(yearbook)) => &yearbook.unit,
            _ => "",
        }
    }

    /// Says the period and the unit of what tells of none.
    pub(super) fn say(&mut self, period: String, unit: String) {
        match (self.read_as, &mut self.yearbook) {
            (ReadAs::Relations, _) => self.relate(Relating::Period(period)),
            (ReadAs::Yearbook, Some(yearbook)) => {
                yearbook.say(&self.book, period, unit, false);
            }
            _ => {
                self.period = period;
                self.look_at_data();
            }
        }
        self.unsettle();
    }

    /// Whether values tell of no period by themselves.
    pub(super) fn asks_for_period(&self) -> bool {
        match (self.read_as, &self.yearbook) {
            (ReadAs::Yearbook, Some(yearbook)) => yearbook.asks_for_period(),
            (ReadAs::Data, _) => !self.tells_periods(),
            (ReadAs::Relations, _) => !self.related.tells_periods(),
            _ => false,
        }
    }

    /// Whether it is about one unit, which has to be said.
    pub(super) fn asks_for_unit(&self) -> bool {
        match (self.read_as, &self.yearbook) {
            (ReadAs::Yearbook, Some(yearbook)) => yearbook.asks_for_unit(),
            _ => false,
        }
    }

    /// Whether the series it is in wants a word that nothing says: its period, or its unit.
    pub(super) fn is_untold(&self) -> bool {
        let series = self.told.as_ref().map(|it| it.series);
        match series {
            Some(Series::Periods) => self.asks_for_period() && self.period_said().trim().is_empty(),
            Some(Series::Units) => self.tells_no_unit(),
            // By its recipe it is about one unit.
            _ => self
                .again
                .as_ref()
                .is_some_and(|it| it.recipe.unit.is_some() && self.tells_no_unit()),
        }
    }

    fn tells_no_unit(&self) -> bool {
        self.asks_for_unit() && self.unit_said().trim().is_empty()
    }

    /// The tables that would be taken.
    pub(super) fn tables(&self) -> Vec<Arc<Table>> {
        match (self.read_as, &self.table) {
            (ReadAs::Yearbook, _) => {
                let yearbook = self.yearbook.as_ref();
                yearbook.map(|it| it.tables.clone()).unwrap_or_default()
            }
            (ReadAs::List, _) => {
                let tallied = self.tallying().and_then(|it| it.tallied.as_ref().ok());
                let table = tallied.map(|it| Arc::new(it.table.clone()));
                table.into_iter().collect()
            }
            (ReadAs::Framework | ReadAs::Published | ReadAs::Relations, _) | (_, Err(_)) => {
                Vec::new()
            }
            (_, Ok(table)) => vec![Arc::clone(table)],
        }
    }

    /// Whether it can be taken in with others. Open questions are no obstacle: what nobody answers is taken as
    /// it stands, and the button says so.
    pub(super) fn is_ready(&self) -> bool {
        match self.read_as {
            ReadAs::Data => self.table.is_ok() && self.errors() == 0,
            ReadAs::Yearbook => !self.tables().is_empty() && self.errors() == 0,
            ReadAs::List => self.tallying().is_some_and(Tallying::is_ready),
            ReadAs::Relations => self.as_relation().is_some(),
            _ => false,
        }
    }

    /// How many questions nobody has answered: names, differences from last time, a guessed period.
    pub(super) fn unanswered(&self) -> usize {
        let differences = self.again_now().map_or(0, Again::asked);
        let yearbook = self.yearbook.as_ref();
        let guessed = self.read_as == ReadAs::Yearbook && yearbook.is_some_and(|it| it.guessed);
        self.settled.questions.len() + differences + usize::from(guessed)
    }

    /// The groups of units that it tells beside its values.
    pub(super) fn groups(&self) -> Vec<SheetGroups> {
        match (self.read_as, &self.yearbook, &self.table) {
            (ReadAs::Yearbook, Some(yearbook), plain) => {
                // A column of words says what kind of groups it tells.
                let sheet = self.book.sheets.get(yearbook.sheet);
                let plain = plain.as_ref().ok();
                let plain = plain.filter(|it| sheet.is_some_and(|sheet| sheet.name == it.sheet));
                let named = plain.map(|it| groups_of(it)).unwrap_or_default();
                if named.is_empty() {
                    merged(yearbook.map.tables.iter().flat_map(groups_of_mapped))
                } else {
                    named
                }
            }
            (ReadAs::Data | ReadAs::Whatever, _, Ok(table)) => groups_of(table),
            _ => Vec::new(),
        }
    }
}
