//! Sheets about one unit each share a recipe: the next unit is told as the last one was.

use heng::import::{
    names::Registry,
    recipe::{Answer, Difference, ReadingRecipe, UnitBy},
    sheet_map::{Area, Correction, Corrections, Evidence, Says},
};

use crate::{asked, learnt, picture, replay, tables_of};

const YEARS: &str = "
    年份 | GDP（亿元） | 人口（万人）
    2019 | 35104.5 | 7447
    2020 | 36206.9 | 7464
    2021 | 40391.3 | 7448
";

fn about(unit: &str) -> Corrections {
    Corrections {
        said: vec![Correction {
            area: Area::default(),
            says: Says::Unit(unit.to_owned()),
        }],
    }
}

fn by(recipe: &ReadingRecipe) -> UnitBy {
    recipe.unit.as_ref().unwrap().by
}

#[test]
fn the_name_of_the_file_tells_the_next_unit() {
    let recipe = learnt(&picture("河北省.csv", YEARS), 0, &about("河北省"));
    assert_eq!(by(&recipe), UnitBy::Place(Evidence::FileName));
    let next = picture("山东省2022.csv", &YEARS.replace("7447", "10106"));
    let replayed = replay(&recipe, &next);
    assert_eq!(asked(&replayed), Vec::<&Difference>::new());
    let (last, now) = ("河北省".to_owned(), "山东省".to_owned());
    assert!(
        replayed
            .differences
            .contains(&Difference::OtherUnit { last, now })
    );
    assert_eq!(replayed.tables, tables_of(&next, 0, &about("山东省")));
}

#[test]
fn a_file_of_an_institution_is_about_the_whole_of_its_name() {
    let recipe = learnt(&picture("第一实验室.csv", YEARS), 0, &about("第一实验室"));
    let next = picture("第二实验室 2021.csv", YEARS);
    let replayed = replay(&recipe, &next);
    assert_eq!(asked(&replayed), Vec::<&Difference>::new());
    assert_eq!(replayed.tables[0].rows[0].unit, "第二实验室");
}

#[test]
fn a_unit_typed_by_hand_is_asked_again() {
    let book = picture("data.csv", YEARS);
    let recipe = learnt(&book, 0, &about("河北省"));
    assert_eq!(by(&recipe), UnitBy::Typed);
    let same = replay(&recipe, &book);
    assert_eq!(
        asked(&same),
        Vec::<&Difference>::new(),
        "the very same file"
    );
    assert_eq!(same.tables, tables_of(&book, 0, &about("河北省")));

    let next = picture("data.csv", &YEARS.replace("7447", "7448"));
    let wanted = Difference::UnitAsked {
        last: "河北省".to_owned(),
        proposal: None,
    };
    assert_eq!(asked(&replay(&recipe, &next)), [&wanted]);
    let mut answered = recipe.clone();
    answered.answer(&wanted, &Answer::AsItIs);
    assert_eq!(answered, recipe, "nothing was proposed");
    answered.answer(&wanted, &Answer::Unit("山东省".to_owned()));
    let replayed = answered.replay(&next, Registry::bundled()).unwrap();
    assert_eq!(asked(&replayed), Vec::<&Difference>::new());
    assert_eq!(replayed.tables, tables_of(&next, 0, &about("山东省")));
}

#[test]
fn a_place_in_another_name_is_proposed() {
    let recipe = learnt(&picture("data.csv", YEARS), 0, &about("河北省"));
    let next = picture("山东省.csv", &YEARS.replace("7447", "7448"));
    let replayed = replay(&recipe, &next);
    let wanted = Difference::UnitAsked {
        last: "河北省".to_owned(),
        proposal: Some("山东省".to_owned()),
    };
    assert_eq!(asked(&replayed), [&wanted]);
    assert_eq!(replayed.tables, tables_of(&next, 0, &about("山东省")));
}
