//! Ways to prepare values, weights, and what else there is.

use std::sync::Arc;

use heng::{
    engine::{
        DataWeighting, Denominator, Importance, Imputation, Normalisation, Over, Scope, Screen,
        Tiering, Treatment, Weighting, compute, treat::Then,
    },
    import::{ExpertRow, ExpertSheet},
    project::{At, Document, Edit, MethodPatch, NodeChoice, VintageSource, freeze, resolve},
};

use crate::made::{UNITS, applied, at, base, choice, correct, node, variable, with};

/// Every way to prepare values.
pub(crate) fn preparations() -> Vec<(String, Document)> {
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
pub(crate) fn corners() -> Vec<(String, Document)> {
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

/// Units in two groups told apart by case alone, one in none, and two units of one label.
pub(crate) fn grouped() -> Document {
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
