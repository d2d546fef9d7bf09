//! Tables taken in, corrections and groups.

use super::*;

#[test]
fn a_table_adds_units_variables_periods_and_where_they_stand() {
    let document = document([take(CITIES)]);
    let dataset = main_of(&document);
    let keys: Vec<&str> = dataset.units.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["A", "B"]);
    assert_eq!(dataset.periods(), [year(2019), year(2020)]);
    let (people, b) = (variable(&document, "people"), unit(&document, "B"));
    assert_eq!(dataset.value(people, &year(2020), b), Some(4.0));
    assert_eq!(
        dataset.value(people, &year(2020), unit(&document, "A")),
        None
    );
    let cell = dataset.provenance.cell(people, &year(2020), b).unwrap();
    assert_eq!(
        (cell.source.file.as_str(), cell.at),
        ("cities.csv", CellAt { row: 4, column: 3 })
    );
    assert!(dataset.provenance.cell(people, &year(1999), b).is_none());
}

#[test]
fn a_second_table_goes_into_known_units_and_variables() {
    let document = document([
        take(CITIES),
        take("city | period | gdp | area\nC | 2020 | 7 | 1\nA | 2020 | 16 | 2"),
    ]);
    let dataset = main_of(&document);
    assert_eq!((dataset.units.len(), dataset.variables.len()), (3, 3));
    let gdp = variable(&document, "gdp");
    let value = |name, period| dataset.value(gdp, &year(period), unit(&document, name));
    // Units the table names get its values; B, which it does not name, keeps its own.
    assert_eq!(
        [value("A", 2020), value("B", 2020), value("C", 2020)],
        [Some(16.0), Some(25.0), Some(7.0)]
    );
    let cell = |name| {
        dataset
            .provenance
            .cell(gdp, &year(2020), unit(&document, name))
    };
    assert_eq!(cell("A").unwrap().at, CellAt { row: 2, column: 2 });
    assert_eq!(cell("B").unwrap().at, CellAt { row: 4, column: 2 });
    assert_eq!(
        [value("A", 2019), value("B", 2019), value("C", 2019)],
        [Some(10.0), Some(20.0), None]
    );
    let cell = dataset
        .provenance
        .cell(gdp, &year(2020), unit(&document, "A"))
        .unwrap();
    assert_eq!(cell.at, CellAt { row: 2, column: 2 });
    assert_eq!(dataset.provenance.sources.len(), 1);
}

#[test]
fn a_renamed_unit_is_known_by_key_and_by_label() {
    let first = document([take("city | gdp\nA | 1")]);
    let rename = Edit::RenameUnit {
        dataset: MAIN,
        unit: unit(&first, "A"),
        label: " Alpha ".to_owned(),
    };
    let renamed = rename.apply(&first).unwrap();
    let again = take("city | area\nAlpha | 3").apply(&renamed).unwrap();
    let dataset = main_of(&again);
    assert_eq!(dataset.units.len(), 1);
    assert_eq!(
        (
            dataset.units[0].key.as_str(),
            dataset.units[0].label.as_str()
        ),
        ("A", "Alpha")
    );
    assert_eq!(
        find_unit(dataset, "A").unwrap(),
        find_unit(dataset, "Alpha").unwrap()
    );
}

#[test]
fn a_table_without_periods_joins_the_only_one_there_is() {
    let undated = "city | area\nA | 5";
    let alone = document([take(undated)]);
    assert_eq!(main_of(&alone).periods(), [Period::Undated]);
    let joined = document([take("city | period | gdp\nA | 2020 | 1"), take(undated)]);
    assert_eq!(main_of(&joined).periods(), [year(2020)]);
    let unclear = EditError::PeriodUnknown {
        file: "cities.csv".to_owned(),
        sheet: String::new(),
    };
    refuses(&document([take(CITIES)]), &take(undated), &unclear);
}

#[test]
fn what_was_read_with_errors_is_refused() {
    let finding = |problem| import::Finding {
        file: "cities.csv".to_owned(),
        sheet: String::new(),
        at: None,
        problem,
    };
    let error = finding(Problem::NotANumber {
        found: "x".to_owned(),
        column: "gdp".to_owned(),
    });
    let mut table = picture::table("cities.csv", CITIES);
    table.findings = vec![finding(Problem::NoUnitName), error.clone()];
    let edit = Edit::TakeTable {
        dataset: MAIN,
        table: Arc::new(table),
    };
    refuses(
        &start(),
        &edit,
        &EditError::HasErrors {
            findings: vec![error.clone()],
        },
    );
    let outline = Arc::new(Outline {
        findings: vec![error.clone()],
        ..Outline::default()
    });
    let edit = Edit::TakeOutline {
        dataset: MAIN,
        outline,
        index_name: "I".to_owned(),
    };
    refuses(
        &start(),
        &edit,
        &EditError::HasErrors {
            findings: vec![error],
        },
    );
}

#[test]
fn corrections_survive_a_refresh_and_can_be_dropped() {
    let document = start();
    let (gdp, a) = (variable(&document, "gdp"), unit(&document, "A"));
    let correct = |value, note: &str| Edit::Correct {
        dataset: MAIN,
        variable: gdp,
        period: year(2019),
        unit: a,
        value,
        note: note.to_owned(),
    };
    let corrected = correct(Some(11.0), "typo").apply(&document).unwrap();
    let value = |document: &Document| main_of(document).value(gdp, &year(2019), a);
    assert_eq!(
        (value(&document), value(&corrected)),
        (Some(10.0), Some(11.0))
    );
    assert_eq!(main_of(&corrected).panel, main_of(&document).panel);
    let refreshed = take("city | period | gdp\nB | 2019 | 21\nA | 2019 | 12")
        .apply(&corrected)
        .unwrap();
    assert_eq!(value(&refreshed), Some(11.0));
    assert_eq!(
        main_of(&refreshed)
            .corrected_panel()
            .get(gdp, &year(2019), a),
        Some(11.0)
    );
    let kept = main_of(&refreshed).correction(gdp, &year(2019), a).unwrap();
    assert_eq!(
        (kept.old, kept.new, kept.note.as_str()),
        (Some(10.0), Some(11.0), "typo")
    );
    assert_eq!(
        main_of(&refreshed).panel.get(gdp, &year(2019), a),
        Some(12.0)
    );
    let drop = Edit::DropCorrection {
        dataset: MAIN,
        variable: gdp,
        period: year(2019),
        unit: a,
    };
    assert_eq!(drop.apply(&corrected).unwrap(), document);
    // Typing the imported number again is no correction; taking a number out is one.
    assert_eq!(correct(Some(10.0), "").apply(&corrected).unwrap(), document);
    assert_eq!(value(&correct(None, "").apply(&document).unwrap()), None);
}

#[test]
fn groups_of_one_kind_are_made_anew() {
    let document = start();
    let (a, b) = (unit(&document, "A"), unit(&document, "B"));
    let groups = |kind: &str, words: &[(UnitId, &str)]| Edit::TakeGroups {
        dataset: MAIN,
        kind: kind.to_owned(),
        words: words
            .iter()
            .map(|(unit, word)| (*unit, (*word).to_owned()))
            .collect(),
    };
    let edits = [
        groups("region", &[(a, "east"), (b, "west")]),
        groups(
            "size",
            &[(a, "large"), (b, " large "), (a, "large"), (b, "")],
        ),
        groups("region", &[(b, "north")]),
    ];
    let made = edits
        .iter()
        .fold(document, |document, edit| edit.apply(&document).unwrap());
    let shown: Vec<String> = main_of(&made)
        .groups
        .iter()
        .map(|it| format!("{} {} {}", it.kind, it.name, it.members.len()))
        .collect();
    assert_eq!(shown, ["size large 2", "region north 1"]);
}

#[test]
fn data_without_a_period_join_the_only_period_whichever_came_first() {
    let dated = "city | period | gdp\nA | 2020 | 1\nB | 2020 | 2";
    let undated = "city | area\nA | 7\nB | 8";
    for order in [[dated, undated], [undated, dated]] {
        let document = document(order.map(take));
        let dataset = main_of(&document);
        assert_eq!(dataset.periods(), [year(2020)]);
        let (area, a) = (variable(&document, "area"), unit(&document, "A"));
        assert_eq!(dataset.value(area, &year(2020), a), Some(7.0));
        assert!(dataset.provenance.cell(area, &year(2020), a).is_some());
    }
}

#[test]
fn two_names_of_one_unit_in_one_period_are_refused() {
    let document = document([take("city | gdp\nA | 1")]);
    let id = main_of(&document).id;
    let a = unit(&document, "A");
    let label = "Alpha".to_owned();
    let renamed = Edit::RenameUnit {
        dataset: id,
        unit: a,
        label,
    }
    .apply(&document)
    .unwrap();
    let twice = take("city | gdp\nA | 1\nAlpha | 2").apply(&renamed);
    assert!(matches!(twice, Err(EditError::HasErrors { findings }) if findings.len() == 1));
}
