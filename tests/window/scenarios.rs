//! Scenarios: made, edited without touching the base, and held against one another.

use std::fs;

use egui::{Key, OutputCommand};
use heng::{
    app::Page,
    engine::{Results, compute},
    export,
    project::{ScenarioId, compare::compare_scenarios, differences, resolve},
    texts::Language,
};

use crate::{
    data::begin_correction,
    desk::{BEIJING, Desk, TALENT, in_both_languages},
};

/// The window with a new scenario in view.
fn with_scenario(language: Language) -> (Desk, ScenarioId) {
    let mut desk = Desk::new(language);
    desk.choose(desk.texts.scenario_label(), desk.texts.new_scenario());
    let scenario = desk.window.state().scenario().unwrap();
    (desk, scenario)
}

fn show(desk: &mut Desk, name: &str) {
    desk.choose(desk.texts.scenario_label(), name);
}

/// The weights of the two dimensions as they are typed in a scenario, or in the base.
fn typed(desk: &Desk, scenario: Option<ScenarioId>) -> Option<f64> {
    let framework = desk.dataset().framework_in(scenario).unwrap();
    let talent = framework.nodes().into_iter().find(|it| it.name == TALENT);
    talent.unwrap().weight
}

fn afresh(desk: &Desk, scenario: Option<ScenarioId>) -> Results {
    compute(&resolve(desk.dataset(), scenario).unwrap())
}

#[test]
fn a_weight_is_changed_in_the_scenario_and_the_base_stays() {
    in_both_languages(|language| {
        let (mut desk, scenario) = with_scenario(language);
        let texts = desk.texts;
        let name = texts.numbered_scenario(1);
        assert!(desk.shows(&texts.scenario_in_view(&name)));
        let (before, base) = (typed(&desk, None), desk.ranks());
        desk.go(Page::Framework);
        desk.enter_number(&texts.weight_number_of(TALENT), "6");
        assert_eq!(typed(&desk, None), before);
        assert_eq!(typed(&desk, Some(scenario)), Some(6.0));
        assert_eq!(
            desk.window.state().results(),
            Some(&afresh(&desk, Some(scenario)))
        );
        assert_ne!(desk.ranks(), base);
        assert!(desk.shows(&texts.differs_in(1)) || desk.offers(&texts.differs_in(1)));

        desk.click(texts.to_base_scenario());
        assert!(!desk.shows(&texts.scenario_in_view(&name)));
        assert_eq!(desk.window.state().results(), Some(&afresh(&desk, None)));
        assert_eq!(desk.ranks(), base);
        // What is taken back shows where it happened.
        desk.command(Key::Z);
        assert_eq!(desk.window.state().scenario(), Some(scenario));
        assert_eq!(typed(&desk, Some(scenario)), before);
        desk.command(Key::Y);
        assert_eq!(typed(&desk, Some(scenario)), Some(6.0));
    });
}

#[test]
fn a_mark_leads_back_to_the_base() {
    in_both_languages(|language| {
        let (mut desk, scenario) = with_scenario(language);
        let texts = desk.texts;
        desk.go(Page::Framework);
        let mark = texts.back_to_base_in(&texts.weight_of(TALENT));
        assert!(!desk.offers(&mark));
        desk.enter_number(&texts.weight_number_of(TALENT), "6");
        desk.click(&mark);
        assert!(!desk.offers(&mark));
        assert_eq!(typed(&desk, Some(scenario)), typed(&desk, None));
        desk.choose_for_node(TALENT, &[texts.switch_off()]);
        assert!(desk.dataset().framework.as_ref().unwrap().root.children()[0].enabled);
        desk.click(&texts.back_to_base_in(TALENT));
        assert!(
            desk.dataset()
                .scenario(scenario)
                .unwrap()
                .patch
                .enabled
                .is_empty()
        );
        assert_eq!(desk.window.state().notice(), None);
    });
}

#[test]
fn a_method_of_the_scenario_is_told_and_taken_back() {
    in_both_languages(|language| {
        let (mut desk, scenario) = with_scenario(language);
        let texts = desk.texts;
        desk.go(Page::Framework);
        let base = desk.dataset().method.clone();
        desk.click(texts.normalisation());
        let rank = texts.normalisation_name(&heng::engine::Normalisation::Rank);
        desk.click(rank);
        assert_eq!(desk.dataset().method, base);
        assert_ne!(desk.dataset().method_in(Some(scenario)), *base);
        assert_eq!(
            desk.window.state().results(),
            Some(&afresh(&desk, Some(scenario)))
        );
        desk.click(texts.to_base());
        assert_eq!(desk.dataset().method_in(Some(scenario)), *base);
    });
}

#[test]
fn data_are_corrected_for_all_scenarios() {
    in_both_languages(|language| {
        let (mut desk, scenario) = with_scenario(language);
        desk.go(Page::Units);
        desk.click(&desk.texts.include_unit(BEIJING));
        assert_eq!(desk.window.state().results().unwrap().units.len(), 37);
        desk.go(Page::Data);
        let unit = desk.dataset().units.iter().find(|it| it.label == "上海");
        let (unit, panel) = (unit.unwrap().id, desk.dataset().panel.clone());
        begin_correction(&mut desk, "上海", "39.59");
        desk.type_over("0.5");
        desk.press(Key::Enter);
        assert_eq!(desk.dataset().corrections.len(), 1);
        assert_eq!(desk.dataset().panel, panel);
        assert_eq!(
            desk.window.state().results(),
            Some(&afresh(&desk, Some(scenario)))
        );
        assert!(desk.dataset().scenario(scenario).unwrap().patch.roles.len() == 1);
        assert!(afresh(&desk, None).units.iter().any(|it| it.id == unit));
        let base = desk.texts.base_scenario();
        show(&mut desk, base);
        assert_eq!(desk.window.state().results(), Some(&afresh(&desk, None)));
        assert_eq!(desk.window.state().results().unwrap().units.len(), 38);
    });
}

#[test]
fn exports_show_the_scenario_in_view_and_say_so() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["a.csv", "b.csv"].map(|name| folder.path().join(name));
        let mut desk = Desk::answering(language, paths.to_vec());
        let texts = desk.texts;
        desk.choose(texts.scenario_label(), texts.new_scenario());
        let scenario = desk.window.state().scenario();
        desk.go(Page::Framework);
        desk.enter_number(&texts.weight_number_of(TALENT), "6");
        desk.go(Page::Export);
        let told = texts.exported_under(&texts.numbered_scenario(1));
        assert!(desk.shows(&told));
        desk.click(texts.export_weights());
        desk.click(texts.to_base_scenario());
        assert!(!desk.shows(&told));
        desk.click(texts.export_weights());
        let [here, base] = paths.map(|path| fs::read(path).unwrap());
        let expected = |scenario| {
            let results = afresh(&desk, scenario);
            export::weights_csv(desk.dataset(), scenario, &results)
        };
        assert!(here == expected(scenario) && base == expected(None));
        assert!(here != base);
    });
}

#[test]
fn what_all_scenarios_share_is_marked_so() {
    in_both_languages(|language| {
        let (mut desk, _) = with_scenario(language);
        let texts = desk.texts;
        desk.go(Page::Framework);
        desk.click(texts.step_tiers());
        assert!(desk.shows(texts.shared_by_scenarios()));
        desk.press(Key::Escape);
        desk.click(texts.to_base_scenario());
        desk.click(texts.step_tiers());
        assert!(!desk.shows(texts.shared_by_scenarios()));
    });
}

/// The window on the comparison, with a scenario in which talent weighs six times as much.
fn comparing(language: Language) -> (Desk, ScenarioId) {
    let (mut desk, scenario) = with_scenario(language);
    desk.go(Page::Framework);
    desk.enter_number(&desk.texts.weight_number_of(TALENT), "6");
    desk.go(Page::Results);
    desk.click(desk.texts.compare_scenarios());
    (desk, scenario)
}

#[test]
fn scenarios_stand_side_by_side_with_what_they_shift() {
    in_both_languages(|language| {
        let (mut desk, scenario) = comparing(language);
        let texts = desk.texts;
        let (base, here) = (afresh(&desk, None), afresh(&desk, Some(scenario)));
        let root = base.root().unwrap().id;
        let period = base.periods.last().unwrap();
        let expected = compare_scenarios(&[&base, &here], root, period);
        let shift = &expected.shifts[1];
        assert!(shift.moved > 5, "{shift:?}");
        let name = texts.numbered_scenario(1);
        let told = texts.scenario_shift(shift, desk.dataset());
        assert!(desk.shows(&texts.about_scenario(&name, &told)));
        // The biggest movers on top, however they stood.
        desk.click(texts.movers_first());
        let most = expected.rows.iter();
        let most = most.max_by_key(|it| it.places[1].rank_change.unwrap_or(0).abs());
        let label = &desk.dataset().unit(most.unwrap().unit).unwrap().label;
        let top = desk.control(label).rect().top();
        for unit in [BEIJING, "上海"] {
            let below = !desk.offers(unit) || desk.control(unit).rect().top() >= top;
            assert!(below, "{label} above {unit}");
        }
        desk.click(texts.find_unit());
        desk.type_over("北京");
        assert!(desk.offers(BEIJING) && !desk.offers("上海"));
        // Held against the other one, everything turns round.
        desk.choose(texts.held_against(), &name);
        let turned = compare_scenarios(&[&here, &base], root, period);
        let told = texts.scenario_shift(&turned.shifts[1], desk.dataset());
        assert!(desk.shows(&texts.about_scenario(texts.base_scenario(), &told)));
        desk.command(Key::Z);
        desk.choose(texts.held_against(), texts.base_scenario());
        let none = texts.scenario_shift(
            &compare_scenarios(&[&base, &base], root, period).shifts[1],
            desk.dataset(),
        );
        assert!(desk.shows(&texts.about_scenario(&name, &none)), "undone");
    });
}

/// What an entry of the menu puts on the clipboard.
fn copied(desk: &mut Desk, entry: &str) -> String {
    desk.click(desk.texts.copy_menu());
    desk.control(entry).click();
    desk.window.step();
    let commands = &desk.window.output().platform_output.commands;
    let [OutputCommand::CopyText(copied)] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    let copied = copied.clone();
    desk.settle();
    copied
}

#[test]
fn what_differs_is_copied_as_a_table() {
    in_both_languages(|language| {
        let (mut desk, scenario) = comparing(language);
        let texts = desk.texts;
        let told = differences(desk.dataset(), scenario);
        let told = texts.difference_in_parts(&told[0], desk.dataset());
        assert!(desk.offers(&texts.back_to_base_in(&told[0])));
        let copied = copied(&mut desk, texts.copy_differences());
        let name = texts.numbered_scenario(1);
        let line = format!("{name}\t{}\t{}\t6", told[0], told[1]);
        assert_eq!(copied.lines().nth(1), Some(line.as_str()));
        let table = self::copied(&mut desk, texts.copy_table());
        assert_eq!(table.lines().count(), 39);
        assert!(table.lines().all(|line| line.split('\t').count() == 6));
        desk.click(&texts.back_to_base_in(&told[0]));
        assert!(desk.shows(texts.no_differences()));
        assert_eq!(typed(&desk, Some(scenario)), typed(&desk, None));
    });
}

#[test]
fn a_scenario_is_copied_renamed_annotated_and_deleted() {
    in_both_languages(|language| {
        let (mut desk, first) = comparing(language);
        let texts = desk.texts;
        desk.click(texts.duplicate_scenario());
        let copy = desk.window.state().scenario().unwrap();
        assert_ne!(copy, first);
        assert_eq!(typed(&desk, Some(copy)), Some(6.0));
        desk.click(texts.scenario_name());
        desk.type_over("重人才");
        desk.press(Key::Enter);
        desk.click(texts.scenario_note());
        desk.type_over("委托方要求");
        desk.click(texts.find_unit());
        let made = desk.dataset().scenario(copy).unwrap();
        assert_eq!(
            (made.name.as_str(), made.note.as_str()),
            ("重人才", "委托方要求")
        );
        assert!(desk.shows(&texts.scenario_in_view("重人才")));
        // A name is taken once.
        desk.click(texts.scenario_name());
        desk.type_over(&texts.numbered_scenario(1));
        desk.press(Key::Enter);
        assert!(desk.window.state().notice().is_some());
        desk.click(texts.remove_scenario());
        assert_eq!(desk.window.state().scenario(), None, "the base is in view");
        assert!(desk.dataset().scenario(copy).is_none());
        desk.command(Key::Z);
        assert_eq!(desk.dataset().scenario(copy).unwrap().name, "重人才");
        show(&mut desk, texts.base_scenario());
        assert!(desk.shows(texts.base_in_view()));
    });
}

#[test]
fn without_scenarios_the_next_step_is_offered() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.click(desk.texts.compare_scenarios());
        assert!(desk.shows(desk.texts.no_scenarios()));
        desk.click(desk.texts.new_scenario());
        assert!(desk.shows(desk.texts.no_differences()));
        assert_eq!(desk.dataset().scenarios.len(), 1);
        desk.command(Key::Z);
        assert!(desk.shows(desk.texts.no_scenarios()));
    });
}
