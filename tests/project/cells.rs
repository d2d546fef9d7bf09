//! Cells of the data changed together: what goes in, and what changes nothing.

use heng::{
    import::copied_cells,
    project::{
        CellRange, CellsError, NewValue, Reach, StrangeCell, Wanted, cleared, filled_down, pasted,
        replaced,
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
        let values = pasted(main_of(&document), &Period::Undated, &at, &cells);
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
fn the_first_row_or_the_one_above_is_filled_down() {
    let document = made();
    let fill = |at: CellRange| {
        let values = filled_down(main_of(&document), &Period::Undated, &at);
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
    let values = cleared(dataset, &Period::Undated, &range([0, 1], [0, 1])).unwrap();
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
        let values = replaced(dataset, &Period::Undated, (&wanted, with), cells);
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
