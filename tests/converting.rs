//! `heng convert`, as a process.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

mod support;

use std::{ffi::OsStr, fs, path::Path, process::Command};

use heng::project::{Document, file::save};
use support::{document, take};

/// What the program said.
struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

fn convert(folder: &Path, words: &[&str]) -> Told {
    let output = Command::new(env!("CARGO_BIN_EXE_heng"))
        .arg("convert")
        .args(words.iter().map(OsStr::new))
        .current_dir(folder)
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .unwrap();
    Told {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn cities() -> Document {
    document([take(
        "
        city | 2019/x | gdp
        A    | 0.1    | 2
        B    | —      | 3",
    )])
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    save(&cities(), &folder.path().join("指数.heng")).unwrap();
    folder
}

#[test]
fn a_project_goes_into_a_folder_and_back() {
    let around = project();
    let told = convert(around.path(), &["指数.heng", "--to", "文件夹"]);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
    assert_eq!(told.out, "文件夹\n共 3 个部分，写入 3 个，删除 0 个\n");
    let told = convert(around.path(), &["指数.heng", "--to", "文件夹"]);
    assert_eq!(told.out, "文件夹\n共 3 个部分，与项目一致，没有改动\n");
    let told = convert(around.path(), &["--from", "文件夹", "新.heng"]);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
    assert_eq!(
        told.out,
        "新.heng\n已按文件夹现在的内容写成项目文件，校验和重新计算\n"
    );
    let bytes = |name: &str| fs::read(around.path().join(name)).unwrap();
    assert_eq!(bytes("新.heng"), bytes("指数.heng"));
}

#[test]
fn what_was_changed_or_is_gone_is_told() {
    let around = project();
    convert(around.path(), &["指数.heng", "--to", "d"]);
    let values: Vec<_> = fs::read_dir(around.path().join("d/panel/1"))
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    let name = values[0].strip_prefix(around.path().join("d")).unwrap();
    let name = name.to_str().unwrap();
    fs::remove_file(&values[0]).unwrap();
    let told = convert(
        around.path(),
        &["指数.heng", "--from", "d", "--language", "en"],
    );
    assert_eq!(told.code, Some(0));
    assert_eq!(
        told.out,
        format!(
            "指数.heng\nwritten as the folder stands, with checksums made anew. \
             Parts unlike those of the former project file: {name}\n\
             the former project file: 指数.heng.bak\n"
        )
    );
    assert!(told.err.starts_with(&format!("There is no {name}")));
    assert_eq!(told.err.lines().count(), 1);
}

#[test]
fn what_cannot_be_done_is_one_line() {
    let around = project();
    fs::create_dir(around.path().join("full")).unwrap();
    fs::write(around.path().join("full/信.txt"), "x").unwrap();
    let no_place = around.path().join("none").display().to_string();
    for (words, code, told) in [
        (vec!["指数.heng", "--to", "full"], 1, "文件夹里有别的文件"),
        (vec!["指数.heng", "--from", "full"], 1, "文件夹里没有项目"),
        (vec!["指数.heng", "--from", &no_place], 1, "无法读取文件"),
        (vec!["none.heng", "--to", "d"], 1, "无法读取文件"),
        (vec!["指数.heng"], 2, "缺少 --to 或 --from"),
        (vec!["--to", "d"], 2, "缺少文件名"),
    ] {
        let answer = convert(around.path(), &words);
        assert_eq!(answer.code, Some(code), "{words:?}");
        assert!(answer.err.contains(told), "{words:?}: {}", answer.err);
        assert_eq!((answer.err.lines().count(), answer.out.as_str()), (1, ""));
    }
    assert_eq!(fs::read_dir(around.path()).unwrap().count(), 2);
}
