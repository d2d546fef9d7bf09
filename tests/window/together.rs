//! A sheet a year, a file a year, a file a unit: seen as belonging together, asked once, taken in one step.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Key;
use egui_kittest::kittest::NodeT as _;
use heng::{
    engine::Period,
    import::gather::Series,
    texts::{Language, Texts},
};
use rust_xlsxwriter::Workbook;

use crate::desk::{Desk, in_both_languages};

/// A workbook; cells of a line are parted by `|`, and what reads as a number is one.
pub(crate) fn workbook(folder: &Path, name: &str, sheets: &[(&str, &str)]) -> PathBuf {
    let mut book = Workbook::new();
    for (name, text) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split('|')) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) if cell.is_empty() => sheet,
                    Err(_) => sheet.write(row, column, cell).unwrap(),
                };
            }
        }
    }
    let path = folder.join(name);
    book.save(&path).unwrap();
    path
}

/// A file as it comes down on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// The window with files dropped on it, all together in view.
pub(crate) fn dropped(language: Language, paths: &[PathBuf]) -> Desk {
    let mut desk = Desk::sized(language, Vec::new(), [1440.0, 900.0]);
    drop_on(&mut desk, paths);
    desk
}

/// Lets files fall on the window.
pub(crate) fn let_fall(desk: &mut Desk, paths: &[PathBuf]) {
    for path in paths {
        let files = &mut desk.window.input_mut().dropped_files;
        files.push(Arc::new(Dropped(path.clone())));
    }
    desk.window.step();
}

fn drop_on(desk: &mut Desk, paths: &[PathBuf]) {
    let_fall(desk, paths);
    let heading = desk.texts.put_all_aside();
    let all = desk.texts.all_together();
    desk.wait_until("all together", |desk| {
        desk.offers(heading) && desk.offers(all) && desk.shows(desk.texts.told_by())
    });
}

fn value(desk: &Desk, unit: &str, variable: &str, year: i32) -> Option<f64> {
    let dataset = desk.dataset();
    let unit = dataset.units.iter().find(|it| it.key == unit)?;
    let variable = dataset.variables.iter().find(|it| it.name == variable)?;
    dataset.value(variable.id, &Period::Year(year), unit.id)
}

fn of_year(year: i32) -> String {
    format!(
        "城市|GDP（亿元）|人口（万人）\n北京|{year}|2\n上海|{}|4\n天津|7|8",
        year + 1
    )
}

fn years(folder: &Path) -> PathBuf {
    let sheets: Vec<(String, String)> = (2018..2022)
        .map(|year| (format!("{year}年"), of_year(year)))
        .collect();
    let mut all = vec![("目录", "表名|页码\n2018年|1\n2019年|2\n2020年|3")];
    all.extend(
        sheets
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    all.push(("说明", "本表由统计局提供\n数据为年末数"));
    workbook(folder, "城市数据.xlsx", &all)
}

#[test]
fn a_workbook_of_a_sheet_a_year_goes_in_at_once_and_out_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = years(folder.path());
    in_both_languages(|language| {
        let mut desk = dropped(language, std::slice::from_ref(&path));
        let texts = desk.texts;
        let ends = [2018, 2021].map(|it| texts.period(&Period::Year(it)));
        assert!(desk.shows(&texts.series_line(Series::Periods, 4, true, &ends)));
        assert_eq!(
            desk.control(&texts.part_period("2019年"))
                .value()
                .as_deref(),
            Some("2019")
        );
        assert!(desk.shows(texts.left_out_contents()));
        assert!(desk.shows(texts.left_out_no_table()));
        let title = desk.document().title.clone();
        desk.click(&texts.into_present(&title));
        let before = desk.document().clone();
        desk.click(&texts.take_all(4));
        assert_eq!(value(&desk, "北京", "GDP", 2018), Some(2018.0));
        assert_eq!(value(&desk, "上海", "GDP", 2021), Some(2022.0));
        assert!(!desk.shows(texts.all_together()), "nothing is left to do");
        desk.click(texts.undo());
        assert!(desk.document().same(&before), "one step");
    });
}

#[test]
fn a_part_is_left_out_and_a_period_corrected() {
    let folder = tempfile::tempdir().unwrap();
    let path = years(folder.path());
    in_both_languages(|language| {
        let mut desk = dropped(language, std::slice::from_ref(&path));
        let texts = desk.texts;
        desk.click(&texts.part_goes_in("2018年"));
        assert!(desk.shows(texts.left_out_by_hand()));
        desk.click(&texts.part_period("2021年"));
        desk.type_over("2025");
        desk.press(Key::Tab);
        desk.click(&texts.take_all(3));
        let periods: Vec<String> = desk
            .dataset()
            .periods()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(periods, ["2019", "2020", "2025"]);
    });
}

#[test]
fn the_keyboard_alone_takes_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = years(folder.path());
    in_both_languages(|language| {
        let mut desk = dropped(language, std::slice::from_ref(&path));
        let name = desk.texts.take_all(4);
        for _ in 0..60 {
            if desk.control(&name).accesskit_node().is_focused() {
                break;
            }
            desk.press(Key::Tab);
        }
        desk.press(Key::Enter);
        assert_eq!(desk.dataset().periods().len(), 4);
    });
}

#[test]
fn what_nothing_tells_is_asked_and_the_others_follow() {
    let folder = tempfile::tempdir().unwrap();
    let mut sheets: Vec<(String, String)> = Vec::new();
    for (name, year) in [
        ("2018", 2018),
        ("2019", 2019),
        ("Sheet3", 2020),
        ("Sheet4", 2021),
    ] {
        sheets.push((name.to_owned(), of_year(year)));
    }
    let all: Vec<(&str, &str)> = sheets
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let path = workbook(folder.path(), "数据.xlsx", &all);
    in_both_languages(|language| {
        let mut desk = dropped(language, std::slice::from_ref(&path));
        let texts = desk.texts;
        assert!(
            !desk.offers(&texts.first_decide(0, 2)),
            "not before it is said"
        );
        desk.click(texts.following_years());
        desk.click(&texts.take_all(4));
        assert_eq!(value(&desk, "北京", "GDP", 2021), Some(2021.0));
    });
}

#[test]
fn two_files_that_disagree_are_asked_and_the_choice_counts() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let first = file("甲 2020.csv", "城市,产值,人口\n北京,1.5,2\n上海,3,4\n");
    let second = file("乙 2020.csv", "城市,产值,专利\n上海,3,8\n北京,9.5,7\n");
    in_both_languages(|language| {
        for (cell, expected) in [("B2", 1.5), ("B3", 9.5)] {
            let mut desk = dropped(language, &[first.clone(), second.clone()]);
            let texts = desk.texts;
            assert!(desk.shows(&texts.contradictions(1, 0)));
            assert!(!desk.offers(&texts.first_decide(1, 0)));
            desk.click_part(&place(texts, expected, cell));
            assert!(desk.shows(&texts.contradictions(0, 1)));
            desk.click(&texts.take_all(2));
            assert_eq!(value(&desk, "北京", "产值", 2020), Some(expected));
            assert_eq!(value(&desk, "北京", "专利", 2020), Some(7.0));
            assert_eq!(value(&desk, "北京", "人口", 2020), Some(2.0));
        }
    });
}

/// How the button of a value begins.
fn place(texts: Texts, value: f64, cell: &str) -> String {
    let file = if cell == "B2" { "甲" } else { "乙" };
    let open = texts.told_unsurely("").is_ascii();
    let bracket = if open { " (" } else { "（" };
    format!("{value}{bracket}{file} 2020.csv {cell}")
}

#[test]
fn a_decision_can_be_taken_back_and_both_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (name, value) in [("甲 2020.csv", 1), ("乙 2020.csv", 2)] {
        let path = folder.path().join(name);
        fs::write(&path, format!("城市,产值\n北京,{value}\n上海,3\n")).unwrap();
        paths.push(path);
    }
    in_both_languages(|language| {
        let mut desk = dropped(language, &paths);
        let texts = desk.texts;
        desk.click(texts.neither_counts());
        desk.click(texts.undecide());
        assert!(desk.shows(&texts.contradictions(1, 0)));
        desk.click(texts.neither_counts());
        desk.click(&texts.take_all(2));
        assert_eq!(value(&desk, "北京", "产值", 2020), None);
        assert_eq!(value(&desk, "上海", "产值", 2020), Some(3.0));
    });
}

/// More values than are compared between two frames.
#[test]
fn a_contradiction_among_very_many_values_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    let columns: Vec<String> = (0..220).map(|it| format!("指标{it}")).collect();
    for (name, odd) in [("甲 2020.csv", 1), ("乙 2020.csv", 2)] {
        let mut lines = vec![format!("城市,{}", columns.join(","))];
        for row in 0..100 {
            let first = if row == 7 { odd } else { row };
            let rest = format!(",{row}").repeat(219);
            lines.push(format!("城市{row},{first}{rest}"));
        }
        let path = folder.path().join(name);
        fs::write(&path, lines.join("\n")).unwrap();
        paths.push(path);
    }
    let mut desk = dropped(Language::Chinese, &paths);
    let texts = desk.texts;
    let told = texts.contradictions(1, 0);
    desk.wait_until("compared", |desk| desk.shows(&told));
    desk.click(texts.neither_counts());
    let all = texts.take_all(2);
    desk.wait_until("compared once more", |desk| desk.offers(&all));
    desk.click(&all);
    assert_eq!(value(&desk, "城市7", "指标0", 2020), None);
    assert_eq!(value(&desk, "城市7", "指标1", 2020), Some(7.0));
}

#[test]
fn groups_that_a_sheet_tells_are_made_in_the_same_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("城市 2020.csv");
    let text = "城市,地区,产值\n北京,东部,1\n上海,东部,2\n成都,西部,3\n重庆,西部,4\n";
    fs::write(&path, text).unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &path);
        let texts = desk.texts;
        assert!(desk.shows(texts.also_groups()));
        let title = desk.document().title.clone();
        desk.click(&texts.into_present(&title));
        let before = desk.document().clone();
        desk.check_part("地区");
        desk.click(texts.take());
        let groups: Vec<(&str, usize)> = desk
            .dataset()
            .groups
            .iter()
            .filter(|it| it.kind == "地区")
            .map(|it| (it.name.as_str(), it.members.len()))
            .collect();
        assert_eq!(groups, [("东部", 2), ("西部", 2)]);
        desk.click(texts.undo());
        assert!(desk.document().same(&before), "one step");
    });
}

#[test]
fn a_file_a_unit_is_told_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (name, value) in [("河北省.csv", 1), ("山东省.csv", 5)] {
        let path = folder.path().join(name);
        let text = format!("年份,GDP（亿元）,人口（万人）\n2019,{value},2\n2020,3,4\n2021,5,6\n");
        fs::write(&path, text).unwrap();
        paths.push(path);
    }
    in_both_languages(|language| {
        let mut desk = dropped(language, &paths);
        let texts = desk.texts;
        let units = ["河北省".to_owned(), "山东省".to_owned()];
        assert!(desk.shows(&texts.series_line(Series::Units, 2, false, &units)));
        desk.click(&texts.take_all(2));
        assert_eq!(value(&desk, "河北省", "GDP", 2019), Some(1.0));
        assert_eq!(value(&desk, "山东省", "GDP", 2019), Some(5.0));
    });
}

#[test]
fn next_year_a_file_a_unit_is_known_by_its_recipe() {
    let folder = tempfile::tempdir().unwrap();
    let later = folder.path().join("新");
    fs::create_dir(&later).unwrap();
    let file = |folder: &Path, unit: &str, first: i32| {
        let rows: Vec<String> = (first..first + 3)
            .map(|year| format!("{year},{},2", year - 2000))
            .collect();
        let path = folder.join(format!("{unit}.csv"));
        let rows = rows.join("\n");
        fs::write(&path, format!("年份,GDP（亿元）,人口（万人）\n{rows}\n")).unwrap();
        path
    };
    let of = |folder: &Path, first| ["河北省", "山东省"].map(|unit| file(folder, unit, first));
    let (before, after) = (of(folder.path(), 2018), of(&later, 2020));
    in_both_languages(|language| {
        let mut desk = dropped(language, &before);
        let texts = desk.texts;
        desk.click(&texts.take_all(2));
        drop_on(&mut desk, &after);
        desk.click(&texts.take_all(2));
        assert_eq!(value(&desk, "河北省", "GDP", 2022), Some(22.0));
        assert_eq!(value(&desk, "山东省", "GDP", 2022), Some(22.0));
        assert_eq!(desk.dataset().units.len(), 2);
    });
}

#[test]
fn what_is_unlike_last_time_is_answered_once_for_all_sheets() {
    let folder = tempfile::tempdir().unwrap();
    let text = "地区|总产值（亿元）|人口（万人）\n北京|1|5\n上海|2|6\n太原|3|7";
    let sheets = [("2019", text), ("2020", text)];
    let before = workbook(folder.path(), "城市.xlsx", &sheets);
    let text = text.replace("总产值", "总产出") + "\n某开发区|4|8";
    let sheets = [("2021", text.as_str()), ("2022", text.as_str())];
    let after = workbook(folder.path(), "城市 新.xlsx", &sheets);
    in_both_languages(|language| {
        let mut desk = dropped(language, std::slice::from_ref(&before));
        let texts = desk.texts;
        desk.click(&texts.take_all(2));
        drop_on(&mut desk, std::slice::from_ref(&after));
        assert!(
            desk.shows(&texts.differences_of_all(2)),
            "a header and a unit, not twice each"
        );
        desk.click(&texts.it_is_now("总产出"));
        desk.click(texts.leave_it_out());
        assert!(!desk.shows(&texts.differences_of_all(1)));
        desk.click(&texts.take_all(2));
        for year in [2021, 2022] {
            assert_eq!(value(&desk, "太原", "总产值", year), Some(3.0), "{year}");
        }
        assert!(desk.dataset().units.iter().all(|it| it.key != "某开发区"));
    });
}

#[test]
fn a_name_is_asked_once_for_all_sheets() {
    let folder = tempfile::tempdir().unwrap();
    let text = "城市|GDP（亿元）\n北京|1\n石加庄|2\n太原|3";
    let sheets = [("2019", text), ("2020", text)];
    let path = workbook(folder.path(), "城市.xlsx", &sheets);
    in_both_languages(|language| {
        let mut desk = dropped(language, std::slice::from_ref(&path));
        let texts = desk.texts;
        assert!(desk.shows(&texts.names_asked(1)));
        assert!(
            desk.offers(&texts.take_all_asked(2, 1)),
            "no obstacle, but said"
        );
        let target =
            heng::import::names::AliasTarget::Place(heng::import::names::PlaceId::from("130100"));
        desk.click(&texts.name_target(heng::import::names::Registry::bundled(), &target));
        desk.click(&texts.take_all(2));
        let unit = desk
            .dataset()
            .units
            .iter()
            .find(|it| it.key == "石加庄")
            .unwrap();
        assert_eq!(
            unit.place.as_ref().map(ToString::to_string).as_deref(),
            Some("130100")
        );
        assert_eq!(desk.dataset().units.len(), 3);
    });
}

/// A published file, and one that says something else of one of its cities.
#[test]
fn a_published_file_and_its_altered_copy_contradict_in_the_altered_value() {
    let original = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/yearbooks/nbs-gdp-by-province-gbk.csv");
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("另一份.csv");
    let bytes = fs::read(&original).unwrap();
    let (text, ..) = encoding_rs::GB18030.decode(&bytes);
    assert_eq!(text.matches("49670.2").count(), 1);
    fs::write(&copy, text.replace("49670.2", "49999.9")).unwrap();
    let texts = Texts::new(Language::Chinese);
    let mut desk = dropped(Language::Chinese, &[original, copy]);
    assert!(desk.shows(&texts.contradictions(1, 0)));
    desk.click_part("49670.2（");
    desk.click(&texts.take_all(2));
    let kept = value(&desk, "北京市", "地区生产总值", 2024);
    assert_eq!(kept, Some(49670.2));
}
