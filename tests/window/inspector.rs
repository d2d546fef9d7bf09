//! The inspector: what is selected in brief, on every screen.

use egui::{Event, Key, Modifiers, Rect, accesskit::Role as Kind};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use heng::{
    app::Page,
    engine::{Direction, Period},
    project::Role,
    texts::Language,
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

/// The top of the sample's framework.
const INDEX: &str = "城市硬科技创新指数";

/// The window with the inspector open, on a screen.
fn desk(language: Language, page: Page) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(page);
    turn(&mut desk);
    assert!(is_open(&desk));
    desk
}

fn turn(desk: &mut Desk) {
    let keys = Modifiers::COMMAND | Modifiers::SHIFT;
    desk.window.key_press_modifiers(keys, Key::I);
    desk.settle();
}

fn is_open(desk: &Desk) -> bool {
    desk.offers(desk.texts.close_inspector())
}

fn period(desk: &Desk) -> String {
    desk.texts.period(&Period::Year(2020))
}

fn point(desk: &mut Desk, cell: &str, modifiers: Modifiers) {
    let place = desk.control(cell).rect().center();
    desk.window.event(Event::ModifiersChanged(modifiers));
    desk.click_at(place);
    desk.window.event(Event::ModifiersChanged(Modifiers::NONE));
}

#[test]
fn it_opens_and_closes_by_button_and_keys_and_says_what_to_select() {
    in_both_languages(|language| {
        let mut desk = Desk::new(language);
        let texts = desk.texts;
        assert!(!is_open(&desk), "not before it is asked for");
        desk.click(texts.inspector());
        assert!(is_open(&desk) && desk.shows(texts.nothing_selected()));
        for page in Page::ALL {
            desk.go(page);
            assert!(desk.shows(texts.nothing_selected()), "{page:?}");
        }
        // It stays as it is with another project.
        desk.command(Key::N);
        assert!(is_open(&desk));
        desk.click(texts.close_inspector());
        assert!(!is_open(&desk));
        turn(&mut desk);
        turn(&mut desk);
        assert!(!is_open(&desk) && !desk.shows(texts.nothing_selected()));
    });
}

#[test]
fn a_unit_tells_where_it_stands_and_its_role_is_changed() {
    in_both_languages(|language| {
        let mut desk = desk(language, Page::Results);
        let texts = desk.texts;
        desk.click(BEIJING);
        let rank = texts.rank_of(1, 38);
        assert!(desk.shows(&rank) && desk.shows(texts.strengths()));
        assert!(desk.shows(&texts.place_among(1, 38)));
        let (before, ranks) = (desk.document().clone(), desk.ranks());
        desk.choose(&texts.role_of(BEIJING), texts.role_name(Role::Excluded));
        let unit = desk.dataset().units.iter().find(|it| it.label == BEIJING);
        assert_eq!(unit.unwrap().role, Role::Excluded);
        assert!(!desk.shows(&rank), "no rank any more");
        desk.command(Key::Z);
        assert!(desk.document().same(&before) && desk.ranks() == ranks);
        assert!(desk.shows(&rank));

        desk.click(texts.open_profile());
        assert!(desk.offers(texts.put_beside()));
        desk.click(texts.find_there_in_data());
        let first = &desk.dataset().variables.first().unwrap().name;
        assert!(desk.offers(&format!("{BEIJING} · {first}")), "its row");
        assert!(desk.shows(&rank), "still the unit");
    });
}

#[test]
fn a_unit_without_data_says_what_it_lacks() {
    in_both_languages(|language| {
        let mut desk = desk(language, Page::Data);
        let texts = desk.texts;
        point(
            &mut desk,
            &format!("{BEIJING} {TALENT} 80.80"),
            Modifiers::NONE,
        );
        desk.press(Key::Delete);
        assert!(desk.shows(texts.origin_correction()), "what became of it");
        desk.click(&texts.about_it(BEIJING));
        assert_eq!(desk.window.state().selected_unit(), Some(BEIJING));
        assert!(desk.shows(&texts.indicators_missing(1)));
    });
}

/// The first figure in words.
fn figure(desk: &Desk) -> Option<String> {
    let mut figures = desk.window.query_all_by_role(Kind::Image);
    figures.find_map(|it| it.accesskit_node().label())
}

#[test]
fn an_indicator_tells_its_figures_and_leads_to_its_choices() {
    in_both_languages(|language| {
        let mut desk = desk(language, Page::Framework);
        let texts = desk.texts;
        desk.click_at(desk.place_of(TALENT));
        let direction = [
            texts.direction_name(Direction::Positive),
            texts.direction_help(Direction::Positive),
        ];
        assert!(desk.shows(&direction.join(" · ")));
        assert!(desk.shows(&texts.values_of_ranked(&period(&desk))));
        for fact in [
            texts.median_value(),
            texts.deviation_value(),
            texts.skewness_value(),
            texts.with_value(),
        ] {
            assert!(desk.shows(fact), "{fact}");
        }
        // 38 cities; the best of them has 80.8.
        assert!(desk.shows("38") && desk.shows("80.8"));
        let told = figure(&desk);
        assert!(told.is_some_and(|it| it.contains("80.8")), "the histogram");

        desk.click(texts.open_choices());
        assert!(desk.offers(texts.denominator_and_lag()));
        desk.click(texts.own_imputation());
        desk.click(texts.find_there_in_data());
        assert!(desk.shows(texts.variable_word()), "of the variable");
        assert!(desk.shows(&texts.stages_in(TALENT, None)));
        desk.click(texts.find_there_in_framework());
        assert!(desk.offers(texts.open_choices()));
    });
}

#[test]
fn the_ranking_is_in_sight_while_values_are_corrected() {
    in_both_languages(|language| {
        let mut desk = desk(language, Page::Data);
        let texts = desk.texts;
        desk.click(texts.live_ranking());
        let line = |rank: &str, score: &str, moved| {
            texts.ranking_line("上海", rank, score, &texts.moved(moved))
        };
        assert!(desk.offers(&line("2", "50.48", 0)));
        // A fifth of 39.59 less, and 深圳 is ahead.
        point(&mut desk, &format!("上海 {TALENT} 39.59"), Modifiers::NONE);
        desk.window.event(Event::Text("0".to_owned()));
        desk.settle();
        desk.press(Key::Enter);
        assert!(
            desk.offers(&line("3", "42.56", -1)),
            "between 深圳 and 广州"
        );
        desk.command(Key::Z);
        assert!(desk.offers(&line("2", "50.48", 0)));
        // A unit is picked there and followed.
        desk.click(&line("2", "50.48", 0));
        assert_eq!(desk.window.state().selected_unit(), Some("上海"));
        // Beside the tree it stands anyway.
        desk.go(Page::Framework);
        assert_eq!(
            desk.window
                .query_all_by_label(&line("2", "50.48", 0))
                .count(),
            1
        );
        // What is selected is a click away.
        desk.go(Page::Data);
        desk.click(texts.inspected());
        assert!(desk.shows(texts.place_of_value()));
    });
}

#[test]
fn a_head_of_the_ranking_picks_its_indicator() {
    in_both_languages(|language| {
        let mut desk = desk(language, Page::Results);
        desk.click(TALENT);
        assert!(figure(&desk).is_some());
        // A unit picked after it counts.
        desk.click(BEIJING);
        assert!(figure(&desk).is_none());
    });
}

#[test]
fn a_choice_of_its_own_is_taken_back() {
    in_both_languages(|language| {
        let mut desk = desk(language, Page::Framework);
        let texts = desk.texts;
        let before = desk.document().clone();
        desk.click_at(desk.place_of(TALENT));
        assert!(!desk.shows(texts.own_method()));
        desk.click(texts.open_choices());
        desk.click(texts.goalposts_of());
        desk.check(texts.target());
        assert!(desk.shows(texts.own_method()));
        let line = texts.own_line(texts.target(), "100");
        desk.click(&texts.reset_own(&line));
        assert!(!desk.shows(texts.own_method()));
        assert!(desk.document().same(&before));
    });
}

#[test]
fn an_aggregate_tells_what_it_is_made_of() {
    in_both_languages(|language| {
        let mut desk = desk(language, Page::Framework);
        let texts = desk.texts;
        desk.click_at(desk.place_of(INDEX));
        assert!(desk.shows(texts.index_word()) && desk.shows(texts.children_heading()));
        desk.click(&texts.about_it(TALENT));
        assert!(!desk.shows(texts.children_heading()));
        assert!(desk.shows(texts.median_value()), "the indicator below");
    });
}

#[test]
fn a_value_tells_its_stages_and_where_it_comes_from() {
    in_both_languages(|language| {
        let mut desk = desk(language, Page::Data);
        let texts = desk.texts;
        let cell = format!("上海 {TALENT} 39.59");
        point(&mut desk, &cell, Modifiers::NONE);
        assert!(desk.shows(&texts.value_of(&period(&desk))));
        assert!(desk.shows(&texts.stages_in(TALENT, None)));
        assert!(desk.shows(texts.raw_stage()) && desk.shows(texts.normalised_stage()));
        assert!(!desk.shows(texts.imputed_stage()), "nothing was missing");
        assert!(desk.shows(&texts.place_among(5, 38)));
        assert!(desk.shows(texts.origin_cell()), "where it stood");
        // What stands beside it already is not told twice.
        desk.click(texts.origin_panel());
        assert_eq!(desk.places_of(texts.origin_cell()).len(), 1);

        // A unit that is followed stands back until it is picked itself.
        desk.click("上海");
        assert!(desk.shows(texts.strengths()));
        point(&mut desk, &cell, Modifiers::NONE);
        assert!(desk.shows(texts.raw_stage()) && !desk.shows(texts.strengths()));
        desk.click(&texts.about_it(TALENT));
        assert!(desk.shows(texts.median_value()));
    });
}

#[test]
fn several_values_come_to_what_the_bar_says() {
    in_both_languages(|language| {
        let mut desk = desk(language, Page::Data);
        let texts = desk.texts;
        point(
            &mut desk,
            &format!("{BEIJING} {TALENT} 80.80"),
            Modifiers::NONE,
        );
        point(&mut desk, "深圳 硬科技投入指数 55.49", Modifiers::SHIFT);
        assert!(desk.shows(&texts.several_cells(6)));
        for figure in ["53.915", "323.49", "21.05", "80.8"] {
            assert!(desk.shows(figure), "{figure}");
        }
        desk.press(Key::Escape);
        assert!(desk.shows(texts.nothing_selected()));
    });
}

#[test]
fn it_makes_way_for_a_file_on_its_way_in_and_is_back_after() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("更多.csv");
    std::fs::write(&path, "城市,科研人才指数\n北京,80.80\n昆明,9\n").unwrap();
    in_both_languages(|language| {
        let mut desk = Desk::answering(language, vec![path.clone()]);
        turn(&mut desk);
        desk.click(BEIJING);
        desk.import(&path);
        assert!(!is_open(&desk));
        desk.click(desk.texts.cancel());
        desk.go(Page::Results);
        assert!(is_open(&desk) && desk.shows(&desk.texts.rank_of(1, 38)));
    });
}

/// Everything of the inspector that can be clicked.
fn buttons(desk: &Desk) -> Vec<(String, Rect)> {
    let texts = desk.texts;
    let own = [
        texts.open_profile(),
        texts.find_there_in_data(),
        texts.inspector(),
        texts.search(),
        texts.display_menu(),
    ];
    let all = desk.window.root();
    all.children_recursive()
        .filter_map(|node| Some((node.accesskit_node().label()?, node.rect())))
        .filter(|(label, _)| own.contains(&label.as_str()))
        .collect()
}

#[test]
fn nothing_is_cut_off_in_a_small_window_or_at_twice_the_size() {
    in_both_languages(|language| {
        let mut desk = Desk::sized(language, Vec::new(), [1280.0, 720.0]);
        let texts = desk.texts;
        desk.click(BEIJING);
        turn(&mut desk);
        let screen = desk.window.ctx.content_rect();
        let shown = buttons(&desk);
        assert!(shown.len() >= 5, "{shown:?}");
        for (name, rect) in shown {
            assert!(screen.contains_rect(rect), "{name} {rect}");
        }
        // Half as much room: it is put away, and lies over the screen when it is asked for.
        desk.window.ctx.set_zoom_factor(2.0);
        desk.settle();
        let rank = texts.rank_of(1, 38);
        assert!(!desk.shows(&rank));
        desk.click(texts.inspector());
        assert!(desk.shows(&rank));
        let screen = desk.window.ctx.content_rect();
        let label = desk.window.query_all_by_label(&rank).next().unwrap().rect();
        assert!(screen.contains_rect(label), "{label} in {screen}");
        for (name, rect) in buttons(&desk) {
            let inside = rect.left() >= 0.0 && rect.right() <= screen.right();
            assert!(inside, "{name} {rect} in {screen}");
        }
        turn(&mut desk);
        assert!(!desk.shows(&rank));
        desk.window.ctx.set_zoom_factor(1.0);
        desk.settle();
        assert!(desk.shows(&rank), "as it was");
    });
}
