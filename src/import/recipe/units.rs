//! What the unit of a sheet about one is told by.

use serde::{Deserialize, Serialize};

use super::Difference;
use crate::import::{
    Book, Sheet,
    gather::{bare_stem, unit_hints},
    names::Registry,
    sheet_map::{Area, Correction, Evidence, Guess, Says, SheetMap},
    words,
};

/// What the unit of the last sheet was told by, where the sheet is about one unit and does not say which.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UnitTold {
    /// The unit of the last sheet.
    pub last: String,
    /// What told it.
    pub by: UnitBy,
    /// What a person said this time, before the recipe is learnt anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<String>,
}

/// What tells a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitBy {
    /// A place in the title, the name of the sheet, the name of the file.
    Place(Evidence),
    /// The whole name of the sheet.
    SheetName,
    /// The whole name of the file, without its year.
    FileName,
    /// A person.
    #[default]
    Typed,
}

/// The unit that a correction gives to the whole sheet.
pub(super) fn whole_unit(correction: &Correction) -> Option<&str> {
    match &correction.says {
        Says::Unit(unit) if correction.area == Area::default() => Some(unit),
        _ => None,
    }
}

/// What a sheet says of its unit, beside what a person said of it.
struct Names {
    places: Vec<Guess<String>>,
    sheet: String,
    file: String,
}

impl Names {
    fn of(book: &Book, sheet: &Sheet, map: &SheetMap, registry: &Registry) -> Self {
        let table = map.tables.first();
        Self {
            places: unit_hints(&book.file, &sheet.name, table, registry),
            sheet: words::clean(&sheet.name),
            file: bare_stem(&book.file),
        }
    }

    fn by(&self, by: UnitBy) -> Option<String> {
        let found = match by {
            UnitBy::Place(from) => {
                let place = self.places.iter().find(|it| it.from == from);
                place.map(|it| it.value.clone())
            }
            UnitBy::SheetName => Some(self.sheet.clone()),
            UnitBy::FileName => Some(self.file.clone()),
            UnitBy::Typed => None,
        };
        found.filter(|it| !it.is_empty())
    }
}

impl UnitTold {
    /// What told the unit that a person said or confirmed.
    pub(super) fn learn(
        unit: &str,
        (book, sheet): (&Book, &Sheet),
        map: &SheetMap,
        registry: &Registry,
    ) -> Self {
        let names = Names::of(book, sheet, map, registry);
        let places = names.places.iter().map(|it| UnitBy::Place(it.from));
        let mut all = places.chain([UnitBy::SheetName, UnitBy::FileName]);
        let by = all.find(|by| names.by(*by).is_some_and(|it| it == unit));
        Self {
            last: unit.to_owned(),
            by: by.unwrap_or_default(),
            answered: None,
        }
    }

    /// The unit of another sheet: told by what told the last one; else asked, with a proposal where
    /// anything hints at one.
    pub(super) fn now(
        &self,
        (book, sheet): (&Book, &Sheet),
        map: &SheetMap,
        (registry, same): (&Registry, bool),
        found: &mut Vec<Difference>,
    ) -> Option<String> {
        if let Some(answered) = &self.answered {
            return Some(answered.clone());
        }
        let names = Names::of(book, sheet, map, registry);
        let last = self.last.clone();
        if let Some(now) = names.by(self.by) {
            if now != last {
                let now = now.clone();
                found.push(Difference::OtherUnit { last, now });
            }
            return Some(now);
        }
        // A file that holds nothing else and has not changed is about the same unit.
        if same && book.sheets.len() == 1 {
            return Some(last);
        }
        let proposal = names.places.into_iter().next().map(|it| it.value);
        found.push(Difference::UnitAsked {
            last,
            proposal: proposal.clone(),
        });
        proposal
    }
}
