//! The steps of the method, for the whole index and for a node.

use egui::Key;
use heng::{
    app::Page,
    engine::{
        Aggregation, Combination, Denominator, Direction, Imputation, Node, NodeKind,
        Normalisation, Scope, Tiering, Treatment, Weighting, treat::Then,
    },
    texts::{Language, manual::Topic},
};

use crate::desk::{BEIJING, Desk, TALENT, in_both_languages};

/// The top of the sample's framework.
const INDEX: &str = "城市硬科技创新指数";

fn desk(language: Language) -> Desk {
    let mut desk = Desk::new(language);
    desk.go(Page::Framework);
    desk
}

fn node<'a>(desk: &'a Desk, name: &str) -> &'a Node {
    let framework = desk.dataset().framework.as_ref().unwrap();
    let found = framework.nodes().into_iter().find(|node| node.name == name);
    found.expect(name)
}

/// The usual member of a kind.
fn imputation(key: &str) -> Imputation {
    Imputation::from_key(key).unwrap()
}

fn treatment(key: &str) -> Treatment {
    Treatment::from_key(key).unwrap()
}

#[test]
fn a_switch_of_denominators_is_one_step() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.step_denominate());
        desk.click(texts.denominate_name());
        assert!(desk.dataset().method.denominate);
        desk.press(Key::Escape);
        assert!(!desk.offers(texts.denominate_name()), "closed by Escape");
        desk.click(texts.undo());
        assert!(!desk.dataset().method.denominate);
    });
}

#[test]
fn units_are_screened_by_shares_and_by_name() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.step_screen());
        desk.check(texts.screen_units_name());
        let screen = desk.dataset().method.screen.clone().unwrap();
        assert_eq!(screen.units, Some(2.0 / 3.0), "in full");
        desk.check(texts.screen_nodes_name());
        desk.check(texts.screen_nonzero_name());
        let out = texts.add_to_list(texts.screen_force_out_name());
        desk.choose(&out, BEIJING);
        assert_eq!(desk.standing(BEIJING), (None, None));
        let screen = desk.dataset().method.screen.clone().unwrap();
        assert_eq!(screen.units, Some(2.0 / 3.0), "still in full");
        assert!(screen.nodes.is_some() && screen.nonzero.is_some());
        desk.click(&texts.take_off_list(BEIJING));
        assert_eq!(desk.standing(BEIJING).0, Some(1));
        for off in [
            texts.screen_units_name(),
            texts.screen_nodes_name(),
            texts.screen_nonzero_name(),
        ] {
            desk.check(off);
        }
        assert_eq!(desk.dataset().method.screen, None);
    });
}

#[test]
fn gaps_and_outliers_are_treated_with_parameters() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let constant = imputation("constant");
        desk.choose(texts.step_impute(), texts.imputation_name(&constant));
        desk.enter_number(texts.constant_value(), "7");
        let expected = Imputation::Constant { value: 7.0 };
        assert_eq!(desk.dataset().method.imputation, expected);
        let grouped = imputation("group-mean");
        assert!(!desk.offers(texts.imputation_name(&grouped)), "no groups");
        desk.click(texts.imputation_name(&imputation("carry-forward")));
        desk.check(texts.look_back());
        let expected = Imputation::CarryForward { max: Some(1) };
        assert_eq!(desk.dataset().method.imputation, expected);

        let winsorise = treatment("winsorise");
        desk.choose(texts.step_treat(), texts.treatment_name(&winsorise));
        desk.enter_number(texts.skewness_limit(), "1.5");
        desk.click(texts.then_name(Then::None));
        match &desk.dataset().method.treatment {
            Treatment::Winsorise { skewness, then, .. } => {
                assert_eq!((*skewness, *then), (1.5, Then::None));
            }
            other => panic!("{other:?}"),
        }
        desk.click(texts.treatment_name(&treatment("fixed")));
        desk.check(texts.upper_bound());
        let expected = Treatment::Fixed {
            lower: None,
            upper: Some(100.0),
        };
        assert_eq!(desk.dataset().method.treatment, expected);
    });
}

#[test]
fn weights_and_aggregation_have_their_parameters() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let entropy = Weighting::all()
            .into_iter()
            .find(|it| it.key() == "entropy");
        desk.choose(texts.weighting(), texts.weighting_name(&entropy.unwrap()));
        desk.enter_number(texts.shift(), "0.01");
        desk.click(texts.scope_name(Scope::All));
        match &desk.dataset().method.weighting {
            Weighting::Data(data) => {
                assert_eq!((data.by.shift(), data.scope), (Some(0.01), Scope::All));
            }
            other => panic!("{other:?}"),
        }
        let combined = Weighting::all().pop().unwrap();
        desk.click(texts.weighting_name(&combined));
        desk.click(texts.combination_name(Combination::Blend { alpha: 0.5 }));
        desk.enter_number(texts.share_of_first(), "30");
        match &desk.dataset().method.weighting {
            Weighting::Combined(it) => {
                assert_eq!(it.how, Combination::Blend { alpha: 0.3 });
                assert_eq!(it.sets.len(), 2);
            }
            other => panic!("{other:?}"),
        }
        let grey = Aggregation::Grey { rho: 0.5 };
        desk.choose(texts.aggregation(), texts.aggregation_name(grey));
        desk.enter_number(texts.rho(), "0.4");
        desk.enter_number(texts.min_availability(), "50");
        let method = &desk.dataset().method;
        assert_eq!(method.aggregations, [Aggregation::Grey { rho: 0.4 }]);
        assert_eq!(method.min_availability, 0.5);
    });
}

#[test]
fn ranked_units_are_divided_into_tiers() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let quantiles = Tiering::Quantiles { count: 4 };
        desk.choose(texts.step_tiers(), texts.tiering_name(&quantiles));
        desk.enter_number(texts.tier_count(), "3");
        assert_eq!(desk.dataset().tiers, Some(Tiering::Quantiles { count: 3 }));
        let lines = Tiering::from_key("thresholds").unwrap();
        desk.click(texts.tiering_name(&lines));
        desk.click(texts.add_tier());
        desk.enter_number(&texts.tier_line(1), "90");
        let cuts = vec![90.0, 60.0, 40.0];
        assert_eq!(desk.dataset().tiers, Some(Tiering::Thresholds { cuts }));
        desk.click(texts.no_tiers());
        assert_eq!(desk.dataset().tiers, None);
    });
}

#[test]
fn a_number_left_by_a_click_elsewhere_is_taken() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        let constant = imputation("constant");
        desk.choose(texts.step_impute(), texts.imputation_name(&constant));
        desk.click(texts.constant_value());
        desk.type_over("9");
        desk.click(texts.step_treat());
        let expected = Imputation::Constant { value: 9.0 };
        assert_eq!(desk.dataset().method.imputation, expected);
        assert!(desk.offers(texts.treatment_name(&Treatment::None)));
        assert!(!desk.offers(texts.imputation_name(&constant)));
    });
}

#[test]
fn a_method_is_explained_inside_the_window() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.click(texts.normalisation());
        desk.click(texts.how_computed());
        let key = desk.dataset().method.normalisation.key();
        let (_, heading) = Topic::Normalisation.heading(language);
        assert!(desk.shows(heading), "the section of the step");
        assert!(desk.shows_part(key), "the part of {key}");
        assert!(desk.offers(texts.how_computed()), "the choices stay open");
    });
}

#[test]
fn an_indicator_chooses_for_itself() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.choose_for_node(TALENT, &[texts.own_imputation()]);
        desk.click_entry(texts.imputation_name(&imputation("median")));
        desk.click(texts.own_treatment());
        desk.click_entry(texts.treatment_name(&treatment("iqr")));
        desk.click(texts.own_normalisation());
        desk.click_entry(texts.normalisation_name(&Normalisation::Rank));
        desk.click(texts.denominator_and_lag());
        desk.enter_number(texts.lag_name(), "1");
        let other = desk.dataset().variables.last().unwrap().clone();
        desk.choose(texts.denominator(), &other.name);
        desk.enter_number(texts.per(), "100");
        let own = node(&desk, TALENT).indicator().unwrap().clone();
        assert_eq!(own.imputation.unwrap().key(), "median");
        assert_eq!(own.treatment.unwrap().key(), "iqr");
        assert_eq!(own.normalisation, Some(Normalisation::Rank));
        assert_eq!(own.lag, 1);
        let denominator = Denominator {
            variable: other.id,
            per: 100.0,
        };
        assert_eq!(own.denominator, Some(denominator));
        assert!(desk.shows(&texts.own_choices_of(TALENT)), "a badge");
        desk.click(texts.own_treatment());
        desk.click_entry(texts.as_index_wide());
        assert_eq!(node(&desk, TALENT).indicator().unwrap().treatment, None);
    });
}

#[test]
fn an_aggregate_chooses_for_itself() {
    in_both_languages(|language| {
        let mut desk = desk(language);
        let texts = desk.texts;
        desk.choose_for_node(INDEX, &[texts.own_aggregation()]);
        desk.click_entry(texts.aggregation_name(Aggregation::Power(2.0)));
        desk.enter_number(texts.exponent(), "3");
        desk.click(texts.own_availability());
        desk.enter_number(texts.min_availability(), "60");
        desk.click_entry(texts.direction_name(Direction::Negative));
        let NodeKind::Aggregate(own) = &node(&desk, INDEX).kind else {
            panic!("an aggregate");
        };
        assert_eq!(own.aggregation, Some(Aggregation::Power(3.0)));
        assert_eq!(own.min_availability, Some(0.6));
        assert_eq!(own.direction, Direction::Negative);
    });
}
