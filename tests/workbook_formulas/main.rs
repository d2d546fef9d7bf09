//! The workbook that computes itself, recalculated by `LibreOffice` and compared with the engine; and
//! read by openpyxl and calamine.
//!
//! `LibreOffice` is needed (`soffice`, of the Debian package `libreoffice-calc`), and a Python with
//! openpyxl (`python3-openpyxl`); where there is none, set `HENG_WITHOUT_LIBREOFFICE` or
//! `HENG_WITHOUT_OPENPYXL` to leave these tests out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "a helper that cannot go on is a failed test"
)]

mod book;
mod cases;
mod corners;
mod made;
mod office;
mod openpyxl;
mod questionnaires;
mod scatter;

use calamine::Data;
use heng::project::Edit;

use book::{differences, read, report, workbook};
use cases::matrix;
use made::{applied, at, correct, node};
use office::{Typed, left_out, patched, recalculated};

const RAW: &str = "原始数据";

const TREE: &str = "指标体系与权重";

const RANKS: &str = "名次";

/// Lists units as they stood, with the other periods that are values.
const HISTORY: &str = "历期结果";

/// Lists units as they stood, too.
const MOVES: &str = "各维度历期名次";
/// Shows the unit that was first when it was written, until another is chosen.
const PROFILE: &str = "对象画像";
/// Shows the two dimensions that weighed most when it was written, until others are chosen.
const SCATTER: &str = "散点图";

#[test]
fn a_spreadsheet_computes_what_the_engine_computes() {
    if left_out() {
        return;
    }
    let cases = matrix();
    let books: Vec<(String, Vec<u8>)> = cases
        .iter()
        .map(|(name, document)| (name.clone(), workbook(document)))
        .collect();
    let found = recalculated(&books);
    let mut told = Vec::new();
    for (name, bytes) in &books {
        let expected = read(bytes);
        let made = expected.made();
        let numbers = made
            .iter()
            .filter(|(sheet, at, _)| matches!(expected.value(sheet, *at), Data::Float(_)));
        let (made, numbers) = (made.len(), numbers.count());
        assert!(made > 500 && numbers > 300, "{name}: {numbers} of {made}");
        told.extend(differences(name, &expected, &found[name], &[]));
    }
    report(&told);
}

#[test]
fn a_changed_weight_and_a_changed_value_reach_the_ranking() {
    if left_out() {
        return;
    }
    // Where a change moves what stays a value here, it cannot be followed.
    let follow = [
        "a-0",
        "a-1-turned",
        "a-2",
        "a-3",
        "a-zero",
        "a-zero-above",
        "a-centred",
        "d-plain",
        "w-given",
        "w-partly-blank",
        "c-ties",
        "c-switched-off",
    ];
    let cases = matrix()
        .into_iter()
        .filter(|(name, _)| follow.contains(&name.as_str()));
    let mut books = Vec::new();
    let mut expected = Vec::new();
    for (name, document) in cases {
        let bytes = workbook(&document);
        let book = read(&bytes);
        let raw = book.cell(RAW, (0, "广东省"), "丙");
        let gap = book.cell(RAW, (0, "北京市"), "乙三");
        let weight = book.cell(TREE, (2, "甲'类/一"), "录入权重");
        let changes = [(RAW, raw, 17.25), (RAW, gap, 31.5), (TREE, weight, 0.25)];
        let changes = changes.map(|(sheet, at, number)| (sheet, at, Typed::Number(number)));
        books.push((name.clone(), patched(&bytes, &book, &changes)));
        let edits = [
            correct(&document, "丙", ("广东省", Some(17.25))),
            correct(&document, "乙三", ("北京市", Some(31.5))),
            Edit::SetWeight {
                at: at(&document),
                node: node(&document, "甲'类/一"),
                weight: Some(0.25),
            },
        ];
        expected.push((name, read(&workbook(&applied(document, &edits)))));
    }
    let found = recalculated(&books);
    let mut told = Vec::new();
    let mut moved = 0;
    for ((name, bytes), (_, expected)) in books.iter().zip(&expected) {
        let before = read(bytes);
        moved += usize::from(
            !differences(name, expected, &before, &[HISTORY, MOVES, PROFILE, SCATTER]).is_empty(),
        );
        told.extend(differences(
            name,
            expected,
            &found[name],
            &[HISTORY, MOVES, PROFILE, SCATTER],
        ));
    }
    report(&told);
    assert!(moved * 10 >= books.len() * 9, "{moved} of {}", books.len());
}
