//! An index file over sheets of yearbooks: of any layout, as they were published.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::{collections::BTreeMap, fs, ops::ControlFlow, path::Path, process::Command};

use heng::{
    engine::Period,
    import::{Book, Problem, ReadError, ReadOptions, TableError, read_bytes},
    project::{
        Dataset, EditError, Role, find_unit, find_variable,
        recipe::{BuildError, Built, build, parse},
    },
    texts::{Language, Texts},
};

fn read(files: &[(&str, &str)], name: &str) -> Result<Book, ReadError> {
    let (_, text) = files.iter().find(|(file, _)| *file == name).unwrap();
    let go_on = &mut |_| ControlFlow::Continue(());
    read_bytes(name, text.as_bytes(), &ReadOptions::default(), go_on)
}

/// An index of one file, with more keys of its `[[data]]`.
fn of(file: &str, text: &str, keys: &str) -> Result<Built, BuildError> {
    let index = format!("title = \"T\"\n[[data]]\nfile = \"{file}\"\n{keys}");
    build(&parse(&index).unwrap(), &mut |name| {
        read(&[(file, text)], name)
    })
}

fn main_of(built: &Built) -> &Dataset {
    built.document.main().unwrap()
}

/// A value, by names.
fn value(built: &Built, variable: &str, period: &str, unit: &str) -> Option<f64> {
    let dataset = main_of(built);
    let variable = find_variable(dataset, variable).unwrap().id;
    let unit = find_unit(dataset, unit).unwrap().id;
    dataset.value(variable, &Period::from(period.to_owned()), unit)
}

fn measure(built: &Built, variable: &str) -> Option<String> {
    find_variable(main_of(built), variable)
        .unwrap()
        .measure
        .clone()
}

const YEARS: &str = "指标：人口(万人)\n地区,2021年,2020年\n北京市,2188.6,2189\n天津市,1373,1387\n";
const ACROSS: &str = "指标,北京,天津\nGDP（亿元）,40269.6,15695.1\n人口（万人）,2188.6,1373\n";
const LONG: &str =
    "地区,指标,年份,数值\n北京,GDP,2020,1\n北京,人口,2020,2\n天津,GDP,2020,3\n天津,人口,2021,4\n";

#[test]
fn each_layout_is_read_by_its_word_and_without_one() {
    for keys in ["layout = \"years\"", ""] {
        let built = of("a.csv", YEARS, keys).unwrap();
        assert_eq!(value(&built, "人口", "2021", "北京市"), Some(2188.6));
        assert_eq!(value(&built, "人口", "2020", "天津市"), Some(1387.0));
        assert_eq!(measure(&built, "人口").as_deref(), Some("万人"));
    }
    let built = of("a.csv", ACROSS, "layout = \"transposed\"\nperiod = 2021").unwrap();
    assert_eq!(value(&built, "GDP", "2021", "天津"), Some(15695.1));
    assert_eq!(value(&built, "人口", "2021", "北京"), Some(2188.6));
    assert_eq!(measure(&built, "GDP").as_deref(), Some("亿元"));
    let built = of("a.csv", LONG, "layout = \"long\"").unwrap();
    assert_eq!(value(&built, "GDP", "2020", "天津"), Some(3.0));
    assert_eq!(value(&built, "人口", "2021", "天津"), Some(4.0));
    assert_eq!(value(&built, "人口", "2020", "天津"), None);
}

#[test]
fn wide_stays_as_it_was() {
    let built = of("a.csv", YEARS, "layout = \"wide\"").unwrap();
    let names: Vec<&str> = main_of(&built)
        .variables
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["2021年", "2020年"]);
    // A plain table is taken as one, with or without the word; its columns keep their whole names.
    let plain = "城市,GDP2020,GDP2021\n甲,1,2\n乙,3,4\n";
    for keys in ["layout = \"wide\"", ""] {
        let built = of("a.csv", plain, keys).unwrap();
        assert_eq!(value(&built, "GDP2021", "", "乙"), Some(4.0), "{keys}");
    }
}

#[test]
fn an_error_in_a_plain_table_stays_an_error() {
    for (text, cell) in [
        ("城市,GDP\n甲,1\n乙,多\n丙,3\n", "B3"),
        ("城市,GDP\n甲,1\n乙,2\n甲,3\n", "A4"),
        ("城市,GDP,人口,GDP\n甲,1,5,2\n乙,2,6,4\n", "D1"),
    ] {
        let error = of("a.csv", text, "").unwrap_err();
        let BuildError::Edit(EditError::HasErrors { findings }) = &error else {
            panic!("{text}: {error:?}");
        };
        assert_eq!(findings[0].at.unwrap().to_string(), cell, "{text}");
    }
}

#[test]
fn a_header_of_two_rows_is_understood_where_a_plain_table_would_lose_columns() {
    let body = "全市,市辖区,全市,市辖区\n甲,10,7,31,24\n乙,5,6,17,8\n丙,19,10,11,12\n";
    let filled = "城市,人口（万人）,人口（万人）,GDP（亿元）,GDP（亿元）";
    let text = &format!("{filled}\n,{body}");
    // A text file keeps no merged cells: a blank beside a name stands under that name.
    let blank = &format!("城市,人口（万人）,,GDP（亿元）,\n,{body}");
    for text in [text, blank] {
        let built = of("a.csv", text, "period = 2020").unwrap();
        let dataset = main_of(&built);
        assert_eq!(dataset.units.len(), 3);
        let names: Vec<&str> = dataset.variables.iter().map(|it| &*it.name).collect();
        assert_eq!(names.len(), 4, "{names:?}");
        let values = names.iter().map(|it| value(&built, it, "2020", "乙"));
        let values: Vec<Option<f64>> = values.collect();
        assert_eq!(values, [Some(5.0), Some(6.0), Some(17.0), Some(8.0)]);
    }
}

#[test]
fn lines_of_one_name_are_refused_and_none_is_lost() {
    let text = "指标,北京,天津\nGDP（亿元）,1,2\n人口（万人）,3,4\nGDP（亿元）,5,6\n";
    let error = of("a.csv", text, "layout = \"transposed\"\nperiod = 2020").unwrap_err();
    let BuildError::Edit(EditError::HasErrors { findings }) = &error else {
        panic!("{error:?}");
    };
    let found = &findings[0];
    assert!(
        matches!(&found.problem, Problem::RepeatedColumn { first, .. } if first.to_string() == "A2"),
        "{found:?}"
    );
    assert_eq!(found.at.unwrap().to_string(), "A4");
}

#[test]
fn what_the_keys_say_of_a_sheet_holds() {
    let text = "地区产出\n编号,名称,指标甲,指标乙（吨）\n7,一号,1,2\n9,二号,3,4\n";
    let keys = "layout = \"transposed\"\nperiod = \"2020Q3\"\nmeasure = \"万元\"";
    let built = of("a.csv", ACROSS, keys).unwrap();
    assert_eq!(value(&built, "GDP", "2020Q3", "北京"), Some(40269.6));
    // Stated measures hold; the key is for the others.
    assert_eq!(measure(&built, "人口").as_deref(), Some("万人"));
    let bare = "指标,北京,天津\n产值,1,2\n税收,3,4\n";
    let built = of("a.csv", bare, keys).unwrap();
    assert_eq!(measure(&built, "产值").as_deref(), Some("万元"));
    let long = "layout = \"long\"\nunit_column = \"单位\"";
    let error = of("a.csv", LONG, long).unwrap_err();
    let BuildError::Table(TableError::NoColumn { name, present, .. }) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((name.as_str(), present.len()), ("单位", 4));
    let named = "layout = \"long\"\nunit_column = \"地区\"\nheader_row = 1";
    let built = of("a.csv", LONG, named).unwrap();
    assert_eq!(value(&built, "GDP", "2020", "天津"), Some(3.0));
    let error = of("a.csv", text, "layout = \"transposed\"\nheader_row = 40").unwrap_err();
    assert!(
        matches!(
            error,
            BuildError::Table(TableError::NoHeaderRow { row: 40, .. })
        ),
        "{error:?}"
    );
    let error = of("a.csv", YEARS, "layout = \"years\"\nsheet = \"表9\"").unwrap_err();
    assert!(
        matches!(error, BuildError::Table(TableError::NoSheet { .. })),
        "{error:?}"
    );
    let error = of("a.csv", "只有\n一些话\n", "layout = \"years\"").unwrap_err();
    assert!(
        matches!(error, BuildError::Table(TableError::NoTable { .. })),
        "{error:?}"
    );
}

#[test]
fn a_period_that_is_only_guessed_is_refused_with_what_to_write() {
    let file = "城市统计年鉴2021.csv";
    let error = of(file, ACROSS, "layout = \"transposed\"").unwrap_err();
    let BuildError::PeriodGuessed { proposal, .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(*proposal, Period::Year(2020));
    for language in [Language::Chinese, Language::English] {
        let told = Texts::new(language).build_error(&error);
        for words in [file, "2020", "period = 2020", "[[data]]"] {
            assert!(told.contains(words), "{words}: {told}");
        }
    }
    let built = of(file, ACROSS, "layout = \"transposed\"\nperiod = 2019").unwrap();
    assert_eq!(main_of(&built).periods(), [Period::Year(2019)]);
    let assumed = |it: &heng::import::Finding| {
        matches!(
            it.problem,
            Problem::Map(heng::import::sheet_map::MapProblem::PeriodAssumed { .. })
        )
    };
    assert!(!built.findings.iter().any(assumed));
    // A period in the file's name is taken, with a warning.
    let built = of("城市2021年.csv", ACROSS, "layout = \"transposed\"").unwrap();
    assert_eq!(main_of(&built).periods(), [Period::Year(2021)]);
    assert!(built.findings.iter().any(assumed));
}

#[test]
fn totals_are_shown_and_never_ranked() {
    let text = "地区,2021年,2020年\n全国,30,20\n北京,10,9\n天津,20,11\n";
    let built = of("a.csv", text, "layout = \"years\"");
    // Nothing says which indicator this is.
    assert!(built.is_err(), "{built:?}");
    let built = of("a.csv", &format!("指标：产值(亿元)\n{text}"), "").unwrap();
    let role = |name: &str| find_unit(main_of(&built), name).unwrap().role;
    assert_eq!(
        (role("全国"), role("北京")),
        (Role::Reference, Role::Ranked)
    );
}

#[test]
fn a_wrong_layout_is_answered_with_all_right_ones() {
    let error = parse("title = \"T\"\n[[data]]\nfile = \"a.csv\"\nlayout = \"yeers\"").unwrap_err();
    for language in [Language::Chinese, Language::English] {
        let told = Texts::new(language).key_error(&error);
        for words in ["yeers", "wide", "transposed", "years", "long"] {
            assert!(told.contains(words), "{words}: {told}");
        }
    }
}

/// An index of the provinces: gross product and budget expenditure, as two agencies' files hold them.
const PROVINCES: &str = r#"
title = "省级指数"
[framework]
file = "tree.csv"
[[data]]
file = "nbs-gdp-by-province-gbk.csv"
layout = "years"
[[data]]
file = "provincial-budget-2005-2024.xls"
[output]
scores = "scores.csv"
"#;

#[test]
fn an_index_of_provinces_is_computed_from_published_sheets() {
    let folder = tempfile::tempdir().unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yearbooks");
    for file in [
        "nbs-gdp-by-province-gbk.csv",
        "provincial-budget-2005-2024.xls",
    ] {
        fs::copy(samples.join(file), folder.path().join(file)).unwrap();
    }
    fs::write(folder.path().join("index.toml"), PROVINCES).unwrap();
    let tree = "代码,名称,上级\n指数,省级指数,\n地区生产总值,,指数\n一般公共预算支出,,指数\n";
    fs::write(folder.path().join("tree.csv"), tree).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_heng"))
        .arg("run")
        .arg(folder.path().join("index.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let mut scores = csv::Reader::from_path(folder.path().join("scores.csv")).unwrap();
    let scores: Vec<BTreeMap<String, String>> = scores.deserialize().map(Result::unwrap).collect();
    let score = |code: &str, unit: &str| -> (f64, String) {
        let found: Vec<_> = scores
            .iter()
            .filter(|it| it["period"] == "2020" && it["code"] == code && it["unit"] == unit)
            .collect();
        assert_eq!(found.len(), 1, "{code} {unit}");
        (found[0]["score"].parse().unwrap(), found[0]["rank"].clone())
    };
    // In 2020 the least and greatest of 31 provinces: 西藏 and 广东 by product, 宁夏 and 广东 by expenditure.
    let product = |value: f64| 100.0 * (value - 1956.5) / (113_708.9 - 1956.5);
    let expenditure = |value: f64| 100.0 * (value - 1480.36) / (17_430.79 - 1480.36);
    for (unit, gdp, budget) in [
        ("北京市", 38503.6, 7116.18),
        ("广东省", 113_708.9, 17_430.79),
        ("西藏自治区", 1956.5, 2210.92),
        ("宁夏回族自治区", 4036.2, 1480.36),
        ("江苏省", 104_566.6, 13_681.55),
    ] {
        let (gdp, budget) = (product(gdp), expenditure(budget));
        for (code, expected) in [
            ("地区生产总值", gdp),
            ("一般公共预算支出", budget),
            ("指数", f64::midpoint(gdp, budget)),
        ] {
            let (score, _) = score(code, unit);
            assert!(
                (score - expected).abs() < 1e-9,
                "{unit} {code}: {score} {expected}"
            );
        }
    }
    assert_eq!(score("指数", "广东省").1, "1");
    assert_eq!(score("指数", "江苏省").1, "2");
    let units = scores
        .iter()
        .filter(|it| it["period"] == "2020" && it["code"] == "指数");
    assert_eq!(units.count(), 31);
}

#[test]
fn one_unit_by_two_names_is_one_and_a_doubtful_name_is_told() {
    let gdp = "城市,GDP\n北京,3\n石家庄,1\n太原,2\n";
    let population = "城市,人口\n北京市,5\n石加庄,6\n太原市,7\n全国,18\n";
    let index = "title = \"T\"\n[[data]]\nfile = \"a.csv\"\n[[data]]\nfile = \"b.csv\"\n";
    let built = build(&parse(index).unwrap(), &mut |name| {
        read(&[("a.csv", gdp), ("b.csv", population)], name)
    })
    .unwrap();
    let units: Vec<(&str, Role)> = main_of(&built)
        .units
        .iter()
        .map(|it| (it.key.as_str(), it.role))
        .collect();
    let expected = [
        ("北京", Role::Ranked),
        ("石家庄", Role::Ranked),
        ("太原", Role::Ranked),
        ("石加庄", Role::Ranked),
        ("全国", Role::Reference),
    ];
    assert_eq!(units, expected);
    assert_eq!(value(&built, "人口", "", "太原"), Some(7.0));
    let doubt = |it: &&heng::import::Finding| matches!(it.problem, Problem::Name { .. });
    let told: Vec<_> = built.findings.iter().filter(doubt).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let zh = Texts::new(Language::Chinese).import_finding(told[0]);
    assert!(zh.contains("b.csv A3") && zh.contains("石家庄"), "{zh}");
    let en = Texts::new(Language::English).import_finding(told[0]);
    assert!(en.contains("b.csv A3") && en.contains("mend"), "{en}");
}
