//! Which units the cells of a column tell.

use std::collections::{BTreeSet, HashMap};

use crate::import::{
    names::{Context, InText, Level, NameRow, PlaceId, Registry, Resolution},
    words,
};

/// Longer texts are no names of places, but may hold one.
const LONGEST_NAME: usize = 16;

/// What a cell tells.
#[derive(Clone, Debug)]
pub(super) enum Told {
    /// These units; mostly one.
    Units(Vec<TallyUnit>),
    /// No place for certain.
    NoPlace,
    /// One of these.
    Ambiguous(Vec<String>),
    /// A place above the level wanted.
    TooWide(String),
    /// 全国 and the like.
    Total,
}

/// A unit as a cell tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TallyUnit {
    /// The same for every way to write it.
    pub(super) key: String,
    /// As it stood first, or the short name of the place.
    pub(super) name: String,
    /// The place.
    pub(super) place: Option<PlaceId>,
}

/// What short texts of a column mean as names of places.
pub(super) fn resolved(texts: &[&str], registry: &Registry) -> HashMap<String, Resolution> {
    let short = |it: &&&str| it.chars().count() <= LONGEST_NAME;
    let names: Vec<&str> = texts.iter().filter(short).copied().collect();
    let rows: Vec<NameRow<'_>> = names
        .iter()
        .map(|text| NameRow {
            text,
            has_data: true,
        })
        .collect();
    let column = registry.resolve_column(&rows, &Context::default());
    let of = names.iter().zip(column.rows);
    of.map(|(name, row)| ((*name).to_owned(), row.resolution))
        .collect()
}

/// The place of a level that a place is or lies in.
pub(super) fn climb(registry: &Registry, place: &PlaceId, level: Level) -> Option<PlaceId> {
    let mut at = registry.place(place)?;
    // A place has at most a prefecture, a province and a country above it.
    for _ in 0..5 {
        if at.is_of(level) {
            return Some(at.id.clone());
        }
        at = registry.place(at.parent.as_ref()?)?;
    }
    None
}

/// Reads the texts of a column as units.
pub(super) struct Units<'a> {
    registry: &'a Registry,
    level: Option<Level>,
    /// Cells are never taken apart.
    whole: bool,
    resolutions: HashMap<String, Resolution>,
    /// All texts of the column, by key.
    known: BTreeSet<String>,
}

impl<'a> Units<'a> {
    pub(super) fn new(
        registry: &'a Registry,
        level: Option<Level>,
        whole: bool,
        texts: &[&str],
    ) -> Self {
        Self {
            registry,
            level,
            whole,
            resolutions: resolved(texts, registry),
            known: texts.iter().map(|it| words::key(it)).collect(),
        }
    }

    /// What a cleaned text tells.
    pub(super) fn told(&self, text: &str) -> Told {
        match self.resolutions.get(text) {
            Some(Resolution::Found(found)) => self.places(std::slice::from_ref(&found.place), text),
            Some(Resolution::Several { places }) => self.places(places, text),
            Some(Resolution::Total(_)) => Told::Total,
            Some(Resolution::Ambiguous { places }) if self.level.is_some() => {
                Told::Ambiguous(self.names(places))
            }
            _ if self.level.is_none() => Told::Units(self.by_name(text)),
            _ => match self.registry.find_in(text) {
                InText::None => Told::NoPlace,
                InText::One(place) => self.places(&[place], text),
                InText::Several(places) => self.places(&places, text),
                InText::Ambiguous(places) => Told::Ambiguous(self.names(&places)),
            },
        }
    }

    /// Places at the level wanted.
    fn places(&self, places: &[PlaceId], text: &str) -> Told {
        let mut units: Vec<TallyUnit> = Vec::new();
        for place in places {
            let at = match self.level {
                Some(level) => climb(self.registry, place, level),
                None => Some(place.clone()),
            };
            let Some(at) = at else {
                return Told::TooWide(self.full_name(place));
            };
            if units.iter().any(|it| it.place.as_ref() == Some(&at)) {
                continue;
            }
            let own = self.level.is_none() && places.len() == 1;
            units.push(TallyUnit {
                key: format!("@{at}"),
                name: if own {
                    text.to_owned()
                } else {
                    self.short_name(&at)
                },
                place: Some(at),
            });
        }
        Told::Units(units)
    }

    /// Names of units that are no places, taken apart where the cell surely holds several.
    fn by_name(&self, text: &str) -> Vec<TallyUnit> {
        let parts = if self.whole {
            vec![text]
        } else {
            self.parts(text)
        };
        let mut units: Vec<TallyUnit> = Vec::new();
        for part in parts {
            let unit = TallyUnit {
                key: words::key(part),
                name: words::clean(part),
                place: None,
            };
            if !units.iter().any(|it| it.key == unit.key) {
                units.push(unit);
            }
        }
        units
    }

    /// Commas and slashes also stand inside names: they part a text only if each part stands alone
    /// somewhere else.
    fn parts<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let split = |marks: &[char]| -> Vec<&'t str> {
            let parts = text.split(|it| marks.contains(&it)).map(str::trim);
            parts.filter(|it| !it.is_empty()).collect()
        };
        let sure = split(&['；', ';', '、', '\n']);
        if sure.len() > 1 {
            return sure;
        }
        let likely = split(&['，', ',', '/', '|']);
        let known = |it: &&str| self.known.contains(&words::key(it));
        if likely.len() > 1 && likely.iter().all(known) {
            return likely;
        }
        vec![text]
    }

    fn names(&self, places: &[PlaceId]) -> Vec<String> {
        places.iter().map(|it| self.full_name(it)).collect()
    }

    /// With what it lies in: 石家庄市长安区.
    fn full_name(&self, place: &PlaceId) -> String {
        let Some(place) = self.registry.place(place) else {
            return place.to_string();
        };
        let parent = place.parent.as_ref().and_then(|it| self.registry.place(it));
        let parent = parent.filter(|it| it.id.as_str() != "CHN");
        format!("{}{}", parent.map_or("", |it| it.name_zh), place.name_zh)
    }

    fn short_name(&self, place: &PlaceId) -> String {
        let Some(place) = self.registry.place(place) else {
            return place.to_string();
        };
        // Counties are known by their whole names: 长安区 is not 长安.
        let own = match place.level {
            Level::County | Level::DirectCounty => place.name_zh,
            _ => place.short_zh,
        };
        let names = [own, place.name_zh, place.name_en];
        let name = names.into_iter().find(|it| !it.is_empty());
        name.unwrap_or_else(|| place.id.as_str()).to_owned()
    }
}
