//! The start screen: first steps, and frameworks to begin with.

use std::{fs, path::Path};

use heng::{
    app::{Page, Sample, Template},
    engine::{Period, Results},
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

#[test]
fn first_steps_are_ticked_off_as_they_are_taken() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        desk.go(Page::Start);
        assert!(desk.shows(&texts.so_many_done(0, 4)));
        desk.click(texts.first_unit());
        desk.click(texts.units_tab());
        desk.go(Page::Start);
        assert!(desk.shows(&texts.so_many_done(1, 4)));
        assert!(
            !desk.offers(texts.first_unit()) && desk.shows(texts.first_unit()),
            "done, and no longer a link"
        );
        desk.click(texts.put_away_steps());
        assert!(!desk.shows(texts.first_steps()));
    });
}

#[test]
fn the_framework_of_a_sample_ranks_data_of_ones_own() {
    let sample = Sample::Hardtech2020;
    let folder = tempfile::tempdir().unwrap();
    let cities = folder.path().join("cities 2020.csv");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/hardtech-2020/cities.csv");
    fs::copy(own, &cities).unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::answering(language, vec![cities.clone()]);
        let texts = desk.texts;
        let before = desk.window.state().results().unwrap().clone();
        desk.go(Page::Start);
        desk.click(&format!("{}: {}", texts.use_framework(), sample.title()));
        assert_eq!(desk.document().title, texts.with_own_data(sample.title()));
        assert!(desk.shows(TALENT), "the tree stands there");
        assert!(desk.dataset().units.is_empty());

        desk.import(&cities);
        desk.click(texts.take());
        assert_eq!(desk.dataset().variables.len(), 5, "known by their names");
        desk.go(Page::Results);
        desk.wait_until("a ranking", |desk| desk.shows(BEIJING));
        let after = desk.window.state().results().unwrap();
        assert_eq!(after.units.len(), 38);
        let scores = |results: &Results| {
            assert_eq!(results.periods, [Period::Year(2020)]);
            results.nodes[0].periods[0].scores.clone()
        };
        assert_eq!(scores(after), scores(&before));
    });
}

#[test]
fn a_framework_without_data_waits_for_ones_own() {
    let template = Template::DigitalInnovation2023;
    let folder = tempfile::tempdir().unwrap();
    let provinces = folder.path().join("provinces 2023.csv");
    let data = "省份,研发人员全时当量,数字产业收入\n浙江,60,9000\n江苏,70,8000\n安徽,30,2000\n";
    fs::write(&provinces, data).unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::answering(language, vec![provinces.clone()]);
        let texts = desk.texts;
        desk.go(Page::Start);
        desk.click(&format!("{}: {}", texts.use_framework(), template.title()));
        assert_eq!(desk.document().title, texts.with_own_data(template.title()));
        assert!(desk.shows("创新主体丰富度"), "the tree stands there");
        assert_eq!(desk.dataset().variables.len(), 21);
        desk.go(Page::Data);
        assert!(
            desk.shows(&texts.no_data_for_framework(21)),
            "what to do next"
        );

        desk.import(&provinces);
        desk.click(texts.take());
        assert_eq!(desk.dataset().units.len(), 3);
        assert_eq!(desk.dataset().variables.len(), 21, "known by their names");
    });
}
