//! What a grid shows: sorted and filtered, while the document stays as it is.

use heng::{
    engine::VariableId,
    import::copied_cells,
    project::{
        CellMark, CellRange, CellState, Condition, Grid, GridChoice, GridColumn, GridSort, Shown,
        pasted,
    },
};

use super::*;

fn made() -> Document {
    document([take(
        "city | a | b\n武汉 | 3 | 1\n北京 | — | 2\n重庆 | 1 | 2\nU10 | 3 | —\n安庆 | -2 | 5",
    )])
}

fn variable(document: &Document, name: &str) -> VariableId {
    let variables = &main_of(document).variables;
    variables.iter().find(|it| it.name == name).unwrap().id
}

/// The units that a choice shows, in their order.
fn shows(document: &Document, choice: &GridChoice) -> String {
    let dataset = main_of(document);
    let grid = Grid::of(dataset, choice, |unit, variable| CellState {
        value: dataset.value(variable.id, &Period::Undated, unit.id),
        corrected: unit.label == "安庆",
        marked: match unit.label.as_str() {
            "北京" => Some(CellMark::Imputed),
            "U10" => Some(CellMark::Outlier),
            _ => None,
        },
    });
    let units = (0..grid.units.len()).map(|row| grid.unit(dataset, row).unwrap().label.as_str());
    units.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_head_sorts_up_then_down_then_not_at_all() {
    let document = made();
    let (a, b) = (variable(&document, "a"), variable(&document, "b"));
    let [a, b] = [a, b].map(GridColumn::Variable);
    let mut choice = GridChoice::default();
    for (by, expected) in [
        // What is missing comes last, and equal values stay as they stand.
        (a, "安庆 重庆 武汉 U10 北京"),
        (a, "武汉 U10 重庆 安庆 北京"),
        (a, "武汉 北京 重庆 U10 安庆"),
        (a, "安庆 重庆 武汉 U10 北京"),
        (b, "武汉 北京 重庆 安庆 U10"),
        // Names go as they sound.
        (GridColumn::Unit, "安庆 北京 重庆 U10 武汉"),
        (GridColumn::Unit, "武汉 U10 重庆 北京 安庆"),
        (
            GridColumn::Variable(VariableId(99)),
            "武汉 北京 重庆 U10 安庆",
        ),
    ] {
        choice.turn(by);
        assert_eq!(shows(&document, &choice), expected, "{choice:?}");
    }
}

#[test]
fn a_filter_keeps_what_is_so() {
    let document = made();
    let (a, b) = (variable(&document, "a"), variable(&document, "b"));
    for (conditions, name, expected) in [
        (vec![(a, Condition::AtLeast(1.0))], "", "武汉 重庆 U10"),
        (vec![(a, Condition::AtMost(1.0))], "", "重庆 安庆"),
        (vec![(a, Condition::Between(3.0, 0.0))], "", "武汉 重庆 U10"),
        (vec![(a, Condition::Missing)], "", "北京"),
        (vec![(b, Condition::Present)], "", "武汉 北京 重庆 安庆"),
        (vec![(b, Condition::Corrected)], "", "安庆"),
        (vec![(a, Condition::Imputed)], "", "北京"),
        (vec![(a, Condition::Outlier)], "", "U10"),
        // All must hold.
        (
            vec![(a, Condition::Present), (b, Condition::AtLeast(2.0))],
            "庆",
            "重庆 安庆",
        ),
        (vec![], " u1 ", "U10"),
        (vec![(VariableId(99), Condition::Missing)], "武", "武汉"),
    ] {
        let choice = GridChoice {
            name: name.to_owned(),
            conditions: conditions.into_iter().collect(),
            ..GridChoice::default()
        };
        assert_eq!(shows(&document, &choice), expected, "{choice:?}");
        assert!(choice.filters());
    }
}

#[test]
fn what_is_pasted_lands_where_it_is_seen() {
    let document = made();
    let dataset = main_of(&document);
    let a = variable(&document, "a");
    let choice = GridChoice {
        sort: Some(GridSort {
            by: GridColumn::Variable(a),
            descending: true,
        }),
        conditions: [(a, Condition::Present)].into_iter().collect(),
        ..GridChoice::default()
    };
    let grid = Grid::of(dataset, &choice, |unit, variable| CellState {
        value: dataset.value(variable.id, &Period::Undated, unit.id),
        ..CellState::default()
    });
    let shown = Shown {
        dataset,
        period: &Period::Undated,
        grid: &grid,
    };
    let range = CellRange {
        units: 1..=1,
        variables: 1..=1,
    };
    let cells = copied_cells("7\n8\n9");
    let values = pasted(&shown, &range, &cells).unwrap();
    let units = values
        .iter()
        .map(|it| &dataset.unit(it.unit).unwrap().label);
    assert_eq!(units.collect::<Vec<_>>(), ["U10", "重庆", "安庆"]);
    // There is no room below the last row that is shown.
    let cells = copied_cells("7\n8\n9\n10");
    assert!(pasted(&shown, &range, &cells).is_err());
}

#[test]
fn a_column_moves_before_another_and_new_ones_come_last() {
    let document = document([take("city | a | b | c\nU | 1 | 2 | 3")]);
    let dataset = main_of(&document);
    let mut choice = GridChoice::default();
    let names = |choice: &GridChoice| {
        let grid = Grid::of(dataset, choice, |_, _| CellState::default());
        let names = (0..grid.variables.len()).map(|at| grid.variable(dataset, at).unwrap());
        names.map(|it| it.name.as_str()).collect::<String>()
    };
    for (from, to, expected) in [
        (0, 0, "abc"),
        (0, 1, "abc"),
        (0, 2, "bac"),
        (2, 0, "cba"),
        (0, 3, "bac"),
        (3, 0, "bac"),
        (0, 4, "bac"),
    ] {
        let grid = Grid::of(dataset, &choice, |_, _| CellState::default());
        choice.move_column((dataset, &grid), from, to);
        assert_eq!(names(&choice), expected, "{from} to {to}");
    }
    choice.columns = vec![dataset.variables[2].id];
    assert_eq!(names(&choice), "cab");
}
