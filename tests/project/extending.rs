//! Outlines that add to the framework there is.

use std::ops::ControlFlow;

use heng::project::{Growth, NodeTrait, TraitValue, Turned, growth};

use super::*;

/// An outline as a sheet tells it.
fn sheet(picture: &str) -> Arc<Outline> {
    let rows = picture.trim().lines();
    let rows = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>().join(","));
    let text = rows.collect::<Vec<_>>().join("\n");
    let go_on = &mut |_| ControlFlow::Continue(());
    let options = import::ReadOptions::default();
    let book = import::read_bytes("outline.csv", text.as_bytes(), &options, go_on).unwrap();
    Arc::new(import::outline(&book, None).unwrap())
}

fn extend(document: &Document, picture: &str, keep: bool) -> Document {
    let edit = Edit::ExtendOutline {
        dataset: MAIN,
        outline: sheet(picture),
        keep,
    };
    edit.apply(document).unwrap()
}

fn growth_of(document: &Document, picture: &str, keep: bool) -> Growth {
    growth(main_of(document), &sheet(picture), keep).unwrap()
}

/// Economy with gdp and pay, green with air; weights typed at the top.
fn economy() -> Document {
    let table = "
        city | period | gdp | pay | air | new
        A    | 2019   | 10  | 1   | 5   | 7
        B    | 2019   | 20  | 4   | 3   | 8
        C    | 2019   | 15  | 2   | 9   | 9";
    let framework = sheet(
        "
        代码  | 名称     | 上级 | 权重 | 方向 | 单位 | 来源
        I     | 指数     |      |      |      |      |
        eco   | 经济     | I    | 60   |      |      |
        gdp   | 产值     | eco  |      | 正向 | 亿元 | 年鉴
        pay   | 工资     | eco  |      | 正向 |      |
        green | 绿色     | I    | 40   |      |      |
        air   | 空气     | green|      | 逆向 |      |",
    );
    document([
        take(table),
        Edit::TakeOutline {
            dataset: MAIN,
            outline: framework,
            index_name: "Index".to_owned(),
        },
        Edit::AddScenario {
            dataset: MAIN,
            name: "what if".to_owned(),
        },
    ])
}

const BEFORE: [&str; 6] = [
    "I 指数 —",
    "  eco 经济 60",
    "    gdp 产值 —",
    "    pay 工资 —",
    "  green 绿色 40",
    "    air 空气 —",
];

/// What is new, under dimensions that stand there by name, by code and not yet.
const MORE: &str = "
    一级指标 | 二级指标 | 方向
    经济     | 新产品   |
    经济     | 工资     |
    经济     | 出口     |
    绿色     | 水       | 逆向
    社会     | 医院     |
    社会     | 学校     |";

#[test]
fn new_nodes_come_under_their_parents_in_the_order_of_the_outline() {
    let before = economy();
    assert_eq!(tree(&before, None), BEFORE);
    let after = extend(&before, MORE, false);
    assert_eq!(
        tree(&after, None),
        [
            "I 指数 —",
            "  eco 经济 60",
            "    gdp 产值 —",
            "    新产品 新产品 —",
            "    pay 工资 —",
            "    出口 出口 —",
            "  green 绿色 40",
            "    air 空气 —",
            "    水 水 —",
            "  社会 社会 50",
            "    医院 医院 —",
            "    学校 学校 —",
        ]
    );
    let told = growth_of(&before, MORE, false);
    assert_eq!((told.added(), told.changed(), told.unchanged), (6, 0, 5));
    assert_eq!(
        told.new,
        [false, true, false, true, false, true, true, true, true]
    );
    let framework = main_of(&after).framework.clone().unwrap();
    let water = framework.node(node(&after, "水")).unwrap();
    assert_eq!(water.indicator().unwrap().direction, Direction::Negative);
    // Once more there is nothing to add.
    let again = extend(&after, MORE, false);
    assert_eq!(tree(&again, None), tree(&after, None));
    assert_eq!(growth_of(&after, MORE, false).added(), 0);
}

#[test]
fn what_an_outline_says_of_known_nodes_is_told_and_taken_or_left() {
    let before = economy();
    let stated = "
        代码 | 名称   | 上级 | 权重 | 方向 | 单位 | 来源
        eco  | 经济   |      | 70   |      |      |
        gdp  | 总产值 | eco  |      | 逆向 | 万元 | 公报
        pay  | 工资   | eco  |      |      | 元   |";
    let turned = |node: &str, what, from, to| Turned {
        node: node.to_owned(),
        what,
        from,
        to,
    };
    let words = |it: &str| TraitValue::Words(it.to_owned());
    let told = growth_of(&before, stated, false);
    let directions = [Direction::Positive, Direction::Negative].map(TraitValue::Direction);
    let [positive, negative] = directions;
    assert_eq!(
        told.changes,
        [
            turned(
                "经济",
                NodeTrait::Weight,
                TraitValue::Number(60.0),
                TraitValue::Number(70.0)
            ),
            turned("产值", NodeTrait::Name, words("产值"), words("总产值")),
            turned("产值", NodeTrait::Source, words("年鉴"), words("公报")),
            turned("产值", NodeTrait::Direction, positive, negative),
            turned("工资", NodeTrait::Measure, TraitValue::Blank, words("元")),
        ]
    );
    // Values in 亿元 are none in 万元.
    assert_eq!(
        told.measures,
        [turned(
            "总产值",
            NodeTrait::Measure,
            words("亿元"),
            words("万元")
        )]
    );
    assert_eq!((told.added(), told.changed(), told.unchanged), (0, 3, 2));
    let after = extend(&before, stated, false);
    assert_eq!(
        tree(&after, None)[1..3],
        ["  eco 经济 70", "    gdp 总产值 —"]
    );
    let kept = extend(&before, stated, true);
    assert_eq!(main_of(&kept).framework, main_of(&before).framework);
    assert_eq!(main_of(&kept).variables, main_of(&before).variables);
    assert_eq!(growth_of(&before, stated, true).changes, []);
}

#[test]
fn scenarios_experts_and_own_choices_of_known_nodes_stay() {
    let before = economy();
    let what_if = scenario_of(&before);
    let [eco, gdp] = ["eco", "gdp"].map(|it| node(&before, it));
    let edits = [
        weight(what_if, eco, 5.0),
        Edit::SetNormalisation {
            dataset: MAIN,
            node: gdp,
            normalisation: Some(Normalisation::default()),
        },
        Edit::SetLocked {
            dataset: MAIN,
            node: eco,
            locked: true,
        },
    ];
    let before = edits
        .iter()
        .fold(before, |document, edit| edit.apply(&document).unwrap());
    let after = extend(&before, MORE, false);
    assert_eq!(node(&after, "eco"), eco);
    let framework = main_of(&after).framework_in(what_if.scenario).unwrap();
    assert_eq!(framework.node(eco).unwrap().weight, Some(5.0));
    assert!(framework.node(eco).unwrap().locked);
    let own = framework.node(gdp).unwrap().indicator().unwrap();
    assert_eq!(own.normalisation, Some(Normalisation::default()));
    // What is new weighs the mean of its siblings in the base: 60 and 40.
    let new = framework.node(node(&after, "社会")).unwrap();
    assert_eq!(new.weight, Some(50.0));
}

#[test]
fn scores_of_untouched_dimensions_are_the_same_bits() {
    let before = economy();
    let more = "
        一级指标 | 二级指标
        社会     | new";
    let after = extend(&before, more, false);
    let scores = |document: &Document, code: &str| {
        let dataset = main_of(document);
        let results = compute(&resolve(dataset, None).unwrap());
        let of = results.node(node(document, code)).unwrap();
        let scores = of.periods.last().unwrap().scores.iter();
        scores.map(|it| it.map(f64::to_bits)).collect::<Vec<_>>()
    };
    for code in ["eco", "gdp", "pay", "green", "air"] {
        assert_eq!(scores(&after, code), scores(&before, code), "{code}");
    }
    assert_ne!(scores(&after, "I"), scores(&before, "I"), "one more counts");
}

#[test]
fn weights_stated_in_part_leave_no_blanks() {
    let before = economy();
    let stated = "
        一级指标 | 二级指标 | 权重
        经济     | 产值     | 3
        经济     | 新产品   |";
    let after = extend(&before, stated, false);
    assert_eq!(
        tree(&after, None)[1..5],
        [
            "  eco 经济 60",
            "    gdp 产值 3",
            "    新产品 新产品 3",
            "    pay 工资 3",
        ]
    );
    let told = growth_of(&before, stated, false);
    let turned: Vec<&str> = told.changes.iter().map(|it| it.node.as_str()).collect();
    assert_eq!(turned, ["产值", "工资"]);
    // Where the weights of known nodes stay blank, so does that of a new one.
    let before = economy();
    let kept = extend(
        &before,
        "一级指标 | 二级指标 | 权重\n经济 | 新产品 | 3",
        true,
    );
    assert_eq!(tree(&kept, None)[4], "    新产品 新产品 —");
}

#[test]
fn the_index_may_be_called_otherwise_and_dimensions_stand_alone() {
    let before = economy();
    let renamed = "
        代码  | 名称   | 上级
        T     | 综合   |
        eco   | 经济   | T
        x     | 新指标 | T";
    let after = extend(&before, renamed, true);
    let lines = tree(&after, None);
    assert_eq!(lines[0], "I 指数 —");
    assert_eq!(lines.len(), 7);
    assert!(lines.contains(&"  x 新指标 50".to_owned()), "{lines:?}");
    // An only dimension is no index.
    let alone = extend(&before, "一级指标 | 二级指标\n社会 | 医院", true);
    assert!(tree(&alone, None).contains(&"  社会 社会 50".to_owned()));
    // A code that is taken by another kind of node is given a number.
    let taken = extend(&before, "一级指标 | 二级指标\n工资 | 医院", true);
    assert!(tree(&taken, None).contains(&"  工资 工资 50".to_owned()));
}

#[test]
fn there_must_be_a_framework() {
    let edit = Edit::ExtendOutline {
        dataset: MAIN,
        outline: sheet(MORE),
        keep: false,
    };
    refuses(&document([take(CITIES)]), &edit, &EditError::NoFramework);
}
