//! Files for others, with the choices a person makes about them.

use std::{fs, path::Path};

use heng::{
    app::Page,
    import::{ReadOptions, Reader},
    project::SheetKind,
    texts::Language,
};

use crate::desk::{BEIJING, Desk, in_both_languages};

/// How many formulas and sheets a workbook has.
fn counted(path: &Path) -> (usize, usize) {
    let file = fs::File::open(path).unwrap();
    let mut parts = zip::ZipArchive::new(file).unwrap();
    let (mut formulas, mut sheets) = (0, 0);
    for at in 0..parts.len() {
        let part = parts.by_index(at).unwrap();
        if part.name().unwrap().starts_with("xl/worksheets/sheet") {
            sheets += 1;
            formulas += std::io::read_to_string(part)
                .unwrap()
                .matches("<f>")
                .count();
        }
    }
    (formulas, sheets)
}

#[test]
fn a_workbook_is_made_as_chosen() {
    let folder = tempfile::tempdir().unwrap();
    in_both_languages(|language: Language| {
        let (all, few) = (
            folder.path().join("all.xlsx"),
            folder.path().join("few.xlsx"),
        );
        let mut desk = Desk::answering(language, vec![all.clone(), few.clone()]);
        let texts = desk.texts;
        desk.go(Page::Export);
        desk.click(texts.export_workbook());
        assert!(desk.shows(&texts.written(&all.display().to_string())));
        let (formulas, sheets) = counted(&all);
        assert!(formulas > 500, "{formulas} formulas");

        desk.click(texts.values_only());
        let kinds = SheetKind::ALL.len();
        desk.click(&texts.sheets_chosen(kinds, kinds));
        desk.click(texts.sheet_kind(SheetKind::Raw));
        assert!(desk.offers(&texts.sheets_chosen(kinds - 1, kinds)));
        desk.click(texts.export_workbook());
        let (formulas, fewer) = counted(&few);
        assert_eq!(formulas, 0);
        // Without formulas the steps that they read are left out, too.
        assert!(fewer < sheets, "{fewer} of {sheets}");
    });
}

#[test]
fn a_questionnaire_goes_out() {
    let folder = tempfile::tempdir().unwrap();
    in_both_languages(|language: Language| {
        let blank = folder.path().join("blank.xlsx");
        let mut desk = Desk::answering(language, vec![blank.clone()]);
        let texts = desk.texts;
        desk.go(Page::Export);
        desk.click(texts.export_points());
        let go_on = &mut |_| std::ops::ControlFlow::Continue(());
        let book = Reader::Here.read(&blank, &ReadOptions::default(), go_on);
        assert!(!book.unwrap().sheets[0].cells.is_empty());
    });
}

#[test]
fn the_house_style_is_kept_in_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let logo = folder.path().join("logo.png");
    fs::write(&logo, include_bytes!("../../assets/icon/heng-256.png")).unwrap();
    in_both_languages(|language: Language| {
        let mut desk = Desk::answering(language, vec![logo.clone()]);
        let texts = desk.texts;
        desk.go(Page::Export);
        desk.click(texts.house_style());
        desk.click(texts.choose_logo());
        assert!(desk.document().style.logo.is_some());
        desk.click(texts.font_of_cells());
        desk.type_over("SimSun");
        desk.press(egui::Key::Enter);
        assert_eq!(desk.document().style.font.as_deref(), Some("SimSun"));
        desk.click(texts.plain_style());
        assert!(desk.document().style.is_plain());
        desk.command(egui::Key::Z);
        assert!(!desk.document().style.is_plain(), "one step");
    });
}

/// The rows of a CSV file that begins with the mark of UTF-8.
fn rows_of(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).from_reader(text.as_bytes());
    let rows = reader.into_records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn tables_of_the_screens_are_saved_as_csv() {
    let folder = tempfile::tempdir().unwrap();
    in_both_languages(|language: Language| {
        let (results, data) = (
            folder.path().join("results.csv"),
            folder.path().join("data.csv"),
        );
        let mut desk = Desk::answering(language, vec![results.clone(), data.clone()]);
        let texts = desk.texts;
        desk.go(Page::Results);
        desk.click(texts.save_table());
        assert!(desk.shows(&texts.written(&results.display().to_string())));
        let rows = rows_of(&results);
        assert_eq!(rows.len(), 39);
        assert_eq!(rows[0][..2], [texts.rank(), texts.unit()]);
        assert_eq!(rows[1][..2], ["1", BEIJING]);
        let score: f64 = rows[1][2].parse().unwrap();
        assert_eq!(Some(score), desk.standing(BEIJING).1);

        desk.go(Page::Data);
        desk.click(texts.copy_menu());
        desk.click(texts.save_table());
        assert!(desk.shows(&texts.written(&data.display().to_string())));
        let rows = rows_of(&data);
        assert_eq!(rows.len(), 39);
        assert_eq!(rows[1][..2], [BEIJING, "80.8"]);
    });
}
