//! Next year's file goes in by the recipe of this year's, with only the true differences asked.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::Key;
use heng::{
    engine::Period,
    import::sheet_map::Role,
    project::{Correction, Edit},
    texts::Language,
};

use crate::desk::{Desk, in_both_languages};

/// A sheet of a yearbook, with its year.
fn sheet(folder: &Path, year: i32, rows: &str, product: &str) -> PathBuf {
    let path = folder.join(format!("主要指标{year}.csv"));
    let text = format!(
        "表1 {year}年主要城市指标,,\n单位：亿元,,\n地  区,{product},财政收入\n{rows}资料来源：某局,,\n"
    );
    fs::write(&path, text).unwrap();
    path
}

fn value(desk: &Desk, unit: &str, variable: &str, year: i32) -> Option<f64> {
    let dataset = desk.dataset();
    let unit = dataset.units.iter().find(|it| it.key == unit)?;
    let variable = dataset.variables.iter().find(|it| it.name == variable)?;
    dataset.value(variable.id, &Period::Year(year), unit.id)
}

#[test]
fn only_the_true_differences_are_asked() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "北京,10,5\n天津,20,10\n某开发区,3,1\n石家庄,30,15\n";
    let first = sheet(folder.path(), 2020, rows, "总产值");
    let rows = "北京,11,6\n天津,21,11\n某开发区,4,2\n石家庄,31,16\n太原,7,2\n";
    let second = sheet(folder.path(), 2021, rows, "总产出");
    in_both_languages(|language: Language| {
        let mut desk = Desk::answering(language, vec![first.clone(), second.clone()]);
        let texts = desk.texts;
        desk.import(&first);
        desk.click(texts.as_yearbook());
        // The zone's row is none of ours.
        desk.click(&texts.whole_row("6"));
        desk.choose(texts.cells_are(), texts.cell_role(Role::Dropped));
        desk.click(texts.take());
        assert_eq!(value(&desk, "石家庄", "总产值", 2020), Some(30.0));
        assert_eq!(desk.dataset().recipes.len(), 1);

        desk.import(&second);
        assert!(desk.shows(&texts.by_recipe("主要指标")));
        assert!(
            desk.shows(&texts.differences_asked(2)),
            "a new city, and a header that is called otherwise"
        );
        desk.click(&texts.it_is_now("总产出"));
        desk.click(texts.it_is_new());
        assert!(desk.shows(texts.as_last_time()));
        desk.click(texts.take());
        assert_eq!(
            value(&desk, "石家庄", "总产值", 2021),
            Some(31.0),
            "in the same variable"
        );
        assert_eq!(value(&desk, "太原", "财政收入", 2021), Some(2.0));
        assert!(
            desk.dataset().units.iter().all(|it| it.key != "某开发区"),
            "left out again"
        );
        assert_eq!(
            desk.dataset().recipes.len(),
            1,
            "the recipe learnt, and stays one"
        );
        desk.command(Key::Z);
        assert_eq!(value(&desk, "石家庄", "总产值", 2021), None, "one step");
    });
}

#[test]
fn a_revised_file_tells_what_it_changes_and_corrections_survive() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "北京,10,5\n天津,20,10\n石家庄,30,15\n";
    let first = sheet(folder.path(), 2020, rows, "总产值");
    let revised = folder.path().join("修订");
    fs::create_dir(&revised).unwrap();
    let rows = "北京,10,5\n天津,22,10\n石家庄,33,15\n";
    let second = sheet(&revised, 2020, rows, "总产值");
    in_both_languages(|language: Language| {
        let mut desk = Desk::answering(language, vec![first.clone(), second.clone()]);
        let texts = desk.texts;
        desk.import(&first);
        desk.click(texts.take());
        let dataset = desk.dataset();
        let unit = dataset
            .units
            .iter()
            .find(|it| it.key == "石家庄")
            .unwrap()
            .id;
        let variable = dataset
            .variables
            .iter()
            .find(|it| it.name == "总产值")
            .unwrap()
            .id;
        let correct = Edit::Correct {
            dataset: dataset.id,
            variable,
            period: Period::Year(2020),
            unit,
            value: Some(32.0),
            note: "核实".to_owned(),
        };
        let ctx = desk.window.ctx.clone();
        desk.window
            .state_mut()
            .ask(&ctx, heng::app::Action::from(correct));
        desk.settle();

        desk.import(&second);
        assert!(desk.shows(&texts.changed_numbers(2)));
        assert!(desk.shows(&texts.diff_counts(0, 4, 0)));
        desk.click(texts.take());
        assert_eq!(value(&desk, "天津", "总产值", 2020), Some(22.0));
        assert_eq!(
            value(&desk, "石家庄", "总产值", 2020),
            Some(32.0),
            "corrected by hand"
        );
        let kept: Option<&Correction> =
            desk.dataset()
                .correction(variable, &Period::Year(2020), unit);
        assert_eq!(kept.map(|it| it.note.as_str()), Some("核实"));
    });
}

#[test]
fn a_column_of_another_name_becomes_the_variable_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (first, second) = (path("数据2020.csv"), path("公报2021.csv"));
    fs::write(
        &first,
        "城市,地区总产值（亿元）,人口\n北京,10,5\n天津,20,10\n石家庄,30,15\n",
    )
    .unwrap();
    let rows = "北京,1,地区生产总值,11\n天津,2,x,21\n石家庄,3,y,31\n";
    fs::write(
        &second,
        format!("城市,绿地面积,备注,地区产值（亿元）\n{rows}"),
    )
    .unwrap();
    in_both_languages(|language: Language| {
        let mut desk = Desk::answering(language, vec![first.clone(), second.clone()]);
        let texts = desk.texts;
        desk.import(&first);
        desk.click(texts.take());
        desk.import(&second);
        assert!(desk.offers(&texts.new_columns(2)));
        desk.click(&texts.column_is_perhaps("地区总产值"));
        assert!(desk.offers(&texts.new_columns(1)), "the green land is new");
        desk.click(texts.take());
        assert_eq!(value(&desk, "石家庄", "地区总产值", 2021), Some(31.0));
        assert_eq!(value(&desk, "北京", "绿地面积", 2021), Some(1.0));
        let names = desk.dataset().variables.iter();
        assert!(names.map(|it| it.name.as_str()).all(|it| it != "地区产值"));
        let recipes = &desk.dataset().recipes;
        let known = recipes.iter().flat_map(|it| &it.indicators);
        let known = known.filter(|it| it.name == "地区产值");
        let into: Vec<_> = known.map(|it| it.into.as_deref()).collect();
        assert_eq!(
            into,
            [Some("地区总产值")],
            "next year it goes there by itself"
        );
    });
}
