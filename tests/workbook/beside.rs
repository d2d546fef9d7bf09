//! The sheets of the workbook that hold results against each other, what can be chosen about a
//! workbook, and that an export can be stopped.

use std::{collections::BTreeSet, ops::ControlFlow};

use heng::{
    export::{
        self, ExportError, Subject, WorkbookOptions,
        sheet_plan::{Cell, SheetPlan},
    },
    import::Progress,
    project::SheetKind,
    texts::{Language, Texts},
};

use crate::{
    published::{hardtech, hardtech_document, results},
    regions::beside,
};

fn planned(options: &WorkbookOptions) -> Vec<SheetPlan> {
    let document = beside();
    let subject = Subject {
        document: &document,
        dataset: document.main().unwrap(),
        scenario: None,
        results: &results(document.main().unwrap()),
    };
    export::plan(&subject, &Texts::new(Language::Chinese), options).unwrap()
}

fn sheet<'a>(plans: &'a [SheetPlan], name: &str) -> &'a SheetPlan {
    let found = plans.iter().find(|plan| plan.name == name);
    found.unwrap_or_else(|| panic!("no sheet {name}"))
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) | Cell::Label(text) => text,
        _ => "",
    }
}

fn rank(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Rank(rank) => Some(i64::from(*rank)),
        _ => None,
    }
}

fn moved(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Moved(places) => Some(*places),
        _ => None,
    }
}

#[test]
fn scenarios_stand_beside_the_base_and_say_what_they_do_differently() {
    let plans = planned(&WorkbookOptions::default());
    let plan = sheet(&plans, "方案比较");
    let names: Vec<&str> = plan.rows[0].cells.iter().map(text).collect();
    assert_eq!(
        names,
        ["", "基准方案", "", "等权方案", "", "", "只看投入", "", ""]
    );
    let ranked: Vec<&[Cell]> = plan.rows[2..15].iter().map(|it| &it.cells[..]).collect();
    let order: Vec<Option<i64>> = ranked.iter().map(|cells| rank(&cells[2])).collect();
    assert_eq!(order, (1..=13).map(Some).collect::<Vec<_>>());
    let mut gained = 0;
    for cells in &ranked {
        for at in [4, 7] {
            let expected = rank(&cells[2]).zip(rank(&cells[at])).map(|(a, b)| a - b);
            assert_eq!(moved(&cells[at + 1]), expected);
            gained += usize::from(expected.is_some_and(|it| it != 0));
        }
    }
    assert!(gained > 4, "{gained}");
    let below: Vec<String> = plan.rows[15..]
        .iter()
        .map(|row| row.cells.iter().map(text).collect::<String>())
        .collect();
    let told = below.join("\n");
    for part in [
        "赋权方法：按录入的权重（主观赋权） → 各项同等重要（等权）",
        "不再参评：浙江省",
        "“创新/投入”的权重：空 → 9",
        "专家会上提出的方案",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(plan.notes[1].text.contains("“浙江省”的角色"));
    // The filter ends with the table, above the words.
    assert_eq!(plan.filter.map(|it| it.last_row), Some(15));
}

#[test]
fn published_versions_are_compared_and_their_cause_is_told_if_asked_for() {
    let plans = planned(&WorkbookOptions::default());
    let all = sheet(&plans, "发布版本比较");
    let said = |plan: &SheetPlan| -> String {
        let cells = plan.rows.iter().flat_map(|row| &row.cells);
        cells.map(text).collect::<Vec<_>>().join(" ")
    };
    assert!(said(all).contains("2024-03-01 保存"));
    assert!(!said(all).contains("最可能的原因"));
    let asked = planned(&WorkbookOptions {
        causes: true,
        ..WorkbookOptions::default()
    });
    assert!(said(sheet(&asked, "发布版本比较")).contains("最可能的原因"));
    let one = sheet(&plans, "2023年发布稿");
    let (mut same, mut other) = (0, 0);
    for row in &one.rows[1..] {
        let [
            Cell::Score(then, _),
            Cell::Score(now, _),
            Cell::Score(apart, _),
        ] = &row.cells[3..6]
        else {
            panic!("{:?}", row.cells)
        };
        assert_eq!(now - then, *apart);
        match text(&row.cells[9]) {
            "一致" => same += 1,
            "不同" => other += 1,
            told => panic!("{told}"),
        }
    }
    // The weight of a dimension was another one: only the index itself differs.
    assert_eq!((same, other), (84, 28));
}

#[test]
fn groups_have_the_mean_of_their_ranked_members() {
    let plans = planned(&WorkbookOptions::default());
    let (groups, ranking) = (sheet(&plans, "分组比较"), sheet(&plans, "排名"));
    let header: Vec<&str> = ranking.rows[0].cells.iter().map(text).collect();
    let kind = header.iter().position(|it| *it == "地区").unwrap();
    let names: Vec<&str> = groups.rows[1..]
        .iter()
        .map(|it| text(&it.cells[1]))
        .collect();
    assert_eq!(names, ["东部", "a*", "A*"]);
    let mut means = Vec::new();
    for row in &groups.rows[1..] {
        let members = ranking.rows[1..].iter().filter(|it| {
            text(&it.cells[kind]) == text(&row.cells[1]) && rank(&it.cells[0]).is_some()
        });
        let scores = members.filter_map(|it| match it.cells[2] {
            Cell::Score(score, _) => Some(score),
            _ => None,
        });
        let scores: Vec<f64> = scores.collect();
        assert_eq!(row.cells[2], Cell::Number(scores.len() as f64, Some(0)));
        let Cell::Score(mean, _) = row.cells[3] else {
            panic!("{:?}", row.cells)
        };
        let expected = scores.iter().sum::<f64>() / scores.len() as f64;
        assert!((mean - expected).abs() < 1e-9);
        means.push((mean, rank(&row.cells[4]).unwrap()));
    }
    means.sort_by(|a, b| b.0.total_cmp(&a.0));
    assert_eq!(means.iter().map(|it| it.1).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn sources_name_file_column_and_periods() {
    let plans = planned(&WorkbookOptions::default());
    let sources = sheet(&plans, "数据来源");
    let first: Vec<&str> = sources.rows[1].cells.iter().map(text).collect();
    assert_eq!(
        first[..7],
        [
            "R&D经费支出",
            "亿元",
            "2022年、2023年",
            "各省统计年鉴汇总.xlsx",
            "",
            "数据",
            "D 列"
        ]
    );
    assert_eq!(sources.rows.len(), 7);
}

#[test]
fn sheets_can_be_left_out_and_those_that_formulas_read_are_hidden() {
    let without: BTreeSet<SheetKind> = SheetKind::ALL.into_iter().collect();
    let options = WorkbookOptions {
        without,
        ..WorkbookOptions::default()
    };
    let plans = planned(&options);
    let names = |hidden: bool| -> Vec<&str> {
        let of = plans.iter().filter(|it| it.is_hidden == hidden);
        of.map(|it| it.name.as_str()).collect()
    };
    assert_eq!(names(false), ["封面", "排名"]);
    assert_eq!(
        names(true),
        [
            "指标得分",
            "原始数据",
            "指标体系与权重",
            "逐级合成",
            "排名用取整",
            "名次"
        ]
    );
    let contents = plans[0].rows.iter().flat_map(|row| &row.cells);
    let links = contents.filter(|it| matches!(it, Cell::Link(_)));
    assert_eq!(links.count(), 1);
    let values = planned(&WorkbookOptions {
        values_only: true,
        ..options
    });
    assert_eq!(values.len(), 2);
}

#[test]
fn scores_are_shown_with_the_decimals_asked_for_and_held_in_full() {
    for (asked, shown) in [(0, 0), (3, 3), (200, 6)] {
        let plans = planned(&WorkbookOptions {
            decimals: Some(asked),
            ..WorkbookOptions::default()
        });
        let Cell::Score(score, decimals) = sheet(&plans, "排名").rows[1].cells[2] else {
            panic!("no score")
        };
        assert_eq!(decimals, shown);
        assert_ne!(score, score.round());
    }
}

#[test]
fn a_search_for_causes_is_stopped_with_the_export() {
    let document = beside();
    let subject = Subject {
        document: &document,
        dataset: document.main().unwrap(),
        scenario: None,
        results: &results(document.main().unwrap()),
    };
    let texts = Texts::new(Language::Chinese);
    let options = |causes| WorkbookOptions {
        causes,
        ..WorkbookOptions::default()
    };
    let asked = |causes, stop: usize| {
        let mut asked = 0;
        let made = export::workbook_while(&subject, &texts, &options(causes), &mut |_| {
            asked += 1;
            match asked {
                it if it == stop => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        });
        (made.is_ok(), asked)
    };
    let (without, with) = (asked(false, 0).1, asked(true, 0).1);
    assert!(with > without + 5, "{with} and {without}");
    // The sheets before the published ones are steps too; the search comes right after them.
    for stop in [9, 12, 15] {
        assert_eq!(asked(true, stop), (false, stop));
    }
}

#[test]
fn an_export_tells_how_far_it_is_and_can_be_stopped_anywhere() {
    let document = hardtech_document(&hardtech());
    let subject = Subject {
        document: &document,
        dataset: document.main().unwrap(),
        scenario: None,
        results: &results(document.main().unwrap()),
    };
    let texts = Texts::new(Language::English);
    let options = WorkbookOptions::default();
    let mut told: Vec<Progress> = Vec::new();
    let whole = export::workbook_while(&subject, &texts, &options, &mut |progress| {
        told.push(progress);
        ControlFlow::Continue(())
    });
    assert_eq!(whole, export::workbook(&subject, &texts, &options));
    let last = told.last().unwrap();
    assert_eq!(last.done, last.total);
    assert!(last.total > 300, "{last:?}");
    let rows = told.iter().skip_while(|it| it.total == 0);
    assert!(rows.map(|it| it.done).is_sorted());
    for at in [1, 5, 20, told.len() / 2, told.len()] {
        let mut asked = 0;
        let stopped = export::workbook_while(&subject, &texts, &options, &mut |_| {
            asked += 1;
            match asked {
                it if it == at => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        });
        assert_eq!(stopped, Err(ExportError::Stopped));
        assert_eq!(asked, at, "nothing is asked after a stop");
    }
}
