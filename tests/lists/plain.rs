//! Tables of units stay tables of units.

use std::{fs, ops::ControlFlow, path::Path};

use heng::import::{
    Book, ReadOptions,
    list::{ListLayout, list},
    names::Registry,
    read_bytes, recognise,
};

fn confidence(book: &Book) -> f32 {
    let found = list(book, &ListLayout::default(), Registry::bundled());
    found.map_or(0.0, |it| it.confidence)
}

fn opened(path: &Path) -> Book {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = fs::read(path).unwrap();
    let go_on = &mut |_| ControlFlow::Continue(());
    read_bytes(&name, &bytes, &ReadOptions::default(), go_on).unwrap()
}

#[test]
fn tables_that_are_read_today_are_not_taken_for_lists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for path in [
        "sample-data/hardtech-2020/cities.csv",
        "sample-data/ai-2025/countries.csv",
        "tests/fixtures/import/bureau.csv",
        "tests/fixtures/import/cities.xlsx",
        "tests/fixtures/import/coinr.xlsx",
        "tests/fixtures/import/gbk.csv",
        "tests/fixtures/import/semicolon.csv",
        "tests/fixtures/import/utf16.csv",
    ] {
        let book = opened(&root.join(path));
        assert!(
            recognise(&book, &heng::import::Layout::default()).is_ok(),
            "{path} is a table"
        );
        let sure = confidence(&book);
        assert!(sure < 0.5, "{path}: {sure}");
        seen += 1;
    }
    assert_eq!(seen, 8);
}

#[test]
fn sheets_of_yearbooks_are_not_taken_for_lists() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yearbooks");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let tables = files.filter(|it| {
        let name = it.file_name().unwrap().to_string_lossy().into_owned();
        let ending = it
            .extension()
            .is_some_and(|it| it == "csv" || it == "xls" || it == "xlsx");
        ending && name != "expected.csv" && name != "manifest.csv"
    });
    let mut seen = 0;
    for path in tables {
        let sure = confidence(&opened(&path));
        assert!(sure < 0.5, "{}: {sure}", path.display());
        seen += 1;
    }
    assert!(seen >= 8, "{seen}");
}

#[test]
fn a_panel_in_rows_is_no_list() {
    let book = super::sheets::book(
        "a.csv",
        "城市|年份|GDP|人口|专利
         北京|2019|1|2|3
         北京|2020|1|2|3
         上海|2019|1|2|3
         上海|2020|1|2|3",
    );
    let sure = confidence(&book);
    assert!(sure < 0.5, "{sure}");
}
