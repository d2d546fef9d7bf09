//! Values, corrected in place.

use egui::Key;
use heng::{app::Page, texts::Language};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

fn desk(language: Language) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Data);
    desk
}

/// What a cell says.
fn cell(unit: &str, value: &str) -> String {
    format!("{unit} {TALENT} {value}")
}

pub(crate) fn begin_correction(desk: &mut Desk, unit: &str, value: &str) {
    let place = desk.control(&cell(unit, value)).rect().center();
    desk.double_click_at(place);
    assert!(desk.offers(&desk.texts.correct_value(unit, TALENT)));
}

fn value(desk: &Desk, unit: &str) -> Option<f64> {
    let dataset = desk.dataset();
    let unit = dataset.units.iter().find(|it| it.label == unit).unwrap().id;
    let variable = dataset.variables.iter().find(|it| it.name == TALENT);
    let period = dataset.periods().pop().unwrap();
    dataset.value(variable.unwrap().id, &period, unit)
}

#[test]
fn a_value_is_corrected_and_restored() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (before, (_, score)) = (desk.document().clone(), desk.standing(BEIJING));
        begin_correction(&mut desk, BEIJING, "80.80");
        desk.type_over("10.8");
        desk.press(Key::Enter);
        assert_eq!(value(&desk, BEIJING), Some(10.8));
        assert!(desk.shows(&cell(BEIJING, "10.80")));
        let lost = score.unwrap() - desk.standing(BEIJING).1.unwrap();
        assert!((lost - 14.0).abs() < 1e-9, "{lost}");

        // Enter went on to the city below; back, to see what was corrected.
        desk.press(Key::ArrowUp);
        assert!(desk.shows(&desk.texts.corrected_from("80.8")));
        desk.click(desk.texts.drop_correction());
        assert_eq!(value(&desk, BEIJING), Some(80.8));
        assert_eq!(desk.standing(BEIJING).1, score);
        assert!(!desk.offers(desk.texts.drop_correction()));
        assert!(desk.document().same(&before));
    });
}

#[test]
fn a_text_that_is_no_number_is_refused() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        begin_correction(&mut desk, BEIJING, "80.80");
        desk.type_over("很多");
        desk.press(Key::Enter);
        let notice = desk.texts.not_a_number("很多");
        assert_eq!(desk.window.state().notice(), Some(notice.clone()));
        assert!(desk.shows(&notice));
        assert!(desk.document().same(&before));
    });
}

#[test]
fn escape_gives_a_correction_up() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        begin_correction(&mut desk, BEIJING, "80.80");
        desk.type_over("1");
        desk.press(Key::Escape);
        assert!(desk.document().same(&before));
        assert!(desk.shows(&cell(BEIJING, "80.80")));
    });
}

#[test]
fn the_keyboard_moves_corrects_and_empties() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let place = desk.control(&cell(BEIJING, "80.80")).rect().center();
        desk.click_at(place);
        for key in [Key::ArrowRight, Key::ArrowDown, Key::ArrowLeft] {
            desk.press(key);
        }
        assert!(desk.shows(&format!("上海 · {TALENT}")));
        desk.press(Key::F2);
        desk.type_over("41");
        desk.press(Key::Enter);
        assert_eq!(value(&desk, "上海"), Some(41.0));
        desk.press(Key::ArrowUp);
        desk.press(Key::Delete);
        assert_eq!(value(&desk, "上海"), None);
        assert!(desk.shows(&cell("上海", desk.texts.missing())));
        // An emptied field is missing, too; a formatted number is a number.
        begin_correction(&mut desk, BEIJING, "80.80");
        desk.type_over("1,234.5");
        desk.press(Key::Enter);
        assert_eq!(value(&desk, BEIJING), Some(1234.5));
        desk.command(Key::Z);
        desk.command(Key::Z);
        desk.command(Key::Z);
        assert_eq!(value(&desk, "上海"), Some(39.59));
    });
}

#[test]
fn undo_while_correcting_is_the_fields_own() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        begin_correction(&mut desk, BEIJING, "80.80");
        desk.type_over("12");
        desk.press(Key::Enter);
        let corrected = desk.document().clone();
        begin_correction(&mut desk, BEIJING, "12.00");
        desk.command(Key::Z);
        assert!(desk.document().same(&corrected));
    });
}

#[test]
fn a_variable_is_computed_from_others() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.go(Page::Data);
        let texts = desk.texts;
        let names: Vec<String> = desk
            .dataset()
            .variables
            .iter()
            .map(|it| it.name.clone())
            .collect();
        let before = names.len();
        desk.click(texts.computed_variables());
        desk.click(texts.variable_name());
        desk.type_over("sum of two");
        desk.click(texts.formula());
        desk.type_over("1 +");
        assert!(!desk.offers(texts.add_variable()));
        assert!(!desk.shows(texts.formula_reads()), "it ends too early");
        desk.click(&texts.insert(&names[0]));
        assert!(desk.shows(texts.formula_reads()));
        desk.click(texts.add_variable());
        assert_eq!(desk.window.state().notice(), None);
        let added = desk.dataset().variables.last().unwrap().clone();
        assert_eq!(added.formula, Some(format!("1 +[{}]", names[0])));
        // It is there with its value, which cannot be corrected.
        assert!(desk.shows_part("sum of two"));
        desk.click("sum of two");
        desk.click(texts.formula());
        desk.type_over("2");
        desk.click(texts.save_formula());
        let added = desk.dataset().variables.last().unwrap().clone();
        assert_eq!(added.formula.as_deref(), Some("2"));
        desk.click(texts.remove_variable());
        assert_eq!(desk.dataset().variables.len(), before);
    });
}
