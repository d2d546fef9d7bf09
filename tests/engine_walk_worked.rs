//! Aggregating and the shape of the data worked by hand through the whole walk.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "support/small.rs"]
mod small;

use std::sync::Arc;

use heng::engine::{
    Aggregation, Computed, Direction, Finding, Framework, Method, Node, NodeId, Normalisation,
    Over, Period, Plan, PlanData, Results, Screen, UnitId, aggregate::AggregateTrouble,
};
use small::{
    X, assert_close, assert_found, assert_ranks, assert_scores, at, data, indicator, leaf, leaves,
    parent, parent_with, plain, run,
};

const YEAR: Period = Period::Year(2020);

fn effective(results: &Results, ids: &[u32]) -> Vec<Option<f64>> {
    let of = |&id: &u32| at(results, id, 2020).effective;
    ids.iter().map(of).collect()
}

/// Deviations of 0.5 and twice √(1/3), once stretched to 0 to 1; a fourth is like the first.
fn varied() -> PlanData {
    data(&[
        (1, 2020, &[0.0, 5.0, 10.0]),
        (2, 2020, &[0.0, 0.0, 10.0]),
        (3, 2020, &[0.0, 10.0, 10.0]),
        (4, 2020, &[10.0, 5.0, 0.0]),
    ])
}

fn turned(children: Vec<Node>) -> Node {
    let turn = |it: &mut heng::engine::Aggregate| it.direction = Direction::Negative;
    parent(9, vec![parent_with(8, children, turn), leaf(2)])
}

#[test]
fn a_negative_dimension_is_turned_round_within_its_scale() {
    let data = data(&[(1, 2020, &[1.0, 2.0, 3.0]), (2, 2020, &[10.0, 30.0, 20.0])]);
    let results = run(&data, turned(leaves([1])), &Method::default());
    assert_scores(&results, 8, 2020, &[0.0, 50.0, 100.0]);
    assert_ranks(&results, 8, 2020, &[Some(3), Some(2), Some(1)]);
    assert_scores(&results, 9, 2020, &[50.0, 75.0, 25.0]);
    let centred = Method {
        normalisation: Normalisation::ZScore {
            mean: 50.0,
            sd: 10.0,
            over: Over::Period,
        },
        ..Method::default()
    };
    let results = run(&data, turned(leaves([1])), &centred);
    assert_scores(&results, 8, 2020, &[40.0, 50.0, 60.0]);
    assert_scores(&results, 9, 2020, &[50.0, 55.0, 45.0]);
    let results = run(&data, turned(leaves([1])), &plain());
    let node = NodeId(8);
    assert_found(&results, &Finding::DirectionInfeasible { node });
    assert_scores(&results, 9, 2020, &[X; 3]);
}

#[test]
fn a_dimension_may_ask_for_more_of_its_weight_than_the_index() {
    let data = data(&[
        (1, 2020, &[0.0, 5.0, 10.0]),
        (2, 2020, &[0.0, X, 10.0]),
        (3, 2020, &[0.0, 2.0, 10.0]),
    ]);
    let of = |least| {
        let strict = parent_with(8, leaves([1, 2]), |it| it.min_availability = Some(least));
        run(&data, parent(9, vec![strict, leaf(3)]), &Method::default())
    };
    let strict = of(0.6);
    assert_scores(&strict, 8, 2020, &[0.0, X, 100.0]);
    assert_scores(&strict, 9, 2020, &[0.0, 20.0, 100.0]);
    let told = Finding::NodeUnscored {
        node: NodeId(8),
        period: YEAR,
        units: 1,
    };
    assert_found(&strict, &told);
    assert_scores(&of(0.5), 9, 2020, &[0.0, 35.0, 100.0]);
}

#[test]
fn aggregations_that_look_across_units_work_within_a_tree() {
    // Scores of 0, 50, 100 and of 100, 0, 50 below the dimension; 0, 50, 100 beside it.
    let data = data(&[
        (1, 2020, &[1.0, 2.0, 3.0]),
        (2, 2020, &[30.0, 10.0, 20.0]),
        (3, 2020, &[1.0, 2.0, 3.0]),
    ]);
    let root5 = 5.0_f64.sqrt();
    let degree = 100.0 * (0.75 * 2.0 * 0.5_f64.sqrt() / 1.5).sqrt();
    let closeness = [50.0, 100.0 / (root5 + 1.0), 100.0 * root5 / (root5 + 1.0)];
    let cases = [
        (Aggregation::Topsis, closeness),
        (
            Aggregation::Grey { rho: 0.5 },
            [200.0 / 3.0, 500.0 / 12.0, 75.0],
        ),
        (Aggregation::RankSumRatio, [400.0 / 6.0, 50.0, 500.0 / 6.0]),
        (Aggregation::Coupling, [0.0, 0.0, degree]),
        (Aggregation::Borda, [1.0, 0.5, 1.5]),
        (Aggregation::Copeland, [0.0, -1.0, 1.0]),
    ];
    for (aggregation, expected) in cases {
        let dimension = || parent_with(8, leaves([1, 2]), |it| it.aggregation = Some(aggregation));
        let root = parent(9, vec![dimension(), leaf(3)]);
        let results = run(&data, root, &Method::default());
        assert_scores(&results, 8, 2020, &expected);
        let [a, b, c] = expected;
        let above = [a / 2.0, b.midpoint(50.0), c.midpoint(100.0)];
        assert_scores(&results, 9, 2020, &above);
    }
    let turned = parent_with(8, leaves([1, 2]), |it| {
        it.aggregation = Some(Aggregation::Copeland);
        it.direction = Direction::Negative;
    });
    let results = run(&data, parent(9, vec![turned, leaf(3)]), &Method::default());
    assert_scores(&results, 9, 2020, &[0.0, 51.0 / 2.0, 99.0 / 2.0]);
}

#[test]
fn an_index_of_growth_indices_is_the_flat_one() {
    let data = data(&[
        (1, 2017, &[100.0]),
        (1, 2018, &[150.0]),
        (1, 2019, &[150.0]),
        (1, 2020, &[300.0]),
        (2, 2017, &[30.0]),
        (2, 2018, &[20.0]),
        (2, 2019, &[20.0]),
        (2, 2020, &[10.0]),
        (3, 2017, &[10.0]),
        (3, 2018, &[30.0]),
        (3, 2019, &[30.0]),
        (3, 2020, &[15.0]),
    ]);
    let waste = || indicator(2, |it| it.direction = Direction::Negative);
    let chain = Method {
        aggregations: vec![Aggregation::GrowthChain],
        ..plain()
    };
    let nested = parent(9, vec![parent(8, vec![leaf(1), waste()]), leaf(3)]);
    let results = run(&data, nested.clone(), &chain);
    // Growth of 40 and 40, none, 66⅔ and 66⅔; of the third 100, none and −66⅔.
    let index = 100.0 * 270.0 / 130.0;
    for (year, inner, whole) in [
        (2017, 100.0, 100.0),
        (2018, 150.0, index),
        (2019, 150.0, index),
        (2020, 300.0, index),
    ] {
        assert_scores(&results, 8, year, &[inner]);
        assert_scores(&results, 9, year, &[whole]);
    }
    let mut flat = vec![leaf(1), waste(), leaf(3)];
    for (node, weight) in flat.iter_mut().zip([0.25, 0.25, 0.5]) {
        node.weight = Some(weight);
    }
    let flat = run(&data, parent(9, flat), &chain);
    for year in 2017..=2020 {
        assert_close(
            at(&flat, 9, year).scores.iter(),
            &[at(&results, 9, year).scores.get(0).unwrap()],
        );
    }
    let scaled = Method {
        normalisation: Normalisation::default(),
        ..chain
    };
    let results = run(&data, nested, &scaled);
    let told = Finding::GrowthNormalised {
        node: NodeId(8),
        child: NodeId(1),
    };
    assert_found(&results, &told);
    assert_scores(&results, 9, 2020, &[X]);
}

#[test]
fn a_geometric_mean_needs_a_range_above_zero() {
    let of = |range| {
        let method = Method {
            normalisation: Normalisation::default().with_range(range),
            aggregations: vec![Aggregation::Geometric],
            ..Method::default()
        };
        run(&varied(), parent(9, leaves([1, 3])), &method)
    };
    let results = of([0.0, 100.0]);
    let told = Finding::NotPositive {
        node: NodeId(9),
        child: NodeId(1),
        children: 2,
        aggregation: Aggregation::Geometric,
        period: YEAR,
        units: 1,
    };
    assert_found(&results, &told);
    assert_scores(&results, 9, 2020, &[X; 3]);
    let middle = (50.5_f64 * 100.0).sqrt();
    assert_scores(&of([1.0, 100.0]), 9, 2020, &[1.0, middle, 100.0]);
}

#[test]
fn few_units_and_one_indicator_are_an_index_all_the_same() {
    let two = data(&[(1, 2020, &[3.0, 1.0])]);
    let results = run(&two, parent(9, leaves([1])), &Method::default());
    assert_scores(&results, 9, 2020, &[100.0, 0.0]);
    assert_found(&results, &Finding::TooFewUnits { ranked: 2 });
    assert_close(effective(&results, &[9, 1]), &[1.0, 1.0]);
    let one = data(&[(1, 2020, &[3.0])]);
    let results = run(&one, parent(9, leaves([1])), &Method::default());
    let told = Finding::Constant {
        node: NodeId(1),
        period: YEAR,
        value: 3.0,
    };
    assert_found(&results, &told);
    assert_scores(&results, 9, 2020, &[X]);
    let alone = Method {
        aggregations: vec![Aggregation::Topsis],
        ..plain()
    };
    let results = run(&one, parent(9, leaves([1])), &alone);
    let told = Finding::AggregateInfeasible {
        node: NodeId(9),
        child: None,
        aggregation: Aggregation::Topsis,
        period: YEAR,
        trouble: AggregateTrouble::TooFewUnits {
            ranked: 1,
            least: 2,
        },
    };
    assert_found(&results, &told);
}

#[test]
fn too_few_units_are_told_where_the_screening_leaves_too_few() {
    let data = data(&[(1, 2020, &[3.0, 1.0, X, X]), (1, 2021, &[3.0, X, 2.0, X])]);
    let screen = Method {
        screen: Some(Screen::usual()),
        ..Method::default()
    };
    let results = run(&data, parent(9, leaves([1])), &screen);
    assert_found(&results, &Finding::TooFewUnits { ranked: 2 });
    let results = run(&data, parent(9, leaves([1])), &Method::default());
    let told = |it: &Finding| matches!(it, Finding::TooFewUnits { .. });
    assert!(!results.findings.iter().any(told));
}

#[test]
fn periods_may_have_different_units() {
    let data = data(&[
        (1, 2020, &[0.0, 5.0, 10.0, X]),
        (1, 2021, &[X, 0.0, 10.0, 20.0]),
    ]);
    let results = run(&data, parent(9, leaves([1])), &Method::default());
    assert_scores(&results, 9, 2020, &[0.0, 50.0, 100.0, X]);
    assert_scores(&results, 9, 2021, &[X, 0.0, 50.0, 100.0]);
    assert_ranks(&results, 9, 2021, &[None, Some(3), Some(2), Some(1)]);
    for (unit, year) in [(4, 2020), (1, 2021)] {
        let (unit, period) = (UnitId(unit), Period::Year(year));
        assert_found(&results, &Finding::NoScore { unit, period });
    }
}

#[test]
fn settings_that_cannot_be_are_found() {
    let node = NodeId(1);
    let of = |key: &str| {
        let limits = indicator(1, |it| (it.lo, it.hi) = (Some(5.0), Some(5.0)));
        let normalisation = Normalisation::from_key(key).unwrap();
        let method = Method {
            normalisation: normalisation.with_over(Over::Base(Period::Year(1999))),
            ..Method::default()
        };
        run(&varied(), parent(9, vec![limits]), &method)
    };
    let reversed = of("goalposts");
    let (lo, hi) = (5.0, 5.0);
    assert_found(&reversed, &Finding::GoalpostsReversed { node, lo, hi });
    let absent = of("minmax");
    let base = Period::Year(1999);
    assert_found(&absent, &Finding::BasePeriodAbsent { node, base });
    assert_scores(&reversed, 9, 2020, &[X; 3]);
    assert_scores(&absent, 9, 2020, &[X; 3]);
}

fn plan(root: Node, method: &Method) -> Plan {
    Plan::with(varied(), &Framework { root }, method)
}

#[test]
fn a_new_weight_leaves_all_indicators_as_they_were_under_a_screening_too() {
    let method = Method {
        screen: Some(Screen::usual()),
        ..Method::default()
    };
    let before = Computed::new(plan(parent(9, leaves([1, 2])), &method));
    let mut changed = leaves([1, 2]);
    (changed[0].weight, changed[1].weight) = (Some(1.0), Some(3.0));
    let after = Computed::after(plan(parent(9, changed), &method), &before);
    let [was, now] = [before.results(), after.results()];
    for id in [1, 2] {
        let [was, now] = [&was, &now].map(|it| at(it, id, 2020).stages.clone().unwrap());
        assert!(Arc::ptr_eq(&was, &now));
    }
    assert_scores(&now, 9, 2020, &[0.0, 12.5, 100.0]);
}

#[test]
fn a_dimension_that_becomes_the_index_is_told_of_as_one() {
    let dimension = || parent_with(8, leaves([1, 2]), |it| it.direction = Direction::Negative);
    let method = plain();
    let before = Computed::new(plan(parent(9, vec![dimension()]), &method));
    let now = plan(dimension(), &method);
    let after = Computed::after(now.clone(), &before).results();
    assert_eq!(after, Computed::new(now).results());
    assert_scores(&after, 8, 2020, &[0.0, 2.5, 10.0]);
}
