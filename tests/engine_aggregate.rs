//! Aggregations over whole columns, and the growth chain.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use heng::engine::{
    Aggregation, Column, Direction, Scale, Tiering,
    aggregate::{AggregateTrouble, Child, Floor, GrowthChild, growth_chain},
    tier::natural_breaks,
};
use proptest::{prelude::*, test_runner::RngSeed};

const HUNDRED: Scale = Scale::Bounded(0.0, 100.0);

type Columns = Vec<Vec<Option<f64>>>;

fn try_scores(
    by: Aggregation,
    (scale, weights): (Scale, &[f64]),
    columns: &Columns,
    ranked: &[bool],
) -> Result<Vec<Option<f64>>, AggregateTrouble> {
    let columns: Vec<Column> = columns.iter().cloned().map(Column::from).collect();
    let child = |(scores, &weight)| Child {
        weight,
        scale,
        scores,
    };
    let children: Vec<Child<'_>> = columns.iter().zip(weights).map(child).collect();
    Ok(by.scores(&children, ranked)?.iter().collect())
}

fn scores(by: &str, scale: Scale, weights: &[f64], columns: &Columns) -> Vec<Option<f64>> {
    let by = Aggregation::from_key(by).unwrap();
    let ranked = vec![true; columns[0].len()];
    try_scores(by, (scale, weights), columns, &ranked).unwrap()
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(1.0)
}

fn assert_close(told: &[Option<f64>], expected: &[f64], tolerance: f64, name: &str) {
    assert_eq!(told.len(), expected.len(), "{name}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(
            close(told.unwrap(), *expected, tolerance),
            "{name}: {told:?} {expected}"
        );
    }
}

fn numbers(text: &str) -> Vec<f64> {
    let words = text.split(' ').filter(|it| !it.is_empty());
    words.map(|it| it.parse().unwrap()).collect()
}

fn full(columns: &[Vec<f64>]) -> Columns {
    let some = |column: &Vec<f64>| column.iter().copied().map(Some).collect();
    columns.iter().map(some).collect()
}

/// Made by fixtures/methods/aggregate.py with numpy, scipy, pymcdm and jenkspy.
#[test]
fn scores_agree_with_other_programs() {
    let table = include_str!("fixtures/methods/aggregate.csv");
    let mut seen = 0;
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let name = format!("{} {} {}", fields[0], fields[1], fields[2]);
        let columns: Vec<Vec<f64>> = fields[3].split(';').map(numbers).collect();
        let told = if fields[1] == "natural-breaks" {
            let mut sorted = columns[0].clone();
            sorted.sort_by(f64::total_cmp);
            let cuts = natural_breaks(&sorted, fields[2].parse().unwrap());
            cuts.into_iter().map(Some).collect()
        } else {
            scores(fields[1], HUNDRED, &numbers(fields[2]), &full(&columns))
        };
        assert_close(&told, &numbers(fields[4]), 1e-9, &name);
        seen += 1;
    }
    assert_eq!(seen, 22);
}

/// Four fighter aircraft by six attributes, vector-normalised: the case that Hwang and Yoon work
/// in *Multiple Attribute Decision Making* (1981), with its closeness to three decimals.
#[test]
fn the_fighter_aircraft_come_as_close_as_in_the_textbook() {
    let aircraft = [
        (0.2, [2.0, 2.5, 1.8, 2.2]),
        (0.1, [1500.0, 2700.0, 2000.0, 1800.0]),
        (0.1, [20000.0, 18000.0, 21000.0, 20000.0]),
        (0.1, [-5.5, -6.5, -4.5, -5.0]),
        (0.2, [5.0, 3.0, 7.0, 5.0]),
        (0.3, [9.0, 5.0, 7.0, 5.0]),
    ];
    let weights = aircraft.map(|(weight, _)| weight);
    let columns = aircraft.map(|(_, x)| {
        let length = x.iter().map(|x| x * x).sum::<f64>().sqrt();
        x.iter().map(|x| x / length).collect()
    });
    let told = scores("topsis", Scale::Open, &weights, &full(&columns));
    assert_close(&told, &[0.643, 0.268, 0.613, 0.312], 1.5e-3, "aircraft");
}

/// The capital of Tennessee: four groups of voters (42, 26, 15 and 17 %) who each want the nearest
/// of Memphis, Nashville, Chattanooga and Knoxville, the usual example of voting methods.
#[test]
fn tennessee_chooses_nashville() {
    let voters = full(&[
        vec![4.0, 3.0, 2.0, 1.0],
        vec![1.0, 4.0, 3.0, 2.0],
        vec![1.0, 2.0, 4.0, 3.0],
        vec![1.0, 2.0, 3.0, 4.0],
    ]);
    let weights = [42.0, 26.0, 15.0, 17.0];
    let borda = scores("borda", Scale::Open, &weights, &voters);
    assert_close(&borda, &[1.26, 1.94, 1.73, 1.07], 1e-12, "borda");
    let copeland = scores("copeland", Scale::Open, &weights, &voters);
    assert_close(&copeland, &[-3.0, 3.0, 1.0, -1.0], 0.0, "copeland");
}

#[test]
fn equal_weight_on_both_sides_is_a_draw_whatever_the_rounding() {
    // 0.1 + 0.2 against 0.3, which differ in the last digit.
    let columns = full(&[vec![2.0, 1.0], vec![2.0, 1.0], vec![1.0, 2.0]]);
    let told = scores("copeland", Scale::Open, &[0.1, 0.2, 0.3], &columns);
    assert_eq!(told, [Some(0.0), Some(0.0)]);
}

#[test]
fn a_reference_unit_is_measured_by_the_ranked_ones_and_moves_none() {
    let columns = full(&[vec![20.0, 80.0, 50.0, 90.0], vec![30.0, 60.0, 40.0, 70.0]]);
    for by in Aggregation::ALL {
        let Ok(told) = try_scores(
            by,
            (HUNDRED, &[0.5, 0.5]),
            &columns,
            &[true, true, true, false],
        ) else {
            assert_eq!(by, Aggregation::GrowthChain);
            continue;
        };
        let without: Columns = columns.iter().map(|it| it[..3].to_vec()).collect();
        let alone = try_scores(by, (HUNDRED, &[0.5, 0.5]), &without, &[true; 3]).unwrap();
        assert_eq!(told[..3], alone, "{by:?}");
        assert!(told[3] >= told[1], "{by:?} {told:?}");
    }
}

#[test]
fn a_missing_child_leaves_its_weight_to_the_others() {
    let columns = vec![
        vec![Some(0.0), Some(100.0), Some(50.0), None],
        vec![Some(0.0), Some(100.0), None, None],
        vec![Some(90.0), None, Some(10.0), Some(10.0)],
    ];
    for (by, third) in [
        ("topsis", 50.0),
        ("grey", 50.0),
        ("coupling", 100.0 * 0.5_f64.sqrt()),
        ("rank-sum-ratio", 200.0 / 3.0),
        ("borda", 1.0),
        ("copeland", 0.0),
        ("arithmetic", 50.0),
    ] {
        let told = scores(by, HUNDRED, &[1.0, 3.0, 0.0], &columns);
        assert!(close(told[2].unwrap(), third, 1e-9), "{by}: {told:?}");
        assert_eq!(told[3], None, "{by}");
    }
}

#[test]
fn what_cannot_be_done_is_told() {
    use AggregateTrouble as T;
    let columns = full(&[vec![5.0, 5.0, 5.0], vec![0.0, 0.0, 0.0]]);
    let weights: &[f64] = &[0.5, 0.5];
    let of = |by, scale, ranked: &[bool]| try_scores(by, (scale, weights), &columns, ranked);
    let all = [true; 3];
    assert_eq!(of(Aggregation::Topsis, HUNDRED, &all), Err(T::AllEqual));
    assert_eq!(
        of(Aggregation::GrowthChain, HUNDRED, &all),
        Err(T::NeedsPeriods)
    );
    let grey = Aggregation::Grey { rho: 0.5 };
    assert_eq!(of(grey, Scale::Open, &all), Err(T::OpenScale { child: 0 }));
    let wrong = Aggregation::Grey { rho: 2.0 };
    assert_eq!(of(wrong, HUNDRED, &all), Err(T::Rho { rho: 2.0 }));
    let point = Scale::Bounded(1.0, 1.0);
    for by in [
        Aggregation::Topsis,
        Aggregation::Coupling,
        Aggregation::RankSumRatio,
    ] {
        assert_eq!(
            of(by, point, &all),
            Err(T::EmptyScale { child: 0 }),
            "{by:?}"
        );
    }
    for by in [
        Aggregation::Borda,
        Aggregation::Copeland,
        Aggregation::RankSumRatio,
        grey,
    ] {
        let told = of(by, HUNDRED, &[false, true, false]);
        assert_eq!(
            told,
            Err(T::TooFewUnits {
                ranked: 1,
                least: 2
            }),
            "{by:?}"
        );
    }
    assert_eq!(
        of(Aggregation::Geometric, HUNDRED, &[true, true, false]),
        Err(T::Floor {
            child: 1,
            children: 1,
            units: 2,
            floor: Floor::AboveZero
        })
    );
}

#[test]
fn wins_and_losses_of_three_thousand_units_cancel_out() {
    let column = |child: usize| {
        (0..3000)
            .map(|unit| Some(((unit * (7 + child) + child) % 3001) as f64))
            .collect()
    };
    let columns: Columns = (0..10).map(column).collect();
    let told = scores("copeland", Scale::Open, &[0.1; 10], &columns);
    assert_eq!(told.iter().flatten().sum::<f64>(), 0.0);
}

#[test]
fn tiers_reach_down_to_their_cuts() {
    let scores = [84.0, 70.0, 70.0, 55.0, 40.0, 12.0, 99.0].map(Some);
    let ranked = [true, true, true, true, true, true, false];
    let told = |tiering: Tiering| {
        tiering
            .tiers(&scores, &ranked)
            .into_iter()
            .map(|it| it.map_or(9, |it| it))
            .collect::<Vec<_>>()
    };
    // Excel: MEDIAN 62.5; QUARTILE 70, 62.5, 43.75.
    assert_eq!(told(Tiering::Median), [0, 0, 0, 1, 1, 1, 9]);
    assert_eq!(told(Tiering::Quantiles { count: 4 }), [0, 0, 0, 2, 3, 3, 9]);
    assert_eq!(
        told(Tiering::Thresholds {
            cuts: vec![50.0, 70.0]
        }),
        [0, 0, 0, 1, 2, 2, 9]
    );
    assert_eq!(
        told(Tiering::NaturalBreaks { count: 2 }),
        [0, 0, 0, 0, 1, 1, 9]
    );
    assert_eq!(told(Tiering::Quantiles { count: 0 }), [0, 0, 0, 0, 0, 0, 9]);
}

fn chain(values: &[Vec<Vec<f64>>], weights: &[f64], signs: &[Direction]) -> Vec<Vec<Option<f64>>> {
    let columns: Vec<Vec<Column>> = values
        .iter()
        .map(|periods| {
            periods
                .iter()
                .map(|it| it.iter().copied().map(Some).collect())
                .collect()
        })
        .collect();
    let weights: Vec<Vec<Option<f64>>> = weights.iter().map(|&it| vec![Some(it); 9]).collect();
    let children: Vec<GrowthChild<'_>> = columns
        .iter()
        .zip(weights.iter().zip(signs))
        .map(|(columns, (weights, &direction))| GrowthChild {
            weights,
            direction,
            columns,
        })
        .collect();
    let told = growth_chain(&children, values[0].len(), values[0][0].len());
    told.indices.iter().map(|it| it.iter().collect()).collect()
}

#[test]
fn a_broken_chain_and_endless_growth_are_told() {
    let column = |values: [Option<f64>; 3]| Column::from(values.to_vec());
    // Three units over three periods: one goes on, one has a gap, one starts from zero.
    let first = [
        column([Some(10.0), Some(10.0), Some(0.0)]),
        column([Some(30.0), None, Some(5.0)]),
        column([Some(30.0), Some(10.0), Some(5.0)]),
    ];
    let second = [
        column([Some(4.0), None, Some(1.0)]),
        column([Some(4.0), None, Some(3.0)]),
        column([Some(2.0), None, Some(0.0)]),
    ];
    let weights = [Some(1.0); 3];
    let child = |columns| GrowthChild {
        weights: &weights,
        direction: Direction::Positive,
        columns,
    };
    let told = growth_chain(&[child(&first), child(&second)], 3, 3);
    assert_eq!(told.broken, [(1, 1)]);
    let infinite: Vec<_> = told
        .infinite
        .iter()
        .map(|it| (it.child, it.unit, it.period))
        .collect();
    assert_eq!(infinite, [(0, 2, 1)]);
    // V = (100 + 0)/2 = 50, then (0 − 66.67)/2; and 100 from the second child alone, then −100.
    assert!(close(
        told.indices[1].get(0).unwrap(),
        100.0 * 250.0 / 150.0,
        1e-12
    ));
    assert!(close(told.growth[2].get(0).unwrap(), -100.0 / 3.0, 1e-12));
    assert!(close(told.indices[1].get(2).unwrap(), 300.0, 1e-12));
    assert!(close(told.indices[2].get(2).unwrap(), 100.0, 1e-12));
    assert_eq!(told.indices[2].get(1), None);
}

#[test]
fn an_index_that_fell_to_zero_has_no_way_back() {
    let periods = [5.0, 0.0, 5.0].map(|it| Column::from(vec![Some(it)]));
    let weights = [Some(1.0); 3];
    let child = GrowthChild {
        weights: &weights,
        direction: Direction::Positive,
        columns: &periods,
    };
    let told = growth_chain(&[child], 3, 1);
    assert_eq!(told.indices[1].get(0), Some(0.0));
    assert_eq!((told.indices[2].get(0), told.broken), (None, vec![(0, 2)]));
}

const CHILDREN: usize = 3;

/// Scores of three children, some missing, with few different values so that there are ties.
fn tables() -> impl Strategy<Value = Columns> {
    let score = prop_oneof![
        1 => Just(None),
        4 => (1_u32..=20).prop_map(|it| Some(f64::from(it) * 5.0)),
        4 => (1.0..100.0).prop_map(Some),
    ];
    let column = move |units| prop::collection::vec(score.clone(), units);
    (3..9_usize).prop_flat_map(move |units| prop::collection::vec(column(units), CHILDREN))
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(prop_oneof![1 => Just(0.0), 6 => 0.05..3.0], CHILDREN)
}

fn across() -> impl Strategy<Value = Aggregation> {
    let of_one_period = Aggregation::ALL
        .into_iter()
        .filter(|it| *it != Aggregation::GrowthChain);
    prop::sample::select(of_one_period.collect::<Vec<_>>())
}

fn same(a: &[Option<f64>], b: &[Option<f64>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|pair| match pair {
            (Some(a), Some(b)) => close(*a, *b, 1e-10),
            (a, b) => a == b,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_the_order_of_units_nor_the_size_of_weights_matters(
        columns in tables(), weights in weights(), by in across(), turn in 1..7_usize, size in 1e-3..1e3,
    ) {
        let units = columns[0].len();
        let ranked: Vec<bool> = (0..units).map(|unit| unit != 1).collect();
        let Ok(told) = try_scores(by, (HUNDRED, &weights), &columns, &ranked) else {
            return Ok(());
        };
        let turned = |list: &[Option<f64>]| { let mut list = list.to_vec(); list.rotate_left(turn % units); list };
        let mut other_ranked = ranked.clone();
        other_ranked.rotate_left(turn % units);
        let other: Columns = columns.iter().map(|it| turned(it)).collect();
        let permuted = try_scores(by, (HUNDRED, &weights), &other, &other_ranked).unwrap();
        prop_assert!(same(&turned(&told), &permuted), "{by:?} {told:?} {permuted:?}");
        let larger: Vec<f64> = weights.iter().map(|it| it * size).collect();
        let scaled = try_scores(by, (HUNDRED, &larger), &columns, &ranked).unwrap();
        prop_assert!(same(&told, &scaled), "{by:?} {told:?} {scaled:?}");
    }

    #[test]
    fn every_score_is_a_number_on_the_scale(columns in tables(), weights in weights(), by in across()) {
        let ranked = vec![true; columns[0].len()];
        let Ok(told) = try_scores(by, (HUNDRED, &weights), &columns, &ranked) else {
            return Ok(());
        };
        for (unit, score) in told.iter().enumerate() {
            let known = columns.iter().zip(&weights).any(|(it, weight)| *weight > 0.0 && it[unit].is_some());
            // Where a unit has only children on which all are equal, there is no better and worse.
            prop_assert!(score.is_some() == known || by == Aggregation::Topsis && score.is_none(), "{by:?}");
            if let (Some(score), Scale::Bounded(lower, upper)) = (score, by.scale([HUNDRED; CHILDREN])) {
                prop_assert!((lower - 1e-9..=upper + 1e-9).contains(score), "{by:?} {score}");
            }
        }
    }

    /// Coupling has it not, as it asks for evenness; nor has the grey grade of a unit that makes the
    /// least or the greatest gap itself, so there the first two units hold both ends.
    #[test]
    fn a_higher_score_never_lowers_the_result(
        mut columns in tables(), weights in weights(), by in across(), child in 0..CHILDREN, lift in 0.0..50.0,
    ) {
        prop_assume!(by != Aggregation::Coupling);
        for column in &mut columns {
            column[0] = Some(100.0);
            column[1] = Some(1.0);
        }
        let ranked = vec![true; columns[0].len()];
        let before = try_scores(by, (HUNDRED, &weights), &columns, &ranked);
        let Some(score) = columns[child][2] else { return Ok(()); };
        columns[child][2] = Some(f64::min(score + lift, 100.0));
        let after = try_scores(by, (HUNDRED, &weights), &columns, &ranked);
        if let (Ok(before), Ok(after)) = (before, after) {
            prop_assert!(after[2].unwrap_or(-1e9) >= before[2].unwrap_or(-1e9) - 1e-9, "{by:?} {before:?} {after:?}");
        }
    }

    #[test]
    fn equal_children_speak_with_one_voice(
        scores in prop::collection::vec(1.0..100.0, 2..8), weights in prop::collection::vec(0.05..3.0, CHILDREN), by in across(),
    ) {
        let columns = full(&vec![scores.clone(); CHILDREN]);
        let ranked = vec![true; scores.len()];
        let told = try_scores(by, (HUNDRED, &weights), &columns, &ranked).unwrap();
        let (low, high) = (scores.iter().copied().fold(f64::MAX, f64::min), scores.iter().copied().fold(0.0, f64::max));
        let worse = |y: f64| scores.iter().filter(|&&it| it < y).count() as f64;
        let better = |y: f64| scores.iter().filter(|&&it| it > y).count() as f64;
        for (told, y) in told.into_iter().zip(scores.iter().copied()) {
            let expected = match by {
                Aggregation::Topsis => 100.0 * (y - low) / (high - low),
                Aggregation::Coupling => 10.0 * y.sqrt(),
                Aggregation::Grey { rho } => {
                    let [gap, least, most] = [y, high, low].map(|it| 1.0 - it / 100.0);
                    100.0 * (least + rho * most) / (gap + rho * most)
                }
                Aggregation::RankSumRatio => 100.0 * (worse(y) + 1.0) / scores.len() as f64,
                Aggregation::Borda => worse(y),
                Aggregation::Copeland => worse(y) - better(y),
                _ => y,
            };
            prop_assert!(close(told.unwrap(), expected, 1e-9), "{by:?} {told:?} {expected}");
        }
    }

    #[test]
    fn a_chain_of_chains_is_the_chain_of_all(
        values in prop::collection::vec(prop::collection::vec(prop::collection::vec(0.1..1e3, 2), 4), 3),
        weights in prop::collection::vec(0.05..1.0, 3),
    ) {
        let (up, down) = (Direction::Positive, Direction::Negative);
        let whole = chain(&values, &weights, &[up, down, up]);
        let part = chain(&values[..2], &weights[..2], &[up, down]);
        let part: Vec<Vec<f64>> = part.into_iter().map(|it| it.into_iter().flatten().collect()).collect();
        let nested = chain(&[part, values[2].clone()], &[weights[0] + weights[1], weights[2]], &[up, up]);
        for (whole, nested) in whole.iter().zip(&nested) {
            prop_assert!(same(whole, nested), "{whole:?} {nested:?}");
        }
        // One child alone is its own index, whichever way is better.
        for (sign, turned) in [(up, false), (down, true)] {
            let alone = chain(&values[..1], &[1.0], &[sign]);
            let [first, last] = [values[0][0][1], values[0][3][1]];
            let expected = 100.0 * if turned { first / last } else { last / first };
            prop_assert!(close(alone[3][1].unwrap(), expected, 1e-9));
        }
    }
}
