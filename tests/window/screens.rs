//! Every screen: what it opens on, its names, its language, its rest.

use std::{collections::BTreeSet, time::Duration};

use egui::{
    Key,
    accesskit::{Action, Role as Kind},
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use heng::{
    app::Page,
    project::{Document, Edit},
    texts::Language,
};

use crate::{
    desk::{BEIJING, Desk, TALENT, in_both_languages},
    support::{self, MAIN},
};

#[test]
fn opens_on_the_results_of_the_sample() {
    in_both_languages(|language| {
        let desk = Desk::new(language);
        assert!(desk.shows(BEIJING) && desk.shows("84.04") && desk.shows(TALENT));
        assert!(desk.shows(&desk.texts.counts(38, 5, 1)));
        assert_eq!(desk.standing(BEIJING).0, Some(1));
        assert!(!desk.shows(desk.texts.unsaved()));
    });
}

/// What can take the keyboard or a click and has no name.
fn nameless(desk: &Desk) -> Vec<String> {
    let all = desk.window.root();
    all.children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| {
            matches!(
                node.role(),
                Kind::Button
                    | Kind::CheckBox
                    | Kind::ComboBox
                    | Kind::RadioButton
                    | Kind::Slider
                    | Kind::SpinButton
                    | Kind::TextInput
                    | Kind::Link
                    | Kind::Image
                    | Kind::Cell
            )
        })
        .filter(|node| !node.is_hidden() && !node.data().is_read_only())
        // Cells that nobody can act on are told by what is in them.
        .filter(|node| node.role() != Kind::Cell || node.data().supports_action(Action::Click))
        .filter(|node| node.label().is_none_or(|name| name.trim().is_empty()))
        .map(|node| format!("{:?} {:?}", node.role(), node.raw_bounds()))
        .collect()
}

#[test]
fn everything_on_every_screen_has_a_name() {
    for size in [[1280.0, 800.0], [1000.0, 640.0]] {
        in_both_languages(|language| {
            let mut desk = Desk::sized(language, Vec::new(), size);
            for page in Page::ALL {
                desk.go(page);
                assert_eq!(nameless(&desk), [""; 0], "{page:?}");
            }
        });
    }
}

/// How many rows and columns the tables in sight say they have, with their names.
fn tables(desk: &Desk) -> Vec<(String, usize, usize)> {
    let all = desk.window.root();
    let tables = all.children_recursive();
    let tables = tables.filter(|it| it.accesskit_node().role() == Kind::Table);
    let told = tables.map(|it| {
        let node = it.accesskit_node();
        let data = node.data();
        let (rows, columns) = (data.row_count(), data.column_count());
        (node.label().unwrap(), rows.unwrap(), columns.unwrap())
    });
    told.collect()
}

#[test]
fn tables_tell_their_rows_heads_and_columns() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        for (page, name, columns) in [
            (Page::Results, texts.ranking_tab(), 13),
            (Page::Data, texts.page_data(), 6),
            (Page::Units, texts.page_units(), 7),
        ] {
            desk.go(page);
            assert_eq!(
                tables(&desk),
                [(texts.table_of(name), 38, columns)],
                "{page:?}"
            );
        }
        desk.go(Page::Framework);
        assert_eq!(tables(&desk)[0].1, 6, "the index and its five parts");

        desk.go(Page::Data);
        let root = desk.window.root();
        let of = |kind: Kind| {
            let all = root.children_recursive();
            let all = all.map(|it| it.accesskit_node());
            all.filter(move |it| it.role() == kind)
        };
        let heads = of(Kind::ColumnHeader).filter_map(|it| it.data().column_index());
        assert_eq!(heads.collect::<BTreeSet<_>>(), (0..6).collect());
        let first = of(Kind::RowHeader).find(|it| it.data().row_index() == Some(0));
        let row = first.unwrap().parent().unwrap();
        assert_eq!((row.role(), row.data().row_index()), (Kind::Row, Some(0)));
        let value = of(Kind::Cell).find(|it| {
            let data = it.data();
            (data.row_index(), data.column_index()) == (Some(0), Some(1))
        });
        assert_eq!(
            value.unwrap().label().unwrap(),
            format!("{BEIJING} {TALENT} 80.80")
        );
    });
}

#[test]
fn a_table_is_not_scrolled_with_that_of_another_screen() {
    let mut desk = Desk::new(Language::Chinese);
    desk.go(Page::Data);
    let first = format!("{BEIJING} {TALENT} 80.80");
    let place = desk.control(&first).rect().center();
    desk.click_at(place);
    desk.command(Key::End);
    assert!(!desk.offers(&first), "the data are scrolled");
    desk.go(Page::Units);
    assert!(desk.offers(&desk.texts.include_unit(BEIJING)));
}

#[test]
fn every_screen_comes_to_rest() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        for page in Page::ALL {
            desk.go(page);
            desk.window.remove_cursor();
            desk.window.run_steps(60);
            let rest = desk.sleeps_for();
            assert!(rest > Duration::from_mins(1), "{page:?} sleeps {rest:?}");
        }
    });
}

#[test]
fn an_empty_project_draws_everywhere() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.command(Key::N);
        assert!(desk.shows(desk.texts.no_data()));
        for page in Page::ALL {
            desk.go(page);
            assert_eq!(nameless(&desk), [""; 0], "{page:?}");
        }
        assert!(desk.shows(desk.texts.no_results()));
    });
}

#[test]
fn another_language_is_spoken_at_once() {
    for (from, to) in [
        (Language::Chinese, Language::English),
        (Language::English, Language::Chinese),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::answering(from, vec![folder.path().join("nothing.csv")]);
        desk.click(desk.texts.copy_table());
        desk.command(Key::I);
        desk.wait_until("a notice", |desk| desk.window.state().notice().is_some());
        let before = desk.window.state().notice().unwrap();
        assert!(desk.shows(&before) && desk.shows(desk.texts.copied()));

        desk.speak(to);
        let after = desk.window.state().notice().unwrap();
        assert_ne!(before, after);
        assert!(desk.shows(&after) && !desk.shows(&before));
        assert!(desk.shows(desk.texts.copied()));
        assert!(desk.offers(desk.texts.copy_table()));
        desk.click(desk.texts.close_notice());
        assert_eq!(desk.window.state().notice(), None);
        desk.go(Page::Charts);
    }
}

#[test]
fn everything_grows_and_shrinks_by_menu_and_keys() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        let zoom = |desk: &Desk| desk.window.ctx.zoom_factor();
        desk.command(Key::Equals);
        assert_eq!(zoom(&desk), 1.1);
        desk.click(texts.display_menu());
        assert!(desk.shows(&texts.zoom_now(110)));
        desk.click_part(texts.zoom_out());
        assert_eq!(zoom(&desk), 1.0);
        for _ in 0..9 {
            desk.command(Key::Minus);
        }
        assert_eq!(zoom(&desk), 0.8);
        for _ in 0..9 {
            desk.command(Key::Plus);
        }
        assert_eq!(zoom(&desk), 2.0, "no further");
        // Still there to be clicked.
        for page in Page::ALL {
            desk.go(page);
        }
        desk.command(Key::Num0);
        assert_eq!(zoom(&desk), 1.0);
    });
}

/// A project of 300 units and 60 indicators, all found in the data.
fn large() -> Document {
    let header: Vec<String> = (0..60).map(|at| format!("v{at}")).collect();
    let mut picture = format!("unit | {}\n", header.join(" | "));
    for unit in 0..300 {
        let values = (0..60).map(|at| ((unit * 37 + at * 11) % 101).to_string());
        let values: Vec<String> = values.collect();
        picture.push_str(&["u", &unit.to_string(), " | ", &values.join(" | "), "\n"].concat());
    }
    let framework = Edit::OutlineFromVariables {
        dataset: MAIN,
        index_name: "index".to_owned(),
    };
    support::document([support::take(&picture), framework])
}

#[test]
fn many_units_and_indicators_draw_on_every_screen() {
    let document = large();
    in_both_languages(|language| {
        let mut desk = Desk::on(language, &document);
        assert!(desk.shows(&desk.texts.counts(300, 60, 1)));
        for page in Page::ALL {
            desk.go(page);
        }
        desk.go(Page::Data);
        // Only what is in sight is laid out.
        let cells = desk.window.query_all_by_role(Kind::Cell).count();
        assert!((50..2000).contains(&cells), "{cells} cells");
    });
}

#[test]
fn the_title_is_typed_over() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let old = desk.document().title.clone();
        desk.click(desk.texts.project_title());
        desk.type_over("新题目");
        desk.press(Key::Enter);
        assert_eq!(desk.document().title, "新题目");
        desk.command(Key::Z);
        assert_eq!(desk.document().title, old);
        desk.command(Key::Y);
        assert_eq!(desk.document().title, "新题目");
    });
}

#[test]
fn undo_in_a_field_leaves_the_document_alone() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        desk.go(Page::Units);
        desk.click(&desk.texts.include_unit(BEIJING));
        let changed = desk.document().clone();
        desk.click(desk.texts.find_unit());
        desk.type_over("x");
        desk.command(Key::Z);
        assert!(desk.document().same(&changed));
        // Outside the field it is the document's again.
        desk.press(Key::Escape);
        desk.command(Key::Z);
        assert!(!desk.document().same(&changed));
    });
}

#[test]
fn a_project_begins_with_its_first_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("城市.csv");
    std::fs::write(&path, "city,v\nA,1\nB,2\nC,4\n").unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::answering(language, vec![path.clone()]);
        desk.go(Page::Start);
        desk.click(desk.texts.new_from_table());
        desk.wait_until("the preview", |desk| desk.offers(desk.texts.take()));
        assert_eq!(nameless(&desk), [""; 0]);
        desk.click(desk.texts.take());
        assert_eq!(desk.document().title, "城市");
        desk.go(Page::Framework);
        desk.click(desk.texts.framework_from_variables());
        let used: BTreeSet<_> = desk.ranks().into_iter().flatten().collect();
        assert_eq!(used, BTreeSet::from([1, 2, 3]));
    });
}
