//! The further names of a dataset's units as a file of their own, to be shared between projects.
//!
//! The file is a table of two columns, `name` and `place`: a further name, and the unit it stands for,
//! by the code of its place where that tells it, else by its key. Names are only ever added: a file
//! never takes a name away from the unit that has it.

use serde::{Deserialize, Serialize};

use super::{Dataset, DatasetId, Edit, Unit};
use crate::{
    engine::UnitId,
    import::names::{
        AliasFault, AliasProblem, AliasRow, PlaceId, Registry, alias_quoted, place_meant,
    },
};

/// What a file of names adds to a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "new", rename_all = "kebab-case")]
pub enum NewAlias {
    /// A further name.
    Name {
        /// Whose.
        unit: UnitId,
        /// The name.
        name: String,
    },
    /// Which place the unit is, where that was not known.
    Place {
        /// Whose.
        unit: UnitId,
        /// The place.
        place: PlaceId,
    },
}

/// What came of reading a file of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AliasReading {
    /// What it adds, in the order of its rows.
    pub new: Vec<NewAlias>,
    /// How many of its rows the dataset knows already.
    pub known: usize,
    /// The rows that cannot be taken, in the order of the file.
    pub problems: Vec<AliasProblem>,
}

impl AliasReading {
    /// The edit that takes in what is new; none where nothing is.
    pub fn edit(&self, dataset: DatasetId) -> Option<Edit> {
        (!self.new.is_empty()).then(|| Edit::TakeAliases {
            dataset,
            aliases: self.new.clone(),
        })
    }
}

/// The further names of a dataset's units as the text of such a file, in the order of the units. A
/// unit whose place does not follow from its key stands in it by its key.
pub fn aliases_text(dataset: &Dataset, registry: &Registry) -> String {
    let units = &dataset.units;
    let mut text = String::from("name,place\n");
    let mut row = |name: &str, target: &str| {
        for part in [
            alias_quoted(name).as_str(),
            ",",
            &alias_quoted(target),
            "\n",
        ] {
            text.push_str(part);
        }
    };
    for unit in units.iter() {
        let code = unit.place.as_ref().map(PlaceId::as_str);
        let tells =
            |code: &&str| meant(units, code, registry).is_ok_and(|it| it.0 == Some(unit.id));
        let target = code.filter(tells).unwrap_or(&unit.key);
        for alias in &unit.aliases {
            row(alias, target);
        }
        if let Some(code) = code
            && place_meant(&unit.key, registry).as_ref() != Ok(&unit.place)
        {
            row(&unit.key, code);
        }
    }
    text
}

/// Reads such a file, in any encoding of text files, separated by commas or tabs.
///
/// What a row stands for is a unit by its key, else by another of its names, else by its place. A name
/// that another unit has stays with that unit, which is told.
pub fn read_aliases(dataset: &Dataset, bytes: &[u8], registry: &Registry) -> AliasReading {
    let (rows, problems) = AliasRow::of_file(bytes);
    let mut reading = AliasReading {
        problems,
        ..AliasReading::default()
    };
    let mut units = dataset.units.to_vec();
    for row in rows {
        match added(&units, &row, registry) {
            Ok(None) => reading.known += 1,
            Ok(Some(new)) => {
                new.give(&mut units);
                reading.new.push(new);
            }
            Err(fault) => reading.problems.push(AliasProblem {
                line: row.line,
                fault,
            }),
        }
    }
    reading.problems.sort_by_key(|it| it.line);
    reading
}

impl NewAlias {
    /// The unit that gains by it.
    pub fn unit(&self) -> UnitId {
        match self {
            Self::Name { unit, .. } | Self::Place { unit, .. } => *unit,
        }
    }

    /// Adds it to its unit; nothing happens where there is none.
    pub(super) fn give(&self, units: &mut [Unit]) {
        let Some(unit) = units.iter_mut().find(|it| it.id == self.unit()) else {
            return;
        };
        match self {
            Self::Name { name, .. } if !unit.answers_to(name) => unit.aliases.push(name.clone()),
            Self::Name { .. } => {}
            Self::Place { place, .. } => unit.place = Some(place.clone()),
        }
    }
}

/// The unit that has a name: by its key, else by another name.
pub(super) fn owner<'a>(units: &'a [Unit], name: &str) -> Option<&'a Unit> {
    let by_key = units.iter().find(|it| it.key == name);
    by_key.or_else(|| units.iter().find(|it| it.answers_to(name)))
}

/// What a row adds, if the units do not know it yet.
fn added(
    units: &[Unit],
    row: &AliasRow,
    registry: &Registry,
) -> Result<Option<NewAlias>, AliasFault> {
    if row.name.is_empty() || row.place.is_empty() {
        return Err(AliasFault::Incomplete);
    }
    let owner = owner(units, &row.name);
    let taken = |owner: &Unit| AliasFault::Taken {
        name: row.name.clone(),
        place: row.place.clone(),
        unit: owner.label.clone(),
    };
    match (meant(units, &row.place, registry)?, owner) {
        ((Some(unit), _), Some(owner)) if owner.id == unit => Ok(None),
        ((Some(unit), _), None) => Ok(Some(NewAlias::Name {
            unit,
            name: row.name.clone(),
        })),
        ((None, Some(place)), Some(owner)) if owner.place.is_none() => Ok(Some(NewAlias::Place {
            unit: owner.id,
            place,
        })),
        (_, Some(owner)) => Err(taken(owner)),
        ((None, _), None) => Err(AliasFault::NoUnit {
            place: row.place.clone(),
        }),
    }
}

/// The unit that a text of the second column means, or at least the place.
fn meant(
    units: &[Unit],
    text: &str,
    registry: &Registry,
) -> Result<(Option<UnitId>, Option<PlaceId>), AliasFault> {
    let by_key = units.iter().find(|it| it.key == text);
    if let Some(unit) = by_key.or_else(|| only(units, |it| it.answers_to(text))) {
        return Ok((Some(unit.id), None));
    }
    let place = place_meant(text, registry)?;
    let unit = place
        .as_ref()
        .and_then(|place| only(units, |it| it.place.as_ref() == Some(place)));
    Ok((unit.map(|it| it.id), place))
}

/// The unit of which something is true, where it is one.
fn only(units: &[Unit], is: impl Fn(&Unit) -> bool) -> Option<&Unit> {
    let mut found = units.iter().filter(|unit| is(unit));
    found.next().filter(|_| found.next().is_none())
}
