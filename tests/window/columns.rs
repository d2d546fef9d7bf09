//! The columns of the data: their order, width and numbers, and what the method does to values.

use egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::NodeT as _;
use heng::{
    app::Page,
    engine::{Imputation, Marked, Treatment, impute::Source},
    project::{At, Condition, Edit, MethodPatch},
    texts::Language,
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

const MONEY: &str = "硬科技投入指数";
/// The third variable.
const THIRD: usize = 2;

fn desk(language: Language) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Data);
    desk
}

fn cell(desk: &Desk, name: &str) -> Pos2 {
    desk.control(name).rect().center()
}

/// The head of a variable.
fn head(desk: &Desk, variable: &str) -> egui::Rect {
    desk.control(&desk.texts.sort_by(variable, None)).rect()
}

#[test]
fn a_column_is_moved_by_keys_and_by_dragging() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let (texts, before) = (desk.texts, desk.document().clone());
        let third = desk.dataset().variables[THIRD].name.clone();
        let place = cell(&desk, &format!("{BEIJING} {TALENT} 80.80"));
        desk.click_at(place);
        desk.window
            .key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
        desk.settle();
        assert!(head(&desk, MONEY).right() <= head(&desk, TALENT).left() + 1.0);
        assert!(
            desk.offers(&format!("{BEIJING} · {TALENT}")),
            "it is still selected"
        );
        // The arrows go by what is seen.
        desk.press(Key::ArrowLeft);
        assert!(desk.offers(&format!("{BEIJING} · {MONEY}")));
        desk.click(texts.columns_as_in_data());
        assert!(head(&desk, TALENT).right() <= head(&desk, MONEY).left() + 1.0);

        let (from, to) = (head(&desk, TALENT).center(), head(&desk, &third));
        let to = to.center() + egui::vec2(to.width() * 0.3, 0.0);
        desk.window.drag_at(from);
        desk.window.hover_at(from.lerp(to, 0.5));
        desk.window.step();
        desk.window.hover_at(to);
        desk.window.step();
        desk.window.drop_at(to);
        desk.settle();
        assert!(head(&desk, &third).right() <= head(&desk, TALENT).left() + 1.0);
        assert!(head(&desk, MONEY).right() <= head(&desk, &third).left() + 1.0);
        assert!(desk.document().same(&before), "only the view has changed");
    });
}

#[test]
fn an_edge_makes_a_column_wider_and_fits_it() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let before = head(&desk, TALENT);
        let (from, to) = (
            before.right_center(),
            before.right_center() + egui::vec2(80.0, 0.0),
        );
        desk.window.drag_at(from);
        desk.window.hover_at(to);
        desk.window.step();
        desk.window.drop_at(to);
        desk.settle();
        let wide = head(&desk, TALENT);
        assert!(
            (wide.width() - before.width() - 80.0).abs() < 4.0,
            "{wide:?}"
        );
        desk.double_click_at(wide.right_center());
        let fit = head(&desk, TALENT);
        assert!(fit.width() < wide.width() - 20.0, "{fit:?}");
    });
}

#[test]
fn numbers_are_written_as_a_person_wants_them() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let before = desk.document().clone();
        for (list, choice, shown) in [
            (texts.decimals(), "0", "81"),
            (texts.counted_in(), texts.counted_in_ten_thousands(), "0万"),
            (texts.decimals(), "4", "0.0081万"),
            (texts.counted_in(), texts.counted_in_ones(), "80.8000"),
            (texts.decimals(), texts.decimals_as_needed(), "80.80"),
        ] {
            desk.click(texts.number_format());
            desk.click(&format!("{list} {choice}"));
            desk.press(Key::Escape);
            assert!(
                desk.offers(&format!("{BEIJING} {TALENT} {shown}")),
                "{shown}"
            );
        }
        assert!(desk.document().same(&before));
    });
}

#[test]
fn a_cell_says_what_has_become_of_its_value() {
    in_both_languages(|language| {
        let made = Desk::new(language);
        let dataset = made.dataset();
        let period = dataset.periods().pop().unwrap();
        let unit = |label: &str| dataset.units.iter().find(|it| it.label == label);
        let variable = dataset.variables.iter().find(|it| it.name == TALENT);
        let correct = |label: &str, value| Edit::Correct {
            dataset: dataset.id,
            variable: variable.unwrap().id,
            period: period.clone(),
            unit: unit(label).unwrap().id,
            value,
            note: String::new(),
        };
        let method = Edit::SetMethod {
            at: At {
                dataset: dataset.id,
                scenario: None,
            },
            choices: MethodPatch {
                imputation: Some(Imputation::Constant { value: 3.0 }),
                treatment: Some(Treatment::Fixed {
                    lower: None,
                    upper: Some(1000.0),
                }),
                ..MethodPatch::default()
            },
        };
        let mut document = made.document().clone();
        for edit in [correct("上海", None), correct("深圳", Some(9e6)), method] {
            document = edit.apply(&document).unwrap();
        }
        let mut desk = Desk::on(language, &document);
        let texts = desk.texts;
        desk.go(Page::Data);
        let says = |desk: &Desk, name: &str| {
            let node = desk.control(name);
            node.accesskit_node().description().unwrap_or_default()
        };
        let gap = format!("上海 {TALENT} {}", texts.missing());
        let told = says(&desk, &gap);
        assert!(told.contains(texts.missing()));
        assert!(told.contains(&texts.corrected_from("39.59")));
        assert!(told.contains(&texts.mark(&Marked::Imputed(Source::Constant))));
        let far = says(&desk, &format!("深圳 {TALENT} 9,000,000.00"));
        assert!(far.contains(&texts.mark(&Marked::Clipped)), "{far}");
        assert_eq!(says(&desk, &format!("{BEIJING} {TALENT} 80.80")), "");

        // A filter knows the same.
        let all = desk.dataset().units.len();
        for condition in [Condition::Outlier, Condition::Imputed] {
            desk.click(&texts.filter_by(TALENT));
            desk.choose(texts.condition_name(), texts.condition(Some(condition)));
            assert!(desk.shows(&texts.shown_of(1, all)), "{condition:?}");
            desk.click(texts.close_filter());
        }
    });
}
