//! Results held against what was published.

use std::{fs, path::Path};

use egui_kittest::kittest::NodeT as _;
use heng::{
    app::Page,
    project::{
        Role,
        compare::{Cause, compare_vintage},
    },
    texts::Language,
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

const INDEX: &str = "城市硬科技创新指数";

/// The window of vintages, with the present results frozen under a name.
fn frozen(desk: &mut Desk, name: &str) {
    desk.click(desk.texts.published_versions());
    freeze_as(desk, name);
}

fn freeze_as(desk: &mut Desk, name: &str) {
    desk.click(desk.texts.vintage_new_name());
    desk.type_over(name);
    desk.click(desk.texts.freeze_now());
    assert_eq!(desk.window.state().notice(), None);
}

fn names(desk: &Desk) -> Vec<&str> {
    let vintages = desk.dataset().vintages.iter();
    vintages.map(|it| it.name.as_str()).collect()
}

/// The name of a column of the comparison.
fn column(desk: &Desk, name: &str) -> String {
    let period = desk.dataset().periods().pop().unwrap();
    desk.texts.column_in(name, &desk.texts.period(&period))
}

#[test]
fn frozen_results_show_what_a_changed_weight_does() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        frozen(&mut desk, "  第一版  ");
        assert_eq!(names(&desk), ["第一版"]);
        let index = column(&desk, INDEX);
        assert!(desk.shows(&texts.differing_units(&index, 0)), "the same");
        let before = desk.ranks();

        desk.go(Page::Framework);
        desk.enter_number(&texts.weight_number_of(TALENT), "6");
        let after = desk.ranks();
        let moved = before.iter().zip(&after).filter(|(a, b)| a != b).count();
        assert!(moved > 5, "{moved}");

        desk.go(Page::Results);
        assert!(!desk.offers(texts.freeze_now()), "closed by leaving");
        desk.click(texts.published_versions());
        assert!(desk.shows(&moved.to_string()), "{moved} ranks differ");
        assert!(desk.offers(&index));
        assert!(desk.shows(&texts.differing_units(&index, 38)));
    });
}

#[test]
fn the_cause_of_differences_is_found() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        frozen(&mut desk, "v1");
        desk.go(Page::Framework);
        desk.enter_number(&texts.weight_number_of(TALENT), "6");
        desk.go(Page::Results);
        desk.click(texts.published_versions());
        desk.control(texts.find_cause()).click();
        desk.wait_until("a verdict", |desk| desk.shows(texts.likely_cause()));
        let weights = texts.vintage_cause(&Cause::EqualWeights, desk.dataset());
        assert!(desk.shows_part(&weights), "they were equal before");
        // What was found is of these results only.
        desk.command(egui::Key::Z);
        assert!(!desk.shows(texts.likely_cause()) && desk.offers(texts.find_cause()));
    });
}

#[test]
fn a_vintage_is_renamed_and_deleted_and_comes_back() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        frozen(&mut desk, "a");
        freeze_as(&mut desk, "b");
        assert_eq!(names(&desk), ["a", "b"]);
        desk.click("a");
        desk.click(texts.vintage_name());
        desk.type_over("第一版");
        desk.press(egui::Key::Enter);
        assert_eq!(names(&desk), ["第一版", "b"]);
        desk.click(texts.vintage_name());
        desk.type_over("b");
        desk.press(egui::Key::Enter);
        assert!(
            desk.window.state().notice().is_some(),
            "a name is taken once"
        );
        assert_eq!(names(&desk), ["第一版", "b"]);

        desk.click(texts.remove_vintage());
        assert_eq!(names(&desk), ["b"]);
        let there = desk.control("b");
        assert_eq!(
            there.accesskit_node().toggled(),
            Some(egui::accesskit::Toggled::True)
        );
        desk.click(texts.remove_vintage());
        assert!(desk.shows(texts.no_vintages()));
        desk.command(egui::Key::Z);
        desk.command(egui::Key::Z);
        assert_eq!(names(&desk), ["第一版", "b"]);
        assert!(!desk.shows(texts.no_vintages()));
    });
}

#[test]
fn who_is_on_one_side_only_is_named() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        frozen(&mut desk, "all");
        desk.go(Page::Units);
        desk.choose(&texts.role_of(BEIJING), texts.role_name(Role::Excluded));
        desk.go(Page::Results);
        desk.click(texts.published_versions());
        desk.click(&texts.on_one_side(1));
        assert!(desk.shows(&texts.only_published(BEIJING)));
    });
}

/// Looking at a file as a published ranking, by the button of the window.
fn looking_at(language: Language, path: &Path) -> Desk {
    let mut desk = Desk::answering(language, vec![path.to_owned()]);
    desk.click(desk.texts.published_versions());
    desk.click(desk.texts.import_published());
    let file = path.file_name().unwrap().to_string_lossy();
    let title = desk.texts.incoming(&file);
    desk.wait_until("the preview", |desk| desk.shows(&title));
    desk
}

#[test]
fn the_published_ranking_of_the_sample_agrees_in_every_rank() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("sample-data/hardtech-2020/published-ranking.csv");
    in_both_languages(|language| {
        let mut desk = looking_at(language, &path);
        let texts = desk.texts;
        let way = desk.control(texts.as_published());
        assert_eq!(
            way.accesskit_node().toggled(),
            Some(egui::accesskit::Toggled::True)
        );
        assert!(desk.shows(&texts.published_tied((5, 6), (38, 38))));
        // The index is called otherwise there.
        let index = column(&desk, "城市硬科技指数");
        desk.choose(&texts.compared_with(&index), INDEX);
        assert!(desk.shows(&texts.published_tied((6, 6), (38, 38))));
        desk.click(texts.take());
        assert_eq!(desk.window.state().notice(), None);
        assert_eq!(names(&desk), ["published-ranking"]);
        let results = desk.window.state().results().unwrap();
        let held = compare_vintage(desk.dataset(), &desk.dataset().vintages[0], results);
        let fit = held.fit;
        assert_eq!((fit.ranks_compared, fit.ranks_differing), (38 * 6, 0));
        assert!(desk.shows(&texts.vintage_summary(&held, desk.dataset())));
        assert!(desk.shows(&texts.differing_units(&index, 2)), "36 of 38");
        let talent = column(&desk, TALENT);
        desk.click(&talent);
        assert!(desk.shows(&texts.differing_units(&talent, 0)));
    });
}

#[test]
fn what_a_published_ranking_names_beyond_the_project_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("公布.csv");
    fs::write(
        &path,
        "城市,得分,排名\n北京,84.04,1\n无此城,50,2\n上海市,40,3\n",
    )
    .unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::answering(language, vec![path.clone()]);
        let texts = desk.texts;
        desk.command(egui::Key::I);
        let title = texts.incoming("公布.csv");
        desk.wait_until("the preview", |desk| desk.shows(&title));
        assert!(desk.offers(texts.into_new()));
        desk.click(texts.as_published());
        assert!(
            !desk.offers(texts.into_new()),
            "there is nothing to compare"
        );
        assert!(desk.shows(&texts.published_tied((1, 1), (2, 3))));
        assert!(desk.shows(&texts.units_not_tied("无此城")));
        let index = column(&desk, "得分");
        desk.choose(&texts.compared_with(&index), texts.not_tied());
        assert!(desk.shows(texts.nothing_tied()) && !desk.offers(texts.take()));
        desk.choose(&texts.compared_with(&index), INDEX);
        let before = desk.dataset().units.len();
        desk.click(texts.take());
        assert_eq!(names(&desk), ["公布"]);
        assert_eq!(desk.dataset().units.len(), before, "it is no data");
        assert!(desk.shows(&texts.differing_units(&index, 1)), "上海");
        desk.click(&texts.on_one_side(37));
        assert!(desk.shows(&texts.only_published("无此城")));
    });
}
