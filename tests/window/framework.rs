//! The tree with its weights, and the ranking beside it.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use heng::{
    app::Page,
    engine::{Aggregation, Direction, Node, Normalisation},
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

/// The top of the sample's framework.
const INDEX: &str = "城市硬科技创新指数";

fn desk(language: heng::texts::Language) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Framework);
    desk
}

fn node<'a>(desk: &'a Desk, name: &str) -> &'a Node {
    let framework = desk.dataset().framework.as_ref().unwrap();
    let found = framework.nodes().into_iter().find(|node| node.name == name);
    found.expect(name)
}

#[test]
fn dragging_a_weight_moves_the_ranking_and_is_one_step() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (original, ranks) = (desk.document().clone(), desk.ranks());
        let (_, score) = desk.standing("西安");
        let slider = desk.control(&desk.texts.weight_of(TALENT)).rect();
        desk.window.drag_at(slider.center());
        desk.settle();
        for x in [0.6, 0.8, 0.95] {
            desk.window.hover_at(slider.lerp_inside(egui::vec2(x, 0.5)));
            desk.settle();
        }
        let moved = (1..38).any(|places| {
            desk.shows_part(&desk.texts.moved(places)) && desk.shows(&format!("▲{places}"))
        });
        assert!(moved, "an arrow while dragging");
        desk.window
            .drop_at(slider.lerp_inside(egui::vec2(0.95, 0.5)));
        desk.settle();
        let (changed, changed_ranks) = (desk.document().clone(), desk.ranks());
        assert_ne!(changed_ranks, ranks);
        assert_ne!(desk.standing("西安").1, score);
        assert!(node(&desk, TALENT).weight.unwrap() > 1.5);

        desk.click(desk.texts.undo());
        assert!(desk.document().same(&original));
        assert_eq!(desk.ranks(), ranks);
        assert!(!desk.offers(desk.texts.undo()));
        desk.click(desk.texts.redo());
        assert!(desk.document().same(&changed));
        assert_eq!(desk.ranks(), changed_ranks);
    });
}

#[test]
fn a_weight_is_typed_and_nonsense_is_not_taken() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let field = desk.texts.weight_number_of(TALENT);
        desk.enter_number(&field, "3");
        assert_eq!(node(&desk, TALENT).weight, Some(3.0));
        assert!(desk.shows("42.9%"), "3 of 7");
        let before = desk.document().clone();
        for nonsense in ["abc", "", "1..2"] {
            desk.enter_number(&field, nonsense);
            assert!(desk.document().same(&before), "{nonsense:?}");
        }
        desk.enter_number(&field, "-5");
        assert_eq!(node(&desk, TALENT).weight, Some(0.0));
        desk.choose_for_node(INDEX, &[desk.texts.equal_weights()]);
        let root = node(&desk, INDEX);
        let first = root.children()[0].weight;
        assert!(root.children().iter().all(|child| child.weight == first));
        assert_eq!(desk.standing(BEIJING).1.unwrap().round(), 84.0);
    });
}

#[test]
fn a_direction_is_turned() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let of = |direction| texts.direction_of(TALENT, texts.direction_name(direction));
        let (_, before) = desk.standing(BEIJING);
        desk.click(&of(Direction::Positive));
        assert_eq!(
            node(&desk, TALENT).indicator().unwrap().direction,
            Direction::Negative
        );
        assert!(desk.standing(BEIJING).1 < before);
        desk.click(&of(Direction::Negative));
        assert_eq!(desk.standing(BEIJING).1, before);
    });
}

#[test]
fn a_node_is_renamed_in_place() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        desk.double_click_at(desk.place_of(TALENT));
        desk.type_over("人才");
        desk.press(Key::Enter);
        assert_eq!(
            node(&desk, "人才").indicator().unwrap().direction,
            Direction::Positive
        );
        assert!(desk.shows("人才") && desk.shows(&desk.texts.weight_of("人才")));
        // Escape gives up.
        desk.double_click_at(desk.place_of("人才"));
        desk.type_over("别的");
        desk.press(Key::Escape);
        node(&desk, "人才");
        // The menu begins the same.
        desk.click(&desk.texts.menu_of("人才"));
        desk.click_entry(desk.texts.rename());
        desk.type_over("人才二");
        desk.press(Key::Enter);
        node(&desk, "人才二");
    });
}

#[test]
fn a_node_is_switched_off_and_on() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = desk.standing("西安");
        desk.choose_for_node(TALENT, &[desk.texts.switch_off()]);
        assert!(!node(&desk, TALENT).enabled);
        assert_ne!(desk.standing("西安").1, before.1);
        assert!(desk.shows(&desk.texts.counts(38, 4, 1)));
        desk.choose_for_node(TALENT, &[desk.texts.switch_on()]);
        assert!(node(&desk, TALENT).enabled);
        assert_eq!(desk.standing("西安"), before);
    });
}

#[test]
fn a_dimension_is_added_filled_and_removed() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let new = texts.new_dimension();
        desk.choose_for_node(INDEX, &[texts.add_dimension()]);
        assert!(node(&desk, new).children().is_empty());
        assert_eq!(node(&desk, new).weight, Some(1.0), "as its siblings");
        desk.choose_for_node(TALENT, &[texts.move_under(), new]);
        assert_eq!(node(&desk, new).children()[0].name, TALENT);
        let (rank, score) = desk.standing(BEIJING);
        assert_eq!(rank, Some(1));
        assert!(score.is_some());
        desk.choose_for_node(TALENT, &[texts.remove()]);
        assert!(node(&desk, new).children().is_empty());
        desk.choose_for_node(new, &[texts.add_indicator(), TALENT]);
        assert_eq!(node(&desk, new).children()[0].name, TALENT);
        desk.choose_for_node(new, &[texts.remove()]);
        assert_eq!(node(&desk, INDEX).children().len(), 4);
    });
}

#[test]
fn a_geometric_mean_of_zeros_says_so_and_another_range_mends_it() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let min_max = Normalisation::all()
            .into_iter()
            .find(|it| matches!(it, Normalisation::MinMax { .. }));
        desk.choose(
            texts.normalisation(),
            texts.normalisation_name(&min_max.unwrap()),
        );
        assert!(desk.standing(BEIJING).1.is_some());
        desk.choose(
            texts.aggregation(),
            texts.aggregation_name(Aggregation::Geometric),
        );
        let results = desk.window.state().results().unwrap();
        let sentence = results
            .findings
            .iter()
            .find(|it| matches!(it, heng::engine::Finding::NotPositive { .. }));
        let sentence = texts.engine_finding(sentence.unwrap(), desk.dataset());
        assert!(desk.shows(&sentence), "{sentence}");
        assert_eq!(desk.standing(BEIJING), (None, None));

        desk.click(texts.normalisation());
        desk.enter_number(texts.range_from(), "1");
        assert!(!desk.shows(&sentence));
        assert_eq!(desk.standing(BEIJING).0, Some(1));
        assert!((desk.standing(BEIJING).1.unwrap() - 100.0).abs() < 1e-9);
    });
}

#[test]
fn the_arrows_start_again_from_here() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        desk.enter_number(&desk.texts.weight_number_of(TALENT), "9");
        let moved = |desk: &Desk| {
            let lines = desk.window.query_all_by_label_contains("▲");
            lines.count()
        };
        assert!(moved(&desk) > 0);
        desk.click(desk.texts.pin_ranking());
        assert_eq!(moved(&desk), 0);
    });
}

#[test]
fn siblings_give_way_and_locked_ones_stay() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let others: Vec<String> = node(&desk, INDEX).children()[1..]
            .iter()
            .map(|it| it.name.clone())
            .collect();
        desk.choose_for_node(INDEX, &[texts.weights_to_hundred()]);
        assert_eq!(node(&desk, TALENT).weight, Some(20.0));
        desk.click(&texts.lock_of(&others[0]));
        assert!(node(&desk, &others[0]).locked);
        desk.click(texts.siblings_give_way());
        desk.enter_number(&texts.weight_number_of(TALENT), "50");
        let weights = |desk: &Desk| -> Vec<f64> {
            let children = node(desk, INDEX).children().iter();
            children.map(|it| it.weight.unwrap()).collect()
        };
        assert_eq!(weights(&desk), [50.0, 20.0, 10.0, 10.0, 10.0]);
        desk.command(Key::Z);
        assert_eq!(weights(&desk), [20.0; 5]);
        desk.click(texts.siblings_give_way());
        desk.enter_number(&texts.weight_number_of(TALENT), "50");
        assert_eq!(weights(&desk), [50.0, 20.0, 20.0, 20.0, 20.0]);
    });
}

#[test]
fn nodes_are_duplicated_and_grouped_by_their_menu() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.choose_for_node(TALENT, &[texts.duplicate()]);
        let copy = texts.copy_of_node(TALENT);
        assert_eq!(node(&desk, INDEX).children()[1].name, copy);
        desk.choose_for_node(&copy, &[texts.group_node()]);
        let group = &node(&desk, INDEX).children()[1];
        assert_eq!(group.name, texts.new_dimension());
        assert_eq!(group.children()[0].name, copy);
        desk.command(Key::Z);
        desk.command(Key::Z);
        assert_eq!(node(&desk, INDEX).children().len(), 5);
    });
}

#[test]
fn the_map_of_weights_tells_what_it_shows_and_finds_indicators() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.enter_number(&texts.weight_number_of(TALENT), "6");
        desk.click(texts.weight_map());
        assert!(desk.shows(&texts.weight_map_summary(5, TALENT, "60.0%")));
        let area = desk.control(&texts.weight_of_index(TALENT, "60.0%")).rect();
        let other = texts.weight_of_index(&node(&desk, INDEX).children()[1].name, "10.0%");
        let smaller = desk.control(&other).rect();
        assert!((area.area() / smaller.area() - 6.0).abs() < 0.2);
        desk.click(&texts.weight_of_index(TALENT, "60.0%"));
        desk.click(texts.live_ranking());
        assert!(!desk.offers(&other));
    });
}

#[test]
fn an_outline_is_pasted_and_looked_at_before_it_is_taken() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        // Into a sample as it came nothing is taken; it begins a project of its own.
        desk.enter_number(&texts.weight_number_of(TALENT), "3");
        let before = desk.document().clone();
        let outline =
            format!("一级指标\t权重\t二级指标\t权重\n人才\t3\t{TALENT}\t1\n其他\t1\t新指标\t1\n");
        desk.window.event(egui::Event::Paste(outline));
        let title = texts.incoming(texts.clipboard());
        desk.wait_until("the preview", |desk| desk.shows(&title));
        assert!(desk.shows_part("新指标"));
        assert!(desk.document().same(&before), "nothing is taken yet");
        desk.click(texts.take());
        assert!(node(&desk, "人才").children()[0].name == TALENT);
        assert_eq!(node(&desk, "人才").weight, Some(3.0));
        desk.command(Key::Z);
        assert!(desk.document().same(&before), "one step");
    });
}
