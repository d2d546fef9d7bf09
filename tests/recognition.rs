//! How well sheets are recognised: values with their unit, indicator, measure and period against truth
//! that was stated by hand, and not below what `docs/import.md` says.
//!
//! Prints its table with `cargo test --test recognition -- --nocapture measured`.

#![expect(
    clippy::unwrap_used,
    reason = "a helper that cannot go on is a failed test"
)]
#![expect(clippy::print_stdout, reason = "it prints what it measures")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use heng::import::{
    CellAt, ReadOptions, Reader, Sheet,
    names::Registry,
    sheet_map::{Corrections, SheetMap, known_by, map_sheet_with, observations},
};

use drawn::drawn;

#[path = "yearbooks/drawn.rs"]
mod drawn;

/// A value and what it means. Its cell is only known where truth tells cells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fact {
    sheet: String,
    cell: Option<CellAt>,
    unit: String,
    indicator: String,
    measure: String,
    period: String,
    /// The number's bits, so that facts can be sorted; truth gives the shortest text of a number.
    value: u64,
}

/// How many values there are, were recognised, and were recognised rightly.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    truth: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.truth += other.truth;
        self.found += other.found;
        self.right += other.right;
    }

    /// The share of what was recognised that is right, in percent.
    fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of what there is that was recognised rightly, in percent.
    fn recall(self) -> f64 {
        share(self.right, self.truth)
    }

    fn line(self, name: &str) -> String {
        let Self {
            truth,
            found,
            right,
        } = self;
        let (precision, recall) = (floor(self.precision()), floor(self.recall()));
        format!("| {name} | {truth} | {found} | {right} | {precision:.1} | {recall:.1} |")
    }
}

/// Of nothing, nothing is wrong.
fn share(right: usize, of: usize) -> f64 {
    if of == 0 {
        100.0
    } else {
        100.0 * right as f64 / of as f64
    }
}

/// To one decimal, never upwards.
fn floor(share: f64) -> f64 {
    (share * 10.0 + 1e-9).floor() / 10.0
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yearbooks")
}

fn map(sheet: &Sheet, file: &str) -> SheetMap {
    let known = known_by(Registry::bundled());
    map_sheet_with(sheet, file, &Corrections::default(), &known)
}

/// The values of a sheet as they are recognised; `cells` keeps where they stand.
fn recognised(sheet: &Sheet, file: &str, cells: bool) -> Vec<Fact> {
    let map = map(sheet, file);
    let all = map.tables.iter().flat_map(observations);
    let facts = all.filter_map(|it| {
        Some(Fact {
            sheet: sheet.name.clone(),
            cell: cells.then_some(it.cell),
            unit: it.unit,
            indicator: it.indicator,
            measure: it.measure.unwrap_or_default(),
            period: it.period.to_string(),
            value: it.value?.to_bits(),
        })
    });
    facts.collect()
}

/// Compares, counting equal facts as often as they stand on both sides; answers some that differ.
fn compare(truth: Vec<Fact>, found: Vec<Fact>) -> (Score, Vec<String>) {
    let mut score = Score {
        truth: truth.len(),
        found: found.len(),
        right: 0,
    };
    let mut left: BTreeMap<Fact, usize> = BTreeMap::new();
    for fact in truth {
        *left.entry(fact).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for fact in found {
        match left.get_mut(&fact).filter(|it| **it > 0) {
            Some(count) => {
                *count -= 1;
                score.right += 1;
            }
            None => wrong.push(format!("found {}", told(&fact))),
        }
    }
    let missed = left.iter().filter(|(_, count)| **count > 0);
    wrong.truncate(4);
    wrong.extend(
        missed
            .take(4)
            .map(|(fact, _)| format!("truth {}", told(fact))),
    );
    (score, wrong)
}

fn told(fact: &Fact) -> String {
    let cell = fact.cell.map(|it| it.to_string()).unwrap_or_default();
    let value = f64::from_bits(fact.value);
    let Fact {
        unit,
        indicator,
        measure,
        period,
        ..
    } = fact;
    format!("{cell} {unit}; {indicator}; {measure}; {period} = {value}")
}

/// The values that `truth/FILE.csv` tells.
fn truth_of(file: &str) -> Vec<Fact> {
    let path = folder().join("truth").join(format!("{file}.csv"));
    let mut lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path)
        .unwrap();
    let mut sheet = String::new();
    let mut columns: Vec<[String; 5]> = Vec::new();
    let mut facts = Vec::new();
    for line in lines.records().map(Result::unwrap) {
        let texts: [String; 5] = std::array::from_fn(|it| line.get(it + 1).unwrap_or("").into());
        match line.get(0).unwrap() {
            "sheet" => sheet.clone_from(&texts[0]),
            "column" => columns.push(texts),
            _ => {
                for (column, value) in columns.iter().zip(line.iter().skip(6)) {
                    let Ok(value) = value.parse::<f64>() else {
                        assert_eq!(value, "");
                        continue;
                    };
                    let either = |place: usize| format!("{}{}", column[place], texts[place]);
                    facts.push(Fact {
                        sheet: sheet.clone(),
                        cell: format!("{}{}", column[0], texts[0]).parse().ok(),
                        unit: either(1),
                        indicator: either(2),
                        measure: either(3),
                        period: either(4),
                        value: value.to_bits(),
                    });
                }
            }
        }
    }
    assert!(facts.iter().all(|it| it.cell.is_some()));
    facts
}

/// One line of a picture's truth; none where the value is missing.
fn fact_of(line: &str) -> Option<Fact> {
    let (facts, value) = line.rsplit_once(" = ").unwrap();
    let parts: Vec<&str> = facts.split(';').map(str::trim).collect();
    let [unit, indicator, measure, period] = parts[..] else {
        panic!("{line}");
    };
    (value != "missing").then(|| Fact {
        sheet: "S".to_owned(),
        cell: None,
        unit: unit.to_owned(),
        indicator: indicator.to_owned(),
        measure: measure.trim_start_matches('?').to_owned(),
        period: period.to_owned(),
        value: value.parse::<f64>().unwrap().to_bits(),
    })
}

fn names(folder: &Path, keep: impl Fn(&str) -> bool) -> Vec<String> {
    let all = fs::read_dir(folder).unwrap();
    let all = all.map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = all.filter(|it| keep(it)).collect();
    names.sort();
    names
}

/// The real files, then the pictures, each with its score and some of what is wrong.
fn measure() -> Vec<(String, Score, Vec<String>)> {
    let mut scores = Vec::new();
    let files = names(&folder(), |it| {
        let path = Path::new(it);
        let table = path.extension().is_some_and(|it| it != "md" && it != "py");
        table && it != "expected.csv"
    });
    for file in files {
        let go_on = &mut |_| ControlFlow::Continue(());
        let path = folder().join(&file);
        let book = Reader::Here
            .read(&path, &ReadOptions::default(), go_on)
            .unwrap();
        let sheets = book.sheets.iter();
        let found = sheets.flat_map(|it| recognised(it, &book.file, true));
        let (score, wrong) = compare(truth_of(&file), found.collect());
        scores.push((file, score, wrong));
    }
    for file in names(&drawn::folder(), |_| true) {
        let name = file.strip_suffix(".txt").unwrap();
        let drawn = drawn(name);
        let truth = drawn.told.iter().filter_map(|it| fact_of(it));
        let found = recognised(&drawn.sheet, "f.xls", false);
        let (score, wrong) = compare(truth.collect(), found);
        scores.push((name.to_owned(), score, wrong));
    }
    scores
}

/// What `docs/import.md` states: precision and recall by name.
fn stated() -> BTreeMap<String, (f64, f64)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/import.md");
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, _, _, _, precision, recall] = cells[..] else {
            return None;
        };
        let number = |it: &str| it.parse::<f64>().ok();
        Some((name.to_owned(), (number(precision)?, number(recall)?)))
    });
    rows.collect()
}

#[test]
fn what_is_measured_is_what_the_documentation_states() {
    let stated = stated();
    let scores = measure();
    let (mut real, mut made_up) = (Score::default(), Score::default());
    for (name, score, wrong) in &scores {
        println!("{}", score.line(name));
        for line in wrong {
            println!("    {line}");
        }
        let all = if name.contains('.') {
            &mut real
        } else {
            &mut made_up
        };
        all.add(*score);
    }
    let mut all = real;
    all.add(made_up);
    let sums = [
        ("all real files", real),
        ("all made-up sheets", made_up),
        ("all", all),
    ];
    let mut measured: BTreeSet<String> = BTreeSet::new();
    let lines = scores.iter().map(|(name, score, _)| (name.as_str(), score));
    for (name, score) in lines.chain(sums.iter().map(|(name, score)| (*name, score))) {
        measured.insert(name.to_owned());
        let (precision, recall) = stated.get(name).copied().unwrap_or((100.0, 100.0));
        let line = score.line(name);
        println!("{line}");
        assert!(floor(score.precision()) >= precision, "{line}: {precision}");
        assert!(floor(score.recall()) >= recall, "{line}: {recall}");
    }
    for name in stated.keys() {
        assert!(measured.contains(name), "{name} is stated and not measured");
    }
    for name in sums.map(|(name, _)| name) {
        assert!(stated.contains_key(name), "{name} is not stated");
    }
}

#[test]
fn the_measure_tells_what_is_wrong() {
    let right = fact_of("甲市; 人口; 万人; 2020 = 5").unwrap();
    let other = |change: fn(&mut Fact)| {
        let mut fact = right.clone();
        change(&mut fact);
        fact
    };
    let changes: [fn(&mut Fact); 5] = [
        |it| it.unit.push('x'),
        |it| it.indicator.push('x'),
        |it| it.measure.push('x'),
        |it| it.period.push('x'),
        |it| it.value += 1,
    ];
    for change in changes {
        let (score, wrong) = compare(vec![right.clone()], vec![other(change)]);
        assert_eq!((score.right, wrong.len()), (0, 2));
    }
    // Told twice is once right and once invented.
    let (score, _) = compare(vec![right.clone()], vec![right.clone(), right]);
    assert_eq!((score.precision(), score.recall()), (50.0, 100.0));
}
