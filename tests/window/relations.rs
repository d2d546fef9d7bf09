//! Relation sheets: told, taken with a button, and kept beside the data.

use std::path::{Path, PathBuf};

use egui::Key;
use heng::{
    engine::Period,
    import::{
        CellAt, Finding, Problem,
        gather::Series,
        relations::{RelationCell, RelationForm, RelationProblem, RelationRole, RelationSays},
    },
};

use crate::{
    desk::{Desk, in_both_languages},
    together::{dropped, let_fall, workbook},
};

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
fn the_sheet_is_shown_in_colour_and_a_clicked_column_becomes_the_target() {
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &fixture("校企合作.csv"));
        let texts = desk.texts;
        let cell = |at: &str, text: &str, role: RelationCell| {
            texts.cell_spoken(at, text, texts.relation_cell(role))
        };
        let target = RelationCell::Column(RelationRole::Target);
        assert!(desk.shows(&cell(
            "B4",
            "星河智能科技有限公司",
            RelationCell::Column(RelationRole::Source)
        )));
        assert!(desk.shows(&cell("C4", "东湖大学", target)));
        assert!(desk.shows(&cell("A2", "单位：万元", RelationCell::Measure)));
        assert!(desk.shows(&cell("A4", "1", RelationCell::Dropped)));
        desk.click(&texts.whole_column("D"));
        desk.choose(texts.cells_are(), texts.relation_role(RelationRole::Target));
        assert!(desk.shows(&cell("D4", "联合实验室", target)));
        assert!(desk.shows(&texts.said_so_often(1)));
        // What was the target is now what the other column was.
        assert!(desk.shows(&cell(
            "C4",
            "东湖大学",
            RelationCell::Column(RelationRole::Kind)
        )));
        desk.click(texts.unsay());
        assert!(desk.shows(&cell("C4", "东湖大学", target)));
        desk.click(&texts.whole_row("5"));
        let unused = texts.relation_says(RelationSays::Unused);
        desk.choose(texts.cells_are(), unused);
        desk.click(texts.take());
        assert_eq!(desk.dataset().relations[0].list.edges.len(), 6);
    });
}

#[test]
fn a_relation_is_made_by_hand_where_none_is_recognised() {
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &fixture("论文合著.csv"));
        let texts = desk.texts;
        desk.click(texts.as_relations());
        assert!(desk.shows(texts.pick_relation_hint(RelationForm::List)));
        // A note stands between the title and the header.
        desk.click(&texts.whole_row("3"));
        desk.choose(texts.cells_are(), texts.relation_says(RelationSays::Header));
        for (column, role) in [("A", RelationRole::Source), ("C", RelationRole::Target)] {
            desk.click(&texts.whole_column(column));
            desk.choose(texts.cells_are(), texts.relation_role(role));
        }
        assert!(desk.shows(&texts.relation_summary(4, 3, &[Period::Year(2023)])));
        desk.click(texts.edges_that_are_taken());
        assert!(desk.shows("河东大学"));
        desk.click(texts.take());
        let relation = &desk.dataset().relations[0];
        let edge = relation.list.edges.get(0).unwrap();
        assert_eq!((edge.source, edge.target), ("河东大学", "江南研究院"));
        assert_eq!(edge.weight, Some(12.0));
    });
}

#[test]
fn a_matrix_is_made_by_hand_and_what_was_noticed_leads_to_its_cell() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("合作.csv");
    let text = ",东湖大学,西岭大学\n甲公司,3,若干次\n乙公司,1,2\n丙公司,,5\n";
    std::fs::write(&path, text).unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::looking_at(language, &path);
        let texts = desk.texts;
        desk.click(texts.as_relations());
        desk.click(texts.relation_form(RelationForm::Matrix));
        assert!(desk.shows(&texts.relation_summary(5, 4, &[])));
        let at = CellAt { row: 1, column: 2 };
        let problem = RelationProblem::NotAWeight {
            text: "若干次".to_owned(),
            cells: vec![at],
        };
        desk.click(&texts.sheet_finding(&Finding {
            file: String::new(),
            sheet: String::new(),
            at: Some(at),
            problem: Problem::Relation(problem),
        }));
        let value = texts.relation_cell(RelationCell::Value);
        assert!(desk.shows(&texts.picked_is("C2", Some(value))));
        // It is a table of units after all.
        desk.click(texts.as_data());
        desk.click(texts.as_relations());
        assert!(
            desk.shows(&texts.relation_summary(5, 4, &[])),
            "what was said is kept"
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

/// The periods of the only relation, and how many edges it has.
fn taken(desk: &Desk) -> (Vec<Period>, usize) {
    let relations = &desk.dataset().relations;
    assert_eq!(relations.len(), 1);
    let edges = &relations[0].list.edges;
    (edges.periods(), edges.len())
}

#[test]
fn two_yearly_files_become_one_relation_of_two_periods_in_one_step() {
    let paths = ["合著2022年.csv", "合著2023年.csv"].map(fixture);
    in_both_languages(|language| {
        let mut desk = dropped(language, &paths);
        let texts = desk.texts;
        let years = [2022, 2023].map(Period::Year);
        let line = texts.series_line(
            Series::Periods,
            2,
            false,
            &years.clone().map(|it| texts.period(&it)),
        );
        assert!(desk.shows(&texts.joined_to_relation(&line, "合著")));
        desk.click(&texts.take_all(2));
        assert_eq!(taken(&desk), (years.to_vec(), 5));
        let relation = &desk.dataset().relations[0];
        assert_eq!((relation.name.as_str(), relation.parts.len()), ("合著", 2));
        desk.command(Key::Z);
        assert!(desk.dataset().relations.is_empty(), "one step");
    });
}

#[test]
fn sheets_a_year_are_asked_for_the_period_that_nothing_tells() {
    let folder = tempfile::tempdir().unwrap();
    let edges = "起点|终点|次数\n甲|乙|1\n乙|丙|2";
    let sheets = [("2021年", edges), ("2022年", edges), ("最新", edges)];
    let path = workbook(folder.path(), "合作.xlsx", &sheets);
    in_both_languages(|language| {
        let mut desk = dropped(language, std::slice::from_ref(&path));
        let texts = desk.texts;
        assert!(
            !desk.offers(&texts.first_decide(0, 1)),
            "nothing is taken before"
        );
        desk.click(&texts.part_period("最新"));
        desk.type_over("2023");
        desk.press(Key::Enter);
        desk.click(&texts.take_all(3));
        assert_eq!(
            taken(&desk),
            ([2021, 2022, 2023].map(Period::Year).to_vec(), 6)
        );
        assert_eq!(desk.dataset().relations[0].name, "合作");
    });
}

#[test]
fn relations_of_other_kinds_and_tables_go_in_together() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let paths = [
        write("投资.csv", "投资方,被投资方,金额\n甲,乙,1\n乙,丙,2\n"),
        write("合作.csv", "机构1,机构2\n甲,乙\n乙,丙\n"),
        write("人口.csv", "地区,人口\n北京,1\n上海,2\n"),
    ];
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let_fall(&mut desk, &paths);
        let all = desk.texts.take_all(3);
        desk.wait_until("all read", |desk| desk.offers(&all));
        desk.click(&all);
        let names: Vec<&str> = desk
            .dataset()
            .relations
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(names, ["投资", "合作"]);
        assert_eq!(desk.dataset().units.len(), 2);
        desk.command(Key::Z);
        assert!(desk.dataset().units.is_empty() && desk.dataset().relations.is_empty());
    });
}
