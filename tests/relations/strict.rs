//! What is no relation sheet, and what holds for any sheet.

use std::fmt::Write as _;

use heng::import::{
    ReadOptions, read_bytes,
    relations::{RelationLayout, RelationTable, relations},
};
use proptest::prelude::*;

use super::book;

fn is_sure(text: &str) -> bool {
    let found = relations(&book("sheet.csv", text), &RelationLayout::default());
    found.is_ok_and(|it| it.sure)
}

#[test]
fn other_sheets_are_left_alone() {
    for text in [
        // Long and wide tables.
        "地区,指标,年份,数值,来源\n北京,GDP,2020,1,年鉴\n上海,GDP,2020,2,年鉴\n",
        "地区,出口额,进口额\n北京,1,2\n上海,3,4\n广东,5,6\n",
        "地区,流出人口,流入人口\n北京,12,30\n上海,9,41\n",
        "城市,GDP,人口\n北京,1,2\n上海,3,4\n",
        "unit,indicator,year,value\na,x,2020,1\nb,x,2020,2\n",
        // A framework has sources and targets of its own.
        "code,name,parent,weight,direction,source,target\na,A,,1,1,NBS,10\nb,B,a,1,1,NBS,12\n",
        "指标,上级,来源,目标\n总指数,,年鉴,高\n创新,总指数,年鉴,低\n",
        // Bands from one number to another, and stays from one day to another.
        "from,to,rate\n0,100,0.1\n100,200,0.2\n",
        "from,to,place\n2020-01-01,2020-02-01,x\n2020-02-01,2020-03-01,y\n",
        // Judgements and correlations.
        "指数,甲,乙,丙\n甲,1,3,5\n乙,1/3,1,2\n丙,1/5,1/2,1\n",
        "总,甲,乙,丙\n甲,1,2,4\n乙,0.5,1,2\n丙,0.25,0.5,1\n",
        ",GDP,人口,面积\nGDP,1,0.8,0.3\n人口,0.8,1,0.2\n面积,0.3,0.2,1\n",
        // Three ends are no edge.
        "机构1,机构2,机构3\n甲,乙,丙\n乙,丙,丁\n",
        "只有一格",
    ] {
        assert!(!is_sure(text), "{text}");
    }
}

#[test]
fn adjacency_with_loops_is_a_relation_sheet() {
    let text = "点,甲,乙,丙\n甲,1,0,1\n乙,0,1,1\n丙,1,0,1\n";
    assert!(is_sure(text));
}

/// A list of edges by numbers, as text with a header.
fn listed(edges: &[(u8, u8, u8, Option<f64>)]) -> String {
    let mut text = "源节点,目标节点,类型,年份,权重\n".to_owned();
    for (source, target, year, weight) in edges {
        let weight = weight.map(|it| it.to_string()).unwrap_or_default();
        let year = 2000 + u32::from(*year);
        writeln!(
            text,
            "节{source},节{target},类{},{year},{weight}",
            source % 3
        )
        .unwrap();
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn edges_out_are_edges_in(
        edges in prop::collection::vec(
            (0_u8..20, 0_u8..20, 0_u8..30, prop::option::of(-1e9_f64..1e9)),
            2..60,
        ),
    ) {
        let table = relations(&book("网络.csv", &listed(&edges)), &RelationLayout::default()).unwrap();
        prop_assert!(table.sure && table.list.is_whole());
        prop_assert_eq!(table.list.edges.len(), edges.len());
        for ((source, target, year, weight), edge) in edges.iter().zip(table.list.edges.iter()) {
            prop_assert_eq!(edge.source, format!("节{source}"));
            prop_assert_eq!(edge.target, format!("节{target}"));
            prop_assert_eq!(edge.period.to_string(), (2000 + u32::from(*year)).to_string());
            prop_assert_eq!(edge.weight.map(f64::to_bits), weight.map(f64::to_bits));
        }
    }

    #[test]
    fn no_sheet_makes_it_panic(
        rows in prop::collection::vec(
            prop::collection::vec(
                prop_oneof![
                    Just("source"), Just("target"), Just("起点"), Just("终点"), Just("年份"),
                    Just("weight"), Just("甲"), Just("乙"), Just("丙"), Just(""), Just("合计"),
                    Just("2020"), Just("-3"), Just("0"), Just("1e400"), Just("Directed"), Just("#N/A"),
                ],
                0..7,
            ),
            0..12,
        ),
    ) {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        let book = book("any.csv", &format!("题\n{}", lines.join("\n")));
        if let Ok(table) = relations(&book, &RelationLayout::default()) {
            prop_assert!(table.list.is_whole() && !table.list.edges.is_empty());
            let json = serde_json::to_string(&table).unwrap();
            prop_assert_eq!(serde_json::from_str::<RelationTable>(&json).unwrap(), table);
        }
    }
}

/// Every table of the samples and of other tests.
fn other_files() -> Vec<std::path::PathBuf> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("sample-data"), root.join("tests/fixtures")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|it| it.to_str()).unwrap_or("");
            if path.is_dir() && !path.ends_with("relations") {
                folders.push(path);
            } else if ["csv", "xls", "xlsx", "xlsb", "ods", "tsv", "txt"].contains(&ending) {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn no_sample_is_one() {
    let go_on = &mut |_| std::ops::ControlFlow::Continue(());
    let mut sheets = 0;
    for path in other_files() {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        // Some are broken or locked on purpose.
        let Ok(book) = read_bytes(&name, &bytes, &ReadOptions::default(), go_on) else {
            continue;
        };
        for sheet in &book.sheets {
            let layout = RelationLayout {
                sheet: Some(sheet.name.clone()),
                ..RelationLayout::default()
            };
            let found = relations(&book, &layout);
            let sure = found.is_ok_and(|it| it.sure);
            assert!(!sure, "{} {}", path.display(), sheet.name);
            sheets += 1;
        }
    }
    assert!(sheets > 50, "only {sheets}: are these the files?");
}
