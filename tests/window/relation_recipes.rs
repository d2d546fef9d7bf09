//! Next year's relation sheet goes in by the recipe of this year's: its edges join those of other years.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::Key;
use heng::{
    app::Page,
    engine::Period,
    import::relations::{RelationForm, RelationRole, RelationSays},
    project::Renewal,
};

use crate::{
    desk::{Desk, in_both_languages},
    together::{let_fall, workbook},
};

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

/// Has the window in view say what the columns of a list tell that nothing tells.
fn correct(desk: &mut Desk) {
    let texts = desk.texts;
    desk.click(texts.as_relations());
    desk.click(&texts.whole_row("1"));
    desk.choose(texts.cells_are(), texts.relation_says(RelationSays::Header));
    for (column, role) in [("B", RelationRole::Source), ("A", RelationRole::Target)] {
        desk.click(&texts.whole_column(column));
        desk.choose(texts.cells_are(), texts.relation_role(role));
    }
    desk.click(texts.is_directed(true));
}

fn years(years: &[i32]) -> Vec<Period> {
    years.iter().copied().map(Period::Year).collect()
}

/// The edges of the only relation in a period, as `source>target weight`.
fn edges(desk: &Desk, year: i32) -> Vec<String> {
    let relations = &desk.dataset().relations;
    assert_eq!(relations.len(), 1);
    let edges = relations[0].list.edges.iter();
    let edges = edges.filter(|it| *it.period == Period::Year(year));
    edges
        .map(|it| format!("{}>{} {}", it.source, it.target, it.weight.unwrap_or(0.0)))
        .collect()
}

#[test]
fn what_was_said_of_a_relation_sheet_is_not_said_again() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str, text: &str| file(folder.path(), name, text);
    let paths = [
        of("交易2020.csv", "买入,卖出,笔数\n甲,乙,10\n乙,丙,20\n"),
        of(
            "交易2021.csv",
            "本表为初步数,,\n卖出,笔数,买入\n乙,11,甲\n丙,21,乙\n丁,31,丙\n",
        ),
        of("交易2022.csv", "买入,卖出,成交笔数\n甲,乙,12\n乙,丙,22\n"),
    ];
    in_both_languages(|language| {
        let mut desk = Desk::answering(language, paths.to_vec());
        let texts = desk.texts;
        let [first, second, third] = &paths;
        desk.import(first);
        correct(&mut desk);
        desk.click(texts.take());
        assert_eq!(edges(&desk, 2020), ["乙>甲 10", "丙>乙 20"]);
        assert_eq!(desk.dataset().relations[0].name, "交易");
        assert_eq!(desk.dataset().recipes.len(), 1);

        desk.import(second);
        assert!(desk.shows(&texts.by_recipe("交易")));
        assert!(desk.shows(texts.as_last_time()), "nothing is asked");
        let renewal = Renewal {
            kept: years(&[2020]),
            new: years(&[2021]),
            ..Renewal::default()
        };
        assert!(desk.shows(&texts.renews_relation("交易", &renewal)));
        desk.click(texts.take());
        assert_eq!(edges(&desk, 2021), ["乙>甲 11", "丙>乙 21", "丁>丙 31"]);
        assert_eq!(edges(&desk, 2020), ["乙>甲 10", "丙>乙 20"]);
        assert!(desk.dataset().relations[0].directed);

        desk.import(third);
        assert!(desk.shows(&texts.differences_asked(1)), "another header");
        assert!(desk.offers(&texts.take_asked(1)));
        desk.click(&texts.it_is_now("成交笔数"));
        assert!(desk.shows(texts.as_last_time()));
        desk.click(texts.take());
        assert_eq!(edges(&desk, 2022), ["乙>甲 12", "丙>乙 22"]);
        let relation = &desk.dataset().relations[0];
        assert_eq!(relation.list.edges.periods(), years(&[2020, 2021, 2022]));
        let parts = relation.parts.iter();
        let parts: Vec<_> = parts.map(|it| (it.file.as_str(), it.edges)).collect();
        let expected = [
            ("交易2020.csv", 2),
            ("交易2021.csv", 3),
            ("交易2022.csv", 2),
        ];
        assert_eq!(parts, expected);
        desk.command(Key::Z);
        let relation = &desk.dataset().relations[0];
        assert_eq!(
            relation.list.edges.periods(),
            years(&[2020, 2021]),
            "one step"
        );
    });
}

#[test]
fn a_column_pointed_at_answers_the_question_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str, text: &str| file(folder.path(), name, text);
    let first = of("交易2020.csv", "买入,卖出,笔数\n甲,乙,10\n乙,丙,20\n");
    let second = of(
        "交易2021.csv",
        "买入,卖出,成交,次序\n甲,乙,11,1\n乙,丙,21,2\n",
    );
    in_both_languages(|language| {
        let answers = vec![first.clone(), second.clone()];
        let mut desk = Desk::sized(language, answers, [1440.0, 1400.0]);
        let texts = desk.texts;
        desk.import(&first);
        correct(&mut desk);
        desk.click(texts.take());
        desk.import(&second);
        assert!(desk.offers(&texts.take_asked(1)));
        desk.click(&texts.whole_column("C"));
        desk.choose(texts.cells_are(), texts.relation_role(RelationRole::Weight));
        assert!(desk.shows(texts.as_last_time()));
        desk.click(texts.take());
        assert_eq!(edges(&desk, 2021), ["乙>甲 11", "丙>乙 21"]);
    });
}

#[test]
fn sheets_a_year_go_into_the_relation_that_has_some_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let edges_of = |first: i32| format!("起点|终点|次数\n甲|乙|{first}\n乙|丙|2");
    let book = |name: &str, sheets: &[(&str, &str)]| workbook(folder.path(), name, sheets);
    let (old, newer, new) = (edges_of(1), edges_of(5), edges_of(9));
    let first = book("合作.xlsx", &[("2020年", &old), ("2021年", &old)]);
    let later = folder.path().join("新");
    fs::create_dir(&later).unwrap();
    let sheets: [(&str, &str); 3] = [("2020年", &old), ("2021年", &newer), ("2022年", &new)];
    let second = workbook(&later, "合作.xlsx", &sheets);
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        for (path, count) in [(&first, 2), (&second, 3)] {
            let_fall(&mut desk, std::slice::from_ref(path));
            let all = texts.take_all(count);
            desk.wait_until("all read", |desk| desk.offers(&all));
            if count == 3 {
                let renewal = Renewal {
                    replaced: years(&[2020, 2021]),
                    new: years(&[2022]),
                    ..Renewal::default()
                };
                assert!(desk.shows(&texts.renews_relation("合作", &renewal)));
            }
            desk.click(&all);
        }
        let relation = &desk.dataset().relations[0];
        assert_eq!(relation.list.edges.periods(), years(&[2020, 2021, 2022]));
        assert_eq!(edges(&desk, 2021), ["甲>乙 5", "乙>丙 2"]);
        assert_eq!(edges(&desk, 2022), ["甲>乙 9", "乙>丙 2"]);
        assert_eq!(desk.dataset().recipes.len(), 1, "the sheets share one");
        assert_eq!(desk.dataset().recipes[0].period.last, years(&[2022]));
    });
}

#[test]
fn a_recipe_of_a_relation_sheet_is_listed_and_can_be_done_without() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str, text: &str| file(folder.path(), name, text);
    let text = "投资方,被投资方,金额\n甲,乙,10\n乙,丙,20\n";
    let paths = [
        of("投资2020.csv", text),
        of("投资2021.csv", text),
        of("投资2022.csv", text),
    ];
    in_both_languages(|language| {
        let mut desk = Desk::answering(language, paths.to_vec());
        let texts = desk.texts;
        let [first, second, third] = &paths;
        desk.import(first);
        desk.click(texts.take());
        desk.import(second);
        assert!(desk.shows(&texts.by_recipe("投资")));
        desk.click(texts.without_recipe());
        assert!(desk.shows(texts.replaces_relation()));
        desk.click(texts.cancel());
        desk.go(Page::Data);
        desk.click(&format!("{}…", texts.recipes()));
        let form = texts.relation_form(RelationForm::List);
        let short = texts.relation_recipe_in_short("投资2020.csv", "投资", form);
        assert!(desk.shows(&short));
        desk.click(&texts.forget_recipe_of("投资"));
        assert!(desk.dataset().recipes.is_empty());
        desk.import(third);
        assert!(!desk.shows(&texts.by_recipe("投资")));
    });
}
