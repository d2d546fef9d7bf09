//! A made-up index of provinces, with what a workbook can hold it against.

use std::sync::Arc;

use heng::{
    engine::{Direction, NodeId, compute},
    import::{Outline, OutlineKind, OutlineNode, Table, TableColumn, TableRow},
    project::{At, Document, Edit, MethodPatch, Role, ScenarioId, VintageSource, freeze, resolve},
};

use crate::published::applied;

const UNITS: [&str; 14] = [
    "北京市",
    "上海市",
    "江苏省",
    "浙江省",
    "广东省",
    "=1+1",
    "安徽省",
    "湖北省",
    "四川省",
    "陕西省",
    "内蒙古自治区",
    "新疆维吾尔自治区",
    "西藏自治区",
    "全国",
];

/// A made-up index of provinces: two dimensions, one with a level between, two periods, a gap, a
/// correction, a reference unit, a constant column, and names that make trouble.
pub(crate) fn regions() -> Document {
    let document = Document::new("区域创新能力评价（示例）");
    let dataset = document.main().unwrap().id;
    let rows = [2022, 2023].into_iter().flat_map(|year: u32| {
        UNITS.iter().zip(2..).map(move |(unit, row)| TableRow {
            row: row + 20 * (year - 2022),
            unit: (*unit).to_owned(),
            label: (*unit).to_owned(),
            period: Some(year.to_string().into()),
            ..TableRow::default()
        })
    });
    let rows: Vec<TableRow> = rows.collect();
    let leaves = [
        ("R&D经费支出", "亿元", 312.7, 0),
        ("规模以上工业企业R&D人员折合全时当量", "万人年", 3.3, 0),
        ("单位GDP能耗", "吨标准煤/万元", 0.071, 0),
        ("每万人发明专利拥有量", "件", 4.25, 1),
        ("技术合同成交额", "亿元", 1290.0, 1),
        ("国家重点实验室数", "个", 1.0, 1),
    ];
    let columns = leaves
        .iter()
        .zip(3..)
        .map(|((name, measure, size, _), column)| {
            let values = (0..rows.len()).map(|at| {
                let spread = (at * 7 + column as usize * 5) % 23;
                let constant = *name == "国家重点实验室数" && at >= UNITS.len();
                (at % 17 != 11 || column != 4).then(|| {
                    if constant {
                        4.0
                    } else {
                        size * (spread + 1) as f64
                    }
                })
            });
            TableColumn {
                column,
                name: (*name).to_owned(),
                measure: Some((*measure).to_owned()),
                values: values.collect(),
            }
        });
    let table = Table {
        file: "各省统计年鉴汇总.xlsx".to_owned(),
        sheet: "数据".to_owned(),
        columns: columns.collect(),
        rows: rows.clone(),
        ..Table::default()
    };
    let aggregate = |name: &str, parent| OutlineNode {
        code: name.to_owned(),
        name: name.to_owned(),
        parent,
        kind: OutlineKind::Aggregate,
        ..OutlineNode::default()
    };
    let mut nodes = vec![
        aggregate("创新/投入", None),
        aggregate("排名", None),
        aggregate("产出质量", Some(1)),
    ];
    for (at, (name, _, _, dimension)) in leaves.iter().enumerate() {
        nodes.push(OutlineNode {
            code: format!("X{}", at + 1),
            name: (*name).to_owned(),
            parent: Some(if *dimension == 1 {
                1 + usize::from(at > 3)
            } else {
                0
            }),
            direction: (at == 2).then_some(Direction::Negative),
            source: Some("中国统计年鉴".to_owned()),
            weight: (at < 3).then_some(1.0 + at as f64),
            ..OutlineNode::default()
        });
    }
    let outline = Outline {
        nodes,
        ..Outline::default()
    };
    let document = applied(
        document,
        &[
            Edit::TakeTable {
                dataset,
                table: Arc::new(table),
            },
            Edit::TakeOutline {
                dataset,
                outline: Arc::new(outline),
                index_name: "创新能力指数".to_owned(),
            },
        ],
    );
    let main = document.main().unwrap();
    let edits = [
        Edit::SetRole {
            at: At {
                dataset,
                scenario: None,
            },
            units: vec![main.units.last().unwrap().id],
            role: Role::Reference,
        },
        Edit::Correct {
            dataset,
            variable: main.variables[0].id,
            period: 2023.to_string().into(),
            unit: main.units[1].id,
            value: Some(2111.25),
            note: "与统计公报核对后更正".to_owned(),
        },
    ];
    applied(document.clone(), &edits)
}

/// The same with groups, two scenarios, a published version of other weights, and a figure that is
/// preliminary.
pub(crate) fn beside() -> Document {
    let document = regions();
    let main = document.main().unwrap().clone();
    let node = |name: &str| -> NodeId {
        let framework = main.framework.as_ref().unwrap();
        let nodes = framework.nodes();
        nodes.into_iter().find(|it| it.name == name).unwrap().id
    };
    let base = At {
        dataset: main.id,
        scenario: None,
    };
    let frozen = applied(
        document.clone(),
        &[Edit::SetWeight {
            at: base,
            node: node("创新/投入"),
            weight: Some(3.0),
        }],
    );
    let then = frozen.main().unwrap();
    let results = compute(&resolve(then, None).unwrap());
    let words = main.units.iter().zip(["东部", "a*", "A*"].iter().cycle());
    let scenario = |name: &str| Edit::AddScenario {
        dataset: main.id,
        name: name.to_owned(),
    };
    let document = applied(
        document.clone(),
        &[
            Edit::TakeGroups {
                dataset: main.id,
                kind: "地区".to_owned(),
                words: words
                    .map(|(it, name)| (it.id, (*name).to_owned()))
                    .collect(),
            },
            scenario("等权方案"),
            scenario("只看投入"),
            Edit::FreezeVintage {
                dataset: main.id,
                name: "2023年发布稿".to_owned(),
                note: "送审时的结果".to_owned(),
                source: VintageSource {
                    date: "2024-03-01".to_owned(),
                    ..VintageSource::default()
                },
                figures: Arc::new(freeze(then, &results, None)),
            },
        ],
    );
    let scenarios: Vec<ScenarioId> = (document.main().unwrap().scenarios.iter())
        .map(|it| it.id)
        .collect();
    let under = |at: usize| At {
        dataset: main.id,
        scenario: Some(scenarios[at]),
    };
    let equal = MethodPatch {
        weighting: Some(heng::engine::Weighting::Equal),
        ..MethodPatch::default()
    };
    let edits = [
        Edit::SetMethod {
            at: under(0),
            choices: equal,
        },
        Edit::SetWeight {
            at: under(1),
            node: node("创新/投入"),
            weight: Some(9.0),
        },
        Edit::SetRole {
            at: under(1),
            units: vec![main.units[3].id],
            role: Role::Excluded,
        },
        Edit::SetScenarioNote {
            dataset: main.id,
            scenario: scenarios[1],
            note: "专家会上提出的方案".to_owned(),
        },
    ];
    applied(document, &edits)
}
