//! Files on their way in.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::Key;
use heng::{
    app::Page,
    texts::{Language, Texts},
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(name)
}

/// The window with the preview of a file in it.
fn previewing(language: Language, path: &Path) -> Desk {
    let mut desk = Desk::answering(language, vec![path.to_owned()]);
    desk.command(Key::I);
    preview_of(&mut desk, path);
    desk
}

fn preview_of(desk: &mut Desk, path: &Path) {
    let file = path.file_name().unwrap().to_string_lossy();
    let title = desk.texts.incoming(&file);
    desk.wait_until("the preview", |desk| desk.shows(&title));
}

#[test]
fn a_table_is_previewed_then_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("more 2021.csv");
    fs::write(
        &path,
        format!("城市,{TALENT},新变量\n{BEIJING},90,1\n拉萨,5,\n"),
    )
    .unwrap();
    in_both_languages(|language| {
        let mut desk = previewing(language, &path);
        let texts = desk.texts;
        assert!(desk.shows(&texts.table_counts(2, 2, 1)));
        assert_eq!(
            desk.control(texts.period_of_rows()).value().as_deref(),
            Some("2021"),
            "a proposal from the name"
        );
        let before = desk.document().clone();
        desk.click(&texts.into_present(&before.title));
        desk.click(texts.take());
        assert!(desk.shows(texts.correct_hint()), "the data are shown");
        assert_eq!(desk.dataset().units.len(), 39);
        let periods: Vec<String> = desk
            .dataset()
            .periods()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(periods, ["2020", "2021"]);
        desk.click(texts.undo());
        assert!(desk.document().same(&before));
    });
}

#[test]
fn where_a_sample_is_open_a_table_goes_into_a_new_project() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("我的数据 2021.csv");
    fs::write(&path, "城市,指标\n拉萨,5\n西宁,6\n").unwrap();
    in_both_languages(|language| {
        let mut desk = previewing(language, &path);
        desk.click(desk.texts.take());
        assert_eq!(desk.document().title, "我的数据 2021");
        assert_eq!(desk.dataset().units.len(), 2);
    });
}

#[test]
fn cancel_leaves_the_document_alone() {
    in_both_languages(|language| {
        let mut desk = previewing(language, &fixture("semicolon.csv"));
        let before = desk.document().clone();
        desk.click(desk.texts.cancel());
        assert!(desk.shows("84.04"), "the results are shown again");
        assert!(desk.document().same(&before));
        assert!(!desk.offers(desk.texts.undo()));
    });
}

#[test]
fn a_workbook_lets_its_sheet_be_chosen() {
    in_both_languages(|language| {
        let mut desk = previewing(language, &fixture("cities.xlsx"));
        let texts = desk.texts;
        assert!(desk.shows(&texts.table_counts(3, 2, 2)));
        desk.choose(texts.sheet(), "数据库");
        assert!(desk.shows(&texts.table_counts(1, 1, 0)));
        desk.choose(texts.sheet(), "数据");
        assert!(desk.shows(&texts.table_counts(3, 2, 2)));
        desk.click(texts.take());
        assert!(desk.dataset().variables.iter().any(|it| it.name == "GDP"));
    });
}

#[test]
fn a_file_with_errors_cannot_be_taken_and_names_the_cell() {
    in_both_languages(|language| {
        let desk = previewing(language, &fixture("twice.csv"));
        let texts = desk.texts;
        assert!(!desk.offers(texts.take()));
        assert!(desk.shows(&texts.errors_first(2)));
        for cell in ["B3", "A4"] {
            assert!(desk.shows_part(cell), "{cell}");
        }
    });
}

#[test]
fn a_framework_is_previewed_then_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("framework.csv");
    fs::write(
        &path,
        format!("指标,上级,权重,方向\n新指数,,,\n甲,新指数,1,\n{TALENT},甲,2,正向\n硬科技投入指数,甲,1,逆向\n"),
    )
    .unwrap();
    in_both_languages(|language| {
        let mut desk = previewing(language, &path);
        let texts = desk.texts;
        assert!(desk.shows(&texts.outline_counts(2, 2)));
        assert!(!desk.shows(texts.replaces_framework()));
        let title = desk.document().title.clone();
        desk.click(&texts.into_present(&title));
        assert!(desk.shows(texts.replaces_framework()));
        desk.click(texts.as_data());
        desk.click(texts.as_framework());
        desk.click(texts.take());
        assert!(desk.shows(&texts.weight_of("甲")), "the framework is shown");
        assert!(desk.shows(&texts.counts(38, 2, 1)));
        desk.click(texts.undo());
        assert!(desk.shows(&texts.counts(38, 5, 1)));
    });
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

fn drop_on(desk: &mut Desk, path: &Path) {
    let files = &mut desk.window.input_mut().dropped_files;
    files.push(Arc::new(Dropped(path.to_owned())));
}

#[test]
fn a_file_can_be_dropped_on_any_screen() {
    in_both_languages(|language| {
        for page in [Page::Start, Page::Charts] {
            let mut desk = Desk::new(language);
            desk.go(page);
            drop_on(&mut desk, &fixture("gbk.csv"));
            preview_of(&mut desk, &fixture("gbk.csv"));
            assert!(desk.shows(&desk.texts.table_counts(2, 1, 0)));
        }
    });
}

#[test]
fn files_dropped_together_are_looked_at_one_after_another() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        for name in ["gbk.csv", "semicolon.csv"] {
            drop_on(&mut desk, &fixture(name));
        }
        preview_of(&mut desk, &fixture("gbk.csv"));
        desk.click(desk.texts.cancel());
        preview_of(&mut desk, &fixture("semicolon.csv"));
        desk.click(desk.texts.cancel());
        assert!(desk.shows("84.04"), "no file is looked at twice");
    });
}

#[test]
fn what_is_no_table_is_told_by_name() {
    in_both_languages(|language| {
        for name in ["picture.csv", "empty.csv", "old.xls"] {
            let mut desk = Desk::new(language);
            let before = desk.document().clone();
            drop_on(&mut desk, &fixture(name));
            desk.wait_until("a notice", |desk| desk.window.state().notice().is_some());
            let notice = desk.window.state().notice().unwrap();
            assert!(notice.contains(name), "{notice}");
            assert!(desk.shows(&notice));
            assert!(desk.document().same(&before));
        }
    });
}

#[test]
fn leaving_for_another_screen_puts_the_file_aside() {
    in_both_languages(|language| {
        let mut desk = previewing(language, &fixture("semicolon.csv"));
        desk.go(Page::Results);
        assert!(desk.shows("84.04"));
        let title = Texts::new(language).incoming("semicolon.csv");
        assert!(!desk.shows(&title));
    });
}

#[test]
fn the_period_of_the_data_is_typed() {
    in_both_languages(|language| {
        let mut desk = previewing(language, &fixture("semicolon.csv"));
        desk.click(desk.texts.period_of_rows());
        desk.type_over("2019");
        desk.click(desk.texts.take());
        let periods = desk.dataset().periods();
        assert_eq!(periods[0].to_string(), "2019");
    });
}
