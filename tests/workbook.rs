//! The ranked workbook, written and read back.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "a test stops where something is not as expected"
)]

#[path = "support/published.rs"]
mod published;

use std::{collections::BTreeMap, io::Cursor, sync::Arc};

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook_from_rs};
use heng::{
    engine::Direction,
    export::{self, Subject, WorkbookOptions},
    import::{Outline, OutlineKind, OutlineNode, Table, TableColumn, TableRow},
    project::{At, Document, Edit, Role},
    texts::{Language, Texts},
};
use published::{applied, hardtech, hardtech_document, results};

/// Sheets by name, and the names in order.
struct ReadBack {
    names: Vec<String>,
    sheets: BTreeMap<String, Range<Data>>,
}

fn bytes_of(document: &Document, language: Language) -> Vec<u8> {
    let dataset = document.main().unwrap();
    let subject = Subject {
        document,
        dataset,
        scenario: None,
        results: &results(dataset),
    };
    let options = WorkbookOptions {
        period: None,
        date: Some("2026-07-01".to_owned()),
        values_only: false,
    };
    export::workbook(&subject, &Texts::new(language), &options).unwrap()
}

fn read_back(bytes: Vec<u8>) -> ReadBack {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let sheets = names
        .iter()
        .map(|name| (name.clone(), book.worksheet_range(name).unwrap()))
        .collect();
    ReadBack { names, sheets }
}

fn number(cell: Option<&Data>) -> f64 {
    match cell {
        Some(Data::Float(number)) => *number,
        other => panic!("no number: {other:?}"),
    }
}

#[test]
fn the_published_ranking_comes_out_of_the_workbook() {
    let published = hardtech();
    let document = hardtech_document(&published);
    let dataset = document.main().unwrap();
    let results = results(dataset);
    let book = read_back(bytes_of(&document, Language::Chinese));
    assert_eq!(
        book.names,
        [
            "封面",
            "排名",
            "图表",
            "对象画像",
            "指标得分",
            "原始数据",
            "指标体系与权重",
            "逐级合成",
            "排名用取整",
            "名次"
        ]
    );

    let ranking = &book.sheets["排名"];
    let header: Vec<String> = ranking
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        header[..5],
        [
            "排名",
            "评价对象",
            "城市硬科技指数",
            "科研人才指数",
            "科研人才指数排名"
        ]
    );
    assert_eq!(ranking.height(), 39);
    let order = results.order(0, 0);
    for ((row, city), unit) in ranking.rows().skip(1).zip(&published.cities).zip(order) {
        assert_eq!(number(row.first()), f64::from(city.rank));
        assert_eq!(row[1].to_string(), city.name);
        let index = number(row.get(2));
        // Two decimals are printed, of a mean of numbers rounded to two decimals.
        assert!(
            (index - city.index).abs() < 0.011,
            "{}: {index} and {}",
            city.name,
            city.index
        );
        let mut written = vec![index];
        for (at, rank) in city.ranks.iter().enumerate() {
            written.push(number(row.get(3 + 2 * at)));
            assert_eq!(
                number(row.get(4 + 2 * at)),
                f64::from(*rank),
                "{}",
                city.name
            );
        }
        let computed = results
            .nodes
            .iter()
            .map(|node| node.periods[0].scores.get(unit).unwrap());
        let bits =
            |numbers: Vec<f64>| -> Vec<u64> { numbers.into_iter().map(f64::to_bits).collect() };
        assert_eq!(bits(written), bits(computed.collect()), "{}", city.name);
    }
}

#[test]
fn sheets_are_named_in_the_language_chosen() {
    let document = hardtech_document(&hardtech());
    let book = read_back(bytes_of(&document, Language::English));
    assert_eq!(
        book.names,
        [
            "Cover",
            "Ranking",
            "Charts",
            "Unit profile",
            "Normalised",
            "Raw data",
            "Framework and weights",
            "Scores",
            "Rounded for ranks",
            "Ranks"
        ]
    );
    let header = book.sheets["Ranking"].rows().next().unwrap();
    assert_eq!(header[0].to_string(), "Rank");
    assert_eq!(header[4].to_string(), "科研人才指数 rank");
}

#[test]
fn text_that_looks_like_a_formula_stays_text_and_sheet_names_do_not_collide() {
    let document = regions();
    let book = read_back(bytes_of(&document, Language::Chinese));
    assert_eq!(
        book.names,
        [
            "封面",
            "排名",
            "图表",
            "对象画像",
            "创新-投入",
            "排名 (2)",
            "指标得分",
            "原始数据",
            "指标体系与权重",
            "逐级合成",
            "排名用取整",
            "名次",
            "历期结果"
        ]
    );
    let units: Vec<String> = book.sheets["排名"]
        .rows()
        .skip(1)
        .map(|row| row[1].to_string())
        .collect();
    assert!(units.contains(&"=1+1".to_owned()), "{units:?}");
    let raw = &book.sheets["原始数据"];
    assert!(
        raw.rows()
            .any(|row| row[0] == Data::String("=1+1".to_owned()))
    );
}

#[test]
fn the_same_input_gives_the_same_bytes_and_they_reach_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    for (language, name) in [
        (Language::Chinese, "regions-zh.xlsx"),
        (Language::English, "regions-en.xlsx"),
    ] {
        let bytes = bytes_of(&regions(), language);
        assert!(bytes == bytes_of(&regions(), language));
        let path = folder.path().join(name);
        export::write(&path, &bytes).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    let nowhere = folder.path().join("missing").join("x.xlsx");
    let error = export::write(&nowhere, b"x").unwrap_err();
    for language in Language::ALL {
        assert!(
            error
                .told(&Texts::new(language))
                .ends_with(&nowhere.display().to_string())
        );
    }
}

#[test]
fn groups_have_ranks_of_their_own_and_equal_labels_are_told_apart() {
    let document = regions();
    let main = document.main().unwrap();
    let words = main.units.iter().zip(["东部", "西部"].iter().cycle());
    let edits = [
        Edit::TakeGroups {
            dataset: main.id,
            kind: "地区".to_owned(),
            words: words
                .map(|(it, name)| (it.id, (*name).to_owned()))
                .collect(),
        },
        Edit::RenameUnit {
            dataset: main.id,
            unit: main.units[1].id,
            label: main.units[0].label.clone(),
        },
    ];
    let book = read_back(bytes_of(
        &applied(document.clone(), &edits),
        Language::Chinese,
    ));
    let ranking = &book.sheets["排名"];
    let header: Vec<String> = (ranking.rows().next().unwrap().iter())
        .map(ToString::to_string)
        .collect();
    let column = header.iter().position(|it| it == "地区").unwrap();
    assert_eq!(header[column + 1], "地区内排名");
    for group in ["东部", "西部"] {
        let of_group = ranking
            .rows()
            .filter(|row| row[column] == *group && matches!(row[0], Data::Float(_)));
        let ranks: Vec<f64> = of_group.map(|row| number(row.get(column + 1))).collect();
        let expected: Vec<f64> = (1..=ranks.len()).map(|rank| rank as f64).collect();
        assert!(ranks.len() > 5);
        assert_eq!(ranks, expected, "{group}");
    }
    let names = ranking.rows().map(|row| row[1].to_string());
    let mut alike: Vec<String> = names.filter(|it| it.starts_with("北京市")).collect();
    alike.sort_unstable();
    assert_eq!(alike, ["北京市 (上海市)", "北京市 (北京市)"]);
}

#[test]
fn the_cover_names_variables_that_are_computed() {
    let document = regions();
    let main = document.main().unwrap();
    let edits = [Edit::SetFormula {
        dataset: main.id,
        variable: main.variables[4].id,
        formula: Some("[单位GDP能耗] * 2".to_owned()),
    }];
    let book = |document: &Document| {
        let book = read_back(bytes_of(document, Language::Chinese));
        let told = book.sheets["封面"]
            .cells()
            .map(|(_, _, cell)| cell.to_string());
        told.filter(|it| it.contains("由其他变量算出"))
            .collect::<Vec<_>>()
    };
    assert!(book(&document).is_empty());
    let told = book(&applied(document.clone(), &edits));
    assert!(
        told.len() == 1 && told[0].ends_with("技术合同成交额"),
        "{told:?}"
    );
}

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
fn regions() -> Document {
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
            direction: if at == 2 {
                Direction::Negative
            } else {
                Direction::Positive
            },
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
