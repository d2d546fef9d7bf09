//! Next year's relation sheet is read as this year's was, and only true differences are asked.

use heng::{
    engine::Period,
    import::{
        Book, Lines,
        names::Registry,
        recipe::{
            Answer, Difference, PeriodBy, ReadAs, ReadingRecipe, RelationDifference,
            RelationLesson, Replayed,
        },
        relations::{
            RelationForm, RelationLayout, RelationRole, RelationSays, RelationTable, looked,
        },
        sheet_map::Area,
    },
};

use super::{book, told};

/// A recipe learnt from a sheet after a person said something of its parts.
fn learnt(book: &Book, layout: RelationLayout, said: &[(Area, RelationSays)]) -> ReadingRecipe {
    let mut layout = layout;
    for (area, says) in said {
        let map = looked(book, &layout).map;
        layout.say(&map, *area, *says);
    }
    let table = looked(book, &layout).table.unwrap();
    let lesson = RelationLesson {
        name: "recipe",
        book,
        layout: &layout,
        table: &table,
        relation: "投资",
        directed: table.directed.unwrap_or(false),
    };
    let recipe = ReadingRecipe::learn_relation(&lesson).unwrap();
    // As it comes out of a project.
    ReadingRecipe::from_text(&recipe.to_text()).unwrap()
}

fn plain(book: &Book) -> ReadingRecipe {
    learnt(book, RelationLayout::default(), &[])
}

/// What a recipe that surely fits makes of a file.
fn replay(recipe: &ReadingRecipe, book: &Book) -> Replayed {
    let (_, fit) = recipe.sheet_of(book).unwrap();
    assert!(fit.is_sure(), "{fit:?}");
    recipe.replay(book, Registry::bundled()).unwrap()
}

fn table(replayed: &Replayed) -> &RelationTable {
    let relation = replayed.relation.as_ref().unwrap();
    relation.looked.table.as_ref().unwrap()
}

fn asked(replayed: &Replayed) -> Vec<Difference> {
    replayed.asked().cloned().collect()
}

fn of_relations(replayed: &Replayed) -> Vec<&RelationDifference> {
    let all = replayed.differences.iter();
    all.filter_map(|it| match it {
        Difference::Relation(it) => Some(it),
        _ => None,
    })
    .collect()
}

const FIRST: &str = "买入,卖出,笔数,说明\n甲,乙,10,x\n乙,丙,20,\n丙,甲,30,\n合并,各方,9,\n";

/// Nothing in these headers tells what is what, and a row is none of ours.
fn corrected() -> ReadingRecipe {
    let column = |at, role| (Area::column(at), RelationSays::Column(role));
    learnt(
        &book("交易2020.csv", FIRST),
        RelationLayout {
            form: Some(RelationForm::List),
            header_row: Some(0),
            ..RelationLayout::default()
        },
        &[
            column(1, RelationRole::Source),
            column(0, RelationRole::Target),
            column(3, RelationRole::Kind),
            (Area::row(4), RelationSays::Unused),
        ],
    )
}

#[test]
fn what_was_corrected_is_found_again_after_columns_and_header_have_moved() {
    let recipe = corrected();
    assert!(matches!(&recipe.read_as, ReadAs::Relations(it) if it.columns.len() == 4));
    let next = book(
        "交易2021.csv",
        "注：本表为初步数,,,\n说明,买入,卖出,笔数\n,甲,乙,11\ny,乙,丙,21\n,丙,丁,31\n,合并,各方,9\n",
    );
    let replayed = replay(&recipe, &next);
    assert_eq!(asked(&replayed), []);
    assert_eq!(
        told(table(&replayed)),
        "乙>甲 - 2021 11 C3\n丙>乙 y 2021 21 C4\n丁>丙 - 2021 31 C5\n"
    );
    let told = of_relations(&replayed);
    assert!(told.contains(&&RelationDifference::MovedHeader { last: 0, now: 1 }));
    assert!(told.contains(&&RelationDifference::MovedColumns {
        names: vec!["说明".to_owned()]
    }));
}

#[test]
fn a_row_left_out_is_left_out_again_and_no_other_of_the_same_source() {
    let recipe = corrected();
    let same = book("交易2021.csv", &FIRST.replace("甲,乙", "甲,丁"));
    let replayed = replay(&recipe, &same);
    assert_eq!(table(&replayed).list.edges.len(), 3);
    let other = book("交易2021.csv", &FIRST.replace("合并,各方", "合并,戊"));
    let replayed = replay(&recipe, &other);
    assert_eq!(table(&replayed).list.edges.len(), 4);
    let gone = RelationDifference::NothingLeftOut { parts: 1 };
    assert!(of_relations(&replayed).contains(&&gone));
}

const INVESTED: &str = "投资方,被投资方,金额（万元）\n甲,乙,100\n乙,丙,200\n丙,丁,300\n";

#[test]
fn a_renamed_weight_is_asked_once_and_read_for_now() {
    let recipe = plain(&book("投资2020.csv", INVESTED));
    let text = INVESTED.replace("金额（万元）", "出资额（万元）");
    let next = book("投资2021.csv", &text);
    let mut replayed = replay(&recipe, &next);
    let difference = Difference::Relation(RelationDifference::MissingColumn {
        name: "金额".to_owned(),
        role: RelationRole::Weight,
        renamed: Some("出资额".to_owned()),
        at: Some(heng::import::CellAt { row: 0, column: 2 }),
    });
    assert_eq!(asked(&replayed), std::slice::from_ref(&difference));
    assert_eq!(table(&replayed).list.edges.total_weight(), Some(600.0));
    let mut answered = recipe.clone();
    answered.answer(&difference, &Answer::Same("出资额".to_owned()));
    replayed = replay(&answered, &next);
    assert_eq!(asked(&replayed), []);
    let mut without = recipe.clone();
    without.answer(&difference, &Answer::AsItIs);
    let replayed = replay(&without, &next);
    // It is a new column then, and looks like a weight.
    let new = asked(&replayed);
    assert!(
        matches!(&new[..], [Difference::Relation(RelationDifference::NewColumn { role, .. })] if *role == RelationRole::Weight),
        "{new:?}"
    );
}

#[test]
fn another_measure_and_a_jump_are_asked() {
    let recipe = plain(&book("投资2020.csv", INVESTED));
    let text = INVESTED.replace("万元", "元");
    let [
        Difference::Relation(RelationDifference::OtherMeasure { exact: true, .. }),
        jump,
    ] = &asked(&replay(&recipe, &book("投资2021.csv", &text)))[..]
    else {
        panic!("the measure, and numbers that did not follow it");
    };
    let is_jump = |it: &Difference, expected: i32| matches!(it, Difference::Relation(RelationDifference::PowerOfTen { power, .. }) if *power == expected);
    assert!(is_jump(jump, -4), "{jump:?}");
    let larger = INVESTED.replace("00\n", "000000\n");
    let found = asked(&replay(&recipe, &book("投资2021.csv", &larger)));
    assert!(found.len() == 1 && is_jump(&found[0], 4), "{found:?}");
    let usual = INVESTED.replace("100", "150");
    assert_eq!(asked(&replay(&recipe, &book("投资2021.csv", &usual))), []);
}

#[test]
fn a_matrix_with_further_nodes_is_read_and_they_are_told() {
    let first = "单位：万人,,,\n,北京,上海,广州\n北京,,1,2\n上海,3,,4\n广州,5,6,\n";
    let recipe = plain(&book("流动2020.csv", first));
    let next = ",北京,上海,广州,深圳\n北京,,1,2,3\n上海,3,,4,5\n广州,5,6,,7\n深圳,7,8,9,\n";
    let next = format!("单位：万人,,,,\n{next}");
    let replayed = replay(&recipe, &book("流动2021.csv", &next));
    assert_eq!(asked(&replayed), []);
    assert_eq!(table(&replayed).list.edges.len(), 12);
    assert_eq!(
        of_relations(&replayed),
        [&RelationDifference::Nodes {
            new: 1,
            gone: 0,
            names: vec!["深圳".to_owned()]
        }]
    );
    // Symmetric now, which says that edges have no direction.
    let same = "单位：万人,,,\n,北京,上海,广州\n北京,,1,2\n上海,1,,4\n广州,2,4,\n";
    let replayed = replay(&recipe, &book("流动2021.csv", same));
    let direction = Difference::Relation(RelationDifference::OtherDirection { now: false });
    assert_eq!(asked(&replayed), std::slice::from_ref(&direction));
    assert_eq!(table(&replayed).list.edges.len(), 6, "as last time for now");
    for (answer, edges) in [(Answer::AsItIs, 3), (Answer::AsBefore, 6)] {
        let mut answered = recipe.clone();
        answered.answer(&direction, &answer);
        let replayed = replay(&answered, &book("流动2021.csv", same));
        assert_eq!(asked(&replayed), []);
        assert_eq!(table(&replayed).list.edges.len(), edges);
    }
}

#[test]
fn names_of_a_matrix_made_by_hand_are_found_again() {
    let first = "各校与企业,,\n,东湖大学,西岭大学\n甲公司,3,1\n乙公司,1,2\n";
    let line = |at: u32| Lines {
        first: at,
        last: at,
    };
    let layout = RelationLayout {
        form: Some(RelationForm::Matrix),
        ..RelationLayout::default()
    };
    let across = Area {
        rows: Some(line(1)),
        columns: None,
    };
    let recipe = learnt(
        &book("校企2020.csv", first),
        layout,
        &[(across, RelationSays::Across)],
    );
    let next = "各校与企业,,,\n（初步）,,,\n,企业,东湖大学,西岭大学\n1,甲公司,4,2\n2,乙公司,2,3\n3,丙公司,,5\n";
    let replayed = replay(&recipe, &book("校企2021.csv", next));
    assert_eq!(
        told(table(&replayed)),
        "甲公司>东湖大学 - 2021 4 C4\n甲公司>西岭大学 - 2021 2 D4\n乙公司>东湖大学 - 2021 2 C5\n\
         乙公司>西岭大学 - 2021 3 D5\n丙公司>西岭大学 - 2021 5 D6\n"
    );
    assert_eq!(asked(&replayed), []);
}

#[test]
fn the_period_is_told_as_last_time_else_asked() {
    let recipe = plain(&book("投资2020.csv", INVESTED));
    assert_eq!(recipe.period.last, [Period::Year(2020)]);
    let next = format!("1990年以来的投资,,\n{INVESTED}");
    let replayed = replay(&recipe, &book("投资2021.csv", &next));
    assert_eq!(
        table(&replayed).list.edges.periods(),
        [Period::Year(2021)],
        "the file told it, not the title"
    );
    let typed = RelationLayout {
        period: Some(Period::Year(2019)),
        ..RelationLayout::default()
    };
    let recipe = learnt(&book("投资.csv", INVESTED), typed, &[]);
    assert_eq!(recipe.period.by, PeriodBy::Typed);
    let replayed = replay(&recipe, &book("投资.csv", &INVESTED.replace("100", "120")));
    let expected = Difference::PeriodAsked {
        last: Some(Period::Year(2019)),
        proposal: Period::Year(2020),
        at: None,
    };
    assert_eq!(asked(&replayed), [expected]);
    assert_eq!(table(&replayed).list.edges.periods(), [Period::Year(2020)]);
}

#[test]
fn years_side_by_side_have_another_year_and_nothing_is_asked() {
    let first = "出发地,目的地,2019年,2020年\n甲,乙,1,2\n乙,丙,3,4\n";
    let recipe = plain(&book("人流.csv", first));
    let next = "出发地,目的地,2020年,2021年,备注\n甲,乙,2,3,\n乙,丙,4,5,x\n";
    let replayed = replay(&recipe, &book("人流.csv", next));
    assert_eq!(asked(&replayed), []);
    assert_eq!(
        table(&replayed).list.edges.periods(),
        [2020, 2021].map(Period::Year)
    );
}

#[test]
fn relations_of_other_kinds_between_the_same_nodes_are_not_taken_for_it() {
    let gephi = "Source,Target,Weight\n甲,乙,1\n乙,丙,2\n";
    let recipe = plain(&book("投资2020.csv", gephi));
    let fit = |name: &str, text: &str| {
        let book = book(name, text);
        recipe.sheet_of(&book).map(|it| it.1.is_sure())
    };
    assert_eq!(fit("投资2021.csv", gephi), Some(true));
    assert_ne!(fit("专利引用2021.csv", gephi), Some(true));
    assert_eq!(fit("投资2021.csv", "地区,人口\n甲,1\n乙,2\n"), None);
    let matrix = |title: &str| format!("{title},,,\n,甲,乙,丙\n甲,,1,2\n乙,3,,4\n丙,5,6,\n");
    let recipe = plain(&book("表.csv", &matrix("2020年各省投资关系")));
    let fit = |title: &str| {
        let book = book("表.csv", &matrix(title));
        recipe.sheet_of(&book).is_some_and(|it| it.1.is_sure())
    };
    assert!(fit("2021年各省投资关系"));
    assert!(!fit("2021年各省贸易关系"));
}
