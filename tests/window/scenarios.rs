//! Scenarios: made, edited without touching the base, and held against one another.

use egui::Key;
use heng::{
    app::Page,
    engine::{Results, compute},
    project::{ScenarioId, resolve},
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
