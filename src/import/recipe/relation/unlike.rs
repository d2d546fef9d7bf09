//! What is unlike last time on a relation sheet.

use std::collections::BTreeSet;

use super::{KnownRelation, MOST_NODES, RelationDifference, heads::heads, lay::Lay, learn::size};
use crate::import::{
    CellAt, Scale, Sheet,
    recipe::{Difference, ReadingRecipe, compare::jump, facts::moved, words},
    relations::{RelationForm, RelationLooked, RelationRole, RelationTable},
};

/// So many new nodes are named.
const NAMED: usize = 5;

impl ReadingRecipe {
    pub(super) fn unlike_relation(
        &self,
        known: &KnownRelation,
        lay: &Lay,
        sheet: &Sheet,
        looked: &RelationLooked,
    ) -> Vec<Difference> {
        let table = looked.table.as_ref().ok();
        let mut found = Vec::new();
        if let Some(table) = table {
            let now = table.list.edges.periods();
            found.push(if now == self.period.last {
                Difference::SamePeriods { periods: now }
            } else {
                let last = self.period.last.clone();
                Difference::NewPeriods { last, now }
            });
        }
        let mut told = Vec::new();
        known.unlike_columns(lay, sheet, table, &mut told);
        if let Some(table) = table {
            if table.header_row != known.header_row {
                told.push(RelationDifference::MovedHeader {
                    last: known.header_row,
                    now: table.header_row,
                });
            }
            let at = weight_header(table);
            told.extend(known.other_measure(table, at));
            told.extend(known.power_of_ten(table, at));
            told.extend(known.other_nodes(table));
        }
        if lay.nothing_left_out > 0 {
            let parts = lay.nothing_left_out;
            told.push(RelationDifference::NothingLeftOut { parts });
        }
        found.extend(told.into_iter().map(Difference::Relation));
        found
    }
}

impl KnownRelation {
    fn unlike_columns(
        &self,
        lay: &Lay,
        sheet: &Sheet,
        table: Option<&RelationTable>,
        found: &mut Vec<RelationDifference>,
    ) {
        if self.form == RelationForm::Matrix {
            return;
        }
        let header = lay.layout.header_row;
        let header = header.or_else(|| table.map(|it| it.header_row));
        for (known, now) in &lay.gone {
            found.push(RelationDifference::MissingColumn {
                name: known.name.clone(),
                role: known.role,
                renamed: now.as_ref().map(|it| it.name.clone()),
                at: now.as_ref().zip(header).map(|(it, row)| CellAt {
                    row,
                    column: it.column,
                }),
            });
        }
        let stated: BTreeSet<u32> = lay.layout.columns.iter().map(|it| it.0).collect();
        let heads = header.map(|it| heads(sheet, it)).unwrap_or_default();
        let columns = table.iter().flat_map(|it| &it.columns);
        for column in columns.filter(|it| !stated.contains(&it.column)) {
            let head = heads.iter().find(|it| it.column == column.column);
            let (Some(head), Some(row)) = (head, header) else {
                continue;
            };
            found.push(RelationDifference::NewColumn {
                name: head.name.clone(),
                role: column.role,
                at: CellAt {
                    row,
                    column: column.column,
                },
            });
        }
        let lines: Vec<(u32, u32)> = lay
            .there
            .iter()
            .map(|(it, now)| (it.column, *now))
            .collect();
        let out = moved(&lines).into_iter().filter_map(|it| lay.there.get(it));
        let names: Vec<String> = out.map(|(it, _)| it.name.clone()).collect();
        if !names.is_empty() {
            found.push(RelationDifference::MovedColumns { names });
        }
    }

    fn other_measure(
        &self,
        table: &RelationTable,
        at: Option<CellAt>,
    ) -> Option<RelationDifference> {
        let scale = match (&self.measure, &table.measure) {
            (None, None) => return None,
            (Some(last), Some(now)) => Scale::between(last, now),
            _ => None,
        };
        let weighed = table.list.edges.iter().any(|it| it.weight.is_some());
        if !weighed || scale.is_some_and(Scale::is_one) {
            return None;
        }
        Some(RelationDifference::OtherMeasure {
            last: self.measure.clone(),
            now: table.measure.clone(),
            exact: scale.is_some(),
            at,
        })
    }

    fn power_of_ten(
        &self,
        table: &RelationTable,
        at: Option<CellAt>,
    ) -> Option<RelationDifference> {
        let (last, size) = (self.size?, size(table)?);
        let now = match (&table.measure, &self.measure) {
            (Some(now), Some(then)) => Scale::between(now, then)?.apply(size),
            _ => size,
        };
        let power = jump(last, now)?;
        Some(RelationDifference::PowerOfTen {
            power,
            last,
            now,
            at,
        })
    }

    fn other_nodes(&self, table: &RelationTable) -> Option<RelationDifference> {
        let nodes = table.list.edges.nodes();
        if self.nodes.is_empty() || nodes.len() > MOST_NODES {
            return None;
        }
        let known = self.node_keys();
        let now: BTreeSet<String> = nodes.iter().map(|it| words::plain(it)).collect();
        let new = nodes.iter().filter(|it| !known.contains(&words::plain(it)));
        let names: Vec<String> = new.take(NAMED).cloned().collect();
        let (new, gone) = (
            now.difference(&known).count(),
            known.difference(&now).count(),
        );
        (new + gone > 0).then_some(RelationDifference::Nodes { new, gone, names })
    }
}

/// The header of the weights of a list.
fn weight_header(table: &RelationTable) -> Option<CellAt> {
    let mut columns = table.columns.iter();
    let weight = columns.find(|it| it.role == RelationRole::Weight)?;
    Some(CellAt {
        row: table.header_row,
        column: weight.column,
    })
}
