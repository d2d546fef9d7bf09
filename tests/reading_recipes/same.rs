//! The same file, next year's file without differences, and files of another kind.

use std::ops::ControlFlow;

use heng::import::{
    Book, ReadOptions, Table,
    names::Registry,
    read_bytes,
    recipe::{Difference, Lesson, RECIPE_VERSION, ReadAs, ReadingRecipe, RecipeError},
    sheet_map::Corrections,
};

use crate::{asked, learnt, next_year, replay, sample, tables_of};

const SAMPLES: [&str; 8] = [
    "nbs-gdp-by-province-gbk.csv",
    "provincial-budget-2005-2024.xls",
    "nbs-major-cities-gdp.xls",
    "major-cities-2017-gbk.csv",
    "undp-hdi-2021-table1.xlsx",
    "worldbank-gdp-api.csv",
    "us-census-states-2010-2019.xlsx",
    "gapminder-semicolon-decimal-comma.csv",
];

#[test]
fn the_same_file_differs_in_nothing() {
    for file in SAMPLES {
        let book = sample(file);
        let recipe = learnt(&book, 0, &Corrections::default());
        let replayed = replay(&recipe, &book);
        assert!(
            matches!(
                replayed.differences.as_slice(),
                [Difference::SamePeriods { .. }]
            ),
            "{file}: {:?}",
            replayed.differences
        );
        assert!(replayed.fit.share > 0.99, "{file}: {:?}", replayed.fit);
        assert_eq!(
            replayed.tables,
            tables_of(&book, 0, &Corrections::default()),
            "{file}"
        );
    }
}

#[test]
fn next_years_file_asks_nothing() {
    for file in SAMPLES {
        let book = sample(file);
        let recipe = learnt(&book, 0, &Corrections::default());
        let next = next_year(&book);
        let replayed = replay(&recipe, &next);
        assert_eq!(asked(&replayed), Vec::<&Difference>::new(), "{file}");
        assert!(replayed.fit.is_sure(), "{file}: {:?}", replayed.fit);
        let periods = |tables: &[Table]| {
            let rows = tables.iter().flat_map(|it| &it.rows);
            rows.filter_map(|it| it.period.clone()).max()
        };
        let last = periods(&tables_of(&book, 0, &Corrections::default())).unwrap();
        assert_eq!(periods(&replayed.tables), last.moved(1), "{file}");
    }
}

#[test]
fn a_sheet_of_another_kind_does_not_fit() {
    let books: Vec<Book> = SAMPLES.iter().map(|it| sample(it)).collect();
    for book in &books {
        let recipe = learnt(book, 0, &Corrections::default());
        // The two largest are recipes here, and not sheets to fit.
        for other in books.iter().take(5).filter(|it| it.file != book.file) {
            let fit = recipe.fit(&other.file, &other.sheets[0]);
            assert!(!fit.is_likely(), "{} {}: {fit:?}", book.file, other.file);
        }
    }
}

/// A small sheet under a title.
fn titled(title: &str) -> Book {
    let text = format!("{title}\n城市,产值（亿元）,人口（万人）\n沈阳,7,9\n大连,8,7\n鞍山,2,3\n");
    let go_on = &mut |_| ControlFlow::Continue(());
    read_bytes(
        "cities.csv",
        text.as_bytes(),
        &ReadOptions::default(),
        go_on,
    )
    .unwrap()
}

#[test]
fn a_title_of_a_few_other_letters_is_nearly_the_same() {
    let recipe = learnt(
        &titled("2023年辽宁省各市主要经济指标完成情况"),
        0,
        &Corrections::default(),
    );
    let share = |title: &str| {
        let book = titled(title);
        recipe.fit(&book.file, &book.sheets[0]).share
    };
    let near = share("2024年辽宁省各市主要经济指标情况");
    assert!(near > 0.95, "{near}");
    let far = share("企业研发费用加计扣除备案一览");
    assert!(far < 0.85, "{far}");
}

#[test]
fn a_recipe_survives_being_written() {
    for file in SAMPLES {
        let recipe = learnt(&sample(file), 0, &Corrections::default());
        let text = recipe.to_text();
        assert_eq!(ReadingRecipe::from_text(&text).unwrap(), recipe, "{file}");
        assert_eq!(recipe.version, RECIPE_VERSION);
    }
}

#[test]
fn other_texts_are_no_recipes() {
    let newer = ReadingRecipe::from_text("{\"version\": 2, \"name\": 1}");
    assert_eq!(newer, Err(RecipeError::Newer { version: 2 }));
    let torn = ReadingRecipe::from_text("{\n  \"version\": 1,");
    assert!(matches!(torn, Err(RecipeError::NotJson { line: 2, .. })));
    for text in ["{}", "[1]", "{\"version\": 1}"] {
        let other = ReadingRecipe::from_text(text);
        assert!(
            matches!(other, Err(RecipeError::NotARecipe { .. })),
            "{text}"
        );
    }
}

#[test]
fn what_was_not_taken_or_got_another_name_is_neither_asked_nor_taken_otherwise() {
    let book = sample("major-cities-2017-gbk.csv");
    let mut taken = tables_of(&book, 0, &Corrections::default());
    let table = &mut taken[0];
    table.columns.remove(2);
    table.columns[0].name = "人口".into();
    table.rows.remove(1);
    for column in &mut table.columns {
        column.values.remove(1);
    }
    table.rows[0].unit = "首都".into();
    let lesson = Lesson {
        name: "part",
        book: &book,
        sheet: 0,
        read_as: ReadAs::Sheet,
        corrections: &Corrections::default(),
        tables: taken.iter().collect(),
    };
    let recipe = ReadingRecipe::learn(&lesson, Registry::bundled()).unwrap();
    let replayed = replay(&recipe, &book);
    assert_eq!(asked(&replayed), Vec::<&Difference>::new());
    let names = |tables: &[Table]| -> (Vec<String>, Vec<String>) {
        let columns = tables.iter().flat_map(|it| &it.columns);
        let rows = tables.iter().flat_map(|it| &it.rows);
        (
            columns.map(|it| it.name.clone()).collect(),
            rows.map(|it| it.unit.clone()).collect(),
        )
    };
    assert_eq!(names(&replayed.tables), names(&taken));
    assert_eq!(replayed.tables[0].columns, taken[0].columns);
}
