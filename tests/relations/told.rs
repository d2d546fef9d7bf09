//! What the command line says of relation sheets, and does with them.

use std::{ffi::OsStr, fs, path::Path, process::Command};

use heng::project::file::open;
use serde_json::Value;

use super::fixture;

/// Exit code, standard output and standard error.
fn heng<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> (Option<i32>, String, String) {
    heng_in("zh_CN.UTF-8", arguments)
}

fn heng_in<A: AsRef<OsStr>>(
    locale: &str,
    arguments: impl IntoIterator<Item = A>,
) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_heng"))
        .args(arguments)
        .env("LC_ALL", locale)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn inspect(name: &str, more: &[&str]) -> String {
    let file = fixture(name);
    let words = ["inspect".as_ref(), file.as_os_str()];
    let (code, out, err) = heng(words.into_iter().chain(more.iter().map(OsStr::new)));
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    out
}

#[test]
fn inspect_names_a_relation_sheet() {
    let told = inspect("校企合作.csv", &[]);
    for line in [
        "关系表，6 个节点、7 条边，2019年至2021年共 3 期",
        "权重合计：2405.5 万元",
        "关系类型：联合实验室、技术开发、技术转让",
        "B 牵头单位 (起点)",
        "F 合同金额 (权重)",
        "没有填写权重，边保留而没有权重",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    let file = fixture("migration.csv");
    let (_, english, _) = heng_in("en_US.UTF-8", ["inspect".as_ref(), file.as_os_str()]);
    assert!(
        english.contains("Relation sheet: 5 nodes, 20 edges, 2020"),
        "{english}"
    );
}

#[test]
fn inspect_tells_programs_the_same() {
    let json: Value = serde_json::from_str(&inspect("migration.csv", &["--json"])).unwrap();
    let seen = &json["sheets"][0]["relation"];
    assert_eq!(seen["form"], "matrix");
    assert_eq!((&seen["nodes"], &seen["edges"]), (&5.into(), &20.into()));
    assert_eq!(seen["periods"], serde_json::json!(["2020"]));
    assert_eq!(seen["directed"], true);
    assert_eq!(json["findings"][0]["problem"], "relation");
    let other: Value = serde_json::from_str(&inspect("gephi-edges.csv", &["--json"])).unwrap();
    let seen = &other["sheets"][0]["relation"];
    assert_eq!(seen["total_weight"], 5.5);
    assert_eq!(seen["columns"][5]["role"], "weight");
}

#[test]
fn its_edges_are_listed_as_csv() {
    assert_eq!(
        inspect("years-across.csv", &["--values"])
            .lines()
            .take(3)
            .collect::<Vec<_>>(),
        [
            "sheet,source,target,kind,period,weight,cell",
            ",北京,上海,,2018,12,C3",
            ",北京,上海,,2019,15,D3",
        ]
    );
}

#[test]
fn a_run_takes_relation_sheets_into_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::copy(fixture("校企合作.csv"), folder.path().join("网络.csv")).unwrap();
    fs::copy(fixture("symmetric.csv"), folder.path().join("通勤.csv")).unwrap();
    put("cities.csv", "城市,GDP\n广州,1\n深圳,2\n");
    let index = "title = \"T\"\n[[data]]\nfile = \"cities.csv\"\nperiod = 2020\n\
        [[relations]]\nfile = \"网络.csv\"\ndirected = true\n\
        [[relations]]\nfile = \"通勤.csv\"\nname = \"通勤\"\nperiod = 2021\n\
        [output]\nproject = \"a.heng\"\n";
    put("index.toml", index);
    let (code, _, err) = heng(["run".as_ref(), folder.path().join("index.toml").as_os_str()]);
    assert_eq!(code, Some(0), "{err}");
    let project = folder.path().join("a.heng");
    let document = open(&project).unwrap();
    let relations = &document.datasets[0].relations;
    let told: Vec<(&str, bool, usize)> = relations
        .iter()
        .map(|it| (it.name.as_str(), it.directed, it.list.edges.len()))
        .collect();
    assert_eq!(
        told,
        [
            ("某省人工智能企业与高校合作情况", true, 7),
            ("通勤", false, 6)
        ]
    );
    assert_eq!(relations[1].list.edges.periods()[0].to_string(), "2021");
    let (_, checked, _) = heng(["check".as_ref(), project.as_os_str()]);
    assert!(
        checked.contains("关系“通勤”：4 个节点、6 条边"),
        "{checked}"
    );
    put("index.toml", &index.replace("通勤.csv", "cities.csv"));
    refused(folder.path(), "没有识别出关系表");
    put("index.toml", &index.replace("directed", "direct"));
    refused(folder.path(), "directed");
}

fn refused(folder: &Path, word: &str) {
    let (code, _, err) = heng(["run".as_ref(), folder.join("index.toml").as_os_str()]);
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains(word), "{err}");
}
