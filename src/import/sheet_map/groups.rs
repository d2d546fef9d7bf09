//! Groups of units that a sheet tells: columns of words, headings over rows, rows under rows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{MappedTable, observe, taken::Names};
use crate::import::Table;

/// Groups of one kind, as a sheet tells them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetGroups {
    /// What kind of groups: the header of the column; none where the sheet does not say.
    pub kind: Option<String>,
    /// How they are told.
    pub told: GroupsTold,
    /// In the order in which their first members stand.
    pub groups: Vec<SheetGroup>,
    /// Units that stand in several of the groups, and are therefore in none.
    pub unsteady: Vec<String>,
}

/// How groups are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupsTold {
    /// By a column of words.
    Column,
    /// By headings over the rows, or columns that group them.
    Heading,
    /// By the rows they stand below.
    Parent,
}

/// A group of units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetGroup {
    /// As it stands.
    pub name: String,
    /// The names of the units, as the table that is taken has them.
    pub members: Vec<String>,
}

/// The groups that the columns of words of a plain table tell. A column that puts every unit by itself,
/// or all into one, tells none.
pub fn groups_of(table: &Table) -> Vec<SheetGroups> {
    let of_column = |column: &crate::import::TextColumn| {
        let rows = table.rows.iter().zip(&column.values);
        let words = rows
            .filter(|(row, _)| !row.total)
            .map(|(row, word)| (row.unit.clone(), word.trim().to_owned()));
        let kind = Some(column.name.clone());
        sorted(kind, GroupsTold::Column, words)
    };
    table.texts.iter().filter_map(of_column).collect()
}

/// The groups that headings, grouping columns and rows above tell in a table of any layout.
pub fn groups_of_mapped(table: &MappedTable) -> Vec<SheetGroups> {
    if table.layout.value.rows_are_indicators() {
        return Vec::new();
    }
    let names = Names::new(table);
    let mut headings = Vec::new();
    let mut parents = Vec::new();
    let mut seen = BTreeSet::new();
    for (place, _, observation) in observe::placed(table) {
        if observation.total || observation.unit.is_empty() || !seen.insert(place) {
            continue;
        }
        let unit = names.of(&observation, place);
        if let Some(group) = &observation.group {
            headings.push((unit.clone(), group.clone()));
        }
        let parent = table.rows.get(place).and_then(|it| it.parent);
        let parent = parent.and_then(|it| table.rows.get(it as usize));
        if let Some(parent) = parent.filter(|it| !it.total) {
            parents.push((unit, parent.label.clone()));
        }
    }
    [
        (GroupsTold::Heading, headings),
        (GroupsTold::Parent, parents),
    ]
    .into_iter()
    .filter_map(|(told, words)| sorted(None, told, words.into_iter()))
    .collect()
}

/// Groups that several sheets tell, those of one kind as one. A unit that one sheet puts elsewhere than
/// another is in none.
pub fn merged(all: impl IntoIterator<Item = SheetGroups>) -> Vec<SheetGroups> {
    let mut kinds: Vec<(SheetGroups, Vec<(String, String)>)> = Vec::new();
    for found in all {
        let same = |it: &&mut (SheetGroups, _)| it.0.kind == found.kind && it.0.told == found.told;
        let words = found.groups.iter().flat_map(|group| {
            let members = group.members.iter();
            members.map(|unit| (unit.clone(), group.name.clone()))
        });
        let words: Vec<(String, String)> = words.collect();
        match kinds.iter_mut().find(same) {
            Some((first, known)) => {
                known.extend(words);
                first.unsteady.extend(found.unsteady);
            }
            None => kinds.push((found, words)),
        }
    }
    let one = |(first, words): (SheetGroups, Vec<(String, String)>)| {
        let unsteady: BTreeSet<String> = first.unsteady.into_iter().collect();
        let words = words
            .into_iter()
            .filter(|(unit, _)| !unsteady.contains(unit));
        let mut found = sorted(first.kind, first.told, words)?;
        let before = std::mem::take(&mut found.unsteady);
        found.unsteady = unsteady.into_iter().chain(before).collect();
        Some(found)
    };
    kinds.into_iter().filter_map(one).collect()
}

/// Groups of units by word, if they tell units apart.
fn sorted(
    kind: Option<String>,
    told: GroupsTold,
    words: impl Iterator<Item = (String, String)>,
) -> Option<SheetGroups> {
    let mut of_unit: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for (unit, word) in words.filter(|(_, word)| !word.is_empty()) {
        let known = of_unit.entry(unit.clone()).or_default();
        if known.is_empty() {
            order.push(unit);
        }
        known.insert(word);
    }
    let mut groups: Vec<SheetGroup> = Vec::new();
    let mut unsteady = Vec::new();
    for unit in order {
        let words = of_unit.remove(&unit).unwrap_or_default();
        let mut words = words.into_iter();
        match (words.next(), words.next()) {
            (Some(word), None) => match groups.iter_mut().find(|it| it.name == word) {
                Some(group) => group.members.push(unit),
                None => groups.push(SheetGroup {
                    name: word,
                    members: vec![unit],
                }),
            },
            (Some(_), Some(_)) => unsteady.push(unit),
            _ => {}
        }
    }
    let several = groups.iter().any(|it| it.members.len() > 1);
    (groups.len() > 1 && several).then_some(SheetGroups {
        kind,
        told,
        groups,
        unsteady,
    })
}
