//! From an index file and books in memory to a document.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::{fs, ops::ControlFlow, path::Path};

use heng::{
    engine::{Aggregation, NodeKind, Normalisation, Severity, Weighting, compute},
    import::{Book, Problem, ReadError, ReadOptions, TableError, read_bytes},
    project::{
        Dataset, EditError, LookupError, Role, find_node,
        recipe::{BuildError, Built, build, parse},
        resolve,
    },
};

/// The books that an index file can name.
type Books<'a> = &'a [(&'a str, &'a str)];

fn book(books: Books<'_>, name: &str) -> Result<Book, ReadError> {
    let found = books.iter().find(|(file, _)| *file == name);
    let Some((_, text)) = found else {
        return Err(ReadError::Unreadable {
            file: name.to_owned(),
            reason: "not there".to_owned(),
        });
    };
    let options = ReadOptions::default();
    read_bytes(name, text.as_bytes(), &options, &mut |_| {
        ControlFlow::Continue(())
    })
}

fn try_built(index: &str, books: Books<'_>) -> Result<Built, BuildError> {
    let index = parse(index).unwrap();
    build(&index, &mut |name| book(books, name))
}

const CITIES: &str = "城市,GDP,人口\n甲,10,5\n乙,20,4\n丙,30,\n丁,40,2\n全国,100,20\n";
const HEAD: &str = "title = \"T\"\n[[data]]\nfile = \"cities.csv\"\nperiod = 2020\n";

/// An index of the cities alone.
fn of_cities(more: &str) -> Result<Built, BuildError> {
    try_built(&format!("{HEAD}{more}"), &[("cities.csv", CITIES)])
}

fn main_of(built: &Built) -> &Dataset {
    built.document.main().unwrap()
}

/// The units as `ranked | reference | excluded`.
fn roles(built: &Built) -> String {
    let of = |role: Role| {
        let units = main_of(built).units.iter().zip(main_of(built).roles(None));
        units
            .filter(|(_, it)| *it == role)
            .map(|(unit, _)| unit.key.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    [Role::Ranked, Role::Reference, Role::Excluded]
        .map(of)
        .join(" | ")
}

#[test]
fn every_rule_of_who_is_ranked() {
    for (rules, expected) in [
        ("", "甲 乙 丙 丁 全国 |  | "),
        ("all = true", "甲 乙 丙 丁 全国 |  | "),
        ("only = [\"丁\", \"甲\"]", "甲 丁 |  | 乙 丙 全国"),
        (
            "only = [\"丁\"]\nalso = [\"乙\", \"丁\"]",
            "乙 丁 |  | 甲 丙 全国",
        ),
        ("exclude = [\"丙\"]", "甲 乙 丁 全国 |  | 丙"),
        ("reference = [\"全国\"]", "甲 乙 丙 丁 | 全国 | "),
        // Shown for reference, also if left out before.
        (
            "exclude = [\"全国\"]\nreference = [\"全国\"]",
            "甲 乙 丙 丁 | 全国 | ",
        ),
        (
            "also = [\"甲\"]\nexclude = [\"甲\"]",
            "乙 丙 丁 全国 |  | 甲",
        ),
        (
            "top = { indicator = \"GDP\", count = 2 }",
            "丁 全国 |  | 甲 乙 丙",
        ),
        // Reference units take no place among the top.
        (
            "top = { indicator = \"GDP\", count = 2 }\nreference = [\"全国\"]",
            "丙 丁 | 全国 | 甲 乙",
        ),
        // Those left out do: they were in the running.
        (
            "top = { indicator = \"GDP\", count = 2 }\nexclude = [\"全国\"]",
            "丁 |  | 甲 乙 丙 全国",
        ),
        (
            "only = [\"甲\", \"乙\", \"丙\"]\ntop = { indicator = \"GDP\", count = 1 }\nalso = [\"丁\"]",
            "丙 丁 |  | 甲 乙 全国",
        ),
        // A unit without a value is not among the top; more than there are is all with one.
        (
            "top = { indicator = \"人口\", count = 9, period = 2020 }",
            "甲 乙 丁 全国 |  | 丙",
        ),
        (
            "top = { indicator = \"人口\", count = 9, period = 1999 }",
            " |  | 甲 乙 丙 丁 全国",
        ),
    ] {
        let built = of_cities(&format!("[units]\n{rules}\n")).unwrap();
        assert_eq!(roles(&built), expected, "{rules}");
    }
}

#[test]
fn the_last_period_decides_who_is_at_the_top() {
    let index = "title = \"T\"\n[[data]]\nfile = \"c.csv\"\n[units]\ntop = { indicator = \"GDP\", count = 1 }\n";
    let cities = "城市,年份,GDP\n甲,2019,9\n乙,2019,1\n甲,2020,2\n乙,2020,3\n";
    assert_eq!(
        roles(&try_built(index, &[("c.csv", cities)]).unwrap()),
        "乙 |  | 甲"
    );
    let index = index.replace("count = 1", "count = 1, period = 2019");
    assert_eq!(
        roles(&try_built(&index, &[("c.csv", cities)]).unwrap()),
        "甲 |  | 乙"
    );
}

#[test]
fn names_that_mean_nothing_tell_their_key_and_the_nearest() {
    for (more, key, name, near) in [
        (
            "[units]\nonly = [\"甲\", \"全囯\"]",
            "units.only",
            "全囯",
            Some("全国"),
        ),
        ("[units]\nalso = [\"戊己庚\"]", "units.also", "戊己庚", None),
        (
            "[units]\nexclude = [\"全国1\"]",
            "units.exclude",
            "全国1",
            Some("全国"),
        ),
        (
            "[units]\nreference = [\"全 国\"]",
            "units.reference",
            "全 国",
            Some("全国"),
        ),
        (
            "[units]\ntop = { indicator = \"GDB\", count = 1 }",
            "units.top.indicator",
            "GDB",
            Some("GDP"),
        ),
        (
            "[method.indicator.\"GPD\"]\nnormalise = \"minmax\"",
            "method.indicator.\"GPD\"",
            "GPD",
            Some("GDP"),
        ),
        (
            "[method.node.U]\naggregate = \"geometric\"",
            "method.node.\"U\"",
            "U",
            None,
        ),
    ] {
        let error = of_cities(more).unwrap_err();
        let expected = BuildError::Name {
            key: key.to_owned(),
            error: LookupError::Unknown {
                name: name.to_owned(),
                nearest: near.map(str::to_owned),
            },
        };
        assert_eq!(error, expected, "{more}");
    }
}

const BRANCHES: &str = "一级指标,二级指标,权重\n经济,规模,1\n,速度,1\n科技,规模,2\n,投入,1\n";
const VALUES: &str = "城市,规模,速度,投入\n甲,1,2,3\n乙,2,1,4\n";

/// An index with a name that two branches share.
fn of_branches(more: &str) -> Result<Built, BuildError> {
    let index = format!(
        "title = \"T\"\n[framework]\nfile = \"tree.csv\"\n[[data]]\nfile = \"values.csv\"\n{more}"
    );
    try_built(&index, &[("tree.csv", BRANCHES), ("values.csv", VALUES)])
}

#[test]
fn a_name_of_several_nodes_needs_its_path() {
    let own = |name: &str| {
        format!(
            "[method.indicator.\"{name}\"]\nnormalise = {{ kind = \"minmax\", range = [1, 2] }}\n"
        )
    };
    let error = of_branches(&own("规模")).unwrap_err();
    let expected = BuildError::Name {
        key: "method.indicator.\"规模\"".to_owned(),
        error: LookupError::Ambiguous {
            name: "规模".to_owned(),
        },
    };
    assert_eq!(error, expected);

    let built = of_branches(&own("科技/规模")).unwrap();
    let framework = main_of(&built).framework.clone().unwrap();
    let range_of = |name: &str| {
        let node = find_node(&framework, name).unwrap();
        let indicator = framework.node(node).unwrap().indicator().unwrap();
        indicator
            .normalisation
            .as_ref()
            .and_then(Normalisation::range)
    };
    assert_eq!(range_of("科技/规模"), Some([1.0, 2.0]));
    assert_eq!(range_of("经济/规模"), None);
}

#[test]
fn nodes_get_their_own_choices() {
    let built = of_branches(
        "[method]\nweights = \"equal\"\n[method.node.\"经济\"]\nweights = \"given\"\naggregate = \"geometric\"\n",
    )
    .unwrap();
    let dataset = main_of(&built);
    assert_eq!(dataset.method.weighting, Weighting::Equal);
    let framework = dataset.framework.clone().unwrap();
    let node = framework
        .node(find_node(&framework, "经济").unwrap())
        .unwrap();
    let NodeKind::Aggregate(aggregate) = &node.kind else {
        panic!("{node:?}");
    };
    assert_eq!(aggregate.weighting, Some(Weighting::Given));
    assert_eq!(aggregate.aggregation, Some(Aggregation::Geometric));
}

#[test]
fn choices_for_the_other_kind_of_node_are_refused() {
    for (key, name, choice) in [
        ("method.node.\"速度\"", "速度", "aggregate = \"geometric\""),
        (
            "method.indicator.\"经济\"",
            "经济",
            "normalise = \"minmax\"",
        ),
        ("method.indicator.\"T\"", "T", "normalise = \"minmax\""),
    ] {
        let error = of_branches(&format!("[{key}]\n{choice}\n")).unwrap_err();
        let expected = BuildError::OtherKind {
            key: key.to_owned(),
            node: name.to_owned(),
        };
        assert_eq!(error, expected);
    }
}

#[test]
fn a_normalisation_finds_the_unit_it_names() {
    let against = |name: &str| {
        of_cities(&format!(
            "[units]\nexclude = [\"全国\"]\n[method]\nnormalise = {{ kind = \"distance-unit\", unit = \"丁\" }}\n\
             [method.indicator.GDP]\nnormalise = {{ kind = \"distance-unit\", unit = \"{name}\" }}"
        ))
    };
    let built = against("全国").unwrap();
    let dataset = main_of(&built);
    let unit_of = |normalisation: &Normalisation| match normalisation {
        Normalisation::DistanceUnit { unit, .. } => {
            unit.and_then(|it| Some(dataset.unit(it)?.key.clone()))
        }
        _ => None,
    };
    assert_eq!(unit_of(&dataset.method.normalisation).unwrap(), "丁");
    let framework = dataset.framework.clone().unwrap();
    let node = find_node(&framework, "GDP").unwrap();
    let own = framework.node(node).unwrap().indicator().unwrap().clone();
    assert_eq!(unit_of(&own.normalisation.unwrap()).unwrap(), "全国");

    let BuildError::Name { key, .. } = against("全球").unwrap_err() else {
        panic!("a unit that is not there");
    };
    assert_eq!(key, "method.indicator.\"GDP\".normalise.unit");
}

#[test]
fn a_target_comes_from_the_framework_sheet() {
    let index = format!("{HEAD}[framework]\nfile = \"f.csv\"");
    let sheet = "指标,方向,权重,目标\nGDP,正向,1,50\n人口,逆向,1,\n";
    let built = try_built(&index, &[("cities.csv", CITIES), ("f.csv", sheet)]).unwrap();
    assert_eq!(built.findings, []);
    let framework = main_of(&built).framework.clone().unwrap();
    let target_of = |name: &str| {
        let node = find_node(&framework, name).unwrap();
        framework.node(node).unwrap().indicator().unwrap().target
    };
    assert_eq!((target_of("GDP"), target_of("人口")), (Some(50.0), None));
}

#[test]
fn impossible_choices_tell_their_key() {
    for (more, key, error) in [
        (
            "[method]\nmin_availability = 1.5",
            "method",
            EditError::NotAShare { share: 1.5 },
        ),
        (
            "[method]\nnormalise = { kind = \"minmax\", range = [9, 9] }",
            "method",
            EditError::RangeEmpty {
                lower: 9.0,
                upper: 9.0,
            },
        ),
        (
            "[method.indicator.GDP]\nnormalise = { kind = \"goalposts\", lo = 3, hi = 1 }",
            "method.indicator.\"GDP\"",
            EditError::GoalpostsReversed { lo: 3.0, hi: 1.0 },
        ),
        (
            "[method]\nnormalise = { kind = \"zscore\", mean = 50, sd = -1 }",
            "method",
            EditError::RangeEmpty {
                lower: 50.0,
                upper: 49.0,
            },
        ),
        (
            "[method]\nnormalise = { kind = \"share-of-max\", range = [-5, 0] }",
            "method",
            EditError::RangeEmpty {
                lower: 0.0,
                upper: 0.0,
            },
        ),
    ] {
        let key = key.to_owned();
        assert_eq!(
            of_cities(more).unwrap_err(),
            BuildError::Choice { key, error }
        );
    }
}

#[test]
fn columns_of_words_become_groups_where_the_framework_says_so() {
    let index = "title = \"T\"\n[framework]\nfile = \"meta.csv\"\n[[data]]\nfile = \"data.csv\"\n";
    let meta = "iCode,iName,Parent,Direction,Weight,Type\n\
        X,Speed,I,1,1,Indicator\nI,Index,,1,1,Aggregate\nSize,Size class,,,,Group\n";
    let data = "uCode,uName,Size,Mood,X\nA,Aland,L,glad,1\nB,Borland,S,sad,2\nC,Cland,L,,3\nD,Dland,,sad,4\n";
    let built = try_built(index, &[("meta.csv", meta), ("data.csv", data)]).unwrap();
    let dataset = main_of(&built);
    let groups = dataset.groups.iter().map(|group| {
        let members = group
            .members
            .iter()
            .map(|id| dataset.unit(*id).unwrap().key.as_str());
        format!(
            "{} {}: {}",
            group.kind,
            group.name,
            members.collect::<Vec<_>>().join(" ")
        )
    });
    assert_eq!(
        groups.collect::<Vec<_>>(),
        ["Size class L: A C", "Size class S: B"]
    );

    // The other column of words has no use, and is told with its cell.
    let told: Vec<String> = built
        .findings
        .iter()
        .filter_map(|finding| match &finding.problem {
            Problem::ColumnNotUsed { column } => {
                Some(format!("{} {} {column}", finding.file, finding.at.unwrap()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(told, ["data.csv D1 Mood"]);
    let outline = built.outline.unwrap();
    assert_eq!(outline.nodes.len(), 2);
}

#[test]
fn a_later_file_adds_units_variables_and_periods() {
    let index = "title = \"T\"\n[[data]]\nfile = \"a.csv\"\nperiod = 2019\n[[data]]\nfile = \"b.csv\"\nperiod = 2020\n";
    let built = try_built(
        index,
        &[
            ("a.csv", "城市,GDP\n甲,1\n乙,2\n"),
            ("b.csv", "城市,GDP,人口\n乙,3,4\n丙,5,6\n"),
        ],
    )
    .unwrap();
    let dataset = main_of(&built);
    let names = |it: Vec<&str>| it.join(" ");
    assert_eq!(
        names(dataset.units.iter().map(|it| it.key.as_str()).collect()),
        "甲 乙 丙"
    );
    assert_eq!(
        names(
            dataset
                .variables
                .iter()
                .map(|it| it.code.as_str())
                .collect()
        ),
        "GDP 人口"
    );
    let periods: Vec<String> = dataset.periods().iter().map(ToString::to_string).collect();
    assert_eq!(periods, ["2019", "2020"]);
    assert!(built.outline.is_none());

    // A third file that tells of no period could belong to either.
    let index = format!("{index}[[data]]\nfile = \"a.csv\"\n");
    let error = try_built(
        &index,
        &[("a.csv", "城市,GDP\n甲,1\n"), ("b.csv", "城市,GDP\n甲,1\n")],
    );
    let refused = EditError::PeriodUnknown {
        file: "a.csv".to_owned(),
        sheet: String::new(),
    };
    assert_eq!(error.unwrap_err(), BuildError::Edit(refused));
}

#[test]
fn files_that_do_not_hold_what_they_should_are_refused() {
    let unreadable = try_built("title = \"T\"\n[[data]]\nfile = \"gone.csv\"\n", &[]).unwrap_err();
    assert!(
        matches!(unreadable, BuildError::Read(ReadError::Unreadable { file, .. }) if file == "gone.csv")
    );

    let no_column = of_cities("unit_column = \"省份\"\n").unwrap_err();
    assert!(matches!(
        no_column,
        BuildError::Table(TableError::NoColumn { name, present, .. }) if name == "省份" && present == ["城市", "GDP", "人口"]
    ));

    let index = format!("{HEAD}[framework]\nfile = \"cities.csv\"\n");
    let no_tree = try_built(&index, &[("cities.csv", CITIES)]).unwrap_err();
    assert!(matches!(
        no_tree,
        BuildError::Table(TableError::NoFramework { .. })
    ));

    let index = format!("{HEAD}[framework]\nfile = \"tree.csv\"\n");
    let tree = "指标,上级\nGDP,总\n";
    let wrong = try_built(&index, &[("cities.csv", CITIES), ("tree.csv", tree)]).unwrap_err();
    let BuildError::Edit(EditError::HasErrors { findings }) = wrong else {
        panic!("{wrong:?}");
    };
    assert!(
        matches!(&findings[0].problem, Problem::UnknownParent { parent, .. } if parent == "总")
    );
}

#[test]
fn the_example_of_the_readme_works_where_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let (_, example) = readme.split_once("```toml\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let sample =
        |name: &str| fs::read_to_string(root.join("sample-data/hardtech-2020").join(name)).unwrap();
    let (tree, cities) = (sample("framework.csv"), sample("cities.csv"));
    let built = try_built(
        example,
        &[("framework.csv", &tree), ("cities.csv", &cities)],
    )
    .unwrap();
    assert_eq!(
        built
            .findings
            .iter()
            .filter(|it| it.problem.severity() > Severity::Note)
            .count(),
        0
    );
    let excluded = main_of(&built)
        .units
        .iter()
        .zip(main_of(&built).roles(None))
        .filter(|(_, role)| *role == Role::Excluded);
    assert_eq!(
        excluded
            .map(|(unit, _)| unit.key.as_str())
            .collect::<Vec<_>>(),
        ["唐山"]
    );
}

/// The iData and iMeta of a small index as the package `COINr` lays them out.
#[test]
fn denominators_of_coinr_divide() {
    let data = "uName,uCode,Time,Region,Pop,GDP,Goods,Flights\n\
        Austria,AUT,2018,W,10,400,200,50\nBelgium,BEL,2018,W,10,500,400,20\n\
        China,CHN,2018,E,0,1000,900,70\nLaos,LAO,2018,E,5,20,4,\n";
    let meta = "iName,iCode,Parent,Direction,Level,Weight,Type,Denominator\n\
        Goods,Goods,Physical,1,1,1,Indicator,GDP\n\
        Flights,Flights,Physical,1,1,1,Indicator,Pop\n\
        Physical,Physical,Index,1,2,1,Aggregate,\nIndex,Index,,1,3,1,Aggregate,\n\
        Population,Pop,,,,,Denominator,\nGDP,GDP,,,,,Denominator,\nRegion,Region,,,,,Group,\n";
    let index = "title = \"T\"\n[framework]\nfile = \"iMeta.csv\"\n[[data]]\nfile = \"iData.csv\"\n\
        [method]\ndenominate = true\nnormalise = \"none\"\n[method.node.Index]\naggregate = \"arithmetic\"\n";
    let built = try_built(index, &[("iData.csv", data), ("iMeta.csv", meta)]).unwrap();
    let dataset = main_of(&built);
    let framework = dataset.framework.as_ref().unwrap();
    let codes: Vec<&str> = framework
        .nodes()
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    assert_eq!(codes, ["Index", "Physical", "Goods", "Flights"]);
    let results = compute(&resolve(dataset, None).unwrap());
    let scores = |at: usize| -> Vec<Option<f64>> {
        let column = &results.nodes[at].periods[0].scores;
        column.iter().collect()
    };
    assert_eq!(scores(2), [0.5, 0.8, 0.9, 0.2].map(Some));
    assert_eq!(scores(3), [Some(5.0), Some(2.0), None, None]);
    let groups: Vec<&str> = dataset.groups.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(groups, ["W", "E"]);
    assert!(
        built
            .findings
            .iter()
            .all(|it| it.problem.severity() != Severity::Error)
    );
}

#[test]
fn groupings_come_from_a_file_of_words() {
    let index =
        format!("{HEAD}[units]\ngroups = \"g.csv\"\n[method]\nimpute = \"group-mean:板块\"\n");
    let groups = "城市,板块,梯队\n甲,东部,1\n乙,西部,2\n丙,西部,\n丁,,1\n";
    let books = [("cities.csv", CITIES), ("g.csv", groups)];
    let built = try_built(&index, &books).unwrap();
    let dataset = main_of(&built);
    let told = dataset.groups.iter().map(|group| {
        let members = group
            .members
            .iter()
            .map(|&id| &*dataset.unit(id).unwrap().key);
        format!(
            "{} {}: {}",
            group.kind,
            group.name,
            members.collect::<String>()
        )
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "板块 东部: 甲",
            "板块 西部: 乙丙",
            "梯队 1: 甲丁",
            "梯队 2: 乙"
        ]
    );
    let wrong = [("cities.csv", CITIES), ("g.csv", "城市,板块\n戊,东部\n")];
    assert!(matches!(
        try_built(&index, &wrong),
        Err(BuildError::Name { key, .. }) if key == "units.groups"
    ));
    let bare = [("cities.csv", CITIES), ("g.csv", "甲\n乙\n")];
    assert!(matches!(
        try_built(&index, &bare),
        Err(BuildError::Table(TableError::NoTable { .. }))
    ));
}

#[test]
fn the_top_can_be_by_a_formula_and_pools_stay_shown() {
    let built = of_cities(
        "[derive]\n\"人均\" = \"[总] / 2\"\n\"总\" = \"[GDP] * 1\"\n[pools]\n\"甲乙\" = [\"甲\", \"乙\"]\n\
         [units]\ntop = { indicator = \"人均\", count = 2 }\nreference = [\"全国\"]\n",
    )
    .unwrap();
    assert_eq!(roles(&built), "丙 丁 | 全国 甲乙 | 甲 乙");
    let names: Vec<&str> = main_of(&built)
        .variables
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["GDP", "人口", "人均", "总"]);
    let without = of_cities(
        "[pools]\n\"甲乙\" = [\"甲\", \"乙\"]\n[units]\nonly = [\"丙\"]\nexclude = [\"甲乙\"]\n",
    )
    .unwrap();
    assert_eq!(roles(&without), "丙 |  | 甲 乙 丁 全国 甲乙");
}
