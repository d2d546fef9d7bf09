//! Relation sheets: told, taken with a button, and kept beside the data.

use std::path::{Path, PathBuf};

use heng::{engine::Period, import::relations::RelationRole};

use crate::desk::{Desk, in_both_languages};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/relations")
        .join(name)
}

#[test]
fn a_relation_sheet_is_told_and_taken() {
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &fixture("校企合作.csv"));
        let texts = desk.texts;
        let periods = [2019, 2020, 2021].map(Period::Year);
        let summary = texts.relation_summary(6, 7, &periods);
        assert!(desk.shows(&summary));
        assert!(desk.shows_part("F8"), "a weight that is not given is told");
        desk.click(texts.is_directed(true));
        desk.click(texts.take());
        let relations = &desk.dataset().relations;
        assert_eq!(relations.len(), 1);
        assert_eq!(relations[0].name, "某省人工智能企业与高校合作情况");
        assert!(relations[0].directed);
        assert_eq!(relations[0].list.edges.len(), 7);
        // It is listed over the data at once.
        assert!(desk.shows(&summary) && desk.shows(texts.remove_relation()));
    });
}

#[test]
fn a_column_can_be_said_to_tell_something_else() {
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &fixture("校企合作.csv"));
        let texts = desk.texts;
        desk.choose(
            &texts.role_of_column("合作单位"),
            texts.relation_role(RelationRole::Source),
        );
        desk.click(texts.take());
        let dataset = desk.dataset();
        let edge = dataset.relations[0].list.edges.get(0).unwrap();
        assert_eq!(
            (edge.source, edge.target),
            ("东湖大学", "星河智能科技有限公司")
        );
    });
}

#[test]
fn a_kept_relation_is_switched_and_removed() {
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &fixture("migration.csv"));
        let texts = desk.texts;
        desk.click(texts.take());
        assert!(desk.dataset().relations[0].directed);
        desk.click(texts.is_directed(true));
        assert!(!desk.dataset().relations[0].directed);
        desk.click(texts.remove_relation());
        assert!(desk.dataset().relations.is_empty());
        assert!(desk.shows(texts.no_relations()));
    });
}

#[test]
fn other_tables_are_no_relation_sheets() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("trade.csv");
    std::fs::write(&path, "地区,出口额,进口额\n北京,1,2\n上海,3,4\n").unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &path);
        desk.click(desk.texts.take());
        assert_eq!(desk.dataset().units.len(), 2);
        assert!(desk.dataset().relations.is_empty());
    });
}
