//! Every choice of the method through `heng run`: real files, the real program, and scores beside
//! those of an independent computation.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use heng::engine::{Aggregation, Imputation, Normalisation, Tiering, Treatment, Weighting};
use tempfile::TempDir;

/// Exit code and what was said, on stdout and stderr.
type Told = (Option<i32>, String, String);

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/methods/toml")
}

fn run(index: &Path, out: &Path, language: &str) -> Told {
    let output = Command::new(env!("CARGO_BIN_EXE_heng"))
        .arg("run")
        .arg(index)
        .arg("--out")
        .arg(out)
        .args(["--language", language])
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// A copy of the data and sheets beside an index file of this text.
fn folder(index: &str, more: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for name in [
        "data.csv",
        "tree.csv",
        "ahp.csv",
        "experts.csv",
        "groups.csv",
    ] {
        fs::copy(fixtures().join(name), folder.path().join(name)).unwrap();
    }
    for (name, text) in more {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("index.toml"), index).unwrap();
    folder
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// Period, unit and code.
type Place = [String; 3];

fn by_place(rows: Vec<BTreeMap<String, String>>) -> BTreeMap<Place, String> {
    let entry = |row: BTreeMap<String, String>| {
        let place = ["period", "unit", "code"].map(|name| row[name].clone());
        (place, row["score"].clone())
    };
    rows.into_iter().map(entry).collect()
}

fn number(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

#[test]
fn scores_are_those_of_an_independent_computation() {
    let mut cases: BTreeMap<String, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    for row in rows(&fixtures().join("expected.csv")) {
        cases.entry(row["case"].clone()).or_default().push(row);
    }
    assert_eq!(cases.len(), 9);
    for (case, expected) in cases {
        let out = TempDir::new().unwrap();
        let index = fixtures().join(format!("{case}.toml"));
        let (code, said, err) = run(&index, out.path(), "zh");
        assert_eq!(code, Some(0), "{case}: {err}");
        assert_eq!(said.lines().count(), 3, "{case}: {said}");
        let found = by_place(rows(&out.path().join("scores.csv")));
        let expected = by_place(expected);
        assert!(expected.len() > 200);
        for (place, expected) in &expected {
            let (found, expected) = (number(&found[place]), number(expected));
            let close = match (found, expected) {
                (Some(found), Some(expected)) => {
                    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
                }
                (found, expected) => found == expected,
            };
            assert!(close, "{case} {place:?}: {found:?} instead of {expected:?}");
        }
        // Nothing is scored beside those: other units are for reference only.
        let units: BTreeSet<&String> = expected.keys().map(|place| &place[1]).collect();
        let others = found.keys().filter(|it| !expected.contains_key(*it));
        for place in others {
            assert!(!units.contains(&place[1]), "{case}: {place:?}");
        }
    }
}

#[test]
fn a_saved_project_gives_the_same_numbers() {
    for case in ["a", "b", "c", "f", "g", "h", "i"] {
        let index = fs::read_to_string(fixtures().join(format!("{case}.toml"))).unwrap();
        let index = format!("{index}project = \"p.heng\"\n");
        let tree = fs::read_to_string(fixtures().join("derived.csv")).unwrap();
        let folder = folder(&index, &[("derived.csv", &tree)]);
        let out = folder.path().join("out");
        let (code, _, err) = run(&folder.path().join("index.toml"), &out, "zh");
        assert_eq!(code, Some(0), "{case}: {err}");
        let again = folder.path().join("again");
        let output = Command::new(env!("CARGO_BIN_EXE_heng"))
            .arg("compute")
            .arg(out.join("p.heng"))
            .arg("--out")
            .arg(&again)
            .output()
            .unwrap();
        assert!(output.status.success(), "{case}: {output:?}");
        for file in ["scores.csv", "normalised.csv", "weights.csv"] {
            let read = |folder: &Path| fs::read_to_string(folder.join(file)).unwrap();
            assert_eq!(read(&out), read(&again), "{case}: {file}");
        }
    }
}

#[test]
fn what_happened_to_a_cell_stands_in_the_note() {
    let notes = |case: &str| {
        let out = TempDir::new().unwrap();
        let index = fixtures().join(format!("{case}.toml"));
        assert_eq!(run(&index, out.path(), "zh").0, Some(0));
        let rows = rows(&out.path().join("normalised.csv"));
        let told = rows.into_iter().filter(|row| !row["note"].is_empty());
        told.map(|row| {
            format!(
                "{} {} {} {}",
                row["period"], row["unit"], row["code"], row["note"]
            )
        })
        .collect::<Vec<_>>()
    };
    let a = notes("a");
    for expected in [
        "2019 深圳 pat clipped",
        "2019 西安 rd imputed:mean",
        "2020 成都 energy imputed:mean; log",
        "2019 北京 energy log",
        "2021 拉萨 gdp imputed:mean; screened-out",
    ] {
        assert!(a.iter().any(|note| note == expected), "{expected}: {a:#?}");
    }
    let mut g = notes("g");
    g.retain(|note| !note.contains("拉萨"));
    assert_eq!(
        g,
        [
            "2019 西安 rd imputed:2021",
            "2020 西安 rd imputed:2021",
            "2020 成都 energy imputed:2019..2022",
            "2021 成都 energy imputed:2019..2022",
            "2021 武汉 green imputed:2020",
        ]
        .map(str::to_owned)
    );
}

const HEAD: &str =
    "title = \"T\"\n[framework]\nfile = \"tree.csv\"\n[[data]]\nfile = \"data.csv\"\n";
const UNITS: &str = "[units]\nexclude = [\"全国\"]\ngroups = \"groups.csv\"\n";
const OUTPUT: &str = "[output]\nscores = \"scores.csv\"\nnormalised = \"normalised.csv\"\nweights = \"weights.csv\"\n";

/// Runs the data under some lines of `[method]` and further tables; every number is finite, and the
/// index of the last year is there for all.
fn runs(method: &str) {
    let index = format!("{HEAD}{UNITS}[method]\n{method}\n{OUTPUT}");
    let folder = folder(&index, &[]);
    let out = folder.path().join("out");
    let (code, _, err) = run(&folder.path().join("index.toml"), &out, "zh");
    assert_eq!(code, Some(0), "{method}: {err}");
    for (file, columns) in [
        ("scores.csv", &["score"][..]),
        ("normalised.csv", &["raw", "value", "normalised"]),
        ("weights.csv", &["weight", "effective"]),
    ] {
        for row in rows(&out.join(file)) {
            let numbers = columns.iter().filter_map(|it| number(&row[*it]));
            assert!(
                numbers.into_iter().all(f64::is_finite),
                "{method}: {file} {row:?}"
            );
        }
    }
    let scores = by_place(rows(&out.join("scores.csv")));
    let of_index = scores
        .iter()
        .filter(|(place, score)| place[2] == "I" && place[0] == "2022" && !score.is_empty());
    assert_eq!(of_index.count(), 11, "{method}");
}

/// Kinds that came by, beside all there are.
fn all_of(seen: &[&str], all: impl IntoIterator<Item = String>) {
    let seen: BTreeSet<String> = seen.iter().map(|it| (*it).to_owned()).collect();
    assert_eq!(seen, all.into_iter().collect());
}

#[test]
fn every_normalisation_runs() {
    let told = [
        ("minmax", "over = \"pooled\""),
        ("goalposts", "lo = 0, hi = 50_000"),
        ("zscore", "over = \"base:2019\""),
        ("distance-max", "range = [1, 10]"),
        ("distance-unit", "unit = \"上海\", cap = true"),
        ("distance-target", "target = 60_000"),
        ("share-of-max", ""),
        ("rank", ""),
        ("percentile-rank", ""),
        ("borda", ""),
        ("efficacy", "c = 50, d = 50"),
        ("base-index", "base = 2019"),
        ("vector", ""),
        ("sum", ""),
        ("none", ""),
    ];
    for (kind, more) in told {
        let comma = if more.is_empty() { "" } else { ", " };
        runs(&format!(
            "impute = \"median\"\n[method.indicator.\"GDP\"]\nnormalise = {{ kind = \"{kind}\"{comma}{more} }}"
        ));
    }
    let all = Normalisation::all();
    all_of(
        &told.map(|it| it.0),
        all.iter().map(|it| it.key().to_owned()),
    );
}

#[test]
fn every_imputation_runs() {
    let told = [
        "none",
        "mean",
        "median",
        "group-mean:板块",
        "group-median:板块",
        "row-mean:3",
        "carry-forward",
        "linear",
        "nearest",
        "constant:1",
    ];
    for choice in told {
        runs(&format!("impute = \"{choice}\""));
    }
    let kinds = told.map(|it| it.split(':').next().unwrap());
    let all = Imputation::all();
    all_of(&kinds, all.iter().map(|it| it.key().to_owned()));
}

#[test]
fn every_treatment_runs() {
    let told = [
        ("none", "\"none\""),
        ("winsorise", "{ winsorise = 3, over = \"pooled\" }"),
        ("boxcox", "\"boxcox:0.5\""),
        ("percentile", "{ percentile = [5, 95] }"),
        ("iqr", "\"iqr\""),
        ("fixed", "{ fixed = [1000, 30_000] }"),
    ];
    for (_, choice) in told {
        runs(&format!(
            "impute = \"median\"\n[method.indicator.\"GDP\"]\ntreat = {choice}"
        ));
    }
    let all = Treatment::all();
    all_of(
        &told.map(|it| it.0),
        all.iter().map(|it| it.key().to_owned()),
    );
}

#[test]
fn every_weighting_runs() {
    let told = [
        ("given", "\"given\""),
        ("equal", "\"equal\""),
        ("entropy", "{ kind = \"entropy\", shift = 0.01 }"),
        ("critic", "\"critic\""),
        ("sd", "{ kind = \"sd\", over = \"base:2020\" }"),
        ("cv", "\"cv\""),
        ("pca", "{ kind = \"pca\", scope = \"all\" }"),
        (
            "ahp",
            "{ kind = \"ahp\", file = \"ahp.csv\", method = \"geometric-mean\" }",
        ),
        ("expert", "\"expert:experts.csv\""),
        (
            "combined",
            "{ combine = [\"ahp:ahp.csv\", \"expert:experts.csv\", { kind = \"critic\", scope = \"all\" }] }",
        ),
    ];
    for (_, choice) in told {
        runs(&format!("impute = \"median\"\nweights = {choice}"));
    }
    let all = Weighting::all();
    all_of(
        &told.map(|it| it.0),
        all.iter().map(|it| it.key().to_owned()),
    );
}

#[test]
fn every_aggregation_runs_at_every_level() {
    for aggregation in Aggregation::ALL {
        let normalise = match aggregation {
            Aggregation::GrowthChain => "\"none\"",
            _ => "{ kind = \"minmax\", range = [1, 100] }",
        };
        let key = aggregation.key();
        // Through time a value before the first cannot be had, so all are filled.
        runs(&format!(
            "impute = \"nearest\"\nnormalise = {normalise}\naggregate = \"{key}\""
        ));
    }
    runs("impute = \"nearest\"\naggregate = [\"coupling\", \"topsis\"]");
}

#[test]
fn every_tiering_runs() {
    for tiering in Tiering::all() {
        let more = match tiering {
            Tiering::Thresholds { .. } => ", cuts = [60, 30]",
            _ => "",
        };
        runs(&format!("tiers = {{ kind = \"{}\"{more} }}", tiering.key()));
    }
}

#[test]
fn a_lone_indicator_and_two_units_are_an_index_all_the_same() {
    let lone = "代码,指标,上级,权重\nI,指数,,\ngdp,GDP,I,1\n";
    for weights in ["given", "entropy", "critic", "pca"] {
        let index = format!("{HEAD}{UNITS}[method]\nweights = \"{weights}\"\n{OUTPUT}");
        let folder = folder(&index, &[("tree.csv", lone)]);
        let out = folder.path().join("out");
        let (code, _, err) = run(&folder.path().join("index.toml"), &out, "zh");
        // 拉萨 lacks its one value in a year; of the weights there is nothing to say.
        assert_eq!(
            (code, err.lines().count()),
            (Some(0), 1),
            "{weights}: {err}"
        );
        let weights = rows(&out.join("weights.csv"));
        assert!(weights.iter().all(|row| row["effective"] == "1"));
    }
    let two = UNITS.replace("exclude = [\"全国\"]", "only = [\"北京\", \"上海\"]");
    for aggregate in ["arithmetic", "topsis", "borda", "copeland"] {
        let index = format!("{HEAD}{two}[method]\naggregate = \"{aggregate}\"\n{OUTPUT}");
        let folder = folder(&index, &[]);
        let out = folder.path().join("out");
        let (code, _, err) = run(&folder.path().join("index.toml"), &out, "zh");
        assert_eq!(code, Some(0), "{aggregate}: {err}");
    }
}

#[test]
fn a_denominator_of_zero_is_a_warning() {
    let data = fs::read_to_string(fixtures().join("data.csv")).unwrap();
    let data = data.replace("拉萨,2019,618.0,85.0,", "拉萨,2019,618.0,0,");
    let index = format!("{HEAD}{UNITS}[method]\ndenominate = true\n{OUTPUT}");
    let folder = folder(&index, &[("data.csv", &data)]);
    let out = folder.path().join("out");
    let (code, _, err) = run(&folder.path().join("index.toml"), &out, "en");
    assert_eq!(code, Some(0), "{err}");
    assert!(err.contains("2019 (zero for 1, absent for 0)"), "{err}");
    let rows = rows(&out.join("normalised.csv"));
    let zero = |row: &&BTreeMap<String, String>| {
        (row["unit"].as_str(), row["period"].as_str()) == ("拉萨", "2019") && row["code"] == "rd"
    };
    let row = rows.iter().find(zero).unwrap();
    assert_eq!((row["raw"].as_str(), row["value"].as_str()), ("3.1", ""));
}

/// The work fails with one line that holds all the words, in both languages, and what was written
/// before stays as it is.
fn refused(index: &str, more: &[(&str, &str)], words: &[&str]) {
    let folder = folder(index, more);
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("scores.csv"), "before").unwrap();
    for language in ["zh", "en"] {
        let (code, said, err) = run(&folder.path().join("index.toml"), &out, language);
        assert_eq!((code, said.as_str()), (Some(1), ""), "{index}: {err}");
        assert_eq!(err.lines().count(), 1, "{err}");
        for word in words {
            assert!(err.contains(word), "{word:?} in {err}");
        }
        let names: Vec<_> = fs::read_dir(&out)
            .unwrap()
            .map(|it| it.unwrap().file_name())
            .collect();
        assert_eq!(names, ["scores.csv"]);
        assert_eq!(
            fs::read_to_string(out.join("scores.csv")).unwrap(),
            "before"
        );
    }
}

fn method(lines: &str) -> String {
    format!("{HEAD}{UNITS}[method]\n{lines}\n{OUTPUT}")
}

#[test]
fn judgements_that_cannot_be_used_name_their_cell() {
    let ahp = fs::read_to_string(fixtures().join("ahp.csv")).unwrap();
    let index = method("weights = \"ahp:ahp.csv\"");
    for (from, to, words) in [
        ("eco,1/2,1,3", "eco,2,1,3", ["ahp.csv", "B4"]),
        ("env,1/4,1/3,1", "env,1/4,1/3,5", ["ahp.csv", "D5"]),
        ("inn,1,2,4", "inn,1,0,4", ["ahp.csv", "C3"]),
        ("rd,1,1/2,", "rd,1,many,", ["ahp.csv", "many"]),
        ("I,inn,eco,env", "J,inn,eco,env", ["index.toml", "J"]),
    ] {
        let text = ahp.replacen(from, to, 1);
        assert_ne!(text, ahp);
        refused(&index, &[("ahp.csv", &text)], &words);
    }
    // No judgements of a node that is to be weighed by some.
    let cut = ahp.split("绿色").next().unwrap();
    refused(&index, &[("ahp.csv", cut)], &["tree.csv B9", "绿色"]);
    let experts = "指标,专家甲,专家乙\n创新,50,-6\n";
    let index = method("weights = \"expert:experts.csv\"");
    refused(&index, &[("experts.csv", experts)], &["experts.csv C2"]);
    let experts = "指标,专家甲,专家乙\n创薪,50,6\n";
    refused(&index, &[("experts.csv", experts)], &["创薪", "创新"]);
}

#[test]
fn choices_that_cannot_be_carried_out_name_their_place() {
    for (lines, words) in [
        (
            "[method.indicator.\"GDP\"]\nnormalise = { kind = \"base-index\", base = 1999 }",
            &["tree.csv B7", "GDP", "1999"][..],
        ),
        (
            "normalise = { kind = \"minmax\", over = \"base:1999\" }",
            &["tree.csv", "1999"],
        ),
        (
            "[method.indicator.\"GDP\"]\nnormalise = { kind = \"goalposts\", lo = 9, hi = 9 }",
            &["index.toml", "method.indicator.\"GDP\"", "9"],
        ),
        (
            "impute = \"group-mean:区域\"",
            &["index.toml", "method", "区域"],
        ),
        (
            "treat = { fixed = [5, 1] }",
            &["index.toml", "method", "5", "1"],
        ),
        ("treat = \"boxcox:0\"", &["tree.csv B5", "专利"]),
        (
            "weights = { combine = [\"given\"] }",
            &["index.toml", "method"],
        ),
        (
            "weights = { combine = [\"given\", \"equal\"], how = \"blend\", alpha = 2 }",
            &["index.toml", "method"],
        ),
        (
            "tiers = { kind = \"quantiles\", count = 1 }",
            &["index.toml", "method.tiers"],
        ),
        ("screen = { units = 1.5 }", &["index.toml", "method", "1.5"]),
        (
            "screen = { force_in = [\"北平\"] }",
            &["index.toml", "method.screen.force_in", "北平"],
        ),
        (
            "[method.node.\"绿色\"]\nmin_availability = 1.5",
            &["index.toml", "method.node.\"绿色\"", "1.5"],
        ),
        (
            "[method.node.\"绿色\"]\naggregate = \"growth-chain\"",
            &["tree.csv B9", "绿色"],
        ),
        ("aggregate = \"geometric\"", &["tree.csv", "1–100"]),
    ] {
        refused(&method(lines), &[], words);
    }
    let two = UNITS.replace("exclude = [\"全国\"]", "only = [\"北京\", \"上海\"]");
    let index = format!("{HEAD}{two}[method]\nweights = \"critic\"\n{OUTPUT}");
    refused(&index, &[], &["tree.csv", "2"]);
}

#[test]
fn formulas_that_cannot_be_used_name_their_key() {
    let index = |derive: &str| format!("{HEAD}[derive]\n{derive}\n{OUTPUT}");
    for (derive, words) in [
        (
            "\"人均\" = \"[GDP] / [人囗]\"",
            &["index.toml", "derive.\"人均\"", "人囗"][..],
        ),
        (
            "\"人均\" = \"[GDP] / \"",
            &["index.toml", "derive.\"人均\""],
        ),
        (
            "\"比\" = \"[GDP] / of([GDP], \\\"全囯\\\")\"",
            &["index.toml", "derive.\"比\"", "全囯"],
        ),
        (
            "\"甲\" = \"[乙] + 1\"\n\"乙\" = \"[甲] + 1\"",
            &["index.toml", "derive.\"乙\"", "甲", "乙"],
        ),
        (
            "\"甲\" = \"[甲] + 1\"",
            &["index.toml", "derive.\"甲\"", "甲"],
        ),
    ] {
        refused(&index(derive), &[], words);
    }
    // In a framework sheet, the row of the indicator is named.
    let tree = "代码,指标,上级,公式\nI,指数,,\ngdp,GDP,I,\nx,人均,I,[GDP] / [人囗]\n";
    refused(&index(""), &[("tree.csv", tree)], &["tree.csv B4", "人囗"]);
    let circle = "代码,指标,上级,公式\nI,指数,,\nx,甲,I,[乙] + 1\ny,乙,I,[甲] + 1\n";
    refused(&index(""), &[("tree.csv", circle)], &["tree.csv B"]);
    for (more, words) in [
        (
            "[pools]\n\"京津冀\" = [\"北京\", \"天津\"]\n",
            &["index.toml", "pools.\"京津冀\"", "天津"][..],
        ),
        ("[pools]\n\"空\" = []\n", &["index.toml", "pools.\"空\""]),
        (
            "[pools]\n\"北京\" = [\"上海\"]\n",
            &["index.toml", "pools.\"北京\""],
        ),
        (
            "[pooling]\n\"GNP\" = \"sum\"\n",
            &["index.toml", "pooling.\"GNP\"", "GNP"],
        ),
        (
            "[pooling]\n\"绿地率\" = \"mean:人囗\"\n",
            &["index.toml", "pooling.\"绿地率\"", "人囗"],
        ),
    ] {
        refused(&format!("{HEAD}{more}{OUTPUT}"), &[], words);
    }
}

#[test]
fn no_output_takes_the_place_of_a_file_that_is_read() {
    for file in ["ahp.csv", "experts.csv", "groups.csv"] {
        let index = format!(
            "{HEAD}{UNITS}[method]\nweights = {{ combine = [\"ahp:ahp.csv\", \"expert:experts.csv\"] }}\n\
             [output]\nscores = \"{file}\"\n"
        );
        let folder = folder(&index, &[]);
        let before = fs::read(folder.path().join(file)).unwrap();
        let (code, _, err) = run(&folder.path().join("index.toml"), folder.path(), "zh");
        assert_eq!(code, Some(1), "{file}: {err}");
        assert!(err.contains(file), "{err}");
        assert_eq!(fs::read(folder.path().join(file)).unwrap(), before);
    }
}
