//! Help beside the screens: what F1 shows, what is found in it, and how it goes away.

use egui::{Event, ImeEvent, Key};
use heng::{
    app::Page,
    texts::{Language, manual::Topic},
};

use crate::desk::{Desk, in_both_languages};

fn heading(topic: Topic, language: Language) -> &'static str {
    topic.heading(language).1
}

/// Whether the heading stands in the panel, which is at the right, and not only in the rail.
fn explains(desk: &Desk, topic: Topic) -> bool {
    let middle = desk.window.ctx.content_rect().center().x;
    desk.places_of(heading(topic, desk.texts.language))
        .iter()
        .any(|it| it.x > middle)
}

fn look_for(desk: &mut Desk, what: &str) {
    desk.window.event(Event::Text(what.to_owned()));
    desk.settle();
}

#[test]
fn every_screen_has_its_page() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        for (page, topic) in [
            (Page::Start, Topic::Screens),
            (Page::Data, Topic::Corrections),
            (Page::Framework, Topic::Framework),
            (Page::Units, Topic::Units),
            (Page::Results, Topic::Results),
            (Page::Charts, Topic::Charts),
            (Page::Export, Topic::Export),
        ] {
            desk.go(page);
            assert!(!explains(&desk, topic), "{topic:?} is not shown before");
            desk.press(Key::F1);
            assert!(explains(&desk, topic), "{page:?}");
            assert!(desk.offers(desk.texts.close_help()));
            desk.press(Key::Escape);
            assert!(!desk.offers(desk.texts.close_help()));
        }
        desk.command(Key::N);
        desk.press(Key::F1);
        assert!(explains(&desk, Topic::Importing), "without data");
    });
}

#[test]
fn words_are_found_and_lead_to_their_place() {
    for (language, sought, line, topic) in [
        (Language::Chinese, "长安区", "长安区", None),
        (Language::Chinese, "最小二乘", "每期的增量", None),
        (
            Language::English,
            "COMPARE FROM here",
            "Compare",
            Some(Topic::Framework),
        ),
        (
            Language::Chinese,
            "以当前名次",
            "为基准",
            Some(Topic::Framework),
        ),
    ] {
        let mut desk = Desk::new(language);
        desk.press(Key::F1);
        look_for(&mut desk, sought);
        assert!(desk.shows_part(line), "{sought}");
        assert!(!explains(&desk, Topic::Results), "the list is in its place");
        desk.press(Key::Enter);
        if let Some(topic) = topic {
            assert!(explains(&desk, topic), "{sought}");
        }
        assert!(
            desk.offers(desk.texts.help_contents()),
            "the field is empty"
        );
        desk.click(desk.texts.help_back());
        assert!(explains(&desk, Topic::Results));

        desk.click(desk.texts.search_help());
        look_for(&mut desk, "qqqq");
        assert!(desk.shows(&desk.texts.nothing_matches("qqqq")));
        desk.press(Key::Escape);
        assert!(!desk.offers(desk.texts.close_help()));
    }
}

#[test]
fn keys_of_an_input_method_are_its_own() {
    let mut desk = Desk::new(Language::Chinese);
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    };
    desk.press(Key::F1);
    desk.window.event(preedit("fang'an"));
    desk.press(Key::Escape);
    assert!(desk.offers(desk.texts.close_help()), "composing goes on");
    desk.window.event(preedit(""));
    desk.window
        .event(Event::Ime(ImeEvent::Commit("方案".to_owned())));
    desk.settle();
    desk.press(Key::Escape);
    assert!(!desk.offers(desk.texts.close_help()), "it is over");
}

#[test]
fn headings_links_and_the_palette_lead_there() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        desk.command(Key::K);
        look_for(&mut desk, texts.help());
        desk.press(Key::Enter);
        assert!(explains(&desk, Topic::Results), "from the palette");

        desk.click(texts.help_contents());
        desk.click(heading(Topic::Importing, language));
        assert!(explains(&desk, Topic::Importing) && desk.shows_part("GB18030"));
        desk.click(texts.help_next());
        assert!(explains(&desk, Topic::Framework));
        desk.click(texts.help_back());
        assert!(explains(&desk, Topic::Importing));

        // The introduction of the guide links to the page about methods.
        desk.click(texts.help_contents());
        let guide = ["使用指南", "User guide"][usize::from(language == Language::English)];
        desk.click(guide);
        let methods = ["方法", "Methods"][usize::from(language == Language::English)];
        desk.click(methods);
        assert!(desk.places_of(methods).len() == 1, "its title");

        let other = match language {
            Language::Chinese => Language::English,
            Language::English => Language::Chinese,
        };
        desk.speak(other);
        let told = ["方法", "Methods"][usize::from(other == Language::English)];
        assert!(
            desk.shows(told) && !desk.shows(methods),
            "at the same place"
        );
        desk.click(desk.texts.close_help());
        assert!(!desk.offers(desk.texts.help_contents()));
    });
}

#[test]
fn the_key_closes_what_lies_over_the_screen_first() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.press(Key::F1);
        desk.command(Key::K);
        desk.press(Key::Escape);
        assert!(
            !desk.shows(desk.texts.search_keys()),
            "the search is closed"
        );
        assert!(desk.offers(desk.texts.close_help()), "the help is not");
        desk.press(Key::Escape);
        assert!(!desk.offers(desk.texts.close_help()));
    });
}
