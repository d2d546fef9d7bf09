//! Published tables, recomputed from their published inputs.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]

mod support;

use std::{fs, path::Path};

use heng::{
    engine::{Normalisation, Results, compute},
    project::{At, Document, Edit, MethodPatch, find_node, resolve},
};
use support::{MAIN, document, take};

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sample-data")
        .join(name);
    fs::read_to_string(path).unwrap()
}

/// The lines of a published table below its header, each split into its fields.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().skip(1);
    lines.map(|line| line.split(',').collect()).collect()
}

fn with_normalisation(normalisation: Normalisation) -> Edit {
    Edit::SetMethod {
        at: At {
            dataset: MAIN,
            scenario: None,
        },
        choices: MethodPatch {
            normalisation: Some(normalisation),
            ..MethodPatch::default()
        },
    }
}

fn results(document: &Document) -> Results {
    let results = compute(&resolve(&document.datasets[0], None).unwrap());
    assert_eq!(results.findings, []);
    results
}

/// A unit's score and rank at the node of a name.
fn place(document: &Document, results: &Results, node: &str, unit: &str) -> (f64, u32) {
    let dataset = &document.datasets[0];
    let node = find_node(dataset.framework.as_ref().unwrap(), node).unwrap();
    let at = dataset.units.iter().position(|it| it.key == unit).unwrap();
    let period = &results.node(node).unwrap().periods[0];
    (
        period.scores.get(at).unwrap(),
        period.ranks.get(at).unwrap(),
    )
}

/// 城市硬科技创新指数 2020: 38 cities, the index and five sub-indices with their ranks.
#[test]
fn hardtech_2020_has_the_published_ranks_and_scores() {
    let document = document([
        take(&sample("hardtech-2020/cities.csv")),
        Edit::OutlineFromVariables {
            dataset: MAIN,
            index_name: "城市硬科技指数".to_owned(),
        },
        with_normalisation(Normalisation::Goalposts {
            range: [0.0, 100.0],
            lo: Some(0.0),
            hi: Some(100.0),
        }),
    ]);
    let results = results(&document);
    let published = sample("hardtech-2020/published-ranking.csv");
    let header: Vec<&str> = published.lines().next().unwrap().split(',').collect();
    let mut unlike = Vec::new();
    let rows = rows(&published);
    assert_eq!(rows.len(), 38);
    for row in rows {
        let city = row[1];
        let (score, rank) = place(&document, &results, "城市硬科技指数", city);
        assert_eq!(rank.to_string(), row[0], "{city}");
        let printed: f64 = row[2].parse().unwrap();
        if (score - printed).abs() > 0.005 + 1e-9 {
            unlike.push(format!("{city} {score:.3} {printed}"));
        }
        for column in [3, 5, 7, 9, 11] {
            let (score, rank) = place(&document, &results, header[column], city);
            let printed: f64 = row[column].parse().unwrap();
            assert!((score - printed).abs() < 1e-9, "{city} {}", header[column]);
            assert_eq!(
                rank.to_string(),
                row[column + 1],
                "{city} {}",
                header[column]
            );
        }
    }
    // The printed index is not the mean of the printed sub-indices there.
    assert_eq!(unlike, ["长沙 22.044 22.05", "石家庄 14.476 14.47"]);
}

/// 全球人工智能竞争力 2025, the influence Z of papers: the mean of two min–max shares.
#[test]
fn ai_2025_follows_the_published_formula_and_not_the_published_z() {
    let inputs = sample("ai-2025/countries.csv");
    let (citations, impact) = ("论文平均被引用次数（次/篇）", "论文发表期刊影响因子");
    let header = format!("unit,{citations},{impact}");
    let lines = rows(&inputs)
        .into_iter()
        .map(|row| format!("{},{},{}", row[0], row[3], row[4]));
    let pictured: Vec<String> = std::iter::once(header).chain(lines).collect();
    let document = document([
        take(&pictured.join("\n")),
        Edit::OutlineFromVariables {
            dataset: MAIN,
            index_name: "Z".to_owned(),
        },
        with_normalisation(Normalisation::default().with_range([0.0, 1.0])),
    ]);
    let results = results(&document);
    let z = |economy: &str| place(&document, &results, "Z", economy);

    // Least and greatest, read off the table: citations 8.9 印度 and 43.9 瑞士, impact 1.5 巴基斯坦 and 9.5 美国.
    let rows_in = rows(&inputs);
    assert_eq!(rows_in.len(), 30);
    for row in rows_in {
        let [cited, factor] = [3, 4].map(|at| row[at].parse::<f64>().unwrap());
        let expected = 0.5 * (cited - 8.9) / (43.9 - 8.9) + 0.5 * (factor - 1.5) / (9.5 - 1.5);
        assert!((z(row[0]).0 - expected).abs() < 1e-9, "{}", row[0]);
    }
    for (economy, by_hand, rank) in [
        ("瑞士", 0.875, 1),                       // 35/35, 6/8
        ("美国", 0.76, 5),                        // 18.2/35 = 0.52, 8/8
        ("澳大利亚", 0.795_714_285_714_285_7, 3), // 34.7/35, 4.8/8
        ("印度", 0.093_75, 30),                   // 0, 1.5/8
    ] {
        let (score, place) = z(economy);
        assert!((score - by_hand).abs() < 1e-9, "{economy} {score}");
        assert_eq!(place, rank, "{economy}");
    }

    let printed = sample("ai-2025/published-z.csv");
    let mut differences: Vec<(f64, &str)> = rows(&printed)
        .iter()
        .map(|row| (z(row[1]).0 - row[2].parse::<f64>().unwrap(), row[1]))
        .collect();
    assert_eq!(differences.len(), 30);
    assert!(
        differences
            .iter()
            .all(|(difference, _)| difference.abs() > 0.0005)
    );
    differences.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let (difference, economy) = differences[0];
    assert_eq!(format!("{economy} {difference:+.4}"), "澳大利亚 +0.0801");
}
