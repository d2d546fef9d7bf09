//! Names that come near, that two places have, or that a project knows otherwise: asked, never guessed.

use std::fs;

use egui::Key;
use heng::import::names::{AliasTarget, PlaceId, Registry};

use crate::desk::{Desk, in_both_languages};

fn place_of(desk: &Desk, key: &str) -> Option<String> {
    let unit = desk.dataset().units.iter().find(|it| it.key == key)?;
    unit.place.as_ref().map(ToString::to_string)
}

#[test]
fn a_misprint_is_asked_answered_taken_back_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("城市 2020.csv");
    fs::write(&path, "城市,GDP\n北京,3\n石加庄,1\n太原,2\n").unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &path);
        let texts = desk.texts;
        let target = AliasTarget::Place(PlaceId::from("130100"));
        let registry = Registry::bundled();
        let offer = texts.name_target(registry, &target);
        assert!(desk.shows(&texts.names_asked(1)));
        desk.click(&offer);
        assert!(desk.shows(&texts.name_answered(registry, "石加庄", &target)));
        desk.click(texts.name_unsaid());
        assert!(desk.shows(&texts.names_asked(1)), "asked again");
        desk.click(&offer);
        desk.click(texts.take());
        assert_eq!(place_of(&desk, "石加庄").as_deref(), Some("130100"));
        let label = desk.dataset().units.iter().find(|it| it.key == "石加庄");
        assert_eq!(label.unwrap().label, "石家庄市", "the right name is shown");
    });
}

#[test]
fn a_file_for_a_known_project_tells_who_is_new_and_who_is_absent() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    fs::write(
        &first,
        "机构,论文\n华东第一实验室,3\n华北第二实验室,1\n北方大学,4\n",
    )
    .unwrap();
    fs::write(
        &second,
        "机构,专利\n华东第一试验室,5\n北方大学,6\n南方大学,7\n",
    )
    .unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::answering(language, vec![first.clone(), second.clone()]);
        let texts = desk.texts;
        desk.command(Key::I);
        desk.wait_until("the first file", |desk| {
            desk.shows(&texts.incoming("a.csv"))
        });
        desk.click(texts.take());
        desk.command(Key::I);
        desk.wait_until("the second file", |desk| {
            desk.shows(&texts.incoming("b.csv"))
        });
        let new = ["华东第一试验室".to_owned(), "南方大学".to_owned()];
        let told = format!("{}{}", texts.new_units(2), texts.names_in_a_row(&new));
        assert!(desk.shows(&told));
        desk.click("华东第一实验室");
        let absent = format!("{}华北第二实验室", texts.units_not_named(1));
        assert!(desk.shows(&absent));
        desk.click(texts.take());
        let units: Vec<&str> = desk
            .dataset()
            .units
            .iter()
            .map(|it| it.key.as_str())
            .collect();
        assert_eq!(
            units,
            ["华东第一实验室", "华北第二实验室", "北方大学", "南方大学"]
        );
        assert!(desk.dataset().units[0].answers_to("华东第一试验室"));
    });
}

#[test]
fn the_nation_in_a_plain_list_is_no_unit_to_rank() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("省.csv");
    fs::write(&path, "地区,GDP\n全国,9\n北京,3\n河北,1\n太原,2\n").unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &path);
        desk.click(desk.texts.take());
        let nation = desk.dataset().units.iter().find(|it| it.key == "全国");
        assert_eq!(nation.unwrap().role, heng::project::Role::Reference);
    });
}
