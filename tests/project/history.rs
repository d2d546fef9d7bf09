//! Undo and redo.

use super::*;

#[test]
fn one_drag_is_one_step() {
    let document = start();
    let (gdp, people) = (node(&document, "gdp"), node(&document, "people"));
    let mut history = History::new(document.clone());
    for moment in [1.1, 1.2, 1.3] {
        history.commit(weight(BASE, gdp, moment)).unwrap();
    }
    let dragged = history.document().clone();
    history.seal();
    history.commit(weight(BASE, gdp, 2.0)).unwrap();
    history.commit(weight(BASE, people, 2.0)).unwrap();
    assert!(history.undo());
    assert!(history.undo());
    assert_eq!(history.document(), &dragged);
    assert!(history.undo());
    assert_eq!(history.document(), &document);
    assert!(!history.undo());
}

#[test]
fn undo_and_redo_end_where_there_is_nothing_more() {
    let mut history = History::new(start());
    assert!(!history.undo() && !history.redo());
    assert_eq!(history.revision(), 0);
    let title = |title: &str| Edit::SetTitle {
        title: title.to_owned(),
    };
    history.commit(title("one")).unwrap();
    history.seal();
    history.commit(title("two")).unwrap();
    assert_eq!(history.undoable(), Some(&title("two")));
    assert!(history.undo());
    assert_eq!(history.redoable(), Some(&title("two")));
    // A refused or empty edit leaves redo as it is; a new one clears it.
    assert!(history.commit(title("")).is_err());
    history.commit(title("one")).unwrap();
    assert_eq!(history.redoable(), Some(&title("two")));
    history.commit(title("three")).unwrap();
    assert!(history.redoable().is_none() && !history.redo());
    assert!(history.undo());
    assert_eq!(history.document().title, "one");
}

#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a few dozen of them are made in a test"
)]
enum Act {
    Edit(Edit),
    Seal,
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let document = start();
    let (gdp, people) = (node(&document, "gdp"), node(&document, "people"));
    let scenario = scenario_of(&document);
    let (a, x) = (unit(&document, "A"), variable(&document, "gdp"));
    let place = prop::sample::select(vec![BASE, scenario]);
    let leaf = prop::sample::select(vec![gdp, people, NodeId(900)]);
    let edit = prop_oneof![
        (place.clone(), leaf.clone(), prop::option::of(-1.0..5.0))
            .prop_map(|(at, node, weight)| Edit::SetWeight { at, node, weight }),
        (place, leaf.clone(), any::<bool>()).prop_map(|(at, node, enabled)| Edit::SetEnabled {
            at,
            node,
            enabled
        }),
        "[ a-c]{0,2}".prop_map(|title| Edit::SetTitle { title }),
        (-2.0..2.0).prop_map(move |value| Edit::Correct {
            dataset: MAIN,
            variable: x,
            period: year(2019),
            unit: a,
            value: Some(value),
            note: String::new(),
        }),
        leaf.prop_map(|node| Edit::RemoveNode {
            dataset: MAIN,
            node
        }),
        Just(take("city | period | gdp\nC | 2019 | 3\nA | 2020 | 4")),
    ];
    let act = prop_oneof![
        4 => edit.prop_map(Act::Edit),
        1 => Just(Act::Seal),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    /// Held against the plainest history: the edits still standing, replayed on a fresh document.
    #[test]
    fn any_sequence_of_acts_equals_a_fresh_replay(acts in acts()) {
        let mut history = History::new(start());
        let replay = |steps: &[Vec<Edit>]| {
            steps.iter().flatten().fold(start(), |document, edit| edit.apply(&document).unwrap())
        };
        let (mut past, mut future): (Vec<Vec<Edit>>, Vec<Vec<Edit>>) = (Vec::new(), Vec::new());
        let mut open = false;
        for act in acts {
            match act {
                Act::Edit(edit) => {
                    let before = history.document().clone();
                    let changes = edit.apply(&before).is_ok_and(|next| next != before);
                    let refused = history.commit(edit.clone()).is_err();
                    prop_assert_eq!(refused, edit.apply(&before).is_err());
                    if changes {
                        future.clear();
                        let joins = open && past.last().and_then(|it| it.last()).is_some_and(|it| it.continues(&edit));
                        match past.last_mut() {
                            Some(step) if joins => step.push(edit),
                            _ => past.push(vec![edit]),
                        }
                        open = true;
                    }
                }
                Act::Seal => {
                    history.seal();
                    open = false;
                }
                Act::Undo => {
                    prop_assert_eq!(history.undo(), !past.is_empty());
                    if let Some(step) = past.pop() {
                        future.push(step);
                        open = false;
                    }
                }
                Act::Redo => {
                    prop_assert_eq!(history.redo(), !future.is_empty());
                    if let Some(step) = future.pop() {
                        past.push(step);
                        open = false;
                    }
                }
            }
            prop_assert_eq!(history.document(), &replay(&past));
        }
        let bytes = write_parts(history.document()).unwrap();
        prop_assert_eq!(&read_parts("f", &bytes).unwrap(), history.document());
    }
}
