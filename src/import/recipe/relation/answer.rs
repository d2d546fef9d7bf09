//! What a person answers to a difference on a relation sheet.

use super::{KnownColumn, KnownRelation, RelationDifference};
use crate::import::{Scale, recipe::Answer, relations::RelationRole};

impl KnownRelation {
    /// Keeps an answer; one that does not suit the difference changes nothing.
    pub(in crate::import::recipe) fn answer(
        &mut self,
        difference: &RelationDifference,
        answer: &Answer,
    ) {
        match (difference, answer) {
            (RelationDifference::MissingColumn { name, .. }, Answer::Same(now)) => {
                self.rename(name, now);
            }
            (RelationDifference::MissingColumn { name, .. }, Answer::AsItIs) => {
                self.columns.retain(|it| it.name != *name);
            }
            (RelationDifference::NewColumn { name, .. }, Answer::Same(known)) => {
                self.rename(known, name);
            }
            (RelationDifference::NewColumn { name, role, at }, Answer::AsItIs) => {
                self.columns.push(known(name, *role, at.column));
            }
            (RelationDifference::NewColumn { name, at, .. }, Answer::LeaveOut) => {
                let left_out = known(name, RelationRole::Running, at.column);
                self.columns.push(left_out);
            }
            (RelationDifference::OtherMeasure { last, now, .. }, Answer::AsItIs) => {
                let scale = last.as_deref().zip(now.as_deref());
                let scale = scale.and_then(|(last, now)| Scale::between(last, now));
                self.size = self.size.zip(scale).map(|(size, scale)| scale.apply(size));
                self.measure.clone_from(now);
            }
            (RelationDifference::PowerOfTen { .. }, Answer::AsItIs) => self.size = None,
            (RelationDifference::OtherDirection { now }, Answer::AsItIs) => {
                (self.directed, self.told) = (*now, Some(*now));
            }
            (RelationDifference::OtherDirection { now }, Answer::AsBefore) => {
                self.told = Some(*now);
            }
            _ => {}
        }
    }

    fn rename(&mut self, name: &str, now: &str) {
        if let Some(column) = self.columns.iter_mut().find(|it| it.name == name) {
            now.clone_into(&mut column.name);
        }
    }
}

fn known(name: &str, role: RelationRole, column: u32) -> KnownColumn {
    KnownColumn {
        name: name.to_owned(),
        column,
        role,
        dated: false,
    }
}
