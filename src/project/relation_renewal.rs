//! A relation that a new sheet of its kind goes into: periods that the sheet does not tell stay.

use std::{collections::BTreeSet, sync::Arc};

use super::Relation;
use crate::{
    engine::{EdgesBuilder, Period},
    import::{
        Scale,
        relations::{AttributeBuilder, EdgeList, RelationPart, RelationTable, joined},
    },
};

/// What becomes of the periods of a relation that sheets go into.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Renewal {
    /// The periods that stay as they were.
    pub kept: Vec<Period>,
    /// The periods that both have; those of the sheets count.
    pub replaced: Vec<Period>,
    /// The periods that only the sheets have.
    pub new: Vec<Period>,
}

impl Relation {
    /// What becomes of its periods if sheets go into it. None where one of all tells no periods, or the
    /// weights are in measures that cannot be converted, so that the sheets can only take its place.
    pub fn renewal(&self, sheets: &[&RelationTable]) -> Option<Renewal> {
        let own = self.list.edges.periods();
        let now = sheets.iter().flat_map(|it| it.list.edges.periods());
        let now: BTreeSet<Period> = now.collect();
        let undated = own.contains(&Period::Undated) || now.contains(&Period::Undated);
        if undated || !sheets.iter().all(|it| self.suits(it)) {
            return None;
        }
        let (replaced, kept): (Vec<Period>, Vec<Period>) =
            own.into_iter().partition(|it| now.contains(it));
        let new = now.into_iter().filter(|it| !replaced.contains(it));
        Some(Renewal {
            new: new.collect(),
            kept,
            replaced,
        })
    }

    /// The relation with a sheet in it, what stays first and weights in its measure; none where the sheet
    /// can only take its place.
    pub fn renewed(&self, sheet: &RelationTable) -> Option<RelationTable> {
        let Renewal { kept, .. } = self.renewal(&[sheet])?;
        let scale = self.scale_of(sheet);
        let sheet = match scale.filter(|it| !it.is_one()) {
            Some(scale) => scaled(sheet, scale),
            None => sheet.clone(),
        };
        let measure = self.measure.clone().or_else(|| sheet.measure.clone());
        let table = if kept.is_empty() {
            sheet
        } else {
            joined(&[&self.with_only(&kept), &sheet])?
        };
        Some(RelationTable { measure, ..table })
    }

    /// From the measure of a sheet into its own.
    fn scale_of(&self, sheet: &RelationTable) -> Option<Scale> {
        Scale::between(sheet.measure.as_ref()?, self.measure.as_ref()?)
    }

    /// Whether the weights of a sheet can stand beside its own.
    fn suits(&self, sheet: &RelationTable) -> bool {
        let both = self.measure.is_some() && sheet.measure.is_some();
        !both || self.scale_of(sheet).is_some()
    }

    /// Its edges of some periods. Nodes that had no edge at all stay.
    fn with_only(&self, periods: &[Period]) -> RelationTable {
        let list = &self.list;
        let mut parts = self.parts.clone();
        if parts.is_empty() {
            parts.push(RelationPart {
                file: self.source.file.clone(),
                sheet: self.source.sheet.clone(),
                sha256: self.source.sha256.clone(),
                edges: list.edges.len(),
            });
        }
        let ends: Vec<usize> = parts
            .iter()
            .scan(0, |end, part| {
                *end += part.edges;
                Some(*end)
            })
            .collect();
        for part in &mut parts {
            part.edges = 0;
        }
        let (mut builder, mut cells) = (EdgesBuilder::default(), Vec::new());
        let attributes = list.attributes.iter();
        let mut attributes: Vec<_> = attributes
            .map(|it| (it, AttributeBuilder::new(&it.name)))
            .collect();
        for (at, (edge, cell)) in list.edges.iter().zip(&list.cells).enumerate() {
            if !periods.contains(edge.period) || !builder.push(&edge) {
                continue;
            }
            cells.push(*cell);
            for (known, attribute) in &mut attributes {
                attribute.push(known.get(at));
            }
            let part = ends.partition_point(|end| *end <= at);
            if let Some(part) = parts.get_mut(part) {
                part.edges += 1;
            }
        }
        let alone = list.edges.nodes().iter().rev().take(list.edges.alone());
        alone.rev().for_each(|it| builder.node(it));
        parts.retain(|it| it.edges > 0);
        RelationTable {
            file: self.source.file.clone(),
            sha256: self.source.sha256.clone(),
            sheet: self.source.sheet.clone(),
            measure: self.measure.clone(),
            directed: Some(self.directed),
            list: Arc::new(EdgeList {
                edges: builder.done(),
                cells,
                attributes: attributes.into_iter().map(|it| it.1.done()).collect(),
            }),
            parts,
            sure: true,
            ..RelationTable::default()
        }
    }
}

/// A table with its weights in another measure.
fn scaled(table: &RelationTable, scale: Scale) -> RelationTable {
    let mut builder = EdgesBuilder::default();
    for mut edge in table.list.edges.iter() {
        edge.weight = edge.weight.map(|it| scale.apply(it));
        builder.push(&edge);
    }
    for node in table.list.edges.nodes() {
        builder.node(node);
    }
    let list = EdgeList {
        edges: builder.done(),
        ..table.list.as_ref().clone()
    };
    RelationTable {
        list: Arc::new(list),
        ..table.clone()
    }
}
