//! Groups of units, and the ranks within them.

use super::view::View;
use crate::{
    engine::Results,
    export::sheet_plan::Cell,
    project::{Dataset, Group},
};

/// Groups of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grouping {
    /// What kind of groups these are.
    pub(super) kind: String,
    /// The name of each unit's group, in the order of the results.
    pub(super) of: Vec<Option<String>>,
}

/// The groupings of a dataset, in the order in which they came. A unit in two groups of a kind
/// counts in the first.
pub(super) fn groupings(dataset: &Dataset, results: &Results) -> Vec<Grouping> {
    let mut kinds: Vec<&str> = Vec::new();
    for group in dataset.groups.iter() {
        if !kinds.contains(&group.kind.as_str()) {
            kinds.push(&group.kind);
        }
    }
    let of_kind = |kind: &str| {
        let groups = dataset.groups.iter().filter(|group| group.kind == kind);
        let groups: Vec<&Group> = groups.collect();
        let of = results.units.iter().map(|unit| {
            let mut groups = groups.iter();
            let group = groups.find(|group| group.members.contains(&unit.id));
            group.map(|group| group.name.clone())
        });
        Grouping {
            kind: kind.to_owned(),
            of: of.collect(),
        }
    };
    kinds.into_iter().map(of_kind).collect()
}

impl Grouping {
    /// The group of a unit, as it stands in a cell.
    pub(super) fn cell(&self, unit: usize) -> Cell {
        let group = self.of.get(unit).cloned().flatten();
        group.map_or(Cell::Blank, Cell::Label)
    }

    /// Where each unit stands in its group by the index; equal scores share the better rank.
    pub(super) fn ranks(&self, view: &View<'_>) -> Vec<Option<u32>> {
        let rank = |unit: usize| view.now(0).and_then(|node| node.ranks.get(unit));
        let own = |unit: usize| {
            let (rank_here, group) = (rank(unit)?, self.of.get(unit)?.as_ref()?);
            let others = (0..self.of.len()).filter(|&other| {
                self.of.get(other).and_then(Option::as_ref) == Some(group)
                    && rank(other).is_some_and(|it| it < rank_here)
            });
            u32::try_from(others.count() + 1).ok()
        };
        (0..self.of.len()).map(own).collect()
    }
}
