//! Lists named in an index file.

use std::ops::ControlFlow;

use heng::{
    engine::Period,
    import::{ReadOptions, list::TallyError, read_bytes},
    project::{
        find_unit, find_variable,
        recipe::{BuildError, Built, KeyProblem, build, parse},
    },
    texts::{Language, Texts},
};

const LIST: &str = "\
实验室,地址,类型,批准日期,经费（万元）
甲,河北省石家庄市长安区中山路1号,国家级,2019-03-01,100
乙,石家庄市裕华区,省级,2020-07-02,50
丙,北京市海淀区,国家级,2020-01-05,20
丁,北京大学,省级,2020-01-05,20
戊,北京市海淀区,省级,2019-01-05,7
";

const CITIES: &str =
    "城市,年份,GDP\n北京市,2019,10\n北京市,2020,11\n石家庄市,2019,5\n石家庄市,2020,6\n";

fn built(keys: &str) -> Result<Built, BuildError> {
    let index = format!(
        "title = \"T\"\n[[data]]\nfile = \"list.csv\"\nlayout = \"list\"\n{keys}\n[[data]]\nfile = \"cities.csv\""
    );
    let go_on = &mut |_| ControlFlow::Continue(());
    build(&parse(&index)?, &mut |name| {
        let text = if name == "list.csv" { LIST } else { CITIES };
        read_bytes(name, text.as_bytes(), &ReadOptions::default(), go_on)
    })
}

fn value(built: &Built, variable: &str, year: i32, unit: &str) -> Option<f64> {
    let dataset = built.document.main().unwrap();
    let variable = find_variable(dataset, variable).unwrap().id;
    let unit = find_unit(dataset, unit).unwrap().id;
    dataset.value(variable, &Period::Year(year), unit)
}

#[test]
fn a_list_becomes_variables_of_the_units_that_are_there() {
    let built = built(
        "by = \"地址\"\nlevel = \"prefecture\"\nperiod_column = \"批准日期\"\ncount = \"实验室数\"\n\
         sum = { \"经费\" = \"实验室经费\" }\nmeasure = \"个\"",
    )
    .unwrap();
    let dataset = built.document.main().unwrap();
    let expected = ["北京市", "石家庄市"];
    let units: Vec<&str> = dataset.units.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(units, expected, "北京 of the list is 北京市 of the table");
    for (variable, year, unit, expected) in [
        ("实验室数", 2019, "石家庄市", 1.0),
        ("实验室数", 2020, "石家庄市", 1.0),
        ("实验室经费", 2019, "石家庄市", 100.0),
        ("实验室经费", 2020, "北京市", 20.0),
        ("GDP", 2020, "北京市", 11.0),
    ] {
        assert_eq!(
            value(&built, variable, year, unit),
            Some(expected),
            "{variable} {year} {unit}"
        );
    }
    let measure = |name| find_variable(dataset, name).unwrap().measure.clone();
    assert_eq!(measure("实验室数").as_deref(), Some("个"));
    assert_eq!(measure("实验室经费").as_deref(), Some("万元"));
    let told: Vec<String> = built
        .findings
        .iter()
        .map(|it| Texts::new(Language::English).import_finding(it))
        .collect();
    assert!(
        told.iter()
            .any(|it| it.contains("B5") && it.contains("北京大学")),
        "{told:?}"
    );
}

#[test]
fn classes_bands_choices_and_zeros_are_keys_too() {
    let split = built(
        "by = \"地址\"\nperiod_column = \"批准日期\"\ncount = \"实验室\"\nsplit = \"类型\"\nabsent = \"zero\"",
    )
    .unwrap();
    assert_eq!(
        value(&split, "实验室 / 国家级", 2019, "石家庄市"),
        Some(1.0)
    );
    assert_eq!(value(&split, "实验室 / 国家级", 2019, "北京市"), Some(0.0));
    let bands = built(
        "by = \"地址\"\nperiod_column = \"批准日期\"\ncount = \"实验室\"\n\
         split = { column = \"经费\", edges = [10, 60] }",
    )
    .unwrap();
    assert_eq!(value(&bands, "实验室 / <10", 2019, "北京市"), Some(1.0));
    assert_eq!(
        value(&bands, "实验室 / [10, 60)", 2020, "石家庄市"),
        Some(1.0)
    );
    let only = built(
        "by = \"地址\"\nperiod_column = \"批准日期\"\ncount = \"国家级\"\nonly = { \"类型\" = \"国家级\" }\n\
         name = \"实验室\"\ntwice = \"once\"",
    )
    .unwrap();
    assert_eq!(value(&only, "国家级", 2019, "石家庄市"), Some(1.0));
    assert_eq!(
        value(&only, "国家级", 2019, "北京市"),
        None,
        "missing, not zero"
    );
}

#[test]
fn what_is_wrong_in_the_keys_names_its_line() {
    for (keys, key, missing) in [
        ("count = \"n\"", "data.by", true),
        ("by = \"地址\"", "data.count", true),
        (
            "by = \"地址\"\ncount = \"n\"\nevery = \"month\"",
            "data.period_column",
            true,
        ),
        (
            "by = \"地址\"\ncount = \"n\"\ntwice = \"once\"",
            "data.name",
            true,
        ),
        (
            "by = \"地址\"\ncount = \"n\"\nlevel = \"provinze\"",
            "data.level",
            false,
        ),
        (
            "by = \"地址\"\ncount = \"n\"\nunit_column = \"地址\"",
            "data.unit_column",
            false,
        ),
        (
            "by = \"地址\"\ncount = \"n\"\nsplit = 3",
            "data.split",
            false,
        ),
        (
            "by = \"地址\"\ncount = \"n\"\nsplit = { column = \"经费\", edges = \"x\" }",
            "data.split.edges",
            false,
        ),
    ] {
        let Err(BuildError::Key(error)) = built(keys) else {
            unreachable!("{keys}");
        };
        assert_eq!(error.key, key);
        assert_eq!(
            error.problem == KeyProblem::Missing,
            missing,
            "{keys}: {error:?}"
        );
    }
}

#[test]
fn a_column_that_is_not_there_is_told_with_those_that_are() {
    let Err(error) = built("by = \"城市\"\ncount = \"n\"") else {
        unreachable!("there is no such column");
    };
    assert!(matches!(
        error,
        BuildError::Tally(TallyError::NoColumn { .. })
    ));
    for language in [Language::Chinese, Language::English] {
        let told = Texts::new(language).build_error(&error);
        assert!(
            told.contains("list.csv") && told.contains("批准日期"),
            "{told}"
        );
    }
}
