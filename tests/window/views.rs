//! Views that are saved, and where a person was when the window was closed.

use egui::Key;
use heng::{
    app::Page,
    project::{Form, SavedView, file},
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

/// The unit in the first row of the ranking.
fn top(desk: &Desk) -> String {
    let units = desk.dataset().units.iter().map(|it| it.label.as_str());
    let shown = units.filter(|it| desk.shows(it));
    let height = |name: &&str| desk.place_of(name).y;
    let first = shown.min_by(|a, b| height(a).total_cmp(&height(b)));
    first.unwrap().to_owned()
}

fn views(desk: &Desk) -> Vec<SavedView> {
    desk.dataset().views.to_vec()
}

#[test]
fn a_chart_is_saved_and_shown_again_with_a_click() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        desk.choose(texts.scenario_label(), texts.new_scenario());
        let scenario = desk.window.state().scenario();
        desk.go(Page::Charts);
        desk.choose(texts.chart_of(), TALENT);
        desk.choose(texts.how_many(), &texts.first_units(10));
        desk.click(texts.saved_views());
        desk.click(texts.save_view());
        let saved = views(&desk);
        let [view] = saved.as_slice() else {
            panic!("{saved:?}");
        };
        assert_eq!(view.sight.scenario, scenario);
        let Form::Chart(chart) = &view.sight.form else {
            panic!("{view:?}");
        };
        assert_eq!(chart.first, 10);
        let framework = desk.dataset().framework.as_ref().unwrap();
        assert_eq!(framework.node(chart.node.unwrap()).unwrap().name, TALENT);

        // Elsewhere, under the base; then back.
        desk.go(Page::Results);
        desk.choose(texts.scenario_label(), texts.base_scenario());
        desk.click(texts.saved_views());
        desk.click(&view.name);
        assert_eq!(desk.window.state().scenario(), scenario);
        assert!(desk.shows_value(TALENT), "the chart shows the dimension");

        // Renamed, shown otherwise, deleted, and taken back.
        desk.click(texts.view_name());
        desk.type_over("图 1");
        desk.press(Key::Enter);
        assert_eq!(views(&desk)[0].name, "图 1");
        desk.choose(texts.how_many(), texts.all_units());
        desk.click(texts.update_view());
        assert!(matches!(&views(&desk)[0].sight.form, Form::Chart(it) if it.first == 0));
        desk.click(texts.remove_view());
        assert_eq!(views(&desk).len(), 0);
        desk.command(Key::Z);
        assert_eq!(views(&desk).len(), 1);
    });
}

#[test]
fn a_ranking_is_saved_with_its_order() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        assert_eq!(top(&desk), BEIJING);
        desk.click(TALENT);
        desk.click(TALENT);
        let last = top(&desk);
        assert_ne!(last, BEIJING);
        desk.click(texts.saved_views());
        desk.click(texts.save_view());
        desk.click(TALENT);
        assert_ne!(top(&desk), last);
        desk.click(&views(&desk)[0].name);
        assert_eq!(top(&desk), last);
    });
}

#[test]
fn the_next_start_goes_where_the_person_was() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("指数.heng");
        let answers = vec![path.clone()];
        let mut desk = Desk::keeping(language, folder.path(), answers.clone());
        let texts = desk.texts;
        desk.choose(texts.scenario_label(), texts.new_scenario());
        let scenario = desk.window.state().scenario();
        assert!(scenario.is_some());
        desk.command(Key::S);
        desk.click(BEIJING);
        desk.go(Page::Charts);
        desk.choose(texts.chart_of(), TALENT);
        desk.close();
        drop(desk);

        let mut desk = Desk::keeping(language, folder.path(), answers.clone());
        assert_eq!(desk.window.state().scenario(), None, "the sample");
        desk.command(Key::O);
        assert_eq!(desk.window.state().scenario(), scenario);
        assert_eq!(desk.window.state().selected_unit(), Some(BEIJING));
        assert!(desk.shows_value(TALENT), "the chart as it was");
        let before = file::open(&path).unwrap();
        assert!(desk.document().same(&before), "no part of the document");

        // Unsaved work comes back with its place, too.
        desk.click(texts.saved_views());
        desk.click(texts.save_view());
        desk.close();
        drop(desk);
        let desk = Desk::keeping(language, folder.path(), answers);
        assert_eq!(views(&desk).len(), 1);
        assert!(desk.shows_value(TALENT));
        assert_eq!(desk.window.state().scenario(), scenario);
    });
}
