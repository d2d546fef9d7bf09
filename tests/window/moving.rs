//! Nodes of the framework moved by dragging and by keys.

use egui::{Key, Modifiers, Pos2, vec2};
use heng::{
    app::Page,
    engine::Node,
    project::{Beside, EditError},
    texts::Language,
};

use crate::desk::{Desk, TALENT, in_both_languages};

/// The top of the sample's framework.
const INDEX: &str = "城市硬科技创新指数";

fn desk(language: Language) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Framework);
    desk
}

/// With an empty dimension at the end.
fn desk_with_dimension(language: Language) -> (Desk, &'static str) {
    let mut desk = desk(language);
    let new = desk.texts.new_dimension();
    desk.choose_for_node(INDEX, &[desk.texts.add_dimension()]);
    (desk, new)
}

fn children(desk: &Desk, name: &str) -> Vec<String> {
    let framework = desk.dataset().framework.as_ref().unwrap();
    let nodes = framework.nodes();
    let found: &Node = nodes.iter().find(|node| node.name == name).unwrap();
    found.children().iter().map(|it| it.name.clone()).collect()
}

/// Takes hold of a name and brings it to a place.
fn hold(desk: &mut Desk, name: &str, to: Pos2) {
    let from = desk.place_of(name);
    desk.hold(from, to);
}

#[test]
fn a_node_is_dragged_below_another_in_one_step() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let (before, names) = (desk.document().clone(), children(&desk, INDEX));
        let standing = desk.standing("西安");
        let lower = desk.place_of(&names[2]) + vec2(0.0, 9.0);
        hold(&mut desk, TALENT, lower);
        assert!(desk.shows(&texts.lands(&names[2], Beside::Below)));
        assert!(desk.document().same(&before), "nothing moves before");
        let upper = desk.place_of(&names[2]) - vec2(0.0, 9.0);
        desk.window.hover_at(upper);
        desk.settle();
        assert!(desk.shows(&texts.lands(&names[2], Beside::Above)));
        desk.let_go(lower);
        assert!(!desk.shows(&texts.lands(&names[2], Beside::Below)));
        let after = children(&desk, INDEX);
        assert_eq!(after[..3], [&*names[1], &*names[2], TALENT]);
        assert_eq!(desk.standing("西安").0, standing.0);
        desk.command(Key::Z);
        assert!(desk.document().same(&before), "one step");
    });
}

#[test]
fn a_node_is_dragged_into_a_dimension_and_out_again() {
    in_both_languages(|language| {
        let (mut desk, new) = desk_with_dimension(language);
        let texts = desk.texts;
        let middle = desk.place_of(new);
        hold(&mut desk, TALENT, middle);
        assert!(desk.shows(&texts.lands(new, Beside::Last)));
        desk.let_go(middle);
        assert_eq!(children(&desk, new), [TALENT]);
        // Over the top of the list, and below the dimension that now has a child.
        let second = children(&desk, INDEX)[1].clone();
        let edge = desk.place_of(new) + vec2(0.0, 12.0);
        hold(&mut desk, &second, edge);
        assert!(desk.shows(&texts.lands(new, Beside::First)));
        desk.let_go(edge);
        assert_eq!(children(&desk, new), [&*second, TALENT]);
        let top = desk.place_of(INDEX) + vec2(0.0, 12.0);
        hold(&mut desk, TALENT, top);
        desk.let_go(top);
        assert_eq!(children(&desk, INDEX)[0], TALENT);
    });
}

#[test]
fn what_cannot_be_moved_says_so_and_stays() {
    in_both_languages(|language| {
        let (mut desk, new) = desk_with_dimension(language);
        let texts = desk.texts;
        desk.choose_for_node(TALENT, &[texts.move_under(), new]);
        let before = desk.document().clone();
        let impossible = [
            (new, TALENT, texts.edit_error(&EditError::IntoItself)),
            (INDEX, TALENT, texts.edit_error(&EditError::RootStays)),
            (TALENT, TALENT, texts.stays_in_place().to_owned()),
            (TALENT, new, texts.stays_in_place().to_owned()),
        ];
        for (node, target, said) in impossible {
            // Beyond where a click becomes a drag.
            let to = desk.place_of(target) + vec2(12.0, 0.0);
            hold(&mut desk, node, to);
            assert!(desk.shows(&said), "{node} on {target}");
            desk.let_go(to);
            assert!(desk.document().same(&before), "{node} on {target}");
        }
    });
}

#[test]
fn escape_gives_a_drag_up() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (before, names) = (desk.document().clone(), children(&desk, INDEX));
        let lower = desk.place_of(&names[2]) + vec2(0.0, 9.0);
        hold(&mut desk, TALENT, lower);
        desk.press(Key::Escape);
        assert!(!desk.shows(&desk.texts.lands(&names[2], Beside::Below)));
        desk.let_go(lower);
        assert!(desk.document().same(&before));
    });
}

#[test]
fn keys_move_the_node_that_was_clicked() {
    in_both_languages(|language| {
        let (mut desk, new) = desk_with_dimension(language);
        let names = children(&desk, INDEX);
        let before = desk.document().clone();
        let alt = |desk: &mut Desk, key| {
            desk.window.key_press_modifiers(Modifiers::ALT, key);
            desk.settle();
        };
        alt(&mut desk, Key::ArrowDown);
        assert!(desk.shows(desk.texts.choose_a_node()));
        let last = names[4].clone();
        desk.click_at(desk.place_of(&last));
        alt(&mut desk, Key::ArrowUp);
        assert_eq!(children(&desk, INDEX)[3..], [&*last, &*names[3], new]);
        alt(&mut desk, Key::ArrowDown);
        alt(&mut desk, Key::ArrowDown);
        assert_eq!(children(&desk, INDEX)[3..], [&*names[3], new, &*last]);
        alt(&mut desk, Key::ArrowRight);
        assert_eq!(children(&desk, new), [&*last]);
        alt(&mut desk, Key::ArrowRight);
        assert!(desk.shows(desk.texts.nothing_changed()), "none is above");
        alt(&mut desk, Key::ArrowLeft);
        assert_eq!(children(&desk, INDEX)[3..], [&*names[3], new, &*last]);
        for _ in 0..5 {
            desk.command(Key::Z);
        }
        assert!(desk.document().same(&before), "a step a key");
    });
}

#[test]
fn the_menu_of_a_row_moves_it_as_keys_do() {
    in_both_languages(|language| {
        let (mut desk, new) = desk_with_dimension(language);
        let texts = desk.texts;
        let last = children(&desk, INDEX)[4].clone();
        desk.choose_for_node(new, &[texts.move_up()]);
        desk.choose_for_node(&last, &[texts.move_in()]);
        assert_eq!(children(&desk, new), [&*last]);
        desk.choose_for_node(&last, &[texts.move_out()]);
        assert_eq!(children(&desk, INDEX)[5], last);
        desk.click(&texts.menu_of(TALENT));
        for impossible in [texts.move_up(), texts.move_out(), texts.move_in()] {
            assert!(!desk.offers(impossible), "{impossible}");
        }
        assert!(desk.offers(texts.move_down()));
    });
}
