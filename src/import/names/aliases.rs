//! Names that users give to places and units.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Context, PlaceId, Registry, Resolution, written::key};
use crate::import::read;

/// What a user's name stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AliasTarget {
    /// A place of the registry.
    Place(PlaceId),
    /// A unit by its name; it need be no place.
    Unit(String),
}

/// A user's own names. Blanks, width and case of a name do not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Aliases {
    names: BTreeMap<String, AliasTarget>,
}

/// A row of a table of names that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasProblem {
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong.
    pub fault: AliasFault,
}

/// What is wrong with a row of a table of names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum AliasFault {
    /// The name or the place is empty.
    Incomplete,
    /// The same name stands above, for something else.
    Repeated {
        /// The name.
        name: String,
    },
    /// The place is the name of more than one; its code would tell.
    AmbiguousPlace {
        /// As it stands.
        place: String,
        /// Those it can be.
        places: Vec<PlaceId>,
    },
    /// The name is another unit's already.
    Taken {
        /// The name.
        name: String,
        /// What the table says it stands for.
        place: String,
        /// The unit that has it.
        unit: String,
    },
    /// No unit of the project is meant.
    NoUnit {
        /// What the table says the name stands for.
        place: String,
    },
    /// The text is not UTF-8, or not separated by commas.
    Unreadable,
}

impl Aliases {
    /// Sets what a name stands for, and answers what it stood for before.
    pub fn set(&mut self, name: &str, target: AliasTarget) -> Option<AliasTarget> {
        let name = name.trim();
        if key(name).is_empty() {
            return None;
        }
        let before = self.remove(name);
        self.names.insert(name.to_owned(), target);
        before
    }

    /// Forgets a name.
    pub fn remove(&mut self, name: &str) -> Option<AliasTarget> {
        let wanted = key(name);
        let known = self
            .names
            .keys()
            .find(|known| key(known) == wanted)?
            .clone();
        self.names.remove(&known)
    }

    /// What a name stands for.
    pub fn target(&self, name: &str) -> Option<&AliasTarget> {
        if self.names.is_empty() {
            return None;
        }
        if let Some(target) = self.names.get(name) {
            return Some(target);
        }
        let wanted = key(name);
        self.names
            .iter()
            .find(|(known, _)| key(known) == wanted)
            .map(|(_, target)| target)
    }

    /// The names with what they stand for, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &AliasTarget)> {
        self.names
            .iter()
            .map(|(name, target)| (name.as_str(), target))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// As a table with the columns `name` and `place`, a place as its code.
    pub fn to_csv(&self) -> String {
        let mut csv = String::from("name,place\n");
        for (name, target) in &self.names {
            let target = match target {
                AliasTarget::Place(id) => id.as_str(),
                AliasTarget::Unit(name) => name,
            };
            csv.push_str(&quoted(name));
            csv.push(',');
            csv.push_str(&quoted(target));
            csv.push('\n');
        }
        csv
    }

    /// Reads such a table. A row that cannot be taken is reported, and the others are taken.
    ///
    /// The place is a code or a name of the registry, else the name of a unit. A header is known by its first cell,
    /// `name` or 名称.
    pub fn from_csv(text: &str, registry: &Registry) -> (Self, Vec<AliasProblem>) {
        let mut aliases = Self::default();
        let (rows, mut problems) = rows(text);
        for AliasRow { line, name, place } in rows {
            if let Err(fault) = aliases.take(&name, &place, registry) {
                problems.push(AliasProblem { line, fault });
            }
        }
        problems.sort_by_key(|it| it.line);
        (aliases, problems)
    }

    fn take(&mut self, name: &str, place: &str, registry: &Registry) -> Result<(), AliasFault> {
        if key(name).is_empty() || key(place).is_empty() {
            return Err(AliasFault::Incomplete);
        }
        let target = match place_meant(place, registry)? {
            Some(place) => AliasTarget::Place(place),
            None => AliasTarget::Unit(place.to_owned()),
        };
        if self.target(name).is_some_and(|known| *known != target) {
            return Err(AliasFault::Repeated {
                name: name.to_owned(),
            });
        }
        self.set(name, target);
        Ok(())
    }
}

/// A row of a table of names, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasRow {
    /// The line, counted from 1.
    pub line: u64,
    /// The further name.
    pub name: String,
    /// What it stands for: a code or a name of a place, or the name of a unit.
    pub place: String,
}

impl AliasRow {
    /// The rows of a file of names: separated by commas or tabs, in any encoding of text files, with
    /// or without a header.
    pub fn of_file(bytes: &[u8]) -> (Vec<Self>, Vec<AliasProblem>) {
        let unreadable = || AliasProblem {
            line: 1,
            fault: AliasFault::Unreadable,
        };
        read::text_of(bytes).map_or_else(|| (Vec::new(), vec![unreadable()]), |text| rows(&text))
    }
}

/// The place that a text of a table of names means, if it means one: by its code, else by a name.
pub fn place_meant(text: &str, registry: &Registry) -> Result<Option<PlaceId>, AliasFault> {
    let code = PlaceId::from(text);
    if registry.place(&code).is_some() {
        return Ok(Some(code));
    }
    match registry.resolve(text, &Context::default()) {
        Resolution::Found(found) => Ok(Some(found.place)),
        Resolution::Ambiguous { places } => Err(AliasFault::AmbiguousPlace {
            place: text.to_owned(),
            places,
        }),
        _ => Ok(None),
    }
}

/// The rows of a table of names, its header and blank rows left out, and the lines that are none.
fn rows(text: &str) -> (Vec<AliasRow>, Vec<AliasProblem>) {
    let text = text.trim_start_matches('\u{feff}');
    let tabs = text.lines().next().is_some_and(|it| it.contains('\t'));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for (index, record) in reader.records().enumerate() {
        let Ok(record) = record else {
            problems.push(AliasProblem {
                line: index as u64 + 1,
                fault: AliasFault::Unreadable,
            });
            continue;
        };
        let line = record
            .position()
            .map_or(index as u64 + 1, csv::Position::line);
        let name = record.get(0).unwrap_or_default();
        let is_header =
            index == 0 && ["name", "名称", "alias", "别名"].contains(&name.to_lowercase().as_str());
        if !is_header && record.iter().any(|it| !it.is_empty()) {
            rows.push(AliasRow {
                line,
                name: name.to_owned(),
                place: record.get(1).unwrap_or_default().to_owned(),
            });
        }
    }
    (rows, problems)
}

/// A field of such a table, in quotation marks where it needs them.
pub(crate) fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}
