//! Nodes moved in the tree: where they can go, and what they keep.

use heng::project::{Beside, NodePlace, NodeStep};

use super::*;

/// a with a1 and a2, b alone, c with c1.
fn three() -> Document {
    document([
        take(CITIES),
        outline(&[
            ("a", "A", None),
            ("a1", "A1", Some(0)),
            ("a2", "A2", Some(0)),
            ("b", "B", None),
            ("c", "C", None),
            ("c1", "C1", Some(4)),
        ]),
        Edit::AddScenario {
            dataset: MAIN,
            name: "what if".to_owned(),
        },
    ])
}

/// The codes under each aggregate, such as `a(a1 a2) b c(c1)`.
fn shape(document: &Document) -> String {
    fn of(node: &heng::engine::Node) -> String {
        let children: Vec<String> = node.children().iter().map(of).collect();
        if node.indicator().is_some() {
            node.code.clone()
        } else {
            format!("{}({})", node.code, children.join(" "))
        }
    }
    let framework = main_of(document).framework.clone().unwrap();
    let children: Vec<String> = framework.root.children().iter().map(of).collect();
    children.join(" ")
}

fn moved(document: &Document, code: &str, place: Option<NodePlace>) -> String {
    place.map_or("—".to_owned(), |place| {
        let edit = place.edit(MAIN, node(document, code));
        shape(&edit.apply(document).unwrap())
    })
}

#[test]
fn a_node_lands_beside_another() {
    let document = three();
    let framework = main_of(&document).framework.clone().unwrap();
    let lands = |code: &str, beside, target: &str| {
        let (from, to) = (node(&document, code), node(&document, target));
        match NodePlace::beside(&framework, from, to, beside) {
            Ok(place) => moved(&document, code, place),
            Err(error) => format!("{error:?}"),
        }
    };
    for (code, beside, target, expected) in [
        ("a", Beside::Below, "b", "b a(a1 a2) c(c1)"),
        ("a", Beside::Above, "b", "—"),
        ("b", Beside::Below, "a", "—"),
        ("b", Beside::Above, "a", "b a(a1 a2) c(c1)"),
        ("c", Beside::Above, "a2", "a(a1 c(c1) a2) b"),
        ("b", Beside::First, "a", "a(b a1 a2) c(c1)"),
        ("b", Beside::Last, "a", "a(a1 a2 b) c(c1)"),
        ("a1", Beside::Last, "a", "a(a2 a1) b c(c1)"),
        ("a2", Beside::Last, "a", "—"),
        ("a1", Beside::First, "a", "—"),
        ("c1", Beside::Last, "index", "a(a1 a2) b c() c1"),
        ("b", Beside::Last, "b", "—"),
        ("a", Beside::Above, "a1", "IntoItself"),
        ("b", Beside::Last, "a1", "NoNode"),
        ("b", Beside::Above, "index", "NoNode"),
        ("index", Beside::Below, "b", "RootStays"),
    ] {
        let target = if target == "index" { "Index" } else { target };
        let code = if code == "index" { "Index" } else { code };
        assert_eq!(
            lands(code, beside, target),
            expected,
            "{code} {beside:?} {target}"
        );
    }
}

#[test]
fn a_node_goes_a_step() {
    let document = three();
    let framework = main_of(&document).framework.clone().unwrap();
    for (code, step, expected) in [
        ("b", NodeStep::Up, "b a(a1 a2) c(c1)"),
        ("b", NodeStep::Down, "a(a1 a2) c(c1) b"),
        ("a", NodeStep::Up, "—"),
        ("c", NodeStep::Down, "—"),
        ("b", NodeStep::In, "a(a1 a2 b) c(c1)"),
        ("c", NodeStep::In, "—"),
        ("a", NodeStep::In, "—"),
        ("a1", NodeStep::Out, "a(a2) a1 b c(c1)"),
        ("a", NodeStep::Out, "—"),
        ("Index", NodeStep::Down, "—"),
    ] {
        let place = NodePlace::after(&framework, node(&document, code), step);
        assert_eq!(moved(&document, code, place), expected, "{code} {step:?}");
    }
}

#[test]
fn a_moved_node_keeps_its_weight_lock_and_what_scenarios_say() {
    let document = three();
    let what_if = scenario_of(&document);
    let [a1, a2, b, c] = ["a1", "a2", "b", "c"].map(|it| node(&document, it));
    let edits = [
        weight(BASE, a1, 30.0),
        weight(BASE, a2, 70.0),
        weight(BASE, b, 2.0),
        Edit::SetLocked {
            dataset: MAIN,
            node: b,
            locked: true,
        },
        weight(what_if, b, 5.0),
        Edit::SetEnabled {
            at: what_if,
            node: b,
            enabled: false,
        },
    ];
    let document = edits
        .iter()
        .fold(document, |document, edit| edit.apply(&document).unwrap());
    let place = NodePlace {
        parent: node(&document, "a"),
        place: 1,
    };
    let after = place.edit(MAIN, b).apply(&document).unwrap();
    let framework = main_of(&after).framework.clone().unwrap();
    let moved = framework.node(b).unwrap();
    assert_eq!((moved.weight, moved.locked), (Some(2.0), true));
    let there = main_of(&after).framework_in(what_if.scenario).unwrap();
    let moved = there.node(b).unwrap();
    assert_eq!((moved.weight, moved.enabled), (Some(5.0), false));
    // Within its parent nothing but the order changes.
    let place = NodePlace {
        parent: framework.root.id,
        place: 0,
    };
    let after = place.edit(MAIN, c).apply(&document).unwrap();
    let framework = main_of(&after).framework.clone().unwrap();
    assert_eq!(framework.root.children()[0].id, c);
    let mut weights: Vec<_> = framework
        .root
        .children()
        .iter()
        .map(|it| it.weight)
        .collect();
    weights.sort_by(|a, b| a.partial_cmp(b).unwrap());
    assert_eq!(weights, [Some(1.0), Some(1.0), Some(2.0)]);
}

#[test]
fn a_newcomer_fits_where_a_scenario_weighs_the_siblings_otherwise() {
    let document = three();
    let what_if = scenario_of(&document);
    let [a, a1, b] = ["a", "a1", "b"].map(|it| node(&document, it));
    let typed = weight(what_if, a1, 4.0).apply(&document).unwrap();
    let place = NodePlace {
        parent: a,
        place: 9,
    };
    let after = place.edit(MAIN, b).apply(&typed).unwrap();
    let weight_of = |scenario| {
        let framework = main_of(&after).framework_in(scenario).unwrap();
        framework.node(b).unwrap().weight
    };
    assert_eq!(weight_of(None), None, "blank as its siblings");
    assert_eq!(
        weight_of(what_if.scenario),
        Some(2.5),
        "the mean of 4 and 1"
    );
    // A weight that only a scenario has is of no use among blank ones.
    let typed = weight(what_if, b, 4.0).apply(&document).unwrap();
    let after = place.edit(MAIN, b).apply(&typed).unwrap();
    let framework = main_of(&after).framework_in(what_if.scenario).unwrap();
    assert_eq!(framework.node(b).unwrap().weight, None);
}
