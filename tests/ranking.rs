//! The numbers in the columns of the ranking, against a ranking worked by hand.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::{collections::BTreeMap, ops::ControlFlow};

use heng::{
    engine::{Results, compute},
    import::{Book, ReadError, ReadOptions, read_bytes},
    project::{
        At, DatasetId, Document, Edit, Figure, RankingColumn, RankingFigures, RankingView,
        ScenarioId, find_node, find_unit, groups_of_units,
        recipe::{build, parse},
        resolve, usual_columns, with_column,
    },
};

/// Min–max scores of 2021: GDP 100, 66.667, 33.333, 0 and 专利 100, 0, 50, 25, so that the index is
/// 甲 100, 乙 33.333, 丙 41.667, 丁 12.5; of 2020: 甲 50, 乙 87.5, 丙 50, 丁 25, 戊 0.
const CITIES: &str = "城市,年份,GDP,专利
甲,2020,100,0\n乙,2020,75,100\n丙,2020,50,50\n丁,2020,25,25\n戊,2020,0,0
甲,2021,100,100\n乙,2021,75,0\n丙,2021,50,50\n丁,2021,25,25\n戊,2021,,\n";
const FRAMEWORK: &str = "一级指标,二级指标\n经济,GDP\n创新,专利\n";
const INDEX: &str = "title = \"发展指数\"\n[framework]\nfile = \"framework.csv\"\n[[data]]\nfile = \"cities.csv\"\n";
const MAIN: DatasetId = DatasetId(1);

/// 甲 and 丁 in the east, 乙 and 丙 in the west; a scenario without 创新.
fn document() -> Document {
    let built = build(&parse(INDEX).unwrap(), &mut |name: &str| {
        let text = if name == "cities.csv" {
            CITIES
        } else {
            FRAMEWORK
        };
        let go_on = &mut |_| ControlFlow::Continue(());
        let read: Result<Book, ReadError> =
            read_bytes(name, text.as_bytes(), &ReadOptions::default(), go_on);
        read
    });
    let document = built.unwrap().document;
    let dataset = document.main().unwrap();
    let regions = [("甲", "东"), ("乙", "西"), ("丙", "西"), ("丁", "东")];
    let words = regions
        .iter()
        .map(|(unit, word)| (find_unit(dataset, unit).unwrap().id, (*word).to_owned()));
    let edits = [
        Edit::TakeGroups {
            dataset: MAIN,
            kind: "地区".to_owned(),
            words: words.collect(),
        },
        Edit::AddScenario {
            dataset: MAIN,
            name: "只看经济".to_owned(),
        },
    ];
    let document = edits.iter().try_fold(document, |it, edit| edit.apply(&it));
    let document = document.unwrap();
    let dataset = document.main().unwrap();
    let framework = dataset.framework.as_ref().unwrap();
    let off = Edit::SetEnabled {
        at: At {
            dataset: MAIN,
            scenario: Some(only(&document)),
        },
        node: find_node(framework, "创新").unwrap(),
        enabled: false,
    };
    off.apply(&document).unwrap()
}

fn only(document: &Document) -> ScenarioId {
    document.main().unwrap().scenarios[0].id
}

fn results(document: &Document, scenario: Option<ScenarioId>) -> Results {
    compute(&resolve(document.main().unwrap(), scenario).unwrap())
}

/// What a column of the index says in a period, rounded to three digits, by unit.
fn column(period: usize, figure: Figure) -> BTreeMap<String, f64> {
    let document = document();
    let dataset = document.main().unwrap();
    let here = results(&document, None);
    let there = results(&document, Some(only(&document)));
    let groups = groups_of_units(&here, dataset, "地区");
    let figures = RankingFigures {
        results: &here,
        period,
        groups: &groups,
        against: Some(&there),
    };
    let numbers = figures.of(0, figure);
    assert_eq!(numbers.len(), here.units.len());
    let units = here.units.iter().zip(numbers);
    units
        .filter_map(|(unit, number)| {
            let label = dataset.unit(unit.id)?.label.clone();
            Some((label, (number? * 1000.0).round() / 1000.0))
        })
        .collect()
}

fn map<const N: usize>(pairs: [(&str, f64); N]) -> BTreeMap<String, f64> {
    pairs.map(|(unit, number)| (unit.to_owned(), number)).into()
}

#[test]
fn columns_are_those_worked_by_hand() {
    let expected = [
        (
            Figure::Score,
            map([("甲", 100.0), ("乙", 33.333), ("丙", 41.667), ("丁", 12.5)]),
        ),
        (
            Figure::Rank,
            map([("甲", 1.0), ("乙", 3.0), ("丙", 2.0), ("丁", 4.0)]),
        ),
        (
            Figure::RankInGroup,
            map([("甲", 1.0), ("乙", 2.0), ("丙", 1.0), ("丁", 2.0)]),
        ),
        (
            Figure::ScoreChange,
            map([("甲", 50.0), ("乙", -54.167), ("丙", -8.333), ("丁", -12.5)]),
        ),
        // In 2020: 乙, then 甲 and 丙 on the second place, 丁, 戊.
        (
            Figure::RankChange,
            map([("甲", 1.0), ("乙", -2.0), ("丙", 0.0), ("丁", 0.0)]),
        ),
        (
            Figure::Gap,
            map([("乙", 8.333), ("丙", 58.333), ("丁", 20.833)]),
        ),
        // Without 创新: 甲 100, 乙 66.667, 丙 33.333, 丁 0.
        (
            Figure::ScoreAgainst,
            map([("甲", 0.0), ("乙", -33.333), ("丙", 8.333), ("丁", 12.5)]),
        ),
        (
            Figure::RankAgainst,
            map([("甲", 0.0), ("乙", -1.0), ("丙", 1.0), ("丁", 0.0)]),
        ),
    ];
    for (figure, expected) in expected {
        assert_eq!(column(1, figure), expected, "{figure:?}");
    }
}

#[test]
fn the_first_period_has_no_change() {
    assert_eq!(column(0, Figure::ScoreChange), BTreeMap::new());
    assert_eq!(column(0, Figure::RankChange), BTreeMap::new());
    let expected = map([("甲", 37.5), ("丙", 37.5), ("丁", 25.0), ("戊", 25.0)]);
    assert_eq!(column(0, Figure::Gap), expected);
}

#[test]
fn columns_stay_in_the_order_of_the_tree() {
    let document = document();
    let results = results(&document, None);
    let of = |name: Option<&str>, figure| {
        let framework = document.main().unwrap().framework.as_ref().unwrap();
        let node = name.map(|name| find_node(framework, name).unwrap());
        RankingColumn::Node { node, figure }
    };
    let usual = usual_columns(&results);
    let expected = [
        of(None, Figure::Score),
        RankingColumn::Tier,
        RankingColumn::Group,
        of(None, Figure::RankInGroup),
        of(Some("经济"), Figure::Score),
        of(Some("经济"), Figure::Rank),
        of(Some("创新"), Figure::Score),
        of(Some("创新"), Figure::Rank),
    ];
    assert_eq!(usual, expected);
    assert_eq!(RankingView::default().columns(&results), expected);
    let patents = of(Some("GDP"), Figure::Gap);
    let more = with_column(&results, &usual, patents, true);
    assert_eq!(more[6], patents, "below 经济, before 创新");
    assert_eq!(with_column(&results, &more, patents, false), usual);
    let fewer = with_column(&results, &usual, RankingColumn::Tier, false);
    assert_eq!(fewer.len(), 7);
    assert_eq!(
        with_column(&results, &fewer, RankingColumn::Tier, true),
        usual
    );
}
