//! Finding in the data and replacing values, by a bar above the grid.

use egui::{Event, ImeEvent, Key, Modifiers};
use heng::{
    app::Page,
    project::{CellsError, StrangeCell},
    texts::Language,
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

const MONEY: &str = "硬科技投入指数";

/// The data with the bar open and this in its field.
fn looking_for(language: Language, key: Key, text: &str) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Data);
    desk.command(key);
    desk.type_over(text);
    desk
}

fn value(desk: &Desk, unit: &str, variable: &str) -> Option<f64> {
    let dataset = desk.dataset();
    let unit = dataset.units.iter().find(|it| it.label == unit).unwrap().id;
    let variable = dataset.variables.iter().find(|it| it.name == variable);
    let period = dataset.periods().pop().unwrap();
    dataset.value(variable.unwrap().id, &period, unit)
}

/// How many values of the data hold this when written in full.
fn holding(desk: &Desk, text: &str) -> usize {
    let dataset = desk.dataset();
    let period = dataset.periods().pop().unwrap();
    let (units, variables) = (&dataset.units, &dataset.variables);
    let cells = units.iter().flat_map(|unit| {
        let values = variables.iter();
        values.filter_map(|it| dataset.value(it.id, &period, unit.id))
    });
    cells.filter(|it| it.to_string().contains(text)).count()
}

#[test]
fn names_and_values_are_found_one_after_another() {
    in_both_languages(|language| {
        let mut desk = looking_for(language, Key::F, BEIJING);
        let texts = desk.texts;
        assert!(desk.shows(&texts.hits(None, 1)));
        desk.press(Key::Enter);
        assert!(desk.shows(&texts.hits(Some(1), 1)));
        // All of the unit is selected.
        let ends = [TALENT, "科技创新环境指数"].map(|it| format!("{BEIJING} · {it}"));
        assert!(desk.offers(&texts.selected_cells(&ends[0], &ends[1], [1, 5])));

        desk.type_over("指数");
        desk.press(Key::Enter);
        // The heads come before the units; from Beijing on it is the first again.
        assert!(desk.shows(&texts.hits(Some(1), 5)));
        for (shift, here) in [(false, 2), (false, 3), (true, 2), (true, 1), (true, 5)] {
            let modifiers = if shift {
                Modifiers::SHIFT
            } else {
                Modifiers::NONE
            };
            desk.window.key_press_modifiers(modifiers, Key::Enter);
            desk.settle();
            assert!(desk.shows(&texts.hits(Some(here), 5)), "{here}");
        }

        // As the grid shows it, and as it is.
        for text in ["80.80", "80.8"] {
            desk.type_over(text);
            desk.press(Key::F3);
            assert!(desk.offers(&format!("{BEIJING} · {TALENT}")), "{text}");
        }
        desk.click(texts.whole_cell());
        assert!(desk.shows(&texts.hits(Some(1), 1)));
        desk.click(texts.find_what());
        desk.type_over("0.8");
        assert!(desk.shows(&texts.hits(None, 0)));

        // Esc gives the keyboard back to the grid.
        desk.press(Key::Escape);
        assert!(!desk.offers(texts.find_what()));
        desk.press(Key::ArrowDown);
        assert!(desk.offers(&format!("上海 · {TALENT}")));
        desk.command(Key::F);
        assert!(desk.shows_value("0.8"), "it is still there");
    });
}

#[test]
fn values_are_replaced_one_by_one_or_all_at_once() {
    in_both_languages(|language| {
        let mut desk = looking_for(language, Key::H, "80.8");
        let (texts, before) = (desk.texts, desk.document().clone());
        desk.click(texts.replace_with());
        desk.type_over("10.5");
        desk.click(texts.replace_one());
        assert_eq!(
            value(&desk, BEIJING, TALENT),
            Some(80.8),
            "it is only found"
        );
        desk.click(texts.replace_one());
        assert_eq!(value(&desk, BEIJING, TALENT), Some(10.5));
        desk.command(Key::Z);
        assert!(desk.document().same(&before));

        desk.command(Key::H);
        desk.type_over(".28");
        let count = holding(&desk, ".28");
        assert!(count > 1);
        assert!(desk.shows(&texts.hits(None, count)));
        desk.click(texts.replace_with());
        desk.type_over(".3");
        desk.click(texts.replace_all());
        assert_eq!(value(&desk, BEIJING, MONEY), Some(79.3));
        assert_eq!(holding(&desk, ".28"), 0);
        assert!(desk.shows(&texts.values_corrected(count)));
        assert!(desk.shows(&texts.hits(None, 0)));
        desk.press(Key::Escape);
        desk.command(Key::Z);
        assert!(desk.document().same(&before), "it was one step");
    });
}

#[test]
fn what_would_be_no_number_is_not_replaced() {
    in_both_languages(|language| {
        let mut desk = looking_for(language, Key::H, "80.8");
        let (texts, before) = (desk.texts, desk.document().clone());
        desk.click(texts.replace_with());
        desk.type_over("很多");
        desk.click(texts.replace_all());
        let strange = StrangeCell {
            unit: BEIJING.to_owned(),
            variable: TALENT.to_owned(),
            text: "很多".to_owned(),
        };
        let told = texts.cells_error(&CellsError::ReplacedNotNumbers(vec![strange]));
        assert_eq!(desk.window.state().notice(), Some(told));
        assert!(desk.document().same(&before));
        // Names are never replaced.
        desk.click(texts.find_what());
        desk.type_over(BEIJING);
        assert!(desk.shows(&texts.hits(None, 0)));
        assert!(!desk.offers(texts.replace_all()));
    });
}

#[test]
fn keys_of_an_input_method_do_not_end_the_search() {
    in_both_languages(|language| {
        let mut desk = looking_for(language, Key::F, "上");
        desk.window.event(Event::Ime(ImeEvent::Preedit {
            text: "hai".to_owned(),
            active_range_chars: None,
        }));
        desk.settle();
        desk.press(Key::F3);
        assert!(!desk.offers(&format!("上海 · {TALENT}")));
        desk.window
            .event(Event::Ime(ImeEvent::Commit("海".to_owned())));
        desk.settle();
        desk.press(Key::Enter);
        assert!(desk.shows(&desk.texts.hits(Some(1), 1)));
    });
}

#[test]
fn the_bar_is_for_the_data() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.command(Key::F);
        assert!(
            !desk.offers(desk.texts.find_what()),
            "not on another screen"
        );
        desk.command(Key::K);
        desk.type_over(desk.texts.replace_in_data());
        desk.press(Key::Enter);
        assert!(desk.offers(desk.texts.find_what()), "asked for by name");
        assert!(desk.offers(desk.texts.replace_with()));
        desk.click(desk.texts.close_find());
        assert!(!desk.offers(desk.texts.find_what()));
    });
}
