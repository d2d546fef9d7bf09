//! Made-up projects, and edits of them.

use std::sync::Arc;

use heng::{
    engine::{Aggregation, Direction, Framework, NodeId, Normalisation, UnitId, VariableId},
    import::{Outline, OutlineKind, OutlineNode, Table, TableColumn, TableRow},
    project::{At, Document, Edit, MethodPatch, NodeChoice, Role},
};

pub(crate) const UNITS: [&str; 12] = [
    "北京市",
    "=1+1",
    "2020",
    "a*b?~",
    "Zhang's \"市\"",
    "+86",
    "@x",
    "-1",
    "上海市",
    "广东省",
    "参照甲",
    "全国",
];

pub(crate) const LAST: &str = "2021";

/// A made-up index: a dimension of three indicators, one of an indicator and a node of two, and an
/// indicator right below the index; gaps, ties, two reference units, and names that make trouble.
pub(crate) fn base() -> Document {
    let columns = ["甲一", "甲二", "甲三", "乙一", "乙二", "乙三", "丙"].map(str::to_owned);
    let node = |name: &str, parent, kind, weight| OutlineNode {
        code: name.to_owned(),
        name: name.to_owned(),
        parent,
        kind,
        weight,
        ..OutlineNode::default()
    };
    let (above, leaf) = (OutlineKind::Aggregate, OutlineKind::Indicator);
    let nodes = vec![
        node("甲'类/一", None, above, Some(3.0)),
        node("甲一", Some(0), leaf, Some(1.0)),
        node("甲二", Some(0), leaf, Some(2.0)),
        node("甲三", Some(0), leaf, Some(0.5)),
        node("乙", None, above, Some(2.0)),
        node("乙一", Some(4), leaf, None),
        node("深层", Some(4), above, None),
        node("乙二", Some(6), leaf, None),
        node("乙三", Some(6), leaf, None),
        node("丙", None, leaf, Some(1.5)),
    ];
    let document = document(&columns, nodes);
    let turned = choice(
        &document,
        "甲二",
        NodeChoice::Direction(Direction::Negative),
    );
    applied(document, &[turned])
}

/// Two periods of made-up values with gaps, and a tree over them; the last two units are for
/// reference.
pub(crate) fn document(columns: &[String], nodes: Vec<OutlineNode>) -> Document {
    let document = Document::new("公式'检验");
    let dataset = document.main().unwrap().id;
    let rows = ["2020", LAST].into_iter().flat_map(|year| {
        UNITS.iter().zip(1..).map(move |(unit, row)| TableRow {
            row,
            unit: (*unit).to_owned(),
            label: (*unit).to_owned(),
            period: Some(year.to_owned().into()),
            ..TableRow::default()
        })
    });
    let rows: Vec<TableRow> = rows.collect();
    let columns = columns.iter().zip(1_u32..).map(|(name, column)| {
        let value = |at: usize| {
            let mixed = (at * 7 + column as usize * 11) % 19;
            let gap = (at * 5 + column as usize * 3) % 17 == 4;
            (!gap).then(|| (mixed as f64 + 1.0) * f64::from(column) * 1.37 + 0.013)
        };
        TableColumn {
            column,
            name: name.clone(),
            measure: Some("亿元".to_owned()),
            values: (0..rows.len()).map(value).collect(),
        }
    });
    let table = Table {
        file: "数据.xlsx".to_owned(),
        sheet: "S".to_owned(),
        columns: columns.collect(),
        rows: rows.clone(),
        ..Table::default()
    };
    let outline = Outline {
        nodes,
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
            index_name: "总指数".to_owned(),
        },
    ];
    let document = applied(document, &taken);
    let main = document.main().unwrap();
    let roles = Edit::SetRole {
        at: at(&document),
        units: [10, 11].map(|at: usize| main.units[at].id).to_vec(),
        role: Role::Reference,
    };
    applied(document, &[roles])
}

pub(crate) fn at(document: &Document) -> At {
    At {
        dataset: document.main().unwrap().id,
        scenario: None,
    }
}

pub(crate) fn applied(document: Document, edits: &[Edit]) -> Document {
    edits.iter().fold(document, |document, edit| {
        edit.apply(&document).expect("an edit that fits")
    })
}

pub(crate) fn framework(document: &Document) -> Framework {
    document
        .main()
        .unwrap()
        .framework
        .as_deref()
        .unwrap()
        .clone()
}

pub(crate) fn node(document: &Document, name: &str) -> NodeId {
    let framework = framework(document);
    let found = framework.nodes().into_iter().find(|it| it.name == name);
    found.unwrap().id
}

pub(crate) fn variable(document: &Document, name: &str) -> VariableId {
    let variables = &document.main().unwrap().variables;
    variables.iter().find(|it| it.name == name).unwrap().id
}

pub(crate) fn unit(document: &Document, name: &str) -> UnitId {
    let units = &document.main().unwrap().units;
    units.iter().find(|it| it.label == name).unwrap().id
}

pub(crate) fn choice(document: &Document, name: &str, choice: NodeChoice) -> Edit {
    Edit::Choose {
        dataset: document.main().unwrap().id,
        node: node(document, name),
        choice,
    }
}

pub(crate) fn correct(
    document: &Document,
    name: &str,
    (unit_name, value): (&str, Option<f64>),
) -> Edit {
    Edit::Correct {
        dataset: document.main().unwrap().id,
        variable: variable(document, name),
        period: LAST.to_owned().into(),
        unit: unit(document, unit_name),
        value,
        note: String::new(),
    }
}

pub(crate) fn with(document: Document, choices: MethodPatch) -> Document {
    let edit = Edit::SetMethod {
        at: at(&document),
        choices,
    };
    applied(document, &[edit])
}

pub(crate) fn aggregated(kinds: &[Aggregation; 4]) -> Document {
    let choices = MethodPatch {
        normalisation: Some(Normalisation::default().with_range([1.0, 100.0])),
        ..MethodPatch::default()
    };
    let document = with(base(), choices);
    let names = ["甲'类/一", "乙", "深层", "总指数"];
    let edits = names
        .iter()
        .zip(kinds)
        .map(|(name, kind)| Edit::SetAggregation {
            dataset: document.main().unwrap().id,
            node: node(&document, name),
            aggregation: Some(*kind),
        });
    let edits: Vec<Edit> = edits.collect();
    applied(document, &edits)
}

/// A flat index of so many indicators.
pub(crate) fn flat(count: u32, direction: Direction) -> Document {
    let columns: Vec<String> = (1..=count).map(|column| format!("变量{column}")).collect();
    let nodes = columns.iter().map(|name| OutlineNode {
        code: name.clone(),
        name: name.clone(),
        kind: OutlineKind::Indicator,
        direction: Some(direction),
        ..OutlineNode::default()
    });
    document(&columns, nodes.collect())
}
