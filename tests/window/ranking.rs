//! The table of the ranking: its columns, order, filters, colours and pinned units.

use egui::{Key, OutputCommand, accesskit::Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use heng::{
    app::Page,
    project::{At, Edit, Figure, Form, RankingColumn},
};

use crate::{
    desk::{Desk, in_both_languages},
    support::{MAIN, document, take},
};

/// Four cities in two regions and two years, and a scenario without b.
///
/// The index of 2020: x 50, y 54.17, z 50, w 45.83; of 2021: x 0, y 75, z 50, w 100.
fn cities() -> heng::project::Document {
    let index_name = "index".to_owned();
    let start = document([
        take(
            "city|period|a|b\nx|2020|1|5\ny|2020|2|4\nz|2020|4|1\nw|2020|3|2\nx|2021|0|0\ny|2021|2|4\nz|2021|4|0\nw|2021|4|4",
        ),
        Edit::OutlineFromVariables {
            dataset: MAIN,
            index_name,
        },
        Edit::AddScenario {
            dataset: MAIN,
            name: "only a".to_owned(),
        },
    ]);
    let dataset = start.main().unwrap();
    let framework = dataset.framework.as_ref().unwrap();
    let b = heng::project::find_node(framework, "b").unwrap();
    let words = dataset.units.iter().map(|unit| {
        let region = if "xy".contains(&unit.label) {
            "north"
        } else {
            "south"
        };
        (unit.id, region.to_owned())
    });
    let edits = [
        Edit::TakeGroups {
            dataset: MAIN,
            kind: "region".to_owned(),
            words: words.collect(),
        },
        Edit::SetEnabled {
            at: At {
                dataset: MAIN,
                scenario: Some(dataset.scenarios[0].id),
            },
            node: b,
            enabled: false,
        },
    ];
    let done = edits.iter().try_fold(start, |it, edit| edit.apply(&it));
    done.unwrap()
}

fn desk(language: heng::texts::Language) -> Desk {
    let mut desk = Desk::on(language, &cities());
    desk.go(Page::Results);
    desk
}

/// The units in sight, from the top.
fn order(desk: &Desk) -> Vec<&'static str> {
    let mut seen: Vec<(f32, &str)> = ["x", "y", "z", "w"]
        .into_iter()
        .filter_map(|name| Some((desk.window.query_by_label(name)?.rect().top(), name)))
        .collect();
    seen.sort_by(|a, b| a.0.total_cmp(&b.0));
    seen.into_iter().map(|(_, name)| name).collect()
}

/// The table as it is copied.
fn copied(desk: &mut Desk) -> Vec<Vec<String>> {
    desk.control(desk.texts.copy_table()).click();
    desk.window.step();
    let commands = &desk.window.output().platform_output.commands;
    let [OutputCommand::CopyText(text)] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    let row = |row: &str| row.split('\t').map(str::to_owned).collect();
    let rows = text.lines().map(row).collect();
    desk.settle();
    rows
}

#[test]
fn columns_are_chosen_sorted_by_and_copied() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        assert_eq!(order(&desk), ["w", "y", "z", "x"]);
        let change = texts.figure_of("index", Figure::RankChange);
        desk.click(texts.choose_columns());
        desk.click(&texts.show_column(&change));
        desk.click(&texts.show_column(&texts.figure_of("b", Figure::Score)));
        let gap = texts.figure_of("b", Figure::Gap);
        desk.click(&texts.show_column(&gap));
        desk.click(texts.choose_columns());
        let rows = copied(&mut desk);
        let rank = texts.rank();
        let moved = texts.figure_name(Figure::RankChange);
        let head = [rank, texts.unit(), "index", moved, "a", rank, rank, &gap];
        assert_eq!(rows[0], head);
        // b is 0, 100, 0, 100; ranks of 2020: y and x before z and w.
        assert_eq!(rows[1][..2], ["1", "w"]);
        assert_eq!(rows[1][3], "3", "from the fourth place to the first");
        assert_eq!(rows[4][..2], ["4", "x"]);
        assert_eq!(rows[4][7], "100");
        assert_eq!(rows[1][7], "", "the best have none before them");

        desk.click(moved);
        assert_eq!(order(&desk)[0], "w");
        desk.click(moved);
        assert_eq!(order(&desk)[3], "w");

        desk.click(texts.choose_columns());
        desk.click(texts.usual_columns());
        assert!(!desk.offers(&gap));
    });
}

#[test]
fn the_ranking_is_held_against_a_scenario() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.choose_columns());
        let name = texts.figure_of("index", Figure::ScoreAgainst);
        desk.click(&texts.show_column(&name));
        desk.choose(texts.differences_against(), "only a");
        desk.click(texts.choose_columns());
        let rows = copied(&mut desk);
        assert_eq!(rows[0][3], texts.figure_name(Figure::ScoreAgainst));
        // a alone: w 100, y 50, z 100, x 0; with b: w 100, y 75, z 50, x 0.
        let told: Vec<(&str, &str)> = rows[1..]
            .iter()
            .map(|row| (row[1].as_str(), row[3].as_str()))
            .collect();
        assert_eq!(told, [("w", "0"), ("y", "25"), ("z", "-50"), ("x", "0")]);
    });
}

#[test]
fn units_are_found_by_name_and_by_group() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.find_unit());
        desk.type_over("Z");
        assert_eq!(order(&desk), ["z"]);
        assert_eq!(copied(&mut desk)[1][0], "3", "its rank among all");
        desk.click(texts.find_unit());
        desk.type_over("nobody");
        assert!(desk.shows(&texts.nothing_found("nobody")));
        desk.type_over(" ");
        assert!(!desk.offers(texts.only_group()), "no groups are compared");
        desk.choose(texts.groups_shown(), "region");
        desk.choose(texts.only_group(), "north");
        assert_eq!(order(&desk), ["y", "x"]);
        desk.choose(texts.groups_shown(), texts.no_grouping());
        assert_eq!(order(&desk), ["w", "y", "z", "x"]);
    });
}

#[test]
fn pinned_units_stay_at_the_top() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        assert!(!desk.offers(texts.pin_unit(false)), "nobody is selected");
        desk.click("z");
        desk.click(texts.pin_unit(false));
        assert_eq!(order(&desk), ["z", "w", "y", "x"]);
        desk.click("x");
        desk.command(Key::T);
        assert_eq!(order(&desk), ["z", "x", "w", "y"]);
        desk.click_entry(texts.unit());
        assert_eq!(order(&desk), ["z", "x", "w", "y"], "by name, below them");
        assert_eq!(copied(&mut desk)[1][1], "z");
        // By the menu of a row.
        desk.control("z").click_secondary();
        desk.settle();
        desk.click_entry(texts.pin_unit(true));
        assert_eq!(order(&desk), ["x", "w", "y", "z"]);
        desk.command(Key::T);
        assert_eq!(order(&desk), ["w", "x", "y", "z"]);
    });
}

#[test]
fn choices_of_the_ranking_come_back_with_a_view() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.heat_colours());
        desk.click("x");
        desk.command(Key::T);
        desk.click(texts.choose_columns());
        let gap = texts.figure_of("a", Figure::Gap);
        desk.click(&texts.show_column(&gap));
        desk.click(texts.choose_columns());
        desk.click(texts.saved_views());
        desk.click(texts.save_view());
        let view = desk.dataset().views[0].clone();
        let Form::Ranking(ranking) = &view.sight.form else {
            panic!("{view:?}");
        };
        assert!(ranking.heat && ranking.pinned.len() == 1);
        let columns = ranking.columns.as_deref().unwrap();
        assert!(columns.contains(&RankingColumn::Node {
            node: Some(
                heng::project::find_node(desk.dataset().framework.as_ref().unwrap(), "a").unwrap()
            ),
            figure: Figure::Gap,
        }));

        desk.click(texts.heat_colours());
        desk.command(Key::T);
        desk.click(texts.choose_columns());
        desk.click(texts.usual_columns());
        desk.click(texts.choose_columns());
        assert!(!desk.offers(&gap));
        desk.click(&view.name);
        assert!(desk.offers(&gap));
        assert_eq!(order(&desk)[0], "x");
        let heat = desk.control(texts.heat_colours());
        assert_eq!(heat.accesskit_node().toggled(), Some(Toggled::True));
    });
}

#[test]
fn units_and_sentences_are_views_too() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        for (tab, form) in [
            (texts.summary_tab(), "Summary"),
            (texts.units_tab(), "Units"),
        ] {
            desk.click(tab);
            if !desk.offers(texts.save_view()) {
                desk.click(texts.saved_views());
            }
            desk.click(texts.save_view());
            let view = desk.dataset().views.last().unwrap().clone();
            assert!(format!("{:?}", view.sight.form).starts_with(form));
            desk.click(texts.ranking_tab());
            desk.click(&view.name);
            let shown = desk.control(tab);
            assert_eq!(shown.accesskit_node().toggled(), Some(Toggled::True));
        }
    });
}
