//! Relation sheets: recognised, taken in, kept, and told on the command line.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

mod next_year;
mod recognised;
mod said;
mod strict;
mod together;
mod told;

use std::path::{Path, PathBuf};

use heng::import::{
    Book, ReadOptions, read_bytes,
    relations::{RelationLayout, RelationTable, relations},
};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/relations")
        .join(name)
}

/// A text as the file of that name.
fn book(name: &str, text: &str) -> Book {
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    read_bytes(name, text.as_bytes(), &ReadOptions::default(), go_on).unwrap()
}

fn read(name: &str) -> RelationTable {
    let text = std::fs::read_to_string(fixture(name)).unwrap();
    relations(&book(name, &text), &RelationLayout::default()).unwrap()
}

/// Edges as `source>target kind period weight cell`, a line each.
fn told(table: &RelationTable) -> String {
    let edges = table.list.edges.iter().zip(&table.list.cells);
    let lines = edges.map(|(edge, cell)| {
        let weight = edge.weight.map_or("-".to_owned(), |it| it.to_string());
        format!(
            "{}>{} {} {} {weight} {cell}\n",
            edge.source,
            edge.target,
            edge.kind.unwrap_or("-"),
            edge.period,
        )
    });
    lines.collect()
}

/// What was noticed, as keys with their first cells.
fn noticed(table: &RelationTable) -> Vec<String> {
    let keys = table.findings.iter().map(|it| {
        let json = serde_json::to_value(&it.problem).unwrap();
        let key = ["relation", "map", "problem"]
            .into_iter()
            .find_map(|key| json.get(key)?.as_str().map(str::to_owned));
        let at = it.at.map(|at| format!(" {at}")).unwrap_or_default();
        format!("{}{at}", key.unwrap())
    });
    keys.collect()
}
