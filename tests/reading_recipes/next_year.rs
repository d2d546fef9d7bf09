//! Next year's file with differences: they are asked, and nothing else is.

use heng::{
    engine::Period,
    import::{
        Book, CellAt, Value,
        names::Registry,
        recipe::{Answer, Difference, Lesson, ReadAs, ReadingRecipe},
        sheet_map::{Corrections, TableLayout},
    },
    texts::{Language, Texts},
};

use crate::{
    asked, change, is_year, learnt, next_year, picture, put, replay, sample, tables_of, text,
    years_on,
};

fn at(cell: &str) -> CellAt {
    cell.parse().ok().unwrap()
}

/// A real file as it might come next year: with a city more, a header renamed and a column moved.
fn with_differences(book: &Book) -> (Book, u32) {
    let mut next = next_year(book);
    let sheet = &mut next.sheets[0];
    put(sheet, "B1", text("年末常住人口"));
    for (column, value) in (0..).zip(["三沙", "0.1", "50000"]) {
        let at = CellAt { row: 36, column };
        put(sheet, &at.to_string(), text(value));
    }
    // The third column of values goes behind the last one.
    let last = sheet.cells.iter().map(|it| it.at.column).max().unwrap();
    for cell in &mut sheet.cells {
        cell.at.column = match cell.at.column {
            3 => last,
            column if column > 3 => column - 1,
            column => column,
        };
    }
    sheet.cells.sort_by_key(|it| it.at);
    (next, last)
}

#[test]
fn a_new_city_a_renamed_header_and_a_moved_column() {
    let book = sample("major-cities-2017-gbk.csv");
    let recipe = learnt(&book, 0, &Corrections::default());
    let (next, last) = with_differences(&book);
    let replayed = replay(&recipe, &next);
    assert_eq!(
        asked(&replayed),
        [
            &Difference::NewUnit {
                name: "三沙".into(),
                total: false,
                at: Some(at("A37"))
            },
            &Difference::MissingIndicator {
                name: "年末总人口".into(),
                renamed: Some("年末常住人口".into()),
                at: Some(at("B1"))
            },
        ]
    );
    let told: Vec<&Difference> = replayed
        .differences
        .iter()
        .filter(|it| !it.asks())
        .collect();
    assert_eq!(
        told,
        [
            &Difference::NewPeriods {
                last: vec![Period::Year(2017)],
                now: vec![Period::Year(2018)]
            },
            &Difference::MovedColumn {
                name: "房地产开发投资额".into(),
                last: 3,
                now: last,
                across: false
            },
        ]
    );
}

#[test]
fn answered_differences_are_not_asked_again() {
    let book = sample("major-cities-2017-gbk.csv");
    let recipe = learnt(&book, 0, &Corrections::default());
    let (next, _) = with_differences(&book);
    let mut replayed = replay(&recipe, &next);
    // Answered, nothing is left, and the column goes where it went before.
    let mut answered = recipe.clone();
    let questions: Vec<Difference> = replayed.asked().cloned().collect();
    answered.answer(&questions[0], &Answer::AsItIs);
    answered.answer(&questions[1], &Answer::Same("年末常住人口".into()));
    replayed = replay(&answered, &next);
    assert_eq!(asked(&replayed), Vec::<&Difference>::new());
    let names: Vec<&str> = replayed
        .tables
        .iter()
        .flat_map(|it| &it.columns)
        .map(|it| it.name.as_str())
        .collect();
    assert!(names.contains(&"年末总人口") && !names.contains(&"年末常住人口"));
    // Left out, the city is not taken.
    answered = recipe.clone();
    answered.answer(&questions[0], &Answer::LeaveOut);
    replayed = replay(&answered, &next);
    let units = replayed.tables.iter().flat_map(|it| &it.rows);
    assert!(units.clone().all(|it| it.unit != "三沙") && units.count() > 0);
}

/// 万元 by the ten thousandth part is 亿元.
fn in_other_measure(book: &Book, measure: &str, factor: f64) -> Book {
    let mut next = next_year(book);
    change(&mut next, |_, value| match value {
        Value::Number(number) if !is_year(*number) => *number *= factor,
        Value::Text(text) => *text = text.replace("亿元", measure),
        _ => {}
    });
    next
}

#[test]
fn a_changed_measure_is_asked_and_checked_against_the_values() {
    let book = sample("nbs-major-cities-gdp.xls");
    let recipe = learnt(&book, 0, &Corrections::default());
    let replayed = replay(&recipe, &in_other_measure(&book, "万元", 1e4));
    let [
        Difference::ChangedMeasure {
            last,
            now,
            exact: true,
            ..
        },
    ] = asked(&replayed)[..]
    else {
        panic!("{:?}", asked(&replayed));
    };
    assert_eq!(
        (last.as_deref(), now.as_deref()),
        (Some("亿元"), Some("万元"))
    );
    // The measure says 万元 and the numbers do not.
    let replayed = replay(&recipe, &in_other_measure(&book, "万元", 1.0));
    assert!(
        matches!(
            asked(&replayed)[..],
            [
                Difference::ChangedMeasure { exact: true, .. },
                Difference::PowerOfTen { power: -4, .. }
            ]
        ),
        "{:?}",
        asked(&replayed)
    );
    // The numbers change and the measure says nothing of it.
    let replayed = replay(&recipe, &in_other_measure(&book, "亿元", 1e-4));
    assert!(
        matches!(
            asked(&replayed)[..],
            [Difference::PowerOfTen { power: -4, .. }]
        ),
        "{:?}",
        asked(&replayed)
    );
    // No measure of the same kind.
    let replayed = replay(&recipe, &in_other_measure(&book, "万人", 1.0));
    assert!(
        matches!(
            asked(&replayed)[..],
            [Difference::ChangedMeasure { exact: false, .. }]
        ),
        "{:?}",
        asked(&replayed)
    );
}

#[test]
fn a_missing_city_and_one_under_a_misprint() {
    let book = sample("nbs-major-cities-gdp.xls");
    let recipe = learnt(&book, 0, &Corrections::default());
    let mut next = next_year(&book);
    change(&mut next, |_, value| {
        if let Value::Text(text) = value {
            *text = text.replace("石家庄", "石加庄");
        }
    });
    next.sheets[0].cells.retain(|it| it.at.row != 4);
    let replayed = replay(&recipe, &next);
    let told: Vec<(String, Option<String>)> = replayed
        .asked()
        .map(|it| match it {
            Difference::MissingUnit { name, renamed, .. } => (name.clone(), renamed.clone()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            ("北京".into(), None),
            ("石家庄".into(), Some("石加庄".into()))
        ]
    );
}

/// A list of one header row.
const LIST: &str = "
城市 | 人口（万人） | 面积
甲市 | 135.9 | 1600.5
乙市 | 105.0 | 1200.5
丙市 | 97.3 | 1400.5";

#[test]
fn a_period_typed_by_hand_is_asked_again_with_the_next_one() {
    let book = picture("data.xlsx", LIST);
    let typed = |period: &str| Corrections {
        said: vec![heng::import::sheet_map::Correction {
            area: heng::import::sheet_map::Area::default(),
            says: heng::import::sheet_map::Says::Period(period.to_owned().into()),
        }],
    };
    let recipe = learnt(&book, 0, &typed("2019"));
    assert!(matches!(
        replay(&recipe, &book).differences[..],
        [Difference::SamePeriods { .. }]
    ));
    let next = picture("data.xlsx", &LIST.replace("135.9", "136.2"));
    let replayed = replay(&recipe, &next);
    let proposal = Difference::PeriodAsked {
        last: Some(Period::Year(2019)),
        proposal: Period::Year(2020),
        at: None,
    };
    assert_eq!(asked(&replayed), [&proposal]);
    assert_eq!(replayed.period(), Some(&Period::Year(2020)));
    assert_eq!(replayed.tables, tables_of(&next, 0, &typed("2020")));
    let mut answered = recipe.clone();
    answered.answer(&proposal, &Answer::Period(Period::Year(2022)));
    let replayed = replay(&answered, &next);
    assert_eq!(asked(&replayed), Vec::<&Difference>::new());
    assert_eq!(replayed.period(), Some(&Period::Year(2022)));
}

#[test]
fn a_yearbook_two_years_later_proposes_two_years_more() {
    let lines = format!("\n某市统计年鉴2018 \n{}", LIST.trim());
    let said = Corrections {
        said: vec![heng::import::sheet_map::Correction {
            area: heng::import::sheet_map::Area::default(),
            says: heng::import::sheet_map::Says::Period(Period::Year(2017)),
        }],
    };
    let recipe = learnt(&picture("a.xlsx", &lines), 0, &said);
    let replayed = replay(&recipe, &picture("a.xlsx", &lines.replace("2018", "2020")));
    let [Difference::PeriodAsked { proposal, .. }] = asked(&replayed)[..] else {
        panic!("{:?}", asked(&replayed));
    };
    assert_eq!(*proposal, Period::Year(2019));
}

#[test]
fn a_plain_list_is_read_as_one_again() {
    let book = picture("人口2019.xlsx", LIST);
    let layout = heng::import::Layout {
        period: Some(Period::Year(2019)),
        measure: Some("平方公里".into()),
        ..heng::import::Layout::default()
    };
    let table = heng::import::recognise(&book, &layout).unwrap();
    let mut taken = table.clone();
    taken.columns[0].name = "常住人口".into();
    taken.rows[2].unit = "C".into();
    let lesson = Lesson {
        name: "list",
        book: &book,
        sheet: 0,
        read_as: ReadAs::List(layout),
        corrections: &Corrections::default(),
        tables: vec![&taken],
    };
    let recipe = ReadingRecipe::learn(&lesson, Registry::bundled()).unwrap();
    let mut next = picture(&years_on(&book.file), &LIST.replace("乙市", "丁市"));
    put(&mut next.sheets[0], "A6", text("乙市"));
    put(&mut next.sheets[0], "B6", Value::Number(106.5));
    let replayed = replay(&recipe, &next);
    assert_eq!(
        asked(&replayed),
        [&Difference::NewUnit {
            name: "丁市".into(),
            total: false,
            at: Some(at("A3"))
        }]
    );
    let table = &replayed.tables[0];
    let units: Vec<&str> = table.rows.iter().map(|it| it.unit.as_str()).collect();
    assert_eq!(units, ["甲市", "丁市", "C", "乙市"]);
    assert_eq!(table.columns[0].name, "常住人口");
    assert_eq!(table.columns[1].measure.as_deref(), Some("平方公里"));
    // The name of the file told the year, and does again.
    assert_eq!(table.rows[0].period, Some(Period::Year(2020)));
}

#[test]
fn another_layout_and_a_deeper_header_are_asked() {
    let book = picture("a2019.xlsx", LIST);
    let recipe = learnt(&book, 0, &Corrections::default());
    let deeper = LIST.replace(
        "城市 | 人口（万人） | 面积",
        "城市 | 概况 | \n | 人口（万人） | 面积",
    );
    let mut next = picture("a2020.xlsx", &deeper);
    next.sheets[0].merged = [("A1", "A2"), ("B1", "C1")]
        .map(|(from, to)| heng::import::Merged {
            from: at(from),
            to: at(to),
        })
        .to_vec();
    let replayed = recipe.replay_on(&next, 0, Registry::bundled()).unwrap();
    assert!(
        replayed
            .asked()
            .any(|it| matches!(it, Difference::ChangedHeaderDepth { last: 1, now: 2 })),
        "{:?}",
        replayed.differences
    );
    // Units across instead of down.
    let turned = "
指标 | 北京市 | 天津市 | 上海市
人口（万人） | 135.9 | 105.5 | 97.3
面积 | 1600.5 | 1200.5 | 1400.5";
    let down = "
城市 | 人口（万人） | 面积
北京市 | 135.9 | 1600.5
天津市 | 105.5 | 1200.5
上海市 | 97.3 | 1400.5";
    let recipe = learnt(&picture("a2019.xlsx", down), 0, &Corrections::default());
    let replayed = replay(&recipe, &picture("a2020.xlsx", turned));
    assert_eq!(
        asked(&replayed),
        [&Difference::ChangedLayout {
            last: TableLayout::UnitsDown,
            now: TableLayout::UnitsAcross
        }]
    );
}

#[test]
fn every_difference_is_told_in_both_languages_with_its_place() {
    let book = sample("nbs-major-cities-gdp.xls");
    let recipe = learnt(&book, 0, &Corrections::default());
    let mut next = in_other_measure(&book, "万元", 1.0);
    put(&mut next.sheets[0], "A41", text("拉萨市区"));
    put(&mut next.sheets[0], "C41", Value::Number(500.0));
    let replayed = replay(&recipe, &next);
    for (language, expected) in [
        (
            Language::Chinese,
            [
                "nbs-major-cities-gdp.xls [主要城市年度数据] A41",
                "“国内生产总值”的计量单位为“万元”，上次为“亿元”。两者可以准确换算，请确认数值确以“万元”计",
                "“国内生产总值”的数值约为上次的 10 的 -4 次方倍",
            ],
        ),
        (
            Language::English,
            [
                "nbs-major-cities-gdp.xls [主要城市年度数据] A41",
                "the measure of “国内生产总值” is “万元”, last time it was “亿元”. One can be converted into the \
                 other exactly; confirm that the values are in “万元”",
                "are about 10 to the power of -4 times those of last time",
            ],
        ),
    ] {
        let texts = Texts::new(language);
        let told: Vec<String> = replayed
            .differences
            .iter()
            .map(|it| texts.recipe_difference(&replayed, it))
            .collect();
        let all = told.join("\n");
        for words in expected {
            assert!(all.contains(words), "{words}\n{all}");
        }
        for (difference, told) in replayed.differences.iter().zip(&told) {
            assert!(told.starts_with("nbs-major-cities-gdp.xls"), "{told}");
            if let Some(at) = difference.at() {
                assert!(told.contains(&format!(" {at}")), "{told}");
            }
        }
    }
}

/// One of each kind.
#[expect(clippy::too_many_lines, reason = "one entry a kind")]
fn differences() -> Vec<Difference> {
    let name = || "甲".to_owned();
    let period = Period::Year(2020);
    let (last, now, across) = (1, 3, false);
    vec![
        Difference::SamePeriods {
            periods: vec![period.clone()],
        },
        Difference::NewPeriods {
            last: vec![Period::Year(2019)],
            now: vec![period.clone()],
        },
        Difference::PeriodAsked {
            last: Some(Period::Year(2019)),
            proposal: period,
            at: Some(at("B2")),
        },
        Difference::NewUnit {
            name: name(),
            total: false,
            at: Some(at("A9")),
        },
        Difference::NewUnit {
            name: name(),
            total: true,
            at: None,
        },
        Difference::MissingUnit {
            name: name(),
            total: false,
            renamed: Some("乙".into()),
            at: None,
        },
        Difference::MissingUnit {
            name: name(),
            total: true,
            renamed: None,
            at: None,
        },
        Difference::NewIndicator {
            name: name(),
            at: None,
        },
        Difference::MissingIndicator {
            name: name(),
            renamed: None,
            at: None,
        },
        Difference::ChangedMeasure {
            indicator: name(),
            last: Some("元".into()),
            now: None,
            exact: false,
            at: None,
        },
        Difference::ChangedMeasure {
            indicator: name(),
            last: None,
            now: Some("元".into()),
            exact: false,
            at: None,
        },
        Difference::PowerOfTen {
            indicator: name(),
            power: 4,
            last: 1.5,
            now: 15_100.0,
            at: None,
        },
        Difference::MovedColumn {
            name: name(),
            last,
            now,
            across,
        },
        Difference::MovedRow {
            name: name(),
            last,
            now,
            across,
        },
        Difference::Resorted { count: 12 },
        Difference::ChangedLayout {
            last: TableLayout::UnitsDown,
            now: TableLayout::UnitsAcross,
        },
        Difference::ChangedHeaderDepth { last: 1, now: 2 },
        Difference::AnchorGone {
            texts: vec!["甲".into()],
            was: at("A4"),
            says: heng::import::sheet_map::Says::HeaderDepth(2),
        },
    ]
}

#[test]
fn what_is_asked_says_what_to_do_and_what_is_told_that_nothing_is() {
    let book = sample("major-cities-2017-gbk.csv");
    let replayed = replay(&learnt(&book, 0, &Corrections::default()), &book);
    for difference in differences() {
        for (language, nothing, please) in [
            (Language::Chinese, "无需处理", ["请", "必要时"]),
            (
                Language::English,
                "othing needs to be done",
                ["onfirm", "orrect"],
            ),
        ] {
            let told = Texts::new(language).recipe_difference(&replayed, &difference);
            assert!(told.starts_with("major-cities-2017-gbk.csv"), "{told}");
            assert_eq!(told.contains(nothing), !difference.asks(), "{told}");
            let more = ["State", "Say", "Check"];
            let asks = please.iter().chain(&more).any(|it| told.contains(it));
            assert!(asks || !difference.asks(), "{told}");
            let chinese = told.contains('。');
            assert_eq!(chinese, language == Language::Chinese, "{told}");
        }
    }
}
