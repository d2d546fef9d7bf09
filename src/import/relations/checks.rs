//! What is to be said of edges once they are read.

use std::collections::BTreeSet;

use super::{RelationLayout, RelationProblem, RelationTable};
use crate::import::CellAt;

/// Tells self-loops, repeated edges, and a direction that nobody states.
pub(super) fn look(table: &mut RelationTable, layout: &RelationLayout) {
    let directed = layout.directed.or(table.directed) == Some(true);
    let mut seen = BTreeSet::new();
    let (mut loops, mut repeated) = (Vec::new(), Vec::new());
    let edges = table.list.edges.iter().zip(table.list.edges.ends());
    for ((edge, (source, target)), cell) in edges.zip(&table.list.cells) {
        if source == target {
            loops.push(*cell);
        }
        let ends = if directed {
            (source, target)
        } else {
            (source.min(target), source.max(target))
        };
        if !seen.insert((ends, edge.kind, edge.period)) {
            repeated.push(*cell);
        }
    }
    drop(seen);
    let loops: Vec<CellAt> = loops;
    table.note_at(loops, |cells| RelationProblem::SelfLoops { cells });
    table.note_at(repeated, |cells| RelationProblem::Repeated { cells });
    let mixed = |it: &crate::import::Finding| {
        matches!(
            it.problem,
            crate::import::Problem::Relation(RelationProblem::MixedDirection { .. })
        )
    };
    if table.directed.is_none() && !table.findings.iter().any(mixed) {
        table.note(RelationProblem::DirectionAssumed);
    }
}
