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
    assert_eq!(told["format"], json!("xlsx"));
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
fn a_file_is_called_what_it_is_not_what_its_name_says() {
    let told = |name: &str| {
        let path = fixture("formats").join(name);
        let said = inspect(&path, &[]).done();
        let line = said.lines().nth(1).unwrap().trim().to_owned();
        let format = json_of(&path, &[])["format"].as_str().unwrap().to_owned();
        format!("{format}: {line}")
    };
    assert_eq!(told("biff8.xls"), "xls: Excel 97–2003 工作簿（.xls）");
    assert_eq!(told("page.xls"), "html: 网页表格（HTML）");
    assert_eq!(told("tabs.xls"), "text: 文本表（CSV、TSV）");
    assert_eq!(told("xml2003.xls"), "xml: XML 表格 2003（.xml）");
    assert_eq!(told("archive.mht"), "mime: 单个文件网页（.mht）");
    assert_eq!(told("book.xlsb"), "xlsb: Excel 二进制工作簿（.xlsb）");
    assert_eq!(told("book.ods"), "ods: OpenDocument 表格（.ods）");
    let locked = fixture("encrypted").join("agile.xlsb");
    let default = fixture("encrypted").join("agile-default.xlsx");
    assert_eq!(json_of(&default, &[])["format"], json!("xlsx"));
    assert!(inspect(&locked, &[]).failed().contains("agile.xlsb"));
}

#[test]
fn a_table_is_described_to_its_last_fact() {
    let (_folder, path) =
        text("表一 城市\n\n城市,年份,GDP（亿元）,省\n甲,2020,1,南\n乙,2021,,北\n");
    let told = json_of(&path, &[]);
    let mut sheets = told["sheets"].clone();
    // Told in a test of its own.
    let tables = sheets[0].as_object_mut().unwrap().remove("tables");
    assert_eq!(tables.unwrap().as_array().unwrap().len(), 1);
    let expected = json!([{
        "name": "", "hidden": false, "rows": 5, "columns": 4, "cells": 12,
        "merged": [], "hidden_rows": [], "hidden_columns": [],
        "table": {
            "header": "A3", "unit_column": "A",
            "columns": [{ "column": "C", "name": "GDP", "measure": "亿元" }],
            "texts": [{ "column": "D", "name": "省", "measure": null }],
            "rows": 2, "units": 2, "periods": ["2020", "2021"], "missing": 1,
        },
        "relation": null,
            "list": null,
    }]);
    assert_eq!(sheets, expected);
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

fn yearbook(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/yearbooks")
        .join(name)
}

/// One line of the list of cells read by hand against what the program tells of its file.
fn check_cell(line: &csv::StringRecord) -> Result<(), String> {
    let at = |place: usize| line.get(place).unwrap_or_default();
    let told = inspect(&yearbook(at(0)), &["--values"]).done();
    let mut rows = csv::Reader::from_reader(told.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let here = |it: &&csv::StringRecord| it.get(0) == Some(at(1)) && it.get(7) == Some(at(2));
    let found: Vec<_> = rows.iter().filter(here).collect();
    let [found] = found[..] else {
        // A heading of a group is no value; every other cell is one, once.
        let fine = at(9) == "group heading" && found.is_empty();
        return fine.then_some(()).ok_or(format!("{line:?}: {found:?}"));
    };
    let [_, table, unit, indicator, measure, period, value, _] =
        std::array::from_fn(|it| found.get(it).unwrap_or_default());
    let plain = |text: &str| text.trim_matches(['(', ')']).to_owned();
    let number = |text: &str| text.replace(',', ".").parse::<f64>().ok();
    let measured = match at(8) {
        "persons" => true,
        "years" if at(0).starts_with("gapminder") => true,
        "-" => measure.is_empty(),
        said if said.starts_with('(') => measure.is_empty(),
        said => measure == said,
    };
    let named = indicator == at(4)
        || indicator.starts_with(&format!("{} (", at(4)))
        || format!("{indicator} ({measure})") == at(4);
    let year = plain(at(5));
    let right = table == "1"
        && unit == plain(at(3)).replace("Hong Kong, China (SAR", "Hong Kong, China (SAR)")
        && named
        && measured
        && Some(period) == year.split('-').next()
        && number(value) == number(at(6))
        && value.is_empty() == (at(7) == "missing");
    right.then_some(()).ok_or(format!("{line:?}: {found:?}"))
}

#[test]
fn cells_of_yearbooks_read_by_hand_are_told_with_their_meaning() {
    let mut list = csv::Reader::from_path(yearbook("expected.csv")).unwrap();
    let lines: Vec<_> = list.records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), 25);
    let wrong: Vec<String> = lines.iter().filter_map(|it| check_cell(it).err()).collect();
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_table_of_a_yearbook_is_described_to_its_last_fact() {
    let content = "表1 分地区人口\n单位：万人\n地区,2021年,2020年\n全国,30,25\n北京,10,\n天津,20,11\n注：年末数。\n资料来源：某局\n";
    let (_folder, path) = text(content);
    let told = json_of(&path, &[]);
    let table = &told["sheets"][0]["tables"][0];
    let expected = json!({
        "table": 1, "range": "A1:C8",
        "layout": { "value": "periods-across", "from": "shape", "cell": null, "confidence": 0.9 },
        "title": "表1 分地区人口",
        "measure": { "value": "万人", "from": "measure-line", "cell": "A2", "confidence": 0.85 },
        "period": null, "unit": null,
        "scope": null,
        "columns": [
            { "columns": ["B"], "name": "", "english": null, "measure": null, "period": "2021", "scope": null },
            { "columns": ["C"], "name": "", "english": null, "measure": null, "period": "2020", "scope": null },
        ],
        "rows": 3, "totals": ["全国"], "groups": [], "missing": 1,
        "notes": ["注：年末数。"], "sources": ["资料来源：某局"],
        "confidence": 0.9, "findings": [],
    });
    let mut table = table.clone();
    let indicator = table.as_object_mut().unwrap().remove("indicator").unwrap();
    assert!(
        indicator["value"].as_str().unwrap().contains("人口"),
        "{indicator}"
    );
    assert_eq!(table, expected);

    let zh = inspect(&path, &[]).done();
    for words in [
        "A1:C8",
        "每行一个评价对象，每列一个时期",
        "表1 分地区人口",
        "万人（单位行 A2）",
        "全国",
        "注：年末数。",
        "某局",
        "B 2021年",
    ] {
        assert!(zh.contains(words), "{words}: {zh}");
    }
    let en = inspect(&path, &["--language", "en"]).done();
    for words in [
        "a row a unit, a column a period",
        "Totals: 全国",
        "A1:C8",
        "B 2021",
    ] {
        assert!(en.contains(words), "{words}: {en}");
    }
}

#[test]
fn a_table_that_both_ways_see_is_told_once() {
    let (_folder, path) = text("城市,年份,GDP（亿元）\n甲,2020,1\n乙,2020,多\n丙,2020,3\n");
    let zh = inspect(&path, &[]).done();
    assert_eq!(zh.matches("数据表").count(), 1, "{zh}");
    assert_eq!(zh.matches("C3").count(), 1, "{zh}");
    // What names periods as its columns is no plain table, and its plain reading is not told.
    let zh = inspect(&yearbook("nbs-gdp-by-province-gbk.csv"), &[]).done();
    assert_eq!(zh.matches("数据表").count(), 1, "{zh}");
    assert!(!zh.contains("错误"), "{zh}");
}

#[test]
fn a_period_that_is_only_guessed_is_told_and_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("统计年鉴2021.csv");
    fs::write(&path, "指标,北京,天津\nGDP（亿元）,1,2\n人口（万人）,3,4\n").unwrap();
    let zh = inspect(&path, &[]).done();
    assert!(
        zh.contains("2020年（年鉴年份减一；仅为推测，不会采用）"),
        "{zh}"
    );
    let values = inspect(&path, &["--values"]).done();
    assert!(values.contains(",1,北京,GDP,亿元,,1,B2\n"), "{values}");
}

#[test]
fn a_list_of_things_is_told_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("labs.csv");
    let text = "2021年国家重点实验室名单,,,\n序号,实验室名称,省份,经费(万元)\n\
        1,光学实验室,北京,120\n2,材料实验室,河北,80\n3,海洋实验室,北京,95\n4,激光实验室,天津,60\n";
    fs::write(&path, text).unwrap();
    let told = inspect(&path, &[]).done();
    let lines: Vec<&str> = told.lines().skip(5).collect();
    assert_eq!(
        lines[..10],
        [
            "  6 行 × 4 列，21 个非空单元格",
            "  名单：第 2 行是表头，4 项",
            "  标题：2021年国家重点实验室名单",
            "  评价对象看：省份",
            "  地区级别：省",
            "  时期看：2021年",
            "  名称看：实验室名称",
            "    A 序号 (序号)",
            "    B 实验室名称 (文字)",
            "    C 省份 (地名)",
        ],
        "{told}"
    );
    let seen: Value = serde_json::from_str(&inspect(&path, &["--json"]).done()).unwrap();
    let list = &seen["sheets"][0]["list"];
    assert_eq!(list["by"], "省份");
    assert_eq!(list["level"], "province");
    assert_eq!((&list["rows"], &list["header_row"]), (&json!(4), &json!(2)));
    assert_eq!(list["columns"][3]["measure"], "万元");

    let table: Value =
        serde_json::from_str(&inspect(&fixture("cities.xlsx"), &["--json"]).done()).unwrap();
    assert_eq!(table["sheets"][0]["list"], Value::Null);
}
