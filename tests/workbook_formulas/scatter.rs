//! The scatter follows what is chosen for its axes.

use calamine::Data;

use crate::{
    HISTORY, SCATTER,
    book::{same, workbook},
    made::base,
    office::{Typed, left_out, patched, recalculated},
};

/// The sheet of all nodes.
const STEPS: &str = "逐级合成";
/// The first row of units, and the columns of the points and of the ends of the lines.
const TOP: u32 = 6;
const POINTS: [u32; 2] = [16, 17];
const LINES: u32 = 20;

fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        _ => None,
    }
}

#[test]
fn other_scores_are_chosen_for_the_axes() {
    if left_out() {
        return;
    }
    let bytes = workbook(&base());
    let book = crate::read(&bytes);
    assert_eq!(book.value(SCATTER, (0, 1)), "甲'类/一");
    assert_eq!(book.value(SCATTER, (1, 1)), "乙");
    let before = "总指数（2020年）";
    let changes = [
        (SCATTER, (0, 1), Typed::Words("丙")),
        (SCATTER, (1, 1), Typed::Words(before)),
    ];
    let found = recalculated(&[("chosen".to_owned(), patched(&bytes, &book, &changes))]);
    let found = &found["chosen"];
    assert_eq!(found.value(SCATTER, (4, 1)), "丙");
    assert_eq!(found.value(SCATTER, (4, 2)), before);

    let mut scores = Vec::new();
    for row in TOP.. {
        let name = found.value(SCATTER, (row, 0)).to_string();
        if name.is_empty() {
            break;
        }
        let expected = [
            found.value(STEPS, found.cell(STEPS, (0, &name), "丙")),
            found.value(HISTORY, found.cell(HISTORY, (0, &name), "2020年")),
        ];
        let shown = [1, 2].map(|column| found.value(SCATTER, (row, column)));
        for (expected, shown) in expected.iter().zip(&shown) {
            assert!(same(SCATTER, expected, shown), "{name}: {expected} {shown}");
        }
        scores.push(shown.each_ref().map(number));
    }
    // The units for reference are no points.
    assert_eq!(scores.len(), 10);
    let both = |it: &[Option<f64>; 2]| Some([it[0]?, it[1]?]);
    let points: Vec<[f64; 2]> = scores.iter().filter_map(both).collect();
    assert!(
        points.len() > 5 && points.len() < scores.len(),
        "{scores:?}"
    );

    let close = |at: (u32, u32), expected: f64| {
        let found = number(&found.value(SCATTER, at)).unwrap();
        assert!(
            (found - expected).abs() < 1e-9,
            "{at:?}: {found} {expected}"
        );
    };
    for (row, own) in (TOP..).zip(&scores) {
        let point = both(own).unwrap_or(points[0]);
        for (column, expected) in POINTS.into_iter().zip(point) {
            close((row, column), expected);
        }
    }
    for axis in 0..2 {
        let there: Vec<f64> = scores.iter().filter_map(|it| it[axis]).collect();
        let mean = there.iter().sum::<f64>() / there.len() as f64;
        let across = points.iter().map(|it| it[1 - axis]);
        let (least, most) = across.fold((f64::MAX, f64::MIN), |(least, most), it| {
            (least.min(it), most.max(it))
        });
        let column = LINES + 2 * u32::try_from(axis).unwrap();
        close((5, u32::try_from(1 + axis).unwrap()), mean);
        for (row, end) in [(5, least), (6, most)] {
            close((row, column), mean);
            close((row, column + 1), end);
        }
    }
}
