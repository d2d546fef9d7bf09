//! The ranked workbook, written and read back.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::too_many_lines,
    reason = "a test stops where something is not as expected"
)]

mod beside;
#[path = "../support/published.rs"]
mod published;
mod questionnaires;
#[path = "../support/regions.rs"]
mod regions;
mod robust;
mod styled;

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook_from_rs};
use heng::{
    export::{self, Subject, WorkbookOptions},
    project::{Document, Edit},
    texts::{Language, Texts},
};
use published::{applied, hardtech, hardtech_document, results};
use regions::regions;

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
        date: Some("2026-07-01".to_owned()),
        ..WorkbookOptions::default()
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
            "散点图",
            "指标得分",
            "原始数据",
            "指标体系与权重",
            "数据来源",
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
            "Scatter",
            "Normalised",
            "Raw data",
            "Framework and weights",
            "Sources",
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
            "散点图",
            "创新-投入",
            "排名 (2)",
            "历期结果",
            "各维度历期名次",
            "指标得分",
            "原始数据",
            "指标体系与权重",
            "数据来源",
            "逐级合成",
            "排名用取整",
            "名次"
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
