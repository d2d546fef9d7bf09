//! Groups by hand: made, renamed, taken out.

use std::{collections::BTreeSet, sync::Arc};

use super::{ChoiceError, EditError, dataset_mut, name_of};
use crate::{
    engine::{Imputation, NodeKind, UnitId},
    project::{Dataset, DatasetId, Document, Group},
};

/// Which group: its kind and its name.
type Which<'a> = (&'a str, &'a str);

fn position(dataset: &Dataset, (kind, name): Which<'_>) -> Option<usize> {
    let mut groups = dataset.groups.iter();
    groups.position(|it| it.kind == kind && it.name == name)
}

fn unknown((kind, _): Which<'_>) -> EditError {
    let kind = kind.to_owned();
    ChoiceError::NoGrouping { kind }.into()
}

/// Makes a group, or gives one other members; they take the order of the dataset.
pub(super) fn set(
    document: &mut Document,
    dataset: DatasetId,
    (kind, name): Which<'_>,
    members: &[UnitId],
) -> Result<(), EditError> {
    let (kind, name) = (name_of(kind)?, name_of(name)?);
    let dataset = dataset_mut(document, dataset)?;
    let wanted: BTreeSet<UnitId> = members.iter().copied().collect();
    let all = dataset.units.iter().map(|unit| unit.id);
    let members: Vec<UnitId> = all.filter(|unit| wanted.contains(unit)).collect();
    if members.len() < wanted.len() {
        return Err(EditError::NoUnit);
    }
    if members.is_empty() {
        return Err(ChoiceError::NoMembers.into());
    }
    let at = position(dataset, (kind, name));
    let groups = Arc::make_mut(&mut dataset.groups);
    if let Some(group) = at.and_then(|at| groups.get_mut(at)) {
        group.members = members;
        return Ok(());
    }
    let group = Group {
        kind: kind.to_owned(),
        name: name.to_owned(),
        members,
    };
    // Groups of a kind stand together.
    let last = groups.iter().rposition(|it| it.kind == kind);
    groups.insert(last.map_or(groups.len(), |at| at + 1), group);
    Ok(())
}

pub(super) fn rename(
    document: &mut Document,
    dataset: DatasetId,
    (kind, name): Which<'_>,
    to: &str,
) -> Result<(), EditError> {
    let to = name_of(to)?;
    let dataset = dataset_mut(document, dataset)?;
    let at = position(dataset, (kind, name)).ok_or_else(|| unknown((kind, name)))?;
    if position(dataset, (kind, to)).is_some_and(|other| other != at) {
        return Err(EditError::NameTaken {
            name: to.to_owned(),
        });
    }
    if let Some(group) = Arc::make_mut(&mut dataset.groups).get_mut(at) {
        to.clone_into(&mut group.name);
    }
    Ok(())
}

/// Takes a group out; the last of a kind stays while gaps are filled by groups of that kind.
pub(super) fn remove(
    document: &mut Document,
    dataset: DatasetId,
    (kind, name): Which<'_>,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let at = position(dataset, (kind, name)).ok_or_else(|| unknown((kind, name)))?;
    let of_kind = dataset.groups.iter().filter(|it| it.kind == kind);
    if of_kind.count() == 1 && fills_by(dataset, kind) {
        let name = kind.to_owned();
        return Err(ChoiceError::InUse { name }.into());
    }
    Arc::make_mut(&mut dataset.groups).remove(at);
    Ok(())
}

/// Whether gaps are filled by groups of a kind, in the base, a scenario or an indicator.
fn fills_by(dataset: &Dataset, kind: &str) -> bool {
    let scenarios = dataset.scenarios.iter();
    let patched = scenarios.filter_map(|it| it.patch.method.imputation.as_ref());
    let nodes = dataset.framework.iter().flat_map(|it| it.nodes());
    let own = nodes.filter_map(|node| match &node.kind {
        NodeKind::Indicator(indicator) => indicator.imputation.as_ref(),
        NodeKind::Aggregate(_) => None,
    });
    let mut all = std::iter::once(&dataset.method.imputation)
        .chain(patched)
        .chain(own);
    all.any(|it| match it {
        Imputation::GroupMean { group, .. } | Imputation::GroupMedian { group, .. } => {
            group == kind
        }
        _ => false,
    })
}
