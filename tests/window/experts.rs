//! What experts judge, and the buttons that mend findings.

use heng::{
    app::Page,
    engine::{
        Aggregate, Aggregation, AhpMethod, NodeKind, Weighting,
        weight::{SAATY_SCALE, judge, judgement_text},
    },
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

const INDEX: &str = "城市硬科技创新指数";
const MONEY: &str = "硬科技投入指数";

fn root(desk: &Desk) -> &Aggregate {
    let framework = desk.dataset().framework.as_ref().unwrap();
    match &framework.root.kind {
        NodeKind::Aggregate(aggregate) => aggregate,
        NodeKind::Indicator(_) => panic!("an aggregate"),
    }
}

fn child(desk: &Desk, name: &str) -> heng::engine::NodeId {
    let mut children = root(desk).children.iter();
    children.find(|it| it.name == name).unwrap().id
}

/// The consistency ratio of the first expert.
fn ratio(desk: &Desk) -> f64 {
    let root = root(desk);
    let children: Vec<_> = root.children.iter().map(|it| it.id).collect();
    let judged = judge(&root.judgements, &children, AhpMethod::default());
    judged.unwrap().unwrap().experts[0].ahp.cr
}

#[test]
fn judgements_are_typed_checked_and_mended() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.go(Page::Framework);
        let texts = desk.texts;
        desk.choose_for_node(INDEX, &[texts.judgement_matrix()]);
        desk.click(texts.use_judgements());
        assert!(matches!(root(&desk).weighting, Some(Weighting::Ahp { .. })));
        desk.click(texts.add_expert());
        assert_eq!(root(&desk).judgements[0].pairs.len(), 10);
        assert!(desk.shows(texts.consistent(true)));
        let cell = texts.judgement_of(TALENT, MONEY);
        desk.enter_number(&cell, "1/9");
        let pair = (child(&desk, TALENT), child(&desk, MONEY));
        let of = |desk: &Desk| {
            let pairs = &root(desk).judgements[0].pairs;
            let found = pairs.iter().find(|it| (it.node, it.than) == pair);
            judgement_text(found.unwrap().value)
        };
        assert_eq!(of(&desk), "1/9");
        // The others of the row contradict it.
        for than in root(&desk).children.clone().iter().skip(2) {
            desk.enter_number(&texts.judgement_of(TALENT, &than.name), "9");
        }
        assert!(desk.shows(texts.consistent(false)));
        let before = ratio(&desk);
        let buttons = SAATY_SCALE.map(|it| texts.judge_instead(&judgement_text(it)));
        let offered: Vec<&String> = buttons.iter().filter(|it| desk.offers(it)).collect();
        assert_eq!(offered.len(), 1, "one proposal");
        desk.click(offered[0]);
        assert!(ratio(&desk) < before);
        desk.enter_number(&cell, "9");
        assert!(desk.shows(texts.consistent(true)));
        let list = texts.scale_of(TALENT, MONEY);
        desk.choose(&list, "7");
        assert_eq!(of(&desk), "7");
        desk.click(texts.add_expert());
        assert_eq!(root(&desk).judgements.len(), 2);
        assert!(desk.shows(texts.all_experts()));
        desk.click(texts.expert_name());
        desk.type_over("李");
        desk.press(egui::Key::Enter);
        assert_eq!(root(&desk).judgements[1].expert, "李");
        desk.click(texts.remove_expert());
        assert_eq!(root(&desk).judgements.len(), 1);
        assert_eq!(desk.standing(BEIJING).0, Some(1));
    });
}

#[test]
fn weights_of_experts_are_typed() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.go(Page::Framework);
        let texts = desk.texts;
        desk.choose_for_node(INDEX, &[texts.judgement_matrix()]);
        desk.click(texts.expert_weights_of());
        desk.click(texts.add_expert());
        let expert = texts.new_expert(1);
        desk.enter_number(&texts.opinion_of(&expert, TALENT), "4");
        desk.click(texts.use_opinions());
        let given = root(&desk).opinions[0].weights[&child(&desk, TALENT)];
        assert_eq!(given, 4.0);
        assert!(desk.shows("50.0%"), "4 of 8");
        desk.click(&texts.remove_expert_named(&expert));
        assert!(root(&desk).opinions.is_empty());
    });
}

#[test]
fn judgements_come_from_a_sheet() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("judgements.csv");
        let names = [
            "科研人才指数",
            "硬科技投入指数",
            "高新技术产出指数",
            "硬科技企业指数",
            "科技创新环境指数",
        ];
        let mut text = format!("{INDEX},{}\n", names.join(","));
        for (row, name) in names.iter().enumerate() {
            let cells = (0..names.len()).map(|column| match row.cmp(&column) {
                std::cmp::Ordering::Less => "2",
                std::cmp::Ordering::Equal => "1",
                std::cmp::Ordering::Greater => "",
            });
            text.push_str(name);
            for cell in cells {
                text.push(',');
                text.push_str(cell);
            }
            text.push('\n');
        }
        std::fs::write(&path, text).unwrap();
        let mut desk = Desk::answering(language, vec![path]);
        desk.go(Page::Framework);
        let texts = desk.texts;
        desk.choose_for_node(INDEX, &[texts.judgement_matrix()]);
        desk.click(texts.import_from_sheet());
        desk.wait_until("the answers", |desk| desk.offers(texts.take_answers()));
        assert_eq!(desk.window.state().notice(), None);
        assert!(desk.shows(texts.consistency_ratio()));
        assert!(root(&desk).judgements.is_empty(), "not yet");
        desk.click(texts.take_answers());
        assert_eq!(root(&desk).judgements[0].pairs.len(), 10);
        assert!(desk.shows(&texts.judgement_of(TALENT, MONEY)));
    });
}

#[test]
fn answers_of_many_are_seen_side_by_side_before_they_are_used() {
    in_both_languages(|language| {
        let folder = tempfile::tempdir().unwrap();
        let (many, one) = (
            folder.path().join("many.csv"),
            folder.path().join("one.csv"),
        );
        let names = [
            TALENT,
            MONEY,
            "高新技术产出指数",
            "硬科技企业指数",
            "科技创新环境指数",
        ];
        let list = names.map(|name| match name {
            TALENT => format!("{name},30,20,60\n"),
            _ => format!("{name},17.5,20,10\n"),
        });
        let list = format!("指标,张三,李四,王五\n{}", list.concat());
        std::fs::write(&many, list).unwrap();
        let points = names.map(|name| format!("{name},19\n"));
        let points = format!("专家姓名,赵六\n代码,分数\n{}", points.concat());
        std::fs::write(&one, points).unwrap();
        let mut desk = Desk::answering(language, vec![many, one]);
        desk.go(Page::Framework);
        let texts = desk.texts;
        desk.choose_for_node(INDEX, &[texts.judgement_matrix()]);
        desk.click(texts.expert_weights_of());
        desk.click(texts.import_from_sheet());
        desk.wait_until("the answers", |desk| desk.offers(texts.take_answers()));
        assert!(desk.shows(&texts.heard_title(3)));
        let told = texts.disagreement(INDEX, Some("王五"), Some(TALENT));
        assert!(desk.shows(&told), "who and what");
        // The mean of 30, 20 and 60 percent, and how far 60 percent is from it.
        assert!(desk.shows("36.7%") && desk.shows("23.3%"));
        assert!(!desk.shows(texts.consistency_ratio()));
        desk.click(texts.leave_answers());
        assert!(root(&desk).opinions.is_empty());

        desk.click(texts.import_from_sheet());
        desk.wait_until("the answer", |desk| desk.offers(texts.take_answers()));
        assert!(desk.shows_part("95"), "points that do not come to 100");
        desk.click(texts.take_answers());
        assert_eq!(root(&desk).opinions.len(), 1);
        assert_eq!(root(&desk).opinions[0].expert, "赵六");
    });
}

#[test]
fn a_finding_is_mended_with_one_click() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.go(Page::Framework);
        let texts = desk.texts;
        desk.choose(
            texts.aggregation(),
            texts.aggregation_name(Aggregation::Geometric),
        );
        desk.click(texts.normalisation());
        let min_max = heng::engine::Normalisation::default();
        desk.click(texts.normalisation_name(&min_max));
        desk.press(egui::Key::Escape);
        assert_eq!(desk.standing(BEIJING), (None, None));
        let results = desk.window.state().results().unwrap();
        let dataset = desk.dataset();
        let (finding, edit) = results
            .findings
            .iter()
            .find_map(|it| Some((it, heng::project::remedy(dataset, None, it)?)))
            .unwrap();
        let sentence = texts.engine_finding(finding, dataset);
        let button = texts.remedy_of(texts.remedy(&edit), &sentence);
        for page in [Page::Results, Page::Framework] {
            desk.go(page);
            assert!(desk.offers(&button), "{page:?}");
        }
        desk.click(&button);
        assert_eq!(
            desk.dataset().method.normalisation.range(),
            Some([1.0, 100.0])
        );
        assert_eq!(desk.standing(BEIJING).0, Some(1));
        assert!(!desk.shows(&sentence));
    });
}
