//! Results told in plain sentences, against a ranking worked by hand.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::ops::ControlFlow;

use heng::{
    engine::{Results, compute},
    import::{Book, ReadError, ReadOptions, read_bytes},
    project::{
        Document, find_unit,
        recipe::{build, parse},
        resolve,
        summary::{summarise, summarise_unit},
    },
    texts::{Language, Texts},
};

/// Scores of 2020: 甲 50, 乙 87.5, 丙 50, 丁 25, 戊 0; of 2021: 甲 100, 丙 41.667, 乙 33.333, 丁 12.5, and
/// none of 戊.
const CITIES: &str = "城市,年份,GDP,专利
甲,2020,100,0\n乙,2020,75,100\n丙,2020,50,50\n丁,2020,25,25\n戊,2020,0,0
甲,2021,100,100\n乙,2021,75,0\n丙,2021,50,50\n丁,2021,25,25\n戊,2021,,\n";
const FRAMEWORK: &str = "一级指标,二级指标\n经济,GDP\n创新,专利\n";
const INDEX: &str = "title = \"发展指数\"\n[framework]\nfile = \"framework.csv\"\n[[data]]\nfile = \"cities.csv\"\n";

fn document(more: &str) -> Document {
    let index = parse(&format!("{INDEX}{more}")).unwrap();
    let built = build(&index, &mut |name: &str| -> Result<Book, ReadError> {
        let text = if name == "cities.csv" {
            CITIES
        } else {
            FRAMEWORK
        };
        let go_on = &mut |_| ControlFlow::Continue(());
        read_bytes(name, text.as_bytes(), &ReadOptions::default(), go_on)
    });
    built.unwrap().document
}

fn results(document: &Document) -> Results {
    compute(&resolve(document.main().unwrap(), None).unwrap())
}

fn told(document: &Document, period: usize, language: Language) -> Vec<String> {
    let dataset = document.main().unwrap();
    let summary = summarise(&results(document), dataset, period).unwrap();
    Texts::new(language).summary(&summary, dataset)
}

fn told_of(unit: &str, period: usize, language: Language) -> Vec<String> {
    let document = document("[method]\ntiers = \"median\"\n");
    let dataset = document.main().unwrap();
    let unit = find_unit(dataset, unit).unwrap().id;
    let summary = summarise_unit(&results(&document), dataset, (unit, period)).unwrap();
    Texts::new(language).unit_summary(unit, &summary, dataset)
}

#[test]
fn a_ranking_is_told_from_the_leaders_to_the_moves() {
    let document = document("[method]\ntiers = \"median\"\n");
    assert_eq!(
        told(&document, 1, Language::Chinese),
        [
            "2021年“发展指数”共有 4 个评价对象参加排名，居前的是甲（第 1 名，100.00 分）、丙（第 2 名，41.67 分）、乙（第 3 名，33.33 分），末位是丁（第 4 名，12.50 分）。",
            "平均得分 46.88，高于平均的有 1 个，其余 3 个不高于平均。",
            "第 1 梯队 2 个：甲、丙；第 2 梯队 2 个：乙、丁。",
            "各分项的第一名：“经济”甲，“创新”甲。",
            "与2020年相比，都有名次的 4 个中 2 个名次不变，上升最多的是甲（第 2 名到第 1 名），下降最多的是乙（第 1 名到第 3 名）。",
            "另有 1 个评价对象因缺少数据没有名次。",
        ]
    );
    assert_eq!(
        told(&document, 1, Language::English)[4..],
        [
            "Of the 4 ranked in 2020 too, 2 kept their rank; the largest moves up are 甲 (from rank 2 to 1); the largest moves down are 乙 (from rank 1 to 3).",
            "1 unit has no rank for want of data.",
        ]
    );
}

#[test]
fn a_first_period_has_no_moves_and_shared_ranks_are_all_named() {
    let document = document("");
    assert_eq!(
        told(&document, 0, Language::English),
        [
            "“发展指数”, 2020: 5 units are ranked. In front are 乙 (rank 1, 87.50), 甲 (rank 2, 50.00), 丙 (rank 2, 50.00); last is 戊 (rank 5, 0.00).",
            "The mean score is 42.50; 3 lie above it, 2 do not.",
            "First in each part: 甲 in “经济”, 乙 in “创新”.",
        ]
    );
}

#[test]
fn a_unit_is_told_with_its_moves_its_neighbour_and_its_halves() {
    assert_eq!(
        told_of("乙", 1, Language::Chinese),
        [
            "2021年乙“发展指数”得分 33.33，在 4 个评价对象中排第 3 名，属第 2 梯队，低于平均 13.54 分。",
            "与2020年相比，名次下降 2 位（第 1 名到第 3 名）。",
            "前一位是丙，相差 8.33 分。",
            "各分项名次：经济（第 2 名）、创新（第 4 名）。",
            "优势指标：GDP（第 2 名）。",
            "短板指标：专利（第 4 名）。",
        ]
    );
    assert_eq!(
        told_of("戊", 1, Language::English),
        [
            "戊 has no score in “发展指数”, 2021, for want of data.",
            "Indicators without data: 2.",
        ]
    );
    assert_eq!(
        told_of("甲", 1, Language::English)[..2],
        [
            "甲 scores 100.00 in “发展指数”, 2021: rank 1 of 4, Tier 1, 53.12 above the mean.",
            "Since 2020 it moved up by 1 (from rank 2 to 1).",
        ]
    );
}
