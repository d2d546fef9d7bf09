//! Which units the rows of tables mean: settled where it is certain, asked where it is not.
//!
//! A name that a person explained means what they said. A name that a unit of the project answers to is
//! that unit. Else the registry of places is asked, all names together: a place is taken where only one
//! can be meant and no other name of the same period claims it. All else is a [`NameQuestion`], and until
//! it is answered the name stands for a unit of its own.

mod question;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub use question::{NameDoubt, NameQuestion};

use super::{
    CellAt, Table, TableRow,
    names::{
        AliasTarget, Aliases, Context, Extent, NameRow, PlaceId, Registry, Resolution, RowName,
    },
    words::key,
};
use crate::engine::Period;

/// At least this share of the names of a table are places, or names that come near one are no misprints.
const MOSTLY_PLACES: f64 = 0.5;
/// As many are offered.
const MOST_OFFERED: usize = 4;
/// Where more names are new, the table is about other units, not about misprints.
const FEW_NEW: usize = 200;

/// A unit that a project knows already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownUnit {
    /// Its key.
    pub key: String,
    /// What people read.
    pub label: String,
    /// Further names.
    pub aliases: Vec<String>,
    /// The place it is, where that is known.
    pub place: Option<PlaceId>,
}

/// What came of settling the names of tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// What a person should decide, in the order of the rows.
    pub questions: Vec<NameQuestion>,
    /// Names of the tables that no known unit answers to.
    pub new: Vec<String>,
    /// Labels of known units that the tables do not name.
    pub absent: Vec<String>,
}

/// A name, wherever it stands.
struct Name<'a> {
    text: &'a str,
    /// Where it stands first.
    table: usize,
    at: CellAt,
    periods: BTreeSet<Option<&'a Period>>,
    total: bool,
    /// The place that recognition found, which knows the headings above.
    place: Option<&'a PlaceId>,
}

/// What a name turned out to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Verdict {
    place: Option<PlaceId>,
    is: Option<String>,
    total: bool,
    /// A person said so.
    said: bool,
}

/// Settles which units the rows of tables mean.
///
/// Sets [`TableRow::place`], [`TableRow::is`] and [`TableRow::total`] where it is certain or was said in
/// `said`; asks about all else. `known` are the units of the project the tables go into.
pub fn settle(
    tables: &mut [Table],
    known: &[KnownUnit],
    said: &Aliases,
    registry: &Registry,
) -> Settled {
    let names = names(tables);
    let project = Project::new(known, &names);
    let mut settled = Settled {
        new: project.strangers(&names, said),
        ..Settled::default()
    };
    let read = resolved(tables, &names, registry);
    let places = names.iter().zip(&read.rows).filter(|(name, row)| {
        let place = !matches!(
            row.resolution,
            Resolution::Unknown | Resolution::Near { .. } | Resolution::Unit { .. }
        );
        place
            || name.total
            || project
                .by_name(name.text)
                .is_some_and(|it| it.place.is_some())
    });
    #[expect(clippy::cast_precision_loss, reason = "counts of names")]
    let mostly = places.count() as f64 >= names.len() as f64 * MOSTLY_PLACES;
    let few = settled.new.len() <= FEW_NEW;
    let claims = claims(&names, &read.rows, said);
    let mut verdicts: HashMap<String, Verdict> = HashMap::with_capacity(names.len());
    for (name, row) in names.iter().zip(&read.rows) {
        let (verdict, doubt) = match said.target(name.text) {
            Some(target) => (by_word(name, target), None),
            None => judged(name, row, &claims, (&project, mostly, few)),
        };
        if let Some(doubt) = doubt {
            let table = tables.get(name.table);
            settled.questions.push(NameQuestion {
                file: table.map(|it| it.file.clone()).unwrap_or_default(),
                sheet: table.map(|it| it.sheet.clone()).unwrap_or_default(),
                at: name.at,
                name: name.text.to_owned(),
                doubt,
            });
        }
        verdicts.insert(name.text.to_owned(), verdict);
    }
    settled.absent = project.absent(&verdicts, &names);
    // A place that is a known unit by another name is not new.
    settled.new.retain(|name| {
        let place = verdicts.get(name).and_then(|it| it.place.as_ref());
        !place.is_some_and(|it| project.places.contains_key(it))
    });
    for row in tables.iter_mut().flat_map(|table| &mut table.rows) {
        if let Some(verdict) = verdicts.get(&row.unit) {
            put(row, verdict, registry);
        }
    }
    settled
}

/// The names of all tables, each once, in the order they come.
fn names(tables: &[Table]) -> Vec<Name<'_>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut names: Vec<Name<'_>> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        for row in &table.rows {
            let place = *places.entry(&row.unit).or_insert_with(|| {
                names.push(Name {
                    text: &row.unit,
                    table: at,
                    at: table.label_of(row),
                    periods: BTreeSet::new(),
                    total: row.total,
                    place: row.place.as_ref(),
                });
                names.len() - 1
            });
            if let Some(name) = names.get_mut(place) {
                name.periods.insert(row.period.as_ref());
            }
        }
    }
    names
}

/// All names as one column, in the latest year of the tables.
fn resolved(tables: &[Table], names: &[Name<'_>], registry: &Registry) -> super::names::Column {
    let rows: Vec<NameRow<'_>> = names
        .iter()
        .map(|name| NameRow {
            text: name.text,
            has_data: true,
        })
        .collect();
    let periods = tables.iter().flat_map(|it| &it.rows);
    let context = Context {
        year: periods
            .filter_map(|row| row.period.as_ref()?.last_year())
            .max(),
        ..Context::default()
    };
    registry.resolve_column(&rows, &context)
}

/// The names that claim each place. Two that never stand in the same period are one unit over time,
/// as 襄樊 and 襄阳 are.
fn claims<'a>(
    names: &[Name<'a>],
    rows: &'a [RowName],
    said: &'a Aliases,
) -> BTreeMap<&'a PlaceId, Vec<usize>> {
    let mut claims: BTreeMap<&PlaceId, Vec<usize>> = BTreeMap::new();
    for (at, (name, row)) in names.iter().zip(rows).enumerate() {
        let place = match said.target(name.text) {
            Some(AliasTarget::Place(place)) => Some(place),
            Some(AliasTarget::Unit(_)) => None,
            None => name.place.or(sure(row)).filter(|_| !name.total),
        };
        if let Some(place) = place {
            claims.entry(place).or_default().push(at);
        }
    }
    for at in claims.values_mut() {
        let apart = |one: &usize, other: &usize| match (names.get(*one), names.get(*other)) {
            (Some(one), Some(other)) => one.periods.is_disjoint(&other.periods),
            _ => true,
        };
        let together = at
            .iter()
            .enumerate()
            .any(|(next, one)| at.iter().skip(next + 1).any(|other| !apart(one, other)));
        if !together {
            at.truncate(1);
        }
    }
    claims
}

/// The place of a row, where it is the whole of it.
fn sure(row: &RowName) -> Option<&PlaceId> {
    match &row.resolution {
        Resolution::Found(found) if found.extent == Extent::Usual => Some(&found.place),
        _ => None,
    }
}

/// What a person said of a name.
fn by_word(name: &Name<'_>, target: &AliasTarget) -> Verdict {
    let own = matches!(target, AliasTarget::Unit(unit) if unit == name.text);
    Verdict {
        place: match target {
            AliasTarget::Place(place) => Some(place.clone()),
            AliasTarget::Unit(_) => None,
        },
        is: match target {
            AliasTarget::Unit(unit) if !own => Some(unit.clone()),
            _ => None,
        },
        total: false,
        said: true,
    }
}

/// What a name is by itself, and the doubt about it.
fn judged(
    name: &Name<'_>,
    row: &RowName,
    claims: &BTreeMap<&PlaceId, Vec<usize>>,
    (project, mostly_places, few_new): (&Project<'_>, bool, bool),
) -> (Verdict, Option<NameDoubt>) {
    let known = project.by_name(name.text);
    let place = name.place.or(sure(row)).filter(|_| !name.total);
    let mut verdict = Verdict {
        place: place.cloned(),
        total: name.total,
        ..Verdict::default()
    };
    let rivals = place.and_then(|it| claims.get(it));
    if let (Some(place), Some([first, _, ..])) = (place, rivals.map(Vec::as_slice)) {
        // Whoever reads the file has to say whether these are one.
        verdict.place = known.and_then(|it| it.place.clone());
        let doubt = NameDoubt::SamePlace {
            place: place.clone(),
            first: project.name_at(*first).unwrap_or_default().to_owned(),
        };
        let asked = known.is_none() && project.name_at(*first) != Some(name.text);
        return (verdict, asked.then_some(doubt));
    }
    if place.is_some() || name.total {
        return (verdict, None);
    }
    if let Some(known) = known {
        verdict.place.clone_from(&known.place);
        return (verdict, None);
    }
    let doubt = match &row.resolution {
        Resolution::Ambiguous { places } => Some(NameDoubt::Ambiguous {
            places: places.clone(),
        }),
        Resolution::Found(found) => Some(NameDoubt::Part {
            place: found.place.clone(),
            extent: found.extent,
        }),
        Resolution::Total(_) if mostly_places => {
            verdict.total = true;
            None
        }
        Resolution::Several { places } if mostly_places => {
            verdict.total = true;
            Some(NameDoubt::Several {
                places: places.clone(),
            })
        }
        Resolution::Near { suggestions } if mostly_places => {
            let offered = suggestions.iter().map(|it| it.place.clone());
            // A place that has a row of its own is not meant by another one.
            let offered = offered.filter(|it| !claims.contains_key(it));
            let offered = offered.map(AliasTarget::Place).take(MOST_OFFERED);
            Some(offered.collect())
                .filter(|it: &Vec<AliasTarget>| !it.is_empty())
                .map(|offered| NameDoubt::Near { offered })
        }
        _ => None,
    };
    let doubt = doubt.or_else(|| project.near(name.text, few_new));
    (verdict, doubt)
}

fn put(row: &mut TableRow, verdict: &Verdict, registry: &Registry) {
    row.place.clone_from(&verdict.place);
    row.is.clone_from(&verdict.is);
    row.total = verdict.total;
    let place = verdict.place.as_ref().filter(|_| verdict.said);
    if let Some(place) = place.and_then(|it| registry.place(it)) {
        // The right name is read, not the misprint.
        if row.label == row.unit {
            place.name_zh.clone_into(&mut row.label);
        }
    }
}

/// The units of the project, and the names of the tables beside them.
struct Project<'a> {
    known: &'a [KnownUnit],
    names: HashMap<&'a str, usize>,
    places: HashMap<&'a PlaceId, usize>,
    texts: Vec<&'a str>,
    /// The same, to look up.
    present: HashSet<&'a str>,
}

impl<'a> Project<'a> {
    fn new(known: &'a [KnownUnit], names: &[Name<'a>]) -> Self {
        let mut by_name = HashMap::new();
        let mut places = HashMap::new();
        for (at, unit) in known.iter().enumerate() {
            let others = unit.aliases.iter().chain([&unit.label]);
            for name in others {
                by_name.entry(name.as_str()).or_insert(at);
            }
        }
        // Where one unit's key is another one's label, the key holds.
        for (at, unit) in known.iter().enumerate() {
            by_name.insert(&unit.key, at);
            if let Some(place) = &unit.place {
                places.entry(place).or_insert(at);
            }
        }
        Self {
            known,
            names: by_name,
            places,
            texts: names.iter().map(|it| it.text).collect(),
            present: names.iter().map(|it| it.text).collect(),
        }
    }

    fn by_name(&self, name: &str) -> Option<&'a KnownUnit> {
        self.names.get(name).and_then(|&at| self.known.get(at))
    }

    fn name_at(&self, at: usize) -> Option<&'a str> {
        self.texts.get(at).copied()
    }

    /// Names that no known unit answers to; nothing is new to an empty project.
    fn strangers(&self, names: &[Name<'_>], said: &Aliases) -> Vec<String> {
        if self.known.is_empty() {
            return Vec::new();
        }
        let known = |name: &Name<'_>| match said.target(name.text) {
            Some(AliasTarget::Unit(unit)) => self.by_name(unit).is_some(),
            Some(AliasTarget::Place(place)) => self.places.contains_key(place),
            None => self.by_name(name.text).is_some(),
        };
        let new = names.iter().filter(|name| !known(name));
        new.map(|name| name.text.to_owned()).collect()
    }

    /// Known units that no name of the tables means.
    fn absent(&self, verdicts: &HashMap<String, Verdict>, names: &[Name<'_>]) -> Vec<String> {
        let mut met = vec![false; self.known.len()];
        for name in names {
            let verdict = verdicts.get(name.text);
            let said = verdict.and_then(|it| it.is.as_deref());
            let by_name = self.names.get(said.unwrap_or(name.text));
            let place = verdict.and_then(|it| it.place.as_ref());
            let by_place = place.and_then(|it| self.places.get(it));
            if let Some(slot) = by_name.or(by_place).and_then(|&at| met.get_mut(at)) {
                *slot = true;
            }
        }
        let absent = self.known.iter().zip(met).filter(|(_, met)| !met);
        absent.map(|(unit, _)| unit.label.clone()).collect()
    }

    /// Units of the project that a name comes near to and that have no row of their own: one letter in a
    /// name of three to six, two in a longer one.
    fn near(&self, name: &str, few_new: bool) -> Option<NameDoubt> {
        if !few_new {
            return None;
        }
        let wanted = key(name);
        let most = match wanted.chars().count() {
            0..3 => return None,
            3..7 => 1,
            _ => 2,
        };
        let free = |unit: &&KnownUnit| !self.present.contains(unit.key.as_str());
        let distance = |unit: &KnownUnit| {
            let names = unit.aliases.iter().chain([&unit.key, &unit.label]);
            names
                .map(|it| strsim::osa_distance(&key(it), &wanted))
                .min()
                .unwrap_or(usize::MAX)
        };
        let mut near: Vec<(usize, &KnownUnit)> = self
            .known
            .iter()
            .filter(|unit| unit.key.chars().count().abs_diff(name.chars().count()) <= 8)
            .map(|unit| (distance(unit), unit))
            .filter(|(distance, _)| *distance <= most)
            .filter(|(_, unit)| free(unit))
            .collect();
        near.sort_by_key(|(distance, _)| *distance);
        let offered: Vec<AliasTarget> = near
            .into_iter()
            .take(MOST_OFFERED)
            .map(|(_, unit)| AliasTarget::Unit(unit.key.clone()))
            .collect();
        (!offered.is_empty()).then_some(NameDoubt::Near { offered })
    }
}
