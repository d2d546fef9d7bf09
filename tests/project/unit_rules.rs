//! Who is ranked by a rule, found again when the data change.

use heng::{
    project::{
        ChoiceError, ListChange, RuleEffect, TopRule, UnitRule, list_change,
        recipe::{build, parse},
        rule_effect,
    },
    texts::{Language, Texts},
};

use super::*;

const SIX: &str = "
    city | period | gdp | people
    A    | 2020   | 60  | 1
    B    | 2020   | 50  | 2
    C    | 2020   | 40  | 3
    D    | 2020   | 30  | 4
    E    | 2020   | 20  | 5
    F    | 2020   | —   | 6
    A    | 2019   | 1   | 1
    F    | 2019   | 9   | 1";

fn six() -> Document {
    document([
        take(SIX),
        outline(&[("gdp", "GDP", None), ("people", "People", None)]),
        Edit::AddScenario {
            dataset: MAIN,
            name: "s".to_owned(),
        },
    ])
}

fn ids(document: &Document, names: &str) -> Vec<UnitId> {
    names
        .split_whitespace()
        .map(|it| unit(document, it))
        .collect()
}

/// GDP top so many, plus these, minus those.
fn rule(document: &Document, count: usize, also: &str, exclude: &str) -> UnitRule {
    UnitRule {
        only: vec![],
        top: Some(TopRule {
            variable: variable(document, "gdp"),
            count,
            period: None,
        }),
        also: ids(document, also),
        exclude: ids(document, exclude),
    }
}

fn set(at: At, rule: UnitRule) -> Edit {
    Edit::SetUnitRule {
        at,
        rule: Some(rule),
    }
}

/// Who is ranked in what is computed.
fn ranked(document: &Document, scenario: Option<ScenarioId>) -> String {
    let results = compute(&resolve(main_of(document), scenario).unwrap());
    let ranked = results.units.iter().filter(|it| it.ranked);
    let names = ranked.map(|it| main_of(document).unit(it.id).unwrap().key.clone());
    names.collect::<Vec<_>>().join(" ")
}

fn correct(document: &Document, name: &str, value: f64) -> Document {
    let edit = Edit::Correct {
        dataset: MAIN,
        variable: variable(document, "gdp"),
        period: year(2020),
        unit: unit(document, name),
        value: Some(value),
        note: String::new(),
    };
    edit.apply(document).unwrap()
}

fn role(document: &Document, names: &str, role: Role) -> Document {
    let edit = Edit::SetRole {
        at: BASE,
        units: ids(document, names),
        role,
    };
    edit.apply(document).unwrap()
}

#[test]
fn the_top_plus_these_minus_those_follows_a_correction() {
    let document = six();
    let before = set(BASE, rule(&document, 3, "E", "B"))
        .apply(&document)
        .unwrap();
    assert_eq!(ranked(&before, None), "A C E");
    let effect = rule_effect(main_of(&before), None).unwrap();
    let expected = RuleEffect {
        ranked: ids(&before, "A C E"),
        entered: ids(&before, "E"),
        left: ids(&before, "B D F"),
        missing: ids(&before, "F"),
        tied: vec![],
        period: Some(year(2020)),
    };
    assert_eq!(effect, expected);
    // D overtakes C; F gets a value and is second.
    let after = correct(&before, "D", 45.0);
    assert_eq!(ranked(&after, None), "A D E");
    let after = correct(&after, "F", 55.0);
    assert_eq!(ranked(&after, None), "A E F");
    let change = list_change((main_of(&before), None), (main_of(&after), None));
    let expected = ListChange {
        entered: ids(&after, "F"),
        left: ids(&after, "C"),
    };
    assert_eq!(change, expected);
    for (language, words) in [
        (Language::Chinese, ["新参评：F", "不再参评：C"]),
        (Language::English, ["now ranked: F", "no longer ranked: C"]),
    ] {
        let texts = Texts::new(language);
        assert_eq!(texts.list_change(&change, main_of(&after)), words);
        let told = texts.rule_effect(&effect, main_of(&before));
        assert_eq!(told.len(), 4, "{told:?}");
        let said = texts.unit_rule(main_of(&after).rule_in(None).unwrap(), main_of(&after));
        assert!(said.contains("gdp") || said.contains("GDP"), "{said}");
        assert!(
            said.contains('3') && said.contains('E') && said.contains('B'),
            "{said}"
        );
    }
    assert_eq!(again_from_file(&after), after);
    assert_eq!(again_from_folder(&after), after);
    let text = serde_json::to_string(&document).unwrap();
    assert!(
        !text.contains("unit_rule"),
        "as files were before there were rules"
    );
    let none = Edit::SetUnitRule {
        at: BASE,
        rule: None,
    }
    .apply(&before)
    .unwrap();
    assert_eq!(none, document);
    let idle = set(BASE, UnitRule::default()).apply(&before).unwrap();
    assert_eq!(idle, document);
    assert_eq!(rule_effect(main_of(&document), None), None);
}

#[test]
fn all_who_share_the_last_place_are_ranked_and_told() {
    let document = six();
    let ruled = set(BASE, rule(&document, 3, "", ""))
        .apply(&document)
        .unwrap();
    let tied = correct(&ruled, "D", 40.0);
    assert_eq!(ranked(&tied, None), "A B C D");
    let effect = rule_effect(main_of(&tied), None).unwrap();
    assert_eq!(effect.tied, ids(&tied, "C D"));
    let told = Texts::new(Language::Chinese).rule_effect(&effect, main_of(&tied));
    assert!(
        told.iter()
            .any(|it| it.contains("并列最后一位") && it.contains("C、D"))
    );
    // A tie above the edge is none at the edge.
    let above = correct(&ruled, "B", 60.0);
    assert_eq!(rule_effect(main_of(&above), None).unwrap().tied, []);
    assert_eq!(ranked(&above, None), "A B C");
}

#[test]
fn roles_set_by_hand_come_before_the_rule() {
    let document = six();
    let ruled = set(BASE, rule(&document, 3, "E", ""))
        .apply(&document)
        .unwrap();
    // A reference unit takes no place and stays; one left out by hand does not run, and stays out.
    let by_hand = role(&role(&ruled, "A", Role::Reference), "B E", Role::Excluded);
    assert_eq!(ranked(&by_hand, None), "C D");
    let roles = main_of(&by_hand).roles(None);
    assert_eq!(roles[0], Role::Reference);
    assert_eq!(
        (roles[1], roles[4], roles[5]),
        (Role::Excluded, Role::Excluded, Role::Excluded)
    );
    let plan = resolve(main_of(&by_hand), None).unwrap();
    assert_eq!(plan.units.len(), 3);
    // Left out by name, a reference unit is not shown either.
    let out = set(BASE, rule(&by_hand, 3, "", "A"))
        .apply(&by_hand)
        .unwrap();
    assert_eq!(main_of(&out).roles(None)[0], Role::Excluded);
    // Without the rule, those by hand alone.
    let without = Edit::SetUnitRule {
        at: BASE,
        rule: None,
    }
    .apply(&by_hand)
    .unwrap();
    assert_eq!(ranked(&without, None), "C D F");
}

#[test]
fn a_scenario_has_a_rule_of_its_own() {
    let document = six();
    let scenario = scenario_of(&document);
    let own = UnitRule {
        only: ids(&document, "A B C D"),
        ..rule(&document, 2, "", "A")
    };
    let edits = [set(BASE, rule(&document, 3, "", "")), set(scenario, own)];
    let ruled = edits
        .iter()
        .fold(document.clone(), |it, edit| edit.apply(&it).unwrap());
    assert_eq!(
        (ranked(&ruled, None), ranked(&ruled, scenario.scenario)),
        ("A B C".to_owned(), "B".to_owned())
    );
    // All, in place of the base's rule.
    let all = set(scenario, UnitRule::default()).apply(&ruled).unwrap();
    assert_eq!(ranked(&all, scenario.scenario), "A B C D E F");
    assert_eq!(again_from_file(&all), all);
    let as_base = Edit::SetUnitRule {
        at: scenario,
        rule: None,
    }
    .apply(&all)
    .unwrap();
    assert_eq!(ranked(&as_base, scenario.scenario), "A B C");
    let change = list_change((main_of(&all), None), (main_of(&all), scenario.scenario));
    assert_eq!((change.entered, change.left), (ids(&all, "D E F"), vec![]));
}

#[test]
fn a_period_and_a_formula_can_decide() {
    let document = six();
    let mut old = rule(&document, 1, "", "");
    old.top.as_mut().unwrap().period = Some(year(2019));
    let ruled = set(BASE, old).apply(&document).unwrap();
    assert_eq!(ranked(&ruled, None), "F");
    let formula = Edit::AddFormula {
        dataset: MAIN,
        name: "each".to_owned(),
        measure: None,
        formula: "[gdp] / [people]".to_owned(),
    };
    let computed = formula.apply(&document).unwrap();
    let mut by_formula = rule(&computed, 2, "", "");
    by_formula.top.as_mut().unwrap().variable = variable(&computed, "each");
    let ruled = set(BASE, by_formula).apply(&computed).unwrap();
    assert_eq!(ranked(&ruled, None), "A B");
    // A variable that a rule goes by cannot be taken out.
    let remove = Edit::RemoveVariable {
        dataset: MAIN,
        variable: variable(&ruled, "each"),
    };
    let in_use = ChoiceError::InUse {
        name: "each".to_owned(),
    };
    refuses(&ruled, &remove, &in_use.into());
    assert!(remove.apply(&computed).is_ok());
}

#[test]
fn rules_that_cannot_be_are_refused_and_change_nothing() {
    let document = six();
    let good = rule(&document, 2, "A A", "");
    let kept = set(BASE, good.clone()).apply(&document).unwrap();
    assert_eq!(main_of(&kept).rule_in(None).unwrap().also.len(), 1);
    let mut strange = good.clone();
    strange.exclude.push(UnitId(900));
    refuses(&document, &set(BASE, strange), &EditError::NoUnit);
    let mut unknown = good.clone();
    unknown.top.as_mut().unwrap().variable = VariableId(900);
    refuses(&document, &set(BASE, unknown), &EditError::NoVariable);
    let nobody = ChoiceError::NotPositive { number: 0.0 };
    refuses(
        &document,
        &set(BASE, rule(&document, 0, "", "")),
        &nobody.into(),
    );
    let nowhere = At {
        dataset: MAIN,
        scenario: Some(ScenarioId(900)),
    };
    refuses(&document, &set(nowhere, good), &EditError::NoScenario);
}

#[test]
fn a_pool_that_a_rule_names_stays_and_one_it_leaves_out_can_go() {
    let pool = |name: &str, document: &Document| Edit::AddPool {
        dataset: MAIN,
        name: name.to_owned(),
        members: ids(document, "A B"),
    };
    let document = six();
    let document = pool("P", &document).apply(&document).unwrap();
    let p = unit(&document, "P");
    let remove = Edit::RemovePool {
        dataset: MAIN,
        unit: p,
    };
    let out = set(BASE, rule(&document, 2, "", "P"))
        .apply(&document)
        .unwrap();
    assert!(
        resolve(main_of(&out), None)
            .unwrap()
            .units
            .iter()
            .all(|it| it.id != p)
    );
    let gone = remove.apply(&out).unwrap();
    assert_eq!(main_of(&gone).rule_in(None).unwrap().exclude, []);
    let named = set(BASE, rule(&document, 2, "P", ""))
        .apply(&document)
        .unwrap();
    assert!(
        resolve(main_of(&named), None)
            .unwrap()
            .units
            .iter()
            .any(|it| it.id == p && !it.ranked)
    );
    let in_use = ChoiceError::InUse {
        name: "P".to_owned(),
    };
    refuses(&named, &remove, &in_use.into());
}

#[test]
fn an_index_file_keeps_its_rule() {
    let index = "title = \"T\"\n[[data]]\nfile = \"c.csv\"\n[units]\n\
                 top = { indicator = \"GDP\", count = 2 }\nalso = [\"丁\"]\nexclude = [\"甲\"]\n";
    let text = "城市,GDP\n甲,9\n乙,7\n丙,5\n丁,1\n";
    let options = import::ReadOptions::default();
    let mut read = |file: &str| {
        import::read_bytes(file, text.as_bytes(), &options, &mut |_| {
            std::ops::ControlFlow::Continue(())
        })
    };
    let built = build(&parse(index).unwrap(), &mut read).unwrap().document;
    assert_eq!(ranked(&built, None), "乙 丁");
    assert!(
        main_of(&built)
            .units
            .iter()
            .all(|it| it.role == Role::Ranked)
    );
    let edit = Edit::Correct {
        dataset: MAIN,
        variable: variable(&built, "GDP"),
        period: Period::Undated,
        unit: unit(&built, "丙"),
        value: Some(8.0),
        note: String::new(),
    };
    assert_eq!(ranked(&edit.apply(&built).unwrap(), None), "丙 丁");
}
