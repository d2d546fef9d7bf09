//! Numbers that are typed into a questionnaire reach its sums and ratios.

use calamine::Data;
use heng::{
    engine::weight::{AhpMethod, JudgementMatrix, ahp},
    export::{self, Questions},
    texts::{Language, Texts},
};

use crate::{
    book::{Book, read},
    made::base,
    office::{Typed, left_out, patched, recalculated},
};

#[test]
fn questionnaires_compute_sums_weights_and_consistency() {
    if left_out() {
        return;
    }
    let document = base();
    let texts = Texts::new(Language::Chinese);
    let dataset = document.main().unwrap();
    let made = |ask| {
        let bytes = export::questionnaire(&document, (dataset, None), ask, texts).unwrap();
        let plan = export::questions(&document, (dataset, None), ask, texts).unwrap();
        let book = read(&bytes);
        let typed: Vec<(u32, u32)> = plan
            .limits
            .iter()
            .map(|it| {
                let number = |at: usize| u32::try_from(at).unwrap();
                (number(it.row), number(it.column))
            })
            .collect();
        (bytes, book, typed, plan.name)
    };
    let (budget, of_budget, typed, points) = made(Questions::Budget);
    let shares = [20.0, 30.0, 50.0];
    let changes: Vec<(&str, (u32, u32), Typed<'_>)> =
        (typed.iter().zip(shares.into_iter().cycle()))
            .map(|(at, share)| (points.as_str(), *at, Typed::Number(share)))
            .collect();
    let budget = patched(&budget, &of_budget, &changes);
    // The first group has three parts; one of two then lacks what a third would have.
    let (pairs, of_pairs, typed, judged) = made(Questions::Pairs);
    let judgements = [3.0, 5.0, 0.5];
    let changes: Vec<(&str, (u32, u32), Typed<'_>)> =
        (typed.iter().zip(judgements.into_iter().cycle()))
            .map(|(at, value)| (judged.as_str(), *at, Typed::Number(value)))
            .collect();
    let pairs = patched(&pairs, &of_pairs, &changes);
    let found = recalculated(&[("points".to_owned(), budget), ("pairs".to_owned(), pairs)]);
    let sums = |book: &Book| -> Vec<String> {
        let range = &book.values[&points];
        let rows = range.rows().filter(|row| row[1] == "合计（应为 100）");
        rows.map(|row| format!("{} {}", row[2], row[3])).collect()
    };
    assert_eq!(
        sums(&found["points"]),
        [
            "100 ✓ 合计为 100",
            "100 ✓ 合计为 100",
            "50 合计不是 100，请调整",
            "70 合计不是 100，请调整"
        ]
    );
    let matrix = JudgementMatrix::from_pairs(3, [(0, 1, 3.0), (0, 2, 5.0), (1, 2, 0.5)]).unwrap();
    let expected = ahp(&matrix, AhpMethod::GeometricMean);
    let range = &found["pairs"].values[&judged];
    let number = |at: (usize, usize)| match range.get(at) {
        Some(Data::Float(number)) => *number,
        other => panic!("{at:?}: {other:?}"),
    };
    // The matrix of the index begins below the words: names, then three rows.
    let top = range.rows().position(|row| row[0] == "总指数").unwrap();
    assert_eq!(number((top + 3, 1)), 1.0 / 5.0);
    for (row, weight) in expected.weights.iter().enumerate() {
        assert!((number((top + 1 + row, 5)) - weight).abs() < 1e-9);
    }
    assert!((number((top + 1, 9)) - expected.cr).abs() < 1e-9);
    let told = range.get((top + 2, 9)).unwrap().to_string();
    assert_eq!(told == "✓ 判断一致", expected.cr < 0.1);
}
