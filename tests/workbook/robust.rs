//! Workbooks of names and tables that make trouble, and targets that cannot be written.

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use heng::{
    export::{self, ExportError},
    import::{Outline, OutlineKind, OutlineNode, Table, TableColumn, TableRow},
    project::{
        Document, Edit, VintageSource,
        disk::{Disk as _, simulated::SimulatedDisk},
        file::{SaveStage, stage_on},
        freeze,
    },
    texts::{Language, Texts},
};

use crate::{
    bytes_of,
    published::{applied, results},
    read_back,
};

/// A name of 200 letters with all that a sheet may not be called.
fn long(number: usize) -> String {
    let name = format!("'{}", "[甲]:*?/\\乙\u{1f600}".repeat(22));
    let name: String = name.chars().take(197).collect();
    format!("{name}{number:03}")
}

/// An index in which everything has such a name and nearly every value is missing.
fn hostile() -> Document {
    let document = Document::new(long(0));
    let dataset = document.main().unwrap().id;
    let rows = (0..6).map(|row| TableRow {
        row: row + 1,
        unit: long(row as usize),
        label: long(row as usize),
        period: Some("2020".to_owned().into()),
        ..TableRow::default()
    });
    let columns = (1..=4_u32).map(|column| TableColumn {
        column,
        name: long(column as usize),
        measure: Some(long(90)),
        // The last two have no value at all, and the first ones have two.
        values: (0..6_u32)
            .map(|row| (column < 3 && row % 3 == column).then(|| f64::from(row * column)))
            .collect(),
    });
    let table = Table {
        file: long(80),
        sheet: long(81),
        columns: columns.collect(),
        rows: rows.collect(),
        ..Table::default()
    };
    let node = |number: usize, parent, kind| OutlineNode {
        code: long(number),
        name: long(number),
        parent,
        kind,
        ..OutlineNode::default()
    };
    let (above, leaf) = (OutlineKind::Aggregate, OutlineKind::Indicator);
    let outline = Outline {
        nodes: vec![
            node(10, None, above),
            node(1, Some(0), leaf),
            node(2, Some(0), leaf),
            node(11, None, above),
            node(3, Some(3), leaf),
            node(4, Some(3), leaf),
        ],
        ..Outline::default()
    };
    let taken = [
        Edit::TakeTable {
            dataset,
            table: Arc::new(table),
        },
        Edit::TakeOutline {
            dataset,
            outline: Arc::new(outline),
            index_name: long(12),
        },
    ];
    let document = applied(document, &taken);
    let main = document.main().unwrap();
    let groups = main.units.iter().zip([20, 21, 22].into_iter().cycle());
    let edits = [
        Edit::TakeGroups {
            dataset,
            kind: long(23),
            words: groups.map(|(it, name)| (it.id, long(name))).collect(),
        },
        Edit::AddScenario {
            dataset,
            name: long(24),
        },
        Edit::FreezeVintage {
            dataset,
            name: long(25),
            note: long(26),
            source: VintageSource::default(),
            figures: Arc::new(freeze(main, &results(main), None)),
        },
    ];
    applied(document.clone(), &edits)
}

#[test]
fn long_names_and_missing_values_still_make_a_workbook() {
    let document = hostile();
    for language in Language::ALL {
        let book = read_back(bytes_of(&document, language));
        assert!(book.names.len() > 12, "{:?}", book.names);
        let unlike: BTreeSet<String> = book.names.iter().map(|it| it.to_lowercase()).collect();
        assert_eq!(unlike.len(), book.names.len());
        for name in &book.names {
            assert!(name.encode_utf16().count() <= 31, "{name}");
            assert!(
                !name.contains(['[', ']', ':', '*', '?', '/', '\\']),
                "{name}"
            );
        }
        let ranking = &book.sheets[&book.names[1]];
        let units: BTreeSet<String> = ranking.rows().skip(1).map(|it| it[1].to_string()).collect();
        let expected: BTreeSet<String> = (0..6).map(long).collect();
        assert_eq!(units, expected);
    }
}

#[test]
fn a_target_that_cannot_be_replaced_is_told_and_what_is_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("x.xlsx");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("inside"), "kept").unwrap();
    let error = export::write(&target, b"new").unwrap_err();
    let ExportError::NotWritten(error) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(error.stage, SaveStage::Replace);
    assert_eq!(fs::read_to_string(target.join("inside")).unwrap(), "kept");
    let told = ExportError::NotWritten(error.clone()).told(&Texts::new(Language::Chinese));
    assert!(told.contains("x.xlsx"), "{told}");
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// The target of an export on a disk with trouble.
const TARGET: &str = "/out/ranked.xlsx";

/// Writes where it cannot be: it is told how far it came, the old file stays and nothing is beside it.
fn refused(trouble: impl Fn(&SimulatedDisk), stage: SaveStage) {
    let disk = SimulatedDisk::new(7);
    let (folder, target) = (Path::new("/out"), Path::new(TARGET));
    disk.create_folder(folder).unwrap();
    let on = || Arc::new(disk.clone());
    stage_on(on(), target, b"old").unwrap().put().unwrap();
    trouble(&disk);
    let bytes = bytes_of(&hostile(), Language::Chinese);
    let written = stage_on(on(), target, &bytes).and_then(heng::project::file::Staged::put);
    let error = written.unwrap_err();
    assert_eq!(error.stage, stage, "{error}");
    for language in Language::ALL {
        let told = ExportError::NotWritten(error.clone()).told(&Texts::new(language));
        assert!(told.contains(TARGET), "{told}");
    }
    disk.repair();
    assert_eq!(disk.read(target, 100).unwrap(), b"old");
    assert_eq!(disk.list(folder).unwrap(), ["ranked.xlsx"]);
    stage_on(on(), target, &bytes).unwrap().put().unwrap();
    assert!(disk.holds(target, &bytes).unwrap());
}

#[test]
fn a_full_disk_keeps_the_old_workbook() {
    refused(|disk| disk.leave_room(1_000), SaveStage::Write);
}

#[test]
fn a_read_only_folder_keeps_the_old_workbook() {
    refused(
        |disk| disk.make_read_only(Path::new("/out")),
        SaveStage::Create,
    );
}

#[test]
fn a_held_target_keeps_the_old_workbook() {
    refused(|disk| disk.hold(Path::new(TARGET)), SaveStage::Replace);
}

#[test]
fn a_target_that_is_not_put_in_place_leaves_nothing() {
    let disk = SimulatedDisk::new(3);
    disk.create_folder(Path::new("/out")).unwrap();
    drop(stage_on(Arc::new(disk.clone()), Path::new(TARGET), b"new").unwrap());
    assert!(disk.list(Path::new("/out")).unwrap().is_empty());
}
