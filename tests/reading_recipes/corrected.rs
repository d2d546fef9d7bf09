//! What a person said is put where the same thing stands now.

use heng::import::{
    Book, CellAt, Layout, Lines, Value,
    names::Registry,
    recipe::{Answer, Difference, Lesson, ReadAs, ReadingRecipe, ReplayError},
    recognise,
    sheet_map::{Area, Correction, Corrections, Role, Says},
};

use crate::{
    asked, change, insert_column, insert_row, learnt, next_year, picture, put, replay, sample,
    tables_of, text,
};

fn said(all: &[(Area, Says)]) -> Corrections {
    let said = all.iter().map(|(area, says)| Correction {
        area: *area,
        says: says.clone(),
    });
    Corrections {
        said: said.collect(),
    }
}

fn cell(cell: &str) -> CellAt {
    cell.parse().ok().unwrap()
}

/// A city, a range of cities and a column are left out, and a column gets a measure.
fn corrections() -> Corrections {
    let range = Area {
        rows: Some(Lines {
            first: 10,
            last: 12,
        }),
        columns: None,
    };
    said(&[
        (Area::row(3), Says::Role(Role::Dropped)),
        (range, Says::Role(Role::Dropped)),
        (Area::column(2), Says::Role(Role::Dropped)),
        (Area::column(4), Says::Measure("万平方米".into())),
        (Area::cell(cell("B6")), Says::Role(Role::Missing)),
    ])
}

fn moved(mut book: Book, rows: u32, columns: u32) -> Book {
    for _ in 0..rows {
        insert_row(&mut book.sheets[0], 0);
    }
    for _ in 0..columns {
        insert_column(&mut book.sheets[0], 1);
    }
    book
}

#[test]
fn what_was_said_survives_inserted_rows_and_columns() {
    let book = sample("major-cities-2017-gbk.csv");
    let recipe = learnt(&book, 0, &corrections());
    let next = next_year(&book);
    let plain = tables_of(&next, 0, &corrections());
    assert!(plain[0].rows.iter().all(|it| it.unit != "石家庄"));
    for (rows, columns) in [(0, 0), (1, 0), (0, 1), (2, 2)] {
        let mut next = moved(next.clone(), rows, columns);
        if rows > 0 {
            put(&mut next.sheets[0], "A1", text("主要城市统计资料"));
        }
        if columns > 0 {
            // A column of its own for each city's code is no data.
            for row in rows + 1..rows + 36 {
                let at = CellAt { row, column: 1 };
                put(
                    &mut next.sheets[0],
                    &at.to_string(),
                    text(&format!("C{row:03}x")),
                );
            }
        }
        let replayed = replay(&recipe, &next);
        assert_eq!(
            asked(&replayed),
            Vec::<&Difference>::new(),
            "{rows} {columns}"
        );
        let values = |tables: &[heng::import::Table]| -> Vec<_> {
            let columns = tables.iter().flat_map(|it| &it.columns);
            let columns =
                columns.map(|it| (it.name.clone(), it.measure.clone(), it.values.clone()));
            let rows = tables
                .iter()
                .flat_map(|it| &it.rows)
                .map(|it| it.unit.clone());
            columns
                .map(|it| (Some(it), None))
                .chain(rows.map(|it| (None, Some(it))))
                .collect()
        };
        assert_eq!(values(&replayed.tables), values(&plain), "{rows} {columns}");
    }
}

#[test]
fn a_place_that_is_gone_is_asked_and_nothing_else_is_dropped_in_its_stead() {
    let book = sample("major-cities-2017-gbk.csv");
    let recipe = learnt(
        &book,
        0,
        &said(&[(Area::row(3), Says::Role(Role::Dropped))]),
    );
    let mut next = next_year(&book);
    // The city left out last time is not there; another one stands in its row.
    next.sheets[0].cells.retain(|it| it.at.row != 3);
    for cell in next.sheets[0].cells.iter_mut().filter(|it| it.at.row > 3) {
        cell.at.row -= 1;
    }
    let replayed = replay(&recipe, &next);
    let gone = Difference::AnchorGone {
        texts: vec!["石家庄".into()],
        was: cell("A4"),
        says: Says::Role(Role::Dropped),
    };
    assert_eq!(asked(&replayed), [&gone]);
    assert!(replayed.tables[0].rows.iter().any(|it| it.unit == "太原"));
    let mut answered = recipe.clone();
    answered.answer(&gone, &Answer::AsItIs);
    assert_eq!(asked(&replay(&answered, &next)), Vec::<&Difference>::new());
}

#[test]
fn a_title_is_known_by_its_words_and_not_by_its_year() {
    let mut book = sample("nbs-major-cities-gdp.xls");
    insert_row(&mut book.sheets[0], 0);
    put(&mut book.sheets[0], "A1", text("表1 主要城市2018年资料"));
    let corrections = said(&[(Area::row(0), Says::Role(Role::Note))]);
    let recipe = learnt(&book, 0, &corrections);
    let mut next = next_year(&book);
    insert_row(&mut next.sheets[0], 0);
    let replayed = replay(&recipe, &next);
    assert_eq!(
        replayed.corrections,
        said(&[(Area::row(1), Says::Role(Role::Note))])
    );
}

#[test]
fn a_column_of_a_year_is_another_one_next_year() {
    let book = sample("nbs-gdp-by-province-gbk.csv");
    let recipe = learnt(
        &book,
        0,
        &said(&[(Area::column(1), Says::Role(Role::Dropped))]),
    );
    // 2024 was left out, as not final; it stands one column to the right now.
    let mut next = next_year(&book);
    change(&mut next, |at, value| {
        if at.row == 3
            && let Value::Text(text) = value
        {
            let earlier = (2000..2030).rev().find(|it| text.contains(&it.to_string()));
            if let (Some(_), 1) = (earlier, at.column) {
                text.clear();
                text.push_str("2025年");
            }
        }
    });
    let replayed = replay(&recipe, &next);
    assert_eq!(
        replayed.corrections,
        said(&[(Area::column(2), Says::Role(Role::Dropped))])
    );
}

/// Rows of the same name under different cities.
const PARTS: &str = "
名称 | 人口 | 面积
石家庄市 | 1100.5 | 14.5
市辖区 | 500.5 | 2.5
唐山市 | 770.5 | 13.5
市辖区 | 330.5 | 4.5
保定市 | 920.5 | 22.5
市辖区 | 280.5 | 2.6";

#[test]
fn one_of_several_rows_of_a_name_is_known_by_the_row_before_it() {
    let book = picture("a2019.xlsx", PARTS);
    let recipe = learnt(
        &book,
        0,
        &said(&[(Area::row(4), Says::Role(Role::Dropped))]),
    );
    let more = PARTS.replace(
        "唐山市",
        "秦皇岛市 | 310.5 | 7.5\n市辖区 | 180.5 | 2.1\n唐山市",
    );
    let replayed = replay(&recipe, &picture("a2020.xlsx", &more));
    assert_eq!(
        replayed.corrections,
        said(&[(Area::row(6), Says::Role(Role::Dropped))])
    );
    // Where the row before it is another one, nobody can tell which is meant.
    let other = more.replace("唐山市", "邢台市");
    let replayed = replay(&recipe, &picture("a2020.xlsx", &other));
    assert_eq!(replayed.corrections, Corrections::default());
    let gone = |it: &&Difference| matches!(it, Difference::AnchorGone { .. });
    assert_eq!(replayed.asked().filter(gone).count(), 1);
}

#[test]
fn the_header_row_of_a_list_is_known_by_its_texts() {
    let lines = "
人口情况 | 2019 |
城市 | 人口 | 面积
甲市 | 135.9 | 1600.5
乙市 | 105.0 | 1200.5";
    let book = picture("a2019.xlsx", lines);
    let layout = Layout {
        header_row: Some(2),
        ..Layout::default()
    };
    let table = recognise(&book, &layout).unwrap();
    let lesson = Lesson {
        name: "list",
        book: &book,
        sheet: 0,
        read_as: ReadAs::List(layout),
        corrections: &Corrections::default(),
        tables: vec![&table],
    };
    let recipe = ReadingRecipe::learn(&lesson, Registry::bundled()).unwrap();
    let more = lines.replace("城市", "资料来自各市 | |\n城市");
    let replayed = replay(&recipe, &picture("a2020.xlsx", &more));
    assert_eq!(asked(&replayed), Vec::<&Difference>::new());
    assert_eq!(replayed.tables[0].header, cell("A3"));
    let other = more.replace("城市 | 人口 | 面积", "名称 | 人口 | 面积");
    let replayed = replay(&recipe, &picture("a2020.xlsx", &other));
    let questions: Vec<Difference> = replayed.asked().cloned().collect();
    assert!(
        matches!(&questions[..], [Difference::AnchorGone { was, .. }] if *was == cell("A2")),
        "{questions:?}"
    );
    let mut answered = recipe.clone();
    answered.answer(&questions[0], &Answer::AsItIs);
    let replayed = replay(&answered, &picture("a2020.xlsx", &other));
    assert_eq!(asked(&replayed), Vec::<&Difference>::new());
}

#[test]
fn no_recipe_and_no_sheet_make_it_stop() {
    let files = [
        "major-cities-2017-gbk.csv",
        "nbs-major-cities-gdp.xls",
        "undp-hdi-2021-table1.xlsx",
    ];
    let books: Vec<Book> = files.iter().map(|it| sample(it)).collect();
    for book in &books {
        let recipe = learnt(book, 0, &corrections());
        // A recipe as nobody would write it by hand.
        let text = recipe.to_text();
        let wild = text
            .replace("\"offset\": 0", "\"offset\": 9223372036854775807")
            .replace("\"line\": 3,", "\"line\": 4294967295,")
            .replace("\"header_depth\": 1", "\"header_depth\": 4000000000");
        assert_ne!(wild, text);
        let wild = ReadingRecipe::from_text(&wild).unwrap();
        for other in &books {
            for recipe in [&recipe, &wild] {
                let replayed = recipe.replay_on(other, 0, Registry::bundled()).unwrap();
                assert!(!replayed.differences.is_empty());
            }
            let missing = recipe.replay_on(other, 99, Registry::bundled());
            assert!(matches!(missing, Err(ReplayError::NoSheet { .. })));
        }
        let empty = Book {
            sheets: vec![heng::import::Sheet::default()],
            ..book.clone()
        };
        assert!(recipe.replay(&empty, Registry::bundled()).is_err());
        let on_nothing = recipe.replay_on(&empty, 0, Registry::bundled()).unwrap();
        assert!(on_nothing.tables.is_empty() && on_nothing.asked().count() > 0);
    }
}
