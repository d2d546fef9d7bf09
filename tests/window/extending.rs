//! A framework from the clipboard that is added to the one there is.

use egui::Key;
use heng::{app::Page, engine::Node, texts::Language};

use crate::desk::{Desk, TALENT, in_both_languages};

/// The top of the sample's framework.
const INDEX: &str = "城市硬科技创新指数";

fn node<'a>(desk: &'a Desk, name: &str) -> &'a Node {
    let framework = desk.dataset().framework.as_ref().unwrap();
    let found = framework.nodes().into_iter().find(|node| node.name == name);
    found.expect(name)
}

/// The sample changed a little, so that what is pasted goes into it, with this before it is taken.
fn looking_at(language: Language, outline: &str) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Framework);
    desk.enter_number(&desk.texts.weight_number_of(TALENT), "3");
    desk.window.event(egui::Event::Paste(outline.to_owned()));
    let title = desk.texts.incoming(desk.texts.clipboard());
    desk.wait_until("the preview", |desk| desk.shows(&title));
    desk
}

#[test]
fn a_framework_is_added_in_one_step_and_nothing_is_removed() {
    in_both_languages(|language| {
        let outline = format!(
            "一级指标\t权重\t二级指标\t权重\t方向\n{TALENT}\t6\t\t\t逆向\n新维度\t\t新指标甲\t1\t\n新维度\t\t新指标乙\t1\t\n"
        );
        let mut desk = looking_at(language, &outline);
        let texts = desk.texts;
        assert!(
            desk.shows(texts.replaces_framework()),
            "as before by itself"
        );
        let before = desk.document().clone();
        desk.click(texts.extend_framework());
        let (counts, turned) = match language {
            Language::Chinese => (
                "新增 3 个节点，改动 1 个，其余 4 个不变（可撤销）",
                ["权重由3改为6", "方向由正向改为逆向"],
            ),
            Language::English => (
                "3 nodes added, 1 changed, 4 unchanged (can be undone)",
                ["weight from 3 to 6", "direction from Positive to Negative"],
            ),
        };
        assert!(desk.shows(counts));
        for turned in turned {
            assert!(desk.shows_part(turned), "{turned}");
        }
        assert!(desk.shows(texts.new_node()));
        assert!(desk.document().same(&before), "nothing is taken yet");
        desk.click(texts.take());
        let names: Vec<&str> = node(&desk, INDEX)
            .children()
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(names.len(), 6);
        assert_eq!(names[1], "新维度", "behind the row above it");
        assert_eq!(node(&desk, TALENT).weight, Some(6.0));
        assert_eq!(node(&desk, "新维度").children().len(), 2);
        desk.command(Key::Z);
        assert!(desk.document().same(&before), "one step");
    });
}

#[test]
fn known_nodes_are_left_as_they_are_where_that_is_wanted() {
    in_both_languages(|language| {
        let outline =
            format!("一级指标\t权重\t二级指标\t权重\n{TALENT}\t6\t\t\n新维度\t\t新指标甲\t1\n");
        let mut desk = looking_at(language, &outline);
        let texts = desk.texts;
        desk.click(texts.extend_framework());
        assert!(desk.shows(texts.changes_of_known_nodes()));
        desk.click(texts.keep_known_nodes());
        assert!(!desk.shows(texts.changes_of_known_nodes()));
        desk.click(texts.take());
        assert_eq!(node(&desk, TALENT).weight, Some(3.0));
        assert_eq!(node(&desk, INDEX).children().len(), 6);
    });
}
