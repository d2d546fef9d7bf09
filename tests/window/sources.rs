//! Where values come from, the files themselves inside the project, and recipes as files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::Key;
use heng::{app::Page, import::column_letters, texts::Language};

use crate::desk::{Desk, in_both_languages};

fn table(folder: &Path, name: &str, rows: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, format!("城市,产值（亿元）,人口\n{rows}")).unwrap();
    path
}

const ROWS: &str = "北京,\"41,610.9 ①\",2\n上海,3,…\n天津,5,6\n";

fn taken(desk: &mut Desk, path: &Path) {
    desk.import(path);
    desk.click(desk.texts.take());
    desk.go(Page::Data);
}

#[test]
fn a_value_tells_where_it_stood_and_shows_the_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(folder.path(), "产值.csv", ROWS);
    in_both_languages(|language: Language| {
        let mut desk = Desk::answering(language, vec![path.clone()]);
        let texts = desk.texts;
        desk.import(&path);
        desk.click(texts.keep_files_too());
        desk.click(texts.take());
        desk.go(Page::Data);
        assert_eq!(desk.document().originals.len(), 1);
        desk.click(texts.origin_panel());
        assert!(desk.shows(texts.origin_choose()));
        desk.click("北京 产值 41,610.9");
        assert!(desk.shows("41,610.9 ①"), "as it stood");
        let at = format!("{}2", column_letters(1));
        desk.wait_until("the sheet", |desk| {
            desk.offers(&texts.original_cell(&at, "41,610.9 ①"))
        });
        assert!(desk.shows(&texts.original_kept(1)));
        desk.click(&format!("上海 人口 {}", texts.missing()));
        assert!(desk.shows("…"), "a mark that says there is none");

        desk.command(Key::Z);
        assert!(
            desk.document().originals.is_empty(),
            "one step with the data"
        );
    });
}

#[test]
fn only_the_file_that_was_read_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(folder.path(), "产值.csv", ROWS);
    let other = table(folder.path(), "别的.csv", "北京,1,2\n");
    in_both_languages(|language: Language| {
        let answers = vec![path.clone(), other.clone(), path.clone()];
        let mut desk = Desk::answering(language, answers);
        let texts = desk.texts;
        taken(&mut desk, &path);
        assert!(desk.document().originals.is_empty());
        desk.click(texts.origin_panel());
        assert!(desk.shows(&texts.all_sources(1)));
        desk.click(texts.keep_original());
        assert_eq!(
            desk.window.state().notice(),
            Some(texts.not_that_file("产值.csv", "别的.csv"))
        );
        desk.click(texts.keep_original());
        assert_eq!(desk.document().originals.len(), 1);
        desk.click(texts.drop_original());
        assert!(desk.document().originals.is_empty());
        desk.command(Key::Z);
        assert_eq!(desk.document().originals.len(), 1);
    });
}

#[test]
fn a_correction_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(folder.path(), "产值.csv", ROWS);
    in_both_languages(|language: Language| {
        let mut desk = Desk::answering(language, vec![path.clone()]);
        let texts = desk.texts;
        taken(&mut desk, &path);
        desk.click(texts.origin_panel());
        desk.click("上海 产值 3.0");
        desk.press(Key::F2);
        desk.type_over("7");
        desk.press(Key::Enter);
        desk.press(Key::ArrowUp);
        assert!(desk.shows(&texts.value_into("3", "7")));
        desk.click(texts.correction_why());
        desk.type_over("与公报核对");
        desk.press(Key::Enter);
        let corrections = desk.dataset().corrections.values();
        let notes: Vec<&str> = corrections
            .flat_map(|it| it.values())
            .flat_map(|it| it.values())
            .map(|it| it.note.as_str())
            .collect();
        assert_eq!(notes, ["与公报核对"]);
    });
}

#[test]
fn recipes_are_handed_on_as_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(folder.path(), "产值2020.csv", ROWS);
    in_both_languages(|language: Language| {
        let file = folder.path().join("recipe.json");
        let answers = vec![path.clone(), file.clone(), file.clone(), path.clone()];
        let mut desk = Desk::answering(language, answers);
        let texts = desk.texts;
        taken(&mut desk, &path);
        let recipes = desk.dataset().recipes.clone();
        assert_eq!(recipes.len(), 1);
        desk.click(&format!("{}…", texts.recipes()));
        desk.click(&texts.recipe_to_file_of("产值"));
        desk.click(&texts.forget_recipe_of("产值"));
        assert!(desk.dataset().recipes.is_empty());
        assert!(desk.shows(texts.no_recipes()));
        desk.click(texts.recipe_from_file());
        assert_eq!(desk.dataset().recipes, recipes);
        desk.click(texts.recipe_from_file());
        assert!(
            desk.window
                .state()
                .notice()
                .is_some_and(|it| it.contains("产值2020.csv")),
            "a table is no recipe"
        );
        assert_eq!(desk.dataset().recipes, recipes);
    });
}

#[test]
fn further_names_are_handed_on_as_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(folder.path(), "产值.csv", ROWS);
    in_both_languages(|language: Language| {
        let file = folder.path().join("names.csv");
        fs::write(&file, "name,place\n魔都,上海\n帝都,北京\n月球,火星\n").unwrap();
        let saved = folder.path().join("saved.csv");
        let answers = vec![path.clone(), file.clone(), saved.clone()];
        let mut desk = Desk::answering(language, answers);
        let texts = desk.texts;
        taken(&mut desk, &path);
        desk.click(&format!("{}…", texts.recipes()));
        desk.click(&texts.names_tab(0));
        assert!(desk.shows(texts.no_further_names()));
        desk.click(texts.names_from_file());
        assert!(desk.shows(&texts.names_loaded(2, 0)));
        let notice = desk.window.state().notice().unwrap();
        assert!(
            notice.contains("names.csv") && notice.contains("火星"),
            "{notice}"
        );
        desk.click(&texts.drop_name_of("帝都", "北京"));
        desk.click(texts.names_to_file());
        let text = fs::read_to_string(&saved).unwrap();
        assert!(text.contains("魔都") && !text.contains("帝都"), "{text}");
        desk.command(Key::Z);
        assert!(desk.offers(&texts.drop_name_of("帝都", "北京")));
    });
}

#[test]
fn a_folder_refreshes_what_its_recipes_know() {
    let folder = tempfile::tempdir().unwrap();
    let first = table(folder.path(), "产值.csv", ROWS);
    let people = folder.path().join("教师.csv");
    fs::write(
        &people,
        "城市,教师（人）,学生（人）\n北京,1,10\n上海,2,20\n天津,3,30\n",
    )
    .unwrap();
    let fresh = folder.path().join("新");
    fs::create_dir(&fresh).unwrap();
    table(&fresh, "产值.csv", "北京,50000,2\n上海,3,4\n天津,5,6\n");
    fs::write(
        fresh.join("无关.csv"),
        "国家,面积,海拔\n甲,1,2\n乙,3,4\n丙,5,6\n",
    )
    .unwrap();
    fs::write(fresh.join("说明.md"), "no table").unwrap();
    in_both_languages(|language: Language| {
        let answers = vec![first.clone(), people.clone(), fresh.clone()];
        let mut desk = Desk::answering(language, answers);
        let texts = desk.texts;
        taken(&mut desk, &first);
        taken(&mut desk, &people);
        assert_eq!(desk.dataset().recipes.len(), 2);
        desk.click(&format!("{}…", texts.recipes()));
        desk.click(texts.refresh_from_folder());
        desk.wait_until("both files", |desk| {
            desk.shows(texts.file_without_recipe()) && desk.offers(&texts.take_all(1))
        });
        assert!(desk.shows(&texts.file_changes(1, 1, 0)), "what it changes");
        assert!(desk.offers(&texts.recipes_without_file(1)), "the teachers");
        desk.click(&texts.take_all(1));
        let dataset = desk.dataset();
        let of = |variable: &str, unit: &str| {
            let unit = dataset.units.iter().find(|it| it.key == unit).unwrap().id;
            let variable = dataset.variables.iter().find(|it| it.name == variable);
            let period = dataset.periods().pop().unwrap();
            dataset.value(variable.unwrap().id, &period, unit)
        };
        assert_eq!(of("产值", "北京"), Some(50000.0));
        assert_eq!(of("人口", "上海"), Some(4.0));
        assert_eq!(of("教师", "北京"), Some(1.0), "as it was");
        assert!(dataset.variables.iter().all(|it| it.name != "面积"));
    });
}

#[test]
fn hovering_over_a_value_tells_where_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let path = table(folder.path(), "产值.csv", ROWS);
    in_both_languages(|language: Language| {
        let mut desk = Desk::answering(language, vec![path.clone()]);
        let texts = desk.texts;
        taken(&mut desk, &path);
        let told = texts.origin_fact(texts.origin_raw(), "41,610.9 ①");
        assert!(!desk.shows_part(&told));
        desk.control("北京 产值 41,610.9").hover();
        // The pointer has to rest for a moment.
        for _ in 0..30 {
            desk.window.step();
        }
        assert!(desk.shows_part(&told));
    });
}
