//! `heng check`, as a process.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

mod support;

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
    path::Path,
    process::Command,
    sync::Arc,
};

use heng::{
    engine::{Normalisation, Period, UnitId},
    project::{
        At, Document, Edit, MethodPatch, Role, ScenarioId, file::save, find_unit, find_variable,
        loose_ends,
    },
};
use serde_json::Value;
use support::{MAIN, document, take};

/// What the program said.
struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

fn check(file: &Path, words: &[&str]) -> Told {
    let output = Command::new(env!("CARGO_BIN_EXE_heng"))
        .arg("check")
        .arg(file)
        .args(words)
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .unwrap();
    Told {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn json(file: &Path) -> Value {
    serde_json::from_str(&check(file, &["--json"]).out).unwrap()
}

fn cities() -> Document {
    let taken = document([
        take(
            "
            city | gdp | people
            A    | 1   | 7
            B    | 2   | 5
            C    | 3   | 4
            D    | 4   | 2",
        ),
        Edit::OutlineFromVariables {
            dataset: MAIN,
            index_name: "指数".to_owned(),
        },
        Edit::AddScenario {
            dataset: MAIN,
            name: "两家".to_owned(),
        },
    ]);
    let scenario = taken.datasets[0].scenarios[0].id;
    excluded(&taken, scenario, &["C", "D"])
}

fn excluded(document: &Document, scenario: ScenarioId, names: &[&str]) -> Document {
    let units = names
        .iter()
        .map(|name| find_unit(&document.datasets[0], name).unwrap().id);
    let edit = Edit::SetRole {
        at: At {
            dataset: MAIN,
            scenario: Some(scenario),
        },
        units: units.collect(),
        role: Role::Excluded,
    };
    edit.apply(document).unwrap()
}

/// A folder with a project file in it.
fn saved(document: &Document) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.heng");
    save(document, &path).unwrap();
    (folder, path)
}

/// The parts of a project file.
fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_sound_project_has_what_the_engine_says_of_each_scenario() {
    let (_folder, path) = saved(&cities());
    let told = check(&path, &[]);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
    let lines: Vec<&str> = told.out.lines().collect();
    assert_eq!(
        lines[0],
        format!("{}：格式 0，由 heng 0.1.0 保存，4 个部分", path.display())
    );
    assert_eq!(lines[1], "数据集“main”，方案“两家”（只列基准方案没有的）");
    assert!(lines[2].starts_with("  说明："), "{}", lines[2]);
    assert_eq!(lines[3..], ["错误 0，提醒 0，说明 1"]);

    let report = json(&path);
    assert_eq!(
        (&report["check"], &report["format"]),
        (&1.into(), &0.into())
    );
    let found = report["findings"].as_array().unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["about"], "results");
    assert_eq!(found[0]["severity"], "note");
    assert_eq!(found[0]["scenario"], "两家");

    let (_folder, bare) = saved(&document([]));
    let told = check(&bare, &["--language", "en"]);
    assert!(
        told.out.contains("  Note: there is no framework"),
        "{}",
        told.out
    );
    assert_eq!(told.code, Some(0));
}

#[test]
fn an_index_that_cannot_be_computed_is_an_error() {
    let edit = Edit::SetMethod {
        at: At {
            dataset: MAIN,
            scenario: None,
        },
        choices: MethodPatch {
            normalisation: Some(Normalisation::Goalposts {
                range: [0.0, 100.0],
                lo: None,
                hi: None,
            }),
            ..MethodPatch::default()
        },
    };
    let (_folder, path) = saved(&edit.apply(&cities()).unwrap());
    let told = check(&path, &[]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("检查出 2 个错误"), "{}", told.err);
    assert_eq!(told.err.lines().count(), 1);
    let report = json(&path);
    assert_eq!(report["errors"], 2, "those of the scenario are the same");
    assert_eq!(report["findings"][0]["node"], "gdp");
}

#[test]
fn damage_is_told_by_part() {
    let (folder, path) = saved(&cities());
    let bytes = fs::read(&path).unwrap();
    let parts = parts_of(&bytes);
    let name = parts[2].0.clone();
    let write = |parts: &[(String, Vec<u8>)]| {
        let path = folder.path().join("b.heng");
        fs::write(&path, packed(parts)).unwrap();
        path
    };
    let found = |path: &Path, about: &str| -> Vec<(String, String)> {
        let report = json(path);
        let found = report["findings"].as_array().unwrap().iter();
        found
            .filter(|it| it["about"] == about)
            .map(|it| {
                let word = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
                (word("severity"), word("part"))
            })
            .collect()
    };
    let told = |severity: &str, part: &str| (severity.to_owned(), part.to_owned());

    let mut changed = parts.clone();
    changed[2].1.retain(|it| *it != b'7' && *it != b'4');
    assert_eq!(found(&write(&changed), "part"), [told("error", &name)]);
    let mut gone = parts.clone();
    gone.remove(2);
    let gone = write(&gone);
    assert_eq!(found(&gone, "part"), [told("error", &name)]);
    assert_eq!(check(&gone, &[]).code, Some(1));

    let mut stranger = parts.clone();
    stranger.push(("notes.txt".to_owned(), b"x".to_vec()));
    stranger.push(("../evil".to_owned(), b"x".to_vec()));
    stranger.push(("panel/1/999.csv".to_owned(), b"unit\n".to_vec()));
    let stranger = write(&stranger);
    let expected = [
        told("warning", "../evil"),
        told("warning", "notes.txt"),
        told("warning", "panel/1/999.csv"),
    ];
    assert_eq!(found(&stranger, "part"), expected);
    assert_eq!(check(&stranger, &[]).code, Some(0));

    let cut = folder.path().join("cut.heng");
    fs::write(&cut, &bytes[..bytes.len() - 10]).unwrap();
    assert_eq!(found(&cut, "part"), [told("error", "")]);
    fs::write(&cut, &bytes[..40]).unwrap();
    let told = check(&cut, &[]);
    assert_eq!((told.code, told.out.as_str()), (Some(1), ""));
    assert_eq!(check(&folder.path().join("none.heng"), &[]).code, Some(1));
    assert_eq!(check(&path, &["--out", "x"]).code, Some(2));
}

#[test]
fn loose_ends_and_overtaken_corrections_are_told() {
    let document = cities();
    let set = &document.datasets[0];
    let correct = Edit::Correct {
        dataset: MAIN,
        variable: find_variable(set, "gdp").unwrap().id,
        period: Period::Undated,
        unit: find_unit(set, "A").unwrap().id,
        value: Some(9.0),
        note: String::new(),
    };
    let refreshed = take(
        "
        city | gdp
        A    | 8",
    );
    let corrected = correct.apply(&document).unwrap();
    assert_eq!(loose_ends(&corrected), []);
    let mut document = refreshed.apply(&corrected).unwrap();
    let set = Arc::make_mut(&mut document.datasets[0]);
    let scenario = &mut Arc::make_mut(&mut set.scenarios)[0];
    scenario.patch.roles.insert(UnitId(800), Role::Excluded);
    let (_folder, path) = saved(&document);
    let report = json(&path);
    let texts: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["severity"] == "warning")
        .map(|it| it["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        texts,
        [
            "方案“两家”提到不存在的评价对象（编号 800）",
            "有 1 处更正之后导入值又变了，请核对。第一处：A，gdp"
        ]
    );
}
