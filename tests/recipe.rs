//! What `index.toml` may say, and how a mistake in it is told.

use std::{fs, path::Path};

use heng::{
    engine::{Aggregation, DataWeighting, Importance, Normalisation, Over, Period, Weighting},
    import::sheet_map::TableLayout,
    project::SheetKind,
    project::recipe::{DataForm, IndexFile, KeyProblem, Kind, parse},
};

const HEAD: &str = "title = \"T\"\n[[data]]\nfile = \"a.csv\"\n";

/// A file of the least that is needed and some more lines, which begin in line 4.
fn with(more: &str) -> Result<IndexFile, (usize, String, KeyProblem)> {
    parse(&format!("{HEAD}{more}")).map_err(|it| (it.line, it.key, it.problem))
}

#[test]
fn every_sample_is_read() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let mut titles = Vec::new();
    for entry in fs::read_dir(samples).unwrap() {
        let file = entry.unwrap().path().join("index.toml");
        // A framework alone has none.
        if let Ok(text) = fs::read_to_string(file) {
            titles.push(parse(&text).unwrap().title);
        }
    }
    titles.sort();
    assert_eq!(
        titles,
        [
            "全球人工智能竞争力 2025：AI论文影响力值Z",
            "城市硬科技创新指数 2020"
        ]
    );
}

#[test]
fn all_that_can_be_said_is_read() {
    let read = with(
        "sheet = \"表1\"\nheader_row = 2\nunit_column = \"城市\"\nperiod = \"2020Q3\"\nlayout = \"wide\"\nset = \"main\"\n\
         [framework]\nfile = \"f.csv\"\n\
         [units]\ntop = { indicator = \"GDP\", count = 1_000, period = 2019 }\nexclude = [\"拉萨\"]\nreference = [\"全国\"]\n\
         [method]\nnormalise = { kind = \"minmax\", range = [1, 1e2], over = \"base:2015\" }\nweights = { kind = \"equal\" }\n\
         aggregate = [\"arithmetic\", \"geometric\", \"harmonic\", \"power:2\", \"minimum\", \"topsis\", \
         \"rank-sum-ratio\", \"grey\", \"coupling\", \"borda\", \"copeland\", \"growth-chain\"]\nmin_availability = 0.5\nimpute = \"none\"\ndenominate = false\n\
         [method.indicator.\"GDP\"]\nnormalise = \"goalposts\"\n[method.node.\"A/B\"]\naggregate = \"geometric\"\n\
         [output]\nscores = \"s.csv\"\nlanguage = \"en\"\nvalues_only = true\n\
         without = [\"charts\", \"raw\"]\ndecimals = 0\n",
    )
    .unwrap();
    let without: Vec<SheetKind> = read.output.without.iter().copied().collect();
    assert_eq!(without, [SheetKind::Charts, SheetKind::Raw]);
    assert_eq!(read.output.decimals, Some(0));
    assert_eq!(read.data[0].layout.period, Some(Period::Quarter(2020, 3)));
    assert_eq!(read.data[0].layout.header_row, Some(2));
    let top = read.units.top.unwrap();
    assert_eq!((top.count, top.period), (1000, Some(Period::Year(2019))));
    let expected = Normalisation::MinMax {
        range: [1.0, 100.0],
        over: Over::Base(Period::Year(2015)),
    };
    assert_eq!(read.method.normalisation, Some(expected));
    assert_eq!(read.method.weighting, Some(Weighting::Equal));
    assert_eq!(read.method.aggregations, Some(Aggregation::ALL.to_vec()));
    assert_eq!(read.method.min_availability, Some(0.5));
    let overrides: Vec<(&str, usize)> = read
        .overrides
        .iter()
        .map(|it| (it.node.as_str(), it.line))
        .collect();
    assert_eq!(overrides, [("GDP", 23), ("A/B", 25)]);
    assert_eq!(read.output.language.as_deref(), Some("en"));
}

#[expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]
fn normalise(choice: &str) -> (Normalisation, Option<String>) {
    let read = with(&format!("[method]\nnormalise = {choice}")).unwrap();
    (read.method.normalisation.unwrap(), read.reference_unit)
}

#[test]
fn every_normalisation_is_read_by_its_key() {
    for normalisation in Normalisation::all() {
        let key = normalisation.key();
        let usual = (normalisation, None);
        assert_eq!(normalise(&format!("\"{key}\"")), usual);
        assert_eq!(normalise(&format!("{{ kind = \"{key}\" }}")), usual);
    }
    let (read, unit) = normalise("{ kind = \"distance-unit\", unit = \"全国\", cap = true }");
    assert!(matches!(
        read,
        Normalisation::DistanceUnit {
            unit: None,
            cap: true,
            ..
        }
    ));
    assert_eq!(unit.as_deref(), Some("全国"));
}

#[test]
fn every_parameter_of_a_normalisation_is_read() {
    let (range, over) = ([1.0, 100.0], Over::Pooled);
    for (parameters, expected) in [
        (
            "{ kind = \"zscore\", mean = 50, sd = 10, over = \"pooled\" }",
            Normalisation::ZScore {
                mean: 50.0,
                sd: 10.0,
                over: over.clone(),
            },
        ),
        (
            "{ kind = \"distance-target\", range = [1, 100], target = 7.5, cap = true }",
            Normalisation::DistanceTarget {
                range,
                target: Some(7.5),
                cap: true,
                over: Over::Period,
            },
        ),
        (
            "{ kind = \"share-of-max\", range = [1, 100], over = \"pooled\" }",
            Normalisation::ShareOfMax { range, over },
        ),
        (
            "{ kind = \"percentile-rank\", range = [1, 100] }",
            Normalisation::PercentileRank { range },
        ),
        (
            "{ kind = \"efficacy\", c = 50, d = 50, lo = 1, hi = 3, over = \"base:2015\" }",
            Normalisation::Efficacy {
                c: 50.0,
                d: 50.0,
                lo: Some(1.0),
                hi: Some(3.0),
                over: Over::Base(Period::Year(2015)),
            },
        ),
        (
            "{ kind = \"base-index\", base = 2015 }",
            Normalisation::BaseIndex {
                base: Some(Period::Year(2015)),
            },
        ),
    ] {
        assert_eq!(normalise(parameters), (expected, None), "{parameters}");
    }
}

#[test]
fn weights_from_scores_are_read_with_their_parameters() {
    let read =
        |more: &str| with(&format!("[method]\nweights = {more}")).map(|it| it.method.weighting);
    let entropy = Weighting::Data(DataWeighting {
        by: Importance::Entropy { shift: 0.01 },
        over: Over::Base(Period::Year(2020)),
        scope: heng::engine::Scope::Siblings,
    });
    let told = "{ kind = \"entropy\", shift = 0.01, scope = \"siblings\", over = \"base:2020\" }";
    assert_eq!(read(told).unwrap(), Some(entropy));
    for by in Importance::ALL {
        let plain = Weighting::Data(DataWeighting {
            by,
            over: Over::Period,
            scope: heng::engine::Scope::Siblings,
        });
        assert_eq!(read(&format!("\"{}\"", by.key())).unwrap(), Some(plain));
    }
    for (wrong, key) in [
        ("{ kind = \"entropy\", shift = -1 }", "method.weights.shift"),
        (
            "{ kind = \"entropy\", scope = \"al\" }",
            "method.weights.scope",
        ),
        ("{ kind = \"critic\", shift = 1 }", "method.weights.shift"),
        (
            "{ kind = \"given\", over = \"pooled\" }",
            "method.weights.over",
        ),
    ] {
        assert_eq!(read(wrong).unwrap_err().1, key, "{wrong}");
    }
}

#[test]
fn a_mark_of_utf_8_is_no_part_of_the_text() {
    assert_eq!(parse(&format!("\u{feff}{HEAD}")).unwrap().title, "T");
}

#[test]
fn broken_toml_is_told_with_its_line() {
    let error = parse("title = \"T\"\n\n[[data]\nfile = \"a\"").unwrap_err();
    assert_eq!((error.line, error.key.as_str()), (3, ""));
    assert!(matches!(error.problem, KeyProblem::Syntax { message } if !message.is_empty()));
}

#[test]
fn an_unknown_key_names_the_nearest_one() {
    for (more, line, key, near) in [
        ("[metod]\n", 4, "metod", Some("method")),
        (
            "unit_colum = \"a\"\n",
            4,
            "data.unit_colum",
            Some("unit_column"),
        ),
        (
            "[method]\nweights = \"equal\"\nagregate = \"arithmetic\"",
            6,
            "method.agregate",
            Some("aggregate"),
        ),
        ("[output]\nqqqqq = 1", 5, "output.qqqqq", None),
        (
            "[method]\nnormalise = { kind = \"minmax\", rang = [0, 1] }",
            5,
            "method.normalise.rang",
            Some("range"),
        ),
        (
            "[method]\nnormalise = { kind = \"zscore\", men = 50 }",
            5,
            "method.normalise.men",
            Some("mean"),
        ),
        (
            "[method]\nnormalise = { kind = \"rank\", range = [0, 1] }",
            5,
            "method.normalise.range",
            None,
        ),
        (
            "[method]\nnormalise = { kind = \"distance-unit\", unti = \"a\" }",
            5,
            "method.normalise.unti",
            Some("unit"),
        ),
    ] {
        let (at, told, problem) = with(more).unwrap_err();
        assert_eq!((at, told.as_str()), (line, key));
        let KeyProblem::UnknownKey { nearest, known } = problem else {
            panic!("{key}: {problem:?}");
        };
        assert_eq!(nearest.as_deref(), near, "{key}");
        assert!(near.is_none_or(|near| known.contains(&near)), "{key}");
    }
}

#[test]
fn a_wrong_kind_is_told() {
    for (more, key, expected, found) in [
        ("period = 1.5", "data.period", Kind::Period, "float"),
        ("header_row = -1", "data.header_row", Kind::Count, "integer"),
        (
            "[units]\nonly = \"北京\"",
            "units.only",
            Kind::Texts,
            "string",
        ),
        ("[units]\nonly = [1]", "units.only", Kind::Texts, "array"),
        (
            "[method]\nnormalise = 3",
            "method.normalise",
            Kind::Choice,
            "integer",
        ),
        (
            "[method]\nnormalise = { kind = \"minmax\", range = [0] }",
            "method.normalise.range",
            Kind::Range,
            "array",
        ),
        (
            "[method]\nmin_availability = inf",
            "method.min_availability",
            Kind::Number,
            "float",
        ),
        (
            "[method]\ndenominate = \"yes\"",
            "method.denominate",
            Kind::Truth,
            "string",
        ),
        (
            "[method]\naggregate = []",
            "method.aggregate",
            Kind::Choice,
            "array",
        ),
        (
            "[framework]\nfile = 1",
            "framework.file",
            Kind::Text,
            "integer",
        ),
    ] {
        let (_, told, problem) = with(more).unwrap_err();
        assert_eq!(told, key);
        assert_eq!(problem, KeyProblem::WrongKind { expected, found }, "{key}");
    }
    let error = parse("title = \"T\"\ndata = 1").unwrap_err();
    let expected = KeyProblem::WrongKind {
        expected: Kind::Tables,
        found: "integer",
    };
    assert_eq!((error.line, error.problem), (2, expected));
}

#[test]
fn a_layout_is_a_word_or_left_to_recognition() {
    let form = |more: &str| {
        let text = format!("title = \"T\"\n[[data]]\nfile = \"a.csv\"\n{more}");
        parse(&text).unwrap().data[0].form
    };
    assert_eq!(form(""), DataForm::AnyTable);
    assert_eq!(form("layout = \"wide\""), DataForm::Wide);
    for (word, lies) in [
        ("transposed", TableLayout::UnitsAcross),
        ("years", TableLayout::PeriodsAcross),
        ("long", TableLayout::Long),
    ] {
        assert_eq!(form(&format!("layout = \"{word}\"")), DataForm::Lies(lies));
    }
}

#[test]
fn a_word_of_the_format_that_does_not_work_yet_says_so() {
    for (more, key) in [
        ("set = \"firms\"", "data.set"),
        ("[robustness]", "robustness"),
        ("[robustness]\ndraws = 10000", "robustness"),
        ("[output]\nrobustness = \"r.csv\"", "output.robustness"),
        ("[output]\ncharts = \"charts/\"", "output.charts"),
        ("[output]\naudit = \"a.csv\"", "output.audit"),
    ] {
        let (line, told, problem) = with(more).unwrap_err();
        assert_eq!((told.as_str(), problem), (key, KeyProblem::NotYet));
        assert!(line >= 4, "{key} in line {line}");
    }
}

#[test]
fn a_word_that_means_nothing_names_the_nearest_one() {
    for (more, found, near) in [
        (
            "[method]\nnormalise = \"min-max\"",
            "min-max",
            Some("minmax"),
        ),
        (
            "[method]\nnormalise = \"minmax:3\"",
            "minmax:3",
            Some("minmax"),
        ),
        (
            "[method]\naggregate = \"arithmetic:2\"",
            "arithmetic:2",
            Some("arithmetic"),
        ),
        ("[method]\nweights = \"eqal\"", "eqal", Some("equal")),
        ("[output]\nlanguage = \"中文\"", "中文", None),
        ("[output]\nwithout = [\"chart\"]", "chart", Some("charts")),
        ("[output]\ndecimals = 7", "7", None),
        ("layout = \"wid\"", "wid", Some("wide")),
    ] {
        let (_, _, problem) = with(more).unwrap_err();
        let KeyProblem::UnknownWord {
            found: told,
            nearest,
            ..
        } = problem
        else {
            panic!("{found}: {problem:?}");
        };
        assert_eq!((told.as_str(), nearest.as_deref()), (found, near));
    }
}

#[test]
fn what_is_needed_and_what_contradicts_is_told() {
    let missing = |text: &str| {
        let error = parse(text).unwrap_err();
        assert_eq!(error.problem, KeyProblem::Missing);
        error.key
    };
    assert_eq!(missing(""), "title");
    assert_eq!(missing("title = \"T\""), "data");
    assert_eq!(
        missing("title = \"T\"\n[[data]]\nperiod = 2020"),
        "data.file"
    );
    assert_eq!(
        missing(&format!("{HEAD}[units]\ntop = {{ count = 3 }}")),
        "units.top.indicator"
    );
    let (line, key, problem) = with("[units]\nall = true\nonly = [\"北京\"]").unwrap_err();
    assert_eq!((line, key.as_str()), (5, "units.all"));
    assert_eq!(problem, KeyProblem::Contradicts { other: "only" });
}
