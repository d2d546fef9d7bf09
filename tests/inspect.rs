//! `heng inspect` as a person and a program use it: the real program, real files.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

/// What the program answered.
#[derive(Debug)]
struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

fn heng<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Told {
    let output = Command::new(env!("CARGO_BIN_EXE_heng"))
        .args(arguments)
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .unwrap();
    Told {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn inspect(file: &Path, more: &[&str]) -> Told {
    let words = ["inspect".as_ref(), file.as_os_str()];
    heng(words.into_iter().chain(more.iter().map(OsStr::new)))
}

impl Told {
    /// What was answered; nothing was complained of.
    fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{self:?}");
        self.out
    }

    /// The one line that says why the work failed.
    fn failed(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (Some(1), ""), "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "{self:?}");
        self.err
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(name)
}

fn json_of(file: &Path, more: &[&str]) -> Value {
    let more: Vec<&str> = ["--json"].iter().chain(more).copied().collect();
    serde_json::from_str(&inspect(file, &more).done()).unwrap()
}

/// A text file in a folder of its own.
fn text(content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("表.csv");
    fs::write(&path, content).unwrap();
    (folder, path)
}

#[test]
fn a_workbook_is_described_sheet_by_sheet() {
    let told = json_of(&fixture("cities.xlsx"), &[]);
    assert_eq!(
        (&told["inspect"], &told["file"]),
        (&json!(1), &json!("cities.xlsx"))
    );
    assert_eq!(told["sha256"].as_str().unwrap().len(), 64);
    let sheets = told["sheets"].as_array().unwrap();
    let data = sheets.iter().find(|it| it["name"] == "数据").unwrap();
    assert_eq!(data["hidden"], json!(false));
    let table = &data["table"];
    let columns = table["columns"].as_array().unwrap();
    assert_eq!(
        (columns.len(), &table["units"], &table["missing"]),
        (2, &json!(3), &json!(2))
    );
    assert!(columns.iter().any(|it| it["name"] == "GDP"), "{columns:?}");
    assert!(data["cells"].as_u64().unwrap() > 6);

    let one = json_of(&fixture("cities.xlsx"), &["--sheet", "数据库"]);
    let names: Vec<&Value> = one["sheets"].as_array().unwrap().iter().collect();
    assert_eq!(names.len(), 1);
    assert_eq!(names[0]["name"], json!("数据库"));
}

#[test]
fn a_table_is_described_to_its_last_fact() {
    let (_folder, path) =
        text("表一 城市\n\n城市,年份,GDP（亿元）,省\n甲,2020,1,南\n乙,2021,,北\n");
    let told = json_of(&path, &[]);
    let expected = json!([{
        "name": "", "hidden": false, "rows": 5, "columns": 4, "cells": 12,
        "merged": [], "hidden_rows": [], "hidden_columns": [],
        "table": {
            "header": "A3", "unit_column": "A",
            "columns": [{ "column": "C", "name": "GDP", "measure": "亿元" }],
            "texts": [{ "column": "D", "name": "省", "measure": null }],
            "rows": 2, "units": 2, "periods": ["2020", "2021"], "missing": 1,
        },
    }]);
    assert_eq!(told["sheets"], expected);
}

#[test]
fn findings_have_a_severity_a_place_and_a_sentence() {
    let told = json_of(&fixture("twice.csv"), &[]);
    let findings = told["findings"].as_array().unwrap();
    let errors: Vec<&Value> = findings
        .iter()
        .filter(|it| it["severity"] == "error")
        .collect();
    let places: Vec<&str> = errors
        .iter()
        .map(|it| it["cell"].as_str().unwrap())
        .collect();
    assert_eq!(places, ["B3", "A4"]);
    assert_eq!(errors[0]["problem"], json!("not-a-number"));
    assert!(errors[0]["text"].as_str().unwrap().contains("不是数字"));

    let told = json_of(&fixture("gbk.csv"), &["--language", "en"]);
    let first = &told["findings"][0];
    assert_eq!(
        (&first["severity"], &first["problem"]),
        (&json!("note"), &json!("encoding-assumed"))
    );
    assert_eq!(first["cell"], Value::Null);
    assert!(first["text"].as_str().unwrap().contains("encoding"));
}

#[test]
fn people_read_words_in_their_language() {
    let (_folder, path) = text("城市,GDP（亿元）\n甲,1\n乙,多\n丙,3\n");
    let zh = inspect(&path, &[]).done();
    for words in [
        "表.csv",
        "4 行 × 2 列",
        "A1",
        "3 个评价对象",
        "B GDP [亿元]",
        "错误",
        "B3",
    ] {
        assert!(zh.contains(words), "{words}: {zh}");
    }
    let en = inspect(&path, &["--language", "en"]).done();
    for words in ["4 rows × 2 columns", "3 units", "Error", "B3"] {
        assert!(en.contains(words), "{words}: {en}");
    }
    let (_folder, path) = text("只有一些话\n没有数字\n");
    assert!(inspect(&path, &[]).done().contains("没有识别出数据表"));
}

#[test]
fn values_are_tidy_and_exact() {
    let (_folder, path) = text("城市,年份,GDP（亿元）,人口\n甲,2020,0.1,3\n乙,2020,,\"1,234\"\n");
    let expected = "sheet,table,unit,indicator,measure,period,value,cell\n\
        ,1,甲,GDP,亿元,2020,0.1,C2\n\
        ,1,甲,人口,,2020,3,D2\n\
        ,1,乙,GDP,亿元,2020,,C3\n\
        ,1,乙,人口,,2020,1234,D3\n";
    assert_eq!(inspect(&path, &["--values"]).done(), expected);
    let told = inspect(&fixture("cities.xlsx"), &["--values", "--sheet", "数据"]).done();
    assert!(
        told.lines().skip(1).all(|line| line.starts_with("数据,1,")),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1 + 3 * 2);
}

#[test]
fn what_fails_is_told_in_one_line() {
    for name in ["picture.csv", "empty.csv", "no such file.xlsx"] {
        let told = inspect(&fixture(name), &[]).failed();
        assert!(told.contains(name), "{told}");
    }
    let told = inspect(&fixture("cities.xlsx"), &["--sheet", "无"]).failed();
    assert!(told.contains("数据库") && told.contains('无'), "{told}");
    let (_folder, path) = text("只有一些话\n没有数字\n");
    assert!(inspect(&path, &["--values"]).failed().contains("表.csv"));
    let bad = inspect(&fixture("gbk.csv"), &["--values", "--json"]);
    assert_eq!((bad.code, bad.out.as_str()), (Some(2), ""));
}

#[test]
fn a_password_is_asked_for_and_never_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("locked.xlsx");
    let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let bytes: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain(name)
        .collect();
    fs::write(&path, bytes).unwrap();
    let told = inspect(&path, &[]).failed();
    assert!(told.contains("locked.xlsx"), "{told}");
    let told = inspect(&path, &["--password", "Kennwort9"]).failed();
    assert!(
        told.contains("locked.xlsx") && !told.contains("Kennwort9"),
        "{told}"
    );
}
