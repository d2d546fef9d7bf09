//! Results in sentences, and units one by one or side by side.

use egui::{Key, OutputCommand};
use heng::{
    project::summary::{summarise, summarise_unit},
    texts::Texts,
};

use crate::desk::{BEIJING, Desk, in_both_languages};

/// The sentences about the ranking in view.
fn sentences(desk: &Desk) -> Vec<String> {
    let results = desk.window.state().results().unwrap();
    let last = results.periods.len() - 1;
    let told = summarise(results, desk.dataset(), last).unwrap();
    desk.texts.summary(&told, desk.dataset())
}

fn about(desk: &Desk, texts: Texts, unit: &str) -> Vec<String> {
    let results = desk.window.state().results().unwrap();
    let of = desk.dataset().units.iter().find(|it| it.label == unit);
    let of = (of.unwrap().id, results.periods.len() - 1);
    let told = summarise_unit(results, desk.dataset(), of).unwrap();
    texts.unit_summary(of.0, &told, desk.dataset())
}

#[test]
fn a_ranking_is_told_in_sentences_and_copied() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        desk.click(texts.summary_tab());
        let said = sentences(&desk);
        assert!(
            said[0].contains(BEIJING) && said[0].contains("84.04"),
            "{said:?}"
        );
        assert!(said.iter().all(|it| desk.shows(it)), "{said:?}");
        desk.control(texts.copy_text()).click();
        desk.window.step();
        let commands = &desk.window.output().platform_output.commands;
        let [OutputCommand::CopyText(copied)] = commands.as_slice() else {
            panic!("{commands:?}");
        };
        assert_eq!(*copied, said.join("\n"));
    });
}

#[test]
fn units_are_looked_at_one_after_another_and_side_by_side() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        desk.click(texts.units_tab());
        let first = about(&desk, texts, BEIJING);
        assert!(first.iter().all(|it| desk.shows(it)), "the first in rank");
        desk.click(texts.one_after());
        assert_eq!(desk.window.state().selected_unit(), Some("上海"));
        assert!(about(&desk, texts, "上海").iter().all(|it| desk.shows(it)));
        desk.choose(texts.unit_in_view(), "西安");
        assert_eq!(desk.window.state().selected_unit(), Some("西安"));

        desk.click(texts.put_beside());
        desk.click_entry("深圳");
        let both = [about(&desk, texts, "西安"), about(&desk, texts, "深圳")];
        assert!(both.iter().all(|said| desk.shows(&said[0])), "{both:?}");
        desk.click(&texts.not_beside("深圳"));
        assert!(!desk.shows(&both[1][0]));
    });
}

#[test]
fn sentences_follow_an_edit() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.click(desk.texts.summary_tab());
        let before = sentences(&desk);
        desk.go(heng::app::Page::Units);
        desk.click(&desk.texts.include_unit(BEIJING));
        desk.go(heng::app::Page::Results);
        let after = sentences(&desk);
        assert_ne!(before[0], after[0]);
        assert!(desk.shows(&after[0]));
        desk.command(Key::Z);
        assert!(desk.shows(&before[0]));
    });
}
