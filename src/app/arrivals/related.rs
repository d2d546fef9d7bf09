//! Relation sheets among files on their way in: which of them are one relation, and what takes them in.

use std::{collections::BTreeSet, sync::Arc};

use super::{Arrival, Arrivals, FileId, together::Line};
use crate::{
    app::{
        incoming::Incoming,
        related::{Relating, relation_named},
    },
    import::{
        gather::Series,
        relations::{RelationTable, joined, series, told_twice},
    },
    project::{Dataset, DatasetId, Edit},
};

impl Arrivals {
    /// Finds the relations that several sheets tell a period each; true if a sheet was told something.
    pub(super) fn find_relations(&mut self, lines: &mut Vec<Line>) -> bool {
        let with = self.files.iter().filter(|it| it.goes_in());
        let mut read: Vec<(FileId, Arc<RelationTable>)> = with
            .filter_map(|file| Some((file.id, Arc::clone(file.incoming()?.as_relation()?))))
            .collect();
        let of_recipes = self.lines_of_recipes();
        read.retain(|(id, _)| of_recipes.iter().all(|it| !it.parts.contains(id)));
        lines.extend(of_recipes);
        let tables: Vec<&RelationTable> = read.iter().map(|it| it.1.as_ref()).collect();
        let mut told = false;
        for found in series(&tables) {
            let mut parts = Vec::new();
            for (place, period) in &found.parts {
                let Some((id, _)) = read.get(*place) else {
                    continue;
                };
                parts.push(*id);
                if let Some(incoming) = self.incoming_of(*id)
                    && incoming.told.is_none()
                {
                    incoming.tell_relation(period.as_ref(), found.directed);
                    told = true;
                }
            }
            let dated = found.parts.iter().all(|it| it.1.is_none());
            lines.push(Line {
                series: if dated {
                    Series::Alike
                } else {
                    Series::Periods
                },
                parts,
                findings: found.findings,
                relation: Some(found.name),
            });
        }
        told
    }

    /// Sheets that go into one relation because recipes say so.
    fn lines_of_recipes(&self) -> Vec<Line> {
        let mut found: Vec<(String, Vec<FileId>)> = Vec::new();
        for file in self.files.iter().filter(|it| it.goes_in()) {
            let Some(incoming) = file.incoming() else {
                continue;
            };
            if incoming.again_now().is_none() || incoming.as_relation().is_none() {
                continue;
            }
            let name = incoming.related.name.trim();
            match found.iter_mut().find(|(known, _)| known == name) {
                Some((_, parts)) => parts.push(file.id),
                None => found.push((name.to_owned(), vec![file.id])),
            }
        }
        let several = found.into_iter().filter(|(_, parts)| parts.len() > 1);
        several
            .map(|(name, parts)| self.line_of(name, parts))
            .collect()
    }

    fn line_of(&self, name: String, parts: Vec<FileId>) -> Line {
        let read = parts.iter().filter_map(|id| self.file(*id)?.incoming());
        let asks = read.clone().all(Incoming::asks_for_period);
        let tables: Vec<&RelationTable> = read
            .filter_map(|it| it.as_relation().map(AsRef::as_ref))
            .collect();
        Line {
            series: if asks { Series::Periods } else { Series::Alike },
            findings: told_twice(&tables),
            parts,
            relation: Some(name),
        }
    }

    /// The edits that keep how files were read. Of sheets that are one relation the one of the latest period
    /// speaks for all.
    pub(in crate::app) fn remembering_of(&self, files: &[FileId], dataset: DatasetId) -> Vec<Edit> {
        let last = |id: FileId| {
            let table = self.file(id)?.incoming()?.as_relation()?;
            table.list.edges.periods().pop()
        };
        let kept = files.iter().filter_map(|id| {
            let line = self.lines().iter().find(|it| it.parts.contains(id));
            let joined = line.filter(|it| it.relation.is_some());
            let parts = joined.iter().flat_map(|it| &it.parts);
            let latest = parts.max_by_key(|it| last(**it));
            if latest.is_some_and(|it| it != id) {
                return None;
            }
            let joined = joined.and_then(|it| it.relation.as_deref());
            self.file(*id)?.incoming()?.remembering(dataset, joined)
        });
        kept.collect()
    }

    /// Follows what a person says of the relation sheet in view; a direction is said of all that it is one
    /// relation with.
    pub(in crate::app) fn relate(&mut self, said: &Relating) {
        let Some(chosen) = self.chosen().map(|it| it.id) else {
            return;
        };
        let mut ids = vec![chosen];
        if matches!(said, Relating::Directed(_)) {
            let mut lines = self.lines().iter().filter(|it| it.relation.is_some());
            let line = lines.find(|it| it.parts.contains(&chosen));
            let others = line.into_iter().flat_map(|it| &it.parts);
            ids.extend(others.filter(|it| **it != chosen));
        }
        for id in ids {
            if let Some(incoming) = self.incoming_of(id) {
                incoming.relate(said.clone());
            }
        }
    }

    /// The edits that take the relation sheets among files in, those of one relation as one, each with its
    /// files. No name is given twice.
    pub(in crate::app) fn relations_of(
        &self,
        files: &[FileId],
        dataset: &Dataset,
    ) -> Vec<(Vec<FileId>, Edit)> {
        let read = |id: &FileId| {
            let incoming = self.file(*id)?.incoming()?;
            Some((incoming.as_relation()?, incoming.related.name.trim()))
        };
        let with = |ids: &[FileId]| -> Vec<FileId> {
            let with = ids.iter().filter(|it| files.contains(it));
            with.copied().filter(|it| read(it).is_some()).collect()
        };
        let lines = self.lines().iter();
        let of_lines = lines.filter_map(|it| Some((with(&it.parts), it.relation.clone()?)));
        let mut groups: Vec<(Vec<FileId>, String)> =
            of_lines.filter(|(ids, _)| ids.len() > 1).collect();
        for id in with(files) {
            if groups.iter().all(|(ids, _)| !ids.contains(&id)) {
                let name = read(&id).map_or_else(String::new, |(table, name)| match name {
                    "" => table.lasting_name(),
                    name => name.to_owned(),
                });
                groups.push((vec![id], name));
            }
        }
        let mut names = BTreeSet::new();
        let taken = groups.into_iter().filter_map(|(ids, name)| {
            let tables: Vec<&RelationTable> = ids
                .iter()
                .filter_map(|it| Some(read(it)?.0.as_ref()))
                .collect();
            let directed = tables.iter().any(|it| it.directed == Some(true));
            let name = unique(&mut names, name);
            let table = joined(&tables)?;
            let by_recipe = |id: &FileId| {
                let incoming = self.file(*id).and_then(Arrival::incoming);
                incoming.is_some_and(|it| it.again_now().is_some())
            };
            let known = ids.iter().any(by_recipe);
            let present = relation_named(dataset, &name).filter(|_| known);
            let renewed = present.and_then(|it| it.renewed(&table));
            let edit = Edit::TakeRelation {
                dataset: dataset.id,
                name,
                directed,
                table: Arc::new(renewed.unwrap_or(table)),
            };
            Some((ids, edit))
        });
        taken.collect()
    }
}

/// The name, with a number behind it where it was given before.
fn unique(names: &mut BTreeSet<String>, name: String) -> String {
    let numbered = (2..).map(|number: usize| format!("{name} {number}"));
    let free = std::iter::once(name.clone())
        .chain(numbered)
        .find(|it| !names.contains(it));
    let free = free.unwrap_or(name);
    names.insert(free.clone());
    free
}
