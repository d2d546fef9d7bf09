//! Counts, sums, means, classes, periods, doubles and gaps.

use heng::{
    engine::{Period, Severity},
    import::{
        list::{
            Absent, Every, ListProblem, Measure, Only, Several, Split, TallyError, TallyPeriod,
            Twice, What, tally,
        },
        names::{Level, Registry},
    },
};
use proptest::prelude::{Strategy, prop_assert_eq, proptest};

use super::sheets::{by, counted, lines, listed, measure, problems, said};

const LABORATORIES: &str = "
    实验室名称|省份|类型|批准日期|经费（万元）
    甲|北京|国家级|2019-03-01|100
    乙|北京|省级|2019年7月2日|50
    丙|河北|省级|2020/1/5|20
    丁|北京|省级|20200630|-
    戊|河北|省级|2020|40
    己|上海|国家级|2019-12-31|7
    甲|北京|国家级|2019-05-01|100";

fn sum() -> What {
    What::Sum("经费".to_owned())
}

#[test]
fn rows_are_counted_summed_averaged_and_told_apart() {
    let mut choice = by("省份", Some(Level::Province));
    choice.measures = vec![
        measure("数量", What::Count),
        measure("经费", sum()),
        measure("平均经费", What::Mean("经费".to_owned())),
        measure("不同实验室", What::Distinct("实验室名称".to_owned())),
    ];
    let done = counted(&listed(LABORATORIES), &choice);
    let mean = 250.0 / 3.0;
    assert_eq!(
        lines(&done.table),
        [
            format!("北京: 4 250 {mean} 3"),
            "河北: 2 60 30 2".to_owned(),
            "上海: 1 7 7 1".to_owned(),
        ]
    );
    let measures: Vec<Option<&str>> = done
        .table
        .columns
        .iter()
        .map(|it| it.measure.as_deref())
        .collect();
    assert_eq!(measures, [None, Some("万元"), Some("万元"), None]);
    let gap = problems(&done).into_iter().find_map(|it| match it {
        ListProblem::NoNumber { cells, .. } => Some(cells[0].to_string()),
        _ => None,
    });
    assert_eq!(gap.as_deref(), Some("E5"));
}

#[test]
fn days_count_in_their_year_quarter_or_month() {
    let list = listed(LABORATORIES);
    let every = |every| {
        let mut choice = by("省份", Some(Level::Province));
        choice.period = TallyPeriod::Column("批准日期".to_owned(), every);
        counted(&list, &choice)
    };
    assert_eq!(
        lines(&every(Every::Year).table),
        [
            "北京 2019: 3",
            "河北 2020: 2",
            "北京 2020: 1",
            "上海 2019: 1"
        ]
    );
    let quarters = every(Every::Quarter);
    assert_eq!(
        lines(&quarters.table),
        [
            "北京 2019Q1: 1",
            "北京 2019Q3: 1",
            "河北 2020Q1: 1",
            "北京 2020Q2: 1",
            "上海 2019Q4: 1",
            "北京 2019Q2: 1"
        ]
    );
    assert_eq!(quarters.unplaced, 1, "a year tells no quarter");
    assert!(said(&quarters).contains("D6"), "{}", said(&quarters));
}

#[test]
fn a_class_or_a_band_is_a_column_of_its_own() {
    let mut choice = by("省份", Some(Level::Province));
    choice.measures = vec![
        Measure {
            split: Split::Category("类型".to_owned()),
            ..measure("实验室", What::Count)
        },
        Measure {
            split: Split::Bands("经费".to_owned(), vec![20.0, 100.0]),
            ..measure("经费段", What::Count)
        },
    ];
    let done = counted(&listed(LABORATORIES), &choice);
    let names: Vec<&str> = done
        .table
        .columns
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "实验室 / 国家级",
            "实验室 / 省级",
            "经费段 / <20",
            "经费段 / [20, 100)",
            "经费段 / ≥100"
        ]
    );
    // 20 and 100 belong to the bands that begin with them.
    assert_eq!(
        lines(&done.table),
        ["北京: 2 2 0 1 2", "河北: 0 2 0 2 0", "上海: 1 0 1 0 0"]
    );
    let without = problems(&done);
    let without = without
        .iter()
        .any(|it| matches!(it, ListProblem::NoClass { .. }));
    assert!(without, "the row without a number is told");
}

#[test]
fn a_thing_that_stands_twice_counts_as_chosen_and_is_told() {
    let list = listed(LABORATORIES);
    let mut choice = by("省份", Some(Level::Province));
    choice.name = Some("实验室名称".to_owned());
    let all = counted(&list, &choice);
    choice.twice = Twice::Once;
    let once = counted(&list, &choice);
    assert_eq!(lines(&all.table)[0], "北京: 4");
    assert_eq!(lines(&once.table)[0], "北京: 3");
    assert_eq!((once.placed, once.doubles), (6, 1));
    for (done, how) in [(&all, true), (&once, false)] {
        let told = problems(done);
        let [ListProblem::TwiceInList { first, counted, .. }] = told.as_slice() else {
            unreachable!("{told:?}");
        };
        assert_eq!((first.to_string().as_str(), *counted), ("A2", how));
    }
}

#[test]
fn units_without_a_row_are_missing_unless_zero_is_chosen() {
    let list = listed(LABORATORIES);
    let mut choice = by("省份", Some(Level::Province));
    choice.period = TallyPeriod::Column("批准日期".to_owned(), Every::Year);
    choice.units = vec!["天津".to_owned()];
    choice.measures = vec![
        measure("数量", What::Count),
        measure("平均经费", What::Mean("经费".to_owned())),
    ];
    let missing = counted(&list, &choice);
    assert_eq!(missing.table.rows.len(), 4);
    assert!(said(&missing).contains("天津"), "{}", said(&missing));
    choice.absent = Absent::Zero;
    let zero = counted(&list, &choice);
    let told = lines(&zero.table);
    assert_eq!(told.len(), 8);
    for line in [
        "天津 2019: 0 -",
        "天津 2020: 0 -",
        "河北 2019: 0 -",
        "上海 2020: 0 -",
    ] {
        assert!(told.iter().any(|it| it == line), "{line} of {told:?}");
    }
}

#[test]
fn only_the_rows_of_chosen_classes_count() {
    let mut choice = by("省份", Some(Level::Province));
    choice.only = Some(Only {
        column: "类型".to_owned(),
        values: vec!["国家级".to_owned()],
    });
    choice.period = TallyPeriod::Fixed(Period::Year(2021));
    let done = counted(&listed(LABORATORIES), &choice);
    assert_eq!(lines(&done.table), ["北京 2021: 2", "上海 2021: 1"]);
    assert_eq!((done.placed, done.left_out), (3, 4));
}

#[test]
fn a_result_keeps_the_cells_it_came_from() {
    let mut choice = by("省份", Some(Level::Province));
    choice.measures = vec![measure("经费", sum())];
    let done = counted(&listed(LABORATORIES), &choice);
    assert_eq!(done.from, [vec![1, 2, 4, 7], vec![3, 5], vec![6]]);
    assert_eq!(done.table.rows[1].row, 3, "the first row counted");
    assert_eq!(done.table.columns[0].column, 4, "the column summed");
    let errors = done.table.findings.iter();
    let errors = errors.filter(|it| it.problem.severity() == Severity::Error);
    assert_eq!(errors.count(), 0, "fit to be taken");
}

#[test]
fn what_cannot_be_counted_is_an_error() {
    let list = listed(LABORATORIES);
    let asked = |change: &dyn Fn(&mut heng::import::list::Tally)| {
        let mut choice = by("省份", Some(Level::Province));
        change(&mut choice);
        tally(&list, &choice, Registry::bundled()).unwrap_err()
    };
    let absent = asked(&|it| it.by.column = "城市".to_owned());
    assert!(matches!(absent, TallyError::NoColumn { name, .. } if name == "城市"));
    let none = asked(&|it| it.measures.clear());
    assert_eq!(none, TallyError::NoMeasure);
    let twice = asked(&|it| it.measures.push(measure("数量", sum())));
    assert!(matches!(twice, TallyError::SameName { .. }));
    let edges = asked(&|it| {
        it.measures[0].split = Split::Bands("经费".to_owned(), vec![5.0, 5.0]);
    });
    assert!(matches!(edges, TallyError::Edges { .. }));
    let nowhere = asked(&|it| it.by.column = "类型".to_owned());
    assert!(matches!(nowhere, TallyError::NothingPlaced { rows: 7, .. }));
}

fn rows() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    proptest::collection::vec((0..8_usize, 0..4_usize, 0..3_usize), 1..40)
}

proptest! {
    #[test]
    fn every_row_counts_once_or_is_told_why_not(
        rows in rows(),
        several in 0..4_usize,
        once in proptest::bool::ANY,
    ) {
        const PLACES: [&str; 8] = [
            "北京", "河北省石家庄市", "长安区", "清华大学", "北京、上海", "", "全国", "上海市浦东新区",
        ];
        const DAYS: [&str; 4] = ["2019", "2020-01-02", "", "某日"];
        let mut text = "企业名称|地址|日期|类型\n某|北京|2019|a\n".to_owned();
        for (place, day, kind) in &rows {
            let kind = ["a", "b", ""][*kind];
            let line = ["企", kind, "|", PLACES[*place], "|", DAYS[*day], "|", kind, "\n"];
            text.push_str(&line.concat());
        }
        let list = listed(&text);
        let mut choice = by("地址", Some(Level::Province));
        choice.period = TallyPeriod::Column("日期".to_owned(), Every::Year);
        choice.several = [Several::Ask, Several::Each, Several::Share, Several::Whole][several];
        choice.name = Some("企业名称".to_owned());
        choice.twice = if once { Twice::Once } else { Twice::All };
        choice.only = Some(Only { column: "类型".to_owned(), values: vec!["a".to_owned()] });
        let done = counted(&list, &choice);
        let told = done.placed + done.unplaced + done.left_out + done.doubles;
        prop_assert_eq!(told, list.rows.len());
        let counts: f64 = done.table.columns[0].values.iter().flatten().sum();
        let from: usize = done.from.iter().map(Vec::len).sum();
        if choice.several == Several::Share && !once {
            prop_assert_eq!(counts.round(), done.placed as f64);
        } else if choice.several != Several::Share {
            prop_assert_eq!(counts, from as f64);
        }
        if choice.several == Several::Ask {
            prop_assert_eq!(from, done.placed);
        }
    }
}
