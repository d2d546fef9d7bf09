//! Scores and ranks.

use egui::{OutputCommand, accesskit::Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use heng::{app::Page, engine::Tiering, project::Edit};

use crate::{
    desk::{BEIJING, Desk, TALENT, in_both_languages},
    support::{MAIN, document, take},
};

/// The units in sight, from the top.
fn order(desk: &Desk) -> Vec<String> {
    let names: Vec<&str> = desk
        .dataset()
        .units
        .iter()
        .map(|unit| unit.label.as_str())
        .collect();
    let mut seen: Vec<(f32, String)> = names
        .iter()
        .filter_map(|name| {
            let node = desk.window.query_by_label(name)?;
            Some((node.rect().top(), (*name).to_owned()))
        })
        .collect();
    seen.sort_by(|a, b| a.0.total_cmp(&b.0));
    seen.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn heads_sort_and_sort_again() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let by_index = order(&desk);
        assert_eq!(by_index[..3], ["北京", "上海", "深圳"]);
        desk.click(TALENT);
        let by_talent = order(&desk);
        assert_eq!(by_talent[0], BEIJING);
        assert_ne!(by_talent[..5], by_index[..5]);
        desk.click(TALENT);
        let reversed = order(&desk);
        assert_eq!(reversed[0], "南通", "3.6 is the smallest");
        assert_eq!(desk.standing(BEIJING).0, Some(1), "ranks stay");
        desk.click(&format!("{TALENT} {}", desk.texts.rank()));
        assert_eq!(order(&desk), by_talent);

        // The ranking beside the tree stays one, whatever the table is sorted by.
        desk.go(Page::Framework);
        let line = |unit: &str, rank: &str, score: &str| {
            let line = desk
                .texts
                .ranking_line(unit, rank, score, &desk.texts.moved(0));
            desk.control(&line).rect().top()
        };
        let (first, second, third) = (
            line("北京", "1", "84.04"),
            line("上海", "2", "50.48"),
            line("深圳", "3", "42.92"),
        );
        assert!(first < second && second < third);
    });
}

#[test]
fn a_selected_unit_is_followed_everywhere() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.click("西安");
        assert_eq!(desk.window.state().selected_unit(), Some("西安"));
        let line = desk
            .texts
            .ranking_line("西安", "5", "35.83", &desk.texts.moved(0));
        desk.go(Page::Framework);
        let node = desk.control(&line);
        assert_eq!(node.accesskit_node().toggled(), Some(Toggled::True));
        desk.click(&line);
        assert_eq!(desk.window.state().selected_unit(), None);
        let node = desk.control(&line);
        assert_eq!(node.accesskit_node().toggled(), Some(Toggled::False));
    });
}

#[test]
fn the_table_is_copied_for_a_spreadsheet() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.control(desk.texts.copy_table()).click();
        desk.window.step();
        let commands = &desk.window.output().platform_output.commands;
        let [OutputCommand::CopyText(copied)] = commands.as_slice() else {
            panic!("{commands:?}");
        };
        let rows: Vec<Vec<&str>> = copied
            .lines()
            .map(|row| row.split('\t').collect())
            .collect();
        let rank = desk.texts.rank();
        assert_eq!(
            rows[0][..5],
            [rank, desk.texts.unit(), "城市硬科技创新指数", TALENT, rank]
        );
        assert_eq!(rows[1][..2], ["1", BEIJING]);
        assert_eq!(rows.len(), 39);
        assert!(rows.iter().all(|row| row.len() == 13));
        let score: f64 = rows[1][2].parse().unwrap();
        assert_eq!(Some(score), desk.standing(BEIJING).1);
        desk.settle();
        assert!(desk.shows(desk.texts.copied()));
    });
}

#[test]
fn the_chart_tells_what_it_shows() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        desk.go(Page::Charts);
        let title = |name: &str, desk: &Desk| {
            let period = desk.dataset().periods().pop().unwrap();
            texts.ranked_bars_title(name, &texts.period(&period))
        };
        let index = title("城市硬科技创新指数", &desk);
        assert!(desk.shows(&texts.ranked_bars_summary(&index, 38, BEIJING, "84.04")));
        desk.choose(texts.chart_of(), TALENT);
        desk.choose(texts.how_many(), &texts.first_units(10));
        let talent = title(TALENT, &desk);
        assert!(desk.shows(&texts.ranked_bars_summary(&talent, 10, BEIJING, "80.80")));
    });
}

/// Four cities in two regions, one without data.
fn grouped() -> heng::project::Document {
    let index_name = "index".to_owned();
    let start = document([
        take("city|a|b\nx|1|5\ny|2|4\nz|4|1\nw|—|—"),
        Edit::OutlineFromVariables {
            dataset: MAIN,
            index_name,
        },
    ]);
    let units = &start.main().unwrap().units;
    let region = |at: usize| if at < 2 { "north" } else { "south" };
    let words = units.iter().enumerate();
    let words = words.map(|(at, unit)| (unit.id, region(at).to_owned()));
    let edit = Edit::TakeGroups {
        dataset: MAIN,
        kind: "region".to_owned(),
        words: words.collect(),
    };
    edit.apply(&start).unwrap()
}

#[test]
fn tiers_stand_beside_the_ranks() {
    in_both_languages(|language| {
        let edit = Edit::SetTiers {
            dataset: MAIN,
            tiers: Some(Tiering::Thresholds { cuts: vec![52.0] }),
        };
        let mut desk = Desk::on(language, &edit.apply(&grouped()).unwrap());
        desk.go(Page::Results);
        assert!(desk.shows(&desk.texts.tier_number(1)));
        assert!(desk.shows(&desk.texts.tier_number(2)));
        assert!(!desk.shows(&desk.texts.tier_number(3)));
    });
}

#[test]
fn groups_are_compared() {
    in_both_languages(|language| {
        let mut desk = Desk::on(language, &grouped());
        desk.go(Page::Results);
        let texts = desk.texts;
        assert!(!desk.shows(texts.group_means()));
        desk.choose(texts.groups_shown(), "region");
        assert!(desk.shows(texts.group_means()));
        assert!(desk.offers(texts.rank_in_group()));
        assert!(desk.shows(&texts.group_size(2, 2)) && desk.shows(&texts.group_size(1, 2)));
        let absent = texts.own_line("south", &texts.absent_units("w"));
        assert!(desk.shows(&absent), "{absent}");
        desk.choose(texts.groups_shown(), texts.no_grouping());
        assert!(!desk.shows(texts.group_means()));
    });
}

#[test]
fn a_unit_in_view_has_its_obstacles_and_marks() {
    in_both_languages(|language| {
        let imputation = heng::engine::Imputation::Constant { value: 3.0 };
        let edit = Edit::SetMethod {
            at: heng::project::At {
                dataset: MAIN,
                scenario: None,
            },
            choices: heng::project::MethodPatch {
                imputation: Some(imputation),
                ..heng::project::MethodPatch::default()
            },
        };
        let mut desk = Desk::on(language, &edit.apply(&grouped()).unwrap());
        desk.go(Page::Results);
        let texts = desk.texts;
        desk.click("x");
        assert!(desk.shows(&texts.obstacles_of("x")));
        assert!(desk.shows(&texts.obstacle_line("a", "100.0%")), "all of it");
        assert!(!desk.shows(texts.changed_values()));
        desk.click("w");
        assert!(desk.shows(texts.changed_values()));
        assert!(desk.shows_part("*"), "a mark in the table");
    });
}
