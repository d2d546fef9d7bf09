//! A sheet a year, a file a unit: what is proposed for each, and where they contradict one another.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

#[path = "gather/decisions.rs"]
mod decisions;
#[path = "gather/groups.rs"]
mod groups;
#[path = "gather/statuses.rs"]
mod statuses;

use std::{ops::ControlFlow, path::Path};

use heng::{
    engine::{Period, Severity},
    import::{
        Book, Cell, CellAt, Finding, Layout, Problem, ReadOptions, Reader, Sheet, Table, Value,
        gather::{GatherProblem, Gathered, Piece, PieceTable, Series, conflicts, gather},
        names::Registry,
        recognise,
        sheet_map::{
            Corrections, Evidence, SheetMap, known_by, map_sheet_with, observations, taken,
        },
    },
    texts::{Language, Texts},
};

/// A sheet; cells of a line are parted by `|`, and what reads as a number is one.
fn sheet(name: &str, text: &str) -> Sheet {
    let lines = text.trim().lines().map(|line| line.trim().split('|'));
    let cells = (0..).zip(lines).flat_map(|(row, cells)| {
        (0..).zip(cells).filter_map(move |(column, text)| {
            let text = text.trim();
            let value = match text.parse() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text(text.to_owned()),
            };
            (!text.is_empty()).then_some(Cell {
                at: CellAt { row, column },
                value,
            })
        })
    });
    Sheet {
        name: name.to_owned(),
        cells: cells.collect(),
        ..Sheet::default()
    }
}

fn book(file: &str, sheets: Vec<Sheet>) -> Book {
    Book {
        file: file.to_owned(),
        sheets,
        ..Book::default()
    }
}

fn understood(book: &Book, sheet: &Sheet, said: &Corrections) -> SheetMap {
    let known = known_by(Registry::bundled());
    map_sheet_with(sheet, &book.file, said, &known)
}

/// Every sheet of every book, each understood by itself, and the series among them.
fn mapped_series(books: &[Book]) -> (Vec<SheetMap>, Vec<Gathered>) {
    let sheets = books
        .iter()
        .flat_map(|book| book.sheets.iter().map(move |it| (book, it)));
    let maps: Vec<SheetMap> = sheets
        .clone()
        .map(|(book, sheet)| understood(book, sheet, &Corrections::default()))
        .collect();
    let pieces: Vec<Piece<'_>> = sheets
        .zip(&maps)
        .flat_map(|((book, sheet), map)| {
            map.tables.iter().map(|table| Piece {
                file: &book.file,
                sheet: &sheet.name,
                table: PieceTable::Mapped(table),
            })
        })
        .collect();
    let found = gather(&pieces, Registry::bundled());
    (maps, found)
}

fn plain_tables(books: &[Book]) -> Vec<Table> {
    let sheets = books
        .iter()
        .flat_map(|book| book.sheets.iter().map(move |it| (book, it)));
    sheets
        .map(|(book, sheet)| {
            let layout = Layout {
                sheet: Some(sheet.name.clone()),
                ..Layout::default()
            };
            let mut table = recognise(book, &layout).unwrap();
            table.findings.clear();
            table
        })
        .collect()
}

fn plain_series(tables: &[Table]) -> Vec<Gathered> {
    let pieces: Vec<Piece<'_>> = tables
        .iter()
        .map(|table| Piece {
            file: &table.file,
            sheet: &table.sheet,
            table: PieceTable::Plain(table),
        })
        .collect();
    gather(&pieces, Registry::bundled())
}

fn periods(found: &Gathered) -> Vec<String> {
    let period = |it: &heng::import::gather::Part| {
        it.period
            .as_ref()
            .map_or_else(|| "-".to_owned(), |it| it.value.to_string())
    };
    found.parts.iter().map(period).collect()
}

fn said(findings: &[Finding]) -> String {
    let languages = [Language::Chinese, Language::English];
    let all = languages.into_iter().flat_map(|language| {
        let all = findings.iter();
        all.map(move |it| Texts::new(language).import_finding(it))
    });
    all.collect::<Vec<_>>().join("\n")
}

const YEAR: &str = "城市|GDP（亿元）|人口（万人）\n北京|1|2\n上海|3|4\n";

#[test]
fn a_sheet_a_year_takes_its_period_from_the_name_of_the_sheet() {
    let years = book(
        "cities.xlsx",
        vec![
            sheet("2019", YEAR),
            sheet("2020年", YEAR),
            sheet("2021", YEAR),
        ],
    );
    let tables = plain_tables(std::slice::from_ref(&years));
    let [found] = plain_series(&tables).try_into().unwrap();
    assert_eq!(found.series, Series::Periods);
    assert_eq!(periods(&found), ["2019", "2020", "2021"]);
    assert_eq!(found.common, ["GDP", "人口"]);
    let first = found.parts[0].period.as_ref().unwrap();
    assert_eq!(first.from, Evidence::SheetName);
    assert!(!first.asked());
    assert_eq!(found.findings, []);
    let mut dated = tables[1].clone();
    found.parts[1].date(&mut dated);
    assert!(
        dated
            .rows
            .iter()
            .all(|it| it.period == Some(Period::Year(2020)))
    );
}

#[test]
fn a_file_a_year_takes_its_period_from_the_name_of_the_file() {
    let books = [
        book("城市数据2019.xlsx", vec![sheet("Sheet1", YEAR)]),
        book("城市数据2020.xlsx", vec![sheet("Sheet1", YEAR)]),
    ];
    for found in [
        plain_series(&plain_tables(&books)).remove(0),
        mapped_series(&books).1.remove(0),
    ] {
        assert_eq!(periods(&found), ["2019", "2020"]);
        let from = found.parts[0].period.as_ref().unwrap().from;
        assert_eq!(from, Evidence::FileName);
    }
}

#[test]
fn a_yearbook_shows_the_year_before_and_that_is_asked() {
    let books = [
        book("中国城市统计年鉴2018.xls", vec![sheet("Sheet1", YEAR)]),
        book("中国城市统计年鉴2019.xls", vec![sheet("Sheet1", YEAR)]),
    ];
    let found = plain_series(&plain_tables(&books)).remove(0);
    assert_eq!(periods(&found), ["2017", "2018"]);
    assert!(found.parts[0].period.as_ref().unwrap().asked());
}

#[test]
fn a_title_that_says_another_year_than_the_sheet_is_told() {
    let titled = |year: u32| format!("{year}年各城市主要指标\n{YEAR}");
    let books = [book(
        "a.xlsx",
        vec![
            sheet("2019", &titled(2019)),
            sheet("2020", &titled(2020)),
            sheet("2021", &titled(2020)),
        ],
    )];
    let (_, found) = mapped_series(&books);
    let [found] = found.try_into().unwrap();
    assert_eq!(
        periods(&found),
        ["2019", "2020", "2021"],
        "the sheets tell them apart"
    );
    let [finding] = found.findings.as_slice() else {
        unreachable!("{:?}", found.findings);
    };
    assert_eq!(finding.sheet, "2021");
    assert!(matches!(
        &finding.problem,
        Problem::Gather(GatherProblem::HintsDisagree { other, .. }) if *other == Period::Year(2020)
    ));
}

#[test]
fn a_year_within_the_years_of_the_file_is_no_contradiction() {
    let sheets = ["2019", "2020", "2021"].map(|year| sheet(year, YEAR));
    let (_, found) = mapped_series(&[book("主要城市2019-2021.xlsx", sheets.to_vec())]);
    let [found] = found.try_into().unwrap();
    assert_eq!(periods(&found), ["2019", "2020", "2021"]);
    assert_eq!(found.findings, []);
    let sheets = ["2019", "2020", "2022"].map(|year| sheet(year, YEAR));
    let (_, found) = mapped_series(&[book("主要城市2019-2021.xlsx", sheets.to_vec())]);
    assert_eq!(found[0].findings.len(), 1, "2022 is not among them");
}

#[test]
fn sheets_that_say_no_period_are_told_and_left_without_one() {
    let books = [book(
        "cities.xlsx",
        vec![sheet("Sheet1", YEAR), sheet("Sheet2", YEAR)],
    )];
    let found = plain_series(&plain_tables(&books)).remove(0);
    assert_eq!(periods(&found), ["-", "-"]);
    let untold = found.findings.iter().filter(|it| {
        matches!(
            it.problem,
            Problem::Gather(GatherProblem::NothingTold { unit: false })
        )
    });
    assert_eq!(untold.count(), 2);
}

#[test]
fn a_changed_column_is_told_and_other_sheets_are_no_part() {
    let books = [book(
        "cities.xlsx",
        vec![
            sheet("2019", "城市|GDP|人口|专利\n北京|1|2|3\n上海|3|4|5"),
            sheet("2020", "城市|GDP|人口|发明专利\n北京|1|2|3\n上海|3|4|5"),
            sheet("说明", "指标|来源年\nGDP|2019\n人口|2020"),
        ],
    )];
    let tables = plain_tables(&books);
    let [found] = plain_series(&tables).try_into().unwrap();
    let pieces: Vec<usize> = found.parts.iter().map(|it| it.piece).collect();
    assert_eq!(pieces, [0, 1]);
    assert_eq!(found.common, ["GDP", "人口"]);
    let told = said(&found.findings);
    assert!(told.contains("专利") && told.contains("发明专利"), "{told}");
}

#[test]
fn sheets_with_a_column_of_years_need_no_proposal() {
    let of = |city: &str| format!("城市|年份|GDP\n{city}|2019|1\n{city}|2020|2");
    let twice = |first: &str, second: &str| {
        let sheets = vec![sheet("东部", &of(first)), sheet("西部", &of(second))];
        plain_series(&plain_tables(&[book("a.xlsx", sheets)]))
    };
    let [found] = twice("北京", "成都").try_into().unwrap();
    assert_eq!(found.series, Series::Alike);
    assert_eq!(periods(&found), ["-", "-"]);
    assert_eq!(found.findings, []);
    assert_eq!(twice("北京", "北京"), [], "the same once more is no series");
}

#[test]
fn a_sheet_an_indicator_belongs_together_by_its_units() {
    let of = |name: &str| format!("城市|{name}\n北京|1\n上海|2\n天津|3");
    let sheets = vec![
        sheet("产值", &of("产值（亿元）")),
        sheet("人口", &of("人口（万人）")),
        sheet("其他", "企业|专利\n甲|1\n乙|2\n丙|3"),
    ];
    let [found] = plain_series(&plain_tables(&[book("2020.xlsx", sheets)]))
        .try_into()
        .unwrap();
    assert_eq!(found.series, Series::Indicators);
    let parts: Vec<usize> = found.parts.iter().map(|it| it.piece).collect();
    assert_eq!(parts, [0, 1]);
}

const ONE_CITY: &str = "年份|GDP（亿元）|人口（万人）\n2019|1|2\n2020|3|4\n2021|5|6";

#[test]
fn a_file_a_unit_takes_its_unit_from_the_name_of_the_file() {
    let books = [
        book("河北省.xlsx", vec![sheet("Sheet1", ONE_CITY)]),
        book("山东统计数据.xlsx", vec![sheet("Sheet1", ONE_CITY)]),
    ];
    let (_, found) = mapped_series(&books);
    let [found] = found.try_into().unwrap();
    assert_eq!(found.series, Series::Units);
    let units: Vec<&str> = found
        .parts
        .iter()
        .map(|it| it.unit.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(units, ["河北省", "山东"]);
    let corrected = understood(
        &books[1],
        &books[1].sheets[0],
        &found.parts[1].corrections(),
    );
    let first = observations(&corrected.tables[0]).next().unwrap();
    assert_eq!(
        (first.unit.as_str(), first.period),
        ("山东", Period::Year(2019))
    );
}

#[test]
fn units_that_are_no_places_are_what_the_names_do_not_share() {
    let books = [book(
        "firms.xlsx",
        vec![
            sheet("甲公司", ONE_CITY),
            sheet("乙公司", ONE_CITY),
            sheet("丙公司", ONE_CITY),
        ],
    )];
    let (_, found) = mapped_series(&books);
    let [found] = found.try_into().unwrap();
    let first = found.parts[0].unit.as_ref().unwrap();
    assert_eq!(
        (first.value.as_str(), first.from),
        ("甲", Evidence::SheetName)
    );
    assert!(first.asked(), "only a proposal");
}

fn dated(file: &str, name: &str, text: &str, year: i32) -> Table {
    let book = book(file, vec![sheet(name, text)]);
    let mut table = plain_tables(&[book]).remove(0);
    for row in &mut table.rows {
        row.period = Some(Period::Year(year));
    }
    table
}

#[test]
fn two_values_for_one_thing_are_an_error_with_both_cells_and_both_values() {
    let a = dated(
        "a.xlsx",
        "甲",
        "城市|GDP（亿元）|人口\n北京|1.5|2\n上海|3|4",
        2020,
    );
    let b = dated(
        "b.xlsx",
        "乙",
        "城市|说明|人口|GDP（万元）\n上海|x|4|31000\n北京|y|2|15000",
        2020,
    );
    let found = conflicts(&[&a, &b]);
    let errors: Vec<&Finding> = found
        .iter()
        .filter(|it| it.problem.severity() == Severity::Error)
        .collect();
    let [error] = errors.as_slice() else {
        unreachable!("{found:?}");
    };
    assert_eq!(
        (error.file.as_str(), error.at.unwrap().to_string()),
        ("b.xlsx", "D2".to_owned())
    );
    let told = said(&found);
    for part in ["b.xlsx [乙] D2", "a.xlsx [甲] B3", "31000", "30000"] {
        assert_eq!(told.matches(part).count(), 2, "{part} in {told}");
    }
    let same = found.iter().find_map(|it| match &it.problem {
        Problem::Gather(GatherProblem::SameValues { count, .. }) => Some(*count),
        _ => None,
    });
    assert_eq!(same, Some(3), "equal ones are a note");
}

#[test]
fn other_periods_and_other_units_are_no_conflict() {
    let a = dated("a.xlsx", "甲", YEAR, 2019);
    let b = dated(
        "a.xlsx",
        "乙",
        "城市|GDP（亿元）|人口（万人）\n北京|9|9",
        2020,
    );
    let c = dated(
        "a.xlsx",
        "丙",
        "城市|GDP（亿元）|人口（万人）\n天津|9|9",
        2019,
    );
    assert_eq!(conflicts(&[&a, &b, &c]), []);
    assert_eq!(conflicts(&[&a, &a]), [], "the same cell is no second one");
}

#[test]
fn measures_that_cannot_be_compared_are_told_once() {
    let a = dated("a.xlsx", "甲", "城市|GDP（亿元）\n北京|1\n上海|2", 2019);
    let b = dated("b.xlsx", "乙", "城市|GDP（万人）\n北京|1\n上海|3", 2019);
    let found = conflicts(&[&a, &b]);
    let [finding] = found.as_slice() else {
        unreachable!("{found:?}");
    };
    assert_eq!(finding.at.unwrap().to_string(), "B1");
    assert!(matches!(
        finding.problem,
        Problem::Gather(GatherProblem::OtherMeasure { .. })
    ));
}

/// The real files: each table has its own variables, so that few belong together, and none contradicts
/// itself.
#[test]
fn published_files_are_no_series_by_chance_and_do_not_contradict_themselves() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yearbooks");
    let go_on = &mut |_| ControlFlow::Continue(());
    let mut books = Vec::new();
    for file in [
        "gapminder-semicolon-decimal-comma.csv",
        "major-cities-2017-gbk.csv",
        "nbs-gdp-by-province-gbk.csv",
        "nbs-major-cities-gdp.xls",
        "provincial-budget-2005-2024.xls",
        "undp-hdi-2021-table1.xlsx",
        "us-census-states-2010-2019.xlsx",
        "worldbank-gdp-api.csv",
    ] {
        let options = ReadOptions::default();
        books.push(
            Reader::Here
                .read(&folder.join(file), &options, go_on)
                .unwrap(),
        );
    }
    let (_, series) = mapped_series(&books);
    for found in &series {
        let files: Vec<usize> = found.parts.iter().map(|it| it.piece).collect();
        assert!(files.len() > 1);
    }
    for book in &books {
        for sheet in &book.sheets {
            let map = understood(book, sheet, &Corrections::default());
            let tables: Vec<Table> = map
                .tables
                .iter()
                .flat_map(|it| taken(it, book, &sheet.name, Registry::bundled()))
                .collect();
            let tables: Vec<&Table> = tables.iter().collect();
            let errors = conflicts(&tables);
            assert!(errors.len() < 3, "{}: {}", book.file, said(&errors));
        }
    }
    let [one] = series.try_into().unwrap();
    assert_eq!(
        one.series,
        Series::Indicators,
        "both are over all countries"
    );
    let files: Vec<usize> = one.parts.iter().map(|it| it.piece).collect();
    assert_eq!(files, [0, 7]);
}
