//! Documents built from published tables, through the same edits as any other.

use std::sync::Arc;

use heng::{
    engine::{Aggregation, Normalisation, Results, Weighting, compute},
    import::{Outline, OutlineKind, OutlineNode, Table, TableColumn, TableRow},
    project::{At, Dataset, Document, Edit, MethodPatch, resolve},
};

/// The table of the 2020 city index: names of the sub-indices, and each city with what was printed.
pub(crate) struct Hardtech {
    pub(crate) sub_indices: Vec<String>,
    pub(crate) cities: Vec<City>,
}

/// What the report prints of a city.
pub(crate) struct City {
    pub(crate) rank: u32,
    pub(crate) name: String,
    pub(crate) index: f64,
    pub(crate) scores: Vec<f64>,
    pub(crate) ranks: Vec<u32>,
}

/// Reads the published table.
pub(crate) fn hardtech() -> Hardtech {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/published/hardtech-2020-ranking.csv"
    );
    let mut reader = csv::Reader::from_path(path).expect("the fixture");
    let header = reader.headers().expect("a header").clone();
    let sub_indices = (3..header.len()).step_by(2);
    let sub_indices: Vec<usize> = sub_indices.collect();
    let cities = reader.records().map(|record| {
        let record = record.expect("a row");
        let number = |at: usize| -> f64 { record[at].parse().expect("a number") };
        let rank = |at: usize| -> u32 { record[at].parse().expect("a rank") };
        City {
            rank: rank(0),
            name: record[1].to_owned(),
            index: number(2),
            scores: sub_indices.iter().map(|&at| number(at)).collect(),
            ranks: sub_indices.iter().map(|&at| rank(at + 1)).collect(),
        }
    });
    let cities = cities.collect();
    let names = sub_indices.iter().map(|&at| header[at].to_owned());
    Hardtech {
        sub_indices: names.collect(),
        cities,
    }
}

/// The index as a project: the arithmetic mean of the sub-indices, each scored between 0 and 100.
pub(crate) fn hardtech_document(published: &Hardtech) -> Document {
    let document = Document::new("城市硬科技创新指数 2020");
    let dataset = document.main().expect("the main dataset").id;
    let rows = published
        .cities
        .iter()
        .zip(1..)
        .map(|(city, row)| TableRow {
            row,
            unit: city.name.clone(),
            label: city.name.clone(),
            period: Some(2020.to_string().into()),
            ..TableRow::default()
        });
    let columns = published.sub_indices.iter().enumerate();
    let columns = columns.map(|(at, name)| TableColumn {
        column: u32::try_from(3 + 2 * at).expect("a few columns"),
        name: name.clone(),
        measure: None,
        values: published
            .cities
            .iter()
            .map(|city| Some(city.scores[at]))
            .collect(),
    });
    let table = Table {
        file: "hardtech-2020-ranking.csv".to_owned(),
        rows: rows.collect(),
        columns: columns.collect(),
        ..Table::default()
    };
    let nodes = published.sub_indices.iter().map(|name| OutlineNode {
        code: name.clone(),
        name: name.clone(),
        kind: OutlineKind::Indicator,
        ..OutlineNode::default()
    });
    let outline = Outline {
        nodes: nodes.collect(),
        ..Outline::default()
    };
    let choices = MethodPatch {
        normalisation: Some(Normalisation::Goalposts {
            range: [0.0, 100.0],
            lo: Some(0.0),
            hi: Some(100.0),
        }),
        weighting: Some(Weighting::Equal),
        aggregations: Some(vec![Aggregation::Arithmetic]),
        ..MethodPatch::default()
    };
    let at = At {
        dataset,
        scenario: None,
    };
    let edits = [
        Edit::TakeTable {
            dataset,
            table: Arc::new(table),
        },
        Edit::TakeOutline {
            dataset,
            outline: Arc::new(outline),
            index_name: "城市硬科技指数".to_owned(),
        },
        Edit::SetMethod { at, choices },
    ];
    applied(document, &edits)
}

/// A document after some edits.
pub(crate) fn applied(document: Document, edits: &[Edit]) -> Document {
    edits.iter().fold(document, |document, edit| {
        edit.apply(&document).expect("an edit that fits")
    })
}

/// The results of a dataset's base.
pub(crate) fn results(dataset: &Dataset) -> Results {
    compute(&resolve(dataset, None).expect("a framework"))
}
