//! Scenarios and published tables of an index file.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::ops::ControlFlow;

use heng::{
    engine::{Normalisation, Period, Screen, compute},
    import::{Book, ReadError, ReadOptions, read_bytes},
    project::{
        Aspect, Dataset, EditError, LookupError, MethodPatch, Role, Scenario,
        compare::compare_vintage,
        differences,
        recipe::{BuildError, Built, KeyProblem, build, parse},
        resolve,
    },
};

const CITIES: &str = "城市,GDP,人口\n甲,10,5\n乙,20,4\n丙,30,3\n丁,40,2\n";
const HEAD: &str = "title = \"指数\"\n[[data]]\nfile = \"cities.csv\"\nperiod = 2020\n";
/// As printed: the index of GDP and 人口 over 0 to 100 is 50 for all four.
const PRINTED: &str = "城市,指数,指数排名,GDP\n甲,50.0,1,0\n乙市,50.0,1,33.3\n丙,50.0,1,66.7\n丁,49.0,4,100\n戊,1.0,5,0\n";

fn built(more: &str) -> Result<Built, BuildError> {
    let index = parse(&format!("{HEAD}{more}")).unwrap();
    build(&index, &mut |name: &str| -> Result<Book, ReadError> {
        let text = if name == "cities.csv" {
            CITIES
        } else {
            PRINTED
        };
        let options = ReadOptions::default();
        let go_on = &mut |_| ControlFlow::Continue(());
        read_bytes(name, text.as_bytes(), &options, go_on)
    })
}

fn main_of(built: &Built) -> &Dataset {
    built.document.main().unwrap()
}

fn ranked(dataset: &Dataset, scenario: &Scenario) -> String {
    let roles = dataset.roles(Some(scenario.id));
    let units = dataset.units.iter().zip(roles);
    units
        .filter(|(_, role)| *role == Role::Ranked)
        .map(|(unit, _)| unit.key.as_str())
        .collect()
}

#[test]
fn scenarios_differ_in_what_they_say() {
    let built = built(
        r#"
        [units]
        exclude = ["丁"]
        [scenario."没有/人口"]
        note = "看看"
        off = ["人口"]
        [scenario.weights]
        weights = { "GDP" = 0.75, "人口" = 0.25 }
        [scenario.top]
        units = { top = { indicator = "GDP", count = 2 }, reference = ["甲"] }
        [scenario.method.method]
        normalise = { kind = "zscore" }
        screen = { units = 0.5, force_in = ["甲"] }
        min_availability = 0.5
        "#,
    )
    .unwrap();
    let dataset = main_of(&built);
    let names: Vec<&str> = dataset
        .scenarios
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["没有/人口", "weights", "top", "method"]);
    let [off, weights, top, method] = &dataset.scenarios[..] else {
        panic!("{names:?}");
    };
    assert_eq!(off.note, "看看");
    let node =
        |name: &str| heng::project::find_node(dataset.framework.as_ref().unwrap(), name).unwrap();
    let aspects: Vec<Aspect> = differences(dataset, off.id)
        .iter()
        .map(heng::project::Difference::aspect)
        .collect();
    assert_eq!(
        aspects,
        [Aspect::Enabled {
            node: node("人口")
        }]
    );
    assert_eq!(weights.patch.weights[&node("GDP")], Some(0.75));
    assert_eq!(ranked(dataset, off), "甲乙丙", "the rule of the base");
    assert_eq!(ranked(dataset, top), "丙丁");
    let MethodPatch {
        normalisation,
        screen,
        min_availability,
        ..
    } = &method.patch.method;
    assert!(matches!(normalisation, Some(Normalisation::ZScore { .. })));
    assert_eq!(*min_availability, Some(0.5));
    assert!(matches!(
        screen,
        Some(Screen { units: Some(share), force_in, .. })
            if *share == 0.5 && *force_in == [dataset.units[0].id]
    ));
    assert!(weights.patch.method == MethodPatch::default());
}

#[test]
fn what_a_scenario_cannot_say_is_told_with_its_key() {
    for (more, told) in [
        ("[scenario.s]\nweight = 1", "scenario.\"s\".weight"),
        (
            "[scenario.s.method.node.\"GDP\"]\nweights = \"equal\"",
            "scenario.\"s\".method.node",
        ),
        (
            "[scenario.s]\nunits = { groups = \"g.csv\" }",
            "scenario.\"s\".units.groups",
        ),
        (
            "[scenario.s]\nmethod = { tiers = 3 }",
            "scenario.\"s\".method.tiers",
        ),
    ] {
        let error = parse(&format!("{HEAD}{more}")).unwrap_err();
        assert_eq!(error.key, told);
        assert_ne!(error.problem, KeyProblem::Missing);
    }
    for (more, told) in [
        ("[scenario.s]\noff = [\"GPD\"]", "scenario.\"s\".off"),
        (
            "[scenario.s.weights]\n\"GPD\" = 1",
            "scenario.\"s\".weights.\"GPD\"",
        ),
        (
            "[scenario.s.units]\nonly = [\"戊\"]",
            "scenario.\"s\".units.only",
        ),
    ] {
        match built(more).unwrap_err() {
            BuildError::Name {
                key,
                error: LookupError::Unknown { .. },
            } => assert_eq!(key, told),
            other => panic!("{other:?}"),
        }
    }
    match built("[scenario.s.weights]\n\"GDP\" = -1").unwrap_err() {
        BuildError::Choice { error, .. } => {
            assert!(matches!(error, EditError::WeightNegative { .. }));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_published_table_is_held_against_the_results() {
    let built = built(
        r#"
        [[published]]
        file = "printed.csv"
        period = 2020
        date = "2021 年"
        columns = { "GDP" = "GDP" }
        "#,
    )
    .unwrap();
    let dataset = main_of(&built);
    let vintage = &dataset.vintages[0];
    assert_eq!(vintage.name, "printed");
    assert_eq!(vintage.source.date, "2021 年");
    assert_eq!(vintage.source.file, "printed.csv");
    assert!(
        vintage
            .figures
            .columns
            .iter()
            .all(|it| it.period == Period::Year(2020))
    );
    let results = compute(&resolve(dataset, None).unwrap());
    let comparison = compare_vintage(dataset, vintage, &results);
    assert_eq!(comparison.columns.len(), 2);
    assert!(comparison.columns.iter().all(|it| it.node.is_some()));
    // 丁 and 乙市: one is printed wrongly, of the other nothing tells that it is 乙.
    assert_eq!(comparison.columns[0].fit.compared, 3);
    assert_eq!(comparison.columns[0].fit.equal, 2);
    assert_eq!(comparison.only_published, ["乙市", "戊"]);
}

#[test]
fn what_a_published_table_lacks_is_told() {
    let named = built("[[published]]\nfile = \"p.csv\"\ncolumns = { \"GDP\" = \"x\" }");
    match named.unwrap_err() {
        BuildError::Name { key, .. } => assert_eq!(key, "published 1.columns.\"GDP\""),
        other => panic!("{other:?}"),
    }
    let twice = "[[published]]\nfile = \"p.csv\"\n[[published]]\nfile = \"p.csv\"\n";
    match built(twice).unwrap_err() {
        BuildError::Choice { key, error } => {
            assert_eq!(key, "published 2");
            assert!(matches!(error, EditError::NameTaken { .. }));
        }
        other => panic!("{other:?}"),
    }
    let error = parse(&format!("{HEAD}[[published]]\nname = \"p\"")).unwrap_err();
    assert_eq!(
        (error.key.as_str(), error.problem),
        ("published.file", KeyProblem::Missing)
    );
}
