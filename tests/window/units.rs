//! Who takes part.

use egui::{Event, ImeEvent};
use heng::{app::Page, project::Role, texts::Language};

use crate::desk::{BEIJING, Desk, in_both_languages};

fn desk(language: Language) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Units);
    desk
}

fn ranked(desk: &Desk) -> usize {
    desk.ranks().into_iter().flatten().count()
}

#[test]
fn an_excluded_unit_leaves_and_ranks_close_up() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let check = desk.texts.include_unit(BEIJING);
        desk.click(&check);
        assert!(desk.shows(&desk.texts.units_taking_part(37, 38)));
        assert_eq!(desk.window.state().results().unwrap().units.len(), 37);
        assert_eq!(desk.standing("上海").0, Some(1));
        desk.go(Page::Results);
        assert!(!desk.shows(BEIJING) && desk.shows("上海"));
        desk.go(Page::Units);
        desk.click(&check);
        assert_eq!(desk.standing(BEIJING).0, Some(1));
        assert_eq!(ranked(&desk), 38);
    });
}

#[test]
fn a_reference_unit_is_shown_without_a_rank() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let (_, score) = desk.standing(BEIJING);
        desk.choose(&texts.role_of(BEIJING), texts.role_name(Role::Reference));
        assert_eq!(desk.standing(BEIJING), (None, score));
        assert_eq!(desk.standing("上海").0, Some(1));
        desk.click(texts.find_unit());
        desk.type_over(BEIJING);
        assert!(desk.shows("–"), "no rank in its row");
        desk.go(Page::Results);
        // Reference units stand below the ranked ones.
        desk.window.hover_at(egui::pos2(700.0, 500.0));
        desk.window.event(Event::MouseWheel {
            source: egui::MouseWheelSource::Wheel,
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -5000.0),
            phase: egui::TouchPhase::Move,
            modifiers: egui::Modifiers::NONE,
        });
        desk.settle();
        assert!(desk.shows(texts.reference_mark()) && desk.shows(BEIJING));
    });
}

#[test]
fn units_are_found_with_an_input_method() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.find_unit());
        let preedit = ImeEvent::Preedit {
            text: "bei'jing".to_owned(),
            active_range_chars: None,
        };
        desk.window.event(Event::Ime(preedit));
        desk.settle();
        desk.window
            .event(Event::Ime(ImeEvent::Commit(BEIJING.to_owned())));
        desk.settle();
        assert!(desk.offers(&texts.include_unit(BEIJING)));
        assert!(!desk.offers(&texts.include_unit("上海")));
        desk.type_over("无此城");
        assert!(desk.shows(&texts.nothing_found("无此城")));
    });
}

#[test]
fn all_listed_are_excluded_and_included() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.find_unit());
        desk.type_over("京");
        desk.click(texts.exclude_shown());
        assert_eq!(ranked(&desk), 36, "北京 and 南京 are out");
        desk.click(texts.find_unit());
        desk.type_over("北");
        desk.click(texts.include_shown());
        assert_eq!(ranked(&desk), 37);
        desk.click(texts.undo());
        desk.click(texts.undo());
        assert_eq!(ranked(&desk), 38);
    });
}

#[test]
fn a_unit_is_made_of_others() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.go(Page::Units);
        let texts = desk.texts;
        desk.click(texts.pooled_units());
        desk.click(texts.variable_name());
        desk.type_over("京沪");
        for member in ["北京", "上海"] {
            desk.check(member);
        }
        desk.click(texts.add_pool());
        assert_eq!(desk.window.state().notice(), None);
        let made = desk.dataset().units.last().unwrap().clone();
        assert_eq!((made.label.as_str(), made.members.len()), ("京沪", 2));
        assert_eq!(desk.standing("京沪").0, None, "for reference");
        desk.click_entry("京沪");
        desk.check("北京");
        desk.click(texts.save_members());
        assert_eq!(desk.dataset().units.last().unwrap().members.len(), 1);
        desk.click(texts.remove_pool());
        assert_ne!(desk.dataset().units.last().unwrap().label, "京沪");
    });
}
