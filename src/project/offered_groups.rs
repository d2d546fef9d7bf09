//! Groups that a sheet tells become an edit.

use super::{Dataset, Edit, find_unit};
use crate::import::sheet_map::SheetGroups;

/// The edit that takes groups of a sheet, and the names that no unit of the dataset has.
///
/// `kind` is what people call these groups; the sheet's own header may be proposed.
pub fn groups_edit(dataset: &Dataset, kind: &str, found: &SheetGroups) -> (Edit, Vec<String>) {
    let mut words = Vec::new();
    let mut unknown = Vec::new();
    for group in &found.groups {
        for member in &group.members {
            match find_unit(dataset, member) {
                Ok(unit) => words.push((unit.id, group.name.clone())),
                Err(_) => unknown.push(member.clone()),
            }
        }
    }
    let edit = Edit::TakeGroups {
        dataset: dataset.id,
        kind: kind.to_owned(),
        words,
    };
    (edit, unknown)
}
