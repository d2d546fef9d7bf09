//! Project files of every format there was, kept for good: today's program opens them.
//!
//! Beside each file, `NAME.json` tells what it holds. With `HENG_GOLDEN=write` in the environment the
//! files of the present format are written anew, which is for a new format only.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

mod everything;

use std::{
    env, fs,
    io::{Cursor, Read as _},
    path::{Path, PathBuf},
};

use heng::project::{
    Dataset, Document,
    file::{FORMAT, read_parts, write_parts},
    loose_ends,
};
use serde_json::{Map, Value, json};

use everything::everything;

/// The projects of the present format, by name.
fn present() -> [(&'static str, Document); 2] {
    [("everything", everything()), ("empty", Document::new(""))]
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/projects")
}

/// The bytes of the project files in the folder, by name.
fn kept() -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder()).unwrap().map(|it| it.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .filter(|it| it.extension().is_some_and(|it| it == "heng"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

/// What a document holds: its readable form, and the bits of every value.
fn told(document: &Document) -> Value {
    let mut bits = Map::new();
    for dataset in &document.datasets {
        for variable in dataset.variables.iter() {
            for (period, column) in dataset.panel.series(variable.id).into_iter().flatten() {
                let hex = |it: f64| format!("{:016x}", it.to_bits());
                let mut values: Vec<_> = column.iter().map(|it| it.map(hex)).collect();
                // A column that ends early is missing from there on.
                let told = values.iter().rposition(Option::is_some);
                values.truncate(told.map_or(0, |it| it + 1));
                let place = format!("{}/{}/{period}", dataset.id.0, variable.id.0);
                bits.insert(place, values.into());
            }
        }
    }
    let mut edges = Map::new();
    for dataset in &document.datasets {
        for relation in dataset.relations.iter() {
            let place = format!("{}/{}", dataset.id.0, relation.id.0);
            let list = &relation.list;
            let weights = list.edges.iter().map(|it| it.weight);
            let weights: Vec<_> = weights
                .map(|it| it.map(|it| format!("{:016x}", it.to_bits())))
                .collect();
            edges.insert(place, json!({ "list": list.as_ref(), "bits": weights }));
        }
    }
    json!({ "document": document, "bits": bits, "edges": edges })
}

/// Whether all of `expected` is in `found`; later versions may tell more.
fn refuse_less(place: &str, found: &Value, expected: &Value) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            for (key, value) in expected {
                let place = format!("{place}/{key}");
                let there = found.get(key).unwrap_or_else(|| panic!("{place} is gone"));
                refuse_less(&place, there, value);
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            assert_eq!(found.len(), expected.len(), "{place}");
            for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
                refuse_less(&format!("{place}/{at}"), found, expected);
            }
        }
        _ => assert_eq!(found.to_string(), expected.to_string(), "{place}"),
    }
}

/// The parts of a project file without the manifest, which names the program that wrote it.
fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = (0..archive.len()).map(|at| {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    });
    parts.filter(|(name, _)| name != "manifest.json").collect()
}

#[test]
fn files_of_every_format_open_as_what_they_hold() {
    if env::var("HENG_GOLDEN").is_ok_and(|it| it == "write") {
        for (name, document) in present() {
            let path = folder().join(format!("format-{FORMAT}-{name}"));
            fs::write(path.with_extension("heng"), write_parts(&document).unwrap()).unwrap();
            let text = serde_json::to_string_pretty(&told(&document)).unwrap();
            fs::write(path.with_extension("json"), text + "\n").unwrap();
        }
    }
    let files = kept();
    assert!(files.len() >= 2);
    for (name, bytes) in files {
        let document = read_parts(&name, &bytes).unwrap();
        let expected = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        refuse_less(&name, &told(&document), &expected);
    }
}

#[test]
fn they_are_rewritten_bit_for_bit() {
    for (name, bytes) in kept() {
        let document = read_parts(&name, &bytes).unwrap();
        let written = write_parts(&document).unwrap();
        let again = read_parts(&name, &written).unwrap();
        assert_eq!(again, document, "{name}");
        assert_eq!(write_parts(&again).unwrap(), written, "{name}");
        if name.starts_with(&format!("format-{FORMAT}-")) {
            assert_eq!(parts_of(&written), parts_of(&bytes), "{name}");
        }
    }
}

#[test]
fn the_present_format_is_among_them_with_something_of_every_kind() {
    for (name, document) in present() {
        let file = format!("format-{FORMAT}-{name}");
        let kept = kept().into_iter().find(|(it, _)| *it == file);
        let (_, bytes) = kept.unwrap_or_else(|| panic!("{file} is not kept"));
        assert_eq!(read_parts(&file, &bytes).unwrap(), document, "{name}");
        assert_eq!(loose_ends(&document), []);
    }
    let document = everything();
    let Document {
        title,
        notes,
        datasets,
        originals,
        style,
        ids: _,
    } = &document;
    assert!(!title.is_empty() && !notes.is_empty() && !originals.is_empty());
    assert!(style.logo.is_some() && style.font.is_some() && style.color.is_some());
    // Whatever is added to a dataset asks here for its place among the kept files.
    let Dataset {
        id: _,
        name: _,
        units,
        variables,
        panel,
        corrections,
        provenance,
        unit_rule,
        groups,
        framework,
        tiers,
        method: _,
        recipes,
        scenarios,
        vintages,
        views,
        relations,
    } = datasets[0].as_ref();
    assert!(!units.is_empty() && !variables.is_empty() && !panel.periods().is_empty());
    assert!(!corrections.is_empty() && !provenance.sources.is_empty());
    assert!(unit_rule.is_some() && framework.is_some() && tiers.is_some());
    assert!(!groups.is_empty() && !recipes.is_empty());
    assert!(!scenarios.is_empty() && vintages.len() == 2);
    assert_eq!(views.len(), 5, "one of each form");
    assert!(!relations.is_empty());
}
