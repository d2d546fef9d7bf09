//! The steps before weighting worked by hand through the whole walk: denominating, lagging,
//! screening, imputing, treating, deriving and pooling.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "support/small.rs"]
mod small;

use std::collections::BTreeMap;

use heng::engine::{
    Denominator, Direction, Finding, Imputation, Mark, Marked, Method, NodeId, Normalisation,
    OutReason, Over, Period, PlanData, PlanUnit, Pool, Screen, StepFinding, Treatment, UnitId,
    VariableId,
    formula::{BoundFormula, Formula, FormulaError, FormulaProblem, NameProblem, Trouble},
    impute::Source,
    screen::TWO_THIRDS,
    treat::{Map, Then},
};
use small::{
    X, assert_found, assert_ranks, assert_scores, at, data, indicator, leaf, leaves, parent, plain,
    run,
};

const YEAR: Period = Period::Year(2020);

fn step(finding: StepFinding) -> Finding {
    Finding::Step(finding)
}

fn min_max(imputation: Imputation, treatment: Treatment) -> Method {
    Method {
        imputation,
        treatment,
        ..Method::default()
    }
}

fn bound(text: &str) -> BoundFormula {
    let variable = |name: &str| Ok(VariableId(name.parse().unwrap()));
    let unit = |_: &str| Err(NameProblem::Unknown);
    Formula::parse(text).unwrap().bind(variable, unit).unwrap()
}

#[test]
fn values_are_divided_by_their_denominator_and_counted_per_so_many() {
    let data = data(&[
        (1, 2020, &[50.0, 20.0, 30.0, 8.0, X]),
        (2, 2020, &[5e6, 0.0, X, 2e6, 0.0]),
    ]);
    let patents = || {
        let below = Denominator {
            variable: VariableId(2),
            per: 1e6,
        };
        parent(9, vec![indicator(1, |it| it.denominator = Some(below))])
    };
    let on = Method {
        denominate: true,
        ..plain()
    };
    let results = run(&data, patents(), &on);
    assert_scores(&results, 9, 2020, &[10.0, X, X, 4.0, X]);
    let stages = at(&results, 1, 2020).stages.clone().unwrap();
    assert_eq!(stages.raw.get(1), Some(20.0));
    assert_eq!(stages.divided.get(0), Some(10.0));
    assert_eq!(stages.value.get(0), Some(10.0));
    // The last unit has no value to divide: nothing is lost there.
    let lost = step(StepFinding::DenominatorUnusable {
        node: NodeId(1),
        period: YEAR,
        zero: 1,
        absent: 1,
    });
    assert_found(&results, &lost);
    let off = run(&data, patents(), &plain());
    assert_scores(&off, 9, 2020, &[50.0, 20.0, 30.0, 8.0, X]);
    assert!(!off.findings.contains(&lost));
}

#[test]
fn a_lagging_indicator_reads_earlier_data_in_the_base_period_too() {
    let data = data(&[
        (1, 2018, &[10.0, 20.0]),
        (1, 2019, &[20.0, 30.0]),
        (1, 2020, &[40.0, 30.0]),
        (2, 2018, &[1.0, 1.0]),
        (2, 2019, &[1.0, 1.0]),
        (2, 2020, &[3.0, 1.0]),
    ]);
    let index = |base: Option<i32>| Method {
        normalisation: Normalisation::BaseIndex {
            base: base.map(Period::Year),
        },
        ..Method::default()
    };
    let lagging = |lag| indicator(1, move |it| it.lag = lag);
    let results = run(
        &data,
        parent(9, vec![lagging(1), leaf(2)]),
        &index(Some(2019)),
    );
    assert_eq!(results.periods, [2018, 2019, 2020].map(Period::Year));
    assert_scores(&results, 1, 2018, &[X, X]);
    assert_scores(&results, 1, 2019, &[100.0, 100.0]);
    assert_scores(&results, 1, 2020, &[200.0, 150.0]);
    assert_scores(&results, 9, 2020, &[250.0, 125.0]);
    let gone = Finding::NoData {
        node: NodeId(1),
        period: Period::Year(2018),
    };
    assert_found(&results, &gone);
    // All lag by two: the index lies two years after the data, and its first year is the base.
    let results = run(&data, parent(9, vec![lagging(2)]), &index(None));
    assert_eq!(results.periods, [2020, 2021, 2022].map(Period::Year));
    assert_scores(&results, 9, 2021, &[200.0, 150.0]);
    assert_scores(&results, 9, 2022, &[400.0, 150.0]);
}

/// Two indicators below a dimension and one beside it; of the four units the last one has but one
/// value in 2020, and all in 2021.
fn sparse() -> PlanData {
    data(&[
        (1, 2020, &[0.0, 2.0, 4.0, X]),
        (2, 2020, &[X, 3.0, 4.0, X]),
        (3, 2020, &[5.0, 6.0, 7.0, 9.0]),
        (1, 2021, &[1.0, 1.0, 1.0, 9.0]),
        (2, 2021, &[1.0, 1.0, 1.0, 9.0]),
        (3, 2021, &[1.0, 1.0, 1.0, 9.0]),
    ])
}

fn screened(screen: Screen) -> heng::engine::Results {
    let root = parent(9, vec![parent(8, leaves([1, 2])), leaf(3)]);
    let method = Method {
        screen: Some(screen),
        ..Method::default()
    };
    run(&sparse(), root, &method)
}

fn out(unit: u32, reason: OutReason) -> Finding {
    step(StepFinding::ScreenedOut {
        unit: UnitId(unit),
        period: YEAR,
        reason,
    })
}

#[test]
fn a_unit_with_too_little_data_is_left_out_of_statistics_and_ranks_in_that_period() {
    let results = screened(Screen::usual());
    // Without the last unit's 9 the third indicator spans 5 to 7.
    assert_scores(&results, 3, 2020, &[0.0, 50.0, 100.0, X]);
    assert_scores(&results, 2, 2020, &[X, 0.0, 100.0, X]);
    assert_scores(&results, 8, 2020, &[0.0, 25.0, 100.0, X]);
    assert_scores(&results, 9, 2020, &[0.0, 37.5, 100.0, X]);
    assert_ranks(&results, 9, 2020, &[Some(3), Some(2), Some(1), None]);
    let share = 1.0 / 3.0;
    assert_found(&results, &out(4, OutReason::Availability { share }));
    let told = |it: &&Finding| matches!(it, Finding::Step(StepFinding::ScreenedOut { .. }));
    assert_eq!(results.findings.iter().filter(told).count(), 1);
    assert_scores(&results, 9, 2021, &[0.0, 0.0, 0.0, 100.0]);
    assert_ranks(&results, 9, 2021, &[Some(2), Some(2), Some(2), Some(1)]);
    let missing = Finding::NoScore {
        unit: UnitId(4),
        period: YEAR,
    };
    assert!(!results.findings.contains(&missing));
}

#[test]
fn a_screening_asks_for_branches_and_for_values_that_are_not_zero() {
    let nodes = screened(Screen {
        nodes: Some(TWO_THIRDS),
        ..Screen::default()
    });
    let half = OutReason::Branch {
        node: NodeId(8),
        share: 0.5,
    };
    assert_found(&nodes, &out(1, half));
    let none = OutReason::Branch {
        node: NodeId(8),
        share: 0.0,
    };
    assert_found(&nodes, &out(4, none));
    assert_scores(&nodes, 3, 2020, &[X, 0.0, 100.0, X]);
    let zeros = screened(Screen {
        nonzero: Some(TWO_THIRDS),
        ..Screen::default()
    });
    assert_found(&zeros, &out(1, OutReason::Zeros { share: 0.5 }));
    assert_scores(&zeros, 3, 2020, &[X, 0.0, 100.0 / 3.0, 100.0]);
}

#[test]
fn units_are_kept_and_left_out_whatever_they_have() {
    let results = screened(Screen {
        force_in: vec![UnitId(4), UnitId(3)],
        force_out: vec![UnitId(3)],
        ..Screen::usual()
    });
    assert_found(&results, &out(3, OutReason::Forced));
    assert_scores(&results, 3, 2020, &[0.0, 25.0, X, 100.0]);
    assert_ranks(&results, 9, 2020, &[Some(3), Some(2), None, Some(1)]);
    // A third of the ranked has the second indicator: one value tells nothing.
    let alone = Finding::Constant {
        node: NodeId(2),
        period: YEAR,
        value: 3.0,
    };
    assert_found(&results, &alone);
}

/// The third of six units has a gap.
fn gap() -> PlanData {
    let mut data = data(&[(1, 2020, &[2.0, 4.0, X, 12.0, 8.0, 10.0])]);
    let groups = [1, 1, 1, 0, 0, 1].map(Some).to_vec();
    data.groups.insert("half".to_owned(), groups);
    data
}

#[test]
fn gaps_are_filled_before_normalising_and_marked() {
    let (over, group) = (Over::Period, "half".to_owned());
    let cases = [
        (
            Imputation::Mean { over: over.clone() },
            7.2,
            Source::Statistic,
        ),
        (
            Imputation::Median { over: over.clone() },
            8.0,
            Source::Statistic,
        ),
        (
            Imputation::GroupMean {
                group: group.clone(),
                over: over.clone(),
            },
            16.0 / 3.0,
            Source::Group,
        ),
        (Imputation::GroupMedian { group, over }, 4.0, Source::Group),
        (Imputation::Constant { value: 22.0 }, 22.0, Source::Constant),
    ];
    for (imputation, value, from) in cases {
        let results = run(
            &gap(),
            parent(9, leaves([1])),
            &min_max(imputation, Treatment::None),
        );
        let width = f64::max(value, 12.0) - 2.0;
        let expected = [2.0, 4.0, value, 12.0, 8.0, 10.0].map(|x| (x - 2.0) / width * 100.0);
        assert_scores(&results, 9, 2020, &expected);
        let stages = at(&results, 1, 2020).stages.clone().unwrap();
        let what = Marked::Imputed(from);
        assert_eq!(stages.marks, [Mark { unit: 2, what }]);
        assert_eq!(stages.raw.get(2), None);
    }
}

#[test]
fn gaps_that_cannot_be_filled_are_told() {
    let absent = Imputation::GroupMean {
        group: "region".to_owned(),
        over: Over::Period,
    };
    let results = run(
        &gap(),
        parent(9, leaves([1])),
        &min_max(absent, Treatment::None),
    );
    let group = "region".to_owned();
    let node = NodeId(1);
    assert_found(&results, &step(StepFinding::GroupingAbsent { node, group }));
    assert_scores(&results, 9, 2020, &[X; 6]);
    let carried = Imputation::CarryForward { max: None };
    let results = run(
        &gap(),
        parent(9, leaves([1])),
        &min_max(carried, Treatment::None),
    );
    let told = step(StepFinding::NotImputed {
        node,
        period: YEAR,
        units: 1,
    });
    assert_found(&results, &told);
    assert_scores(&results, 9, 2020, &[0.0, 20.0, X, 100.0, 60.0, 80.0]);
}

#[test]
fn a_gap_is_filled_from_the_other_indicators_of_the_branch() {
    let data = data(&[
        (1, 2020, &[0.0, 10.0, X]),
        (2, 2020, &[30.0, 10.0, 15.0]),
        (3, 2020, &[0.0, 4.0, 1.0]),
        (4, 2020, &[0.0, 4.0, 4.0]),
    ]);
    let worse = || indicator(2, |it| it.direction = Direction::Negative);
    let root = || parent(9, vec![parent(8, vec![leaf(1), worse(), leaf(3)]), leaf(4)]);
    let method = |level| Method {
        imputation: Imputation::RowMean { level },
        ..plain()
    };
    // Three quarters in the one, a quarter in the other: the middle of 0 to 10.
    let results = run(&data, root(), &method(2));
    assert_scores(&results, 1, 2020, &[0.0, 10.0, 5.0]);
    // Over the whole index the fourth counts too: a mean of 2/3.
    let results = run(&data, root(), &method(3));
    assert_scores(&results, 1, 2020, &[0.0, 10.0, 20.0 / 3.0]);
    let stages = at(&results, 1, 2020).stages.clone().unwrap();
    assert_eq!(stages.marks[0].what, Marked::Imputed(Source::Row));
}

#[test]
fn a_gap_is_filled_from_the_units_other_years() {
    let data = data(&[
        (1, 2018, &[1.0, 10.0]),
        (1, 2019, &[X, X]),
        (1, 2020, &[X, 40.0]),
        (1, 2021, &[7.0, 50.0]),
    ]);
    let method = |imputation| Method {
        imputation,
        ..plain()
    };
    let of = |imputation| run(&data, parent(9, leaves([1])), &method(imputation));
    let carried = of(Imputation::CarryForward { max: Some(1) });
    assert_scores(&carried, 9, 2019, &[1.0, 10.0]);
    assert_scores(&carried, 9, 2020, &[X, 40.0]);
    let told = step(StepFinding::NotImputed {
        node: NodeId(1),
        period: YEAR,
        units: 1,
    });
    assert_found(&carried, &told);
    let from = |results: &heng::engine::Results, year| {
        let stages = at(results, 1, year).stages.clone().unwrap();
        stages.marks[0].what.clone()
    };
    let [first, last] = [2018, 2021].map(Period::Year);
    assert_eq!(
        from(&carried, 2019),
        Marked::Imputed(Source::Period(first.clone()))
    );
    let line = of(Imputation::Linear);
    assert_scores(&line, 9, 2019, &[3.0, 25.0]);
    assert_scores(&line, 9, 2020, &[5.0, 40.0]);
    assert_eq!(
        from(&line, 2020),
        Marked::Imputed(Source::Interpolated(first, last.clone()))
    );
    let nearest = of(Imputation::Nearest);
    assert_scores(&nearest, 9, 2020, &[7.0, 40.0]);
    assert_eq!(from(&nearest, 2020), Marked::Imputed(Source::Period(last)));
}

const FAR: [f64; 11] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 200.0];

fn winsorise(points: u32) -> Treatment {
    Treatment::Winsorise {
        points,
        skewness: 2.0,
        kurtosis: 3.5,
        then: Then::Log,
        over: Over::Period,
    }
}

#[test]
fn an_outlier_is_moved_to_its_neighbour_and_marked() {
    let data = data(&[(1, 2020, &FAR)]);
    let method = min_max(Imputation::None, winsorise(5));
    let results = run(&data, parent(9, leaves([1])), &method);
    let expected = FAR.map(|x| (x.min(10.0) - 1.0) / 9.0 * 100.0);
    assert_scores(&results, 9, 2020, &expected);
    let stages = at(&results, 1, 2020).stages.clone().unwrap();
    let what = Marked::Clipped;
    assert_eq!(stages.marks, [Mark { unit: 10, what }]);
    assert_eq!(stages.treated.map(|it| (it.low, it.high)), Some((0, 1)));
    assert_eq!(stages.raw.get(10), Some(200.0));
}

#[test]
fn limits_and_targets_follow_the_values_to_a_logarithmic_scale() {
    // No point may be moved, so the logarithm follows: ln(x − 1 + 1.99).
    let data = data(&[(1, 2020, &FAR)]);
    let ln = |x: f64| (x - 1.0 + 1.99).ln();
    let share = |x: f64| (ln(x) - ln(1.0)) / (ln(101.0) - ln(1.0)) * 100.0;
    let limits = || {
        indicator(1, |it| {
            (it.lo, it.hi, it.target) = (Some(1.0), Some(101.0), Some(101.0));
        })
    };
    let of = |key: &str| {
        let method = Method {
            normalisation: Normalisation::from_key(key).unwrap(),
            treatment: winsorise(0),
            ..Method::default()
        };
        run(&data, parent(9, vec![limits()]), &method)
    };
    let posts = of("goalposts");
    assert_scores(&posts, 9, 2020, &FAR.map(|x| share(x).min(100.0)));
    assert_scores(&of("distance-target"), 9, 2020, &FAR.map(share));
    let stages = at(&posts, 1, 2020).stages.clone().unwrap();
    let map = stages.treated.map(|it| it.map);
    let shift = 0.01 * 199.0;
    assert_eq!(map, Some(Map::Log { min: 1.0, shift }));
}

#[test]
fn clipping_leaves_reference_units_where_they_are() {
    let mut data = data(&[(1, 2020, &[0.0, 5.0, 20.0, 40.0])]);
    data.units[3].ranked = false;
    let fixed = Treatment::Fixed {
        lower: None,
        upper: Some(10.0),
    };
    let results = run(
        &data,
        parent(9, leaves([1])),
        &min_max(Imputation::None, fixed),
    );
    assert_scores(&results, 9, 2020, &[0.0, 50.0, 100.0, 400.0]);
    assert_ranks(&results, 9, 2020, &[Some(3), Some(2), Some(1), None]);
}

#[test]
fn a_treatment_from_a_base_period_that_is_not_there_leaves_the_index_empty_and_says_so() {
    let data = data(&[(1, 2020, &FAR)]);
    let base = Period::Year(1999);
    let treatment = winsorise(5).with_over(Over::Base(base.clone()));
    let results = run(
        &data,
        parent(9, leaves([1])),
        &min_max(Imputation::None, treatment),
    );
    let node = NodeId(1);
    assert_found(&results, &Finding::BasePeriodAbsent { node, base });
    assert_scores(&results, 9, 2020, &[X; 11]);
}

/// Product (1) and people (2) of three units, product a head (3), and all three as a fourth unit.
fn pooled() -> PlanData {
    let mut data = data(&[
        (1, 2020, &[300.0, 100.0, 60.0]),
        (2, 2020, &[10.0, 20.0, 20.0]),
    ]);
    data.derived = vec![(VariableId(3), bound("[1] / [2]"))];
    data.pools = vec![Pool {
        unit: UnitId(4),
        members: [1, 2, 3].map(UnitId).to_vec(),
    }];
    data.units.push(PlanUnit {
        id: UnitId(4),
        ranked: false,
    });
    data
}

#[test]
fn a_ratio_of_a_pooled_unit_is_that_of_its_sums() {
    let results = run(&pooled(), parent(9, leaves([3])), &plain());
    assert_scores(&results, 9, 2020, &[30.0, 5.0, 3.0, 9.2]);
    assert_ranks(&results, 9, 2020, &[Some(1), Some(2), Some(3), None]);
    let results = run(&pooled(), parent(9, leaves([3])), &Method::default());
    let of = |x: f64| (x - 3.0) / 27.0 * 100.0;
    assert_scores(&results, 9, 2020, &[100.0, of(5.0), 0.0, of(9.2)]);
}

#[test]
fn a_derived_variable_has_the_periods_of_what_it_comes_from() {
    let mut data = pooled();
    let imported = Period::Year(2015);
    data.panel
        .set(VariableId(3), &imported, UnitId(1), Some(7.0));
    let results = run(&data, parent(9, leaves([3])), &plain());
    assert_eq!(results.periods, [YEAR]);
}

#[test]
fn a_pool_without_one_of_its_members_has_no_sum_and_says_so() {
    let mut data = pooled();
    data.panel.set(VariableId(1), &YEAR, UnitId(2), None);
    let results = run(&data, parent(9, leaves([3])), &plain());
    assert_scores(&results, 9, 2020, &[30.0, X, 3.0, X]);
    let told = step(StepFinding::PoolIncomplete {
        unit: UnitId(4),
        variable: VariableId(1),
        period: YEAR,
        absent: vec![UnitId(2)],
    });
    assert_found(&results, &told);
    let mean = heng::engine::Pooling::Mean { by: None };
    data.pooling = BTreeMap::from([(VariableId(1), mean)]);
    let results = run(&data, parent(9, leaves([1])), &plain());
    assert_scores(&results, 9, 2020, &[300.0, X, 60.0, 180.0]);
    assert_found(&results, &told);
}

#[test]
fn a_formula_without_a_value_is_told_of_units_that_take_part() {
    let mut data = pooled();
    data.panel.set(VariableId(2), &YEAR, UnitId(1), Some(0.0));
    // Somebody else who divides by zero is of no interest.
    data.panel.set(VariableId(1), &YEAR, UnitId(77), Some(1.0));
    data.panel.set(VariableId(2), &YEAR, UnitId(77), Some(0.0));
    let results = run(&data, parent(9, leaves([3])), &plain());
    assert_scores(&results, 9, 2020, &[X, 5.0, 3.0, 11.5]);
    let told = step(StepFinding::FormulaUndefined {
        variable: VariableId(3),
        period: YEAR,
        position: 4,
        trouble: Trouble::DivisionByZero,
        units: 1,
    });
    assert_found(&results, &told);
}

#[test]
fn formulas_in_a_circle_are_told_and_leave_no_value() {
    let mut data = pooled();
    // Imported values of one in the circle are not what its formula says.
    data.panel.set(VariableId(3), &YEAR, UnitId(1), Some(7.0));
    data.derived = vec![
        (VariableId(3), bound("[1] + [4]")),
        (VariableId(4), bound("[3] * 2")),
        (VariableId(5), bound("[4] + [1]")),
        (VariableId(6), bound("[1] / 10")),
    ];
    let results = run(&data, parent(9, leaves([1, 3, 4, 5, 6])), &plain());
    for id in [3, 4, 5] {
        assert_scores(&results, id, 2020, &[X; 4]);
    }
    assert_scores(&results, 6, 2020, &[30.0, 10.0, 6.0, 46.0]);
    assert_scores(&results, 9, 2020, &[165.0, 55.0, 33.0, 253.0]);
    for (id, position) in [(3, 6), (4, 0)] {
        let problem = FormulaProblem::Cycle { names: Vec::new() };
        let told = step(StepFinding::FormulaBroken {
            variable: VariableId(id),
            error: FormulaError { position, problem },
        });
        assert_found(&results, &told);
    }
    let node = NodeId(5);
    assert_found(&results, &Finding::NoData { node, period: YEAR });
}
