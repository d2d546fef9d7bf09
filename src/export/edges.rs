//! The edges of recognised relation sheets, one a row.

use super::tidy::Lines;
use crate::import::relations::RelationTable;

/// `sheet,source,target,kind,period,weight,cell`: every edge of relation sheets that were recognised in a
/// file, in the order of the sheet. Weights stand in their shortest form that reads back to the same bits.
pub fn edges_csv<'a>(tables: impl IntoIterator<Item = &'a RelationTable>) -> Vec<u8> {
    let mut lines = Lines::new(&[
        "sheet", "source", "target", "kind", "period", "weight", "cell",
    ]);
    for table in tables {
        let edges = table.list.edges.iter().zip(&table.list.cells);
        for (edge, cell) in edges {
            let weight = edge.weight.map_or_else(String::new, |it| it.to_string());
            lines.write(&[
                &table.sheet,
                edge.source,
                edge.target,
                edge.kind.unwrap_or_default(),
                &edge.period.to_string(),
                &weight,
                &cell.to_string(),
            ]);
        }
    }
    lines.finish()
}
