//! The list of units: its order, names, codes and groups.

use std::collections::BTreeMap;

use egui::{Event, ImeEvent, Key, Modifiers, Pos2, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use heng::{
    app::Page,
    engine::compute,
    project::{Document, Edit, EditError, UnitSort, UnitStep, resolve},
    texts::Language,
};

use crate::desk::{BEIJING, Desk, in_both_languages};

fn desk(language: Language) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Units);
    desk
}

fn order(desk: &Desk) -> Vec<String> {
    let units = desk.dataset().units.iter();
    units.map(|it| it.label.clone()).collect()
}

fn place_in(order: &[String], unit: &str) -> usize {
    order.iter().position(|it| it == unit).expect(unit)
}

/// The middle of a name in the list, which stands to the left of all that shows the name as well.
fn name(desk: &Desk, unit: &str) -> Pos2 {
    let all = desk.window.query_all_by_label(unit);
    let names = all.filter(|it| it.accesskit_node().role() == Role::Button);
    let places = names.map(|it| it.rect().center());
    places.min_by(|a, b| a.x.total_cmp(&b.x)).expect(unit)
}

/// Whether a unit is in sight in the list.
fn lists(desk: &Desk, unit: &str) -> bool {
    desk.offers(&desk.texts.include_unit(unit))
}

fn alt(desk: &mut Desk, key: Key) {
    desk.window.key_press_modifiers(Modifiers::ALT, key);
    desk.settle();
}

/// What is on the screen follows from the document and nothing else, and is gone after so many steps
/// back.
fn ends(desk: &mut Desk, before: &Document, steps: usize) {
    let plan = resolve(desk.dataset(), None).unwrap();
    let fresh = compute(&plan);
    assert_eq!(desk.window.state().results(), Some(&fresh));
    for _ in 0..steps {
        assert!(!desk.document().same(before));
        desk.click(desk.texts.undo());
    }
    assert!(desk.document().same(before), "after {steps} steps back");
}

/// Takes hold of a name and brings it to a place.
fn hold(desk: &mut Desk, unit: &str, to: Pos2) {
    let from = name(desk, unit);
    desk.hold(from, to);
}

#[test]
fn a_unit_is_dragged_behind_another_in_one_step() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before, names) = (desk.texts, desk.document().clone(), order(&desk));
        let standing = desk.standing("西安");
        let lower = name(&desk, &names[2]) + vec2(0.0, 9.0);
        let upper = lower - vec2(0.0, 18.0);
        hold(&mut desk, &names[0], upper);
        assert!(desk.shows(&texts.unit_lands(&names[2], UnitStep::Up)));
        desk.window.hover_at(lower);
        desk.settle();
        assert!(desk.shows(&texts.unit_lands(&names[2], UnitStep::Down)));
        assert!(desk.document().same(&before), "nothing moves before");
        desk.let_go(lower);
        assert!(!desk.shows(&texts.unit_lands(&names[2], UnitStep::Down)));
        let expected = [&names[1], &names[2], &names[0], &names[3]];
        assert!(order(&desk).iter().take(4).eq(expected));
        assert_eq!(desk.standing("西安"), standing);
        assert_eq!(desk.window.state().selected_unit(), Some(&*names[0]));
        ends(&mut desk, &before, 1);
    });
}

#[test]
fn a_drag_that_leads_nowhere_or_is_given_up_changes_nothing() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before, names) = (desk.texts, desk.document().clone(), order(&desk));
        let upper = name(&desk, &names[1]) - vec2(0.0, 9.0);
        hold(&mut desk, &names[0], upper);
        assert!(desk.shows(texts.stays_in_place()));
        desk.let_go(upper);
        let lower = name(&desk, &names[4]) + vec2(0.0, 9.0);
        hold(&mut desk, &names[0], lower);
        desk.press(Key::Escape);
        assert!(!desk.shows(&texts.unit_lands(&names[4], UnitStep::Down)));
        desk.let_go(lower);
        assert!(desk.document().same(&before));
    });
}

#[test]
fn the_list_scrolls_while_a_unit_is_held_near_its_edge() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (before, names) = (desk.document().clone(), order(&desk));
        let from = name(&desk, &names[0]);
        let last = names.last().unwrap();
        assert!(!lists(&desk, last));
        desk.window.drag_at(from);
        desk.window.step();
        let edge = names.iter().rev().find(|it| lists(&desk, it)).unwrap();
        let edge = name(&desk, edge);
        for _ in 0..40 {
            desk.window.hover_at(Pos2::new(from.x, edge.y + 4.0));
            desk.window.step();
        }
        desk.window.hover_at(Pos2::new(from.x, 400.0));
        desk.settle();
        assert!(lists(&desk, last) && !lists(&desk, &names[0]));
        let lower = name(&desk, last) + vec2(0.0, 9.0);
        desk.window.hover_at(lower);
        desk.let_go(lower);
        assert_eq!(order(&desk).last(), Some(&names[0]));
        ends(&mut desk, &before, 1);
    });
}

#[test]
fn keys_move_the_selected_unit_and_the_list_follows() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before, names) = (desk.texts, desk.document().clone(), order(&desk));
        alt(&mut desk, Key::ArrowDown);
        assert!(desk.shows(texts.choose_a_unit()));
        desk.click_at(name(&desk, &names[0]));
        alt(&mut desk, Key::ArrowUp);
        assert!(desk.shows(texts.nothing_changed()), "none is above");
        assert!(desk.document().same(&before));
        let steps = 26;
        for _ in 0..steps {
            alt(&mut desk, Key::ArrowDown);
        }
        assert_eq!(place_in(&order(&desk), &names[0]), steps);
        assert!(lists(&desk, &names[0]) && !lists(&desk, &names[1]));
        alt(&mut desk, Key::ArrowUp);
        assert_eq!(place_in(&order(&desk), &names[0]), steps - 1);
        ends(&mut desk, &before, steps + 1);
    });
}

#[test]
fn a_step_goes_past_the_units_that_a_search_hides() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before) = (desk.texts, desk.document().clone());
        desk.click_at(name(&desk, "上海"));
        desk.click(texts.find_unit());
        desk.type_over("京");
        alt(&mut desk, Key::ArrowUp);
        assert!(desk.document().same(&before), "the field has the keyboard");
        desk.click_at(name(&desk, "南京"));
        alt(&mut desk, Key::ArrowUp);
        let now = order(&desk);
        assert_eq!(now[..2], ["南京", BEIJING]);
        alt(&mut desk, Key::ArrowDown);
        alt(&mut desk, Key::ArrowDown);
        assert!(desk.shows(texts.nothing_changed()), "none is listed below");
        assert_eq!(order(&desk)[..2], [BEIJING, "南京"]);
        ends(&mut desk, &before, 2);
    });
}

/// Whether names stand in the order given, whatever stands between them.
fn stand(order: &[String], names: &[&str]) -> bool {
    let places: Vec<usize> = names.iter().map(|it| place_in(order, it)).collect();
    places.is_sorted()
}

#[test]
fn the_menu_sorts_by_name_code_and_rank() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before) = (desk.texts, desk.document().clone());
        let (places, ranks) = (BTreeMap::new(), BTreeMap::new());
        let [by_name, by_code, by_rank] = [
            UnitSort::Name,
            UnitSort::Code(&places),
            UnitSort::Rank(&ranks),
        ];
        let ranked = order(&desk);
        desk.choose(texts.order_units(), texts.order_by(by_rank));
        assert!(desk.shows(texts.nothing_changed()));
        assert!(desk.document().same(&before), "the order of the sample");
        desk.choose(texts.order_units(), texts.order_by(by_name));
        assert!(stand(
            &order(&desk),
            &[
                "北京",
                "长沙",
                "成都",
                "重庆",
                "广州",
                "上海",
                "石家庄",
                "武汉",
                "西安",
                "厦门"
            ]
        ));
        desk.choose(texts.order_units(), texts.order_by(by_code));
        assert!(stand(
            &order(&desk),
            &[
                "北京", "天津", "上海", "南京", "武汉", "广州", "深圳", "成都", "西安"
            ]
        ));
        desk.choose(texts.order_units(), texts.order_by(by_rank));
        assert_eq!(order(&desk), ranked);
        assert!(desk.document().same(&before), "as it was before");
        desk.command(Key::Z);
        ends(&mut desk, &before, 2);
    });
}

#[test]
fn the_grid_of_the_data_follows_the_order() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        desk.click_at(name(&desk, BEIJING));
        alt(&mut desk, Key::ArrowDown);
        desk.go(Page::Data);
        let height = |unit: &str| name(&desk, unit).y;
        assert!(height("上海") < height(BEIJING));
    });
}

fn renamed(desk: &Desk, label: &str) -> bool {
    order(desk).iter().any(|it| it == label)
}

#[test]
fn a_double_click_types_a_name_anew() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before) = (desk.texts, desk.document().clone());
        desk.double_click_at(name(&desk, BEIJING));
        desk.control(texts.rename());
        desk.type_over("首都");
        desk.press(Key::Enter);
        assert!(renamed(&desk, "首都") && !renamed(&desk, BEIJING));
        assert_eq!(desk.window.state().selected_unit(), Some("首都"));
        ends(&mut desk, &before, 1);
        desk.double_click_at(name(&desk, BEIJING));
        desk.type_over("首都");
        desk.press(Key::Escape);
        assert!(!desk.offers(texts.rename()));
        assert!(desk.document().same(&before), "given up");
        desk.double_click_at(name(&desk, BEIJING));
        desk.type_over("首都");
        desk.click(texts.find_unit());
        assert!(renamed(&desk, "首都"), "left");
        ends(&mut desk, &before, 1);
    });
}

#[test]
fn a_key_types_the_name_of_the_selected_unit_anew() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before) = (desk.texts, desk.document().clone());
        desk.press(Key::F2);
        assert!(!desk.offers(texts.rename()), "nothing is selected");
        desk.click_at(name(&desk, BEIJING));
        desk.press(Key::F2);
        desk.press(Key::Enter);
        assert!(desk.document().same(&before), "the same name");
        desk.press(Key::F2);
        desk.type_over("  ");
        desk.press(Key::Enter);
        let refused = texts.edit_error(&EditError::EmptyName);
        assert_eq!(desk.window.state().notice(), Some(refused));
        assert!(desk.document().same(&before));
        desk.press(Key::F2);
        alt(&mut desk, Key::ArrowDown);
        assert!(desk.document().same(&before), "the field has the keyboard");
        desk.type_over("首都");
        desk.press(Key::Enter);
        assert!(renamed(&desk, "首都"));
        ends(&mut desk, &before, 1);
    });
}

#[test]
fn keys_of_an_input_method_do_not_end_a_name() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before) = (desk.texts, desk.document().clone());
        desk.click_at(name(&desk, BEIJING));
        desk.press(Key::F2);
        desk.command(Key::A);
        desk.window.event(Event::Ime(ImeEvent::Preedit {
            text: "shou'du".to_owned(),
            active_range_chars: None,
        }));
        desk.settle();
        for key in [Key::Enter, Key::Escape] {
            desk.press(key);
            assert!(desk.offers(texts.rename()), "{key:?}");
        }
        desk.window
            .event(Event::Ime(ImeEvent::Commit("首都".to_owned())));
        desk.settle();
        assert!(desk.document().same(&before), "not taken yet");
        desk.press(Key::Enter);
        assert!(renamed(&desk, "首都"));
        ends(&mut desk, &before, 1);
    });
}

#[test]
fn codes_are_listed_and_found() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        assert!(desk.shows(texts.place_code()) && desk.shows("110000"));
        desk.click(texts.find_unit());
        desk.type_over("4401");
        assert!(desk.shows("440100"));
        assert!(lists(&desk, "广州") && !lists(&desk, BEIJING));
        desk.type_over("44");
        assert!(lists(&desk, "广州") && lists(&desk, "深圳"));
        desk.type_over("01");
        assert!(
            desk.shows(&texts.nothing_found("01")),
            "codes from the left"
        );
    });
}

#[test]
fn each_kind_of_groups_has_a_column() {
    in_both_languages(|language| {
        let sample = Desk::new(language).document().clone();
        let dataset = sample.main().unwrap();
        let units = dataset.units.iter();
        let words = units.map(|it| (it.id, "很大的一组".to_owned()));
        let grouping = Edit::TakeGroups {
            dataset: dataset.id,
            kind: "规模分档".to_owned(),
            words: words.collect(),
        };
        let mut desk = Desk::on(language, &grouping.apply(&sample).unwrap());
        desk.go(Page::Units);
        assert!(desk.shows("规模分档") && desk.shows("很大的一组"));
        desk.command(Key::Z);
        let mut plain = Desk::on(language, &sample);
        plain.go(Page::Units);
        assert!(!plain.shows("规模分档"));
    });
}

#[test]
fn the_inspector_leads_to_the_name() {
    in_both_languages(|language| {
        let mut desk = Desk::sized(language, Vec::new(), [1600.0, 900.0]);
        let (texts, before) = (desk.texts, desk.document().clone());
        desk.go(Page::Units);
        desk.click(texts.find_unit());
        desk.type_over("上海");
        desk.click_at(name(&desk, "上海"));
        desk.click(texts.rename_unit());
        desk.type_over("沪");
        desk.press(Key::Enter);
        assert!(renamed(&desk, "沪") && lists(&desk, BEIJING));
        ends(&mut desk, &before, 1);
    });
}
