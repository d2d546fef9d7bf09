//! Nothing that a person did is ever lost: saving, journals, older versions, locks.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::collections::BTreeSet;

use heng::project::{Edit, disk::simulated::Dice};

mod file;
mod folder;
mod proof;
mod together;
mod trouble;

#[test]
fn a_power_cut_while_saving_leaves_the_old_file_or_the_new_one() {
    (0..100).for_each(proof::cut_while_saving);
}

#[test]
fn a_power_cut_while_editing_loses_at_most_the_last_moment() {
    (0..100).for_each(proof::cut_while_journaling);
}

#[test]
fn any_sequence_of_acts_is_what_its_edits_make_of_a_fresh_document() {
    (0..200).for_each(proof::sequence);
}

/// The name of an edit in its text form.
fn kind(edit: &Edit) -> String {
    let text = serde_json::to_value(edit).unwrap();
    text["edit"].as_str().unwrap().to_owned()
}

#[test]
fn every_kind_of_edit_is_thrown_and_taken() {
    let refused = serde_json::from_str::<Edit>(r#"{"edit": "?"}"#).unwrap_err();
    let refused = refused.to_string();
    let all: BTreeSet<String> = refused
        .split('`')
        .skip(3)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    assert!(all.contains("set-title") && all.len() > 50, "{refused}");
    let mut taken = BTreeSet::new();
    for seed in 0..120 {
        let mut dice = Dice::new(seed);
        let mut document = proof::start(&mut dice);
        for _ in 0..100 {
            let edit = proof::edits::any_edit(&document, &mut dice);
            if let Ok(next) = edit.apply(&document) {
                taken.insert(kind(&edit));
                document = next;
            }
        }
    }
    let never: Vec<&String> = all.difference(&taken).collect();
    assert_eq!(never, Vec::<&String>::new());
}
