//! Formulas, pools, judgements, tiers and the choices of nodes: each edit, each refusal, and the
//! file that holds them all.

use heng::{
    engine::{
        Aggregate, Combination, Combined, DataWeighting, Denominator, ExpertJudgements,
        ExpertWeights, Importance, Imputation, Judgement, Node, NodeKind, Pooling, Scope, Screen,
        Tiering, Treatment, formula::FormulaProblem, treat::TreatTrouble,
    },
    import::{ExpertRow, ExpertSheet, Finding, JudgementBlock, JudgementSheet},
    project::{ChoiceError, DatasetId, LookupError, NodeChoice},
};

use super::*;

fn choose(node: NodeId, choice: NodeChoice) -> Edit {
    Edit::Choose {
        dataset: MAIN,
        node,
        choice,
    }
}

fn formula(name: &str, formula: &str) -> Edit {
    Edit::AddFormula {
        dataset: MAIN,
        name: name.to_owned(),
        measure: Some("元".to_owned()),
        formula: formula.to_owned(),
    }
}

fn set_formula(variable: VariableId, formula: Option<&str>) -> Edit {
    Edit::SetFormula {
        dataset: MAIN,
        variable,
        formula: formula.map(str::to_owned),
    }
}

fn pooling(variable: VariableId, pooling: Pooling) -> Edit {
    Edit::SetPooling {
        dataset: MAIN,
        variable,
        pooling: Some(pooling),
    }
}

fn pool(name: &str, members: Vec<UnitId>) -> Edit {
    Edit::AddPool {
        dataset: MAIN,
        name: name.to_owned(),
        members,
    }
}

fn tiers(tiers: Tiering) -> Edit {
    Edit::SetTiers {
        dataset: MAIN,
        tiers: Some(tiers),
    }
}

fn judged(parent: &str, expert: Option<&str>, items: [&str; 2]) -> JudgementBlock {
    JudgementBlock {
        parent: parent.to_owned(),
        expert: expert.map(str::to_owned),
        items: items.map(str::to_owned).to_vec(),
        pairs: vec![(0, 1, 3.0)],
        ..JudgementBlock::default()
    }
}

fn judgements(blocks: Vec<JudgementBlock>) -> Edit {
    Edit::TakeJudgements {
        dataset: MAIN,
        sheet: Arc::new(JudgementSheet {
            blocks,
            ..JudgementSheet::default()
        }),
    }
}

fn opinions(rows: &[(&str, [Option<f64>; 2])]) -> Edit {
    let row = |(node, weights): &(&str, [Option<f64>; 2])| ExpertRow {
        node: (*node).to_owned(),
        weights: weights.to_vec(),
        row: 1,
    };
    Edit::TakeOpinions {
        dataset: MAIN,
        sheet: Arc::new(ExpertSheet {
            experts: vec!["甲".to_owned(), "乙".to_owned()],
            rows: rows.iter().map(row).collect(),
            ..ExpertSheet::default()
        }),
    }
}

fn aggregate_of(node: &Node) -> &Aggregate {
    match &node.kind {
        NodeKind::Aggregate(aggregate) => aggregate,
        NodeKind::Indicator(_) => panic!("{} is an indicator", node.code),
    }
}

fn entropy(shift: f64) -> Weighting {
    Weighting::Data(DataWeighting {
        by: Importance::Entropy { shift },
        over: Over::Period,
        scope: Scope::All,
    })
}

/// One of each new edit, that changes something.
#[expect(clippy::too_many_lines, reason = "one of each")]
fn edits(document: &Document) -> Vec<Edit> {
    let (gdp, people) = (variable(document, "gdp"), variable(document, "people"));
    let (leaf, root) = (node(document, "gdp"), node(document, "Index"));
    let (a, b) = (unit(document, "A"), unit(document, "B"));
    let pair = Judgement {
        node: leaf,
        than: node(document, "people"),
        value: 1.0 / 3.0,
    };
    let mut edits = vec![
        formula("per head", "[gdp] / [people]"),
        set_formula(gdp, Some(" [people] * 2 ")),
        pooling(people, Pooling::Sum),
        pooling(people, Pooling::Mean { by: Some(gdp) }),
        pool("both", vec![a, b]),
        tiers(Tiering::Thresholds {
            cuts: vec![80.0, 60.5],
        }),
        judgements(vec![
            judged("Index", None, ["gdp", "People"]),
            judged("Index", Some("乙"), ["gdp", "People"]),
        ]),
        opinions(&[
            ("gdp", [Some(60.0), Some(0.1 + 0.2)]),
            ("People", [Some(40.0), None]),
        ]),
        Edit::SetWeighting {
            dataset: MAIN,
            node: root,
            weighting: Some(Weighting::Combined(Combined {
                sets: vec![Weighting::Expert, entropy(0.01)],
                how: Combination::Blend { alpha: 0.25 },
            })),
        },
        method(MethodPatch {
            denominate: Some(true),
            screen: Some(Screen {
                units: Some(2.0 / 3.0),
                nodes: Some(0.5),
                nonzero: Some(0.1),
                force_in: vec![a],
                force_out: vec![b],
            }),
            imputation: Some(Imputation::CarryForward { max: Some(2) }),
            treatment: Treatment::from_key("winsorise"),
            weighting: Some(entropy(0.0)),
            aggregations: Some(Aggregation::ALL.to_vec()),
            ..MethodPatch::default()
        }),
    ];
    let of_leaf = [
        NodeChoice::Direction(Direction::Negative),
        NodeChoice::Lag(3),
        NodeChoice::Denominator(Some(Denominator {
            variable: people,
            per: 1e6,
        })),
        NodeChoice::Imputation(Some(Imputation::Constant { value: -1.5 })),
        NodeChoice::Treatment(Some(Treatment::Fixed {
            lower: Some(0.0),
            upper: None,
        })),
    ];
    let of_root = [
        NodeChoice::Direction(Direction::Negative),
        NodeChoice::MinAvailability(Some(0.5)),
        NodeChoice::Judgements(vec![ExpertJudgements {
            expert: "张三".to_owned(),
            pairs: vec![pair],
        }]),
        NodeChoice::Opinions(vec![ExpertWeights {
            expert: "李四".to_owned(),
            weights: [(leaf, 2.0)].into(),
        }]),
    ];
    edits.extend(of_leaf.map(|choice| choose(leaf, choice)));
    edits.extend(of_root.map(|choice| choose(root, choice)));
    edits
}

#[test]
fn every_edit_is_done_undone_and_written_down() {
    let document = start();
    for edit in edits(&document) {
        let done = edit.apply(&document).unwrap();
        assert_ne!(done, document, "{edit:?}");
        let mut history = History::new(document.clone());
        history.commit(edit.clone()).unwrap();
        assert_eq!(history.document(), &done);
        assert!(history.undo());
        assert_eq!(history.document(), &document, "{edit:?}");
        assert!(history.redo());
        assert_eq!(history.document(), &done);
        let text = serde_json::to_string(&edit).unwrap();
        let back: Edit = serde_json::from_str(&text).unwrap();
        assert_eq!(back, edit, "{text}");
        let bytes = write_parts(&done).unwrap();
        assert_eq!(read_parts("f", &bytes).unwrap(), done, "{edit:?}");
    }
}

#[test]
fn a_document_with_every_choice_goes_through_a_file() {
    let before = start();
    // The formula of a variable is set last: until then the others can name it.
    let all = edits(&before);
    let document = all.iter().fold(before, |it, edit| edit.apply(&it).unwrap());
    let dataset = main_of(&document);
    assert!(dataset.tiers.is_some() && dataset.method.denominate);
    assert_eq!(dataset.units.last().unwrap().members.len(), 2);
    let bytes = write_parts(&document).unwrap();
    let read = read_parts("f", &bytes).unwrap();
    assert_eq!(read, document);
    assert_eq!(write_parts(&read).unwrap(), bytes);
    let text = serde_json::to_string(&document).unwrap();
    for word in [
        "\"formula\"",
        "\"pooling\"",
        "\"members\"",
        "\"tiers\"",
        "\"judgements\"",
        "\"opinions\"",
        "\"lag\"",
        "\"denominator\"",
        "\"screen\"",
        "\"imputation\"",
        "\"treatment\"",
        "\"combined\"",
        "\"min_availability\"",
    ] {
        assert!(text.contains(word), "{word} in {text}");
    }
}

#[test]
fn a_file_from_before_these_choices_is_read() {
    // What the first version wrote of a dataset with a tree.
    let text = r#"{"title":"index","datasets":[{"id":1,"name":"main",
        "units":[{"id":2,"key":"A","label":"A","role":"ranked"}],
        "variables":[{"id":3,"code":"gdp","name":"GDP"}],
        "framework":{"root":{"id":4,"code":"Index","name":"Index","weight":null,"enabled":true,
            "aggregate":{"children":[{"id":5,"code":"gdp","name":"GDP","weight":2.0,"enabled":true,
                "indicator":{"variable":3,"direction":"positive","lo":null,"hi":null}}]}}},
        "method":{"normalisation":{"kind":"minmax","range":[0.0,100.0],"over":"period"},
            "weighting":"given","aggregations":["arithmetic"],"min_availability":0.0}}],"ids":6}"#;
    let read: Document = serde_json::from_str(text).unwrap();
    let dataset = main_of(&read);
    assert_eq!(dataset.method.as_ref(), &heng::engine::Method::default());
    assert!(dataset.tiers.is_none() && dataset.units[0].members.is_empty());
    let framework = dataset.framework.as_ref().unwrap();
    let aggregate = aggregate_of(&framework.root);
    assert!(aggregate.judgements.is_empty() && aggregate.opinions.is_empty());
    assert_eq!(aggregate.direction, Direction::Positive);
    let leaf = aggregate.children[0].indicator().unwrap();
    assert_eq!(
        (
            leaf.lag,
            leaf.denominator,
            &leaf.imputation,
            &leaf.treatment
        ),
        (0, None, &None, &None)
    );
    let variable = &dataset.variables[0];
    assert_eq!((&variable.formula, variable.pooling), (&None, None));
    // What is not chosen is not written either.
    let written = serde_json::to_string(&read).unwrap();
    for word in ["lag", "formula", "members", "judgements", "tiers"] {
        assert!(!written.contains(&format!("\"{word}\"")), "{written}");
    }
}

#[test]
fn judgements_and_opinions_are_tied_to_nodes() {
    let document = start();
    let (gdp, people) = (node(&document, "gdp"), node(&document, "people"));
    let sheet = judgements(vec![
        judged("Index", None, ["People", "gdp"]),
        judged("Index", Some("乙"), ["gdp", "people"]),
    ]);
    let taken = sheet.apply(&document).unwrap();
    let root = |document: &Document| {
        let framework = main_of(document).framework.clone().unwrap();
        aggregate_of(&framework.root).clone()
    };
    let told = root(&taken).judgements;
    let experts: Vec<&str> = told.iter().map(|it| it.expert.as_str()).collect();
    assert_eq!(experts, ["1", "乙"]);
    let pair = told[0].pairs[0];
    assert_eq!((pair.node, pair.than, pair.value), (people, gdp, 3.0));
    // A later sheet replaces what is there.
    let later = judgements(vec![judged("Index", None, ["gdp", "people"])]);
    assert_eq!(root(&later.apply(&taken).unwrap()).judgements.len(), 1);
    let rows = [("gdp", [Some(1.0), None]), ("People", [Some(3.0), None])];
    let taken = opinions(&rows).apply(&taken).unwrap();
    let told = root(&taken).opinions;
    // An expert without any weight there is none.
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].weights, [(gdp, 1.0), (people, 3.0)].into());
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of all refusals")]
fn impossible_choices_are_refused_and_change_nothing() {
    let document = start();
    let (gdp, people) = (variable(&document, "gdp"), variable(&document, "people"));
    let (leaf, root) = (node(&document, "gdp"), node(&document, "Index"));
    let (a, b) = (unit(&document, "A"), unit(&document, "B"));
    let positive = |number| EditError::from(ChoiceError::NotPositive { number });
    let divided = |variable, per| {
        let denominator = Denominator { variable, per };
        choose(leaf, NodeChoice::Denominator(Some(denominator)))
    };
    let pair = |value| {
        let pairs = vec![Judgement {
            node: leaf,
            than: root,
            value,
        }];
        let expert = ExpertJudgements {
            expert: String::new(),
            pairs,
        };
        choose(root, NodeChoice::Judgements(vec![expert]))
    };
    let weighs = |weight| {
        let expert = ExpertWeights {
            expert: String::new(),
            weights: [(leaf, weight)].into(),
        };
        choose(root, NodeChoice::Opinions(vec![expert]))
    };
    let weighting = |weighting| Edit::SetWeighting {
        dataset: MAIN,
        node: root,
        weighting: Some(weighting),
    };
    let aggregation = |aggregation| Edit::SetAggregation {
        dataset: MAIN,
        node: root,
        aggregation: Some(aggregation),
    };
    let combined = |sets: &[Weighting], how| {
        let sets = sets.to_vec();
        weighting(Weighting::Combined(Combined { sets, how }))
    };
    let screen = |screen| {
        method(MethodPatch {
            screen: Some(screen),
            ..MethodPatch::default()
        })
    };
    let unknown = |name: &str| {
        let (name, nearest) = (name.to_owned(), None);
        EditError::from(ChoiceError::NodeName(LookupError::Unknown {
            name,
            nearest,
        }))
    };
    let grouping = || ChoiceError::NoGrouping {
        kind: "region".to_owned(),
    };
    let grouped = || Imputation::GroupMean {
        group: "region".to_owned(),
        over: Over::Period,
    };
    let reversed = Treatment::Fixed {
        lower: Some(2.0),
        upper: Some(1.0),
    };
    let trouble = TreatTrouble::BoundsReversed {
        lower: 2.0,
        upper: 1.0,
    };
    let combination = || EditError::from(ChoiceError::Combination);
    let no_tiers = || EditError::from(ChoiceError::Tiers);
    let cases: Vec<(Edit, EditError)> = vec![
        (choose(NodeId(900), NodeChoice::Lag(1)), EditError::NoNode),
        (choose(root, NodeChoice::Lag(1)), EditError::NoNode),
        (
            choose(leaf, NodeChoice::MinAvailability(Some(0.5))),
            EditError::NoNode,
        ),
        (
            choose(root, NodeChoice::MinAvailability(Some(f64::NAN))),
            EditError::NotAShare { share: f64::NAN },
        ),
        (
            choose(root, NodeChoice::MinAvailability(Some(1.5))),
            EditError::NotAShare { share: 1.5 },
        ),
        (divided(VariableId(900), 1.0), EditError::NoVariable),
        (divided(people, -1.0), positive(-1.0)),
        (divided(people, 0.0), positive(0.0)),
        (divided(people, f64::NAN), EditError::NotFinite),
        (divided(people, f64::INFINITY), EditError::NotFinite),
        (
            choose(leaf, NodeChoice::Imputation(Some(grouped()))),
            grouping().into(),
        ),
        (
            method(MethodPatch {
                imputation: Some(grouped()),
                ..MethodPatch::default()
            }),
            grouping().into(),
        ),
        (
            choose(
                leaf,
                NodeChoice::Imputation(Some(Imputation::Constant { value: f64::NAN })),
            ),
            EditError::NotFinite,
        ),
        (
            choose(leaf, NodeChoice::Treatment(Some(reversed))),
            ChoiceError::Treatment(trouble).into(),
        ),
        (pair(0.0), positive(0.0)),
        (pair(-2.0), positive(-2.0)),
        (weighs(-1.0), EditError::WeightNegative { weight: -1.0 }),
        (
            weighting(entropy(-0.5)),
            EditError::WeightNegative { weight: -0.5 },
        ),
        (weighting(entropy(f64::NAN)), EditError::NotFinite),
        (
            combined(&[Weighting::Equal, entropy(f64::NAN)], Combination::Product),
            EditError::NotFinite,
        ),
        (
            combined(&[Weighting::Equal], Combination::Product),
            combination(),
        ),
        (
            combined(
                &[Weighting::Equal, Weighting::Given, Weighting::Expert],
                Combination::Blend { alpha: 0.5 },
            ),
            combination(),
        ),
        (
            combined(
                &[Weighting::Equal, Weighting::Given],
                Combination::Blend { alpha: f64::NAN },
            ),
            combination(),
        ),
        (
            combined(
                &[Weighting::Equal, Weighting::Combined(Combined::default())],
                Combination::Product,
            ),
            combination(),
        ),
        (aggregation(Aggregation::Power(0.0)), positive(0.0)),
        (
            aggregation(Aggregation::Power(f64::NAN)),
            EditError::NotFinite,
        ),
        (
            aggregation(Aggregation::Grey { rho: 0.0 }),
            EditError::NotAShare { share: 0.0 },
        ),
        (
            method(MethodPatch {
                aggregations: Some(vec![
                    Aggregation::Arithmetic,
                    Aggregation::Power(f64::INFINITY),
                ]),
                ..MethodPatch::default()
            }),
            EditError::NotFinite,
        ),
        (
            screen(Screen {
                units: Some(-0.1),
                ..Screen::default()
            }),
            EditError::NotAShare { share: -0.1 },
        ),
        (
            screen(Screen {
                force_out: vec![UnitId(900)],
                ..Screen::default()
            }),
            EditError::NoUnit,
        ),
        (formula(" ", "1"), EditError::EmptyName),
        (
            formula("gdp", "1"),
            EditError::NameTaken {
                name: "gdp".to_owned(),
            },
        ),
        (
            formula("GDP", "1"),
            EditError::NameTaken {
                name: "GDP".to_owned(),
            },
        ),
        (
            set_formula(VariableId(900), Some("1")),
            EditError::NoVariable,
        ),
        (
            pooling(VariableId(900), Pooling::Sum),
            EditError::NoVariable,
        ),
        (
            pooling(
                gdp,
                Pooling::Mean {
                    by: Some(VariableId(900)),
                },
            ),
            EditError::NoVariable,
        ),
        (
            Edit::RemoveVariable {
                dataset: MAIN,
                variable: VariableId(900),
            },
            EditError::NoVariable,
        ),
        (
            Edit::RemoveVariable {
                dataset: MAIN,
                variable: gdp,
            },
            ChoiceError::InUse {
                name: "GDP".to_owned(),
            }
            .into(),
        ),
        (pool("", vec![a]), EditError::EmptyName),
        (
            pool("A", vec![b]),
            EditError::NameTaken {
                name: "A".to_owned(),
            },
        ),
        (pool("P", vec![]), ChoiceError::NoMembers.into()),
        (pool("P", vec![a, UnitId(900)]), EditError::NoUnit),
        (
            Edit::SetMembers {
                dataset: MAIN,
                unit: a,
                members: vec![b],
            },
            EditError::NoUnit,
        ),
        (
            Edit::RemovePool {
                dataset: MAIN,
                unit: a,
            },
            EditError::NoUnit,
        ),
        (tiers(Tiering::Quantiles { count: 1 }), no_tiers()),
        (tiers(Tiering::NaturalBreaks { count: 11 }), no_tiers()),
        (tiers(Tiering::Thresholds { cuts: vec![] }), no_tiers()),
        (
            tiers(Tiering::Thresholds {
                cuts: vec![f64::NAN],
            }),
            no_tiers(),
        ),
        (
            Edit::SetTiers {
                dataset: DatasetId(900),
                tiers: None,
            },
            EditError::NoDataset,
        ),
        (
            judgements(vec![judged("Inde", None, ["gdp", "people"])]),
            EditError::from(ChoiceError::NodeName(LookupError::Unknown {
                name: "Inde".to_owned(),
                nearest: Some("Index".to_owned()),
            })),
        ),
        (
            judgements(vec![judged("Index", None, ["gdp", "x"])]),
            ChoiceError::NotAChild {
                parent: "Index".to_owned(),
                name: "x".to_owned(),
            }
            .into(),
        ),
        (opinions(&[("qqqq", [Some(1.0), None])]), unknown("qqqq")),
        (
            opinions(&[("Index", [Some(1.0), None])]),
            EditError::RootStays,
        ),
    ];
    for (edit, expected) in &cases {
        // A number that is none is equal to nothing, so errors are compared by what they say.
        let before = document.clone();
        let refused = edit.apply(&document).unwrap_err();
        assert_eq!(format!("{refused:?}"), format!("{expected:?}"), "{edit:?}");
        assert_eq!(document, before);
        let mut history = History::new(document.clone());
        assert!(history.commit(edit.clone()).is_err());
        assert_eq!((history.document(), history.revision()), (&before, 0));
    }
}

#[test]
fn formulas_that_mean_nothing_or_themselves_are_refused() {
    let document = start();
    let gdp = variable(&document, "gdp");
    let document = formula("double", "[gdp] * 2").apply(&document).unwrap();
    let double = variable(&document, "double");
    let problem = |edit: &Edit| match edit.apply(&document).unwrap_err() {
        EditError::Choice(ChoiceError::Formula(error)) => (error.position, error.problem),
        other => panic!("{other:?}"),
    };
    let circle = |names: &[&str]| FormulaProblem::Cycle {
        names: names.iter().map(|it| (*it).to_owned()).collect(),
    };
    assert!(matches!(
        problem(&formula("x", "[gdp] * [nobody]")),
        (8, FormulaProblem::UnknownName { .. })
    ));
    assert!(matches!(
        problem(&formula("x", "of([gdp], \"nobody\")")),
        (_, FormulaProblem::UnknownUnit { .. })
    ));
    let _ = problem(&formula("x", "1 +"));
    let _ = problem(&formula("x", " "));
    let (_, told) = problem(&set_formula(double, Some("[double] + 1")));
    assert_eq!(told, circle(&["double"]));
    let (_, told) = problem(&set_formula(gdp, Some("[double]")));
    assert!(matches!(told, FormulaProblem::Cycle { names } if names.len() == 2));
    // Without the formula it is a plain variable again.
    let plain = set_formula(double, None).apply(&document).unwrap();
    assert_eq!(main_of(&plain).variable(double).unwrap().formula, None);
    assert!(set_formula(gdp, Some("[double]")).apply(&plain).is_ok());
}

#[test]
#[expect(clippy::too_many_lines, reason = "one of each")]
fn what_is_used_stays() {
    let document = formula("double", "[gdp] * 2").apply(&start()).unwrap();
    let double = variable(&document, "double");
    let remove = Edit::RemoveVariable {
        dataset: MAIN,
        variable: double,
    };
    let gone = remove.apply(&document).unwrap();
    assert!(main_of(&gone).variable(double).is_none());
    let people = variable(&document, "people");
    let leaf = node(&document, "gdp");
    let denominator = Denominator {
        variable: double,
        per: 1.0,
    };
    let in_use = |name: &str| {
        EditError::from(ChoiceError::InUse {
            name: name.to_owned(),
        })
    };
    for user in [
        formula("four times", "[double] * 2"),
        choose(leaf, NodeChoice::Denominator(Some(denominator))),
        pooling(people, Pooling::Mean { by: Some(double) }),
    ] {
        let used = user.apply(&document).unwrap();
        refuses(&used, &remove, &in_use("double"));
    }
    // A pool goes with what was said of it, unless others are measured against it.
    let document = pool("both", vec![unit(&document, "A"), unit(&document, "B")])
        .apply(&document)
        .unwrap();
    let both = unit(&document, "both");
    let kept = method(MethodPatch {
        screen: Some(Screen {
            force_in: vec![both],
            ..Screen::usual()
        }),
        ..MethodPatch::default()
    });
    let document = kept.apply(&document).unwrap();
    let remove = Edit::RemovePool {
        dataset: MAIN,
        unit: both,
    };
    let corrected = Edit::Correct {
        dataset: MAIN,
        variable: people,
        period: year(2020),
        unit: both,
        value: Some(9.0),
        note: String::new(),
    };
    let corrected = corrected.apply(&document).unwrap();
    assert_eq!(
        corrected,
        read_parts("f", &write_parts(&corrected).unwrap()).unwrap()
    );
    let gone = remove.apply(&corrected).unwrap();
    assert!(main_of(&gone).unit(both).is_none() && main_of(&gone).corrections.is_empty());
    assert_eq!(gone, read_parts("f", &write_parts(&gone).unwrap()).unwrap());
    let screen = main_of(&gone).method.screen.clone().unwrap();
    assert!(screen.force_in.is_empty());
    let distance = Normalisation::DistanceUnit {
        range: [0.0, 100.0],
        unit: Some(both),
        cap: false,
        over: Over::Period,
    };
    for user in [
        formula("to both", "[gdp] / of([gdp], \"both\")"),
        method(MethodPatch {
            normalisation: Some(distance),
            ..MethodPatch::default()
        }),
    ] {
        let used = user.apply(&document).unwrap();
        refuses(&used, &remove, &in_use("both"));
    }
}

#[test]
fn sheets_with_errors_are_refused() {
    let finding = Finding {
        file: "ahp.csv".to_owned(),
        sheet: String::new(),
        at: Some(CellAt { row: 1, column: 1 }),
        problem: Problem::NotANumber {
            found: "many".to_owned(),
            column: "gdp".to_owned(),
        },
    };
    let findings = vec![finding];
    let expected = EditError::HasErrors {
        findings: findings.clone(),
    };
    let sheet = Arc::new(JudgementSheet {
        findings: findings.clone(),
        ..JudgementSheet::default()
    });
    let edit = Edit::TakeJudgements {
        dataset: MAIN,
        sheet,
    };
    refuses(&start(), &edit, &expected);
    let sheet = Arc::new(ExpertSheet {
        findings,
        ..ExpertSheet::default()
    });
    let edit = Edit::TakeOpinions {
        dataset: MAIN,
        sheet,
    };
    refuses(&start(), &edit, &expected);
}

#[test]
fn an_imported_variable_that_nothing_uses_goes_for_good() {
    let document = document([take(CITIES), outline(&[("gdp", "GDP", None)])]);
    let people = variable(&document, "people");
    let corrected = Edit::Correct {
        dataset: MAIN,
        variable: people,
        period: year(2020),
        unit: unit(&document, "A"),
        value: Some(3.0),
        note: String::new(),
    };
    let remove = Edit::RemoveVariable {
        dataset: MAIN,
        variable: people,
    };
    let gone = remove.apply(&corrected.apply(&document).unwrap()).unwrap();
    let dataset = main_of(&gone);
    assert!(dataset.variable(people).is_none() && dataset.corrections.is_empty());
    let text = serde_json::to_string(&gone).unwrap();
    assert!(!text.contains("\"people\""), "{text}");
    assert_eq!(read_parts("f", &write_parts(&gone).unwrap()).unwrap(), gone);
    // The file can be taken in again, and brings it back.
    let again = take(CITIES).apply(&gone).unwrap();
    assert!(find_variable(main_of(&again), "people").is_ok());
}
