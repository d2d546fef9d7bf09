//! Sheets that are one relation, a period each.

use heng::{
    engine::Period,
    import::relations::{RelationLayout, RelationTable, joined, relations, series},
};

use super::{book, told};

fn read(name: &str, text: &str) -> RelationTable {
    relations(&book(name, text), &RelationLayout::default()).unwrap()
}

fn found(tables: &[RelationTable]) -> Vec<(Vec<(usize, String)>, String)> {
    let all: Vec<&RelationTable> = tables.iter().collect();
    let found = series(&all).into_iter().map(|it| {
        let parts = it.parts.into_iter().map(|(place, period)| {
            let period = period.map(|it| it.value.to_string());
            (place, period.unwrap_or_default())
        });
        (parts.collect(), it.name)
    });
    found.collect()
}

const HEADER: &str = "source,target,weight,note\n";

#[test]
fn a_file_a_year_is_one_relation() {
    let of = |name: &str, body: &str| read(name, &format!("{HEADER}{body}"));
    let tables = [
        of("2019年合作.csv", "甲,乙,1,x\n乙,丙,2,\n"),
        of("2020年合作.csv", "甲,乙,3,y\n丙,丁,4,\n"),
        read("投资2020.csv", "source,target,amount\n甲,乙,1\n乙,丙,2\n"),
    ];
    let parts = vec![(0, "2019".to_owned()), (1, "2020".to_owned())];
    assert_eq!(found(&tables), [(parts, "合作".to_owned())]);
    let table = joined(&[&tables[0], &tables[1]]).unwrap();
    assert_eq!(
        told(&table),
        "甲>乙 - 2019 1 A2\n乙>丙 - 2019 2 A3\n甲>乙 - 2020 3 A2\n丙>丁 - 2020 4 A3\n"
    );
    assert!(table.list.is_whole());
    let notes = &table.list.attributes[0];
    let notes: Vec<Option<&str>> = (0..4).map(|edge| notes.get(edge)).collect();
    assert_eq!(notes, [Some("x"), None, Some("y"), None]);
    let parts: Vec<(&str, usize)> = table
        .parts
        .iter()
        .map(|it| (it.file.as_str(), it.edges))
        .collect();
    assert_eq!(parts, [("2019年合作.csv", 2), ("2020年合作.csv", 2)]);
}

#[test]
fn other_measures_other_columns_and_the_same_periods_are_other_relations() {
    let list = |name: &str, head: &str| read(name, &format!("{head}\na,b,1\nb,c,2\n"));
    for (case, tables) in [
        (
            "measures",
            [
                list("2019.csv", "source,target,金额（万元）"),
                list("2020.csv", "source,target,金额（亿元）"),
            ],
        ),
        (
            "columns",
            [
                list("2019.csv", "source,target,weight"),
                list("2020.csv", "source,target,amount"),
            ],
        ),
        (
            "no periods",
            [
                list("合作.csv", "source,target,weight"),
                list("投资.csv", "source,target,weight"),
            ],
        ),
    ] {
        assert!(found(&tables).is_empty(), "{case}");
    }
    let dated = |name: &str, years: [i32; 2]| {
        let [first, second] = years;
        read(
            name,
            &format!("source,target,year\na,b,{first}\nb,c,{second}\n"),
        )
    };
    assert!(found(&[dated("a.csv", [2019, 2020]), dated("b.csv", [2020, 2021])]).is_empty());
    let apart = [dated("a.csv", [2018, 2019]), dated("b.csv", [2020, 2021])];
    assert_eq!(found(&apart).len(), 1, "they say their periods themselves");
}

#[test]
fn a_matrix_a_year_keeps_its_nodes_and_the_direction_of_any() {
    let matrix = |name: &str, back: u8| {
        let text = format!("x,甲,乙,丙\n甲,,1,\n乙,{back},,\n丙,,,\n");
        read(name, &text)
    };
    let tables = [matrix("迁移2019.csv", 1), matrix("迁移2020.csv", 2)];
    let all: Vec<&RelationTable> = tables.iter().collect();
    let found = series(&all);
    // The halves of the first are the same, those of the second are not.
    assert_eq!(found[0].directed, Some(true));
    let joined = joined(&all).unwrap();
    assert_eq!(joined.directed, None);
    assert_eq!(
        joined.list.edges.nodes().len(),
        3,
        "丙 has no edge and stays"
    );
    assert_eq!(
        joined.list.edges.periods(),
        [Period::Year(2019), Period::Year(2020)]
    );
}

#[test]
fn what_tells_no_period_or_the_same_once_more_is_told() {
    let list = |name: &str| read(name, "source,target\na,b\nb,c\n");
    let tables = ["合作2019.csv", "合作2020.csv", "合作2020年.csv", "合作.csv"].map(list);
    let all: Vec<&RelationTable> = tables.iter().collect();
    let found = series(&all);
    let doubts: Vec<&str> = found[0]
        .findings
        .iter()
        .map(|it| it.file.as_str())
        .collect();
    assert_eq!(doubts, ["合作2020年.csv", "合作.csv"]);
    assert_eq!(found[0].parts[3].1, None);
}
