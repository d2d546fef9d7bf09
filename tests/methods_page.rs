//! The pages about methods name every choice there is, by the key that files hold.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use heng::engine::{
    Aggregation, Imputation, Normalisation, Tiering, Treatment, Weighting, formula::FUNCTIONS,
};

/// The sections of a page, from one heading of the second level to the next.
fn sections(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(page).unwrap();
    text.split("\n## ").map(str::to_owned).collect()
}

/// The keys of each kind, and the section, from 0, where they are described.
fn kinds() -> Vec<(usize, Vec<String>)> {
    fn own<'a>(keys: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        keys.into_iter().map(str::to_owned).collect()
    }
    let (imputations, treatments) = (Imputation::all(), Treatment::all());
    let (normalisations, weightings) = (Normalisation::all(), Weighting::all());
    let tierings = Tiering::all();
    vec![
        (6, own(imputations.iter().map(Imputation::key))),
        (7, own(treatments.iter().map(Treatment::key))),
        (8, own(normalisations.iter().map(Normalisation::key))),
        (9, own(weightings.iter().map(Weighting::key))),
        (10, own(Aggregation::ALL.map(Aggregation::kind))),
        (12, own(tierings.iter().map(Tiering::key))),
    ]
}

#[test]
fn every_key_stands_in_a_heading_of_its_section() {
    for page in ["docs/methods.zh.md", "docs/methods.en.md"] {
        let sections = sections(page);
        for (at, keys) in kinds() {
            let headings: String = sections[at]
                .lines()
                .filter(|line| line.starts_with("### "))
                .collect();
            for key in keys {
                let named = ["`", ":"].map(|end| headings.contains(&format!("`{key}{end}")));
                assert!(named.contains(&true), "{page}: {key}");
            }
        }
    }
}

#[test]
fn every_function_has_a_row() {
    for page in ["docs/methods.zh.md", "docs/methods.en.md"] {
        let formulas = &sections(page)[1];
        let rows: String = formulas.lines().filter(|it| it.starts_with('|')).collect();
        for function in FUNCTIONS {
            assert!(
                rows.contains(&format!("`{function}(")),
                "{page}: {function}"
            );
        }
    }
}
