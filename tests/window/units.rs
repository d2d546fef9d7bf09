//! Who takes part.

use egui::{Event, ImeEvent};
use heng::{
    app::Page,
    engine::compute,
    project::{Role, list_change, resolve},
    texts::Language,
};

use crate::{
    data::begin_correction,
    desk::{BEIJING, Desk, TALENT, in_both_languages},
};

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

/// The window of the rule, with the first so many by talent asked for.
fn first(language: Language, count: &str) -> Desk {
    asked(desk(language), count)
}

fn asked(mut desk: Desk, count: &str) -> Desk {
    let texts = desk.texts;
    desk.click(texts.rule_of_units());
    assert!(desk.shows(texts.list_stays()));
    desk.click(texts.rule_top());
    desk.enter_number(texts.rule_count(), count);
    desk.choose(texts.rule_variable(), TALENT);
    desk
}

fn labels_ranked(desk: &Desk) -> Vec<String> {
    let units = desk.dataset().units.iter().zip(desk.dataset().roles(None));
    let ranked = units.filter(|(_, role)| *role == Role::Ranked);
    ranked.map(|(unit, _)| unit.label.clone()).collect()
}

/// Writes a list into a field of the window.
fn list(desk: &mut Desk, field: &str, text: &str) {
    desk.click(field);
    desk.type_over(text);
}

#[test]
fn a_rule_ranks_the_first_and_names_more_and_fewer() {
    in_both_languages(|language| {
        let mut desk = first(language, "5");
        let texts = desk.texts;
        assert_eq!(ranked(&desk), 38, "only looked at");
        desk.click(texts.apply_rule());
        assert_eq!(ranked(&desk), 5);
        assert!(desk.shows(texts.list_stays()));
        let top = labels_ranked(&desk);
        assert_eq!(top[0], BEIJING);
        let (in_list, out) = (top[1].clone(), "常州");
        assert!(!top.iter().any(|it| it == out));
        let also = texts.rule_also();
        list(&mut desk, also, &format!("{out}市\n无此城"));
        list(&mut desk, texts.rule_exclude(), &in_list);
        assert!(desk.shows(&texts.names_not_known(&["无此城".to_owned()])));
        desk.click(texts.apply_rule());
        let now = labels_ranked(&desk);
        assert!(now.iter().any(|it| it == out) && !now.contains(&in_list));
        let expected = compute(&resolve(desk.dataset(), None).unwrap());
        assert_eq!(desk.window.state().results(), Some(&expected));
        desk.command(egui::Key::Z);
        assert_eq!(labels_ranked(&desk), top);
        desk.command(egui::Key::Z);
        assert_eq!(ranked(&desk), 38);
    });
}

#[test]
fn only_the_units_of_a_pasted_list_are_ranked() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.rule_of_units());
        desk.click(texts.rule_from_some());
        desk.click(texts.rule_only());
        desk.window
            .event(Event::Paste("上海市\n北京,深圳、深圳".to_owned()));
        desk.settle();
        desk.click(texts.apply_rule());
        let mut now = labels_ranked(&desk);
        now.sort();
        assert_eq!(now, ["上海", "北京", "深圳"]);
        // By hand the rule is gone round, and the role that counts is shown.
        let role = texts.role_by_rule(Role::Excluded);
        assert!(desk.shows_value(&role), "{role}");
        desk.click(texts.find_unit());
        desk.type_over("广州");
        desk.click(&texts.include_unit("广州"));
        assert!(labels_ranked(&desk).contains(&"广州".to_owned()));
        desk.click(&texts.include_unit("广州"));
        assert!(!labels_ranked(&desk).contains(&"广州".to_owned()));
    });
}

#[test]
fn corrected_data_change_the_list_and_say_so() {
    in_both_languages(|language| {
        let mut desk = first(language, "5");
        let texts = desk.texts;
        desk.click(texts.apply_rule());
        assert!(
            !desk.shows(texts.list_changed()),
            "the rule was set by hand"
        );
        let before = desk.dataset().clone();
        desk.go(Page::Data);
        begin_correction(&mut desk, BEIJING, "80.80");
        desk.type_over("1");
        desk.press(egui::Key::Enter);
        assert!(!labels_ranked(&desk).contains(&BEIJING.to_owned()));
        assert!(desk.shows(texts.list_changed()));
        let change = list_change((&before, None), (desk.dataset(), None));
        let told = texts.list_change(&change, desk.dataset());
        assert_eq!(told.len(), 2, "one came in, one fell out");
        assert!(desk.shows(&told.join(texts.between())));
        desk.click(texts.undo());
        assert!(!desk.shows(texts.list_changed()));
        desk.click(texts.redo());
        desk.click(texts.undo());
        assert_eq!(ranked(&desk), 5);
    });
}

#[test]
fn a_scenario_with_its_own_rule_is_spoken_of_while_the_base_is_in_view() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.choose(texts.scenario_label(), texts.new_scenario());
        let mut desk = asked(desk, "5");
        desk.click(texts.apply_rule());
        let scenario = desk.window.state().scenario();
        desk.choose(texts.scenario_label(), texts.base_scenario());
        let before = desk.dataset().clone();
        desk.go(Page::Data);
        begin_correction(&mut desk, BEIJING, "80.80");
        desk.type_over("1");
        desk.press(egui::Key::Enter);
        assert!(desk.shows(texts.list_changed()));
        let change = list_change((&before, scenario), (desk.dataset(), scenario));
        let told = texts.list_change(&change, desk.dataset());
        assert_eq!(told.len(), 2, "one came in, one fell out");
        let name = texts.numbered_scenario(1);
        let told = texts.list_of(&name, &told.join(texts.between()));
        assert!(desk.shows(&told), "{told}");
        desk.click(texts.list_seen());
        assert!(!desk.shows(texts.list_changed()));
    });
}

#[test]
fn groups_are_made_by_hand_and_from_the_registry() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.groups_of_units());
        assert!(desk.shows(texts.no_groups_yet()));
        desk.click(texts.group_name());
        desk.type_over("甲组");
        desk.click(texts.members());
        desk.type_over("北京市、上海");
        desk.click(texts.add_group());
        assert_eq!(desk.window.state().notice(), None);
        let made = desk.dataset().groups[0].clone();
        assert_eq!(
            (made.kind.as_str(), made.members.len()),
            (texts.own_grouping(), 2)
        );
        desk.click(&texts.group_and_size("甲组", 2));
        desk.click(texts.group_name());
        desk.type_over("乙组");
        desk.click(texts.rename());
        assert_eq!(desk.dataset().groups[0].name, "乙组");
        desk.click(texts.remove_group());
        assert!(desk.dataset().groups.is_empty());
        desk.click(&texts.take_grouping(texts.regions()));
        let kinds = desk.dataset().groups.iter();
        let mut regions: Vec<&str> = kinds.map(|it| it.name.as_str()).collect();
        regions.sort_unstable();
        assert_eq!(regions, ["东北", "东部", "中部", "西部"]);
        desk.click_part("京津冀");
        let cluster = desk.dataset().groups.iter().find(|it| it.name == "京津冀");
        let label = |id| desk.dataset().unit(id).unwrap().label.clone();
        let members = &cluster.unwrap().members;
        let members: Vec<String> = members.iter().map(|&id| label(id)).collect();
        assert!(members.contains(&"北京".to_owned()) && members.contains(&"天津".to_owned()));
        assert!(!members.contains(&"上海".to_owned()));
        desk.command(egui::Key::Z);
        desk.command(egui::Key::Z);
        assert!(desk.dataset().groups.is_empty());
    });
}
