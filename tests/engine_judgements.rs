//! Weights that people judge, pair by pair.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use heng::engine::weight::{Ahp, AhpMethod, JudgementMatrix, SAATY_SCALE, ahp, worst};
use proptest::{prelude::*, test_runner::RngSeed};

const BOTH: [AhpMethod; 2] = AhpMethod::ALL;

/// DESIGN's tolerance: `|a − b| ≤ tolerance · max(1, |a|)`.
#[track_caller]
fn assert_close(number: f64, expected: f64, tolerance: f64, told: &str) {
    let off = (number - expected).abs();
    assert!(
        off <= tolerance * expected.abs().max(1.0),
        "{told}: {number} {expected}"
    );
}

fn numbers(text: &str) -> Vec<f64> {
    let numbers = text.split(' ').filter(|it| !it.is_empty());
    numbers.map(|it| it.parse().unwrap()).collect()
}

fn matrix(text: &str) -> JudgementMatrix {
    let rows: Vec<Vec<f64>> = text.split(';').map(numbers).collect();
    JudgementMatrix::new(&rows).unwrap()
}

/// A matrix of the judgements above its diagonal, row by row.
fn upper(siblings: usize, judgements: &[f64]) -> JudgementMatrix {
    let places = (0..siblings).flat_map(|row| (row + 1..siblings).map(move |it| (row, it)));
    let pairs = places
        .zip(judgements)
        .map(|((row, column), it)| (row, column, *it));
    JudgementMatrix::from_pairs(siblings, pairs).unwrap()
}

/// Made by fixtures/methods/ahp.py with numpy; the published matrices with what was printed.
#[test]
fn published_and_other_matrices_have_numpys_weights() {
    let table = include_str!("fixtures/methods/ahp.csv");
    let (mut seen, mut printed) = (0, 0);
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let name = format!("{} {}", fields[0], fields[1]);
        let told = ahp(&matrix(fields[2]), AhpMethod::from_key(fields[1]).unwrap());
        let expected = numbers(fields[3]);
        assert_eq!(told.weights.len(), expected.len(), "{name}");
        for (weight, expected) in told.weights.iter().zip(&expected) {
            assert_close(*weight, *expected, 1e-9, &name);
        }
        for (figure, at) in [(told.lambda, 4), (told.ci, 5), (told.cr, 6)] {
            assert_close(figure, fields[at].parse().unwrap(), 1e-9, &name);
        }
        seen += 1;
        let Ok(within) = fields[9].parse::<f64>() else {
            continue;
        };
        for (weight, expected) in told.weights.iter().zip(numbers(fields[7])) {
            assert!(
                (weight - expected).abs() <= within,
                "{name}: {weight} {expected}"
            );
        }
        for expected in numbers(fields[8]) {
            assert!(
                (told.lambda - expected).abs() <= within,
                "{name}: {}",
                told.lambda
            );
        }
        printed += 1;
    }
    assert_eq!((seen, printed), (28, 6));
}

/// What Saaty prints of consistency: chairs CI 0.13, and the drinks' CR 0.022.
#[test]
fn published_consistency_is_told() {
    let table = include_str!("fixtures/methods/ahp.csv");
    let of = |name: &str| {
        let line = table.lines().find(|it| it.starts_with(name)).unwrap();
        ahp(
            &matrix(line.split(',').nth(2).unwrap()),
            AhpMethod::Eigenvector,
        )
    };
    assert_close(of("optics,").ci, 0.13, 0.005, "chairs");
    assert_close(of("drinks,").cr, 0.022, 0.0005, "drinks");
    assert_close(of("house,").cr, 0.169, 0.0005, "house");
    assert_eq!(of("house,").ri, 1.41);
    assert_eq!(of("drawn15,").ri, 1.59);
}

#[test]
fn one_or_two_siblings_contradict_nothing() {
    for method in BOTH {
        let one = ahp(&upper(1, &[]), method);
        let expected = Ahp {
            weights: vec![1.0],
            lambda: 1.0,
            ci: 0.0,
            ri: 0.0,
            cr: 0.0,
        };
        assert_eq!(one, expected);
        let two = ahp(&upper(2, &[0.25]), method);
        assert_close(two.weights[0], 0.2, 1e-12, "one of two");
        assert_eq!((two.ci, two.cr), (0.0, 0.0));
        assert_eq!(worst(&upper(2, &[7.0]), &[0.5, 0.5]), None);
    }
}

/// Of weights 8, 4, 2, 1, only the third over the fourth was judged the wrong way round.
#[test]
fn the_judgement_to_look_at_first_is_named() {
    let matrix = upper(4, &[2.0, 4.0, 8.0, 2.0, 4.0, 0.5]);
    let told = ahp(&matrix, AhpMethod::Eigenvector);
    let found = worst(&matrix, &told.weights).unwrap();
    assert_eq!((found.row, found.column, found.judged), (2, 3, 0.5));
    assert_close(
        found.consistent,
        told.weights[2] / told.weights[3],
        1e-12,
        "ratio",
    );
    assert!(found.consistent > 0.5);
    let mended = upper(4, &[2.0, 4.0, 8.0, 2.0, 4.0, 2.0]);
    let told = ahp(&mended, AhpMethod::Eigenvector);
    assert_eq!(worst(&mended, &told.weights), None);
    assert!(told.cr < 1e-12);
    assert_eq!(worst(&mended, &[1.0]), None);
}

/// However far judgements go, weights are positive numbers.
#[test]
fn circles_of_extreme_judgements_have_weights() {
    for far in [9.0, 1e4, 1e9] {
        for method in BOTH {
            let told = ahp(&upper(3, &[far, 1.0 / far, far]), method);
            for weight in &told.weights {
                assert_close(*weight, 1.0 / 3.0, 1e-9, "circle");
            }
            assert_close(told.lambda, 1.0 + far + 1.0 / far, 1e-9, "circle");
        }
    }
}

fn judged() -> impl Strategy<Value = JudgementMatrix> {
    (1_usize..=15).prop_flat_map(|n| {
        let judgement = prop::sample::select(SAATY_SCALE.to_vec());
        prop::collection::vec(judgement, n * (n - 1) / 2).prop_map(move |it| upper(n, &it))
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn weights_are_an_eigenvector_and_do_not_mind_order(matrix in judged()) {
        let n = matrix.siblings();
        for method in BOTH {
            let told = ahp(&matrix, method);
            prop_assert!((told.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(told.weights.iter().all(|it| *it > 0.0));
            prop_assert!(told.lambda >= n as f64 && told.ci >= 0.0 && told.cr.is_finite());
            prop_assert_eq!(&told, &ahp(&matrix, method));

            let rows: Vec<Vec<f64>> = matrix.rows().iter().rev()
                .map(|row| row.iter().rev().copied().collect())
                .collect();
            let mut turned = ahp(&JudgementMatrix::new(&rows).unwrap(), method);
            turned.weights.reverse();
            for (a, b) in turned.weights.iter().zip(&told.weights) {
                prop_assert!((a - b).abs() < 1e-12);
            }
            prop_assert!((turned.lambda - told.lambda).abs() < 1e-10);
        }
        let told = ahp(&matrix, AhpMethod::Eigenvector);
        for (row, weight) in matrix.rows().iter().zip(&told.weights) {
            let product: f64 = row.iter().zip(&told.weights).map(|(a, w)| a * w).sum();
            prop_assert!((product - told.lambda * weight).abs() < 1e-11);
        }
    }

    #[test]
    fn experts_who_agree_change_nothing(matrix in judged(), count in 1_usize..5) {
        let merged = JudgementMatrix::merge(&vec![matrix.clone(); count]).unwrap();
        for (a, b) in merged.rows().iter().flatten().zip(matrix.rows().iter().flatten()) {
            prop_assert!((a / b - 1.0).abs() < 1e-12);
        }
        // Merged with its mirror image, every judgement is even.
        let rows: Vec<Vec<f64>> = (0..matrix.siblings())
            .map(|i| matrix.rows().iter().map(|row| row[i]).collect())
            .collect();
        let mirror = JudgementMatrix::new(&rows).unwrap();
        let even = JudgementMatrix::merge(&[matrix, mirror]).unwrap();
        prop_assert!(even.rows().iter().flatten().all(|it| (it - 1.0).abs() < 1e-12));
    }
}
