//! A tiny index for tests: two dimensions, two periods, a gap, a correction, a reference unit.

use std::sync::Arc;

use crate::{
    engine::{Direction, Results, compute},
    import::{Outline, OutlineKind, OutlineNode, Table, TableColumn, TableRow},
    project::{At, Document, Edit, Role, resolve},
};

/// Units a, b and World (reference); X 正向 below P weighs 3, Y 逆向 below the index weighs 1.
#[expect(clippy::too_many_lines, reason = "a picture of a project")]
pub(super) fn document() -> Document {
    let document = Document::new("Sample");
    let dataset = document.main().unwrap().id;
    let rows = ["2019", "2020"].into_iter().flat_map(|year| {
        ["a", "b", "W"]
            .into_iter()
            .zip(1..)
            .map(move |(unit, row)| TableRow {
                row,
                unit: unit.to_owned(),
                label: if unit == "W" { "World, all" } else { unit }.to_owned(),
                period: Some(year.to_owned().into()),
                ..TableRow::default()
            })
    });
    let column = |column, name: &str, measure: &str, values: [Option<f64>; 6]| TableColumn {
        column,
        name: name.to_owned(),
        measure: Some(measure.to_owned()),
        values: values.to_vec(),
    };
    let table = Table {
        file: "data.xlsx".to_owned(),
        sheet: "S".to_owned(),
        columns: vec![
            column(
                1,
                "X",
                "km",
                [
                    Some(1.0),
                    Some(3.0),
                    Some(2.0),
                    Some(0.1),
                    Some(0.9),
                    Some(0.7),
                ],
            ),
            column(
                2,
                "Y",
                "%",
                [Some(10.0), Some(20.0), Some(15.0), Some(10.0), None, None],
            ),
        ],
        rows: rows.collect(),
        ..Table::default()
    };
    let node = |name: &str, parent, kind, direction| OutlineNode {
        code: name.to_owned(),
        name: format!("{name} name"),
        parent,
        kind,
        direction: Some(direction),
        ..OutlineNode::default()
    };
    let outline = Outline {
        nodes: vec![
            OutlineNode {
                weight: Some(3.0),
                ..node("P", None, OutlineKind::Aggregate, Direction::Positive)
            },
            node("X", Some(0), OutlineKind::Indicator, Direction::Positive),
            OutlineNode {
                weight: Some(1.0),
                ..node("Y", None, OutlineKind::Indicator, Direction::Negative)
            },
        ],
        ..Outline::default()
    };
    let taken = [
        Edit::TakeTable {
            dataset,
            table: Arc::new(table),
        },
        Edit::TakeOutline {
            dataset,
            outline: Arc::new(outline),
            index_name: "Index".to_owned(),
        },
    ];
    let document = applied(document, &taken);
    let main = document.main().unwrap();
    let edits = [
        Edit::SetRole {
            at: At {
                dataset,
                scenario: None,
            },
            units: vec![main.units[2].id],
            role: Role::Reference,
        },
        Edit::Correct {
            dataset,
            variable: main.variables[0].id,
            period: "2020".to_owned().into(),
            unit: main.units[1].id,
            value: Some(0.4),
            note: "a slip".to_owned(),
        },
    ];
    applied(document.clone(), &edits)
}

fn applied(document: Document, edits: &[Edit]) -> Document {
    edits
        .iter()
        .fold(document, |document, edit| edit.apply(&document).unwrap())
}

/// The results of its base.
pub(super) fn results(document: &Document) -> Results {
    compute(&resolve(document.main().unwrap(), None).unwrap())
}
