//! Edits that cannot be: refused, and the document stays as it was.

use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "one table of all refusals")]
fn impossible_edits_are_refused_and_change_nothing() {
    let document = start();
    let (gdp, people, root) = (
        node(&document, "gdp"),
        node(&document, "people"),
        node(&document, "Index"),
    );
    let a = unit(&document, "A");
    let x = variable(&document, "gdp");
    let at = scenario_of(&document);
    let (no_node, no_unit, no_variable) = (NodeId(900), UnitId(900), VariableId(900));
    let elsewhere = heng::project::DatasetId(900);
    let dataset = MAIN;
    let name = || "N".to_owned();
    let correct = |variable, unit, value| Edit::Correct {
        dataset,
        variable,
        period: year(2020),
        unit,
        value,
        note: String::new(),
    };
    let goalposts = |lo, hi| Normalisation::Goalposts {
        range: [0.0, 100.0],
        lo,
        hi,
    };
    let own = |normalisation| Edit::SetNormalisation {
        dataset,
        node: gdp,
        normalisation: Some(normalisation),
    };
    let reversed = EditError::GoalpostsReversed { lo: 2.0, hi: 1.0 };
    let zero = weight(BASE, people, 0.0).apply(&document).unwrap();
    let taken = Edit::AddScenario {
        dataset,
        name: name(),
    }
    .apply(&document)
    .unwrap();
    let nothing = support::document([]);
    let cases: Vec<(&Document, Edit, EditError)> = vec![
        (
            &document,
            Edit::SetTitle {
                title: " ".to_owned(),
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::AddScenario {
                dataset: elsewhere,
                name: name(),
            },
            EditError::NoDataset,
        ),
        (
            &document,
            correct(x, a, Some(f64::NAN)),
            EditError::NotFinite,
        ),
        (
            &document,
            correct(no_variable, a, None),
            EditError::NoVariable,
        ),
        (&document, correct(x, no_unit, None), EditError::NoUnit),
        (
            &document,
            Edit::RenameUnit {
                dataset,
                unit: no_unit,
                label: name(),
            },
            EditError::NoUnit,
        ),
        (
            &document,
            Edit::RenameUnit {
                dataset,
                unit: a,
                label: String::new(),
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::OrderUnits {
                dataset,
                order: vec![a, a],
            },
            EditError::NoUnit,
        ),
        (
            &document,
            Edit::SetRole {
                at,
                units: vec![a, no_unit],
                role: Role::Excluded,
            },
            EditError::NoUnit,
        ),
        (
            &document,
            Edit::TakeGroups {
                dataset,
                kind: " ".to_owned(),
                words: vec![],
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::TakeGroups {
                dataset,
                kind: name(),
                words: vec![(no_unit, name())],
            },
            EditError::NoUnit,
        ),
        (
            &document,
            weight(BASE, gdp, -1.0),
            EditError::WeightNegative { weight: -1.0 },
        ),
        (
            &document,
            weight(at, gdp, f64::INFINITY),
            EditError::NotFinite,
        ),
        (&document, weight(BASE, no_node, 1.0), EditError::NoNode),
        (
            &zero,
            weight(BASE, gdp, 0.0),
            EditError::WeightsAllZero {
                parent: "Index".to_owned(),
            },
        ),
        (
            &document,
            weight(
                At {
                    scenario: Some(ScenarioId(900)),
                    ..at
                },
                gdp,
                1.0,
            ),
            EditError::NoScenario,
        ),
        (&nothing, weight(BASE, gdp, 1.0), EditError::NoFramework),
        (
            &nothing,
            Edit::OutlineFromVariables {
                dataset,
                index_name: name(),
            },
            EditError::NoVariables,
        ),
        (
            &document,
            Edit::OutlineFromVariables {
                dataset,
                index_name: String::new(),
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::EqualWeights {
                at,
                parent: no_node,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::EqualWeights { at, parent: gdp },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetEnabled {
                at: BASE,
                node: root,
                enabled: false,
            },
            EditError::RootStays,
        ),
        (
            &document,
            Edit::SetEnabled {
                at,
                node: no_node,
                enabled: false,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetDirection {
                dataset,
                node: root,
                direction: Direction::Negative,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetGoalposts {
                dataset,
                node: gdp,
                lo: Some(2.0),
                hi: Some(1.0),
            },
            reversed.clone(),
        ),
        (
            &document,
            Edit::SetGoalposts {
                dataset,
                node: root,
                lo: None,
                hi: None,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::RenameNode {
                dataset,
                node: gdp,
                name: " ".to_owned(),
            },
            EditError::EmptyName,
        ),
        (
            &document,
            Edit::AddAggregate {
                dataset,
                parent: gdp,
                name: name(),
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::AddIndicator {
                dataset,
                parent: root,
                variable: no_variable,
            },
            EditError::NoVariable,
        ),
        (
            &document,
            Edit::RemoveNode {
                dataset,
                node: root,
            },
            EditError::RootStays,
        ),
        (
            &document,
            Edit::RemoveNode {
                dataset,
                node: no_node,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::MoveNode {
                dataset,
                node: gdp,
                parent: gdp,
                place: 0,
            },
            EditError::IntoItself,
        ),
        (
            &document,
            Edit::MoveNode {
                dataset,
                node: gdp,
                parent: people,
                place: 0,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::MoveNode {
                dataset,
                node: root,
                parent: root,
                place: 0,
            },
            EditError::RootStays,
        ),
        (&document, own(goalposts(Some(2.0), Some(1.0))), reversed),
        (
            &document,
            own(Normalisation::DistanceUnit {
                range: [0.0, 100.0],
                unit: Some(UnitId(999)),
                cap: false,
                over: Over::Period,
            }),
            EditError::NoUnit,
        ),
        (
            &document,
            Edit::SetTarget {
                dataset,
                node: gdp,
                target: Some(f64::INFINITY),
            },
            EditError::NotFinite,
        ),
        (
            &document,
            own(Normalisation::default().with_range([3.0, 3.0])),
            EditError::RangeEmpty {
                lower: 3.0,
                upper: 3.0,
            },
        ),
        (
            &document,
            own(Normalisation::default().with_range([f64::MIN, f64::MAX])),
            EditError::NotFinite,
        ),
        (
            &document,
            Edit::SetNormalisation {
                dataset,
                node: root,
                normalisation: None,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetWeighting {
                dataset,
                node: gdp,
                weighting: None,
            },
            EditError::NoNode,
        ),
        (
            &document,
            Edit::SetAggregation {
                dataset,
                node: gdp,
                aggregation: None,
            },
            EditError::NoNode,
        ),
        (
            &document,
            method(MethodPatch {
                min_availability: Some(1.5),
                ..MethodPatch::default()
            }),
            EditError::NotAShare { share: 1.5 },
        ),
        (
            &document,
            Edit::AddScenario {
                dataset,
                name: " what if ".to_owned(),
            },
            EditError::NameTaken {
                name: "what if".to_owned(),
            },
        ),
        (
            &document,
            Edit::RenameScenario {
                dataset,
                scenario: ScenarioId(900),
                name: name(),
            },
            EditError::NoScenario,
        ),
        (
            &taken,
            Edit::RenameScenario {
                dataset,
                scenario: at.scenario.unwrap(),
                name: name(),
            },
            EditError::NameTaken { name: name() },
        ),
        (
            &document,
            Edit::RemoveScenario {
                dataset,
                scenario: ScenarioId(900),
            },
            EditError::NoScenario,
        ),
    ];
    for (document, edit, expected) in &cases {
        refuses(document, edit, expected);
    }
    let crossed = take("city | gdp | GDP").apply(&nothing);
    let mut crossed = crossed.unwrap();
    Arc::make_mut(&mut Arc::make_mut(&mut crossed.datasets[0]).variables)[1].name =
        "gdp".to_owned();
    refuses(
        &crossed,
        &take("city | gdp\nA | 1"),
        &EditError::AmbiguousVariable {
            name: "gdp".to_owned(),
        },
    );
}
