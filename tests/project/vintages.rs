//! Frozen and published results, and why recomputed ones differ from them.

use std::ops::ControlFlow;

use heng::{
    engine::{Denominator, NodeKind, Results},
    import::{Layout, Published, ReadOptions, names::Registry, read_bytes, recognise, sheet_map},
    project::{
        ChoiceError, Figures, NodeChoice, Vintage, VintageId, VintageSource,
        compare::{Cause, Causes, compare_vintage, likely_causes},
        freeze, tie,
    },
    texts::{Language, Texts},
};

use super::*;

const FOUR: &str = "
    city | period | gdp | area | people | dust
    A    | 2019   | 10  | 7    | 2      | 50
    B    | 2019   | 24  | 3    | 5      | 41
    C    | 2019   | 13  | 9    | 4      | 77
    D    | 2019   | 31  | 4    | 9      | 62
    A    | 2020   | 12  | 7    | 2      | 44
    B    | 2020   | 29  | 3    | 6      | 35
    C    | 2020   | 11  | 9    | 3      | 71
    D    | 2020   | 36  | 4    | 8      | 60";

/// Four cities in two years; of five, two dimensions of two indicators with weights.
fn four() -> Document {
    let lines = [
        ("size", "Size", None),
        ("gdp", "GDP", Some(0)),
        ("area", "Area", Some(0)),
        ("air", "Air", None),
        ("dust", "Dust", Some(3)),
        ("index of one", "One", None),
        ("people", "People", Some(5)),
    ];
    let mut document = document([take(FOUR), outline(&lines)]);
    let weights = [
        ("size", 3.0),
        ("air", 2.0),
        ("index of one", 1.0),
        ("gdp", 4.0),
        ("area", 1.0),
    ];
    for (name, number) in weights {
        let edit = weight(BASE, node(&document, name), number);
        document = edit.apply(&document).unwrap();
    }
    let choice = NodeChoice::Denominator(Some(Denominator {
        variable: variable(&document, "people"),
        per: 1.0,
    }));
    let gdp = node(&document, "gdp");
    let edit = Edit::Choose {
        dataset: MAIN,
        node: gdp,
        choice,
    };
    edit.apply(&document).unwrap()
}

fn results(document: &Document) -> Results {
    compute(&resolve(main_of(document), None).unwrap())
}

/// The scores as a report would print them.
fn printed(mut figures: Figures) -> Figures {
    for column in &mut figures.columns {
        let rounded = |it: f64| (it * 100.0).round() / 100.0;
        column.scores = column.scores.map(rounded);
        column.decimals = Some(2);
    }
    figures
}

fn keep(name: &str, figures: Figures) -> Edit {
    Edit::TakeVintage {
        dataset: MAIN,
        name: name.to_owned(),
        note: "2021".to_owned(),
        source: VintageSource {
            file: "报告.pdf".to_owned(),
            date: "2021年3月".to_owned(),
            ..VintageSource::default()
        },
        figures: Arc::new(figures),
    }
}

fn with_vintage(document: &Document, figures: Figures) -> Document {
    keep("v", figures).apply(document).unwrap()
}

fn vintage_of(document: &Document) -> &Vintage {
    &main_of(document).vintages[0]
}

fn causes(document: &Document) -> Causes {
    likely_causes(
        main_of(document),
        None,
        vintage_of(document),
        &mut |_, _| true,
    )
    .unwrap()
}

#[test]
fn frozen_results_stay_as_they_were_when_the_data_change() {
    let before = four();
    let figures = freeze(main_of(&before), &results(&before), None);
    let names: Vec<&str> = figures.columns.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names,
        ["Index", "Index", "Size", "Size", "Air", "Air", "One", "One"]
    );
    let edit = Edit::FreezeVintage {
        dataset: MAIN,
        name: " v1 ".to_owned(),
        note: String::new(),
        source: VintageSource::default(),
        figures: Arc::new(figures),
    };
    let kept = edit.apply(&before).unwrap();
    assert_eq!(vintage_of(&kept).name, "v1");
    let same = compare_vintage(main_of(&kept), vintage_of(&kept), &results(&kept));
    assert_eq!(
        (same.fit.compared, same.fit.equal, same.fit.ranks_differing),
        (32, 32, 0)
    );
    assert_eq!(
        (
            same.fit.largest,
            same.only_published.len(),
            same.only_computed.len()
        ),
        (0.0, 0, 0)
    );

    let correct = Edit::Correct {
        dataset: MAIN,
        variable: variable(&kept, "gdp"),
        period: year(2020),
        unit: unit(&kept, "A"),
        value: Some(40.0),
        note: String::new(),
    };
    let changed = correct.apply(&kept).unwrap();
    assert_eq!(vintage_of(&changed), vintage_of(&kept));
    let now = results(&changed);
    let held = compare_vintage(main_of(&changed), vintage_of(&changed), &now);
    let a = held.columns[3].cells[0];
    assert_eq!(held.columns[3].period, year(2020));
    assert!(!a.equal && a.computed > a.published);
    assert_eq!(
        a.difference(),
        Some(a.computed.unwrap() - a.published.unwrap())
    );
    assert_eq!(held.columns[2].fit.equal, 4);
    assert_eq!(
        held.fit.equal + held.columns[1].fit.compared - held.columns[1].fit.equal
            + held.columns[3].fit.compared
            - held.columns[3].fit.equal,
        32
    );
    assert!(held.fit.ranks_differing > 0 && held.fit.largest_rank > 0 && held.fit.mean_rank > 0.0);
    // Of one year only, where that is asked for.
    let one = freeze(main_of(&kept), &now, Some(&[year(2020)]));
    assert!(one.columns.len() == 4 && one.columns.iter().all(|it| it.period == year(2020)));
}

#[test]
fn a_vintage_comes_back_from_a_file_and_from_a_folder() {
    let document = four();
    let kept = with_vintage(
        &document,
        printed(freeze(main_of(&document), &results(&document), None)),
    );
    assert_eq!(again_from_file(&kept), kept);
    assert_eq!(again_from_folder(&kept), kept);
    let text = |document: &Document| serde_json::to_string(document).unwrap();
    // Files from before there were vintages have no such word, and open.
    assert!(!text(&document).contains("vintage"));
    assert!(text(&kept).contains("\"vintages\""));
}

#[test]
fn vintages_are_renamed_annotated_and_taken_out() {
    let document = four();
    let figures = freeze(main_of(&document), &results(&document), None);
    let two = keep("other", figures.clone())
        .apply(&with_vintage(&document, figures))
        .unwrap();
    let [one, other] = [0, 1].map(|at| main_of(&two).vintages[at].id);
    let dataset = MAIN;
    let rename = |vintage, name: &str| Edit::RenameVintage {
        dataset,
        vintage,
        name: name.to_owned(),
    };
    let annotate = |vintage| Edit::AnnotateVintage {
        dataset,
        vintage,
        note: "second printing".to_owned(),
        date: " May ".to_owned(),
    };
    let remove = |vintage| Edit::RemoveVintage { dataset, vintage };
    let edits = [rename(one, "first"), annotate(one), remove(other)];
    let after = edits
        .iter()
        .fold(two.clone(), |it, edit| edit.apply(&it).unwrap());
    let [left] = main_of(&after).vintages.as_slice() else {
        panic!("one is left")
    };
    assert_eq!((left.id, left.name.as_str()), (one, "first"));
    assert_eq!(
        (left.note.as_str(), left.source.date.as_str()),
        ("second printing", "May")
    );
    assert_eq!(left.source.file, "报告.pdf");
    let taken = EditError::NameTaken {
        name: "other".to_owned(),
    };
    refuses(&two, &rename(one, "other"), &taken);
    refuses(&two, &rename(one, " "), &EditError::EmptyName);
    for edit in [
        rename(VintageId(900), "x"),
        annotate(VintageId(900)),
        remove(VintageId(900)),
    ] {
        refuses(&two, &edit, &EditError::NoVintage);
    }
    for language in [Language::Chinese, Language::English] {
        let named = edits
            .iter()
            .all(|edit| !Texts::new(language).edit(edit).is_empty());
        assert!(
            named
                && !Texts::new(language)
                    .edit_error(&EditError::NoVintage)
                    .is_empty()
        );
    }
}

#[test]
fn figures_that_do_not_fit_are_refused() {
    let document = four();
    let good = freeze(main_of(&document), &results(&document), None);
    let changed = |change: &dyn Fn(&mut Figures)| {
        let mut figures = good.clone();
        change(&mut figures);
        keep("v", figures)
    };
    let none = EditError::Choice(ChoiceError::NoFigures);
    refuses(&document, &changed(&|it| it.columns.clear()), &none);
    refuses(
        &document,
        &changed(&|it| it.columns[0].ranks.truncate(2)),
        &none,
    );
    refuses(&document, &changed(&|it| it.units.truncate(2)), &none);
    refuses(
        &document,
        &changed(&|it| it.units[0].unit = Some(UnitId(900))),
        &EditError::NoUnit,
    );
    refuses(
        &document,
        &changed(&|it| it.columns[0].node = Some(NodeId(900))),
        &EditError::NoNode,
    );
    let message = |language| Texts::new(language).edit_error(&none);
    assert!(
        message(Language::Chinese).contains("得分")
            && message(Language::English).contains("scores")
    );
}

fn sample(name: &str) -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    fs::read(root.join(name)).unwrap()
}

fn book(name: &str) -> import::Book {
    let options = ReadOptions::default();
    read_bytes(name, &sample(name), &options, &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap()
}

/// The published cities, whose index is the mean of sub-indices that are scores already.
fn hardtech() -> Document {
    let data = recognise(
        &book("hardtech-2020/cities.csv"),
        &Layout {
            period: Some(year(2020)),
            ..Layout::default()
        },
    );
    document([
        Edit::TakeTable {
            dataset: MAIN,
            table: Arc::new(data.unwrap()),
        },
        Edit::OutlineFromVariables {
            dataset: MAIN,
            index_name: "城市硬科技指数".to_owned(),
        },
        method(MethodPatch {
            normalisation: Some(Normalisation::Goalposts {
                range: [0.0, 100.0],
                lo: Some(0.0),
                hi: Some(100.0),
            }),
            ..MethodPatch::default()
        }),
    ])
}

#[test]
fn the_published_city_table_is_a_vintage_that_the_results_agree_with() {
    let document = hardtech();
    let book = book("hardtech-2020/published-ranking.csv");
    let table = recognise(&book, &Layout::default()).unwrap();
    // A first column that counts up is taken for a running number until a person says otherwise.
    let ranks = sheet_map::Correction {
        area: sheet_map::Area::column(0),
        says: sheet_map::Says::Role(sheet_map::Role::Value),
    };
    let corrections = sheet_map::Corrections { said: vec![ranks] };
    let map = sheet_map::map_sheet(&book.sheets[0], &book.file, &corrections);
    let mapped = sheet_map::taken_with_ranks(&map.tables[0], &book, "", Registry::bundled());
    for published in [Published::of(&[table]), Published::of(&mapped)] {
        let figures = tie(main_of(&document), &published, None).unwrap();
        assert_eq!(figures.units.len(), 38);
        assert!(figures.units.iter().all(|it| it.unit.is_some()));
        let nodes: Vec<_> = figures.columns.iter().map(|it| it.node).collect();
        assert!(
            nodes.len() == 6 && nodes.iter().all(Option::is_some),
            "{:#?}",
            figures.columns
        );
        assert!(
            figures
                .columns
                .iter()
                .all(|it| it.decimals == Some(2) && it.period == year(2020))
        );
        assert!(
            figures
                .columns
                .iter()
                .all(|it| it.ranks.iter().all(Option::is_some))
        );
        let kept = with_vintage(&document, figures);
        let held = compare_vintage(main_of(&kept), vintage_of(&kept), &results(&kept));
        let fit = held.fit;
        assert_eq!((fit.compared, fit.ranks_compared), (38 * 6, 38 * 6));
        // The report made the index from sub-indices that were not rounded yet.
        let index = held
            .columns
            .iter()
            .find(|it| it.name == "城市硬科技指数")
            .unwrap();
        assert_eq!((index.fit.equal, index.fit.ranks_differing), (36, 0));
        assert!(index.fit.largest < 0.0061);
        let told = causes(&kept);
        assert_eq!(told.best().unwrap().causes, [Cause::Rounding]);
    }
}

#[test]
fn columns_that_fit_no_node_and_units_that_are_not_there_keep_their_names() {
    let document = four();
    let table = picture::table(
        "r.csv",
        "city | score | rank | luck\nD | 90.5 | 1 | 7\nX | 80 | 2 | 9",
    );
    let published = Published::of(&[table]);
    let unclear = EditError::PeriodUnknown {
        file: "r.csv".to_owned(),
        sheet: String::new(),
    };
    assert_eq!(tie(main_of(&document), &published, None), Err(unclear));
    let figures = tie(main_of(&document), &published, Some(&year(2020))).unwrap();
    assert_eq!(figures.units[1].unit, None);
    assert_eq!(figures.columns[1].node, None);
    let kept = with_vintage(&document, figures);
    let held = compare_vintage(main_of(&kept), vintage_of(&kept), &results(&kept));
    assert_eq!(held.only_published, ["X"]);
    assert_eq!(
        held.only_computed,
        ["A", "B", "C"].map(|name| unit(&kept, name))
    );
    assert_eq!(
        (held.columns[0].cells.len(), held.columns[1].cells.len()),
        (1, 0)
    );
    for language in [Language::Chinese, Language::English] {
        let texts = Texts::new(language);
        let said = texts.vintage_summary(&held, main_of(&kept));
        assert!(
            said.contains('X') && said.contains('A') && said.contains('1'),
            "{said}"
        );
        assert!(texts.vintage_column(&held.columns[1]).contains("luck"));
    }
    // A unit of that name that comes later is known.
    let later = take("city | period | gdp\nX | 2020 | 5")
        .apply(&kept)
        .unwrap();
    let units = vintage_of(&later).figures.units_in(main_of(&later));
    assert_eq!(units[1], Some(unit(&later, "X")));
}

/// The cause that is found where a vintage comes from a changed document.
fn found(document: &Document, changes: &[Edit], round: bool) -> (Document, Causes) {
    let then = changes
        .iter()
        .fold(document.clone(), |it, edit| edit.apply(&it).unwrap());
    let mut figures = freeze(main_of(&then), &results(&then), None);
    if round {
        figures = printed(figures);
    }
    let kept = with_vintage(document, figures);
    let told = causes(&kept);
    (kept, told)
}

fn turned(document: &Document, name: &str) -> Edit {
    Edit::SetDirection {
        dataset: MAIN,
        node: node(document, name),
        direction: Direction::Negative,
    }
}

fn equally() -> Edit {
    method(MethodPatch {
        weighting: Some(Weighting::Equal),
        ..MethodPatch::default()
    })
}

/// The cause is found to be this, whether the vintage is rounded or not, and leaves nothing.
fn is_cause(document: &Document, changes: &[Edit], expected: &Cause) {
    for round in [false, true] {
        let (kept, told) = found(document, changes, round);
        let best = told.best().unwrap();
        assert_eq!(best.causes, std::slice::from_ref(expected), "{told:#?}");
        assert_eq!((best.left, best.better), (0.0, 1.0), "{best:?}");
        assert_eq!(causes(&kept), told);
    }
}

#[test]
fn the_cause_of_a_difference_is_found_by_trying() {
    let document = four();
    let dust = node(&document, "dust");
    is_cause(
        &document,
        &[turned(&document, "dust")],
        &Cause::Direction { node: dust },
    );
    let denominate = MethodPatch {
        denominate: Some(true),
        ..MethodPatch::default()
    };
    let used = Cause::Denominators { used: true };
    is_cause(&document, &[method(denominate)], &used);
    is_cause(&document, &[equally()], &Cause::EqualWeights);
    for (range, over) in [
        ([0.0, 100.0], Over::Pooled),
        ([0.0, 1.0], Over::Period),
        ([1.0, 100.0], Over::Period),
    ] {
        let cause = match over {
            Over::Pooled => Cause::Bounds { over: over.clone() },
            _ => Cause::Range { range },
        };
        let normalisation = Some(Normalisation::MinMax { range, over });
        let choices = MethodPatch {
            normalisation,
            ..MethodPatch::default()
        };
        is_cause(&document, &[method(choices)], &cause);
    }
}

#[test]
fn another_list_of_units_is_found_by_trying() {
    let document = four();
    let [c, d] = ["C", "D"].map(|name| unit(&document, name));
    let out = |unit| Edit::SetRole {
        at: BASE,
        units: vec![unit],
        role: Role::Excluded,
    };
    is_cause(&document, &[out(d)], &Cause::UnitOut { unit: d });
    let both = Cause::UnitList {
        out: vec![c, d],
        into: vec![],
    };
    is_cause(&document, &[out(c), out(d)], &both);
}

#[test]
fn two_causes_at_once_and_none_are_told() {
    let document = four();
    let (_, told) = found(&document, &[turned(&document, "dust"), equally()], true);
    let best = told.best().unwrap();
    assert_eq!((best.causes.len(), best.left), (2, 0.0), "{told:#?}");
    assert!(best.causes.contains(&Cause::EqualWeights));
    let dust = node(&document, "dust");
    assert!(best.causes.contains(&Cause::Direction { node: dust }));
    let (_, told) = found(&document, &[], false);
    assert_eq!((told.best(), told.as_is.mean), (None, 0.0));
    let (_, told) = found(&document, &[], true);
    let best = told.best().unwrap();
    assert_eq!(
        (best.causes.as_slice(), best.left),
        (&[Cause::Rounding][..], 0.0)
    );
    assert!(told.as_is.mean > 0.0 && told.tried == 0);
}

#[test]
fn means_weights_and_left_out_units_are_found_from_the_other_side() {
    let range = Normalisation::MinMax {
        range: [1.0, 100.0],
        over: Over::Period,
    };
    let choose = |document: &Document, patch| method(patch).apply(document).unwrap();
    let above_zero = choose(
        &four(),
        MethodPatch {
            normalisation: Some(range),
            ..MethodPatch::default()
        },
    );
    let geometric = MethodPatch {
        aggregations: Some(vec![Aggregation::Geometric]),
        ..MethodPatch::default()
    };
    let (_, told) = found(&above_zero, &[method(geometric.clone())], true);
    let mean = |aggregation| [Cause::Mean { aggregation }];
    assert_eq!(told.best().unwrap().causes, mean(Aggregation::Geometric));
    let (_, told) = found(
        &choose(&above_zero, geometric),
        &[method(MethodPatch {
            aggregations: Some(vec![Aggregation::Arithmetic]),
            ..MethodPatch::default()
        })],
        true,
    );
    assert_eq!(told.best().unwrap().causes, mean(Aggregation::Arithmetic));

    let weights = [
        ("size", 2.0),
        ("gdp", 1.0),
        ("area", 1.0),
        ("air", 1.0),
        ("index of one", 1.0),
    ];
    let document = four();
    let flat = weights.map(|(name, number)| weight(BASE, node(&document, name), number));
    let (_, told) = found(&document, &flat, true);
    assert_eq!(told.best().unwrap().causes, [Cause::WeightsIgnored]);

    let d = unit(&document, "D");
    let role = |role| Edit::SetRole {
        at: BASE,
        units: vec![d],
        role,
    };
    let without = role(Role::Excluded).apply(&document).unwrap();
    let (kept, told) = found(&without, &[role(Role::Ranked)], true);
    assert_eq!(told.best().unwrap().causes, [Cause::UnitIn { unit: d }]);
    let said = |language| Texts::new(language).vintage_verdict(&told, main_of(&kept));
    assert_eq!(said(Language::Chinese), "“D”也参评：差异全部消失");
    assert_eq!(
        said(Language::English),
        "“D” is ranked too: all differences vanish"
    );
}

#[test]
fn a_revised_number_is_not_blamed_on_the_method() {
    let document = four();
    let revise = Edit::Correct {
        dataset: MAIN,
        variable: variable(&document, "dust"),
        period: year(2020),
        unit: unit(&document, "B"),
        value: Some(58.0),
        note: String::new(),
    };
    let (kept, told) = found(&document, &[revise], true);
    assert!(
        told.tried > 10 && told.trials.iter().all(|it| it.left > 0.0),
        "{told:#?}"
    );
    assert!(
        told.trials
            .windows(2)
            .all(|pair| pair[0].left <= pair[1].left)
    );
    // Each cause has its sentence in both languages, without leftovers of code.
    for trial in &told.trials {
        for language in [Language::Chinese, Language::English] {
            let said = Texts::new(language).vintage_trial(trial, main_of(&kept));
            assert!(!said.contains(['{', '}', '?']), "{said}");
        }
    }
    let mut seen = 0;
    let stopped = likely_causes(main_of(&kept), None, vintage_of(&kept), &mut |done, all| {
        seen = all;
        done < 3
    });
    let stopped = stopped.unwrap();
    assert!(stopped.stopped && stopped.tried == 3 && seen > 3);
}

#[test]
fn a_vintage_of_ranks_alone_is_compared_by_ranks() {
    let document = four();
    let mut figures = freeze(main_of(&document), &results(&document), None);
    for column in &mut figures.columns {
        column.scores = Column::missing(column.ranks.len());
    }
    let flipped = Edit::SetDirection {
        dataset: MAIN,
        node: node(&document, "dust"),
        direction: Direction::Negative,
    };
    let kept = with_vintage(&document, figures);
    assert!(causes(&kept).trials.is_empty());
    let now = flipped.apply(&kept).unwrap();
    let told = causes(&now);
    assert!(told.as_is.compared == 0 && told.as_is.mean_rank > 0.0);
    let best = told.best().unwrap();
    assert_eq!(best.left, 0.0);
    assert!(
        told.trials
            .iter()
            .any(|it| matches!(it.causes[..], [Cause::Direction { .. }]) && it.left == 0.0)
    );
}

#[test]
fn a_switched_off_or_renamed_node_is_still_known() {
    let document = four();
    let kept = with_vintage(
        &document,
        freeze(main_of(&document), &results(&document), None),
    );
    let off = Edit::SetEnabled {
        at: BASE,
        node: node(&kept, "air"),
        enabled: false,
    };
    let off = off.apply(&kept).unwrap();
    let held = compare_vintage(main_of(&off), vintage_of(&off), &results(&off));
    assert!(
        held.columns
            .iter()
            .any(|it| it.name == "Air" && it.node.is_none() && it.cells.is_empty())
    );
    let again = outline(&[("gdp", "GDP", None)]).apply(&kept).unwrap();
    let held = compare_vintage(main_of(&again), vintage_of(&again), &results(&again));
    assert!(matches!(
        main_of(&again).framework.as_ref().unwrap().root.kind,
        NodeKind::Aggregate(_)
    ));
    // The new index has the old one's name.
    assert!(held.columns[0].fit.compared == 4 && held.columns[2].fit.compared == 0);
}

#[test]
fn undated_figures_take_the_period_that_the_data_are_given() {
    let undated = document([
        take("city | gdp\nA | 1\nB | 3"),
        outline(&[("gdp", "GDP", None)]),
    ]);
    let kept = with_vintage(
        &undated,
        freeze(main_of(&undated), &results(&undated), None),
    );
    assert_eq!(vintage_of(&kept).figures.columns[0].period, Period::Undated);
    let dated = take("city | period | gdp\nA | 2020 | 1\nB | 2020 | 3")
        .apply(&kept)
        .unwrap();
    let held = compare_vintage(main_of(&dated), vintage_of(&dated), &results(&dated));
    assert_eq!(
        (held.columns[0].period.clone(), held.fit.equal),
        (year(2020), 2)
    );
}
