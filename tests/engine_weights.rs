//! Weights that come from scores.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use heng::engine::{
    Aggregate, Column, DataWeighting, Finding, Framework, Importance, Indicator, Method, Node,
    NodeId, NodeKind, Over, Panel, Period, Plan, PlanUnit, Results, Scope, Severity, UnitId,
    VariableId, Weighting, compute,
};
use proptest::{prelude::*, test_runner::RngSeed};

type Columns = Vec<Vec<Option<f64>>>;

fn assert_close(weights: &[f64], expected: &[f64], tolerance: f64, told: &str) {
    assert_eq!(weights.len(), expected.len(), "{told}");
    for (weight, expected) in weights.iter().zip(expected) {
        assert!(
            (weight - expected).abs() <= tolerance,
            "{told}: {weight} {expected}"
        );
    }
}

fn by_name(name: &str) -> Importance {
    if name == "entropy+0.01" {
        return Importance::Entropy { shift: 0.01 };
    }
    Importance::ALL
        .into_iter()
        .find(|it| it.key() == name)
        .unwrap()
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|it| it.parse().unwrap()).collect()
}

/// Made by fixtures/methods/weights.py with numpy, scipy and pymcdm.
#[test]
fn weights_agree_with_other_programs() {
    let table = include_str!("fixtures/methods/weights.csv");
    let mut seen = 0;
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let columns: Vec<Vec<f64>> = fields[2].split(';').map(numbers).collect();
        let told = by_name(fields[1]).weights(&columns).unwrap();
        let name = format!("{} {}", fields[0], fields[1]);
        assert_close(&told.weights, &numbers(fields[3]), 1e-9, &name);
        seen += 1;
    }
    assert_eq!(seen, 18);
}

/// Eight firms by profitability, market share and productivity: the data of Diakoulaki, Mavrotas
/// and Papayannakis (1995), with the weights to eight decimals that scikit-criteria has for them.
#[test]
fn the_firms_of_the_critic_paper_have_their_weights() {
    let firms = [
        vec![61.0, 20.7, 16.3, 9.0, 5.4, 4.0, -6.1, -34.6],
        vec![1.08, 0.26, 1.98, 3.29, 2.77, 4.12, 3.52, 3.31],
        vec![4.33, 4.34, 2.53, 1.65, 2.33, 1.21, 2.10, 0.98],
    ];
    for (name, expected) in [
        ("critic", [0.202_225_54, 0.480_901_73, 0.316_872_73]),
        ("sd", [0.279_083_06, 0.340_926_28, 0.379_990_65]),
    ] {
        let told = by_name(name).weights(&firms).unwrap();
        assert_close(&told.weights, &expected, 1e-8, name);
    }
}

/// Four units of three columns, worked by hand: z and its shares p are a = 0 ⅓ ⅔ 1 and 0 1/6 1/3
/// 1/2, b = 0 0 0 1 and itself, c = 0 1 1 1 and 0 1/3 1/3 1/3.
#[test]
fn an_entropy_is_worked_by_hand() {
    let columns = [
        [1.0, 2.0, 3.0, 4.0],
        [0.0, 0.0, 0.0, 9.0],
        [2.0, 5.0, 5.0, 5.0],
    ];
    let told = by_name("entropy").weights(&columns.map(Vec::from)).unwrap();
    // e = (½ ln 2 + ⅓ ln 3 + ⅙ ln 6)/ln 4, 0, ln 3/ln 4.
    let (two, three, four, six) = (2_f64.ln(), 3_f64.ln(), 4_f64.ln(), 6_f64.ln());
    let left = [
        1.0 - (two / 2.0 + three / 3.0 + six / 6.0) / four,
        1.0,
        1.0 - three / four,
    ];
    let sum: f64 = left.iter().sum();
    assert_close(&told.weights, &left.map(|it| it / sum), 1e-12, "entropy");
}

fn node(id: u32, weight: Option<f64>, kind: NodeKind) -> Node {
    Node {
        id: NodeId(id),
        code: id.to_string(),
        name: id.to_string(),
        weight,
        enabled: true,
        locked: false,
        source: String::new(),
        kind,
    }
}

/// The root is node 0, its indicators 10, 11 … read the columns in turn; nested, the first two
/// stand below node 1.
fn framework(columns: usize, nested: bool) -> Framework {
    let leaf = |at: usize| {
        let at = u32::try_from(at).unwrap();
        let indicator = Indicator::new(VariableId(at));
        node(at + 10, Some(5.0), NodeKind::Indicator(indicator))
    };
    let aggregate = |id, children| {
        let aggregate = Aggregate {
            children,
            ..Aggregate::default()
        };
        node(id, None, NodeKind::Aggregate(aggregate))
    };
    let mut leaves: Vec<Node> = (0..columns).map(leaf).collect();
    if nested {
        let rest = leaves.split_off(2);
        let mut children = vec![aggregate(1, leaves)];
        children.extend(rest);
        leaves = children;
    }
    Framework {
        root: aggregate(0, leaves),
    }
}

/// The periods are 2020, 2021 …, each with its own columns.
fn plan(periods: &[Columns], nested: bool, weighting: Weighting) -> Plan {
    let units = periods[0][0].len();
    let mut panel = Panel::default();
    let ids = (0..units).map(|at| UnitId(u32::try_from(at).unwrap()));
    panel.add_rows(ids.clone());
    for (columns, year) in periods.iter().zip(2020..) {
        for (at, column) in columns.iter().enumerate() {
            let variable = VariableId(u32::try_from(at).unwrap());
            let column: Column = column.iter().copied().collect();
            panel.set_column(variable, Period::Year(year), column);
        }
    }
    let units = ids.map(|id| PlanUnit { id, ranked: true }).collect();
    let method = Method {
        weighting,
        ..Method::default()
    };
    Plan::new(panel, units, &framework(periods[0].len(), nested), &method)
}

fn data(by: Importance, over: Over) -> Weighting {
    Weighting::Data(DataWeighting {
        by,
        over,
        scope: Scope::Siblings,
    })
}

fn run(periods: &[Columns], weighting: Weighting) -> Results {
    compute(&plan(periods, false, weighting))
}

fn whole(columns: &[&[f64]]) -> Columns {
    let column = |column: &&[f64]| column.iter().copied().map(Some).collect();
    columns.iter().map(column).collect()
}

/// The weights of the root's children in a period.
fn weights(results: &Results, period: usize) -> Vec<Option<f64>> {
    let children = results.nodes[0].children.iter();
    children
        .map(|&child| results.nodes[child].periods[period].weight)
        .collect()
}

const SD: Importance = Importance::Sd;

#[test]
fn weights_follow_the_period_or_stay_with_one() {
    let first = whole(&[&[0.0, 0.0, 1.0, 1.0], &[0.0, 0.0, 1.0, 1.0]]);
    let second = whole(&[&[0.0, 1.0, 2.0, 3.0], &[0.0, 0.0, 3.0, 3.0]]);
    let periods = [first, second];
    let of = |over| {
        let results = run(&periods, data(SD, over));
        assert_eq!(results.findings, []);
        [0, 1].map(|period| weights(&results, period)[0].unwrap())
    };
    // sd(0 ⅓ ⅔ 1) = √(5/27), sd(0 0 1 1) = √⅓.
    let (narrow, wide) = ((5.0_f64 / 27.0).sqrt(), (1.0_f64 / 3.0).sqrt());
    let second = narrow / (narrow + wide);
    let [a, b] = of(Over::Period);
    assert_close(&[a, b], &[0.5, second], 1e-12, "each period");
    let [a, b] = of(Over::Base(Period::Year(2021)));
    assert_close(&[a, b], &[second, second], 1e-12, "base period");
    let [a, b] = of(Over::Pooled);
    assert_eq!(a, b);
    assert!(second < a && a < 0.5);
}

#[test]
fn units_with_a_gap_and_units_for_reference_stay_out_of_the_statistics() {
    let full = whole(&[&[0.0, 1.0, 2.0, 3.0], &[5.0, 0.0, 0.0, 3.0]]);
    let mut gap = full.clone();
    gap[0].push(Some(3.0));
    gap[1].push(None);
    let one = run(std::slice::from_ref(&full), data(SD, Over::Period));
    let two = run(&[gap], data(SD, Over::Period));
    assert_eq!(weights(&one, 0), weights(&two, 0));
    assert!(two.nodes[0].periods[0].scores.get(4).is_some());

    let mut wider = full;
    wider[0].push(Some(90.0));
    wider[1].push(Some(-90.0));
    let mut plan = plan(&[wider], false, data(SD, Over::Period));
    plan.units[4].ranked = false;
    assert_eq!(weights(&compute(&plan), 0), weights(&one, 0));
}

#[test]
fn weights_of_aggregates_come_from_their_own_scores() {
    let columns = whole(&[&[0.0, 1.0, 2.0], &[2.0, 0.0, 1.0], &[5.0, 0.0, 9.0]]);
    let results = compute(&plan(&[columns], true, data(SD, Over::Period)));
    let scores = |id| -> Vec<f64> {
        let node = results.node(NodeId(id)).unwrap();
        node.periods[0].scores.observed().collect()
    };
    let expected = SD.weights(&[scores(1), scores(12)]).unwrap().weights;
    let of = |id| results.node(NodeId(id)).unwrap().periods[0].clone();
    assert_eq!(
        [of(1).weight, of(12).weight],
        [Some(expected[0]), Some(expected[1])]
    );
    let inner = of(10).weight.unwrap();
    assert_eq!(of(10).effective, Some(expected[0] * inner));
    assert_eq!(of(0).effective, Some(1.0));
}

#[test]
fn what_says_nothing_weighs_nothing() {
    // The second column is constant, so min–max has no score for it.
    let columns = whole(&[&[0.0, 1.0, 2.0], &[4.0, 4.0, 4.0], &[1.0, 0.0, 3.0]]);
    for by in Importance::ALL {
        let results = run(std::slice::from_ref(&columns), data(by, Over::Period));
        assert_eq!(weights(&results, 0)[1], Some(0.0), "{by:?}");
        assert_eq!(results.findings.len(), 1);
    }
    // One alone weighs 1, whatever it holds.
    let results = run(
        &[whole(&[&[3.0, 7.0]])],
        data(Importance::Pca, Over::Period),
    );
    assert_eq!(weights(&results, 0), [Some(1.0)]);
    // The same scores in the base period: no weight there, and so nowhere.
    let first = [
        whole(&[&[0.0, 1.0, 2.0], &[4.0, 4.0, 4.0]]),
        whole(&[&[0.0, 1.0, 2.0], &[1.0, 0.0, 1.0]]),
    ];
    let results = run(&first, data(SD, Over::Base(Period::Year(2020))));
    assert_eq!(weights(&results, 1), [Some(1.0), Some(0.0)]);
    let told = Finding::WeightlessByData {
        node: NodeId(11),
        period: Period::Year(2020),
    };
    assert!(results.findings.contains(&told));
}

#[test]
fn weights_that_cannot_be_found_leave_the_node_empty() {
    let same = whole(&[&[0.0, 1.0, 5.0], &[0.0, 1.0, 5.0]]);
    let two = whole(&[&[0.0, 1.0], &[0.0, 1.0]]);
    let cross = whole(&[&[0.0, 0.0, 1.0, 1.0], &[0.0, 1.0, 0.0, 1.0]]);
    let (node, period) = (NodeId(0), Period::Year(2020));
    let undetermined = Finding::WeightsUndetermined {
        node,
        period: period.clone(),
    };
    let few = Finding::WeightsTooFewUnits {
        node,
        period,
        units: 2,
        least: 3,
    };
    let absent = Finding::WeightsTooFewUnits {
        node,
        period: Period::Year(1999),
        units: 0,
        least: 2,
    };
    let shift = Finding::WeightShiftNegative { node, shift: -1.0 };
    let (own, old) = (Over::Period, Over::Base(Period::Year(1999)));
    for (columns, weighting, finding) in [
        (
            &same,
            data(Importance::Critic, own.clone()),
            undetermined.clone(),
        ),
        (&cross, data(Importance::Pca, own.clone()), undetermined),
        (&two, data(Importance::Critic, own.clone()), few.clone()),
        (&two, data(Importance::Pca, own.clone()), few),
        (&same, data(SD, old), absent),
        (&same, data(Importance::Entropy { shift: -1.0 }, own), shift),
    ] {
        let results = run(std::slice::from_ref(columns), weighting);
        let told: Vec<&Finding> = results
            .findings
            .iter()
            .filter(|it| it.severity() == Severity::Error)
            .collect();
        assert_eq!(told, [&finding]);
        assert_eq!(results.nodes[0].periods[0].scores.observed().count(), 0);
    }
}

#[test]
fn a_column_against_the_rest_is_told() {
    let columns = whole(&[
        &[0.0, 1.0, 2.0, 3.0],
        &[0.0, 2.0, 1.0, 3.0],
        &[9.0, 5.0, 4.0, 0.0],
    ]);
    let results = run(&[columns], data(Importance::Pca, Over::Period));
    let [Finding::LoadingNegative { node, loading, .. }] = results.findings.as_slice() else {
        panic!("{:?}", results.findings);
    };
    assert_eq!(*node, NodeId(12));
    assert!((weights(&results, 0)[2].unwrap() - loading * loading).abs() < 1e-12);
}

fn tables() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (4_usize..12, 2_usize..6).prop_flat_map(|(units, columns)| {
        prop::collection::vec(prop::collection::vec(-100.0..100.0, units), columns)
    })
}

/// PCA where two components are nearly alike is left out: there the least rounding turns it.
fn stands_out(by: Importance, columns: &[Vec<f64>]) -> bool {
    by != Importance::Pca || {
        let nudged: Vec<Vec<f64>> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let nudge = |(unit, x): (usize, &f64)| x + 1e-7 * ((at * 7 + unit * 3) % 5) as f64;
                column.iter().enumerate().map(nudge).collect()
            })
            .collect();
        let [one, two] = [columns, &nudged].map(|it| by.weights(it).unwrap().weights);
        one.iter().zip(two).all(|(a, b)| (a - b).abs() < 1e-4)
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn weights_sum_to_one_and_do_not_mind_order_or_measure(
        columns in tables(), by in prop::sample::select(Importance::ALL.to_vec()), a in 1e-3..1e3, b in -1e3..1e3,
    ) {
        prop_assume!(stands_out(by, &columns));
        let of = |columns: &[Vec<f64>]| by.weights(columns).unwrap().weights;
        let plain = of(&columns);
        prop_assert!((plain.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(plain.iter().all(|weight| (0.0..=1.0).contains(weight)));
        prop_assert_eq!(&plain, &of(&columns));

        let measured: Vec<Vec<f64>> = columns
            .iter()
            .map(|column| column.iter().map(|x| a * x + b).collect())
            .collect();
        assert_close(&of(&measured), &plain, 1e-8, "another measure");
        let turned: Vec<Vec<f64>> = columns
            .iter()
            .map(|column| column.iter().rev().copied().collect())
            .collect();
        assert_close(&of(&turned), &plain, 1e-8, "other order of units");
        let mut siblings = columns.clone();
        siblings.reverse();
        let mut back = of(&siblings);
        back.reverse();
        assert_close(&back, &plain, 1e-8, "other order of siblings");
    }

    #[test]
    fn the_same_plan_gives_the_same_bits(
        columns in tables(), by in prop::sample::select(Importance::ALL.to_vec()), nested in any::<bool>(),
    ) {
        let columns: Columns = columns
            .iter()
            .map(|column| column.iter().copied().map(Some).collect())
            .collect();
        let plan = plan(&[columns], nested, data(by, Over::Period));
        prop_assert_eq!(compute(&plan), compute(&plan));
    }
}
