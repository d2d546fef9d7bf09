//! What is left of tables once a person has decided which values count.

use heng::{
    engine::Severity,
    import::{
        Finding, Table,
        gather::{Decision, Side, conflicts, decided},
    },
};

use super::dated;

fn asked(tables: &[&Table]) -> Vec<Finding> {
    let all = conflicts(tables);
    let errors = all.into_iter();
    errors
        .filter(|it| it.problem.severity() == Severity::Error)
        .collect()
}

/// `unit variable = value`, of the tables that one became.
fn values(tables: &[Table]) -> Vec<String> {
    let of = |table: &Table| -> Vec<String> {
        let columns = table.columns.iter();
        let all = columns.flat_map(|column| {
            let rows = table.rows.iter().zip(&column.values);
            rows.map(|(row, value)| format!("{} {} = {value:?}", row.unit, column.name))
        });
        all.collect()
    };
    tables.iter().flat_map(of).collect()
}

#[test]
fn the_value_decided_against_goes_and_its_neighbours_stay_with_their_cells() {
    let a = dated("a.xlsx", "甲", "城市|GDP|人口\n北京|1|2\n上海|3|4", 2020);
    let b = dated("b.xlsx", "乙", "城市|GDP|人口\n北京|1|9\n上海|3|4", 2020);
    let [finding] = asked(&[&a, &b]).try_into().unwrap();
    let after = |side| {
        let finding = finding.clone();
        decided(&[&a, &b], &[Decision { finding, side }])
    };
    for (side, first, second) in [
        (Side::Here, 3, 4),
        (Side::There, 4, 3),
        (Side::Neither, 3, 3),
    ] {
        let made = after(side);
        let counts = (values(&made[0]).len(), values(&made[1]).len());
        assert_eq!(counts, (first, second), "{side:?}");
        let all: Vec<&Table> = made.iter().flatten().collect();
        assert_eq!(asked(&all), [], "{side:?}");
    }
    let made = after(Side::There);
    let of_b = values(&made[1]);
    assert!(
        !of_b.iter().any(|it| it.starts_with("北京 人口")),
        "{of_b:?}"
    );
    let people = made[1].iter().find(|it| it.columns[0].name == "人口");
    let people = people.unwrap();
    assert_eq!(
        (people.rows[0].row, people.columns[0].column),
        (2, 2),
        "上海, C3"
    );
}

#[test]
fn a_measure_decided_against_takes_its_whole_column_away() {
    let a = dated("a.xlsx", "甲", "城市|GDP（亿元）|人口\n北京|1|2", 2019);
    let b = dated("b.xlsx", "乙", "城市|GDP（万人）|专利\n北京|5|3", 2019);
    let [finding] = asked(&[&a, &b]).try_into().unwrap();
    let side = Side::There;
    let made = decided(&[&a, &b], &[Decision { finding, side }]);
    assert_eq!(
        values(&made[0]),
        ["北京 GDP = Some(1.0)", "北京 人口 = Some(2.0)"]
    );
    assert_eq!(values(&made[1]), ["北京 专利 = Some(3.0)"]);
}

#[test]
fn a_blank_does_not_wipe_out_the_value_of_another_sheet() {
    let a = dated("a.xlsx", "甲", "城市|GDP\n北京|1\n上海|3", 2020);
    let b = dated("b.xlsx", "乙", "城市|GDP\n北京|\n天津|\n上海|3", 2020);
    let made = decided(&[&a, &b], &[]);
    assert_eq!(
        values(&made[1]),
        ["天津 GDP = None", "上海 GDP = Some(3.0)"],
        "missing where nobody knows it"
    );
}
