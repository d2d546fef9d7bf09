//! Relations: taken in, renamed, given a direction, taken out.

use std::sync::Arc;

use super::{EditError, dataset_mut, name_of};
use crate::{
    import::relations::RelationTable,
    project::{Dataset, DatasetId, Document, Relation, RelationId},
};

/// Takes a relation in, in place of the one of that name, whose id it keeps.
pub(super) fn take(
    document: &mut Document,
    dataset: DatasetId,
    (name, directed): (&str, bool),
    table: &RelationTable,
) -> Result<(), EditError> {
    if table.list.edges.is_empty() || !table.list.is_whole() {
        return Err(EditError::NoEdges);
    }
    let name = name_of(name)?;
    let known = dataset_mut(document, dataset)?.relations.iter();
    let known = known.filter(|it| it.name == name).map(|it| it.id).next();
    let id = known.unwrap_or_else(|| RelationId(document.ids.give()));
    let relation = Relation {
        id,
        name: name.to_owned(),
        directed,
        measure: table.measure.clone(),
        source: table.into(),
        parts: table.parts.clone(),
        list: Arc::clone(&table.list),
    };
    let relations = Arc::make_mut(&mut dataset_mut(document, dataset)?.relations);
    match relations.iter_mut().find(|it| it.id == id) {
        Some(present) => *present = relation,
        None => relations.push(relation),
    }
    Ok(())
}

fn relation_mut(dataset: &mut Dataset, id: RelationId) -> Result<&mut Relation, EditError> {
    let mut relations = Arc::make_mut(&mut dataset.relations).iter_mut();
    relations
        .find(|it| it.id == id)
        .ok_or(EditError::NoRelation)
}

pub(super) fn rename(
    document: &mut Document,
    dataset: DatasetId,
    id: RelationId,
    name: &str,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    let name = name_of(name)?.to_owned();
    let mut others = dataset.relations.iter().filter(|it| it.id != id);
    if others.any(|it| it.name == name) {
        return Err(EditError::NameTaken { name });
    }
    relation_mut(dataset, id)?.name = name;
    Ok(())
}

pub(super) fn directed(
    document: &mut Document,
    dataset: DatasetId,
    id: RelationId,
    directed: bool,
) -> Result<(), EditError> {
    relation_mut(dataset_mut(document, dataset)?, id)?.directed = directed;
    Ok(())
}

pub(super) fn remove(
    document: &mut Document,
    dataset: DatasetId,
    id: RelationId,
) -> Result<(), EditError> {
    let dataset = dataset_mut(document, dataset)?;
    dataset.relation(id).ok_or(EditError::NoRelation)?;
    Arc::make_mut(&mut dataset.relations).retain(|it| it.id != id);
    Ok(())
}
