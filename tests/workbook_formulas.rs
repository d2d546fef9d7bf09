//! The workbook that computes itself, recalculated by `LibreOffice` and compared with the engine.
//!
//! `LibreOffice` is needed (`soffice`, of the Debian package `libreoffice-calc`); where there is none,
//! set `HENG_WITHOUT_LIBREOFFICE` to leave these tests out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "a helper that cannot go on is a failed test"
)]

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook_from_rs};
use heng::{
    engine::{
        Aggregation, DataWeighting, Denominator, Direction, Framework, Importance, Imputation,
        NodeId, Normalisation, Over, Period, Scope, Screen, Tiering, Treatment, UnitId, VariableId,
        Weighting, compute,
        treat::Then,
        weight::{AhpMethod, JudgementMatrix, ahp},
    },
    export::{self, Questions, Subject, WorkbookOptions},
    import::{
        ExpertRow, ExpertSheet, Outline, OutlineKind, OutlineNode, Table, TableColumn, TableRow,
    },
    project::{At, Document, Edit, MethodPatch, NodeChoice, Role, VintageSource, freeze, resolve},
    texts::{Language, Texts},
};

const RAW: &str = "原始数据";
const TREE: &str = "指标体系与权重";
const RANKS: &str = "名次";
/// Lists units as they stood, with the other periods that are values.
const HISTORY: &str = "历期结果";
/// Shows the unit that was first when it was written, until another is chosen.
const PROFILE: &str = "对象画像";

const UNITS: [&str; 12] = [
    "北京市",
    "=1+1",
    "2020",
    "a*b?~",
    "Zhang's \"市\"",
    "+86",
    "@x",
    "-1",
    "上海市",
    "广东省",
    "参照甲",
    "全国",
];
const LAST: &str = "2021";

/// A made-up index: a dimension of three indicators, one of an indicator and a node of two, and an
/// indicator right below the index; gaps, ties, two reference units, and names that make trouble.
fn base() -> Document {
    let columns = ["甲一", "甲二", "甲三", "乙一", "乙二", "乙三", "丙"].map(str::to_owned);
    let node = |name: &str, parent, kind, weight| OutlineNode {
        code: name.to_owned(),
        name: name.to_owned(),
        parent,
        kind,
        weight,
        ..OutlineNode::default()
    };
    let (above, leaf) = (OutlineKind::Aggregate, OutlineKind::Indicator);
    let nodes = vec![
        node("甲'类/一", None, above, Some(3.0)),
        node("甲一", Some(0), leaf, Some(1.0)),
        node("甲二", Some(0), leaf, Some(2.0)),
        node("甲三", Some(0), leaf, Some(0.5)),
        node("乙", None, above, Some(2.0)),
        node("乙一", Some(4), leaf, None),
        node("深层", Some(4), above, None),
        node("乙二", Some(6), leaf, None),
        node("乙三", Some(6), leaf, None),
        node("丙", None, leaf, Some(1.5)),
    ];
    let document = document(&columns, nodes);
    let turned = choice(
        &document,
        "甲二",
        NodeChoice::Direction(Direction::Negative),
    );
    applied(document, &[turned])
}

/// Two periods of made-up values with gaps, and a tree over them; the last two units are for
/// reference.
fn document(columns: &[String], nodes: Vec<OutlineNode>) -> Document {
    let document = Document::new("公式'检验");
    let dataset = document.main().unwrap().id;
    let rows = ["2020", LAST].into_iter().flat_map(|year| {
        UNITS.iter().zip(1..).map(move |(unit, row)| TableRow {
            row,
            unit: (*unit).to_owned(),
            label: (*unit).to_owned(),
            period: Some(year.to_owned().into()),
            ..TableRow::default()
        })
    });
    let rows: Vec<TableRow> = rows.collect();
    let columns = columns.iter().zip(1_u32..).map(|(name, column)| {
        let value = |at: usize| {
            let mixed = (at * 7 + column as usize * 11) % 19;
            let gap = (at * 5 + column as usize * 3) % 17 == 4;
            (!gap).then(|| (mixed as f64 + 1.0) * f64::from(column) * 1.37 + 0.013)
        };
        TableColumn {
            column,
            name: name.clone(),
            measure: Some("亿元".to_owned()),
            values: (0..rows.len()).map(value).collect(),
        }
    });
    let table = Table {
        file: "数据.xlsx".to_owned(),
        sheet: "S".to_owned(),
        columns: columns.collect(),
        rows: rows.clone(),
        ..Table::default()
    };
    let outline = Outline {
        nodes,
        ..Outline::default()
    };
    let taken = [
        Edit::TakeTable {
            dataset,
            table: Arc::new(table),
        },
        Edit::TakeOutline {
            dataset,
            outline: Arc::new(outline),
            index_name: "总指数".to_owned(),
        },
    ];
    let document = applied(document, &taken);
    let main = document.main().unwrap();
    let roles = Edit::SetRole {
        at: at(&document),
        units: [10, 11].map(|at: usize| main.units[at].id).to_vec(),
        role: Role::Reference,
    };
    applied(document, &[roles])
}

fn at(document: &Document) -> At {
    At {
        dataset: document.main().unwrap().id,
        scenario: None,
    }
}

fn applied(document: Document, edits: &[Edit]) -> Document {
    edits.iter().fold(document, |document, edit| {
        edit.apply(&document).expect("an edit that fits")
    })
}

fn framework(document: &Document) -> Framework {
    document
        .main()
        .unwrap()
        .framework
        .as_deref()
        .unwrap()
        .clone()
}

fn node(document: &Document, name: &str) -> NodeId {
    let framework = framework(document);
    let found = framework.nodes().into_iter().find(|it| it.name == name);
    found.unwrap().id
}

fn variable(document: &Document, name: &str) -> VariableId {
    let variables = &document.main().unwrap().variables;
    variables.iter().find(|it| it.name == name).unwrap().id
}

fn unit(document: &Document, name: &str) -> UnitId {
    let units = &document.main().unwrap().units;
    units.iter().find(|it| it.label == name).unwrap().id
}

fn choice(document: &Document, name: &str, choice: NodeChoice) -> Edit {
    Edit::Choose {
        dataset: document.main().unwrap().id,
        node: node(document, name),
        choice,
    }
}

fn correct(document: &Document, name: &str, (unit_name, value): (&str, Option<f64>)) -> Edit {
    Edit::Correct {
        dataset: document.main().unwrap().id,
        variable: variable(document, name),
        period: LAST.to_owned().into(),
        unit: unit(document, unit_name),
        value,
        note: String::new(),
    }
}

fn with(document: Document, choices: MethodPatch) -> Document {
    let edit = Edit::SetMethod {
        at: at(&document),
        choices,
    };
    applied(document, &[edit])
}

fn aggregated(kinds: &[Aggregation; 4]) -> Document {
    let choices = MethodPatch {
        normalisation: Some(Normalisation::default().with_range([1.0, 100.0])),
        ..MethodPatch::default()
    };
    let document = with(base(), choices);
    let names = ["甲'类/一", "乙", "深层", "总指数"];
    let edits = names
        .iter()
        .zip(kinds)
        .map(|(name, kind)| Edit::SetAggregation {
            dataset: document.main().unwrap().id,
            node: node(&document, name),
            aggregation: Some(*kind),
        });
    let edits: Vec<Edit> = edits.collect();
    applied(document, &edits)
}

/// A flat index of so many indicators.
fn flat(count: u32, direction: Direction) -> Document {
    let columns: Vec<String> = (1..=count).map(|column| format!("变量{column}")).collect();
    let nodes = columns.iter().map(|name| OutlineNode {
        code: name.clone(),
        name: name.clone(),
        kind: OutlineKind::Indicator,
        direction,
        ..OutlineNode::default()
    });
    document(&columns, nodes.collect())
}

/// Every normalisation, per period and, where it can be, pooled and from a base period; each on an
/// indicator of its own.
fn normalisations() -> Vec<(String, Document)> {
    let cases = Direction::ALL.map(|direction| {
        let kinds = kinds(direction);
        let document = flat(u32::try_from(kinds.len()).unwrap(), direction);
        let edits = kinds
            .into_iter()
            .zip(1..)
            .map(|(kind, at)| Edit::SetNormalisation {
                dataset: document.main().unwrap().id,
                node: node(&document, &format!("变量{at}")),
                normalisation: Some(kind),
            });
        let edits: Vec<Edit> = edits.collect();
        let name = if direction.is_positive() {
            "n-more"
        } else {
            "n-less"
        };
        (name.to_owned(), applied(document, &edits))
    });
    cases.to_vec()
}

fn kinds(direction: Direction) -> Vec<Normalisation> {
    let year: Period = "2020".to_owned().into();
    let reference = unit(&flat(1, direction), "上海市");
    let target = if direction.is_positive() { 900.0 } else { 0.5 };
    let distance = |range, cap, over| Normalisation::DistanceTarget {
        range,
        target: Some(target),
        cap,
        over,
    };
    let efficacy = |lo, hi| Normalisation::Efficacy {
        c: 60.0,
        d: 40.0,
        lo,
        hi,
        over: Over::Period,
    };
    let stated = |kind: Normalisation| match kind {
        Normalisation::Goalposts { range, .. } => Normalisation::Goalposts {
            range,
            lo: Some(5.0),
            hi: Some(60.0),
        },
        Normalisation::DistanceTarget { range, over, .. } => distance(range, true, over),
        Normalisation::DistanceUnit { range, over, .. } => Normalisation::DistanceUnit {
            range,
            unit: Some(reference),
            cap: true,
            over,
        },
        Normalisation::BaseIndex { .. } => Normalisation::BaseIndex {
            base: Some(year.clone()),
        },
        other => other,
    };
    let mut kinds = Vec::new();
    for kind in Normalisation::all().map(stated) {
        if kind.over().is_some() {
            kinds.push(kind.clone().with_over(Over::Pooled));
            kinds.push(kind.clone().with_over(Over::Base(year.clone())));
        }
        kinds.push(kind);
    }
    kinds.extend([
        efficacy(Some(0.5), None),
        efficacy(None, Some(9_000.0)),
        efficacy(Some(2.5), Some(50.0)),
        distance([0.0, 1.0], false, Over::Period),
    ]);
    kinds
}

/// Every aggregation, with gaps, turned nodes, thresholds, zeros and negative scores.
fn aggregations() -> Vec<(String, Document)> {
    use Aggregation::{
        Arithmetic, Borda, Copeland, Coupling, Geometric, GrowthChain, Harmonic, Minimum, Power,
        RankSumRatio, Topsis,
    };
    let grey = Aggregation::Grey { rho: 0.5 };
    let sets = [
        [Arithmetic, Geometric, Harmonic, Minimum],
        [Power(2.0), Minimum, Topsis, Geometric],
        [Topsis, Power(-1.5), Arithmetic, Harmonic],
        [Harmonic, Topsis, Power(0.5), Topsis],
        [RankSumRatio, grey, Coupling, Power(3.0)],
        [Borda, Arithmetic, Copeland, Arithmetic],
    ];
    let mut cases = Vec::new();
    for (number, kinds) in sets.iter().enumerate() {
        let document = aggregated(kinds);
        cases.push((format!("a-{number}"), document.clone()));
        if kinds.contains(&Borda) {
            continue;
        }
        let edits = [
            choice(&document, "乙", NodeChoice::Direction(Direction::Negative)),
            choice(
                &document,
                "深层",
                NodeChoice::Direction(Direction::Negative),
            ),
            choice(
                &document,
                "甲'类/一",
                NodeChoice::MinAvailability(Some(0.6)),
            ),
            choice(&document, "总指数", NodeChoice::MinAvailability(Some(1.0))),
        ];
        cases.push((format!("a-{number}-turned"), applied(document, &edits)));
    }
    let method = |key| MethodPatch {
        normalisation: Normalisation::from_key(key),
        ..MethodPatch::default()
    };
    // Scores of 0: an error where no score may be so low.
    for (name, kinds) in [
        ("a-zero", [Geometric, Arithmetic, Power(2.0), Arithmetic]),
        ("a-zero-above", [Power(2.0), Harmonic, Minimum, Power(0.5)]),
        ("a-growth", [GrowthChain, Arithmetic, Minimum, Arithmetic]),
    ] {
        cases.push((name.to_owned(), with(aggregated(&kinds), method("minmax"))));
    }
    let kinds = [Arithmetic, Arithmetic, Minimum, Arithmetic];
    let centred = with(aggregated(&kinds), method("zscore"));
    let turned = choice(&centred, "乙", NodeChoice::Direction(Direction::Negative));
    cases.push(("a-centred".to_owned(), applied(centred, &[turned])));
    let kinds = [Topsis, Topsis, Power(2.0), Arithmetic];
    cases.push((
        "a-vector".to_owned(),
        with(aggregated(&kinds), method("vector")),
    ));
    cases
}

/// Every way to prepare values.
fn preparations() -> Vec<(String, Document)> {
    let mut cases = Vec::new();
    let winsorise = |points, then| Treatment::Winsorise {
        points,
        skewness: 2.0,
        kurtosis: 3.5,
        then,
        over: Over::Period,
    };
    let document = base();
    let leaves = ["甲一", "甲二", "甲三", "乙一", "乙二", "乙三"];
    let treatments = [
        winsorise(5, Then::None),
        winsorise(0, Then::Log),
        Treatment::BoxCox { lambda: 0.5 },
        Treatment::BoxCox { lambda: 0.0 },
        Treatment::from_key("percentile").unwrap(),
        Treatment::from_key("iqr").unwrap(),
    ];
    let edits = leaves.iter().zip(treatments).flat_map(|(leaf, treatment)| {
        // One value far out, so that there is something to treat.
        [
            correct(&document, leaf, ("广东省", Some(9_000.0))),
            choice(&document, leaf, NodeChoice::Treatment(Some(treatment))),
        ]
    });
    let edits: Vec<Edit> = edits.collect();
    cases.push(("t-treated".to_owned(), applied(document.clone(), &edits)));
    let keys = [
        "mean", "linear", "constant", "row-mean", "median", "nearest",
    ];
    let edits = leaves.iter().zip(keys).map(|(leaf, key)| {
        let imputation = Imputation::from_key(key);
        choice(&document, leaf, NodeChoice::Imputation(imputation))
    });
    let edits: Vec<Edit> = edits.collect();
    cases.push(("i-imputed".to_owned(), applied(document, &edits)));
    let document = base();
    let denominator = |name: &str, per| {
        let variable = variable(&document, name);
        NodeChoice::Denominator(Some(Denominator { variable, per }))
    };
    let edits = [
        choice(&document, "甲一", denominator("丙", 100.0)),
        choice(&document, "甲三", denominator("丙", 1.0)),
        choice(&document, "乙二", denominator("乙一", 1e6)),
        correct(&document, "丙", ("+86", Some(0.0))),
    ];
    let choices = MethodPatch {
        denominate: Some(true),
        treatment: Some(winsorise(0, Then::Log)),
        imputation: Imputation::from_key("median"),
        ..MethodPatch::default()
    };
    cases.push((
        "d-denominated".to_owned(),
        with(applied(document.clone(), &edits), choices),
    ));
    let choices = MethodPatch {
        denominate: Some(true),
        ..MethodPatch::default()
    };
    cases.push((
        "d-plain".to_owned(),
        with(applied(document, &edits), choices),
    ));
    cases
}

/// Weights, and what else there is.
fn corners() -> Vec<(String, Document)> {
    let mut cases = vec![("w-given".to_owned(), base())];
    let weighed = |weighting| {
        let choices = MethodPatch {
            weighting: Some(weighting),
            ..MethodPatch::default()
        };
        with(base(), choices)
    };
    cases.push(("w-equal".to_owned(), weighed(Weighting::Equal)));
    let data = |scope| {
        weighed(Weighting::Data(DataWeighting {
            by: Importance::ALL[0],
            over: Over::Period,
            scope,
        }))
    };
    cases.push(("w-entropy".to_owned(), data(Scope::Siblings)));
    cases.push(("w-entropy-all".to_owned(), data(Scope::All)));
    let document = base();
    let set = |name: &str, weight| Edit::SetWeight {
        at: at(&document),
        node: node(&document, name),
        weight,
    };
    let zero = applied(
        document.clone(),
        &[set("甲一", Some(0.0)), set("丙", Some(0.0))],
    );
    cases.push(("w-zero".to_owned(), zero));
    let partly = applied(document.clone(), &[set("甲一", None)]);
    cases.push(("w-partly-blank".to_owned(), partly));
    let same = |name: &str| -> Vec<Edit> {
        let units = UNITS.iter();
        let all = units.map(|unit| correct(&document, name, (unit, Some(4.0))));
        all.collect()
    };
    cases.push((
        "c-constant".to_owned(),
        applied(document.clone(), &same("甲一")),
    ));
    let all = [same("乙二"), same("乙三")].concat();
    cases.push((
        "c-constant-node".to_owned(),
        applied(document.clone(), &all),
    ));
    let gone = UNITS
        .iter()
        .map(|unit| correct(&document, "丙", (unit, None)));
    let gone: Vec<Edit> = gone.collect();
    cases.push(("c-no-data".to_owned(), applied(document.clone(), &gone)));
    let ties = UNITS.iter().zip(0..).map(|(unit, at)| {
        let value = if at % 3 == 0 { 2.0 } else { f64::from(at % 2) };
        correct(&document, "丙", (unit, Some(value)))
    });
    let ties: Vec<Edit> = ties.collect();
    cases.push(("c-ties".to_owned(), applied(document.clone(), &ties)));
    let below = correct(&document, "甲一", ("北京市", Some(-3.0)));
    let sharing = with(
        applied(document.clone(), std::slice::from_ref(&below)),
        MethodPatch {
            normalisation: Normalisation::from_key("share-of-max"),
            ..MethodPatch::default()
        },
    );
    cases.push(("c-not-positive".to_owned(), sharing));
    let screened = with(
        document.clone(),
        MethodPatch {
            screen: Some(Screen {
                units: Some(0.99),
                ..Screen::default()
            }),
            ..MethodPatch::default()
        },
    );
    let halves = Edit::SetTiers {
        dataset: screened.main().unwrap().id,
        tiers: Some(Tiering::Median),
    };
    cases.push(("c-screened".to_owned(), applied(screened, &[halves])));
    let off = Edit::SetEnabled {
        at: at(&document),
        node: node(&document, "甲二"),
        enabled: false,
    };
    cases.push(("c-switched-off".to_owned(), applied(document, &[off])));
    cases.push(("c-grouped".to_owned(), grouped()));
    cases.push(("c-beside".to_owned(), beside()));
    cases
}

/// Groups, a scenario, and versions published of other weights: with all digits, and rounded.
fn beside() -> Document {
    let document = grouped();
    let main = document.main().unwrap();
    let set = |at: At, weight| Edit::SetWeight {
        at,
        node: node(&document, "乙"),
        weight: Some(weight),
    };
    let then = applied(document.clone(), &[set(at(&document), 5.0)]);
    let results = compute(&resolve(then.main().unwrap(), None).unwrap());
    let exact = freeze(then.main().unwrap(), &results, None);
    let now = compute(&resolve(main, None).unwrap());
    let mut rounded = freeze(main, &now, None);
    for column in &mut rounded.columns {
        column.decimals = Some(1);
        let scores = column.scores.iter();
        let scores = scores.map(|it| it.map(|it| (it * 10.0).round() / 10.0));
        column.scores = scores.collect();
    }
    let version = |name: &str, figures| Edit::FreezeVintage {
        dataset: main.id,
        name: name.to_owned(),
        note: String::new(),
        source: VintageSource::default(),
        figures: Arc::new(figures),
    };
    let scenario = Edit::AddScenario {
        dataset: main.id,
        name: "另一方案".to_owned(),
    };
    let edits = [
        version("全部小数", exact),
        version("一位小数", rounded),
        scenario,
    ];
    let document = applied(document.clone(), &edits);
    let under = At {
        dataset: document.main().unwrap().id,
        scenario: Some(document.main().unwrap().scenarios[0].id),
    };
    let row = |node: &str, weights: [f64; 3]| ExpertRow {
        node: node.to_owned(),
        weights: weights.map(Some).to_vec(),
        row: 1,
    };
    let opinions = ExpertSheet {
        experts: ["张三", "李四", "=1+1"].map(str::to_owned).to_vec(),
        rows: vec![row("乙二", [60.0, 2.0, 0.3]), row("乙三", [40.0, 3.0, 0.7])],
        ..ExpertSheet::default()
    };
    let opinions = Edit::TakeOpinions {
        dataset: under.dataset,
        sheet: Arc::new(opinions),
    };
    applied(document, &[set(under, 7.5), opinions])
}

/// Numbers that are typed into a questionnaire reach its sums and ratios.
#[test]
fn questionnaires_compute_sums_weights_and_consistency() {
    if left_out() {
        return;
    }
    let document = base();
    let texts = Texts::new(Language::Chinese);
    let dataset = document.main().unwrap();
    let made = |ask| {
        let bytes = export::questionnaire(&document, (dataset, None), ask, texts).unwrap();
        let plan = export::questions(&document, (dataset, None), ask, texts).unwrap();
        let book = read(&bytes);
        let typed: Vec<(u32, u32)> = plan
            .limits
            .iter()
            .map(|it| {
                let number = |at: usize| u32::try_from(at).unwrap();
                (number(it.row), number(it.column))
            })
            .collect();
        (bytes, book, typed, plan.name)
    };
    let (budget, of_budget, typed, points) = made(Questions::Budget);
    let shares = [20.0, 30.0, 50.0];
    let changes: Vec<(&str, (u32, u32), f64)> = (typed.iter().zip(shares.into_iter().cycle()))
        .map(|(at, share)| (points.as_str(), *at, share))
        .collect();
    let budget = patched(&budget, &of_budget, &changes);
    // The first group has three parts; one of two then lacks what a third would have.
    let (pairs, of_pairs, typed, judged) = made(Questions::Pairs);
    let judgements = [3.0, 5.0, 0.5];
    let changes: Vec<(&str, (u32, u32), f64)> = (typed.iter().zip(judgements.into_iter().cycle()))
        .map(|(at, value)| (judged.as_str(), *at, value))
        .collect();
    let pairs = patched(&pairs, &of_pairs, &changes);
    let found = recalculated(&[("points".to_owned(), budget), ("pairs".to_owned(), pairs)]);
    let sums = |book: &Book| -> Vec<String> {
        let range = &book.values[&points];
        let rows = range.rows().filter(|row| row[1] == "合计（应为 100）");
        rows.map(|row| format!("{} {}", row[2], row[3])).collect()
    };
    assert_eq!(
        sums(&found["points"]),
        [
            "100 ✓ 合计为 100",
            "100 ✓ 合计为 100",
            "50 合计不是 100，请调整",
            "70 合计不是 100，请调整"
        ]
    );
    let matrix = JudgementMatrix::from_pairs(3, [(0, 1, 3.0), (0, 2, 5.0), (1, 2, 0.5)]).unwrap();
    let expected = ahp(&matrix, AhpMethod::GeometricMean);
    let range = &found["pairs"].values[&judged];
    let number = |at: (usize, usize)| match range.get(at) {
        Some(Data::Float(number)) => *number,
        other => panic!("{at:?}: {other:?}"),
    };
    // The matrix of the index begins below the words: names, then three rows.
    let top = range.rows().position(|row| row[0] == "总指数").unwrap();
    assert_eq!(number((top + 3, 1)), 1.0 / 5.0);
    for (row, weight) in expected.weights.iter().enumerate() {
        assert!((number((top + 1 + row, 5)) - weight).abs() < 1e-9);
    }
    assert!((number((top + 1, 9)) - expected.cr).abs() < 1e-9);
    let told = range.get((top + 2, 9)).unwrap().to_string();
    assert_eq!(told == "✓ 判断一致", expected.cr < 0.1);
}

/// Units in two groups told apart by case alone, one in none, and two units of one label.
fn grouped() -> Document {
    let document = base();
    let main = document.main().unwrap();
    let names = ["a*", "A*"].into_iter().cycle();
    let words = main.units.iter().skip(1).zip(names);
    let groups = Edit::TakeGroups {
        dataset: main.id,
        kind: "地区".to_owned(),
        words: words.map(|(it, name)| (it.id, name.to_owned())).collect(),
    };
    let renamed = Edit::RenameUnit {
        dataset: main.id,
        unit: main.units[1].id,
        label: main.units[0].label.clone(),
    };
    applied(document.clone(), &[groups, renamed])
}

fn workbook(document: &Document) -> Vec<u8> {
    let dataset = document.main().unwrap();
    let subject = Subject {
        document,
        dataset,
        scenario: None,
        results: &compute(&resolve(dataset, None).unwrap()),
    };
    let texts = Texts::new(Language::Chinese);
    export::workbook(&subject, &texts, &WorkbookOptions::default()).unwrap()
}

/// A file as it is read: what stands in every cell, and which cells are made by formulas.
struct Book {
    values: BTreeMap<String, Range<Data>>,
    formulas: BTreeMap<String, Range<String>>,
    names: Vec<String>,
}

fn read(bytes: &[u8]) -> Book {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    let mut values = BTreeMap::new();
    let mut formulas = BTreeMap::new();
    for name in &names {
        values.insert(name.clone(), book.worksheet_range(name).unwrap());
        formulas.insert(name.clone(), book.worksheet_formula(name).unwrap());
    }
    Book {
        values,
        formulas,
        names,
    }
}

impl Book {
    fn value(&self, sheet: &str, at: (u32, u32)) -> Data {
        let value = self.values.get(sheet).and_then(|it| it.get_value(at));
        value.cloned().unwrap_or_default()
    }

    /// The cells that formulas make, sheet by sheet.
    fn made(&self) -> Vec<(String, (u32, u32), String)> {
        let mut made = Vec::new();
        for name in &self.names {
            let range = &self.formulas[name];
            let (top, left) = range.start().unwrap_or((0, 0));
            for (row, column, formula) in range.used_cells() {
                let at = (
                    top + u32::try_from(row).unwrap(),
                    left + u32::try_from(column).unwrap(),
                );
                made.push((name.clone(), at, formula.clone()));
            }
        }
        made
    }

    /// The row of a unit and the column of a header on a sheet.
    fn cell(&self, sheet: &str, row_name: (u32, &str), column_name: &str) -> (u32, u32) {
        let range = &self.values[sheet];
        let (height, width) = range.end().unwrap();
        let is = |at: (u32, u32), text: &str| self.value(sheet, at) == text;
        let row = (0..=height).find(|&row| is((row, row_name.0), row_name.1));
        let column = (0..=width).find(|&column| {
            (0..3).any(|row| {
                self.value(sheet, (row, column))
                    .to_string()
                    .starts_with(column_name)
            })
        });
        (row.unwrap(), column.unwrap())
    }
}

/// Whether two cells say the same; numbers to 1e-9, and ranks exactly.
fn same(sheet: &str, expected: &Data, found: &Data) -> bool {
    // A name that reads like a number is kept with a blank behind it until it is looked up anew.
    let text = |it: &Data| it.to_string().trim_end().to_owned();
    match (expected, found) {
        (Data::Float(a), Data::Float(b)) if sheet == RANKS => a == b,
        (Data::Float(a), Data::Float(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        (Data::Error(_), _) | (_, Data::Error(_)) => false,
        (a, b) => text(a) == text(b),
    }
}

fn profile(folder: &Path) -> PathBuf {
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    // By default LibreOffice trusts the numbers in a file and computes nothing anew.
    let settings = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;
    fs::write(profile.join("user/registrymodifications.xcu"), settings).unwrap();
    profile
}

/// The workbooks as `LibreOffice` writes them after computing every formula anew.
fn recalculated(books: &[(String, Vec<u8>)]) -> BTreeMap<String, Book> {
    let folder = tempfile::tempdir().unwrap();
    let profile = profile(folder.path());
    let (given, made) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir_all(&given).unwrap();
    let mut command = Command::new("soffice");
    command
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args([
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
        ])
        .arg(&made);
    for (name, bytes) in books {
        let path = given.join(format!("{name}.xlsx"));
        fs::write(&path, bytes).unwrap();
        command.arg(path);
    }
    let output = command.output().expect(
        "LibreOffice recalculates the workbooks: install libreoffice-calc, or set HENG_WITHOUT_LIBREOFFICE",
    );
    let read_one = |(name, _): &(String, Vec<u8>)| {
        let path = made.join(format!("{name}.xlsx"));
        let bytes = fs::read(&path);
        let bytes =
            bytes.unwrap_or_else(|_| panic!("{name}: {}", String::from_utf8_lossy(&output.stderr)));
        (name.clone(), read(&bytes))
    };
    books.iter().map(read_one).collect()
}

/// What differs, told so that it can be found.
fn differences(name: &str, expected: &Book, found: &Book, without: &[&str]) -> Vec<String> {
    let mut told = Vec::new();
    for (sheet, at, formula) in expected.made() {
        // Nor what is asked of a sheet that is left out.
        let asks = |it: &&str| sheet == **it || formula.contains(&format!("'{it}'!"));
        if without.iter().any(asks) {
            continue;
        }
        let (engine, office) = (expected.value(&sheet, at), found.value(&sheet, at));
        if !same(&sheet, &engine, &office) {
            told.push(format!(
                "{name} {sheet} {at:?}: {engine:?} is {office:?} by {formula}"
            ));
        }
    }
    told
}

fn report(told: &[String]) {
    let shown = &told[..told.len().min(40)];
    assert!(
        told.is_empty(),
        "{} cells differ:\n{}",
        told.len(),
        shown.join("\n")
    );
}

/// A workbook with another number in one cell, all that was computed left as it was.
fn patched(bytes: &[u8], book: &Book, changes: &[(&str, (u32, u32), f64)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        for (sheet, cell, number) in changes {
            let place = book.names.iter().position(|it| it == sheet).unwrap() + 1;
            if name == format!("xl/worksheets/sheet{place}.xml") {
                let text = String::from_utf8(content).unwrap();
                content = with_number(&text, *cell, *number).into_bytes();
            }
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn with_number(text: &str, (row, column): (u32, u32), number: f64) -> String {
    let letter = char::from(b'A' + u8::try_from(column).unwrap());
    let start = text
        .find(&format!("<c r=\"{letter}{}\"", row + 1))
        .expect("the cell");
    let (before, rest) = text.split_at(start);
    let tag = rest.find('>').unwrap();
    let (open, after) = if rest[..tag].ends_with('/') {
        (&rest[..tag - 1], &rest[tag + 1..])
    } else {
        (&rest[..tag], rest.split_once("</c>").unwrap().1)
    };
    format!("{before}{open}><v>{number}</v></c>{after}")
}

fn left_out() -> bool {
    std::env::var_os("HENG_WITHOUT_LIBREOFFICE").is_some()
}

fn matrix() -> Vec<(String, Document)> {
    [normalisations(), aggregations(), preparations(), corners()].concat()
}

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
        moved += usize::from(!differences(name, expected, &before, &[HISTORY, PROFILE]).is_empty());
        told.extend(differences(
            name,
            expected,
            &found[name],
            &[HISTORY, PROFILE],
        ));
    }
    report(&told);
    assert!(moved * 10 >= books.len() * 9, "{moved} of {}", books.len());
}
