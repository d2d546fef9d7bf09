//! What the engine promises for any table.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::collections::BTreeMap;

use heng::engine::{
    Aggregate, Aggregation, Column, Direction, Framework, Indicator, Method, Node, NodeId,
    NodeKind, Normalisation, Over, Panel, Period, Plan, PlanUnit, Ranks, Results, UnitId,
    VariableId, compute,
};
use proptest::{prelude::*, test_runner::RngSeed};

type Columns = Vec<Vec<Option<f64>>>;

const RANGES: [[f64; 2]; 4] = [[0.0, 100.0], [0.0, 1.0], [1.0, 100.0], [0.1, 0.7]];

fn node(id: usize, weight: Option<f64>, kind: NodeKind) -> Node {
    Node {
        id: NodeId(u32::try_from(id).unwrap()),
        code: id.to_string(),
        name: id.to_string(),
        weight,
        enabled: true,
        locked: false,
        source: String::new(),
        kind,
    }
}

fn variable(at: usize) -> VariableId {
    VariableId(u32::try_from(at).unwrap())
}

/// One level of indicators, or two: the first half of them below a node of their own.
fn framework(weights: &[f64], direction: Direction, nested: bool) -> Framework {
    let leaf = |(at, &weight): (usize, &f64)| {
        let indicator = Indicator {
            direction,
            ..Indicator::new(variable(at))
        };
        node(at + 10, Some(weight), NodeKind::Indicator(indicator))
    };
    let aggregate = |children| {
        NodeKind::Aggregate(Aggregate {
            children,
            ..Aggregate::default()
        })
    };
    let mut leaves: Vec<Node> = weights.iter().enumerate().map(leaf).collect();
    if nested {
        let rest = leaves.split_off(leaves.len().div_ceil(2));
        let mut children = vec![node(1, Some(2.0), aggregate(leaves))];
        children.extend(rest);
        leaves = children;
    }
    Framework {
        root: node(0, None, aggregate(leaves)),
    }
}

fn plan(columns: &Columns, framework: &Framework, method: &Method) -> Plan {
    let units = columns[0].len();
    let mut panel = Panel::default();
    let ids = (0..units).map(|at| UnitId(u32::try_from(at).unwrap()));
    panel.add_rows(ids.clone());
    for (at, column) in columns.iter().enumerate() {
        let column: Column = column.iter().copied().collect();
        panel.set_column(variable(at), Period::Year(2020), column);
    }
    let units = ids.map(|id| PlanUnit { id, ranked: true }).collect();
    Plan::new(panel, units, framework, method)
}

fn min_max(range: [f64; 2]) -> Method {
    Method {
        normalisation: Normalisation::default().with_range(range),
        ..Method::default()
    }
}

fn compute_with(columns: &Columns, weights: &[f64], range: [f64; 2]) -> Results {
    let tree = framework(weights, Direction::Positive, true);
    compute(&plan(columns, &tree, &min_max(range)))
}

/// The scores of every node as their bits.
fn bits(results: &Results) -> Vec<Vec<Option<u64>>> {
    let columns = results.nodes.iter().map(|node| &node.periods[0].scores);
    columns
        .map(|scores| scores.iter().map(|it| it.map(f64::to_bits)).collect())
        .collect()
}

fn scores(results: &Results) -> Vec<Option<f64>> {
    let nodes = results.nodes.iter();
    nodes
        .flat_map(|node| node.periods[0].scores.iter())
        .collect()
}

fn assert_close(one: &Results, other: &Results, tolerance: f64) -> Result<(), TestCaseError> {
    for (a, b) in scores(one).into_iter().zip(scores(other)) {
        let close = match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() <= tolerance * a.abs().max(1.0),
            (a, b) => a == b,
        };
        prop_assert!(close, "{a:?} {b:?}");
    }
    Ok(())
}

/// Columns of whole numbers, with gaps. Sums and products of such numbers are exact.
fn whole() -> impl Strategy<Value = Columns> {
    columns_of((-1_000_000_i32..1_000_000).prop_map(f64::from), true)
}

fn columns_of(
    number: impl Strategy<Value = f64> + Clone + 'static,
    gaps: bool,
) -> impl Strategy<Value = Columns> {
    (2_usize..12, 1_usize..6).prop_flat_map(move |(units, columns)| {
        let cell = if gaps {
            prop::option::weighted(0.8, number.clone()).boxed()
        } else {
            number.clone().prop_map(Some).boxed()
        };
        prop::collection::vec(prop::collection::vec(cell, units), columns)
    })
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec((1_u16..1000).prop_map(f64::from), 6)
}

fn exponents() -> impl Strategy<Value = f64> {
    (-40.0..40.0).prop_filter("not zero", |p| *p != 0.0)
}

fn changed(columns: &Columns, change: impl Fn(f64) -> f64) -> Columns {
    let column = |column: &Vec<Option<f64>>| column.iter().map(|it| it.map(&change)).collect();
    columns.iter().map(column).collect()
}

/// One of each normalisation, with what it has to be told.
fn told(direction: Direction) -> impl Iterator<Item = Normalisation> {
    let beyond = direction.oriented(2e6);
    Normalisation::all().into_iter().map(move |mut it| {
        match &mut it {
            Normalisation::Goalposts { lo, hi, .. } => {
                *lo = Some(-1e6);
                *hi = Some(1e6);
            }
            Normalisation::DistanceTarget { target, .. } => *target = Some(beyond),
            Normalisation::DistanceUnit { unit, .. } => *unit = Some(UnitId(0)),
            _ => {}
        }
        it
    })
}

/// The scores of one indicator alone.
fn normalised(
    column: &[Option<f64>],
    direction: Direction,
    normalisation: Normalisation,
) -> Vec<Option<f64>> {
    let method = Method {
        normalisation,
        ..Method::default()
    };
    let tree = framework(&[1.0], direction, false);
    let results = compute(&plan(&vec![column.to_vec()], &tree, &method));
    results.nodes[1].periods[0].scores.iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn another_measure_changes_nothing_bit_for_bit(
        columns in whole(), weights in weights(), a in 1_i32..1000, b in -1_000_000_i32..1_000_000,
    ) {
        let other = changed(&columns, |x| f64::from(a) * x + f64::from(b));
        let weights = &weights[..columns.len()];
        let [one, two] = [&columns, &other].map(|it| bits(&compute_with(it, weights, [0.0, 100.0])));
        prop_assert_eq!(one, two);
    }

    #[test]
    fn mirrored_values_with_the_other_direction_change_nothing(
        columns in whole(), weights in weights(), a in 1_i32..1000, b in -1_000_000_i32..1_000_000,
    ) {
        let mirrored = changed(&columns, |x| f64::from(b) - f64::from(a) * x);
        let weights = &weights[..columns.len()];
        let [one, two] = [(&columns, Direction::Positive), (&mirrored, Direction::Negative)]
            .map(|(columns, direction)| {
                bits(&compute(&plan(columns, &framework(weights, direction, true), &min_max([0.0, 100.0]))))
            });
        prop_assert_eq!(one, two);
    }

    #[test]
    fn the_order_of_units_does_not_matter(
        (columns, order) in whole().prop_flat_map(|columns| {
            let units: Vec<usize> = (0..columns[0].len()).collect();
            (Just(columns), Just(units).prop_shuffle())
        }),
        weights in weights(),
    ) {
        let permuted: Columns = columns
            .iter()
            .map(|column| order.iter().map(|&unit| column[unit]).collect())
            .collect();
        let weights = &weights[..columns.len()];
        let [plain, other] = [&columns, &permuted].map(|it| compute_with(it, weights, [0.0, 100.0]));
        for (node, moved) in bits(&plain).iter().zip(bits(&other)) {
            let expected: Vec<Option<u64>> = order.iter().map(|&unit| node[unit]).collect();
            prop_assert_eq!(expected, moved);
        }
        for (node, moved) in plain.nodes.iter().zip(&other.nodes) {
            let ranks = &node.periods[0].ranks;
            let expected: Ranks = order.iter().map(|&unit| ranks.get(unit)).collect();
            prop_assert_eq!(&expected, &moved.periods[0].ranks);
        }
    }

    #[test]
    fn weights_matter_only_relative_to_one_another(
        columns in whole(), weights in prop::collection::vec(1e-6..1e6, 6), whole in weights(),
    ) {
        let times_ten = |weights: &[f64]| -> Vec<f64> { weights.iter().map(|it| it * 10.0).collect() };
        let (weights, whole) = (&weights[..columns.len()], &whole[..columns.len()]);
        let compute = |weights: &[f64]| {
            let tree = framework(weights, Direction::Positive, false);
            compute(&plan(&columns, &tree, &Method::default()))
        };
        assert_close(&compute(weights), &compute(&times_ten(weights)), 1e-12)?;
        // Ten times a whole number is exact, so nothing may change at all.
        prop_assert_eq!(bits(&compute(whole)), bits(&compute(&times_ten(whole))));
    }

    #[test]
    fn scores_stay_on_their_scale(columns in whole(), weights in weights(), range in 0..RANGES.len()) {
        let [lower, upper] = RANGES[range];
        let results = compute_with(&columns, &weights[..columns.len()], RANGES[range]);
        for score in scores(&results).into_iter().flatten() {
            let slack = 1e-12 * upper;
            prop_assert!((lower - slack..=upper + slack).contains(&score), "{score}");
        }
    }

    /// A score of every unit in every column that is not constant, whatever finite numbers it holds.
    #[test]
    fn no_finite_number_is_too_large_or_too_small(
        columns in columns_of(
            prop_oneof![
                any::<f64>().prop_filter("finite", |it| it.is_finite()),
                prop::sample::select(vec![1e308, -1e308, f64::MAX, f64::MIN, 5e-324, 0.0, -0.0, 1.0]),
            ],
            false,
        ),
        goalposts in any::<bool>(),
    ) {
        let mut method = Method::default();
        if goalposts {
            method.normalisation = Normalisation::Goalposts {
                range: [0.0, 100.0], lo: Some(f64::MIN), hi: Some(f64::MAX),
            };
        }
        let weights = vec![1.0; columns.len()];
        let results = compute(&plan(&columns, &framework(&weights, Direction::Positive, false), &method));
        for (at, column) in columns.iter().enumerate() {
            let constant = column.iter().all(|it| it == &column[0]);
            for score in results.nodes[at + 1].periods[0].scores.iter() {
                prop_assert_eq!(score.is_some(), goalposts || !constant);
                prop_assert!(score.is_none_or(|it| (0.0..=100.0).contains(&it)), "{score:?}");
            }
        }
    }

    /// Checked against the definition: one more than the number of units that are clearly better.
    #[test]
    fn ranks_follow_scores(columns in whole(), weights in weights()) {
        let results = compute_with(&columns, &weights[..columns.len()], [0.0, 100.0]);
        for node in &results.nodes {
            let period = &node.periods[0];
            let scores: Vec<Option<f64>> = period.scores.iter().collect();
            for (score, rank) in scores.iter().zip(period.ranks.iter()) {
                prop_assert_eq!(score.is_some(), rank.is_some());
                let Some(score) = score else { continue };
                let better = |by: f64| scores.iter().flatten().filter(|it| **it > score + by).count() + 1;
                let rank = rank.unwrap() as usize;
                // Twelve digits of the largest decide; between the two, rounding may tie.
                prop_assert!(better(1e-9) <= rank && rank <= better(0.0), "{rank}");
            }
        }
    }

    #[test]
    fn a_unit_that_is_left_out_changes_nothing(columns in whole(), weights in weights(), values in prop::collection::vec(-1e9..1e9, 6)) {
        let weights = &weights[..columns.len()];
        let wider: Columns = columns
            .iter()
            .zip(&values)
            .map(|(column, value)| column.iter().copied().chain([Some(*value)]).collect())
            .collect();
        let tree = framework(weights, Direction::Positive, true);
        let mut without = plan(&wider, &tree, &Method::default());
        without.units.pop();
        let plain = compute(&plan(&columns, &tree, &Method::default()));
        prop_assert_eq!(compute(&without), plain);
    }

    #[test]
    fn effective_weights_explain_the_index(
        columns in columns_of((-1_000_000_i32..1_000_000).prop_map(f64::from), false), weights in weights(),
    ) {
        let results = compute_with(&columns, &weights[..columns.len()], [0.0, 100.0]);
        // A constant column is missing for everybody, and its weight goes to the others.
        prop_assume!(columns.iter().all(|column| column.iter().any(|it| it != &column[0])));
        let leaves: Vec<_> = results.nodes.iter().filter(|it| it.children.is_empty()).collect();
        let total: f64 = leaves.iter().map(|it| it.periods[0].effective.unwrap()).sum();
        prop_assert!((total - 1.0).abs() < 1e-12);
        for unit in 0..columns[0].len() {
            let parts = leaves.iter().map(|leaf| {
                let period = &leaf.periods[0];
                period.effective.unwrap() * period.scores.get(unit).unwrap()
            });
            let index = results.nodes[0].periods[0].scores.get(unit).unwrap();
            prop_assert!((parts.sum::<f64>() - index).abs() <= 1e-12 * index.abs().max(1.0));
        }
    }

    #[test]
    fn the_same_plan_gives_the_same_bits(
        columns in columns_of(-1e6..1e6, true), weights in weights(), geometric in any::<bool>(), pooled in any::<bool>(),
    ) {
        let method = Method {
            normalisation: Normalisation::MinMax {
                range: [1.0, 100.0],
                over: if pooled { Over::Pooled } else { Over::Period },
            },
            aggregations: vec![if geometric { Aggregation::Geometric } else { Aggregation::Arithmetic }],
            ..Method::default()
        };
        let tree = framework(&weights[..columns.len()], Direction::Positive, true);
        let [one, two] = [0, 1].map(|_| compute(&plan(&columns, &tree, &method)));
        prop_assert_eq!(bits(&one), bits(&two));
        prop_assert_eq!(one.findings, two.findings);
        prop_assert_eq!(one.nodes.iter().map(|it| it.id).collect::<Vec<_>>(), two.nodes.iter().map(|it| it.id).collect::<Vec<_>>());
    }

    /// Also of zeros, ties and gaps: a better value never has the lower score, and one that is
    /// missing has none.
    #[test]
    fn every_normalisation_prefers_better_values(
        column in prop::collection::vec(prop::option::weighted(0.8, (-9_i32..1_000_000).prop_map(f64::from)), 2..12),
        positive in any::<bool>(),
    ) {
        let direction = if positive { Direction::Positive } else { Direction::Negative };
        for normalisation in told(direction) {
            let scores = normalised(&column, direction, normalisation.clone());
            let pairs: Vec<(Option<f64>, f64)> = column.iter().copied().zip(scores.iter().copied())
                .filter_map(|(x, score)| Some((x, score?)))
                .collect();
            for &(x, score) in &pairs {
                prop_assert!(x.is_some() && score.is_finite());
                let x = direction.oriented(x.unwrap());
                let better = |it: &&(Option<f64>, f64)| direction.oriented(it.0.unwrap()) > x;
                for other in pairs.iter().filter(better) {
                    prop_assert!(other.1 >= score - 1e-9, "{normalisation:?}: {pairs:?}");
                }
            }
        }
    }

    #[test]
    fn every_normalisation_is_the_same_in_any_order_of_units(
        (column, order) in prop::collection::vec(prop::option::weighted(0.8, (1_i32..1_000_000).prop_map(f64::from)), 2..12)
            .prop_flat_map(|column| {
                let units: Vec<usize> = (0..column.len()).collect();
                (Just(column), Just(units).prop_shuffle())
            }),
    ) {
        let moved: Vec<Option<f64>> = order.iter().map(|&unit| column[unit]).collect();
        for normalisation in told(Direction::Positive) {
            if matches!(normalisation, Normalisation::DistanceUnit { .. }) {
                continue; // Another unit has the number after the move.
            }
            let [plain, other] = [&column, &moved]
                .map(|it| normalised(it, Direction::Positive, normalisation.clone()));
            for (&unit, other) in order.iter().zip(other) {
                let close = match (plain[unit], other) {
                    (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * a.abs().max(1.0),
                    (a, b) => a == b,
                };
                prop_assert!(close, "{normalisation:?}");
            }
        }
    }

    /// Whatever finite numbers there are, a score is a number or missing.
    #[test]
    fn no_normalisation_lets_an_infinity_out(
        column in prop::collection::vec(
            prop_oneof![
                any::<f64>().prop_filter("finite", |it| it.is_finite()),
                prop::sample::select(vec![1e308, -1e308, f64::MAX, f64::MIN, 5e-324, 0.0, -0.0, 1.0]),
            ].prop_map(Some),
            1..8,
        ),
        positive in any::<bool>(),
    ) {
        let direction = if positive { Direction::Positive } else { Direction::Negative };
        for normalisation in told(direction) {
            let scores = normalised(&column, direction, normalisation.clone());
            prop_assert!(scores.iter().flatten().all(|it| it.is_finite()));
            let varied = column.iter().any(|it| it != &column[0]);
            let always = ["minmax", "zscore", "distance-max", "rank", "percentile-rank", "borda", "efficacy", "vector"];
            if varied && always.contains(&normalisation.key()) {
                prop_assert!(scores.iter().all(Option::is_some), "{normalisation:?}: {scores:?}");
            }
        }
    }

    #[test]
    fn a_geometric_mean_never_exceeds_the_arithmetic_one(columns in whole(), weights in weights()) {
        let tree = framework(&weights[..columns.len()], Direction::Positive, true);
        let by: BTreeMap<String, Vec<Option<f64>>> = Aggregation::ALL
            .into_iter()
            .map(|aggregation| {
                let method = Method { aggregations: vec![aggregation], ..min_max([1.0, 100.0]) };
                (aggregation.key().into_owned(), scores(&compute(&plan(&columns, &tree, &method))))
            })
            .collect();
        for (geometric, arithmetic) in by["geometric"].iter().zip(&by["arithmetic"]) {
            prop_assert_eq!(geometric.is_some(), arithmetic.is_some());
            if let (Some(geometric), Some(arithmetic)) = (geometric, arithmetic) {
                prop_assert!(*geometric <= arithmetic + 1e-9);
            }
        }
    }

    #[test]
    fn a_mean_lies_between_its_scores(
        children in prop::collection::vec((0.0..10.0, 1e-3..1e3), 1..7), p in exponents(),
    ) {
        prop_assume!(children.iter().any(|(weight, _)| *weight > 0.0));
        let said = children.iter().filter(|(weight, _)| *weight > 0.0).map(|(_, score)| *score);
        let (low, high) = (said.clone().fold(f64::MAX, f64::min), said.fold(0.0, f64::max));
        let means = Aggregation::ALL.into_iter().filter(|it| !it.looks_across());
        for aggregation in means.chain([Aggregation::Power(p)]) {
            let mean = aggregation.score(&children).unwrap();
            prop_assert!((low * (1.0 - 1e-12)..=high * (1.0 + 1e-12)).contains(&mean), "{aggregation:?} {mean}");
            let same: Vec<(f64, f64)> = children.iter().map(|(weight, _)| (*weight, high)).collect();
            prop_assert!((aggregation.score(&same).unwrap() / high - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_greater_exponent_never_gives_less(
        children in prop::collection::vec((1e-3..10.0, 1e-3..1e3), 1..7), p in exponents(), q in exponents(),
    ) {
        let (p, q) = (f64::min(p, q), f64::max(p, q));
        let [of_p, of_q] = [p, q].map(|p| Aggregation::Power(p).score(&children).unwrap());
        prop_assert!(of_p <= of_q * (1.0 + 1e-12));
        let one = Aggregation::Power(1.0).score(&children).unwrap();
        prop_assert_eq!(one, Aggregation::Arithmetic.score(&children).unwrap());
        let minimum = Aggregation::Minimum.score(&children).unwrap();
        prop_assert!(minimum <= of_p * (1.0 + 1e-12));
    }
}
