//! A folder of files; what a refresh would change; corrections by hand over refreshed values.

use std::sync::Arc;

use heng::{
    engine::Period,
    import::{
        Book, Value,
        recipe::{ReadingRecipe, match_files},
        sheet_map::Corrections,
    },
    project::{
        CorrectionAnswer, CorrectionChoice, DatasetId, Document, Edit, EditError, History, Place,
        compare,
        file::{read_parts, write_parts},
        find_unit, find_variable, overtaken,
    },
    texts::{Language, Texts},
};

use crate::{change, learnt, next_year, sample, tables_of};

const MAIN: DatasetId = DatasetId(1);
const FILE: &str = "nbs-major-cities-gdp.xls";

fn take(book: &Book) -> Vec<Arc<heng::import::Table>> {
    let tables = tables_of(book, 0, &Corrections::default());
    tables.into_iter().map(Arc::new).collect()
}

fn document(book: &Book) -> Document {
    let edit = Edit::TakeTables {
        dataset: MAIN,
        tables: take(book),
    };
    edit.apply(&Document::new("index")).unwrap()
}

fn place(document: &Document, unit: &str, period: i32) -> Place {
    let dataset = document.main().unwrap();
    Place {
        variable: find_variable(dataset, "国内生产总值").unwrap().id,
        period: Period::Year(period),
        unit: find_unit(dataset, unit).unwrap().id,
    }
}

fn correct(document: &Document, place: &Place, value: f64) -> Document {
    let edit = Edit::Correct {
        dataset: MAIN,
        variable: place.variable,
        period: place.period.clone(),
        unit: place.unit,
        value: Some(value),
        note: "checked".into(),
    };
    edit.apply(document).unwrap()
}

/// The same file, revised: one value twice as large, one changed a little, one gone, one new.
fn revised(book: &Book) -> Book {
    let mut next = book.clone();
    change(&mut next, |at, value| {
        match (at.to_string().as_str(), &value) {
            ("C6", Value::Number(number)) => *value = Value::Number(number * 2.0),
            ("C5", Value::Number(number)) => *value = Value::Number(number + 1.0),
            ("C7", _) => *value = Value::Text("…".into()),
            _ => {}
        }
    });
    let at = "B5".parse().ok().unwrap();
    next.sheets[0].cells.retain(|it| it.at != at);
    next.sheets[0].cells.push(heng::import::Cell {
        at,
        value: Value::Number(30_000.5),
    });
    next.sheets[0].cells.sort_by_key(|it| it.at);
    next
}

#[test]
fn recipes_find_their_files_in_a_folder() {
    let names = [
        FILE,
        "major-cities-2017-gbk.csv",
        "undp-hdi-2021-table1.xlsx",
    ];
    let books: Vec<Book> = names.iter().map(|it| sample(it)).collect();
    let recipes: Vec<ReadingRecipe> = books
        .iter()
        .map(|it| learnt(it, 0, &Corrections::default()))
        .collect();
    // The folder holds next year's files in another order, one of them new, and last year's as well.
    let next = [
        next_year(&books[1]),
        next_year(&books[0]),
        sample("us-census-states-2010-2019.xlsx"),
        books[0].clone(),
    ];
    let found = match_files(
        &next.iter().collect::<Vec<_>>(),
        &recipes.iter().collect::<Vec<_>>(),
    );
    let read: Vec<(usize, usize)> = found.read.iter().map(|it| (it.file, it.recipe)).collect();
    assert_eq!(read, [(0, 1), (1, 0), (3, 0)]);
    assert_eq!(found.files_left, [2]);
    assert_eq!(found.recipes_left, [2]);
}

#[test]
fn a_refresh_is_compared_value_by_value() {
    let book = sample(FILE);
    let document = document(&book);
    let dataset = document.main().unwrap();
    let same = compare(dataset, &take(&book)).unwrap();
    let values: usize = take(&book)
        .iter()
        .flat_map(|it| &it.columns)
        .flat_map(|it| &it.values)
        .flatten()
        .count();
    assert_eq!((same.changes.len(), same.new, same.vanished), (0, 0, 0));
    assert_eq!(same.equal, values);
    let diff = compare(dataset, &take(&revised(&book))).unwrap();
    assert_eq!((diff.new, diff.equal, diff.vanished), (1, values - 3, 1));
    let cells: Vec<String> = diff
        .changes
        .iter()
        .map(|it| it.at.as_ref().unwrap().at.to_string())
        .collect();
    assert_eq!(
        cells,
        ["C7", "C6", "C5"],
        "what is gone, then the largest change first"
    );
    assert_eq!(diff.changes[1].new, Some(diff.changes[1].old * 2.0));
    assert_eq!(diff.changes[2].old, 28_014.94);
    assert_eq!(diff.changes[2].new, Some(28_015.94));
    assert!(diff.new_units.is_empty() && diff.new_variables.is_empty());
    // Nothing was changed by looking.
    assert_eq!(&super::files::document(&book), &document);
}

#[test]
fn a_file_in_another_measure_of_the_same_kind_changes_nothing() {
    let book = sample(FILE);
    let document = document(&book);
    let mut next = book.clone();
    change(&mut next, |at, value| match value {
        Value::Number(number) if at.row >= 4 => *number *= 1e4,
        Value::Text(text) => *text = text.replace("亿元", "万元"),
        _ => {}
    });
    let diff = compare(document.main().unwrap(), &take(&next)).unwrap();
    assert_eq!((diff.changes, diff.new), (Vec::new(), 0));
}

/// A document with corrections of 北京, 天津 and 西安, of which the revised file changes the first two.
fn corrected(book: &Book) -> (Document, [Place; 3]) {
    let document = document(book);
    let places = ["北京", "天津", "西安"].map(|it| place(&document, it, 2017));
    let document = correct(&document, &places[0], 28_000.0);
    let document = correct(&document, &places[1], 18_500.0);
    let document = correct(&document, &places[2], 7_500.0);
    (document, places)
}

fn refresh(book: &Book, answers: &[(&Place, CorrectionChoice)]) -> Edit {
    let answers = answers.iter().map(|(place, choice)| CorrectionAnswer {
        place: (*place).clone(),
        choice: *choice,
    });
    Edit::Refresh {
        dataset: MAIN,
        tables: take(&revised(book)),
        corrections: answers.collect(),
    }
}

fn value(document: &Document, place: &Place) -> Option<f64> {
    let dataset = document.main().unwrap();
    dataset.value(place.variable, &place.period, place.unit)
}

#[test]
fn corrections_hold_without_an_answer_and_are_reported() {
    let book = sample(FILE);
    let (document, [beijing, tianjin, xian]) = corrected(&book);
    let diff = compare(document.main().unwrap(), &take(&revised(&book))).unwrap();
    let asked = diff.changes.iter().filter(|it| it.overtakes());
    let asked: Vec<&Place> = asked.map(|it| &it.place).collect();
    assert_eq!(asked, [&tianjin, &beijing]);
    let kept = refresh(&book, &[]).apply(&document).unwrap();
    assert_eq!(value(&kept, &beijing), Some(28_000.0));
    assert_eq!(value(&kept, &xian), Some(7_500.0));
    let open = overtaken(kept.main().unwrap());
    assert_eq!(open.len(), 2);
    let first = open.iter().find(|it| it.place == beijing).unwrap();
    assert_eq!(first.imported, Some(28_015.94));
    for language in [Language::Chinese, Language::English] {
        let texts = Texts::new(language);
        let told = texts.refreshed_value("国内生产总值", "北京", &diff.changes[2]);
        for words in ["C5", "28014.94", "28015.94", "28000", FILE] {
            assert!(told.contains(words), "{told}");
        }
        let at = Some((FILE, "", "C5".parse().ok().unwrap()));
        let told = texts.overtaken_correction(("国内生产总值", "北京"), first, at);
        for words in [FILE, "C5", "北京", "28014.94", "28015.94", "28000"] {
            assert!(told.contains(words), "{told}");
        }
    }
}

#[test]
fn corrections_follow_their_answers_and_the_journal_keeps_them() {
    let book = sample(FILE);
    let (document, [beijing, tianjin, xian]) = corrected(&book);
    let edit = refresh(
        &book,
        &[
            (&beijing, CorrectionChoice::Keep),
            (&tianjin, CorrectionChoice::TakeFile),
        ],
    );
    let done = edit.apply(&document).unwrap();
    let as_in_file = refresh(&book, &[])
        .apply(&super::files::document(&book))
        .unwrap();
    assert_eq!(value(&done, &beijing), Some(28_000.0));
    assert_eq!(value(&done, &tianjin), value(&as_in_file, &tianjin));
    assert_eq!(value(&done, &xian), Some(7_500.0));
    assert_eq!(overtaken(done.main().unwrap()), Vec::new());
    let stored = serde_json::to_string(&edit).unwrap();
    assert_eq!(serde_json::from_str::<Edit>(&stored).unwrap(), edit);
    let mut history = History::new(document.clone());
    history.commit(edit).unwrap();
    assert!(history.undo());
    assert_eq!(*history.document(), document);
    // An answer about a value that nobody corrected is refused.
    let stray = place(&document, "兰州", 2017);
    let stray = refresh(&book, &[(&stray, CorrectionChoice::Keep)]);
    assert_eq!(stray.apply(&document), Err(EditError::NoCorrection));
}

#[test]
fn recipes_are_kept_in_the_project_by_name() {
    let book = sample(FILE);
    let recipe = Arc::new(learnt(&book, 0, &Corrections::default()));
    let keep = Edit::KeepRecipe {
        dataset: MAIN,
        recipe: recipe.clone(),
    };
    let before = document(&book);
    let kept = keep.apply(&before).unwrap();
    assert!(!kept.same(&before));
    let twice = keep.apply(&kept).unwrap();
    assert!(twice.same(&kept), "one of a name");
    let bytes = write_parts(&kept).unwrap();
    let read = read_parts("a.heng", &bytes).unwrap();
    assert_eq!(*read.main().unwrap().recipes, [(*recipe).clone()]);
    let stored = serde_json::to_string(&keep).unwrap();
    assert_eq!(serde_json::from_str::<Edit>(&stored).unwrap(), keep);
    let forget = |name: &str| Edit::ForgetRecipe {
        dataset: MAIN,
        name: name.into(),
    };
    assert_eq!(forget("recipe").apply(&kept).unwrap(), before);
    let unknown = forget("other").apply(&kept);
    assert_eq!(
        unknown,
        Err(EditError::NoRecipe {
            name: "other".into()
        })
    );
    let mut nameless = (*recipe).clone();
    nameless.name = " ".into();
    let nameless = Edit::KeepRecipe {
        dataset: MAIN,
        recipe: Arc::new(nameless),
    };
    assert_eq!(nameless.apply(&before), Err(EditError::EmptyName));
}
