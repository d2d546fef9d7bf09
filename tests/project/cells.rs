//! Cells of the data changed together: what goes in, and what changes nothing.

use heng::{
    import::copied_cells,
    project::{
        CellRange, CellsError, Grid, NewValue, Reach, Role, Shown, StrangeCell, Wanted, cleared,
        filled, filled_down, filled_right, named_rows, pasted, replaced,
    },
};

use super::*;

/// Two variables of three units, and one that is computed.
fn made() -> Document {
    document([
        take("city | a | b\nU | 1 | 2\nV | — | 4\nW | 5 | 6"),
        Edit::AddFormula {
            dataset: MAIN,
            name: "c".to_owned(),
            measure: None,
            formula: "[a] + [b]".to_owned(),
        },
    ])
}

fn range(units: [usize; 2], variables: [usize; 2]) -> CellRange {
    CellRange {
        units: units[0]..=units[1],
        variables: variables[0]..=variables[1],
    }
}

/// What is done in a grid that shows all data as they stand.
fn on<T>(document: &Document, act: impl FnOnce(&Shown<'_>) -> T) -> T {
    let dataset = main_of(document);
    act(&Shown {
        dataset,
        period: &Period::Undated,
        grid: &Grid::whole(dataset),
    })
}

/// The changes as names and values.
fn told(
    document: &Document,
    values: Result<Vec<NewValue>, CellsError>,
) -> Result<Vec<String>, CellsError> {
    let dataset = main_of(document);
    let one = |it: &NewValue| {
        let unit = &dataset.unit(it.unit).unwrap().label;
        let variable = &dataset.variable(it.variable).unwrap().name;
        format!("{unit} {variable} {:?}", it.value)
    };
    Ok(values?.iter().map(one).collect())
}

#[test]
fn a_block_begins_at_the_first_cell_and_changes_what_differs() {
    let document = made();
    let paste = |at: CellRange, text: &str| {
        let cells = copied_cells(text);
        let values = on(&document, |shown| pasted(shown, &at, &cells));
        told(&document, values)
    };
    let all = Ok::<_, CellsError>;
    let words = |it: &[&str]| it.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
    for (at, text, expected) in [
        // What is there already is no change.
        (range([0, 0], [0, 0]), "1\t2\n\t4", words(&[])),
        (
            range([0, 0], [0, 0]),
            "1\t9\n3\t…",
            words(&["U b Some(9.0)", "V a Some(3.0)", "V b None"]),
        ),
        // A single cell goes to all that are selected.
        (range([1, 2], [0, 0]), "5", words(&["V a Some(5.0)"])),
        // A row that is short leaves what lies beyond it.
        (
            range([1, 1], [0, 0]),
            "7\n8\t9",
            words(&["V a Some(7.0)", "W a Some(8.0)", "W b Some(9.0)"]),
        ),
    ] {
        assert_eq!(paste(at, text), all(expected), "{text:?}");
    }
    let strange = |unit: &str, variable: &str, text: &str| StrangeCell {
        unit: unit.to_owned(),
        variable: variable.to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(
        paste(range([0, 0], [0, 0]), "few\t1\n2\ty "),
        Err(CellsError::NotNumbers(vec![
            strange("U", "a", "few"),
            strange("V", "b", "y")
        ]))
    );
    assert_eq!(
        paste(range([2, 2], [1, 1]), "1\t2\n3"),
        Err(CellsError::NoRoom {
            rows: 2,
            columns: 2,
            free_rows: 1,
            free_columns: 2
        })
    );
    assert_eq!(
        paste(range([1, 1], [1, 1]), "1\t2"),
        Err(CellsError::Computed {
            unit: "V".to_owned(),
            variable: "c".to_owned()
        })
    );
}

#[test]
fn a_block_fills_a_rectangle_of_its_multiples() {
    let document = made();
    let words = |it: &[&str]| it.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
    for (at, text, expected) in [
        (
            range([1, 2], [0, 1]),
            "8\t9",
            words(&[
                "V a Some(8.0)",
                "V b Some(9.0)",
                "W a Some(8.0)",
                "W b Some(9.0)",
            ]),
        ),
        (
            range([0, 2], [1, 1]),
            "1",
            words(&["U b Some(1.0)", "V b Some(1.0)", "W b Some(1.0)"]),
        ),
        (
            range([1, 2], [0, 0]),
            "8\t9",
            words(&[
                "V a Some(8.0)",
                "V b Some(9.0)",
                "W a Some(8.0)",
                "W b Some(9.0)",
            ]),
        ),
        // What it does not fill gets it once.
        (
            range([0, 2], [1, 1]),
            "8\n9",
            words(&["U b Some(8.0)", "V b Some(9.0)"]),
        ),
    ] {
        let cells = copied_cells(text);
        let values = on(&document, |shown| pasted(shown, &at, &cells));
        assert_eq!(told(&document, values).unwrap(), expected, "{text:?}");
    }
}

#[test]
fn the_first_row_or_the_one_above_is_filled_down() {
    let document = made();
    let fill = |at: CellRange| {
        let values = on(&document, |shown| filled_down(shown, &at));
        told(&document, values).unwrap()
    };
    assert_eq!(
        fill(range([0, 2], [0, 0])),
        ["V a Some(1.0)", "W a Some(1.0)"]
    );
    // A missing value is filled down as well.
    assert_eq!(fill(range([2, 2], [0, 1])), ["W a None", "W b Some(4.0)"]);
    assert!(fill(range([0, 0], [0, 1])).is_empty());
}

#[test]
fn several_values_are_corrected_or_none() {
    let document = made();
    let dataset = main_of(&document);
    let values = on(&document, |shown| cleared(shown, &range([0, 1], [0, 1]))).unwrap();
    assert_eq!(values.len(), 3, "one is missing already");
    let edit = |values| Edit::CorrectMany {
        dataset: MAIN,
        period: Period::Undated,
        values,
    };
    let emptied = edit(values.clone()).apply(&document).unwrap();
    for it in &values {
        let value = main_of(&emptied).value(it.variable, &Period::Undated, it.unit);
        assert_eq!(value, None);
    }
    // The imported values take the corrections back.
    let back = values.iter().map(|it| NewValue {
        value: dataset.panel.get(it.variable, &Period::Undated, it.unit),
        ..*it
    });
    let back = edit(back.collect());
    assert_eq!(back.apply(&emptied).unwrap(), document);
    let text = serde_json::to_string(&back).unwrap();
    assert_eq!(serde_json::from_str::<Edit>(&text).unwrap(), back);
    // One that cannot be leaves all as they were.
    let mut wrong = values;
    wrong.last_mut().unwrap().value = Some(f64::INFINITY);
    refuses(&document, &edit(wrong), &EditError::NotFinite);
}

#[test]
fn what_is_looked_for_is_replaced_in_numbers_written_in_full() {
    let document = document([take(
        "city | a | b\nU | 1212.5 | 2\nV | — | -12\nW | 12 | 6",
    )]);
    let dataset = main_of(&document);
    let replace = |text: &str, reach, with: &str| {
        let wanted = Wanted::new(text, reach).unwrap();
        let cells = dataset.units.iter();
        let cells = cells.flat_map(|unit| dataset.variables.iter().map(move |it| (unit, it)));
        let values = on(&document, |shown| replaced(shown, (&wanted, with), cells));
        told(&document, values)
    };
    for (text, reach, with, expected) in [
        (
            "12",
            Reach::Part,
            "3",
            "U a Some(33.5), V b Some(-3.0), W a Some(3.0)",
        ),
        ("12", Reach::Whole, "3", "W a Some(3.0)"),
        ("１,212．5", Reach::Whole, "1", "U a Some(1.0)"),
        ("−12", Reach::Part, "", "V b None"),
        ("12", Reach::Whole, "12.0", ""),
        ("a", Reach::Part, "1", ""),
    ] {
        let found = replace(text, reach, with).unwrap().join(", ");
        assert_eq!(found, expected, "{text}");
    }
    let error = replace("2", Reach::Part, "-").unwrap_err();
    let texts = |it: &StrangeCell| format!("{} {} {}", it.unit, it.variable, it.text);
    let CellsError::ReplacedNotNumbers(cells) = error else {
        panic!("{error:?}");
    };
    let cells: Vec<String> = cells.iter().map(texts).collect();
    assert_eq!(cells, ["U a 1-1-.5", "V b -1-", "W a 1-"]);
}

#[test]
fn a_note_outlives_corrections() {
    let document = made();
    let dataset = main_of(&document);
    let (unit, variable) = (dataset.units[0].id, dataset.variables[0].id);
    let noted = Edit::Correct {
        dataset: MAIN,
        variable,
        period: Period::Undated,
        unit,
        value: Some(7.0),
        note: "misprint".to_owned(),
    };
    let noted = noted.apply(&document).unwrap();
    let edit = |value| Edit::CorrectMany {
        dataset: MAIN,
        period: Period::Undated,
        values: vec![NewValue {
            variable,
            unit,
            value,
        }],
    };
    for value in [Some(8.0), None, Some(1.0)] {
        let now = edit(value).apply(&noted).unwrap();
        let now = main_of(&now);
        assert_eq!(now.note(variable, &Period::Undated, unit), "misprint");
        assert_eq!(now.value(variable, &Period::Undated, unit), value);
    }
    let plain = edit(Some(8.0)).apply(&document).unwrap();
    assert_eq!(main_of(&plain).note(variable, &Period::Undated, unit), "");
}

#[test]
fn a_rectangle_is_repeated_beside_itself() {
    let document = made();
    let fill = |from: CellRange, to: CellRange| {
        let values = on(&document, |shown| filled(shown, &from, &to));
        told(&document, values)
    };
    assert_eq!(
        fill(range([0, 0], [0, 0]), range([0, 2], [0, 0])).unwrap(),
        ["V a Some(1.0)", "W a Some(1.0)"]
    );
    // Upwards the pattern goes on as it stands.
    assert_eq!(
        fill(range([1, 2], [1, 1]), range([0, 2], [1, 1])).unwrap(),
        ["U b Some(6.0)"]
    );
    assert_eq!(
        fill(range([1, 2], [0, 0]), range([1, 2], [0, 1])).unwrap(),
        ["V b None", "W b Some(5.0)"]
    );
    // What follows from others is neither filled nor a source.
    for (from, to) in [([0, 1], [0, 2]), ([2, 2], [1, 2])] {
        let error = fill(range([0, 0], from), range([0, 0], to)).unwrap_err();
        assert!(matches!(error, CellsError::Computed { .. }), "{error:?}");
    }
    let right = |at: CellRange| {
        let values = on(&document, |shown| filled_right(shown, &at));
        told(&document, values).unwrap()
    };
    assert_eq!(right(range([0, 0], [0, 1])), ["U b Some(1.0)"]);
    assert_eq!(right(range([2, 2], [1, 1])), ["W b Some(5.0)"]);
    assert_eq!(right(range([2, 2], [0, 0])), Vec::<String>::new());
}

/// What rows with names change from a column on: new values, and the document with the new units.
fn rows(
    document: &Document,
    column: usize,
    text: &str,
) -> Result<(Vec<String>, Document), CellsError> {
    let rows = on(document, |shown| {
        named_rows(shown, column, &copied_cells(text))
    })?;
    let values = told(document, Ok(rows.values.clone()))?;
    let edit = Edit::AddUnits {
        dataset: MAIN,
        period: Period::Undated,
        units: rows.units,
        values: rows.values,
    };
    Ok((values, edit.apply(document).unwrap()))
}

#[test]
fn rows_with_names_go_to_their_units_and_add_the_others() {
    let document = made();
    let (values, after) = rows(&document, 0, "W\t7\t6\nX\t8\t…\n U \t1\t9\n合计\t1\t2").unwrap();
    assert_eq!(values, ["W a Some(7.0)", "U b Some(9.0)"]);
    let dataset = main_of(&after);
    let labels: Vec<&str> = dataset.units.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(labels, ["U", "V", "W", "X", "合计"]);
    let value = |unit: usize, variable: usize| {
        let (unit, variable) = (dataset.units[unit].id, dataset.variables[variable].id);
        dataset.value(variable, &Period::Undated, unit)
    };
    assert_eq!([value(0, 0), value(0, 1)], [Some(1.0), Some(9.0)]);
    assert_eq!([value(2, 0), value(2, 1)], [Some(7.0), Some(6.0)]);
    assert_eq!([value(3, 0), value(3, 1)], [Some(8.0), None]);
    // From the second variable on.
    let (values, after) = rows(&document, 1, "X\t8\nV\t3").unwrap();
    assert_eq!(values, ["V b Some(3.0)"]);
    assert_eq!(main_of(&after).units.len(), 4);
    // The same edit twice would make two units of one name.
    let new = on(&after, |shown| named_rows(shown, 1, &copied_cells("Y\t8"))).unwrap();
    let edit = Edit::AddUnits {
        dataset: MAIN,
        period: Period::Undated,
        units: new.units,
        values: new.values,
    };
    let once = edit.apply(&after).unwrap();
    assert!(edit.apply(&once).is_err());
}

#[test]
fn places_are_known_by_their_other_names_and_totals_are_not_ranked() {
    let document = document([take("city | a\n北京 | 1\n上海 | 2")]);
    let (values, after) = rows(&document, 0, "北京市\t5\n天津市\t3\n全国\t9").unwrap();
    assert_eq!(values, ["北京 a Some(5.0)"]);
    let units = &main_of(&after).units;
    let units: Vec<(&str, Role)> = units
        .iter()
        .map(|it| (it.label.as_str(), it.role))
        .collect();
    assert_eq!(
        units,
        [
            ("北京", Role::Ranked),
            ("上海", Role::Ranked),
            ("天津市", Role::Ranked),
            ("全国", Role::Reference)
        ]
    );
}

#[test]
fn rows_that_are_not_clear_change_nothing() {
    let document = document([take("city | a\n北京 | 1\n石家庄 | 2\n上海 | 3")]);
    let refused = |column, text: &str| rows(&document, column, text).map(|_| ()).unwrap_err();
    let same = |first: &str, second: &str| CellsError::SameUnit {
        first: first.to_owned(),
        second: second.to_owned(),
    };
    assert_eq!(refused(0, "X\t1\nX\t2"), same("X", "X"));
    let twice = refused(0, "北京\t1\n上海\t3\n北京市\t2");
    assert!(
        matches!(
            &twice,
            CellsError::SameUnit { .. } | CellsError::UnclearNames(_)
        ),
        "{twice:?}"
    );
    let CellsError::UnclearNames(questions) = refused(0, "石加庄\t1\n上海\t2") else {
        panic!("石加庄 is taken");
    };
    assert_eq!(questions[0].name, "石加庄");
    assert!(matches!(
        refused(0, "X\t1\t2"),
        CellsError::NoRoom {
            columns: 2,
            free_columns: 1,
            ..
        }
    ));
    let strange = CellsError::NotNumbers(vec![StrangeCell {
        unit: "X".to_owned(),
        variable: "a".to_owned(),
        text: "many".to_owned(),
    }]);
    assert_eq!(refused(0, "北京\t7\nX\tmany"), strange);
    let computed = made();
    let error = rows(&computed, 2, "X\t1").map(|_| ()).unwrap_err();
    assert!(matches!(error, CellsError::Computed { .. }), "{error:?}");
}
