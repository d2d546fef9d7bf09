//! Each remedy takes its finding away.

use heng::{
    engine::{
        Finding, Imputation, JudgedFinding, NodeKind, StepFinding, Treatment,
        aggregate::AggregateTrouble,
    },
    project::{NodeChoice, remedy},
};

use super::{
    support::{MAIN, document, take},
    *,
};

/// Two indicators of three cities under one index.
fn start() -> Document {
    let index_name = "index".to_owned();
    document([
        take("city|a|b\nx|1|5\ny|2|4\nz|4|1"),
        Edit::OutlineFromVariables {
            dataset: MAIN,
            index_name,
        },
    ])
}

fn main(document: &Document) -> &Dataset {
    document.main().unwrap()
}

fn id(document: &Document, name: &str) -> NodeId {
    let tree = main(document).framework.clone().unwrap();
    find_node(&tree, name).unwrap()
}

fn findings(document: &Document) -> Vec<Finding> {
    let plan = resolve(main(document), None).unwrap();
    compute(&plan).findings
}

const AT: At = At {
    dataset: MAIN,
    scenario: None,
};

fn method(choices: MethodPatch) -> Edit {
    Edit::SetMethod { at: AT, choices }
}

fn normalise(kind: &str) -> Edit {
    let normalisation = Normalisation::from_key(kind);
    assert!(normalisation.is_some(), "{kind}");
    method(MethodPatch {
        normalisation,
        ..MethodPatch::default()
    })
}

fn aggregate(kind: &str) -> Edit {
    let aggregations = Aggregation::from_key(kind).map(|it| vec![it]);
    method(MethodPatch {
        aggregations,
        ..MethodPatch::default()
    })
}

fn own(document: &Document, node: &str, kind: &str) -> Edit {
    Edit::SetNormalisation {
        dataset: MAIN,
        node: id(document, node),
        normalisation: Normalisation::from_key(kind),
    }
}

fn after(document: &Document, edits: impl IntoIterator<Item = Edit>) -> Document {
    let start = document.clone();
    edits
        .into_iter()
        .fold(start, |document, edit| edit.apply(&document).unwrap())
}

/// Carries the remedy of the first such finding out until there is none left; answers the
/// document then.
fn mended(mut document: Document, is: impl Fn(&Finding) -> bool) -> Document {
    assert!(
        findings(&document).iter().any(&is),
        "no such finding: {:?}",
        findings(&document)
    );
    for _ in 0..4 {
        let all = findings(&document);
        let Some(finding) = all.iter().find(|it| is(it)) else {
            return document;
        };
        let edit = remedy(main(&document), None, finding).unwrap();
        document = edit.apply(&document).unwrap();
        assert!(
            !findings(&document).contains(finding),
            "{finding:?} stays after {edit:?}"
        );
    }
    panic!("findings of the kind come again and again");
}

/// Whether the index has scores.
fn scored(document: &Document) -> bool {
    let results = compute(&resolve(main(document), None).unwrap());
    let root = &results.root().unwrap().periods[0];
    (0..3).all(|unit| root.scores.get(unit).is_some())
}

#[test]
fn a_geometric_mean_of_zeros_gets_a_range_above_zero() {
    let is = |it: &Finding| matches!(it, Finding::NotPositive { .. });
    let of = |document: &Document| main(document).method.normalisation.range();
    let start = after(&start(), [aggregate("geometric")]);
    let told = mended(start.clone(), is);
    assert!(of(&told) == Some([1.0, 100.0]) && scored(&told));
    // A child that chose for itself is mended by itself.
    let told = mended(after(&told, [own(&start, "a", "distance-max")]), is);
    let tree = main(&told).framework.clone().unwrap();
    let indicator = tree.node(id(&told, "a")).unwrap().indicator().unwrap();
    let range = indicator.normalisation.clone().unwrap().range();
    assert!(range == Some([1.0, 100.0]) && scored(&told));
    // One whose scores have no range.
    let told = mended(after(&start, [normalise("borda")]), is);
    assert!(scored(&told));
}

#[test]
fn blank_and_zero_weights_become_equal() {
    let start = start();
    let weigh = |name: &str, weight| Edit::SetWeight {
        at: AT,
        node: id(&start, name),
        weight,
    };
    let partly = after(&start, [weigh("a", Some(2.0)), weigh("b", None)]);
    let told = mended(partly, |it| {
        matches!(it, Finding::WeightsPartlyBlank { .. })
    });
    assert!(scored(&told));
    let off = Edit::SetEnabled {
        at: AT,
        node: id(&start, "b"),
        enabled: false,
    };
    let zero = after(&start, [weigh("a", Some(0.0)), weigh("b", Some(1.0)), off]);
    mended(zero, |it| matches!(it, Finding::WeightsAllZero { .. }));
}

#[test]
fn goalposts_are_found_or_swapped() {
    let start = start();
    let missing = after(&start, [own(&start, "a", "goalposts")]);
    let told = mended(missing, |it| matches!(it, Finding::GoalpostsMissing { .. }));
    assert!(scored(&told));
    // The lower one of the indicator is above the upper one of the index.
    let normalisation = Some(Normalisation::Goalposts {
        range: [0.0, 100.0],
        lo: Some(0.0),
        hi: Some(5.0),
    });
    let choices = MethodPatch {
        normalisation,
        ..MethodPatch::default()
    };
    let limits = Edit::SetGoalposts {
        dataset: MAIN,
        node: id(&start, "a"),
        lo: Some(9.0),
        hi: None,
    };
    let reversed = after(&start, [method(choices), limits]);
    let told = mended(reversed, |it| {
        matches!(it, Finding::GoalpostsReversed { .. })
    });
    assert!(scored(&told));
}

#[test]
fn an_absent_base_period_gives_way_to_each_by_itself() {
    let base = Over::Base("1999".to_owned().into());
    let choices = MethodPatch {
        normalisation: Some(Normalisation::default().with_over(base)),
        ..MethodPatch::default()
    };
    let told = mended(after(&start(), [method(choices)]), |it| {
        matches!(it, Finding::BasePeriodAbsent { .. })
    });
    assert_eq!(main(&told).method.normalisation.over(), Some(Over::Period));
    assert!(scored(&told));
}

#[test]
fn shares_of_a_sum_give_way_where_less_is_better() {
    let start = start();
    let less = Edit::SetDirection {
        dataset: MAIN,
        node: id(&start, "a"),
        direction: Direction::Negative,
    };
    let told = mended(after(&start, [less, normalise("sum")]), |it| {
        matches!(it, Finding::DirectionInfeasible { .. })
    });
    assert!(scored(&told));
}

#[test]
fn scales_without_ends_get_some() {
    let start = start();
    let is = |it: &Finding| {
        matches!(
            it,
            Finding::AggregateInfeasible {
                trouble: AggregateTrouble::OpenScale { .. } | AggregateTrouble::MixedScales { .. },
                ..
            }
        )
    };
    for kind in ["grey", "coupling"] {
        let open = after(&start, [aggregate(kind), normalise("zscore")]);
        assert!(scored(&mended(open, is)), "{kind}");
        for name in ["a", "b"] {
            let one = after(&start, [aggregate(kind), own(&start, name, "zscore")]);
            assert!(scored(&mended(one, is)), "{kind} {name}");
        }
    }
}

#[test]
fn growth_is_taken_from_values_as_they_are() {
    let told = mended(after(&start(), [aggregate("growth-chain")]), |it| {
        matches!(it, Finding::GrowthNormalised { .. })
    });
    assert_eq!(main(&told).method.normalisation, Normalisation::None);
}

#[test]
fn what_says_nothing_is_switched_off() {
    let index_name = "index".to_owned();
    let outline = Edit::OutlineFromVariables {
        dataset: MAIN,
        index_name,
    };
    let start = document([take("city|a|b|c\nx|1|7|—\ny|2|7|—\nz|4|7|—"), outline]);
    let told = mended(start, |it| matches!(it, Finding::Constant { .. }));
    let told = mended(told, |it| matches!(it, Finding::NoData { .. }));
    assert!(scored(&told));
    let parent = id(&told, "index");
    let empty = Edit::AddAggregate {
        dataset: MAIN,
        parent,
        name: "empty".to_owned(),
    };
    mended(after(&told, [empty]), |it| {
        matches!(it, Finding::Idle { .. })
    });
}

#[test]
fn judgements_that_are_missing_leave_equal_weights() {
    let start = start();
    for (key, is) in [
        (
            "ahp",
            JudgedFinding::Missing {
                node: id(&start, "index"),
            },
        ),
        (
            "expert",
            JudgedFinding::OpinionsMissing {
                node: id(&start, "index"),
            },
        ),
    ] {
        let choices = MethodPatch {
            weighting: Weighting::all().into_iter().find(|it| it.key() == key),
            ..MethodPatch::default()
        };
        let is = Finding::Judged(is);
        let told = mended(after(&start, [method(choices)]), |it| *it == is);
        assert!(scored(&told), "{key}");
        let tree = main(&told).framework.clone().unwrap();
        let NodeKind::Aggregate(root) = &tree.root.kind else {
            panic!("{key}")
        };
        assert_eq!(root.weighting, Some(Weighting::Equal));
    }
}

#[test]
fn what_cannot_be_treated_or_filled_is_left() {
    let start = start();
    let choices = MethodPatch {
        treatment: Treatment::from_key("fixed"),
        ..MethodPatch::default()
    };
    let told = mended(after(&start, [method(choices)]), |it| {
        matches!(it, Finding::Step(StepFinding::Untreatable { .. }))
    });
    assert!(scored(&told));
    // A grouping that went with the data it came from: the document as a file could hold it.
    let choose = Edit::Choose {
        dataset: MAIN,
        node: id(&start, "a"),
        choice: NodeChoice::Imputation(Some(Imputation::GroupMean {
            group: "region".to_owned(),
            over: Over::Period,
        })),
    };
    let words = vec![(main(&start).units[0].id, "north".to_owned())];
    let kind = "region".to_owned();
    let groups = Edit::TakeGroups {
        dataset: MAIN,
        kind,
        words,
    };
    let grouped = after(&start, [groups, choose]);
    let mut without = main(&grouped).clone();
    without.groups = Arc::default();
    let without = Document {
        datasets: vec![Arc::new(without)],
        ..grouped
    };
    mended(without, |it| {
        matches!(it, Finding::Step(StepFinding::GroupingAbsent { .. }))
    });
}

#[test]
fn what_takes_a_decision_has_no_remedy() {
    let start = start();
    let dataset = main(&start);
    let ranked = Finding::TooFewUnits { ranked: 1 };
    assert_eq!(remedy(dataset, None, &ranked), None);
    let root = id(&start, "index");
    assert_eq!(
        remedy(dataset, None, &Finding::Idle { node: root }),
        None,
        "the index itself stays"
    );
    let equal = Finding::GoalpostsReversed {
        node: id(&start, "a"),
        lo: 3.0,
        hi: 3.0,
    };
    assert_eq!(remedy(dataset, None, &equal), None);
}

#[test]
fn what_a_scenario_has_of_its_own_is_mended_there() {
    let added = Edit::AddScenario {
        dataset: MAIN,
        name: "s".to_owned(),
    };
    let document = added.apply(&start()).unwrap();
    let scenario = Some(main(&document).scenarios[0].id);
    let node = id(&document, "a");
    let edit = remedy(main(&document), scenario, &Finding::Idle { node }).unwrap();
    let mended = edit.apply(&document).unwrap();
    let enabled = |of| {
        let framework = main(&mended).framework_in(of).unwrap();
        framework.node(node).unwrap().enabled
    };
    assert!(enabled(None) && !enabled(scenario));
}
