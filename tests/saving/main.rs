//! Nothing that a person did is ever lost: saving, journals, older versions, locks.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

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
