//! Weights worked by hand through the whole walk: from scores, judged, given and combined.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "support/small.rs"]
mod small;

use heng::engine::{
    AhpMethod, Combination, Combined, DataWeighting, ExpertJudgements, ExpertWeights, Finding,
    Importance, JudgedFinding, Judgement, Method, NodeId, Normalisation, Over, Period, PlanData,
    Results, Scope, UnitId, Weighting, weight::JudgementError,
};
use small::{
    X, assert_close, assert_found, assert_scores, at, data, leaf, leaves, parent, parent_with, run,
};

const YEAR: Period = Period::Year(2020);

fn judged(finding: JudgedFinding) -> Finding {
    Finding::Judged(finding)
}

fn weights(results: &Results, ids: &[u32]) -> Vec<Option<f64>> {
    ids.iter().map(|&id| at(results, id, 2020).weight).collect()
}

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

fn by_deviation(scope: Scope) -> Weighting {
    Weighting::Data(DataWeighting {
        by: Importance::Sd,
        over: Over::Period,
        scope,
    })
}

/// What the first three of [`varied`] weigh among one another.
fn shares() -> [f64; 3] {
    let third = (1.0_f64 / 3.0).sqrt();
    let sum = 0.5 + 2.0 * third;
    [0.5 / sum, third / sum, third / sum]
}

#[test]
fn weights_shared_out_over_all_indicators_are_the_same_at_any_depth() {
    let root = parent(9, vec![parent(8, leaves([1, 2])), parent(7, leaves([3]))]);
    let method = Method {
        weighting: by_deviation(Scope::All),
        ..Method::default()
    };
    let results = run(&varied(), root, &method);
    let [a, b, c] = shares();
    assert_close(effective(&results, &[1, 2, 3]), &[a, b, c]);
    assert_close(
        weights(&results, &[8, 7, 1, 2, 3]),
        &[a + b, c, a / (a + b), b / (a + b), 1.0],
    );
    let flat = run(&varied(), parent(9, leaves([1, 2, 3])), &method);
    assert_close(
        at(&results, 9, 2020).scores.iter(),
        &[0.0, 50.0 * a + 100.0 * c, 100.0],
    );
    assert_close(weights(&flat, &[1, 2, 3]), &[a, b, c]);
}

#[test]
fn a_branch_may_share_out_its_weight_flat_whatever_the_index_does() {
    let inner = || parent(8, leaves([1, 2]));
    let branch = || {
        let all = by_deviation(Scope::All);
        parent_with(6, vec![inner(), leaf(3)], |it| it.weighting = Some(all))
    };
    let [a, b, c] = shares();
    for weighting in [
        Weighting::Equal,
        by_deviation(Scope::Siblings),
        Weighting::Given,
    ] {
        let method = Method {
            weighting,
            ..Method::default()
        };
        let mut root = parent(9, vec![branch(), parent(5, leaves([4]))]);
        root.weight = Some(1.0);
        let results = run(&varied(), root, &method);
        let whole = at(&results, 6, 2020).weight.unwrap();
        let parts = effective(&results, &[1, 2, 3]).into_iter();
        assert_close(parts.map(|it| it.map(|it| it / whole)), &[a, b, c]);
    }
}

#[test]
fn a_weight_shared_out_flat_asks_for_all_indicators_of_the_branch_at_once() {
    // The fourth has no value in common with the others: no row is complete.
    let mut data = varied();
    let variable = heng::engine::VariableId(4);
    for unit in [1, 2] {
        data.panel.set(variable, &YEAR, UnitId(unit), None);
    }
    let root = parent(
        9,
        vec![parent(8, leaves([1, 2])), parent(7, leaves([3, 4]))],
    );
    let method = Method {
        weighting: by_deviation(Scope::All),
        normalisation: Normalisation::None,
        ..Method::default()
    };
    let results = run(&data, root, &method);
    let told = Finding::WeightsTooFewUnits {
        node: NodeId(9),
        period: YEAR,
        units: 1,
        least: 2,
    };
    assert_found(&results, &told);
    let count = results.findings.iter().filter(|it| **it == told).count();
    assert_eq!(count, 1);
    assert_scores(&results, 9, 2020, &[X; 3]);
}

fn judgements(pairs: &[(u32, u32, f64)]) -> ExpertJudgements {
    let judgement = |&(node, than, value): &(u32, u32, f64)| Judgement {
        node: NodeId(node),
        than: NodeId(than),
        value,
    };
    ExpertJudgements {
        expert: "甲".to_owned(),
        pairs: pairs.iter().map(judgement).collect(),
    }
}

fn by_judgement(pairs: &[(u32, u32, f64)]) -> Results {
    let root = parent_with(9, leaves([1, 2, 3]), |it| {
        it.judgements = vec![judgements(pairs)];
    });
    let method = Method {
        weighting: Weighting::Ahp {
            method: AhpMethod::Eigenvector,
        },
        ..Method::default()
    };
    run(&varied(), root, &method)
}

#[test]
fn judgements_that_agree_give_back_their_shares() {
    let results = by_judgement(&[(1, 2, 2.0), (3, 1, 0.25), (2, 3, 2.0)]);
    let sevenths = [4.0, 2.0, 1.0].map(|it| it / 7.0);
    assert_close(weights(&results, &[1, 2, 3]), &sevenths);
    assert_scores(&results, 9, 2020, &[0.0, 300.0 / 7.0, 100.0]);
    let told = |it: &Finding| matches!(it, Finding::Judged(_));
    assert!(!results.findings.iter().any(told));
}

#[test]
fn judgements_in_a_circle_are_told_with_the_worst_pair() {
    // Each is twice the next: λmax is 3.5, so that CI is 0.25 and CR 0.25/0.58.
    let results = by_judgement(&[(1, 2, 2.0), (2, 3, 2.0), (3, 1, 2.0)]);
    assert_close(weights(&results, &[1, 2, 3]), &[1.0 / 3.0; 3]);
    let inconsistent = results.findings.iter().find_map(|it| match it {
        Finding::Judged(JudgedFinding::Inconsistent {
            node,
            expert,
            ratio,
            pair,
            judged,
            consistent,
        }) => Some((*node, expert.clone(), *pair, [*ratio, *judged, *consistent])),
        _ => None,
    });
    let (node, expert, pair, numbers) = inconsistent.unwrap();
    assert_eq!((node, expert), (NodeId(9), Some("甲".to_owned())));
    assert_eq!(pair, Some((NodeId(1), NodeId(2))));
    assert_close(numbers.map(Some), &[0.25 / 0.58, 2.0, 1.0]);
}

#[test]
fn judgements_that_are_no_matrix_leave_the_index_empty() {
    let children = || [1, 2, 3].map(NodeId).to_vec();
    let node = NodeId(9);
    let invalid = |error| {
        judged(JudgedFinding::Invalid {
            node,
            expert: "甲".to_owned(),
            children: children(),
            error,
        })
    };
    let part = by_judgement(&[(1, 2, 2.0), (3, 1, 0.25)]);
    let incomplete = JudgementError::Incomplete { row: 1, column: 2 };
    assert_found(&part, &invalid(incomplete));
    let both = by_judgement(&[(1, 2, 3.0), (2, 1, 3.0), (1, 3, 1.0), (2, 3, 1.0)]);
    let contradiction = JudgementError::NotReciprocal {
        row: 0,
        column: 1,
        value: 3.0,
        mirror: 3.0,
    };
    assert_found(&both, &invalid(contradiction));
    // Of other nodes: nobody judged the children.
    let nobody = by_judgement(&[(7, 8, 3.0)]);
    assert_found(&nobody, &judged(JudgedFinding::Missing { node }));
    for results in [part, both, nobody] {
        assert_scores(&results, 9, 2020, &[X; 3]);
        assert_close(weights(&results, &[1, 2, 3]), &[X; 3]);
    }
}

fn opinion(weights: &[(u32, f64)]) -> ExpertWeights {
    let weights = weights.iter().map(|&(id, weight)| (NodeId(id), weight));
    ExpertWeights {
        expert: "乙".to_owned(),
        weights: weights.collect(),
    }
}

/// Typed weights of 1 to 3 and the opinions of two experts, 0.55 to 0.45 on average.
fn opined(weighting: Weighting) -> Results {
    let mut children = leaves([1, 2]);
    (children[0].weight, children[1].weight) = (Some(1.0), Some(3.0));
    let root = parent_with(9, children, |it| {
        it.opinions = vec![
            opinion(&[(1, 60.0), (2, 40.0)]),
            opinion(&[(1, 2.0), (2, 2.0)]),
        ];
    });
    let method = Method {
        weighting,
        ..Method::default()
    };
    run(&varied(), root, &method)
}

fn both(how: Combination) -> Weighting {
    let sets = vec![Weighting::Given, Weighting::Expert];
    Weighting::Combined(Combined { sets, how })
}

#[test]
fn experts_average_and_weights_combine() {
    let of = |weighting| weights(&opined(weighting), &[1, 2]);
    assert_close(of(Weighting::Expert), &[0.55, 0.45]);
    let product = [0.25 * 0.55, 0.75 * 0.45];
    let sum = product[0] + product[1];
    assert_close(of(both(Combination::Product)), &product.map(|it| it / sum));
    let blend = Combination::Blend { alpha: 0.2 };
    assert_close(of(both(blend)), &[0.49, 0.51]);
}

#[test]
fn opinions_that_cannot_be_used_leave_the_index_empty() {
    let method = Method {
        weighting: Weighting::Expert,
        ..Method::default()
    };
    let of = |opinions| {
        let root = parent_with(9, leaves([1, 2]), |it| it.opinions = opinions);
        run(&varied(), root, &method)
    };
    let node = NodeId(9);
    let missing = of(Vec::new());
    assert_found(&missing, &judged(JudgedFinding::OpinionsMissing { node }));
    let partial = of(vec![opinion(&[(1, 2.0)])]);
    let expert = "乙".to_owned();
    assert_found(
        &partial,
        &judged(JudgedFinding::OpinionUnusable { node, expert }),
    );
    assert_scores(&missing, 9, 2020, &[X; 3]);
    assert_scores(&partial, 9, 2020, &[X; 3]);
}

#[test]
fn weights_that_exclude_one_another_combine_to_nothing() {
    let mut children = leaves([1, 2]);
    (children[0].weight, children[1].weight) = (Some(1.0), Some(0.0));
    let root = parent_with(9, children, |it| {
        it.opinions = vec![opinion(&[(1, 0.0), (2, 1.0)])];
    });
    let method = Method {
        weighting: both(Combination::Product),
        ..Method::default()
    };
    let results = run(&varied(), root, &method);
    let (node, period) = (NodeId(9), Period::Undated);
    let told = judged(JudgedFinding::CombinationEmpty { node, period });
    assert_found(&results, &told);
    assert_scores(&results, 9, 2020, &[X; 3]);
}

#[test]
fn a_combination_leaves_a_dimension_without_information_aside() {
    // Both indicators of the second dimension are constant: flat weights give it none.
    let mut data = varied();
    for id in [3, 4] {
        for unit in 1..=3 {
            let variable = heng::engine::VariableId(id);
            data.panel.set(variable, &YEAR, UnitId(unit), Some(5.0));
        }
    }
    let all = by_deviation(Scope::All);
    let combined = Weighting::Combined(Combined {
        sets: vec![Weighting::Equal, all.clone()],
        how: Combination::Product,
    });
    for weighting in [all, combined] {
        let root = parent(
            9,
            vec![parent(8, leaves([1, 2])), parent(7, leaves([3, 4]))],
        );
        let method = Method {
            weighting,
            normalisation: Normalisation::None,
            ..Method::default()
        };
        let results = run(&data, root, &method);
        let third = (1.0_f64 / 3.0).sqrt();
        let [a, b] = [0.5, third].map(|it| it / (0.5 + third));
        assert_close(weights(&results, &[8, 7, 1, 2]), &[1.0, 0.0, a, b]);
        assert_close(weights(&results, &[3, 4]), &[0.0, 0.0]);
        assert_scores(&results, 9, 2020, &[0.0, 5.0 * a, 10.0]);
    }
}
