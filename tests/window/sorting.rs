//! The data sorted and filtered: a way of looking that changes nothing.

use egui::{Event, Key, Modifiers};
use heng::{app::Page, project::Condition, texts::Language};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

const MONEY: &str = "硬科技投入指数";

fn desk(language: Language) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Data);
    desk
}

/// The values of a variable, largest first, each with its unit.
fn ranked(desk: &Desk, variable: &str) -> Vec<(String, f64)> {
    let dataset = desk.dataset();
    let period = dataset.periods().pop().unwrap();
    let variable = dataset.variables.iter().find(|it| it.name == variable);
    let variable = variable.unwrap().id;
    let values = dataset.units.iter().filter_map(|unit| {
        let value = dataset.value(variable, &period, unit.id)?;
        Some((unit.label.clone(), value))
    });
    let mut values: Vec<_> = values.collect();
    values.sort_by(|a, b| b.1.total_cmp(&a.1));
    values
}

/// How far down the cell of a unit is.
fn height(desk: &Desk, (unit, value): &(String, f64)) -> f32 {
    let name = format!("{unit} {TALENT} {value:.2}");
    desk.control(&name).rect().center().y
}

fn select(desk: &mut Desk, (unit, value): &(String, f64)) {
    let name = format!("{unit} {TALENT} {value:.2}");
    let place = desk.control(&name).rect().center();
    desk.click_at(place);
}

#[test]
fn a_head_sorts_and_what_is_pasted_lands_on_the_right_units() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before) = (desk.texts, desk.document().clone());
        let ranked = ranked(&desk, TALENT);
        let smallest: Vec<_> = ranked.iter().rev().take(3).cloned().collect();
        desk.click(&texts.sort_by(TALENT, None));
        assert!(desk.shows(&texts.sorted_by(TALENT, false)));
        assert!(height(&desk, &smallest[0]) < height(&desk, &smallest[1]));
        assert!(height(&desk, &smallest[1]) < height(&desk, &smallest[2]));
        assert!(desk.document().same(&before), "nothing is changed");

        select(&mut desk, &smallest[0]);
        desk.window.event(Event::Paste("901\n902".to_owned()));
        desk.settle();
        let units = &smallest[..2];
        let now = self::ranked(&desk, TALENT);
        assert_eq!(now[0], (units[1].0.clone(), 902.0));
        assert_eq!(now[1], (units[0].0.clone(), 901.0));
        // Rows stay where they are until they are sorted anew.
        assert!(height(&desk, &now[1]) < height(&desk, &now[0]));
        desk.click(texts.sort_again());
        desk.press(Key::End);
        desk.window
            .key_press_modifiers(Modifiers::COMMAND, Key::End);
        desk.settle();
        assert!(height(&desk, &now[1]) < height(&desk, &now[0]));
        assert!(height(&desk, &now[2]) < height(&desk, &now[1]));
        desk.command(Key::Z);
        assert!(desk.document().same(&before));

        desk.click(&texts.sort_by(TALENT, Some(false)));
        assert!(desk.shows(&texts.sorted_by(TALENT, true)));
        desk.command(Key::Home);
        assert!(height(&desk, &ranked[0]) < height(&desk, &ranked[1]));
        desk.click(texts.drop_sort());
        assert!(!desk.shows(&texts.sorted_by(TALENT, true)));
    });
}

#[test]
fn a_filter_shows_some_units_and_says_so() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before) = (desk.texts, desk.document().clone());
        let all = desk.dataset().units.len();
        let large = ranked(&desk, TALENT);
        let large: Vec<_> = large.into_iter().filter(|it| it.1 >= 30.0).collect();
        assert!(!large.is_empty() && large.len() < all);
        desk.click(&texts.filter_by(TALENT));
        desk.choose(
            texts.condition_name(),
            texts.condition(Some(Condition::AtLeast(0.0))),
        );
        desk.enter_number(texts.lower_bound(), "30");
        assert!(desk.shows(&texts.shown_of(large.len(), all)));
        for it in &large {
            height(&desk, it);
        }
        // All that are seen are filled, and no others.
        select(&mut desk, &large[0]);
        desk.command(Key::Home);
        desk.window
            .key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::End);
        desk.settle();
        desk.window.event(Event::Paste("5".to_owned()));
        desk.settle();
        let fives = ranked(&desk, TALENT);
        let fives: Vec<_> = fives.iter().filter(|it| it.1 == 5.0).collect();
        assert_eq!(fives.len(), large.len());
        desk.command(Key::Z);
        assert!(desk.document().same(&before));
        desk.click(texts.clear_filters());
        assert!(!desk.shows_part(&texts.shown_of(large.len(), all)));
    });
}

#[test]
fn a_filter_is_chosen_by_the_keyboard_and_by_name() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let all = desk.dataset().units.len();
        let place = desk.control(&format!("{BEIJING} {TALENT} 80.80"));
        let place = place.rect().center();
        desk.click_at(place);
        desk.press(Key::ArrowRight);
        desk.window
            .key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
        desk.settle();
        assert!(desk.shows(&texts.filter_by(MONEY)));
        desk.press(Key::Escape);
        assert!(!desk.offers(texts.close_filter()));

        desk.click(&texts.filter_by(texts.unit()));
        desk.type_over(BEIJING);
        assert!(desk.shows(&texts.shown_of(1, all)));
        // Where it is once it is filtered, the cell is still selected.
        assert!(desk.offers(&format!("{BEIJING} · {MONEY}")));
        desk.type_over("nowhere");
        assert!(desk.shows(&texts.shown_of(0, all)));
        assert!(!desk.offers(&format!("{BEIJING} · {MONEY}")));
        desk.click(texts.close_filter());
        desk.click(texts.clear_filters());
        assert!(desk.offers(&format!("{BEIJING} {TALENT} 80.80")));
    });
}
