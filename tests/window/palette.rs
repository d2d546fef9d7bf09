//! One field that finds everything, by the keyboard alone.

use egui::{Event, Key};
use heng::{app::Page, texts::Language};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

fn look_for(desk: &mut Desk, what: &str) {
    desk.command(Key::K);
    assert!(desk.offers(desk.texts.search()));
    desk.window.event(Event::Text(what.to_owned()));
    desk.settle();
}

#[test]
fn a_unit_an_indicator_and_a_command_are_found_by_name() {
    in_both_languages(|language: Language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        desk.go(Page::Export);
        look_for(&mut desk, "bj");
        desk.press(Key::Enter);
        assert_eq!(desk.window.state().selected_unit(), Some(BEIJING));
        assert!(!desk.shows(texts.search_keys()), "it is closed");

        look_for(&mut desk, TALENT);
        assert!(desk.offers(&texts.found_entry(TALENT, texts.is_node())));
        desk.press(Key::ArrowDown);
        desk.press(Key::Enter);
        assert!(
            desk.shows(texts.correct_hint()),
            "the second is the variable"
        );

        look_for(&mut desk, texts.page_units());
        desk.press(Key::Enter);
        assert!(desk.offers(&texts.include_unit(BEIJING)));

        look_for(&mut desk, "qqqq");
        assert!(desk.shows(&texts.nothing_matches("qqqq")));
        desk.press(Key::Enter);
        desk.press(Key::Escape);
        assert!(!desk.shows(texts.search_keys()));
    });
}
