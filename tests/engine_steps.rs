//! Screening, imputation and treatment against other programs, by hand, and for any table.

use heng::engine::{
    Bounds, Column, Direction, Imputation, Period, PlanUnit, Screen, Treatment, UnitId,
    impute::{Row, Source, carry_forward, linear, mean, nearest, row_mean},
    moments::{kurtosis, quantile, skewness},
    screen::{Reason, Tree, parse_share},
    treat::{Map, TreatTrouble},
};
use proptest::prelude::*;

const REFERENCE: &str = include_str!("fixtures/methods/steps.csv");

fn close(found: f64, expected: f64, told: &str) {
    let near = (found - expected).abs() <= 1e-9 * expected.abs().max(1.0);
    assert!(near, "{told}: {found} {expected}");
}

fn some(values: &[f64]) -> Column {
    values.iter().copied().map(Some).collect()
}

#[test]
fn numpy_and_scipy_agree() {
    let mut raw = Vec::new();
    let mut checked = 0;
    for line in REFERENCE.lines().skip(1) {
        let [column, what, values] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        let expected: Vec<f64> = values.split(' ').map(|it| it.parse().unwrap()).collect();
        let found = match what {
            "raw" => {
                raw.clone_from(&expected);
                continue;
            }
            "skewness" => vec![skewness(&raw).unwrap()],
            "kurtosis" => vec![kurtosis(&raw).unwrap()],
            "quantiles" => [0.0, 0.05, 0.25, 0.3, 0.5, 0.75, 0.95, 1.0]
                .map(|share| quantile(&raw, share).unwrap())
                .to_vec(),
            text => {
                let decision = Treatment::from_text(text).unwrap().decide(&raw).unwrap();
                let treated = decision.apply(&some(&raw), &vec![true; raw.len()]);
                treated.values.observed().collect()
            }
        };
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.into_iter().zip(expected) {
            close(found, expected, &format!("{column} {what}"));
        }
        checked += 1;
    }
    assert!(checked > 30);
}

#[test]
fn winsorising_moves_ranked_cells_and_a_logarithm_all() {
    let rule = Treatment::from_key("winsorise").unwrap();
    let pool = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 200.0];
    let treated = rule
        .decide(&pool)
        .unwrap()
        .apply(&some(&[200.0, 300.0]), &[true, false]);
    assert_eq!(treated.values, some(&[9.0, 300.0]));
    assert_eq!((treated.moved, treated.map), (vec![0], Map::Identity));

    let steep: Vec<f64> = (0..60).map(|k| 2_f64.powi(k)).collect();
    let decision = rule.decide(&steep).unwrap();
    assert!(matches!(decision.map, Map::Log { .. }));
    let treated = decision.apply(&some(&[1.0, -1e18]), &[true, false]);
    assert!(treated.values.get(0).is_some());
    assert_eq!(treated.lost, [1]);
    // All but one equal: a step would leave no information, and is not made.
    let mut flat = vec![0.0; 20];
    flat.push(1.0);
    let decision = rule.decide(&flat).unwrap();
    assert!(decision.fails && decision.clip.upper.is_none());
}

#[test]
fn infeasible_treatments_say_why() {
    let of = |text: &str, pool: &[f64]| Treatment::from_text(text).unwrap().decide(pool);
    assert_eq!(
        of("boxcox:0", &[0.0, -1.0, 2.0]),
        Err(TreatTrouble::NotPositive(2))
    );
    assert_eq!(
        of("iqr", &[1.0, 1.0, 1.0, 1.0, 1.0, 9.0]),
        Err(TreatTrouble::AllClipped(1.0))
    );
    let fixed = Treatment::from_key("fixed").unwrap();
    assert_eq!(fixed.decide(&[1.0]), Err(TreatTrouble::BoundsMissing));
}

#[test]
fn short_forms_read_back() {
    for text in [
        "none",
        "mean",
        "group-mean:地区",
        "group-median:a:b",
        "row-mean:2",
        "carry-forward",
        "carry-forward:3",
        "linear",
        "nearest",
        "constant:0.5",
    ] {
        let read = Imputation::from_text(text).unwrap();
        assert_eq!(read.to_text().as_deref(), Some(text));
        let json = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<Imputation>(&json).unwrap(), read);
    }
    for it in Treatment::all() {
        let json = serde_json::to_string(&it).unwrap();
        assert!(
            json.contains(&format!("\"kind\":\"{}\"", it.key())),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Treatment>(&json).unwrap(), it);
    }
    assert_eq!(
        ["66%", "0.5", "-1", "1/0"].map(parse_share),
        [Some(0.66), Some(0.5), None, None]
    );
}

#[test]
fn gaps_in_time_by_hand() {
    let at = |text: &str, x| (Period::from(text.to_owned()), Column::from(vec![x]));
    let quarters = [
        at("2019Q3", Some(4.0)),
        at("2020Q1", None),
        at("2020Q3", Some(12.0)),
        at("2020Q4", None),
    ];
    let filled = |told: Vec<heng::engine::impute::Imputed>| -> Vec<Option<f64>> {
        told.iter()
            .map(|it| it.filled.first().map(|cell| cell.value))
            .collect()
    };
    assert_eq!(filled(linear(&quarters)), [None, Some(8.0), None, None]);
    assert_eq!(
        filled(nearest(&quarters)),
        [None, Some(4.0), None, Some(12.0)]
    );
    assert_eq!(
        filled(carry_forward(&quarters, Some(1))),
        [None, None, None, Some(12.0)]
    );
    let source = Source::Interpolated(Period::Quarter(2019, 3), Period::Quarter(2020, 3));
    assert_eq!(linear(&quarters)[1].filled[0].from, source);
    // Names have no calendar: places in the list count.
    let waves = [
        at("a", Some(1.0)),
        at("b", None),
        at("c", None),
        at("d", Some(4.0)),
    ];
    assert_eq!(filled(linear(&waves)), [None, Some(2.0), Some(3.0), None]);
}

#[test]
fn a_row_mean_turns_negative_indicators_round() {
    let [target, one, two] = [
        [None, Some(10.0), Some(30.0)],
        [Some(2.0), Some(0.0), Some(8.0)],
        [None, Some(1.0), Some(2.0)],
    ]
    .map(Column::from_iter);
    let row = |column, direction| Row {
        column,
        direction,
        bounds: Bounds::of(Column::observed(column)),
    };
    let others = [
        row(&one, Direction::Negative),
        row(&two, Direction::Positive),
    ];
    // 0.75 of the way in the only other one: 10 + 0.75·20, or from the other end 30 − 0.75·20.
    assert_eq!(
        row_mean(row(&target, Direction::Positive), &others).filled[0].value,
        25.0
    );
    assert_eq!(
        row_mean(row(&target, Direction::Negative), &others).filled[0].value,
        15.0
    );
    assert!(
        row_mean(row(&target, Direction::Positive), &others[1..])
            .filled
            .is_empty()
    );
}

#[test]
fn screening_by_hand() {
    let tree = Tree {
        parents: &[None, Some(0), Some(1), Some(1), Some(0)],
        indicators: &[2, 3, 4],
    };
    let units = [1, 2, 3].map(|id| PlanUnit {
        id: UnitId(id),
        ranked: id < 3,
    });
    let columns = [
        vec![Some(1.0), None, Some(0.0)],
        vec![None, None, Some(0.0)],
        vec![Some(2.0), Some(1.0), Some(5.0)],
    ]
    .map(Column::from);
    let mut screen = Screen {
        nodes: Some(0.5),
        nonzero: Some(0.5),
        ..Screen::usual()
    };
    let told = screen.judge(&units, tree, &columns);
    assert_eq!(told.verdicts[0].out, None);
    assert_eq!(told.verdicts[0].worst, Some((1, 0.5)));
    assert_eq!(
        told.verdicts[1].out,
        Some(Reason::Availability { share: 1.0 / 3.0 })
    );
    assert_eq!(
        told.verdicts[2].out,
        Some(Reason::NonZero { share: 1.0 / 3.0 })
    );
    assert_eq!(told.availability[1], [0.5, 0.0, 1.0]);
    assert_eq!(told.indicators, [Some(0.5), Some(0.0), Some(1.0)]);
    screen.units = None;
    let node = Reason::Node {
        node: 1,
        share: 0.0,
    };
    assert_eq!(
        screen.judge(&units, tree, &columns).verdicts[1].out,
        Some(node)
    );
    (screen.force_in, screen.force_out) = (vec![UnitId(2), UnitId(1)], vec![UnitId(1)]);
    let told = screen.judge(&units, tree, &columns);
    assert_eq!(
        (told.verdicts[0].out, told.verdicts[1].out),
        (Some(Reason::Forced), None)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn treatments_keep_the_order_and_the_measure(values in prop::collection::vec(0_i32..400, 1..30), power in 1..4_i32) {
        let values: Vec<f64> = values.iter().map(|&x| (1.0 + f64::from(x)).powi(power)).collect();
        let ranked = vec![true; values.len()];
        for treatment in Treatment::all() {
            let Ok(decision) = treatment.decide(&values) else { continue };
            let treated: Vec<f64> = decision.apply(&some(&values), &ranked).values.observed().collect();
            prop_assert_eq!(treated.len(), values.len());
            for (a, x) in values.iter().zip(&treated) {
                for (b, y) in values.iter().zip(&treated) {
                    prop_assert!(a > b || x <= y, "{:?}", treatment);
                }
            }
            let mut turned = values.clone();
            turned.reverse();
            prop_assert_eq!(treatment.decide(&turned).unwrap(), decision);
            let scaled: Vec<f64> = values.iter().map(|x| x * 8.0).collect();
            if decision.map == Map::Identity {
                let found = treatment.decide(&scaled).unwrap().apply(&some(&scaled), &ranked);
                let expected: Vec<f64> = treated.iter().map(|x| x * 8.0).collect();
                prop_assert_eq!(found.values, some(&expected));
            }
        }
    }

    #[test]
    fn observed_cells_never_change(cells in prop::collection::vec(prop::option::of(-1e3..1e3), 1..20)) {
        let column = Column::from(cells);
        let pool: Vec<f64> = column.observed().collect();
        let told = mean(&column, &pool);
        for (before, after) in column.iter().zip(told.apply(&column).iter()) {
            prop_assert!(before.is_none() || before == after);
        }
        prop_assert!(told.filled.iter().all(|it| column.get(it.unit).is_none()));
    }
}
