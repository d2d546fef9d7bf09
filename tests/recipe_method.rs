//! What `index.toml` may say of the steps from raw values to ranks: each key, and each wrong value.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use heng::{
    engine::{
        Aggregation, Combination, Combined, DataWeighting, Direction, Importance, Imputation,
        Normalisation, Over, Period, Scope, Screen, Tiering, Treatment, Weighting, treat::Then,
        weight::AhpMethod,
    },
    project::{
        NodeChoice,
        recipe::{IndexFile, KeyProblem, Kind, PoolingName, parse},
    },
};

const HEAD: &str = "title = \"T\"\n[[data]]\nfile = \"a.csv\"\n";

/// A file of the least that is needed and some more lines, which begin in line 4.
fn with(more: &str) -> Result<IndexFile, (usize, String, KeyProblem)> {
    parse(&format!("{HEAD}{more}")).map_err(|it| (it.line, it.key, it.problem))
}

/// One more key of `[method]`.
fn method(line: &str) -> IndexFile {
    with(&format!("[method]\n{line}")).unwrap_or_else(|error| panic!("{line}: {error:?}"))
}

fn impute(choice: &str) -> Imputation {
    method(&format!("impute = {choice}"))
        .method
        .imputation
        .unwrap()
}

fn treat(choice: &str) -> Treatment {
    method(&format!("treat = {choice}"))
        .method
        .treatment
        .unwrap()
}

fn weights(choice: &str) -> Weighting {
    method(&format!("weights = {choice}"))
        .method
        .weighting
        .unwrap()
}

fn data(by: Importance) -> DataWeighting {
    DataWeighting {
        by,
        over: Over::Period,
        scope: Scope::Siblings,
    }
}

#[test]
fn every_word_of_the_format_is_reachable() {
    for it in Normalisation::all() {
        let read = method(&format!("normalise = \"{}\"", it.key()));
        assert_eq!(read.method.normalisation, Some(it));
    }
    for it in Weighting::all() {
        let told = match &it {
            Weighting::Ahp { .. } | Weighting::Expert => format!("\"{}:m.csv\"", it.key()),
            Weighting::Combined(_) => "{ combine = [\"given\", \"entropy\"] }".to_owned(),
            _ => format!("\"{}\"", it.key()),
        };
        assert_eq!(weights(&told), it);
    }
    for it in Aggregation::ALL {
        let read = method(&format!("aggregate = \"{}\"", it.key()));
        assert_eq!(read.method.aggregations, Some(vec![it]));
    }
    for it in Imputation::all() {
        let more = match &it {
            Imputation::GroupMean { .. } | Imputation::GroupMedian { .. } => ", group = \"\"",
            Imputation::Constant { .. } => ", value = 0",
            _ => "",
        };
        assert_eq!(impute(&format!("{{ kind = \"{}\"{more} }}", it.key())), it);
    }
    for it in Treatment::all() {
        let more = match &it {
            Treatment::BoxCox { .. } => ", lambda = 0",
            _ => "",
        };
        assert_eq!(treat(&format!("{{ kind = \"{}\"{more} }}", it.key())), it);
    }
    for it in Tiering::all() {
        let more = match &it {
            Tiering::Thresholds { .. } => ", cuts = [80, 60.0]",
            _ => "",
        };
        let read = method(&format!("tiers = {{ kind = \"{}\"{more} }}", it.key()));
        assert_eq!(read.tiers, Some(it));
    }
}

#[test]
fn denominating_is_on_off_or_not_said() {
    assert_eq!(method("denominate = true").method.denominate, Some(true));
    assert_eq!(method("denominate = false").method.denominate, Some(false));
    assert_eq!(method("").method.denominate, None);
}

#[test]
fn a_screening_is_read_with_shares_and_names() {
    let read = method(
        "screen = { units = \"2/3\", nodes = 0.5, nonzero = \"10%\", force_in = [\"甲\"], force_out = [\"乙\", \"丙\"] }",
    );
    let expected = Screen {
        units: Some(2.0 / 3.0),
        nodes: Some(0.5),
        nonzero: Some(0.1),
        ..Screen::default()
    };
    assert_eq!(read.method.screen, Some(expected));
    assert_eq!(read.screen.force_in, ["甲"]);
    assert_eq!(read.screen.force_out, ["乙", "丙"]);
    assert_eq!(
        method("screen = \"usual\"").method.screen,
        Some(Screen::usual())
    );
    assert_eq!(
        method("screen = \"none\"").method.screen,
        Some(Screen::default())
    );
    assert_eq!(method("").method.screen, None);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of all that can be said")]
fn every_imputation_is_read_in_both_forms() {
    let (over, group) = (Over::Period, || "地区".to_owned());
    for (short, table, expected) in [
        ("none", "kind = \"none\"", Imputation::None),
        (
            "mean",
            "kind = \"mean\", over = \"period\"",
            Imputation::Mean { over: over.clone() },
        ),
        (
            "median",
            "kind = \"median\"",
            Imputation::Median { over: over.clone() },
        ),
        (
            "group-mean:地区",
            "kind = \"group-mean\", group = \"地区\"",
            Imputation::GroupMean {
                group: group(),
                over: over.clone(),
            },
        ),
        (
            "group-median: 地区",
            "kind = \"group-median\", group = \"地区\"",
            Imputation::GroupMedian {
                group: group(),
                over,
            },
        ),
        (
            "row-mean:3",
            "kind = \"row-mean\", level = 3",
            Imputation::RowMean { level: 3 },
        ),
        (
            "carry-forward",
            "kind = \"carry-forward\"",
            Imputation::CarryForward { max: None },
        ),
        (
            "carry-forward:2",
            "kind = \"carry-forward\", max = 2",
            Imputation::CarryForward { max: Some(2) },
        ),
        ("linear", "kind = \"linear\"", Imputation::Linear),
        ("nearest", "kind = \"nearest\"", Imputation::Nearest),
        (
            "constant:-1.5",
            "kind = \"constant\", value = -1.5",
            Imputation::Constant { value: -1.5 },
        ),
    ] {
        assert_eq!(impute(&format!("\"{short}\"")), expected);
        assert_eq!(impute(&format!("{{ {table} }}")), expected);
    }
    assert_eq!(
        impute("{ kind = \"median\", over = \"base:2019\" }"),
        Imputation::Median {
            over: Over::Base(Period::Year(2019))
        }
    );
    assert_eq!(
        impute("{ kind = \"group-mean\", group = \"g\", over = \"pooled\" }"),
        Imputation::GroupMean {
            group: "g".to_owned(),
            over: Over::Pooled
        }
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of all that can be said")]
fn every_treatment_is_read_in_all_its_forms() {
    let usual = |key| Treatment::from_key(key).unwrap();
    let winsorise = |points, skewness, kurtosis, then, over| Treatment::Winsorise {
        points,
        skewness,
        kurtosis,
        then,
        over,
    };
    let own = Over::Period;
    for (told, expected) in [
        ("\"none\"", Treatment::None),
        ("\"winsorise\"", usual("winsorise")),
        ("{ winsorise = 5 }", usual("winsorise")),
        (
            "{ winsorise = 5, skewness = 2.0, kurtosis = 3.5, then = \"log\" }",
            winsorise(5, 2.0, 3.5, Then::Log, own.clone()),
        ),
        (
            "{ kind = \"winsorise\", points = 3, skewness = 1, kurtosis = 2, then = \"none\", over = \"pooled\" }",
            winsorise(3, 1.0, 2.0, Then::None, Over::Pooled),
        ),
        ("\"boxcox:0.5\"", Treatment::BoxCox { lambda: 0.5 }),
        ("{ boxcox = 0 }", Treatment::BoxCox { lambda: 0.0 }),
        (
            "{ kind = \"boxcox\", lambda = -1 }",
            Treatment::BoxCox { lambda: -1.0 },
        ),
        ("\"percentile\"", usual("percentile")),
        ("{ percentile = [5, 95] }", usual("percentile")),
        (
            "{ kind = \"percentile\", lower = 1, upper = 99, over = \"base:2019\" }",
            Treatment::Percentile {
                lower: 1.0,
                upper: 99.0,
                over: Over::Base(Period::Year(2019)),
            },
        ),
        ("\"iqr\"", usual("iqr")),
        (
            "\"iqr:3\"",
            Treatment::Iqr {
                factor: 3.0,
                over: own.clone(),
            },
        ),
        (
            "{ iqr = 2, over = \"pooled\" }",
            Treatment::Iqr {
                factor: 2.0,
                over: Over::Pooled,
            },
        ),
        (
            "{ kind = \"iqr\", factor = 1 }",
            Treatment::Iqr {
                factor: 1.0,
                over: own,
            },
        ),
        (
            "{ fixed = [0, 1] }",
            Treatment::Fixed {
                lower: Some(0.0),
                upper: Some(1.0),
            },
        ),
        (
            "{ kind = \"fixed\", upper = 9 }",
            Treatment::Fixed {
                lower: None,
                upper: Some(9.0),
            },
        ),
    ] {
        assert_eq!(treat(told), expected, "{told}");
    }
}

#[test]
fn judged_weights_note_their_files_once() {
    let read = with(
        "[method]\nweights = { kind = \"ahp\", file = \"a.csv\", method = \"geometric-mean\" }\n\
         [method.node.A]\nweights = \"ahp: b.csv\"\n\
         [method.node.B]\nweights = { kind = \"expert\", file = \"w.csv\" }\n\
         [method.node.C]\nweights = { combine = [\"expert:w.csv\", \"ahp:a.csv\"] }",
    )
    .unwrap();
    let method = AhpMethod::GeometricMean;
    assert_eq!(read.method.weighting, Some(Weighting::Ahp { method }));
    let of_nodes = read.overrides.iter().map(|it| it.weighting.clone());
    let usual = AhpMethod::default();
    let both = Combined {
        sets: vec![Weighting::Expert, Weighting::Ahp { method: usual }],
        how: Combination::Product,
    };
    assert_eq!(
        of_nodes.flatten().collect::<Vec<_>>(),
        [
            Weighting::Ahp { method: usual },
            Weighting::Expert,
            Weighting::Combined(both)
        ]
    );
    assert_eq!(read.experts.judgements, ["a.csv", "b.csv"]);
    assert_eq!(read.experts.opinions, ["w.csv"]);
    // Each file is read, so that no output may take its place.
    let files: Vec<&str> = read.files().collect();
    assert_eq!(files, ["a.csv", "a.csv", "b.csv", "w.csv"]);
}

#[test]
fn combined_weights_are_read() {
    let entropy = || Weighting::Data(data(Importance::Entropy { shift: 0.0 }));
    let combined = |sets, how| Weighting::Combined(Combined { sets, how });
    assert_eq!(
        weights("{ combine = [\"given\", \"entropy\"], how = \"product\" }"),
        combined(vec![Weighting::Given, entropy()], Combination::Product)
    );
    let critic = Weighting::Data(DataWeighting {
        scope: Scope::All,
        over: Over::Pooled,
        ..data(Importance::Critic)
    });
    assert_eq!(
        weights(
            "{ combine = [\"equal\", { kind = \"critic\", scope = \"all\", over = \"pooled\" }], how = \"blend\", alpha = 0.3 }"
        ),
        combined(
            vec![Weighting::Equal, critic],
            Combination::Blend { alpha: 0.3 }
        )
    );
    assert_eq!(
        weights("{ combine = [\"given\", \"entropy\"], how = \"blend\" }"),
        combined(
            vec![Weighting::Given, entropy()],
            Combination::from_key("blend").unwrap()
        )
    );
}

#[test]
fn aggregations_take_parameters_and_come_as_lists() {
    let read = method("aggregate = [\"grey:0.4\", \"power:-0.5\", \"growth-chain\"]");
    assert_eq!(
        read.method.aggregations,
        Some(vec![
            Aggregation::Grey { rho: 0.4 },
            Aggregation::Power(-0.5),
            Aggregation::GrowthChain
        ])
    );
}

#[test]
fn nodes_and_indicators_have_their_own_choices() {
    let read = with(
        "[method.indicator.\"x\"]\nimpute = \"linear\"\ntreat = { fixed = [0, 1] }\nlag = 2\nnormalise = \"rank\"\n\
         [method.node.\"A\"]\ndirection = \"negative\"\nmin_availability = 0.5\naggregate = \"borda\"\n\
         [method.node.\"B\"]\ndirection = \"正向\"\n",
    )
    .unwrap();
    let choices: Vec<_> = read.overrides.iter().map(|it| it.choices.clone()).collect();
    let fixed = Treatment::Fixed {
        lower: Some(0.0),
        upper: Some(1.0),
    };
    assert_eq!(
        choices,
        [
            vec![
                NodeChoice::Imputation(Some(Imputation::Linear)),
                NodeChoice::Treatment(Some(fixed)),
                NodeChoice::Lag(2)
            ],
            vec![
                NodeChoice::Direction(Direction::Negative),
                NodeChoice::MinAvailability(Some(0.5))
            ],
            vec![NodeChoice::Direction(Direction::Positive)],
        ]
    );
    let keys: Vec<&str> = read.overrides.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "method.indicator.\"x\"",
            "method.node.\"A\"",
            "method.node.\"B\""
        ]
    );
}

#[test]
fn formulas_pools_and_groups_are_read() {
    let read = with(
        "[derive]\n\"人均GDP\" = \"[GDP] / [人口]\"\n\"增速\" = \"growth([GDP])\"\n\
         [pools]\n\"京津冀\" = [\"北京\", \"天津\", \"河北\"]\n\
         [pooling]\nGDP = \"sum\"\n\"占比\" = \"mean\"\n\"人均\" = \"mean: 人口\"\n\
         [units]\ngroups = \"g.csv\"\n",
    )
    .unwrap();
    let text = |name: &str, formula: &str| (name.to_owned(), formula.to_owned());
    let mut derive = read.derive.clone();
    derive.sort();
    assert_eq!(
        derive,
        [
            text("人均GDP", "[GDP] / [人口]"),
            text("增速", "growth([GDP])")
        ]
    );
    assert_eq!(read.pools[0].0, "京津冀");
    assert_eq!(read.pools[0].1, ["北京", "天津", "河北"]);
    let mut pooling = read.pooling.clone();
    pooling.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(
        pooling,
        [
            ("GDP".to_owned(), PoolingName::Sum),
            (
                "人均".to_owned(),
                PoolingName::Mean(Some("人口".to_owned()))
            ),
            ("占比".to_owned(), PoolingName::Mean(None)),
        ]
    );
    assert_eq!(read.units.groups.as_deref(), Some("g.csv"));
}

#[test]
fn tiers_are_read() {
    for (told, expected) in [
        ("\"median\"", Tiering::Median),
        ("\"quantiles\"", Tiering::Quantiles { count: 4 }),
        (
            "{ kind = \"quantiles\", count = 3 }",
            Tiering::Quantiles { count: 3 },
        ),
        (
            "{ kind = \"natural-breaks\", count = 5 }",
            Tiering::NaturalBreaks { count: 5 },
        ),
        (
            "{ kind = \"thresholds\", cuts = [60, 75.5, 90] }",
            Tiering::Thresholds {
                cuts: vec![60.0, 75.5, 90.0],
            },
        ),
    ] {
        assert_eq!(method(&format!("tiers = {told}")).tiers, Some(expected));
    }
}

/// What is wrong with a key, in a word.
fn kind_of(problem: &KeyProblem) -> String {
    match problem {
        KeyProblem::UnknownKey { nearest, .. } => {
            format!("key, not {}", nearest.as_deref().unwrap_or("-"))
        }
        KeyProblem::UnknownWord { found, nearest, .. } => {
            format!("{found}, not {}", nearest.as_deref().unwrap_or("-"))
        }
        KeyProblem::WrongKind { expected, found } => format!("{found} for {expected:?}"),
        KeyProblem::Missing => "missing".to_owned(),
        other => panic!("{other:?}"),
    }
}

/// Lines below a section's head, of which the last is wrong: the key that is told, and what of it.
fn wrong(section: &str, cases: &[(&str, &str, &str)]) {
    for (lines, key, problem) in cases {
        let text = format!("[{section}]\n{lines}");
        let error = with(&text).map(|_| ()).unwrap_err();
        let told = (error.1.as_str(), kind_of(&error.2));
        assert_eq!(told, (*key, (*problem).to_owned()), "{text}");
        assert_eq!(error.0, 4 + text.lines().count() - 1, "{text}");
    }
}

#[test]
fn wrong_screens_and_switches_are_told() {
    let choice = "integer for Choice";
    assert_eq!(choice, format!("integer for {:?}", Kind::Choice));
    wrong(
        "method",
        &[
            ("denominate = 1", "method.denominate", "integer for Truth"),
            ("screen = \"usal\"", "method.screen", "usal, not usual"),
            ("screen = 1", "method.screen", "integer for Table"),
            (
                "screen = { units = \"3/2\" }",
                "method.screen.units",
                "string for Choice",
            ),
            (
                "screen = { units = \"most\" }",
                "method.screen.units",
                "string for Choice",
            ),
            (
                "screen = { nodes = true }",
                "method.screen.nodes",
                "boolean for Number",
            ),
            (
                "screen = { nonzeros = 0.5 }",
                "method.screen.nonzeros",
                "key, not nonzero",
            ),
            (
                "screen = { force_in = \"甲\" }",
                "method.screen.force_in",
                "string for Texts",
            ),
            ("tiers = \"medan\"", "method.tiers", "medan, not median"),
            ("tiers = 3", "method.tiers", "integer for Table"),
            (
                "tiers = { kind = \"thresholds\" }",
                "method.tiers.cuts",
                "missing",
            ),
            (
                "tiers = { kind = \"thresholds\", cuts = 3 }",
                "method.tiers.cuts",
                "integer for Choice",
            ),
            (
                "tiers = { kind = \"median\", count = 3 }",
                "method.tiers.count",
                "key, not -",
            ),
        ],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of all that can be said")]
fn wrong_imputations_and_treatments_are_told() {
    wrong(
        "method",
        &[
            ("impute = \"meen\"", "method.impute", "meen, not mean"),
            ("impute = 0", "method.impute", "integer for Choice"),
            (
                "impute = \"row-mean:1\"",
                "method.impute",
                "row-mean:1, not row-mean:LEVEL",
            ),
            (
                "impute = { kind = \"group-mean\" }",
                "method.impute.group",
                "missing",
            ),
            (
                "impute = { kind = \"row-mean\", level = 1 }",
                "method.impute.level",
                "integer for Choice",
            ),
            (
                "impute = { kind = \"carry-forward\", max = -1 }",
                "method.impute.max",
                "integer for Count",
            ),
            (
                "impute = { kind = \"constant\" }",
                "method.impute.value",
                "missing",
            ),
            (
                "impute = { kind = \"linear\", over = \"pooled\" }",
                "method.impute.over",
                "key, not -",
            ),
            (
                "impute = { kind = \"mean\", over = \"base:\" }",
                "method.impute.over",
                "base:, not base:Y",
            ),
            (
                "treat = \"winsorize\"",
                "method.treat",
                "winsorize, not winsorise",
            ),
            ("treat = [5, 95]", "method.treat", "array for Choice"),
            ("treat = { points = 5 }", "method.treat", "table for Choice"),
            (
                "treat = { winsorise = 2.5 }",
                "method.treat.winsorise",
                "float for Count",
            ),
            (
                "treat = { winsorise = 5, then = \"lgo\" }",
                "method.treat.then",
                "lgo, not log",
            ),
            (
                "treat = { percentile = [5] }",
                "method.treat.percentile",
                "array for Range",
            ),
            (
                "treat = { percentile = [5, 95], skewness = 2 }",
                "method.treat.skewness",
                "key, not -",
            ),
            (
                "treat = { kind = \"boxcox\" }",
                "method.treat.lambda",
                "missing",
            ),
            (
                "treat = { fixed = [0, \"1\"] }",
                "method.treat.fixed",
                "array for Range",
            ),
        ],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of all that can be said")]
fn wrong_weights_and_aggregations_are_told() {
    wrong(
        "method",
        &[
            ("weights = \"ahp\"", "method.weights", "ahp, not ahp:FILE"),
            ("weights = \"ahp:\"", "method.weights", "ahp:, not ahp:FILE"),
            (
                "weights = \"ahp:FILE\"",
                "method.weights",
                "ahp:FILE, not ahp:FILE",
            ),
            (
                "weights = \"given:m.csv\"",
                "method.weights",
                "given:m.csv, not -",
            ),
            (
                "weights = { kind = \"ahp\" }",
                "method.weights.file",
                "missing",
            ),
            (
                "weights = { kind = \"expert\", file = 1 }",
                "method.weights.file",
                "integer for Text",
            ),
            (
                "weights = { kind = \"ahp\", file = \"m\", method = \"eigen\" }",
                "method.weights.method",
                "eigen, not -",
            ),
            (
                "weights = { combine = \"given\" }",
                "method.weights.combine",
                "string for Choice",
            ),
            (
                "weights = { combine = [\"given\", \"entropi\"] }",
                "method.weights.combine",
                "entropi, not entropy",
            ),
            (
                "weights = { combine = [\"given\", \"entropy\"], how = \"sum\" }",
                "method.weights.how",
                "sum, not -",
            ),
            (
                "weights = { combine = [\"given\", \"entropy\"], alpha = 0.5 }",
                "method.weights.alpha",
                "key, not -",
            ),
            (
                "aggregate = \"topsi\"",
                "method.aggregate",
                "topsi, not topsis",
            ),
            (
                "aggregate = [\"arithmetic\", 2]",
                "method.aggregate",
                "integer for Text",
            ),
            (
                "aggregate = \"grey:0\"",
                "method.aggregate",
                "grey:0, not grey",
            ),
        ],
    );
}

#[test]
fn wrong_choices_of_nodes_are_told() {
    wrong(
        "method.indicator.x",
        &[
            (
                "lag = -1",
                "method.indicator.\"x\".lag",
                "integer for Count",
            ),
            (
                "lag = 5_000_000_000",
                "method.indicator.\"x\".lag",
                "integer for Choice",
            ),
            (
                "impute = \"lineal\"",
                "method.indicator.\"x\".impute",
                "lineal, not linear",
            ),
            (
                "direction = \"negative\"",
                "method.indicator.\"x\".direction",
                "key, not -",
            ),
        ],
    );
    wrong(
        "method.node.A",
        &[
            (
                "direction = \"negativ\"",
                "method.node.\"A\".direction",
                "negativ, not negative",
            ),
            (
                "min_availability = \"1/2\"",
                "method.node.\"A\".min_availability",
                "string for Number",
            ),
            ("lag = 1", "method.node.\"A\".lag", "key, not -"),
            (
                "aggregate = [\"borda\"]",
                "method.node.\"A\".aggregate",
                "array for Text",
            ),
        ],
    );
}

#[test]
fn wrong_formulas_pools_and_groups_are_told() {
    wrong(
        "derive",
        &[("\"人均\" = 3", "derive.\"人均\"", "integer for Text")],
    );
    wrong(
        "pools",
        &[(
            "\"京津冀\" = \"北京\"",
            "pools.\"京津冀\"",
            "string for Texts",
        )],
    );
    wrong(
        "pooling",
        &[
            ("GDP = \"total\"", "pooling.\"GDP\"", "total, not -"),
            ("GDP = \"mean:\"", "pooling.\"GDP\"", "mean:, not mean"),
        ],
    );
    wrong(
        "units",
        &[("groups = [\"g.csv\"]", "units.groups", "array for Text")],
    );
}
