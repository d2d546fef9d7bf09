//! The data as a spreadsheet: selecting, adding up, copying, pasting, filling and moving.

use egui::{Event, ImeEvent, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::NodeT as _;
use heng::{
    app::Page,
    engine::compute,
    project::{CellsError, Edit, StrangeCell, resolve},
    texts::Language,
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

/// The variable beside the first.
const MONEY: &str = "硬科技投入指数";
/// The last variable and the last unit.
const LAST: &str = "科技创新环境指数";
const LAST_UNIT: &str = "唐山";

/// The data with the first cell selected.
fn desk(language: Language) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Data);
    point(&mut desk, BEIJING, TALENT, Modifiers::NONE);
    desk
}

fn place(desk: &Desk, unit: &str, variable: &str) -> egui::Pos2 {
    let value = value(desk, unit, variable);
    let value = value.map_or(desk.texts.missing().to_owned(), |it| format!("{it:.2}"));
    let name = format!("{unit} {variable} {value}");
    desk.control(&name).rect().center()
}

fn point(desk: &mut Desk, unit: &str, variable: &str, modifiers: Modifiers) {
    let place = place(desk, unit, variable);
    desk.window.event(Event::ModifiersChanged(modifiers));
    desk.click_at(place);
    desk.window.event(Event::ModifiersChanged(Modifiers::NONE));
}

fn value(desk: &Desk, unit: &str, variable: &str) -> Option<f64> {
    let dataset = desk.dataset();
    let unit = dataset.units.iter().find(|it| it.label == unit).unwrap().id;
    let variable = dataset.variables.iter().find(|it| it.name == variable);
    let period = dataset.periods().pop().unwrap();
    dataset.value(variable.unwrap().id, &period, unit)
}

fn keys(desk: &mut Desk, modifiers: Modifiers, keys: &[Key]) {
    for &key in keys {
        desk.window.key_press_modifiers(modifiers, key);
        desk.settle();
    }
}

/// Whether that cell alone is selected.
fn on(desk: &Desk, unit: &str, variable: &str) -> bool {
    desk.offers(&format!("{unit} · {variable}"))
}

/// Whether a rectangle is selected.
fn selects(desk: &Desk, first: (&str, &str), last: (&str, &str), size: [usize; 2]) -> bool {
    let [first, last] = [first, last].map(|(unit, variable)| format!("{unit} · {variable}"));
    desk.offers(&desk.texts.selected_cells(&first, &last, size))
}

/// Gives the window an event of the clipboard.
fn clip(desk: &mut Desk, event: Event) {
    desk.window.event(event);
    desk.settle();
}

/// What a frame with a copy in it puts on the clipboard.
fn copied(desk: &mut Desk) -> String {
    desk.window.event(Event::Copy);
    desk.window.step();
    let commands = desk.window.output().platform_output.commands.clone();
    let [OutputCommand::CopyText(copied)] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    copied.clone()
}

/// What is on the screen follows from the document and nothing else.
fn is_fresh(desk: &Desk) -> bool {
    let plan = resolve(desk.dataset(), None).unwrap();
    Some(&compute(&plan)) == desk.window.state().results()
}

#[test]
fn cells_are_selected_with_the_pointer() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        assert!(on(&desk, BEIJING, TALENT));
        assert!(!desk.shows_part(&desk.texts.totals("80.8", 1, "80.8")));
        point(&mut desk, "深圳", MONEY, Modifiers::SHIFT);
        let (first, last) = ((BEIJING, TALENT), ("深圳", MONEY));
        assert!(selects(&desk, first, last, [3, 2]));
        // 80.80, 79.28; 39.59, 47.28; 21.05, 55.49
        assert!(desk.shows(&desk.texts.totals("53.915", 6, "323.49")));
        // Dragging selects what lies on the way.
        let (from, to) = (place(&desk, "上海", MONEY), place(&desk, BEIJING, TALENT));
        desk.window.drag_at(from);
        desk.window.hover_at(from.lerp(to, 0.5));
        desk.window.step();
        desk.window.hover_at(to);
        desk.window.step();
        desk.window.drop_at(to);
        desk.settle();
        assert!(selects(&desk, first, ("上海", MONEY), [2, 2]));
        let node = format!("上海 {TALENT} 39.59");
        let node = desk.control(&node);
        assert_eq!(node.accesskit_node().is_selected(), Some(true));
    });
}

#[test]
fn cells_are_selected_with_the_keyboard() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (ctrl, shift) = (Modifiers::COMMAND, Modifiers::SHIFT);
        keys(&mut desk, shift, &[Key::ArrowDown, Key::ArrowRight]);
        assert!(selects(&desk, (BEIJING, TALENT), ("上海", MONEY), [2, 2]));
        keys(&mut desk, ctrl, &[Key::ArrowDown]);
        assert!(on(&desk, LAST_UNIT, TALENT));
        keys(&mut desk, Modifiers::NONE, &[Key::End]);
        assert!(on(&desk, LAST_UNIT, LAST));
        keys(&mut desk, ctrl, &[Key::Home]);
        assert!(on(&desk, BEIJING, TALENT));
        keys(&mut desk, ctrl | shift, &[Key::ArrowRight]);
        assert!(selects(&desk, (BEIJING, TALENT), (BEIJING, LAST), [1, 5]));
        keys(&mut desk, ctrl | shift, &[Key::End]);
        assert!(selects(
            &desk,
            (BEIJING, TALENT),
            (LAST_UNIT, LAST),
            [38, 5]
        ));
        keys(&mut desk, Modifiers::NONE, &[Key::Tab, Key::Enter]);
        assert!(on(&desk, "上海", MONEY));
        keys(&mut desk, shift, &[Key::Tab, Key::Enter]);
        assert!(on(&desk, BEIJING, TALENT));
        keys(&mut desk, Modifiers::NONE, &[Key::PageDown]);
        assert!(!on(&desk, BEIJING, TALENT));
        keys(&mut desk, Modifiers::NONE, &[Key::PageUp]);
        assert!(on(&desk, BEIJING, TALENT));
        keys(&mut desk, ctrl, &[Key::A]);
        assert!(selects(
            &desk,
            (BEIJING, TALENT),
            (LAST_UNIT, LAST),
            [38, 5]
        ));
        keys(&mut desk, Modifiers::NONE, &[Key::Escape]);
        assert!(!selects(
            &desk,
            (BEIJING, TALENT),
            (LAST_UNIT, LAST),
            [38, 5]
        ));
    });
}

#[test]
fn a_block_is_copied_pasted_filled_and_cleared_in_one_step_each() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        keys(
            &mut desk,
            Modifiers::SHIFT,
            &[Key::ArrowDown, Key::ArrowRight],
        );
        assert_eq!(copied(&mut desk), "80.8\t79.28\n39.59\t47.28\n");

        clip(
            &mut desk,
            Event::Paste("1.25\t1,000\r\n\t12%\r\n".to_owned()),
        );
        assert_eq!(value(&desk, BEIJING, TALENT), Some(1.25));
        assert_eq!(value(&desk, BEIJING, MONEY), Some(1000.0));
        assert_eq!(value(&desk, "上海", TALENT), None);
        assert_eq!(value(&desk, "上海", MONEY), Some(12.0));
        assert!(desk.shows(&desk.texts.values_corrected(4)));
        assert!(is_fresh(&desk));
        desk.command(Key::Z);
        assert!(desk.document().same(&before));

        // The first row goes to those below.
        desk.command(Key::D);
        assert_eq!(value(&desk, "上海", TALENT), Some(80.8));
        assert_eq!(value(&desk, "上海", MONEY), Some(79.28));
        desk.command(Key::D);
        assert!(desk.shows(desk.texts.nothing_changed()));

        desk.press(Key::Backspace);
        assert_eq!(value(&desk, BEIJING, MONEY), None);
        assert!(desk.shows(&desk.texts.values_corrected(4)));
        // A single cell goes to all that are selected.
        clip(&mut desk, Event::Paste("7".to_owned()));
        assert_eq!(value(&desk, "上海", TALENT), Some(7.0));
        assert_eq!(value(&desk, BEIJING, MONEY), Some(7.0));
        assert!(is_fresh(&desk));
        for _ in 0..3 {
            desk.command(Key::Z);
        }
        assert!(desk.document().same(&before));
    });
}

#[test]
fn a_block_that_cannot_go_in_changes_nothing() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        clip(&mut desk, Event::Paste("1\t很多\n…\t2".to_owned()));
        let strange = StrangeCell {
            unit: BEIJING.to_owned(),
            variable: MONEY.to_owned(),
            text: "很多".to_owned(),
        };
        let told = |error: &CellsError| Some(desk.texts.cells_error(error));
        let error = CellsError::NotNumbers(vec![strange]);
        assert_eq!(desk.window.state().notice(), told(&error));
        assert!(desk.document().same(&before));

        keys(&mut desk, Modifiers::COMMAND, &[Key::End]);
        clip(&mut desk, Event::Paste("1\t2\n3\t4\n5\t6".to_owned()));
        let error = CellsError::NoRoom {
            rows: 3,
            columns: 2,
            free_rows: 1,
            free_columns: 1,
        };
        let told = Some(desk.texts.cells_error(&error));
        assert_eq!(desk.window.state().notice(), told);
        assert!(desk.document().same(&before));
    });
}

/// Drags the fill handle to a cell.
fn fill_to(desk: &mut Desk, unit: &str, variable: &str) {
    let from = desk.control(desk.texts.fill_handle()).rect().center();
    let to = place(desk, unit, variable);
    desk.hold(from, to);
    desk.let_go(to);
}

#[test]
fn the_corner_is_dragged_to_fill() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        keys(&mut desk, Modifiers::SHIFT, &[Key::ArrowRight]);
        fill_to(&mut desk, "深圳", TALENT);
        for unit in ["上海", "深圳"] {
            assert_eq!(value(&desk, unit, TALENT), Some(80.8), "{unit}");
            assert_eq!(value(&desk, unit, MONEY), Some(79.28), "{unit}");
        }
        assert!(selects(&desk, (BEIJING, TALENT), ("深圳", MONEY), [3, 2]));
        assert!(desk.shows(&desk.texts.values_corrected(4)));
        assert!(is_fresh(&desk));
        desk.command(Key::Z);
        assert!(desk.document().same(&before));

        // To the side, and back into the selection, which changes nothing.
        point(&mut desk, BEIJING, TALENT, Modifiers::NONE);
        fill_to(&mut desk, BEIJING, MONEY);
        assert_eq!(value(&desk, BEIJING, MONEY), Some(80.8));
        desk.command(Key::Z);
        point(&mut desk, BEIJING, TALENT, Modifiers::NONE);
        fill_to(&mut desk, BEIJING, TALENT);
        assert!(desk.document().same(&before));
        // By keys.
        point(&mut desk, BEIJING, MONEY, Modifiers::NONE);
        desk.command(Key::R);
        assert_eq!(value(&desk, BEIJING, MONEY), Some(80.8));
        desk.command(Key::Z);
        assert!(desk.document().same(&before));
    });
}

#[test]
fn a_double_click_on_the_corner_fills_all_rows_below() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        let corner = desk.control(desk.texts.fill_handle()).rect().center();
        desk.click_at(corner);
        assert!(desk.document().same(&before), "one click does nothing");
        desk.double_click_at(corner);
        let dataset = desk.dataset();
        let labels: Vec<String> = dataset.units.iter().map(|it| it.label.clone()).collect();
        for unit in labels {
            assert_eq!(value(&desk, &unit, TALENT), Some(80.8), "{unit}");
        }
        assert!(is_fresh(&desk));
        desk.command(Key::Z);
        assert!(desk.document().same(&before));
    });
}

#[test]
fn rows_with_names_find_their_units_and_add_others() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        let rows = "上海\t1\t2\n雄安新区试验城\t3\t4\n";
        clip(&mut desk, Event::Paste(rows.to_owned()));
        assert_eq!(value(&desk, "上海", TALENT), Some(1.0));
        assert_eq!(value(&desk, "上海", MONEY), Some(2.0));
        assert_eq!(value(&desk, "雄安新区试验城", TALENT), Some(3.0));
        assert_eq!(value(&desk, "雄安新区试验城", MONEY), Some(4.0));
        assert_eq!(value(&desk, BEIJING, TALENT), Some(80.8));
        let told = desk.texts.units_added(&["雄安新区试验城".to_owned()], 2);
        assert!(desk.shows(&told));
        assert!(is_fresh(&desk));
        desk.command(Key::Z);
        assert!(desk.document().same(&before));

        // Known units only: values are corrected, no more.
        clip(&mut desk, Event::Paste("上海\t1\t2\n".to_owned()));
        assert!(desk.shows(&desk.texts.values_corrected(2)));
        desk.command(Key::Z);

        let twice = CellsError::SameUnit {
            first: "上海".to_owned(),
            second: "上海".to_owned(),
        };
        clip(&mut desk, Event::Paste("上海\t1\n上海\t2\n".to_owned()));
        let told = Some(desk.texts.cells_error(&twice));
        assert_eq!(desk.window.state().notice(), told);
        assert!(desk.document().same(&before));
    });
}

#[test]
fn a_table_with_heads_is_read_as_one() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        let table = "城市\t人口（万人）\n北京\t2184\n上海\t2475\n";
        clip(&mut desk, Event::Paste(table.to_owned()));
        let preview = desk.texts.incoming(desk.texts.clipboard());
        desk.wait_until("the preview", |desk| desk.shows(&preview));
        assert!(desk.document().same(&before));
    });
}

#[test]
fn typing_replaces_and_tab_goes_on() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        clip(&mut desk, Event::Text("5".to_owned()));
        clip(&mut desk, Event::Text("6".to_owned()));
        desk.press(Key::Tab);
        assert_eq!(value(&desk, BEIJING, TALENT), Some(56.0));
        assert!(on(&desk, BEIJING, MONEY));
        clip(&mut desk, Event::Text("-".to_owned()));
        clip(&mut desk, Event::Text("1".to_owned()));
        desk.press(Key::Escape);
        assert_eq!(value(&desk, BEIJING, MONEY), Some(79.28));
        // After Esc the keyboard is the grid's again; letters begin nothing.
        clip(&mut desk, Event::Text("x".to_owned()));
        assert!(!desk.offers(&desk.texts.correct_value(BEIJING, MONEY)));
        desk.press(Key::F2);
        desk.type_over("9");
        keys(&mut desk, Modifiers::SHIFT, &[Key::Tab]);
        assert_eq!(value(&desk, BEIJING, MONEY), Some(9.0));
        assert!(on(&desk, BEIJING, TALENT));
        assert!(is_fresh(&desk));
    });
}

#[test]
fn keys_of_an_input_method_are_not_the_grids() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        let composing = |text: &str| {
            Event::Ime(ImeEvent::Preedit {
                text: text.to_owned(),
                active_range_chars: None,
            })
        };
        clip(&mut desk, composing("bei"));
        for key in [Key::ArrowDown, Key::Backspace, Key::Enter, Key::F2] {
            desk.press(key);
        }
        assert!(on(&desk, BEIJING, TALENT));
        assert!(desk.document().same(&before));
        clip(&mut desk, Event::Ime(ImeEvent::Commit("北".to_owned())));
        desk.press(Key::ArrowDown);
        assert!(on(&desk, "上海", TALENT));
    });
}

#[test]
fn a_block_is_cut_and_fills_a_larger_one() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.document().clone();
        keys(&mut desk, Modifiers::SHIFT, &[Key::ArrowRight]);
        desk.window.event(Event::Cut);
        desk.window.step();
        let commands = desk.window.output().platform_output.commands.clone();
        let cut = OutputCommand::CopyText("80.8\t79.28\n".to_owned());
        assert!(commands.contains(&cut), "{commands:?}");
        desk.settle();
        assert_eq!(value(&desk, BEIJING, TALENT), None);
        assert_eq!(value(&desk, BEIJING, MONEY), None);
        assert!(desk.shows(&desk.texts.values_corrected(2)));

        point(&mut desk, "上海", TALENT, Modifiers::NONE);
        keys(&mut desk, Modifiers::SHIFT, &[Key::ArrowDown]);
        clip(&mut desk, Event::Paste("1\t2\n".to_owned()));
        for unit in ["上海", "深圳"] {
            assert_eq!(value(&desk, unit, TALENT), Some(1.0));
            assert_eq!(value(&desk, unit, MONEY), Some(2.0));
        }
        assert!(selects(&desk, ("上海", TALENT), ("深圳", MONEY), [2, 2]));
        // By its name as well.
        desk.command(Key::K);
        let name = desk.texts.cut_values().to_owned();
        clip(&mut desk, Event::Text(name));
        desk.press(Key::Enter);
        assert_eq!(value(&desk, "深圳", MONEY), None);
        for _ in 0..3 {
            desk.command(Key::Z);
        }
        assert!(desk.document().same(&before));
    });
}

#[test]
fn a_note_stays_when_its_value_is_corrected_again() {
    in_both_languages(|language| {
        let made = Desk::new(language);
        let dataset = made.dataset();
        let unit = dataset.units.iter().find(|it| it.label == BEIJING);
        let variable = dataset.variables.iter().find(|it| it.name == TALENT);
        let (unit, variable) = (unit.unwrap().id, variable.unwrap().id);
        let period = dataset.periods().pop().unwrap();
        let noted = Edit::Correct {
            dataset: dataset.id,
            variable,
            period: period.clone(),
            unit,
            value: Some(70.0),
            note: "a misprint".to_owned(),
        };
        let noted = noted.apply(made.document()).unwrap();
        let mut desk = Desk::on(language, &noted);
        desk.go(Page::Data);
        point(&mut desk, BEIJING, TALENT, Modifiers::NONE);
        clip(&mut desk, Event::Text("6".to_owned()));
        desk.press(Key::Enter);
        assert_eq!(value(&desk, BEIJING, TALENT), Some(6.0));
        assert_eq!(desk.dataset().note(variable, &period, unit), "a misprint");
        desk.press(Key::ArrowUp);
        desk.press(Key::Delete);
        assert_eq!(desk.dataset().note(variable, &period, unit), "a misprint");
        clip(&mut desk, Event::Paste("4\n5".to_owned()));
        assert_eq!(value(&desk, BEIJING, TALENT), Some(4.0));
        assert_eq!(desk.dataset().note(variable, &period, unit), "a misprint");
    });
}
