//! Small sheets in the manner of real ones, each for one habit of yearbooks.

use heng::import::sheet_map::{
    ColumnKind, Corrections, Evidence, MapProblem, Role, TableLayout, observations,
};
use heng::import::{Lines, Problem};
use heng::texts::{Language, Texts};

use crate::pictures::{check, map, map_of, role, sheet, told};

#[test]
fn title_measure_line_and_names_with_blanks() {
    let map = check(
        "
1-2  各地区人口（2017年） | <
 | 单位：万人
地__区 | 总人口
北__京 | 2171
天__津 | 1557

河__北 | 7520
注：年末数。
资料来源：国家统计局",
        &[
            "北京; 总人口; 万人; 2017 = 2171",
            "天津; 总人口; 万人; 2017 = 1557",
            "河北; 总人口; 万人; 2017 = 7520",
        ],
    );
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
    check(
        "
各地区户数、人口数和平均家庭规模 | < | <
 | | 单位：户、人
地 | 家庭户 | 家
_ | 户 | 庭
区 | 数 | 户
_ | _ | 人
_ | _ | 口
Region | Number of | Population
_ | House- | of Family
_ | holds | Households
北京 | 5 | 13
天津 | 4 | 11",
        &[
            "北京; 家庭户户数; 户;  = 5",
            "北京; 家庭户人口; 人;  = 13",
            "天津; 家庭户户数; 户;  = 4",
            "天津; 家庭户人口; 人;  = 11",
        ],
    );
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
    check(
        "
地区 | 科技（万人） | < | 教育 | <
^ | R&D人员 | 研究人员 | 学校数（所） | 学生数（万人）
甲市 | 1 | 2 | 3 | 4
乙市 | 5 | 6 | 7 | 8",
        &[
            "甲市; 科技 / R&D人员; 万人;  = 1",
            "甲市; 科技 / 研究人员; 万人;  = 2",
            "甲市; 教育 / 学校数; 所;  = 3",
            "甲市; 教育 / 学生数; 万人;  = 4",
            "乙市; 科技 / R&D人员; 万人;  = 5",
            "乙市; 科技 / 研究人员; 万人;  = 6",
            "乙市; 教育 / 学校数; 所;  = 7",
            "乙市; 教育 / 学生数; 万人;  = 8",
        ],
    );
}

#[test]
fn parents_without_a_merge_reach_as_far_as_the_same_names_below() {
    check(
        "
地区 | 2019年 | | 2020年 |
 | GDP(亿元) | 人口(万人) | GDP(亿元) | 人口(万人)
甲市 | 1 | 2 | 3 | 4
乙市 | 5 | 6 | 7 | 8",
        &[
            "甲市; GDP; 亿元; 2019 = 1",
            "甲市; 人口; 万人; 2019 = 2",
            "甲市; GDP; 亿元; 2020 = 3",
            "甲市; 人口; 万人; 2020 = 4",
            "乙市; GDP; 亿元; 2019 = 5",
            "乙市; 人口; 万人; 2019 = 6",
            "乙市; GDP; 亿元; 2020 = 7",
            "乙市; 人口; 万人; 2020 = 8",
        ],
    );
}

#[test]
fn among_them_belongs_to_what_stands_before() {
    check(
        "
地区 | 总人口 | 其__中 | < | 户数 | #集体户
^ | ^ | 男 | 女 | ^ | ^
甲市 | 10 | 6 | 4 | 3 | 1
乙市 | 20 | 12 | 8 | 7 | 2",
        &[
            "甲市; 总人口; ?;  = 10",
            "甲市; 总人口 / 男; ?;  = 6",
            "甲市; 总人口 / 女; ?;  = 4",
            "甲市; 户数; ?;  = 3",
            "甲市; 户数 / 集体户; ?;  = 1",
            "乙市; 总人口; ?;  = 20",
            "乙市; 总人口 / 男; ?;  = 12",
            "乙市; 总人口 / 女; ?;  = 8",
            "乙市; 户数; ?;  = 7",
            "乙市; 户数 / 集体户; ?;  = 2",
        ],
    );
}

#[test]
fn repeated_headers_and_continuations_are_dropped() {
    let map = check(
        "
表4 城市人口 2017年 | <
城市 | 年末人口（万人）
北京市 | 1359
天津市 | 1050
续表 4 continued 4 |
城市 | 年末人口（万人）
石家庄市 | 973
唐山市 | 760",
        &[
            "北京市; 年末人口; 万人; 2017 = 1359",
            "天津市; 年末人口; 万人; 2017 = 1050",
            "石家庄市; 年末人口; 万人; 2017 = 973",
            "唐山市; 年末人口; 万人; 2017 = 760",
        ],
    );
    assert_eq!(role(&map, "A5"), Role::Continuation);
    assert_eq!(role(&map, "B6"), Role::RepeatedHeader);
    assert_eq!(map.tables.len(), 1);
}

#[test]
fn blocks_side_by_side_are_appended() {
    check(
        "
地区 | 人口 | 面积 | 地区 | 人口 | 面积
甲市 | 1 | 2 | 丙市 | 5 | 6
乙市 | 3 | 4 | 丁市 | 7 | 8",
        &[
            "甲市; 人口; ?;  = 1",
            "甲市; 面积; ?;  = 2",
            "乙市; 人口; ?;  = 3",
            "乙市; 面积; ?;  = 4",
            "丙市; 人口; ?;  = 5",
            "丙市; 面积; ?;  = 6",
            "丁市; 人口; ?;  = 7",
            "丁市; 面积; ?;  = 8",
        ],
    );
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
    check(
        "
2019年人口（万人）
地区 | 男 | 女
甲市 | 1 | 2
乙市 | 3 | 4

2020年人口（万人）
地区 | 男 | 女
甲市 | 5 | 6
乙市 | 7 | 8",
        &[
            "甲市; 男; 万人; 2019 = 1",
            "甲市; 女; 万人; 2019 = 2",
            "乙市; 男; 万人; 2019 = 3",
            "乙市; 女; 万人; 2019 = 4",
            "甲市; 男; 万人; 2020 = 5",
            "甲市; 女; 万人; 2020 = 6",
            "乙市; 男; 万人; 2020 = 7",
            "乙市; 女; 万人; 2020 = 8",
        ],
    );
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
    check(
        "
地区 | 生产总值 | 人口 | 增速
 | 亿元 | 万人 | %
甲市 | 1.5 | 2 | 3
乙市 | 5.5 | 6 | 7",
        &[
            "甲市; 生产总值; 亿元;  = 1.5",
            "甲市; 人口; 万人;  = 2",
            "甲市; 增速; %;  = 3",
            "乙市; 生产总值; 亿元;  = 5.5",
            "乙市; 人口; 万人;  = 6",
            "乙市; 增速; %;  = 7",
        ],
    );
}

#[test]
fn text_numbers_missing_marks_and_flags() {
    let map = check(
        "
地区 | 人口（人） | 比重（%）
甲市 | '1,234,567 | '１２．５
乙市 | '12 e | —
丙市 | … | '7.5*
丁市 | '12,34 | 5",
        &[
            "甲市; 人口; 人;  = 1234567",
            "甲市; 比重; %;  = 12.5",
            "乙市; 人口; 人;  = 12",
            "乙市; 比重; %;  = missing",
            "丙市; 人口; 人;  = missing",
            "丙市; 比重; %;  = 7.5",
            "丁市; 人口; 人;  = missing",
            "丁市; 比重; %;  = 5",
        ],
    );
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
    check(
        "
城市 | 生产总值（亿元） | <
^ | 全市 | 市辖区
北京市 | '28015 | '28015
天津市 | '18549 | '18549",
        &[
            "北京市; 生产总值 / 全市; 亿元;  = 28015",
            "北京市; 生产总值 / 市辖区; 亿元;  = 28015",
            "天津市; 生产总值 / 全市; 亿元;  = 18549",
            "天津市; 生产总值 / 市辖区; 亿元;  = 18549",
        ],
    );
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
    let map = check(
        "
上海市主要指标 | <
年份 | 生产总值（亿元） | 人口（万人）
2018 | 32680 | 2424
2019 | 38155 | 2428",
        &[
            "上海市; 生产总值; 亿元; 2018 = 32680",
            "上海市; 人口; 万人; 2018 = 2424",
            "上海市; 生产总值; 亿元; 2019 = 38155",
            "上海市; 人口; 万人; 2019 = 2428",
        ],
    );
    assert_eq!(map.tables[0].layout.value, TableLayout::PeriodsDown);
}

#[test]
fn one_unit_with_years_across() {
    let map = check(
        "
数据库：分省年度数据
地区：上海
时间：最近20年
指标 | 2019年 | 2018年
地区生产总值(亿元) | 38155 | 32680
_第一产业增加值(亿元) | 104 | 105
年末常住人口(万人) | 2428 | 2424
数据来源：国家统计局",
        &[
            "上海; 地区生产总值; 亿元; 2019 = 38155",
            "上海; 地区生产总值; 亿元; 2018 = 32680",
            "上海; 地区生产总值 / 第一产业增加值; 亿元; 2019 = 104",
            "上海; 地区生产总值 / 第一产业增加值; 亿元; 2018 = 105",
            "上海; 年末常住人口; 万人; 2019 = 2428",
            "上海; 年末常住人口; 万人; 2018 = 2424",
        ],
    );
    assert_eq!(map.tables[0].layout.value, TableLayout::OneUnit);
    assert_eq!(role(&map, "A1"), Role::Preamble);
}

#[test]
fn indicators_down_and_units_across() {
    let map = check(
        "
2020年主要指标
指标 | 单位 | 北京 | 天津
总人口 | 万人 | 2189 | 1387
其中：女 | 万人 | 1070 | 673
生产总值 | 亿元 | 36103 | 14084",
        &[
            "北京; 总人口; 万人; 2020 = 2189",
            "天津; 总人口; 万人; 2020 = 1387",
            "北京; 总人口 / 女; 万人; 2020 = 1070",
            "天津; 总人口 / 女; 万人; 2020 = 673",
            "北京; 生产总值; 亿元; 2020 = 36103",
            "天津; 生产总值; 亿元; 2020 = 14084",
        ],
    );
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
    check(
        "
country | indicator | year | value | unit of measure
Austria | Life expectancy | 2019 | 81.9 | years
Austria | Life expectancy | 2020 | 81.2 | years
Belgium | Life expectancy | 2019 | 82.1 | years",
        &[
            "Austria; Life expectancy; years; 2019 = 81.9",
            "Austria; Life expectancy; years; 2020 = 81.2",
            "Belgium; Life expectancy; years; 2019 = 82.1",
        ],
    );
    check(
        "
城市 | 年份 | 生产总值
甲市 | 2019 | 1.5
^ | 2020 | 2.5
乙市 | 2019 | 3.5
^ | 2020 | 4.5",
        &[
            "甲市; 生产总值; ?; 2019 = 1.5",
            "甲市; 生产总值; ?; 2020 = 2.5",
            "乙市; 生产总值; ?; 2019 = 3.5",
            "乙市; 生产总值; ?; 2020 = 4.5",
        ],
    );
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
