//! Small sheets in the manner of real ones, each for one habit of yearbooks.

use heng::import::sheet_map::{
    ColumnKind, Corrections, Evidence, MapProblem, Role, TableLayout, observations,
};
use heng::import::{Lines, Problem};
use heng::texts::{Language, Texts};

use crate::pictures::{check, map, map_of, role, sheet, told};

#[test]
fn title_measure_line_and_names_with_blanks() {
    let map = check("title-measure-line-and-names-with-blanks");
    assert_eq!(map.tables[0].title, "1-2 各地区人口（2017年）");
    assert_eq!(map.tables[0].notes, ["注：年末数。"]);
    assert_eq!(map.tables[0].sources, ["资料来源：国家统计局"]);
    for (cell, expected) in [
        ("A1", Role::Title),
        ("B2", Role::Measure),
        ("A3", Role::Header),
        ("A4", Role::UnitName),
        ("B4", Role::Value),
        ("A8", Role::Note),
        ("A9", Role::Source),
    ] {
        assert_eq!(role(&map, cell), expected, "{cell}");
    }
}

#[test]
fn chinese_words_broken_over_rows_with_english_below() {
    check("chinese-words-broken-over-rows-with-english-below");
}

#[test]
fn english_names_are_kept_beside_the_chinese() {
    let map = map("
地区~Region | 总人口~Total Population | 北京Beijing
A市 | 100 | 12
B市 | 200 | 13");
    let column = &map.tables[0].columns[0];
    assert_eq!(
        (column.name.as_str(), column.english.as_deref()),
        ("总人口", Some("Total Population"))
    );
    assert_eq!(map.tables[0].columns[1].english.as_deref(), Some("Beijing"));
}

#[test]
fn merged_levels_are_joined_and_measures_inherited() {
    check("merged-levels-are-joined-and-measures-inherited");
}

#[test]
fn parents_without_a_merge_reach_as_far_as_the_same_names_below() {
    check("parents-without-a-merge-reach-as-far-as-the-same-names-below");
}

#[test]
fn among_them_belongs_to_what_stands_before() {
    check("among-them-belongs-to-what-stands-before");
}

#[test]
fn repeated_headers_and_continuations_are_dropped() {
    let map = check("repeated-headers-and-continuations-are-dropped");
    assert_eq!(role(&map, "A5"), Role::Continuation);
    assert_eq!(role(&map, "B6"), Role::RepeatedHeader);
    assert_eq!(map.tables.len(), 1);
}

#[test]
fn blocks_side_by_side_are_appended() {
    check("blocks-side-by-side-are-appended");
}

#[test]
fn different_blocks_side_by_side_are_two_tables() {
    let map = map("
地区 | 人口 | 地区 | 面积
甲市 | 1 | 丙市 | 5
乙市 | 3 | 丁市 | 7");
    assert_eq!(map.tables.len(), 2);
    assert_eq!(map.tables[1].columns[0].name, "面积");
}

#[test]
fn stacked_tables_keep_their_own_titles_and_years() {
    check("stacked-tables-keep-their-own-titles-and-years");
}

#[test]
fn provinces_without_data_head_their_cities_and_totals_are_set_aside() {
    let map = map("
城市 | City | 人口（万人）
全__国 | National Total | 60
河北省 | Hebei |
石家庄市 | Shijiazhuang | 10
唐山市 | Tangshan | 20
吉林省 | Jilin |
吉林市 | Jilin | 30");
    let rows: Vec<_> = map.tables[0]
        .rows
        .iter()
        .map(|it| {
            (
                it.label.as_str(),
                it.group.as_deref().unwrap_or(""),
                it.total,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("全国", "", true),
            ("石家庄市", "河北省", false),
            ("唐山市", "河北省", false),
            ("吉林市", "吉林省", false)
        ]
    );
    assert_eq!(
        map.tables[0].rows[1].english.as_deref(),
        Some("Shijiazhuang")
    );
    assert_eq!(role(&map, "A2"), Role::Total);
    assert_eq!(role(&map, "A3"), Role::GroupHeading);
    assert_eq!(role(&map, "B4"), Role::UnitNameEnglish);
}

#[test]
fn a_heading_above_the_first_city_is_no_header() {
    let map = map("
城市 | 人口
河北省 |
石家庄市 | 10
唐山市 | 20");
    assert_eq!(
        told(&map),
        ["石家庄市; 人口; ?;  = 10", "唐山市; 人口; ?;  = 20"]
    );
    assert_eq!(map.tables[0].rows[0].group.as_deref(), Some("河北省"));
}

#[test]
fn a_province_without_data_among_provinces_is_a_unit() {
    let map = map("
地区 | 人口
北京 | 1
西藏 |
上海 | 3
江苏 | 4");
    assert_eq!(told(&map)[1], "西藏; 人口; ?;  = missing");
}

#[test]
fn a_header_row_of_measures_only() {
    check("a-header-row-of-measures-only");
}

#[test]
fn text_numbers_missing_marks_and_flags() {
    let map = check("text-numbers-missing-marks-and-flags");
    let repaired: Vec<_> = map
        .tables
        .iter()
        .flat_map(observations)
        .filter(|it| it.repaired)
        .map(|it| it.raw.unwrap())
        .collect();
    assert_eq!(repaired, ["1,234,567", "１２．５", "12 e", "7.5*"]);
    let grouped = map.findings.iter().any(|it| matches!(&it.problem, Problem::Map(MapProblem::TextNumbers { column, count: 2, .. }) if column == "人口"));
    assert!(grouped, "{:#?}", map.findings);
    let none = map.findings.iter().any(|it| matches!(&it.problem, Problem::Map(MapProblem::NotNumbers { found, .. }) if found == "12,34"));
    assert!(none, "{:#?}", map.findings);
}

#[test]
fn all_numbers_as_text_below_a_merged_header() {
    check("all-numbers-as-text-below-a-merged-header");
    let map = map("
城市 | 生产总值 | <
^ | 全市 | 市辖区
北京市 | 1 | 2
天津市 | 3 | 4");
    let scopes: Vec<_> = map.tables[0]
        .columns
        .iter()
        .map(|it| it.scope.clone().unwrap())
        .collect();
    assert_eq!(scopes, ["全市", "市辖区"]);
}

#[test]
fn years_down() {
    let map = check("years-down");
    assert_eq!(map.tables[0].layout.value, TableLayout::PeriodsDown);
}

#[test]
fn one_unit_with_years_across() {
    let map = check("one-unit-with-years-across");
    assert_eq!(map.tables[0].layout.value, TableLayout::OneUnit);
    assert_eq!(role(&map, "A1"), Role::Preamble);
}

#[test]
fn indicators_down_and_units_across() {
    let map = check("indicators-down-and-units-across");
    assert_eq!(map.tables[0].layout.value, TableLayout::UnitsAcross);
}

#[test]
fn a_tree_of_indicators_in_merged_columns() {
    let map = map("
第一指标 | 第二指标 | 指标说明 | #芬兰 | #瑞典
创新 | 投入 | 研发占比 | 2.5 | 3.5
^ | 产出 | 专利 | 7 | 8
环境 | 空气 | 浓度 | 9 | 10");
    assert_eq!(
        told(&map),
        [
            "芬兰; 创新 / 投入; ?;  = 2.5",
            "瑞典; 创新 / 投入; ?;  = 3.5",
            "芬兰; 创新 / 产出; ?;  = 7",
            "瑞典; 创新 / 产出; ?;  = 8",
            "芬兰; 环境 / 空气; ?;  = 9",
            "瑞典; 环境 / 空气; ?;  = 10",
        ]
    );
    assert_eq!(role(&map, "C2"), Role::Text);
}

#[test]
fn long_tables_and_units_merged_over_years() {
    check("long-tables-and-units-merged-over-years");
    check("long-tables-and-units-merged-over-years-2");
}

#[test]
fn letters_between_columns_are_footnotes_and_advertisements_are_no_units() {
    let map = map("
Country | Income (US$) | | Schooling (years) |
Norway | 64660 | a | 18.2 | c
Iceland | 55782 | | 19.2 | c,d
Ireland | 76169 | b | 18.9 |
更多数据请访问 www.example.com | | | |");
    assert_eq!(map.tables[0].rows.len(), 3);
    assert_eq!(told(&map)[0], "Norway; Income; US$;  = 64660");
    assert_eq!(role(&map, "C2"), Role::Footnote);
    assert_eq!(role(&map, "E3"), Role::Footnote);
    assert_eq!(role(&map, "A5"), Role::Advertisement);
}

#[test]
fn running_numbers_ranks_and_scores() {
    let map = map("
排名 | 城市 | 得分 | 位次
1 | 北京 | 95.5 | 1
2 | 上海 | 93.1 | 2
3 | 深圳 | 90.2 | 3");
    assert_eq!(role(&map, "A2"), Role::RunningNumber);
    let kinds: Vec<_> = map.tables[0].columns.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [ColumnKind::Score, ColumnKind::Rank]);
}

#[test]
fn spans_keep_both_ends() {
    let map = map("
Country | 2010-2015 | 2015-2020
A-land | 1.5 | 2.5
B-land | 3.5 | 4.5");
    assert_eq!(told(&map)[1], "A-land; ; ?; 2015-2020 = 2.5");
}

#[test]
fn a_yearbook_without_a_year_proposes_the_year_before() {
    let sheet = sheet(
        "
城市 | 人口（万人）
北京市 | 1359
天津市 | 1050",
    );
    let map = heng::import::sheet_map::map_sheet(
        &sheet,
        "中国城市统计年鉴2018.xls",
        &Corrections::default(),
    );
    let period = map.tables[0].period.clone().unwrap();
    assert_eq!(
        (period.value.to_string().as_str(), period.from),
        ("2017", Evidence::Yearbook)
    );
    assert!(period.asked());
    assert!(told(&map)[0].contains(";  = "), "not taken without asking");
    assert!(
        map.findings
            .iter()
            .any(|it| matches!(it.problem, Problem::Map(MapProblem::PeriodAssumed { .. })))
    );
}

#[test]
fn odd_values_and_sums_and_hidden_lines_are_told() {
    let mut sheet = sheet(
        "
地区 | 比重（%） | 人口（万人）
合计 | 100 | 70
甲市 | 120 | 20
乙市 | 30 | 20
丙市 | 20 | 20",
    );
    sheet.hidden_rows.push(Lines { first: 3, last: 3 });
    let map = map_of(&sheet, &Corrections::default());
    let has = |wanted: fn(&MapProblem) -> bool| {
        map.findings
            .iter()
            .any(|it| matches!(&it.problem, Problem::Map(it) if wanted(it)))
    };
    assert!(has(|it| matches!(
        it,
        MapProblem::OutsidePercent { value: 120.0, .. }
    )));
    assert!(has(|it| matches!(
        it,
        MapProblem::NotTheSum {
            total: 70.0,
            sum: 60.0,
            ..
        }
    )));
    assert!(has(|it| matches!(it, MapProblem::HiddenRows { count: 1 })));
}

#[test]
fn two_measures_the_nearest_wins_and_both_are_told() {
    let map = map("
单位：万元
地区 | 收入 | 支出（亿元）
甲市 | 1.5 | 2
乙市 | 3.5 | 4");
    assert_eq!(
        told(&map)[..2],
        ["甲市; 收入; 万元;  = 1.5", "甲市; 支出; 亿元;  = 2"]
    );
    let both = |it: &Problem| matches!(it, Problem::Map(MapProblem::TwoMeasures { used, other, .. }) if used == "亿元" && other == "万元");
    assert!(map.findings.iter().any(|it| both(&it.problem)));
}

#[test]
fn every_finding_is_told_in_both_languages_with_its_place() {
    let mut sheet = sheet(
        "
单位：万元、户
地区 | 比重（%） | 收入（亿元） | 收入（亿元）
合计 | 100 | 70 | '1,234
甲市 | 120 | 20 | 无法
续表 | | |
乙市 | 30 | 20 | 5
甲市 | 20 | 20 | 6",
    );
    sheet.hidden_rows.push(Lines { first: 3, last: 3 });
    let map = map_of(&sheet, &Corrections::default());
    assert!(map.findings.len() >= 7, "{:#?}", map.findings);
    for finding in &map.findings {
        let [chinese, english] = Language::ALL.map(|it| Texts::new(it).import_finding(finding));
        assert_ne!(chinese, english);
        for said in [&chinese, &english] {
            let place = finding.at.unwrap().to_string();
            assert!(said.contains("f.xls") && said.contains(&place), "{said}");
        }
    }
}

#[test]
fn values_between_1900_and_2100_are_no_header_of_years() {
    // The first row holds nothing but such values.
    let values = "表1 床位\n地区 | 床位 | 人数\n北京 | 1950 | 2010\n上海 | 3500 | 120";
    let values = told(&map(values));
    assert_eq!(values.len(), 4, "{values:?}");
    assert_eq!(values[0], "北京; 床位; ?;  = 1950");
    // Where the row names no unit, its years are a header.
    let years = "地区 | GDP | 人口\n | 2019 | 2020\n北京 | 1 | 2\n上海 | 3 | 4";
    let years = told(&map(years));
    assert_eq!(years[0], "北京; GDP; ?; 2019 = 1");
}
