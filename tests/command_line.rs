//! The command line as a scheduled task uses it: the real program, real files.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use calamine::{Data, Reader as _, open_workbook_auto};
use heng::{
    engine::compute,
    project::{At, Document, Edit, MethodPatch, file, find_node, resolve},
};
use tempfile::TempDir;

/// What the program answered.
#[derive(Debug)]
struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

fn heng<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Told {
    let output = Command::new(env!("CARGO_BIN_EXE_heng"))
        .args(arguments)
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .unwrap();
    Told {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Told {
    /// Done, and nothing to complain about.
    fn done(self) -> Self {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{self:?}");
        self
    }
}

/// `heng run INDEX --out OUT`, both below a folder.
fn run(folder: &Path, out: &str) -> Told {
    let (index, out) = (folder.join("index.toml"), folder.join(out));
    heng([
        "run".as_ref(),
        index.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ])
}

fn sample(name: &str) -> PathBuf {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    samples.join(name)
}

fn fixture(name: &str) -> Vec<u8> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    fs::read(fixtures.join(name)).unwrap()
}

/// A folder of files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

const CITIES: &str = "城市,产值（亿元）,用电\n甲,10,1\n乙,20,2\n丙,30,3\n";
const TREE: &str = "代码,指标,上级,权重,方向\nI,总指数,,,\nA,产值,I,3,正向\nB,用电,I,1,逆向\n";
const INDEX: &str =
    "title = \"T\"\n[framework]\nfile = \"tree.csv\"\n[[data]]\nfile = \"cities.csv\"\n";
const OUTPUT: &str = "[output]\nscores = \"scores.csv\"\nweights = \"weights.csv\"\n";

/// The small index, with another framework, data or more lines in its `index.toml`.
fn small(tree: &str, cities: &str, more: &str) -> TempDir {
    let index = format!("{INDEX}{more}{OUTPUT}");
    folder(&[
        ("index.toml", index.as_bytes()),
        ("tree.csv", tree.as_bytes()),
        ("cities.csv", cities.as_bytes()),
    ])
}

/// The rows of a table, each a map from header to field.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// `unit score rank` of the index itself, a line a unit; `—` for what is missing.
fn index_scores(scores: &Path) -> Vec<String> {
    let rows = rows(scores);
    let index = rows[0]["code"].clone();
    let of_index = rows.iter().filter(|row| row["code"] == index);
    let shown = |text: &String| {
        if text.is_empty() {
            "—".to_owned()
        } else {
            text.clone()
        }
    };
    of_index
        .map(|row| {
            format!(
                "{} {} {}",
                row["unit"],
                shown(&row["score"]),
                shown(&row["rank"])
            )
        })
        .collect()
}

/// `code effective-weight` of each node.
fn weights(path: &Path) -> Vec<String> {
    let rows = rows(path);
    rows.iter()
        .map(|row| format!("{} {}", row["code"], row["effective"]))
        .collect()
}

/// The names in a folder and below, in order; none where there is no folder.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            names.extend(
                self::names(&path)
                    .into_iter()
                    .map(|below| format!("{name}/{below}")),
            );
        } else {
            names.push(name);
        }
    }
    names.sort();
    names
}

const ALL_OUTPUTS: [&str; 5] = [
    "index.heng",
    "normalised.csv",
    "ranked.xlsx",
    "scores.csv",
    "weights.csv",
];

#[test]
fn the_published_ranking_of_cities_is_computed() {
    let out = TempDir::new().unwrap();
    let index = sample("hardtech-2020").join("index.toml");
    let told = heng([
        "run".as_ref(),
        index.as_os_str(),
        "--out".as_ref(),
        out.path().as_os_str(),
    ])
    .done();
    assert_eq!(names(out.path()), ALL_OUTPUTS);
    assert_eq!(told.out.lines().count(), 5);

    let scores = rows(&out.path().join("scores.csv"));
    let first = &scores[0];
    assert_eq!(
        (first["unit"].as_str(), first["rank"].as_str()),
        ("北京", "1")
    );
    let score: f64 = first["score"].parse().unwrap();
    assert!((score - 84.038).abs() < 1e-9, "{score}");

    let index = scores.iter().filter(|row| row["code"] == first["code"]);
    let computed: BTreeMap<&str, &str> = index
        .map(|row| (row["unit"].as_str(), row["rank"].as_str()))
        .collect();
    let published = rows(&sample("hardtech-2020").join("published-ranking.csv"));
    let published: BTreeMap<&str, &str> = published
        .iter()
        .map(|row| (row["城市"].as_str(), row["硬科技指数排名"].as_str()))
        .collect();
    assert_eq!(published.len(), 38);
    assert_eq!(computed, published);
}

#[test]
fn every_sample_is_computed() {
    for name in ["hardtech-2020", "ai-2025"] {
        let out = TempDir::new().unwrap();
        let index = sample(name).join("index.toml");
        heng([
            "run".as_ref(),
            index.as_os_str(),
            "--out".as_ref(),
            out.path().as_os_str(),
        ])
        .done();
        assert_eq!(names(out.path()), ALL_OUTPUTS, "{name}");
    }
}

#[test]
fn the_workbook_reads_back() {
    let out = TempDir::new().unwrap();
    let index = sample("hardtech-2020").join("index.toml");
    heng([
        "run".as_ref(),
        index.as_os_str(),
        "--out".as_ref(),
        out.path().as_os_str(),
    ])
    .done();
    let mut book = open_workbook_auto(out.path().join("ranked.xlsx")).unwrap();
    assert_eq!(book.sheet_names()[..2], ["封面", "排名"]);
    let ranking = book.worksheet_range("排名").unwrap();
    assert_eq!(ranking.height(), 39);
    let first: Vec<&Data> = ranking.rows().nth(1).unwrap().iter().take(3).collect();
    assert_eq!(first[0], &Data::Float(1.0));
    assert_eq!(first[1], &Data::String("北京".to_owned()));
    assert!(matches!(first[2], Data::Float(score) if (score - 84.038).abs() < 1e-9));
}

#[test]
fn a_project_file_computes_to_the_same_bits() {
    for name in ["hardtech-2020", "ai-2025"] {
        let out = TempDir::new().unwrap();
        let index = sample(name).join("index.toml");
        heng([
            "run".as_ref(),
            index.as_os_str(),
            "--out".as_ref(),
            out.path().as_os_str(),
        ])
        .done();
        let project = out.path().join("index.heng");
        let again = out.path().join("again");
        heng([
            "compute".as_ref(),
            project.as_os_str(),
            "--out".as_ref(),
            again.as_os_str(),
        ])
        .done();
        for table in ["scores.csv", "normalised.csv", "weights.csv"] {
            let (first, second) = (out.path().join(table), again.join(table));
            assert_eq!(
                fs::read(first).unwrap(),
                fs::read(second).unwrap(),
                "{name} {table}"
            );
        }

        let document = file::open(&project).unwrap();
        let results = compute(&resolve(document.main().unwrap(), None).unwrap());
        let nodes = results.nodes.iter().flat_map(|node| &node.periods);
        let known = nodes.flat_map(|period| period.scores.iter());
        let known: Vec<Option<u64>> = known.map(|score| score.map(f64::to_bits)).collect();
        let written = rows(&again.join("scores.csv"));
        let written: Vec<Option<u64>> = written
            .iter()
            .map(|row| row["score"].parse().ok().map(f64::to_bits))
            .collect();
        assert_eq!(written, known, "{name}");
    }
}

#[test]
fn outputs_stand_beside_the_index_file_unless_told_otherwise() {
    let parent = TempDir::new().unwrap();
    let copy = parent.path().join("我的 指数 2020");
    fs::create_dir(&copy).unwrap();
    let mut expected: Vec<String> = ALL_OUTPUTS.map(str::to_owned).to_vec();
    for entry in fs::read_dir(sample("hardtech-2020")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
        expected.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    expected.sort();
    heng(["run".as_ref(), copy.join("index.toml").as_os_str()]).done();
    assert_eq!(names(&copy), expected);

    // The same by a bare name in the current folder.
    fs::remove_file(copy.join("scores.csv")).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_heng"))
        .args(["run", "index.toml"])
        .current_dir(&copy)
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(names(&copy), expected);
}

#[test]
fn a_run_again_replaces_its_outputs() {
    let folder = small(TREE, CITIES, "");
    run(folder.path(), "out").done();
    let first = fs::read(folder.path().join("out/scores.csv")).unwrap();
    run(folder.path(), "out").done();
    assert_eq!(
        fs::read(folder.path().join("out/scores.csv")).unwrap(),
        first
    );
    assert_eq!(
        names(&folder.path().join("out")),
        ["scores.csv", "weights.csv"]
    );
}

#[test]
fn outputs_may_stand_in_folders_of_their_own() {
    let folder = folder(&[
        (
            "index.toml",
            "title = \"T\"\n[[data]]\nfile = \"数 据.csv\"\n[output]\nscores = \"表 格/得 分.csv\"\nproject = \"a/b/c.heng\"\n"
                .as_bytes(),
        ),
        ("数 据.csv", CITIES.as_bytes()),
    ]);
    run(folder.path(), "结 果").done();
    assert_eq!(
        names(&folder.path().join("结 果")),
        ["a/b/c.heng", "表 格/得 分.csv"]
    );
}

#[test]
fn frameworks_of_either_kind_give_the_same_index() {
    let levels = "一级指标,权重,二级指标,权重,方向\n经济,3,产值,1,正向\n资源,1,用电,1,逆向\n";
    for tree in [TREE, levels] {
        let folder = small(tree, CITIES, "");
        run(folder.path(), "out").done();
        assert_eq!(
            index_scores(&folder.path().join("out/scores.csv")),
            ["甲 25 3", "乙 50 2", "丙 75 1"]
        );
    }
}

#[test]
fn level_columns_make_a_tree() {
    let tree = "维度,权重,指标,权重,方向\n经济,3,产值,1,正向\n,,人口,2,正向\n资源,1,用电,1,逆向\n";
    let cities = "城市,产值,人口,用电\n甲,1,4,1\n乙,2,3,2\n";
    let folder = small(tree, cities, "");
    run(folder.path(), "out").done();
    assert_eq!(
        weights(&folder.path().join("out/weights.csv")),
        [
            "T 1",
            "经济 0.75",
            "产值 0.25",
            "人口 0.5",
            "资源 0.25",
            "用电 0.25"
        ]
    );
}

#[test]
fn without_a_framework_all_columns_count_the_same() {
    let index =
        format!("title = \"T\"\n[[data]]\nfile = \"a.csv\"\n[[data]]\nfile = \"b.csv\"\n{OUTPUT}");
    let folder = folder(&[
        ("index.toml", index.as_bytes()),
        ("a.csv", "城市,产值\n甲,10\n乙,20\n丙,30\n".as_bytes()),
        // Another order of rows: units are known by their names.
        ("b.csv", "地区,用电\n丙,9\n乙,3\n甲,1\n".as_bytes()),
    ]);
    run(folder.path(), "out").done();
    assert_eq!(
        index_scores(&folder.path().join("out/scores.csv")),
        ["甲 0 3", "乙 37.5 2", "丙 100 1"]
    );
    assert_eq!(
        weights(&folder.path().join("out/weights.csv")),
        ["T 1", "产值 0.5", "用电 0.5"]
    );
}

#[test]
fn a_pair_of_coinr_is_understood_as_it_stands() {
    let index = format!(
        "title = \"Pair\"\n[framework]\nfile = \"coinr.xlsx\"\nsheet = \"iMeta\"\n[[data]]\nfile = \"coinr.xlsx\"\nsheet = \"iData\"\n{OUTPUT}project = \"index.heng\"\n"
    );
    let folder = folder(&[
        ("index.toml", index.as_bytes()),
        ("coinr.xlsx", &fixture("coinr.xlsx")),
    ]);
    run(folder.path(), "out").done();
    let out = folder.path().join("out");
    let scores = rows(&out.join("scores.csv"));
    let told: Vec<String> = scores
        .iter()
        .take(2)
        .map(|row| {
            format!(
                "{} {} {} {} {} {}",
                row["period"], row["unit"], row["label"], row["name"], row["level"], row["rank"]
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "2020 AAA Aland Whole index 2 1",
            "2020 BBB Borland Whole index 2 2"
        ]
    );
    assert!((scores[0]["score"].parse::<f64>().unwrap() - 200.0 / 3.0).abs() < 1e-12);
    let document = file::open(&out.join("index.heng")).unwrap();
    let groups = document.main().unwrap().groups.iter();
    let groups: Vec<(&str, &str)> = groups
        .map(|it| (it.kind.as_str(), it.name.as_str()))
        .collect();
    assert_eq!(groups, [("Size class", "L"), ("Size class", "S")]);
}

#[test]
fn who_is_ranked_follows_the_rules() {
    let cities = "城市,GDP（亿元）\n甲,10\n乙,20\n丙,30\n丁,40\n全国,100\n";
    for (rules, expected) in [
        ("only = [\"甲\", \"丙\"]", vec!["甲 0 2", "丙 100 1"]),
        (
            "only = [\"甲\", \"丙\"]\nalso = [\"乙\"]",
            vec!["甲 0 3", "乙 50 2", "丙 100 1"],
        ),
        (
            "exclude = [\"全国\", \"丁\"]",
            vec!["甲 0 3", "乙 50 2", "丙 100 1"],
        ),
        (
            "only = [\"甲\", \"丙\"]\nreference = [\"全国\"]",
            vec!["甲 0 2", "丙 100 1", "全国 450 —"],
        ),
        (
            "reference = [\"全国\"]\ntop = { indicator = \"GDP\", count = 2 }",
            vec!["丙 0 2", "丁 100 1", "全国 700 —"],
        ),
        (
            "top = { indicator = \"GDP\", count = 3, period = 2020 }\nalso = [\"甲\"]\nexclude = [\"全国\"]",
            vec!["甲 0 3", "丙 66.66666666666666 2", "丁 100 1"],
        ),
    ] {
        let index = format!(
            "title = \"T\"\n[[data]]\nfile = \"cities.csv\"\nperiod = 2020\n[units]\n{rules}\n{OUTPUT}"
        );
        let folder = folder(&[
            ("index.toml", index.as_bytes()),
            ("cities.csv", cities.as_bytes()),
        ]);
        run(folder.path(), "out").done();
        let scores = index_scores(&folder.path().join("out/scores.csv"));
        assert_eq!(scores, expected, "{rules}");
    }
}

#[test]
fn indicators_and_aggregates_may_choose_for_themselves() {
    for (method, expected) in [
        ("weights = \"equal\"", ["甲 50 1", "乙 50 1", "丙 50 1"]),
        (
            "[method.indicator.\"产值\"]\nnormalise = { kind = \"goalposts\", lo = 10, hi = 50 }",
            ["甲 25 3", "乙 31.25 2", "丙 37.5 1"],
        ),
        (
            "[method.node.\"总指数\"]\nweights = \"equal\"",
            ["甲 50 1", "乙 50 1", "丙 50 1"],
        ),
        (
            "normalise = { kind = \"minmax\", range = [1, 100] }\n[method.node.\"I\"]\nweights = \"equal\"\naggregate = \"geometric\"",
            ["甲 10 2", "乙 50.5 1", "丙 10 2"],
        ),
    ] {
        let folder = small(TREE, CITIES, &format!("[method]\n{method}\n"));
        run(folder.path(), "out").done();
        let scores = rows(&folder.path().join("out/scores.csv"));
        let told: Vec<String> = scores[..3]
            .iter()
            .map(|row| {
                let score: f64 = row["score"].parse().unwrap();
                format!(
                    "{} {} {}",
                    row["unit"],
                    (score * 1e9).round() / 1e9,
                    row["rank"]
                )
            })
            .collect();
        assert_eq!(told, expected, "{method}");
    }
}

#[test]
fn text_in_gbk_is_read() {
    let index = format!("title = \"T\"\n[[data]]\nfile = \"gbk.csv\"\n{OUTPUT}");
    let folder = folder(&[
        ("index.toml", index.as_bytes()),
        ("gbk.csv", &fixture("gbk.csv")),
    ]);
    run(folder.path(), "out").done();
    assert_eq!(
        index_scores(&folder.path().join("out/scores.csv")),
        ["北京 0 2", "上海 100 1"]
    );
}

#[test]
fn a_constant_indicator_is_a_warning_and_no_failure() {
    let folder = small(TREE, "城市,产值,用电\n甲,10,5\n乙,20,5\n", "");
    let told = run(folder.path(), "out");
    assert_eq!(told.code, Some(0), "{told:?}");
    assert_eq!(told.err.lines().count(), 1, "{told:?}");
    assert!(told.err.contains("用电"), "{told:?}");
    assert_eq!(
        index_scores(&folder.path().join("out/scores.csv")),
        ["甲 0 2", "乙 100 1"]
    );
}

/// Runs in both languages; each time the work must fail with one line that holds all the words, and
/// write nothing.
fn refused(folder: &Path, zh: &[&str], en: &[&str]) {
    refused_by(
        folder,
        &["run".as_ref(), folder.join("index.toml").as_os_str()],
        zh,
        en,
    );
}

fn refused_by(folder: &Path, command: &[&OsStr], zh: &[&str], en: &[&str]) {
    let before = names(folder);
    let out = folder.join("out");
    for (language, words) in [("zh", zh), ("en", en)] {
        let mut arguments = command.to_vec();
        arguments.extend(["--language".as_ref(), OsStr::new(language)]);
        if !command.contains(&OsStr::new("--out")) {
            arguments.extend(["--out".as_ref(), out.as_os_str()]);
        }
        let told = heng(arguments);
        assert_eq!(told.code, Some(1), "{language}: {told:?}");
        assert_eq!(told.out, "", "{language}: {told:?}");
        assert_eq!(told.err.lines().count(), 1, "{language}: {told:?}");
        assert!(told.err.ends_with('\n'), "{language}: {told:?}");
        for word in words {
            assert!(told.err.contains(word), "{language}: {word:?} in {told:?}");
        }
        assert_eq!(names(folder), before, "{language}: something was written");
    }
}

#[test]
fn a_file_that_is_no_table_is_refused() {
    let empty: &[u8] = b"";
    for (name, bytes, zh, en) in [
        ("picture.csv", fixture("picture.csv"), "图片", "picture"),
        ("old.xls", fixture("old.xls"), "已损坏", "damaged"),
        ("empty.csv", empty.to_vec(), "空的", "empty"),
        ("words.csv", "甲\n乙\n".into(), "表头", "header"),
    ] {
        let index = format!("title = \"T\"\n[[data]]\nfile = \"{name}\"\n{OUTPUT}");
        let folder = folder(&[("index.toml", index.as_bytes()), (name, &bytes)]);
        refused(folder.path(), &[name, zh], &[name, en]);
    }
}

#[test]
fn a_missing_file_is_named() {
    let index = format!("title = \"T\"\n[[data]]\nfile = \"没有.csv\"\n{OUTPUT}");
    let folder = folder(&[("index.toml", index.as_bytes())]);
    refused(
        folder.path(),
        &["没有.csv", "请检查"],
        &["没有.csv", "Check"],
    );
    let nowhere = folder.path().join("nowhere.toml");
    refused_by(
        folder.path(),
        &["run".as_ref(), nowhere.as_os_str()],
        &["nowhere.toml", "请检查路径"],
        &["nowhere.toml", "Check the path"],
    );
}

#[test]
fn wrong_data_name_their_cell() {
    for (cities, zh, en) in [
        (
            "城市,产值,用电\n甲,10,1\n乙,很多,2\n丙,30,3\n",
            ["cities.csv B3", "很多", "请改为数字"],
            ["cities.csv B3", "很多", "is not a number"],
        ),
        (
            "城市,产值,用电\n甲,10,1\n乙,20,2\n甲,30,3\n",
            ["cities.csv A4", "甲", "A2"],
            ["cities.csv A4", "甲", "A2"],
        ),
        (
            "城市,产值,产值\n甲,10,1\n乙,20,2\n",
            ["cities.csv C1", "产值", "请改名"],
            ["cities.csv C1", "产值", "Rename"],
        ),
    ] {
        let folder = small(TREE, cities, "");
        refused(folder.path(), &zh, &en);
    }
}

#[test]
fn several_wrong_cells_are_still_one_line() {
    let folder = small(
        TREE,
        "城市,产值,用电\n甲,多,1\n乙,少,2\n丙,30,3\n丁,4,4\n戊,5,5\n",
        "",
    );
    refused(folder.path(), &["B2", "B3"], &["B2", "B3"]);
}

#[test]
fn a_wrong_framework_names_its_cell() {
    for (tree, zh, en) in [
        (
            "代码,指标,上级,权重\nEcon,经济,,\nA,产值,Ecan,1\nB,用电,Econ,1\n",
            ["tree.csv C3", "Ecan", "Econ"],
            ["tree.csv C3", "Ecan", "Econ"],
        ),
        (
            "代码,指标,上级,权重\nI,总指数,,\nA,产值,I,0\nB,用电,I,0\n",
            ["tree.csv B2", "总指数", "都是零"],
            ["tree.csv B2", "总指数", "are zero"],
        ),
        (
            "代码,指标,上级,权重\nI,总指数,,\nA,产值,I,2\nB,用电,I,\n",
            ["tree.csv B2", "总指数", "空白"],
            ["tree.csv B2", "总指数", "blank"],
        ),
        (
            "代码,指标,上级,权重\nI,总指数,,\nA,产值,I,-2\nB,用电,I,1\n",
            ["tree.csv D3", "-2", "为负"],
            ["tree.csv D3", "-2", "negative"],
        ),
        (
            "代码,指标,上级,方向\nI,总指数,,\nA,产值,I,向上\nB,用电,I,\n",
            ["tree.csv D3", "向上", "正向"],
            ["tree.csv D3", "向上", "positive"],
        ),
        (
            "代码,指标,上级,权重\nI,总指数,,\nA,产值,I,1\nA,用电,I,1\n",
            ["tree.csv A4", "A3", "改名"],
            ["tree.csv A4", "A3", "Rename"],
        ),
        (
            "上级,指标,权重\n,总指数,\n总指数,产值,1\n总指数,产值,1\n",
            ["tree.csv B4", "B3", "改名"],
            ["tree.csv B4", "B3", "Rename"],
        ),
    ] {
        let folder = small(tree, CITIES, "");
        refused(folder.path(), &zh, &en);
    }
}

#[test]
fn an_error_without_a_cell_names_the_index_file() {
    // The index itself has no row in a framework of level columns.
    let tree = "一级指标,权重,二级指标,方向\n经济,0,产值,正向\n资源,0,用电,逆向\n";
    let folder = small(tree, CITIES, "");
    refused(
        folder.path(),
        &["index.toml", "“T”", "都是零"],
        &["index.toml", "“T”", "are zero"],
    );
}

#[test]
fn wrong_keys_are_told_with_their_lines() {
    for (more, zh, en) in [
        (
            "unit_colum = \"城市\"\n",
            ["index.toml：第 6 行", "data.unit_colum", "unit_column"],
            ["index.toml: line 6", "data.unit_colum", "unit_column"],
        ),
        (
            "[robustness]\ndraws = 10000\n",
            ["index.toml：第 6 行", "robustness", "还不支持"],
            ["index.toml: line 6", "robustness", "cannot do that yet"],
        ),
        (
            "[method]\nimpute = \"meen\"\n",
            ["index.toml：第 7 行", "meen", "mean"],
            ["index.toml: line 7", "meen", "mean"],
        ),
        (
            "[method]\naggregate = \"geometrik\"\n",
            ["index.toml：第 7 行", "geometrik", "geometric"],
            ["index.toml: line 7", "geometrik", "geometric"],
        ),
        (
            "[units\n",
            ["index.toml：第 6 行", "TOML", ""],
            ["index.toml: line 6", "TOML", ""],
        ),
    ] {
        let folder = small(TREE, CITIES, more);
        refused(folder.path(), &zh, &en);
    }
}

#[test]
fn choices_and_names_that_mean_nothing_name_their_keys() {
    for (more, zh, en) in [
        (
            "[units]\nonly = [\"甲市\", \"乙\"]\n",
            ["index.toml：units.only", "甲市", "甲"],
            ["index.toml: units.only", "甲市", "甲"],
        ),
        (
            "[units]\ntop = { indicator = \"产直\", count = 2 }\n",
            ["index.toml：units.top.indicator", "产直", "产值"],
            ["index.toml: units.top.indicator", "产直", "产值"],
        ),
        (
            "[method]\nmin_availability = 2\n",
            ["index.toml：method", "2", "0 与 1"],
            ["index.toml: method", "2", "0 and 1"],
        ),
        (
            "[method]\nnormalise = { kind = \"minmax\", range = [5, 5] }\n",
            ["index.toml：method", "5", "必须大于"],
            ["index.toml: method", "5", "must be above"],
        ),
        (
            "[method.indicator.\"产值\"]\nnormalise = { kind = \"goalposts\", lo = 9, hi = 1 }\n",
            ["index.toml：method.indicator.\"产值\"", "9", "必须大于"],
            [
                "index.toml: method.indicator.\"产值\"",
                "9",
                "must be above",
            ],
        ),
        (
            "[method.node.\"产值\"]\naggregate = \"geometric\"\n",
            [
                "index.toml：method.node.\"产值\"",
                "产值",
                "[method.indicator",
            ],
            [
                "index.toml: method.node.\"产值\"",
                "产值",
                "[method.indicator",
            ],
        ),
    ] {
        let folder = small(TREE, CITIES, more);
        refused(folder.path(), &zh, &en);
    }
}

#[test]
fn a_geometric_mean_of_zeros_is_refused_with_its_remedy() {
    let folder = small(TREE, CITIES, "[method]\naggregate = \"geometric\"\n");
    refused(
        folder.path(),
        &["tree.csv B2", "1–100"],
        &["tree.csv B2", "1–100"],
    );
}

#[test]
fn a_failure_is_one_line_even_after_warnings() {
    // Two warnings come first: a column nobody uses, and a constant indicator.
    let cities = "城市,省,产值,用电\n甲,子,10,5\n乙,子,20,5\n";
    let folder = small(TREE, cities, "");
    assert_eq!(run(folder.path(), "fine").err.lines().count(), 2);
    let blank = small(
        "代码,指标,上级,权重\nI,总指数,,\nA,产值,I,2\nB,用电,I,\n",
        cities,
        "",
    );
    refused(blank.path(), &["tree.csv B2"], &["tree.csv B2"]);
    let out = folder.path().join("a file");
    fs::write(&out, "kept").unwrap();
    let index = folder.path().join("index.toml");
    let command: [&OsStr; 4] = [
        "run".as_ref(),
        index.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ];
    refused_by(
        folder.path(),
        &command,
        &["a file", "请检查"],
        &["a file", "Check"],
    );
    assert_eq!(fs::read_to_string(out).unwrap(), "kept");
}

#[test]
fn a_target_that_is_a_folder_leaves_no_output_at_all() {
    let index = format!("{INDEX}{OUTPUT}workbook = \"ranked.xlsx\"\nproject = \"index.heng\"\n");
    for taken in ["scores.csv", "ranked.xlsx", "index.heng"] {
        let folder = folder(&[
            ("index.toml", index.as_bytes()),
            ("tree.csv", TREE.as_bytes()),
            ("cities.csv", CITIES.as_bytes()),
        ]);
        fs::create_dir_all(folder.path().join("out").join(taken)).unwrap();
        refused(folder.path(), &[taken, "请"], &[taken, "try again"]);
    }
}

#[test]
fn an_output_never_replaces_an_input_or_another_output() {
    for (output, taken) in [
        ("scores = \"cities.csv\"", "cities.csv"),
        ("project = \"tree.csv\"", "tree.csv"),
        ("weights = \"./index.toml\"", "./index.toml"),
        ("scores = \"a.csv\"\nweights = \"a.csv\"", "a.csv"),
    ] {
        let index = format!("{INDEX}[output]\n{output}\n");
        let folder = folder(&[
            ("index.toml", index.as_bytes()),
            ("tree.csv", TREE.as_bytes()),
            ("cities.csv", CITIES.as_bytes()),
        ]);
        let (index, out) = (folder.path().join("index.toml"), folder.path());
        let command: [&OsStr; 4] = [
            "run".as_ref(),
            index.as_os_str(),
            "--out".as_ref(),
            out.as_os_str(),
        ];
        refused_by(
            folder.path(),
            &command,
            &["index.toml：output", taken, "换一个"],
            &["index.toml: output", taken, "another name"],
        );
        assert_eq!(fs::read_to_string(out.join("cities.csv")).unwrap(), CITIES);
    }
}

/// A project of the small index with one scenario, where both indicators weigh the same.
fn project_with_scenario(folder: &Path) -> PathBuf {
    let index = format!("{INDEX}{OUTPUT}project = \"index.heng\"\n");
    fs::write(folder.join("index.toml"), index).unwrap();
    run(folder, "base").done();
    let mut document = file::open(&folder.join("base/index.heng")).unwrap();
    let dataset = document.main().unwrap().id;
    let name = "等权 方案".to_owned();
    document = Edit::AddScenario { dataset, name }
        .apply(&document)
        .unwrap();
    let main = document.main().unwrap();
    let scenario = main.scenarios.last().map(|scenario| scenario.id);
    let node = find_node(main.framework.as_ref().unwrap(), "A").unwrap();
    let at = At { dataset, scenario };
    let weight = Some(1.0);
    document = Edit::SetWeight { at, node, weight }
        .apply(&document)
        .unwrap();
    let choices = MethodPatch::default();
    document = Edit::SetMethod { at, choices }.apply(&document).unwrap();
    let path = folder.join("项 目.heng");
    file::save(&document, &path).unwrap();
    path
}

#[test]
fn a_project_is_computed_in_a_scenario_and_with_a_workbook() {
    let folder = small(TREE, CITIES, "");
    let project = project_with_scenario(folder.path());
    let out = folder.path().join("out");
    let told = heng([
        "compute".as_ref(),
        project.as_os_str(),
        "--scenario".as_ref(),
        "等权 方案".as_ref(),
        "--workbook".as_ref(),
        "排 名.xlsx".as_ref(),
        "--out".as_ref(),
        out.as_os_str(),
    ])
    .done();
    assert_eq!(told.out.lines().count(), 4);
    assert_eq!(
        names(&out),
        ["normalised.csv", "scores.csv", "weights.csv", "排 名.xlsx"]
    );
    assert_eq!(
        index_scores(&out.join("scores.csv")),
        ["甲 50 1", "乙 50 1", "丙 50 1"]
    );
    assert_eq!(
        index_scores(&folder.path().join("base/scores.csv")),
        ["甲 25 3", "乙 50 2", "丙 75 1"]
    );
    let mut book = open_workbook_auto(out.join("排 名.xlsx")).unwrap();
    assert_eq!(book.worksheet_range("排名").unwrap().height(), 4);

    // Beside the project where no other folder is told.
    heng(["compute".as_ref(), project.as_os_str()]).done();
    assert!(folder.path().join("scores.csv").is_file());
}

#[test]
fn an_unknown_scenario_names_those_there_are() {
    let folder = small(TREE, CITIES, "");
    let project = project_with_scenario(folder.path());
    refused_by(
        folder.path(),
        &[
            "compute".as_ref(),
            project.as_os_str(),
            "--scenario".as_ref(),
            "乐观".as_ref(),
        ],
        &["项 目.heng", "乐观", "等权 方案"],
        &["项 目.heng", "乐观", "等权 方案"],
    );
}

#[test]
fn what_is_no_project_is_refused() {
    let folder = small(TREE, CITIES, "");
    file::save(&Document::new("无数据"), &folder.path().join("bare.heng")).unwrap();
    for (name, zh, en) in [
        ("cities.csv", "不是衡的项目", "not a Heng project"),
        ("nowhere.heng", "无法读取", "cannot be read"),
        ("bare.heng", "还没有指标体系", "no framework"),
    ] {
        let path = folder.path().join(name);
        refused_by(
            folder.path(),
            &["compute".as_ref(), path.as_os_str()],
            &[name, zh],
            &[name, en],
        );
    }
}

#[test]
fn arguments_that_make_no_sense_are_told_with_exit_code_2() {
    for (line, zh, en) in [
        ("run", "缺少文件名", "a file name is missing"),
        ("compute", "缺少文件名", "a file name is missing"),
        ("run a.toml b.toml", "b.toml", "b.toml"),
        ("run a.toml --scenario s", "--scenario", "--scenario"),
        ("run a.toml --out", "--out 缺少取值", "--out needs a value"),
        ("run a.toml --colour", "--colour", "--colour"),
        ("compute a.heng -x", "-x", "-x"),
        ("a.heng --workbook b.xlsx", "--workbook", "--workbook"),
        ("--renderer cairo", "cairo", "cairo"),
        ("run a.toml --renderer glow", "--renderer", "--renderer"),
    ] {
        for (language, word) in [("zh", zh), ("en", en)] {
            let arguments = ["--language", language].into_iter().chain(line.split(' '));
            let told = heng(arguments);
            assert_eq!(
                (told.code, told.out.as_str()),
                (Some(2), ""),
                "{line}: {told:?}"
            );
            assert_eq!(told.err.lines().count(), 1, "{line}: {told:?}");
            assert!(told.err.contains(word), "{line}: {told:?}");
            assert!(told.err.contains("heng --help"), "{line}: {told:?}");
        }
    }
}

#[test]
fn bad_arguments_are_told_in_the_language_asked_for() {
    let told = heng(["run", "--language", "en"]);
    assert_eq!(
        told.err,
        "bad arguments: a file name is missing. See heng --help\n"
    );
    assert_eq!(
        heng(["run"]).err,
        "参数有误：缺少文件名。用 heng --help 查看用法\n"
    );
}

#[test]
fn an_unknown_language_is_refused() {
    let told = heng(["run", "a.toml", "--language", "fr"]);
    assert_eq!(told.code, Some(2));
    for word in ["--language", "fr", "zh, en"] {
        assert!(told.err.contains(word), "{told:?}");
    }
}

#[test]
fn help_and_version_are_told() {
    for language in ["zh", "en"] {
        let told = heng(["--help", "--language", language]).done();
        for word in [
            "heng run",
            "heng compute",
            "--out",
            "--scenario",
            "--workbook",
            "--language",
        ] {
            assert!(told.out.contains(word), "{word} in {told:?}");
        }
    }
    let version = format!("heng {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(heng(["--version"]).done().out, version);
}
