//! Projects and products on the disk.

use std::{fs, path::PathBuf};

use calamine::Reader as _;
use egui::Key;
use heng::{app::Page, export, project::file, texts::Language};

use crate::desk::{BEIJING, Desk, in_both_languages};

/// A folder, and a path in it.
fn place(name: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    (folder, path)
}

/// The window after an unsaved change.
fn changed(language: Language, answers: Vec<PathBuf>) -> Desk {
    let mut desk = Desk::answering(language, answers);
    desk.go(Page::Units);
    desk.click(&desk.texts.include_unit(BEIJING));
    assert!(desk.shows(desk.texts.unsaved()));
    desk
}

/// Asks for the other sample.
fn ask_for_the_other_sample(desk: &mut Desk) {
    desk.go(Page::Start);
    let title = heng::app::Sample::Ai2025.title();
    desk.click(&format!("{}: {title}", desk.texts.open_sample()));
}

fn is_asked(desk: &Desk) -> bool {
    desk.offers(desk.texts.discard())
}

#[test]
fn the_workbook_is_written_and_can_be_read() {
    in_both_languages(|language| {
        let (_folder, path) = place("排名.xlsx");
        let mut desk = Desk::answering(language, vec![path.clone()]);
        desk.go(Page::Export);
        desk.click(desk.texts.export_workbook());
        assert!(desk.shows(&desk.texts.written(&path.display().to_string())));
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
        let names = book.sheet_names();
        assert!(names.len() > 3, "{names:?}");
        let found = names.iter().any(|name| {
            let sheet = book.worksheet_range(name).unwrap();
            sheet
                .rows()
                .any(|row| row.iter().any(|cell| *cell == *BEIJING))
        });
        assert!(found);
    });
}

#[test]
fn tidy_files_are_those_of_the_export_room() {
    in_both_languages(|language| {
        let (folder, scores) = place("scores.csv");
        let normalised = folder.path().join("normalised.csv");
        let weights = folder.path().join("weights.csv");
        let answers = vec![scores.clone(), normalised.clone(), weights.clone()];
        let mut desk = Desk::answering(language, answers);
        desk.go(Page::Export);
        for button in [
            desk.texts.export_scores(),
            desk.texts.export_normalised(),
            desk.texts.export_weights(),
        ] {
            desk.click(button);
        }
        let (dataset, results) = (desk.dataset(), desk.window.state().results().unwrap());
        for (path, bytes) in [
            (scores, export::scores_csv(dataset, None, results)),
            (normalised, export::normalised_csv(dataset, None, results)),
            (weights, export::weights_csv(dataset, None, results)),
        ] {
            assert!(fs::read(&path).unwrap() == bytes, "{}", path.display());
        }
    });
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    in_both_languages(|language| {
        let (_folder, path) = place("no such folder/scores.csv");
        let mut desk = Desk::answering(language, vec![path.clone(), path.clone()]);
        desk.go(Page::Export);
        desk.click(desk.texts.export_scores());
        let notice = desk.window.state().notice().unwrap();
        assert!(
            notice.contains("scores.csv") && desk.shows(&notice),
            "{notice}"
        );
        desk.click(desk.texts.close_notice());
        desk.command(Key::S);
        assert!(desk.window.state().notice().unwrap().contains("scores.csv"));
    });
}

#[test]
fn a_saved_project_opens_as_it_was() {
    in_both_languages(|language| {
        let (_folder, path) = place("城市.heng");
        let mut desk = changed(language, vec![path.clone(), path.clone()]);
        let texts = desk.texts;
        let document = desk.document().clone();
        let title = document.title.clone();
        assert_eq!(
            desk.window.state().window_title(),
            texts.window_title(&title, true)
        );
        desk.command(Key::S);
        assert!(desk.shows(&texts.written(&path.display().to_string())));
        assert!(!desk.shows(texts.unsaved()));
        assert_eq!(
            desk.window.state().window_title(),
            texts.window_title(&title, false)
        );
        assert!(file::open(&path).unwrap().same(&document));

        ask_for_the_other_sample(&mut desk);
        assert!(!is_asked(&desk) && desk.document().title != title);
        desk.command(Key::O);
        assert!(desk.document().same(&document));
        assert!(desk.shows(&texts.opened(&title)));
        // It is among the recent ones, and a change makes it unsaved again.
        desk.go(Page::Start);
        assert!(desk.offers("城市"));
        desk.go(Page::Units);
        desk.click(&texts.include_unit(BEIJING));
        assert!(desk.shows(texts.unsaved()));
        desk.command(Key::S);
        assert!(!desk.shows(texts.unsaved()));
        assert!(file::open(&path).unwrap().same(desk.document()));
    });
}

#[test]
fn unsaved_work_is_asked_about_and_may_stay() {
    in_both_languages(|language| {
        let mut desk = changed(language, Vec::new());
        let before = desk.document().clone();
        ask_for_the_other_sample(&mut desk);
        assert!(is_asked(&desk) && desk.shows(&desk.texts.save_first(&before.title)));
        desk.click(desk.texts.cancel());
        assert!(!is_asked(&desk) && desk.document().same(&before));
        assert!(desk.shows(desk.texts.unsaved()));
    });
}

#[test]
fn unsaved_work_may_be_given_up() {
    in_both_languages(|language| {
        let mut desk = changed(language, Vec::new());
        ask_for_the_other_sample(&mut desk);
        desk.click(desk.texts.discard());
        assert!(!is_asked(&desk));
        assert_eq!(desk.document().title, heng::app::Sample::Ai2025.title());
    });
}

#[test]
fn unsaved_work_may_be_saved_first() {
    in_both_languages(|language| {
        let (_folder, path) = place("kept.heng");
        let mut desk = changed(language, vec![path.clone()]);
        let before = desk.document().clone();
        ask_for_the_other_sample(&mut desk);
        desk.click(desk.texts.save());
        assert!(file::open(&path).unwrap().same(&before));
        assert_eq!(desk.document().title, heng::app::Sample::Ai2025.title());

        // Without a place nothing is lost, and nothing else is opened.
        let mut desk = changed(language, Vec::new());
        ask_for_the_other_sample(&mut desk);
        desk.click(desk.texts.save());
        assert!(desk.document().same(&before));
        assert!(desk.shows(desk.texts.unsaved()));
    });
}

#[test]
fn a_damaged_project_is_told_and_loses_nothing() {
    in_both_languages(|language| {
        let (_folder, path) = place("damaged.heng");
        fs::write(&path, "PK\u{3}\u{4} no more").unwrap();
        let mut desk = changed(language, vec![path]);
        let before = desk.document().clone();
        desk.command(Key::O);
        desk.click(desk.texts.discard());
        let notice = desk.window.state().notice().unwrap();
        assert!(
            notice.contains("damaged.heng") && desk.shows(&notice),
            "{notice}"
        );
        assert!(desk.document().same(&before));
        assert!(desk.shows(desk.texts.unsaved()), "still unsaved");
        desk.click(desk.texts.undo());
        assert_eq!(desk.standing(BEIJING).0, Some(1));
    });
}
