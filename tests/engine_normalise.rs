//! Normalisations worked by hand, against Excel's definitions, and against other people's programs.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::{collections::BTreeMap, fs, path::Path};

use heng::engine::{
    Aggregate, Column, Direction, Finding, Framework, Indicator, Method, Node, NodeId, NodeKind,
    Normalisation, Over, Panel, Period, Plan, PlanUnit, Results, Scale, Severity, UnitId,
    VariableId, compute,
};

const NODE: NodeId = NodeId(1);
const RANGE: [f64; 2] = [0.0, 100.0];

use Direction::{Negative, Positive};

/// One indicator in some periods, of which the first is 2019; the last `reference` units are not ranked.
struct Case {
    columns: Vec<Vec<Option<f64>>>,
    reference: usize,
    indicator: Indicator,
}

impl Case {
    fn new(columns: &[&[Option<f64>]]) -> Self {
        Self {
            columns: columns.iter().map(|it| it.to_vec()).collect(),
            reference: 0,
            indicator: Indicator::new(VariableId(1)),
        }
    }

    fn with_reference(mut self, reference: usize) -> Self {
        self.reference = reference;
        self
    }

    fn compute(&self, normalisation: &Normalisation, direction: Direction) -> Results {
        let units = self.columns[0].len();
        let ids: Vec<UnitId> = (1..).map(UnitId).take(units).collect();
        let mut panel = Panel::default();
        panel.add_rows(ids.iter().copied());
        for (year, column) in (2019..).zip(&self.columns) {
            let column: Column = column.iter().copied().collect();
            panel.set_column(VariableId(1), Period::Year(year), column);
        }
        let units = ids.iter().enumerate().map(|(at, &id)| PlanUnit {
            id,
            ranked: at + self.reference < units,
        });
        let node = |id, kind| Node {
            id,
            code: String::new(),
            name: String::new(),
            weight: None,
            enabled: true,
            locked: false,
            source: String::new(),
            kind,
        };
        let leaf = node(
            NODE,
            NodeKind::Indicator(Indicator {
                direction,
                ..self.indicator.clone()
            }),
        );
        let root = Aggregate {
            children: vec![leaf],
            ..Aggregate::default()
        };
        let root = node(NodeId(0), NodeKind::Aggregate(root));
        let method = Method {
            normalisation: normalisation.clone(),
            ..Method::default()
        };
        compute(&Plan::new(
            panel,
            units.collect(),
            &Framework { root },
            &method,
        ))
    }

    /// The scores of the indicator in the last period.
    fn scores(&self, normalisation: &Normalisation, direction: Direction) -> Vec<Option<f64>> {
        let results = self.compute(normalisation, direction);
        let node = results.node(NODE).unwrap();
        node.periods.last().unwrap().scores.iter().collect()
    }

    /// What is found about the indicator, whether it keeps the index from being computed, and that
    /// nobody has a score in the last period.
    fn refused(&self, normalisation: &Normalisation, direction: Direction) -> (Finding, bool) {
        let results = self.compute(normalisation, direction);
        let node = results.node(NODE).unwrap();
        let scores = &node.periods.last().unwrap().scores;
        assert!(scores.iter().all(|it| it.is_none()), "{normalisation:?}");
        let of_node = |it: &&Finding| it.node() == Some(NODE);
        let finding = results.findings.iter().find(of_node).unwrap().clone();
        let blocks = finding.severity() == Severity::Error;
        (finding, blocks)
    }
}

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

fn assert_close(found: &[Option<f64>], expected: &[Option<f64>], told: &str) {
    assert_eq!(found.len(), expected.len(), "{told}");
    for (a, b) in found.iter().zip(expected) {
        let close = match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * b.abs().max(1.0),
            (a, b) => a.is_none() && b.is_none(),
        };
        assert!(close, "{told}: {found:?}, expected {expected:?}");
    }
}

fn usual(key: &str) -> Normalisation {
    Normalisation::from_key(key).unwrap()
}

fn target(target: f64, cap: bool) -> Normalisation {
    Normalisation::DistanceTarget {
        range: RANGE,
        target: Some(target),
        cap,
        over: Over::Period,
    }
}

fn unit(number: u32, over: Over) -> Normalisation {
    Normalisation::DistanceUnit {
        range: RANGE,
        unit: Some(UnitId(number)),
        cap: false,
        over,
    }
}

/// Five ranked units, two of them tied and one missing, and one for reference that is beyond the best.
#[test]
fn each_is_worked_by_hand() {
    let values = [
        Some(10.0),
        Some(20.0),
        Some(20.0),
        None,
        Some(40.0),
        Some(50.0),
    ];
    let case = Case::new(&[&values]).with_reference(1);
    let none = f64::NAN;
    let z = |x: f64| (x - 22.5) / libm::sqrt(158.333_333_333_333_33);
    for (normalisation, direction, expected) in [
        ("minmax", Positive, [0.0, 100.0 / 3.0, 100.0, 400.0 / 3.0]),
        ("minmax", Negative, [100.0, 200.0 / 3.0, 0.0, -100.0 / 3.0]),
        ("zscore", Positive, [z(10.0), z(20.0), z(40.0), z(50.0)]),
        ("zscore", Negative, [-z(10.0), -z(20.0), -z(40.0), -z(50.0)]),
        (
            "distance-max",
            Positive,
            [0.0, 100.0 / 3.0, 100.0, 400.0 / 3.0],
        ),
        (
            "distance-max",
            Negative,
            [100.0, 200.0 / 3.0, 0.0, -100.0 / 3.0],
        ),
        ("share-of-max", Positive, [25.0, 50.0, 100.0, 125.0]),
        ("share-of-max", Negative, [100.0, 50.0, 25.0, 20.0]),
        ("percentile-rank", Positive, [0.0, 100.0 / 3.0, 100.0, none]),
        ("percentile-rank", Negative, [100.0, 100.0 / 3.0, 0.0, none]),
        ("rank", Positive, [1.0, 2.0, 4.0, none]),
        ("rank", Negative, [4.0, 2.0, 1.0, none]),
        ("borda", Positive, [0.0, 1.0, 3.0, none]),
        ("borda", Negative, [3.0, 1.0, 0.0, none]),
        (
            "efficacy",
            Positive,
            [60.0, 60.0 + 40.0 / 3.0, 100.0, 60.0 + 160.0 / 3.0],
        ),
        (
            "efficacy",
            Negative,
            [100.0, 60.0 + 80.0 / 3.0, 60.0, 60.0 - 40.0 / 3.0],
        ),
        ("vector", Positive, [0.2, 0.4, 0.8, 1.0]),
        ("vector", Negative, [-0.2, -0.4, -0.8, -1.0]),
        (
            "sum",
            Positive,
            [1.0 / 9.0, 2.0 / 9.0, 4.0 / 9.0, 5.0 / 9.0],
        ),
        ("none", Positive, [10.0, 20.0, 40.0, 50.0]),
        ("none", Negative, [-10.0, -20.0, -40.0, -50.0]),
    ] {
        let [worst, tied, best, reference] = expected.map(|it| (!it.is_nan()).then_some(it));
        let expected = [worst, tied, tied, None, best, reference];
        let found = case.scores(&usual(normalisation), direction);
        assert_close(&found, &expected, &format!("{normalisation} {direction:?}"));
    }
}

#[test]
fn parameters_move_the_scores() {
    let case = Case::new(&[&some(&[2.0, 4.0, 6.0])]);
    let over = Over::Period;
    let z = Normalisation::ZScore {
        mean: 50.0,
        sd: 10.0,
        over: over.clone(),
    };
    assert_eq!(case.scores(&z, Positive), some(&[40.0, 50.0, 60.0]));
    assert_eq!(case.scores(&z, Negative), some(&[60.0, 50.0, 40.0]));
    let percentile = usual("percentile-rank").with_range([1.0, 5.0]);
    assert_eq!(case.scores(&percentile, Positive), some(&[1.0, 3.0, 5.0]));
    let efficacy = |lo, hi| Normalisation::Efficacy {
        c: 50.0,
        d: 50.0,
        lo,
        hi,
        over: Over::Period,
    };
    let found = case.scores(&efficacy(Some(0.0), Some(4.0)), Positive);
    assert_eq!(found, some(&[75.0, 100.0, 125.0]));
    let found = case.scores(&efficacy(None, Some(10.0)), Negative);
    assert_eq!(found, some(&[100.0, 87.5, 75.0]));
    // The lower end plays no part.
    let share = usual("share-of-max").with_range([50.0, 60.0]);
    assert_eq!(case.scores(&share, Positive), some(&[20.0, 40.0, 60.0]));
}

#[test]
fn an_indicator_states_its_own_target_and_limits() {
    let mut case = Case::new(&[&some(&[2.0, 4.0, 6.0])]);
    case.indicator.target = Some(4.0);
    case.indicator.lo = Some(0.0);
    let found = case.scores(&target(6.0, false), Positive);
    assert_eq!(found, some(&[0.0, 100.0, 200.0]));
    let found = case.scores(&target(6.0, true), Positive);
    assert_eq!(found, some(&[0.0, 100.0, 100.0]));
    let found = case.scores(&usual("efficacy"), Positive);
    assert_close(
        &found,
        &some(&[60.0 + 40.0 / 3.0, 60.0 + 80.0 / 3.0, 100.0]),
        "lo",
    );
}

#[test]
fn distances_to_a_unit_go_by_its_value_whether_or_not_it_is_ranked() {
    let columns: [&[Option<f64>]; 2] = [
        &[Some(10.0), Some(15.0), Some(30.0), Some(20.0)],
        &[Some(10.0), Some(20.0), Some(50.0), Some(30.0)],
    ];
    let case = Case::new(&columns).with_reference(1);
    let found = case.scores(&unit(4, Over::Period), Positive);
    assert_eq!(found, some(&[0.0, 50.0, 200.0, 100.0]));
    let found = case.scores(&unit(4, Over::Period), Negative);
    assert_eq!(found, some(&[200.0, 150.0, 0.0, 100.0]));
    let base = Over::Base(Period::Year(2019));
    let found = case.scores(&unit(4, base), Positive);
    assert_eq!(found, some(&[0.0, 100.0, 400.0, 200.0]));
    let found = case.scores(&unit(2, Over::Pooled), Positive);
    assert_eq!(found, some(&[0.0, 100.0, 400.0, 200.0]));
}

#[test]
fn statistics_come_from_the_period_all_periods_or_the_base() {
    let columns: [&[Option<f64>]; 2] = [
        &[Some(1.0), Some(3.0), Some(9.0)],
        &[Some(2.0), Some(4.0), Some(9.0)],
    ];
    let case = Case::new(&columns).with_reference(1);
    let base = Over::Base(Period::Year(2019));
    for (key, over, expected) in [
        ("zscore", Over::Pooled, {
            let sd = libm::sqrt(5.0 / 3.0);
            [-0.5 / sd, 1.5 / sd, 6.5 / sd]
        }),
        ("zscore", base.clone(), {
            let sd = libm::sqrt(2.0);
            [0.0, 2.0 / sd, 7.0 / sd]
        }),
        ("share-of-max", Over::Pooled, [50.0, 100.0, 225.0]),
        (
            "share-of-max",
            base.clone(),
            [200.0 / 3.0, 400.0 / 3.0, 300.0],
        ),
        ("sum", Over::Pooled, [0.2, 0.4, 0.9]),
        ("sum", base.clone(), [0.5, 1.0, 2.25]),
        ("efficacy", base.clone(), [80.0, 120.0, 220.0]),
        (
            "distance-max",
            Over::Pooled,
            [100.0 / 3.0, 100.0, 800.0 / 3.0],
        ),
    ] {
        let told = format!("{key} {over:?}");
        let found = case.scores(&usual(key).with_over(over), Positive);
        assert_close(&found, &some(&expected), &told);
    }
    let (finding, blocks) = case.refused(
        &usual("vector").with_over(Over::Base(Period::Year(2001))),
        Positive,
    );
    assert!(blocks && matches!(finding, Finding::BasePeriodAbsent { .. }));
}

#[test]
fn a_base_index_is_a_units_own_growth() {
    let columns: [&[Option<f64>]; 3] = [
        &[Some(10.0), Some(20.0), Some(0.0), None, Some(5.0)],
        &[Some(12.0), Some(40.0), Some(1.0), Some(3.0), Some(5.0)],
        &[Some(15.0), Some(10.0), Some(3.0), Some(6.0), Some(10.0)],
    ];
    let case = Case::new(&columns).with_reference(1);
    let index = |base: Option<i32>| Normalisation::BaseIndex {
        base: base.map(Period::Year),
    };
    let expected = [Some(150.0), Some(50.0), None, None, Some(200.0)];
    assert_eq!(case.scores(&index(None), Positive), expected);
    assert_eq!(case.scores(&index(Some(2019)), Positive), expected);
    let expected = [
        Some(80.0),
        Some(400.0),
        Some(100.0 / 3.0),
        Some(50.0),
        Some(50.0),
    ];
    assert_close(
        &case.scores(&index(Some(2020)), Negative),
        &expected,
        "逆向",
    );
    let told = |results: Results| -> Vec<(Period, usize)> {
        let gaps = results.findings.into_iter().filter_map(|it| match it {
            Finding::BaseNotPositive { period, units, .. } => Some((period, units)),
            _ => None,
        });
        gaps.collect()
    };
    let years = [2019, 2020, 2021].map(|year| (Period::Year(year), 1));
    assert_eq!(told(case.compute(&index(None), Positive)), years);
    let (finding, blocks) = case.refused(&index(Some(1999)), Positive);
    assert!(blocks && matches!(finding, Finding::BasePeriodAbsent { .. }));
}

#[test]
fn what_has_no_information_is_missing() {
    let (node, period) = (NODE, Period::Year(2019));
    let some_of = |values: &[f64]| Case::new(&[&some(values)]);
    for key in [
        "minmax",
        "zscore",
        "distance-max",
        "share-of-max",
        "percentile-rank",
        "rank",
        "borda",
        "efficacy",
        "vector",
        "sum",
    ] {
        // The mean of three times 0.1 is not 0.1, and still they are all equal.
        let (finding, blocks) = some_of(&[0.1, 0.1, 0.1]).refused(&usual(key), Positive);
        let (period, value) = (period.clone(), 0.1);
        let expected = Finding::Constant {
            node,
            period,
            value,
        };
        assert_eq!((finding, blocks), (expected, false), "{key}");
    }
    for key in ["zscore", "percentile-rank", "rank", "borda"] {
        let (finding, blocks) = some_of(&[5.0]).refused(&usual(key), Positive);
        let (period, values) = (period.clone(), 1);
        let expected = Finding::TooFewValues {
            node,
            period,
            values,
        };
        assert_eq!((finding, blocks), (expected, false), "{key}");
    }
}

#[test]
fn what_is_infeasible_is_refused_and_a_reference_without_data_missing() {
    let (node, period) = (NODE, Period::Year(2019));
    let some_of = |values: &[f64]| Case::new(&[&some(values)]);
    let not_positive = Finding::ValuesNotPositive {
        node,
        period: period.clone(),
        units: 2,
    };
    let no_sum = Finding::SumNotPositive {
        node,
        period: period.clone(),
    };
    let not_better = Finding::ReferenceNotBetter {
        node,
        period: period.clone(),
        reference: -2.0,
        worst: -1.0,
    };
    for (normalisation, direction, expected) in [
        (usual("share-of-max"), Positive, not_positive),
        (usual("sum"), Positive, no_sum),
        (
            usual("sum"),
            Negative,
            Finding::DirectionInfeasible { node },
        ),
        (
            usual("distance-target"),
            Positive,
            Finding::TargetMissing { node },
        ),
        (
            usual("distance-unit"),
            Positive,
            Finding::ReferenceUnitMissing { node },
        ),
        (target(-2.0, true), Positive, not_better),
    ] {
        let found = some_of(&[-1.0, 0.0, 1.0]).refused(&normalisation, direction);
        assert_eq!(found, (expected, true), "{normalisation:?}");
    }
    let absent = Finding::ReferenceAbsent {
        node,
        unit: UnitId(3),
        period,
    };
    let case = Case::new(&[&[Some(1.0), Some(2.0), None]]);
    assert_eq!(
        case.refused(&unit(3, Over::Period), Positive),
        (absent, false)
    );
}

#[test]
fn files_hold_the_key_and_read_back() {
    let all = Normalisation::all().into_iter();
    for normalisation in all.chain([target(0.1 + 0.2, true), unit(7, Over::Pooled)]) {
        let held = serde_json::to_value(&normalisation).unwrap();
        assert_eq!(held["kind"], normalisation.key());
        let back: Normalisation = serde_json::from_value(held).unwrap();
        assert_eq!(back, normalisation);
        assert_eq!(usual(normalisation.key()).key(), normalisation.key());
    }
    // As it was held before there were other kinds.
    let held = serde_json::json!({ "kind": "minmax", "range": [0.0, 100.0], "over": "period" });
    let read: Normalisation = serde_json::from_value(held).unwrap();
    assert_eq!(read, Normalisation::default());
}

#[test]
fn scales_say_what_scores_can_be() {
    let scale = |key: &str| usual(key).with_range([1.0, 5.0]).scale();
    for key in ["minmax", "goalposts", "distance-max", "percentile-rank"] {
        assert_eq!(scale(key), Scale::Bounded(1.0, 5.0), "{key}");
    }
    assert_eq!(target(1.0, true).scale(), Scale::Bounded(0.0, 100.0));
    assert_eq!(target(1.0, false).scale(), Scale::Open);
    assert_eq!(scale("share-of-max"), Scale::Bounded(0.0, 5.0));
    assert_eq!(scale("efficacy"), Scale::Bounded(60.0, 100.0));
    assert_eq!(scale("zscore"), Scale::Centred(0.0));
    for key in ["rank", "borda", "base-index", "vector", "sum", "none"] {
        assert_eq!(scale(key), Scale::Open, "{key}");
    }
}

/// The example of Excel's own help on RANK.EQ and PERCENTRANK.INC.
#[test]
fn ranks_are_those_of_excel() {
    let case = Case::new(&[&some(&[7.0, 3.5, 3.5, 1.0, 2.0])]);
    // =RANK.EQ(A3, A2:A6, 1) is 3 for 3.5, and =RANK.EQ(A2, A2:A6, 1) is 5 for 7.
    let found = case.scores(&usual("rank"), Positive);
    assert_eq!(found, some(&[5.0, 3.0, 3.0, 1.0, 2.0]));
    let values = [13.0, 12.0, 11.0, 8.0, 4.0, 3.0, 2.0, 1.0, 1.0, 1.0];
    let found = Case::new(&[&some(&values)]).scores(&usual("percentile-rank"), Positive);
    // =PERCENTRANK.INC(A2:A11, 2) is 0.333, of 4 it is 0.555, of 8 it is 0.666 (cut, not rounded).
    for (at, cut) in [(6, 0.333), (4, 0.555), (3, 0.666)] {
        let share = found[at].unwrap() / 100.0;
        assert_eq!((share * 1000.0).trunc() / 1000.0, cut);
    }
}

/// See `tests/fixtures/methods/normalise.py`.
#[test]
fn other_peoples_programs_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/methods");
    let text = fs::read_to_string(folder.join("normalise.csv")).unwrap();
    let mut cases: BTreeMap<(&str, &str), [Vec<Option<f64>>; 2]> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [raw, scores] = cases.entry((fields[0], fields[1])).or_default();
        raw.push(fields[3].parse().ok());
        scores.push(fields[4].parse().ok());
    }
    assert_eq!(cases.len(), 23);
    for ((kind, direction), [raw, expected]) in cases {
        let mut case = Case::new(&[&raw]);
        let (direction, reached) = if direction == "positive" {
            (Positive, 60.0)
        } else {
            (Negative, 0.5)
        };
        case.indicator.target = Some(reached);
        let found = case.scores(&usual(kind), direction);
        assert_close(&found, &expected, &format!("{kind} {direction:?}"));
    }
}
