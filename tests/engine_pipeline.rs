//! A whole index, from raw values with gaps and outliers to ranks, as an independent computation
//! has it: tests/fixtures/methods/pipeline.py.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "support/small.rs"]
mod small;

use heng::engine::{
    Aggregation, DataWeighting, Denominator, Direction, Finding, Importance, Imputation, Method,
    Node, Normalisation, Over, PlanData, PlanUnit, Results, Scope, StepFinding, Treatment, UnitId,
    VariableId, Weighting,
    treat::{Map, Then},
};
use small::{X, assert_close, assert_ranks, assert_scores, at, data, indicator, parent, run};

const TABLE: &str = include_str!("fixtures/methods/pipeline.csv");
const UNITS: usize = 13;

struct Row {
    what: String,
    year: i32,
    id: u32,
    values: Vec<f64>,
}

fn rows() -> Vec<Row> {
    let mut table = csv::Reader::from_reader(TABLE.as_bytes());
    let row = |it: csv::StringRecord| {
        let values = it[3].split(';');
        Row {
            what: it[0].to_owned(),
            year: it[1].parse().unwrap(),
            id: it[2].parse().unwrap(),
            values: values.map(|it| it.parse().unwrap_or(X)).collect(),
        }
    };
    table.records().map(|it| row(it.unwrap())).collect()
}

fn winsorise(points: u32) -> Treatment {
    Treatment::Winsorise {
        points,
        skewness: 2.0,
        kurtosis: 3.5,
        then: Then::Log,
        over: Over::Period,
    }
}

fn tree() -> Node {
    let below = Denominator {
        variable: VariableId(7),
        per: 1e6,
    };
    let leaf = |id: u32| {
        indicator(id, |it| {
            it.denominator = Some(below).filter(|_| id <= 2);
            it.treatment = (id == 4).then(|| winsorise(0));
            if [3, 5].contains(&id) {
                it.direction = Direction::Negative;
            }
        })
    };
    let dimensions = [(11, [1, 2, 3]), (12, [4, 5, 6])];
    let dimensions = dimensions.map(|(id, below)| parent(id, below.map(leaf).to_vec()));
    parent(20, dimensions.to_vec())
}

fn results(rows: &[Row]) -> Results {
    let values = rows.iter().filter(|row| row.what == "value");
    let values: Vec<(u32, i32, &[f64])> = values
        .map(|row| (row.id, row.year, row.values.as_slice()))
        .collect();
    let mut data: PlanData = data(&values);
    assert_eq!(data.units.len(), UNITS);
    data.units[UNITS - 1] = PlanUnit {
        id: UnitId(13),
        ranked: false,
    };
    let method = Method {
        denominate: true,
        imputation: Imputation::Median { over: Over::Period },
        treatment: winsorise(5),
        normalisation: Normalisation::default().with_range([1.0, 100.0]),
        weighting: Weighting::Data(DataWeighting {
            by: Importance::Entropy { shift: 0.0 },
            over: Over::Period,
            scope: Scope::Siblings,
        }),
        aggregations: vec![Aggregation::Geometric, Aggregation::Arithmetic],
        ..Method::default()
    };
    run(&data, tree(), &method)
}

#[test]
fn a_whole_index_is_as_an_independent_computation_has_it() {
    let rows = rows();
    let results = results(&rows);
    let mut told = 0;
    for Row {
        what,
        year,
        id,
        values,
    } in &rows
    {
        match what.as_str() {
            "score" => assert_scores(&results, *id, *year, values),
            "weight" => assert_close([at(&results, *id, *year).weight], values),
            "rank" => {
                let place = |x: &f64| (1..=12).find(|&it| f64::from(it) == *x);
                let mut ranks: Vec<Option<u32>> = values.iter().map(place).collect();
                ranks.push(None);
                assert_ranks(&results, *id, *year, &ranks);
            }
            _ => continue,
        }
        told += 1;
    }
    // Nine nodes with a score, eight with a weight, and the ranks; in two periods.
    assert_eq!(told, 2 * (9 + 8 + 1));
}

#[test]
fn the_case_has_gaps_outliers_and_both_ways_to_treat_them() {
    let results = results(&rows());
    let treated = |id| at(&results, id, 2020).stages.clone().unwrap().treated;
    assert_eq!(treated(5).map(|it| (it.low, it.high)), Some((0, 1)));
    assert!(matches!(treated(4).map(|it| it.map), Some(Map::Log { .. })));
    let marks = |id| at(&results, id, 2020).stages.clone().unwrap().marks.len();
    assert_eq!([1, 2, 3, 6].map(marks), [1, 1, 2, 1]);
    // Each stage keeps what the one before it left.
    let stages = at(&results, 5, 2020).stages.clone().unwrap();
    assert_eq!(stages.imputed, stages.divided, "no gaps");
    let moved = stages.imputed.iter().zip(stages.value.iter());
    assert_eq!(moved.filter(|(before, after)| before != after).count(), 1);
    let gaps = |column: &heng::engine::Column| column.iter().filter(Option::is_none).count();
    let stages = at(&results, 1, 2020).stages.clone().unwrap();
    assert_eq!(
        gaps(&stages.divided),
        gaps(&stages.imputed) + 1,
        "one filled"
    );
    let lost = |it: &&Finding| matches!(it, Finding::Step(StepFinding::DenominatorUnusable { .. }));
    assert_eq!(results.findings.iter().filter(lost).count(), 4);
}
